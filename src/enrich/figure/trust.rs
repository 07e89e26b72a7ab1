//! How sure a figure is: what is not certain stands only in a text that gives figures throughout.

use super::indicator::Named;
use super::quantity::{Form, Quantity};
use super::sentence::{Bound, Pattern};
use super::{Reader, context, counted, nouns, units};
use crate::document::Figure;
use std::ops::Range;

/// How sure a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Certain,
    /// Only where the text goes on to give several of the place that it names first.
    InSeries,
    /// Only in a text that gives figures one after the other.
    InDense,
    /// Only in a text that gives figures throughout.
    InReport,
    None,
}

/// How many words a text that reports throughout has to each figure, at most.
const REPORT_WORDS: usize = 70;

/// How many words a text has to each figure, at most, that gives them one after the other.
const DENSE_WORDS: usize = 45;

/// How many figures of the place that a text names first are a series.
const SERIES: usize = 3;

/// A count below this is of a whole province only where a place or an indicator says so.
const FEW: f64 = 5.0;

/// The figures that are sure in a text of so many words, in their order.
pub(super) fn sure(figures: Vec<(Figure, Trust)>, words: usize) -> Vec<Figure> {
    // The lengths of a road make no report.
    let reported = || {
        let figures = figures.iter();
        figures.filter(|(figure, _)| !units::is_a_length(figure.unit.as_deref()))
    };
    let of = |wanted: Trust| reported().filter(|(_, trust)| *trust == wanted).count();
    let series = of(Trust::InSeries) >= SERIES;
    let certain = of(Trust::Certain) + usize::from(series) * SERIES;
    let report = reported().count() * REPORT_WORDS >= words && certain >= 2;
    let dense = report && reported().count() * DENSE_WORDS >= words && certain >= 3;
    let sure = figures.into_iter().filter(|(_, trust)| match trust {
        Trust::Certain => true,
        Trust::InSeries => series,
        Trust::InDense => dense,
        Trust::InReport | Trust::None => report,
    });
    sure.map(|(figure, _)| figure).collect()
}

impl Reader<'_, '_> {
    /// Tells how sure it is that a quantity is of its locality, by pattern and indicator.
    ///
    /// A known indicator, a bracket, a row or a list that gives each place its number is certain by
    /// itself; a number that merely follows a place is so only in a text that reports throughout.
    pub(super) fn trust(
        &self,
        quantity: &Quantity,
        bound: &Bound,
        named: &Named,
        lists: bool,
    ) -> Trust {
        match self.trust_by_itself(quantity, bound, named, lists) {
            Trust::Certain if bound.pattern == Pattern::Topic && self.is_about_its_first() => {
                Trust::InSeries
            }
            trust => trust,
        }
    }

    /// Whether the text is about the province that it names first, by what follows alone.
    fn is_about_its_first(&self) -> bool {
        let topic = self.topic.as_ref();
        self.standing.frame.is_none() && topic.is_some_and(|topic| !topic.throughout)
    }

    fn trust_by_itself(
        &self,
        quantity: &Quantity,
        bound: &Bound,
        named: &Named,
        lists: bool,
    ) -> Trust {
        let people = quantity.form == Form::Count
            && !quantity.change
            && quantity.noun.clone().is_some_and(|noun| {
                ["nguoi", "people"].contains(&self.scan.folded(noun.start)) && noun.len() <= 2
            })
            && !quantity
                .unit
                .as_deref()
                .is_some_and(|unit| unit.contains(' '));
        let led = quantity.is_first();
        match bound.pattern {
            // "dẫn đầu cả nước": by what, other sentences may tell.
            _ if led => Trust::InReport,
            // The money and the ground of a firm or a work.
            _ if quantity.form == Form::Money && counted::of_a_project(self.scan, quantity) => {
                Trust::None
            }
            Pattern::Respective if named.id == "other" && !lists => Trust::InReport,
            Pattern::Bracket | Pattern::Respective => Trust::Certain,
            _ if context::too_small(&named.id, quantity) => Trust::None,
            // A work has an area too, and a fraud does damage.
            _ if ["area", "population", "storm_damage"].contains(&&*named.id)
                && (matches!(bound.pattern, Pattern::Topic | Pattern::Paragraph)
                    || counted::of_a_project(self.scan, quantity)) =>
            {
                Trust::InReport
            }
            _ if named.id != "other" && counted::of_a_project(self.scan, quantity) => {
                Trust::InReport
            }
            Pattern::Paragraph if named.id == "other" => Trust::None,
            Pattern::Paragraph => Trust::InReport,
            _ if named.id != "other" || lists => Trust::Certain,
            Pattern::Topic if self.counts_by_chance(quantity) => Trust::None,
            // "hỗ trợ 25 triệu đồng cho một người": small sums are each one's.
            Pattern::Agent
                if quantity.form == Form::Money && context::too_small("sum", quantity) =>
            {
                Trust::InReport
            }
            Pattern::Agent => Trust::Certain,
            _ if people => Trust::InReport,
            Pattern::Frame if quantity.form != Form::Money => Trust::Certain,
            // "Trade through Son La's gates reached 42.6 million USD".
            Pattern::Subject if self.is_reached(quantity) => Trust::Certain,
            _ if self.counts_something_else(quantity) => Trust::InDense,
            _ => Trust::InReport,
        }
    }

    /// Whether what is counted is nothing that befalls a province.
    fn counts_unknown(&self, quantity: &Quantity) -> bool {
        let befalls = |noun: &Range<usize>| nouns::befalls(self.scan, noun.clone());
        quantity.form == Form::Count && !quantity.noun.as_ref().is_some_and(befalls)
    }

    /// Whether what is counted is nothing that provinces are known to count.
    fn counts_something_else(&self, quantity: &Quantity) -> bool {
        // A length is of the place beside it or of none.
        self.counts_unknown(quantity) && !units::needs_its_place(self.scan, quantity)
    }

    /// `4 kênh thông tin`, `chỉ cần 1 hộ dân`: few of something, in a sentence that names no place.
    fn counts_by_chance(&self, quantity: &Quantity) -> bool {
        self.counts_unknown(quantity) && quantity.value.is_some_and(|value| value.abs() < FEW)
    }

    /// Whether a sum or a share follows a verb of reaching: what reaches it is a measure.
    fn is_reached(&self, quantity: &Quantity) -> bool {
        let at = quantity.words.start;
        matches!(quantity.form, Form::Money | Form::Percent)
            && (at.saturating_sub(3)..at).any(|word| {
                matches!(
                    self.scan.folded(word),
                    "reached" | "hit" | "totalled" | "totaled" | "amounted" | "topped"
                )
            })
    }
}
