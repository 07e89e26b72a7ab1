//! Finds every disagreement between corpus, catalogue and index.

use super::{Event, Freshness, IngestError, freshness, load_all};
use crate::corpus::warc::WarcReader;
use crate::corpus::{
    Batch, BatchKind, BatchMark, Catalogue, Collection, Ledger, MAX_RECORD, Manifest, Position,
    RecordError,
};
use crate::document::{DocId, RawRecord, RecordLocation};
use crate::index::{Index, shown_digest};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet, VecDeque};
use std::fs;
use std::io::Read;
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
    let compared = check.derived(&ledger)?;
    // Where the corpus itself is damaged, the index would only be found to differ from it again.
    let sound = check.report.findings.iter().all(|finding| {
        matches!(
            finding.kind,
            FindingKind::UnknownFile | FindingKind::Ledger | FindingKind::Index
        )
    });
    if compared && sound && depth == Depth::Contents {
        check.contents()?;
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
                "correct the line by hand, or make the decision again",
            );
        }
    }

    /// Tells whether there is an index that could be compared.
    fn derived(&mut self, ledger: &Ledger) -> Result<bool, IngestError> {
        match freshness(self.collection)? {
            Freshness::Current => {}
            Freshness::Missing => {
                let detail = "there is no index";
                self.find(FindingKind::Index, ".vankien", detail, "vankien index");
                return Ok(false);
            }
            Freshness::Behind(what) | Freshness::OtherVersion(what) => {
                self.find(FindingKind::Index, ".vankien", what, "vankien index");
                return Ok(false);
            }
        }
        let Some(generation) = self.collection.generation() else {
            return Ok(false);
        };
        let catalogue = match Catalogue::open_read_only(&generation.catalogue_path()) {
            Ok(catalogue) => catalogue,
            Err(error) => {
                let subject = "catalogue.sqlite";
                self.find(
                    FindingKind::Catalogue,
                    subject,
                    error.to_string(),
                    MEND_INDEX,
                );
                return Ok(false);
            }
        };
        for wrong in catalogue.check()? {
            self.find(
                FindingKind::Catalogue,
                "catalogue.sqlite",
                wrong,
                MEND_INDEX,
            );
        }
        for mark in self.collection.batches()? {
            self.places(&catalogue, &mark)?;
        }
        for id in ledger.ids() {
            if catalogue.rows_of(id)?.is_empty() {
                let detail = "the ledger names it, the corpus does not hold it";
                let mend = "add what held it again, or let the line stand";
                self.find(FindingKind::Ledger, id.to_string(), detail, mend);
            }
        }
        self.index(&catalogue, ledger, &generation.index_dir())?;
        Ok(true)
    }

    /// Reads every document anew and compares it with what the index shows.
    fn contents(&mut self) -> Result<(), IngestError> {
        let Some(generation) = self.collection.generation() else {
            return Ok(());
        };
        let index = Index::open(&generation.index_dir())?;
        let shown: HashMap<DocId, [u8; 16]> = index.shown_digests()?.into_iter().collect();
        let mut other = Vec::new();
        load_all(self.collection, &mut |loaded| {
            let id = loaded.document.id;
            let right = shown_digest(&loaded.document, &loaded.annotations, loaded.version);
            if shown.get(&id).is_some_and(|shown| *shown != right) {
                other.push(id);
            }
            true
        })?;
        for id in other {
            let detail = "the index shows something else than the corpus gives";
            self.find(FindingKind::Index, id.to_string(), detail, MEND_INDEX);
        }
        Ok(())
    }

    /// Compares what the catalogue says of a batch with what the batch holds.
    fn places(&mut self, catalogue: &Catalogue, mark: &BatchMark) -> Result<(), IngestError> {
        let Ok(batch) = Batch::open(self.collection, mark) else {
            return Ok(());
        };
        let mut known: VecDeque<(RecordLocation, Option<[u8; 32]>)> = VecDeque::new();
        catalogue.each_place(&mark.name, &mut |location, _, raw| {
            known.push_back((location, raw));
        })?;
        for record in batch.records(self.collection, Position::default()) {
            self.report.records += 1;
            let location = match &record {
                Ok(record) => &record.location,
                Err(error) => &error.location,
            };
            let subject = format!("{}@{}", location.file, location.offset);
            match known.pop_front() {
                Some((place, then)) if place == *location => {
                    if let Some(detail) = then.and_then(|then| damage(&record, &then)) {
                        self.find(FindingKind::Damaged, subject, detail, MEND_COPY);
                    }
                }
                _ => {
                    let detail = "the catalogue says something else of this record";
                    self.find(FindingKind::Catalogue, subject, detail, MEND_INDEX);
                    // What follows would only repeat the same.
                    return Ok(());
                }
            }
        }
        if !known.is_empty() {
            let detail = format!(
                "the catalogue has {} records more than it holds",
                known.len()
            );
            self.find(
                FindingKind::Catalogue,
                mark.name.clone(),
                detail,
                MEND_INDEX,
            );
        }
        Ok(())
    }

    fn index(
        &mut self,
        catalogue: &Catalogue,
        ledger: &Ledger,
        dir: &Path,
    ) -> Result<(), IngestError> {
        let mut expected = Vec::new();
        catalogue.each_document(&mut |row, _| {
            if ledger.withdrawal(row.id).is_none() {
                expected.push(row.id);
            }
            true
        })?;
        expected.sort_unstable();
        let index = Index::open(dir)?;
        let found = index.ids()?;
        self.report.documents = found.len() as u64;
        let (lacks, extra) = differences(&expected, &found);
        for id in lacks {
            self.find(
                FindingKind::Index,
                id.to_string(),
                "the index lacks it",
                MEND_INDEX,
            );
        }
        for id in extra {
            let detail = "the index holds it without right, or twice";
            self.find(FindingKind::Index, id.to_string(), detail, MEND_INDEX);
        }
        for file in index.damaged_files()? {
            let detail = "its checksum does not agree";
            self.find(FindingKind::Index, file, detail, MEND_INDEX);
        }
        Ok(())
    }
}

/// What became of a record since its digest was taken.
fn damage(record: &Result<RawRecord, RecordError>, then: &[u8; 32]) -> Option<String> {
    match record {
        Ok(record) => {
            let now = Sha256::digest(&record.bytes);
            let shown = |digest: &[u8]| data_encoding::HEXLOWER.encode(digest);
            (now[..] != then[..]).then(|| {
                format!(
                    "its SHA-256 is {}, it was {} when it was read",
                    shown(&now),
                    shown(then)
                )
            })
        }
        Err(error) => Some(format!("it can no longer be read: {}", error.reason)),
    }
}

/// What only the first holds and what only the second holds; both are sorted.
fn differences(first: &[DocId], second: &[DocId]) -> (Vec<DocId>, Vec<DocId>) {
    let (mut a, mut b) = (first.iter().peekable(), second.iter().peekable());
    let (mut only_first, mut only_second) = (Vec::new(), Vec::new());
    loop {
        match (a.peek(), b.peek()) {
            (None, None) => return (only_first, only_second),
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (Some(x), y) if y.is_none_or(|y| *x < y) => {
                only_first.push(**x);
                a.next();
            }
            (_, Some(y)) => {
                only_second.push(**y);
                b.next();
            }
            (Some(_), None) => unreachable!("the guard above takes it"),
        }
    }
}

fn sha256_of(path: &Path) -> std::io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 17];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(data_encoding::HEXLOWER.encode(&hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_found_on_both_sides() {
        let ids =
            |list: &[u64]| -> Vec<DocId> { list.iter().map(|n| DocId::from_u64(*n)).collect() };
        let check = |a: &[u64], b: &[u64], x: &[u64], y: &[u64]| {
            assert_eq!(differences(&ids(a), &ids(b)), (ids(x), ids(y)));
        };
        check(&[1, 2, 3], &[1, 2, 3], &[], &[]);
        check(&[1, 2, 3], &[2], &[1, 3], &[]);
        check(&[2], &[1, 2, 2, 9], &[], &[1, 2, 9]);
        check(&[], &[1], &[], &[1]);
    }
}
