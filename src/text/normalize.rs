//! The normal form of text.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Brings text into the form that every later room expects; borrows it where it already is.
///
/// That is NFC; the look-alikes Ð, Ɖ, ð, ɖ as Đ, đ; full-width forms and Latin ligatures as ASCII;
/// every kind of space a space and every kind of line end `\n`; soft hyphens, zero-width and
/// direction marks and control characters but the tab taken out. A tone typed before the hat or breve
/// of its vowel, as Windows keyboards left it, is put after it. Idempotent.
#[must_use]
pub fn normalize(text: &str) -> Cow<'_, str> {
    let normal = normal_prefix(text.as_bytes());
    if normal == text.len() {
        return Cow::Borrowed(text);
    }
    // A combining mark changes the letter before it, so one more character counts as not normal.
    let keep = text[..normal]
        .char_indices()
        .next_back()
        .map_or(0, |(at, _)| at);
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..keep]);
    let compose = replace(&text[keep..], &mut out);
    if compose {
        out = composed(&out);
    }
    Cow::Owned(out)
}

/// The length of the longest prefix made of characters that are normal whatever follows them.
fn normal_prefix(bytes: &[u8]) -> usize {
    let mut i = normal_blocks(bytes);
    while i < bytes.len() {
        let b = bytes[i];
        let step = match b {
            b' '..=0x7E | b'\n' | b'\t' => 1,
            // Two bytes: U+00A1..U+0250 without the soft hyphen and the look-alikes of đ.
            0xC2 if bytes[i + 1] > 0xA0 && bytes[i + 1] != 0xAD => 2,
            0xC3 if bytes[i + 1] != 0x90 && bytes[i + 1] != 0xB0 => 2,
            0xC4 | 0xC5 | 0xC7 | 0xC8 => 2,
            0xC6 if bytes[i + 1] != 0x89 => 2,
            // U+1E00..U+1F00, and the dashes, quotes, dots and bullets of U+2010..U+2027.
            0xE1 if matches!(bytes[i + 1], 0xB8..=0xBB) => 3,
            0xE2 if bytes[i + 1] == 0x80 && matches!(bytes[i + 2], 0x90..=0xA7) => 3,
            _ => return i,
        };
        i += step;
    }
    i
}

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// A lower bound of [`normal_prefix`], up to the first block in which something is not normal.
///
/// The same rules for each byte with the two after it, without a branch: the compiler makes vector
/// instructions of it, while a branch for each character of Vietnamese is mispredicted all the time.
fn normal_blocks(bytes: &[u8]) -> usize {
    let mut i = 0;
    while let Some(window) = bytes.get(i..i + BLOCK + 2) {
        let (first, second, third) = (&window[..BLOCK], &window[1..=BLOCK], &window[2..]);
        let mut wrong = 0;
        for at in 0..BLOCK {
            let (a, b, c) = (first[at], second[at], third[at]);
            let control = (a < b' ') & (a != b'\n') & (a != b'\t') | (a == 0x7F);
            let two = (a == 0xC2) & ((b <= 0xA0) | (b == 0xAD))
                | (a == 0xC3) & ((b == 0x90) | (b == 0xB0))
                | (a == 0xC6) & (b == 0x89);
            let three = (a == 0xE1) & !(0xB8..=0xBB).contains(&b)
                | (a == 0xE2) & ((b != 0x80) | !(0x90..=0xA7).contains(&c));
            let other = (a > 0xC8) & (a != 0xE1) & (a != 0xE2);
            wrong |= u8::from(control | two | three | other);
        }
        if wrong > 0 {
            break;
        }
        i += BLOCK;
    }
    // Where a character runs across the end of the last block, it was looked at as a whole.
    while i > 0 && bytes.get(i).is_some_and(|b| (0x80..0xC0).contains(b)) {
        i += 1;
    }
    i
}

/// Appends `text` with its characters replaced; says whether the result may need composing.
fn replace(text: &str, out: &mut String) -> bool {
    let mut compose = false;
    let mut rest = text;
    loop {
        let normal = normal_prefix(rest.as_bytes());
        out.push_str(&rest[..normal]);
        rest = &rest[normal..];
        let Some(c) = rest.chars().next() else {
            return compose;
        };
        rest = &rest[c.len_utf8()..];
        match c {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                out.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            'Ð' | 'Ɖ' => out.push('Đ'),
            'ð' | 'ɖ' => out.push('đ'),
            '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}' => {
                out.push(' ');
            }
            '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}' => {}
            '\u{FF01}'..='\u{FF5E}' => {
                out.extend(char::from_u32(c as u32 - 0xFF00 + 0x20));
            }
            '\u{FB00}'..='\u{FB06}' => out.push_str(ligature(c)),
            c if c.is_control() => {}
            c => {
                compose = compose || needs_composing(c);
                out.push(c);
            }
        }
    }
}

fn ligature(c: char) -> &'static str {
    match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        _ => "st",
    }
}

fn needs_composing(c: char) -> bool {
    is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes
}

/// NFC, with a tone that stands before the hat or breve of its vowel put after it.
fn composed(text: &str) -> String {
    let mut out: String = text.nfc().collect();
    let misplaced = |c: char| matches!(c, '\u{302}' | '\u{306}');
    if !out.contains(misplaced) {
        return out;
    }
    // "á" + hat: take the tone off, set the hat, set the tone again.
    let mut fixed = String::with_capacity(out.len());
    for c in out.chars() {
        let tone_off = fixed
            .chars()
            .next_back()
            .filter(|_| misplaced(c))
            .and_then(|last| {
                let mut parts = last.nfd();
                let letter = parts.next()?;
                let tone = parts.next().filter(|t| is_tone(*t))?;
                let hatted: String = [letter, c, tone].into_iter().nfc().collect();
                (hatted.chars().count() == 1 && parts.next().is_none()).then_some(hatted)
            });
        match tone_off {
            Some(hatted) => {
                fixed.pop();
                fixed.push_str(&hatted);
            }
            None => fixed.push(c),
        }
    }
    out = fixed.nfc().collect();
    out
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalize(text), expected, "{text:?}");
    }

    #[test]
    fn normal_text_is_borrowed() {
        for text in ["", "Đảng uỷ – “Việt Nam” 13,45% …", "a\tb\nc", "§ 5 · «x»"]
        {
            assert!(matches!(normalize(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn replaces_what_only_looks_right() {
        check("Ðảng Ɖoàn ðã", "Đảng Đoàn đã");
        check(
            "một\u{A0}hai\u{200B}ba\u{AD}bốn\u{3000}năm",
            "một haibabốn năm",
        );
        check("một\r\nhai\rba\u{2028}bốn\u{0}", "một\nhai\nba\nbốn");
        check("ＡＢＣ１２３：ﬁnal", "ABC123:final");
    }

    #[test]
    fn composes() {
        let text = "Trương Thị Mai, Nguyễn Ái Quốc, quyết nghị ở Đắk Lắk";
        check(&text.nfd().collect::<String>(), text);
        check("ê\u{301} Viê\u{323}t", "ế Việt");
        check("a\u{301}\u{302}y", "ấy");
        check("\u{301}a", "\u{301}a");
    }

    proptest! {
        /// Looking at many bytes together finds what looking at each character does.
        #[test]
        fn blocks_are_normal_where_their_characters_are(
            text in "([ -~\\n\\tàáảđươờẤỹ–“”…]{0,80}|[\\x00-\u{2FF}]|[\u{1DF0}-\u{2050}]|\\PC){0,6}"
        ) {
            let blocks = normal_blocks(text.as_bytes());
            prop_assert!(text.is_char_boundary(blocks));
            let of_each: usize = text
                .chars()
                .take_while(|c| normal_prefix(c.encode_utf8(&mut [0; 4]).as_bytes()) > 0)
                .map(char::len_utf8)
                .sum();
            prop_assert_eq!(normal_prefix(text.as_bytes()), of_each);
        }

        #[test]
        fn idempotent(text in "(\\PC|[\u{300}-\u{36F}a-zàđ\r\n\u{AD}]){0,40}") {
            let once = normalize(&text).into_owned();
            prop_assert_eq!(normalize(&once), once.as_str());
        }

        #[test]
        fn the_form_of_the_input_does_not_matter(text in "[ -~àáảãạăằắâấêệôơởưựđĐÐẶỄýỹ ]{0,40}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(normalize(&decomposed), normalize(&text));
        }
    }
}
