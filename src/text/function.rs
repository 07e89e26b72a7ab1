//! Function words of English: those that hold a sentence together and name nothing.

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
    fn english_is_told_from_bare_vietnamese() {
        for word in ["of", "what", "did", "was", "with", "which"] {
            assert!(is_english_function_word(word), "{word}");
        }
        for word in ["the", "to", "do", "can", "in", "an", "so", "cong", "party"] {
            assert!(!is_english_function_word(word), "{word}");
        }
    }
}
