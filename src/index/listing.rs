//! What `verify` and the driver ask of an index without searching it.

use super::reader::check_versions;
use super::{Index, IndexError, Versions};
use crate::document::DocId;
use std::path::Path;

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

    /// Compares every file of the index with its checksum; gives the damaged ones.
    ///
    /// # Errors
    /// If the files cannot be read at all.
    pub fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        let damaged = self.searcher().index().validate_checksum()?;
        let mut names: Vec<String> = damaged
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}
