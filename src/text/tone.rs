//! The written form: one spelling for what Vietnamese may spell in two ways.

use super::fold::{is_accent, lower_into, without_loose_accents};
use super::syllable::Skeleton;

/// Brings text to its written form: lower case with marks, the tone in one place, i and y as one.
///
/// `Hoà`, `hòa` and `HÒA` become `hòa`; `kĩ` and `kỹ` become `kỹ`, and so do bare `ki` and `ky` become
/// `ky`: open syllables after h, k, l, m, s, t and qu. What is no Vietnamese syllable is only put in
/// lower case. Takes any form of Unicode, returns NFC where the input had accents of its own.
/// Idempotent.
#[must_use]
pub fn canonical(text: &str) -> String {
    let text = without_loose_accents(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while !rest.is_empty() {
        let word_end = rest
            .find(|c: char| !c.is_alphanumeric() && !is_accent(c))
            .unwrap_or(rest.len());
        canonical_word(&rest[..word_end], &mut out);
        rest = &rest[word_end..];
        let gap_end = rest
            .find(|c: char| c.is_alphanumeric() || is_accent(c))
            .unwrap_or(rest.len());
        out.push_str(&rest[..gap_end]);
        rest = &rest[gap_end..];
    }
    out
}

/// Appends the written form of one word in NFC.
pub(super) fn canonical_word(word: &str, out: &mut String) {
    if let Some(mut skeleton) = Skeleton::of(word) {
        skeleton.set_right();
        if skeleton.write(out) {
            return;
        }
    }
    lower_into(word, out);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn check(words: &[&str], expected: &str) {
        for word in words {
            assert_eq!(canonical(word), expected, "{word}");
        }
    }

    #[test]
    fn tone_has_one_place() {
        check(&["hoà", "hòa", "HOÀ", "Hòa"], "hòa");
        check(&["thuỷ", "thủy"], "thủy");
        check(&["khoẻ", "khỏe"], "khỏe");
        check(&["uỷ", "ủy", "Uỷ"], "ủy");
        check(&["hoàn", "hòan"], "hoàn");
        check(&["hoài", "hòai"], "hoài");
        check(&["thuyền"], "thuyền");
        check(&["già", "gìa"], "già");
        check(&["quả", "qủa"], "quả");
        check(&["của"], "của");
        check(&["khuỷu"], "khuỷu");
        check(&["gìn"], "gìn");
        check(&["giếng"], "giếng");
        check(&["người"], "người");
        check(&["cửa"], "cửa");
        check(&["nghĩa"], "nghĩa");
    }

    #[test]
    fn i_and_y_are_one() {
        check(&["quý", "quí", "qúy", "Quí"], "quý");
        check(&["kỹ", "kĩ"], "kỹ");
        check(&["Mỹ", "Mĩ"], "mỹ");
        check(&["tỷ lệ", "tỉ lệ"], "tỷ lệ");
        check(&["vĩ", "vỹ"], "vĩ");
        check(&["vi"], "vi");
        check(&["vy"], "vy");
        check(&["thi"], "thi");
        check(&["đi"], "đi");
        check(&["túi"], "túi");
        check(&["túy", "tuý"], "túy");
        check(&["Qui Nhơn", "Quy Nhơn"], "quy nhơn");
    }

    #[test]
    fn foreign_words_are_only_lowered() {
        check(&["Résumé"], "résumé");
        check(&["São Paulo"], "são paulo");
        check(&["CAFÉ"], "café");
        check(&["H'Yim KĐĂM"], "h'yim kđăm");
    }

    proptest! {
        #[test]
        fn idempotent(text in "\\PC{0,30}|[a-zàáảãạăằắâấêệôơởưựđýỹúùủ ]{0,30}") {
            let once = canonical(&text);
            prop_assert_eq!(canonical(&once), once);
        }

        #[test]
        fn decomposed_text_is_written_alike(text in "[ -~àáảãạăằắâấêệôơởưựđĐẶỄýỹ]{0,40}") {
            prop_assert_eq!(canonical(&text.nfd().collect::<String>()), canonical(&text));
        }
    }
}
