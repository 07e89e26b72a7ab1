//! The time that a figure speaks of: stated in its sentence, in its section, or by the document.

mod near;

pub(super) use near::{Today, is_current};

use crate::document::{Document, Period, PeriodOrigin};
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// A period found in a sentence.
struct Found {
    /// The word it begins with.
    at: usize,
    kind: Kind,
    /// Only compared with, planned for, or a mark of the past: not the time of the other numbers.
    aside: bool,
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
}

/// The times that a sentence names.
pub(super) struct Times {
    found: Vec<Found>,
    /// The document's year.
    year: Option<i16>,
}

impl Times {
    /// Reads the times of a sentence of a document of some date.
    pub(super) fn of(scan: &Scan<'_>, sentence: &Range<usize>, today: Option<Today>) -> Self {
        Self {
            found: find(scan, sentence, today),
            year: today.map(|today| today.year),
        }
    }

    /// The time right behind a quantity: `204 in 2020`, `2.094 USD năm 2018`.
    fn own(&self, scan: &Scan<'_>, quantity: &Range<usize>) -> Option<&Found> {
        self.found.iter().find(|period| {
            period.at >= quantity.end
                && period.at <= quantity.end + 1
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
            Some(found) => {
                print(&found.kind, self.year).map(|period| (Period(period), PeriodOrigin::Stated))
            }
            None => self
                .year
                .map(|year| (Period(year.to_string()), PeriodOrigin::Document)),
        }
    }

    /// Whether an old year stands before a quantity in another part of the sentence.
    fn is_over(&self, scan: &Scan<'_>, period: &Found, quantity: &Range<usize>) -> bool {
        let old = matches!((&period.kind, self.year), (Kind::Year(named), Some(year)) if *named < year - 1);
        old && (period.at + 1..=quantity.start)
            .any(|word| word < scan.words.len() && scan.words[word].gap == Gap::Semicolon)
    }

    /// The period of a quantity, if its sentence states one.
    pub(super) fn stated(&self, scan: &Scan<'_>, quantity: &Range<usize>) -> Option<Period> {
        let own = self.own(scan, quantity);
        let open = || self.found.iter().filter(|period| !period.aside);
        // The nearest before it counts first, since a sentence opens with its time.
        let nearest = own
            .or_else(|| {
                open()
                    .filter(|period| period.at <= quantity.start)
                    .filter(|period| !self.is_over(scan, period, quantity))
                    .max_by_key(|period| (!matches!(period.kind, Kind::Day(..)), period.at))
            })
            .or_else(|| open().find(|period| period.at > quantity.start))?;
        print(&nearest.kind, self.year).map(Period)
    }

    /// The last whole period, which the sentences after this one go on with.
    pub(super) fn section(&self) -> Option<Period> {
        // A year long past is a comparison or history, not the time of what follows.
        let recent = |found: &&Found| match found.kind {
            _ if found.aside => false,
            Kind::Year(_) if found.relative => false,
            Kind::Year(named) | Kind::Month(_, named) => self
                .year
                .is_none_or(|year| (year - 1..=year).contains(&named)),
            Kind::Day(..) | Kind::Span(..) => found.standing,
            _ => true,
        };
        // Beside a part of a year a day is only of some of the numbers.
        let part = |found: &&Found| recent(found) && !matches!(found.kind, Kind::Day(..));
        let last = self
            .found
            .iter()
            .rfind(part)
            .or_else(|| self.found.iter().rfind(recent))?;
        print(&last.kind, self.year).map(Period)
    }
}

/// The period that a document without any stated one speaks of: its own month.
pub(super) fn of_document(document: &Document) -> Option<(Period, PeriodOrigin)> {
    let day = document.date.as_ref()?.day;
    let printed = format!("{:04}-{:02}", day.year(), day.month());
    Some((Period(printed), PeriodOrigin::Document))
}

fn print(kind: &Kind, document_year: Option<i16>) -> Option<String> {
    Some(match *kind {
        Kind::Year(year) => year.to_string(),
        Kind::Span(from, to) => format!("{from}-{to}"),
        Kind::Quarter(n, year) => format!("Q{n} {}", year.or(document_year)?),
        Kind::Months(6, year) => format!("H1 {}", year.or(document_year)?),
        Kind::Months(12, year) => year.or(document_year)?.to_string(),
        Kind::Months(n, year) => format!("{n}M {}", year.or(document_year)?),
        Kind::Half(n, year) => format!("H{n} {}", year.or(document_year)?),
        Kind::Month(month, year) => format!("{year:04}-{month:02}"),
        Kind::Day(day, month, year) => format!("{year:04}-{month:02}-{day:02}"),
    })
}

fn find(scan: &Scan<'_>, sentence: &Range<usize>, today: Option<Today>) -> Vec<Found> {
    let document = today.map(|today| today.year);
    let mut found = Vec::new();
    let mut reported = None;
    let mut at = sentence.start;
    while at < sentence.end {
        if !may_begin(scan, at) {
            at += 1;
            continue;
        }
        if let Some(next) = term(scan, sentence, at).or_else(|| in_number(scan, sentence, at)) {
            at = next;
            continue;
        }
        let relative = || today.and_then(|today| near::read(scan, sentence, at, today));
        let plain = read(scan, sentence, at);
        let is_relative = plain.is_none();
        match plain.or_else(relative) {
            Some((kind, next)) => {
                // The year of a quarter or of months belongs to it.
                let part = matches!(
                    kind,
                    Kind::Quarter(_, Some(_)) | Kind::Months(_, Some(_)) | Kind::Half(_, Some(_))
                );
                let aside = is_aside(scan, sentence, at)
                    || is_history(scan, at, &kind, document)
                    || near::is_start(scan, at, &kind)
                    || near::is_in_passing(scan, sentence, at, &kind, document);
                let standing = match kind {
                    Kind::Day(..) => {
                        *reported.get_or_insert_with(|| near::is_reported(scan, sentence))
                            || near::is_standing(scan, sentence, at)
                    }
                    // "Từ đầu nhiệm kỳ".
                    Kind::Span(from, to) => Some(to) == document && to - from < 5,
                    _ => false,
                };
                let whole = matches!(kind, Kind::Quarter(..) | Kind::Months(..) | Kind::Half(..));
                found.push(Found {
                    at,
                    kind,
                    aside,
                    relative: is_relative,
                    standing,
                });
                let year_at = (next..sentence.end).find(|at| year(scan.folded(*at)).is_some());
                at = year_at.filter(|_| part).map_or(next, |at| at + 1);
                // "the first half of this year", "6 tháng đầu năm nay": the year is the part's.
                if whole {
                    at = this_year_behind(scan, sentence, at);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// Folded words that a time may begin with, months and figures apart.
const OPENERS: &[&str] = &[
    "quy", "quarter", "first", "second", "third", "fourth", "thang", "ngay", "den", "toi", "het",
    "this", "last", "year", "nam", "nhiem", "previous", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "hai", "ba", "bon", "sau", "bay", "tam", "chin",
    "muoi",
];

/// For each first letter, the lengths of the openers that begin with it, a bit each.
const LENGTHS: [u16; 26] = {
    let mut lengths = [0u16; 26];
    let mut at = 0;
    while at < OPENERS.len() {
        let word = OPENERS[at].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// Whether a time may begin at a word; most words are ruled out by their first letter and length.
fn may_begin(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.words[at];
    if word.has_digit() {
        return true;
    }
    let folded = scan.folded(at);
    let Some(first) = folded.bytes().next().filter(u8::is_ascii_lowercase) else {
        return false;
    };
    folded.len() < 16 && LENGTHS[usize::from(first - b'a')] & (1 << folded.len()) != 0
        || word.is_capital() && super::words::is_month(folded)
}

/// The word after `of this year`, `đầu năm nay`, where they follow a part of a year.
fn this_year_behind(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> usize {
    (at..sentence.end.min(at + 4))
        .take_while(|word| scan.words[*word].gap == Gap::Space)
        .find(|word| {
            *word > at
                && matches!(
                    (scan.folded(*word - 1), scan.folded(*word)),
                    ("this", "year") | ("nam", "nay")
                )
        })
        .map_or(at, |word| word + 1)
}

/// `nhiệm kỳ 2025-2030`, `term 2020-2025`: no time of a number; the word after it.
fn term(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let next = at + 1;
    let years = next < sentence.end
        && scan.words[next].gap == Gap::Dash
        && year(scan.folded(at)).is_some()
        && year(scan.folded(next)).is_some();
    let led = at > sentence.start
        && (["term", "khoa"].contains(&scan.folded(at - 1))
            || at > sentence.start + 1 && scan.folded_run(at - 2..at) == "nhiem ky");
    let followed = at + 2 < sentence.end && ["term", "tenure"].contains(&scan.folded(at + 2));
    (years && (led || followed)).then_some(at + 2)
}

/// The year inside an official number: `178/2024/NĐ-CP`, `365/2025`; the word after it.
fn in_number(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let before = at
        .checked_sub(1)
        .filter(|before| *before >= sentence.start)?;
    let month = scan
        .folded(before)
        .parse::<u8>()
        .is_ok_and(|month| (1..=12).contains(&month));
    let coded = at + 1 < sentence.end
        && scan.words[at + 1].gap == Gap::Slash
        && !scan.words[at + 1].has_digit();
    // "tỷ lệ 1/2000" is the scale of a plan.
    let scale = before >= sentence.start + 2
        && matches!(scan.folded_run(before - 2..before), "ty le" | "ti le");
    (scan.words[at].gap == Gap::Slash
        && year(scan.folded(at)).is_some()
        && scan.words[before].has_digit()
        && (!month || coded || scale))
        .then_some(at + 1)
}

/// `so với cùng kỳ năm 2022`, `compared with 204 in 2020`, `nhiệm vụ năm 2024`, `tasks for 2024`.
fn is_aside(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(6).max(sentence.start);
    (from..at)
        .rev()
        .take_while(|word| *word + 1 == at || !super::words::ends_clause(scan, word + 1))
        .any(|word| match scan.folded(word) {
            "voi" => word > 0 && scan.folded(word - 1) == "so",
            "so" => !scan.surface(word).starts_with("số") && !scan.surface(word).starts_with("Số"),
            "ky" => word > 0 && scan.folded(word - 1) == "cung",
            "vu" => word > 0 && scan.folded(word - 1) == "nhiem",
            "huong" => word > 0 && scan.folded(word - 1) == "phuong",
            "than" => !scan.words[word].is_marked(),
            // "the same period last year", "before November 15", "targets set in 2010".
            "period" => word > 0 && scan.folded(word - 1) == "same",
            "set" | "before" => true,
            "truoc" => word + 1 == at,
            "compared" | "versus" | "against" | "tasks" | "deploy" | "deployed" | "directions" => {
                true
            }
            _ => false,
        })
}

/// A bare year long before the document's, unless a word for "in" or "year" leads it.
fn is_history(scan: &Scan<'_>, at: usize, kind: &Kind, document: Option<i16>) -> bool {
    let (Kind::Year(named), Some(document)) = (kind, document) else {
        return false;
    };
    let led = at > 0
        && matches!(
            scan.folded(at - 1),
            "in" | "of" | "nam" | "by" | "since" | "for" | "during" | "year" | "and" | "va"
        );
    *named < document - 5 && !led
}

fn read(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<(Kind, usize)> {
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
        // "Q1 2024", "H1 2024".
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
            Some((
                Kind::Months(months, year_near(scan, sentence, at + 2)),
                at + 2,
            ))
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
                && !(word(at + 2) == "of" && super::words::is_month(word(at + 3))) =>
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
    let next = at + 1;
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

fn year(word: &str) -> Option<i16> {
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

/// A year within the next few words: `of 2018`, `năm 2024`, `đầu năm 2012`.
fn year_near(scan: &Scan<'_>, sentence: &Range<usize>, from: usize) -> Option<i16> {
    (from..(from + 5).min(sentence.end))
        .take_while(|at| scan.words[*at].gap == Gap::Space)
        .find_map(|at| year(scan.folded(at)))
}

#[cfg(test)]
mod tests;
