//! Bytes of a record -> a document: by site rule, metadata and main text, or as it stands.
//!
//! Pure and offline: the same record and rules give the same document, whatever was read before. Pages
//! that are no article (listings, feeds, front pages) are told from articles here; what a document
//! means is for `enrich`. A [`RawRecord`] and the site rules come in, an [`Extracted`] goes out.

mod assemble;
mod attributes;
mod boilerplate;
mod dating;
mod field;
mod language;
mod margins;
mod markdown;
mod metadata;
mod official;
mod opening;
mod page;
mod pasted;
mod plain;
mod record;
mod verdict;

pub use field::{Found, Probe, probe};

use crate::document::{Document, Media, RawRecord};
use crate::sites::Registry;

/// What a record turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Extracted {
    /// An article or official text.
    Document(Box<Document>),
    /// Something else: a listing, a feed, an empty page, a file that is not read.
    NotArticle {
        /// What it is, for the report: `listing: 120 links, 3 paragraphs`.
        reason: String,
    },
}

impl Extracted {
    fn not_article(reason: impl Into<String>) -> Self {
        Self::NotArticle {
            reason: reason.into(),
        }
    }

    /// The document, if it is one.
    #[must_use]
    pub fn document(self) -> Option<Document> {
        match self {
            Self::Document(document) => Some(*document),
            Self::NotArticle { .. } => None,
        }
    }
}

/// Reads one record.
///
/// Whatever was met on the way (no date, invalid characters, a limit) is noted in the document's
/// problems; nothing makes it panic or fail.
#[must_use]
pub fn extract(record: &RawRecord, registry: &Registry) -> Extracted {
    match record.media {
        Media::Html => page::read(record, registry),
        Media::Text => plain::read(record, registry),
        Media::Markdown => markdown::read(record),
        Media::JsonRecord => record::read(record),
        Media::Other => Extracted::not_article("a kind of file that is kept but not read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::RecordLocation;

    /// A record of an import called `test`.
    pub(super) fn record(bytes: &[u8], media: Media) -> RawRecord {
        RawRecord {
            location: RecordLocation {
                file: "f".into(),
                offset: 0,
                length: bytes.len() as u64,
            },
            media,
            bytes: bytes.to_vec(),
            address: None,
            fetched_at: None,
            charset: None,
            language: None,
            import_name: Some("test".into()),
            file_name: None,
        }
    }
}
