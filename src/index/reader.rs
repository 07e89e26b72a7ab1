//! An index opened for reading.

use super::directory::IndexDirectory;
use super::pack::unpack;
use super::record::{self, Record};
use super::schema::{Fields, register};
use super::store::Stored;
use super::{IndexError, SCHEMA_VERSION, Versions, figures};
use crate::document::Figure;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tantivy::directory::OwnedBytes;
use tantivy::store::StoreReader;
use tantivy::{IndexReader, ReloadPolicy};

/// The last commit of an index.
///
/// Reading never waits for a writer, and asks for no right to write.
pub struct Index {
    reader: IndexReader,
    fields: Fields,
    versions: Versions,
    payload: String,
    /// The stores of the segments, once one is asked.
    stores: OnceLock<Vec<StoreReader>>,
    /// Blocks of each store that are kept at hand.
    kept_blocks: usize,
}

/// So many blocks are kept of a store that is gone through: texts that are compared lie in a few places,
/// and each is gone on from.
const KEPT_BLOCKS: usize = 8;

impl Index {
    /// Opens the last commit.
    ///
    /// # Errors
    /// [`IndexError::Missing`] where there is none yet, [`IndexError::OtherSchema`] where its layout
    /// is another.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let directory = IndexDirectory::mapped(dir).map_err(|_| missing(dir))?;
        Self::open_in(dir, directory, 0)
    }

    /// Opens the last commit to go through much of it: its files are read in pieces, so that they do not
    /// count as memory of the process.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn open_in_pieces(dir: &Path) -> Result<Self, IndexError> {
        let directory = IndexDirectory::in_pieces(dir).map_err(|_| missing(dir))?;
        Self::open_in(dir, directory, KEPT_BLOCKS)
    }

    fn open_in(
        dir: &Path,
        directory: IndexDirectory,
        kept_blocks: usize,
    ) -> Result<Self, IndexError> {
        let missing = || missing(dir);
        if !tantivy::Index::exists(&directory).unwrap_or(false) {
            return Err(missing());
        }
        let index = tantivy::Index::open(directory)?;
        let (versions, payload) = Self::peek(dir)?;
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
            stores: OnceLock::new(),
            kept_blocks,
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
    pub(crate) fn stored(&self, segment: usize, doc: u32) -> Result<(Record, String), IndexError> {
        let bytes = self.bytes_of(segment, doc)?;
        let stored = Stored(&bytes);
        let text = stored.value(self.fields.text)?;
        let text = unpack(text.ok_or(IndexError::Record("no text stored"))?)?;
        Ok((self.record_of(&stored)?, text))
    }

    /// The stored text of a document without its title.
    pub(super) fn behind_title(&self, segment: usize, doc: u32) -> Result<String, IndexError> {
        let bytes = self.bytes_of(segment, doc)?;
        let stored = Stored(&bytes);
        let record = stored.value(self.fields.record)?;
        let title_end = record::title_end(record.ok_or(IndexError::Record("no record stored"))?)?;
        let text = stored.value(self.fields.text)?;
        let mut text = unpack(text.ok_or(IndexError::Record("no text stored"))?)?;
        text.drain(..title_end.min(text.len()));
        Ok(text)
    }

    /// The stored record of a document, its text left packed.
    pub(crate) fn record(&self, segment: usize, doc: u32) -> Result<Record, IndexError> {
        self.record_of(&Stored(&self.bytes_of(segment, doc)?))
    }

    fn record_of(&self, stored: &Stored<'_>) -> Result<Record, IndexError> {
        let record = stored.value(self.fields.record)?;
        record::decode(record.ok_or(IndexError::Record("no record stored"))?)
    }

    /// The stored figures of a document.
    pub(crate) fn figures(&self, segment: usize, doc: u32) -> Result<Vec<Figure>, IndexError> {
        let bytes = self.bytes_of(segment, doc)?;
        let figures = Stored(&bytes).value(self.fields.figures)?;
        figures.map_or_else(|| Ok(Vec::new()), figures::decode)
    }

    /// What the store holds of a document.
    fn bytes_of(&self, segment: usize, doc: u32) -> Result<OwnedBytes, IndexError> {
        let stores = match self.stores.get() {
            Some(stores) => stores,
            None => {
                let searcher = self.searcher();
                let segments = searcher.segment_readers().iter();
                let stores = segments.map(|segment| segment.get_store_reader(self.kept_blocks));
                let stores = stores.collect::<Result<Vec<_>, _>>()?;
                self.stores.get_or_init(|| stores)
            }
        };
        let store = stores.get(segment);
        let store = store.ok_or(IndexError::Record("no such segment"))?;
        Ok(store.get_document_bytes(doc)?)
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
