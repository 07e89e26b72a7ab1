//! Finds every disagreement between corpus, catalogue and index.

mod corpus;
mod derived;

use super::{Event, IngestError};
use crate::corpus::{BatchKind, Collection, Ledger};

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

/// How far a check goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every byte of the corpus against its digest and the catalogue, the index by ids and checksums.
    Bytes,
    /// Beside that every document is read anew and compared with what the index shows of it.
    Contents,
}

/// Compares corpus, catalogue and index with one another and with every digest; changes nothing.
///
/// # Errors
/// If the collection cannot be listed at all.
pub fn verify(
    collection: &Collection,
    depth: Depth,
    on_event: &mut dyn FnMut(Event),
) -> Result<VerifyReport, IngestError> {
    let mut check = Check {
        collection,
        report: VerifyReport::default(),
        on_event,
    };
    check.top()?;
    for name in check.collection.names_in("import")? {
        check.import(&format!("import/{name}"))?;
    }
    for mark in collection.batches()? {
        if mark.kind == BatchKind::Fetched {
            check.warc(&mark)?;
        }
    }
    let ledger = Ledger::read(collection)?;
    check.ledger(&ledger);
    // What is damaged there may be found by an error as well as by a comparison.
    let compared = check.guarded(|check| check.derived(&ledger));
    // Where the corpus itself is damaged, the index would only be found to differ from it again.
    let sound = check.report.findings.iter().all(|finding| {
        matches!(
            finding.kind,
            FindingKind::UnknownFile | FindingKind::Ledger | FindingKind::Index
        )
    });
    if compared && sound && depth == Depth::Contents {
        check.guarded(|check| check.contents().map(|()| true));
    }
    Ok(check.report)
}

const MEND_INDEX: &str = "vankien rebuild";

const MEND_COPY: &str = "copy the file again from where it came from or from a backup; \
    `vankien add` of the original also brings it back";

struct Check<'a> {
    collection: &'a Collection,
    report: VerifyReport,
    on_event: &'a mut dyn FnMut(Event),
}

impl Check<'_> {
    fn find(
        &mut self,
        kind: FindingKind,
        subject: impl Into<String>,
        detail: impl Into<String>,
        mend: &str,
    ) {
        self.report.findings.push(Finding {
            kind,
            subject: subject.into(),
            detail: detail.into(),
            mend: mend.to_owned(),
        });
    }
}
