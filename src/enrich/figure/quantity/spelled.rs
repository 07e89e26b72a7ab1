//! Number words that count something: `eight dead`, `một tổ chức đảng và 14 đảng viên`, `slid ten places`.
//!
//! A small number in words is mostly no figure: it is one where people are counted, where it tells a move, or
//! where its sentence counts in digits too.

use super::super::units::{self, Unit};
use super::super::words::is_of_people;
use super::super::{counted, nouns, words};
use super::sign::sign;
use super::{Form, Quantity};
use crate::document::Span;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// Reads a number word, and tells whether it is a figure by itself.
pub(super) fn spelled(
    scan: &Scan<'_>,
    at: usize,
    end: usize,
    last: Option<&Quantity>,
) -> Option<(Quantity, bool)> {
    if is_numeral(scan, at) {
        return vietnamese(scan, at, end);
    }
    let folded = scan.folded(at);
    if folded == "one" {
        return moved(scan, at, 1.0, end).map(|quantity| (quantity, true));
    }
    let value = words::number_word(folded)?;
    if let Some(ones) = ones_behind(scan, at, value, end) {
        return english(scan, &(at..at + 2), value + ones, end, last);
    }
    moved(scan, at, value, end)
        .map(|quantity| (quantity, true))
        .or_else(|| english(scan, &(at..at + 1), value, end, last))
}

/// `twenty-three`: the ones behind the tens.
fn ones_behind(scan: &Scan<'_>, at: usize, tens: f64, end: usize) -> Option<f64> {
    let joined = tens >= 20.0 && at + 1 < end && scan.gap_text(at + 1) == "-";
    let ones = joined.then(|| match scan.folded(at + 1) {
        "one" => Some(1.0),
        ones => words::number_word(ones),
    })??;
    (ones < 10.0).then_some(ones)
}

fn english(
    scan: &Scan<'_>,
    words: &Range<usize>,
    value: f64,
    end: usize,
    last: Option<&Quantity>,
) -> Option<(Quantity, bool)> {
    let (at, next) = (words.start, words.end);
    let goes_on = at > 0
        && last.is_some_and(|last| last.words.end == at - 1 && last.form == Form::Count)
        && scan.folded(at - 1) == "and";
    let stop = scan.words[next - 1].end as usize;
    // "five apiece"; "killed 14 people in Ha Giang, three in Lai Chau".
    let apiece = next < end && matches!(scan.folded(next), "each" | "apiece")
        || next + 1 < end
            && scan.folded(next) == "in"
            && scan.words[next + 1].is_capital()
            && last.is_some_and(|last| matches!(last.form, Form::Count | Form::Bare));
    let unit = if apiece {
        Unit::none(next, stop)
    } else {
        units::after(scan, next, stop, end, false)?
    };
    if unit.excluded || unit.form != Form::Count && !apiece {
        return None;
    }
    // "eight dead", "seven officials".
    let people = unit
        .noun
        .clone()
        .is_some_and(|mut noun| noun.any(|word| is_of_people(scan.folded(word))));
    let sure = value >= 11.0 || goes_on || people || apiece;
    let quantity = Quantity::spelled(scan, at, value, unit);
    (sure || counted::measures_a_province(scan, &quantity)).then_some((quantity, sure))
}

/// `slid ten places`, `lowered by at least one percentage point`, `gained four points`: a move in words.
fn moved(scan: &Scan<'_>, at: usize, value: f64, end: usize) -> Option<Quantity> {
    let unit = units::after(scan, at + 1, scan.words[at].end as usize, end, false)?;
    let points = unit.form == Form::Count && matches!(scan.folded(at + 1), "points" | "point");
    if !points && !matches!(unit.form, Form::RankChange | Form::Points) {
        return None;
    }
    let direction = sign(scan, at, &unit, Some(end));
    let mut quantity = Quantity::spelled(scan, at, value, unit);
    quantity.change = true;
    quantity.value = Some(value.copysign(direction));
    (direction != 0.0).then_some(quantity)
}

/// Whether a word is one of the Vietnamese numbers up to ten, by its marks: `năm` is a year as well.
pub(super) fn is_numeral(scan: &Scan<'_>, at: usize) -> bool {
    numeral(scan, at).is_some()
}

fn numeral(scan: &Scan<'_>, at: usize) -> Option<f64> {
    let (printed, capital, value) = match scan.folded(at) {
        "mot" => ("một", "Một", 1.0),
        "hai" => ("hai", "Hai", 2.0),
        "ba" => ("ba", "Ba", 3.0),
        "bon" => ("bốn", "Bốn", 4.0),
        "nam" => ("năm", "Năm", 5.0),
        "sau" => ("sáu", "Sáu", 6.0),
        "bay" => ("bảy", "Bảy", 7.0),
        "tam" => ("tám", "Tám", 8.0),
        "chin" => ("chín", "Chín", 9.0),
        "muoi" => ("mười", "Mười", 10.0),
        _ => return None,
    };
    let surface = scan.surface(at);
    (surface == printed || surface == capital).then_some(value)
}

/// Words that make a number word no count: `cả hai xã`, `một trong hai xã`, `tháng ba`, `mười hai`.
const NO_COUNT: &[&str] = &[
    "ca", "giua", "trong", "moi", "cac", "nhung", "thu", "thang", "nam", "ngay", "lan", "khoa",
    "ky", "quy", "cap", "tung", "o", "tai", "cua", "muoi", "tram", "nghin", "le",
];

/// `kiểm tra một tổ chức đảng`, `chín đảng viên`; a move in words: `tụt một bậc`.
fn vietnamese(scan: &Scan<'_>, at: usize, end: usize) -> Option<(Quantity, bool)> {
    let value = numeral(scan, at)?;
    if at > 0 && scan.words[at].gap == Gap::Space && NO_COUNT.contains(&scan.folded(at - 1)) {
        return None;
    }
    let unit = units::after(scan, at + 1, scan.words[at].end as usize, end, false)?;
    if matches!(unit.form, Form::RankChange | Form::Points) {
        return moved(scan, at, value, end).map(|quantity| (quantity, true));
    }
    let noun = scan.folded_run(unit.noun.clone()?);
    // "một xã miền núi" is any commune.
    let known = nouns::is_counted_vi(noun) && (value > 1.0 || is_befallen(noun));
    let counts = known && unit.form == Form::Count && !unit.excluded;
    counts.then(|| (Quantity::spelled(scan, at, value, unit), false))
}

/// What is counted one by one: those whom a disaster or the discipline of the Party befell.
fn is_befallen(noun: &str) -> bool {
    [
        "to chuc dang",
        "dang vien",
        "nguoi chet",
        "nguoi mat",
        "nguoi bi",
        "nguoi thiet",
    ]
    .iter()
    .any(|befallen| noun.starts_with(befallen))
}

/// How far a number in words may stand from one in digits that counts too.
const BESIDE: usize = 25;

/// Drops the small numbers in words, which stand at some words, beside which nothing is counted in digits.
pub(super) fn drop_lonely(scan: &Scan<'_>, lonely: &[usize], found: &mut Vec<Quantity>) {
    let in_digits = |quantity: &Quantity| scan.words[quantity.words.start].has_digit();
    let counts: Vec<usize> = found
        .iter()
        .filter(|quantity| quantity.form == Form::Count && in_digits(quantity))
        .map(|quantity| quantity.words.start)
        .collect();
    found.retain(|quantity| {
        let at = quantity.words.start;
        !lonely.contains(&at) || counts.iter().any(|count| count.abs_diff(at) <= BESIDE)
    });
}

impl Quantity {
    /// A number word with its unit.
    fn spelled(scan: &Scan<'_>, at: usize, value: f64, unit: Unit) -> Self {
        let words = at..unit.next;
        let span = Span::new(scan.words[at].start as usize, unit.end);
        Self {
            value: Some(value),
            comparator: words::comparator(scan, at),
            ..Self::in_unit(unit, words, span)
        }
    }
}
