//! Whether a folded word can be a Vietnamese syllable. Names in texts without marks are told from
//! English words by it, so it works on the folded form alone and allocates nothing.

use std::sync::LazyLock;

/// Initials, longest first.
const INITIALS: [&str; 26] = [
    "ngh", "ng", "nh", "kh", "ph", "th", "tr", "ch", "gh", "gi", "qu", "b", "c", "d", "g", "h",
    "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Folded rimes, in byte order for binary search.
const RIMES: [&str; 116] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec",
    "ech", "em", "en", "eng", "enh", "eo", "ep", "et", "eu", "i", "ia", "ich", "iec", "iem", "ien",
    "ieng", "iep", "iet", "ieu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach",
    "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oem", "oen",
    "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "u", "ua", "uan", "uang",
    "uat", "uay", "uc", "ue", "uech", "uen", "uenh", "uet", "ui", "um", "un", "ung", "uo", "uoc",
    "uoi", "uom", "uon", "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych",
    "uyen", "uyet", "uyn", "uynh", "uyp", "uyt", "uyu", "y", "ych", "yem", "yen", "yeng", "yet",
    "yeu", "ym", "yn", "ynh", "yt",
];

/// Tells whether a folded word can be a Vietnamese syllable, whatever its marks.
///
/// Source of the rule: initials, rimes and their spelling rules as in the school grammar; checked by
/// the tests of `text`, which hold the same rule for marked syllables.
pub(super) fn is_syllable(folded: &str) -> bool {
    packed(folded).is_some_and(|word| SYLLABLES.binary_search(&word).is_ok())
}

/// All folded syllables, packed and in order: asked for every capitalised word, so that going through
/// initials and rimes each time was 2 % of `add`.
static SYLLABLES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    // The u of "qu" may belong to the rime, as in "quyu".
    let initials = ["", "q"].into_iter().chain(INITIALS);
    let spellings = initials.flat_map(|initial| {
        let rimes = std::iter::once("").chain(RIMES);
        rimes.map(move |rime| format!("{initial}{rime}"))
    });
    let mut syllables: Vec<u64> = spellings
        .filter(|spelling| is_spelt(spelling))
        .filter_map(|spelling| packed(&spelling))
        .collect();
    syllables.sort_unstable();
    syllables.dedup();
    syllables
});

/// A word of up to seven bytes as a number.
fn packed(word: &str) -> Option<u64> {
    if word.len() > 7 {
        return None;
    }
    let mut bytes = [0; 8];
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    Some(u64::from_be_bytes(bytes))
}

/// The rule itself.
fn is_spelt(folded: &str) -> bool {
    if folded.len() > 7 || folded.is_empty() {
        return false;
    }
    if is_rime(folded) {
        return true;
    }
    INITIALS.iter().any(|initial| {
        let Some(rime) = folded.strip_prefix(initial) else {
            return false;
        };
        let first = rime.as_bytes().first().copied().unwrap_or(0);
        match *initial {
            "ngh" | "gh" => matches!(first, b'e' | b'i') && is_rime(rime),
            "k" => matches!(first, b'e' | b'i' | b'y' | b'a') && is_rime(rime),
            "c" => !matches!(first, b'e' | b'i' | b'y' | 0) && is_rime(rime),
            "qu" => is_rime(rime) || is_rime(&folded[1..]),
            "gi" => rime.is_empty() || is_rime(rime) || is_rime(&folded[1..]),
            _ => is_rime(rime),
        }
    })
}

fn is_rime(rime: &str) -> bool {
    RIMES.binary_search(&rime).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rimes_are_sorted() {
        assert!(RIMES.is_sorted());
    }

    #[test]
    fn the_table_holds_what_the_rule_says() {
        for initial in ["", "q"].into_iter().chain(INITIALS) {
            for rime in RIMES.into_iter().chain(["", "x", "ya", "uyx", "aaa"]) {
                let word = format!("{initial}{rime}");
                assert_eq!(is_syllable(&word), is_spelt(&word), "{word}");
            }
        }
    }

    #[test]
    fn vietnamese_syllables_pass_and_english_words_fail() {
        for word in [
            "nguyen", "phuc", "quyet", "giang", "gi", "nghia", "khuyen", "y", "oanh", "duong",
            "huynh", "thuy", "qui", "que", "xuan", "ca", "kien",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in [
            "office", "meets", "kong", "cek", "party", "world", "bank", "attends", "str", "ngh",
            "cen",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
