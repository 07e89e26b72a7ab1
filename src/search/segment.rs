//! One segment of the index, with the readers that a query needs of it.

use super::SearchError;
use crate::index::Fields;
use std::sync::Arc;
use std::sync::OnceLock;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::{BlockSegmentPostings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};

/// A place of a document in its segment.
pub(super) type Doc = u32;

/// Which word field a term stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordField {
    Words,
    Stems,
}

/// One segment.
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    fields: Fields,
    words: [Arc<InvertedIndexReader>; 2],
    lengths: FieldNormReader,
    ids: Column<u64>,
    days: Column<i64>,
    title: OnceLock<Column<i64>>,
}

impl Segment {
    /// Opens the readers.
    pub(super) fn open(reader: &SegmentReader, fields: Fields) -> Result<Self, SearchError> {
        let columns = reader.fast_fields();
        Ok(Self {
            reader: reader.clone(),
            fields,
            words: [
                reader.inverted_index(fields.words)?,
                reader.inverted_index(fields.stems)?,
            ],
            lengths: reader.get_fieldnorms_reader(fields.words)?,
            ids: columns.u64("id")?,
            days: columns.i64("day")?,
            title: OnceLock::new(),
        })
    }

    /// The fields of the index.
    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// One past the last document.
    pub(super) fn end(&self) -> Doc {
        self.reader.max_doc()
    }

    /// Drops deleted documents from a list.
    pub(super) fn retain_alive(&self, docs: &mut Vec<Doc>) {
        if let Some(alive) = self.reader.alive_bitset() {
            docs.retain(|doc| alive.is_alive(*doc));
        }
    }

    /// Tells whether a document is not deleted.
    pub(super) fn is_alive(&self, doc: Doc) -> bool {
        !self.reader.is_deleted(doc)
    }

    /// The inverted index of a word field.
    pub(super) fn words(&self, field: WordField) -> &InvertedIndexReader {
        &self.words[field as usize]
    }

    /// The inverted index of any field.
    pub(super) fn inverted(&self, field: Field) -> Result<Arc<InvertedIndexReader>, SearchError> {
        Ok(self.reader.inverted_index(field)?)
    }

    /// The documents of a term with their frequencies.
    pub(super) fn postings(
        &self,
        field: WordField,
        info: &TermInfo,
    ) -> Result<SegmentPostings, SearchError> {
        let words = self.words(field);
        Ok(words.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?)
    }

    /// The documents of a term, block by block.
    pub(super) fn blocks(
        &self,
        field: WordField,
        info: &TermInfo,
        option: IndexRecordOption,
    ) -> Result<BlockSegmentPostings, SearchError> {
        let words = self.words(field);
        Ok(words.read_block_postings_from_terminfo(info, option)?)
    }

    /// The documents of a term with their positions.
    pub(super) fn positions(
        &self,
        field: WordField,
        info: &TermInfo,
    ) -> Result<SegmentPostings, SearchError> {
        let words = self.words(field);
        Ok(words.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?)
    }

    /// How many words all its documents have together.
    pub(super) fn word_count(&self) -> u64 {
        self.words(WordField::Words).total_num_tokens()
    }

    /// The length class of a document, see [`FieldNormReader`].
    pub(super) fn length_class(&self, doc: Doc) -> u8 {
        self.lengths.fieldnorm_id(doc)
    }

    /// The id of a document as a number.
    pub(super) fn id(&self, doc: Doc) -> u64 {
        self.ids.first(doc).unwrap_or_default()
    }

    /// The day of a document.
    pub(super) fn day(&self, doc: Doc) -> Option<i64> {
        self.days.first(doc)
    }

    /// The column of days.
    pub(super) fn days(&self) -> &Column<i64> {
        &self.days
    }

    /// The column of title lengths in positions.
    pub(super) fn title(&self) -> Result<&Column<i64>, SearchError> {
        if let Some(column) = self.title.get() {
            return Ok(column);
        }
        let column = self.reader.fast_fields().i64("title")?;
        Ok(self.title.get_or_init(|| column))
    }
}
