//! Reads the words of a text, byte by byte where it is ASCII.

use super::gap::Gap;
use super::{ALL_CAPITALS, CAPITAL, DIGIT, LETTER, MARKED, Word};
use crate::enrich::spelling::PADDING;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What a byte is to a word.
#[derive(Clone, Copy)]
enum Kind {
    Small,
    Capital,
    Digit,
    /// Of a character beyond ASCII.
    High,
    Gap(Gap),
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::High; 256];
    let mut b = 0u8;
    while b < 0x80 {
        kinds[b as usize] = match b {
            b'a'..=b'z' => Kind::Small,
            b'A'..=b'Z' => Kind::Capital,
            b'0'..=b'9' => Kind::Digit,
            _ => Kind::Gap(Gap::of_byte(b)),
        };
        b += 1;
    }
    kinds
};

/// A capital in the table of letters.
const UPPER: u8 = 0x80;

/// For each character below U+1F00 that folds to one ASCII letter or digit, that letter, and whether it
/// is a capital; else 0.
static LETTERS: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    (0u32..0x1F00)
        .map(|code| {
            let Some(c) = char::from_u32(code) else {
                return 0;
            };
            let upper = if c.is_uppercase() { UPPER } else { 0 };
            if matches!(c, 'đ' | 'Đ') {
                return b'd' | upper;
            }
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            if base.is_ascii_alphanumeric() {
                base.to_ascii_lowercase() as u8 | upper
            } else {
                0
            }
        })
        .collect()
});

/// While a word is read: it has a small letter.
const SMALL: u8 = 16;
/// While a word is read: it has two letters.
const TWO: u8 = 32;

/// Reads all words, and their folded forms with a space after each and [`PADDING`] at the end.
pub(super) fn read(text: &str) -> (Vec<Word>, String) {
    let mut reader = Reader {
        text,
        letters: &LETTERS,
        words: Vec::with_capacity(text.len() / 5),
        folded: Vec::with_capacity(text.len() + PADDING.len() + 1),
    };
    let bytes = text.as_bytes();
    let mut gap = Gap::Line;
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let (sign, width) = match KINDS[usize::from(b)] {
            Kind::Gap(sign) => (sign, 1),
            _ => {
                let end = reader.word(at, gap);
                if end > at {
                    at = end;
                    gap = Gap::Space;
                    continue;
                }
                let c = reader.char_at(at);
                (Gap::of_char(c), c.len_utf8())
            }
        };
        gap = gap.max(sign);
        at += width;
    }
    reader.folded.extend_from_slice(PADDING.as_bytes());
    let folded = String::from_utf8(reader.folded).expect("whole characters were pushed");
    (reader.words, folded)
}

struct Reader<'t> {
    text: &'t str,
    letters: &'static [u8],
    words: Vec<Word>,
    folded: Vec<u8>,
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
        let folded_start = self.folded.len();
        let mut at = start;
        let mut flags = 0;
        while let Some(&b) = bytes.get(at) {
            match KINDS[usize::from(b)] {
                Kind::Small => {
                    self.folded.push(b);
                    flags = with_letter(flags, false);
                    at += 1;
                }
                Kind::Capital => {
                    self.folded.push(b | 0x20);
                    flags = with_letter(flags, true);
                    at += 1;
                }
                Kind::Digit => {
                    self.folded.push(b);
                    flags |= DIGIT;
                    at += 1;
                }
                Kind::High => {
                    let c = self.char_at(at);
                    let known = self.letters.get(c as usize).copied().unwrap_or(0);
                    if known != 0 {
                        self.folded.push(known & !UPPER);
                        flags = with_letter(flags, known & UPPER != 0) | MARKED;
                    } else if c.is_alphanumeric() {
                        flags = with_letter(flags, c.is_uppercase());
                        flags |= if c <= '\u{1eff}' { MARKED } else { 0 };
                        for lower in c.to_lowercase() {
                            let mut buffer = [0; 4];
                            let utf8 = lower.encode_utf8(&mut buffer);
                            self.folded.extend_from_slice(utf8.as_bytes());
                        }
                    } else {
                        break;
                    }
                    at += c.len_utf8();
                }
                Kind::Gap(_) => break,
            }
        }
        if at > start {
            self.close(start..at, folded_start, flags, gap);
        }
        at
    }

    fn close(&mut self, at: std::ops::Range<usize>, folded_start: usize, seen: u8, gap: Gap) {
        let mut end = self.folded.len();
        if end - folded_start > usize::from(u16::MAX) {
            // A "word" of 64 kB is no word; its folded form is cut where a character ends.
            end = folded_start + usize::from(u16::MAX);
            while self.folded[end] & 0xC0 == 0x80 {
                end -= 1;
            }
            self.folded.truncate(end);
        }
        let mut flags = seen & (CAPITAL | MARKED | DIGIT | LETTER);
        if seen & (TWO | SMALL) == TWO {
            flags |= ALL_CAPITALS;
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
        });
        self.folded.push(b' ');
    }
}

/// The flags of a word with one letter more.
const fn with_letter(flags: u8, capital: bool) -> u8 {
    let first = if capital && flags & (LETTER | DIGIT) == 0 {
        CAPITAL
    } else {
        0
    };
    let small = if capital { 0 } else { SMALL };
    let two = if flags & LETTER != 0 { TWO } else { 0 };
    flags | first | small | two | LETTER
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("a document is shorter than 4 GB")
}
