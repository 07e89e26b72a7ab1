//! The folded form: lower case without marks.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::letter::letter;

/// Folds text: lower case, marks stripped, đ to d, æ to ae and so on for all Latin letters.
///
/// Greek and Cyrillic lose their accents too; marks of other scripts are letters and stay. Takes any
/// form of Unicode. Idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded form of `text`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if let Some(entry) = letter(c) {
            entry.push_bare(out);
        } else if !is_accent(c) {
            fold_other(c, out);
        }
    }
}

/// Lower case of all letters, one for one where Unicode has one.
pub(super) fn lower_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if let Some(entry) = letter(c) {
            out.push(entry.lower());
        } else {
            out.extend(c.to_lowercase());
        }
    }
}

/// Whether the folded form of a Latin word is this; costs no allocation.
pub(super) fn folds_to(word: &str, folded: &str) -> bool {
    let mut rest = folded.bytes();
    for c in word.chars() {
        let fits = if c.is_ascii() {
            rest.next() == Some(c.to_ascii_lowercase() as u8)
        } else if let Some(entry) = letter(c) {
            entry.bare().all(|b| rest.next() == Some(b))
        } else {
            is_accent(c)
        };
        if !fits {
            return false;
        }
    }
    rest.next().is_none()
}

/// Whether a character is a combining accent, as in decomposed text.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether text has Vietnamese marks: a tone, hat, breve or horn; a đ alone is not enough.
#[must_use]
pub fn is_marked(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            letter(c).is_some_and(super::letter::Letter::is_marked)
                || matches!(
                    c,
                    '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' | '\u{31B}' | '\u{323}'
                )
        })
}

/// Text in NFC, borrowed where it holds no combining accent.
pub(super) fn without_loose_accents(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_accent) {
        Cow::Owned(text.nfc().collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn fold_other(c: char, out: &mut String) {
    for lower in c.to_lowercase() {
        for part in lower.nfd().filter(|part| !is_accent(*part)) {
            if let Some(entry) = letter(part) {
                entry.push_bare(out);
            } else {
                out.extend(part.to_lowercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_all_latin() {
        for (text, expected) in [
            ("Đảng Cộng sản VIỆT NAM", "dang cong san viet nam"),
            (
                "ĐẶNG Thuỳ Trâm, Kđăm, H'Yim Niê",
                "dang thuy tram, kdam, h'yim nie",
            ),
            (
                "Łódź Straße Æsir Œuvre ﬁ Þór",
                "lodz strasse aesir oeuvre ﬁ thor",
            ),
            ("Ðặng ðã İstanbul", "dang da istanbul"),
            ("Ελλάς Москва й", "ελλας москва и"),
            ("A\u{301}e\u{302}\u{323}", "ae"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn marks_are_told_from_the_stroke() {
        for (text, expected) in [
            ("Trương", true),
            ("Truong", false),
            ("đi", false),
            ("Đak", false),
            ("e\u{301}", true),
            ("Škoda", false),
            ("", false),
        ] {
            assert_eq!(is_marked(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn idempotent(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn decomposed_text_folds_alike(text in "[ -~À-ỹ]{0,40}") {
            // Marks of other scripts stay, and where two meet their order is the form's.
            let alike = |text: &str| fold(text).nfc().collect::<String>();
            let text: String = text.nfc().collect();
            prop_assert_eq!(alike(&text.nfd().collect::<String>()), alike(&text));
        }
    }
}
