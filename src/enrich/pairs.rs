//! The first two words of many phrases: most words that some phrase begins with begin none where they
//! stand, and the next word tells so without a look at the phrases.

use super::scan::Scan;
use super::spelling::Spelling;

/// A sieve of pairs of words: it lets all that were put in through, and one in some ten others.
#[derive(Debug)]
pub(super) struct Pairs(Box<[u64; WORDS]>);

/// As many bits as the largest list of phrases has pairs, times eight.
const BITS: u32 = 16;
const WORDS: usize = (1 << BITS) / 64;

impl Pairs {
    /// One that lets nothing through.
    pub(super) fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// Puts in the first two words of a phrase, if it has two.
    pub(super) fn put(&mut self, words: &[&str]) {
        if let [first, second, ..] = words {
            let hash = |word: &str| Spelling::of(word.as_bytes()).hash();
            let (at, bit) = place(hash(first), hash(second));
            self.0[at] |= bit;
        }
    }

    /// Of the lengths of the phrases that begin with a word, one bit for each, those that the next word
    /// leaves.
    #[inline]
    pub(super) fn lengths(&self, scan: &Scan<'_>, at: usize, lengths: u32) -> u32 {
        const ONE_WORD: u32 = 0b10;
        if lengths <= ONE_WORD {
            return lengths;
        }
        let follows = match *scan.hashes_from(at) {
            [first, second, ..] => {
                let (at, bit) = place(first, second);
                self.0[at] & bit != 0
            }
            _ => false,
        };
        if follows { lengths } else { lengths & ONE_WORD }
    }
}

/// The bit of two words.
const fn place(first: u64, second: u64) -> (usize, u64) {
    let mixed = (first.rotate_left(17) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let bit = mixed >> (64 - BITS);
    ((bit / 64) as usize, 1 << (bit % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes() {
        let mut pairs = Pairs::new();
        pairs.put(&["rau", "muong", "xao"]);
        pairs.put(&["rau"]);
        let lengths = |text: &str| pairs.lengths(&Scan::new(text), 0, 0b1010);
        assert_eq!(lengths("Rau muống xào tỏi"), 0b1010);
        assert_eq!(lengths("Rau, muống"), 0b1010);
        assert_eq!(lengths("Rau cải"), 0b10);
        assert_eq!(lengths("Rau"), 0b10);
    }
}
