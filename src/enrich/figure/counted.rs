//! What a province is measured by when it is counted, and what belongs to a firm or a work instead.

use super::quantity::{Form, Quantity};
use super::{units, words};
use crate::enrich::scan::{Gap, Scan};
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of works and firms, whose money and ground are not a province's.
const WORKS: &[&str] = &[
    "cong ty",
    "tap doan",
    "nha may",
    "khu do thi",
    "goi thau",
    "hop dong",
    "tong muc dau tu",
    "chu dau tu",
    "kdtm",
    "benh vien",
    "quang truong",
    "san bay",
    "nha dau tu",
    "corporation",
    "hotel",
    "resort",
    "khach san",
    "bang can doi",
    "co phan",
    "co phieu",
    "formosa",
    "trung tam thuong mai",
    "lo luy ke",
    "cong trinh",
    "tuong dai",
    "toa nha",
    "trung tam hanh chinh",
    "tru so lam viec",
    "ben xe",
    "bai do xe",
    "cay cau",
];

/// Whether some words name works or a firm.
pub(super) fn names_a_work(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    if words.is_empty() {
        return false;
    }
    static NAMES: LazyLock<AhoCorasick> =
        LazyLock::new(|| AhoCorasick::new(WORKS).expect("a few short names"));
    let folded = scan.folded_run(words.clone());
    let parted = |at: usize| folded.as_bytes().get(at).is_none_or(|byte| *byte == b' ');
    NAMES
        .find_overlapping_iter(folded)
        .any(|found| parted(found.end()) && found.start().checked_sub(1).is_none_or(parted))
}

/// Tells whether works or a firm are named shortly before a quantity.
pub(super) fn of_a_project(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let from = (quantity.words.start.saturating_sub(22)..quantity.words.start)
        .rev()
        .find(|at| scan.words[*at].begins_sentence())
        .unwrap_or(quantity.words.start.saturating_sub(22));
    if from >= quantity.words.start {
        return false;
    }
    let words = from..quantity.words.start;
    let before = scan.padded_run(words.clone());
    names_a_work(scan, &words)
        || (before.ends_with(" du an ")
            || before.contains(" du an co ")
            || before.contains(" du an khoang "))
}

/// What a percentage of no known indicator is a part of, as written: `98.4 percent of Party cells`,
/// `tỷ lệ hồ sơ đúng hạn đạt 96,4%`.
pub(super) fn rate(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    since: usize,
    list: bool,
) -> Option<String> {
    if !matches!(quantity.form, Form::Percent | Form::Points) {
        return None;
    }
    let next = quantity.words.end;
    let of = |word: usize| word < sentence.end && matches!(scan.folded(word), "of" | "so");
    let start = if of(next) { next + 1 } else { next };
    let start = if start < sentence.end && scan.folded(start) == "the" {
        start + 1
    } else {
        start
    };
    if next < sentence.end
        && !words::ends_clause(scan, next)
        && let Some(noun) = units::noun(scan, start, sentence.end)
    {
        return Some(scan.surface_run(noun).to_owned());
    }
    let from = if list {
        sentence.start
    } else {
        since.max(sentence.start)
    };
    let at = quantity.words.start;
    (from..at.min(sentence.end)).rev().find_map(|word| {
        let two = word + 2 <= at && matches!(scan.folded_run(word..word + 2), "ty le" | "ti le");
        if two {
            let name = word..phrase_end(scan, word + 2, at);
            return (name.len() > 2).then(|| scan.surface_run(name).to_owned());
        }
        let english = matches!(
            scan.folded(word),
            "rate" | "ratio" | "percentage" | "proportion"
        );
        let start = (from.max(word.saturating_sub(3))..word)
            .rev()
            .take_while(|w| scan.words[w + 1].gap == Gap::Space && scan.folded(*w) != "the")
            .last()?;
        english.then(|| scan.surface_run(start..word + 1).to_owned())
    })
}

/// `đại hội lần thứ 16 Đảng bộ tỉnh`: a number in an order, with what follows it by chance.
pub(super) fn is_an_ordinal(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let at = quantity.words.start;
    quantity.form == Form::Count
        && at > 0
        && scan.words[at].gap == Gap::Space
        && (matches!(scan.surface(at - 1), "thứ" | "Thứ")
            // "cứ 100 hộ có 38 hộ nghèo".
            || scan.surface(at - 1) == "cứ"
            // "9 trong 11 huyện".
            || at > 1 && scan.surface(at - 1) == "trong" && scan.words[at - 2].has_digit())
}

/// `1/4 diện tích`: a part of an extent counts nothing.
pub(super) fn of_an_extent(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    quantity.form == Form::Fraction
        && quantity.noun.clone().is_some_and(|noun| {
            matches!(
                scan.folded(noun.start),
                "dien" | "dan" | "tong" | "area" | "population" | "total" | "quang" | "chieu"
            )
        })
}

/// Where a phrase ends: at a sign, a verb or a word of degree.
fn phrase_end(scan: &Scan<'_>, from: usize, until: usize) -> usize {
    (from..until.min(from + 7))
        .find(|word| {
            words::ends_clause(scan, *word)
                || scan.words[*word].has_digit()
                || matches!(
                    scan.folded(*word),
                    "dat"
                        | "la"
                        | "cao"
                        | "tren"
                        | "hon"
                        | "giam"
                        | "tang"
                        | "con"
                        | "chiem"
                        | "chi"
                        | "khoang"
                        | "uoc"
                        | "duoi"
                        | "gan"
                        | "toi"
                        | "co"
                        | "bang"
                        | "cua"
                )
        })
        .unwrap_or(until.min(from + 7))
}

/// Nouns that count the parts of a text, a talk or an order of places, or weigh a thing: `báo cáo dài 32 trang`,
/// `thứ 21 trong 34 địa phương`, `tàu 910 CV`.
fn is_of_a_text(scan: &Scan<'_>, noun: Range<usize>) -> bool {
    // "members under 35 climbed": an age before a verb.
    // "mức điểm từ 9 trở lên": no noun at all.
    words::moves(scan.folded(noun.start)).is_some()
        || scan.surface(noun.start) == "trở"
        || noun.len() == 1 && scan.surface(noun.start) == "chỉ"
        || matches!(
            scan.folded(noun.start),
            "trang"
                | "dem"
                | "tien"
                | "nights"
                | "lan"
                | "times"
                | "dia"
                | "noi"
                | "dot"
                | "buoi"
                | "cv"
                | "mon"
                | "cap"
                | "chieu"
                | "pages"
                | "localities"
                | "chapters"
                | "articles"
                | "sessions"
                | "words"
        )
}

/// `a population of over 3.2 million`: a magnitude alone counts what the words before it say.
fn counts_people(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let from = quantity.words.start.saturating_sub(12);
    let before = scan.folded_run(from..quantity.words.start.max(from + 1));
    [
        "population",
        "dan so",
        "members",
        "households",
        "visitors",
        "tourists",
        "arrivals",
        "luot khach",
        "near poor",
        "people",
    ]
    .iter()
    .any(|counted| before.contains(counted))
}

/// Tells whether a quantity is of a kind that a sentence without a place may tell of a province.
pub(super) fn measures_a_province(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    match quantity.form {
        Form::Money => !of_a_project(scan, quantity),
        Form::Percent | Form::Points | Form::Rank | Form::RankChange | Form::Times => true,
        Form::Bare => false,
        // "38 fewer than in the same period": of what the sentence before counted.
        Form::Count if quantity.noun.is_none() => quantity.change || counts_people(scan, quantity),
        // "gần 1/4 diện tích" is a part of something else.
        Form::Fraction if of_an_extent(scan, quantity) => false,
        Form::Count | Form::Fraction => quantity
            .noun
            .clone()
            .is_some_and(|noun| !is_of_a_text(scan, noun)),
    }
}
