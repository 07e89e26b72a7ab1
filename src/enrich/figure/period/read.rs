//! Times that a sentence names by itself: years, terms, quarters, halves, the first months, whole dates.

use super::{Kind, Usual};
use crate::enrich::figure::words;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// Reads a time that begins at a word, and the word after it.
pub(super) fn read(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<(Kind, usize)> {
    let word = |place: usize| {
        if (sentence.start..sentence.end).contains(&place) {
            scan.folded(place)
        } else {
            ""
        }
    };
    let here = word(at);
    if scan.words[at].has_digit() && !here.starts_with(['q', 'h']) {
        if let Some(year) = year(here) {
            return year_at(scan, sentence, at, year);
        }
        return months(scan, sentence, at, here.parse().ok());
    }
    match here {
        // "Q1 2024", "Q1 of 2024", "H1 2024".
        "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => part_of_year(scan, sentence, at, here),
        // "quý I", "Quarter II", "first quarter".
        "quy" | "quarter" if quarter(word(at + 1)).is_some() => {
            let number = quarter(word(at + 1))?;
            Some((
                Kind::Quarter(number, year_near(scan, sentence, at + 2)),
                at + 2,
            ))
        }
        "first" | "second" | "third" | "fourth" if word(at + 1) == "quarter" => {
            let number = ["first", "second", "third", "fourth"]
                .iter()
                .position(|w| *w == here)?;
            let number = u8::try_from(number + 1).ok()?;
            Some((
                Kind::Quarter(number, year_near(scan, sentence, at + 2)),
                at + 2,
            ))
        }
        // "tính đến hết tháng 11".
        "thang" if at > sentence.start && word(at - 1) == "het" => {
            let months = word(at + 1)
                .parse()
                .ok()
                .filter(|months| (2..=12).contains(months))?;
            let year = year_near(scan, sentence, at + 2);
            Some((Kind::Through(months, year, Usual::Months), at + 2))
        }
        // "cùng kỳ năm 2023", "in the same period of 2018".
        "cung" if word(at + 1) == "ky" => {
            let year_at = at + 2 + usize::from(word(at + 2) == "nam");
            if (at + 1..=year_at.min(sentence.end - 1))
                .any(|word| scan.words[word].gap != Gap::Space)
            {
                return None;
            }
            Some((Kind::SamePart(year(word(year_at))?), year_at + 1))
        }
        "same"
            if matches!(word(at + 1), "period" | "time") && matches!(word(at + 2), "of" | "in") =>
        {
            Some((Kind::SamePart(year(word(at + 3))?), at + 4))
        }
        // "the first two quarters".
        "first" if matches!(word(at + 1), "two" | "three") && word(at + 2) == "quarters" => {
            let months = if word(at + 1) == "two" { 6 } else { 9 };
            Some((
                Kind::Months(months, year_near(scan, sentence, at + 3)),
                at + 3,
            ))
        }
        // "the second half of November" is no half of a year.
        "first" | "second"
            if word(at + 1) == "half"
                && !(word(at + 2) == "of" && words::is_month(word(at + 3))) =>
        {
            let half = if here == "first" { 1 } else { 2 };
            Some((Kind::Half(half, year_near(scan, sentence, at + 2)), at + 2))
        }
        _ => months(scan, sentence, at, month_count(scan, at, here)),
    }
}

/// `Q1 2024`, `H1/2024`: a part of a year as statisticians write it, with its year.
fn part_of_year(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    printed: &str,
) -> Option<(Kind, usize)> {
    let number = printed[1..].parse().ok()?;
    let of = usize::from(at + 1 < sentence.end && scan.folded(at + 1) == "of");
    let next = at + 1 + of;
    let stated = (next < sentence.end).then(|| year(scan.folded(next)))?;
    let kind = if printed.starts_with('q') {
        Kind::Quarter(number, stated)
    } else {
        Kind::Half(number, stated)
    };
    Some((kind, next))
}

fn quarter(word: &str) -> Option<u8> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// `8 tháng`, `6 tháng đầu năm`, `first nine months`, `11-month`.
fn months(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    count: Option<u8>,
) -> Option<(Kind, usize)> {
    let count = count.filter(|count| (2..=12).contains(count))?;
    let next = at + 1;
    if next >= sentence.end || !matches!(scan.words[next].gap, Gap::Space | Gap::Dash) {
        return None;
    }
    let unit = scan.folded(next);
    let months = unit == "thang" || unit == "months" || unit == "month";
    // "in 5 months" may be any five; a count of months opens a sentence or follows "first".
    let first = at > sentence.start
        && ["first", "in", "qua", "trong", "the"].contains(&scan.folded(at - 1));
    // "Seven months into the year".
    let into = next + 1 < sentence.end && scan.folded(next + 1) == "into";
    let opens = at == sentence.start || into || unit == "month" || unit == "thang";
    (months && (first || opens)).then(|| {
        (
            Kind::Months(count, year_near(scan, sentence, next + 1)),
            next + 1,
        )
    })
}

/// Number words for months: `Tám tháng`, `nine months`.
fn month_count(scan: &Scan<'_>, at: usize, word: &str) -> Option<u8> {
    let english = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    ];
    if let Some(place) = english.iter().position(|name| *name == word) {
        return u8::try_from(place + 2).ok();
    }
    let vietnamese = [
        "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
    ];
    if ![
        "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi",
    ]
    .contains(&word)
    {
        return None;
    }
    let surface = scan.surface(at).to_lowercase();
    let place = vietnamese.iter().position(|name| *name == surface)?;
    u8::try_from(place + 2).ok()
}

/// Reads a word as a year.
pub(super) fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1930..2100).contains(year))
}

/// A year, a span of years, or the end of a whole date.
fn year_at(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    from: i16,
) -> Option<(Kind, usize)> {
    let next = at + 1;
    if next < sentence.end
        && scan.words[next].gap == Gap::Dash
        && let Some(to) = year(scan.folded(next))
        && to > from
    {
        return Some((Kind::Span(from, to), next + 1));
    }
    let number = |back: usize| {
        at.checked_sub(back)
            .filter(|place| *place >= sentence.start)
            .and_then(|place| scan.folded(place).parse::<u8>().ok())
    };
    let marked = matches!(scan.words[at].gap, Gap::Slash | Gap::Dash | Gap::Stop);
    if marked {
        return Some(
            match (
                number(2).filter(|d| (1..=31).contains(d)),
                number(1).filter(|m| (1..=12).contains(m)),
            ) {
                (Some(day), Some(month))
                    if matches!(scan.words[at - 1].gap, Gap::Slash | Gap::Dash | Gap::Stop) =>
                {
                    (Kind::Day(day, month, from), next)
                }
                (_, Some(month)) => (Kind::Month(month, from), next),
                _ => (Kind::Year(from), next),
            },
        );
    }
    Some((Kind::Year(from), next))
}

/// A year within the next few words: `of 2018`, `năm 2024`, `đầu năm 2012`, `quý I/2025`.
fn year_near(scan: &Scan<'_>, sentence: &Range<usize>, from: usize) -> Option<i16> {
    let joined = |at: usize| at == from && matches!(scan.words[at].gap, Gap::Slash | Gap::Dash);
    (from..(from + 5).min(sentence.end))
        .take_while(|at| scan.words[*at].gap == Gap::Space || joined(*at))
        .find_map(|at| year(scan.folded(at)))
}
