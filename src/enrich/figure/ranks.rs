//! Places in a ranking: `ranked 11th`, `xếp thứ 7`, `hạng 12`, `17th/34`, `Bình Dương, fourth`.

mod held;
mod last;
mod lead;
mod moved;

use super::quantity::{Form, Quantity};
use crate::document::Comparator;
use crate::enrich::scan::{Gap, Scan};
use moved::Move;
use std::ops::Range;

const VERBS: &[&str] = &[
    "ranked", "ranks", "ranking", "rank", "placed", "stood", "stands", "came", "finished",
];

/// A rank, of how many places where the text tells.
pub(super) fn quantity(
    scan: &Scan<'_>,
    words: Range<usize>,
    value: f64,
    whole: Option<f64>,
    comparator: Comparator,
) -> Quantity {
    let span = scan.span(words.clone());
    Quantity {
        value: Some(value),
        denominator: whole,
        unit: Some("rank".to_owned()),
        comparator,
        ..Quantity::of(Form::Rank, words, span)
    }
}

/// A rank in digits at `at`.
pub(super) fn digit_rank(scan: &Scan<'_>, at: usize, end: usize) -> Option<Quantity> {
    let folded = scan.folded(at);
    let plain = folded.bytes().all(|b| b.is_ascii_digit());
    let digits = folded
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(folded.len());
    let suffix = &folded[digits..];
    let value: f64 = folded[..digits]
        .parse()
        .ok()
        .filter(|v| *v >= 1.0 && *v <= 100.0)?;
    let whole = (at + 1 < end && scan.gap_text(at + 1) == "/")
        .then(|| scan.folded(at + 1).parse::<f64>().ok())
        .flatten();
    let mut last = if whole.is_some() { at + 2 } else { at + 1 };
    // "9th out of 63".
    let out = (at + 4 <= end && whole.is_none())
        .then(|| scan.folded_run(at + 1..at + 4))
        .filter(|run| run.starts_with("out of "))
        .and_then(|run| run[7..].parse::<f64>().ok());
    let whole = whole.or(out);
    if out.is_some() {
        last = at + 4;
    }
    if plain {
        let before = at.checked_sub(1)?;
        let lead = scan.folded(before);
        let ranked = match lead {
            // "thứ 2 đồng bằng sông Cửu Long" goes on after "xếp thứ 7 toàn quốc".
            "thu" => {
                let moved = moved::vietnamese(scan, before, last);
                if moved.is_some() {
                    return moved.map(|moved| {
                        as_moved(
                            quantity(scan, at..last, value, whole, Comparator::Eq),
                            moved,
                        )
                    });
                }
                has_verb(scan, before, 9) && !is_session(scan, before)
            }
            // "vị trí 54/146" is among others than the provinces.
            "hang" | "tri" if whole.is_some_and(|whole| whole > 63.0) => return None,
            "hang" | "tri" if let Some(moved) = moved::vietnamese(scan, before, last) => {
                let rank = quantity(scan, at..last, value, whole, Comparator::Eq);
                return Some(as_moved(rank, moved));
            }
            "hang" => scan.words[at].gap == Gap::Space,
            "tri" => before > 0 && scan.folded(before - 1) == "vi" && has_verb(scan, before - 1, 4),
            "no" | "number" => has_verb(scan, before, 3),
            // "giữ vị trí số 1".
            "so" => is_number_one(scan, before, folded),
            "top" | "tốp" => {
                let mut rank = quantity(scan, at..last, value, whole, Comparator::Le);
                rank.span.start = scan.words[before].start as usize;
                return Some(rank);
            }
            _ => whole.is_some_and(|whole| among_all(scan, at, whole, last, end)),
        };
        return ranked.then(|| quantity(scan, at..last, value, whole, Comparator::Eq));
    }
    if !["st", "nd", "rd", "th"].contains(&suffix) {
        return None;
    }
    // "3rd place nationwide".
    let behind = last + usize::from(last < end && scan.folded(last) == "place");
    let in_country = behind < end
        && ["in the country", "in the nation", "nationwide"]
            .iter()
            .any(|phrase| {
                scan.folded_run(behind..(behind + 3).min(end))
                    .starts_with(phrase)
            });
    // "19th Conference" is a name; "Tay Ninh 14th" ends a clause.
    let ends = last >= end || scan.words[last].gap != Gap::Space || !scan.words[last].is_capital();
    // "(Can Tho 11th, Long An 14th)".
    let listed = at > 0
        && scan.words[at - 1].is_capital()
        && (last == scan.words.len() || super::words::ends_clause(scan, last))
        && match scan.words[at].gap {
            Gap::Space => in_brackets(scan, at),
            // "Ha Nam (12th)".
            Gap::Open => true,
            _ => false,
        };
    let rank = || quantity(scan, at..last, value, whole, Comparator::Eq);
    if let Some(moved) = moved::english(scan, at, last, end) {
        return ends.then(|| as_moved(rank(), moved));
    }
    let reached =
        reaches(scan, at, &(at.saturating_sub(8)..end)) || held::is_held(scan, at, last, end);
    (ends && (in_country || listed || reached || has_verb(scan, at, 14))).then(rank)
}

/// `giữ vị trí số 1`, `xuống vị trí số 54`, but no `tại vị trí số 9`.
fn is_number_one(scan: &Scan<'_>, so: usize, folded: &str) -> bool {
    so >= 3
        && !folded.starts_with('0')
        && scan.folded_run(so - 2..so) == "vi tri"
        && matches!(
            scan.surface(so - 3),
            "giữ" | "vững" | "xếp" | "đứng" | "chiếm" | "lên" | "xuống" | "về" | "từ"
        )
}

/// A place that was left is where the locality stood earlier.
fn as_moved(rank: Quantity, moved: Move) -> Quantity {
    Quantity {
        earlier: moved == Move::Left,
        ..rank
    }
}

/// `has dropped to 25/34`, `xếp 12/63 tỉnh, thành`: a place among all the provinces, by a verb that leads to it.
fn among_all(scan: &Scan<'_>, at: usize, whole: f64, last: usize, end: usize) -> bool {
    if whole != 63.0 && whole != 34.0 {
        return false;
    }
    // "lên 25/34 xã" counts communes.
    let of_provinces = last >= end
        || super::words::ends_clause(scan, last)
        || matches!(
            scan.folded(last),
            "tinh"
                | "dia"
                | "ca"
                | "toan"
                | "trong"
                | "provinces"
                | "localities"
                | "in"
                | "nationwide"
        );
    let led = match scan.folded(at - 1) {
        "to" => super::words::direction_before(scan, at - 1).is_some(),
        "len" | "xuong" => true,
        "xep" | "dung" | "tri" => has_verb(scan, at, 2),
        _ => false,
    };
    of_provinces && led
}

/// Whether a bracket was opened within a few words before.
fn in_brackets(scan: &Scan<'_>, at: usize) -> bool {
    let sign = (at.saturating_sub(12)..=at)
        .rev()
        .map(|word| scan.gap_text(word))
        .find(|gap| gap.contains(['(', ')', '.', '\n']));
    sign.is_some_and(|gap| gap.contains('('))
}

/// `kỳ họp thứ 10`, `hội nghị lần thứ 7`: one in a series.
fn is_session(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            scan.folded(at - 1),
            "hop" | "lan" | "khoa" | "nghi" | "phien" | "hoi" | "ky" | "tap" | "ngay" | "nam"
        )
}

/// Tells whether a verb of ranking stands within some words before, in the sentence.
fn has_verb(scan: &Scan<'_>, at: usize, words: usize) -> bool {
    // "từ xếp thứ 53 lên thứ 13" tells where it stood.
    let left = (at.saturating_sub(2)..at).any(|word| scan.surface(word) == "từ");
    !left
        && (at.saturating_sub(words)..at)
            .rev()
            .take_while(|place| !scan.words[place + 1].begins_sentence())
            .any(|place| is_verb(scan, place))
}

/// A verb of ranking, in Vietnamese by its marks: `hạng` but not `hàng`, `vị trí` but not `đơn vị`.
fn is_verb(scan: &Scan<'_>, at: usize) -> bool {
    match scan.folded(at) {
        "xep" | "dung" | "hang" => matches!(
            scan.surface(at),
            "xếp" | "Xếp" | "đứng" | "Đứng" | "hạng" | "Hạng"
        ),
        "vi" => at + 1 < scan.words.len() && scan.folded(at + 1) == "tri",
        word => VERBS.contains(&word),
    }
}

/// A rank as an English ordinal: `ranked fourth`, or `Bình Dương, fourth with`.
pub(super) fn word_rank(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<Quantity> {
    let folded = scan.folded(at);
    if let Some(rank) = vietnamese(scan, at, folded) {
        return Some(rank);
    }
    if let Some(words) = lead::of(scan, at, words) {
        return Some(quantity(scan, words, 1.0, None, Comparator::Eq));
    }
    if let Some((words, whole)) = last::of(scan, at, words) {
        return Some(quantity(scan, words, whole, Some(whole), Comparator::Eq));
    }
    let value = ordinal(folded)?;
    if let Some(moved) = moved::english(scan, at, at + 1, words.end) {
        return Some(as_moved(
            quantity(scan, at..at + 1, value, None, Comparator::Eq),
            moved,
        ));
    }
    let verb = at > words.start && is_verb(scan, at - 1)
        || reaches(scan, at, words)
        || held::is_held(scan, at, at + 1, words.end);
    let apposed = is_apposed(scan, at, words);
    (verb || apposed || within(scan, at + 1, words.end))
        .then(|| quantity(scan, at..at + 1, value, None, Comparator::Eq))
}

/// `Binh Duong, fourth with`, `Ha Giang twelfth with`, `Long An, third (83.7)`, `Long An (first, 97.1)`.
fn is_apposed(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> bool {
    if at == words.start || !scan.words[at - 1].is_capital() {
        return false;
    }
    let next = (at + 1 < words.end).then(|| scan.words[at + 1].gap);
    let with = next == Some(Gap::Space) && scan.folded(at + 1) == "with";
    let valued = || scan.words[at + 1].has_digit();
    match scan.words[at].gap {
        Gap::Comma => {
            with || matches!(next, None | Some(Gap::Comma)) || next == Some(Gap::Open) && valued()
        }
        Gap::Space => with,
        Gap::Open => next == Some(Gap::Comma) && valued(),
        _ => false,
    }
}

/// `second nationwide`, `third in the country`, `fifth best in the region`, `second only to`: what follows an
/// ordinal tells that it is a place in a ranking.
fn within(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    let best = next < end
        && matches!(
            scan.folded(next),
            "best" | "highest" | "largest" | "biggest" | "fastest"
        );
    let next = if best { next + 1 } else { next };
    if next >= end || scan.words[next].gap != Gap::Space {
        return false;
    }
    let run = |words: usize| scan.folded_run(next..(next + words).min(end));
    matches!(scan.folded(next), "nationwide" | "countrywide")
        || matches!(run(3), "in the country" | "in the nation" | "in the region")
        || !best && matches!(run(2), "only to" | "only behind")
        || is_behind_another(scan, next, end)
        || best_of(scan, next, end)
        || in_a_region(scan, next, end)
}

/// `second after Ha Giang`, `third behind Lai Chau`: who comes before; a month or a day is no one.
fn is_behind_another(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    next + 1 < end
        && matches!(scan.folded(next), "after" | "behind")
        && scan.words[next + 1].is_capital()
        && !super::words::is_month(scan.folded(next + 1))
        && !scan.folded(next + 1).ends_with("day")
}

/// `fifth highest in the Red River Delta`.
fn in_a_region(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    let end = end.min(next + 6);
    next + 2 < end
        && scan.folded_run(next..next + 2) == "in the"
        && (next + 2..end).any(|word| matches!(scan.folded(word), "delta" | "highlands" | "region"))
}

/// `fifth among the 63 localities`.
fn best_of(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    scan.folded(next) == "among"
        && (next + 1..end.min(next + 3)).any(|word| {
            scan.folded(word) == "63" || scan.folded(word) == "34" || scan.folded(word) == "all"
        })
}

/// `moved up to third`, `slipped to 17th`, `was first with`: a verb that leads to a place in a ranking.
fn reaches(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> bool {
    if at < words.start + 2 || scan.words[at].gap != Gap::Space {
        return false;
    }
    let next = at + 1;
    let ends = next >= words.end || super::words::ends_clause(scan, next);
    let goes_on = |leads: &[&str]| ends || leads.contains(&scan.folded(next));
    match scan.folded(at - 1) {
        "to" => {
            let moved = super::words::direction_before(scan, at - 1).is_some()
                || matches!(
                    scan.folded(at - 2),
                    "moved" | "advanced" | "returned" | "places" | "spots" | "place" | "spot"
                )
                || at >= words.start + 3
                    && matches!(scan.folded_run(at - 3..at - 1), "moved up" | "moved down");
            moved && goes_on(&["from", "in", "place", "among", "out", "nationwide"])
        }
        "only" => !ends && scan.folded(next) == "with",
        "it" => matches!(
            scan.folded(at - 2),
            "placed" | "places" | "placing" | "ranked" | "ranks" | "ranking" | "put"
        ),
        "in" => {
            matches!(
                scan.folded(at - 2),
                "came" | "comes" | "coming" | "finished"
            ) && goes_on(&["with", "place", "among", "out", "nationwide", "behind"])
        }
        "become" | "became" | "becoming" => goes_on(&["with", "in", "among", "nationwide"]),
        "was" | "is" => goes_on(&["with", "in", "among", "out", "nationwide"]),
        _ => false,
    }
}

fn ordinal(word: &str) -> Option<f64> {
    if !word.starts_with(['f', 's', 't', 'e', 'n']) {
        return None;
    }
    Some(match word {
        "first" => 1.0,
        "second" => 2.0,
        "third" => 3.0,
        "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "eleventh" => 11.0,
        "twelfth" => 12.0,
        "thirteenth" => 13.0,
        "fourteenth" => 14.0,
        "fifteenth" => 15.0,
        "sixteenth" => 16.0,
        "seventeenth" => 17.0,
        "eighteenth" => 18.0,
        "nineteenth" => 19.0,
        "twentieth" => 20.0,
        _ => return None,
    })
}

/// `xếp thứ nhất`, `đứng thứ hai`.
fn vietnamese(scan: &Scan<'_>, at: usize, folded: &str) -> Option<Quantity> {
    const WORDS: [(&str, f64); 11] = [
        ("nhất", 1.0),
        ("nhì", 2.0),
        ("hai", 2.0),
        ("ba", 3.0),
        ("tư", 4.0),
        ("năm", 5.0),
        ("sáu", 6.0),
        ("bảy", 7.0),
        ("tám", 8.0),
        ("chín", 9.0),
        ("mười", 10.0),
    ];
    if folded.len() > 4 || at < 2 {
        return None;
    }
    // "về nhì với 69,75 điểm".
    if scan.surface(at - 1) == "về" && matches!(scan.surface(at), "nhất" | "nhì") {
        let value = if folded == "nhi" { 2.0 } else { 1.0 };
        let ends = at + 1 >= scan.words.len()
            || super::words::ends_clause(scan, at + 1)
            || matches!(scan.folded(at + 1), "voi" | "ca" | "toan" | "trong");
        return ends.then(|| quantity(scan, at..at + 1, value, None, Comparator::Eq));
    }
    if scan.folded(at - 1) != "thu" {
        return None;
    }
    let moved = moved::vietnamese(scan, at - 1, at + 1);
    if moved.is_none() && !has_verb(scan, at - 1, 9) {
        return None;
    }
    let surface = scan.surface(at).to_lowercase();
    let value = WORDS.iter().find(|(word, _)| *word == surface)?.1;
    let rank = quantity(scan, at..at + 1, value, None, Comparator::Eq);
    Some(as_moved(rank, moved.unwrap_or(Move::Reached)))
}

/// Whether the head of a column names places in an order: `PCI rank`, `Xếp hạng`, `Thứ hạng`.
pub(super) fn is_over_ranks(scan: &Scan<'_>, head: &Range<usize>) -> bool {
    head.clone()
        .any(|word| matches!(scan.folded(word), "rank" | "ranking" | "hang"))
}
