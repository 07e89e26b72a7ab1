//! The file of families, asked for single documents.
//!
//! A search asks for some twenty of what may be a million members: it reads what stands around each of
//! them, not the file. Ids are hashes, spread evenly, so that where one stands is known but for a little.
//! Who goes on asking has the file read in the end.

use super::IndexError;
use super::families::{self, FamilyMember, MEMBER};
use crate::document::DocId;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use tantivy::HasLen;
use tantivy::directory::{FileSlice, OwnedBytes};

/// So many documents are asked for before the whole file is read: by then that costs no more.
const FEW: usize = 200;

/// A file of families, open.
pub struct FamilyFile {
    path: PathBuf,
    /// The members alone.
    members: FileSlice,
    count: usize,
    asked: AtomicUsize,
    whole: OnceLock<OwnedBytes>,
}

impl FamilyFile {
    /// Opens a file; nothing where there is none, or one that is not whole.
    #[must_use]
    pub fn open(path: &Path) -> Option<Self> {
        let file = FileSlice::open(path).ok()?;
        let head = file.slice_to(file.len().min(families::HEAD));
        let (_, start, count) = families::head_of(&head.read_bytes().ok()?)?;
        let members = file.slice_from(start);
        (members.len() == count.checked_mul(MEMBER)?).then(|| Self {
            path: path.to_owned(),
            members,
            count,
            asked: AtomicUsize::new(0),
            whole: OnceLock::new(),
        })
    }

    /// Tells whether no document has copies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// What is known of a document; nothing if it has no copies.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn of(&self, id: DocId) -> Result<Option<FamilyMember>, IndexError> {
        if self.is_empty() {
            return Ok(None);
        }
        if let Some(whole) = self.whole()? {
            return Ok(find(whole, id));
        }
        let guess = ((u128::from(id.as_u64()) * self.count as u128) >> u64::BITS) as usize;
        // Twice the standard deviation of where an id stands, at its widest.
        let mut reach = self.count.isqrt() + 8;
        loop {
            let near = guess.saturating_sub(reach)..(guess + reach).min(self.count);
            let bytes = self.read(near.clone())?;
            let (members, _) = bytes.as_chunks::<MEMBER>();
            let id_of = families::id_of;
            let begins = near.start == 0 || members.first().is_some_and(|first| id_of(first) <= id);
            let ends =
                near.end == self.count || members.last().is_some_and(|last| id_of(last) >= id);
            if begins && ends {
                return Ok(find(&bytes, id));
            }
            reach *= 4;
        }
    }

    /// All members, once many were asked for.
    fn whole(&self) -> Result<Option<&OwnedBytes>, IndexError> {
        if self.whole.get().is_none() {
            if self.asked.fetch_add(1, Ordering::Relaxed) < FEW {
                return Ok(None);
            }
            // Another thread may have read the same.
            let _ = self.whole.set(self.read(0..self.count)?);
        }
        Ok(self.whole.get())
    }

    fn read(&self, members: Range<usize>) -> Result<OwnedBytes, IndexError> {
        let bytes = members.start * MEMBER..members.end * MEMBER;
        let read = self.members.slice(bytes).read_bytes();
        read.map_err(|source| IndexError::Io {
            path: self.path.clone(),
            source,
        })
    }
}

/// The member of an id among members sorted by it.
fn find(members: &[u8], id: DocId) -> Option<FamilyMember> {
    let (members, _) = members.as_chunks::<MEMBER>();
    let at = members.binary_search_by_key(&id, families::id_of).ok()?;
    Some(FamilyMember::from_bytes(&members[at]))
}

#[cfg(test)]
mod tests {
    use super::super::Families;
    use super::*;
    use crate::document::Lang;

    #[test]
    fn every_member_is_found_and_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("families");
        assert!(FamilyFile::open(&path).is_none());
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        // Spread evenly as ids are, and all at one end.
        let ways: [fn(u64) -> u64; 3] = [
            |n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            |n| 2 * n + 1,
            |n| u64::MAX - 2 * n,
        ];
        for (way, count) in ways
            .iter()
            .flat_map(|way| [(way, 0), (way, 2), (way, 3000)])
        {
            let ids: Vec<DocId> = (0..count).map(|n| DocId::from_u64(way(n))).collect();
            let placed = ids.iter().map(|id| (*id, ids[0], Lang::Vi)).collect();
            let families = Families::new("7", FamilyMember::of(placed));
            let bytes = families.encode();
            std::fs::write(&path, &bytes).unwrap();
            let file = FamilyFile::open(&path).unwrap();
            assert_eq!(file.is_empty(), count == 0);
            let others = [0, 2, spread(count) & !1, u64::MAX - 1].map(DocId::from_u64);
            // The last of them are looked for in all that was read.
            for id in others.into_iter().chain(ids) {
                assert_eq!(file.of(id).unwrap(), families.of(id));
            }
            assert_eq!(file.whole.get().is_some(), count > FEW as u64);
            std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
            assert!(FamilyFile::open(&path).is_none(), "cut short");
        }
    }
}
