//! What is known beforehand: localities and their history, surnames, offices, bodies, numbers, terms.
//!
//! Data files that a person can read and mend stand beside the code that reads them; each says where
//! its facts come from. Tables are read lazily, small ones apart from big ones, so that a query that
//! names a province never pays for the communes. What comes in are names, what goes out are ids and
//! canonical names; nothing here reads a document.

pub mod bodies;
pub mod documents;
pub mod glossary;
pub mod indicators;
pub mod localities;
pub mod nonnames;
pub mod numbers;
pub mod offices;
pub mod people;
pub mod regions;
pub mod surnames;

pub use localities::{Localities, localities};

use unicode_normalization::UnicodeNormalization;

/// Tells whether two names agree in letters and marks, whatever the case, tone placement and spacing.
pub(crate) fn same_written(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut ours, mut theirs) = (a.chars(), b.chars());
    let mut different = 0;
    let mut words_apart = false;
    // Nearly all are printed alike; the keys need memory.
    let same_length = loop {
        match (ours.next(), theirs.next()) {
            (Some(x), Some(y)) if x == y || x.to_lowercase().eq(y.to_lowercase()) => {}
            (Some(x), Some(y)) => {
                different += 1;
                words_apart |= !x.is_alphanumeric() || !y.is_alphanumeric();
            }
            (None, None) => break true,
            _ => break false,
        }
    };
    // A tone that has moved changes two letters; one letter alone makes another word.
    match different {
        0 if same_length => true,
        1 if same_length && !words_apart => false,
        _ => written_key(a) == written_key(b),
    }
}

/// The key that joins the spellings of a name with the same marks: lower case, letters and digits
/// alone, the tone at the end of its word, so that `Hoà` and `Hòa` are one and `Huế` and `Huệ` two.
pub(crate) fn written_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    let mut tone = None;
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            '\u{302}' | '\u{306}' | '\u{31b}' => key.push(c),
            _ if c.is_alphanumeric() => key.push(c),
            _ => key.extend(tone.take()),
        }
    }
    key.extend(tone);
    key
}
