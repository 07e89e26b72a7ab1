//! Imports: files taken in as they are, one directory for each time.

mod manifest;
mod names;
mod sniff;
mod stage;
mod walk;

pub use manifest::{ImportedFile, Manifest};
pub use sniff::Format;
pub(super) use stage::remove_waiting_rooms;
pub use stage::{ImportRequest, Input, Skipped, StageEvent, Staged, stage};
