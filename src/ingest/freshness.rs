//! Tells whether the index answers for the whole corpus.

use super::IngestError;
use crate::corpus::Collection;

/// How the index stands to the corpus. Judged by names and sizes, so that it costs nothing per document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// It answers for everything.
    Current,
    /// There is none.
    Missing,
    /// It lacks something: what, in words.
    Behind(String),
    /// It was made by another version: it answers, `rebuild` mends it.
    OtherVersion(String),
}

/// Tells how the index stands to the corpus.
///
/// # Errors
/// If the collection cannot be listed.
pub fn freshness(_collection: &Collection) -> Result<Freshness, IngestError> {
    todo!()
}
