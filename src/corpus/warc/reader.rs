//! Reads the records of a WARC file, whatever its packing, and survives what is wrong with it.

use super::http::join_body;
use super::packing::Packing;
use super::record::{WarcHead, digest_agrees};
use super::{HttpMessage, RecordType, parse_http};
use std::io::{self, Read, Seek};

/// What every record begins with.
const MAGIC: &[u8] = b"WARC/";

/// Fields of one record may take so many bytes.
const MAX_HEAD: usize = 256 * 1024;

/// Behind a damaged or overlong record this many unpacked bytes are gone through to find its end; then the
/// next member is looked for in the packed bytes.
const MAX_SKIP: u64 = 1 << 30;

/// One record.
#[derive(Debug, Clone)]
pub struct WarcEntry {
    /// Its fields.
    pub head: WarcHead,
    /// Its block.
    pub block: Vec<u8>,
    /// First byte: in the file where the record is plain or a gzip member of its own, else in what the file unpacks to.
    pub offset: u64,
    /// Length in the same bytes.
    pub length: u64,
}

impl WarcEntry {
    /// The HTTP response in the block.
    #[must_use]
    pub fn http(&self) -> Option<HttpMessage> {
        (self.head.record_type() == RecordType::Response)
            .then(|| parse_http(&self.block))
            .flatten()
    }

    /// Compares the block, and the payload of a response, with the digests in the head.
    ///
    /// # Errors
    /// The name of the digest that does not agree.
    pub fn check_digests(&self) -> Result<(), &'static str> {
        if let Some(stated) = self.head.get("WARC-Block-Digest")
            && digest_agrees(stated, &self.block) == Some(false)
        {
            return Err("WARC-Block-Digest");
        }
        if let Some(stated) = self.head.get("WARC-Payload-Digest")
            && self.payload_agrees(stated) == Some(false)
        {
            return Err("WARC-Payload-Digest");
        }
        Ok(())
    }

    /// Some writers take the digest of the body as it was sent, some of what was put together from its
    /// chunks.
    fn payload_agrees(&self, stated: &str) -> Option<bool> {
        let http = match self.head.record_type() {
            RecordType::Response => self.http()?,
            RecordType::Resource => return digest_agrees(stated, &self.block),
            _ => return None,
        };
        let body = &self.block[http.body_start..];
        let as_sent = digest_agrees(stated, body)?;
        let joined = || join_body(&http, body).and_then(|joined| digest_agrees(stated, &joined));
        Some(as_sent || joined() == Some(true))
    }
}

/// Something wrong in a WARC file; reading goes on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarcProblem {
    /// Where, as in [`WarcEntry::offset`].
    pub offset: u64,
    /// How many bytes of the file it concerns, as far as known.
    pub length: u64,
    /// What is wrong.
    pub reason: String,
    /// Where the file is to be read again once it has grown, if no record begins behind the problem: it
    /// may have been cut off.
    pub again: Option<u64>,
}

/// Hands out the records of one file in order, one in memory at a time.
pub struct WarcReader<R: Read + Seek> {
    source: Packing<R>,
    max_block: u64,
    /// Whether nothing was handed out yet.
    fresh: bool,
    done: bool,
}

/// Where a record began.
#[derive(Clone, Copy)]
struct Begin {
    member_start: u64,
    at_member_start: bool,
    position: u64,
}

enum Fault {
    /// The record cannot be used, but the stream stands behind it or inside it.
    Bad(String),
    /// The packed stream itself is broken.
    Broken(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Broken(match error.kind() {
            io::ErrorKind::UnexpectedEof => "the file is cut off inside this record".to_owned(),
            _ => format!("the gzip member is damaged ({error})"),
        })
    }
}

impl<R: Read + Seek> WarcReader<R> {
    /// Begins at a byte of the file: 0, or the offset of a record that is plain or a member of its own.
    /// Blocks of more than `max_block` bytes are reported and left out.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn new(file: R, at: u64, max_block: u64) -> io::Result<Self> {
        Ok(Self {
            source: Packing::new(file, at)?,
            max_block,
            fresh: true,
            done: false,
        })
    }

    /// Goes forward to a place counted in what the file unpacks to.
    ///
    /// # Errors
    /// If the file cannot be read so far.
    pub fn skip_unpacked(&mut self, to: u64) -> io::Result<()> {
        while self.source.position() < to {
            let at_hand = self.source.fill()?.len();
            if at_hand == 0 {
                if !self.source.next_member()? {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                continue;
            }
            let step = (to - self.source.position()).min(at_hand as u64);
            self.source
                .consume(usize::try_from(step).unwrap_or(at_hand));
        }
        Ok(())
    }

    /// A byte of the file at which another reader can go on, if the next record begins at such a place.
    #[must_use]
    pub fn resume_point(&self) -> Option<u64> {
        self.source.resume_point()
    }

    fn next_record(&mut self) -> Option<Result<WarcEntry, WarcProblem>> {
        match self.find_begin() {
            Ok(false) => {
                self.done = true;
                return None;
            }
            Ok(true) => {}
            Err(error) => return Some(Err(self.recover(self.begin(), error.into()))),
        }
        let begin = self.begin();
        Some(
            self.read_record(begin)
                .map_err(|fault| self.recover(begin, fault)),
        )
    }

    fn begin(&self) -> Begin {
        Begin {
            member_start: self.source.member_start,
            at_member_start: self.source.position() == self.source.member_position,
            position: self.source.position(),
        }
    }

    /// Skips the blank lines between records; false at the end of the file.
    fn find_begin(&mut self) -> io::Result<bool> {
        loop {
            let at_hand = self.source.fill()?;
            let blank = at_hand
                .iter()
                .take_while(|b| b.is_ascii_whitespace())
                .count();
            let more = blank < at_hand.len();
            let ended = at_hand.is_empty();
            self.source.consume(blank);
            if more {
                return Ok(true);
            }
            if ended && !self.source.next_member()? {
                return Ok(false);
            }
        }
    }

    fn read_record(&mut self, begin: Begin) -> Result<WarcEntry, Fault> {
        let head = self.read_head()?;
        let length = head
            .content_length()
            .ok_or_else(|| Fault::Bad("the record states no length".to_owned()))?;
        let after_head = self.source.position();
        let block = self.read_block(begin, length).inspect_err(|_| {
            // A plain file can be searched again from the block's beginning.
            let _ = self.source.seek_plain(after_head);
        })?;
        let member_end = self.read_end().inspect_err(|_| {
            let _ = self.source.seek_plain(after_head);
        })?;
        if length > self.max_block {
            return Err(Fault::Bad(format!(
                "the record holds {length} bytes, more than the {} that are read",
                self.max_block
            )));
        }
        let (offset, length) = self.extent(begin, member_end);
        Ok(WarcEntry {
            head,
            block,
            offset,
            length,
        })
    }

    /// Where the record that has just been read stands, by the rule of [`WarcEntry::offset`].
    fn extent(&self, begin: Begin, member_end: Option<u64>) -> (u64, u64) {
        match member_end {
            Some(end) if begin.at_member_start => (begin.member_start, end - begin.member_start),
            _ => (begin.position, self.source.position() - begin.position),
        }
    }

    fn read_head(&mut self) -> Result<WarcHead, Fault> {
        let mut lines = Vec::new();
        loop {
            let at_hand = self.source.fill()?;
            if at_hand.is_empty() {
                let cut = || Fault::Bad("the record ends inside its head".to_owned());
                if !self.source.next_member()? || self.source.peek(MAGIC.len())?.starts_with(MAGIC)
                {
                    return Err(cut());
                }
                continue;
            }
            let line_end = memchr::memchr(b'\n', at_hand);
            let taken = line_end.map_or(at_hand.len(), |end| end + 1);
            lines.extend_from_slice(&at_hand[..taken]);
            self.source.consume(taken);
            let magic = lines.len().min(MAGIC.len());
            if lines[..magic] != MAGIC[..magic] {
                return Err(Fault::Bad("no record begins here".to_owned()));
            }
            if lines.len() > MAX_HEAD {
                return Err(Fault::Bad("the head of the record has no end".to_owned()));
            }
            if line_end.is_some() && (lines.ends_with(b"\n\r\n") || lines.ends_with(b"\n\n")) {
                return Ok(WarcHead::parse(&lines));
            }
        }
    }

    /// Reads the block, or passes over it if it is too large to be kept.
    fn read_block(&mut self, begin: Begin, length: u64) -> Result<Vec<u8>, Fault> {
        let keep = length <= self.max_block;
        let mut block = Vec::new();
        let mut left = length;
        while left > 0 {
            let at_hand = self.source.fill()?;
            if at_hand.is_empty() {
                self.cross_member(begin, length - left, length)?;
                continue;
            }
            let step = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(at_hand.len());
            if keep {
                block.extend_from_slice(&at_hand[..step]);
            }
            self.source.consume(step);
            left -= step as u64;
            if !keep && self.source.is_gzip() && length - left > MAX_SKIP {
                return Err(Fault::Broken(format!(
                    "the record says that it holds {length} bytes, more than are gone through"
                )));
            }
        }
        Ok(block)
    }

    /// A block may go on in the next member, as in files gzipped in pieces, but not in one that is a record.
    fn cross_member(&mut self, begin: Begin, have: u64, length: u64) -> Result<(), Fault> {
        let wrong = || {
            Fault::Bad(format!(
                "the record says that it holds {length} bytes but holds {have}"
            ))
        };
        if !self.source.next_member()? {
            return Err(Fault::Bad(
                if begin.at_member_start && self.source.is_gzip() {
                    format!("the record says that it holds {length} bytes but holds {have}")
                } else {
                    format!(
                        "the file is cut off inside this record: {have} of {length} bytes are there"
                    )
                },
            ));
        }
        if self.source.peek(MAGIC.len())?.starts_with(MAGIC) {
            return Err(wrong());
        }
        Ok(())
    }

    /// Reads the two line ends after the block. Gives the end of the member if the record ends with it.
    fn read_end(&mut self) -> Result<Option<u64>, Fault> {
        for _ in 0..4 {
            let next = self.source.fill()?.first().copied();
            match next {
                Some(b'\r' | b'\n') => self.source.consume(1),
                _ => break,
            }
        }
        let ahead = self.source.peek(MAGIC.len())?;
        if ahead.is_empty() {
            let end = self.source.is_gzip().then(|| self.source.taken());
            return Ok(end);
        }
        let blank = ahead.iter().all(u8::is_ascii_whitespace);
        if ahead.starts_with(MAGIC) || blank {
            return Ok(None);
        }
        Err(Fault::Bad(
            "the record holds more bytes than it says".to_owned(),
        ))
    }

    /// Describes a fault and brings the stream to the next place where a record may begin.
    fn recover(&mut self, begin: Begin, fault: Fault) -> WarcProblem {
        let reason = match fault {
            Fault::Bad(reason) => {
                // A file that begins with neither may be a gzipped one whose first bytes are damaged; what
                // the first became may be white space, which is passed over.
                let lost = !self.source.is_gzip()
                    && self.fresh
                    && begin.member_start == 0
                    && self.source.resync(1, MAGIC).unwrap_or(false);
                if !lost && self.skip_to_magic(begin).is_err() {
                    self.resync(begin);
                }
                reason
            }
            Fault::Broken(reason) => {
                self.resync(begin);
                reason
            }
        };
        let (offset, end) = if self.source.is_gzip() && begin.at_member_start {
            (
                begin.member_start,
                self.source.member_start.max(begin.member_start),
            )
        } else {
            (begin.position, self.source.position())
        };
        let readable = begin.at_member_start || !self.source.is_gzip();
        WarcProblem {
            offset,
            length: end.saturating_sub(offset),
            reason,
            again: (self.done && readable).then_some(offset),
        }
    }

    fn resync(&mut self, begin: Begin) {
        let after = begin.member_start + 1;
        self.done = !self.source.resync(after, MAGIC).unwrap_or(false);
    }

    /// Goes to the next line, or the next member, that begins a record.
    fn skip_to_magic(&mut self, begin: Begin) -> io::Result<()> {
        let from = self.source.position();
        loop {
            let line_start = self.source.at_line_start();
            let behind = self.source.position() > begin.position;
            let ahead = self.source.peek(MAGIC.len())?;
            if ahead.is_empty() {
                if !self.source.next_member()? {
                    self.done = true;
                    return Ok(());
                }
                continue;
            }
            if behind && line_start && ahead.starts_with(MAGIC) {
                return Ok(());
            }
            let step = memchr::memchr(b'\n', ahead).map_or(ahead.len(), |end| end + 1);
            self.source.consume(step);
            if self.source.is_gzip() && self.source.position() - from > MAX_SKIP {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
    }
}

impl<R: Read + Seek> Iterator for WarcReader<R> {
    type Item = Result<WarcEntry, WarcProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.next_record();
        self.fresh = false;
        next
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
