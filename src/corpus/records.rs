//! The records of a batch, one after another, and single ones by their place.

mod form;
mod reader;

pub use reader::RecordReader;

use super::batch::BatchFile;
use super::warc::WarcReader;
use super::{Batch, Collection, Format};
use crate::document::{RawRecord, RecordLocation};
use form::{FileLines, broken, half_copied, line_record, lines_of, warc_record, whole_record};
use std::fs::File;
use std::io;
use std::sync::Arc;

/// A record of more than this many bytes, unpacked, is kept but not read.
pub const MAX_RECORD: u64 = 64 << 20;

/// Begins the reason of a file that is not as long as when it was added; its size then follows.
pub(super) const HALF_COPIED: &str = "half copied: ";

/// The reason of a file that is not there.
pub(super) const MISSING: &str = "the file is missing";

/// A record that is kept but cannot be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordError {
    /// Where it stands.
    pub location: RecordLocation,
    /// Why.
    pub reason: String,
    /// Whether something is wrong with it, rather than its kind not being read.
    pub damaged: bool,
}

/// A place between two records of a batch, from which reading can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// The number of the file.
    pub file: u32,
    /// Where in it, as in [`RecordLocation::offset`].
    pub offset: u64,
    /// How many records behind that place were handed out already: some packings have few places to begin.
    pub skip: u64,
}

enum Reading {
    Lines(FileLines),
    Warc(Box<WarcReader<File>>),
    /// A file that is one record.
    Whole,
}

/// Hands out the records of a batch in order, one in memory at a time.
pub struct Records {
    collection: Collection,
    batch: Batch,
    position: Position,
    reading: Option<Reading>,
    passed_over: u64,
    /// Whether the file at hand was compared with its size in `import.json`.
    measured: bool,
}

impl Batch {
    /// Reads its records from a position on; the default position is the beginning.
    #[must_use]
    pub fn records(&self, collection: &Collection, from: Position) -> Records {
        Records {
            collection: collection.clone(),
            batch: self.clone(),
            position: from,
            reading: None,
            passed_over: 0,
            measured: false,
        }
    }
}

impl Records {
    /// The position behind the record handed out last.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// Records of WARC files that hold no document: requests, redirects, images and the like.
    #[must_use]
    pub const fn passed_over(&self) -> u64 {
        self.passed_over
    }

    fn open(&mut self, file: &BatchFile) -> io::Result<Reading> {
        let path = self.collection.path_of(&file.relative);
        let skip = std::mem::take(&mut self.position.skip);
        let mut reading = match file.holds {
            Format::Warc => {
                let opened = File::open(&path)?;
                let warc = WarcReader::new(opened, self.position.offset, MAX_RECORD)?;
                Reading::Warc(Box::new(warc))
            }
            Format::Jsonl => Reading::Lines(lines_of(&path, file.gzip, self.position.offset)?),
            Format::Html | Format::Text | Format::Markdown => {
                File::open(&path)?;
                Reading::Whole
            }
        };
        if let Reading::Warc(warc) = &mut reading {
            for _ in 0..skip {
                warc.next();
            }
            self.position.skip = skip;
        }
        Ok(reading)
    }

    fn next_file(&mut self) {
        self.reading = None;
        self.measured = false;
        self.position = Position {
            file: self.position.file + 1,
            ..Position::default()
        };
    }

    fn next_of(
        &mut self,
        reading: &mut Reading,
        file: &BatchFile,
    ) -> Option<Result<RawRecord, RecordError>> {
        match reading {
            Reading::Lines(lines) => {
                let record = line_record(lines, file, self.batch.added_at);
                self.position.offset = lines.offset();
                record
            }
            Reading::Warc(warc) => loop {
                let entry = warc.next()?;
                let again = entry.as_ref().err().and_then(|problem| problem.again);
                match again.or_else(|| warc.resume_point()) {
                    Some(offset) => {
                        self.position.offset = offset;
                        self.position.skip = 0;
                    }
                    None => self.position.skip += 1,
                }
                match warc_record(entry, file) {
                    Some(record) => return Some(record),
                    None => self.passed_over += 1,
                }
            },
            Reading::Whole => {
                if self.position.offset > 0 {
                    return None;
                }
                // Any place but the beginning says that the one record was handed out.
                self.position.offset = 1;
                self.measured = true;
                Some(whole_record(&self.collection, file, self.batch.added_at))
            }
        }
    }
}

impl Records {
    /// The size of a file that is not as large as when it was added.
    fn other_size(&self, file: &BatchFile) -> Option<u64> {
        let path = self.collection.path_of(&file.relative);
        let size = std::fs::metadata(path).ok()?.len();
        // A WARC file of one's own grows.
        (self.batch.mark.kind == super::BatchKind::Import && size != file.size).then_some(size)
    }
}

impl Iterator for Records {
    type Item = Result<RawRecord, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let files = Arc::clone(&self.batch.files);
            let file = files.get(self.position.file as usize)?;
            let mut reading = match self.reading.take() {
                Some(reading) => reading,
                None => match self.open(file) {
                    Ok(reading) => reading,
                    Err(error) => {
                        self.next_file();
                        return Some(Err(broken(file, 0, 0, &error)));
                    }
                },
            };
            match self.next_of(&mut reading, file) {
                // Behind a broken stream there is nothing more to be had from this file.
                Some(Err(error)) if error.location.length == u64::MAX => {
                    self.next_file();
                    let location = RecordLocation {
                        length: 0,
                        ..error.location
                    };
                    return Some(Err(RecordError { location, ..error }));
                }
                Some(record) => {
                    self.reading = Some(reading);
                    return Some(record);
                }
                None if !self.measured => {
                    self.measured = true;
                    self.reading = Some(reading);
                    if let Some(size) = self.other_size(file) {
                        return Some(Err(half_copied(file, size)));
                    }
                }
                // The last file may grow: from here its new records are read one day.
                None if self.position.file as usize + 1 == files.len() => {
                    self.reading = Some(reading);
                    return None;
                }
                None => self.next_file(),
            }
        }
    }
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
