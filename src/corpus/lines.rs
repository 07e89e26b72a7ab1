//! Lines of a file, each of bounded length, with their places.

use std::io::{self, BufRead};

/// What the characters of a file are written in, as far as its lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Units {
    /// Bytes: UTF-8, and whatever else has ASCII's line ends.
    Bytes,
    /// UTF-16, the low byte first, as Windows writes it.
    LittleEndian,
    /// UTF-16, the high byte first.
    BigEndian,
}

impl Units {
    /// Tells by the first two bytes: the mark of UTF-16, or the zero beside a record's brace.
    pub(super) fn of(first: &[u8]) -> Self {
        match first {
            [0xFF, 0xFE, ..] | [b'{', 0, ..] => Self::LittleEndian,
            [0xFE, 0xFF, ..] | [0, b'{', ..] => Self::BigEndian,
            _ => Self::Bytes,
        }
    }

    /// The label of the charset, where it is known.
    const fn charset(self) -> Option<&'static str> {
        match self {
            Self::Bytes => None,
            Self::LittleEndian => Some("utf-16le"),
            Self::BigEndian => Some("utf-16be"),
        }
    }

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Bytes => b"\xef\xbb\xbf",
            Self::LittleEndian => b"\xff\xfe",
            Self::BigEndian => b"\xfe\xff",
        }
    }

    /// The ASCII character that a unit of two bytes is.
    const fn ascii(self, unit: [u8; 2]) -> Option<u8> {
        match (self, unit) {
            (Self::LittleEndian, [c, 0]) | (Self::BigEndian, [0, c]) => Some(c),
            _ => None,
        }
    }

    /// The last byte of the first line end among bytes of a line; `half` is the byte before them if a unit
    /// was cut there, and then the one that they cut.
    fn line_end(self, bytes: &[u8], half: &mut Option<u8>) -> Option<usize> {
        if self == Self::Bytes {
            return memchr::memchr(b'\n', bytes);
        }
        for (at, byte) in bytes.iter().enumerate() {
            match half.take() {
                None => *half = Some(*byte),
                Some(before) if self.ascii([before, *byte]) == Some(b'\n') => return Some(at),
                Some(_) => {}
            }
        }
        None
    }

    /// Takes the line ends off the end of a line.
    fn trim_end(self, line: &mut Vec<u8>) {
        loop {
            let (last, width) = match line[..] {
                [.., b] if self == Self::Bytes => (Some(b), 1),
                [.., a, b] => (self.ascii([a, b]), 2),
                _ => return,
            };
            if !matches!(last, Some(b'\n' | b'\r')) {
                return;
            }
            line.truncate(line.len() - width);
        }
    }

    fn is_blank(self, line: &[u8]) -> bool {
        let white = |unit: &[u8]| match *unit {
            [a, b] => self.ascii([a, b]).is_some_and(|c| c.is_ascii_whitespace()),
            _ => false,
        };
        match self {
            Self::Bytes => line.trim_ascii().is_empty(),
            Self::LittleEndian | Self::BigEndian => line.chunks(2).all(white),
        }
    }
}

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
    units: Units,
    offset: u64,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    /// `offset` is the place of the reader's first byte.
    pub(super) fn new(reader: R, units: Units, offset: u64, limit: usize) -> Self {
        Self {
            reader,
            units,
            offset,
            limit,
        }
    }

    /// The place of the next line.
    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    /// The charset of the lines, where it is known.
    pub(super) const fn charset(&self) -> Option<&'static str> {
        self.units.charset()
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
            self.units.trim_end(&mut bytes);
            let mark = self.units.mark();
            let marked = offset == 0 && bytes.starts_with(mark);
            let offset = if marked {
                bytes.drain(..mark.len());
                mark.len() as u64
            } else {
                offset
            };
            if !self.units.is_blank(&bytes) {
                return Ok(Some(Line::Whole { offset, bytes }));
            }
        }
    }

    /// Reads to the end of the line and gives its length with the end; keeps no more than the limit.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<u64> {
        let mut length = 0;
        let mut half = None;
        loop {
            let at_hand = self.reader.fill_buf()?;
            if at_hand.is_empty() {
                break;
            }
            let end = self.units.line_end(at_hand, &mut half);
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
            let mut lines = Lines::new(reader, Units::Bytes, 0, limit);
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

    proptest! {
        /// Lines of UTF-16 are those of the same text in UTF-8, each at its place.
        #[test]
        fn lines_may_be_of_two_byte_units(
            text in "[a\\n\\r {}ớ\u{0A0A}]{0,60}", marked: bool, piece in 1usize..9
        ) {
            for (units, bytes) in [
                (Units::LittleEndian, u16::to_le_bytes as fn(u16) -> [u8; 2]),
                (Units::BigEndian, u16::to_be_bytes),
            ] {
                let mark = if marked { "\u{feff}" } else { "" };
                let whole = format!("{mark}{text}");
                let whole: Vec<u8> = whole.encode_utf16().flat_map(bytes).collect();
                let reader = io::BufReader::with_capacity(piece, &whole[..]);
                let mut lines = Lines::new(reader, units, 0, 1000);
                let mut found = Vec::new();
                while let Some(line) = lines.next_line().unwrap() {
                    let Line::Whole { offset, bytes } = line else {
                        continue;
                    };
                    let at = usize::try_from(offset).unwrap();
                    prop_assert_eq!(&whole[at..at + bytes.len()], &bytes[..]);
                    found.push(bytes);
                }
                let expected: Vec<Vec<u8>> = text
                    .split('\n')
                    .map(|line| line.trim_end_matches('\r'))
                    .filter(|line| !line.trim_ascii().is_empty())
                    .map(|line| line.encode_utf16().flat_map(bytes).collect())
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn lines_have_places_and_bounds() {
        let text = b"\xef\xbb\xbf{a}\r\n\n  \n0123456789ab\n{c}";
        let mut lines = Lines::new(&text[..], Units::Bytes, 0, 10);
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
