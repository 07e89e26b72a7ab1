//! Families: which documents of a collection are copies of one text.
//!
//! Worked out from the index after each commit that changed it, and written beside it. What is worked
//! out is only what a change can reach ([`kin`]); all of it where nothing is known of the commit before,
//! or much has changed. Either way the same comes out. A comparison of two texts holds as long as the
//! texts do, so its outcome is kept under the hashes of both and the texts of a collection are compared
//! once.

mod candidates;
mod decisions;
mod keys;
mod kin;
mod known;
mod roll;
mod runs;
mod star;
#[cfg(test)]
mod tests;
mod texts;

use super::{IngestError, sums};
use crate::corpus::{CorpusError, Generation, Ledger, write_atomically};
use crate::document::DocId;
use crate::index::{Families, FamilyMember, Fingerprinted, Fingerprints, Index, Place};
pub(super) use keys::NAME as KEYS;

use decisions::Decisions;
use keys::{Key, Keys};
use kin::{Collected, Joined, reached_by};
use known::Known;
use roll::Roll;
use runs::Sorter;
use std::collections::HashSet;
use texts::Texts;

/// Keys that are sorted in memory: 16 MB.
const SORTED_IN_MEMORY: usize = 1 << 20;

/// Where more than this part of a collection has changed, or is reached, all of it is worked out: asking
/// for single documents costs more than going through them.
const FEW: usize = 16;

/// So many documents are few in any collection.
const ALWAYS_FEW: usize = 64;

/// What was changed in an index since a commit.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    /// The note of that commit.
    pub(super) since: String,
    /// The documents that were put or removed, or that the ledger speaks of since; some perhaps twice.
    pub(super) ids: Vec<DocId>,
}

/// Tells whether the families of a generation are those of its last commit.
pub(super) fn are_current(generation: &Generation, note: &str) -> bool {
    let path = Families::path(&generation.index_dir());
    Families::note_in(&path).as_deref() == Some(note)
}

/// Works the families of the last commit out and writes them, unless they are there.
pub(super) fn bring_up(
    generation: &Generation,
    ledger: &Ledger,
    changes: Option<&Changes>,
) -> Result<(), IngestError> {
    let index = Index::open_in_pieces(&generation.index_dir())?;
    let note = index.payload();
    if are_current(generation, note) {
        return Ok(());
    }
    sums::forget(generation)?;
    let known_path = generation.dir().join("comparisons");
    let prints = index.fingerprints()?;
    let mut work = Work {
        generation,
        note,
        prints: &prints,
        texts: Texts::new(&prints, Known::read(&known_path)),
        decisions: Decisions::of(ledger),
    };
    let documents = usize::try_from(index.documents()).unwrap_or(usize::MAX);
    let most = (documents / FEW).max(ALWAYS_FEW);
    let changed = match changes.filter(|changes| changes.ids.len() <= most) {
        Some(changes) => work.changed(changes, most)?,
        None => None,
    };
    let (families, all) = match changed {
        Some(families) => (families, false),
        None => (work.all()?, true),
    };
    let known = work.texts.known();
    if all {
        known.write_asked(&known_path)?;
    } else {
        known.write(&known_path)?;
    }
    let path = Families::path(&generation.index_dir());
    Ok(write_atomically(&path, &families.encode())?)
}

/// The working out of one commit's families.
struct Work<'i> {
    generation: &'i Generation,
    note: &'i str,
    prints: &'i Fingerprints<'i>,
    texts: Texts<'i>,
    decisions: Decisions,
}

impl Work<'_> {
    /// Works out all families.
    fn all(&mut self) -> Result<Families, IngestError> {
        let dir = self.generation.dir();
        let (mut ids, mut places): (Vec<DocId>, Vec<Place>) = Default::default();
        let mut sorter = Sorter::new(dir, SORTED_IN_MEMORY);
        self.prints.each(|document| {
            ids.push(document.id);
            places.push(document.place);
            push_keys(&mut sorter, &document).map_err(CorpusError::io("write", dir))
        })?;
        let roll = Roll::of(ids, places);
        let keys = Keys::anew(dir, self.note, sorter)?;
        let mut members = Vec::new();
        // In the order in which they stand in the index, whose texts are compared.
        for set in kin_of(&roll, &keys, &self.decisions)?.chunk_by(|a, b| a.0 == b.0) {
            let places = set.iter().map(|(_, number)| roll.place(*number as usize));
            let kin = places.filter_map(|place| self.prints.at(place));
            let mut kin: Vec<Fingerprinted> = kin.collect();
            members.extend(self.place(&mut kin)?);
        }
        Ok(Families::new(self.note, members))
    }

    /// Works out the families that changes reach; nothing where what was before is not known, or they
    /// reach further than that would pay.
    fn changed(&mut self, changes: &Changes, most: usize) -> Result<Option<Families>, IngestError> {
        let path = Families::path(&self.generation.index_dir());
        // Families that cannot be read are made anew.
        let before = Families::read(&path).ok().flatten();
        let Some(before) = before.filter(|before| before.note() == changes.since) else {
            return Ok(None);
        };
        let dir = self.generation.dir();
        let Some(mut keys) = Keys::open(dir, &changes.since) else {
            return Ok(None);
        };
        let mut asked = Asked {
            prints: self.prints,
            keys: &mut keys,
        };
        let from = with_families(&changes.ids, &before);
        let Some(mut reached) = reached_by(from, most, &self.decisions, &mut asked)? else {
            return Ok(None);
        };
        let changed: HashSet<DocId> = changes.ids.iter().copied().collect();
        let mut sorter = Sorter::new(dir, SORTED_IN_MEMORY);
        for document in &reached.documents {
            if changed.contains(&document.id) {
                push_keys(&mut sorter, document).map_err(CorpusError::io("write", dir))?;
            }
        }
        keys.add(sorter, self.note)?;
        let placed = self.place(&mut reached.documents)?;
        let reached: Vec<DocId> = reached.ids.into_iter().collect();
        Ok(Some(before.renewed(self.note, &reached, placed)))
    }

    /// The members of families among documents that are no kin of any other.
    fn place(&mut self, kin: &mut [Fingerprinted]) -> Result<Vec<FamilyMember>, IngestError> {
        place(kin, &self.decisions, &mut |a, b| self.texts.are_alike(a, b))
    }
}

/// The index and the keys, as far as changes ask for them.
struct Asked<'i> {
    prints: &'i Fingerprints<'i>,
    keys: &'i mut Keys,
}

impl Collected for Asked<'_> {
    fn find(&mut self, id: DocId) -> Result<Option<Fingerprinted>, IngestError> {
        Ok(self.prints.find(id)?)
    }

    fn with(&mut self, key: Key) -> Result<Vec<DocId>, IngestError> {
        Ok(self.keys.with(key)?)
    }
}

fn push_keys(sorter: &mut Sorter, document: &Fingerprinted) -> std::io::Result<()> {
    Key::all_of(&document.fingerprint).try_for_each(|key| sorter.push(key.0, document.id.as_u64()))
}

/// The documents that have kin, by their numbers; each behind the number of its kin.
fn kin_of(roll: &Roll, keys: &Keys, decisions: &Decisions) -> Result<Vec<(u32, u32)>, IngestError> {
    let mut joined = Joined::new(roll.len());
    let mut join = |ids: &[DocId]| {
        let mut numbers = ids.iter().filter_map(|id| roll.number_of(*id));
        if let Some(first) = numbers.next() {
            numbers.for_each(|other| joined.join(first, other));
        }
    };
    keys.groups(&mut join)?;
    decisions.all().for_each(|id| join(&decisions.bound_to(id)));
    Ok(joined.members())
}

/// Puts documents in order, and into families; none of them may be kin of any other document.
fn place(
    documents: &mut [Fingerprinted],
    decisions: &Decisions,
    alike: &mut dyn FnMut(&Fingerprinted, &Fingerprinted) -> Result<bool, IngestError>,
) -> Result<Vec<FamilyMember>, IngestError> {
    documents.sort_unstable_by_key(|document| {
        let undated = document.date.is_none();
        (undated, document.date, document.id.printed_order())
    });
    let centres = star::centres(documents, decisions, alike)?;
    let placed = documents
        .iter()
        .zip(centres)
        .map(|(document, centre)| (document.id, documents[centre].id, document.lang));
    Ok(FamilyMember::of(placed.collect()))
}

/// Changed documents and all that were in a family with one of them.
fn with_families(changed: &[DocId], before: &Families) -> Vec<DocId> {
    let old = changed.iter().filter_map(|id| before.of(*id));
    let centres: HashSet<DocId> = old.map(|member| member.centre).collect();
    let mut all = changed.to_vec();
    if !centres.is_empty() {
        let members = before.members();
        let theirs = members.filter(|member| centres.contains(&member.centre));
        all.extend(theirs.map(|member| member.id));
    }
    all
}
