//! What is done with each record alone: reading, recognising, making ready for the index. Runs on every core.

use crate::corpus::{CorrectedField, Ledger, LedgerEntry, RecordError};
use crate::discover::translation_key;
use crate::document::{
    Annotations, DatedBy, DocId, Document, DocumentDate, Kind, Lang, Media, RawRecord,
    RecordLocation, TextBuilder, host_of, normalize_address,
};
use crate::enrich::{annotate, key_hash};
use crate::extract::{Extracted, extract};
use crate::index::{Entry, Writer};
use crate::sites::Registry;
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What every record is read with.
pub(super) struct Workshop<'a> {
    pub(super) sites: &'a Registry,
    pub(super) ledger: &'a Ledger,
    pub(super) writer: &'a Writer,
}

/// A record that was read, or the reason why it was not.
pub(super) enum Prepared {
    Document(Box<PreparedDocument>),
    Unread(Unread),
}

pub(super) struct Unread {
    pub(super) location: RecordLocation,
    pub(super) fetched_at: Option<String>,
    pub(super) address: Option<DocId>,
    pub(super) reason: String,
    pub(super) damaged: bool,
}

pub(super) struct PreparedDocument {
    pub(super) raw: RawRecord,
    pub(super) document: Document,
    pub(super) content: [u8; 16],
    /// Made for version 1, by far the most frequent; nothing for a withdrawn document.
    pub(super) entry: Option<Entry>,
}

impl Workshop<'_> {
    /// Reads one record, whatever it holds: a panic in a recogniser costs this record alone.
    pub(super) fn prepare(&self, record: Result<RawRecord, RecordError>) -> Prepared {
        let raw = match record {
            Ok(raw) => raw,
            Err(error) => {
                return Prepared::Unread(Unread {
                    location: error.location,
                    fetched_at: None,
                    address: None,
                    reason: error.reason,
                    damaged: error.damaged,
                });
            }
        };
        let unread = |raw: &RawRecord, reason, damaged| {
            Prepared::Unread(Unread {
                location: raw.location.clone(),
                fetched_at: raw.fetched_at.clone(),
                address: address_of(raw),
                reason,
                damaged,
            })
        };
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut document = match extract(&raw, self.sites) {
                Extracted::Document(document) => *document,
                Extracted::NotArticle { reason } => return Err(reason),
            };
            let content = content_of(&raw, &document);
            let entry = self.entry(&mut document, 1);
            Ok((document, content, entry))
        }));
        match read {
            Ok(Ok((document, content, entry))) => Prepared::Document(Box::new(PreparedDocument {
                raw,
                document,
                content,
                entry,
            })),
            // A page may be no article; a line that is given as a record should be one.
            Ok(Err(reason)) => unread(&raw, reason, raw.media == Media::JsonRecord),
            Err(panic) => unread(
                &raw,
                format!("reading it failed: {}", panic_text(&*panic)),
                true,
            ),
        }
    }

    /// Applies what people decided and makes the entry of a document, unless it is withdrawn.
    pub(super) fn entry(&self, document: &mut Document, version: u32) -> Option<Entry> {
        apply_corrections(document, self.ledger);
        if self.ledger.withdrawal(document.id).is_some() {
            return None;
        }
        let mut annotations = annotate(document);
        annotations.fingerprint.translation = translation(document, self.sites);
        let entry = self.writer.entry(document, &annotations, version);
        Some(entry.expect("a record, and so its text, is at most 64 MB"))
    }
}

/// The hash of the key that a site gives to all translations of an article.
fn translation(document: &Document, sites: &Registry) -> Option<u64> {
    let address = document.url.as_deref()?;
    let site = sites.for_host(host_of(address)?)?;
    translation_key(site, address).map(|key| key_hash(&key))
}

/// Applies corrections and recognises: a corrected date decides what localities and numbers mean.
pub(super) fn finish(document: &mut Document, ledger: &Ledger) -> Annotations {
    apply_corrections(document, ledger);
    annotate(document)
}

fn apply_corrections(document: &mut Document, ledger: &Ledger) {
    for correction in ledger.corrections(document.id) {
        correct(document, correction);
    }
}

/// The address that a record came from, as a key.
fn address_of(raw: &RawRecord) -> Option<DocId> {
    let address = normalize_address(raw.address.as_deref()?)?;
    Some(DocId::of_address(&address))
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}

/// What tells one version of a document from another: the bytes, but for a web page what was read in it,
/// since counters, advertisements and menus change with each visit.
fn content_of(raw: &RawRecord, document: &Document) -> [u8; 16] {
    let mut content = [0; 16];
    if raw.media != Media::Html {
        content.copy_from_slice(&document.raw_sha256[..16]);
        return content;
    }
    let day = document.date.as_ref().map(|date| date.day.to_string());
    let mut hasher = Sha256::new();
    let parts = [
        document.text.title(),
        document.text.lead(),
        document.text.body(),
        day.as_deref().unwrap_or_default(),
        document.origin.as_deref().unwrap_or_default(),
    ];
    for part in parts
        .into_iter()
        .chain(document.authors.iter().map(String::as_str))
    {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    content.copy_from_slice(&hasher.finalize()[..16]);
    content
}

/// Puts the value of a correction in place; one that cannot be read was refused when it was made, so that
/// here, in a ledger edited by hand, it is left out and noted.
fn correct(document: &mut Document, entry: &LedgerEntry) {
    let crate::corpus::Action::Correct { field, value, .. } = &entry.action else {
        return;
    };
    if let Err(expected) = apply(document, *field, value) {
        document.problems.push(crate::document::Problem::new(
            "bad-correction",
            format!("{value:?} is no {expected}"),
        ));
    }
}

/// Sets a field.
///
/// # Errors
/// What the value should be.
pub(super) fn apply(
    document: &mut Document,
    field: CorrectedField,
    value: &str,
) -> Result<(), &'static str> {
    match field {
        CorrectedField::Date => {
            let day = value.parse().map_err(|_| "date such as 2024-01-17")?;
            let origin = DatedBy::Ledger;
            document.date = Some(DocumentDate { day, origin });
            document
                .problems
                .retain(|problem| problem.code != "undated");
        }
        CorrectedField::Title => {
            let title = crate::text::normalize(value.trim());
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            document.text = TextBuilder {
                title,
                lead: document.text.lead().to_owned(),
                body: document.text.body().to_owned(),
            }
            .build();
        }
        CorrectedField::Source => document.source = Some(value.to_owned()),
        CorrectedField::Origin => document.origin = Some(value.to_owned()),
        CorrectedField::Lang => {
            document.lang = Lang::from_code(value).ok_or("language: vi or en")?;
        }
        CorrectedField::Kind => {
            document.kind = Kind::from_name(value).ok_or("kind of document")?;
        }
        CorrectedField::Url => {
            document.url = Some(normalize_address(value).ok_or("web address")?);
        }
    }
    Ok(())
}
