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
    // Nearly all are printed alike or differ in one letter, which no tone in another place explains;
    // the keys need memory.
    let mut letters = a.chars().flat_map(char::to_lowercase);
    let mut others = b.chars().flat_map(char::to_lowercase);
    let (mut different, mut plain) = (0, true);
    loop {
        match (letters.next(), others.next()) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => {
                different += 1;
                plain &= is_plain_letter(a) && is_plain_letter(b);
            }
            _ => {
                plain = false;
                break;
            }
        }
    }
    match different {
        0 if plain => true,
        1 if plain => false,
        _ => written_key(a) == written_key(b),
    }
}

/// A Latin letter with no other marks than Vietnamese ones: no two of them have one key.
fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{1EA0}'..='\u{1EF9}')
        || "àáâãèéêìíòóôõùúýăđĩũơư".contains(c)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(same_written(a, b), expected, "{a} {b}");
        assert_eq!(written_key(a) == written_key(b), expected, "{a} {b}");
    }

    #[test]
    fn tone_placement_and_spacing_do_not_count() {
        check("Hoà Bình", "HÒA BÌNH", true);
        check("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", true);
        check("Hà-Nội", "Hà Nội", true);
        check("Trần", "Trân", false);
        check("Tran", "Trần", false);
        check("Đỗ", "Dỗ", false);
        check("Huế", "Huệ", false);
        check("Müller", "Muller", true);
        check("Hà", "Hà Nam", false);
    }
}
