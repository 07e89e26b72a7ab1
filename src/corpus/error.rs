//! What can go wrong with a collection.

use std::io;
use std::path::{Path, PathBuf};

/// A failure of the collection on disk.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// No collection where one was asked for.
    #[error("no collection at {}: it has no vankien.toml", .0.display())]
    NoCollection(PathBuf),
    /// A collection cannot be made in a directory that holds other things.
    #[error("cannot make a collection in {}: the directory is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// The marker file cannot be understood.
    #[error("cannot read {}: {reason}", path.display())]
    Settings {
        /// The marker file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The collection was made by a newer version of the program.
    #[error("{} is of format {found}, this program reads up to {known}", path.display())]
    NewerFormat {
        /// The marker file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// The bundled collection takes nothing in.
    #[error("{} is the demonstration collection and takes nothing in", .0.display())]
    Demo(PathBuf),
    /// Another process is writing.
    #[error("another process{} is writing to {}", .pid.map(|pid| format!(" (pid {pid})")).unwrap_or_default(), .path.display())]
    Busy {
        /// The collection.
        path: PathBuf,
        /// The other process, if it left its id.
        pid: Option<u32>,
    },
    /// No file could be taken in.
    #[error("nothing could be added")]
    NothingToAdd(Vec<super::Skipped>),
    /// The operating system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// The verb: `read`, `write`, `make`.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The catalogue refused.
    #[error("cannot use the catalogue {}: {source}", path.display())]
    Catalogue {
        /// The catalogue.
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
    /// A record is no longer where it was.
    #[error("cannot read the record at byte {offset} of {file}: {reason}")]
    Record {
        /// The file, relative to the collection.
        file: String,
        /// Where in it.
        offset: u64,
        /// What is wrong.
        reason: String,
    },
}

impl CorpusError {
    /// Makes the closure that gives an I/O error its verb and its path.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            doing,
            path,
            source,
        }
    }
}
