//! The syllables of Vietnamese: which are possible, and where their tone stands.

use super::letter::{A_BREVE, A_HAT, D_STROKE, E_HAT, O_HAT, O_HORN, U_HORN, compose, letter};

/// The longest syllable has seven letters: nghiêng.
const LONGEST: usize = 7;

/// Initials, longest first, so that the first that fits is the right one or is followed by it.
const INITIALS: [&[u8]; 28] = [
    b"ngh",
    b"ng",
    b"nh",
    b"kh",
    b"ph",
    b"th",
    b"tr",
    b"ch",
    b"gh",
    b"gi",
    b"qu",
    b"b",
    b"c",
    b"d",
    &[D_STROKE],
    b"g",
    b"h",
    b"k",
    b"l",
    b"m",
    b"n",
    b"p",
    b"r",
    b"s",
    b"t",
    b"v",
    b"x",
    b"",
];

/// Rimes without their tones.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êc êch êm ên ênh êng êp êt êu \
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on \
    ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych \
    uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ươc ươi ươm ươn ương ươp ươt ươu ưi ưm ưn ưng ưt ưu \
    y yêm yên yêng yêt yêu ych ynh yt yn ym";

const RIME_COUNT: usize = count_words(RIMES);
static MARKED_RIMES: [u32; RIME_COUNT] = rimes(false);
static BARE_RIMES: [u32; RIME_COUNT] = rimes(true);

/// Whether a word is a possible syllable of Vietnamese as it is spelled, in any case and form.
///
/// Words without any mark pass when they could be spelled so (`Mai`, `thanh`), and fail when the
/// syllable needs marks (`truong`). Alone it cannot tell English words such as `long`.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let word = super::fold::without_loose_accents(word);
    Skeleton::of(&word).is_some_and(|s| s.is_syllable())
}

/// Whether an ASCII word could be a syllable of Vietnamese whose marks were left out: `truong`,
/// `nguyen`, `Mai`. Many short English words pass too (`the`, `long`).
#[must_use]
pub fn is_bare_syllable(word: &str) -> bool {
    word.is_ascii() && Skeleton::of(word).is_some_and(|s| s.is_syllable_among(&BARE_RIMES))
}

/// All words for which [`is_bare_syllable`] holds, in small letters; some stand twice.
pub fn bare_syllables() -> impl Iterator<Item = String> {
    // After "gi" and "qu" a rime may lack its first letter.
    let rimes = BARE_RIMES.iter().flat_map(|rime| {
        let bytes = rime.to_be_bytes();
        let start = bytes.iter().position(|b| *b != 0).unwrap_or(4);
        [start, start + 1]
            .into_iter()
            .filter_map(move |from| Some(bytes.get(from..)?.to_vec()))
    });
    rimes.flat_map(|rime| {
        INITIALS.iter().filter_map(move |initial| {
            let word: String = initial
                .iter()
                .map(|code| if *code == D_STROKE { b'd' } else { *code })
                .chain(rime.iter().copied())
                .map(char::from)
                .collect();
            is_bare_syllable(&word).then_some(word)
        })
    })
}

/// A word of Vietnamese letters with its tones taken off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Skeleton {
    letters: [u8; LONGEST],
    len: usize,
    /// The tone, where there is exactly one.
    tone: u8,
    tones: usize,
    ascii: bool,
}

impl Skeleton {
    /// The skeleton of a word in NFC, in any case; none if it is longer than a syllable or has a
    /// letter that Vietnamese has not.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut it = Self {
            letters: [0; LONGEST],
            len: 0,
            tone: 0,
            tones: 0,
            ascii: true,
        };
        if word.is_empty() {
            return None;
        }
        for c in word.chars() {
            let code = if c.is_ascii_alphabetic() {
                c.to_ascii_lowercase() as u8
            } else {
                let entry = letter(c).filter(|entry| entry.code != 0)?;
                it.ascii = false;
                if entry.tone != 0 {
                    it.tone = entry.tone;
                    it.tones += 1;
                }
                entry.code
            };
            *it.letters.get_mut(it.len)? = code;
            it.len += 1;
        }
        Some(it)
    }

    pub(super) fn is_syllable(&self) -> bool {
        self.is_syllable_among(&MARKED_RIMES)
    }

    fn is_syllable_among(&self, rimes: &[u32]) -> bool {
        if self.tones > 1 {
            return false;
        }
        let word = self.letters();
        INITIALS.iter().any(|initial| {
            word.strip_prefix(*initial).is_some_and(|rime| {
                rime_fits(initial, rime, rimes) && (self.ascii || self.tone_fits(rime))
            })
        })
    }

    /// A syllable that ends in a stop takes only acute and dot.
    fn tone_fits(&self, rime: &[u8]) -> bool {
        let stop = matches!(rime, [.., b'c' | b'p' | b't'] | [.., b'c', b'h']);
        !stop || matches!(self.tone, 2 | 5)
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..self.len]
    }

    /// Brings the word to its one spelling: `kĩ` to `kỹ`, `qui` to `quy`, the tone to its place.
    pub(super) fn set_right(&mut self) {
        match self.letters() {
            [b'h' | b'k' | b'l' | b'm' | b's' | b't', b'i'] => self.letters[1] = b'y',
            [b'q', b'u', b'i'] => self.letters[2] = b'y',
            // Bare vi and vy stay apart: vì is a frequent word, Vy a name.
            [b'v', b'y'] if self.tone != 0 => self.letters[1] = b'i',
            _ => {}
        }
    }

    /// Appends the word in lower case with its tone in its one place; false, and nothing appended,
    /// if that place cannot be told.
    pub(super) fn write(&self, out: &mut String) -> bool {
        let place = match (self.tones, self.tone_place()) {
            (0, _) => usize::MAX,
            (1, Some(place)) => place,
            _ => return false,
        };
        for (at, code) in self.letters().iter().enumerate() {
            let tone = if at == place { self.tone } else { 0 };
            if code.is_ascii_alphabetic() && tone == 0 {
                out.push(char::from(*code));
            } else {
                out.push(compose(*code, tone));
            }
        }
        true
    }

    /// Where the tone stands: on the marked vowel, else before a final on the last, else on the first
    /// of two and the second of three (`hòa`, `hoài`, `hoàn`). The u of qu and the i of gi take none.
    fn tone_place(&self) -> Option<usize> {
        let word = self.letters();
        let mut start = word.iter().position(|c| is_vowel(*c))?;
        let end = word.iter().rposition(|c| is_vowel(*c))? + 1;
        if !word[start..end].iter().all(|c| is_vowel(*c)) {
            return None;
        }
        if matches!(word, [b'q', b'u', ..] | [b'g', b'i', ..]) && end > 2 {
            start = 2;
        }
        let vowels = &word[start..end];
        if let Some(hatted) = vowels.iter().rposition(|c| *c < D_STROKE) {
            return Some(start + hatted);
        }
        match (vowels.len(), end < word.len()) {
            (1, _) | (2, false) => Some(start),
            (2, true) | (3, _) => Some(start + 1),
            _ => None,
        }
    }
}

fn rime_fits(initial: &[u8], rime: &[u8], rimes: &[u32]) -> bool {
    let known = |rime: &[u8]| rime.len() <= 4 && rimes.binary_search(&pack(rime)).is_ok();
    let with = |first: u8| {
        let mut longer = [first; 4];
        rime.len() < 4 && {
            longer[1..=rime.len()].copy_from_slice(rime);
            known(&longer[..=rime.len()])
        }
    };
    let possible = known(rime)
        || (initial == b"qu" && (with(b'u') || with(b'o')))
        || (initial == b"gi" && with(b'i'));
    let front = matches!(rime.first(), Some(b'e' | b'i' | &E_HAT));
    possible
        && match initial {
            b"ngh" | b"gh" => front,
            // Besides e, ê, i, y also o and ă in names of the highlands (Kon, Đắk), and Bắc Kạn.
            b"k" => front || matches!(rime, [b'y' | b'o' | A_BREVE, ..] | b"an"),
            b"c" | b"g" | b"ng" => !front,
            _ => true,
        }
}

fn is_vowel(code: u8) -> bool {
    code < D_STROKE || matches!(code, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

const fn pack(rime: &[u8]) -> u32 {
    let mut packed = 0;
    let mut i = 0;
    while i < rime.len() {
        packed = packed << 8 | rime[i] as u32;
        i += 1;
    }
    packed
}

const fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut i) = (0, 0);
    while i < bytes.len() {
        if bytes[i] != b' ' && (i == 0 || bytes[i - 1] == b' ') {
            count += 1;
        }
        i += 1;
    }
    count
}

/// The packed rimes in order; with `bare`, their hats and horns taken off.
const fn rimes(bare: bool) -> [u32; RIME_COUNT] {
    let mut all = [0; RIME_COUNT];
    let bytes = RIMES.as_bytes();
    let (mut at, mut i) = (0, 0);
    while i < bytes.len() {
        let mut packed = 0;
        while i < bytes.len() && bytes[i] != b' ' {
            let (code, step) = rime_letter(bytes, i, bare);
            packed = packed << 8 | code as u32;
            i += step;
        }
        if packed != 0 {
            all[at] = packed;
            at += 1;
        }
        i += 1;
    }
    sorted(all)
}

/// The code of the letter at `i` of [`RIMES`], which has only ASCII and six other letters.
const fn rime_letter(bytes: &[u8], i: usize, bare: bool) -> (u8, usize) {
    if bytes[i] < 0x80 {
        return (bytes[i], 1);
    }
    let (code, base) = match (bytes[i], bytes[i + 1]) {
        (0xC4, _) => (A_BREVE, b'a'),
        (0xC3, 0xA2) => (A_HAT, b'a'),
        (0xC3, 0xAA) => (E_HAT, b'e'),
        (0xC3, _) => (O_HAT, b'o'),
        (_, 0xA1) => (O_HORN, b'o'),
        _ => (U_HORN, b'u'),
    };
    (if bare { base } else { code }, 2)
}

const fn sorted<const N: usize>(mut all: [u32; N]) -> [u32; N] {
    let mut i = 1;
    while i < N {
        let mut j = i;
        while j > 0 && all[j - 1] > all[j] {
            let other = all[j];
            all[j] = all[j - 1];
            all[j - 1] = other;
            j -= 1;
        }
        i += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn syllables() {
        for word in [
            "Việt",
            "nghiêng",
            "quyết",
            "giếng",
            "gì",
            "quý",
            "QUỐC",
            "Mai",
            "thanh",
            "ở",
            "khuỷu",
            "y",
            "đường",
            "trưởng",
            "Kon",
            "xoong",
            "loà",
            "lòa",
            "uỷ",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in [
            "truong", "nguyen", "việc1", "vièt", "email", "H'Yim", "Kđăm", "ngiêng", "cê", "ghà",
            "", "résumé", "Straße", "café", "wto",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn bare_syllables() {
        for (word, expected) in [
            ("truong", true),
            ("nguyen", true),
            ("Mai", true),
            ("duoc", true),
            ("the", true),
            ("congress", false),
            ("party", false),
            ("được", false),
        ] {
            assert_eq!(is_bare_syllable(word), expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(word in "\\PC{0,9}") {
            let _ = (is_syllable(&word), is_bare_syllable(&word));
        }
    }
}
