//! The collection on disk, the only truth: imports, WARC files, the ledger; and what is derived from them.
//!
//! Left out: what a record means (`extract`), and when what is read (`ingest`). What comes in are files
//! and fetched pages; what goes out are [`RawRecord`](crate::document::RawRecord)s with their places.

mod atomic;
mod batch;
mod catalogue;
mod collection;
mod error;
mod evidence;
mod generation;
mod import;
mod ledger;
mod lines;
mod lock;
mod records;
mod settings;
pub mod warc;

pub use atomic::{write_atomically, write_piece_by_piece};
pub use batch::{Batch, BatchKind, BatchMark};
pub use catalogue::{
    Catalogue, CatalogueCounts, CoveredBatch, EpochMark, NewRow, Placement, RecordRow, SourceMonth,
    Standing, Version, versions_of,
};
pub use collection::Collection;
pub use error::CorpusError;
pub use evidence::StoredBytes;
pub use generation::Generation;
pub use import::{
    Format, ImportRequest, ImportedFile, Input, Manifest, Skipped, StageEvent, Staged, stage,
};
pub use ledger::{Action, CorrectedField, Ledger, LedgerEntry};
pub use lock::WriterLock;
pub use records::{MAX_RECORD, Position, RecordError, RecordReader, Records};
pub use settings::Settings;
