//! Places by their word: `took third place`, `finished in 41st position`, `kept the top spot`, `ngôi đầu thuộc về`.

use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How many small words may stand between the verb and a place: `moved into the third place`.
const TO_PLACE: usize = 3;

/// Whether a folded word is a verb of taking a place, keeping or leaving it.
fn holds(folded: &str) -> bool {
    matches!(
        folded,
        "took"
            | "takes"
            | "taking"
            | "taken"
            | "claimed"
            | "claims"
            | "claiming"
            | "retained"
            | "retains"
            | "retaining"
            | "kept"
            | "keeps"
            | "held"
            | "holds"
            | "secured"
            | "won"
            | "wins"
            | "earned"
            | "occupied"
            | "occupies"
            | "maintained"
            | "maintains"
            | "regained"
            | "shared"
            | "remained"
            | "remains"
            | "stayed"
            | "dropped"
            | "fell"
            | "rose"
            | "climbed"
            | "moved"
            | "slipped"
            | "jumped"
    )
}

fn is_place(folded: &str) -> bool {
    matches!(folded, "place" | "position" | "spot")
}

/// `retained first place`, `in 60th place`: an ordinal that ends at `last`, with the word of its place behind it.
pub(super) fn is_held(scan: &Scan<'_>, at: usize, last: usize, end: usize) -> bool {
    let placed = last < end && scan.words[last].gap == Gap::Space && is_place(scan.folded(last));
    // "the first place to visit".
    let visited = last + 1 < end && scan.folded(last + 1) == "to";
    placed && !visited && at > 0 && (scan.folded(at - 1) == "in" || is_led(scan, at))
}

/// Whether a verb of holding leads to a place, over small words.
fn is_led(scan: &Scan<'_>, at: usize) -> bool {
    (at.saturating_sub(TO_PLACE)..at)
        .rev()
        .find(|word| {
            !matches!(
                scan.folded(*word),
                "the" | "its" | "to" | "into" | "in" | "at"
            )
        })
        .is_some_and(|word| holds(scan.folded(word)))
}

/// `claimed the top position`, `the top spot went to`: the words that tell the first place, `at` the last of them or
/// the word of the place.
pub(super) fn top(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<Range<usize>> {
    if !is_place(scan.folded(at)) || at == words.start || scan.folded(at - 1) != "top" {
        return None;
    }
    let goes = at + 3 <= words.end
        && matches!(
            scan.folded_run(at + 1..at + 3),
            "went to" | "goes to" | "belongs to" | "belonged to"
        );
    if goes {
        return Some(at - 1..at + 3);
    }
    is_led(scan, at - 1).then_some(at - 1..at + 1)
}
