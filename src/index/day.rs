//! Days as numbers.

use jiff::civil::{Date, date};

/// Day 0 of the date column.
const EPOCH: Date = date(1970, 1, 1);

/// Counts the days from 1 January 1970.
pub(crate) fn day_number(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

/// Finds the day of a number; nothing for one that no calendar day has.
pub(crate) fn day_of(number: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(number).ok()?;
    EPOCH.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for (day, number) in [
            (date(1970, 1, 1), 0),
            (date(1969, 12, 31), -1),
            (date(2024, 1, 17), 19739),
            (date(1930, 2, 3), -14577),
        ] {
            assert_eq!(day_number(day), number, "{day}");
            assert_eq!(day_of(number), Some(day));
        }
        assert_eq!(day_of(i64::MAX), None);
    }
}
