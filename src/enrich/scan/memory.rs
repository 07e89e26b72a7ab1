//! The words of the texts that were read before: nearly all words of a text are among them, and what was
//! read of one once need not be read again letter by letter.

use crate::enrich::spelling::Spelling;

/// What is read of a word, wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// The hash of its folded form.
    pub(super) hash: u64,
    /// Its number in the lexicon.
    pub(super) known: u16,
    /// Its marks added up.
    pub(super) marks: u16,
    /// How many bytes its folded form has.
    pub(super) folded_len: u16,
    pub(super) flags: u8,
}

/// A word and its folded form, with spaces after it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Remembered {
    pub(super) printed: Spelling,
    pub(super) folded: [u8; Printed::MOST],
    pub(super) reading: Reading,
}

/// A table of words of which each has one place, where the one seen last stands: how much it holds bears
/// on how fast a text is read and on nothing else.
#[derive(Debug)]
pub(super) struct Memory(Vec<Remembered>);

/// Enough for fourteen of fifteen words of the press; those asked for often stay in a core's own cache.
const PLACES: usize = 1 << 14;

impl Memory {
    pub(super) fn new() -> Self {
        Self(vec![Remembered::default(); PLACES])
    }

    /// What is remembered of a word.
    #[inline]
    pub(super) fn find(&self, printed: Spelling) -> Option<&Remembered> {
        let word = &self.0[place(printed)];
        (word.printed == printed).then_some(word)
    }

    /// Remembers a word in place of the one that has its place.
    pub(super) fn keep(&mut self, word: Remembered) {
        self.0[place(word.printed)] = word;
    }
}

#[inline]
const fn place(printed: Spelling) -> usize {
    printed.hash() as usize % PLACES
}

/// What stands at the beginning of a text up to the first sign of ASCII: a word, most often, but beyond
/// ASCII a sign is not told from a letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    pub(super) spelling: Spelling,
    /// How many bytes it has.
    pub(super) len: usize,
}

impl Printed {
    /// What has as many bytes or more is not remembered.
    pub(super) const MOST: usize = 16;

    /// None where no sign of ASCII stands among the first [`Printed::MOST`] bytes, or the text has fewer.
    #[inline]
    pub(super) fn before_sign(text: &[u8]) -> Option<Self> {
        let chunk = text.first_chunk::<{ Self::MOST }>()?;
        let bytes = u128::from_le_bytes(*chunk);
        // Most words are no longer than half of it.
        let sign = match signs(bytes as u64) {
            0 => HALF + signs((bytes >> HALF) as u64).trailing_zeros(),
            found => found.trailing_zeros(),
        };
        let len = sign as usize / 8;
        (len < Self::MOST).then(|| Self {
            spelling: Spelling::masked(*chunk, len),
            len,
        })
    }
}

/// How many bits half of the bytes have that are looked at.
const HALF: u32 = u64::BITS;

/// The upper bit of each byte that is a sign of ASCII, eight bytes worked out side by side as one number.
#[inline]
const fn signs(bytes: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    /// The upper bit of each byte that lies in a range; all bytes are below 128.
    const fn within(bytes: u64, first: u8, last: u8) -> u64 {
        let from = bytes.wrapping_add(each(128 - first));
        let beyond = bytes.wrapping_add(each(127 - last));
        from & !beyond
    }
    let low = bytes & each(0x7F);
    let letters = within(low | each(0x20), b'a', b'z');
    let digits = within(low, b'0', b'9');
    !(letters | digits | bytes) & each(0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_before_the_first_sign_of_ascii() {
        for byte in 0..=127u8 {
            let is_sign = !byte.is_ascii_alphanumeric();
            let text = format!("aZ09đ{}z, and so on and on", char::from(byte));
            let printed = Printed::before_sign(text.as_bytes()).unwrap();
            assert_eq!(printed.len, if is_sign { 6 } else { 8 }, "{byte}");
            let word = &text.as_bytes()[..printed.len];
            assert_eq!(printed.spelling, Spelling::of(word));
        }
        assert!(Printed::before_sign("chuyên nghiệp".as_bytes()).is_some());
        assert!(Printed::before_sign("short".as_bytes()).is_none());
        assert!(Printed::before_sign("internationalisation of".as_bytes()).is_none());
    }

    #[test]
    fn a_word_is_found_again_until_another_takes_its_place() {
        let mut memory = Memory::new();
        for n in 0..2 * PLACES {
            let printed = Spelling::of(n.to_string().as_bytes());
            assert!(memory.find(printed).is_none());
            memory.keep(Remembered {
                printed,
                ..Remembered::default()
            });
            assert!(memory.find(printed).is_some());
        }
    }
}
