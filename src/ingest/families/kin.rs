//! Kin: the documents that a change may reach. Who shares a key with a document, or is bound to it by a
//! decision, is its kin, and so are theirs. No family reaches beyond them, so that each set of kin is
//! worked out by itself, and one that nothing was changed in stays as it is.

use super::decisions::Decisions;
use super::keys::Key;
use crate::document::DocId;
use crate::index::Fingerprinted;
use crate::ingest::IngestError;
use std::collections::HashSet;

/// Whom a change reaches.
pub(super) struct Reached {
    /// Everyone, those that are gone included.
    pub(super) ids: HashSet<DocId>,
    /// The documents of them that are there.
    pub(super) documents: Vec<Fingerprinted>,
}

/// What is asked of a collection.
pub(super) trait Collected {
    /// A document, if it is there.
    fn find(&mut self, id: DocId) -> Result<Option<Fingerprinted>, IngestError>;

    /// The documents that have a key, and perhaps some that had it.
    fn with(&mut self, key: Key) -> Result<Vec<DocId>, IngestError>;
}

/// Finds whom changes of some documents reach; nothing if they are more than `most`.
///
/// The documents given must include the old families of those that were changed or removed: who joined
/// them has no other tie to what is there now.
pub(super) fn reached_by(
    changed: impl IntoIterator<Item = DocId>,
    most: usize,
    decisions: &Decisions,
    collected: &mut dyn Collected,
) -> Result<Option<Reached>, IngestError> {
    let mut reached = Reached {
        ids: HashSet::new(),
        documents: Vec::new(),
    };
    let mut asked: HashSet<Key> = HashSet::new();
    let mut next: Vec<DocId> = changed.into_iter().collect();
    while let Some(id) = next.pop() {
        if !reached.ids.insert(id) {
            continue;
        }
        if decisions.speak_of(id) {
            next.extend(decisions.bound_to(id));
        }
        let Some(document) = collected.find(id)? else {
            continue;
        };
        reached.documents.push(document);
        if reached.documents.len() > most {
            return Ok(None);
        }
        for key in Key::all_of(&document.fingerprint) {
            if asked.insert(key) {
                next.extend(collected.with(key)?);
            }
        }
    }
    Ok(Some(reached))
}

/// Sets of things that were joined two by two (union and find, with the paths halved).
pub(super) struct Joined {
    parents: Vec<u32>,
}

impl Joined {
    /// So many things, none joined.
    pub(super) fn new(count: usize) -> Self {
        let count = u32::try_from(count).expect("fewer documents than 2³²");
        Self {
            parents: (0..count).collect(),
        }
    }

    /// Joins two, and all that they are joined with.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }

    /// The things that are joined with others, each behind the number of its set, sorted.
    pub(super) fn members(mut self) -> Vec<(u32, u32)> {
        let mut sizes = vec![0u32; self.parents.len()];
        for at in 0..self.parents.len() {
            sizes[self.root(at) as usize] += 1;
        }
        let mut members = Vec::new();
        for at in 0..self.parents.len() {
            let root = self.root(at);
            if sizes[root as usize] > 1 {
                members.push((root, at as u32));
            }
        }
        members.sort_unstable();
        members
    }

    fn root(&mut self, at: usize) -> u32 {
        let mut at = at as u32;
        loop {
            let parent = self.parents[at as usize];
            if parent == at {
                return at;
            }
            let beyond = self.parents[parent as usize];
            self.parents[at as usize] = beyond;
            at = beyond;
        }
    }
}
