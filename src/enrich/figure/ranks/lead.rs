//! The first place told by words: `topped the list`, `took the lead`, `led by`, `dẫn đầu cả nước`,
//! `đứng đầu là`, `quán quân là`, `tỉnh rộng nhất nước`.

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
    matches!(
        folded,
        "dau" | "lead" | "by" | "la" | "nhat" | "place" | "position" | "spot"
    ) || is_led(folded)
}

/// The words before a word, itself included, that tell a first place.
pub(super) fn of(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<Range<usize>> {
    let folded = scan.folded(at);
    if !may_end_at(folded) || at == words.start {
        return None;
    }
    let start = match folded {
        "place" | "position" | "spot" => return super::held::top(scan, at, words),
        // "ngôi đầu thuộc về Lai Châu".
        "dau" if scan.surface(at - 1).to_lowercase() == "ngôi" && scan.surface(at) == "đầu" => {
            let goes = at + 3 <= words.end && scan.folded_run(at + 1..at + 3) == "thuoc ve";
            return Some(at - 1..if goes { at + 3 } else { at + 1 });
        }
        "dau" => vietnamese(scan, at, words)?,
        "nhat" => superlative(scan, at, words)?,
        "la" => heading(scan, at, words)?,
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

/// How many words may stand between the verb and what is led: `headed the Provincial Competitiveness Index`.
const TO_LED: usize = 6;

/// `topped the list`, `leads the country`: the verb stands right before what is led, but for its name.
fn english(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let named = scan.words[at].is_capital();
    let of_the_led = |word: &usize| {
        named && scan.words[*word].is_capital()
            || matches!(scan.folded(*word), "the" | "whole" | "national")
    };
    let mut before = (words.start..at).rev().take(TO_LED);
    let verb = before.find(|word| !of_the_led(word))?;
    let leads = matches!(
        scan.folded(verb),
        "topped" | "tops" | "topping" | "led" | "leads" | "leading" | "heads" | "headed"
    );
    let joined = (verb + 1..=at).all(|word| scan.words[word].gap == Gap::Space);
    // "the leading region" is no place in a ranking.
    (leads && joined && verb + 1 < at).then_some(verb)
}

/// `tỉnh rộng nhất nước`, `giải ngân tốt nhất, 61,3%`: a superlative of the province itself or of what it does.
/// A port or a works may be the largest too, and one of the largest is no first.
fn superlative(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let degree = at - 1;
    let best = matches!(
        scan.surface(degree),
        "cao" | "lớn" | "rộng" | "nhanh" | "tốt" | "nhiều" | "mạnh" | "đông"
    );
    if scan.surface(at) != "nhất" || !best || degree < words.start + 2 {
        return None;
    }
    let next = at + 1;
    let of_all = next < words.end
        && scan.words[next].gap == Gap::Space
        && (scan.surface(next) == "nước"
            || next + 1 < words.end
                && matches!(scan.folded_run(next..next + 2), "ca nuoc" | "toan quoc"));
    let valued =
        next < words.end && scan.words[next].gap == Gap::Comma && scan.words[next].has_digit();
    let itself = matches!(scan.surface(degree - 1), "tỉnh" | "phố" | "phương");
    let does = matches!(
        scan.folded_run(degree - 2..degree),
        "giai ngan" | "tang truong" | "toc do"
    );
    (itself && of_all || does && (of_all || valued)).then_some(degree)
}

/// `dẫn đầu cả nước`, `đứng đầu với 8,4%`, and either at the end of its clause.
fn vietnamese(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let leads = matches!(scan.surface(at - 1), "dẫn" | "Dẫn" | "đứng" | "Đứng")
        && scan.surface(at) == "đầu"
        && scan.words[at].gap == Gap::Space;
    // "đứng đầu bảng là" heads the name that follows.
    let heads = (at + 1..words.end.min(at + 2 + TO_IS))
        .find(|word| scan.surface(*word) == "là")
        .is_some_and(|is| heading(scan, is, words).is_some());
    if heads {
        return None;
    }
    let next = at + 1;
    let goes_on = next < words.end
        && scan.words[next].gap == Gap::Space
        && LED_VI.contains(&scan.folded(next));
    (leads && goes_on).then(|| at - 1)
}

/// `dẫn đầu là Hà Giang (2,3 tỷ USD)`, `đứng đầu bảng là Lai Châu`, `quán quân là Lai Châu, 9,4%`: where the words
/// begin that head a name and its number.
fn heading(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> Option<usize> {
    let heads = |start: usize| {
        matches!(
            (scan.surface(start), scan.surface(start + 1)),
            ("dẫn" | "Dẫn" | "đứng" | "Đứng", "đầu") | ("quán" | "Quán", "quân")
        )
    };
    let start = (at.saturating_sub(2 + TO_IS).max(words.start)..at.saturating_sub(1))
        .rev()
        .find(|start| heads(*start))?;
    let joined = (start + 1..=at).all(|word| scan.words[word].gap == Gap::Space);
    (joined && names_a_value(scan, at + 1, words.end)).then_some(start)
}

/// How many words may stand between `đứng đầu` and `là`: `đứng đầu bảng xếp hạng là`.
const TO_IS: usize = 3;

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
