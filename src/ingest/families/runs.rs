//! Sorted files of keys with documents, and sorting more of them than memory should hold.
//!
//! Numbers stand little end first: a magic; the entries, key and document; for each kind of key, where
//! its entries end; the magic again.

use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A key and the number of a document.
pub(super) type Entry = (u32, u64);

/// Entries in their order, from wherever they are.
pub(super) type Source<'s> = Box<dyn Iterator<Item = io::Result<Entry>> + 's>;

const MAGIC: &[u8; 8] = b"vkrun\0\0\x01";

/// Bytes of an entry.
const ENTRY: u64 = 4 + 8;

/// The first four bits of a key say what it is; the rest is spread evenly.
const KINDS: usize = 16;
const KIND_BITS: u32 = 28;

/// Bytes behind the entries.
const TAIL: u64 = 8 * KINDS as u64 + 8;

/// So many entries around the place where a key should stand are read at first.
const REACH: u64 = 256;

/// A sorted file.
pub(super) struct Run {
    /// The file.
    pub(super) path: PathBuf,
    /// Its SHA-256 when it was written, in hexadecimal.
    pub(super) digest: String,
    file: File,
    /// Where the entries of each kind end.
    ends: [u64; KINDS],
}

impl Run {
    /// Opens a file; one that is not whole is an error. `digest` is only kept.
    pub(super) fn open(path: &Path, digest: &str) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let not_whole = || io::Error::from(io::ErrorKind::InvalidData);
        let tail_at = length.checked_sub(TAIL).ok_or_else(not_whole)?;
        file.seek(SeekFrom::Start(tail_at))?;
        let mut ends = [0; KINDS];
        for end in &mut ends {
            *end = read_number(&mut file)?;
        }
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic)?;
        let entries = (tail_at - MAGIC.len() as u64) / ENTRY;
        let whole = &magic == MAGIC
            && ends.is_sorted()
            && ends[KINDS - 1] == entries
            && tail_at == MAGIC.len() as u64 + entries * ENTRY;
        if !whole {
            return Err(not_whole());
        }
        Ok(Self {
            path: path.to_owned(),
            digest: digest.to_owned(),
            file,
            ends,
        })
    }

    /// Writes a file from sources, in their common order; gives its SHA-256.
    pub(super) fn write(sources: Vec<Source<'_>>, out: &mut dyn Write) -> io::Result<String> {
        let digesting = Digesting {
            out,
            hasher: Sha256::new(),
        };
        let mut out = BufWriter::with_capacity(1 << 16, digesting);
        out.write_all(MAGIC)?;
        let mut counts = [0u64; KINDS];
        let mut last = None;
        merge(sources, &mut |entry| {
            if last.replace(entry) != Some(entry) {
                counts[(entry.0 >> KIND_BITS) as usize] += 1;
                write_entry(entry, &mut out)?;
            }
            Ok(())
        })?;
        let mut end = 0;
        for count in counts {
            end += count;
            out.write_all(&end.to_le_bytes())?;
        }
        out.write_all(MAGIC)?;
        let digesting = out.into_inner()?;
        Ok(data_encoding::HEXLOWER.encode(&digesting.hasher.finalize()))
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> u64 {
        self.ends[KINDS - 1]
    }

    /// All entries.
    pub(super) fn entries(&self) -> io::Result<Source<'_>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(MAGIC.len() as u64))?;
        Ok(entries(file, self.len()))
    }

    /// Adds the documents of a key.
    pub(super) fn find(&mut self, key: u32, ids: &mut Vec<u64>) -> io::Result<()> {
        let kind = (key >> KIND_BITS) as usize;
        let first = kind.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends[kind];
        // Hashes are spread evenly: where one stands is known but for a little.
        let share = u128::from(key & ((1 << KIND_BITS) - 1));
        let guess = first + ((u128::from(end - first) * share) >> KIND_BITS) as u64;
        let mut reach = REACH;
        loop {
            let from = guess.saturating_sub(reach).max(first);
            let to = (guess + reach).min(end);
            let near = self.read(from, to)?;
            let begins = from == first || near.first().is_some_and(|(near, _)| *near < key);
            let ends = to == end || near.last().is_some_and(|(near, _)| *near > key);
            if begins && ends {
                let own = near.into_iter().filter(|(near, _)| *near == key);
                ids.extend(own.map(|(_, id)| id));
                return Ok(());
            }
            reach *= 4;
        }
    }

    fn read(&mut self, from: u64, to: u64) -> io::Result<Vec<Entry>> {
        let at = MAGIC.len() as u64 + from * ENTRY;
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        let length = (to - from) * ENTRY;
        (&self.file).take(length).read_to_end(&mut bytes)?;
        let (entries, _) = bytes.as_chunks::<{ ENTRY as usize }>();
        Ok(entries.iter().map(entry).collect())
    }
}

/// Takes the digest of what is written.
struct Digesting<'o> {
    out: &'o mut dyn Write,
    hasher: Sha256,
}

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn entry(bytes: &[u8; ENTRY as usize]) -> Entry {
    let [a, b, c, d, id @ ..] = *bytes;
    (u32::from_le_bytes([a, b, c, d]), u64::from_le_bytes(id))
}

fn write_entry((key, id): Entry, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = [0; ENTRY as usize];
    bytes[..4].copy_from_slice(&key.to_le_bytes());
    bytes[4..].copy_from_slice(&id.to_le_bytes());
    out.write_all(&bytes)
}

fn read_number(file: &mut File) -> io::Result<u64> {
    let mut bytes = [0; 8];
    file.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// So many entries from where a file stands.
fn entries<'s>(file: File, count: u64) -> Source<'s> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    Box::new((0..count).map(move |_| {
        let mut bytes = [0; ENTRY as usize];
        reader.read_exact(&mut bytes)?;
        Ok(entry(&bytes))
    }))
}

/// Gives the entries of several sources in their common order.
pub(super) fn merge(
    mut sources: Vec<Source<'_>>,
    give: &mut dyn FnMut(Entry) -> io::Result<()>,
) -> io::Result<()> {
    let mut next = BinaryHeap::new();
    for (at, source) in sources.iter_mut().enumerate() {
        if let Some(entry) = source.next().transpose()? {
            next.push(Reverse((entry, at)));
        }
    }
    while let Some(mut least) = next.peek_mut() {
        let Reverse((entry, at)) = *least;
        give(entry)?;
        match sources[at].next().transpose()? {
            Some(entry) => *least = Reverse((entry, at)),
            None => _ = std::collections::binary_heap::PeekMut::pop(least),
        }
    }
    Ok(())
}

/// Takes entries in any order, and holds so many of them in memory.
pub(super) struct Sorter {
    dir: PathBuf,
    most: usize,
    at_hand: Vec<Entry>,
    /// Sorted, each of the most entries, in files without a name.
    spilled: Vec<File>,
}

impl Sorter {
    /// A sorter whose files lie in a directory.
    pub(super) fn new(dir: &Path, most: usize) -> Self {
        Self {
            dir: dir.to_owned(),
            most,
            at_hand: Vec::new(),
            spilled: Vec::new(),
        }
    }

    /// How many entries it was given.
    pub(super) fn len(&self) -> u64 {
        (self.spilled.len() * self.most + self.at_hand.len()) as u64
    }

    /// Takes an entry.
    pub(super) fn push(&mut self, key: u32, id: u64) -> io::Result<()> {
        if self.at_hand.len() == self.most {
            self.at_hand.sort_unstable();
            let mut out = BufWriter::new(tempfile::tempfile_in(&self.dir)?);
            for entry in self.at_hand.drain(..) {
                write_entry(entry, &mut out)?;
            }
            self.spilled.push(out.into_inner()?);
        }
        self.at_hand.push((key, id));
        Ok(())
    }

    /// All that it was given.
    pub(super) fn sources(mut self) -> io::Result<Vec<Source<'static>>> {
        self.at_hand.sort_unstable();
        let mut sources: Vec<Source<'static>> = vec![Box::new(self.at_hand.into_iter().map(Ok))];
        for mut file in self.spilled {
            file.seek(SeekFrom::Start(0))?;
            sources.push(entries(file, self.most as u64));
        }
        Ok(sources)
    }
}
