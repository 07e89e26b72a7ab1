//! An index opened for reading.

use super::directory::PieceDirectory;
use super::pack::unpack;
use super::record::{self, Record};
use super::schema::{Fields, register};
use super::{IndexError, SCHEMA_VERSION, Versions, figures};
use crate::document::Figure;
use std::path::{Path, PathBuf};
use tantivy::Directory;
use tantivy::directory::MmapDirectory;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument};

/// The last commit of an index.
///
/// Reading takes no lock and never waits for a writer.
pub struct Index {
    reader: IndexReader,
    fields: Fields,
    versions: Versions,
    payload: String,
}

impl Index {
    /// Opens the last commit.
    ///
    /// # Errors
    /// [`IndexError::Missing`] where there is none yet, [`IndexError::OtherSchema`] where its layout
    /// is another.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let directory = MmapDirectory::open(dir).map_err(|_| missing(dir))?;
        Self::open_in(dir, directory)
    }

    /// Opens the last commit to go through much of it: its files are read in pieces, so that they do not
    /// count as memory of the process.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn open_in_pieces(dir: &Path) -> Result<Self, IndexError> {
        let directory = PieceDirectory::open(dir).map_err(|_| missing(dir))?;
        Self::open_in(dir, directory)
    }

    fn open_in(dir: &Path, directory: impl Directory) -> Result<Self, IndexError> {
        let missing = || missing(dir);
        if !tantivy::Index::exists(&directory).unwrap_or(false) {
            return Err(missing());
        }
        let index = tantivy::Index::open(directory)?;
        let meta = index.load_metas()?;
        let Some(payload) = meta.payload else {
            return Err(missing());
        };
        let (versions, payload) = check_versions(dir, &payload)?;
        register(&index);
        let fields = Fields::of(&index.schema()).map_err(|_| IndexError::OtherSchema {
            path: dir.to_owned(),
            found: versions.schema,
            needed: SCHEMA_VERSION,
        })?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()?;
        Ok(Self {
            reader,
            fields,
            versions,
            payload,
        })
    }

    /// The payload of the commit.
    #[must_use]
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// The versions it was written with.
    #[must_use]
    pub fn versions(&self) -> Versions {
        self.versions
    }

    /// How many documents it holds.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// How many segments it consists of.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.reader.searcher().segment_readers().len()
    }

    /// The stored record and text of a document.
    pub(crate) fn stored(
        &self,
        searcher: &Searcher,
        segment: usize,
        doc: u32,
    ) -> Result<(Record, String), IndexError> {
        let stored = fetch(searcher, segment, doc)?;
        let text = bytes(&stored, self.fields.text).ok_or(IndexError::Record("no text stored"))?;
        Ok((self.record_of(&stored)?, unpack(text)?))
    }

    /// The stored text of a document without its title.
    pub(super) fn behind_title(
        &self,
        searcher: &Searcher,
        segment: usize,
        doc: u32,
    ) -> Result<String, IndexError> {
        let stored = fetch(searcher, segment, doc)?;
        let record = bytes(&stored, self.fields.record);
        let title_end = record::title_end(record.ok_or(IndexError::Record("no record stored"))?)?;
        let text = bytes(&stored, self.fields.text).ok_or(IndexError::Record("no text stored"))?;
        let mut text = unpack(text)?;
        text.drain(..title_end.min(text.len()));
        Ok(text)
    }

    /// The stored record of a document, its text left packed.
    pub(crate) fn record(
        &self,
        searcher: &Searcher,
        segment: usize,
        doc: u32,
    ) -> Result<Record, IndexError> {
        self.record_of(&fetch(searcher, segment, doc)?)
    }

    fn record_of(&self, stored: &TantivyDocument) -> Result<Record, IndexError> {
        let record = bytes(stored, self.fields.record);
        record::decode(record.ok_or(IndexError::Record("no record stored"))?)
    }

    /// The stored figures of a document.
    pub(crate) fn figures(
        &self,
        searcher: &Searcher,
        segment: usize,
        doc: u32,
    ) -> Result<Vec<Figure>, IndexError> {
        let stored = fetch(searcher, segment, doc)?;
        let figures = bytes(&stored, self.fields.figures);
        figures.map_or_else(|| Ok(Vec::new()), figures::decode)
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn searcher(&self) -> tantivy::Searcher {
        self.reader.searcher()
    }
}

fn missing(dir: &Path) -> IndexError {
    IndexError::Missing(dir.to_owned())
}

fn fetch(searcher: &Searcher, segment: usize, doc: u32) -> Result<TantivyDocument, IndexError> {
    let segment = u32::try_from(segment).map_err(|_| IndexError::Record("no such segment"))?;
    Ok(searcher.doc(DocAddress::new(segment, doc))?)
}

fn bytes(stored: &TantivyDocument, field: Field) -> Option<&[u8]> {
    stored.get_first(field).and_then(|value| value.as_bytes())
}

/// Splits the versions off a payload and refuses a layout that is newer than this program. An older
/// one is tried: where a field that this program asks is not in it, opening it fails.
pub(super) fn check_versions(dir: &Path, payload: &str) -> Result<(Versions, String), IndexError> {
    let other = |found| IndexError::OtherSchema {
        path: PathBuf::from(dir),
        found,
        needed: SCHEMA_VERSION,
    };
    let (versions, payload) = Versions::split(payload).ok_or_else(|| other(0))?;
    if versions.schema > SCHEMA_VERSION {
        return Err(other(versions.schema));
    }
    Ok((versions, payload.to_owned()))
}
