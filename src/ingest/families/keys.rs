//! Who has a key in common: the keys of all fingerprints with their documents, sorted, beside the index.
//!
//! They stand in runs, sorted files. What is added makes a run of its own, which takes up those before it
//! that are not much longer: so there are few, and each entry is written again but a few times. A run may
//! name documents that are gone or have changed since: who asks looks at the document itself.

use super::runs::{Entry, Run, Sorter, merge};
use crate::corpus::{CorpusError, write_atomically, write_piece_by_piece};
use crate::document::{DocId, Fingerprint};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that names the runs, and the beginning of their names.
pub(in crate::ingest) const NAME: &str = "keys";

/// Before the note of the commit, in the first line of that file. A line for each run follows, in the form
/// that `sha256sum --check` reads: a run is written once, and its digest need not be taken anew each time
/// that another is added.
const HEAD: &str = "# vankien keys 1 of commit ";

/// Something of a fingerprint that two copies have in common: what it is in the first four bits, and the
/// rest of its hash. Where two that differ have the same, that costs a look at their documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) u32);

impl Key {
    /// The keys of a fingerprint.
    pub(super) fn all_of(print: &Fingerprint) -> impl Iterator<Item = Self> {
        let whole = [(0, print.body), (1, print.translation)];
        let whole = whole
            .into_iter()
            .filter_map(|(kind, hash)| Some((kind, (hash? >> 32) as u32)));
        let bands = print.wording.into_iter().flat_map(|wording| wording.bands);
        let bands = (2u32..).zip(bands);
        whole
            .chain(bands)
            .map(|(kind, hash)| Self((kind << 28) | (hash >> 4)))
    }
}

/// The runs of one commit.
pub(super) struct Keys {
    dir: PathBuf,
    runs: Vec<Run>,
}

impl Keys {
    /// Opens the keys in a directory, if they are those of a commit and whole.
    pub(super) fn open(dir: &Path, note: &str) -> Option<Self> {
        let text = fs::read_to_string(dir.join(NAME)).ok()?;
        let mut lines = text.lines();
        if lines.next()?.strip_prefix(HEAD)? != note {
            return None;
        }
        let runs = lines.map(|line| {
            let (digest, name) = line.split_once("  ")?;
            Run::open(&dir.join(name), digest).ok()
        });
        Some(Self {
            dir: dir.to_owned(),
            runs: runs.collect::<Option<_>>()?,
        })
    }

    /// Makes the keys of a commit from those that a sorter was given, in place of any others.
    pub(super) fn anew(dir: &Path, note: &str, sorter: Sorter) -> Result<Self, CorpusError> {
        let mut keys = Self {
            dir: dir.to_owned(),
            runs: Vec::new(),
        };
        keys.put(sorter)?;
        keys.leave(note)?;
        Ok(keys)
    }

    /// Adds keys, for another commit.
    pub(super) fn add(&mut self, sorter: Sorter, note: &str) -> Result<(), CorpusError> {
        if sorter.len() > 0 {
            self.put(sorter)?;
        }
        self.leave(note)
    }

    /// The documents that had a key when it was put in.
    pub(super) fn with(&mut self, key: Key) -> Result<Vec<DocId>, CorpusError> {
        let mut ids = Vec::new();
        for run in &mut self.runs {
            run.find(key.0, &mut ids)
                .map_err(CorpusError::io("read", &run.path))?;
        }
        Ok(ids.into_iter().map(DocId::from_u64).collect())
    }

    /// Gives the documents of each key that several have.
    pub(super) fn groups(&self, give: &mut dyn FnMut(&[DocId])) -> Result<(), CorpusError> {
        let mut group: Vec<DocId> = Vec::new();
        let mut of = 0;
        let mut entry = |(key, id): Entry| {
            if key != of {
                if group.len() > 1 {
                    give(&group);
                }
                group.clear();
                of = key;
            }
            group.push(DocId::from_u64(id));
            Ok(())
        };
        let sources = self.runs.iter().map(Run::entries);
        let sources: io::Result<Vec<_>> = sources.collect();
        sources
            .and_then(|sources| merge(sources, &mut entry))
            .map_err(CorpusError::io("read", &self.dir))?;
        if group.len() > 1 {
            give(&group);
        }
        Ok(())
    }

    /// Writes a run of what a sorter holds and of the runs that are not twice as long.
    fn put(&mut self, sorter: Sorter) -> Result<(), CorpusError> {
        let mut length = sorter.len();
        let mut taken = Vec::new();
        while let Some(run) = self.runs.pop_if(|run| run.len() < 2 * length) {
            length += run.len();
            taken.push(run);
        }
        let path = self.next_path()?;
        let mut digest = String::new();
        write_piece_by_piece(&path, |out| {
            let sources = taken.iter().map(Run::entries);
            let mut sources = sources.collect::<io::Result<Vec<_>>>()?;
            sources.extend(sorter.sources()?);
            digest = Run::write(sources, out)?;
            Ok(())
        })?;
        let run = Run::open(&path, &digest).map_err(CorpusError::io("read", &path))?;
        self.runs.push(run);
        Ok(())
    }

    /// Says which runs are those of a commit, and removes all others.
    fn leave(&self, note: &str) -> Result<(), CorpusError> {
        let mut text = format!("{HEAD}{note}\n");
        for run in &self.runs {
            let name = run.path.file_name().unwrap_or_default();
            text.push_str(&format!("{}  {}\n", run.digest, name.to_string_lossy()));
        }
        write_atomically(&self.dir.join(NAME), text.as_bytes())?;
        for (_, path) in numbered(&self.dir)? {
            if self.runs.iter().all(|run| run.path != path) {
                // One that stays is no more than in the way of a little room.
                let _ = fs::remove_file(path);
            }
        }
        Ok(())
    }

    fn next_path(&self) -> Result<PathBuf, CorpusError> {
        let last = numbered(&self.dir)?.into_iter().map(|(number, _)| number);
        let number = last.max().unwrap_or(0).wrapping_add(1);
        Ok(self.dir.join(format!("{NAME}-{number:06}")))
    }
}

/// The files in a directory that are or were runs, with their numbers.
fn numbered(dir: &Path) -> Result<Vec<(u32, PathBuf)>, CorpusError> {
    let entries = fs::read_dir(dir).map_err(CorpusError::io("read", dir))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            let number = name.strip_prefix(NAME)?.strip_prefix('-')?;
            Some((number.parse().ok()?, path))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ids(ids: impl IntoIterator<Item = u64>) -> BTreeSet<DocId> {
        ids.into_iter().map(DocId::from_u64).collect()
    }

    /// A key that many or few documents have; those of one kind are not spread evenly.
    fn key(n: u64) -> Key {
        Key((((n % 5) as u32) << 28) | ((n * n % 9973) as u32 * 16_000))
    }

    #[test]
    fn who_has_a_key_is_found_whatever_run_it_came_with() {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(dir.path(), 1000);
        for n in 0..20_000 {
            sorter.push(key(n).0, n).unwrap();
        }
        let mut keys = Keys::anew(dir.path(), "1", sorter).unwrap();
        for (batch, note) in (20_000..20_060).zip(2u32..) {
            let mut sorter = Sorter::new(dir.path(), 1000);
            sorter.push(key(batch).0, batch).unwrap();
            keys.add(sorter, &note.to_string()).unwrap();
        }
        assert!(keys.runs.len() < 9, "{} runs", keys.runs.len());
        assert!(Keys::open(dir.path(), "60").is_none());
        let mut keys = Keys::open(dir.path(), "61").unwrap();
        for n in (0..20_060).step_by(77).chain([20_059]) {
            let expected = ids((0..20_060).filter(|other| key(*other) == key(n)));
            let found: BTreeSet<_> = keys.with(key(n)).unwrap().into_iter().collect();
            assert_eq!(found, expected);
        }
        assert!(keys.with(Key(7)).unwrap().is_empty());
        let mut shared = 0;
        keys.groups(&mut |group| {
            shared += group.len();
            assert!(group.len() > 1);
        })
        .unwrap();
        let all: Vec<Key> = (0..20_060).map(key).collect();
        let mut counts = std::collections::HashMap::<_, usize>::new();
        all.iter()
            .for_each(|key| *counts.entry(key).or_insert(0) += 1);
        assert_eq!(
            shared,
            counts.values().filter(|count| **count > 1).sum::<usize>()
        );
    }

    #[test]
    fn keys_that_are_not_whole_are_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(dir.path(), 10);
        sorter.push(1, 1).unwrap();
        let keys = Keys::anew(dir.path(), "1", sorter).unwrap();
        let path = keys.runs[0].path.clone();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[1..]).unwrap();
        assert!(Keys::open(dir.path(), "1").is_none());
        fs::remove_file(&path).unwrap();
        assert!(Keys::open(dir.path(), "1").is_none());
    }
}
