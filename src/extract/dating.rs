//! The day of a document, from markup, printed lines and addresses.

use crate::document::{DatedBy, DocumentDate};
use crate::sites::Order;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Reads the day that a value of markup or a short printed line names.
pub(super) fn day(value: &str, order: Order) -> Option<Date> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?").expect("a constant expression")
    });
    static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})\b")
            .expect("a constant expression")
    });
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b")
            .expect("a constant expression")
    });
    if let Some(found) = ISO.captures(value) {
        let number = |at| found.get(at).and_then(|m| m.as_str().parse::<i16>().ok());
        let date = Date::new(number(1)?, number(2)? as i8, number(3)? as i8).ok()?;
        // The Vietnamese day of an instant given in another zone.
        return match (number(4), number(5), found.get(6)) {
            (Some(hour), Some(minute), Some(zone)) => in_vietnam(date, hour, minute, zone.as_str()),
            _ => Some(date),
        };
    }
    if let Some(found) = WORDS.captures(value).or_else(|| PRINTED.captures(value)) {
        let number = |at| found.get(at).and_then(|m| m.as_str().parse::<i16>().ok());
        let (a, b, year) = (number(1)?, number(2)?, number(3)?);
        let (day, month) = match order {
            Order::DayFirst => (a, b),
            Order::MonthFirst => (b, a),
        };
        return Date::new(year, month as i8, day as i8).ok();
    }
    let seconds: i64 = value.trim().parse().ok()?;
    // Unix seconds of some metadata, from 1990 on.
    if !(631_152_000..=4_102_444_800).contains(&seconds) {
        return None;
    }
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::constant(7).to_datetime(instant).date())
}

fn in_vietnam(date: Date, hour: i16, minute: i16, zone: &str) -> Option<Date> {
    let offset = if zone == "Z" {
        0
    } else {
        let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
        let minutes =
            digits.get(..2)?.parse::<i16>().ok()? * 60 + digits.get(2..)?.parse::<i16>().ok()?;
        if zone.starts_with('-') {
            -minutes
        } else {
            minutes
        }
    };
    let shifted = hour * 60 + minute - offset + 7 * 60;
    let days = shifted.div_euclid(24 * 60);
    date.checked_add(jiff::Span::new().days(i64::from(days)))
        .ok()
}

/// Digits in the path of an address: weaker than any printed date.
pub(super) fn of_address(url: &str) -> Option<DocumentDate> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
            .expect("a constant expression")
    });
    static STAMP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[-/]((20[012]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{0,8})(?:\.\w+)?$")
            .expect("a constant expression")
    });
    let found = PATH
        .captures(url)
        .map(|found| [1, 2, 3].map(|at| found[at].to_owned()))
        .or_else(|| {
            STAMP
                .captures(url)
                .map(|found| [2, 3, 4].map(|at| found[at].to_owned()))
        })?;
    let number = |at: usize| found[at].parse::<i16>().ok();
    let day = Date::new(number(0)?, number(1)? as i8, number(2)? as i8).ok()?;
    Some(DocumentDate {
        day,
        origin: DatedBy::Address(found.join("-")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(
            day(value, Order::DayFirst)
                .map(|day| day.to_string())
                .as_deref(),
            expected,
            "{value}"
        );
    }

    #[test]
    fn shapes_of_markup_and_print() {
        check("2026-03-07T08:52:11.000 +07:00", Some("2026-03-07"));
        check("2026-03-07T00:01:00", Some("2026-03-07"));
        check("2026-03-06T18:00:00Z", Some("2026-03-07"));
        check("2026-03-07 08:07", Some("2026-03-07"));
        check("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", Some("2026-03-07"));
        check("08:21, ngày 16-04-2021", Some("2021-04-16"));
        check("Hà Nội, ngày 28 tháng 11 năm 2013", Some("2013-11-28"));
        check("1644743315", Some("2022-02-13"));
        check("31/02/2023", None);
        check("28-7", None);
    }

    #[test]
    fn an_address_may_tell_the_day() {
        let of = |url| of_address(url).map(|date| date.day.to_string());
        assert_eq!(
            of("https://x.vn/2023/10/31/a.html").as_deref(),
            Some("2023-10-31")
        );
        assert_eq!(
            of("https://x.vn/a-20260307075519174.htm").as_deref(),
            Some("2026-03-07")
        );
        assert_eq!(of("https://x.vn/a-5047363.html"), None);
    }
}
