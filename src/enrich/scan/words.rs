//! Reads the words of a text, byte by byte where it is ASCII.

use super::gap::Gap;
use super::{ALL_CAPITALS, CAPITAL, DIGIT, LETTER, MARKED, Word};
use crate::enrich::spelling::PADDING;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// While a word is read: it has a small letter.
const SMALL: u8 = 16;
/// While a word is read: it has a capital letter.
const UPPER: u8 = 32;
/// A byte of a character beyond ASCII.
const HIGH: u8 = 128;

/// What a byte adds to what is seen of a word; 0 where it ends it.
static SEEN: [u8; 256] = {
    let mut seen = [HIGH; 256];
    let mut b = 0u8;
    while b < 0x80 {
        seen[b as usize] = match b {
            b'a'..=b'z' => SMALL | LETTER,
            b'A'..=b'Z' => UPPER | LETTER,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        b += 1;
    }
    seen
};

/// A letter beyond ASCII: the letter or digit that it folds to, 0 for none; whether it is a capital; its
/// marks.
#[derive(Clone, Copy, Default)]
struct Letter {
    base: u8,
    seen: u8,
    marks: u16,
}

/// The characters below U+1F00.
static LETTERS: LazyLock<Box<[Letter]>> = LazyLock::new(|| {
    (0u32..0x1F00)
        .map(|code| char::from_u32(code).map_or_else(Letter::default, Letter::of))
        .collect()
});

impl Letter {
    fn of(c: char) -> Self {
        let base = match c {
            'đ' | 'Đ' => 'd',
            _ => std::iter::once(c).nfd().next().unwrap_or(c),
        };
        if !base.is_ascii_alphanumeric() {
            return Self::default();
        }
        let case = if c.is_uppercase() { UPPER } else { SMALL };
        let others = u16::from(matches!(c, 'đ' | 'Đ')) << 12;
        Self {
            base: base.to_ascii_lowercase() as u8,
            seen: case | LETTER | MARKED,
            marks: std::iter::once(c).nfd().skip(1).map(mark).sum::<u16>() + others,
        }
    }
}

/// A mark as a number that can be added up in any order: where the tone stands does not count.
const fn mark(mark: char) -> u16 {
    match mark {
        '\u{300}' => 1,
        '\u{301}' => 2,
        '\u{303}' => 3,
        '\u{309}' => 4,
        '\u{323}' => 5,
        '\u{302}' => 1 << 3,
        '\u{306}' => 1 << 6,
        '\u{31b}' => 1 << 9,
        _ => 7,
    }
}

/// Reads all words, and their folded forms with a space after each and [`PADDING`] at the end.
pub(super) fn read(text: &str) -> (Vec<Word>, String) {
    let mut reader = Reader {
        text,
        letters: &LETTERS,
        words: Vec::with_capacity(text.len() / 5),
        folded: vec![b' '; text.len() + PADDING.len() + 2],
        written: 0,
    };
    let bytes = text.as_bytes();
    let mut gap = Gap::Line;
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let (sign, width) = if SEEN[usize::from(b)] == 0 {
            (Gap::of_byte(b), 1)
        } else {
            let end = reader.word(at, gap);
            if end > at {
                at = end;
                gap = Gap::Space;
                continue;
            }
            let c = reader.char_at(at);
            (Gap::of_char(c), c.len_utf8())
        };
        gap = gap.max(sign);
        at += width;
    }
    reader.folded.truncate(reader.written);
    reader.folded.extend_from_slice(PADDING.as_bytes());
    let folded = String::from_utf8(reader.folded).expect("whole characters were pushed");
    (reader.words, folded)
}

struct Reader<'t> {
    text: &'t str,
    letters: &'static [Letter],
    words: Vec<Word>,
    /// Spaces where nothing is written yet, as many as the text has bytes and more.
    folded: Vec<u8>,
    written: usize,
}

impl Reader<'_> {
    fn char_at(&self, at: usize) -> char {
        self.text[at..]
            .chars()
            .next()
            .expect("a byte of the text stands here")
    }

    /// Reads the word that begins at a byte, if one does; returns where it ends.
    fn word(&mut self, start: usize, gap: Gap) -> usize {
        let bytes = self.text.as_bytes();
        let folded_start = self.written;
        let mut to = folded_start;
        let mut at = start;
        let mut seen = 0;
        let mut first = 0;
        let mut marks = 0u16;
        while let Some(&b) = bytes.get(at) {
            let adds = SEEN[usize::from(b)];
            if adds == 0 {
                break;
            }
            if adds != HIGH {
                // Setting this bit makes capitals small and leaves digits.
                self.folded[to] = b | 0x20;
                to += 1;
                at += 1;
                first = if seen == 0 { adds } else { first };
                seen |= adds;
                continue;
            }
            let c = self.char_at(at);
            let known = self.letters.get(c as usize).copied().unwrap_or_default();
            let adds = if known.base != 0 {
                self.folded[to] = known.base;
                to += 1;
                marks = known.marks.wrapping_add(marks);
                known.seen
            } else if c.is_alphanumeric() {
                to = self.push_other(c, to);
                let case = if c.is_uppercase() { UPPER } else { SMALL };
                case | LETTER | if c <= '\u{1eff}' { MARKED } else { 0 }
            } else {
                break;
            };
            at += c.len_utf8();
            first = if seen == 0 { adds } else { first };
            seen |= adds;
        }
        if at > start {
            self.written = to;
            let mut flags = seen & (MARKED | DIGIT | LETTER);
            if first & UPPER != 0 {
                flags |= CAPITAL;
            }
            if seen & (UPPER | SMALL) == UPPER && self.has_two_letters(start..at) {
                flags |= ALL_CAPITALS;
            }
            self.close(start..at, folded_start, flags, gap, marks);
        }
        at
    }

    fn has_two_letters(&self, word: Range<usize>) -> bool {
        let letters = self.text[word].chars().filter(|c| !c.is_ascii_digit());
        letters.count() > 1
    }

    /// Writes the small form of a letter of another script; makes room where it is longer than the letter.
    fn push_other(&mut self, c: char, mut to: usize) -> usize {
        let room: usize = c.to_lowercase().map(char::len_utf8).sum();
        self.folded.resize(self.folded.len() + room, b' ');
        for lower in c.to_lowercase() {
            let end = to + lower.len_utf8();
            lower.encode_utf8(&mut self.folded[to..end]);
            to = end;
        }
        to
    }

    fn close(&mut self, at: Range<usize>, folded_start: usize, flags: u8, gap: Gap, marks: u16) {
        let mut end = self.written;
        if end - folded_start > usize::from(u16::MAX) {
            // A "word" of 64 kB is no word; its folded form is cut where a character ends.
            end = folded_start + usize::from(u16::MAX);
            while self.folded[end] & 0xC0 == 0x80 {
                end -= 1;
            }
            self.folded[end..self.written].fill(b' ');
        }
        self.words.push(Word {
            start: narrow(at.start),
            end: narrow(at.end),
            folded_start: narrow(folded_start),
            folded_len: u16::try_from(end - folded_start).unwrap_or(u16::MAX),
            flags,
            gap,
            line: 0,
            known: 0,
            marks,
        });
        self.written = end + 1;
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("a document is shorter than 4 GB")
}
