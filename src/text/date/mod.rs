//! The one date reader: every shape in which pages, feeds, records and running text print a day.
//!
//! Day before month is the rule of Vietnam. Month before day is read only where the caller knows
//! that the source writes so, and an impossible date is refused, never turned round: machine
//! translation swaps the two at random. A moment with a zone is the Vietnamese calendar day (UTC+7) it
//! falls on; one without is taken for Vietnamese time. Nothing here reads a clock.

mod machine;
mod shape;

use jiff::civil::{Date, DateTime};
pub(crate) use shape::MONTHS;

/// The first and last year in which a date is believed.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// How far a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It can be read in one way only.
    Stated,
    /// Day and month could change places, as in `05/06/2024`; the order is the one asked for.
    EitherOrder,
    /// The year is not printed; it is the one nearest to the day given.
    YearAssumed,
}

/// A calendar day as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day, in Vietnam.
    pub date: Date,
    /// How far it is stated.
    pub certainty: Certainty,
}

/// A day found in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDay {
    /// First byte of the date.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The day.
    pub day: Day,
}

/// Which of the two numbers comes first in `05/06/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 5 June: the rule in Vietnam.
    DayFirst,
    /// 6 May: for sources that are known to write so.
    MonthFirst,
}

/// Reads a field that should hold a date: of markup, of a feed, of a record, or the visible line of a
/// page such as `Thứ bảy, 7/3/2026, 00:05 (GMT+7)`.
///
/// Takes ISO 8601 with its oddities, Unix seconds and milliseconds, RFC 2822, and everything that
/// [`find_days`] finds in running text, of which the first counts.
#[must_use]
pub fn read_day(field: &str) -> Option<Day> {
    read_day_in_order(field, Order::DayFirst)
}

/// Reads a field of a source that is known to write numbers in this order.
#[must_use]
pub fn read_day_in_order(field: &str, order: Order) -> Option<Day> {
    let field = field.trim();
    if let Some(date) = machine::read(field) {
        return believed(date).map(|date| Day {
            date,
            certainty: Certainty::Stated,
        });
    }
    let found = shape::Finder::new(field, order, None).next()?;
    let time = machine::time_beside(&field[..found.start], &field[found.end..]);
    let date = match time {
        Some((time, offset)) => {
            machine::in_vietnam(DateTime::from_parts(found.day.date, time), offset)?
        }
        None => found.day.date,
    };
    Some(Day { date, ..found.day })
}

/// Finds all days with their year in running text, in order.
pub fn find_days(text: &str) -> impl Iterator<Item = FoundDay> {
    shape::Finder::new(text, Order::DayFirst, None)
}

/// Finds all days in running text, also those without a year (`ngày 28/7`, `Jan 17`), which are taken
/// for the ones nearest to `near`.
pub fn find_days_near(text: &str, near: Date) -> impl Iterator<Item = FoundDay> {
    shape::Finder::new(text, Order::DayFirst, Some(near))
}

/// A date of a believable year.
fn believed(date: Date) -> Option<Date> {
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests;
