//! Counts what a collection holds.

use super::{Freshness, IngestError};
use crate::corpus::Collection;

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
pub fn info(_collection: &Collection) -> Result<Info, IngestError> {
    todo!()
}
