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
use tantivy::schema::IndexRecordOption;

/// Documents of one window.
const WINDOW: Doc = 4096;

/// A part of the query with where it has got to.
struct Cursor<'p> {
    part: usize,
    most: u32,
    /// With several forms the best one counts.
    forms: Vec<(f32, Blocks)>,
    list: &'p [Entry],
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
    let mut sums = vec![0u32; WINDOW as usize];
    let mut scratch = vec![0u32; WINDOW as usize];
    let mut rest = docs;
    while let Some(first) = rest.first() {
        let start = first - first % WINDOW;
        let end = start.saturating_add(WINDOW);
        let (docs, behind) = rest.split_at(rest.partition_point(|doc| *doc < end));
        rest = behind;
        let minor = bounds.partition_point(|bound| *bound < top.threshold());
        let (minor_cursors, major) = cursors.split_at_mut(minor);
        sums.fill(0);
        for cursor in major {
            cursor.add(scoring, segment, start, end, &mut sums, &mut scratch);
        }
        for &doc in docs {
            let mut score = sums[(doc - start) as usize];
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
                for alternative in &unit.alternatives {
                    if let Some(info) = &alternative.infos[at] {
                        let option = IndexRecordOption::WithFreqs;
                        let block = segment.blocks(alternative.field, info, option)?;
                        forms.push((alternative.weight, Blocks::new(block)));
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
    fn add(
        &mut self,
        scoring: &Scoring,
        segment: &Segment,
        start: Doc,
        end: Doc,
        sums: &mut [u32],
        scratch: &mut [u32],
    ) {
        let part = self.part;
        while let Some((entry, behind)) = self.list.split_first() {
            if entry.doc >= end {
                break;
            }
            if entry.doc >= start {
                let class = segment.length_class(entry.doc);
                sums[(entry.doc - start) as usize] +=
                    scoring.points(part, entry.weight, entry.count, class);
            }
            self.list = behind;
        }
        if let [(weight, blocks)] = self.forms.as_mut_slice() {
            let weight = *weight;
            blocks.until(end, |doc, frequency| {
                if doc >= start {
                    let class = segment.length_class(doc);
                    sums[(doc - start) as usize] += scoring.points(part, weight, frequency, class);
                }
            });
            return;
        }
        let mut met = false;
        for (weight, blocks) in &mut self.forms {
            blocks.until(end, |doc, frequency| {
                if doc >= start {
                    met = true;
                    let class = segment.length_class(doc);
                    let place = &mut scratch[(doc - start) as usize];
                    *place = (*place).max(scoring.points(part, *weight, frequency, class));
                }
            });
        }
        if met {
            for (sum, points) in sums.iter_mut().zip(scratch) {
                *sum += *points;
                *points = 0;
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
        for (weight, blocks) in &mut self.forms {
            if let Some(frequency) = blocks.frequency(doc) {
                let class = segment.length_class(doc);
                best = best.max(scoring.points(self.part, *weight, frequency, class));
            }
        }
        best
    }
}
