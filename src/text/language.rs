//! Which of the two languages a text is in.

use whatlang::{Detector, Lang};

use super::syllable::is_bare_syllable;

/// So many bytes of a text tell its language.
const SAMPLE: usize = 4096;

/// The commonest words of English; one word of five is one of them. None is a word of unmarked
/// Vietnamese, or but rarely.
const ENGLISH: [&str; 24] = [
    "and", "are", "as", "at", "been", "by", "for", "from", "has", "have", "in", "is", "its", "of",
    "on", "that", "the", "their", "this", "was", "were", "which", "will", "with",
];

/// Languages of what else gets into a Vietnamese corpus.
const OTHERS: [Lang; 14] = [
    Lang::Eng,
    Lang::Vie,
    Lang::Fra,
    Lang::Deu,
    Lang::Spa,
    Lang::Por,
    Lang::Ita,
    Lang::Nld,
    Lang::Rus,
    Lang::Cmn,
    Lang::Jpn,
    Lang::Kor,
    Lang::Tha,
    Lang::Khm,
];

/// Tells Vietnamese (`vi`), with or without its marks, from English (`en`); none for other languages and
/// for text without words.
///
/// Looks at the first four thousand bytes.
#[must_use]
pub fn detect_language(text: &str) -> Option<&'static str> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let (words, vietnamese) = count_vietnamese(sample);
    if words == 0 {
        return None;
    }
    // Vietnamese has such letters on two words of five, nothing else has them at all; English that
    // spells names with them stays below one of five.
    if vietnamese * 3 >= words {
        return Some("vi");
    }
    let count = Count::of(sample);
    let in_ascii = count.ascii * 10 >= words * 9;
    // "the" and "at" are words of unmarked Vietnamese too, so that such a text must be more so.
    let enough = if count.english == 0 { 80 } else { 85 };
    if in_ascii && words >= 2 && count.bare * 100 >= words * enough {
        return Some("vi");
    }
    if count.english * 10 >= words && count.ascii * 10 >= words * 6 {
        return Some("en");
    }
    if vietnamese * 5 >= words {
        return Some("vi");
    }
    if in_ascii && words < 8 {
        return Some("en");
    }
    match Detector::with_allowlist(OTHERS.to_vec()).detect_lang(sample)? {
        Lang::Vie => Some("vi"),
        Lang::Eng => Some("en"),
        _ => None,
    }
}

/// How many words a text has, and how many of them have a letter that only Vietnamese has.
fn count_vietnamese(text: &str) -> (usize, usize) {
    let (mut words, mut vietnamese) = (0, 0);
    let (mut in_word, mut seen) = (false, false);
    for c in text.chars() {
        let is_letter = is_letter(c);
        if is_letter {
            words += usize::from(!in_word);
            seen = (seen && in_word) || (!c.is_ascii() && is_vietnamese(c));
            in_word = true;
        } else {
            vietnamese += usize::from(in_word && seen);
            in_word = false;
        }
    }
    (words, vietnamese + usize::from(in_word && seen))
}

/// What kinds of words a text has.
#[derive(Debug, Default)]
struct Count {
    ascii: usize,
    english: usize,
    /// Possible syllables whose marks were left out.
    bare: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        for word in text.split(|c: char| !is_letter(c)) {
            if !word.is_empty() && word.is_ascii() {
                count.ascii += 1;
                count.english +=
                    usize::from(ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
                count.bare += usize::from(is_bare_syllable(word));
            }
        }
        count
    }
}

/// Letters and the accents that follow them. Those of Latin are told by range: the table of Unicode
/// took two thirds of the time.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphabetic() || super::fold::is_accent(c),
    }
}

/// Letters with two marks or a dot or hook, ơ and ư; decomposed, the hook, the horn and the dot below.
fn is_vietnamese(c: char) -> bool {
    matches!(
        c,
        '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{309}' | '\u{31B}' | '\u{323}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(detect_language(text), expected, "{text}");
    }

    #[test]
    fn languages() {
        check("Ban Bí thư họp về công tác cán bộ", Some("vi"));
        check("Ban Bi thu hop ve cong tac can bo cua Dang", Some("vi"));
        check("truong thi mai", Some("vi"));
        check("The Secretariat met on the work with cadres", Some("en"));
        check(
            "General Secretary Tô Lâm and President Lương Cường met with voters of the city",
            Some("en"),
        );
        check("Politburo issues new regulation", Some("en"));
        check(
            "Le Comité central du Parti s'est réuni à Hanoï pour étudier la résolution",
            None,
        );
        check("Центральный комитет партии собрался в Ханое", None);
        check("13,45% – 15/15", None);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in ('\0'..'\u{3000}').chain('\u{FF00}'..'\u{FFFF}') {
            let expected = c.is_alphabetic() || crate::text::fold::is_accent(c);
            assert_eq!(is_letter(c), expected, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,50}") {
            let _ = detect_language(&text);
        }
    }
}
