//! Writing an index.

use super::directory::IndexDirectory;
use super::merging::Merging;
use super::reader::check_versions;
use super::room::Room;
use super::schema::{Fields, register, schema};
use super::values::Values;
use super::{IndexError, Versions};
use crate::document::{Annotations, DocId, Document};
use std::path::Path;
use std::sync::Arc;
use tantivy::indexer::IndexWriterOptions;
use tantivy::store::Compressor;
use tantivy::{IndexSettings, IndexWriter, Term};

/// Smallest heap of one indexing thread, in bytes; the engine refuses less.
const LEAST_HEAP: usize = 15_000_000;

/// Bytes of documents that may wait for the indexing threads.
const WAITING: usize = 32_000_000;

/// Bytes of a block of the store.
const STORE_BLOCK: usize = 16_384;

/// How an index is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Indexing threads.
    pub threads: usize,
    /// Memory of all indexing threads together, in bytes.
    pub heap: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            threads: 1,
            heap: 100_000_000,
        }
    }
}

/// A document made ready for the index: analysed and encoded.
///
/// Making one is pure and takes most of the time, so it can be spread over threads.
pub struct Entry {
    id: DocId,
    values: Values,
}

impl Entry {
    /// The document's id.
    #[must_use]
    pub fn id(&self) -> DocId {
        self.id
    }
}

/// Puts documents into an index.
///
/// What is put or removed shows only after [`Writer::commit`], which is atomic: after a crash the
/// index stands at the last commit.
pub struct Writer {
    writer: IndexWriter<Values>,
    room: Arc<Room>,
    fields: Fields,
    payload: Option<String>,
}

impl Writer {
    /// Opens the index in a directory, which is made if it is missing, with default options.
    ///
    /// # Errors
    /// As [`Writer::with_options`].
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        Self::with_options(dir, WriterOptions::default())
    }

    /// Opens the index in a directory, which is made if it is missing.
    ///
    /// # Errors
    /// If another writer is at work there, the layout is of another version, or the directory
    /// cannot be used.
    pub fn with_options(dir: &Path, options: WriterOptions) -> Result<Self, IndexError> {
        std::fs::create_dir_all(dir).map_err(|source| IndexError::Io {
            path: dir.to_owned(),
            source,
        })?;
        let directory = IndexDirectory::in_pieces(dir)?;
        let exists = tantivy::Index::exists(&directory).map_err(tantivy::TantivyError::from)?;
        let index = if exists {
            tantivy::Index::open(directory)?
        } else {
            let settings = IndexSettings {
                // Texts come packed.
                docstore_compression: Compressor::None,
                docstore_blocksize: STORE_BLOCK,
                ..IndexSettings::default()
            };
            tantivy::Index::create(directory, schema(), settings)?
        };
        // An index without payload was never committed: nothing in it can be of another version.
        let payload = match index.load_metas()?.payload {
            None => None,
            Some(payload) => Some(check_versions(dir, &payload)?.1),
        };
        register(&index);
        let fields = Fields::of(&index.schema())?;
        let threads = options.threads.max(1);
        let engine = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((options.heap / threads).max(LEAST_HEAP))
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(engine)?;
        writer.set_merge_policy(Box::new(Merging {
            dir: dir.to_owned(),
        }));
        // Files of deletions are named by segment and count: what a process that was killed in the middle
        // of a commit left would be in the way of the next commit.
        writer.garbage_collect_files().wait()?;
        Ok(Self {
            writer,
            room: Room::new(WAITING),
            fields,
            payload,
        })
    }

    /// The payload of the last commit.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// Makes an entry ready; pure, for any thread.
    ///
    /// # Errors
    /// If its text is longer than 4 GB.
    pub fn entry(
        &self,
        document: &Document,
        annotations: &Annotations,
        version: u32,
    ) -> Result<Entry, IndexError> {
        Ok(Entry {
            id: document.id,
            values: self.fields.fill(document, annotations, version)?,
        })
    }

    /// Puts an entry of an id that the index does not have; spares looking for an earlier one.
    ///
    /// # Errors
    /// As [`Writer::put_entry`].
    pub fn add_entry(&mut self, entry: Entry) -> Result<(), IndexError> {
        let mut values = entry.values;
        values.hold(self.room.take(values.size()));
        self.writer.add_document(values)?;
        Ok(())
    }

    /// Puts an entry in place of any earlier one of its id.
    ///
    /// # Errors
    /// If an indexing thread has failed, such as for want of disk space.
    pub fn put_entry(&mut self, entry: Entry) -> Result<(), IndexError> {
        self.remove(entry.id);
        self.add_entry(entry)
    }

    /// Puts a document in place of any earlier one of its id; `version` is its number in the
    /// catalogue.
    ///
    /// # Errors
    /// As [`Writer::put_entry`].
    pub fn put(
        &mut self,
        document: &Document,
        annotations: &Annotations,
        version: u32,
    ) -> Result<(), IndexError> {
        self.put_entry(self.entry(document, annotations, version)?)
    }

    /// Removes the document of an id, if there is one.
    pub fn remove(&mut self, id: DocId) {
        self.writer
            .delete_term(Term::from_field_u64(self.fields.id, id.as_u64()));
    }

    /// Makes all that was put and removed durable, with the caller's note on it.
    ///
    /// # Errors
    /// If it cannot be written; the index then stands at the commit before.
    pub fn commit(&mut self, payload: &str) -> Result<(), IndexError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&Versions::CURRENT.head(payload));
        prepared.commit()?;
        self.payload = Some(payload.to_owned());
        Ok(())
    }

    /// Gives up what was put since the last commit.
    ///
    /// # Errors
    /// If the engine cannot start anew.
    pub fn rollback(&mut self) -> Result<(), IndexError> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Merges the last commit of the index in a directory into one segment and drops what was removed.
    ///
    /// It opens a writer of its own: one that has committed may be merging some of the segments still,
    /// and the engine merges none twice at a time.
    ///
    /// # Errors
    /// As [`Writer::with_options`], or if it cannot be written; the index then stands as before.
    pub fn compact(dir: &Path) -> Result<(), IndexError> {
        let mut this = Self::open(dir)?;
        let segments = this.writer.index().searchable_segment_metas()?;
        let deletes = segments.iter().any(tantivy::SegmentMeta::has_deletes);
        if segments.len() > 1 || deletes {
            let ids: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
            this.writer.merge(&ids).wait()?;
        }
        // Files of segments that are held by anyone are not collected.
        drop(segments);
        this.writer.garbage_collect_files().wait()?;
        this.finish()
    }

    /// Waits for merges under way and ends the writer.
    ///
    /// # Errors
    /// If a merge failed; what was committed stands all the same.
    pub fn finish(self) -> Result<(), IndexError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}
