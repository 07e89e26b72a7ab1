//! The periods that earlier sentences leave to figures whose own sentence states none, and the document's own.

use super::{Going, Times, Today};
use crate::document::{Document, Period, PeriodOrigin};
use crate::enrich::scan::Scan;
use std::ops::Range;

/// How many words a row under a head has at most.
const ROW_WORDS: usize = 16;

/// How many words the first full line of a text has at least.
const LEAD_WORDS: usize = 12;

/// How many words of it count at most: a text without line breaks is no head.
const LEAD_MOST: usize = 150;

/// Whether an indicator adds up over a time or tells how things stand at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Flow,
    Stock,
}

/// Stems of the ids of what adds up over a time.
const FLOWS: &[&str] = &[
    "budget_",
    "domestic_revenue",
    "import_export_revenue",
    "land_revenue",
    "export_",
    "import_",
    "trade_",
    "retail_",
    "public_investment_disbursement",
    "total_investment",
    "party_members_admitted",
    "tourists",
    "tourism_revenue",
    "new_enterprises",
    "jobs_created",
    "grdp_growth",
    "industry_growth",
];

/// Ids of what stands at a time.
const STOCKS: &[&str] = &[
    "fdi_projects_in_force",
    "fdi_capital_in_force",
    "party_members",
    "grassroots_party_organisations",
    "wards_communes",
    "surplus_headquarters",
    "poverty_rate",
    "poor_households",
    "near_poor_rate",
    "near_poor_households",
    "new_rural_communes",
    "forest_cover_rate",
    "people_dead",
    "people_missing",
];

/// The nature of the measure that an id names, where it is known.
pub(super) fn nature(id: &str) -> Option<Nature> {
    if STOCKS.contains(&id) {
        Some(Nature::Stock)
    } else if FLOWS.iter().any(|stem| id.starts_with(stem)) {
        Some(Nature::Flow)
    } else {
        None
    }
}

/// A period that a sentence told.
struct Told {
    period: Period,
    weak: bool,
    day: bool,
    words: Range<usize>,
}

/// The periods that earlier sentences leave to later ones.
pub(in super::super) struct Section {
    today: Option<Today>,
    /// Where the first full line ends: a day named up to there is of the whole text.
    lead: usize,
    /// Where the line begins that is being read.
    line: usize,
    /// Where the head ended, with a colon, whose rows are being read.
    rows: usize,
    /// The last period that a sentence stated.
    told: Option<Told>,
    /// The last day, which holds for its paragraph and for the rows under it.
    day: Option<Told>,
    /// The sentences since then whose times nobody has asked for.
    passed: Vec<Range<usize>>,
}

impl Section {
    /// For a text of some date, nothing told yet.
    pub(in super::super) fn new(
        scan: &Scan<'_>,
        document: &Document,
        today: Option<Today>,
    ) -> Self {
        let title = scan.word_at(document.text.title_span().end);
        let full = |words: &Range<usize>| words.len() > LEAD_WORDS && words.start >= title;
        let mut lines = scan.lines.iter().map(|line| line.words.clone());
        Self {
            today,
            lead: lines
                .find(full)
                .map_or(0, |words| words.end.min(words.start + LEAD_MOST)),
            line: 0,
            rows: 0,
            told: None,
            day: None,
            passed: Vec::new(),
        }
    }

    /// The word where the first full line ends, or as much of it as counts.
    pub(in super::super) fn lead(&self) -> usize {
        self.lead
    }

    /// A line begins.
    pub(in super::super) fn line(&mut self, scan: &Scan<'_>, line: &Range<usize>) {
        self.line = line.start;
        if line.end < scan.words.len() && scan.gap_text(line.end).starts_with(':') {
            self.rows = line.end;
        } else if line.len() > ROW_WORDS {
            self.rows = 0;
        }
    }

    /// Passes a sentence that gives no figure. Its time is looked for only when a figure asks for it.
    pub(in super::super) fn pass(&mut self, words: &Range<usize>) {
        // Without a date of the document a time that goes with no figure may be history.
        if self.today.is_some() {
            self.passed.push(words.clone());
        }
    }

    /// Notes what the times of a sentence leave to later ones.
    pub(in super::super) fn leave(&mut self, scan: &Scan<'_>, times: &Times, words: &Range<usize>) {
        if let Some(going) = times.going_on() {
            if going.weak || going.day {
                self.read(scan);
            } else {
                self.passed.clear();
            }
            self.note(going, words);
        }
    }

    /// The period of a figure of some indicator in a sentence that states none.
    pub(in super::super) fn of(
        &mut self,
        scan: &Scan<'_>,
        sentence: &Range<usize>,
        id: &str,
    ) -> Option<Period> {
        let period = self.before(scan, sentence)?;
        let long = period.0.contains(' ') || is_span(&period.0);
        if long && nature(id) == Some(Nature::Stock) {
            return None;
        }
        // What is aimed at is aimed at for a year or a term.
        if id.ends_with("_target") && period.0.len() > 4 && !is_span(&period.0) {
            let year = period.0.split([' ', '-']).find(|part| part.len() == 4)?;
            return Some(Period(year.to_owned()));
        }
        Some(period)
    }

    /// The period that the sentences before one go on with.
    pub(in super::super) fn before(
        &mut self,
        scan: &Scan<'_>,
        sentence: &Range<usize>,
    ) -> Option<Period> {
        self.read(scan);
        let day = self
            .day
            .as_ref()
            .filter(|day| day.words.start >= self.line || day.words.end == self.rows);
        let told = match (day, &self.told) {
            (Some(day), Some(told)) if told.words.start > day.words.start => told,
            (Some(day), _) => day,
            (None, told) => told.as_ref()?,
        };
        // Without a date of the document nothing tells how old a distant year is.
        (self.today.is_some() || told.words.end == sentence.start).then(|| told.period.clone())
    }

    /// Reads the times of the sentences that were passed, back to the last that leaves no doubt.
    fn read(&mut self, scan: &Scan<'_>) {
        let mut goings = Vec::new();
        for words in self.passed.drain(..).rev() {
            if let Some(going) = Times::of(scan, &words, self.today).going_on() {
                let sure = !going.weak && !going.day;
                goings.push((going, words));
                if sure {
                    break;
                }
            }
        }
        for (going, words) in goings.into_iter().rev() {
            self.note(going, &words);
        }
    }

    fn note(&mut self, going: Going, words: &Range<usize>) {
        let told = Told {
            period: going.period,
            weak: going.weak,
            day: going.day,
            words: words.clone(),
        };
        // At the head of a text a day is of all of it, unless another time was told already.
        let whole = words.end <= self.lead && self.told.as_ref().is_none_or(|last| last.day);
        let takes = !told.weak || self.told.as_ref().is_none_or(|last| last.weak || last.day);
        if told.day && !whole {
            self.day = Some(told);
        } else if takes {
            self.told = Some(told);
        }
    }
}

/// Whether a printed period is one of several years.
fn is_span(period: &str) -> bool {
    period
        .split_once('-')
        .is_some_and(|(from, to)| from.len() == 4 && to.len() == 4)
}

/// The period that a document without any stated one speaks of: its own month; its year for what is aimed at.
pub(in super::super) fn of_document(
    document: &Document,
    id: &str,
) -> Option<(Period, PeriodOrigin)> {
    let day = document.date.as_ref()?.day;
    let printed = if id.ends_with("_target") {
        format!("{:04}", day.year())
    } else {
        format!("{:04}-{:02}", day.year(), day.month())
    };
    Some((Period(printed), PeriodOrigin::Document))
}
