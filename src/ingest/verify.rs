//! Finds every disagreement between corpus, catalogue and index.

mod derived;

use super::sums::sha256_of;
use super::{Event, IngestError};
use crate::corpus::warc::WarcReader;
use crate::corpus::{BatchKind, BatchMark, Collection, Ledger, MAX_RECORD, Manifest};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// Bytes are not what their digest says.
    Damaged,
    /// A file that should be there is not.
    MissingFile,
    /// A file that nothing accounts for.
    UnknownFile,
    /// The catalogue does not say what the corpus says.
    Catalogue,
    /// The index does not say what the catalogue says.
    Index,
    /// The ledger holds a line that cannot be read, or names what is not there.
    Ledger,
}

impl FindingKind {
    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::MissingFile => "missing",
            Self::UnknownFile => "unknown",
            Self::Catalogue => "catalogue",
            Self::Index => "index",
            Self::Ledger => "ledger",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// The file or document.
    pub subject: String,
    /// What is wrong.
    pub detail: String,
    /// How to mend it.
    pub mend: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Files read and compared.
    pub files: u64,
    /// Records read and compared.
    pub records: u64,
    /// Documents compared with the index.
    pub documents: u64,
    /// What is wrong; empty if nothing is.
    pub findings: Vec<Finding>,
}

/// How far a check goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every byte of the corpus against its digest and the catalogue, the index by ids and checksums.
    Bytes,
    /// Beside that every document is read anew and compared with what the index shows of it.
    Contents,
}

/// Compares corpus, catalogue and index with one another and with every digest; changes nothing.
///
/// # Errors
/// If the collection cannot be listed at all.
pub fn verify(
    collection: &Collection,
    depth: Depth,
    on_event: &mut dyn FnMut(Event),
) -> Result<VerifyReport, IngestError> {
    let mut check = Check {
        collection,
        report: VerifyReport::default(),
        on_event,
    };
    check.top()?;
    for name in check.collection.names_in("import")? {
        check.import(&format!("import/{name}"))?;
    }
    for mark in collection.batches()? {
        if mark.kind == BatchKind::Fetched {
            check.warc(&mark)?;
        }
    }
    let ledger = Ledger::read(collection)?;
    check.ledger(&ledger);
    // What is damaged there may be found by an error as well as by a comparison.
    let compared = check.guarded(|check| check.derived(&ledger));
    // Where the corpus itself is damaged, the index would only be found to differ from it again.
    let sound = check.report.findings.iter().all(|finding| {
        matches!(
            finding.kind,
            FindingKind::UnknownFile | FindingKind::Ledger | FindingKind::Index
        )
    });
    if compared && sound && depth == Depth::Contents {
        check.guarded(|check| check.contents().map(|()| true));
    }
    Ok(check.report)
}

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

const MEND_INDEX: &str = "vankien rebuild";

const MEND_COPY: &str = "copy the file again from where it came from or from a backup; \
    `vankien add` of the original also brings it back";

struct Check<'a> {
    collection: &'a Collection,
    report: VerifyReport,
    on_event: &'a mut dyn FnMut(Event),
}

impl Check<'_> {
    fn find(
        &mut self,
        kind: FindingKind,
        subject: impl Into<String>,
        detail: impl Into<String>,
        mend: &str,
    ) {
        self.report.findings.push(Finding {
            kind,
            subject: subject.into(),
            detail: detail.into(),
            mend: mend.to_owned(),
        });
    }

    /// Names at the top and in `warc/` that nothing accounts for.
    fn top(&mut self) -> Result<(), IngestError> {
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

    fn import(&mut self, relative: &str) -> Result<(), IngestError> {
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
            match sha256_of(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.find(
                        FindingKind::MissingFile,
                        stored.clone(),
                        "it is gone",
                        MEND_COPY,
                    );
                }
                Err(error) => {
                    self.find(
                        FindingKind::Damaged,
                        stored.clone(),
                        error.to_string(),
                        MEND_COPY,
                    );
                }
                Ok(found) if found != file.sha256 => {
                    let detail =
                        format!("its SHA-256 is {found}, import.json says {}", file.sha256);
                    self.find(FindingKind::Damaged, stored.clone(), detail, MEND_COPY);
                }
                Ok(_) => {}
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

    fn warc(&mut self, mark: &BatchMark) -> Result<(), IngestError> {
        let path = self.collection.path_of(&mark.name);
        let io = |source| crate::corpus::CorpusError::Io {
            doing: "read",
            path: path.clone(),
            source,
        };
        let reader = fs::File::open(&path).map_err(io)?;
        let entries = WarcReader::new(reader, 0, MAX_RECORD).map_err(io)?;
        for entry in entries {
            let (offset, wrong) = match entry {
                Ok(entry) => match entry.check_digests() {
                    Ok(()) => continue,
                    Err(field) => (entry.offset, format!("{field} does not agree")),
                },
                Err(problem) => (problem.offset, problem.reason),
            };
            let subject = format!("{}@{offset}", mark.name);
            self.find(
                FindingKind::Damaged,
                subject,
                wrong,
                "copy the file from a backup, or fetch the page again",
            );
        }
        self.report.files += 1;
        (self.on_event)(Event::Checked {
            file: mark.name.clone(),
            bytes: mark.size,
        });
        Ok(())
    }

    fn ledger(&mut self, ledger: &Ledger) {
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
