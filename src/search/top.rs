//! The best documents so far.

use super::segment::{Doc, Segment};
use crate::document::DocId;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A document that may become a hit.
///
/// Orders best first: by score, then newer date, then id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) score: u32,
    pub(super) day: Option<i64>,
    pub(super) id: u64,
    pub(super) segment: usize,
    pub(super) doc: Doc,
}

impl Candidate {
    /// Reads what ties are broken by.
    pub(super) fn of(score: u32, at: usize, segment: &Segment, doc: Doc) -> Self {
        Self {
            score,
            day: segment.day(doc),
            id: segment.id(doc),
            segment: at,
            doc,
        }
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .score
            .cmp(&self.score)
            // Undated is older than any day.
            .then_with(|| other.day.cmp(&self.day))
            .then_with(|| id_order(self.id).cmp(&id_order(other.id)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Orders ids as their printed forms stand in a sorted list, where digits come before letters.
pub(super) fn id_order(id: u64) -> u128 {
    DocId::from_u64(id).printed_order()
}

/// Keeps the best documents.
pub(super) struct Top {
    limit: usize,
    // The worst one kept is on top.
    heap: BinaryHeap<Candidate>,
}

impl Top {
    /// Keeps at most so many.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            heap: BinaryHeap::new(),
        }
    }

    /// The score below which nothing can come in any more.
    pub(super) fn threshold(&self) -> u32 {
        if self.heap.len() < self.limit {
            return 0;
        }
        self.heap.peek().map_or(u32::MAX, |worst| worst.score)
    }

    /// Puts a document in if it is good enough.
    pub(super) fn push(&mut self, score: u32, at: usize, segment: &Segment, doc: Doc) {
        if self.heap.len() < self.limit {
            self.heap.push(Candidate::of(score, at, segment, doc));
            return;
        }
        let Some(mut worst) = self.heap.peek_mut() else {
            return;
        };
        if score >= worst.score {
            let candidate = Candidate::of(score, at, segment, doc);
            if candidate < *worst {
                *worst = candidate;
            }
        }
    }

    /// Hands out what was kept, best first.
    pub(super) fn into_sorted(self) -> Vec<Candidate> {
        self.heap.into_sorted_vec()
    }
}

/// The order of documents by date.
pub(super) fn date_key(
    candidate: &Candidate,
    newest_first: bool,
) -> (bool, Reverse<i64>, i64, u128) {
    let day = candidate.day.unwrap_or(0);
    let (newest, oldest) = if newest_first { (day, 0) } else { (0, day) };
    (
        candidate.day.is_none(),
        Reverse(newest),
        oldest,
        id_order(candidate.id),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_order_as_they_print() {
        let mut ids: Vec<DocId> = (0..200u32)
            .map(|n| DocId::of_bytes(&n.to_le_bytes()))
            .collect();
        ids.sort_by_key(|id| id_order(id.as_u64()));
        let printed: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert!(printed.is_sorted());
    }

    #[test]
    fn better_newer_and_smaller_come_first() {
        let candidate = |score, day, id| Candidate {
            score,
            day,
            id,
            segment: 0,
            doc: 0,
        };
        // Printed `aaa…` and `777…`: digits come first.
        let sorted = [
            candidate(2, None, 0),
            candidate(1, Some(5), u64::MAX),
            candidate(1, Some(5), 0),
            candidate(1, None, u64::MAX),
        ];
        let mut all = sorted;
        all.reverse();
        all.sort();
        assert_eq!(all, sorted);
    }
}
