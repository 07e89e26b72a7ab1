//! Known documents: numbers, dates and titles of directives, resolutions, regulations, decrees.
//!
//! The facts stand in `data/documents.tsv`, one document a line, each with the flags of what was
//! read at its source; the rest is general knowledge and may be mended by hand.

use super::numbers;
use crate::document::OfficialNumber;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One document that is known beforehand.
#[derive(Debug, Clone)]
pub struct KnownDocument {
    /// Its number with its series: the congress term or the year.
    pub number: OfficialNumber,
    /// Who issued it, in Vietnamese.
    pub issuer: &'static str,
    /// The Vietnamese name of its type, such as `Nghị quyết`.
    pub type_vi: &'static str,
    /// The English name of its type.
    pub type_en: &'static str,
    /// The day of signing.
    pub date: Option<Date>,
    /// The year of signing.
    pub year: i16,
    /// The plenum of the Central Committee whose name stands for it in print.
    pub plenum: Option<u32>,
    /// Vietnamese title.
    pub title_vi: &'static str,
    /// English title.
    pub title_en: &'static str,
    /// Where the facts were read: an address, `memory` or `public file`.
    pub source: &'static str,
}

impl KnownDocument {
    /// Tells the digits of its number without leading zeros.
    #[must_use]
    pub fn count(&self) -> &str {
        let digits = self.number.number.trim_start_matches('0');
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        &digits[..end]
    }
}

/// The authority file of known documents.
#[derive(Debug)]
pub struct Documents {
    all: Vec<KnownDocument>,
    by_key: HashMap<String, Vec<usize>>,
    by_count: HashMap<String, Vec<usize>>,
}

/// The authority file of known documents, read at first use.
#[must_use]
pub fn documents() -> &'static Documents {
    static FILE: LazyLock<Documents> =
        LazyLock::new(|| Documents::read(include_str!("data/documents.tsv")));
    &FILE
}

impl Documents {
    fn read(table: &'static str) -> Self {
        let mut file = Self {
            all: Vec::new(),
            by_key: HashMap::new(),
            by_count: HashMap::new(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let Some(document) = row(line) else { continue };
            let at = file.all.len();
            let by_key = file.by_key.entry(document.number.key()).or_default();
            by_key.push(at);
            let count = document.count().to_owned();
            file.by_count.entry(count).or_default().push(at);
            file.all.push(document);
        }
        file
    }

    /// All known documents, oldest first.
    #[must_use]
    pub fn all(&self) -> &[KnownDocument] {
        &self.all
    }

    /// The documents that bear a number, in all series.
    pub fn find(&self, number: &OfficialNumber) -> impl Iterator<Item = &KnownDocument> {
        let key = number.key();
        self.at(self.by_key.get(&key))
    }

    /// The documents whose number has the key, in all series.
    pub fn find_key(&self, key: &str) -> impl Iterator<Item = &KnownDocument> {
        self.at(self.by_key.get(key))
    }

    /// The documents whose number has these digits, whatever their type.
    pub fn find_count(&self, count: &str) -> impl Iterator<Item = &KnownDocument> {
        self.at(self.by_count.get(count.trim_start_matches('0')))
    }

    /// The document of one number and series.
    #[must_use]
    pub fn get(&self, number: &OfficialNumber) -> Option<&KnownDocument> {
        self.find(number)
            .find(|known| known.number.series == number.series)
    }

    /// The documents that print calls by a plenum of a term's Central Committee.
    pub fn adopted_by(&self, plenum: u32, term: &str) -> impl Iterator<Item = &KnownDocument> {
        self.all.iter().filter(move |known| {
            known.plenum == Some(plenum) && known.number.series.as_deref() == Some(term)
        })
    }

    /// The documents that a phrase names in short, without the symbol of their number: `Nghị quyết 18`,
    /// `Resolution No. 18 (term XII)`, `Chỉ thị 05 năm 2016`, `Nghị quyết Trung ương 4 khóa XII`.
    ///
    /// Empty where a word of the phrase means nothing here: a phrase half understood names nothing.
    #[must_use]
    pub fn named(&self, phrase: &str) -> Vec<&KnownDocument> {
        let folded = crate::text::fold(phrase);
        let mut words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !matches!(*word, "" | "so" | "no" | "number" | "the" | "of" | "cua"))
            .collect();
        let is_type = |known: &KnownDocument, kind: &str| {
            [known.type_vi, known.type_en]
                .map(crate::text::fold)
                .contains(&kind.to_owned())
        };
        // The type has one or two words.
        let kind = (1..=2.min(words.len()))
            .map(|length| (length, words[..length].join(" ")))
            .find(|(_, kind)| self.all.iter().any(|known| is_type(known, kind)));
        let Some((length, kind)) = kind else {
            return Vec::new();
        };
        words.drain(..length);
        let plenum = words.starts_with(&["trung", "uong"]);
        if plenum {
            words.drain(..2);
        }
        let Some((Ok(count), rest)) = words
            .split_first()
            .map(|(n, rest)| (n.parse::<u32>(), rest))
        else {
            return Vec::new();
        };
        let in_time: Box<dyn Fn(&KnownDocument) -> bool> = match rest {
            [] => Box::new(|_| true),
            ["khoa" | "term", term] | ["khoa", "thu", term] => match numbers::term_named(term) {
                Some(term) => Box::new(move |known| known.number.series.as_deref() == Some(term)),
                None => return Vec::new(),
            },
            ["nam" | "in", year] | [year] => match year.parse::<i16>() {
                Ok(year) => Box::new(move |known| known.year == year),
                Err(_) => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let count = count.to_string();
        self.all
            .iter()
            .filter(|known| is_type(known, &kind) && in_time(known))
            .filter(|known| match plenum {
                true => known.plenum.map(|plenum| plenum.to_string()).as_ref() == Some(&count),
                false => known.count() == count,
            })
            .collect()
    }

    fn at<'f>(&'f self, places: Option<&'f Vec<usize>>) -> impl Iterator<Item = &'f KnownDocument> {
        places.into_iter().flatten().map(|&at| &self.all[at])
    }
}

fn row(line: &'static str) -> Option<KnownDocument> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    let (number, series, issuer) = (cell()?, cell()?, cell()?);
    let (type_vi, type_en, date) = (cell()?, cell()?, cell()?);
    let (plenum, title_vi, title_en) = (cell()?, cell()?, cell()?);
    let (_seen, source) = (cell()?, cell()?);
    let read = numbers::read(number)?;
    Some(KnownDocument {
        number: OfficialNumber {
            number: read.number,
            series: Some(series.to_owned()),
        },
        issuer,
        type_vi,
        type_en,
        date: date.parse().ok(),
        year: date.get(..4)?.parse().ok()?,
        plenum: plenum.parse().ok(),
        title_vi,
        title_en,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_in_its_series() {
        let lines = include_str!("data/documents.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        let file = documents();
        assert_eq!(file.all().len(), lines - 1);
        assert!(file.all().len() > 130);
        for known in file.all() {
            let (Some(date), Some(series)) = (known.date, known.number.series.as_deref()) else {
                continue;
            };
            if known.number.number.contains("/TW") {
                assert_eq!(numbers::term_of(date), Some(series), "{}", known.number);
            }
        }
    }

    #[test]
    fn no_two_lines_tell_of_one_document() {
        let mut seen = std::collections::HashSet::new();
        for known in documents().all() {
            assert!(seen.insert(known.number.to_string()), "{}", known.number);
        }
    }

    #[test]
    fn documents_are_named_in_short() {
        let check = |phrase: &str, expected: &[&str]| {
            let named = documents().named(phrase);
            let numbers: Vec<String> = named.iter().map(|known| known.number.to_string()).collect();
            assert_eq!(numbers, expected, "{phrase}");
        };
        check("Nghị quyết 18", &["18-NQ/TW@XII", "18-NQ/TW@XIII"]);
        check("nghi quyet so 18 khoa XII", &["18-NQ/TW@XII"]);
        check("Resolution No. 18 (term XIII)", &["18-NQ/TW@XIII"]);
        check("Nghị quyết Trung ương 4 khóa XII", &["04-NQ/TW@XII"]);
        check("Chỉ thị 05 năm 2016", &["05-CT/TW@XII"]);
        check("Nghị quyết 18 về bộ máy", &[]);
        check("Chỉ thị", &[]);
        check("Tổng Bí thư 18", &[]);
    }

    #[test]
    fn one_number_may_stand_for_several() {
        let number = numbers::read("18-NQ/TW").unwrap();
        let series: Vec<_> = documents()
            .find(&number)
            .filter_map(|known| known.number.series.as_deref())
            .collect();
        assert_eq!(series, ["XII", "XIII"]);
        assert_eq!(documents().adopted_by(4, "XII").count(), 1);
    }
}
