//! Words that name nothing: function words of English, and what Vietnamese asks with.

use super::syllable::is_bare_syllable;

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and words that ask, sorted. Words that name
/// something as often (`may`, `will`, `us`) are left out.
const WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "among", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could",
    "did", "do", "does", "during", "each", "for", "from", "had", "has", "have", "having", "he",
    "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "many", "me", "much",
    "my", "no", "nor", "not", "of", "on", "or", "our", "over", "she", "should", "since", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "under", "until", "up", "upon", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "with", "within", "without",
    "would", "you", "your",
];

/// Phrases that Vietnamese asks with, as written and folded. Single syllables (`ai`, `gì`, `nào`) are left out:
/// they say more than asking (`anyone`, `some`).
const QUESTIONS: [(&str, &str); 17] = [
    ("bao nhiêu", "bao nhieu"),
    ("bao lâu", "bao lau"),
    ("bao giờ", "bao gio"),
    ("bao xa", "bao xa"),
    ("như thế nào", "nhu the nao"),
    ("thế nào", "the nao"),
    ("như nào", "nhu nao"),
    ("vì sao", "vi sao"),
    ("tại sao", "tai sao"),
    ("khi nào", "khi nao"),
    ("ở đâu", "o dau"),
    ("đúng hay sai", "dung hay sai"),
    ("hay không", "hay khong"),
    ("phải không", "phai khong"),
    ("được không", "duoc khong"),
    ("đúng không", "dung khong"),
    ("cho biết", "cho biet"),
];

/// The phrases that Vietnamese asks with, their syllables parted by spaces; `marked` with marks, else folded.
pub fn question_phrases(marked: bool) -> impl Iterator<Item = &'static str> {
    QUESTIONS
        .iter()
        .map(move |(written, folded)| if marked { *written } else { *folded })
}

/// Tells whether a folded word is a function word of English.
#[must_use]
pub fn is_function_word(folded: &str) -> bool {
    WORDS.binary_search(&folded).is_ok()
}

/// Tells whether a folded word is one that no unmarked Vietnamese has, so that it tells the language.
#[must_use]
pub fn is_english_function_word(folded: &str) -> bool {
    is_function_word(folded) && !is_bare_syllable(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn questions_are_written_and_folded() {
        for (written, folded) in question_phrases(true).zip(question_phrases(false)) {
            assert_eq!(crate::text::fold(written), folded);
            assert_eq!(crate::text::canonical(written), written);
        }
    }

    #[test]
    fn english_is_told_from_bare_vietnamese() {
        for word in ["of", "what", "did", "was", "with", "which"] {
            assert!(is_english_function_word(word), "{word}");
        }
        for word in ["the", "to", "do", "can", "in", "an", "so", "cong", "party"] {
            assert!(!is_english_function_word(word), "{word}");
        }
    }
}
