//! The folded form: lower case without marks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds text: lower case, marks stripped, đ to d.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}
