//! The table of Latin letters: lower case, bare form, and the vowel and tone of a Vietnamese letter.

/// The twelve Vietnamese vowels, each without a tone and then with grave, acute, hook, tilde, dot.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// What stands for each vowel of [`VOWELS`] in a [`super::syllable::Skeleton`]: itself where it is
/// ASCII, else a code below 8.
const CODES: [u8; 12] = [
    b'a', A_BREVE, A_HAT, b'e', E_HAT, b'i', b'o', O_HAT, O_HORN, b'u', U_HORN, b'y',
];

pub(super) const A_BREVE: u8 = 1;
pub(super) const A_HAT: u8 = 2;
pub(super) const E_HAT: u8 = 3;
pub(super) const O_HAT: u8 = 4;
pub(super) const O_HORN: u8 = 5;
pub(super) const U_HORN: u8 = 6;
pub(super) const D_STROKE: u8 = 7;

/// Latin letters by bare form: (bare, lower case, capital of the letter at the same place).
///
/// Bare forms are the compatibility decomposition without its marks; letters that have none (đ, ø, ł)
/// go by their Unicode names. A letter without a capital repeats itself.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "a",
        "àáâãäåāăąǎǟǡǻȁȃȧⱥḁẚạảấầẩẫậắằẳẵặ",
        "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦȺḀẚẠẢẤẦẨẪẬẮẰẲẴẶ",
    ),
    ("ae", "æǣǽ", "ÆǢǼ"),
    ("b", "ƀɓƃḃḅḇ", "ɃƁƂḂḄḆ"),
    ("c", "çćĉċčƈȼḉ", "ÇĆĈĊČƇȻḈ"),
    ("d", "ðďđɖɗƌȡḋḍḏḑḓẟ", "ÐĎĐƉƊƋȡḊḌḎḐḒẟ"),
    ("db", "ȸ", "ȸ"),
    ("dz", "ǆǆǳǳ", "ǄǅǱǲ"),
    (
        "e",
        "èéêëēĕėęěǝəɛȅȇȩɇḕḗḙḛḝẹẻẽếềểễệ",
        "ÈÉÊËĒĔĖĘĚƎƏƐȄȆȨɆḔḖḘḚḜẸẺẼẾỀỂỄỆ",
    ),
    ("f", "ƒḟ", "ƑḞ"),
    ("g", "ĝğġģɠǥǧǵḡ", "ĜĞĠĢƓǤǦǴḠ"),
    ("h", "ĥħȟḣḥḧḩḫẖ", "ĤĦȞḢḤḦḨḪẖ"),
    ("hv", "ƕ", "Ƕ"),
    ("i", "ìíîïĩīĭįiıɨǐȉȋḭḯỉị", "ÌÍÎÏĨĪĬĮİıƗǏȈȊḬḮỈỊ"),
    ("ij", "ĳ", "Ĳ"),
    ("j", "ĵǰȷɉ", "ĴǰȷɈ"),
    ("k", "ķĸƙǩḱḳḵ", "ĶĸƘǨḰḲḴ"),
    ("l", "ĺļľŀłƚȴḷḹḻḽ", "ĹĻĽĿŁȽȴḶḸḺḼ"),
    ("lj", "ǉǉ", "Ǉǈ"),
    ("ll", "ỻ", "Ỻ"),
    ("m", "ɯḿṁṃ", "ƜḾṀṂ"),
    ("n", "ñńņňŉŋɲƞǹȵṅṇṉṋ", "ÑŃŅŇŉŊƝȠǸȵṄṆṈṊ"),
    ("nj", "ǌǌ", "Ǌǋ"),
    (
        "o",
        "òóôõöøōŏőɔơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "ÒÓÔÕÖØŌŎŐƆƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
    ),
    ("oe", "œ", "Œ"),
    ("oi", "ƣ", "Ƣ"),
    ("ou", "ȣ", "Ȣ"),
    ("p", "ƥṕṗ", "ƤṔṖ"),
    ("q", "ɋ", "Ɋ"),
    ("qp", "ȹ", "ȹ"),
    ("r", "ŕŗřȑȓɍṙṛṝṟ", "ŔŖŘȐȒɌṘṚṜṞ"),
    ("s", "śŝşšſșȿṡṣṥṧṩẛ", "ŚŜŞŠſȘȿṠṢṤṦṨẛ"),
    ("ss", "ß", "ẞ"),
    ("t", "ţťŧƫƭʈțȶⱦṫṭṯṱẗ", "ŢŤŦƫƬƮȚȶȾṪṬṮṰẗ"),
    ("th", "þ", "Þ"),
    (
        "u",
        "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự",
        "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄṲṴṶṸṺỤỦỨỪỬỮỰ",
    ),
    ("v", "ʋʌṽṿỽ", "ƲɅṼṾỼ"),
    ("w", "ŵƿẁẃẅẇẉẘ", "ŴǷẀẂẄẆẈẘ"),
    ("x", "ẋẍ", "ẊẌ"),
    ("y", "ýÿŷƴȝȳɏẏẙỳỵỷỹỿ", "ÝŸŶƳȜȲɎẎẙỲỴỶỸỾ"),
    ("z", "źżžƶʒǯȥɀẑẓẕ", "ŹŻŽƵƷǮȤɀẐẒẔ"),
];

/// One Latin letter beyond ASCII.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Its lower case; 0 for a code point that is no letter of [`ROWS`].
    lower: u16,
    /// Its bare form, one or two ASCII letters, the second 0 where there is one.
    bare: [u8; 2],
    /// Its code as a letter of the Vietnamese alphabet, tone taken off; 0 for any other letter.
    pub(super) code: u8,
    /// Its tone: 0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot.
    pub(super) tone: u8,
}

impl Letter {
    /// Its lower case.
    pub(super) fn lower(self) -> char {
        char::from_u32(u32::from(self.lower)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Its bare form, one or two ASCII letters.
    pub(super) fn bare(self) -> impl Iterator<Item = u8> {
        self.bare.into_iter().filter(|b| *b != 0)
    }

    /// Appends its bare form.
    #[inline]
    pub(super) fn push_bare(self, to: &mut String) {
        to.extend(self.bare().map(char::from));
    }

    /// Whether it carries a mark that only Vietnamese writing tells apart: a tone, a hat, a breve or a
    /// horn, but not the stroke of đ.
    pub(super) const fn is_marked(self) -> bool {
        self.tone != 0 || (self.code != 0 && self.code < D_STROKE)
    }
}

/// Whether this code point is a letter with a Vietnamese mark.
pub(super) const fn is_marked_letter(point: u32) -> bool {
    match place(point) {
        Some(at) => LETTERS[at].is_marked(),
        None => false,
    }
}

const FIRST: u32 = 0xC0;
const FIRST_END: u32 = 0x2B0;
const SECOND: u32 = 0x1E00;
const SECOND_END: u32 = 0x1F00;
const SIZE: usize = (FIRST_END - FIRST + SECOND_END - SECOND) as usize;

static LETTERS: [Letter; SIZE] = build();

/// The entry of a Latin letter beyond ASCII, if it is one of U+00C0..U+02B0 or U+1E00..U+1F00.
pub(super) fn letter(c: char) -> Option<Letter> {
    let at = place(c as u32)?;
    let letter = LETTERS[at];
    (letter.lower != 0).then_some(letter)
}

/// The letter with this code and tone.
pub(super) fn compose(code: u8, tone: u8) -> char {
    if code == D_STROKE {
        return 'đ';
    }
    CODES
        .iter()
        .position(|c| *c == code)
        .and_then(|row| VOWELS[row].chars().nth(usize::from(tone)))
        .unwrap_or(char::from(code))
}

const fn place(point: u32) -> Option<usize> {
    if FIRST <= point && point < FIRST_END {
        Some((point - FIRST) as usize)
    } else if SECOND <= point && point < SECOND_END {
        Some((point - SECOND + FIRST_END - FIRST) as usize)
    } else {
        None
    }
}

const fn build() -> [Letter; SIZE] {
    let none = Letter {
        lower: 0,
        bare: [0, 0],
        code: 0,
        tone: 0,
    };
    let mut table = [none; SIZE];
    let mut row = 0;
    while row < ROWS.len() {
        let (bare, lower, capital) = ROWS[row];
        let bare = bare.as_bytes();
        let bare = [bare[0], if bare.len() > 1 { bare[1] } else { 0 }];
        let (mut i, mut j) = (0, 0);
        while i < lower.len() {
            let (low, after_low) = decode(lower.as_bytes(), i);
            let (high, after_high) = decode(capital.as_bytes(), j);
            let (code, tone) = vietnamese(low);
            let entry = Letter {
                lower: low as u16,
                bare,
                code,
                tone,
            };
            if let Some(at) = place(low) {
                table[at] = entry;
            }
            if let Some(at) = place(high) {
                table[at] = entry;
            }
            (i, j) = (after_low, after_high);
        }
        row += 1;
    }
    table
}

/// Code and tone of a lower-case letter; (0, 0) for one that Vietnamese has not.
const fn vietnamese(point: u32) -> (u8, u8) {
    if point == 'đ' as u32 {
        return (D_STROKE, 0);
    }
    let mut row = 0;
    while row < VOWELS.len() {
        let (mut i, mut tone) = (0, 0);
        while i < VOWELS[row].len() {
            let (vowel, after) = decode(VOWELS[row].as_bytes(), i);
            if vowel == point {
                return (CODES[row], tone);
            }
            (i, tone) = (after, tone + 1);
        }
        row += 1;
    }
    (0, 0)
}

/// The code point that begins at `i` of well-formed UTF-8, and where the next one begins.
const fn decode(bytes: &[u8], i: usize) -> (u32, usize) {
    let b = bytes[i] as u32;
    if b < 0x80 {
        (b, i + 1)
    } else if b < 0xE0 {
        ((b & 0x1F) << 6 | (bytes[i + 1] as u32 & 0x3F), i + 2)
    } else {
        let middle = (bytes[i + 1] as u32 & 0x3F) << 6;
        (
            (b & 0x0F) << 12 | middle | (bytes[i + 2] as u32 & 0x3F),
            i + 3,
        )
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn the_table_agrees_with_unicode() {
        for c in ('\u{C0}'..'\u{2B0}').chain('\u{1E00}'..'\u{1F00}') {
            let Some(entry) = letter(c) else { continue };
            if c != 'İ' {
                assert!(c.to_lowercase().eq([entry.lower()]), "{c}");
            }
            let first = c.nfkd().next().expect("a decomposition is not empty");
            if first.is_ascii_alphabetic() {
                assert_eq!(first.to_ascii_lowercase(), char::from(entry.bare[0]), "{c}");
            }
        }
    }

    #[test]
    fn all_vietnamese_letters_are_there() {
        let mut marked = 0;
        for row in VOWELS {
            for (tone, c) in row.chars().enumerate().filter(|(_, c)| !c.is_ascii()) {
                let entry = letter(c).expect("a Vietnamese letter is in the table");
                assert_eq!(usize::from(entry.tone), tone);
                assert_eq!(compose(entry.code, entry.tone), c);
                marked += usize::from(entry.is_marked());
            }
        }
        assert_eq!(marked, 66);
        assert!(!letter('đ').expect("đ is in the table").is_marked());
    }
}
