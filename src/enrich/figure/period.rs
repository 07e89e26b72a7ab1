//! The time that a figure speaks of: stated in its sentence, in its section, or by the document.

mod find;
mod near;
mod read;
mod section;

use find::find;
pub(super) use near::{Today, is_current};
pub(super) use section::{Section, of_document};

use crate::document::{Period, PeriodOrigin};
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// A period found in a sentence.
struct Found {
    /// The word it begins with.
    at: usize,
    kind: Kind,
    /// Only compared with, planned for, or a mark of the past: not the time of the other numbers.
    aside: bool,
    /// Only where something begins: `since July 25`.
    starts: bool,
    /// Told by the document's own date: `last year`.
    relative: bool,
    /// Tells how things stood on a day: what follows goes on with it.
    standing: bool,
}

enum Kind {
    Year(i16),
    Span(i16, i16),
    Quarter(u8, Option<i16>),
    /// The first months of a year.
    Months(u8, Option<i16>),
    Half(u8, Option<i16>),
    Month(u8, i16),
    Day(u8, u8, i16),
    /// Up to the end of a month: the first months of the year for what adds up, the month for what stands.
    Through(u8, Option<i16>, Usual),
    /// The part of another year that the part told before is compared with.
    SamePart(i16),
}

/// What `by the end of July` means where the indicator does not tell.
#[derive(Clone, Copy)]
enum Usual {
    Months,
    Month,
}

impl Kind {
    /// A quarter, a half, the first months.
    fn is_part_of_a_year(&self) -> bool {
        matches!(
            self,
            Self::Quarter(..) | Self::Months(..) | Self::Half(..) | Self::Through(..)
        )
    }

    /// Whether the year that stands behind it belongs to it.
    fn has_a_year_of_its_own(&self) -> bool {
        matches!(
            self,
            Self::Quarter(_, Some(_))
                | Self::Months(_, Some(_))
                | Self::Half(_, Some(_))
                | Self::Through(_, Some(_), _)
        )
    }
}

/// What a sentence leaves to those after it.
struct Going {
    period: Period,
    /// A day, which holds for its paragraph only.
    day: bool,
    /// A year told in passing, which takes the place of no time that was told before.
    weak: bool,
}

/// The times that a sentence names.
pub(super) struct Times {
    found: Vec<Found>,
    /// The document's date.
    today: Option<Today>,
    sentence: Range<usize>,
    /// The period told before it, where it compares with the same part of another year.
    before: Option<Period>,
}

impl Times {
    /// Reads the times of a sentence of a document of some date.
    pub(super) fn of(scan: &Scan<'_>, sentence: &Range<usize>, today: Option<Today>) -> Self {
        Self {
            found: find(scan, sentence, today),
            today,
            sentence: sentence.clone(),
            before: None,
        }
    }

    /// Whether it speaks of the same part of another year: `cùng kỳ năm 2023`.
    pub(super) fn goes_back(&self) -> bool {
        let same = |period: &Found| matches!(period.kind, Kind::SamePart(_));
        self.found.iter().any(same)
    }

    /// Takes the period that earlier sentences told.
    pub(super) fn after(&mut self, before: Option<Period>) {
        self.before = before;
    }

    fn print(&self, kind: &Kind) -> Option<String> {
        let year = self.today.map(|today| today.year);
        let Kind::SamePart(other) = kind else {
            return print(kind, year);
        };
        let here = self
            .found
            .iter()
            .rfind(|period| period.kind.is_part_of_a_year());
        let told = match here {
            Some(here) => print(&here.kind, year)?,
            None => self.before.as_ref()?.0.clone(),
        };
        match told.rsplit_once(' ') {
            Some((part, _)) => Some(format!("{part} {other}")),
            None => (told.len() == 4).then(|| other.to_string()),
        }
    }

    /// The time right behind a quantity: `204 in 2020`, `2.094 USD năm 2018`.
    fn own(&self, scan: &Scan<'_>, quantity: &Range<usize>) -> Option<&Found> {
        self.found.iter().find(|period| {
            let same = matches!(period.kind, Kind::SamePart(_))
                && period.at == quantity.end + 2
                && scan.folded(quantity.end) == "in";
            period.at >= quantity.end
                && (period.at <= quantity.end + 1 || same)
                && !period.starts
                && !matches!(period.kind, Kind::Day(..))
                && (quantity.end..=period.at)
                    .all(|word| word >= scan.words.len() || !super::words::ends_clause(scan, word))
        })
    }

    /// The period of a number that changes but slowly, such as an area: its own, else the year.
    pub(super) fn of_the_year(
        &self,
        scan: &Scan<'_>,
        quantity: &Range<usize>,
    ) -> Option<(Period, PeriodOrigin)> {
        let clause = |at: usize| {
            at <= quantity.start
                && (at + 1..=quantity.start)
                    .all(|word| word >= scan.words.len() || !super::words::ends_clause(scan, word))
        };
        let found = self.own(scan, quantity).or_else(|| {
            self.found
                .iter()
                .rfind(|period| !period.aside && clause(period.at))
        });
        match found {
            Some(found) => self
                .print(&found.kind)
                .map(|period| (Period(period), PeriodOrigin::Stated)),
            None => self
                .today
                .map(|today| (Period(today.year.to_string()), PeriodOrigin::Document)),
        }
    }

    /// Whether an old year stands before a quantity in another part of the sentence.
    fn is_over(&self, scan: &Scan<'_>, period: &Found, quantity: &Range<usize>) -> bool {
        let old = matches!((&period.kind, self.today), (Kind::Year(named), Some(today)) if *named < today.year - 1);
        old && (period.at + 1..=quantity.start)
            .any(|word| word < scan.words.len() && scan.words[word].gap == Gap::Semicolon)
    }

    /// The period of a quantity, if its sentence states one.
    pub(super) fn stated(&self, scan: &Scan<'_>, quantity: &Range<usize>) -> Option<Period> {
        let nearest = self.nearest(scan, quantity)?;
        self.print(&nearest.kind).map(Period)
    }

    /// The period of a quantity of some indicator, where the indicator tells how its time is meant: by the end
    /// of July so much was collected in seven months, and so many communes there were in July.
    pub(super) fn stated_for(
        &self,
        scan: &Scan<'_>,
        quantity: &Range<usize>,
        id: &str,
    ) -> Option<Period> {
        if !self
            .found
            .iter()
            .any(|period| matches!(period.kind, Kind::Through(..)))
        {
            return None;
        }
        let Kind::Through(month, year, _) = self.nearest(scan, quantity)?.kind else {
            return None;
        };
        let year = year.or(self.today.map(|today| today.year))?;
        let kind = match section::nature(id)? {
            section::Nature::Flow => Kind::Months(month, Some(year)),
            section::Nature::Stock => Kind::Month(month, year),
        };
        self.print(&kind).map(Period)
    }

    /// The time that stands beside a word, where a sentence names several: `growth in the first quarter and
    /// disbursement as of March 31`.
    pub(super) fn beside(&self, word: usize) -> Option<Period> {
        let open = || self.found.iter().filter(|period| !period.aside);
        let behind = open().find(|period| period.at > word);
        let ahead = open().rfind(|period| period.at < word);
        let nearest = behind.or(ahead).filter(|_| open().count() > 1)?;
        self.print(&nearest.kind).map(Period)
    }

    fn nearest(&self, scan: &Scan<'_>, quantity: &Range<usize>) -> Option<&Found> {
        let open = || self.found.iter().filter(|period| !period.aside);
        if self.found.is_empty() {
            return None;
        }
        let part = near::own_part(scan, &self.sentence, quantity.start);
        // "in the first half; to date there are 183": what is said of now has left that time.
        let current = is_current(scan, &self.sentence, quantity.start);
        let left = |period: &Found| current && period.at < part.start;
        // "680 triệu USD; năm 2019, con số này": what follows a semicolon is of something else.
        let parted = |period: &Found| {
            period.at >= part.end
                && part.end < scan.words.len()
                && scan.words[part.end].gap == Gap::Semicolon
        };
        // The nearest before it counts first, since a sentence opens with its time.
        self.own(scan, quantity)
            .or_else(|| {
                open()
                    .filter(|period| period.at <= quantity.start)
                    .filter(|period| !self.is_over(scan, period, quantity) && !left(period))
                    .max_by_key(|period| (!matches!(period.kind, Kind::Day(..)), period.at))
            })
            .or_else(|| {
                open()
                    .find(|period| period.at > quantity.start)
                    .filter(|period| !parted(period))
            })
    }

    /// The last whole period, which the sentences after this one go on with.
    fn going_on(&self) -> Option<Going> {
        let year = self.today.map(|today| today.year);
        // A year that has just gone by is what reports are about.
        let just_over = self.today.is_some_and(|today| today.month <= 3) && self.found.len() == 1;
        let named = |found: &Found| match found.kind {
            Kind::Year(year) => Some(year),
            _ => None,
        };
        let mut years = self
            .found
            .iter()
            .filter(|found| !found.aside)
            .filter_map(named);
        let first = years.next();
        // "from 12 in 2020 to 18 in 2024" leaves no one time.
        let several = years.any(|year| Some(year) != first);
        // A year long past is a comparison or history, not the time of what follows.
        let recent = |found: &&Found| match found.kind {
            _ if found.aside => false,
            Kind::Year(_) if several => false,
            Kind::Year(named) if found.relative => just_over && year == Some(named + 1),
            Kind::Year(named) | Kind::Month(_, named) => {
                year.is_none_or(|year| (year - 1..=year).contains(&named))
            }
            Kind::Day(..) | Kind::Span(..) => found.standing,
            Kind::SamePart(_) => false,
            _ => true,
        };
        // Beside a part of a year a day is only of some of the numbers.
        let part = |found: &&Found| recent(found) && !matches!(found.kind, Kind::Day(..));
        let last = self
            .found
            .iter()
            .rfind(part)
            .or_else(|| self.found.iter().rfind(recent))?;
        Some(Going {
            period: self.print(&last.kind).map(Period)?,
            day: matches!(last.kind, Kind::Day(..)),
            weak: named(last).is_some() && last.at > self.sentence.start + 3,
        })
    }
}

/// Whether a period ends in a year after the document's.
pub(super) fn is_ahead(period: Option<&Period>, today: Option<Today>) -> bool {
    let last = period.and_then(|period| {
        let mut years = period.0.split(|c: char| !c.is_ascii_digit());
        years.rfind(|part| part.len() == 4)?.parse::<i16>().ok()
    });
    matches!((last, today), (Some(last), Some(today)) if last > today.year)
}

fn print(kind: &Kind, document_year: Option<i16>) -> Option<String> {
    Some(match *kind {
        Kind::Year(year) => year.to_string(),
        Kind::Span(from, to) => format!("{from}-{to}"),
        Kind::Quarter(n, year) => format!("Q{n} {}", year.or(document_year)?),
        Kind::Through(month, Some(year), Usual::Month) => format!("{year:04}-{month:02}"),
        Kind::Through(months, year, _) => return print(&Kind::Months(months, year), document_year),
        Kind::SamePart(_) => return None,
        Kind::Months(3, year) => format!("Q1 {}", year.or(document_year)?),
        Kind::Months(6, year) => format!("H1 {}", year.or(document_year)?),
        Kind::Months(12, year) => year.or(document_year)?.to_string(),
        Kind::Months(n, year) => format!("{n}M {}", year.or(document_year)?),
        Kind::Half(n, year) => format!("H{n} {}", year.or(document_year)?),
        Kind::Month(month, year) => format!("{year:04}-{month:02}"),
        Kind::Day(day, month, year) => format!("{year:04}-{month:02}-{day:02}"),
    })
}

#[cfg(test)]
mod tests;
