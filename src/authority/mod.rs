//! What is known beforehand: localities and their history, surnames, foreign names, offices, bodies, numbers, terms.
//!
//! Data files that a person can read and mend stand beside the code that reads them; each says where
//! its facts come from. Tables are read lazily, small ones apart from big ones, so that a query that
//! names a province never pays for the communes. What comes in are names, what goes out are ids and
//! canonical names; nothing here reads a document.

pub mod bodies;
pub mod documents;
pub mod foreign;
pub mod glossary;
pub mod indicators;
pub mod localities;
pub(crate) mod lookup;
pub mod nonnames;
pub mod numbers;
pub mod offices;
pub mod people;
pub mod regions;
pub mod surnames;

pub use localities::{Localities, localities};

use crate::text::Latin;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The lines of a table that say of what kind a name is, `kind<TAB>name`; others are passed, comments too.
fn of_kinds<K>(
    table: &'static str,
    kind_of: impl Fn(&str) -> Option<K>,
) -> impl Iterator<Item = (K, &'static str)> {
    table.lines().filter_map(move |line| {
        let (kind, name) = line.split_once('\t')?;
        Some((kind_of(kind)?, name))
    })
}

/// Tells whether two names agree in letters and marks, whatever the case, tone placement and spacing.
pub(crate) fn same_written(a: &str, b: &str) -> bool {
    a == b || a.eq_ignore_ascii_case(b) || letters(a).eq(letters(b))
}

/// The letters of a name as [`written_key`] joins them, worked out one by one: most pairs differ early.
fn letters(name: &str) -> impl Iterator<Item = char> {
    static LATIN: LazyLock<Latin<Parts>> = LazyLock::new(|| Latin::new(parts));
    let latin = &*LATIN;
    let mut chars = name.chars();
    let mut tone = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            let Some(c) = chars.next() else {
                ended = true;
                break;
            };
            let (letter, mark) = latin.get(c).copied().unwrap_or_else(|| parts(c));
            tone = mark.or(tone);
            match letter {
                Some(' ') if tone.is_some() => break,
                Some(' ') | None => {}
                Some(letter) => return Some(letter),
            }
        }
        tone.take()
    })
}

/// A letter without its tone, a space for a sign, nothing for a loose tone; and the tone.
type Parts = (Option<char>, Option<char>);

fn parts(c: char) -> Parts {
    let tone = c.nfd().find(|part| is_tone(*part));
    let rest = c.nfd().flat_map(char::to_lowercase);
    let letter = rest.filter(|part| !is_tone(*part)).nfc().next();
    let sign = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        }
    };
    (letter.map(sign), tone)
}

const fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// The key that joins the spellings of a name with the same marks: lower case, letters and digits
/// alone, the tone at the end of its word, so that `Hoà` and `Hòa` are one and `Huế` and `Huệ` two.
pub(crate) fn written_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    let mut tone = None;
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            _ if is_tone(c) => tone = Some(c),
            '\u{302}' | '\u{306}' | '\u{31b}' => key.push(c),
            _ if c.is_alphanumeric() => key.push(c),
            _ => key.extend(tone.take()),
        }
    }
    key.extend(tone);
    key
}
