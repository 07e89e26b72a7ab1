//! A table over the Latin letters, for what is costly to work out of a character and often asked for.

/// A value for each character of the blocks that Vietnamese is written in: Basic Latin to Latin Extended-B,
/// and Latin Extended Additional.
#[derive(Debug)]
pub(crate) struct Latin<V>([V; BASIC + ADDITIONAL]);

/// How many characters the first four blocks have.
const BASIC: usize = 0x250;

/// How many characters Latin Extended Additional has, and where it begins.
const ADDITIONAL: usize = 0x100;
const ADDITIONAL_START: usize = 0x1E00;

impl<V> Latin<V> {
    /// Works out the value of each character.
    pub(crate) fn new(value: impl Fn(char) -> V) -> Self {
        Self(std::array::from_fn(|at| {
            let code = if at < BASIC {
                at
            } else {
                at - BASIC + ADDITIONAL_START
            };
            let c = char::from_u32(code as u32);
            value(c.expect("no surrogate lies in a Latin block"))
        }))
    }

    /// The value of a character of these blocks.
    #[inline]
    pub(crate) fn get(&self, c: char) -> Option<&V> {
        let code = c as usize;
        if code < BASIC {
            return self.0.get(code);
        }
        self.0[BASIC..].get(code.wrapping_sub(ADDITIONAL_START))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_again() {
        let table = Latin::new(|c| c);
        for c in ['a', 'Z', '9', 'đ', 'Ơ', 'ɏ', 'Ḁ', 'ỹ', 'ỿ'] {
            assert_eq!(table.get(c), Some(&c));
        }
        for c in ['ɐ', 'α', 'ἀ', '’', '\u{1DFF}', '漢'] {
            assert_eq!(table.get(c), None);
        }
    }
}
