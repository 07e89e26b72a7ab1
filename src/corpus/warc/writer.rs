//! Writes WARC 1.1 files: one gzip member a record, digests, a new file at 1 GB.

use super::member::Packer;
use super::reader::WarcReader;
use super::record::digest;
use super::{RecordType, parse_http};
use crate::corpus::atomic::sync_dir;
use crate::corpus::{Collection, CorpusError, WriterLock};
use crate::document::RecordLocation;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file is closed when it has reached this many bytes.
const MAX_FILE: u64 = 1 << 30;

/// A file is gone on with by the next writer if at most so many bytes of it must be read through first.
const MAX_READ_THROUGH: u64 = 256 << 20;

/// Blocks of any size are read when a file is gone on with; only their frame matters there.
const ANY_BLOCK: u64 = u64::MAX;

/// A record to be written.
#[derive(Debug, Clone)]
pub struct NewRecord<'a> {
    /// What it holds.
    pub record_type: RecordType,
    /// The address.
    pub target: Option<&'a str>,
    /// When it was received.
    pub date: Timestamp,
    /// The type of the block, such as `application/http; msgtype=response`.
    pub content_type: &'a str,
    /// Further fields, such as `WARC-Concurrent-To`.
    pub fields: &'a [(&'a str, &'a str)],
    /// The block.
    pub block: &'a [u8],
}

/// How a writer is opened.
#[derive(Clone, Copy)]
pub struct WriterOptions<'a> {
    /// The time.
    pub now: Timestamp,
    /// For the warcinfo record.
    pub software: &'a str,
    /// Up to where a file, named by its path in the collection, is known to hold whole records; 0 where
    /// nothing is known of it. What lies behind is read through before the file is gone on with.
    pub whole_to: &'a dyn Fn(&str) -> u64,
}

/// Appends records to the newest file of a collection.
pub struct WarcWriter {
    collection: Collection,
    software: String,
    file: File,
    path: PathBuf,
    relative: String,
    size: u64,
    month: String,
    serial: u32,
    recovered: Option<String>,
    packer: Packer,
}

impl WarcWriter {
    /// Opens the newest file of the month, or a new one. What a crash left at its end is cut off, since it
    /// was never acknowledged; [`WarcWriter::recovered`] then says so.
    ///
    /// # Errors
    /// If the directory cannot be written to.
    pub fn open(
        collection: &Collection,
        _lock: &WriterLock,
        options: &WriterOptions<'_>,
    ) -> Result<Self, CorpusError> {
        let WriterOptions {
            now,
            software,
            whole_to,
        } = *options;
        let month = month_of(now);
        let dir = collection.root().join("warc").join(&month);
        fs::create_dir_all(&dir).map_err(CorpusError::io("make", &dir))?;
        let serials = serials_in(&dir)?;
        if let Some(serial) = serials.last().copied() {
            let (path, relative) = name_of(collection, &month, serial);
            let size = fs::metadata(&path)
                .map_err(CorpusError::io("read", &path))?
                .len();
            let whole = Some(whole_to(&relative)).filter(|whole| *whole <= size);
            let whole = whole.unwrap_or(0);
            if size < MAX_FILE && size - whole <= MAX_READ_THROUGH {
                let (file, size, recovered) = reopen(&path, whole, size)?;
                let mut writer = Self {
                    collection: collection.clone(),
                    software: software.to_owned(),
                    file,
                    path,
                    relative,
                    size,
                    month,
                    serial,
                    recovered,
                    packer: Packer::new(),
                };
                if writer.size == 0 {
                    writer.write_info(now)?;
                }
                return Ok(writer);
            }
        }
        let serial = serials.last().map_or(1, |last| last + 1);
        let (path, relative) = name_of(collection, &month, serial);
        let file = create(&path)?;
        let mut writer = Self {
            collection: collection.clone(),
            software: software.to_owned(),
            file,
            path,
            relative,
            size: 0,
            month,
            serial,
            recovered: None,
            packer: Packer::new(),
        };
        writer.write_info(now)?;
        Ok(writer)
    }

    /// What was put right when the file was opened.
    #[must_use]
    pub fn recovered(&self) -> Option<&str> {
        self.recovered.as_deref()
    }

    /// Appends a record; gives its id (`<urn:uuid:...>`) and its place. Durable after [`WarcWriter::sync`].
    ///
    /// # Errors
    /// If the disk is full or the like; nothing of the record is then left in the file.
    pub fn write(
        &mut self,
        record: &NewRecord<'_>,
    ) -> Result<(String, RecordLocation), CorpusError> {
        if self.size >= MAX_FILE || self.month != month_of(record.date) {
            self.rotate(record.date)?;
        }
        self.append(record)
    }

    /// Makes everything written durable.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sync(&mut self) -> Result<(), CorpusError> {
        self.file
            .sync_all()
            .map_err(CorpusError::io("write", &self.path))
    }

    fn rotate(&mut self, now: Timestamp) -> Result<(), CorpusError> {
        self.sync()?;
        self.month = month_of(now);
        let dir = self.collection.root().join("warc").join(&self.month);
        fs::create_dir_all(&dir).map_err(CorpusError::io("make", &dir))?;
        self.serial = serials_in(&dir)?.last().map_or(1, |last| last + 1);
        (self.path, self.relative) = name_of(&self.collection, &self.month, self.serial);
        self.file = create(&self.path)?;
        self.size = 0;
        self.write_info(now)
    }

    fn write_info(&mut self, now: Timestamp) -> Result<(), CorpusError> {
        let block = format!(
            "software: {}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
             description: bodies as received; heads as the HTTP client reports them\r\n",
            self.software
        );
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.into_owned();
        self.append(&NewRecord {
            record_type: RecordType::Warcinfo,
            target: None,
            date: now,
            content_type: "application/warc-fields",
            fields: &[("WARC-Filename", &name)],
            block: block.as_bytes(),
        })?;
        Ok(())
    }

    fn append(&mut self, record: &NewRecord<'_>) -> Result<(String, RecordLocation), CorpusError> {
        let id = record_id(record, &self.relative, self.size);
        let head = head_of(&id, record);
        let parts = [head.as_bytes(), record.block, b"\r\n\r\n"];
        let member = self.packer.pack(&parts);
        let written = self.file.write_all(&member);
        if let Err(error) = written {
            // A half-written record must not stand before a later whole one.
            let _ = self.file.set_len(self.size);
            let _ = std::io::Seek::seek(&mut self.file, std::io::SeekFrom::Start(self.size));
            return Err(CorpusError::io("write", &self.path)(error));
        }
        let location = RecordLocation {
            file: self.relative.as_str().into(),
            offset: self.size,
            length: member.len() as u64,
        };
        self.size += member.len() as u64;
        Ok((id, location))
    }
}

fn month_of(time: Timestamp) -> String {
    time.strftime("%Y-%m").to_string()
}

fn name_of(collection: &Collection, month: &str, serial: u32) -> (PathBuf, String) {
    let relative = format!("warc/{month}/vankien-{month}-{serial:05}.warc.gz");
    (collection.path_of(&relative), relative)
}

/// The numbers of the files that this writer made in a directory, in order.
fn serials_in(dir: &Path) -> Result<Vec<u32>, CorpusError> {
    let mut serials: Vec<u32> = fs::read_dir(dir)
        .map_err(CorpusError::io("read", dir))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let name = name.to_str()?.strip_suffix(".warc.gz")?;
            name.strip_prefix("vankien-")?
                .rsplit('-')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    serials.sort_unstable();
    Ok(serials)
}

fn create(path: &Path) -> Result<File, CorpusError> {
    let file = File::options()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(CorpusError::io("make", path))?;
    sync_dir(path.parent().unwrap_or(Path::new(".")))?;
    Ok(file)
}

/// Opens a file to go on with it, and cuts off what stands behind the last whole record; records before
/// `whole` are.
fn reopen(path: &Path, whole: u64, size: u64) -> Result<(File, u64, Option<String>), CorpusError> {
    let reading = File::open(path).map_err(CorpusError::io("read", path))?;
    let mut good = whole;
    let entries =
        WarcReader::new(reading, whole, ANY_BLOCK).map_err(CorpusError::io("read", path))?;
    for entry in entries {
        let (offset, length, whole) = match &entry {
            Ok(entry) => (entry.offset, entry.length, true),
            Err(problem) => (problem.offset, problem.length, false),
        };
        // A damaged record with whole ones behind it is damage to be reported by `verify`, not a torn tail.
        if whole {
            good = offset + length;
        }
    }
    let mut file = File::options()
        .write(true)
        .open(path)
        .map_err(CorpusError::io("write", path))?;
    let recovered = (good < size).then(|| {
        format!(
            "cut {} bytes of a record that was being written off the end of {}",
            size - good,
            path.display()
        )
    });
    file.set_len(good).map_err(CorpusError::io("write", path))?;
    std::io::Seek::seek(&mut file, std::io::SeekFrom::Start(good))
        .map_err(CorpusError::io("write", path))?;
    Ok((file, good, recovered))
}

/// A name for the record that no other has: made of what it holds and where it stands.
fn record_id(record: &NewRecord<'_>, file: &str, offset: u64) -> String {
    let mut hasher = Sha256::new();
    hasher.update(file.as_bytes());
    hasher.update(offset.to_le_bytes());
    hasher.update(record.date.to_string().as_bytes());
    hasher.update(record.target.unwrap_or_default().as_bytes());
    hasher.update(record.block);
    let mut id = [0u8; 16];
    id.copy_from_slice(&hasher.finalize()[..16]);
    // Version 8 (RFC 9562): made by a rule of the writer's own.
    id[6] = id[6] & 0x0f | 0x80;
    id[8] = id[8] & 0x3f | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&id);
    format!(
        "<urn:uuid:{}-{}-{}-{}-{}>",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// The record's fields, with the empty line.
fn head_of(id: &str, record: &NewRecord<'_>) -> String {
    let mut head = format!(
        "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {}\r\n",
        record.record_type.name(),
        record.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
    );
    let mut field = |name: &str, value: &str| {
        // A line end inside a value would begin a field of its own.
        let value = value.replace(['\r', '\n'], " ");
        head.push_str(&format!("{name}: {value}\r\n"));
    };
    if let Some(target) = record.target {
        field("WARC-Target-URI", target);
    }
    for (name, value) in record.fields {
        field(name, value);
    }
    field("WARC-Block-Digest", &digest(record.block));
    let payload = match record.record_type {
        RecordType::Response => parse_http(record.block).map(|http| http.body_start),
        RecordType::Resource => Some(0),
        _ => None,
    };
    if let Some(start) = payload {
        field("WARC-Payload-Digest", &digest(&record.block[start..]));
    }
    field("Content-Type", record.content_type);
    field("Content-Length", &record.block.len().to_string());
    head.push_str("\r\n");
    head
}
