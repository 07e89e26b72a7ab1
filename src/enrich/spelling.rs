//! Words as numbers: a word of up to sixteen bytes is compared and looked up without touching a string.

/// What must stand after the last word of a text, so that sixteen bytes can be read from any.
pub(super) const PADDING: &str = "                ";

/// The bytes of a word of up to sixteen; of a longer one its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spelling(u64, u64);

/// The bytes of a word of each length.
static MASKS: [u128; 17] = {
    let mut masks = [u128::MAX; 17];
    let mut len = 0;
    while len < 16 {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// No UTF-8 has a byte of all ones.
const LONG: u64 = u64::MAX;

impl Spelling {
    /// The word of `len` bytes that begins at `start`; [`PADDING`] ends the text.
    #[inline]
    pub(super) fn at(text: &[u8], start: usize, len: usize) -> Self {
        match text[start..].first_chunk::<16>() {
            Some(chunk) if len <= 16 => Self::masked(*chunk, len),
            _ => Self::of(&text[start..start + len]),
        }
    }

    /// The spelling of a word.
    pub(super) fn of(word: &[u8]) -> Self {
        let mut bytes = [0; 16];
        match bytes.get_mut(..word.len()) {
            Some(place) => {
                place.copy_from_slice(word);
                Self::masked(bytes, word.len())
            }
            // FNV-1a: fingerprints rest on it, which must be the same in every build.
            None => Self(
                word.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                    (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
                }),
                LONG,
            ),
        }
    }

    /// The first bytes of sixteen.
    #[inline]
    pub(super) fn masked(bytes: [u8; 16], len: usize) -> Self {
        let kept = u128::from_le_bytes(bytes) & MASKS[len];
        Self(kept as u64, (kept >> 64) as u64)
    }

    /// A number that hangs on all bytes of the word.
    #[inline]
    pub(super) const fn hash(self) -> u64 {
        let mixed = self.0 ^ self.1.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        let spread = mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        spread ^ (spread >> 32)
    }
}

/// A table of words that is filled once and then asked for every word of every text.
#[derive(Debug, Clone)]
pub(super) struct WordMap<V> {
    /// One more than the number of an entry, by hash; 0 where there is none.
    places: Vec<u16>,
    words: Vec<Spelling>,
    values: Vec<V>,
}

impl<V: Default> WordMap<V> {
    /// An empty table.
    pub(super) fn new() -> Self {
        Self {
            places: vec![0; 64],
            words: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Whether the table may hold a word of a hash: three of four words that it does not are ruled out.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        self.places[hash as usize & (self.places.len() - 1)] != 0
    }

    /// The number of a word: 1 for the first one that was taken in, 0 for one that was not. The word is
    /// asked for only where the table holds one of its place.
    #[inline]
    pub(super) fn number(&self, hash: u64, word: impl Fn() -> Spelling) -> u16 {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let number = self.places[place];
            if number == 0 || self.words[usize::from(number) - 1] == word() {
                return number;
            }
            place = (place + 1) & mask;
        }
    }

    /// What the table holds under a number.
    #[inline]
    pub(super) fn numbered(&self, number: u16) -> Option<&V> {
        self.values.get(usize::from(number).checked_sub(1)?)
    }

    /// What the table holds of each word, by its number from 1 on.
    pub(super) fn values(&self) -> &[V] {
        &self.values
    }

    /// What the table holds of a word.
    #[cfg(test)]
    pub(super) fn get(&self, word: Spelling) -> Option<&V> {
        self.numbered(self.number(word.hash(), || word))
    }

    /// The place of a word, made if there is none.
    pub(super) fn entry(&mut self, word: &str) -> &mut V {
        let spelling = Spelling::of(word.as_bytes());
        let mut number = self.number(spelling.hash(), || spelling);
        if number == 0 {
            self.words.push(spelling);
            self.values.push(V::default());
            number = u16::try_from(self.words.len()).expect("the tables hold some thousand words");
            if self.words.len() * 4 > self.places.len() {
                self.places = vec![0; self.places.len() * 2];
                for at in 0..self.words.len() {
                    self.settle(at);
                }
            } else {
                self.settle(self.words.len() - 1);
            }
        }
        &mut self.values[usize::from(number) - 1]
    }

    fn settle(&mut self, at: usize) {
        let mask = self.places.len() - 1;
        let mut place = self.words[at].hash() as usize & mask;
        while self.places[place] != 0 {
            place = (place + 1) & mask;
        }
        self.places[place] = at as u16 + 1;
    }
}

/// A set of words that is filled once.
#[derive(Debug)]
pub(super) struct WordSet(WordMap<()>);

impl WordSet {
    /// The set of some folded words.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut set = WordMap::new();
        words.into_iter().for_each(|word| *set.entry(word) = ());
        Self(set)
    }

    /// The words as a table.
    #[inline]
    pub(super) const fn words(&self) -> &WordMap<()> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_found_again() {
        let words = [
            "a",
            "",
            "kim",
            "kimchi",
            "abcdefghijklmnop",
            "abcdefghijklmnopq",
        ];
        let mut map: WordMap<usize> = WordMap::new();
        for n in 0..500 {
            *map.entry(&format!("w{n}")) = n;
        }
        for (n, word) in words.iter().enumerate() {
            *map.entry(word) = 1000 + n;
        }
        for (n, word) in words.iter().enumerate() {
            let text = format!("x{word}yz{PADDING}");
            let spelling = Spelling::at(text.as_bytes(), 1, word.len());
            assert_eq!(map.get(spelling), Some(&(1000 + n)), "{word}");
        }
        assert_eq!(map.get(Spelling::of(b"w17")), Some(&17));
        assert_eq!(map.get(Spelling::of(b"w500")), None);
    }
}
