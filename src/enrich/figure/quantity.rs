//! Quantities: numbers with their unit, sign, range, denominator and comparator.
//!
//! Dates, durations, ages, ordinals, most lengths and parts of official numbers are no quantities of a
//! locality and are left out here, so that the binding never meets them.

mod compound;
mod habit;
mod label;
mod sign;
mod spelled;

use super::units::{self, Unit};
use super::words;
use crate::document::{Comparator, Lang, Span};
use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};
pub(super) use habit::of_numbers;

use compound::{fraction, mark_earlier, of_whole, range};
use label::{clock, day_by_dash, introduced, is_crossed, is_price, threshold};
use sign::{compared_count, sign};
use spelled::{drop_lonely, is_numeral, spelled};
use std::ops::Range;

/// What a quantity measures, by its form alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A percentage.
    Percent,
    /// Percentage points.
    Points,
    /// An amount of money.
    Money,
    /// Something counted, or measured in hectares, tonnes and the like.
    Count,
    /// A part of a whole, `15/15` or `46 of 102`.
    Fraction,
    /// A place in a ranking.
    Rank,
    /// Places won or lost in a ranking.
    RankChange,
    /// A multiple, `1.6 times`.
    Times,
    /// A number without any unit.
    Bare,
}

/// One quantity of a text.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// The words of number, unit and noun.
    pub(super) words: Range<usize>,
    /// Number and unit as printed.
    pub(super) span: Span,
    /// Nothing for a range.
    pub(super) value: Option<f64>,
    /// The ends of a range.
    pub(super) range: Option<(f64, f64)>,
    pub(super) denominator: Option<f64>,
    pub(super) form: Form,
    /// The unit as printed, magnitude words included.
    pub(super) unit: Option<String>,
    /// The counted noun as printed.
    pub(super) noun: Option<Range<usize>>,
    pub(super) comparator: Comparator,
    /// Whether a word or sign before it tells a rise or a fall.
    pub(super) change: bool,
    /// Whether it is where something stood before: `from 42.1 to 37.1 percent`, `compared with 42.1 percent`.
    pub(super) earlier: bool,
}

impl Quantity {
    /// A quantity of some form with no value yet and nothing told of it.
    pub(super) fn of(form: Form, words: Range<usize>, span: Span) -> Self {
        Self {
            words,
            span,
            value: None,
            range: None,
            denominator: None,
            form,
            unit: None,
            noun: None,
            comparator: Comparator::Eq,
            change: false,
            earlier: false,
        }
    }

    /// A quantity in a unit, with no value yet.
    fn in_unit(unit: units::Unit, words: Range<usize>, span: Span) -> Self {
        Self {
            unit: Some(unit.printed).filter(|unit| !unit.is_empty()),
            noun: unit.noun,
            ..Self::of(unit.form, words, span)
        }
    }

    /// Whether it is a first place that words alone tell.
    pub(super) fn is_first(&self) -> bool {
        self.form == Form::Rank && self.value == Some(1.0) && self.words.len() > 1
    }
}

/// A number as it stands, not yet read.
struct Lexed<'t> {
    raw: &'t str,
    /// First word after it.
    next: usize,
    /// One past its last byte.
    end: usize,
    /// Letters glued to it that multiply it, with where they end: `USD3.7bn`.
    glued: Option<(usize, &'t str)>,
}

/// Finds the quantities among some words, leaving out what `taken` covers.
pub(super) fn find(
    scan: &Scan<'_>,
    words: Range<usize>,
    lang: Lang,
    taken: &[Span],
) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    // Where small numbers in words stand: mostly none.
    let mut lonely: Vec<usize> = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let word = scan.words[at];
        let read = if word.has_digit() {
            let covered = taken.iter().any(|span| span.overlaps(&word.span()));
            if covered {
                None
            } else {
                digits(scan, at, words.end, lang)
            }
        } else if is_plain(scan, at) {
            None
        } else {
            super::ranks::word_rank(scan, at, &words).or_else(|| {
                let (quantity, sure) = spelled(scan, at, words.end, found.last())?;
                if !sure {
                    lonely.push(at);
                }
                Some(quantity)
            })
        };
        match read.filter(|quantity| !is_crossed(scan, found.last(), quantity)) {
            Some(mut quantity) => {
                at = quantity.words.end.max(at + 1);
                if let Some(last) = found.last() {
                    go_on_falling(scan, last, &mut quantity);
                }
                mark_earlier(scan, found.last_mut(), &mut quantity);
                share_the_unit(scan, &mut found, &quantity);
                found.push(quantity);
            }
            None => at = skip(scan, at, words.end),
        }
    }
    if !lonely.is_empty() {
        drop_lonely(scan, &lonely, &mut found);
    }
    found
}

/// Whether a word is a Vietnamese syllable that cannot be a number: of the English numbers only `ten`
/// looks like one, and Vietnamese ranks follow `thứ` or are told by `dẫn đầu`.
fn is_plain(scan: &Scan<'_>, at: usize) -> bool {
    let may_be_one = || {
        scan.says(at, said::NUMERALS)
            && (matches!(
                scan.folded(at),
                "ten" | "dau" | "la" | "by" | "nhat" | "nhi" | "cuoi"
            ) || is_numeral(scan, at))
    };
    scan.is_syllable(at) && !may_be_one() && !(at > 0 && scan.says(at - 1, said::ORDER))
}

/// `27.2, 26.9 and 24.2 percent`: bare numbers before one with a unit, which nothing but commas and
/// "and" part, have its unit.
fn share_the_unit(scan: &Scan<'_>, found: &mut [Quantity], quantity: &Quantity) {
    if matches!(
        quantity.form,
        Form::Bare | Form::Fraction | Form::Rank | Form::RankChange
    ) {
        return;
    }
    let mut next = quantity.words.start;
    for bare in found.iter_mut().rev() {
        let between = bare.words.end..next;
        // The last two are joined by "and", or each may count something else.
        let last = next == quantity.words.start;
        let joined = match between.len() {
            0 => !last && scan.words[next].gap == Gap::Comma,
            1 => matches!(scan.folded(between.start), "and" | "va"),
            _ => false,
        };
        if !joined || bare.form != Form::Bare || bare.change {
            return;
        }
        bare.form = quantity.form;
        bare.unit.clone_from(&quantity.unit);
        bare.noun.clone_from(&quantity.noun);
        next = bare.words.start;
    }
}

/// `lower by 39% and 71%`: the second falls as the first does.
fn go_on_falling(scan: &Scan<'_>, last: &Quantity, quantity: &mut Quantity) {
    let between = last.words.end..quantity.words.start;
    let joined = match between.len() {
        1 => matches!(scan.folded(between.start), "and" | "va"),
        // "giảm 9,6% về lượng và 27% về giá trị".
        2..=4 => {
            matches!(scan.folded(between.start), "in" | "ve")
                && matches!(scan.folded(between.end - 1), "and" | "va")
                && between
                    .clone()
                    .skip(1)
                    .all(|word| scan.words[word].gap == Gap::Space)
        }
        _ => false,
    };
    let falls = last.change && last.value.is_some_and(|value| value < 0.0);
    if joined && falls && !quantity.change && quantity.form == last.form {
        quantity.value = quantity.value.map(|value| -value);
        quantity.change = true;
    }
}

/// Steps over a whole number that is no quantity, so that its tail is not read as one.
fn skip(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    if !scan.words[at].has_digit() {
        return at + 1;
    }
    let mut next = at + 1;
    while next < end
        && scan.words[next].has_digit()
        && matches!(
            scan.gap_text(next),
            "." | "," | "/" | "-" | "–" | ":" | " - " | " – "
        )
    {
        next += 1;
    }
    next
}

/// Where the digits of a word begin: `VND312 trillion` glues the currency to them.
fn digits_start(scan: &Scan<'_>, at: usize) -> usize {
    let start = scan.words[at].start as usize;
    if scan.text.as_bytes()[start].is_ascii_digit() {
        return start;
    }
    let glued = units::CURRENCIES.iter().any(|currency| {
        scan.folded(at)
            .strip_prefix(*currency)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    // Printed letters may be longer than folded ones: `VNĐ9.3 trillion`.
    let digit = |surface: &str| surface.find(|c: char| c.is_ascii_digit());
    let letters = glued.then(|| digit(scan.surface(at))).flatten();
    start + letters.unwrap_or(0)
}

fn lex<'t>(scan: &Scan<'t>, at: usize, end: usize) -> Option<Lexed<'t>> {
    let start = digits_start(scan, at);
    let bytes = scan.text.as_bytes();
    let mut to = start;
    while to < bytes.len() {
        let digit = bytes[to].is_ascii_digit();
        let inner =
            matches!(bytes[to], b'.' | b',') && bytes.get(to + 1).is_some_and(u8::is_ascii_digit);
        if !digit && !inner {
            break;
        }
        to += 1;
    }
    let mut next = at;
    while next < end && (scan.words[next].end as usize) <= to {
        next += 1;
    }
    // Letters glued to it: a code, an ordinal, a time of day.
    let glued = next < end && (scan.words[next].start as usize) < to;
    let letters = glued.then(|| &scan.text[to..scan.words[next].end as usize]);
    let magnitude = letters.filter(|letters| matches!(*letters, "bn" | "mn" | "tn" | "trn"));
    (to > start && (!glued || magnitude.is_some())).then(|| Lexed {
        raw: &scan.text[start..to],
        next: if glued { next + 1 } else { next },
        end: to,
        glued: magnitude.map(|letters| (scan.words[next].end as usize, letters)),
    })
}

/// Reads a printed number by the habits of a language; nothing where two readings stand.
pub(super) fn read(raw: &str, lang: Lang, whole: bool) -> Option<f64> {
    let count = |mark: u8| raw.bytes().filter(|byte| *byte == mark).count();
    let (dots, commas) = (count(b'.'), count(b','));
    let last = raw.rfind(['.', ',']);
    let tail = last.map_or(0, |at| raw.len() - at - 1);
    let plain = |thousands: char, decimal: char| -> Option<f64> {
        let text: String = raw
            .chars()
            .filter(|c| *c != thousands)
            .map(|c| if c == decimal { '.' } else { c })
            .collect();
        text.parse().ok()
    };
    let groups = |mark: char| {
        let mut parts = raw.split(mark);
        parts
            .next()
            .is_some_and(|p| (1..=3).contains(&p.len()) && p != "0")
            && parts.all(|p| p.len() == 3)
    };
    match (dots, commas) {
        (0, 0) => raw.parse().ok(),
        (_, 1)
            if dots > 0
                && raw.ends_with(|c: char| c.is_ascii_digit())
                && raw.rfind(',') == last =>
        {
            plain('.', ',')
        }
        (1, _) if commas > 0 && raw.rfind('.') == last => plain(',', '.'),
        (1, 0) if tail == 3 && groups('.') => match lang {
            Lang::Vi => plain('.', ' '),
            Lang::En if whole => plain('.', ' '),
            Lang::En => plain(' ', '.'),
        },
        (0, 1) if tail == 3 && groups(',') => match lang {
            Lang::En => plain(',', ' '),
            Lang::Vi if whole => None,
            Lang::Vi => plain(' ', ','),
        },
        (0, 1) => plain(' ', ','),
        (1, 0) => plain(' ', '.'),
        (_, 0) if groups('.') => plain('.', ' '),
        (0, _) if groups(',') => plain(',', ' '),
        _ => None,
    }
}

fn digits(scan: &Scan<'_>, at: usize, end: usize, lang: Lang) -> Option<Quantity> {
    if let Some(rank) = super::ranks::digit_rank(scan, at, end) {
        return Some(rank);
    }
    let first = lex(scan, at, end)?;
    let start = scan.words[at].start as usize;
    let before = scan.text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | ':')) {
        return None;
    }
    let glued = digits_start(scan, at) > start;
    let led = at > 0
        && scan.words[at].gap == Gap::Space
        && units::CURRENCIES.contains(&scan.folded(at - 1));
    if !introduced(scan, at, first.raw) || clock(scan, &first) || day_by_dash(scan, at, &first, end)
    {
        return None;
    }
    if let Some((stop, magnitude)) = first.glued {
        let currency = (before == Some('$') || glued || led)
            .then(|| units::currency_before(scan, at))
            .flatten()?;
        let mut unit = Unit::none(first.next, stop);
        unit.form = Form::Money;
        unit.printed = format!("{magnitude} {currency}");
        return finish(scan, at, &first, Some(unit), lang, end);
    }
    if let Some(fraction) = fraction(scan, at, &first, end, lang) {
        return fraction;
    }
    let after = |dollars: bool| units::after(scan, first.next, first.end, end, dollars);
    let plain = after(false);
    if let Some(range) = range(scan, at, &first, plain.as_ref(), end, lang) {
        return range;
    }
    let dollars = before == Some('$') || glued || led;
    let unit = if dollars { after(true) } else { plain }
        .filter(|unit| unit.form != Form::Bare || unit.excluded)
        .or_else(|| units::in_label(scan, at, first.next, first.end));
    finish(
        scan,
        at,
        &first,
        unit.map(|unit| in_currency(scan, at, unit)),
        lang,
        end,
    )
}

/// A sum whose currency stands before it has it in its unit: `billion USD`.
fn in_currency(scan: &Scan<'_>, at: usize, mut unit: Unit) -> Unit {
    if unit.form != Form::Money {
        return unit;
    }
    let said = crate::text::fold(&unit.printed);
    let bare = !["vnd", "usd", "dong", "do", "eur", "yen", "dollar"]
        .iter()
        .any(|currency| {
            said.split([' ', '-'])
                .any(|word| word.starts_with(currency))
        });
    if bare && let Some(currency) = units::currency_before(scan, at) {
        unit.printed = format!("{} {currency}", unit.printed);
    }
    unit
}

fn finish(
    scan: &Scan<'_>,
    at: usize,
    number: &Lexed<'_>,
    unit: Option<Unit>,
    lang: Lang,
    end: usize,
) -> Option<Quantity> {
    let unit = unit.unwrap_or_else(|| Unit::none(number.next, number.end));
    if unit.excluded
        || threshold(scan, at)
        || (unit.form == Form::Bare && words::is_year(number.raw))
        // "cao tốc 08" is a label.
        || (unit.form == Form::Bare
            && number.raw.len() == 2
            && number.raw.starts_with('0')
            && at > 0
            && scan.words[at].gap == Gap::Space)
    {
        return None;
    }
    if unit.form == Form::Count && words::is_year(number.raw) && !unit.measured {
        return None;
    }
    let whole = matches!(unit.form, Form::Count | Form::Bare) && !unit.measured;
    let value = read(number.raw, lang, whole)?;
    if unit.form == Form::Money && is_price(scan, at, unit.next, end) {
        return None;
    }
    let mut unit = unit;
    let fewer = compared_count(scan, &unit, end);
    if fewer != 0.0 {
        unit.form = Form::Count;
    }
    let sign = if fewer == 0.0 {
        sign(scan, at, &unit, Some(end))
    } else {
        fewer
    };
    let mut start = scan.words[at].start as usize;
    if sign != 0.0 && scan.text[..start].ends_with(['-', '+', '−', '–']) {
        start -= scan.text[..start]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
    }
    let words = at..unit.next.max(number.next);
    let span = Span::new(start, unit.end.max(number.end));
    let mut quantity = Quantity {
        value: Some(if sign < 0.0 { -value } else { value }),
        comparator: words::comparator(scan, at),
        change: sign != 0.0,
        ..Quantity::in_unit(unit, words, span)
    };
    // "3 targets out of 23 were not met".
    if quantity.form == Form::Count
        && let Some(words) = of_whole(scan, quantity.words.end, end)
        && scan.folded(quantity.words.end) != "of"
        && let Some(whole) = lex(scan, quantity.words.end + words, end)
        && let Some(all) = read(whole.raw, lang, true)
    {
        quantity.denominator = Some(all);
        quantity.form = Form::Fraction;
        quantity.words.end = whole.next;
        quantity.span.end = whole.end;
    }
    Some(quantity)
}

#[cfg(test)]
mod tests;
