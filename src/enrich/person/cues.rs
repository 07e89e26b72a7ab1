//! Words around a name that show a person, or that show that it is none.

use super::super::lexicon::{lexicon, longest_first};
use super::super::said;
use super::super::scan::{Gap, Scan};
use super::english;
use super::phrases::{DEEDS, KIN, PREDICATES, VIETNAMESE_VERBS, WALLS};
use crate::authority::offices::{Title, TitleKind, titles};
use crate::authority::same_written;
use std::ops::Range;

/// The title that ends right before a word, longest first, and where it begins.
pub(super) fn title_before(scan: &Scan<'_>, at: usize) -> Option<(usize, Title)> {
    let ends_title = at > 0 && scan.says(at - 1, said::TITLE_LASTS);
    if !ends_title || !is_next(scan, at) {
        return None;
    }
    let line = scan.line_of(at);
    let most = 6.min(at - line.words.start);
    let mut lengths = lexicon().titles_before(scan, at);
    lengths.find_map(|length| {
        let start = at - length;
        if length > most || !is_one_phrase(scan, start, at) {
            return None;
        }
        Some((start, title_printed(scan, start..at)?))
    })
}

/// The title that begins at a word and does not run past `end`, longest first, and its length.
pub(super) fn title_at(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, Title)> {
    let lengths = lexicon().titles_at(scan, at);
    if lengths == 0 {
        return None;
    }
    let most = 8.min(end - at);
    longest_first(lengths).find_map(|length| {
        if length > most || !is_one_phrase(scan, at, at + length) {
            return None;
        }
        Some((length, title_printed(scan, at..at + length)?))
    })
}

/// The title that a run of words is, by its marks where the line has them.
fn title_printed(scan: &Scan<'_>, words: Range<usize>) -> Option<Title> {
    let titles = titles().all(scan.folded_run(words.clone())).iter();
    titles
        .copied()
        .find(|title| is_printed_so(scan, words.clone(), *title))
}

/// Marks decide where a line has them; without, a Vietnamese word of address is as well a name.
fn is_printed_so(scan: &Scan<'_>, words: Range<usize>, title: Title) -> bool {
    if scan.line_of(words.start).marked {
        return !title.vietnamese || same_written(scan.surface_run(words), title.printed);
    }
    !title.vietnamese
        || title.kind != TitleKind::Address
        || words.len() > 1
        || scan.words[words.start].is_marked()
}

/// Whether the words of a run follow one another as those of one phrase do.
fn is_one_phrase(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    (from + 1..to)
        .all(|at| matches!(scan.words[at].gap, Gap::Slash | Gap::Dash) || is_next(scan, at))
}

/// Whether a space or the stop of an abbreviation stands before a word.
fn is_next(scan: &Scan<'_>, at: usize) -> bool {
    match scan.words[at].gap {
        Gap::Space => true,
        Gap::Stop => !scan.words[at].begins_sentence() && scan.gap_text(at).starts_with('.'),
        _ => false,
    }
}

/// Where the office begins whose body stands between it and the name: `Minister of Planning and
/// Investment Nguyen Chi Dung`, `Trưởng Ban Tổ chức Tỉnh ủy Y Mửi`.
pub(super) fn office_left(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let line = scan.line_of(at).words.start;
    let first = at.saturating_sub(16).max(line);
    if at == first || !holds_together(scan, at) {
        return None;
    }
    // The walk is worth its while only where some title may begin in the sentence.
    let lexicon = lexicon();
    let mut titles = false;
    let sentence = (first..at).rev().find(|&word| {
        titles |= lexicon.titles_at(scan, word) != 0;
        scan.words[word].begins_sentence()
    });
    if !titles {
        return None;
    }
    let first = sentence.unwrap_or(first);
    office_in(scan, first, at, |_| true)
}

/// Whether the gap before a word can stand inside the name of an office, as that of `T.Ư` does and the
/// brackets of `the Communist Party of Vietnam (CPV) Central Committee`.
fn holds_together(scan: &Scan<'_>, at: usize) -> bool {
    let abbreviates = |word: usize| {
        scan.words[word].is_all_capitals()
            && scan.words[word].gap == Gap::Open
            && scan
                .words
                .get(word + 1)
                .is_some_and(|next| next.gap == Gap::Close)
    };
    match scan.words[at].gap {
        Gap::Space | Gap::Slash | Gap::Dash | Gap::Apostrophe | Gap::Other => true,
        Gap::Stop => scan.gap_text(at) == ".",
        Gap::Open => abbreviates(at),
        Gap::Close => at > 0 && abbreviates(at - 1),
        _ => false,
    }
}

/// Where the office begins that ends at `end`, not before `first`: the walk to the left goes on to the
/// longest office and stops where the words are of somebody else. Offices that `counts` refuses are passed.
pub(super) fn office_in(
    scan: &Scan<'_>,
    first: usize,
    end: usize,
    counts: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut found = None;
    let mut next = end;
    while next > first {
        if next < end && !holds_together(scan, next) {
            break;
        }
        next -= 1;
        let title = title_at(scan, next, end);
        if title.is_some_and(|(_, title)| title.kind == TitleKind::Address) {
            break;
        }
        if let Some((length, _)) = title
            && counts(next)
        {
            if found.is_some_and(|held| is_of_another(scan, next + length, held)) {
                break;
            }
            found = Some(next);
        }
        if scan.words[next].begins_sentence() || is_wall(scan, next) || is_deed(scan, next) {
            break;
        }
    }
    found
}

/// Whether a word never stands inside the name of an office; one with a capital may be of a name, `Mộ Đức`.
fn is_wall(scan: &Scan<'_>, at: usize) -> bool {
    let named = scan.words[at].is_capital() && scan.line_of(at).marked;
    !named && WALLS.has(scan, at..at + 1)
}

/// Whether the clause has its verb here: `Chủ tịch Quốc hội đánh giá ông An`, `cử tri muốn biết`.
fn is_deed(scan: &Scan<'_>, at: usize) -> bool {
    let ends_title = || scan.says(at, said::TITLE_LASTS);
    if scan.words[at].is_capital() || !scan.line_of(at).marked || ends_title() {
        return false;
    }
    let elects = scan.folded(at) == "bau" && scan.words.get(at + 1).is_some();
    if elects && scan.folded(at + 1) == "cu" {
        return false;
    }
    PREDICATES.begin_at(scan, at)
}

/// `Thủ tướng Australia đón Tổng Bí thư`: what one of them does stands between two offices; and in
/// `Đặc phái viên của Tổng Bí thư`, `Tổng Bí thư Lào và Phu nhân Tổng Bí thư` the first is another's.
fn is_of_another(scan: &Scan<'_>, from: usize, held: usize) -> bool {
    let folded = |at: usize| if at >= from { scan.folded(at) } else { "" };
    let envoy = match folded(held - 1) {
        "cua" | "of" => true,
        "the" => folded(held.saturating_sub(2)) == "of",
        _ => false,
    };
    let wife = held + 2 <= scan.words.len() && scan.folded_run(held..held + 2) == "phu nhan";
    envoy
        || wife
        || (from..held).any(|word| !scan.words[word].is_capital() && DEEDS.begin_at(scan, word))
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
            !capital
                && (is_verb(scan, end)
                    || matches!(folded, "sn")
                    || (!line.marked && is_fate(scan, end, line.words.end)))
        }
        Gap::Comma | Gap::Dash | Gap::Open | Gap::Semicolon => {
            title_at(scan, end, line.words.end)
                .is_some_and(|(_, title)| title.kind != TitleKind::Address)
                || (!line.marked && has_office_ahead(scan, end, line.words.end))
                || (!line.marked
                    && !capital
                    && english::APPOSITIONS.contains(&folded)
                    && !is_ground(scan, end, line.words.end))
                || (scan.words[end].gap == Gap::Comma && !capital && is_verb(scan, end))
                || is_age(scan, end, line.words.end)
                || (line.marked && !capital && KIN.begin_at(scan, end))
                || matches!(folded, "nguyen" | "sn" | "sinh" | "tru" | "ngu" | "que") && !capital
                || folded == "sn"
        }
        _ => false,
    }
}

/// `Son Loi, the commune of Vinh Phuc that`, `Cho Gao, a quiet riverside district`: what is told of a place.
fn is_ground(scan: &Scan<'_>, at: usize, line: usize) -> bool {
    (at + 1..line.min(at + 5))
        .take_while(|word| scan.words[*word].gap == Gap::Space && !scan.words[*word].is_capital())
        .any(|word| {
            matches!(
                scan.folded(word),
                "commune"
                    | "village"
                    | "hamlet"
                    | "ward"
                    | "district"
                    | "town"
                    | "township"
                    | "city"
                    | "province"
                    | "capital"
                    | "island"
                    | "port"
                    | "river"
                    | "mountain"
                    | "region"
            )
        })
}

/// Whether an office or a calling ends right before a comma, a name stands behind it and a sign behind that: `the Lao
/// ambassador, Khamphao Ernthavanh, danced`.
pub(super) fn is_apposed_to_office(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let closes = words.end == line.end
        || matches!(
            scan.words[words.end].gap,
            Gap::Comma | Gap::Stop | Gap::Semicolon | Gap::Close | Gap::Dash | Gap::Colon
        );
    closes
        && words.start > line.start
        && scan.words[words.start].gap == Gap::Comma
        && !scan.words[words.start - 1].is_capital()
        && lexicon()
            .titles_before(scan, words.start)
            .filter(|length| words.start - length >= line.start)
            .filter_map(|length| title_printed(scan, words.start - length..words.start))
            .any(|title| title.kind != TitleKind::Address)
}

/// `a Briton named Oliver Pemberley`, `a man called Rustam`: a word for a person is told the name of.
pub(super) fn is_named(scan: &Scan<'_>, at: usize) -> bool {
    let said = at.checked_sub(1).map_or("", |said| scan.folded(said));
    let spaced = |word: usize| scan.words[word].gap == Gap::Space;
    let person = |who: usize| {
        matches!(
            scan.folded(who),
            "man"
                | "woman"
                | "boy"
                | "girl"
                | "citizen"
                | "national"
                | "tourist"
                | "visitor"
                | "patient"
                | "passenger"
                | "survivor"
                | "victim"
                | "expatriate"
                | "migrant"
                | "briton"
                | "frenchman"
                | "american"
                | "australian"
                | "german"
                | "russian"
                | "korean"
        ) || title_before(scan, who + 1).is_some()
    };
    matches!(said, "named" | "called") && at >= 2 && spaced(at) && spaced(at - 1) && person(at - 2)
}

/// `Adam Sitkoff, executive director`, `Kidong Park, WHO Representative`: words that tell which office
/// stand before it.
fn has_office_ahead(scan: &Scan<'_>, at: usize, line: usize) -> bool {
    let end = (at + 4).min(line);
    (at + 1..end)
        .take_while(|&word| {
            matches!(
                scan.words[word].gap,
                Gap::Space | Gap::Dash | Gap::Apostrophe
            )
        })
        .any(|word| {
            title_at(scan, word, line).is_some_and(|(length, title)| {
                let ends = word + length >= line
                    || scan.words[word + length].gap != Gap::Space
                    || matches!(scan.folded(word + length), "of" | "at" | "for" | "in");
                title.kind != TitleKind::Address && ends
            })
        })
}

/// `was sentenced`, `has officially been elected`, `retired`.
fn is_fate(scan: &Scan<'_>, at: usize, line: usize) -> bool {
    let passive = matches!(
        scan.folded(at),
        "was" | "were" | "is" | "are" | "has" | "had" | "have" | "will" | "being"
    );
    let reach = if passive { (at + 5).min(line) } else { at + 1 };
    (at..reach)
        .take_while(|&word| word == at || scan.words[word].gap == Gap::Space)
        .any(|word| english::FATES.contains(&scan.folded(word)))
}

/// `approved Tran Phong's transfer`, `elected Le Dung chairman`: what only persons have or undergo.
pub(super) fn is_had_or_done(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let has = words.end < line.end
        && scan.folded(words.end) == "s"
        && scan.words[words.end].gap == Gap::Apostrophe;
    let done = words.start > line.start
        && scan.words[words.start].gap == Gap::Space
        && english::DONE_TO.contains(&scan.folded(words.start - 1));
    has || done
}

/// Whether an office follows a name after a sign, maybe a former one: `, nguyên Phó Bí thư`.
pub(super) fn office_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    let lead = usize::from(end < line && matches!(scan.folded(end), "nguyen" | "quyen" | "cuu"));
    end + lead < line
        && title_at(scan, end + lead, line)
            .is_some_and(|(_, title)| title.kind == TitleKind::Office)
}

fn is_verb(scan: &Scan<'_>, at: usize) -> bool {
    if scan.line_of(at).marked {
        VIETNAMESE_VERBS.begin_at(scan, at)
    } else {
        english::VERBS.contains(&scan.folded(at)) || VIETNAMESE_VERBS.begin_at(scan, at)
    }
}

/// Whether a verb of speech follows at once.
pub(super) fn verb_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    end < line && scan.words[end].gap == Gap::Space && is_verb(scan, end)
}

/// Whether an age stands after a name: `Yukio Edano, 46,`.
pub(super) fn age_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    end < line && matches!(scan.words[end].gap, Gap::Comma | Gap::Open) && is_age(scan, end, line)
}

fn is_age(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let digits = scan.folded(at);
    digits.len() == 2
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (at + 1 >= end
            || scan.words[at + 1].gap == Gap::Comma
            || matches!(scan.folded(at + 1), "tuoi" | "years"))
}
