//! What was fetched when, with which result: read out of the WARC files, which win.
//!
//! For each WARC file there is a list beside the index with a line for each record that says something
//! of an address. A list that does not fit its file (longer than it, or ending where no record ends) is
//! made anew; what stands in the file behind the list's last line is read and added.

use super::line::{Line, Said};
use crate::corpus::warc::{RecordType, WarcEntry, WarcReader};
use crate::corpus::{BatchKind, BatchMark, Collection, CorpusError, MAX_RECORD, WriterLock};
use crate::document::{DocId, normalize_address};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where the lists lie, below the derived directory.
const LISTS: &str = "fetched";

/// A run that was broken off longer ago is begun anew: its pages may have changed since.
const RESUMED_WITHIN: i64 = 7 * 24 * 3600;

/// Where the line about an address stands, and what was said of it last. There is one for every address
/// ever asked, so that every byte counts.
#[derive(Debug, Clone, Copy)]
struct Entry {
    offset: u64,
    /// Seconds since 1970, which end in 2106.
    at: u32,
    list: u16,
    said: Said,
}

/// What is known of all addresses, by the key of the document they would be.
pub(super) struct History {
    entries: HashMap<DocId, Entry>,
    lists: Vec<List>,
    /// Runs that began and did not end, with the second they began.
    unfinished: HashMap<String, i64>,
    new: Option<NewLines>,
}

/// The list of one WARC file.
struct List {
    file: File,
    warc: String,
}

/// Lines of this run that go behind the list of the file that is being written.
struct NewLines {
    writer: BufWriter<File>,
    list: u16,
    offset: u64,
    file: String,
}

impl History {
    /// Reads the lists, which [`cover`] has brought up to date.
    pub(super) fn load(collection: &Collection) -> Result<Self, CorpusError> {
        let mut history = Self {
            entries: HashMap::new(),
            lists: Vec::new(),
            unfinished: HashMap::new(),
            new: None,
        };
        for mark in fetched(collection)? {
            let path = list_path(collection, &mark.name);
            if path.is_file() {
                history.load_list(&path, &mark.name)?;
            }
        }
        Ok(history)
    }

    /// What was last said of an address; of a page that is unchanged, what the page was.
    pub(super) fn last(&mut self, address: &str) -> Option<Line> {
        let entry = *self.entries.get(&key_of(address)?)?;
        self.line_at(entry)
    }

    /// The last feed, sitemap or listing that was had under an address, and the WARC file it stands in.
    pub(super) fn last_place(&mut self, address: &str) -> Option<(Line, String)> {
        let entry = *self.entries.get(&place_key(address)?)?;
        let warc = self.lists.get(usize::from(entry.list))?.warc.clone();
        Some((self.line_at(entry)?, warc))
    }

    fn line_at(&mut self, entry: Entry) -> Option<Line> {
        if self.new.as_ref().is_some_and(|new| new.list == entry.list) {
            // A line that waits to be written cannot be read.
            let flushed = self.new.as_mut().map(|new| new.writer.flush());
            flushed?.ok()?;
        }
        let list = &mut self.lists.get_mut(usize::from(entry.list))?.file;
        list.seek(SeekFrom::Start(entry.offset)).ok()?;
        let mut text = String::new();
        BufReader::with_capacity(1 << 10, list)
            .read_line(&mut text)
            .ok()?;
        serde_json::from_str(&text).ok()
    }

    /// What was last said of an address, and when, without its particulars.
    pub(super) fn state(&self, address: &str) -> Option<(Said, i64)> {
        let entry = self.entries.get(&key_of(address)?)?;
        Some((entry.said, i64::from(entry.at)))
    }

    /// When the last run of that name began, if it did not end and can be gone on with at the second `now`.
    pub(super) fn unfinished_since(&self, run: &str, now: i64) -> Option<i64> {
        let began = self.unfinished.get(run).copied();
        began.filter(|began| now - began <= RESUMED_WITHIN)
    }

    /// Takes in what was written just now.
    pub(super) fn add(
        &mut self,
        collection: &Collection,
        file: &str,
        line: &Line,
    ) -> Result<(), CorpusError> {
        let path = list_path(collection, file);
        if self.new.as_ref().is_none_or(|new| new.file != file) {
            self.begin_list(&path, file)?;
        }
        let new = self.new.as_mut().expect("it was begun above");
        let text = line_text(line);
        let written = new.writer.write_all(text.as_bytes());
        written.map_err(CorpusError::io("write", &path))?;
        let (list, offset) = (new.list, new.offset);
        new.offset += text.len() as u64;
        self.enter(line, list, offset);
        Ok(())
    }

    /// Writes what waits.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.new.as_mut().map_or(Ok(()), |new| new.writer.flush())
    }

    fn begin_list(&mut self, path: &Path, file: &str) -> Result<(), CorpusError> {
        if let Some(mut before) = self.new.take() {
            before
                .writer
                .flush()
                .map_err(CorpusError::io("write", path))?;
        }
        let dir = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(dir).map_err(CorpusError::io("make", dir))?;
        let writing = File::options().create(true).append(true).open(path);
        let writing = writing.map_err(CorpusError::io("write", path))?;
        let offset = writing.metadata().map_or(0, |data| data.len());
        let reading = File::open(path).map_err(CorpusError::io("read", path))?;
        self.lists.push(List {
            file: reading,
            warc: file.to_owned(),
        });
        self.new = Some(NewLines {
            writer: BufWriter::new(writing),
            list: number(self.lists.len() - 1),
            offset,
            file: file.to_owned(),
        });
        Ok(())
    }

    fn load_list(&mut self, path: &Path, warc: &str) -> Result<(), CorpusError> {
        let io = || CorpusError::io("read", path);
        let file = File::open(path).map_err(io())?;
        let list = number(self.lists.len());
        self.lists.push(List {
            file: file.try_clone().map_err(io())?,
            warc: warc.to_owned(),
        });
        each_line(file, &mut |offset, line| self.enter(&line, list, offset)).map_err(io())
    }

    fn enter(&mut self, line: &Line, list: u16, offset: u64) {
        let at = seconds(&line.date);
        match line.said {
            Said::Covered | Said::SamePlace => {}
            Said::Begin => {
                // A run that goes on with one began when that one did.
                let began = self.unfinished.entry(line.url.clone()).or_insert(at);
                if at - *began > RESUMED_WITHIN {
                    *began = at;
                }
            }
            Said::End => {
                self.unfinished.remove(&line.url);
            }
            said => {
                let key = match said {
                    Said::Place => place_key(&line.url),
                    _ => key_of(&line.url),
                };
                let Some(key) = key else { return };
                let at = u32::try_from(at).unwrap_or(0);
                let new = Entry {
                    offset,
                    at,
                    list,
                    said,
                };
                let entry = self.entries.entry(key).or_insert(new);
                // The record that holds the page says more of it than that it is unchanged.
                let place = if said == Said::Unchanged {
                    (entry.list, entry.offset)
                } else {
                    (list, offset)
                };
                (entry.list, entry.offset) = place;
                (entry.at, entry.said) = (at, said);
            }
        }
    }
}

/// Brings the lists up to date with the WARC files, and cuts off the files what a crash left at their
/// ends. Gives what was put right.
pub(in crate::ingest) fn cover(
    collection: &Collection,
    _lock: &WriterLock,
) -> Result<Vec<String>, CorpusError> {
    let mut recovered = Vec::new();
    let marks = fetched(collection)?;
    let newest = marks.iter().rfind(|mark| is_own(&mark.name));
    for mark in &marks {
        let path = list_path(collection, &mark.name);
        let known = known_end(&path, mark, collection);
        if known == Some(mark.size) {
            continue;
        }
        let torn = newest == Some(mark);
        recovered.extend(cover_file(collection, mark, &path, known, torn)?);
    }
    Ok(recovered)
}

/// Up to where a WARC file is known to hold whole records: where its list ends, once [`cover`] has cut a
/// torn end off. That is done to the newest file alone.
pub(super) fn whole_to(collection: &Collection, file: &str) -> u64 {
    let marks = fetched(collection).unwrap_or_default();
    let newest = marks.iter().rfind(|mark| is_own(&mark.name));
    newest
        .filter(|mark| mark.name == file)
        .and_then(|mark| known_end(&list_path(collection, file), mark, collection))
        .unwrap_or(0)
}

fn cover_file(
    collection: &Collection,
    mark: &BatchMark,
    list: &Path,
    known: Option<u64>,
    may_be_torn: bool,
) -> Result<Option<String>, CorpusError> {
    let dir = list.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir).map_err(CorpusError::io("make", dir))?;
    let from = known.filter(|_| is_own(&mark.name)).unwrap_or(0);
    let listing = File::options()
        .create(true)
        .append(true)
        .open(list)
        .map_err(CorpusError::io("write", list))?;
    if from == 0 {
        listing.set_len(0).map_err(CorpusError::io("write", list))?;
    }
    let mut listing = BufWriter::new(listing);
    let path = collection.path_of(&mark.name);
    let warc = File::open(&path).map_err(CorpusError::io("read", &path))?;
    let entries = WarcReader::new(warc, from, MAX_RECORD);
    let mut good = from;
    for entry in entries.map_err(CorpusError::io("read", &path))? {
        let Ok(entry) = entry else { continue };
        good = entry.offset + entry.length;
        if let Some(line) = line_of(&entry) {
            let text = line_text(&line);
            let written = listing.write_all(text.as_bytes());
            written.map_err(CorpusError::io("write", list))?;
        }
    }
    let mut cut = (may_be_torn && good < mark.size).then(|| mark.size - good);
    if cut.is_some() {
        let file = File::options().write(true).open(&path);
        match file.and_then(|file| file.set_len(good)) {
            Ok(()) => {}
            // A collection that cannot be written to is read with its torn end.
            Err(error) if is_read_only(&error) => cut = None,
            Err(error) => return Err(CorpusError::io("write", &path)(error)),
        }
    }
    // Behind damage in the middle nothing more is to be had by reading again.
    let end = if cut.is_some() { good } else { mark.size };
    let text = line_text(&Line::covered(end));
    listing
        .write_all(text.as_bytes())
        .and_then(|()| listing.flush())
        .map_err(CorpusError::io("write", list))?;
    Ok(cut.map(|bytes| {
        let name = &mark.name;
        format!("cut {bytes} bytes of a record that was being written off the end of {name}")
    }))
}

fn is_read_only(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// The place up to which a list speaks for its file; nothing if the list is to be made anew.
fn known_end(list: &Path, mark: &BatchMark, collection: &Collection) -> Option<u64> {
    let end = last_line(list)?.end;
    if end > mark.size {
        return None;
    }
    if end == mark.size {
        return Some(end);
    }
    // A record must begin there, or a torn one.
    let mut magic = [0; 2];
    let mut file = File::open(collection.path_of(&mark.name)).ok()?;
    file.seek(SeekFrom::Start(end)).ok()?;
    let read = file.read(&mut magic).ok()?;
    [0x1f, 0x8b].starts_with(&magic[..read]).then_some(end)
}

/// The last whole line; what a crash left behind it is cut off.
fn last_line(list: &Path) -> Option<Line> {
    let mut file = File::options().read(true).write(true).open(list).ok()?;
    let size = file.metadata().ok()?.len();
    let tail = size.min(64 << 10);
    file.seek(SeekFrom::Start(size - tail)).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let end = memchr::memrchr(b'\n', &bytes)?;
    if end + 1 < bytes.len() {
        file.set_len(size - tail + end as u64 + 1).ok()?;
    }
    let start = memchr::memrchr(b'\n', &bytes[..end]).map_or(0, |at| at + 1);
    serde_json::from_slice(&bytes[start..end]).ok()
}

fn line_of(entry: &WarcEntry) -> Option<Line> {
    let end = entry.offset + entry.length;
    let field = |name: &str| match name {
        "WARC-Target-URI" => entry.head.target(),
        _ => entry.head.get(name),
    };
    match entry.head.record_type() {
        RecordType::Request => None,
        kind => Line::of_record(kind, field, &entry.block, entry.offset..end),
    }
}

fn line_text(line: &Line) -> String {
    let mut text = serde_json::to_string(line).expect("strings and numbers can be written as JSON");
    text.push('\n');
    text
}

pub(super) fn each_line(file: File, take: &mut dyn FnMut(u64, Line)) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut text = String::new();
    let mut offset = 0;
    loop {
        text.clear();
        let read = reader.read_line(&mut text)?;
        if read == 0 {
            return Ok(());
        }
        if let Ok(line) = serde_json::from_str(&text) {
            take(offset, line);
        }
        offset += read as u64;
    }
}

pub(super) fn fetched(collection: &Collection) -> Result<Vec<BatchMark>, CorpusError> {
    let mut marks = collection.batches()?;
    marks.retain(|mark| mark.kind == BatchKind::Fetched);
    Ok(marks)
}

/// Whether this program wrote the file, one gzip member a record.
fn is_own(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.starts_with("vankien-") && file.ends_with(".warc.gz")
}

pub(super) fn list_path(collection: &Collection, warc: &str) -> PathBuf {
    let name = format!("{}.jsonl", warc.replace('/', "_"));
    collection.derived_dir().join(LISTS).join(name)
}

pub(super) fn key_of(address: &str) -> Option<DocId> {
    normalize_address(address).map(|address| DocId::of_address(&address))
}

/// The key of a place: the front page of a site may be a listing and a page of its own.
fn place_key(address: &str) -> Option<DocId> {
    let address = normalize_address(address)?;
    Some(DocId::of_address(&format!("place {address}")))
}

fn seconds(date: &str) -> i64 {
    date.parse::<jiff::Timestamp>()
        .map_or(0, jiff::Timestamp::as_second)
}

/// A list beyond 65,535, each of up to 1 GB, is not looked into: its pages are asked for whole.
fn number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::warc::{WarcWriter, WriterOptions};

    #[test]
    fn a_list_says_up_to_where_its_file_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        let lock = collection.lock().unwrap();
        let month = |now: &str| {
            let options = WriterOptions {
                now: now.parse().unwrap(),
                software: "test",
                whole_to: &|file| whole_to(&collection, file),
            };
            drop(WarcWriter::open(&collection, &lock, &options).unwrap());
            let name = format!("warc/{0}/vankien-{0}-00001.warc.gz", &now[..7]);
            (fs::metadata(collection.path_of(&name)).unwrap().len(), name)
        };
        let (size, file) = month("2026-10-02T10:00:00Z");
        assert_eq!(whole_to(&collection, &file), 0);
        assert!(cover(&collection, &lock).unwrap().is_empty());
        assert_eq!(whole_to(&collection, &file), size);
        let path = collection.path_of(&file);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole, &whole[..30]].concat()).unwrap();
        assert_eq!(whole_to(&collection, &file), size);
        // No torn end was looked for in one that is not the newest.
        let (_, newer) = month("2026-11-02T10:00:00Z");
        cover(&collection, &lock).unwrap();
        assert_eq!(whole_to(&collection, &file), 0);
        assert!(whole_to(&collection, &newer) > 0);
        // A file that is shorter than its list is another file.
        fs::write(collection.path_of(&newer), &whole[..10]).unwrap();
        assert_eq!(whole_to(&collection, &newer), 0);
    }
}
