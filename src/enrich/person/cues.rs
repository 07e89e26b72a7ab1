//! Words around a name that show a person, or that show that it is none.

use super::super::lexicon::lexicon;
use super::super::scan::{Gap, Scan};
use crate::authority::offices::{Title, TitleKind, titles};

/// Verbs that persons rather than places do, after a name; Vietnamese ones folded, first word alone.
const VIETNAMESE_VERBS: [&str; 26] = [
    "cho biet",
    "noi",
    "phat bieu",
    "nhan manh",
    "yeu cau",
    "khang dinh",
    "chia se",
    "de nghi",
    "ke",
    "bay to",
    "danh gia",
    "chu tri",
    "thua nhan",
    "nhac",
    "cho rang",
    "cho hay",
    "tra loi",
    "ket luan",
    "ky",
    "tham du",
    "phan tich",
    "giai thich",
    "tam su",
    "thong bao",
    "sinh nam",
    "bi bat",
];

/// The same in English.
const ENGLISH_VERBS: [&str; 46] = [
    "said",
    "says",
    "told",
    "stressed",
    "noted",
    "asked",
    "added",
    "emphasised",
    "emphasized",
    "affirmed",
    "chaired",
    "signed",
    "concluded",
    "presided",
    "stated",
    "urged",
    "requested",
    "suggested",
    "highlighted",
    "announced",
    "explained",
    "recalled",
    "expressed",
    "proposed",
    "argued",
    "praised",
    "complained",
    "admitted",
    "promised",
    "answered",
    "warned",
    "pointed",
    "confirmed",
    "reported",
    "believes",
    "thinks",
    "commanded",
    "delivered",
    "spoke",
    "inspected",
    "visited",
    "who",
    "reminded",
    "replied",
    "quoted",
    "runs",
];

/// Words that open what is said of a person after a comma, in English.
const ENGLISH_APPOSITIONS: [&str; 12] = [
    "a", "an", "the", "who", "whose", "of", "aged", "vice", "former", "one", "founder", "then",
];

/// Words before a name that make it a street, a school, a ward...; folded, the last word before it.
const PLACES_BEFORE: [&str; 52] = [
    "duong",
    "pho",
    "phuong",
    "xa",
    "thi tran",
    "quan",
    "huyen",
    "thi xa",
    "truong",
    "thpt",
    "thcs",
    "tieu hoc",
    "dai hoc",
    "hoc vien",
    "benh vien",
    "cau",
    "cho",
    "giai",
    "quy",
    "chien dich",
    "lang",
    "bao tang",
    "cong vien",
    "san",
    "ho",
    "song",
    "nui",
    "dao",
    "quang truong",
    "tau",
    "den",
    "chua",
    "nha may",
    "cong ty",
    "tap doan",
    "hoc bong",
    "cup",
    "dai lo",
    "hem",
    "ngo",
    "nga tu",
    "ben",
    "khach san",
    "nha tho",
    "nha hang",
    "tnhh",
    "cp",
    "mtv",
    "thuong hieu",
    "nha xuat ban",
    "nxb",
    "doc lap",
];

/// Lower-case words that never stand inside the name of an office: a walk to the left stops there.
const WALLS: [&str; 66] = [
    "la", "da", "cho", "noi", "gap", "cung", "voi", "toi", "den", "duoc", "bi", "do", "khi",
    "theo", "tai", "o", "tu", "nhu", "se", "dang", "de", "ma", "neu", "rang", "tiep", "gui",
    "trao", "moi", "said", "met", "with", "that", "by", "was", "is", "were", "are", "has", "have",
    "had", "from", "told", "when", "where", "who", "which", "after", "before", "as", "at", "while",
    "but", "between", "ong", "ba", "anh", "chi", "tham", "vieng", "phan", "mo", "gom", "co",
    "khen", "chuc", "nhac",
];

/// The title that ends right before a word, longest first, and where it begins.
pub(super) fn title_before(scan: &Scan<'_>, at: usize) -> Option<(usize, Title)> {
    let line = scan.line_of(at);
    let most = 6.min(at - line.words.start);
    (1..=most).rev().find_map(|length| {
        let start = at - length;
        let known = lexicon().word(scan.folded(start))?;
        if usize::from(known.title) < length || !is_one_phrase(scan, start, at) {
            return None;
        }
        let title = titles().get(scan.folded_run(start..at))?;
        (title.vietnamese == line.marked || !may_be_a_word(scan, start, title))
            .then_some((start, title))
    })
}

/// The title that begins at a word and does not run past `end`, longest first, and its length.
pub(super) fn title_at(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, Title)> {
    let longest = usize::from(lexicon().word(scan.folded(at))?.title).min(end - at);
    (1..=longest).rev().find_map(|length| {
        if !is_one_phrase(scan, at, at + length) {
            return None;
        }
        let title = titles().get(scan.folded_run(at..at + length))?;
        let fits = title.vietnamese == scan.line_of(at).marked || !may_be_a_word(scan, at, title);
        fits.then_some((length, title))
    })
}

/// A Vietnamese word of address in a line without marks is as well a name or a word of English.
fn may_be_a_word(scan: &Scan<'_>, at: usize, title: Title) -> bool {
    title.vietnamese && !scan.words[at].is_marked() && title.kind == TitleKind::Address
}

/// Whether the words up to `to` follow one another with spaces, or with the stop of an abbreviation.
fn is_one_phrase(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    (from + 1..=to).all(|at| {
        at >= scan.words.len()
            || match scan.words[at].gap {
                Gap::Space => true,
                Gap::Slash | Gap::Dash => at < to,
                Gap::Stop => {
                    !scan.words[at].begins_sentence() && scan.gap_text(at).starts_with('.')
                }
                _ => at == to && from + 1 < to && false,
            }
    })
}

/// Where the office begins whose body stands between it and the name: `Minister of Planning and
/// Investment Nguyen Chi Dung`, `Trưởng Ban Tổ chức Tỉnh ủy Y Mửi`.
pub(super) fn office_left(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let line = scan.line_of(at).words.start;
    let first = at.saturating_sub(16).max(line);
    let mut found = None;
    let mut next = at;
    while next > first {
        // The gap before `next` must hold the phrase together.
        if !matches!(
            scan.words[next].gap,
            Gap::Space | Gap::Slash | Gap::Dash | Gap::Apostrophe
        ) {
            break;
        }
        next -= 1;
        if scan.words[next].begins_sentence() || WALLS.contains(&scan.folded(next)) {
            if let Some((_, title)) = title_at(scan, next, at) {
                if title.kind != TitleKind::Address {
                    found = Some(next);
                }
            }
            break;
        }
        if let Some((_, title)) = title_at(scan, next, at) {
            if title.kind == TitleKind::Address {
                break;
            }
            found = Some(next);
        }
    }
    found
}

/// Whether what follows a name shows that it is a person's: a verb of speech, an office, an age.
pub(super) fn person_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    if end >= line.words.end {
        return false;
    }
    let folded = scan.folded(end);
    let capital = scan.words[end].is_capital();
    match scan.words[end].gap {
        Gap::Space | Gap::Quote => {
            !capital && (is_verb(scan, end, line.words.end) || matches!(folded, "sn"))
        }
        Gap::Comma | Gap::Dash | Gap::Open | Gap::Semicolon => {
            title_at(scan, end, line.words.end)
                .is_some_and(|(_, title)| title.kind != TitleKind::Address)
                || (!line.marked && !capital && ENGLISH_APPOSITIONS.contains(&folded))
                || is_age(scan, end, line.words.end)
                || matches!(folded, "nguyen" | "sn" | "sinh" | "tru" | "ngu" | "que") && !capital
                || folded == "sn"
        }
        _ => false,
    }
}

fn is_verb(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if scan.line_of(at).marked {
        let two = (at + 2 <= end).then(|| scan.folded_run(at..at + 2));
        VIETNAMESE_VERBS.contains(&scan.folded(at))
            || two.is_some_and(|two| VIETNAMESE_VERBS.contains(&two))
    } else {
        ENGLISH_VERBS.contains(&scan.folded(at))
    }
}

/// Whether a verb of speech follows at once.
pub(super) fn verb_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    end < line && scan.words[end].gap == Gap::Space && is_verb(scan, end, line)
}

fn is_age(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let digits = scan.folded(at);
    digits.len() == 2
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (at + 1 >= end
            || scan.words[at + 1].gap == Gap::Comma
            || matches!(scan.folded(at + 1), "tuoi" | "years"))
}

/// Whether the words before a name make it a street, a school, a firm.
pub(super) fn place_before(scan: &Scan<'_>, at: usize) -> bool {
    let line = scan.line_of(at).words.start;
    (1..=2).any(|length| {
        at >= line + length
            && (at - length + 1..=at).all(|word| matches!(scan.words[word].gap, Gap::Space | Gap::Stop | Gap::Quote))
            && PLACES_BEFORE.contains(&scan.folded_run(at - length..at))
            // Surnames and given names fold to some of these words.
            && (!scan.words[at - 1].is_capital() || length == 2 || scan.words[at - 1].begins_sentence() || scan.words[at - 1].is_all_capitals())
    })
}
