//! Finds every disagreement between corpus, catalogue and index.

use super::{Event, IngestError};
use crate::corpus::Collection;

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// Bytes are not what their digest says.
    Damaged,
    /// A file that should be there is not.
    MissingFile,
    /// A file that nothing accounts for.
    UnknownFile,
    /// The catalogue does not say what the corpus says.
    Catalogue,
    /// The index does not say what the catalogue says.
    Index,
    /// The ledger holds a line that cannot be read, or names what is not there.
    Ledger,
}

impl FindingKind {
    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::MissingFile => "missing",
            Self::UnknownFile => "unknown",
            Self::Catalogue => "catalogue",
            Self::Index => "index",
            Self::Ledger => "ledger",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// The file or document.
    pub subject: String,
    /// What is wrong.
    pub detail: String,
    /// How to mend it.
    pub mend: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Files read and compared.
    pub files: u64,
    /// Records read and compared.
    pub records: u64,
    /// Documents compared with the index.
    pub documents: u64,
    /// What is wrong; empty if nothing is.
    pub findings: Vec<Finding>,
}

/// Compares corpus, catalogue and index with one another and with every digest; changes nothing.
///
/// # Errors
/// If the collection cannot be listed at all.
pub fn verify(
    _collection: &Collection,
    _on_event: &mut dyn FnMut(Event),
) -> Result<VerifyReport, IngestError> {
    todo!()
}
