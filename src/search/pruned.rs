//! Scores many documents without looking at every word of each.
//!
//! Words are added up window by window. Once enough good documents are known, the frequent words,
//! which together cannot lift a document among them, are looked up only where the rare ones have
//! left a document within reach.

use super::SearchError;
use super::blocks::Blocks;
use super::list::Entry;
use super::plan::{Scored, ScoredPart};
use super::scoring::Scoring;
use super::segment::{Doc, Segment};
use super::top::Top;
use std::ops::Range;
use tantivy::schema::IndexRecordOption;

/// Documents of one window.
const WINDOW: Doc = 4096;

/// A part of the query with where it has got to.
struct Cursor<'p> {
    part: usize,
    most: u32,
    /// Of several forms the best one counts.
    forms: Vec<Form>,
    list: &'p [Entry],
}

/// The terms that occur together as one form of a word.
struct Form {
    weight: f32,
    terms: Vec<Blocks>,
}

/// What is added up for the documents of a window, by their place in it.
struct Sums {
    /// The points of all parts.
    points: Vec<u32>,
    /// The best points among the forms of one part.
    best: Vec<u32>,
    /// How often the terms of one form occur.
    frequencies: Vec<u32>,
}

/// Puts the best of an ordered list of matching documents into `top`.
pub(super) fn best(
    parts: &[ScoredPart],
    scoring: &Scoring,
    at: usize,
    segment: &Segment,
    docs: &[Doc],
    top: &mut Top,
) -> Result<(), SearchError> {
    let mut cursors = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        cursors.push(Cursor::open(index, part, scoring, at, segment)?);
    }
    // Least worth first; the sort is stable, and sums do not depend on the order anyway.
    cursors.sort_by_key(|cursor| cursor.most);
    let bounds: Vec<u32> = cursors
        .iter()
        .scan(0u32, |sum, cursor| {
            *sum = sum.saturating_add(cursor.most);
            Some(*sum)
        })
        .collect();
    let zeros = || vec![0u32; WINDOW as usize];
    let mut sums = Sums {
        points: zeros(),
        best: zeros(),
        frequencies: zeros(),
    };
    let mut rest = docs;
    while let Some(first) = rest.first() {
        let start = first - first % WINDOW;
        let end = start.saturating_add(WINDOW);
        let (docs, behind) = rest.split_at(rest.partition_point(|doc| *doc < end));
        rest = behind;
        let minor = bounds.partition_point(|bound| *bound < top.threshold());
        let (minor_cursors, major) = cursors.split_at_mut(minor);
        sums.points.fill(0);
        for cursor in major {
            cursor.add(scoring, segment, start..end, &mut sums);
        }
        for &doc in docs {
            let mut score = sums.points[(doc - start) as usize];
            let mut left = minor;
            while left > 0 && score.saturating_add(bounds[left - 1]) >= top.threshold() {
                left -= 1;
                score += minor_cursors[left].points(scoring, segment, doc);
            }
            if left == 0 && score >= top.threshold() {
                top.push(score, at, segment, doc);
            }
        }
    }
    Ok(())
}

impl<'p> Cursor<'p> {
    fn open(
        index: usize,
        part: &'p ScoredPart,
        scoring: &Scoring,
        at: usize,
        segment: &Segment,
    ) -> Result<Self, SearchError> {
        let mut forms = Vec::new();
        let mut list: &[Entry] = &[];
        match &part.part {
            Scored::List(found) => list = &found.segments[at],
            Scored::Word(unit) => {
                for form in &unit.alternatives {
                    let option = IndexRecordOption::WithFreqs;
                    let terms = form.terms[at]
                        .iter()
                        .map(|info| Ok(Blocks::new(segment.blocks(form.field, info, option)?)));
                    let terms = terms.collect::<Result<Vec<_>, SearchError>>()?;
                    if !terms.is_empty() {
                        let weight = form.weight;
                        forms.push(Form { weight, terms });
                    }
                }
            }
        }
        Ok(Self {
            part: index,
            most: scoring.most(index),
            forms,
            list,
        })
    }

    /// Adds its points for all documents of a window.
    fn add(&mut self, scoring: &Scoring, segment: &Segment, window: Range<Doc>, sums: &mut Sums) {
        let part = self.part;
        let place = |doc: Doc| (doc - window.start) as usize;
        while let Some((entry, behind)) = self.list.split_first() {
            if entry.doc >= window.end {
                break;
            }
            if entry.doc >= window.start {
                let class = segment.length_class(entry.doc);
                sums.points[place(entry.doc)] +=
                    scoring.points(part, entry.weight, entry.count, class);
            }
            self.list = behind;
        }
        if let [form] = self.forms.as_mut_slice() {
            let points = &mut sums.points;
            form.score(&window, &mut sums.frequencies, |doc, weight, frequency| {
                let class = segment.length_class(doc);
                points[place(doc)] += scoring.points(part, weight, frequency, class);
            });
            return;
        }
        let mut met = false;
        for form in &mut self.forms {
            let best = &mut sums.best;
            form.score(&window, &mut sums.frequencies, |doc, weight, frequency| {
                met = true;
                let class = segment.length_class(doc);
                let points = scoring.points(part, weight, frequency, class);
                let place = &mut best[place(doc)];
                *place = (*place).max(points);
            });
        }
        if met {
            for (sum, points) in sums.points.iter_mut().zip(&mut sums.best) {
                *sum += std::mem::take(points);
            }
        }
    }

    /// Its points for one document; documents must be asked for in order.
    fn points(&mut self, scoring: &Scoring, segment: &Segment, doc: Doc) -> u32 {
        let mut best = 0;
        while self.list.first().is_some_and(|entry| entry.doc < doc) {
            self.list = &self.list[1..];
        }
        if let Some(entry) = self.list.first().filter(|entry| entry.doc == doc) {
            let class = segment.length_class(doc);
            best = scoring.points(self.part, entry.weight, entry.count, class);
        }
        for form in &mut self.forms {
            let terms = form.terms.iter_mut();
            let frequency = terms.filter_map(|term| term.frequency(doc)).sum();
            if frequency > 0 {
                let class = segment.length_class(doc);
                best = best.max(scoring.points(self.part, form.weight, frequency, class));
            }
        }
        best
    }
}

impl Form {
    /// Hands on the documents of a window with its weight and how often it stands there;
    /// `frequencies` is left all zeros, as it must be.
    #[inline]
    fn score(
        &mut self,
        window: &Range<Doc>,
        frequencies: &mut [u32],
        mut sink: impl FnMut(Doc, f32, u32),
    ) {
        let weight = self.weight;
        if let [blocks] = self.terms.as_mut_slice() {
            blocks.until(window.end, |doc, frequency| {
                if doc >= window.start {
                    sink(doc, weight, frequency);
                }
            });
            return;
        }
        let mut met = false;
        for blocks in &mut self.terms {
            blocks.until(window.end, |doc, frequency| {
                if doc >= window.start {
                    met = true;
                    frequencies[(doc - window.start) as usize] += frequency;
                }
            });
        }
        if met {
            for (doc, frequency) in window.clone().zip(frequencies) {
                let frequency = std::mem::take(frequency);
                if frequency > 0 {
                    sink(doc, weight, frequency);
                }
            }
        }
    }
}
