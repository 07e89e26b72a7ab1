//! Places that were left and reached: `leapt from 51st to 27th`, `từ thứ 51 lên thứ 27`, `về thứ ba`.

use crate::enrich::figure::words::{direction_before, ends_clause, moves};
use crate::enrich::scan::{Gap, Scan};

/// Which end of a move a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Left,
    Reached,
}

/// How many words before `từ` or behind it the other end of a move may stand.
const REACH: usize = 6;

/// How many words before a pair of places the verb of their move may stand.
const FAR: usize = 10;

/// The English ordinal at `at`, whose words end at `last`: `from 51st`, and `to 27th` behind it.
pub(super) fn english(scan: &Scan<'_>, at: usize, last: usize, end: usize) -> Option<Move> {
    let lead = at.checked_sub(1)?;
    match scan.folded(lead) {
        "from" if has_moved(scan, lead, last) => {
            let goes_on = last >= end
                || ends_clause(scan, last)
                || matches!(scan.folded(last), "to" | "in" | "place" | "last");
            goes_on.then_some(Move::Left)
        }
        "to" => {
            let left = lead.checked_sub(2)?;
            let moved = scan.folded(left) == "from"
                && is_ordinal(scan.folded(left + 1))
                && has_moved(scan, left, lead);
            moved.then_some(Move::Reached)
        }
        _ => None,
    }
}

/// Whether a verb leads to the `from` of a place that ends at `last`; where another place follows, it may stand
/// farther off: `dropped out of the top ten, from ninth to 14th`.
fn has_moved(scan: &Scan<'_>, from: usize, last: usize) -> bool {
    let to = last + 1;
    let pair = to < scan.words.len()
        && scan.folded(last) == "to"
        && is_ordinal(scan.folded(to))
        && !scan
            .words
            .get(to + 1)
            .is_some_and(|word| word.gap == Gap::Space && word.is_capital());
    let mut before = from.saturating_sub(FAR)..from;
    direction_before(scan, from).is_some()
        || pair && before.any(|word| moves(scan.folded(word)).is_some())
}

/// Digits with the ending of an ordinal, or an ordinal in words.
fn is_ordinal(folded: &str) -> bool {
    let digits = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < folded.len() && matches!(digits, "st" | "nd" | "rd" | "th")
        || super::ordinal(folded).is_some()
}

/// The place that follows the `thứ`, `trí` or `hạng` at some word and ends at `last`.
pub(super) fn vietnamese(scan: &Scan<'_>, thu: usize, last: usize) -> Option<Move> {
    if !matches!(scan.surface(thu), "thứ" | "trí" | "hạng") {
        return None;
    }
    // "từ vị trí xếp thứ 51".
    let lead = (thu.saturating_sub(4)..thu)
        .rev()
        .find(|word| !matches!(scan.folded(*word), "vi" | "tri" | "xep" | "hang" | "dung"))?;
    if (lead + 1..=thu).any(|word| ends_clause(scan, word)) {
        return None;
    }
    let ends = last >= scan.words.len() || ends_clause(scan, last);
    match scan.surface(lead) {
        "từ" => (last..scan.words.len().min(last + REACH))
            .any(|word| matches!(scan.surface(word), "lên" | "xuống"))
            .then_some(Move::Left),
        "lên" | "xuống" => (ends || is_scope(scan, last)).then_some(Move::Reached),
        // "về thứ ba", but no "về thứ hai tuần sau".
        "về" => (ends || is_scope(scan, last)).then_some(Move::Reached),
        _ => None,
    }
}

/// What may follow a place: those that it is among, and its value.
fn is_scope(scan: &Scan<'_>, next: usize) -> bool {
    matches!(
        scan.folded(next),
        "ca" | "toan" | "trong" | "tren" | "vung" | "khu" | "voi" | "dong"
    )
}
