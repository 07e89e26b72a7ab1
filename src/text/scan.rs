//! Where words begin and end.

use super::fold::is_accent;

pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const DIGIT: u8 = 4;
/// A byte of a character beyond ASCII.
pub(super) const HIGH: u8 = 8;
pub(super) const GAP: u8 = 16;

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
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
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

/// A run of letters and digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) end: usize,
    /// A hash of its bytes.
    pub(super) hash: u32,
    seen: u8,
}

impl Word {
    /// Reads the word that begins at `start`; it is empty if none does.
    ///
    /// Combining accents belong to the letter before them. Chinese characters and kana are words of
    /// one character, since nothing parts them.
    #[inline]
    pub(super) fn read(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut word = Self {
            end: start,
            hash: 0,
            seen: 0,
        };
        while let Some(&b) = bytes.get(word.end) {
            let class = class(b);
            if class & (LOWER | UPPER | DIGIT) != 0 {
                word.take(b);
                word.seen |= class;
                continue;
            }
            if class == GAP {
                break;
            }
            let width = match b {
                // The letters of U+00C0..U+0250 and U+1E00..U+1F00.
                0xC3 if !matches!(bytes[word.end + 1], 0x97 | 0xB7) => 2,
                0xC4..=0xC8 => 2,
                0xE1 if matches!(bytes[word.end + 1], 0xB8..=0xBB) => 3,
                _ => match other_letter(text, word.end, word.end > start) {
                    Other::No => break,
                    Other::Letter(width) => width,
                    Other::Alone(width) => {
                        if word.end == start {
                            for i in 0..width {
                                word.take(bytes[start + i]);
                            }
                            word.seen |= HIGH;
                        }
                        break;
                    }
                },
            };
            for i in word.end..word.end + width {
                word.take(bytes[i]);
            }
            word.seen |= HIGH;
        }
        word.hash = word.hash.wrapping_mul(0x9E37_79B1);
        word
    }

    /// Whether it has nothing but small ASCII letters.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        self.seen == LOWER
    }

    #[inline]
    fn take(&mut self, b: u8) {
        self.hash = (self.hash.rotate_left(5) ^ u32::from(b)).wrapping_mul(0x2722_0A95);
        self.end += 1;
    }
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
    if is_apostrophe(c) {
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

/// Looks for an apostrophe after the word `start..end`.
#[inline]
pub(super) fn apostrophe(text: &str, start: usize, end: usize) -> Apostrophe {
    match text.as_bytes().get(end) {
        Some(b'\'' | 0xE2 | 0xCA) => after_apostrophe(text, start, end),
        _ => Apostrophe::None,
    }
}

fn after_apostrophe(text: &str, start: usize, end: usize) -> Apostrophe {
    let Some(mark) = text[end..].chars().next().filter(|c| is_apostrophe(*c)) else {
        return Apostrophe::None;
    };
    let from = end + mark.len_utf8();
    if !text[from..].starts_with(char::is_alphabetic) {
        return Apostrophe::None;
    }
    let right = Word::read(text, from);
    let (left, ending) = (&text[start..end], &text[from..right.end]);
    let is = |known: &str| ending.eq_ignore_ascii_case(known);
    if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) {
        return Apostrophe::Ending(right.end);
    }
    // Highland names have one or two letters before it; English has one t after it.
    if left.chars().filter(|c| !is_accent(*c)).count() <= 2 || is("t") {
        Apostrophe::Joins(right.end)
    } else {
        Apostrophe::None
    }
}
