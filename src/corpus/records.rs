//! The records of a batch, one after another, and single ones by their place.

use super::batch::BatchFile;
use super::lines::{Line, Lines};
use super::warc::{RecordType, WarcEntry, WarcReader, decode_body};
use super::{Batch, Collection, CorpusError, Format};
use crate::document::{Media, RawRecord, RecordLocation};
use flate2::bufread::MultiGzDecoder;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
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

/// The lines of a file as it unpacks.
type FileLines = Lines<Box<dyn BufRead + Send>>;

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
            Format::Jsonl => {
                let reader = unpacked(&path, file.gzip, self.position.offset)?;
                let limit = usize::try_from(MAX_RECORD).unwrap_or(usize::MAX);
                Reading::Lines(Lines::new(reader, self.position.offset, limit))
            }
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
                let next = lines.next_line();
                self.position.offset = lines.offset();
                line_record(next, lines.offset(), file, self.batch.added_at)
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

fn broken(file: &BatchFile, offset: u64, length: u64, error: &io::Error) -> RecordError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => MISSING.to_owned(),
        io::ErrorKind::UnexpectedEof => "the file is cut off here".to_owned(),
        _ => format!("the file cannot be read from here on ({error})"),
    };
    RecordError {
        location: RecordLocation {
            file: Arc::clone(&file.relative),
            offset,
            length,
        },
        reason,
        damaged: true,
    }
}

/// What is said of a file whose copying was broken off, or that was changed.
fn half_copied(file: &BatchFile, size: u64) -> RecordError {
    RecordError {
        location: RecordLocation {
            file: Arc::clone(&file.relative),
            offset: size,
            length: 0,
        },
        reason: format!(
            "{HALF_COPIED}{size} of the {} bytes that were added are there",
            file.size
        ),
        damaged: true,
    }
}

fn too_large(location: RecordLocation, length: u64) -> RecordError {
    RecordError {
        location,
        reason: format!("the record holds {length} bytes or more; at most {MAX_RECORD} are read"),
        damaged: true,
    }
}

/// A file as it unpacks, from a place on.
fn unpacked(path: &Path, gzip: bool, from: u64) -> io::Result<Box<dyn BufRead + Send>> {
    let mut file = File::open(path)?;
    if gzip {
        let decoder = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, file));
        let mut reader = BufReader::with_capacity(1 << 16, decoder);
        io::copy(&mut (&mut reader).take(from), &mut io::sink())?;
        return Ok(Box::new(reader));
    }
    file.seek(SeekFrom::Start(from))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

fn raw(file: &BatchFile, location: RecordLocation, media: Media, bytes: Vec<u8>) -> RawRecord {
    RawRecord {
        location,
        media,
        bytes,
        address: None,
        fetched_at: None,
        charset: None,
        language: None,
        import_name: file.import_name.clone(),
        file_name: file.name.clone(),
    }
}

fn line_record(
    next: io::Result<Option<Line>>,
    end: u64,
    file: &BatchFile,
    added_at: Option<jiff::Timestamp>,
) -> Option<Result<RawRecord, RecordError>> {
    let at = |offset, length| RecordLocation {
        file: Arc::clone(&file.relative),
        offset,
        length,
    };
    match next {
        Ok(None) => None,
        Ok(Some(Line::Whole { offset, bytes })) => {
            let location = at(offset, bytes.len() as u64);
            let mut record = raw(file, location, Media::JsonRecord, bytes);
            record.fetched_at = added_at.map(|time| time.to_string());
            Some(Ok(record))
        }
        Ok(Some(Line::TooLong { offset, length })) => {
            Some(Err(too_large(at(offset, length), length)))
        }
        Err(error) => Some(Err(broken(file, end, u64::MAX, &error))),
    }
}

fn whole_record(
    collection: &Collection,
    file: &BatchFile,
    added_at: Option<jiff::Timestamp>,
) -> Result<RawRecord, RecordError> {
    let location = |length| RecordLocation {
        file: Arc::clone(&file.relative),
        offset: 0,
        length,
    };
    let path = collection.path_of(&file.relative);
    let size = std::fs::metadata(&path).map_or(file.size, |data| data.len());
    if size != file.size {
        // Half a page would pass for a short one.
        return Err(half_copied(file, size));
    }
    let mut bytes = Vec::new();
    unpacked(&path, file.gzip, 0)
        .and_then(|reader| reader.take(MAX_RECORD + 1).read_to_end(&mut bytes))
        .map_err(|error| broken(file, 0, 0, &error))?;
    if bytes.len() as u64 > MAX_RECORD {
        return Err(too_large(location(file.size), bytes.len() as u64));
    }
    let media = match file.holds {
        Format::Html => Media::Html,
        Format::Markdown => Media::Markdown,
        _ => Media::Text,
    };
    let mut record = raw(file, location(bytes.len() as u64), media, bytes);
    record.fetched_at = added_at.map(|time| time.to_string());
    Ok(record)
}

/// Kinds of content that are documents but not read yet; any other kind holds no text of its own.
const UNREAD_KINDS: [&str; 6] = [
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.openxmlformats",
    "application/vnd.oasis.opendocument",
    "application/epub",
];

/// What a WARC record says, if it holds a page.
fn warc_record(
    entry: Result<WarcEntry, super::warc::WarcProblem>,
    file: &BatchFile,
) -> Option<Result<RawRecord, RecordError>> {
    let at = |offset, length| RecordLocation {
        file: Arc::clone(&file.relative),
        offset,
        length,
    };
    let mut entry = match entry {
        Ok(entry) => entry,
        Err(problem) => {
            return Some(Err(RecordError {
                location: at(problem.offset, problem.length),
                reason: problem.reason,
                damaged: true,
            }));
        }
    };
    let location = at(entry.offset, entry.length);
    let target = entry.head.target()?.to_owned();
    // Feeds, robots.txt and walls, as `ingest::fetch` marks them: kept as a proof, no documents.
    entry.head.get("Vankien-Role").is_none().then_some(())?;
    let http = entry.http();
    let content_type = match (entry.head.record_type(), &http) {
        (RecordType::Response, Some(http)) if http.status == 200 => {
            http.get("Content-Type").unwrap_or_default().to_owned()
        }
        (RecordType::Resource, _) => entry
            .head
            .get("Content-Type")
            .unwrap_or_default()
            .to_owned(),
        _ => return None,
    };
    let unread = |reason, damaged| {
        Some(Err(RecordError {
            location: location.clone(),
            reason,
            damaged,
        }))
    };
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    let media = match kind.as_str() {
        "" | "text/html" | "application/xhtml+xml" => Media::Html,
        "text/plain" if target.ends_with("/robots.txt") => return None,
        "text/plain" => Media::Text,
        "text/markdown" => Media::Markdown,
        kind if UNREAD_KINDS.iter().any(|unread| kind.starts_with(unread)) => {
            return unread(format!("{kind} is not read"), false);
        }
        _ => return None,
    };
    let bytes = match &http {
        Some(http) => match decode_body(http, &entry.block[http.body_start..], MAX_RECORD) {
            Ok(bytes) => bytes,
            Err(error) => return unread(error.to_string(), true),
        },
        None => std::mem::take(&mut entry.block),
    };
    let mut record = raw(file, location, media, bytes);
    record.address = Some(target);
    record.fetched_at = entry.head.get("WARC-Date").map(str::to_owned);
    record.charset = charset_of(&content_type);
    record.language = http
        .as_ref()
        .and_then(|http| http.get("Content-Language"))
        .map(str::to_owned);
    Some(Ok(record))
}

fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// A batch with the numbers of its files.
struct KnownBatch {
    batch: Batch,
    numbers: HashMap<Arc<str>, usize>,
}

/// Reads single records by their place; quick when asked in the order of the files.
pub struct RecordReader<'c> {
    collection: &'c Collection,
    batches: HashMap<String, Arc<KnownBatch>>,
    /// A gzipped file of lines that is open, so that going forward in it costs nothing twice.
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
            (Some("warc"), _) => (super::BatchKind::Fetched, location.file.to_string()),
            (Some("import"), Some(dir)) => (super::BatchKind::Import, format!("import/{dir}")),
            _ => return Ok(None),
        };
        let batch = match self.batches.get(&name) {
            Some(batch) => Arc::clone(batch),
            None => {
                let mark = super::BatchMark {
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
        let path = self.collection.path_of(&file.relative);
        let limit = usize::try_from(MAX_RECORD).unwrap_or(usize::MAX);
        let at_hand = self.open.take().filter(|(open, lines)| {
            // A plain file is sought in, a gzipped one gone through.
            *open == location.file && file.gzip && lines.offset() <= location.offset
        });
        let mut lines = match at_hand {
            Some((_, lines)) => lines,
            None => match unpacked(&path, file.gzip, location.offset) {
                Ok(reader) => Lines::new(reader, location.offset, limit),
                Err(error) => return Some(Err(broken(file, location.offset, 0, &error))),
            },
        };
        if let Err(error) = lines.skip_to(location.offset) {
            return Some(Err(broken(file, location.offset, 0, &error)));
        }
        let next = lines.next_line();
        let record = line_record(next, lines.offset(), file, added_at);
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

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
