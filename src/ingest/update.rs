//! Brings the index up to date, or makes it anew.

use super::{Event, IngestError};
use crate::corpus::Collection;
use jiff::Timestamp;

/// How the index is brought up to date.
#[derive(Debug, Clone)]
pub struct UpdateOptions {
    /// The time.
    pub now: Timestamp,
}

/// A record that could not be read as a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands: `file@offset`.
    pub place: String,
    /// Why.
    pub reason: String,
    /// Whether something is wrong with it, rather than it being no article.
    pub damaged: bool,
}

/// What an update did. Failures are listed up to a thousand, counted always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexReport {
    /// Imports and WARC files that were read.
    pub batches: usize,
    /// Documents that were not there before.
    pub new: u64,
    /// Documents of which there is a newer version.
    pub changed: u64,
    /// Records that say what was known.
    pub unchanged: u64,
    /// Records kept but not read as documents.
    pub unread: u64,
    /// Documents newly withdrawn or restored or corrected.
    pub decided: u64,
    /// Documents that answer queries now.
    pub documents: u64,
    /// The records not read.
    pub failures: Vec<Failure>,
    /// What was put right on the way.
    pub recovered: Vec<String>,
}

/// Brings the index up to date with the corpus, reading only what is new; makes it anew where that is
/// not possible, and says why.
///
/// # Errors
/// If another process writes, or the index cannot be written. Old answers are still given then.
pub fn update(
    _collection: &Collection,
    _options: &UpdateOptions,
    _on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    todo!()
}

/// Builds index and catalogue anew beside the old ones, then swaps.
///
/// # Errors
/// As [`update`].
pub fn rebuild(
    _collection: &Collection,
    _options: &UpdateOptions,
    _on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    todo!()
}

/// Merges the index into one segment and removes what stands for nothing any more.
///
/// # Errors
/// As [`update`].
pub fn compact(
    _collection: &Collection,
    _options: &UpdateOptions,
    _on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    todo!()
}
