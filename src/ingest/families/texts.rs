//! The comparison of two texts, once for as long as both are there.

use super::known::Known;
use crate::document::DocId;
use crate::enrich::Shingles;
use crate::index::{Fingerprinted, Fingerprints};
use crate::ingest::IngestError;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// Shingles that are kept at hand: some 16 to 32 MB. Kin are compared one set after another.
const AT_HAND: usize = 1 << 20;

/// The texts to compare.
pub(super) struct Texts<'i> {
    index: &'i Fingerprints<'i>,
    known: Known,
    at_hand: AtHand,
}

impl<'i> Texts<'i> {
    /// The texts of an index, with what is known of them.
    pub(super) fn new(index: &'i Fingerprints<'i>, known: Known) -> Self {
        Self {
            index,
            known,
            at_hand: AtHand::default(),
        }
    }

    /// Tells whether two documents are worded alike.
    pub(super) fn are_alike(
        &mut self,
        a: &Fingerprinted,
        b: &Fingerprinted,
    ) -> Result<bool, IngestError> {
        let texts = match (a.fingerprint.body, b.fingerprint.body) {
            (Some(a), Some(b)) => (a, b),
            _ => return Ok(false),
        };
        if let Some(alike) = self.known.get(texts) {
            return Ok(alike);
        }
        let alike = self.shingles(a)?.are_alike(&*self.shingles(b)?);
        self.known.put(texts, alike);
        Ok(alike)
    }

    /// What is known now.
    pub(super) fn known(self) -> Known {
        self.known
    }

    fn shingles(&mut self, document: &Fingerprinted) -> Result<Rc<Shingles>, IngestError> {
        if let Some(shingles) = self.at_hand.get(document.id) {
            return Ok(shingles);
        }
        let shingles = Rc::new(Shingles::of(&self.index.body(document.place)?));
        self.at_hand.put(document.id, Rc::clone(&shingles));
        Ok(shingles)
    }
}

/// The shingles of the texts compared last.
#[derive(Default)]
struct AtHand {
    shingles: HashMap<DocId, Rc<Shingles>>,
    order: VecDeque<DocId>,
    size: usize,
}

impl AtHand {
    fn get(&self, id: DocId) -> Option<Rc<Shingles>> {
        self.shingles.get(&id).map(Rc::clone)
    }

    fn put(&mut self, id: DocId, shingles: Rc<Shingles>) {
        self.size += shingles.len();
        self.order.push_back(id);
        self.shingles.insert(id, shingles);
        while self.size > AT_HAND
            && let Some(oldest) = self.order.pop_front()
        {
            self.size -= self.shingles.remove(&oldest).map_or(0, |gone| gone.len());
        }
    }
}
