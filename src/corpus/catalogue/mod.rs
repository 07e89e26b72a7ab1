//! The catalogue: which record stands for which document, where, and how far each batch was read.
//!
//! Derived and disposable. Everything in it is tied to a numbered commit, an epoch; the index carries the
//! number of the epoch that it holds, so that after a crash the catalogue goes back to where the index is.

mod read;
mod row;
mod write;

pub use read::{CatalogueCounts, CoveredBatch, SourceMonth, Standing};
pub use row::{Placement, RecordRow, Version, versions_of};
pub use write::NewRow;

use super::CorpusError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is said of the whole corpus at a commit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EpochMark {
    /// Number of the commit; 0 before the first.
    pub epoch: u64,
    /// Fingerprint of the ledger that was applied.
    pub ledger: String,
    /// Fingerprint of the site rules that were used.
    pub sites: String,
}

/// An open catalogue.
pub struct Catalogue {
    db: Connection,
    path: PathBuf,
}

impl Catalogue {
    /// Makes a new catalogue.
    ///
    /// # Errors
    /// If there is one, or the disk refuses.
    pub fn create(path: &Path) -> Result<Self, CorpusError> {
        let catalogue = Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        catalogue.run(|db| db.execute_batch(include_str!("schema.sql")))?;
        Ok(catalogue)
    }

    /// Opens a catalogue for the one writer.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn open(path: &Path) -> Result<Self, CorpusError> {
        let catalogue = Self::connect(path, OpenFlags::empty())?;
        catalogue.mark()?;
        Ok(catalogue)
    }

    fn connect(path: &Path, more: OpenFlags) -> Result<Self, CorpusError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        let wrong = |source| CorpusError::Catalogue {
            path: path.to_owned(),
            source,
        };
        let db = Connection::open_with_flags(path, flags).map_err(wrong)?;
        let catalogue = Self {
            db,
            path: path.to_owned(),
        };
        catalogue.run(|db| {
            db.busy_timeout(Duration::from_secs(10))?;
            db.pragma_update(None, "journal_mode", "WAL")?;
            // A commit of the index follows each commit here and relies on it, through power cuts too.
            db.pragma_update(None, "synchronous", "FULL")?;
            db.pragma_update(None, "cache_size", -16_000)?;
            db.set_prepared_statement_cache_capacity(64);
            // Else a statement that a partial index serves is prepared again for each value it is
            // given, which was 4 % of `add`.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            Ok(())
        })?;
        Ok(catalogue)
    }

    /// Opens a catalogue for reading, also where the directory cannot be written to. Waits for no writer.
    ///
    /// # Errors
    /// If it is missing or damaged.
    pub fn open_read_only(path: &Path) -> Result<Self, CorpusError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |name: &Path, more: OpenFlags| {
            let db = Connection::open_with_flags(name, flags | more)?;
            db.busy_timeout(Duration::from_secs(10))?;
            let catalogue = Self {
                db,
                path: path.to_owned(),
            };
            catalogue.read_mark().map(|_| catalogue)
        };
        open(path, OpenFlags::empty())
            .or_else(|error| {
                // Without the right to write beside it there is no writer either: it does not change.
                let Some(name) = immutable_uri(path) else {
                    return Err(error);
                };
                open(&name, OpenFlags::SQLITE_OPEN_URI).map_err(|_| error)
            })
            .map_err(|source| CorpusError::Catalogue {
                path: path.to_owned(),
                source,
            })
    }

    fn run<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, CorpusError> {
        work(&self.db).map_err(|source| CorpusError::Catalogue {
            path: self.path.clone(),
            source,
        })
    }
}

/// The file as an address that promises that nothing changes it.
fn immutable_uri(path: &Path) -> Option<PathBuf> {
    let path = path.to_str()?;
    let mut escaped = String::from("file:");
    for byte in path.bytes() {
        match byte {
            b'?' | b'#' | b'%' => escaped.push_str(&format!("%{byte:02x}")),
            _ => escaped.push(char::from(byte)),
        }
    }
    path.is_ascii()
        .then(|| PathBuf::from(format!("{escaped}?immutable=1")))
}

#[cfg(test)]
mod tests;
