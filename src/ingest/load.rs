//! Gets single documents out of the corpus, as they stand with all corrections.

use super::IngestError;
use super::prepare::finish;
use super::run::clash_problem;
use crate::corpus::{
    Catalogue, Collection, Ledger, LedgerEntry, RecordReader, Version, versions_of,
};
use crate::document::{Annotations, DocId, Document, RawRecord, RecordLocation, normalize_address};
use crate::extract::extract;
use crate::sites::Registry;
use jiff::Timestamp;

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionInfo {
    /// Its number, from 1, by the time of receiving.
    pub number: u32,
    /// Where its bytes stand.
    pub location: RecordLocation,
    /// The import or WARC file that brought it, relative to the collection.
    pub batch: String,
    /// When it was received, RFC 3339.
    pub received_at: String,
    /// SHA-256 of the record's bytes.
    pub raw_sha256: [u8; 32],
}

/// A document with everything known of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The document, corrections applied.
    pub document: Document,
    /// What was recognised in it.
    pub annotations: Annotations,
    /// Which version this is.
    pub version: u32,
    /// All versions, oldest first.
    pub versions: Vec<VersionInfo>,
    /// The bytes it was read from.
    pub raw: RawRecord,
    /// The withdrawal that stands.
    pub withdrawn: Option<LedgerEntry>,
    /// The corrections that were applied.
    pub corrections: Vec<LedgerEntry>,
}

/// One of several documents that answer to a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: DocId,
    /// The record's own id.
    pub external_id: Option<String>,
    /// Its title, or the first words.
    pub title: String,
    /// Its date, `2024-01-17`.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its source.
    pub source: Option<String>,
}

/// What a key leads to.
#[derive(Debug, Clone)]
pub enum Lookup {
    /// One document.
    Found(Box<Loaded>),
    /// Several.
    Several(Vec<Choice>),
    /// None; `unread` says why if the key names a record that is no document.
    Missing {
        /// Why the record of that address is no document.
        unread: Option<String>,
    },
}

/// Finds a document by id, `ID@N`, external id or address; `version` counts from 1, without it the latest.
///
/// # Errors
/// If there is no index yet, or the record is no longer where it was.
pub fn load(
    collection: &Collection,
    key: &str,
    version: Option<u32>,
) -> Result<Lookup, IngestError> {
    let shelf = Shelf::open(collection)?;
    let mut found = shelf.catalogue.find(key)?;
    let mut version = version;
    if found.is_empty()
        && let Some((front, number)) = key.rsplit_once('@')
        && let Ok(number) = number.parse()
    {
        found = shelf.catalogue.find(front)?;
        version = Some(number);
    }
    let mut reader = RecordReader::new(collection);
    match found[..] {
        [] => {
            let address = normalize_address(key).map(|address| DocId::of_address(&address));
            let unread = match address {
                Some(address) => shelf.catalogue.unread_reason(address)?,
                None => None,
            };
            Ok(Lookup::Missing { unread })
        }
        [id] => match shelf.load(&mut reader, id, version)? {
            Some(loaded) => Ok(Lookup::Found(Box::new(loaded))),
            None => Ok(Lookup::Missing { unread: None }),
        },
        _ => {
            let mut choices = Vec::new();
            for id in found {
                choices.extend(shelf.load(&mut reader, id, None)?.map(Choice::of));
            }
            Ok(Lookup::Several(choices))
        }
    }
}

/// Hands every document that is not withdrawn, in its latest version, to `sink`, by place in the corpus;
/// stops when `sink` returns false.
///
/// # Errors
/// As [`load`].
pub fn load_all(
    collection: &Collection,
    sink: &mut dyn FnMut(Loaded) -> bool,
) -> Result<(), IngestError> {
    let shelf = Shelf::open(collection)?;
    let mut reader = RecordReader::new(collection);
    let mut failed = None;
    shelf.catalogue.each_document(&mut |row, _| {
        if shelf.ledger.withdrawal(row.id).is_some() {
            return true;
        }
        match shelf.load(&mut reader, row.id, None) {
            Ok(Some(loaded)) => sink(loaded),
            Ok(None) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        }
    })?;
    failed.map_or(Ok(()), Err)
}

/// The ids that a key names, for decisions.
pub(super) fn find_one(collection: &Collection, key: &str) -> Result<DocId, IngestError> {
    let catalogue = open_catalogue(collection)?;
    let found = catalogue.find(key)?;
    match found[..] {
        [] => Err(IngestError::NoDocument(key.to_owned())),
        [id] => Ok(id),
        _ => Err(IngestError::Ambiguous {
            key: key.to_owned(),
            count: found.len(),
        }),
    }
}

/// The catalogue of the build that answers.
pub(super) fn open_catalogue(collection: &Collection) -> Result<Catalogue, IngestError> {
    let generation = collection.generation().ok_or(IngestError::NoIndex)?;
    Ok(Catalogue::open_read_only(&generation.catalogue_path())?)
}

/// Reads a record as the document of an id: under another id than its key where the import holds that
/// key twice.
pub(super) fn document_of(raw: &RawRecord, sites: &Registry, id: DocId) -> Option<Document> {
    let mut document = extract(raw, sites).document()?;
    if document.id != id {
        document.problems.push(clash_problem(&document));
        document.id = id;
    }
    Some(document)
}

impl Choice {
    fn of(loaded: Loaded) -> Self {
        let document = loaded.document;
        let text = &document.text;
        let title = if text.title().is_empty() {
            first_words(text.full())
        } else {
            text.title().to_owned()
        };
        Self {
            id: document.id,
            title,
            date: document.date.map(|date| date.day.to_string()),
            external_id: document.external_id,
            url: document.url,
            source: document.source,
        }
    }
}

fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().take(16).collect();
    words.join(" ")
}

/// Everything that loading needs.
struct Shelf {
    catalogue: Catalogue,
    sites: Registry,
    ledger: Ledger,
}

impl Shelf {
    fn open(collection: &Collection) -> Result<Self, IngestError> {
        Ok(Self {
            catalogue: open_catalogue(collection)?,
            sites: Registry::bundled().with_dir(&collection.sites_dir())?,
            ledger: Ledger::read(collection)?,
        })
    }

    fn load(
        &self,
        reader: &mut RecordReader<'_>,
        id: DocId,
        version: Option<u32>,
    ) -> Result<Option<Loaded>, IngestError> {
        let rows = self.catalogue.rows_of(id)?;
        let versions = versions_of(&rows);
        let wanted = match version {
            None => versions.last(),
            Some(number) => versions.iter().find(|version| version.number == number),
        };
        let Some(wanted) = wanted else {
            return Ok(None);
        };
        let raw = reader.read(&wanted.row.location)?;
        let Some(mut document) = document_of(&raw, &self.sites, id) else {
            return Ok(None);
        };
        let annotations = finish(&mut document, &self.ledger);
        Ok(Some(Loaded {
            document,
            annotations,
            version: wanted.number,
            versions: versions.iter().map(VersionInfo::of).collect(),
            raw,
            withdrawn: self.ledger.withdrawal(id).cloned(),
            corrections: self.ledger.corrections(id).into_iter().cloned().collect(),
        }))
    }
}

impl VersionInfo {
    fn of(version: &Version<'_>) -> Self {
        let row = version.row;
        Self {
            number: version.number,
            location: row.location.clone(),
            batch: row.batch.clone(),
            received_at: Timestamp::from_microsecond(row.received)
                .map_or_else(|_| String::new(), |time| time.to_string()),
            raw_sha256: row.raw,
        }
    }
}
