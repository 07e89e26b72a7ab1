//! Text in encodings older than Unicode, shown as if its bytes were Latin-1.
//!
//! Tables follow TCVN 5712:1993 (VN3), the VNI fonts for Windows and Microsoft's code page 1258. A
//! text is converted only when most of its words become Vietnamese syllables by it, so that French or
//! a table of symbols is left alone.

use std::fmt;

use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

use super::fold::is_marked;
use super::letter::{A_BREVE, A_HAT, E_HAT, O_HAT, compose, letter};
use super::syllable::is_syllable;

/// An encoding, or a mistake of decoding, that Vietnamese text comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN3, also called ABC, of government documents before about 2003: `§¶ng`, `céng hoµ`. Its
    /// capitals are another font's, so a marked capital may come out small.
    Tcvn3,
    /// VNI, of the south and its press before about 2005: `Vieät`, `Ñaûng`.
    Vni,
    /// Windows-1258 taken for Windows-1252: `Viêòt`, `Ðaòng`.
    Windows1258,
    /// UTF-8 taken for Windows-1252: `Viá»‡t`.
    Utf8,
}

impl fmt::Display for Legacy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Windows1258 => "windows-1258",
            Self::Utf8 => "UTF-8 read as windows-1252",
        })
    }
}

/// A text that was converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in Unicode.
    pub text: String,
    /// What it was in, to be noted as a problem of the document.
    pub from: Legacy,
}

/// So many bytes of a text tell what it is in.
const SAMPLE: usize = 8192;

/// The least share of words, in per cent, that must be syllables after converting, and how many more
/// than before; and the least share with marks.
const SYLLABLES: usize = 75;
const GAIN: usize = 20;
const MARKED: usize = 25;

/// Converts text that is in a legacy encoding; none if it is not, or not surely.
///
/// To be asked before [`super::normalize`], which takes out the soft hyphen that is TCVN3's ư. `text`
/// is what Latin-1 or Windows-1252 make of the bytes, as HTML readers and PDF extractors do.
#[must_use]
pub fn decode(text: &str) -> Option<Decoded> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    if !is_suspect(sample) {
        return None;
    }
    let before = Share::of(sample);
    let (from, after) = [
        Legacy::Utf8,
        Legacy::Tcvn3,
        Legacy::Vni,
        Legacy::Windows1258,
    ]
    .into_iter()
    .filter_map(|from| Some((from, Share::of(&convert(sample, from, true)?))))
    .max_by_key(|(_, share)| share.syllables)?;
    let surely = after.syllables >= SYLLABLES
        && after.syllables >= before.syllables + GAIN
        && after.marked >= MARKED;
    if !surely {
        return None;
    }
    let text = convert(text, from, false)?;
    Some(Decoded { text, from })
}

/// Whether so many words hold Latin-1 beyond ASCII, and so few a letter that only Unicode has, that it
/// is worth a closer look.
///
/// Asked of every text, and the answer is nearly always no: it is given as soon as it is certain.
fn is_suspect(sample: &str) -> bool {
    let words = count_words(sample.as_bytes());
    if count_latin_leads(sample.as_bytes()) * 5 < words {
        return false;
    }
    let (mut latin, mut vietnamese) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        let (has_latin, has_vietnamese) = letters_of(word.as_bytes());
        latin += usize::from(has_latin);
        vietnamese += usize::from(has_vietnamese);
        if vietnamese * 20 > words {
            return false;
        }
    }
    words > 0 && latin * 5 >= words
}

/// So many bytes are counted together: their number fits in one.
const BLOCK: usize = 128;

/// How many stretches between white space a text has.
fn count_words(bytes: &[u8]) -> usize {
    let ends = |(a, b): (&u8, &u8)| u8::from(!a.is_ascii_whitespace() & b.is_ascii_whitespace());
    let inner: usize = bytes
        .chunks(BLOCK)
        .zip(bytes.get(1..).unwrap_or_default().chunks(BLOCK))
        .map(|(a, b)| usize::from(a.iter().zip(b).map(ends).sum::<u8>()))
        .sum();
    inner + usize::from(bytes.last().is_some_and(|b| !b.is_ascii_whitespace()))
}

/// How many characters begin as those do that [`letters_of`] takes for Latin-1: no fewer than words hold
/// one.
fn count_latin_leads(bytes: &[u8]) -> usize {
    let leads = |b: &u8| u8::from((*b == 0xC2) | (*b == 0xC3) | (*b == 0xE2));
    bytes
        .chunks(BLOCK)
        .map(|block| usize::from(block.iter().map(leads).sum::<u8>()))
        .sum()
}

/// Whether a word has a character of Latin-1 beyond ASCII, and a letter of Vietnamese that only Unicode
/// has.
fn letters_of(word: &[u8]) -> (bool, bool) {
    let (mut latin, mut vietnamese) = (false, false);
    let mut bytes = word;
    loop {
        bytes = match bytes {
            [] => return (latin, vietnamese),
            // U+00A1..U+00FF, U+2212 and U+2219.
            [0xC2, 0xA1..=0xFF, rest @ ..]
            | [0xC3, _, rest @ ..]
            | [0xE2, 0x88, 0x92 | 0x99, rest @ ..] => {
                latin = true;
                rest
            }
            // U+1EA0..U+1EF9 and U+0300..U+0323.
            [0xE1, 0xBA, 0xA0..=0xFF, rest @ ..]
            | [0xE1, 0xBB, 0..=0xB9, rest @ ..]
            | [0xCC, 0..=0xA3, rest @ ..] => {
                vietnamese = true;
                rest
            }
            [_, rest @ ..] => rest,
        };
    }
}

/// Shares of the words of a text, in per cent.
struct Share {
    syllables: usize,
    marked: usize,
}

impl Share {
    fn of(text: &str) -> Self {
        let (mut words, mut syllables, mut marked) = (0, 0, 0);
        let text: String = text.nfc().collect();
        for word in text
            .split(|c: char| c.is_ascii_punctuation() || c.is_whitespace() || c.is_ascii_digit())
        {
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            if word.is_empty() {
                continue;
            }
            words += 1;
            if is_syllable(word) {
                syllables += 1;
                marked += usize::from(is_marked(word));
            }
        }
        let share = |part: usize| (part * 100).checked_div(words).unwrap_or(0);
        Self {
            syllables: share(syllables),
            marked: share(marked),
        }
    }
}

fn convert(text: &str, from: Legacy, cut: bool) -> Option<String> {
    Some(match from {
        Legacy::Tcvn3 => tcvn3(text),
        Legacy::Vni => vni(text),
        Legacy::Windows1258 => windows_1258(text),
        Legacy::Utf8 => return utf8(text, cut),
    })
}

const TCVN3: &str =
    "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ";
const TCVN3_LETTERS: &str =
    "ĂÂÊÔƠƯĐăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ";

/// Letter by letter. PDF readers give a minus for the soft hyphen (ư) and a dot operator for the
/// middle dot (ã); between digits a minus stays one.
fn tcvn3(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(printed) = chars.next() {
        let beside_letter =
            before.is_alphabetic() || chars.peek().is_some_and(|c| c.is_alphabetic());
        let c = match printed {
            '\u{2212}' if beside_letter => '\u{AD}',
            '\u{2219}' if beside_letter => '·',
            'μ' => 'µ',
            other => other,
        };
        let known = if c.is_ascii() {
            None
        } else {
            TCVN3.chars().position(|t| t == c)
        };
        let letter = known.and_then(|at| TCVN3_LETTERS.chars().nth(at));
        out.push(letter.unwrap_or(printed));
        before = printed;
    }
    out
}

/// Marks of VNI after a bare vowel: tones 1 to 5 alone, with a hat and with a breve.
const VNI_TONES: [&str; 2] = ["øùûõï", "ØÙÛÕÏ"];
const VNI_HATS: [&str; 2] = ["âàáåãä", "ÂÀÁÅÃÄ"];
const VNI_BREVES: [&str; 2] = ["êèéúüë", "ÊÈÉÚÜË"];

/// A vowel with its mark after it, or a letter that stands for another.
fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let capital = c.is_uppercase();
        let base = match c {
            'ô' | 'Ô' => 'ơ',
            'ö' | 'Ö' => 'ư',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => c,
            'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => c.to_ascii_lowercase(),
            other => {
                out.push(vni_single(other));
                continue;
            }
        };
        let marked = chars.peek().and_then(|mark| vni_marked(base, *mark));
        if marked.is_some() {
            chars.next();
        }
        push_in_case(marked.unwrap_or(base), capital, &mut out);
    }
    out
}

fn vni_single(c: char) -> char {
    match c {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        other => other,
    }
}

fn vni_marked(base: char, mark: char) -> Option<char> {
    let place = |marks: [&str; 2]| {
        marks
            .iter()
            .find_map(|all| all.chars().position(|m| m == mark))
    };
    let tone = |at: usize| u8::try_from(at).ok();
    if let Some(at) = place(VNI_TONES) {
        return Some(compose(code(base)?, tone(at + 1)?));
    }
    let (hatted, at) = if let Some(at) = place(VNI_HATS) {
        let hatted = match base {
            'a' => A_HAT,
            'e' => E_HAT,
            'o' => O_HAT,
            _ => return None,
        };
        (hatted, at)
    } else {
        (A_BREVE, place(VNI_BREVES).filter(|_| base == 'a')?)
    };
    Some(compose(hatted, tone(at)?))
}

/// The code of a small vowel without a tone.
fn code(vowel: char) -> Option<u8> {
    if vowel.is_ascii() {
        return u8::try_from(vowel).ok();
    }
    letter(vowel).map(|entry| entry.code)
}

fn push_in_case(c: char, capital: bool, out: &mut String) {
    if capital {
        out.extend(c.to_uppercase());
    } else {
        out.push(c);
    }
}

/// Tones after their vowel, and the five letters in which the two code pages differ.
fn windows_1258(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut vowel = false;
    for c in text.chars() {
        let tone = match c {
            'Ì' => Some('\u{300}'),
            'ì' => Some('\u{301}'),
            'Ò' => Some('\u{309}'),
            'Þ' => Some('\u{303}'),
            'ò' => Some('\u{323}'),
            _ => None,
        };
        let read = match (tone.filter(|_| vowel), c) {
            (Some(tone), _) => tone,
            (None, 'ã') => 'ă',
            (None, 'Ã') => 'Ă',
            (None, 'õ') => 'ơ',
            (None, 'Õ') => 'Ơ',
            (None, 'ý') => 'ư',
            (None, 'Ý') => 'Ư',
            (None, 'ð') => 'đ',
            (None, 'Ð') => 'Đ',
            (None, other) => other,
        };
        vowel = matches!(
            read.to_lowercase().next(),
            Some('a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
        );
        out.push(read);
    }
    out.nfc().collect()
}

/// Back to the bytes, and UTF-8 this time; a sample may be cut within a character.
fn utf8(text: &str, cut: bool) -> Option<String> {
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    if lossy {
        return None;
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if cut && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()])
                .ok()
                .map(str::to_owned)
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Đảng bộ và nhân dân các dân tộc trong tỉnh đã nỗ lực phấn đấu, vượt qua nhiều khó khăn, \
        tổ chức thực hiện thắng lợi nghị quyết đại hội; kỷ luật được giữ vững, những tiềm lực mới đã mở ra.";

    fn check(printed: &str, expected: &str, from: Legacy) {
        let decoded = decode(printed);
        let read = decoded
            .as_ref()
            .map(|d| (super::super::normalize(&d.text).into_owned(), d.from));
        assert_eq!(read, Some((expected.to_owned(), from)), "{printed}");
    }

    /// The text as TCVN3 shown as Latin-1.
    fn as_tcvn3(text: &str) -> String {
        text.chars()
            .map(|c| {
                let at = TCVN3_LETTERS.chars().position(|l| l == c);
                at.and_then(|at| TCVN3.chars().nth(at)).unwrap_or(c)
            })
            .collect()
    }

    #[test]
    fn the_table_of_tcvn3_is_whole() {
        assert_eq!(TCVN3.chars().count(), 74);
        assert_eq!(TCVN3_LETTERS.chars().count(), 74);
    }

    #[test]
    fn tcvn3_is_read() {
        check(&as_tcvn3(TEXT), TEXT, Legacy::Tcvn3);
        check(
            "§¶ng Céng s¶n ViÖt Nam, céng hoµ x· héi",
            "Đảng Cộng sản Việt Nam, cộng hoà xã hội",
            Legacy::Tcvn3,
        );
        check(
            "nhµ n−íc vµ Thñ t−íng ChÝnh phñ",
            "nhà nước và Thủ tướng Chính phủ",
            Legacy::Tcvn3,
        );
    }

    #[test]
    fn vni_is_read() {
        check(
            "Ñaûng Coäng saûn Vieät Nam, Nguyeãn Vaên Bình, ñöôøng loái, kyõ thuaät, tæ leä, nghò quyeát",
            "Đảng Cộng sản Việt Nam, Nguyễn Văn Bình, đường lối, kỹ thuật, tỉ lệ, nghị quyết",
            Legacy::Vni,
        );
        check(
            "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            Legacy::Vni,
        );
    }

    #[test]
    fn windows_1258_is_read() {
        check(
            "Ðaìng Côòng saÒn Viêòt Nam, nghiò quyêìt, ðýõÌng lôìi, nhýÞng nãm ðâÌu",
            "Đáng Cộng sản Việt Nam, nghị quyết, đường lối, những năm đầu",
            Legacy::Windows1258,
        );
    }

    #[test]
    fn doubly_encoded_utf8_is_read() {
        let (printed, _, _) = WINDOWS_1252.decode(TEXT.as_bytes());
        check(&printed, TEXT, Legacy::Utf8);
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            TEXT,
            "The Party Committee met in Hanoi.",
            "L'été dernier, à l'école, un élève âgé était très fâché; ça a été réglé où il fallait.",
            "§ 5 · Mục 3 ® ©",
            "São Paulo não é a capital; a situação está difícil.",
            "",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "[\\x00-\\u{FF}]{0,80}|\\PC{0,40}") {
            let _ = decode(&text);
            for from in [Legacy::Tcvn3, Legacy::Vni, Legacy::Windows1258, Legacy::Utf8] {
                let _ = convert(&text, from, true);
            }
        }
    }
}
