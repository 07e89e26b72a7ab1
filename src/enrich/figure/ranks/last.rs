//! The last place of all: `finished last of the 63 provinces`, `xếp cuối trong 34 tỉnh, thành phố`.

use crate::enrich::figure::words::ends_clause;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How many words may stand between the place and the number of all.
const TO_ALL: usize = 5;

/// The words that tell a last place, with how many there are.
pub(super) fn of(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<(Range<usize>, f64)> {
    let stands = match scan.folded(at) {
        "last" | "bottom" => {
            at > words.start
                && (super::VERBS.contains(&scan.folded(at - 1))
                    || matches!(scan.folded(at - 1), "was" | "is" | "were"))
        }
        "cuoi" => {
            at > words.start
                && matches!(scan.surface(at - 1), "xếp" | "Xếp" | "đứng" | "Đứng")
                && scan.surface(at) == "cuối"
        }
        _ => false,
    };
    if !stands {
        return None;
    }
    let all = (at + 1..words.end.min(at + 1 + TO_ALL))
        .take_while(|word| !ends_clause(scan, *word))
        .find(|word| scan.words[*word].has_digit())?;
    let whole = match scan.folded(all) {
        "63" => 63.0,
        "34" => 34.0,
        _ => return None,
    };
    let kinds = (all + 1..words.end)
        .take_while(|word| scan.words[*word].gap <= Gap::Comma && is_kind(scan.folded(*word)))
        .count();
    (kinds > 0).then_some((at..all + 1 + kinds, whole))
}

/// A word for what is ranked: `the 63 provinces and cities`.
fn is_kind(folded: &str) -> bool {
    matches!(
        folded,
        "provinces" | "localities" | "cities" | "and" | "tinh" | "thanh" | "pho" | "dia" | "phuong"
    )
}
