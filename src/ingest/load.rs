//! Gets single documents out of the corpus, as they stand with all corrections.

use super::IngestError;
use crate::corpus::{Collection, LedgerEntry};
use crate::document::{Annotations, DocId, Document, RawRecord, RecordLocation};

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionInfo {
    /// Its number, from 1, by the time of receiving.
    pub number: u32,
    /// Where its bytes stand.
    pub location: RecordLocation,
    /// The import or WARC file that brought it, relative to the collection.
    pub batch: String,
    /// When it was received, RFC 3339.
    pub received_at: String,
    /// SHA-256 of the record's bytes.
    pub raw_sha256: [u8; 32],
}

/// A document with everything known of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The document, corrections applied.
    pub document: Document,
    /// What was recognised in it.
    pub annotations: Annotations,
    /// Which version this is.
    pub version: u32,
    /// All versions, oldest first.
    pub versions: Vec<VersionInfo>,
    /// The bytes it was read from.
    pub raw: RawRecord,
    /// The withdrawal that stands.
    pub withdrawn: Option<LedgerEntry>,
    /// The corrections that were applied.
    pub corrections: Vec<LedgerEntry>,
}

/// One of several documents that answer to a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: DocId,
    /// The record's own id.
    pub external_id: Option<String>,
    /// Its title, or the first words.
    pub title: String,
    /// Its date, `2024-01-17`.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its source.
    pub source: Option<String>,
}

/// What a key leads to.
#[derive(Debug, Clone)]
pub enum Lookup {
    /// One document.
    Found(Box<Loaded>),
    /// Several.
    Several(Vec<Choice>),
    /// None; `unread` says why if the key names a record that is no document.
    Missing {
        /// Why the record of that address is no document.
        unread: Option<String>,
    },
}

/// Finds a document by id, `ID@N`, external id or address; `version` counts from 1, without it the latest.
///
/// # Errors
/// If there is no index yet, or the record is no longer where it was.
pub fn load(
    _collection: &Collection,
    _key: &str,
    _version: Option<u32>,
) -> Result<Lookup, IngestError> {
    todo!()
}

/// Hands every document that is not withdrawn, in its latest version, to `sink`, by place in the corpus;
/// stops when `sink` returns false.
///
/// # Errors
/// As [`load`].
pub fn load_all(
    _collection: &Collection,
    _sink: &mut dyn FnMut(Loaded) -> bool,
) -> Result<(), IngestError> {
    todo!()
}
