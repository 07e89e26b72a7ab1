//! All documents of an index by id, each with its place.

use crate::document::DocId;
use crate::index::Place;

/// The documents, sorted, and where those begin whose ids begin with the same bits. Ids are hashes, so
/// that a document and such a beginning are mostly one: finding one looks at two places, not at twenty.
pub(super) struct Roll {
    documents: Vec<(DocId, Place)>,
    begin: Vec<u32>,
    /// How far an id is shifted to leave those bits.
    shift: u32,
}

impl Roll {
    /// Puts documents in order.
    pub(super) fn of(mut documents: Vec<(DocId, Place)>) -> Self {
        documents.sort_unstable();
        let bits = documents.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begin = vec![0u32; (1 << bits) + 1];
        for (id, _) in &documents {
            begin[(id.as_u64() >> shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for number in &mut begin {
            sum += *number;
            *number = sum;
        }
        Self {
            documents,
            begin,
            shift,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// The number of a document in the order of ids.
    pub(super) fn number_of(&self, id: DocId) -> Option<usize> {
        let bits = (id.as_u64() >> self.shift) as usize;
        let (from, to) = (self.begin[bits] as usize, self.begin[bits + 1] as usize);
        let near = &self.documents[from..to];
        let at = near.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(from + at)
    }

    /// The place of the document of a number.
    pub(super) fn place(&self, number: usize) -> Place {
        self.documents[number].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_found_and_no_other() {
        for count in [0u64, 1, 2, 3, 100, 1000] {
            let id = |n: u64| DocId::from_u64(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let roll = Roll::of((0..count).map(|n| (id(n), Place::default())).collect());
            assert_eq!(roll.len() as u64, count);
            let mut numbers: Vec<usize> =
                (0..count).filter_map(|n| roll.number_of(id(n))).collect();
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(0..roll.len()));
            for other in [0, 2, u64::MAX - 1] {
                assert_eq!(roll.number_of(DocId::from_u64(other)), None);
            }
        }
    }
}
