//! Plain and gzipped files as one stream that knows its gzip members.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Counts the bytes taken from a buffered reader.
struct Counting<R: Read> {
    inner: BufReader<R>,
    taken: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.taken += n as u64;
        Ok(n)
    }
}

impl<R: Read> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.inner.consume(amount);
    }
}

enum Unpacking<R: Read> {
    Plain(Counting<R>),
    Gzip(GzDecoder<Counting<R>>),
    /// Between two members, or at the end.
    Between(Counting<R>),
    /// Only while one state gives way to the next.
    Moving,
}

/// A file as it unpacks. Plain files are one member from beginning to end.
pub(super) struct Packing<R: Read + Seek> {
    state: Unpacking<R>,
    gzip: bool,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Unpacked bytes handed out before the buffer's start.
    position: u64,
    /// The byte handed out last.
    last: u8,
    /// First byte of the current member in the file.
    pub(super) member_start: u64,
    /// The position at which the current member began.
    pub(super) member_position: u64,
}

impl<R: Read + Seek> Packing<R> {
    /// Begins at a byte of the file, which must be the beginning of a member if the file is gzipped.
    pub(super) fn new(mut file: R, at: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(at))?;
        let mut source = Counting {
            inner: BufReader::with_capacity(1 << 16, file),
            taken: at,
        };
        let gzip = source.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let state = if gzip {
            Unpacking::Gzip(GzDecoder::new(source))
        } else {
            Unpacking::Plain(source)
        };
        Ok(Self {
            state,
            gzip,
            buffer: vec![0; 1 << 16],
            start: 0,
            end: 0,
            last: b'\n',
            position: if gzip { 0 } else { at },
            member_start: at,
            member_position: if gzip { 0 } else { at },
        })
    }

    /// Whether the file is gzipped.
    pub(super) const fn is_gzip(&self) -> bool {
        self.gzip
    }

    /// Unpacked bytes handed out so far.
    pub(super) const fn position(&self) -> u64 {
        self.position
    }

    /// What is at hand of the current member; empty at its end.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            self.start = 0;
            self.end = 0;
            let read = match &mut self.state {
                Unpacking::Plain(source) => source.read(&mut self.buffer)?,
                Unpacking::Gzip(decoder) => decoder.read(&mut self.buffer)?,
                Unpacking::Between(_) | Unpacking::Moving => 0,
            };
            self.end = read;
            if read == 0 {
                self.leave_member();
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    pub(super) fn consume(&mut self, amount: usize) {
        if amount > 0 {
            self.last = self.buffer[self.start + amount - 1];
        }
        self.start += amount;
        self.position += amount as u64;
    }

    /// At least `wanted` bytes of the current member if it has them; for looking ahead a few bytes.
    pub(super) fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        self.fill()?;
        while self.end - self.start < wanted {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            let free = &mut self.buffer[self.end..];
            let read = match &mut self.state {
                Unpacking::Plain(source) => source.read(free)?,
                Unpacking::Gzip(decoder) => decoder.read(free)?,
                Unpacking::Between(_) | Unpacking::Moving => 0,
            };
            if read == 0 {
                break;
            }
            self.end += read;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn leave_member(&mut self) {
        self.state = match std::mem::replace(&mut self.state, Unpacking::Moving) {
            Unpacking::Gzip(decoder) => Unpacking::Between(decoder.into_inner()),
            other => other,
        };
    }

    /// Bytes of the file taken so far; after the end of a member, the place where it ends.
    pub(super) fn taken(&self) -> u64 {
        match &self.state {
            Unpacking::Plain(source) | Unpacking::Between(source) => source.taken,
            Unpacking::Gzip(decoder) => decoder.get_ref().taken,
            Unpacking::Moving => 0,
        }
    }

    /// The place in the file where what comes next begins, if it is the beginning of a member or a plain file.
    pub(super) fn resume_point(&self) -> Option<u64> {
        match &self.state {
            Unpacking::Plain(_) => Some(self.position),
            Unpacking::Between(source) if self.start == self.end => Some(source.taken),
            Unpacking::Gzip(_) if self.position == self.member_position => Some(self.member_start),
            _ => None,
        }
    }

    /// Goes to the next member; false at the end of the file.
    pub(super) fn next_member(&mut self) -> io::Result<bool> {
        self.leave_member();
        let mut source = match std::mem::replace(&mut self.state, Unpacking::Moving) {
            Unpacking::Between(source) => source,
            plain => {
                self.state = plain;
                return Ok(false);
            }
        };
        // Zeros after the last member are padding.
        loop {
            let at_hand = source.fill_buf()?;
            let zeros = at_hand.iter().take_while(|b| **b == 0).count();
            if zeros == 0 {
                break;
            }
            source.consume(zeros);
        }
        if source.fill_buf()?.is_empty() {
            self.state = Unpacking::Between(source);
            return Ok(false);
        }
        self.member_start = source.taken;
        self.member_position = self.position;
        self.start = 0;
        self.end = 0;
        self.state = Unpacking::Gzip(GzDecoder::new(source));
        Ok(true)
    }

    /// Whether what comes next begins a line or a member.
    pub(super) const fn at_line_start(&self) -> bool {
        self.last == b'\n' || self.position == self.member_position
    }

    /// Goes back or forward in a plain file.
    pub(super) fn seek_plain(&mut self, to: u64) -> io::Result<()> {
        if let Unpacking::Plain(source) = &mut self.state {
            source.inner.seek(SeekFrom::Start(to))?;
            source.taken = to;
            self.start = 0;
            self.end = 0;
            self.position = to;
            self.last = b'\n';
        }
        Ok(())
    }

    /// After damage: looks for the next gzip member behind `after` that unpacks to `magic`.
    pub(super) fn resync(&mut self, after: u64, magic: &[u8]) -> io::Result<bool> {
        let plain_position = (!self.gzip).then_some(self.position);
        let state = std::mem::replace(&mut self.state, Unpacking::Moving);
        let mut source = match state {
            Unpacking::Gzip(decoder) => decoder.into_inner(),
            Unpacking::Between(source) | Unpacking::Plain(source) => source,
            Unpacking::Moving => return Ok(false),
        };
        let mut at = after;
        loop {
            source.inner.seek(SeekFrom::Start(at))?;
            let Some(candidate) = find_gzip_magic(&mut source.inner, at)? else {
                if let Some(position) = plain_position {
                    self.state = Unpacking::Plain(source);
                    self.seek_plain(position)?;
                    return Ok(false);
                }
                let end = source.inner.seek(SeekFrom::End(0))?;
                source.taken = end;
                self.start = 0;
                self.end = 0;
                self.state = Unpacking::Between(source);
                return Ok(false);
            };
            source.inner.seek(SeekFrom::Start(candidate))?;
            let mut first = vec![0; magic.len()];
            let good = GzDecoder::new(&mut source.inner)
                .read_exact(&mut first)
                .is_ok();
            if good && first == magic {
                self.gzip = true;
                source.inner.seek(SeekFrom::Start(candidate))?;
                source.taken = candidate;
                self.member_start = candidate;
                self.member_position = self.position;
                self.start = 0;
                self.end = 0;
                self.state = Unpacking::Gzip(GzDecoder::new(source));
                return Ok(true);
            }
            at = candidate + 1;
        }
    }
}

/// The next place at or behind `at`, where `source` stands, that looks like the beginning of a member.
fn find_gzip_magic<R: Read>(source: &mut BufReader<R>, mut at: u64) -> io::Result<Option<u64>> {
    const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];
    let mut carried: Vec<u8> = Vec::new();
    loop {
        let at_hand = source.fill_buf()?;
        if at_hand.is_empty() {
            return Ok(None);
        }
        let taken = at_hand.len();
        carried.extend_from_slice(at_hand);
        source.consume(taken);
        if let Some(found) = memchr::memmem::find(&carried, &MAGIC) {
            return Ok(Some(at + found as u64));
        }
        let keep = carried.len().min(MAGIC.len() - 1);
        at += (carried.len() - keep) as u64;
        carried.drain(..carried.len() - keep);
    }
}
