//! What is matched whole before ranking: phrases and prefixes.

use super::blocks::Blocks;
use super::segment::{Doc, Segment, WordField};
use super::unit::{Positions, Unit, in_scope, title_end};
use super::{Parameters, SearchError};
use crate::index::{WordForm, cut};
use crate::query::{Marks, Scope, Term};
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// A document of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) doc: Doc,
    /// How often it has the phrase or prefix.
    pub(super) count: u32,
    /// Weight of the form it has it in.
    pub(super) weight: f32,
}

/// The documents of each segment that have a phrase or prefix.
pub(super) struct List {
    pub(super) segments: Vec<Vec<Entry>>,
    /// How many documents have it.
    pub(super) frequency: u64,
}

impl List {
    fn new(segments: Vec<Vec<Entry>>) -> Self {
        let frequency = segments.iter().map(|docs| docs.len() as u64).sum();
        Self {
            segments,
            frequency,
        }
    }

    /// Finds a phrase: its words in order, at most `slop` other words between them in all. `part` are the
    /// documents of a phrase within it, where they are known.
    pub(super) fn phrase(
        terms: &[Term],
        slop: u32,
        scope: Scope,
        segments: &[Segment],
        parameters: &Parameters,
        part: Option<&Self>,
    ) -> Result<Self, SearchError> {
        let units = terms
            .iter()
            .map(|term| Unit::of(term, Scope::Any, segments, parameters))
            .collect::<Result<Vec<_>, _>>()?;
        let mut found = Vec::with_capacity(segments.len());
        for (at, segment) in segments.iter().enumerate() {
            let within = part.map(|part| part.segments[at].as_slice());
            found.push(phrase_in(&units, slop, scope, (at, segment), within)?);
        }
        Ok(Self::new(found))
    }

    /// Finds the words that begin so.
    pub(super) fn prefix(
        term: &Term,
        scope: Scope,
        segments: &[Segment],
        parameters: &Parameters,
    ) -> Result<Self, SearchError> {
        let written = cut(&term.written);
        let weigh = |form: WordForm<'_>| match (term.marks, form) {
            (Marks::Open, _) => Some(1.0),
            (Marks::Exact, WordForm::Bare) if term.written != term.folded => None,
            (Marks::Typed | Marks::Exact, WordForm::Bare) => Some(parameters.bare),
            (Marks::Typed | Marks::Exact, WordForm::Plain(there) | WordForm::Marked(there)) => {
                there.starts_with(written).then_some(1.0)
            }
        };
        let mut found = Vec::with_capacity(segments.len());
        for segment in segments {
            // Many words may begin so: a place for each document is cheaper than sorting.
            let mut places = vec![(0u32, 0.0f32); segment.end() as usize];
            prefix_in(
                cut(&term.folded),
                weigh,
                scope,
                segment,
                |doc, count, weight| {
                    let place = &mut places[doc as usize];
                    *place = (place.0 + count, place.1.max(weight));
                },
            )?;
            let docs = (0..).zip(&places).filter(|(_, (count, _))| *count > 0);
            let docs = docs
                .map(|(doc, &(count, weight))| Entry { doc, count, weight })
                .filter(|entry| segment.is_alive(entry.doc))
                .collect();
            found.push(docs);
        }
        Ok(Self::new(found))
    }

    /// Keeps those documents that are in the list.
    pub(super) fn retain(&self, at: usize, docs: &mut Vec<Doc>) {
        let mut rest = self.segments[at].as_slice();
        docs.retain(|doc| {
            rest = &rest[rest.partition_point(|entry| entry.doc < *doc)..];
            rest.first().is_some_and(|entry| entry.doc == *doc)
        });
    }
}

fn phrase_in(
    units: &[Unit],
    slop: u32,
    scope: Scope,
    (at, segment): (usize, &Segment),
    within: Option<&[Entry]>,
) -> Result<Vec<Entry>, SearchError> {
    let mut order: Vec<&Unit> = units.iter().collect();
    order.sort_by_key(|unit| unit.cost(at));
    let Some((rarest, others)) = order.split_first() else {
        return Ok(Vec::new());
    };
    let mut docs = match within {
        Some(entries) => {
            let mut docs = entries.iter().map(|entry| entry.doc).collect();
            rarest.retain(at, segment, &mut docs)?;
            docs
        }
        None => rarest.docs(at, segment)?,
    };
    for unit in others {
        if docs.is_empty() {
            return Ok(Vec::new());
        }
        unit.retain(at, segment, &mut docs)?;
    }
    segment.retain_alive(&mut docs);
    let mut words = Vec::with_capacity(units.len());
    for (place, unit) in (0..).zip(units) {
        words.push((place, unit.cost(at), Positions::open(unit, at, segment)?));
    }
    // The rarest word tells first where there is no phrase.
    words.sort_by_key(|(_, cost, _)| *cost);
    let mut found = Vec::new();
    let mut places = Places::of(words.len());
    for doc in docs {
        let title = match scope {
            Scope::Any => 0,
            Scope::Title | Scope::Body => title_end(segment.title()?.first(doc)),
        };
        let counts = |start| in_scope(scope, title, &[start]);
        let mut weight = 1.0f32;
        let mut read = |index: usize, positions: &mut Vec<u32>| {
            let (place, _, word) = &mut words[index];
            weight = weight.min(word.read(doc, positions));
            *place
        };
        let count = if slop == 0 {
            places.count_in_a_row(&mut read, counts)
        } else {
            places.count_near(&mut read, slop, counts)
        };
        if count > 0 {
            found.push(Entry { doc, count, weight });
        }
    }
    Ok(found)
}

/// Where the words of a phrase stand in a document; kept for the next one, so that nothing is allocated.
struct Places {
    starts: Vec<u32>,
    words: Vec<Vec<u32>>,
}

impl Places {
    fn of(words: usize) -> Self {
        Self {
            starts: Vec::new(),
            words: vec![Vec::new(); words],
        }
    }

    /// Counts the places where the words stand side by side. `read` hands out the positions of one word
    /// after the other and its place in the phrase; words behind one that rules the phrase out are not
    /// read.
    fn count_in_a_row(
        &mut self,
        read: &mut impl FnMut(usize, &mut Vec<u32>) -> u32,
        counts: impl Fn(u32) -> bool,
    ) -> u32 {
        let Self { starts, words } = self;
        starts.clear();
        for (index, positions) in words.iter_mut().enumerate() {
            let place = read(index, positions);
            if index == 0 {
                starts.extend(positions.iter().filter_map(|p| p.checked_sub(place)));
            } else {
                let mut rest = positions.iter().peekable();
                starts.retain(|start| {
                    while rest
                        .next_if(|position| **position < start + place)
                        .is_some()
                    {}
                    rest.peek() == Some(&&(start + place))
                });
            }
            if starts.is_empty() {
                return 0;
            }
        }
        starts.iter().filter(|start| counts(**start)).count() as u32
    }

    /// The same with at most `slop` other words between them in all.
    fn count_near(
        &mut self,
        read: &mut impl FnMut(usize, &mut Vec<u32>) -> u32,
        slop: u32,
        counts: impl Fn(u32) -> bool,
    ) -> u32 {
        let mut positions = std::mem::take(&mut self.starts);
        for index in 0..self.words.len() {
            let place = read(index, &mut positions) as usize;
            std::mem::swap(&mut positions, &mut self.words[place]);
        }
        self.starts = positions;
        count_phrase(&self.words, slop, counts)
    }
}

/// Counts the places where words stand in order with at most `slop` others between them in all.
fn count_phrase(positions: &[Vec<u32>], slop: u32, counts: impl Fn(u32) -> bool) -> u32 {
    let Some((first, others)) = positions.split_first() else {
        return 0;
    };
    let longest = slop.saturating_add(others.len() as u32);
    let mut cursors = vec![0; others.len()];
    let mut count = 0;
    'starts: for &start in first {
        let mut last = start;
        for (word, cursor) in others.iter().zip(&mut cursors) {
            // Starts ascend, and so do the nearest places behind them.
            while word.get(*cursor).is_some_and(|position| *position <= last) {
                *cursor += 1;
            }
            match word.get(*cursor) {
                None => break 'starts,
                Some(position) => last = *position,
            }
            if last - start > longest {
                continue 'starts;
            }
        }
        count += u32::from(counts(start));
    }
    count
}

/// Hands on the documents of each term that begins so, folded, and that has a weight in its form.
fn prefix_in(
    start: &str,
    weigh: impl Fn(WordForm<'_>) -> Option<f32>,
    scope: Scope,
    segment: &Segment,
    mut sink: impl FnMut(Doc, u32, f32),
) -> Result<(), SearchError> {
    let field = WordField::Words;
    let words = segment.words(field);
    let mut stream = words.terms().range().ge(start).into_stream()?;
    let mut positions = Vec::new();
    while stream.advance() && stream.key().starts_with(start.as_bytes()) {
        let form = std::str::from_utf8(stream.key()).map(WordForm::read);
        let Some(weight) = form.ok().and_then(&weigh) else {
            continue;
        };
        if scope == Scope::Any {
            let option = IndexRecordOption::WithFreqs;
            let mut blocks = Blocks::new(segment.blocks(field, stream.value(), option)?);
            blocks.until(segment.end(), |doc, count| sink(doc, count, weight));
            continue;
        }
        let mut postings = segment.positions(field, stream.value())?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            postings.positions(&mut positions);
            let title = title_end(segment.title()?.first(doc));
            if in_scope(scope, title, &positions) {
                sink(doc, postings.term_freq(), weight);
            }
            postings.advance();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(positions: &[&[u32]], slop: u32, expected: u32) {
        let positions: Vec<Vec<u32>> = positions.iter().map(|word| word.to_vec()).collect();
        assert_eq!(
            count_phrase(&positions, slop, |_| true),
            expected,
            "{positions:?} ~{slop}"
        );
    }

    #[test]
    fn words_in_a_row_are_counted_in_any_order_of_reading() {
        for (positions, expected) in [
            (&[&[1, 2, 3][..], &[2, 3, 4], &[3, 4, 5]][..], 3),
            (&[&[1], &[1, 2], &[4]], 0),
            (&[&[4], &[0, 5], &[6, 7]], 1),
            (&[&[0], &[0], &[0]], 0),
            (&[&[7, 9]], 2),
        ] {
            for first in 0..positions.len() {
                let mut places = Places::of(positions.len());
                let mut read = |index: usize, into: &mut Vec<u32>| {
                    let place = (first + index) % positions.len();
                    into.clear();
                    into.extend_from_slice(positions[place]);
                    place as u32
                };
                let count = places.count_in_a_row(&mut read, |_| true);
                assert_eq!(count, expected, "{positions:?} from {first}");
            }
        }
    }

    #[test]
    fn a_phrase_stands_in_order() {
        check(&[&[1, 5], &[2, 9]], 0, 1);
        check(&[&[2], &[1]], 9, 0);
        check(&[&[1], &[3]], 0, 0);
        check(&[&[1], &[3]], 1, 1);
        check(&[&[1, 2, 3], &[2, 3, 4], &[3, 4, 5]], 0, 3);
        check(&[&[1], &[3], &[6]], 3, 1);
        check(&[&[1], &[3], &[6]], 2, 0);
        check(&[&[1, 7], &[7, 8]], 0, 1);
        check(&[&[1, 2], &[3]], 0, 1);
        check(&[&[4]], 0, 1);
        check(&[&[1], &[]], 0, 0);
    }
}
