//! All documents of an index by id and by place.
//!
//! They are numbered in the order in which they stand in the index, so that who goes through them by
//! number reads the index from its beginning to its end.

use crate::document::DocId;
use crate::index::Place;

/// The documents, sorted, and where those begin whose ids begin with the same bits. Ids are hashes, so
/// that a document and such a beginning are mostly one: finding one looks at two places, not at twenty.
pub(super) struct Roll {
    ids: Vec<DocId>,
    /// The numbers of the documents in the order of ids.
    numbers: Vec<u32>,
    places: Vec<Place>,
    begin: Vec<u32>,
    /// How far an id is shifted to leave those bits.
    shift: u32,
}

impl Roll {
    /// Puts documents in order, of which ids and places come as they stand in the index.
    pub(super) fn of(ids: Vec<DocId>, places: Vec<Place>) -> Self {
        let mut ids: Vec<(DocId, u32)> = ids.into_iter().zip(0..).collect();
        ids.sort_unstable();
        let bits = ids.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begin = vec![0u32; (1 << bits) + 1];
        for (id, _) in &ids {
            begin[(id.as_u64() >> shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for number in &mut begin {
            sum += *number;
            *number = sum;
        }
        let (ids, numbers) = ids.into_iter().unzip();
        Self {
            ids,
            numbers,
            places,
            begin,
            shift,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of a document.
    pub(super) fn number_of(&self, id: DocId) -> Option<usize> {
        let bits = (id.as_u64() >> self.shift) as usize;
        let (from, to) = (self.begin[bits] as usize, self.begin[bits + 1] as usize);
        let at = self.ids[from..to].binary_search(&id).ok()?;
        Some(self.numbers[from + at] as usize)
    }

    /// The place of the document of a number.
    pub(super) fn place(&self, number: usize) -> Place {
        self.places[number]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_found_and_no_other() {
        for count in [0u64, 1, 2, 3, 100, 1000] {
            let id = |n: u64| DocId::from_u64(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let roll = Roll::of(
                (0..count).map(id).collect(),
                vec![Place::default(); count as usize],
            );
            assert_eq!(roll.len() as u64, count);
            let numbers = (0..count).filter_map(|n| roll.number_of(id(n)));
            assert!(numbers.eq(0..roll.len()), "numbered as they came");
            for other in [0, 2, u64::MAX - 1] {
                assert_eq!(roll.number_of(DocId::from_u64(other)), None);
            }
        }
    }
}
