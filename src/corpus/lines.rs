//! Lines of a file, each of bounded length, with their places.

use std::io::{self, BufRead};

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line that is not blank, without its end.
    Whole { offset: u64, bytes: Vec<u8> },
    /// A line that is longer than allowed.
    TooLong { offset: u64, length: u64 },
}

/// Reads lines in order.
pub(super) struct Lines<R> {
    reader: R,
    offset: u64,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    /// `offset` is the place of the reader's first byte.
    pub(super) fn new(reader: R, offset: u64, limit: usize) -> Self {
        Self {
            reader,
            offset,
            limit,
        }
    }

    /// The place of the next line.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    /// Goes forward to a place.
    pub(super) fn skip_to(&mut self, to: u64) -> io::Result<()> {
        while self.offset < to {
            let at_hand = self.reader.fill_buf()?.len();
            if at_hand == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let step = usize::try_from(to - self.offset)
                .unwrap_or(usize::MAX)
                .min(at_hand);
            self.reader.consume(step);
            self.offset += step as u64;
        }
        Ok(())
    }

    pub(super) fn next_line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let offset = self.offset;
            let mut bytes = Vec::new();
            let length = self.read_line(&mut bytes)?;
            if length == 0 {
                return Ok(None);
            }
            if length > self.limit as u64 {
                return Ok(Some(Line::TooLong { offset, length }));
            }
            while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                bytes.pop();
            }
            let marked = offset == 0 && bytes.starts_with(b"\xef\xbb\xbf");
            let offset = if marked {
                bytes.drain(..3);
                3
            } else {
                offset
            };
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Line::Whole { offset, bytes }));
            }
        }
    }

    /// Reads to the end of the line and gives its length with the end; keeps no more than the limit.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<u64> {
        let mut length = 0;
        loop {
            let at_hand = self.reader.fill_buf()?;
            if at_hand.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', at_hand);
            let taken = end.map_or(at_hand.len(), |end| end + 1);
            length += taken as u64;
            if length <= self.limit as u64 {
                bytes.extend_from_slice(&at_hand[..taken]);
            } else if !bytes.is_empty() {
                *bytes = Vec::new();
            }
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        self.offset += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However the file arrives, the lines are those between the line ends, each at its place.
        #[test]
        fn lines_are_what_stands_between_line_ends(
            text in "[a\\n\\r {}\u{feff}é]{0,60}", piece in 1usize..9, limit in 1usize..40
        ) {
            let reader = io::BufReader::with_capacity(piece, text.as_bytes());
            let mut lines = Lines::new(reader, 0, limit);
            let mut length = 0;
            while let Some(line) = lines.next_line().unwrap() {
                let (offset, end) = match line {
                    Line::Whole { offset, bytes } => {
                        let at = usize::try_from(offset).unwrap();
                        prop_assert_eq!(&text.as_bytes()[at..at + bytes.len()], &bytes[..]);
                        prop_assert!(!bytes.contains(&b'\n') && bytes.len() <= limit);
                        (at, at + bytes.len())
                    }
                    Line::TooLong { offset, length } => {
                        prop_assert!(length > limit as u64);
                        let at = usize::try_from(offset).unwrap();
                        (at, at + usize::try_from(length).unwrap())
                    }
                };
                prop_assert!(offset >= length && end <= text.len());
                length = end;
            }
            prop_assert_eq!(lines.offset(), text.len() as u64);
        }
    }

    #[test]
    fn lines_have_places_and_bounds() {
        let text = b"\xef\xbb\xbf{a}\r\n\n  \n0123456789ab\n{c}";
        let mut lines = Lines::new(&text[..], 0, 10);
        let whole = |offset, text: &[u8]| {
            Some(Line::Whole {
                offset,
                bytes: text.to_vec(),
            })
        };
        assert_eq!(lines.next_line().unwrap(), whole(3, b"{a}"));
        let long = Line::TooLong {
            offset: 12,
            length: 13,
        };
        assert_eq!(lines.next_line().unwrap(), Some(long));
        assert_eq!(lines.next_line().unwrap(), whole(25, b"{c}"));
        assert_eq!(lines.next_line().unwrap(), None);
        assert_eq!(lines.offset(), text.len() as u64);
    }
}
