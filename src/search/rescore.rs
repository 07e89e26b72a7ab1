//! Adjacency and closeness: the second look at the best documents.
//!
//! Vietnamese writes its words as syllables apart, so that single syllables say little. The best
//! documents are looked at again with the positions of the words: a pair of words that stand side by
//! side in the query is scored by BM25 like a word where it stands side by side in the document, its
//! document frequency counted among the documents looked at.

use super::plan::{Scored, ScoredPart};
use super::scoring::{POINTS, Scoring, idf};
use super::segment::Segment;
use super::top::Candidate;
use super::unit::Positions;
use super::{Parameters, SearchError};

/// Tells whether a query has words side by side, so that a second look can change the order.
pub(super) fn is_rescored(parts: &[ScoredPart]) -> bool {
    parts.iter().any(|part| part.adjacent)
}

/// Scores the candidates again and puts them in order.
pub(super) fn rescore(
    parts: &[ScoredPart],
    scoring: &Scoring,
    segments: &[Segment],
    candidates: &mut [Candidate],
    parameters: &Parameters,
) -> Result<(), SearchError> {
    if candidates.len() < 2 {
        return Ok(());
    }
    // Postings are read forward only.
    candidates.sort_unstable_by_key(|candidate| (candidate.segment, candidate.doc));
    let places = read_places(parts, segments, candidates)?;
    let norms = scoring.pair_norms(parameters);
    let mut gains = Gains {
        norms: candidates
            .iter()
            .map(|candidate| {
                let class = segments[candidate.segment].length_class(candidate.doc);
                norms[usize::from(class)]
            })
            .collect(),
        gains: vec![0.0; candidates.len()],
        most: 0.0,
        documents: scoring.documents,
        parameters,
    };
    gains.add_adjacent(parts, &places);
    for (candidate, gain) in candidates.iter_mut().zip(&gains.gains) {
        candidate.score += (gain * POINTS) as u32;
    }
    if is_one_run(parts) {
        let words: u32 = (0..parts.len()).map(|part| scoring.most(part)).sum();
        let ceiling = words + (gains.most * POINTS).ceil() as u32;
        for (index, candidate) in candidates.iter_mut().enumerate() {
            let words: Vec<&[u32]> = places.iter().map(|place| place.of(index)).collect();
            if stand_in_a_row(&words) {
                candidate.score += ceiling;
            }
        }
    }
    candidates.sort_unstable();
    Ok(())
}

/// What the candidates gain by words that stand side by side.
struct Gains<'p> {
    /// The length part of the BM25 denominator of each candidate.
    norms: Vec<f32>,
    gains: Vec<f32>,
    /// The most that a candidate could gain.
    most: f32,
    documents: u64,
    parameters: &'p Parameters,
}

impl Gains<'_> {
    fn add_adjacent(&mut self, parts: &[ScoredPart], places: &[Places]) {
        let paired = |part: usize| parts.get(part).is_some_and(|part| part.adjacent);
        let (mut pairs, mut triples) = (Vec::new(), Vec::new());
        for last in (1..parts.len()).filter(|part| paired(*part)) {
            let three = paired(last - 1);
            pairs.clear();
            triples.clear();
            for candidate in 0..self.gains.len() {
                let before = match three {
                    true => places[last - 2].of(candidate),
                    false => &[],
                };
                let (left, right) = (&places[last - 1], &places[last]);
                let (two, three) = count_adjacent(before, left.of(candidate), right.of(candidate));
                pairs.push(two);
                triples.push(three);
            }
            let weight = parts[last].weight.min(parts[last - 1].weight);
            self.add(&pairs, weight * self.parameters.pair);
            if three {
                let weight = weight.min(parts[last - 2].weight);
                self.add(&triples, weight * self.parameters.triple);
            }
        }
    }

    /// Scores what stands so many times in each candidate.
    fn add(&mut self, counts: &[u32], weight: f32) {
        let frequency = counts.iter().filter(|count| **count > 0).count();
        let rarity = idf(self.documents, frequency as u64).powf(self.parameters.pair_rarity);
        let k1 = self.parameters.pair_k1;
        self.most += weight * rarity * (k1 + 1.0);
        for ((gain, norm), count) in self.gains.iter_mut().zip(&self.norms).zip(counts) {
            let count = *count as f32;
            *gain += weight * rarity * count * (k1 + 1.0) / (count + norm);
        }
    }
}

/// The most words of a query that is taken for one name or term as a whole.
const LONGEST_NAME: usize = 4;

/// Tells whether a query is nothing but a few words side by side. It is then mostly a name or a term,
/// and no document that has its words elsewhere ranks above one that has it: `Trương Thị Mai` is not
/// `Mai Thị Trương`, however often the latter is named.
fn is_one_run(parts: &[ScoredPart]) -> bool {
    (2..=LONGEST_NAME).contains(&parts.len()) && parts[1..].iter().all(|part| part.adjacent)
}

/// Tells whether the words, each with its ascending positions, stand in a row somewhere.
fn stand_in_a_row(words: &[&[u32]]) -> bool {
    let Some((first, others)) = words.split_first() else {
        return false;
    };
    first.iter().any(|start| {
        let mut next = *start;
        others.iter().all(|places| {
            next += 1;
            places.binary_search(&next).is_ok()
        })
    })
}

/// The first of the parts that is the same word.
fn read_before(parts: &[ScoredPart], word: &ScoredPart) -> Option<usize> {
    let Scored::Word(unit) = &word.part else {
        return None;
    };
    let is_same =
        |part: &ScoredPart| matches!(&part.part, Scored::Word(other) if other.is_same(unit));
    parts.iter().position(is_same).filter(|_| word.repeated)
}

/// The positions of one part in each candidate.
#[derive(Clone)]
struct Places {
    positions: Vec<u32>,
    ends: Vec<usize>,
}

impl Places {
    /// Tells whether positions were looked for; where none were found it does not matter.
    fn are_read(&self) -> bool {
        !self.positions.is_empty()
    }

    fn of(&self, candidate: usize) -> &[u32] {
        let start = candidate
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.positions[start..self.ends[candidate]]
    }
}

fn read_places(
    parts: &[ScoredPart],
    segments: &[Segment],
    candidates: &[Candidate],
) -> Result<Vec<Places>, SearchError> {
    let mut all: Vec<Places> = Vec::with_capacity(parts.len());
    let mut buffer = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if let Some(before) = read_before(&parts[..index], part)
            && all[before].are_read()
        {
            let places = all[before].clone();
            all.push(places);
            continue;
        }
        let mut places = Places {
            positions: Vec::new(),
            ends: Vec::with_capacity(candidates.len()),
        };
        let paired = part.adjacent || parts.get(index + 1).is_some_and(|next| next.adjacent);
        if let (Scored::Word(unit), true) = (&part.part, paired) {
            for group in candidates.chunk_by(|a, b| a.segment == b.segment) {
                let at = group[0].segment;
                let mut positions = Positions::open(unit, at, &segments[at])?;
                for candidate in group {
                    positions.read(candidate.doc, &mut buffer);
                    places.positions.extend_from_slice(&buffer);
                    places.ends.push(places.positions.len());
                }
            }
        } else {
            places.ends.resize(candidates.len(), 0);
        }
        all.push(places);
    }
    Ok(all)
}

/// Counts how often the right word stands right behind the left one, and how often besides the one
/// before it stands before both.
fn count_adjacent(before: &[u32], left: &[u32], right: &[u32]) -> (u32, u32) {
    let (mut pairs, mut triples) = (0, 0);
    let (mut before, mut left) = (before, left);
    for &position in right {
        left = &left[left.partition_point(|place| place + 1 < position)..];
        if left.first().is_some_and(|place| place + 1 == position) {
            pairs += 1;
            before = &before[before.partition_point(|place| place + 2 < position)..];
            triples += u32::from(before.first().is_some_and(|place| place + 2 == position));
        }
    }
    (pairs, triples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_words_are_counted() {
        for (before, left, right, expected) in [
            (&[][..], &[1][..], &[2][..], (1, 0)),
            (&[], &[2], &[1], (0, 0)),
            (&[0], &[1], &[2], (1, 1)),
            (&[0, 3, 8], &[1, 4, 9], &[2, 6, 10], (2, 2)),
            (&[1], &[1], &[2], (1, 0)),
            (&[], &[], &[3], (0, 0)),
        ] {
            assert_eq!(
                count_adjacent(before, left, right),
                expected,
                "{before:?} {left:?} {right:?}"
            );
        }
    }
}
