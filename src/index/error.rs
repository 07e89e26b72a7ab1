//! What can go wrong with an index.

use std::path::PathBuf;

/// Why an index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the directory.
    #[error("no index in {0}")]
    Missing(PathBuf),
    /// The index was laid out by another version of the program.
    #[error(
        "the index in {path} has schema version {found}, this program reads {needed}: rebuild it"
    )]
    OtherSchema {
        /// Where it stands.
        path: PathBuf,
        /// Its version; 0 where it carries none.
        found: u32,
        /// The version that this program reads.
        needed: u32,
    },
    /// A stored record does not decode.
    #[error("damaged record in the index: {0}")]
    Record(&'static str),
    /// A file cannot be read or written.
    #[error("cannot use {path}: {source}")]
    Io {
        /// The path.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// The engine failed.
    #[error("index failed: {0}")]
    Engine(String),
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
