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

/// Scores the candidates again and puts them in order.
pub(super) fn rescore(
    parts: &[ScoredPart],
    scoring: &Scoring,
    segments: &[Segment],
    candidates: &mut [Candidate],
    closeness: &Parameters,
) -> Result<(), SearchError> {
    let pairs: Vec<usize> = (1..parts.len())
        .filter(|part| parts[*part].adjacent)
        .collect();
    if pairs.is_empty() || candidates.len() < 2 {
        return Ok(());
    }
    // Postings are read forward only.
    candidates.sort_unstable_by_key(|candidate| (candidate.segment, candidate.doc));
    let places = read_places(parts, segments, candidates)?;
    let norms: Vec<f32> = candidates
        .iter()
        .map(|candidate| {
            let class = segments[candidate.segment].length_class(candidate.doc);
            scoring.norms[usize::from(class)]
        })
        .collect();
    let mut gains = vec![0.0f32; candidates.len()];
    let sat = |f: f32, norm: f32| {
        let len = (norm / closeness.k1 - 1.0 + closeness.b) / closeness.b;
        let n = closeness.pair_k * (1.0 - closeness.pair_b + closeness.pair_b * len);
        f * (closeness.pair_k + 1.0) / (f + n)
    };
    if closeness.skip > 0.0 {
        for &right in &pairs {
            if right < 2 || !parts[right - 1].adjacent {
                continue;
            }
            let counts: Vec<u32> = (0..candidates.len())
                .map(|c| {
                    let l = places[right - 2].of(c);
                    places[right]
                        .of(c)
                        .iter()
                        .filter(|p| **p >= 2 && l.binary_search(&(**p - 2)).is_ok())
                        .count() as u32
                })
                .collect();
            let df = counts.iter().filter(|c| **c > 0).count();
            let r = closeness.skip * idf(scoring.documents, df as u64).powf(closeness.pair_power);
            for ((g, n), c) in gains.iter_mut().zip(&norms).zip(counts) {
                *g += r * sat(c as f32, *n);
            }
        }
    }
    if closeness.tri > 0.0 {
        for &right in &pairs {
            if right < 2 || !parts[right - 1].adjacent {
                continue;
            }
            let counts: Vec<u32> = (0..candidates.len())
                .map(|c| {
                    let l = places[right - 2].of(c);
                    let m = places[right - 1].of(c);
                    places[right]
                        .of(c)
                        .iter()
                        .filter(|p| {
                            **p >= 2
                                && l.binary_search(&(**p - 2)).is_ok()
                                && m.binary_search(&(**p - 1)).is_ok()
                        })
                        .count() as u32
                })
                .collect();
            let df = counts.iter().filter(|c| **c > 0).count();
            let r = closeness.tri * idf(scoring.documents, df as u64).powf(closeness.pair_power);
            for ((g, n), c) in gains.iter_mut().zip(&norms).zip(counts) {
                *g += r * sat(c as f32, *n);
            }
        }
    }
    for &right in &pairs {
        let weight = parts[right].weight;
        let (left, right) = (&places[right - 1], &places[right]);
        let mut counts = Vec::with_capacity(candidates.len());
        for candidate in 0..candidates.len() {
            counts.push(count_pairs(
                left.of(candidate),
                right.of(candidate),
                closeness.window,
            ));
        }
        let adjacent = counts.iter().filter(|(adjacent, _)| *adjacent > 0).count();
        let near = counts.iter().filter(|(_, near)| *near > 0).count();
        let rarity =
            closeness.pair * idf(scoring.documents, adjacent as u64).powf(closeness.pair_power);
        let near_rarity = closeness.near * idf(scoring.documents, near as u64);
        for ((gain, norm), (adjacent, near)) in gains.iter_mut().zip(&norms).zip(counts) {
            *gain += weight * rarity * sat(adjacent as f32, *norm);
            *gain += weight * near_rarity * scoring.saturated(near as f32, *norm);
        }
    }
    for (candidate, gain) in candidates.iter_mut().zip(gains) {
        candidate.score += (gain * POINTS) as u32;
    }
    candidates.sort_unstable();
    Ok(())
}

/// The positions of one part in each candidate.
struct Places {
    positions: Vec<u32>,
    ends: Vec<usize>,
}

impl Places {
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
    let mut all = Vec::with_capacity(parts.len());
    let mut buffer = Vec::new();
    for (index, part) in parts.iter().enumerate() {
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

/// Counts how often the right word stands right behind the left one, and how often else both stand
/// within the window in either order, each right word once.
fn count_pairs(left: &[u32], right: &[u32], window: u32) -> (u32, u32) {
    let (mut adjacent, mut near) = (0, 0);
    let mut from = 0;
    for &position in right {
        while left.get(from).is_some_and(|l| l + window < position) {
            from += 1;
        }
        let close = left[from..].iter().take_while(|l| **l <= position + window);
        let mut best = None;
        for &l in close {
            if l + 1 == position {
                best = Some(true);
                break;
            }
            if l != position {
                best = Some(false);
            }
        }
        match best {
            Some(true) => adjacent += 1,
            Some(false) => near += 1,
            None => {}
        }
    }
    (adjacent, near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &[u32], right: &[u32], expected: (u32, u32)) {
        assert_eq!(count_pairs(left, right, 3), expected, "{left:?} {right:?}");
    }

    #[test]
    fn pairs_are_adjacent_or_near() {
        check(&[1], &[2], (1, 0));
        check(&[2], &[1], (0, 1));
        check(&[1], &[4], (0, 1));
        check(&[1], &[5], (0, 0));
        check(&[1, 4, 9], &[2, 6, 20], (1, 1));
        check(&[3], &[3], (0, 0));
        check(&[], &[3], (0, 0));
    }
}
