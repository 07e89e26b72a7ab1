//! Families: which documents of a collection are copies of one text.
//!
//! Worked out from the index after each commit that changed it, and written beside it. A comparison
//! of two texts holds as long as the texts do, so its outcome is kept under the hashes of both and the
//! texts of a collection are compared once.

mod candidates;
mod decisions;
mod known;
mod star;
#[cfg(test)]
mod tests;

use super::{IngestError, sums};
use crate::corpus::{Generation, Ledger, write_atomically};
use crate::document::DocId;
use crate::enrich::Shingles;
use crate::index::{Families, Fingerprinted, Index};
use decisions::Decisions;
use known::Known;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// Shingles that are kept at hand, in hashes: 64 MB.
const AT_HAND: usize = 8 << 20;

/// Tells whether the families of a generation are those of its last commit.
pub(super) fn are_current(generation: &Generation, note: &str) -> bool {
    let path = Families::path(&generation.index_dir());
    matches!(Families::read(&path), Ok(Some(families)) if families.note() == note)
}

/// Works the families of the last commit out and writes them, unless they are there.
pub(super) fn bring_up(generation: &Generation, ledger: &Ledger) -> Result<(), IngestError> {
    let index = Index::open(&generation.index_dir())?;
    if are_current(generation, index.payload()) {
        return Ok(());
    }
    sums::forget(generation)?;
    let mut documents = index.fingerprints()?;
    let known_path = generation.dir().join("comparisons");
    let mut library = Library {
        index: &index,
        known: Known::read(&known_path),
        at_hand: AtHand::default(),
    };
    let centres = place(&mut documents, &Decisions::of(ledger), &mut |a, b| {
        library.are_alike(a, b)
    })?;
    let placed = documents
        .iter()
        .zip(centres)
        .map(|(document, centre)| (document.id, documents[centre].id, document.lang));
    let families = Families::new(index.payload(), placed);
    library.known.write(&known_path)?;
    let path = Families::path(&generation.index_dir());
    Ok(write_atomically(&path, &families.encode())?)
}

/// Puts documents in order and gives each the place of its centre.
fn place(
    documents: &mut [Fingerprinted],
    decisions: &Decisions,
    alike: &mut dyn FnMut(&Fingerprinted, &Fingerprinted) -> Result<bool, IngestError>,
) -> Result<Vec<usize>, IngestError> {
    documents.sort_unstable_by_key(|document| {
        let undated = document.date.is_none();
        (undated, document.date, document.id.printed_order())
    });
    star::centres(documents, decisions, alike)
}

/// The texts to compare.
struct Library<'i> {
    index: &'i Index,
    known: Known,
    at_hand: AtHand,
}

impl Library<'_> {
    fn are_alike(&mut self, a: &Fingerprinted, b: &Fingerprinted) -> Result<bool, IngestError> {
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

    fn shingles(&mut self, document: &Fingerprinted) -> Result<Rc<Shingles>, IngestError> {
        if let Some(shingles) = self.at_hand.get(document.id) {
            return Ok(shingles);
        }
        let shingles = Rc::new(Shingles::of(&self.index.body(document.place)?));
        self.at_hand.put(document.id, Rc::clone(&shingles));
        Ok(shingles)
    }
}

/// The shingles of the texts compared last: copies are mostly of one day.
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
