//! What stops a whole run; what happens to one record is reported instead.

use crate::corpus::CorpusError;

/// A failure that stops a run.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The collection on disk.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The index.
    #[error(transparent)]
    Index(#[from] crate::index::IndexError),
    /// The site rules.
    #[error(transparent)]
    Sites(#[from] crate::sites::SitesError),
    /// Fetching could not begin.
    #[error(transparent)]
    Fetch(#[from] crate::fetch::FetchError),
    /// The threads that read could not be started.
    #[error("cannot start threads: {0}")]
    Threads(String),
    /// No document of that id, external id or address.
    #[error("no document {0}")]
    NoDocument(String),
    /// Several documents answer to that key.
    #[error("{key} names {count} documents; give the id")]
    Ambiguous {
        /// What was asked for.
        key: String,
        /// How many.
        count: usize,
    },
    /// Two documents are to be called the same or not, and are one.
    #[error("both name one document, {0}")]
    OneDocument(String),
    /// A correction that cannot be read.
    #[error("cannot correct {field}: {value:?} is no {expected}")]
    BadCorrection {
        /// The field.
        field: &'static str,
        /// What was given.
        value: String,
        /// What it should be.
        expected: String,
    },
    /// There is no index yet.
    #[error("the collection has no index yet")]
    NoIndex,
}
