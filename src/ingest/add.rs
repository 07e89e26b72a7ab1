//! Takes files into the collection.

use super::update::{note_current, recover, update_locked};
use super::{Event, IndexReport, IngestError};
use crate::corpus::{Collection, Format, ImportRequest, Input, Skipped, StageEvent, stage};
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
    collection: &Collection,
    inputs: Vec<Input>,
    options: &AddOptions,
    on_event: &mut dyn FnMut(Event),
) -> Result<AddReport, IngestError> {
    collection.accepts()?;
    let lock = collection.lock()?;
    let recovered = recover(collection, &lock, on_event)?;
    warn_of_clock(collection, options.now, on_event)?;
    let request = ImportRequest {
        name: options.name.as_deref(),
        format: options.format,
        now: options.now,
        program: concat!("vankien ", env!("CARGO_PKG_VERSION")),
    };
    let staged = stage(collection, &lock, inputs, &request, &mut |event| {
        on_event(match event {
            StageEvent::Found { files, bytes } => Event::Found { files, bytes },
            StageEvent::Copied(bytes) => Event::Copied { bytes },
            StageEvent::Skipped(Skipped { path, reason }) => Event::Skipped { path, reason },
        });
    })?;
    let import = staged.relative;
    on_event(if staged.already_held {
        Event::AlreadyHeld {
            import: import.clone(),
        }
    } else {
        Event::Imported {
            import: import.clone(),
        }
    });
    let mut report = AddReport {
        import,
        already_held: staged.already_held,
        files: staged.manifest.files.len(),
        bytes: staged.manifest.files.iter().map(|file| file.size).sum(),
        skipped: staged.manifest.skipped,
        index: None,
    };
    if options.update_index {
        let mut index = update_locked(collection, &lock, on_event)?;
        index.recovered.splice(0..0, recovered);
        report.index = Some(index);
        note_current(collection, lock);
    }
    Ok(report)
}

/// Versions are numbered by the time of receiving: under a clock that lags, what is added is older than
/// what it should replace.
fn warn_of_clock(
    collection: &Collection,
    now: Timestamp,
    on_event: &mut dyn FnMut(Event),
) -> Result<(), IngestError> {
    let today = now.strftime("%Y-%m-%d").to_string();
    let batches = collection.batches()?;
    let newest = batches.iter().rev().find_map(|mark| {
        let name = mark.name.strip_prefix("import/")?;
        let day = name.get(..10).filter(|day| day.len() == today.len())?;
        (*day > *today && day.parse::<jiff::civil::Date>().is_ok()).then_some(&mark.name)
    });
    if let Some(newest) = newest {
        on_event(Event::Warned(format!(
            "the clock says {today}, {newest} is newer: what is added now counts as older than that"
        )));
    }
    Ok(())
}
