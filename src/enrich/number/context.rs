//! What stands beside a number: a term, a date, a year, a title, the body that issued it.

use crate::authority::documents::KnownDocument;
use crate::authority::numbers::{self, Scheme};
use crate::document::Span;
use crate::enrich::scan::{Gap, Scan};
use crate::text::date::MONTHS;
use crate::text::fold;
use jiff::civil::Date;

/// Who a text says issued a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Publisher {
    CentralParty,
    Government,
    PrimeMinister,
    Assembly,
    Local,
}

/// Folded names of issuing bodies, as they follow `của` or `of the`.
const PUBLISHERS: &[(&str, Publisher)] = &[
    ("bo chinh tri", Publisher::CentralParty),
    ("politburo", Publisher::CentralParty),
    ("political bureau", Publisher::CentralParty),
    ("ban bi thu", Publisher::CentralParty),
    ("secretariat", Publisher::CentralParty),
    ("trung uong", Publisher::CentralParty),
    ("ban chap hanh trung uong", Publisher::CentralParty),
    ("central committee", Publisher::CentralParty),
    ("party central committee", Publisher::CentralParty),
    ("central executive committee", Publisher::CentralParty),
    ("chinh phu", Publisher::Government),
    ("government", Publisher::Government),
    ("thu tuong", Publisher::PrimeMinister),
    ("prime minister", Publisher::PrimeMinister),
    ("quoc hoi", Publisher::Assembly),
    ("national assembly", Publisher::Assembly),
    ("tinh uy", Publisher::Local),
    ("thanh uy", Publisher::Local),
    ("ubnd", Publisher::Local),
    ("hdnd", Publisher::Local),
    ("provincial", Publisher::Local),
];

/// How far the words count that stand beside a number.
const WINDOW: usize = 26;

/// How many words of a line count on either side: a text of one line may be a whole book.
const LINE: usize = 400;

/// What stands beside one number, within its line.
#[derive(Debug, Default)]
pub(super) struct Beside {
    term: Option<&'static str>,
    date: Option<Date>,
    year: Option<i16>,
    /// The folded words that follow.
    following: String,
    /// The folded words of its line, around it.
    line: String,
}

impl Beside {
    /// Tells whether a term, date or year is printed.
    pub(super) const fn is_stated(&self) -> bool {
        self.term.is_some() || self.date.is_some() || self.year.is_some()
    }

    /// Tells whether a known document agrees with what is printed.
    pub(super) fn allows(&self, known: &KnownDocument) -> bool {
        let series = known.number.series.as_deref();
        let term = self.term.is_none_or(|term| {
            series == Some(term) || !known.number.number.contains('-') || known.year < 1900
        });
        let date = match (self.date, known.date) {
            // A misprinted day or month still leaves the year.
            (Some(stated), Some(date)) => stated.year() == date.year(),
            (Some(stated), None) => stated.year() == known.year,
            _ => true,
        };
        term && date && self.year.is_none_or(|year| year == known.year)
    }

    /// The series that is printed, for a number that no list holds.
    pub(super) fn series(&self, scheme: Scheme) -> Option<String> {
        let year = self.year.or(self.date.map(Date::year));
        match scheme {
            Scheme::CentralParty => self
                .term
                .or_else(|| self.date.and_then(numbers::term_of))
                .or_else(|| year.and_then(numbers::term_of_year))
                .map(str::to_owned),
            _ => year.map(|year| year.to_string()),
        }
    }

    /// Tells whether the title of a known document follows the number.
    pub(super) fn names_title(&self, known: &KnownDocument) -> bool {
        [known.title_vi, known.title_en]
            .into_iter()
            .any(|title| self.holds(title))
    }

    /// The one document whose subject, by words that no other's title has, the line speaks of.
    pub(super) fn only_subject<'k>(
        &self,
        known: &[&'k KnownDocument],
    ) -> Option<&'k KnownDocument> {
        let titles: Vec<Vec<String>> = known.iter().map(|known| subjects(known)).collect();
        let mut of = known.iter().zip(&titles).filter(|(_, own)| {
            own.iter().any(|subject| {
                let shared = titles
                    .iter()
                    .filter(|title| title.contains(subject))
                    .count()
                    > 1;
                !shared && self.line.contains(subject.as_str())
            })
        });
        match (of.next(), of.next()) {
            (Some((known, _)), None) => Some(known),
            _ => None,
        }
    }

    /// Tells whether five words of a title stand there one after the other.
    fn holds(&self, title: &str) -> bool {
        let folded = fold(title);
        let words: Vec<&str> = content(&folded).take(16).collect();
        let following: Vec<&str> = content(&self.following).collect();
        words
            .windows(5)
            .any(|run| following.windows(5).any(|here| here == run))
    }
}

/// Pairs of Vietnamese syllables and long English words of a title, each between spaces.
fn subjects(known: &KnownDocument) -> Vec<String> {
    let vi = fold(known.title_vi);
    let vi: Vec<&str> = content(&vi).collect();
    let en = fold(known.title_en);
    let pairs = vi
        .windows(3)
        .map(|three| format!(" {} {} {} ", three[0], three[1], three[2]));
    let long = content(&en)
        .filter(|word| {
            word.len() >= 7 && !["continuing", "resolution", "number", "issues"].contains(word)
        })
        .map(|word| format!(" {word} "));
    pairs.chain(long).collect()
}

fn content(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !["ve", "on", "the", "viec", "of"].contains(word))
}

/// Reads what stands beside a number, up to `stop`, where the next one begins.
pub(super) fn beside(scan: &Scan<'_>, span: Span, stop: usize) -> Beside {
    let first = scan.word_at(span.end);
    let mut end = first;
    while end < scan.words.len()
        && end < first + WINDOW
        && (scan.words[end].start as usize) < stop
        && scan.words[end].gap < Gap::Stop
    {
        end += 1;
    }
    let mut beside = Beside::default();
    let line = &scan.line_of(first.saturating_sub(1)).words;
    let near = line.start.max(first.saturating_sub(LINE))..line.end.min(first + LINE);
    beside.line = scan.padded_run(near).to_owned();
    // "Resolution 18, Resolution 19 of the 6th Central Conference, term XII": the term serves both.
    let mut far = end;
    while far < scan.words.len() && far < first + 16 && scan.words[far].gap < Gap::Stop {
        far += 1;
    }
    beside.term = term(scan, first, far);
    if first == end {
        return beside;
    }
    scan.folded_run(first..end)
        .clone_into(&mut beside.following);
    date(scan, first, end, &mut beside);
    beside
}

fn term(scan: &Scan<'_>, first: usize, end: usize) -> Option<&'static str> {
    for at in first..end.min(first + 16) {
        let word = scan.folded(at);
        let assembly =
            at > first && ["hoi", "dan", "hdnd", "assembly"].contains(&scan.folded(at - 1));
        if ["khoa", "term", "tenure"].contains(&word)
            && at + 1 < end
            && !assembly
            && let Some(term) = numbers::term_named(scan.folded(at + 1))
        {
            return Some(term);
        }
        // "of the 12th Party Central Committee".
        if let Some(number) = ordinal(word)
            && at + 2 < end
        {
            let after = scan.folded_run(at + 1..(at + 4).min(end));
            if ["party central", "central committee", "tenure", "term"]
                .iter()
                .any(|body| after.starts_with(body))
            {
                return numbers::term_named(&number.to_string());
            }
        }
    }
    None
}

/// Reads an English ordinal, in digits or as a word, up to fifteen.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 15] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
    ];
    if let Some(at) = WORDS.iter().position(|ordinal| *ordinal == word) {
        return u32::try_from(at + 1).ok();
    }
    let digits = word
        .strip_suffix("th")
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))?;
    digits.parse().ok()
}

fn date(scan: &Scan<'_>, first: usize, end: usize, beside: &mut Beside) {
    for at in first..end.min(first + 12) {
        let word = scan.folded(at);
        // Years after these belong to the title or to something else.
        if ["ve", "den", "giai", "regarding", "for", "until", "nhiem"].contains(&word)
            || (word == "on" && month(scan.folded((at + 1).min(end - 1))).is_none())
        {
            return;
        }
        let Some(year) = year(word) else { continue };
        if let Some(day) = day_before(scan, first, at, year) {
            beside.date = Some(day);
            return;
        }
        let before = if at > 0 { scan.folded(at - 1) } else { "" };
        let introduced = scan.words[at].gap == Gap::Open
            || ["nam", "in", "of", "dated", "thang"].contains(&before)
            || (at == first && scan.words[at].gap == Gap::Slash);
        if introduced {
            beside.year = Some(year);
            return;
        }
    }
}

/// Reads a word as a year of the Party's time.
pub(super) fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1930..2100).contains(year))
}

/// The day whose year stands at `at`: `25/10/2017`, `25 tháng 10 năm 2017`, `October 25, 2017`,
/// `25 October 2017`.
fn day_before(scan: &Scan<'_>, first: usize, at: usize, year: i16) -> Option<Date> {
    let word = |back: usize| {
        at.checked_sub(back)
            .filter(|place| *place >= first)
            .map(|place| scan.folded(place))
    };
    let number = |back: usize| word(back).and_then(|word| word.parse::<i8>().ok());
    let marked = matches!(scan.words[at].gap, Gap::Slash | Gap::Dash | Gap::Stop);
    let (day, month) = if marked {
        (number(2)?, number(1)?)
    } else if word(1) == Some("nam") {
        (number(4)?, number(2)?)
    } else if let Some(month) = word(1).and_then(month) {
        (number(2)?, month)
    } else {
        (number(1)?, word(2).and_then(month)?)
    };
    Date::new(year, month, day).ok()
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|month| *month == word || (word.len() == 3 && month.starts_with(word)))?;
    i8::try_from(at + 1).ok()
}

/// The body named as issuer after a number, or before its type as in `the Politburo's Resolution 57`.
pub(super) fn publisher(scan: &Scan<'_>, span: Span) -> Option<Publisher> {
    let first = scan.word_at(span.end);
    for at in first..(first + 9).min(scan.words.len()) {
        if scan.words[at].gap >= Gap::Stop || scan.words[at].gap == Gap::Semicolon {
            break;
        }
        // Only what `của` or `of` introduces, or what follows at once, is the issuer.
        if at > first && !["cua", "of", "the", "do", "dang"].contains(&scan.folded(at - 1)) {
            let plain = scan.folded(at);
            if ["ve", "on", "va", "and", "cua", "of", "ngay", "do"].contains(&plain)
                && plain != "cua"
                && plain != "of"
                && plain != "do"
                && plain != "ngay"
            {
                break;
            }
            continue;
        }
        if let Some(publisher) = named_at(scan, at) {
            return Some(publisher);
        }
    }
    None
}

/// The issuer before the type word at `word`, in the English genitive.
pub(super) fn publisher_before(scan: &Scan<'_>, word: usize) -> Option<Publisher> {
    let genitive = word.checked_sub(1)?;
    if scan.folded(genitive) != "s" || scan.words[genitive].gap != Gap::Apostrophe {
        return None;
    }
    (genitive.saturating_sub(4)..genitive).find_map(|at| named_at(scan, at))
}

fn named_at(scan: &Scan<'_>, at: usize) -> Option<Publisher> {
    let end = (at + 5).min(scan.words.len());
    if at >= end {
        return None;
    }
    let run = scan.folded_run(at..end);
    PUBLISHERS
        .iter()
        .find(|(name, _)| {
            run.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .map(|(_, publisher)| *publisher)
}

/// The latest whole date that the text prints: the nearest thing to the date of an undated document.
pub(super) fn latest_day(scan: &Scan<'_>) -> Option<Date> {
    let mut latest = None;
    for at in 2..scan.words.len() {
        let word = scan.words[at];
        if !word.has_digit() {
            continue;
        }
        if let Some(year) = year(scan.folded(at)) {
            latest = latest.max(day_before(scan, 0, at, year));
        }
    }
    latest
}
