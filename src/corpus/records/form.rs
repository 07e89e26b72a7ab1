//! What stands in a file as records: a line, a whole file, an entry of a WARC file.

use super::{HALF_COPIED, MAX_RECORD, MISSING, RecordError};
use crate::corpus::batch::BatchFile;
use crate::corpus::lines::{Line, Lines, Units};
use crate::corpus::warc::{RecordType, WarcEntry, WarcProblem, decode_body};
use crate::corpus::{Collection, Format};
use crate::document::{Media, RawRecord, RecordLocation};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// The lines of a file as it unpacks.
pub(super) type FileLines = Lines<Box<dyn BufRead + Send>>;

/// Why a file cannot be read from a place on.
pub(super) fn broken(file: &BatchFile, offset: u64, length: u64, error: &io::Error) -> RecordError {
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
pub(super) fn half_copied(file: &BatchFile, size: u64) -> RecordError {
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

/// The lines of a file from a place on.
pub(super) fn lines_of(path: &Path, gzip: bool, from: u64) -> io::Result<FileLines> {
    let mut first = [0; 2];
    let known = match gzip {
        true => unpacked(path, gzip, 0)?.read(&mut first),
        false => File::open(path)?.read(&mut first),
    };
    // What is wrong with the file is told where its lines are read.
    let units = Units::of(&first[..known.unwrap_or(0)]);
    let limit = usize::try_from(MAX_RECORD).unwrap_or(usize::MAX);
    Ok(Lines::new(unpacked(path, gzip, from)?, units, from, limit))
}

/// A file as it unpacks, from a place on.
pub(super) fn unpacked(path: &Path, gzip: bool, from: u64) -> io::Result<Box<dyn BufRead + Send>> {
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

/// The next line of a file as a record.
pub(super) fn line_record(
    lines: &mut FileLines,
    file: &BatchFile,
    added_at: Option<jiff::Timestamp>,
) -> Option<Result<RawRecord, RecordError>> {
    let at = |offset, length| RecordLocation {
        file: Arc::clone(&file.relative),
        offset,
        length,
    };
    match lines.next_line() {
        Ok(None) => None,
        Ok(Some(Line::Whole { offset, bytes })) => {
            let location = at(offset, bytes.len() as u64);
            let mut record = raw(file, location, Media::JsonRecord, bytes);
            record.fetched_at = added_at.map(|time| time.to_string());
            record.charset = lines.charset().map(str::to_owned);
            Some(Ok(record))
        }
        Ok(Some(Line::TooLong { offset, length })) => {
            Some(Err(too_large(at(offset, length), length)))
        }
        Err(error) => Some(Err(broken(file, lines.offset(), u64::MAX, &error))),
    }
}

/// A file that is one record.
pub(super) fn whole_record(
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
pub(super) fn warc_record(
    entry: Result<WarcEntry, WarcProblem>,
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

pub(super) fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}
