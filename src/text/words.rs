//! The forms of words, worked out once for each spelling.

use super::fold::{fold_into, is_marked, without_loose_accents};
use super::syllable::is_syllable;
use super::tone::canonical_word;

/// A word is known by its first bytes when it is longer than this; none of a living language is.
pub(super) const LONGEST_WORD: usize = 120;

const SLOTS: usize = 1 << 15;
/// When so many words are known all are forgotten before the next line, which bounds the memory.
const FULL: usize = SLOTS / 2;

/// A piece of some text: where it starts and how long it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    pub(super) at: u32,
    pub(super) len: u16,
}

impl Piece {
    pub(super) fn of(self, text: &str) -> &str {
        let at = self.at as usize;
        &text[at..at + usize::from(self.len)]
    }

    /// The piece of `text` from `at` to its end.
    pub(super) fn tail(text: &str, at: usize) -> Self {
        Self {
            at: at as u32,
            len: (text.len() - at) as u16,
        }
    }
}

/// The two forms of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Forms {
    pub(super) written: Piece,
    pub(super) folded: Piece,
    /// Whether it is a Vietnamese syllable with marks.
    pub(super) marked: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    spelling: Piece,
    forms: Forms,
}

/// Remembers the forms of the words that it was asked for.
///
/// A press text repeats some ten thousand spellings, so that working out tone and folding for each
/// occurrence would cost more than reading the text.
#[derive(Debug)]
pub(super) struct WordTable {
    slots: Vec<Slot>,
    known: usize,
    arena: String,
}

impl WordTable {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![Slot::default(); SLOTS],
            known: 0,
            arena: String::new(),
        }
    }

    /// The text that the pieces handed out by [`WordTable::forms`] are pieces of.
    pub(super) fn arena(&self) -> &str {
        &self.arena
    }

    /// Whether it is time to forget: a line more would still fit.
    pub(super) fn is_nearly_full(&self) -> bool {
        self.known >= FULL
    }

    /// Forgets all words.
    pub(super) fn clear(&mut self) {
        self.slots.fill(Slot::default());
        self.known = 0;
        self.arena.clear();
    }

    /// The forms of a word; `hash` is any hash of its bytes.
    pub(super) fn forms(&mut self, word: &str, hash: u32) -> Forms {
        // The high bits of a multiplied hash are its best ones.
        let mut at = (hash >> 17) as usize & (SLOTS - 1);
        loop {
            let slot = &self.slots[at];
            if slot.spelling.len == 0 {
                break;
            }
            if slot.hash == hash && slot.spelling.of(&self.arena) == word {
                return slot.forms;
            }
            at = (at + 1) & (SLOTS - 1);
        }
        let start = self.arena.len();
        self.arena.push_str(word);
        let spelling = Piece::tail(&self.arena, start);
        let forms = append_forms(word, &mut self.arena);
        self.slots[at] = Slot {
            hash,
            spelling,
            forms,
        };
        self.known += 1;
        forms
    }
}

/// Works out the forms of a word and appends them to `arena`.
pub(super) fn append_forms(word: &str, arena: &mut String) -> Forms {
    let word = without_loose_accents(word);
    let start = arena.len();
    canonical_word(&word, arena);
    let written = Piece::tail(arena, start);
    let marked = {
        let written = written.of(arena);
        is_marked(written) && is_syllable(written)
    };
    let folded = if written.of(arena).is_ascii() {
        written
    } else {
        let text = written.of(arena).to_owned();
        let start = arena.len();
        fold_into(&text, arena);
        Piece::tail(arena, start)
    };
    Forms {
        written,
        folded,
        marked,
    }
}
