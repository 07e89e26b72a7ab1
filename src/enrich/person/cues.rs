//! Words around a name that show a person, or that show that it is none.

use super::super::lexicon::ends_compound;
use super::super::scan::{Gap, Scan};
use super::phrases::{
    DEEDS, ENGLISH_APPOSITIONS, ENGLISH_VERBS, PLACES_BEFORE, VIETNAMESE_VERBS, WALLS,
};
use crate::authority::offices::{Title, TitleKind, titles};
use crate::authority::same_written;
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;

/// The title that ends right before a word, longest first, and where it begins.
pub(super) fn title_before(scan: &Scan<'_>, at: usize) -> Option<(usize, Title)> {
    let line = scan.line_of(at);
    if at == line.words.start || !is_next(scan, at) {
        return None;
    }
    if !scan.known(at - 1)?.ends_title {
        return None;
    }
    let most = 6.min(at - line.words.start);
    (1..=most).rev().find_map(|length| {
        let start = at - length;
        let known = scan.known(start)?;
        if known.title & (1 << length) == 0 || !is_one_phrase(scan, start, at) {
            return None;
        }
        let title = titles().get(scan.folded_run(start..at))?;
        is_printed_so(scan, start..at, title).then_some((start, title))
    })
}

/// The title that begins at a word and does not run past `end`, longest first, and its length.
pub(super) fn title_at(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, Title)> {
    let lengths = scan.known(at)?.title;
    if lengths == 0 {
        return None;
    }
    (1..=8.min(end - at)).rev().find_map(|length| {
        if lengths & (1 << length) == 0 || !is_one_phrase(scan, at, at + length) {
            return None;
        }
        let title = titles().get(scan.folded_run(at..at + length))?;
        is_printed_so(scan, at..at + length, title).then_some((length, title))
    })
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
    office_in(scan, first, at, |_| true)
}

/// Whether the gap before a word can stand inside the name of an office.
fn holds_together(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.words[at].gap,
        Gap::Space | Gap::Slash | Gap::Dash | Gap::Apostrophe | Gap::Other
    )
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
        if scan.words[next].begins_sentence() || WALLS.has(scan, next..next + 1) {
            break;
        }
    }
    found
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
        Gap::Space | Gap::Quote => !capital && (is_verb(scan, end) || matches!(folded, "sn")),
        Gap::Comma | Gap::Dash | Gap::Open | Gap::Semicolon => {
            title_at(scan, end, line.words.end)
                .is_some_and(|(_, title)| title.kind != TitleKind::Address)
                || (!line.marked && has_office_ahead(scan, end, line.words.end))
                || (!line.marked && !capital && ENGLISH_APPOSITIONS.contains(&folded))
                || (scan.words[end].gap == Gap::Comma && !capital && is_verb(scan, end))
                || is_age(scan, end, line.words.end)
                || matches!(folded, "nguyen" | "sn" | "sinh" | "tru" | "ngu" | "que") && !capital
                || folded == "sn"
        }
        _ => false,
    }
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
        ENGLISH_VERBS.contains(&scan.folded(at)) || VIETNAMESE_VERBS.begin_at(scan, at)
    }
}

/// Whether a verb of speech follows at once.
pub(super) fn verb_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    end < line && scan.words[end].gap == Gap::Space && is_verb(scan, end)
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
    let Some(start) = PLACES_BEFORE.end_before(scan, at) else {
        return false;
    };
    // "UBND thành phố Lê Trung Chinh": its chairman, where no city but the one is called after a man.
    let tail = at - start == 1 && ends_compound(scan, at) && {
        let surnames = scan.known(at).map_or(&[][..], |word| word.surnames);
        scan.folded(start) != "pho"
            || surnames
                .iter()
                .any(|surname| surname.strength != SurnameStrength::Minority)
    };
    // "Chủ tịch UBND xã Nguyễn Văn A": the commune's chairman, not a commune of that name.
    let of_a_body = start > 0
        && at - start == 1
        && matches!(scan.folded(start), "xa" | "phuong" | "huyen" | "quan")
        && matches!(
            scan.folded(start - 1),
            "ubnd" | "hdnd" | "mttq" | "an" | "doan" | "hoi" | "su"
        );
    let joined = (start + 1..=at).all(|word| {
        matches!(
            scan.words[word].gap,
            Gap::Space | Gap::Stop | Gap::Quote | Gap::Dash
        )
    });
    joined && !of_a_body && !tail
}

/// Whether a capitalised word itself is one that begins a street's or a river's name: `Đường`, `Sông`.
pub(super) fn is_place_word(scan: &Scan<'_>, at: usize) -> bool {
    scan.line_of(at).marked && PLACES_BEFORE.has(scan, at..at + 1)
}
