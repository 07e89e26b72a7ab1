//! How far a run of capitalised words goes: through apostrophes, hyphens and the small words of foreign names.

use super::super::scan::{Gap, Scan};

/// Whether a word goes on the run of the word before it: `Le Minh`, `H'Yar`, `Ji-won`.
pub(super) fn continues(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.words[at];
    if word.has_digit() || word.begins_sentence() {
        return false;
    }
    match word.gap {
        // Two spaces are what is left of a paragraph's end.
        Gap::Space if word.is_capital() => scan.gap_text(at).len() <= 2,
        Gap::Space => is_particle(scan, at),
        // H'Yar, Bh'riu, but not It's.
        Gap::Apostrophe => {
            scan.gap_text(at).chars().count() == 1
                && scan.folded(at - 1).len() <= 2
                && (word.is_capital() || scan.folded(at).len() > 2)
        }
        // A hyphen without spaces: Ji-won, Li-hua, Jean-Pierre.
        Gap::Dash if is_korean(scan, at) => true,
        Gap::Dash => {
            scan.gap_text(at) == "-"
                && !scan.words[at - 1].is_all_capitals()
                && !word.is_all_capitals()
                && scan.folded(at).len() > 1
                && (!word.is_capital() || !scan.is_syllable(at))
                && is_hyphened(scan, at - 1)
        }
        _ => false,
    }
}

/// `Femke van der Zwaag`, `Luiz da Silva`: a small word inside a foreign name, in a line without marks.
fn is_particle(scan: &Scan<'_>, at: usize) -> bool {
    let line = scan.line_of(at);
    let particle = |word: usize| {
        word < line.words.end
            && scan.words[word].gap == Gap::Space
            && matches!(
                scan.surface(word),
                "van" | "der" | "den" | "von" | "da" | "dos" | "del" | "bin" | "al"
            )
    };
    if line.marked || !particle(at) || at == line.words.start {
        return false;
    }
    let first = if particle(at - 1) { at - 1 } else { at };
    let next = if particle(at + 1) { at + 2 } else { at + 1 };
    let foreign = |word: usize| scan.words[word].is_capital() && !scan.is_syllable(word);
    first > line.words.start
        && foreign(first - 1)
        && next < line.words.end
        && scan.words[next].gap == Gap::Space
        && foreign(next)
}

/// Whether a word has a capital, or goes on one that has after hyphens: `Phết-tha-vông`.
fn is_hyphened(scan: &Scan<'_>, mut at: usize) -> bool {
    while !scan.words[at].is_capital() {
        if at == 0 || scan.words[at].gap != Gap::Dash || scan.gap_text(at) != "-" {
            return false;
        }
        at -= 1;
    }
    true
}

/// `Kim Jong - un`: spaces round the hyphen of a Korean's given name, whose second half is small.
fn is_korean(scan: &Scan<'_>, at: usize) -> bool {
    scan.gap_text(at) == " - "
        && at >= 2
        && !scan.words[at].is_capital()
        && scan.words[at - 1].is_capital()
        && scan.words[at - 1].gap == Gap::Space
        && matches!(
            scan.folded(at - 2),
            "kim"
                | "lee"
                | "park"
                | "moon"
                | "choi"
                | "cho"
                | "han"
                | "ri"
                | "jang"
                | "yoon"
                | "chung"
                | "pak"
                | "hwang"
        )
        && matches!(
            scan.folded(at),
            "un" | "il"
                | "in"
                | "jong"
                | "yong"
                | "seo"
                | "nam"
                | "jin"
                | "hae"
                | "hye"
                | "won"
                | "ho"
                | "jae"
                | "ju"
                | "hwa"
                | "kyu"
                | "chol"
                | "chul"
                | "sok"
                | "su"
                | "hui"
                | "gyong"
                | "kyong"
                | "hyok"
                | "bin"
                | "min"
                | "sik"
                | "sun"
                | "suk"
                | "soo"
                | "woo"
                | "hoon"
                | "geun"
                | "eun"
                | "hyun"
                | "kwon"
                | "hyon"
                | "myong"
                | "tae"
                | "chan"
                | "gi"
                | "ki"
        )
}
