//! The corpus against its own digests: imports, WARC files, the ledger, and what belongs to none of them.

use super::{Check, FindingKind, MEND_COPY};
use crate::corpus::warc::WarcReader;
use crate::corpus::{BatchMark, CorpusError, Format, Ledger, MAX_RECORD, Manifest};
use crate::ingest::sums::sha256_of;
use crate::ingest::{Event, IngestError};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a collection consists of.
const KNOWN: [&str; 7] = [
    "vankien.toml",
    "README.txt",
    "warc",
    "import",
    "ledger.jsonl",
    "sites",
    "searches",
];

impl Check<'_> {
    /// Names at the top and in `warc/` that nothing accounts for.
    pub(super) fn top(&mut self) -> Result<(), IngestError> {
        let unknown = "move it out of the collection, or add it with `vankien add`";
        for name in self.collection.names_in("")? {
            if !KNOWN.contains(&name.as_str()) {
                self.find(
                    FindingKind::UnknownFile,
                    name,
                    "it is no part of a collection",
                    unknown,
                );
            }
        }
        for month in self.collection.names_in("warc")? {
            let relative = format!("warc/{month}");
            for name in self.collection.names_in(&relative)? {
                if !(name.ends_with(".warc.gz") || name.ends_with(".warc")) {
                    let subject = format!("{relative}/{name}");
                    self.find(
                        FindingKind::UnknownFile,
                        subject,
                        "it is no WARC file",
                        unknown,
                    );
                }
            }
        }
        Ok(())
    }

    pub(super) fn import(&mut self, relative: &str) -> Result<(), IngestError> {
        let dir = self.collection.path_of(relative);
        let manifest = match Manifest::read(&dir.join("import.json")) {
            Ok(manifest) => manifest,
            Err(error) => {
                let mend = "copy the directory again, or add its files with `vankien add`";
                self.find(FindingKind::MissingFile, relative, error.to_string(), mend);
                return Ok(());
            }
        };
        let sealed = fs::read(dir.join("import.json"));
        if sealed.is_ok_and(|bytes| !Manifest::seal_agrees(&bytes)) {
            self.find(
                FindingKind::Damaged,
                format!("{relative}/import.json"),
                "it is not what was written: the digest in its second line does not agree",
                "copy it again from a backup; `vankien add` of the originals makes a new one",
            );
        }
        let mut accounted: HashSet<PathBuf> = HashSet::new();
        for file in &manifest.files {
            let stored = format!("{relative}/files/{}", file.stored);
            let path = self.collection.path_of(&stored);
            let whole = self.file(&stored, &path, &file.sha256);
            if file.holds == Format::Warc && path.is_file() {
                self.imported_warc(&stored, &path, whole)?;
            }
            self.report.files += 1;
            (self.on_event)(Event::Checked {
                file: stored,
                bytes: file.size,
            });
            accounted.insert(path);
        }
        self.unknown_below(&dir, &accounted);
        Ok(())
    }

    /// Compares an imported file with its digest; tells whether it is what it was.
    fn file(&mut self, stored: &str, path: &Path, expected: &str) -> bool {
        let (kind, detail) = match sha256_of(path) {
            Ok(found) if found == expected => return true,
            Ok(found) => (
                FindingKind::Damaged,
                format!("its SHA-256 is {found}, import.json says {expected}"),
            ),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                (FindingKind::MissingFile, "it is gone".to_owned())
            }
            Err(error) => (FindingKind::Damaged, error.to_string()),
        };
        self.find(kind, stored, detail, MEND_COPY);
        false
    }

    /// Files of an import that its `import.json` does not name.
    fn unknown_below(&mut self, dir: &Path, accounted: &HashSet<PathBuf>) {
        let mut waiting = vec![dir.to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    waiting.push(path);
                } else if !accounted.contains(&path) && path != dir.join("import.json") {
                    let shown = path.strip_prefix(self.collection.root()).unwrap_or(&path);
                    self.find(
                        FindingKind::UnknownFile,
                        shown.display().to_string(),
                        "import.json does not name it",
                        "move it out and add it with `vankien add`",
                    );
                }
            }
        }
    }

    /// Checks a WARC file that `fetch` wrote, record by record.
    pub(super) fn warc(&mut self, mark: &BatchMark) -> Result<(), IngestError> {
        let path = self.collection.path_of(&mark.name);
        let mend = "copy the file from a backup, or fetch the page again";
        for (offset, wrong) in faults(&path)? {
            let subject = format!("{}@{offset}", mark.name);
            self.find(FindingKind::Damaged, subject, wrong.reason(), mend);
        }
        self.report.files += 1;
        (self.on_event)(Event::Checked {
            file: mark.name.clone(),
            bytes: mark.size,
        });
        Ok(())
    }

    /// Checks the digests that an imported WARC file states. What else is wrong in a file that is as it was
    /// added was told then.
    fn imported_warc(&mut self, stored: &str, path: &Path, whole: bool) -> Result<(), IngestError> {
        for (offset, wrong) in faults(path)? {
            let (detail, mend) = match (&wrong, whole) {
                (Wrong::Unreadable(_), true) => continue,
                (Wrong::Digest(_), true) => (
                    format!("{}, and did not when it was added", wrong.reason()),
                    "get the file anew from where it came from, and `vankien add` it",
                ),
                (_, false) => (wrong.reason(), MEND_COPY),
            };
            let subject = format!("{stored}@{offset}");
            self.find(FindingKind::Damaged, subject, detail, mend);
        }
        Ok(())
    }

    pub(super) fn ledger(&mut self, ledger: &Ledger) {
        for (line, wrong) in &ledger.bad_lines {
            self.find(
                FindingKind::Ledger,
                format!("ledger.jsonl line {line}"),
                wrong.clone(),
                "correct the line by hand, or take it out and make the decision again",
            );
        }
    }
}

/// What is wrong with a record of a WARC file.
enum Wrong {
    /// The digest of this name does not agree.
    Digest(&'static str),
    /// It cannot be read.
    Unreadable(String),
}

impl Wrong {
    fn reason(&self) -> String {
        match self {
            Self::Digest(field) => format!("{field} does not agree"),
            Self::Unreadable(reason) => reason.clone(),
        }
    }
}

/// The records of a WARC file with which something is wrong, by their offset.
fn faults(path: &Path) -> Result<impl Iterator<Item = (u64, Wrong)>, CorpusError> {
    let file = fs::File::open(path).map_err(CorpusError::io("read", path))?;
    let entries = WarcReader::new(file, 0, MAX_RECORD).map_err(CorpusError::io("read", path))?;
    Ok(entries.filter_map(|entry| match entry {
        Ok(entry) => {
            let field = entry.check_digests().err()?;
            Some((entry.offset, Wrong::Digest(field)))
        }
        Err(problem) => Some((problem.offset, Wrong::Unreadable(problem.reason))),
    }))
}
