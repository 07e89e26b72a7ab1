//! Reads the words of a text, character by character.

use super::gap::Gap;
use super::{ALL_CAPITALS, CAPITAL, DIGIT, LETTER, MARKED, Word};
use crate::enrich::spelling::{PADDING, Spelling};
use crate::text::Latin;
use std::str::Chars;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// While a word is read: it has a small letter.
const SMALL: u8 = 16;
/// While a word is read: it has a capital letter.
const UPPER: u8 = 32;

/// What a character is in a word: the letter or digit of ASCII that it folds to, 0 for none; what is seen of
/// the word by it, 0 for a sign, which stands in none; its marks.
#[derive(Clone, Copy, Default)]
struct Letter {
    base: u8,
    seen: u8,
    marks: u16,
}

/// All characters, those of Latin from a table.
struct Letters(&'static Latin<Letter>);

impl Letters {
    fn new() -> Self {
        static LATIN: LazyLock<Latin<Letter>> = LazyLock::new(|| Latin::new(Letter::of));
        Self(&LATIN)
    }

    #[inline]
    fn get(&self, c: char) -> Letter {
        self.0.get(c).copied().unwrap_or_else(|| Letter::of(c))
    }
}

impl Letter {
    fn of(c: char) -> Self {
        let base = match c {
            'đ' | 'Đ' => 'd',
            _ => std::iter::once(c).nfd().next().unwrap_or(c),
        };
        if !base.is_ascii_alphanumeric() {
            return Self::of_another_script(c);
        }
        let seen = match c {
            '0'..='9' => DIGIT,
            'a'..='z' => SMALL | LETTER,
            'A'..='Z' => UPPER | LETTER,
            _ if c.is_uppercase() => UPPER | LETTER | MARKED,
            _ => SMALL | LETTER | MARKED,
        };
        let others = u16::from(matches!(c, 'đ' | 'Đ')) << 12;
        Self {
            base: base.to_ascii_lowercase() as u8,
            seen,
            marks: std::iter::once(c).nfd().skip(1).map(mark).sum::<u16>() + others,
        }
    }

    /// One that folds to nothing of ASCII.
    fn of_another_script(c: char) -> Self {
        if !c.is_alphanumeric() {
            return Self::default();
        }
        let case = if c.is_uppercase() { UPPER } else { SMALL };
        let marked = if c <= '\u{1eff}' { MARKED } else { 0 };
        Self {
            seen: case | LETTER | marked,
            ..Self::default()
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

/// The words of a text as they are read.
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    /// The folded forms of all words with a space after each and [`PADDING`] at the end.
    pub(super) folded: String,
    /// The hash of each word's folded form.
    pub(super) hashes: Vec<u64>,
}

/// Reads all words; `number` tells the number of one by its folded form and the hash of that.
pub(super) fn read(text: &str, number: impl Fn(Spelling, u64) -> u16) -> Words {
    assert!(
        u32::try_from(text.len()).is_ok(),
        "a document is shorter than 4 GB"
    );
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut hashes = Vec::with_capacity(text.len() / 5);
    // Spaces where nothing is written yet.
    let mut folded = vec![b' '; text.len() + PADDING.len() + 2];
    let mut written = 0;
    let mut gap = Gap::Line;
    let letters = Letters::new();
    let mut rest = text.chars();
    loop {
        let start = text.len() - rest.as_str().len();
        let folded_start = written;
        let mut seen = Seen::default();
        loop {
            let run = read_run(&letters, rest, seen, &mut folded[written..]);
            (seen, rest) = (run.seen, run.rest);
            written += run.length;
            let Some(c) = run.other else {
                break;
            };
            seen.add(letters.get(c));
            written = write_other(c, &mut folded, written);
        }
        if seen.all == 0 {
            let Some(sign) = rest.next() else {
                break;
            };
            gap = gap.max(Gap::of(sign));
            continue;
        }
        let end = text.len() - rest.as_str().len();
        if written - folded_start > usize::from(u16::MAX) {
            written = cut(&mut folded, folded_start, written);
        }
        let spelling = Spelling::at(&folded, folded_start, written - folded_start);
        let hash = spelling.hash();
        hashes.push(hash);
        words.push(Word {
            start: start as u32,
            end: end as u32,
            folded_start: folded_start as u32,
            folded_len: (written - folded_start) as u16,
            flags: seen.flags(|| &text[start..end]),
            gap,
            line: 0,
            known: number(spelling, hash),
            marks: seen.marks,
        });
        written += 1;
        gap = rest.next().map_or(Gap::Space, Gap::of);
    }
    folded.truncate(written);
    folded.extend_from_slice(PADDING.as_bytes());
    Words {
        words,
        folded: String::from_utf8(folded).expect("whole characters were written"),
        hashes,
    }
}

/// What is seen of a word by its letters.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// By the first one.
    first: u8,
    /// By all.
    all: u8,
    marks: u16,
}

impl Seen {
    #[inline]
    fn add(&mut self, letter: Letter) {
        self.first = if self.all == 0 {
            letter.seen
        } else {
            self.first
        };
        self.all |= letter.seen;
        self.marks = self.marks.wrapping_add(letter.marks);
    }

    #[inline]
    fn flags<'t>(self, word: impl Fn() -> &'t str) -> u8 {
        let mut flags = self.all & (MARKED | DIGIT | LETTER);
        if self.first & UPPER != 0 {
            flags |= CAPITAL;
        }
        let two_letters = || word().chars().filter(|c| !c.is_ascii_digit()).count() > 1;
        if self.all & (UPPER | SMALL) == UPPER && two_letters() {
            flags |= ALL_CAPITALS;
        }
        flags
    }
}

/// Letters in a row that fold to ASCII.
struct Run<'t> {
    length: usize,
    seen: Seen,
    /// The letter of another script that stands after them.
    other: Option<char>,
    /// What stands after all of these.
    rest: Chars<'t>,
}

/// Reads letters and writes what they fold to.
#[inline]
fn read_run<'t>(
    letters: &Letters,
    mut rest: Chars<'t>,
    mut seen: Seen,
    folded: &mut [u8],
) -> Run<'t> {
    let mut length = 0;
    let other = loop {
        let from = rest.clone();
        let Some(c) = rest.next() else {
            break None;
        };
        let letter = letters.get(c);
        if letter.base != 0 {
            folded[length] = letter.base;
            length += 1;
            seen.add(letter);
        } else if letter.seen != 0 {
            break Some(c);
        } else {
            rest = from;
            break None;
        }
    };
    Run {
        length,
        seen,
        other,
        rest,
    }
}

/// Writes the small form of a letter of another script, and makes room where it is longer than the letter;
/// returns where it ends.
#[cold]
fn write_other(c: char, folded: &mut Vec<u8>, mut at: usize) -> usize {
    let room: usize = c.to_lowercase().map(char::len_utf8).sum();
    folded.resize(folded.len() + room, b' ');
    for lower in c.to_lowercase() {
        let end = at + lower.len_utf8();
        lower.encode_utf8(&mut folded[at..end]);
        at = end;
    }
    at
}

/// A "word" of 64 kB is no word; its folded form is cut where a character ends.
#[cold]
fn cut(folded: &mut [u8], start: usize, written: usize) -> usize {
    let mut end = start + usize::from(u16::MAX);
    while folded[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    folded[end..written].fill(b' ');
    end
}
