//! Outcomes of comparisons, kept from run to run.

use crate::corpus::{CorpusError, write_atomically};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

const MAGIC: &[u8; 8] = b"vkcmp\0\0\x01";

/// Bytes of an outcome: the hashes of two texts, the smaller first, and whether they are alike.
const ENTRY: usize = 8 + 8 + 1;

/// Which texts were compared, by the hashes of their words.
#[derive(Debug, Default)]
pub(super) struct Known {
    old: HashMap<(u64, u64), bool>,
    /// Those that were asked for in this run: others speak of texts that are gone.
    asked: HashMap<(u64, u64), bool>,
    news: bool,
}

impl Known {
    /// Reads a file; one that is missing or damaged knows nothing.
    pub(super) fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_default();
        let entries = bytes.strip_prefix(MAGIC).unwrap_or_default();
        let mut known = Self::default();
        for entry in entries.chunks_exact(ENTRY) {
            let number = |at: usize| {
                let mut number = [0; 8];
                number.copy_from_slice(&entry[at..at + 8]);
                u64::from_le_bytes(number)
            };
            known.old.insert((number(0), number(8)), entry[16] == 1);
        }
        known
    }

    pub(super) fn get(&mut self, texts: (u64, u64)) -> Option<bool> {
        let key = in_order(texts);
        if let Some(alike) = self.asked.get(&key) {
            return Some(*alike);
        }
        let alike = *self.old.get(&key)?;
        self.asked.insert(key, alike);
        Some(alike)
    }

    pub(super) fn put(&mut self, texts: (u64, u64), alike: bool) {
        self.asked.insert(in_order(texts), alike);
        self.news = true;
    }

    /// Writes what was asked for, where that is not what the file holds.
    pub(super) fn write(&self, path: &Path) -> Result<(), CorpusError> {
        if !self.news && self.asked.len() == self.old.len() {
            return Ok(());
        }
        let mut entries: Vec<((u64, u64), bool)> = self
            .asked
            .iter()
            .map(|(key, alike)| (*key, *alike))
            .collect();
        entries.sort_unstable();
        let mut bytes = Vec::with_capacity(8 + entries.len() * ENTRY);
        bytes.extend(MAGIC);
        for ((a, b), alike) in entries {
            bytes.extend(a.to_le_bytes());
            bytes.extend(b.to_le_bytes());
            bytes.push(alike.into());
        }
        write_atomically(path, &bytes)
    }
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
        assert_eq!(known.get((1, 2)), Some(true));
        known.write(&path).unwrap();
        let mut known = Known::read(&path);
        assert_eq!(known.get((1, 2)), Some(true));
        assert_eq!(known.get((3, 4)), None);
        fs::write(&path, b"what?").unwrap();
        assert_eq!(Known::read(&path).get((1, 2)), None);
    }
}
