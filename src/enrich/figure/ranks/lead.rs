//! The first place told by words: `topped the list`, `took the lead`, `led by`, `dẫn đầu cả nước`,
//! `đứng đầu là`.

use crate::enrich::figure::words::ends_clause;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// Whether a folded word is of what is led, in English: a list, or the ground whose provinces are compared.
fn is_led(folded: &str) -> bool {
    matches!(
        folded,
        "list"
            | "table"
            | "ranking"
            | "rankings"
            | "country"
            | "nation"
            | "region"
            | "chart"
            | "index"
            | "group"
            | "leaderboard"
            | "delta"
    )
}

/// What is led in Vietnamese, folded; `với` and `về` go on with the number or with what is compared.
const LED_VI: &[&str] = &[
    "ca", "toan", "vung", "khu", "bang", "danh", "cum", "voi", "ve", "mien",
];

/// Whether a word may be the last of those that tell a first place; asked of every word.
fn may_end_at(folded: &str) -> bool {
    matches!(folded, "dau" | "lead" | "by" | "la") || is_led(folded)
}

/// The words before a word, itself included, that tell a first place.
pub(super) fn of(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<Range<usize>> {
    let folded = scan.folded(at);
    if !may_end_at(folded) || at == words.start {
        return None;
    }
    let start = match folded {
        "dau" => vietnamese(scan, at, words)?,
        "la" => is_heading(scan, at, words).then(|| at.checked_sub(2))??,
        "by" => (scan.folded(at - 1) == "led" && names_a_value(scan, at + 1, words.end))
            .then_some(at - 1)?,
        "lead" => {
            let took = at >= words.start + 2
                && scan.folded(at - 1) == "the"
                && matches!(scan.folded(at - 2), "took" | "takes" | "taking" | "in");
            let ends = at + 1 >= words.end
                || ends_clause(scan, at + 1)
                || matches!(scan.folded(at + 1), "with" | "in" | "at" | "nationwide");
            (took && ends).then(|| at - 2)?
        }
        _ => english(scan, at, words)?,
    };
    (start >= words.start).then_some(start..at + 1)
}

/// `topped the list`, `leads the country`: the verb stands right before what is led.
fn english(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let verb = (words.start..at)
        .rev()
        .take(3)
        .find(|word| !matches!(scan.folded(*word), "the" | "whole" | "national"))?;
    let leads = matches!(
        scan.folded(verb),
        "topped" | "tops" | "topping" | "led" | "leads" | "leading" | "heads" | "headed"
    );
    let joined = (verb + 1..=at).all(|word| scan.words[word].gap == Gap::Space);
    // "the leading region" is no place in a ranking.
    (leads && joined && verb + 1 < at).then_some(verb)
}

/// `dẫn đầu cả nước`, `đứng đầu với 8,4%`, and either at the end of its clause.
fn vietnamese(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let leads = matches!(scan.surface(at - 1), "dẫn" | "Dẫn" | "đứng" | "Đứng")
        && scan.surface(at) == "đầu"
        && scan.words[at].gap == Gap::Space;
    let next = at + 1;
    let goes_on = next < words.end
        && scan.words[next].gap == Gap::Space
        && LED_VI.contains(&scan.folded(next));
    (leads && goes_on).then(|| at - 1)
}

/// `dẫn đầu là Hà Giang (2,3 tỷ USD)`.
fn is_heading(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> bool {
    at >= words.start + 2
        && matches!(scan.surface(at - 2), "dẫn" | "Dẫn" | "đứng" | "Đứng")
        && scan.surface(at - 1) == "đầu"
        && names_a_value(scan, at + 1, words.end)
}

/// A name and right after it its number: a delegation may be led by a province too.
fn names_a_value(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    let value = (next..end.min(next + 8)).find(|word| scan.words[*word].has_digit());
    value.is_some_and(|value| {
        (next..value).all(|word| {
            scan.words[word].is_capital()
                || matches!(
                    scan.folded(word),
                    "tinh"
                        | "thanh"
                        | "pho"
                        | "tp"
                        | "voi"
                        | "dat"
                        | "with"
                        | "at"
                        | "province"
                        | "city"
                        | "khoang"
                        | "hon"
                        | "gan"
                        | "over"
                        | "about"
                        | "nearly"
                )
        })
    })
}
