//! Which indicator a quantity is of, by the words around it.

use super::quantity::{Form, Quantity};
use crate::authority::indicators::{Cue, Indicator, Measure, indicators};
use crate::document::Lang;
use crate::enrich::scan::Scan;
use std::borrow::Cow;
use std::ops::Range;

/// What a quantity measures.
pub(super) struct Named {
    pub(super) id: Cow<'static, str>,
    pub(super) name: String,
    pub(super) basis: Option<&'static str>,
}

/// The cues of one sentence, by word.
pub(super) struct Cues {
    at: Vec<(Range<usize>, &'static Indicator)>,
}

impl Cues {
    /// Finds the cues among some words.
    pub(super) fn new(scan: &Scan<'_>, words: &Range<usize>) -> Self {
        if words.is_empty() {
            return Self { at: Vec::new() };
        }
        let folded = scan.folded_run(words.clone());
        let mut starts = Vec::with_capacity(words.len());
        let mut byte = 0;
        for word in words.clone() {
            starts.push(byte);
            byte += scan.folded(word).len() + 1;
        }
        let at = indicators()
            .cues_in(folded)
            .map(|cue: Cue| {
                let first = starts.partition_point(|start| *start <= cue.start) - 1;
                let last = starts.partition_point(|start| *start < cue.end);
                (words.start + first..words.start + last, cue.indicator)
            })
            .collect();
        Self { at }
    }

    /// The nearest cue before a word that fits a form, not past `from`; else the nearest after it.
    fn near(&self, quantity: &Quantity, from: usize, until: usize) -> Option<&'static Indicator> {
        let fits = |indicator: &Indicator| fits(indicator, quantity.form);
        let before = self
            .at
            .iter()
            .filter(|(words, indicator)| {
                words.start >= from && words.end <= quantity.words.end && fits(indicator)
            })
            .next_back();
        let after = self
            .at
            .iter()
            .find(|(words, indicator)| {
                words.start >= quantity.words.start && words.end <= until && fits(indicator)
            });
        before.or(after).map(|(_, indicator)| *indicator)
    }
}

fn fits(indicator: &Indicator, form: Form) -> bool {
    match form {
        Form::Money => indicator.form == "money",
        Form::Count | Form::Fraction => indicator.form == "count",
        Form::Bare => matches!(indicator.form, "count" | "bare"),
        Form::Percent | Form::Points | Form::Rank | Form::RankChange | Form::Times => true,
    }
}

/// The words that a quantity's indicator may stand in.
pub(super) struct Around<'c> {
    /// The cues of its sentence.
    pub(super) cues: &'c Cues,
    /// The cues of the sentence before, in the same line.
    pub(super) earlier: Option<&'c Cues>,
    /// Where the place that governs it begins.
    pub(super) from: usize,
    /// Where the next quantity begins.
    pub(super) until: usize,
}

/// Names the indicator of a quantity; `other` with the counted noun where no cue fits.
pub(super) fn name(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
    lang: Lang,
) -> Named {
    let indicator = around
        .cues
        .near(quantity, around.from, around.until)
        .or_else(|| around.cues.near(quantity, sentence.start, around.until))
        .or_else(|| around.earlier.and_then(|cues| cues.near(quantity, 0, usize::MAX).or_else(|| last(cues, quantity.form))));
    let near = near_words(scan, quantity, sentence);
    let Some(indicator) = indicator else {
        let noun = quantity
            .noun
            .clone()
            .map_or_else(|| quantity.unit.clone().unwrap_or_default(), |noun| scan.surface_run(noun).to_owned());
        return Named {
            id: Cow::Borrowed("other"),
            name: noun,
            basis: None,
        };
    };
    let measure = measure(indicator, quantity, &near);
    let basis = basis(measure, indicator, &near);
    Named {
        id: Cow::Owned(indicator.id_of(measure)),
        name: match lang {
            Lang::Vi => indicator.name_vi.to_owned(),
            Lang::En => indicator.name_en.to_owned(),
        },
        basis,
    }
}

fn last(cues: &Cues, form: Form) -> Option<&'static Indicator> {
    cues.at
        .iter()
        .rev()
        .map(|(_, indicator)| *indicator)
        .find(|indicator| fits(indicator, form))
}

fn near_words(scan: &Scan<'_>, quantity: &Quantity, sentence: &Range<usize>) -> String {
    let from = quantity.words.start.saturating_sub(8).max(sentence.start);
    let to = (quantity.words.end + 7).min(sentence.end);
    format!(" {} ", scan.folded_run(from..to.max(from + 1)))
}

fn says(near: &str, words: &[&str]) -> bool {
    words.iter().any(|word| near.contains(word))
}

fn measure(indicator: &Indicator, quantity: &Quantity, near: &str) -> Measure {
    let plan = says(near, &[" ke hoach ", " du toan ", " estimate ", " of the plan ", " plan target ", " yearly plan "]);
    let target = says(
        near,
        &[" phan dau ", " muc tieu ", " strives ", " strive ", " aims ", " plans to ", " goal ", " target of ", " by 2030 "],
    );
    match quantity.form {
        Form::Rank => Measure::Rank,
        Form::RankChange => Measure::RankChange,
        Form::Points => Measure::Change,
        Form::Percent if target => Measure::Target,
        Form::Percent if plan && indicator.form != "percent" && indicator.percent == Measure::Growth => Measure::ShareOfPlan,
        Form::Percent if quantity.change => match indicator.form {
            "percent" => Measure::Change,
            _ => Measure::Growth,
        },
        Form::Percent => indicator.percent,
        Form::Times => Measure::Growth,
        _ if quantity.change => Measure::Change,
        _ if target => Measure::Target,
        _ => Measure::Level,
    }
}

fn basis(measure: Measure, indicator: &Indicator, near: &str) -> Option<&'static str> {
    match measure {
        Measure::Growth | Measure::Change => Some("yoy"),
        Measure::Rank => Some("national"),
        Measure::Target => Some("plan"),
        Measure::ShareOfPlan if says(near, &[" du toan ", " estimate "]) => Some("vs_estimate"),
        Measure::ShareOfPlan => Some("vs_plan"),
        Measure::Level if indicator.id == "targets" => Some("vs_plan"),
        Measure::Share if indicator.id == "public_investment_disbursement" => Some("vs_plan"),
        _ => None,
    }
}
