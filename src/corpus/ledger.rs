//! People's decisions, one JSON object a line, never changed once written.

use super::atomic::sync_dir;
use super::{Collection, CorpusError, WriterLock};
use crate::document::DocId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};

/// A field that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectedField {
    /// The date, `2024-01-17`.
    Date,
    /// The title.
    Title,
    /// The publishing site.
    Source,
    /// What it was republished from.
    Origin,
    /// The language, `vi` or `en`.
    Lang,
    /// The kind, by its name.
    Kind,
    /// The address.
    Url,
}

impl CorrectedField {
    /// All fields.
    pub const ALL: [Self; 7] = [
        Self::Date,
        Self::Title,
        Self::Source,
        Self::Origin,
        Self::Lang,
        Self::Kind,
        Self::Url,
    ];

    /// The name in the ledger and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Source => "source",
            Self::Origin => "origin",
            Self::Lang => "lang",
            Self::Kind => "kind",
            Self::Url => "url",
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Action {
    /// Leaves a document out of every answer; its bytes stay.
    Withdraw {
        /// The document.
        id: String,
    },
    /// Takes a withdrawal back.
    Restore {
        /// The document.
        id: String,
    },
    /// Replaces what was read; an empty value takes the correction back.
    Correct {
        /// The document.
        id: String,
        /// Which field.
        field: CorrectedField,
        /// The right value.
        value: String,
    },
    /// Two documents are copies of one.
    Same {
        /// One.
        id: String,
        /// The other.
        other: String,
    },
    /// Two documents are no copies.
    NotSame {
        /// One.
        id: String,
        /// The other.
        other: String,
    },
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// The ledger as it stands, with what it says of each document.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
    by_id: HashMap<DocId, Vec<usize>>,
    /// Lines that cannot be read: number from 1 and what is wrong.
    pub bad_lines: Vec<(usize, String)>,
    /// Whether the last line was cut off, as by a crash while it was written.
    pub torn: bool,
    /// Bytes of the file.
    pub size: u64,
    bytes: Vec<u8>,
}

impl Ledger {
    /// Reads the ledger of a collection; a missing one is empty.
    ///
    /// # Errors
    /// If the file is there and cannot be read.
    pub fn read(collection: &Collection) -> Result<Self, CorpusError> {
        let path = collection.ledger_path();
        match fs::read(&path) {
            Ok(bytes) => Ok(Self::parse(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(CorpusError::io("read", &path)(error)),
        }
    }

    /// Reads the lines of a ledger; never fails, but remembers what it could not read.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let mut ledger = Self {
            size: bytes.len() as u64,
            bytes: bytes.to_vec(),
            torn: !bytes.is_empty() && !bytes.ends_with(b"\n"),
            ..Self::default()
        };
        for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<LedgerEntry>(line) {
                Ok(entry) => ledger.push(entry),
                Err(error) => ledger.bad_lines.push((number + 1, error.to_string())),
            }
        }
        // A cut-off line that still parses was written whole but for its end of line.
        if ledger.torn
            && ledger
                .bad_lines
                .last()
                .is_none_or(|(n, _)| *n != line_count(bytes))
        {
            ledger.torn = false;
        }
        ledger
    }

    fn push(&mut self, entry: LedgerEntry) {
        let at = self.entries.len();
        for id in ids_of(&entry.action) {
            if let Ok(id) = id.parse() {
                self.by_id.entry(id).or_default().push(at);
            }
        }
        self.entries.push(entry);
    }

    /// All entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }

    /// The entries that name a document, oldest first.
    pub fn of(&self, id: DocId) -> impl Iterator<Item = &LedgerEntry> {
        let places = self.by_id.get(&id).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| &self.entries[*at])
    }

    /// The withdrawal that stands for a document.
    #[must_use]
    pub fn withdrawal(&self, id: DocId) -> Option<&LedgerEntry> {
        self.of(id)
            .fold(None, |standing, entry| match entry.action {
                Action::Withdraw { .. } => Some(entry),
                Action::Restore { .. } => None,
                _ => standing,
            })
    }

    /// The correction that stands for each field of a document.
    #[must_use]
    pub fn corrections(&self, id: DocId) -> Vec<&LedgerEntry> {
        let mut standing: Vec<(CorrectedField, &LedgerEntry)> = Vec::new();
        for entry in self.of(id) {
            if let Action::Correct { field, value, .. } = &entry.action {
                standing.retain(|(known, _)| known != field);
                if !value.is_empty() {
                    standing.push((*field, entry));
                }
            }
        }
        standing.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Tells one state of the ledger from another.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.bytes)
    }

    /// The documents named by what was added since a fingerprint was taken; nothing if the ledger was
    /// changed in another way since.
    #[must_use]
    pub fn ids_since(&self, fingerprint_then: &str) -> Option<Vec<DocId>> {
        let size: usize = fingerprint_then.split('-').next()?.parse().ok()?;
        let old = self.bytes.get(..size)?;
        if fingerprint(old) != fingerprint_then {
            return None;
        }
        // What was cut off then may have become part of the first line since: it counts as new.
        let torn = old.rsplit(|b| *b == b'\n').next().map_or(0, <[u8]>::len);
        let added = Self::parse(&self.bytes[old.len() - torn..]);
        Some(added.ids().collect())
    }

    /// Every document that an entry names.
    pub fn ids(&self) -> impl Iterator<Item = DocId> {
        self.by_id.keys().copied()
    }

    /// Adds entries to the file and makes them durable before it returns. A cut-off last line is closed
    /// first.
    ///
    /// # Errors
    /// If the file cannot be written; nothing of the entries is then left.
    pub fn append(
        collection: &Collection,
        _lock: &WriterLock,
        entries: &[LedgerEntry],
    ) -> Result<(), CorpusError> {
        let path = collection.ledger_path();
        let old = Self::read(collection)?;
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(CorpusError::io("write", &path))?;
        let mut lines = Vec::new();
        if old.size > 0 && !ends_with_newline(&mut file).map_err(CorpusError::io("read", &path))? {
            lines.push(b'\n');
        }
        for entry in entries {
            serde_json::to_writer(&mut lines, entry).expect("strings can be written as JSON");
            lines.push(b'\n');
        }
        let written = file
            .seek(SeekFrom::Start(old.size))
            .and_then(|_| file.write_all(&lines))
            .and_then(|()| file.sync_all());
        if let Err(error) = written {
            // Best effort: a torn line would be tolerated too.
            let _ = file.set_len(old.size);
            return Err(CorpusError::io("write", &path)(error));
        }
        // The first decision makes the file: its name must last as well.
        sync_dir(collection.root())
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digest = data_encoding::HEXLOWER.encode(&digest[..8]);
    format!("{}-{digest}", bytes.len())
}

fn ends_with_newline(file: &mut File) -> std::io::Result<bool> {
    use std::io::Read;
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last[0] == b'\n')
}

fn line_count(bytes: &[u8]) -> usize {
    bytes.split(|b| *b == b'\n').count()
}

fn ids_of(action: &Action) -> Vec<&str> {
    match action {
        Action::Withdraw { id } | Action::Restore { id } | Action::Correct { id, .. } => vec![id],
        Action::Same { id, other } | Action::NotSame { id, other } => vec![id, other],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u64) -> DocId {
        DocId::from_u64(n)
    }

    fn entry(action: Action) -> LedgerEntry {
        LedgerEntry {
            at: "2026-11-22T05:00:00Z".to_owned(),
            who: None,
            reason: Some("why".to_owned()),
            action,
        }
    }

    #[test]
    fn what_was_decided_last_stands() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("c");
        let collection = Collection::create(&root, "c", "").unwrap();
        let lock = collection.lock().unwrap();
        let write = |action| Ledger::append(&collection, &lock, &[entry(action)]).unwrap();
        let a = id(1).to_string();
        write(Action::Withdraw { id: a.clone() });
        write(Action::Correct {
            id: a.clone(),
            field: CorrectedField::Date,
            value: "2024-01-01".into(),
        });
        write(Action::Correct {
            id: a.clone(),
            field: CorrectedField::Date,
            value: "2024-01-02".into(),
        });
        let ledger = Ledger::read(&collection).unwrap();
        assert!(ledger.withdrawal(id(1)).is_some());
        assert_eq!(ledger.corrections(id(1)).len(), 1);
        write(Action::Restore { id: a.clone() });
        let ledger = Ledger::read(&collection).unwrap();
        assert!(ledger.withdrawal(id(1)).is_none());
        assert_eq!(ledger.entries().len(), 4);
        let then = Ledger::default().fingerprint();
        assert_eq!(ledger.ids_since(&then), Some(vec![id(1)]));
        assert_eq!(ledger.ids_since(&ledger.fingerprint()), Some(vec![]));
        assert_eq!(ledger.ids_since("5-abc"), None);
        assert_eq!(ledger.ids_since("99999-abc"), None);
        assert!(ledger.withdrawal(id(2)).is_none());
    }

    #[test]
    fn a_torn_tail_loses_only_itself() {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        let lock = collection.lock().unwrap();
        let a = id(7).to_string();
        let withdraw = Action::Withdraw { id: a.clone() };
        Ledger::append(&collection, &lock, &[entry(withdraw)]).unwrap();
        let mut bytes = fs::read(collection.ledger_path()).unwrap();
        bytes.extend_from_slice(b"{\"at\":\"2024");
        fs::write(collection.ledger_path(), &bytes).unwrap();
        let ledger = Ledger::read(&collection).unwrap();
        assert!(ledger.torn);
        assert!(ledger.withdrawal(id(7)).is_some());
        let restore = Action::Restore { id: a };
        Ledger::append(&collection, &lock, &[entry(restore)]).unwrap();
        let ledger = Ledger::read(&collection).unwrap();
        assert_eq!(ledger.entries().len(), 2);
        assert_eq!(ledger.bad_lines.len(), 1);
        assert!(ledger.withdrawal(id(7)).is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Ledger::parse(&bytes);
        }
    }
}
