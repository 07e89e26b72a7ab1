//! One pass over a text that all recognisers share: words, capitals, folded forms, sentences, lines.
//!
//! A word is a run of letters and digits; everything else lies in the gap before the next word. The
//! folded forms of all words stand in one buffer with a single space between neighbours and around all,
//! so the folded form of any run of words is a slice of it: the key of every table of names.

mod gap;
mod memory;
mod words;

pub(crate) use gap::Gap;

use super::lexicon::{Lexicon, WordInfo, lexicon};
use super::said::{self, Said};
use super::spelling::{Spelling, WordMap, WordSet};
use crate::document::Span;
use std::ops::Range;

/// One word: where it stands and what it looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    folded_start: u32,
    folded_len: u16,
    flags: u8,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Which line it stands in.
    line: u32,
    /// Its number in the lexicon, 0 for none.
    known: u16,
    /// Its marks added up.
    marks: u16,
}

const CAPITAL: u8 = 1;
const MARKED: u8 = 2;
const LETTER: u8 = 4;
const DIGIT: u8 = 8;
const ALL_CAPITALS: u8 = 16;
const SENTENCE: u8 = 32;
/// What the lexicon says that a word may open.
pub(super) const OPENS_NAME: u8 = 64;
pub(super) const OPENS_BODY: u8 = 128;

impl Word {
    /// Begins with a capital letter.
    pub(crate) const fn is_capital(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Has two or more letters, all of them capitals.
    pub(crate) const fn is_all_capitals(self) -> bool {
        self.flags & ALL_CAPITALS != 0
    }

    /// Has a Vietnamese mark or đ.
    pub(crate) const fn is_marked(self) -> bool {
        self.flags & MARKED != 0
    }

    /// Holds a digit.
    pub(crate) const fn has_digit(self) -> bool {
        self.flags & DIGIT != 0
    }

    /// Is the first word of a sentence or line.
    pub(crate) const fn begins_sentence(self) -> bool {
        self.flags & SENTENCE != 0
    }

    /// May open a fixed name: some name begins with it, and it has the capital that one needs.
    pub(crate) const fn opens_name(self) -> bool {
        self.flags & OPENS_NAME != 0
    }

    /// May open the name of a body.
    pub(crate) const fn opens_body(self) -> bool {
        self.flags & OPENS_BODY != 0
    }

    /// Where it stands.
    pub(crate) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// One line of the text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Whether it is written with Vietnamese marks.
    pub(crate) marked: bool,
    /// Whether nearly all its words begin with or consist of capitals, so that they prove nothing.
    pub(crate) shouted: bool,
}

/// The hashes of the folded words of a text, as [`Scan::hashes_from`] gives them, and nothing else of it.
pub(super) fn folded_hashes(text: &str) -> Vec<u64> {
    words::read(text, lexicon()).hashes
}

/// The words and lines of one text.
#[derive(Debug)]
pub(crate) struct Scan<'t> {
    /// The text that was scanned.
    pub(crate) text: &'t str,
    /// Its words, in order.
    pub(crate) words: Vec<Word>,
    /// Its lines that hold a word, in order.
    pub(crate) lines: Vec<Line>,
    lexicon: &'static Lexicon,
    folded: String,
    /// The hash of each word's folded form.
    hashes: Vec<u64>,
}

impl<'t> Scan<'t> {
    /// Scans a text, which must be NFC.
    pub(crate) fn new(text: &'t str) -> Self {
        let lexicon = lexicon();
        let read = words::read(text, lexicon);
        let mut scan = Scan {
            text,
            lexicon,
            lines: Vec::with_capacity(text.len() / 200 + 1),
            words: read.words,
            folded: read.folded,
            hashes: read.hashes,
        };
        scan.mark_sentences();
        scan.read_lines();
        scan
    }

    /// The folded form of one word.
    pub(crate) fn folded(&self, word: usize) -> &str {
        let word = &self.words[word];
        let start = word.folded_start as usize;
        &self.folded[start..start + word.folded_len as usize]
    }

    /// The folded form of a run of words, one space between them; the run must not be empty.
    pub(crate) fn folded_run(&self, words: Range<usize>) -> &str {
        let last = &self.words[words.end - 1];
        let start = self.words[words.start].folded_start as usize;
        &self.folded[start..last.folded_start as usize + last.folded_len as usize]
    }

    /// The same with a space before and after it, so that whole words of it can be looked for.
    pub(crate) fn padded_run(&self, words: Range<usize>) -> &str {
        let last = &self.words[words.end - 1];
        let start = self.words[words.start].folded_start as usize;
        &self.folded[start - 1..=last.folded_start as usize + last.folded_len as usize]
    }

    /// What a table holds of a word.
    #[inline]
    pub(super) fn look_up<'m, V: Default>(
        &self,
        map: &'m WordMap<V>,
        word: usize,
    ) -> Option<&'m V> {
        if !map.may_hold(self.hashes[word]) {
            return None;
        }
        let start = self.words[word].folded_start as usize;
        let len = usize::from(self.words[word].folded_len);
        let spelling = || Spelling::at(self.folded.as_bytes(), start, len);
        map.numbered(map.number(self.hashes[word], spelling))
    }

    /// Whether a word is in a set.
    #[inline]
    pub(super) fn is_in(&self, set: &WordSet, word: usize) -> bool {
        self.look_up(set.words(), word).is_some()
    }

    /// The hashes of the folded words from one on.
    pub(super) fn hashes_from(&self, word: usize) -> &[u64] {
        &self.hashes[word..]
    }

    /// The marks of a word as one number, wherever its tone stands.
    pub(super) fn marks(&self, word: usize) -> u16 {
        self.words[word].marks
    }

    /// What the authority files know of a word.
    pub(super) fn known(&self, word: usize) -> Option<&'static WordInfo> {
        self.lexicon.numbered(self.words.get(word)?.known)
    }

    /// Whether there is a word at a place and it is in a group, as far as its folded form tells.
    #[inline]
    pub(super) fn says(&self, word: usize, group: Said) -> bool {
        let word = self.words.get(word);
        word.is_some_and(|word| self.lexicon.says(word.known, group))
    }

    /// Whether a word is a Vietnamese syllable, as far as its folded form tells.
    pub(super) fn is_syllable(&self, word: usize) -> bool {
        self.says(word, said::SYLLABLES)
    }

    /// A word as printed.
    pub(crate) fn surface(&self, word: usize) -> &'t str {
        self.words[word].span().of(self.text)
    }

    /// Where a run of words stands; the run must not be empty.
    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        Span::new(
            self.words[words.start].start as usize,
            self.words[words.end - 1].end as usize,
        )
    }

    /// A run of words as printed, with what lies between.
    pub(crate) fn surface_run(&self, words: Range<usize>) -> &'t str {
        self.span(words).of(self.text)
    }

    /// Whether only spaces and hyphens stand between the words of a run, or the stop of an abbreviation.
    pub(crate) fn is_joined(&self, words: Range<usize>) -> bool {
        (words.start + 1..words.end).all(|at| match self.words[at].gap {
            Gap::Space | Gap::Dash | Gap::Apostrophe => true,
            Gap::Stop => {
                self.gap_text(at).starts_with('.')
                    && self.gap_text(at).trim_end().len() == 1
                    && self.is_abbreviation(at - 1)
            }
            _ => false,
        })
    }

    /// The line that a word stands in.
    pub(crate) fn line_of(&self, word: usize) -> &Line {
        &self.lines[self.words[word].line as usize]
    }

    /// The words of the sentence that a word stands in.
    pub(crate) fn sentence_of(&self, word: usize) -> Range<usize> {
        let start = (0..=word)
            .rev()
            .find(|&at| self.words[at].begins_sentence())
            .unwrap_or(0);
        let end = (word + 1..self.words.len())
            .find(|&at| self.words[at].begins_sentence())
            .unwrap_or(self.words.len());
        start..end
    }

    /// The first word that starts at or after a byte.
    pub(crate) fn word_at(&self, byte: usize) -> usize {
        self.words
            .partition_point(|word| (word.start as usize) < byte)
    }

    /// The sign or signs between a word and the one before it, as printed.
    pub(crate) fn gap_text(&self, word: usize) -> &'t str {
        let end = self.words[word].start as usize;
        let start = word
            .checked_sub(1)
            .map_or(0, |before| self.words[before].end as usize);
        &self.text[start..end]
    }

    /// The same, but nothing where only spaces stand there, as before most words.
    #[inline]
    pub(crate) fn signs(&self, word: usize) -> &'t str {
        match self.words[word].gap {
            Gap::Space => "",
            _ => self.gap_text(word),
        }
    }

    /// Flags the first word of every sentence.
    fn mark_sentences(&mut self) {
        for at in 0..self.words.len() {
            let gap = self.words[at].gap;
            if gap >= Gap::Stop && (gap == Gap::Line || self.stop_ends_sentence(at)) {
                self.words[at].flags |= SENTENCE;
            }
        }
    }

    /// Whether the stop before a word ends a sentence; one after an abbreviation or an initial does not.
    fn stop_ends_sentence(&self, at: usize) -> bool {
        let word = self.words[at];
        let between = self.gap_text(at);
        let spaced = between.contains(char::is_whitespace) || !between.starts_with('.');
        spaced
            && (word.is_capital() || word.has_digit() || between.contains(['!', '?']))
            && !(between.starts_with(". ") && self.is_abbreviation(at - 1))
    }

    fn is_abbreviation(&self, word: usize) -> bool {
        let folded = self.folded(word);
        let single = folded.len() == 1 && self.words[word].is_capital();
        single
            || matches!(
                folded,
                "tp" | "tx"
                    | "tt"
                    | "mr"
                    | "mrs"
                    | "ms"
                    | "dr"
                    | "prof"
                    | "assoc"
                    | "gs"
                    | "pgs"
                    | "ts"
                    | "ths"
                    | "bs"
                    | "lt"
                    | "gen"
                    | "col"
                    | "maj"
                    | "sr"
                    | "st"
                    | "no"
                    | "dc"
                    | "ks"
                    | "cn"
                    | "capt"
                    | "hon"
                    | "sgt"
            ) && self.words[word].is_capital()
    }

    fn read_lines(&mut self) {
        let mut start = 0;
        let mut marked_words = 0;
        while start < self.words.len() {
            let mut looks = Looks::default();
            let mut end = start;
            for word in &mut self.words[start..] {
                if word.gap == Gap::Line && end > start {
                    break;
                }
                word.line = self.lines.len() as u32;
                looks.count(word.flags);
                end += 1;
            }
            let marked = looks.is_marked();
            marked_words += if marked { end - start } else { 0 };
            self.lines.push(Line {
                words: start..end,
                marked,
                shouted: looks.is_shouted(),
            });
            start = end;
        }
        // A line too short to judge follows its document.
        let document_is_marked = marked_words * 2 > self.words.len();
        for line in &mut self.lines {
            if line.words.len() < 4 {
                line.marked = document_is_marked
                    || self.words[line.words.clone()].iter().any(|w| w.is_marked());
            }
        }
    }
}

/// How many words of a line that have a letter have a capital, a mark, both: four counts side by side in one
/// number, which a word is added to at once.
#[derive(Default)]
struct Looks(u128);

impl Looks {
    #[inline]
    fn count(&mut self, flags: u8) {
        /// What a word of each look adds: one to each count of those that have some of its flags and no other.
        const ADDED: [u128; 8] = {
            let mut added = [0; 8];
            let mut look = LETTER;
            while look < 8 {
                let mut counted = 0;
                while counted < LETTER {
                    if counted & !look == 0 {
                        added[look as usize] |= 1 << (32 * counted);
                    }
                    counted += 1;
                }
                look += 1;
            }
            added
        };
        self.0 += ADDED[usize::from(flags & (CAPITAL | MARKED | LETTER))];
    }

    /// How many words with a letter have all the flags.
    const fn with(&self, flags: u8) -> usize {
        (self.0 >> (32 * flags)) as u32 as usize
    }

    /// Small words decide whether a line is written with marks, since an English line may hold marked names.
    fn is_marked(&self) -> bool {
        let (letters, marked) = (self.with(0), self.with(MARKED));
        let small = letters - self.with(CAPITAL);
        let small_marked = marked - self.with(MARKED | CAPITAL);
        if small >= 3 {
            small_marked * 5 >= small
        } else {
            marked * 4 >= letters && marked > 0
        }
    }

    fn is_shouted(&self) -> bool {
        let letters = self.with(0);
        letters >= 4 && self.with(CAPITAL) * 10 >= letters * 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded_in_one_buffer() {
        let scan = Scan::new("Tỉnh ủy Đắk Lắk – TP.HCM");
        assert_eq!(scan.folded_run(0..4), "tinh uy dak lak");
        assert_eq!(scan.surface_run(2..4), "Đắk Lắk");
        assert_eq!(scan.words[4].gap, Gap::Dash);
        assert_eq!(scan.words[5].gap, Gap::Stop);
        assert!(scan.words[5].is_all_capitals() && !scan.words[5].begins_sentence());
    }

    #[test]
    fn a_stop_ends_a_sentence_but_not_after_an_abbreviation() {
        let scan = Scan::new("Ông đi. TP. Hà Nội vui. Mr. Lam said 1.200 came.\nHết");
        let starts: Vec<&str> = (0..scan.words.len())
            .filter(|&at| scan.words[at].begins_sentence())
            .map(|at| scan.surface(at))
            .collect();
        assert_eq!(starts, ["Ông", "TP", "Mr", "Hết"]);
        assert_eq!(scan.surface_run(scan.sentence_of(4)), "TP. Hà Nội vui");
    }

    #[test]
    fn a_line_is_marked_by_its_small_words() {
        let check = |text: &str, expected: &[bool]| {
            let scan = Scan::new(text);
            let marked: Vec<bool> = scan.lines.iter().map(|line| line.marked).collect();
            assert_eq!(marked, expected, "{text}");
        };
        check("Đoàn công tác của tỉnh đã đến\nthăm hỏi", &[true, true]);
        check(
            "Comrade Trương Thị Mai chaired the working conference",
            &[false],
        );
        check("Doan cong tac cua tinh da den nơi", &[false]);
    }

    proptest! {
        #[test]
        fn spans_slice_and_runs_fold(text in "\\PC{0,60}") {
            let scan = Scan::new(&text);
            for at in 0..scan.words.len() {
                prop_assert!(!scan.surface(at).is_empty());
                prop_assert!(!scan.folded(at).is_empty());
            }
            let covered: usize = scan.lines.iter().map(|line| line.words.len()).sum();
            prop_assert_eq!(covered, scan.words.len());
        }
    }
}
