//! Outcomes of comparisons, kept from run to run.

use crate::corpus::{CorpusError, write_piece_by_piece};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

const MAGIC: &[u8; 8] = b"vkcmp\0\0\x01";

/// Bytes of an outcome: the hashes of two texts, the smaller first, and whether they are alike.
const ENTRY: usize = 8 + 8 + 1;

/// Which texts were compared, by the hashes of their words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The entries of the file, sorted.
    old: Vec<[u8; ENTRY]>,
    /// Those of them that were asked for in this run, and those that were not in it.
    asked: HashMap<(u64, u64), bool>,
    news: bool,
}

impl Known {
    /// Reads a file; one that is missing or damaged knows nothing.
    pub(super) fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_default();
        let (entries, _) = bytes.strip_prefix(MAGIC).unwrap_or_default().as_chunks();
        Self {
            old: entries.to_vec(),
            ..Self::default()
        }
    }

    pub(super) fn get(&mut self, texts: (u64, u64)) -> Option<bool> {
        let key = in_order(texts);
        if let Some(alike) = self.asked.get(&key) {
            return Some(*alike);
        }
        let at = self.old.binary_search_by_key(&key, |entry| decode(entry).0);
        let alike = decode(&self.old[at.ok()?]).1;
        self.asked.insert(key, alike);
        Some(alike)
    }

    pub(super) fn put(&mut self, texts: (u64, u64), alike: bool) {
        self.asked.insert(in_order(texts), alike);
        self.news = true;
    }

    /// Writes what was asked for, after all documents were looked at: the rest speaks of texts that are
    /// gone.
    pub(super) fn write_asked(mut self, path: &Path) -> Result<(), CorpusError> {
        self.news |= self.asked.len() != self.old.len();
        self.old.clear();
        self.write(path)
    }

    /// Writes what is known, where that is not what the file holds.
    pub(super) fn write(self, path: &Path) -> Result<(), CorpusError> {
        if !self.news {
            return Ok(());
        }
        let mut entries = self.old;
        entries.extend(self.asked.into_iter().map(encode));
        entries.sort_unstable_by_key(|entry| decode(entry).0);
        entries.dedup();
        write_piece_by_piece(path, |out| {
            out.write_all(MAGIC)?;
            entries.iter().try_for_each(|entry| out.write_all(entry))
        })
    }
}

fn encode(((a, b), alike): ((u64, u64), bool)) -> [u8; ENTRY] {
    let mut entry = [0; ENTRY];
    entry[..8].copy_from_slice(&a.to_le_bytes());
    entry[8..16].copy_from_slice(&b.to_le_bytes());
    entry[16] = alike.into();
    entry
}

fn decode(entry: &[u8; ENTRY]) -> ((u64, u64), bool) {
    let number = |at: usize| {
        let mut number = [0; 8];
        number.copy_from_slice(&entry[at..at + 8]);
        u64::from_le_bytes(number)
    };
    ((number(0), number(8)), entry[16] == 1)
}

fn in_order((a, b): (u64, u64)) -> (u64, u64) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_back_and_those_not_asked_for_go() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("comparisons");
        let mut known = Known::read(&path);
        assert_eq!(known.get((2, 1)), None);
        known.put((2, 1), true);
        known.put((3, 4), false);
        known.write(&path).unwrap();
        let mut known = Known::read(&path);
        known.put((5, 4), true);
        known.write(&path).unwrap();
        let mut known = Known::read(&path);
        assert_eq!(known.get((1, 2)), Some(true));
        assert_eq!(known.get((4, 5)), Some(true));
        known.write_asked(&path).unwrap();
        let mut known = Known::read(&path);
        assert_eq!(known.get((1, 2)), Some(true));
        assert_eq!(known.get((4, 5)), Some(true));
        assert_eq!(known.get((3, 4)), None);
        fs::write(&path, b"what?").unwrap();
        assert_eq!(Known::read(&path).get((1, 2)), None);
    }
}
