//! The unit that the label of a line gives in brackets: `Sản lượng lúa (tấn): 312.400`.

use super::super::quantity::Form;
use super::Unit;
use crate::enrich::scan::{Gap, Scan};

/// How many words such a unit has at most.
const UNIT_WORDS: usize = 4;

/// The unit of a number at `at` whose words end before `next` and whose digits end at byte `end`.
pub(in super::super) fn in_label(
    scan: &Scan<'_>,
    at: usize,
    next: usize,
    end: usize,
) -> Option<Unit> {
    let signs = scan.gap_text(at).trim_end();
    // "Tỷ lệ hộ nghèo (%): 2,4".
    if signs.ends_with("(%):") {
        return Some(Unit::of(Form::Percent, "%".to_owned(), next, end));
    }
    if signs != "):" {
        return None;
    }
    let open = (at.saturating_sub(UNIT_WORDS)..at)
        .rev()
        .find(|word| scan.words[*word].gap == Gap::Open)?;
    let words = open..at;
    let money = words
        .clone()
        .any(|word| matches!(scan.surface(word), "đồng" | "đ" | "VND" | "USD" | "dollars"));
    let plain = words.clone().all(|word| {
        !scan.words[word].has_digit() && (word == open || scan.words[word].gap == Gap::Space)
    });
    let form = if money { Form::Money } else { Form::Count };
    let mut unit = Unit::of(form, scan.surface_run(words.clone()).to_owned(), next, end);
    if !money {
        unit.noun = Some(words);
    }
    plain.then_some(unit)
}
