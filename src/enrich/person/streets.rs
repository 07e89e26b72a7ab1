//! Names that streets, lakes and schools bear: the word for one stands beside the name, or a list goes on
//! from it.

use super::super::lexicon::ends_compound;
use super::super::phrases::Phrases;
use super::super::scan::{Gap, Scan};
use super::phrases::PLACES_BEFORE;
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;
use std::sync::LazyLock;

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

/// Words for what carries traffic and for schools: those that a list of names follows.
static WAYS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "đường",
        "phố",
        "tuyến",
        "trục",
        "hẻm",
        "ngõ",
        "cầu",
        "đại lộ",
        "ngã ba",
        "ngã tư",
        "ngã năm",
        "ngã sáu",
        "nút giao",
        "vòng xoay",
        "vỉa hè",
        "hầm",
        "trường",
        "THPT",
        "THCS",
        "tiểu học",
        "công viên",
        "streets",
        "roads",
        "avenues",
        "routes",
        "parks",
        "schools",
        "corner of",
        "intersection of",
        "junction of",
        "such as",
        "bridges",
    ])
});

/// Words that stand after the last of a list of streets in English.
const PLURALS: [&str; 12] = [
    "streets",
    "roads",
    "avenues",
    "boulevards",
    "lanes",
    "alleys",
    "parks",
    "bridges",
    "schools",
    "routes",
    "wards",
    "intersections",
];

/// Words that say of streets that there are several.
const SEVERAL: [&str; 12] = [
    "cac", "nhung", "tuyen", "nhieu", "hai", "ba", "bon", "the", "some", "several", "two", "three",
];

/// What joins two names of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    Comma,
    And,
}

/// The joint between the item that ends before a word and the one that begins with it, and where the
/// former ends.
fn joint_before(scan: &Scan<'_>, at: usize) -> Option<(Joint, usize)> {
    let line = scan.line_of(at).words.start;
    if at <= line {
        return None;
    }
    let before = scan.folded(at - 1);
    match scan.words[at].gap {
        Gap::Comma => Some((Joint::Comma, at)),
        Gap::Dash | Gap::Other if scan.gap_text(at).starts_with(' ') => Some((Joint::Dash, at)),
        Gap::Space if matches!(before, "va" | "and") && !scan.words[at - 1].is_capital() => {
            let end = at - 1;
            let joint = if end > line && scan.words[end].gap == Gap::Comma {
                Joint::Comma
            } else {
                Joint::And
            };
            Some((joint, end))
        }
        _ => None,
    }
}

/// The first word of the run of capitals that ends before a word, if there is one. It may end in a small
/// word or two where it fills what lies between two signs: `Công trường Quốc tế`.
fn item_before(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let line = scan.line_of(end.checked_sub(1)?).words.start;
    let mut start = end;
    while start > line && scan.words[start - 1].is_capital() {
        start -= 1;
        if scan.words[start].gap != Gap::Space {
            break;
        }
    }
    if start < end {
        return Some(start);
    }
    let first = end.saturating_sub(5).max(line);
    let filled = (first..end)
        .rev()
        .find(|&at| scan.words[at].gap != Gap::Space)?;
    let small = (filled..end)
        .filter(|&at| !scan.words[at].is_capital())
        .count();
    (small <= 2 && scan.words[filled].gap == Gap::Comma && scan.words[filled].is_capital())
        .then_some(filled)
}

/// The word after the run of capitals that begins at a word, if one does.
fn item_after(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let line = scan.line_of(at).words.end;
    let mut end = at;
    while end < line
        && (end == at || scan.words[end].gap == Gap::Space)
        && scan.words[end].is_capital()
    {
        end += 1;
    }
    (end > at).then_some(end)
}

/// `các đường: Lê Lợi, Lê Duẩn`, `Kim Mã - Cầu Giấy - Xuân Thủy`, `Le Loi, Ham Nghi and Le Duan streets`:
/// whether a name without a sign of a person stands in a list of streets or schools.
pub(super) fn in_list_of_streets(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let (after, dashes_after, end) = items_after(scan, words.end);
    let line = scan.line_of(words.start).words.clone();
    if after > 0
        && end < line.end
        && scan.words[end].gap == Gap::Space
        && PLURALS.contains(&scan.folded(end))
    {
        return true;
    }
    if leads_to_way(scan, words.end) {
        return true;
    }
    let (mut before, mut dashes, mut at) = (0, 0, words.start);
    while before < 30
        && let Some((joint, end)) = joint_before(scan, at)
        && let Some(start) = item_before(scan, end)
    {
        before += 1;
        dashes += usize::from(joint == Joint::Dash);
        at = start;
        if let Some(way) = way_before(scan, at) {
            let several = way > line.start && SEVERAL.contains(&scan.folded(way - 1))
                || SEVERAL.contains(&scan.folded(way));
            return dashes == before || several || before + after >= 2;
        }
    }
    let colon =
        at > line.start && scan.words[at].gap == Gap::Colon && WAYS.end_before(scan, at).is_some();
    colon || (dashes == before && dashes_after == after && before + after >= 2)
}

/// Where the word for a street begins that ends before a word.
fn way_before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let way = WAYS.end_before(scan, at)?;
    let joined = matches!(scan.words[at].gap, Gap::Space | Gap::Colon | Gap::Quote);
    (joined && !(at - way == 1 && ends_compound(scan, at))).then_some(way)
}

/// How many items of a list stand after a name, how many of them after a dash, and where the last ends.
fn items_after(scan: &Scan<'_>, from: usize) -> (usize, usize, usize) {
    let line = scan.line_of(from - 1).words.end;
    let (mut count, mut dashes, mut end) = (0, 0, from);
    while count < 30 && end < line {
        let and = matches!(scan.folded(end), "va" | "and") && !scan.words[end].is_capital();
        let next = end + usize::from(and);
        if next >= line {
            break;
        }
        let dash = scan.words[next].gap == Gap::Dash && scan.gap_text(next).starts_with(' ');
        if !(and || dash || scan.words[next].gap == Gap::Comma) {
            break;
        }
        let Some(stop) = item_after(scan, next) else {
            break;
        };
        // "Nguyễn Văn An - Chủ tịch": what follows a dash is no name where small letters go on.
        let goes_on = stop < line && scan.words[stop].gap == Gap::Space;
        if dash && (goes_on || stop < next + 2) {
            break;
        }
        count += 1;
        dashes += usize::from(dash);
        end = stop;
    }
    (count, dashes, end)
}

/// `từ Trần Duy Hưng đến đường Mễ Trì`, `đi từ Trần Đại Nghĩa về đến cầu Khỉ`.
fn leads_to_way(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    let mut at = end;
    while at < line.words.end
        && at < end + 2
        && scan.words[at].gap == Gap::Space
        && matches!(scan.surface(at), "đến" | "tới" | "ra" | "về" | "sang")
    {
        at += 1;
    }
    at > end && at < line.words.end && !scan.words[at].is_capital() && {
        (1..=2).any(|length| at + length <= line.words.end && WAYS.has(scan, at..at + length))
    }
}
