//! Single records by their place.

use super::form::{FileLines, broken, line_record, lines_of, warc_record, whole_record};
use super::{MAX_RECORD, RecordError};
use crate::corpus::batch::BatchFile;
use crate::corpus::warc::{WarcEntry, WarcReader};
use crate::corpus::{Batch, BatchKind, BatchMark, Collection, CorpusError, Format};
use crate::document::{RawRecord, RecordLocation};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A place so few bytes further in a file that is open is gone to without opening it again.
const NEAR: u64 = 1 << 16;

/// A batch with the numbers of its files.
struct KnownBatch {
    batch: Batch,
    numbers: HashMap<Arc<str>, usize>,
}

/// Reads single records by their place; quick when asked in the order of the files.
pub struct RecordReader<'c> {
    collection: &'c Collection,
    batches: HashMap<String, Arc<KnownBatch>>,
    /// The file of lines that is open, so that going forward in it costs nothing twice.
    open: Option<(Arc<str>, FileLines)>,
}

impl<'c> RecordReader<'c> {
    /// Makes a reader.
    #[must_use]
    pub fn new(collection: &'c Collection) -> Self {
        Self {
            collection,
            batches: HashMap::new(),
            open: None,
        }
    }

    /// Reads the record at a place.
    ///
    /// # Errors
    /// [`CorpusError::Record`] if it is no longer there.
    pub fn read(&mut self, location: &RecordLocation) -> Result<RawRecord, CorpusError> {
        let wrong = |reason: String| CorpusError::Record {
            file: location.file.to_string(),
            offset: location.offset,
            reason,
        };
        let (file, added_at) = self
            .file_of(location)?
            .ok_or_else(|| wrong("no import holds this file".to_owned()))?;
        let record = match file.holds {
            Format::Warc => self.read_warc(location, &file),
            Format::Jsonl => self.read_line(location, &file, added_at),
            Format::Html | Format::Text | Format::Markdown => {
                Some(whole_record(self.collection, &file, added_at))
            }
        };
        match record {
            Some(Ok(record)) => Ok(record),
            Some(Err(error)) => Err(wrong(error.reason)),
            None => Err(wrong("no record begins here".to_owned())),
        }
    }

    fn file_of(
        &mut self,
        location: &RecordLocation,
    ) -> Result<Option<(BatchFile, Option<jiff::Timestamp>)>, CorpusError> {
        let mut parts = location.file.splitn(3, '/');
        let (kind, name) = match (parts.next(), parts.next()) {
            (Some("warc"), _) => (BatchKind::Fetched, location.file.to_string()),
            (Some("import"), Some(dir)) => (BatchKind::Import, format!("import/{dir}")),
            _ => return Ok(None),
        };
        let batch = match self.batches.get(&name) {
            Some(batch) => Arc::clone(batch),
            None => {
                let mark = BatchMark {
                    kind,
                    name: name.clone(),
                    size: 0,
                };
                let batch = Batch::open(self.collection, &mark)?;
                let files = batch.files.iter().enumerate();
                let numbers = files
                    .map(|(n, file)| (Arc::clone(&file.relative), n))
                    .collect();
                let batch = Arc::new(KnownBatch { batch, numbers });
                self.batches.insert(name, Arc::clone(&batch));
                batch
            }
        };
        let number = batch.numbers.get(&location.file);
        Ok(number.map(|number| (batch.batch.files[*number].clone(), batch.batch.added_at)))
    }

    fn read_line(
        &mut self,
        location: &RecordLocation,
        file: &BatchFile,
        added_at: Option<jiff::Timestamp>,
    ) -> Option<Result<RawRecord, RecordError>> {
        let at_hand = self.open.take().filter(|(open, lines)| {
            // In a plain file a place far away is sought, a gzipped one is gone through.
            let ahead = location.offset.checked_sub(lines.offset());
            *open == location.file && ahead.is_some_and(|ahead| file.gzip || ahead < NEAR)
        });
        let mut lines = match at_hand {
            Some((_, lines)) => lines,
            None => {
                let path = self.collection.path_of(&file.relative);
                match lines_of(&path, file.gzip, location.offset) {
                    Ok(lines) => lines,
                    Err(error) => return Some(Err(broken(file, location.offset, 0, &error))),
                }
            }
        };
        if let Err(error) = lines.skip_to(location.offset) {
            return Some(Err(broken(file, location.offset, 0, &error)));
        }
        let record = line_record(&mut lines, file, added_at);
        self.open = Some((Arc::clone(&location.file), lines));
        let wanted = |record: &RawRecord| {
            record.location.offset == location.offset && record.location.length == location.length
        };
        record.filter(|record| record.as_ref().map_or(true, wanted))
    }

    fn read_warc(
        &self,
        location: &RecordLocation,
        file: &BatchFile,
    ) -> Option<Result<RawRecord, RecordError>> {
        let entry = find_warc_entry(&self.collection.path_of(&file.relative), location);
        match entry {
            Ok(entry) => warc_record(Ok(entry), file),
            Err(error) => Some(Err(broken(file, location.offset, 0, &error))),
        }
    }
}

/// A place is a member or a plain record if one begins there, else a place in what the file unpacks to.
fn find_warc_entry(path: &Path, location: &RecordLocation) -> io::Result<WarcEntry> {
    let matches =
        |entry: &WarcEntry| entry.offset == location.offset && entry.length == location.length;
    let mut direct = WarcReader::new(File::open(path)?, location.offset, MAX_RECORD)?;
    if let Some(Ok(entry)) = direct.next()
        && matches(&entry)
    {
        return Ok(entry);
    }
    let mut unpacked = WarcReader::new(File::open(path)?, 0, MAX_RECORD)?;
    unpacked.skip_unpacked(location.offset)?;
    match unpacked.next() {
        Some(Ok(entry)) if matches(&entry) => Ok(entry),
        _ => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "no record of that length begins here",
        )),
    }
}
