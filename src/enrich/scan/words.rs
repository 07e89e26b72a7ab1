//! Reads the words of a text: those that were read before at a glance, others character by character.

use super::gap::Gap;
use super::memory::{Memory, Printed, Reading, Remembered};
use super::{ALL_CAPITALS, CAPITAL, DIGIT, LETTER, MARKED, Word};
use crate::enrich::lexicon::Lexicon;
use crate::enrich::spelling::{PADDING, Spelling};
use crate::text::Latin;
use std::cell::RefCell;
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
        // No letter stands in the block of general punctuation.
        if matches!(c, '\u{2000}'..='\u{206F}') {
            return Self::default();
        }
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
    /// The folded forms of all words with a space before and after each and [`PADDING`] at the end.
    pub(super) folded: String,
    /// The hash of each word's folded form.
    pub(super) hashes: Vec<u64>,
}

/// Reads all words.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Words {
    thread_local! {
        static MEMORY: RefCell<Memory> = RefCell::new(Memory::new());
    }
    assert!(
        u32::try_from(text.len()).is_ok(),
        "a document is shorter than 4 GB"
    );
    MEMORY.with_borrow_mut(|memory| read_with(text, lexicon, memory))
}

fn read_with(text: &str, lexicon: &Lexicon, memory: &mut Memory) -> Words {
    let bytes = text.as_bytes();
    let mut pass = Pass::new(text);
    while pass.at < bytes.len() {
        match Printed::before_sign(&bytes[pass.at..]) {
            Some(Printed { len: 0, .. }) => {
                pass.gap = pass.gap.max(Gap::of(char::from(bytes[pass.at])));
                pass.at += 1;
            }
            Some(printed) => match memory.find(printed.spelling) {
                Some(word) => {
                    let start = pass.written;
                    pass.folded[start..start + Printed::MOST].copy_from_slice(&word.folded);
                    pass.put(printed.len, word.reading);
                }
                None => pass.read_new(Some(printed), lexicon, memory),
            },
            None => pass.read_new(None, lexicon, memory),
        }
    }
    pass.end()
}

/// A text that is read word by word.
struct Pass<'t> {
    text: &'t str,
    words: Vec<Word>,
    hashes: Vec<u64>,
    /// Spaces where nothing is written yet.
    folded: Vec<u8>,
    written: usize,
    /// How far the text is read.
    at: usize,
    /// The strongest sign since the last word.
    gap: Gap,
}

impl<'t> Pass<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            words: Vec::with_capacity(text.len() / 5),
            hashes: Vec::with_capacity(text.len() / 5),
            folded: vec![b' '; text.len() + 2 * PADDING.len()],
            written: 1,
            at: 0,
            gap: Gap::Line,
        }
    }

    /// Puts in the next word, of so many bytes, whose folded form is written, and what ends it: a sign.
    #[inline]
    fn put(&mut self, len: usize, reading: Reading) {
        let start = self.at;
        self.at += len;
        self.hashes.push(reading.hash);
        self.words.push(Word {
            start: start as u32,
            end: self.at as u32,
            folded_start: self.written as u32,
            folded_len: reading.folded_len,
            flags: reading.flags,
            gap: self.gap,
            line: 0,
            known: reading.known,
            marks: reading.marks,
        });
        self.written += usize::from(reading.folded_len) + 1;
        self.gap = Gap::Space;
        if let Some(sign) = self.text.as_bytes().get(self.at)
            && sign.is_ascii()
        {
            self.gap = Gap::of(char::from(*sign));
            self.at += 1;
        }
    }

    /// Reads a word letter by letter, or passes a sign beyond ASCII; `printed` is what stands up to the next
    /// sign of ASCII.
    #[cold]
    fn read_new(&mut self, printed: Option<Printed>, lexicon: &Lexicon, memory: &mut Memory) {
        let rest = &self.text[self.at..];
        let word = NewWord::read(rest, &mut self.folded, self.written);
        if word.len == 0 {
            let sign = rest.chars().next().expect("the text goes on");
            self.gap = self.gap.max(Gap::of(sign));
            self.at += sign.len_utf8();
            return;
        }
        let reading = word.look_up(&rest[..word.len], lexicon, &self.folded, self.written);
        if let Some(printed) = printed.filter(|printed| printed.len == word.len) {
            remember(memory, printed, reading, &self.folded[self.written..]);
        }
        self.put(word.len, reading);
    }

    fn end(mut self) -> Words {
        self.folded.truncate(self.written);
        self.folded.extend_from_slice(PADDING.as_bytes());
        Words {
            words: self.words,
            folded: String::from_utf8(self.folded).expect("whole characters were written"),
            hashes: self.hashes,
        }
    }
}

fn remember(memory: &mut Memory, printed: Printed, reading: Reading, folded: &[u8]) {
    let mut padded = [b' '; Printed::MOST];
    let len = usize::from(reading.folded_len);
    if let Some(place) = padded.get_mut(..len) {
        place.copy_from_slice(&folded[..len]);
        memory.keep(Remembered {
            printed: printed.spelling,
            folded: padded,
            reading,
        });
    }
}

/// A word that is read letter by letter.
struct NewWord {
    /// How many bytes it has; 0 where no word begins.
    len: usize,
    folded_len: usize,
    seen: Seen,
}

impl NewWord {
    /// Reads the word that a text begins with and writes its folded form.
    fn read(text: &str, folded: &mut Vec<u8>, start: usize) -> Self {
        let letters = Letters::new();
        let mut rest = text.chars();
        let mut written = start;
        let mut seen = Seen::default();
        loop {
            let run = read_run(&letters, rest, seen, &mut folded[written..]);
            (seen, rest) = (run.seen, run.rest);
            written += run.length;
            let Some(c) = run.other else {
                break;
            };
            seen.add(letters.get(c));
            written = write_other(c, folded, written);
        }
        if written - start > usize::from(u16::MAX) {
            written = cut(folded, start, written);
        }
        Self {
            len: text.len() - rest.as_str().len(),
            folded_len: written - start,
            seen,
        }
    }

    fn look_up(&self, word: &str, lexicon: &Lexicon, folded: &[u8], start: usize) -> Reading {
        let spelling = Spelling::at(folded, start, self.folded_len);
        let hash = spelling.hash();
        let known = lexicon.number(spelling, hash);
        let flags = self.seen.flags(word);
        let info = lexicon.numbered(known);
        Reading {
            hash,
            known,
            marks: self.seen.marks,
            folded_len: self.folded_len as u16,
            flags: flags | info.map_or(0, |info| info.opens(flags & CAPITAL != 0)),
        }
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

    fn flags(self, word: &str) -> u8 {
        let mut flags = self.all & (MARKED | DIGIT | LETTER);
        if self.first & UPPER != 0 {
            flags |= CAPITAL;
        }
        let two_letters = || word.chars().filter(|c| !c.is_ascii_digit()).count() > 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::lexicon::lexicon;
    use proptest::prelude::*;

    fn check(text: &str, memory: &mut Memory) {
        let [new, again] = [&mut Memory::new(), memory].map(|memory| {
            let read = read_with(text, lexicon(), memory);
            (format!("{:?}", read.words), read.folded, read.hashes)
        });
        assert_eq!(new, again);
    }

    #[test]
    fn a_word_that_is_remembered_is_read_as_a_new_one() {
        let mut memory = Memory::new();
        for text in [
            "Bộ trưởng “Bộ Công Thương”, TP.HCM – ngày 2/9 …",
            "bộ trưởng BỘ CÔNG THƯƠNG (tp.hcm), ngày  2/9.\n\nĐắk Lắk: Я и Ёлка, 漢字",
            "internationalisation, information; nghiêng",
            "",
            ", ",
            "A",
        ] {
            for _ in 0..2 {
                check(text, &mut memory);
                check(
                    &format!("{text}, {text} and a good many words more"),
                    &mut memory,
                );
            }
        }
    }

    #[test]
    fn signs_in_a_row_hold_no_word() {
        let read = read_with("a, (b) -- and so on, and on", lexicon(), &mut Memory::new());
        assert_eq!(read.words.len(), 7);
        assert_eq!(read.folded.trim(), "a b and so on and on");
    }

    proptest! {
        #[test]
        fn any_text_is_read_again_as_before(texts in proptest::collection::vec("[a-cĐđÂâ“”’ ,.1\n]{0,60}|\\PC{0,40}", 1..4)) {
            let mut memory = Memory::new();
            for text in texts.iter().chain(&texts) {
                check(text, &mut memory);
            }
        }
    }
}
