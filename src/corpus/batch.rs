//! Batches: what freshness is judged by and records are read from.

use super::{Collection, CorpusError, Manifest};
use jiff::Timestamp;
use std::fs;
use std::sync::Arc;

/// What a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BatchKind {
    /// One `add`.
    Import,
    /// One WARC file of fetched pages.
    Fetched,
}

/// A batch by its name and size, found without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BatchMark {
    /// What it is.
    pub kind: BatchKind,
    /// Its path, relative to the collection: `import/2026-11-22-x` or `warc/2026-11/y.warc.gz`.
    pub name: String,
    /// Bytes of its `import.json`, or of the WARC file.
    pub size: u64,
}

/// One file of a batch.
#[derive(Debug, Clone)]
pub(crate) struct BatchFile {
    /// Relative to the collection.
    pub(crate) relative: Arc<str>,
    pub(crate) holds: super::Format,
    pub(crate) gzip: bool,
    pub(crate) import_name: Option<Arc<str>>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) size: u64,
}

/// A batch that is ready to be read.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its mark.
    pub mark: BatchMark,
    /// When it was added; for fetched pages each record has its own time.
    pub added_at: Option<Timestamp>,
    pub(crate) files: Arc<[BatchFile]>,
}

impl Collection {
    /// Lists the batches by name.
    ///
    /// # Errors
    /// If a directory cannot be listed.
    pub fn batches(&self) -> Result<Vec<BatchMark>, CorpusError> {
        let mut marks = Vec::new();
        for name in self.names_in("import")? {
            let relative = format!("import/{name}");
            // Waiting rooms, and directories that a person put there, have none or are hidden.
            if let Ok(data) = fs::metadata(self.path_of(&relative).join("import.json")) {
                marks.push(BatchMark {
                    kind: BatchKind::Import,
                    name: relative,
                    size: data.len(),
                });
            }
        }
        for month in self.names_in("warc")? {
            let relative = format!("warc/{month}");
            if !self.path_of(&relative).is_dir() {
                continue;
            }
            for name in self.names_in(&relative)? {
                let relative = format!("{relative}/{name}");
                let path = self.path_of(&relative);
                if !(name.ends_with(".warc.gz") || name.ends_with(".warc")) {
                    continue;
                }
                let size = fs::metadata(&path)
                    .map_err(CorpusError::io("read", &path))?
                    .len();
                marks.push(BatchMark {
                    kind: BatchKind::Fetched,
                    name: relative,
                    size,
                });
            }
        }
        Ok(marks)
    }

    /// The first of the files that were missing or half copied when they were read and no longer are as
    /// they were then.
    ///
    /// # Errors
    /// If the catalogue is damaged.
    pub fn completed_since(
        &self,
        catalogue: &super::Catalogue,
    ) -> Result<Option<String>, CorpusError> {
        for (file, reason) in catalogue.incomplete_files()? {
            let size = fs::metadata(self.path_of(&file))
                .ok()
                .map(|data| data.len());
            let then = reason
                .strip_prefix(super::records::HALF_COPIED)
                .and_then(|rest| rest.split(' ').next()?.parse().ok());
            if size != then {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// Names in a directory of the collection, sorted, without the hidden ones; a missing directory has none.
    pub(crate) fn names_in(&self, relative: &str) -> Result<Vec<String>, CorpusError> {
        let dir = match relative {
            ".vankien" => self.derived_dir(),
            _ => self.path_of(relative),
        };
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(CorpusError::io("read", &dir)(error)),
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}

impl Batch {
    /// Opens a batch.
    ///
    /// # Errors
    /// If its `import.json` cannot be read.
    pub fn open(collection: &Collection, mark: &BatchMark) -> Result<Self, CorpusError> {
        match mark.kind {
            BatchKind::Fetched => Ok(Self {
                mark: mark.clone(),
                added_at: None,
                files: Arc::new([BatchFile {
                    relative: mark.name.as_str().into(),
                    holds: super::Format::Warc,
                    gzip: false,
                    import_name: None,
                    name: None,
                    size: mark.size,
                }]),
            }),
            BatchKind::Import => {
                let path = collection.path_of(&mark.name).join("import.json");
                let manifest = Manifest::read(&path)?;
                let added_at = manifest.added_at.parse().ok();
                let files = manifest.files.into_iter().map(|file| BatchFile {
                    relative: format!("{}/files/{}", mark.name, file.stored).into(),
                    holds: file.holds,
                    gzip: file.gzip,
                    import_name: Some(file.import_name.into()),
                    name: Some(file.name.into()),
                    size: file.size,
                });
                Ok(Self {
                    mark: mark.clone(),
                    added_at,
                    files: files.collect(),
                })
            }
        }
    }

    /// Bytes of its files together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}
