//! Official numbers as one token: `96-QĐ/TW`, `73/2023/NĐ-CP`, however they are spaced and dashed.
//!
//! This finds their shape and spells it in one way; what series a number belongs to and which
//! document bears it are questions for the authority files.

use super::fold::fold_into;

/// Types of documents, folded. They are believed in lower case and without a dash before them too.
const TYPES: [&str; 36] = [
    "bc", "cd", "ct", "ctr", "cttr", "cv", "dh", "hd", "kh", "kl", "l", "lct", "nd", "nq", "nqlt",
    "nqtw", "pl", "qc", "qd", "qdi", "qdns", "qt", "qyd", "sl", "stk", "tb", "tl", "tlt", "tr",
    "tt", "ttlt", "ttr", "ttrlt", "vb", "vbhn", "xn",
];

/// Symbols that may stand alone after the stroke, as in `47/CP`.
const LONE_SYMBOLS: [&str; 6] = ["cp", "ctn", "hdbt", "hdnn", "ttg", "ubtvqh"];

/// Endings of the symbols of Party bodies, whose numbers are spelled `n-type/symbol`.
const PARTY: [&str; 8] = ["tw", "tu", "hu", "du", "duk", "tvu", "bcsd", "tdtn"];

/// Endings of the symbols of State bodies, whose numbers are spelled `n/type-symbol`.
const STATE: [&str; 12] = [
    "ubnd", "hdnd", "cp", "ttg", "ubtvqh", "ctn", "vpcp", "btc", "bnv", "bct", "tandtc", "vksndtc",
];

/// The most letters of one code, such as `UBTVQH` or `TLĐLĐVN`.
const LONGEST_CODE: usize = 12;

/// Reads an official number that begins at `at`, a digit; appends its one spelling to `key` and
/// returns where it ends.
///
/// The spelling is folded, without leading zeros and without spaces: `96-qd/tw` for `96-QĐ/TW`,
/// `96 – QĐ/T.Ư` and `96/QD-TW`; `73/2023/nd-cp`.
pub(super) fn read(text: &str, at: usize, key: &mut String) -> Option<usize> {
    let mut reader = Reader { text, at };
    let number = reader.number()?;
    let first = reader.separator();
    let mut year = None;
    match first {
        Separator::None => reader.skip_space(),
        Separator::Dash => {}
        Separator::Stroke => {
            year = reader.year();
            if year.is_some() && reader.separator() != Separator::Stroke {
                return None;
            }
        }
    }
    let codes = Codes::read(&mut reader, first)?;
    let dots = match number.split_once('.') {
        None => true,
        // A dotted number is believed only where nothing else is written so.
        Some((_, part)) => first == Separator::Stroke && (part.len() == 3) != year.is_some(),
    };
    (dots && codes.plausible(first, year.is_some())).then(|| {
        codes.spell(number, year, first, key);
        reader.at
    })
}

/// Whether an official number may begin at `at`; costs little and rules out nearly all numbers.
pub(super) fn may_begin(bytes: &[u8], at: usize) -> bool {
    let digits = bytes[at..]
        .iter()
        .take(6)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let mut rest = &bytes[at + digits..];
    if digits > 5 {
        return false;
    }
    if let [b'.', part @ ..] = rest {
        let digits = part.iter().take(4).take_while(|b| b.is_ascii_digit());
        return part.get(digits.count()) == Some(&b'/');
    }
    while let [b' ', after @ ..] = rest {
        rest = after;
    }
    match rest {
        [b'/', ..] => true,
        // A dash, or the type at once: there is a stroke further on.
        [b'-' | b'A'..=b'Z' | b'a'..=b'z' | 0xC4 | 0xE2, ..] => {
            rest.iter().take(24).any(|b| *b == b'/')
        }
        _ => false,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Dash,
    Stroke,
}

/// The codes of a number, folded, and the separators before the second and later ones.
struct Codes {
    folded: String,
    /// Where each code ends in `folded`, and what stood before it.
    ends: Vec<(usize, Separator)>,
    /// Whether all are in capitals.
    capitals: bool,
}

impl Codes {
    fn read(reader: &mut Reader<'_>, first: Separator) -> Option<Self> {
        let mut codes = Self {
            folded: String::new(),
            ends: Vec::new(),
            capitals: true,
        };
        codes.push(reader.code()?, first);
        while codes.ends.len() < 4 {
            let before = reader.at;
            let separator = reader.separator();
            if separator == Separator::None {
                break;
            }
            let Some(code) = reader.code().filter(|code| codes.fits(code)) else {
                reader.at = before;
                break;
            };
            codes.push(code, separator);
        }
        Some(codes)
    }

    /// A later code must be written like the first: in capitals, or not.
    fn fits(&self, code: &str) -> bool {
        !self.capitals || is_capital(code)
    }

    fn push(&mut self, code: &str, before: Separator) {
        self.capitals &= is_capital(code);
        let start = self.folded.len();
        fold_into(code, &mut self.folded);
        // "TƯ", "T.Ư", "T.W" are all the Centre; without its horn "TƯ" would be a province's "TU".
        if code.ends_with("Ư") || code.ends_with("ư") {
            self.folded.pop();
            self.folded.push('w');
        }
        let bare: String = self.folded[start..].chars().filter(|c| *c != '.').collect();
        self.folded.truncate(start);
        self.folded.push_str(&bare);
        self.ends.push((self.folded.len(), before));
    }

    fn code(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].0);
        &self.folded[start..self.ends[at].0]
    }

    /// Whether this is a number of a document rather than `24-hour/day` or `5/10 - A`.
    fn plausible(&self, first: Separator, has_year: bool) -> bool {
        let known = TYPES.contains(&self.code(0));
        let strokes = self.ends[1..]
            .iter()
            .filter(|(_, s)| *s == Separator::Stroke)
            .count();
        let more = self.ends.len() > 1;
        match first {
            // In small letters, only what cannot be anything else: not "30 tr/tháng".
            _ if !self.capitals && (!known || !self.has_known_body()) => false,
            Separator::Stroke if has_year => true,
            Separator::Stroke if !more => LONE_SYMBOLS.contains(&self.code(0)),
            Separator::Stroke => strokes == 0,
            Separator::Dash => strokes == 1,
            Separator::None => known && strokes == 1,
        }
    }

    fn has_known_body(&self) -> bool {
        let last = self.code(self.ends.len() - 1);
        PARTY
            .iter()
            .chain(&STATE)
            .any(|ending| last.ends_with(ending))
    }

    fn spell(&self, number: &str, year: Option<&str>, first: Separator, key: &mut String) {
        match number.trim_start_matches('0').split_once('.') {
            // Dotted thousands are no part of the number, unlike the second count of "66.18".
            Some((thousands, rest)) if rest.len() == 3 => {
                key.push_str(thousands);
                key.push_str(rest);
            }
            _ => fold_into(number.trim_start_matches('0'), key),
        }
        let last = self.code(self.ends.len() - 1);
        // A Party organisation within a State body is named after both: BCSĐCP.
        let as_party =
            last.starts_with("bcsd") || PARTY.iter().any(|ending| last.ends_with(ending));
        let as_state = STATE.iter().any(|ending| last.ends_with(ending));
        if let Some(year) = year {
            key.push('/');
            key.push_str(year);
            self.join(key, "/", "-");
        } else if as_party || (!as_state && first != Separator::Stroke) {
            self.join(key, "-", "/");
        } else {
            self.join(key, "/", "-");
        }
    }

    /// Spells the codes, the first after `before`, the last after `between`; what stands between
    /// them is one type, `QĐ-NS` like `QĐNS`, where the last is set off by a stroke.
    fn join(&self, key: &mut String, before: &str, between: &str) {
        key.push_str(before);
        let last = self.ends.len() - 1;
        for at in 0..=last {
            let set_off = if between == "/" { at == last } else { true };
            if at > 0 && set_off {
                key.push_str(between);
            }
            key.push_str(self.code(at));
        }
    }
}

/// Capitals, but for the small g of TTg and the like.
fn is_capital(code: &str) -> bool {
    let small = code.chars().filter(|c| c.is_lowercase()).count();
    code.starts_with(char::is_uppercase) && small <= 1
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        let spaces = rest.bytes().take(2).take_while(|b| *b == b' ').count();
        self.at += spaces;
    }

    /// One to five digits, perhaps with a letter as in `30a`, a second count as in `66.18`, or dotted
    /// thousands as in `1.265`.
    fn number(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=5).contains(&digits) || rest.bytes().take(digits).all(|b| b == b'0') {
            return None;
        }
        let bytes = rest.as_bytes();
        if bytes.get(digits) == Some(&b'.') {
            let part = bytes[digits + 1..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if !(1..=3).contains(&part) || digits > 3 {
                return None;
            }
            let len = digits + 1 + part;
            self.at += len;
            return Some(&rest[..len]);
        }
        let lettered = bytes.get(digits).is_some_and(|b| matches!(b, b'a'..=b'e'))
            && bytes
                .get(digits + 1)
                .is_some_and(|b| matches!(b, b'/' | b'-'));
        let len = digits + usize::from(lettered);
        self.at += len;
        Some(&rest[..len])
    }

    fn year(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = rest
            .get(..4)
            .filter(|y| digits == 4 && (y.starts_with("19") || y.starts_with("20")))?;
        self.at += 4;
        Some(year)
    }

    /// A dash or stroke with at most two spaces on each side; without one nothing is read.
    fn separator(&mut self) -> Separator {
        let before = self.at;
        self.skip_space();
        let found = match self.rest().chars().next() {
            Some('/') => Separator::Stroke,
            Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}') => Separator::Dash,
            _ => {
                self.at = before;
                return Separator::None;
            }
        };
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        self.skip_space();
        found
    }

    /// Letters, perhaps with digits after them (`QH15`), or the dotted `T.Ư`.
    fn code(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        for dotted in ["T.Ư", "T.W", "T.U"] {
            if rest.starts_with(dotted) && !rest[dotted.len()..].starts_with(char::is_alphanumeric)
            {
                self.at += dotted.len();
                return Some(dotted);
            }
        }
        let mut letters = 0;
        let mut digits = 0;
        let mut end = 0;
        for c in rest.chars() {
            if c.is_ascii_digit() && letters > 0 {
                digits += 1;
            } else if c.is_alphabetic() && digits == 0 {
                letters += 1;
            } else if c.is_alphanumeric() {
                return None;
            } else {
                break;
            }
            if letters > LONGEST_CODE || digits > 2 {
                return None;
            }
            end += c.len_utf8();
        }
        if letters == 0 {
            return None;
        }
        self.at += end;
        Some(&rest[..end])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(texts: &[&str], expected: Option<&str>) {
        for text in texts {
            let mut key = String::new();
            let end = read(text, 0, &mut key);
            assert_eq!(end.map(|_| key.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn all_spellings_have_one_key() {
        check(
            &[
                "96-QĐ/TW",
                "96-QD/TW",
                "96 – QĐ/TW",
                "96- QĐ/TW",
                "96 -QĐ/TW ngày 2/2/2023",
                "96QĐ/TW",
                "96 QĐ/TW",
                "96-qđ/tw",
                "96/QD-TW",
                "96-QĐ/T.Ư",
                "96-QĐ/TƯ.",
                "096 — QĐ / TW",
            ],
            Some("96-qd/tw"),
        );
        check(&["1616-QĐNS/TW", "1616-QĐ-NS/TW"], Some("1616-qdns/tw"));
        check(&["305 -KH/TU", "305-KH/TU"], Some("305-kh/tu"));
        check(&["26-HD/BTCTW"], Some("26-hd/btctw"));
        check(&["73/2023/NĐ-CP", "73/2023/ND-CP"], Some("73/2023/nd-cp"));
        check(&["61/2020/QH14"], Some("61/2020/qh14"));
        check(&["05/2015/TTLT-BTC-BTP"], Some("5/2015/ttlt-btc-btp"));
        check(&["2345/QĐ-UBND", "2345-QĐ/UBND"], Some("2345/qd-ubnd"));
        check(&["06/CT-TTg"], Some("6/ct-ttg"));
        check(&["30a/2008/NQ-CP"], Some("30a/2008/nq-cp"));
        check(&["47/CP"], Some("47/cp"));
        check(
            &["66.18/2026/NQ-CP", "66.18/2026/NQ–CP"],
            Some("66.18/2026/nq-cp"),
        );
        check(&["1.265/QĐ-UBND", "1265/QĐ-UBND"], Some("1265/qd-ubnd"));
    }

    #[test]
    fn other_things_are_not_numbers() {
        check(
            &[
                "24-hour/day",
                "15/15",
                "17/01/2024",
                "5/USD",
                "10 km/h",
                "2021-2025",
                "100-MW",
                "5G/LTE",
                "12",
                "3 and/or",
                "30 tr/tháng",
                "1.5/QĐ-UBND",
                "12.5-MW/h",
                "1.265/2020/USD-VND",
            ],
            None,
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9]{1,4}[-/ –a-zA-ZĐƯ0-9.]{0,20}\\PC{0,3}") {
            let mut key = String::new();
            if let Some(end) = read(&text, 0, &mut key) {
                prop_assert!(text.is_char_boundary(end) && !key.is_empty());
            }
        }
    }
}
