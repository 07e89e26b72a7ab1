//! Rows of the catalogue and the rule of versions.

use crate::document::{DocId, RecordLocation};

/// A record that is a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Number of the row, in the order of reading.
    pub seq: i64,
    /// The document.
    pub id: DocId,
    /// The batch that brought it.
    pub batch: String,
    /// Where it stands.
    pub location: RecordLocation,
    /// When it was received: microseconds since 1970.
    pub received: i64,
    /// SHA-256 of its bytes.
    pub raw: [u8; 32],
    /// What tells one version from another.
    pub content: [u8; 16],
}

impl RecordRow {
    /// Rows in this order are the history of a document, in whatever order they were read.
    fn order(&self) -> (i64, &str, u64, &str) {
        (
            self.received,
            &self.batch,
            self.location.offset,
            &self.location.file,
        )
    }
}

/// One version: the first row that brought its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<'r> {
    /// Its number, from 1.
    pub number: u32,
    /// The row.
    pub row: &'r RecordRow,
}

/// The versions among the rows of one document, oldest first: each change of content makes one, the same
/// content coming again makes none.
#[must_use]
pub fn versions_of(rows: &[RecordRow]) -> Vec<Version<'_>> {
    let mut sorted: Vec<&RecordRow> = rows.iter().collect();
    sorted.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut versions: Vec<Version<'_>> = Vec::new();
    for row in sorted {
        if versions
            .last()
            .is_none_or(|last| last.row.content != row.content)
        {
            let number = u32::try_from(versions.len() + 1).unwrap_or(u32::MAX);
            versions.push(Version { number, row });
        }
    }
    versions
}

/// What a record means for its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// A document that was not there before.
    New,
    /// It stands for its document from now on, as the version of this number.
    Newest(u32),
    /// It says what was known.
    Unchanged,
    /// Another record stands for the document, but its number or place is not what it was.
    Renumbered,
}
