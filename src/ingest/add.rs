//! Takes files into the collection.

use super::{Event, IndexReport, IngestError};
use crate::corpus::{Collection, Format, Input, Skipped};
use jiff::Timestamp;

/// How files are added.
#[derive(Debug, Clone)]
pub struct AddOptions {
    /// Name of the import; by default the first file's name without extensions.
    pub name: Option<String>,
    /// What the files hold, where neither name nor content is to decide.
    pub format: Option<Format>,
    /// The time.
    pub now: Timestamp,
    /// Whether the index is brought up to date too.
    pub update_index: bool,
}

/// What an `add` did.
#[derive(Debug, Clone, Default)]
pub struct AddReport {
    /// Directory of the import, relative to the collection.
    pub import: String,
    /// Whether these files were there already, so that nothing was stored.
    pub already_held: bool,
    /// Files taken in.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files not taken in.
    pub skipped: Vec<Skipped>,
    /// What the index made of it, if it was asked for.
    pub index: Option<IndexReport>,
}

/// Adds files, folders and streams as one import, then brings the index up to date.
///
/// From [`Event::Imported`] on, the import survives anything; an error before leaves nothing behind.
///
/// # Errors
/// If the collection takes nothing in, another process writes, nothing can be added, or the disk is full.
pub fn add(
    _collection: &Collection,
    _inputs: Vec<Input>,
    _options: &AddOptions,
    _on_event: &mut dyn FnMut(Event),
) -> Result<AddReport, IngestError> {
    todo!()
}
