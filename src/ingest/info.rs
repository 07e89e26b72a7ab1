//! Counts what a collection holds.

use super::fetch::{EndedRun, Gap as FetchGap, tally};
use super::{Freshness, IngestError, freshness};
use crate::corpus::{Catalogue, Collection, Ledger};
use crate::index::{EXTRACTION_VERSION, SCHEMA_VERSION};
use std::fs;
use std::path::Path;

/// Documents of one source in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The source, if known.
    pub source: Option<String>,
    /// `2024-01`, or nothing for the undated.
    pub month: Option<String>,
    /// How many.
    pub documents: u64,
}

/// Records that are kept but not read, by reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Why.
    pub reason: String,
    /// How many.
    pub records: u64,
}

/// What a collection holds.
#[derive(Debug, Clone)]
pub struct Info {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its directory.
    pub root: String,
    /// Whether it is the bundled one.
    pub demo: bool,
    /// How the index stands to the corpus.
    pub freshness: Freshness,
    /// Imports and WARC files.
    pub batches: u64,
    /// Bytes of the corpus.
    pub corpus_bytes: u64,
    /// Bytes of index and catalogue.
    pub index_bytes: u64,
    /// Documents that answer queries.
    pub documents: u64,
    /// Documents that have more than one version.
    pub with_versions: u64,
    /// Documents without a date.
    pub undated: u64,
    /// Documents withdrawn.
    pub withdrawn: u64,
    /// Records that are kept but not read.
    pub unread: u64,
    /// Those by reason, most frequent first.
    pub gaps: Vec<Gap>,
    /// Addresses that were asked for and not had, most frequent reason first.
    pub fetch_gaps: Vec<FetchGap>,
    /// The run of fetching that ended last.
    pub last_fetch: Option<EndedRun>,
    /// Documents by source and month.
    pub coverage: Vec<Coverage>,
    /// Version of the index's bytes, and the one that this program writes.
    pub schema_version: (u32, u32),
    /// Version of the extraction, and the one that this program runs.
    pub extraction_version: (u32, u32),
}

/// Counts what a collection holds.
///
/// # Errors
/// If it cannot be listed or the catalogue cannot be read; a missing index is no error.
pub fn info(collection: &Collection) -> Result<Info, IngestError> {
    let settings = collection.settings();
    let marks = collection.batches()?;
    let ledger = Ledger::read(collection)?;
    let fetched = tally(collection)?;
    let mut info = Info {
        name: settings.name.clone(),
        id: settings.id.clone(),
        root: collection.root().display().to_string(),
        demo: settings.demo,
        freshness: freshness(collection)?,
        batches: marks.len() as u64,
        corpus_bytes: bytes_below(&collection.path_of("import"))
            + bytes_below(&collection.path_of("warc")),
        index_bytes: bytes_below(&collection.derived_dir()),
        documents: 0,
        with_versions: 0,
        undated: 0,
        withdrawn: 0,
        unread: 0,
        gaps: Vec::new(),
        fetch_gaps: fetched.gaps,
        last_fetch: fetched.last_run,
        coverage: Vec::new(),
        schema_version: (0, SCHEMA_VERSION),
        extraction_version: (0, EXTRACTION_VERSION),
    };
    let Some(generation) = collection.generation() else {
        return Ok(info);
    };
    let catalogue = Catalogue::open_read_only(&generation.catalogue_path())?;
    let number = |key: &str| -> Result<u32, IngestError> {
        let noted = catalogue.noted(key)?;
        Ok(noted.and_then(|text| text.parse().ok()).unwrap_or(0))
    };
    info.schema_version.0 = number("schema")?;
    info.extraction_version.0 = number("extraction")?;
    let counts = catalogue.counts()?;
    info.documents = counts.documents;
    info.with_versions = counts.with_versions;
    info.undated = counts.undated;
    info.unread = counts.unread;
    info.gaps = catalogue
        .unread_reasons()?
        .into_iter()
        .map(|(reason, records)| Gap { reason, records })
        .collect();
    info.coverage = catalogue
        .by_source_and_month()?
        .into_iter()
        .map(|one| Coverage {
            source: one.source,
            month: one.month,
            documents: one.documents,
        })
        .collect();
    info.leave_out_withdrawn(&catalogue, &ledger)?;
    Ok(info)
}

impl Info {
    /// Withdrawn documents are in the catalogue and in no answer: they count for themselves alone.
    fn leave_out_withdrawn(
        &mut self,
        catalogue: &Catalogue,
        ledger: &Ledger,
    ) -> Result<(), IngestError> {
        for id in ledger.ids() {
            if ledger.withdrawal(id).is_none() {
                continue;
            }
            let Some(standing) = catalogue.standing(id)? else {
                continue;
            };
            self.withdrawn += 1;
            self.documents = self.documents.saturating_sub(1);
            let [with_versions, undated] = [standing.versions > 1, standing.month.is_none()];
            self.with_versions -= u64::from(with_versions).min(self.with_versions);
            self.undated -= u64::from(undated).min(self.undated);
            for one in &mut self.coverage {
                if one.source == standing.source && one.month == standing.month {
                    one.documents = one.documents.saturating_sub(1);
                }
            }
        }
        self.coverage.retain(|one| one.documents > 0);
        Ok(())
    }
}

/// Bytes of all files below a directory; what cannot be read counts nothing.
fn bytes_below(dir: &Path) -> u64 {
    let mut bytes = 0;
    let mut waiting = vec![dir.to_owned()];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(data) if data.is_dir() => waiting.push(entry.path()),
                Ok(data) => bytes += data.len(),
                Err(_) => {}
            }
        }
    }
    bytes
}
