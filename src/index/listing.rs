//! What `verify` and the driver ask of an index without searching it.

use super::pack::unpack;
use super::reader::check_versions;
use super::{Index, IndexError, Versions, record};
use crate::document::{Annotations, DocId, Document};
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;
use tantivy::directory::FileSlice;
use tantivy::directory::footer::Footer;
use tantivy::index::SegmentComponent;
use tantivy::schema::Value;
use tantivy::{HasLen, TantivyDocument, Version};

impl Index {
    /// The versions and the payload of the last commit, without opening it for search.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn peek(dir: &Path) -> Result<(Versions, String), IndexError> {
        /// What this needs of the file that tantivy swaps at each commit.
        #[derive(serde::Deserialize)]
        struct Commit {
            payload: Option<String>,
        }
        let missing = || IndexError::Missing(dir.to_owned());
        let meta = std::fs::read(dir.join("meta.json")).map_err(|_| missing())?;
        let commit: Commit = serde_json::from_slice(&meta).map_err(|_| missing())?;
        check_versions(dir, &commit.payload.ok_or_else(missing)?)
    }

    /// The ids of all documents, sorted; one that stands twice is given twice.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn ids(&self) -> Result<Vec<DocId>, IndexError> {
        let mut ids = Vec::new();
        for segment in self.searcher().segment_readers() {
            let column = segment.fast_fields().u64("id")?;
            ids.extend(
                segment
                    .doc_ids_alive()
                    .filter_map(|doc| column.first(doc))
                    .map(DocId::from_u64),
            );
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// The ids of all documents with a digest of what the index shows of each, as [`shown_digest`] makes it.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn shown_digests(&self) -> Result<Vec<(DocId, [u8; 16])>, IndexError> {
        let mut found = Vec::new();
        for segment in self.searcher().segment_readers() {
            let column = segment.fast_fields().u64("id")?;
            let store = segment.get_store_reader(4)?;
            for doc in segment.doc_ids_alive() {
                let Some(id) = column.first(doc) else {
                    continue;
                };
                let stored: TantivyDocument = store.get(doc)?;
                let bytes = |field| {
                    let value = stored.get_first(field);
                    value.and_then(|value| value.as_bytes())
                };
                let record = bytes(self.fields().record).unwrap_or_default();
                let text = bytes(self.fields().text).map(unpack).transpose()?;
                let shown = digest(record, &text.unwrap_or_default());
                found.push((DocId::from_u64(id), shown));
            }
        }
        Ok(found)
    }

    /// Compares every file of the index in a directory with its checksum; gives the damaged ones. The
    /// index is not opened for that: the engine trusts its files, and reading a damaged one may end
    /// anywhere.
    ///
    /// # Errors
    /// If the files cannot be read at all.
    pub fn damaged_files(dir: &Path) -> Result<Vec<String>, IndexError> {
        let index = tantivy::Index::open_in_dir(dir)?;
        let mut damaged = Vec::new();
        for segment in index.searchable_segment_metas()? {
            let mut sound = Vec::new();
            for component in COMPONENTS {
                let name = segment.relative_path(component);
                let path = dir.join(&name);
                if !path.exists() {
                    continue;
                }
                let name = name.display().to_string();
                match sound_version(&path) {
                    Ok(Some(version)) => sound.push((name, version)),
                    Ok(None) | Err(_) => damaged.push(name),
                }
            }
            damaged.extend(of_another_version(sound));
        }
        damaged.sort_unstable();
        Ok(damaged)
    }
}

/// What a segment may consist of; none has all of it.
const COMPONENTS: [SegmentComponent; 7] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Store,
    SegmentComponent::Delete,
];

/// Compares a file with its checksum, a piece at a time: the engine's own check maps it whole, which
/// counts as memory. Gives the version that its footer says if all else in it is as it was written: the
/// checksum does not cover the footer, and the engine passes over much of it.
fn sound_version(path: &Path) -> io::Result<Option<Version>> {
    const PIECE: usize = 1 << 18;
    /// Its length and the magic number, both looked at where the footer is read.
    const LENGTH_AND_MAGIC: usize = 8;
    let file = FileSlice::open(path)?;
    let (footer, body) = Footer::extract_footer(file.clone())?;
    let mut crc = flate2::Crc::new();
    for from in (0..body.len()).step_by(PIECE) {
        let to = body.len().min(from + PIECE);
        crc.update(&body.read_bytes_slice(from..to)?);
    }
    let text = file.slice(body.len()..file.len() - LENGTH_AND_MAGIC);
    let sound = crc.sum() == footer.crc
        && text.read_bytes()?.as_slice() == serde_json::to_vec(&footer)?.as_slice();
    Ok(sound.then_some(footer.version))
}

/// The files of a segment whose version is neither this engine's nor that of most others: one program
/// wrote all of them, but for what was removed later.
fn of_another_version(files: Vec<(String, Version)>) -> Vec<String> {
    let count = |version: &Version| files.iter().filter(|(_, one)| one == version).count();
    let most = files.iter().map(|(_, version)| count(version)).max();
    let other = files
        .iter()
        .filter(|(_, version)| version != tantivy::version() && Some(count(version)) != most);
    other.map(|(name, _)| name.clone()).collect()
}

/// A digest of what an index should show of a document.
#[must_use]
pub fn shown_digest(document: &Document, annotations: &Annotations, version: u32) -> [u8; 16] {
    digest(
        &record::encode(document, annotations, version),
        document.text.full(),
    )
}

fn digest(record: &[u8], text: &str) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update((record.len() as u64).to_le_bytes());
    hasher.update(record);
    hasher.update(text.as_bytes());
    let mut digest = [0; 16];
    digest.copy_from_slice(&hasher.finalize()[..16]);
    digest
}
