//! Where words begin and end.

use super::fold::is_accent;
use super::words::Spelling;

pub(super) const LETTER: u8 = 0;
pub(super) const DIGIT: u8 = 1;
/// A byte of a character beyond ASCII.
pub(super) const HIGH: u8 = 2;
pub(super) const GAP: u8 = 3;

static CLASSES: [u8; 256] = classes();

/// What kind of byte this is.
#[inline]
pub(super) fn class(b: u8) -> u8 {
    CLASSES[usize::from(b)]
}

const fn classes() -> [u8; 256] {
    let mut table = [GAP; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            0x80..=0xFF => HIGH,
            _ => GAP,
        };
        b += 1;
    }
    table
}

/// The length of the character that begins with this byte.
pub(super) fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// A run of at most sixteen bytes that are ASCII letters and digits or stand beyond ASCII.
///
/// Whether what is beyond ASCII is a letter is not looked at: a run that is known as a word is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) end: usize,
    pub(super) spelling: Spelling,
}

impl Run {
    /// Reads the run that begins at `start`; none if it is longer than sixteen bytes.
    #[inline]
    pub(super) fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let (first, second) = match bytes[start..].first_chunk::<16>() {
            Some(chunk) => halves(chunk),
            None => {
                let mut chunk = [0; 16];
                chunk[..bytes.len() - start].copy_from_slice(&bytes[start..]);
                halves(&chunk)
            }
        };
        let mut len = (gaps(first).trailing_zeros() / 8) as usize;
        if len == 8 {
            len += (gaps(second).trailing_zeros() / 8) as usize;
            if len == 16 && bytes.get(start + 16).is_some_and(|b| class(*b) != GAP) {
                return None;
            }
        }
        Some(Self {
            end: start + len,
            spelling: Spelling::new(first, second, len),
        })
    }
}

#[inline]
fn halves(chunk: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*chunk);
    (both as u64, (both >> 64) as u64)
}

/// Sets the high bit of each byte that is ASCII and no letter or digit.
#[inline]
fn gaps(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x80 * ONES;
    // With the high bits off, adding 0x80 - n to each byte sets its high bit where it is n or more.
    let low = eight & !HIGHS;
    let at_least = |bytes: u64, n: u8| bytes + u64::from(0x80 - n) * ONES;
    let small = low | (0x20 * ONES);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
    !(letters | digits | eight) & HIGHS
}

/// The end of the word that begins at `start`; `start` itself if none does.
///
/// Combining accents belong to the letter before them. Chinese characters and kana are words of one
/// character, since nothing parts them.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&b) = bytes.get(end) {
        match class(b) {
            GAP => break,
            HIGH => {}
            _ => {
                end += 1;
                continue;
            }
        }
        match b {
            // The letters of U+00C0..U+0240 and U+1E00..U+1F00.
            0xC3 if !matches!(bytes[end + 1], 0x97 | 0xB7) => end += 2,
            0xC4..=0xC8 => end += 2,
            0xE1 if matches!(bytes[end + 1], 0xB8..=0xBB) => end += 3,
            _ => match other_letter(text, end, end > start) {
                Other::No => break,
                Other::Letter(width) => end += width,
                Other::Alone(width) if end == start => return end + width,
                Other::Alone(_) => break,
            },
        }
    }
    end
}

enum Other {
    No,
    Letter(usize),
    Alone(usize),
}

/// What the character at `at` is, one beyond the letters of Vietnamese.
#[cold]
fn other_letter(text: &str, at: usize, inside: bool) -> Other {
    let Some(c) = text[at..].chars().next() else {
        return Other::No;
    };
    let width = c.len_utf8();
    if is_apostrophe(c) || matches!(c, '\u{2010}'..='\u{203F}') {
        // Dashes, quotation marks and the like, which are what stands here most.
        Other::No
    } else if matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    {
        Other::Alone(width)
    } else if c.is_alphanumeric() || (inside && is_accent(c)) {
        Other::Letter(width)
    } else {
        Other::No
    }
}

/// Whether a letter or digit stands at `at`.
pub(super) fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].starts_with(char::is_alphanumeric)
}

/// What an apostrophe after a word does.
pub(super) enum Apostrophe {
    /// There is none, or it is a quotation mark.
    None,
    /// It sets off an English ending ('s, 'll), which is left out; go on here.
    Ending(usize),
    /// It joins the word to what ends here: `H'Yim`, `M'Nông`, `don't`.
    Joins(usize),
}

/// Whether a character is written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}')
}

/// Whether an apostrophe may begin at `at`: told by its first byte.
#[inline]
pub(super) fn may_be_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'\'' | 0xE2 | 0xCA))
}

/// Looks for an apostrophe after the word `start..end`.
pub(super) fn apostrophe(text: &str, start: usize, end: usize) -> Apostrophe {
    let Some(mark) = text[end..].chars().next().filter(|c| is_apostrophe(*c)) else {
        return Apostrophe::None;
    };
    let from = end + mark.len_utf8();
    if !text[from..].starts_with(char::is_alphabetic) {
        return Apostrophe::None;
    }
    let right = word_end(text, from);
    let (left, ending) = (&text[start..end], &text[from..right]);
    let is = |known: &str| ending.eq_ignore_ascii_case(known);
    if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) {
        return Apostrophe::Ending(right);
    }
    // Highland names have one or two letters before it; English has one t after it.
    if left.chars().filter(|c| !is_accent(*c)).count() <= 2 || is("t") {
        Apostrophe::Joins(right)
    } else {
        Apostrophe::None
    }
}
