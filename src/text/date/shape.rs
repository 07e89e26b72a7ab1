//! Dates in running text, in Vietnamese and English.

use jiff::civil::Date;

use super::{Certainty, Day, FoundDay, Order, believed};
use crate::text::fold::{fold, folds_to};

/// The English months in full, folded.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Vietnamese months as ordinals in words, folded; the longer ones before those they begin with.
const ORDINALS: [(&str, i8); 13] = [
    ("muoi mot", 11),
    ("muoi hai", 12),
    ("muoi", 10),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("tu", 4),
    ("nam", 5),
    ("sau", 6),
    ("bay", 7),
    ("bảy", 7),
    ("tam", 8),
    ("chin", 9),
];

/// The longest word of a date, `September`, in bytes with room for Vietnamese letters.
const LONGEST_WORD: usize = 16;

/// Walks through a text from date to date.
pub(super) struct Finder<'t> {
    text: &'t str,
    at: usize,
    order: Order,
    /// Where days without a year are wanted: the day they are near to.
    near: Option<Date>,
}

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str, order: Order, near: Option<Date>) -> Self {
        Self {
            text,
            at: 0,
            order,
            near,
        }
    }

    /// The date that begins at `at`, if one does.
    fn date_at(&self, at: usize) -> Option<FoundDay> {
        let bytes = self.text.as_bytes();
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let mut reader = Reader {
            text: self.text,
            at,
        };
        if bytes[at].is_ascii_digit() {
            // Not within a number, a path, or a longer chain of numbers. Names glued to the date are
            // seen on pages ("Lai16/04/2025").
            let chained = matches!(before, b'/' | b'.' | b',' | b'-' | b':')
                && at.checked_sub(2).is_some_and(|b| bytes[b].is_ascii_digit());
            if before.is_ascii_digit() || chained {
                return None;
            }
            let glued = before.is_ascii_alphabetic() || before >= 0x80;
            reader.number_first(self, glued)
        } else if before.is_ascii_alphanumeric() || before >= 0x80 {
            None
        } else {
            reader.month_first(self)
        }
    }

    fn found(&self, start: usize, end: usize, date: Parts) -> Option<FoundDay> {
        let day = match date.year {
            Some(year) => {
                let date_read = believed(Date::new(year, date.month, date.day).ok()?)?;
                Day {
                    date: date_read,
                    certainty: date.certainty,
                }
            }
            None => {
                let near = self.near?;
                let date_read = nearest(near, date.month, date.day)?;
                Day {
                    date: date_read,
                    certainty: Certainty::YearAssumed,
                }
            }
        };
        Some(FoundDay { start, end, day })
    }
}

impl Iterator for Finder<'_> {
    type Item = FoundDay;

    fn next(&mut self) -> Option<FoundDay> {
        let bytes = self.text.as_bytes();
        while let Some(&b) = bytes.get(self.at) {
            // A date begins with a digit, an English month or "tháng".
            let may_begin = BEGINS[usize::from(b)]
                && (b.is_ascii_digit() || month_may_begin(&bytes[self.at..]));
            if let Some(found) = may_begin.then(|| self.date_at(self.at)).flatten() {
                self.at = found.end;
                return Some(found);
            }
            self.at += 1;
        }
        None
    }
}

/// The bytes with which a date may begin.
static BEGINS: [bool; 256] = begins();

const fn begins() -> [bool; 256] {
    let mut table = [false; 256];
    let bytes = b"0123456789JFMASONDTjfmasondt";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

/// Whether an English month or "tháng" may begin here.
fn month_may_begin(bytes: &[u8]) -> bool {
    let Some(first) = bytes.first_chunk::<3>() else {
        return false;
    };
    match &first.map(|b| b.to_ascii_lowercase()) {
        [b't', b'h', third] => *third == b'a' || *third >= 0x80,
        three => MONTHS.iter().any(|name| name.as_bytes().starts_with(three)),
    }
}

/// The day of this month and day that is nearest to another.
fn nearest(near: Date, month: i8, day: i8) -> Option<Date> {
    [-1, 0, 1]
        .into_iter()
        .filter_map(|years| believed(Date::new(near.year() + years, month, day).ok()?))
        .min_by_key(|date| near.duration_until(*date).abs())
}

/// What was read of a date.
struct Parts {
    year: Option<i16>,
    month: i8,
    day: i8,
    certainty: Certainty,
}

impl Parts {
    fn stated(year: Option<i16>, month: i8, day: i8) -> Self {
        Self {
            year,
            month,
            day,
            certainty: Certainty::Stated,
        }
    }
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn number_first(&mut self, finder: &Finder<'_>, glued: bool) -> Option<FoundDay> {
        let start = self.at;
        let (first, width) = self.number()?;
        let after_first = *self;
        let parts = if width == 4 {
            self.year_first(first)
        } else if width <= 2 {
            self.numeric(first, finder.order)
                .or_else(|| {
                    *self = after_first;
                    self.vietnamese(first).filter(|_| !glued)
                })
                .or_else(|| {
                    *self = after_first;
                    self.day_and_month_name(first).filter(|_| !glued)
                })
                .or_else(|| {
                    *self = after_first;
                    // Two numbers are a date only where "ngày" says so.
                    let said = finder.near.is_some() && self.said_to_be_a_day(start);
                    if said { self.without_year(first) } else { None }
                })
        } else {
            None
        }?;
        finder.found(start, self.at, parts)
    }

    /// `17/01/2024`, `17-1-2024`, `17.01.2024`, `17 / 01 / 2024`.
    fn numeric(&mut self, first: i16, order: Order) -> Option<Parts> {
        let separator = self.separator()?;
        let (second, width) = self.number()?;
        if width > 2 || self.separator()? != separator {
            return None;
        }
        let year = self.year()?;
        // A fourth number makes it something else; "/..." after it is a path.
        let rest = &self.text.as_bytes()[self.at..];
        if matches!(rest, [b'/', ..] | [b'.' | b'-' | b',', b'0'..=b'9', ..]) {
            return None;
        }
        let (day, month) = match order {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
        };
        let certainty = if day <= 12 && month <= 12 && day != month && order == Order::DayFirst {
            Certainty::EitherOrder
        } else {
            Certainty::Stated
        };
        Some(Parts {
            year: Some(year),
            month: small(month)?,
            day: small(day)?,
            certainty,
        })
    }

    /// `2024-01-17`, `2024/1/17`.
    fn year_first(&mut self, year: i16) -> Option<Parts> {
        let separator = self.separator()?;
        let (month, month_width) = self.number()?;
        if month_width > 2 || self.separator()? != separator {
            return None;
        }
        let (day, day_width) = self.number()?;
        let rest = &self.text.as_bytes()[self.at..];
        if day_width > 2 || matches!(rest, [b'/' | b'.' | b'-', b'0'..=b'9', ..]) {
            return None;
        }
        Some(Parts::stated(Some(year), small(month)?, small(day)?))
    }

    /// `28 tháng 11 năm 2013`, `28 Tháng Mười Một, 2013`, with any white space and line breaks.
    fn vietnamese(&mut self, day: i16) -> Option<Parts> {
        self.skip_space();
        self.word(&["thang"])?;
        self.skip_space();
        let month = self.vietnamese_month()?;
        let year = self.vietnamese_year();
        Some(Parts::stated(year, month, small(day)?))
    }

    fn vietnamese_month(&mut self) -> Option<i8> {
        if let Some((month, width)) = self.number() {
            return small(month).filter(|_| width <= 2);
        }
        let ahead: String = fold(self.ahead(2 * LONGEST_WORD));
        let (name, month) = ORDINALS.iter().find(|(name, _)| {
            ahead
                .strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })?;
        for word in name.split(' ') {
            self.skip_space();
            self.word(&[word])?;
        }
        Some(*month)
    }

    fn vietnamese_year(&mut self) -> Option<i16> {
        let before = *self;
        self.skip_space_and(&[',', '/', '-', '.']);
        let _ = self.word(&["nam"]);
        self.skip_space();
        let year = self.year();
        if year.is_none() {
            *self = before;
        }
        year
    }

    /// `17 January 2024`, `17th of Jan., 2024`, `17-Jan-2024`.
    fn day_and_month_name(&mut self, day: i16) -> Option<Parts> {
        let _ = self.word(&["st", "nd", "rd", "th"]);
        self.skip_space_and(&['-']);
        if self.word(&["of"]).is_some() {
            self.skip_space();
        }
        let month = self.month_name()?;
        let before = *self;
        self.skip_space_and(&[',', '-']);
        let year = self.year();
        if year.is_none() {
            *self = before;
        }
        Some(Parts::stated(year, month, small(day)?))
    }

    /// `January 17, 2024`, `Jan. 17th 2024`, `Jan 17 08:00:00 2024`, `Tháng Một 17, 2024`.
    fn month_first(&mut self, finder: &Finder<'_>) -> Option<FoundDay> {
        let start = self.at;
        let month = if self.word(&["thang"]).is_some() {
            self.skip_space();
            self.vietnamese_month()?
        } else {
            self.month_name()?
        };
        self.skip_space();
        let (day, width) = self.number()?;
        if width > 2 {
            return None;
        }
        let _ = self.word(&["st", "nd", "rd", "th"]);
        if self.text[self.at..].starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let before = *self;
        self.skip_space_and(&[',']);
        let year = self.year().or_else(|| {
            *self = before;
            self.year_after_time()
        });
        if year.is_none() {
            *self = before;
        }
        finder.found(start, self.at, Parts::stated(year, month, small(day)?))
    }

    /// The year after a time and the name of a zone, as some programs print it.
    fn year_after_time(&mut self) -> Option<i16> {
        self.skip_space();
        let time = self.ahead(8);
        let is_time = time.len() == 8
            && time.bytes().enumerate().all(|(at, b)| {
                if at == 2 || at == 5 {
                    b == b':'
                } else {
                    b.is_ascii_digit()
                }
            });
        if !is_time {
            return None;
        }
        self.at += 8;
        self.skip_space();
        let zone = self
            .ahead(5)
            .bytes()
            .take_while(u8::is_ascii_uppercase)
            .count();
        self.at += zone;
        self.skip_space();
        self.year()
    }

    /// `28/7`, `28-7`, `13.1`.
    fn without_year(&mut self, day: i16) -> Option<Parts> {
        self.separator()?;
        let (month, width) = self.number()?;
        let rest = &self.text.as_bytes()[self.at..];
        if width > 2
            || matches!(
                rest,
                [b'/' | b'%', ..] | [b'.' | b'-' | b',', b'0'..=b'9', ..]
            )
        {
            return None;
        }
        Some(Parts::stated(None, small(month)?, small(day)?))
    }

    fn said_to_be_a_day(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end_matches(['(', ' ']);
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        word.len() <= LONGEST_WORD
            && matches!(
                fold(word).as_str(),
                "ngay" | "hom" | "sang" | "chieu" | "toi"
            )
    }

    /// An English month, whole or by its first three letters, perhaps with a point.
    fn month_name(&mut self) -> Option<i8> {
        let ahead = self.ahead(LONGEST_WORD);
        let len = ahead.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = &ahead[..len];
        if len < 3 || ahead[len..].starts_with(char::is_alphanumeric) {
            return None;
        }
        let month = MONTHS.iter().position(|name| {
            let short = name.get(..3).unwrap_or(name);
            [short, name].iter().any(|n| n.eq_ignore_ascii_case(word))
                || (word.eq_ignore_ascii_case("sept") && name.starts_with("sept"))
        })?;
        self.at += len;
        if self.text[self.at..].starts_with('.') {
            self.at += 1;
        }
        i8::try_from(month + 1).ok()
    }

    fn number(&mut self) -> Option<(i16, usize)> {
        let bytes = &self.text.as_bytes()[self.at..];
        let width = bytes
            .iter()
            .take(5)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = self.text[self.at..self.at + width]
            .parse()
            .ok()
            .filter(|_| width <= 4)?;
        self.at += width;
        Some((number, width))
    }

    fn year(&mut self) -> Option<i16> {
        let before = self.at;
        let year = self.number().filter(|(_, width)| *width == 4);
        if year.is_none() {
            self.at = before;
        }
        year.map(|(year, _)| year)
    }

    /// A stroke, dash or point, perhaps between single spaces.
    fn separator(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let separator = *bytes.get(at).filter(|b| matches!(b, b'/' | b'-' | b'.'))?;
        at += 1;
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        self.at = at;
        Some(separator)
    }

    /// One of these words, in any case and with or without marks.
    fn word(&mut self, folded: &[&str]) -> Option<()> {
        let ahead = self.ahead(LONGEST_WORD);
        let len = ahead
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(ahead.len());
        if !folded.iter().any(|word| folds_to(&ahead[..len], word)) {
            return None;
        }
        self.at += len;
        Some(())
    }

    /// The next bytes, at most so many, to a character boundary.
    fn ahead(&self, most: usize) -> &'t str {
        let rest = &self.text[self.at..];
        &rest[..rest.floor_char_boundary(most)]
    }

    fn skip_space(&mut self) {
        self.skip_space_and(&[]);
    }

    fn skip_space_and(&mut self, others: &[char]) {
        let rest = &self.text[self.at..];
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() || others.contains(&c));
        self.at += rest.len() - after.len();
    }
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}
