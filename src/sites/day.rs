//! The day that a site's markup or a short printed line names.

use super::Order;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

impl Order {
    /// Reads the Vietnamese calendar day (UTC+7) of a value of markup or of a short printed line.
    ///
    /// Read are ISO dates with and without time and zone (also with a space before the zone), days of
    /// mail headers, `ngày 3 tháng 2 năm 2024`, three numbers in this order, and Unix seconds. A time
    /// without zone is Vietnamese.
    #[must_use]
    pub fn read_day(self, value: &str) -> Option<Date> {
        iso(value)
            .or_else(|| self.printed(value))
            .or_else(|| mail(value))
            .or_else(|| seconds(value))
    }

    fn printed(self, value: &str) -> Option<Date> {
        static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b|\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})\b")
                .expect("a constant expression")
        });
        let found = PRINTED.captures(value)?;
        let number = |at| {
            found
                .get(at)
                .and_then(|part| part.as_str().parse::<i16>().ok())
        };
        if let (Some(day), Some(month), Some(year)) = (number(1), number(2), number(3)) {
            return date(year, month, day);
        }
        let (first, second, year) = (number(4)?, number(5)?, number(6)?);
        match self {
            Self::DayFirst => date(year, second, first),
            Self::MonthFirst => date(year, first, second),
        }
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn iso(value: &str) -> Option<Date> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
            .expect("a constant expression")
    });
    let found = ISO.captures(value)?;
    let number = |at| {
        found
            .get(at)
            .and_then(|part| part.as_str().parse::<i16>().ok())
    };
    let day = date(number(1)?, number(2)?, number(3)?)?;
    match (number(4), number(5), found.get(6)) {
        (Some(hour), Some(minute), Some(zone)) => in_vietnam(day, hour, minute, zone.as_str()),
        _ => Some(day),
    }
}

/// The Vietnamese day of an instant given in another zone.
fn in_vietnam(day: Date, hour: i16, minute: i16, zone: &str) -> Option<Date> {
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
    let days = (hour * 60 + minute - offset + 7 * 60).div_euclid(24 * 60);
    day.checked_add(jiff::Span::new().days(i64::from(days)))
        .ok()
}

/// `Wed, 15 Nov 2017 10:00:00 +0700`, also with the zone `GMT+7` that feeds invent.
fn mail(value: &str) -> Option<Date> {
    static MAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::\d{2})?\s*(gmt\s*[+-]\d{1,2}|[+-]\d{2}:?\d{2}|gmt|utc|z)?)?")
            .expect("a constant expression")
    });
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let found = MAIL.captures(value)?;
    let number = |at| {
        found
            .get(at)
            .and_then(|part| part.as_str().parse::<i16>().ok())
    };
    let name = found[2].to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? as i16 + 1;
    let day = date(number(3)?, month, number(1)?)?;
    let (Some(hour), Some(minute), Some(zone)) = (number(4), number(5), found.get(6)) else {
        return Some(day);
    };
    let zone = zone.as_str().to_ascii_uppercase();
    let zone = match zone.strip_prefix("GMT").map(str::trim) {
        Some("") => "Z".to_owned(),
        Some(hours) => format!("{}{:0>2}00", &hours[..1], &hours[1..]),
        None if zone == "UTC" => "Z".to_owned(),
        None => zone,
    };
    in_vietnam(day, hour, minute, &zone)
}

/// Unix seconds of some metadata, from 1990 to 2099.
fn seconds(value: &str) -> Option<Date> {
    let seconds: i64 = value.trim().parse().ok()?;
    if !(631_152_000..=4_102_444_800).contains(&seconds) {
        return None;
    }
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::constant(7).to_datetime(instant).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<&str>) {
        let day = Order::DayFirst.read_day(value).map(|day| day.to_string());
        assert_eq!(day.as_deref(), expected, "{value}");
    }

    #[test]
    fn shapes_of_markup_and_print() {
        check("2026-03-07T08:52:11.000 +07:00", Some("2026-03-07"));
        check("2026-03-07T00:01:00", Some("2026-03-07"));
        check("2026-03-06T18:00:00Z", Some("2026-03-07"));
        check("2026-03-07 08:07", Some("2026-03-07"));
        check("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", Some("2026-03-07"));
        check("07-03-2026 - 00:01 AM", Some("2026-03-07"));
        check("08:21, ngày 16-04-2021", Some("2021-04-16"));
        check("Hà Nội, ngày 28\n  tháng 11 năm 2013", Some("2013-11-28"));
        check("Wed, 15 Nov 2017 20:00:00 GMT", Some("2017-11-16"));
        check("Wed, 15 Nov 2017 20:00:00 GMT+7", Some("2017-11-15"));
        check("1644743315", Some("2022-02-13"));
        check("31/02/2023", None);
        check("28-7", None);
        check(". DNUM_ABZAJZCACA 06:36", None);
    }

    #[test]
    fn the_order_is_the_sites() {
        let day = Order::MonthFirst
            .read_day("05/18/2025 12:39:21")
            .map(|day| day.to_string());
        assert_eq!(day.as_deref(), Some("2025-05-18"));
    }
}
