//! The index, the catalogue and what stands beside them, against the corpus and against themselves.

use super::{Check, FindingKind, MEND_COPY, MEND_INDEX};
use crate::corpus::{Batch, BatchMark, Catalogue, Generation, Ledger, Position, RecordError};
use crate::document::{DocId, RawRecord, RecordLocation};
use crate::index::{Index, shown_digest};
use crate::ingest::freshness::freshness_anew;
use crate::ingest::stamp::{self, Stamp};
use crate::ingest::{Freshness, IngestError, load_all, sums};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

impl Check<'_> {
    /// Does a part of the check; what cannot even be read is a finding as well.
    pub(super) fn guarded(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<bool, IngestError>,
    ) -> bool {
        // The engine's checksums say nothing of what it makes of files that agree with them.
        match catch_unwind(AssertUnwindSafe(|| part(self))) {
            Ok(Ok(done)) => return done,
            Ok(Err(error)) => self.unreadable(&error),
            Err(_) => {
                let detail = "reading it broke off in the middle";
                self.find(FindingKind::Index, ".vankien", detail, MEND_INDEX);
            }
        }
        false
    }

    /// Something derived that cannot be read.
    fn unreadable(&mut self, error: &IngestError) {
        let mut detail = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            let said = deeper.to_string();
            if !detail.contains(&said) {
                detail = format!("{detail}: {said}");
            }
            cause = deeper.source();
        }
        self.find(FindingKind::Index, ".vankien", detail, MEND_INDEX);
    }

    /// Files without a checksum of their own, against the digests that were left when they were written.
    fn sums(&mut self, generation: &Generation) {
        if self.collection.writer().is_some() {
            return;
        }
        let name = generation.dir().file_name().unwrap_or_default();
        let shown = format!(".vankien/{}", name.to_string_lossy());
        for changed in sums::compare(generation) {
            let kind = match changed.name.starts_with("catalogue") {
                true => FindingKind::Catalogue,
                false => FindingKind::Index,
            };
            let subject = format!("{shown}/{}", changed.name);
            self.find(kind, subject, changed.detail, MEND_INDEX);
        }
        if Stamp::is_damaged(generation) {
            let detail = "its digest does not agree; it only says that the index is current";
            let subject = format!("{shown}/{}", stamp::NAME);
            self.find(FindingKind::Index, subject, detail, "vankien index");
        }
    }

    /// Tells whether there is an index that could be compared.
    pub(super) fn derived(&mut self, ledger: &Ledger) -> Result<bool, IngestError> {
        let generation = self.collection.generation();
        if let Some(generation) = &generation {
            self.sums(generation);
        }
        match freshness_anew(self.collection)? {
            Freshness::Current => {}
            Freshness::Missing => {
                let detail = match (&generation, self.collection.names_a_build()) {
                    (None, true) => "the file CURRENT names no index that is there",
                    _ => "there is no index that can be read",
                };
                self.find(FindingKind::Index, ".vankien", detail, "vankien index");
                return Ok(false);
            }
            Freshness::Behind(what) | Freshness::OtherVersion(what) => {
                let (kind, subject) = match what.starts_with("the ledger") {
                    true => (FindingKind::Ledger, "ledger.jsonl"),
                    false => (FindingKind::Index, ".vankien"),
                };
                let detail = format!("the index is behind: {what}");
                self.find(kind, subject, detail, "vankien index");
                return Ok(false);
            }
        }
        let Some(generation) = generation else {
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
        self.index(&catalogue, ledger, &generation.index_dir())
    }

    /// Reads every document anew and compares it with what the index shows.
    pub(super) fn contents(&mut self) -> Result<(), IngestError> {
        let Some(generation) = self.collection.generation() else {
            return Ok(());
        };
        let index = Index::open_in_pieces(&generation.index_dir())?;
        let mut shown = index.shown_digests()?;
        shown.sort_unstable();
        let mut other = Vec::new();
        load_all(self.collection, &mut |loaded| {
            let id = loaded.document.id;
            let right = shown_digest(&loaded.document, &loaded.annotations, loaded.version);
            let at = shown.binary_search_by_key(&id, |(id, _)| *id);
            if at.is_ok_and(|at| shown[at].1 != right) {
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

    /// Compares what the catalogue says of a batch with what the batch holds, record by record.
    fn places(&mut self, catalogue: &Catalogue, mark: &BatchMark) -> Result<(), IngestError> {
        let Ok(batch) = Batch::open(self.collection, mark) else {
            return Ok(());
        };
        let mut records = batch.records(self.collection, Position::default());
        let (mut agree, mut more) = (true, 0u64);
        catalogue.each_place(&mark.name, &mut |known, digest| {
            match records.next() {
                Some(record) => agree = self.place(&record, Some((known, digest))),
                None => more += 1,
            }
            // What follows a disagreement would only repeat it.
            agree
        })?;
        if agree && let Some(record) = records.next() {
            self.place(&record, None);
        }
        if more > 0 {
            let detail = format!("the catalogue has {more} records more than it holds");
            let subject = mark.name.clone();
            self.find(FindingKind::Catalogue, subject, detail, MEND_INDEX);
        }
        Ok(())
    }

    /// Compares a record with what the catalogue says of it; tells whether both stand at the same place.
    fn place(
        &mut self,
        record: &Result<RawRecord, RecordError>,
        known: Option<(&RecordLocation, Option<[u8; 32]>)>,
    ) -> bool {
        self.report.records += 1;
        let location = match record {
            Ok(record) => &record.location,
            Err(error) => &error.location,
        };
        let subject = || format!("{}@{}", location.file, location.offset);
        match known {
            Some((place, digest)) if place == location => {
                if let Some(detail) = digest.and_then(|digest| damage(record, &digest)) {
                    self.find(FindingKind::Damaged, subject(), detail, MEND_COPY);
                }
                true
            }
            _ => {
                let detail = "the catalogue says something else of this record";
                self.find(FindingKind::Catalogue, subject(), detail, MEND_INDEX);
                false
            }
        }
    }

    /// Tells whether the files of the index are sound.
    fn index(
        &mut self,
        catalogue: &Catalogue,
        ledger: &Ledger,
        dir: &Path,
    ) -> Result<bool, IngestError> {
        let damaged = Index::damaged_files(dir)?;
        for file in &damaged {
            let detail = "its checksum does not agree";
            self.find(FindingKind::Index, file, detail, MEND_INDEX);
        }
        if !damaged.is_empty() {
            return Ok(false);
        }
        let index = Index::open(dir)?;
        let mut expected = Vec::new();
        catalogue.each_document(&mut |row, _| {
            if ledger.withdrawal(row.id).is_none() {
                expected.push(row.id);
            }
            true
        })?;
        expected.sort_unstable();
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
        Ok(true)
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
