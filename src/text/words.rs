//! The forms of words, worked out once for each spelling.

use super::fold::{fold_into, is_marked, without_loose_accents};
use super::syllable::is_syllable;
use super::tone::canonical_word;

/// A word is known by its first bytes when it is longer than this; none of a living language is.
pub(super) const LONGEST_WORD: usize = 120;

const PLACE_BITS: u32 = 16;
const PLACES: usize = 1 << PLACE_BITS;
/// When so many words are known all are forgotten before the next line, which bounds the memory.
const FULL: usize = PLACES / 2;

/// A piece of some text: where it starts and how long it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    pub(super) at: u32,
    pub(super) len: u16,
}

impl Piece {
    #[inline]
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

/// A word that is known: thirty-two bytes, so that none lies on two lines of the processor's cache.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Known {
    spelling: Spelling,
    written_at: u32,
    folded_at: u32,
    written_len: u16,
    folded_len: u16,
    marked: bool,
}

impl Known {
    #[inline]
    fn forms(&self) -> Forms {
        Forms {
            written: Piece {
                at: self.written_at,
                len: self.written_len,
            },
            folded: Piece {
                at: self.folded_at,
                len: self.folded_len,
            },
            marked: self.marked,
        }
    }
}

/// Remembers the forms of the words that it was asked for.
///
/// A press text repeats some ten thousand spellings, so that working out tone and folding for each
/// occurrence would cost more than reading the text.
///
/// The words lie in the order in which they were first met, which puts the frequent ones together:
/// they and the places stay in the processor's cache.
#[derive(Debug)]
pub(super) struct WordTable {
    /// For each place in the order of hashes, one more than the number of a word; 0 where there is none.
    places: Box<[u16; PLACES]>,
    words: Vec<Known>,
    arena: String,
}

impl WordTable {
    pub(super) fn new() -> Self {
        let places = vec![0; PLACES].into_boxed_slice();
        Self {
            places: places.try_into().expect("the slice has PLACES places"),
            words: Vec::with_capacity(FULL),
            arena: String::new(),
        }
    }

    /// The text that the pieces of the forms are pieces of.
    pub(super) fn arena(&self) -> &str {
        &self.arena
    }

    /// Whether it is time to forget: the words of a line more would still fit.
    pub(super) fn is_nearly_full(&self) -> bool {
        self.words.len() >= FULL
    }

    /// Forgets all words.
    pub(super) fn clear(&mut self) {
        self.places.fill(0);
        self.words.clear();
        self.arena.clear();
    }

    /// The forms of a word, if it is known.
    #[inline]
    pub(super) fn get(&self, spelling: Spelling) -> Option<Forms> {
        let mut place = spelling.place();
        loop {
            let number = usize::from(self.places[place % PLACES]);
            let word = self.words.get(number.wrapping_sub(1))?;
            if word.spelling == spelling {
                return Some(word.forms());
            }
            place += 1;
        }
    }

    /// Takes in a word that is not known, and returns its forms.
    #[cold]
    pub(super) fn insert(&mut self, spelling: Spelling, word: &str) -> Forms {
        let forms = append_forms(word, &mut self.arena);
        let mut place = spelling.place();
        while self.places[place % PLACES] != 0 {
            place += 1;
        }
        self.words.push(Known {
            spelling,
            written_at: forms.written.at,
            folded_at: forms.folded.at,
            written_len: forms.written.len,
            folded_len: forms.folded.len,
            marked: forms.marked,
        });
        self.places[place % PLACES] = self.words.len() as u16;
        forms
    }
}

/// The bytes of a word of at most sixteen, zeros after them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spelling(u64, u64);

impl Spelling {
    /// Sets the first and second eight bytes, of which `len` belong to the word.
    #[inline]
    pub(super) fn new(first: u64, second: u64, len: usize) -> Self {
        let keep = |n: usize| if n >= 8 { u64::MAX } else { (1 << (8 * n)) - 1 };
        Self(first & keep(len), second & keep(len.saturating_sub(8)))
    }

    /// The spelling of a word, if it is short enough.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes
            .get_mut(..word.len())?
            .copy_from_slice(word.as_bytes());
        let both = u128::from_le_bytes(bytes);
        Some(Self(both as u64, (both >> 64) as u64))
    }

    #[inline]
    fn place(self) -> usize {
        // The high bits of a product hang on all bits of its factors.
        let mixed = self.0 ^ self.1.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - PLACE_BITS)) as usize
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
