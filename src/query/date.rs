//! Days and ranges of days as they are typed in a query.

use super::ast::DateRange;
use jiff::ToSpan;
use jiff::civil::Date;

/// Why a date could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateProblem {
    /// It is no date.
    NoDate,
    /// It ends before it begins.
    Backwards,
}

/// Reads `2023`, `2023-10`, `2023-10-31`, `10/2023`, `31/10/2023`, a range of two of them with `..`
/// between and either end missing, `today`, `yesterday`, and `3months` (days, weeks, months and years
/// back from `today`).
pub(super) fn read_range(text: &str, today: Option<Date>) -> Result<DateRange, DateProblem> {
    let text = text.trim();
    let range = match text.split_once("..") {
        Some((from, to)) => {
            let (from, to) = (from.trim(), to.trim());
            if from.is_empty() && to.is_empty() {
                return Err(DateProblem::NoDate);
            }
            let end = |text: &str| match text {
                "" => Ok(None),
                _ => read_days(text, today).map(Some).ok_or(DateProblem::NoDate),
            };
            DateRange {
                from: end(from)?.map(|(first, _)| first),
                to: end(to)?.map(|(_, last)| last),
            }
        }
        None => {
            let (first, last) = read_days(text, today).ok_or(DateProblem::NoDate)?;
            DateRange {
                from: Some(first),
                to: Some(last),
            }
        }
    };
    match range {
        DateRange {
            from: Some(from),
            to: Some(to),
        } if to < from => Err(DateProblem::Backwards),
        _ => Ok(range),
    }
}

/// The first and last day of what one date without `..` covers.
fn read_days(text: &str, today: Option<Date>) -> Option<(Date, Date)> {
    if let Some(days) = read_back(text, today) {
        return Some(days);
    }
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = [""; 3];
    let mut count = 0;
    for part in text.split(separator) {
        *parts.get_mut(count)? = part;
        count += 1;
    }
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let year = |part: &str| digits(part, 4).filter(|year| (1000..=9999).contains(year));
    let small = |part: &str| digits(part, 2).and_then(|n| i8::try_from(n).ok());
    let parts = &parts[..count];
    // The year stands first or last; day and month keep their order towards it.
    match *parts {
        [y] => {
            let y = year(y)?;
            Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?))
        }
        [a, b] => {
            let (y, m) = match (year(a), year(b)) {
                (Some(y), None) => (y, small(b)?),
                (None, Some(y)) => (y, small(a)?),
                _ => return None,
            };
            let first = Date::new(y, m, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [a, b, c] => {
            let (y, m, d) = match (year(a), year(c)) {
                (Some(y), None) => (y, small(b)?, small(c)?),
                (None, Some(y)) => (y, small(b)?, small(a)?),
                _ => return None,
            };
            let day = Date::new(y, m, d).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// A stretch of days that ends today.
fn read_back(text: &str, today: Option<Date>) -> Option<(Date, Date)> {
    let today = today?;
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "today" => return Some((today, today)),
        "yesterday" => {
            let day = today.yesterday().ok()?;
            return Some((day, day));
        }
        _ => {}
    }
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let count: i32 = lower[..digits].parse().ok().filter(|n| *n <= 10_000)?;
    let span = match lower[digits..].trim_start().trim_end_matches('s') {
        "day" | "d" => count.days(),
        "week" | "w" => count.weeks(),
        "month" | "m" => count.months(),
        "year" | "y" => count.years(),
        _ => return None,
    };
    let from = today.checked_sub(span).ok()?;
    // There is no year 0, and none that could be printed and read again before it.
    (from.year() > 0).then_some((from, today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(text: &str, from: Option<Date>, to: Option<Date>) {
        let today = Some(date(2026, 11, 22));
        assert_eq!(
            read_range(text, today),
            Ok(DateRange { from, to }),
            "{text}"
        );
    }

    #[test]
    fn every_form_is_read() {
        let october = (Some(date(2023, 10, 1)), Some(date(2023, 10, 31)));
        let day = (Some(date(2023, 10, 31)), Some(date(2023, 10, 31)));
        check("2023", Some(date(2023, 1, 1)), Some(date(2023, 12, 31)));
        check("2023-10", october.0, october.1);
        check("10/2023", october.0, october.1);
        check("2023-10-31", day.0, day.1);
        check("31/10/2023", day.0, day.1);
        check("31-10-2023", day.0, day.1);
        check(
            "2023-10-01..2023-12-31",
            october.0,
            Some(date(2023, 12, 31)),
        );
        check("2023-10..2023", october.0, Some(date(2023, 12, 31)));
        check("2023..", Some(date(2023, 1, 1)), None);
        check("..10/2023", None, october.1);
        check("3months", Some(date(2026, 8, 22)), Some(date(2026, 11, 22)));
        check("1 year", Some(date(2025, 11, 22)), Some(date(2026, 11, 22)));
        check("today", Some(date(2026, 11, 22)), Some(date(2026, 11, 22)));
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "",
            "..",
            "2023-13",
            "31/02/2023",
            "2023-10-",
            "20233",
            "32/1/2023",
            "1/2/3",
            "2023-10-31-1",
            "hôm nay",
            "99999999months",
            "2026years",
            "5",
            "2023...2024",
            "٢٠٢٣",
        ] {
            assert!(
                read_range(text, Some(date(2026, 11, 22))).is_err(),
                "{text}"
            );
        }
        assert_eq!(read_range("2024..2023", None), Err(DateProblem::Backwards));
        assert_eq!(read_range("3months", None), Err(DateProblem::NoDate));
    }
}
