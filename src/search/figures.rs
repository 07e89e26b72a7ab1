//! The table of figures: which rows the documents that answer give, and in which order.

use super::contradiction::mark_contradictions;
use super::searcher::Searcher;
use super::segment::Doc;
use super::{SearchError, hit};
use crate::authority::localities;
use crate::document::{DocId, Figure, LocalityId};
use crate::query::{Clause, Filter, Presence, Query};
use crate::text;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureSort {
    /// By locality, indicator and period.
    #[default]
    Locality,
    /// Smallest value first; a range counts by its middle.
    Value,
    /// Largest value first.
    ValueDescending,
    /// Oldest document first, undated last.
    Date,
    /// Newest document first, undated last.
    DateDescending,
}

/// How a table of figures is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureOptions {
    /// The order.
    pub sort: FigureSort,
    /// Puts the rows of one period together, oldest period first.
    pub by_period: bool,
    /// At most so many rows.
    pub limit: usize,
    /// Skips so many rows.
    pub offset: usize,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            sort: FigureSort::default(),
            by_period: false,
            limit: usize::MAX,
            offset: 0,
        }
    }
}

/// The document that a figure stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSource {
    /// Identity.
    pub id: DocId,
    /// The record's own id.
    pub external_id: Option<String>,
    /// The title, or the first words of the text.
    pub title: String,
    /// The date.
    pub date: Option<Date>,
    /// The publishing site or the imported name.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRow {
    /// The figure.
    pub figure: Figure,
    /// The locality with its time, such as `Bắc Ninh (to 6/2025)`.
    pub locality: String,
    /// The value as printed.
    pub value_text: String,
    /// Its sentence, as printed.
    pub sentence: String,
    /// Where it stands.
    pub document: FigureSource,
    /// Whether another row says otherwise for the same locality, indicator and period.
    pub contradicted: bool,
}

/// The figures of the documents that answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureTable {
    /// How many figures there are, those not shown included.
    pub total: usize,
    /// How many documents they stand in.
    pub documents: usize,
    /// Undated documents with figures that a date filter left out.
    pub undated_left_out: usize,
    /// The rows asked for.
    pub rows: Vec<FigureRow>,
}

/// A figure on its way into the table.
pub(super) struct Row {
    pub(super) figure: Figure,
    pub(super) label: String,
    pub(super) contradicted: bool,
    /// Rows that contradict one another have one number.
    pub(super) quarrel: Option<usize>,
    place: (usize, Doc),
    day: Option<i64>,
    id: u64,
}

impl Searcher {
    /// Makes the table of figures of the documents that answer a query.
    ///
    /// Localities and indicators that the query asks for rule the rows as well as the documents: a
    /// report on two provinces gives the rows of the one asked for.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn figures(
        &self,
        query: &Query,
        options: &FigureOptions,
    ) -> Result<FigureTable, SearchError> {
        let has = Clause::Filter(Filter::Has(Presence::Figure));
        let query = Query {
            text: query.text.clone(),
            root: Clause::And(vec![query.root.clone(), has]),
        };
        let wanted = Wanted::of(&query.root);
        let found = self.matching(&query)?;
        let mut rows = Vec::new();
        let mut documents = 0;
        let mut labels: HashMap<LocalityId, String> = HashMap::new();
        for (place, day, id) in found.documents {
            let figures = self.figures_at(place)?;
            let before = rows.len();
            for figure in figures.into_iter().filter(|figure| wanted.has(figure)) {
                let label = labels
                    .entry(figure.locality.clone())
                    .or_insert_with(|| localities().label(&figure.locality));
                rows.push(Row {
                    label: label.clone(),
                    figure,
                    contradicted: false,
                    quarrel: None,
                    place,
                    day,
                    id,
                });
            }
            documents += usize::from(rows.len() > before);
        }
        mark_contradictions(&mut rows);
        sort(&mut rows, options);
        let total = rows.len();
        let shown: Vec<Row> = side_by_side(rows)
            .into_iter()
            .skip(options.offset)
            .take(options.limit)
            .collect();
        Ok(FigureTable {
            total,
            documents,
            undated_left_out: found.undated_left_out,
            rows: self.fill(shown)?,
        })
    }

    /// Reads sentences and sources, each document once.
    fn fill(&self, rows: Vec<Row>) -> Result<Vec<FigureRow>, SearchError> {
        let mut by_document: HashMap<(usize, Doc), Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            by_document.entry(row.place).or_default().push(at);
        }
        let mut filled: Vec<Option<(FigureSource, String, String)>> = vec![None; rows.len()];
        for ((segment, doc), places) in by_document {
            let (record, text) = self.stored(segment, doc)?;
            let day = record.date;
            let record = hit::record(record, &text);
            let source = FigureSource {
                id: record.id,
                external_id: record.external_id,
                title: record.title,
                date: day,
                source: record.source,
                url: record.url,
            };
            for at in places {
                let figure = &rows[at].figure;
                let part = |start, end| text.get(start..end).unwrap_or_default().to_owned();
                filled[at] = Some((
                    source.clone(),
                    part(figure.value_span.start, figure.value_span.end),
                    part(figure.sentence.start, figure.sentence.end),
                ));
            }
        }
        let rows = rows.into_iter().zip(filled);
        Ok(rows
            .filter_map(|(row, filled)| {
                let (document, value_text, sentence) = filled?;
                Some(FigureRow {
                    figure: row.figure,
                    locality: row.label,
                    value_text,
                    sentence,
                    document,
                    contradicted: row.contradicted,
                })
            })
            .collect())
    }
}

/// Which figures of a document a query asks for.
#[derive(Default)]
struct Wanted<'q> {
    localities: Vec<&'q LocalityId>,
    indicators: Vec<&'q str>,
}

impl<'q> Wanted<'q> {
    fn of(root: &'q Clause) -> Self {
        let mut wanted = Self::default();
        wanted.read(root);
        wanted
    }

    fn read(&mut self, clause: &'q Clause) {
        match clause {
            Clause::And(clauses) => clauses.iter().for_each(|clause| self.read(clause)),
            // Any of several values of one field.
            Clause::Or(clauses)
                if clauses
                    .iter()
                    .all(|one| matches!(one, Clause::Filter(Filter::Locality(_))))
                    || clauses
                        .iter()
                        .all(|one| matches!(one, Clause::Filter(Filter::Figure { .. }))) =>
            {
                clauses.iter().for_each(|clause| self.read(clause));
            }
            Clause::Filter(Filter::Locality(filter)) => self.localities.extend(&filter.ids),
            Clause::Filter(Filter::Figure { ids, .. }) => {
                self.indicators.extend(ids.iter().map(String::as_str));
            }
            _ => {}
        }
    }

    fn has(&self, figure: &Figure) -> bool {
        (self.localities.is_empty() || self.localities.contains(&&figure.locality))
            && (self.indicators.is_empty() || self.indicators.contains(&&*figure.indicator_id))
    }
}

/// The number that a figure is sorted by.
fn number(figure: &Figure) -> Option<f64> {
    figure.value.or_else(|| {
        let (low, high) = (figure.value_min, figure.value_max);
        match (low, high) {
            (Some(low), Some(high)) => Some((low + high) / 2.0),
            (one, other) => one.or(other),
        }
    })
}

fn sort(rows: &mut [Row], options: &FigureOptions) {
    let names: HashMap<String, String> = rows
        .iter()
        .map(|row| (row.label.clone(), text::fold(&row.label)))
        .collect();
    let place = |row: &Row| -> (String, String, String, PeriodKey) {
        let name = names.get(&row.label).cloned().unwrap_or_default();
        let figure = &row.figure;
        let indicator = figure.indicator_id.to_string();
        (
            name,
            indicator,
            figure.indicator.clone(),
            period_key(figure),
        )
    };
    let by_value =
        |a: &Row, b: &Row, largest_first: bool| match (number(&a.figure), number(&b.figure)) {
            (Some(a), Some(b)) if largest_first => b.total_cmp(&a),
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
    let by_day = |a: &Row, b: &Row, newest_first: bool| match (a.day, b.day) {
        (Some(a), Some(b)) if newest_first => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    rows.sort_by(|a, b| {
        let first = match options.sort {
            FigureSort::Locality => Ordering::Equal,
            FigureSort::Value => by_value(a, b, false),
            FigureSort::ValueDescending => by_value(a, b, true),
            FigureSort::Date => by_day(a, b, false),
            FigureSort::DateDescending => by_day(a, b, true),
        };
        let period = || {
            if options.by_period {
                period_key(&a.figure).cmp(&period_key(&b.figure))
            } else {
                Ordering::Equal
            }
        };
        period()
            .then(first)
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| by_day(a, b, true))
            .then_with(|| super::top::id_order(a.id).cmp(&super::top::id_order(b.id)))
            .then_with(|| a.figure.value_span.cmp(&b.figure.value_span))
    });
}

/// Moves rows that contradict one another next to the first of them.
fn side_by_side(rows: Vec<Row>) -> Vec<Row> {
    let mut quarrels: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(quarrel) = row.quarrel {
            quarrels.entry(quarrel).or_default().push(at);
        }
    }
    let mut order = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        match row.quarrel {
            None => order.push(at),
            Some(quarrel) => order.extend(quarrels.remove(&quarrel).unwrap_or_default()),
        }
    }
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| rows[at].take()).collect()
}

/// Orders periods by their end, shorter ones first; what has none comes last.
type PeriodKey = (bool, i32, u32, String);

fn period_key(figure: &Figure) -> PeriodKey {
    let Some(period) = &figure.period else {
        return (true, 0, 0, String::new());
    };
    let printed = period.0.as_str();
    let numbers: Vec<i32> = printed
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let year = |at: usize| numbers.get(at).copied().unwrap_or(0);
    let part = |number: i32, months: i32| u32::try_from(number * months * 100).unwrap_or(0);
    let (year, month) = match (printed.chars().next(), numbers.len()) {
        (Some('H'), _) => (year(1), part(year(0), 6)),
        (Some('Q'), _) => (year(1), part(year(0), 3)),
        _ if printed.contains('M') => (year(1), part(year(0), 1)),
        (_, 1) => (year(0), 1_300),
        (_, 2) if year(1) > 31 => (year(1), 1_400),
        (_, 2) => (year(0), part(year(1), 1)),
        _ => (
            year(0),
            part(year(1), 1) + u32::try_from(year(2)).unwrap_or(0),
        ),
    };
    (false, year, month, printed.to_owned())
}

/// The documents that match, with what the rows are sorted by.
pub(super) struct Matching {
    pub(super) documents: Vec<((usize, Doc), Option<i64>, u64)>,
    pub(super) undated_left_out: usize,
}
