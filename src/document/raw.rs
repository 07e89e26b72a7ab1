//! A record as the corpus holds it.

use std::sync::Arc;

/// Where in the collection the bytes of a record stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordLocation {
    /// Path of the file, relative to the collection, with `/` between the parts.
    pub file: Arc<str>,
    /// First byte: of the file, for a WARC of the gzip member, for a gzipped text of what it unpacks to.
    pub offset: u64,
    /// Length in the same bytes.
    pub length: u64,
}

/// What a record is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One line of a JSONL file.
    JsonRecord,
    /// Anything else: kept in the corpus, not read.
    Other,
}

/// One record: bytes and what is known of where they came from.
#[derive(Debug, Clone)]
pub struct RawRecord {
    /// Where the bytes stand in the collection.
    pub location: RecordLocation,
    /// What they are written in.
    pub media: Media,
    /// The bytes as received, after removal of gzip and transfer encodings.
    pub bytes: Vec<u8>,
    /// The address they were received from, as it was asked for.
    pub address: Option<String>,
    /// When they were received, RFC 3339 in UTC.
    pub fetched_at: Option<String>,
    /// Charset named by the HTTP head.
    pub charset: Option<String>,
    /// The `Content-Language` or the like named by the HTTP head.
    pub language: Option<String>,
    /// Name of the import they came with (`--name`, else the file's name without extensions).
    pub import_name: Option<Arc<str>>,
    /// Name of the file as it was given to `add`, without folders.
    pub file_name: Option<Arc<str>>,
}
