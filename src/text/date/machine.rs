//! Dates as machines write them, and the times and zones beside dates.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::believed;

/// Seconds by which Vietnamese time is ahead of UTC.
const VIETNAM: i32 = 7 * 3600;

/// Reads a whole field: Unix time, compact digits or ISO 8601.
pub(super) fn read(field: &str) -> Option<Date> {
    if field.bytes().all(|b| b.is_ascii_digit()) {
        return digits(field);
    }
    let mut cursor = Cursor { rest: field };
    let (date, width) = cursor.iso_date()?;
    let glued = cursor.rest.starts_with(['T', 't']);
    cursor.rest = cursor.rest.trim_start_matches(['T', 't', ' ', '_']);
    let Some(time) = cursor.time() else {
        // Something else than a time: let running text be read as such.
        return (cursor.rest.is_empty() && !glued && width == 10).then_some(date);
    };
    match cursor.zone() {
        Some(offset) => in_vietnam(DateTime::from_parts(date, time), offset),
        None => Some(date),
    }
}

/// `20240117`, `20240117083000`, Unix seconds or milliseconds.
fn digits(field: &str) -> Option<Date> {
    match field.len() {
        8 | 14 => {
            let number = |from: usize, to: usize| field[from..to].parse::<i16>().ok();
            let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
            Date::new(year, month as i8, day as i8).ok()
        }
        9 | 10 => unix(field.parse().ok()?),
        13 => unix(field.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn unix(seconds: i64) -> Option<Date> {
    let date = in_vietnam_from_utc(DateTime::constant(1970, 1, 1, 0, 0, 0, 0), seconds)?;
    // What is older than the web is no time of publication.
    (date.year() >= 1990).then_some(date)
}

fn in_vietnam_from_utc(utc: DateTime, seconds: i64) -> Option<Date> {
    let here = utc
        .checked_add(SignedDuration::from_secs(seconds + i64::from(VIETNAM)))
        .ok()?;
    believed(here.date())
}

/// The day in Vietnam of a moment at a place so many seconds ahead of UTC.
pub(super) fn in_vietnam(there: DateTime, offset: i32) -> Option<Date> {
    in_vietnam_from_utc(there, -i64::from(offset))
}

/// The time and zone that stand beside a date, where both are printed.
///
/// The zone comes after both; the time before or after the date.
pub(super) fn time_beside(before: &str, after: &str) -> Option<(Time, i32)> {
    let mut cursor = Cursor {
        rest: after.trim_start_matches([' ', ',', '-', '|', 'T', '\n', '\t']),
    };
    let time = match cursor.time() {
        Some(time) => time,
        None => {
            let last = before
                .trim_end_matches([' ', ',', '-', '|'])
                .rsplit(' ')
                .next()?;
            Cursor { rest: last }.time()?
        }
    };
    cursor.zone().map(|offset| (time, offset))
}

struct Cursor<'t> {
    rest: &'t str,
}

impl Cursor<'_> {
    /// A number of so many digits at least and at most.
    fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let number = self.rest[..digits].parse().ok()?;
        self.rest = &self.rest[digits..];
        Some(number)
    }

    fn take(&mut self, c: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    /// `2024-01-17` or `2024/1/17`, and how many bytes it took.
    fn iso_date(&mut self) -> Option<(Date, usize)> {
        let before = self.rest.len();
        let year = self.number(4, 4)?;
        let separator = self
            .rest
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '/'))?;
        self.take(separator)?;
        let month = self.number(1, 2)?;
        self.take(separator)?;
        let day = self.number(1, 2)?;
        let date = Date::new(year as i16, month as i8, day as i8).ok()?;
        Some((date, before - self.rest.len()))
    }

    /// `08:01`, `08:01:53`, `08:01:53.250`; the seconds are not kept.
    fn time(&mut self) -> Option<Time> {
        let start = self.rest;
        let time = self.hour_and_minute();
        if time.is_none() {
            self.rest = start;
        }
        time
    }

    fn hour_and_minute(&mut self) -> Option<Time> {
        let mut hour = self.number(1, 2)?;
        self.take(':')?;
        let minute = self.number(2, 2)?;
        if self.take(':').is_some() {
            self.number(2, 2)?;
            if self.take('.').or_else(|| self.take(',')).is_some() {
                self.number(1, 9)?;
            }
        }
        let spaced = self.rest.trim_start();
        for (half, hours) in [("AM", 0), ("PM", 12)] {
            if spaced
                .get(..2)
                .is_some_and(|s| s.eq_ignore_ascii_case(half))
            {
                self.rest = &spaced[2..];
                // Some sites print AM after the hours of the whole day.
                if hour < 12 {
                    hour += hours;
                }
            }
        }
        Time::new(hour as i8, minute as i8, 0, 0).ok()
    }

    /// `Z`, `+07:00`, `+0700`, `+07`, `GMT`, `(GMT+7)`: seconds ahead of UTC.
    fn zone(&mut self) -> Option<i32> {
        self.rest = self.rest.trim_start_matches([' ', '(', '[']);
        if self.take('Z').is_some() || self.take('z').is_some() {
            return Some(0);
        }
        let named = ["GMT", "UTC"]
            .iter()
            .find_map(|name| self.rest.strip_prefix(name));
        if let Some(rest) = named {
            self.rest = rest;
        }
        let ahead = if self.take('+').is_some() {
            1
        } else if self.take('-').or_else(|| self.take('−')).is_some() {
            -1
        } else {
            return named.map(|_| 0);
        };
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (hours, minutes) = if digits == 4 {
            let both = self.number(4, 4)?;
            (both / 100, both % 100)
        } else {
            let hours = self.number(1, 2)?;
            let minutes = self.take(':').and_then(|()| self.number(2, 2));
            (hours, minutes.unwrap_or(0))
        };
        (hours <= 14 && minutes < 60).then_some(ahead * (hours * 3600 + minutes * 60))
    }
}
