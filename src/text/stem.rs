//! English stems.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The stem of an English word in lower case, by the Snowball algorithm: `elections` to `elect`.
#[must_use]
pub fn stem_english(word: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (word, expected) in [
            ("elections", "elect"),
            ("parties", "parti"),
            ("party", "parti"),
            ("vote", "vote"),
            ("voting", "vote"),
            ("trương", "trương"),
        ] {
            assert_eq!(stem_english(word), expected);
        }
    }
}
