//! The congress terms of the Party, with which its numbers restart.

use jiff::civil::Date;

/// A congress term of the Party: from the day after one congress closed to the close of the next.
pub(super) struct Term {
    name: &'static str,
    arabic: u32,
    /// The day on which the congress that opened the term closed.
    opened: (i16, i8, i8),
}

pub(super) const TERMS: [Term; 11] = [
    term("IV", 4, (1976, 12, 20)),
    term("V", 5, (1982, 3, 31)),
    term("VI", 6, (1986, 12, 18)),
    term("VII", 7, (1991, 6, 27)),
    term("VIII", 8, (1996, 7, 1)),
    term("IX", 9, (2001, 4, 22)),
    term("X", 10, (2006, 4, 25)),
    term("XI", 11, (2011, 1, 19)),
    term("XII", 12, (2016, 1, 28)),
    term("XIII", 13, (2021, 2, 1)),
    term("XIV", 14, (2026, 1, 23)),
];

pub(super) const fn term(name: &'static str, arabic: u32, opened: (i16, i8, i8)) -> Term {
    Term {
        name,
        arabic,
        opened,
    }
}

/// Tells the congress term (`XIII`) that a day belongs to; nothing before the fourth congress.
#[must_use]
pub fn term_of(day: Date) -> Option<&'static str> {
    TERMS
        .iter()
        .rev()
        .find(|term| (day.year(), day.month(), day.day()) > term.opened)
        .map(|term| term.name)
}

/// Tells the congress term that a whole year belongs to, if the year saw no congress.
#[must_use]
pub fn term_of_year(year: i16) -> Option<&'static str> {
    let first = term_of(Date::new(year, 1, 1).ok()?)?;
    let last = term_of(Date::new(year, 12, 31).ok()?)?;
    (first == last).then_some(first)
}

/// Tells the days elapsed in the term that `day` belongs to.
#[must_use]
pub fn days_into_term(day: Date) -> Option<i32> {
    let name = term_of(day)?;
    let (y, m, d) = TERMS.iter().find(|term| term.name == name)?.opened;
    let opened = Date::new(y, m, d).ok()?;
    opened.until(day).ok().map(|span| span.get_days())
}

/// Tells the term before `name`.
#[must_use]
pub fn term_before(name: &str) -> Option<&'static str> {
    let at = TERMS.iter().position(|term| term.name == name)?;
    at.checked_sub(1).map(|at| TERMS[at].name)
}

/// Reads the name of a congress term, `XIII` or `13`.
#[must_use]
pub fn term_named(name: &str) -> Option<&'static str> {
    let name = name.trim();
    TERMS
        .iter()
        .find(|term| {
            term.name.eq_ignore_ascii_case(name) || name.parse::<u32>().ok() == Some(term.arabic)
        })
        .map(|term| term.name)
}
