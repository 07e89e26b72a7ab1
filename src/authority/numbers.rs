//! Official numbers of Party and State documents in every spelling and misprint met in print.
//!
//! The order of the parts tells the Party (`96-QĐ/TW`) from the State (`73/2023/NĐ-CP`, `80/NQ-CP`);
//! where a text swaps them, the body decides. Rules: Hướng dẫn 36-HD/VPTW of 2018 for the Party,
//! Nghị định 30/2020/NĐ-CP for the State.

use crate::document::{OfficialNumber, Span};
use jiff::civil::Date;

/// Which scheme a number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `N-TYPE/TW` and the numbers of the central Party bodies: one series a congress term.
    CentralParty,
    /// `N-TYPE/TU` and other local Party bodies: the term and the locality tell the series.
    LocalParty,
    /// `N/YEAR/TYPE-BODY`: the year is part of the number.
    StateWithYear,
    /// `N/TYPE-BODY`: restarts each year, the year is not printed.
    State,
    /// `N/TYPE-UBND` and `N/TYPE-HĐND`: the same, in each locality.
    LocalState,
}

/// One official number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, without the word before it.
    pub span: Span,
    /// The number in canonical spelling; the series only where the number itself holds the year.
    pub number: OfficialNumber,
    /// Which scheme it follows.
    pub scheme: Scheme,
}

/// A congress term of the Party: from the day after one congress closed to the close of the next.
struct Term {
    name: &'static str,
    arabic: u32,
    /// The day on which the congress that opened the term closed.
    opened: (i16, i8, i8),
}

const TERMS: [Term; 11] = [
    term("IV", 4, (1976, 12, 20)),
    term("V", 5, (1982, 3, 31)),
    term("VI", 6, (1986, 12, 18)),
    term("VII", 7, (1991, 6, 27)),
    term("VIII", 8, (1996, 7, 1)),
    term("IX", 9, (2001, 4, 22)),
    term("X", 10, (2006, 4, 25)),
    term("XI", 11, (2011, 1, 19)),
    term("XII", 12, (2016, 1, 28)),
    term("XIII", 13, (2021, 2, 1)),
    term("XIV", 14, (2026, 1, 23)),
];

const fn term(name: &'static str, arabic: u32, opened: (i16, i8, i8)) -> Term {
    Term {
        name,
        arabic,
        opened,
    }
}

/// Tells the congress term (`XIII`) that a day belongs to; nothing before the fourth congress.
#[must_use]
pub fn term_of(day: Date) -> Option<&'static str> {
    TERMS
        .iter()
        .rev()
        .find(|term| (day.year(), day.month(), day.day()) > term.opened)
        .map(|term| term.name)
}

/// Tells the congress term that a whole year belongs to, if the year saw no congress.
#[must_use]
pub fn term_of_year(year: i16) -> Option<&'static str> {
    let first = term_of(Date::new(year, 1, 1).ok()?)?;
    let last = term_of(Date::new(year, 12, 31).ok()?)?;
    (first == last).then_some(first)
}

/// Tells the days elapsed in the term that `day` belongs to.
#[must_use]
pub fn days_into_term(day: Date) -> Option<i32> {
    let name = term_of(day)?;
    let (y, m, d) = TERMS.iter().find(|term| term.name == name)?.opened;
    let opened = Date::new(y, m, d).ok()?;
    opened.until(day).ok().map(|span| span.get_days())
}

/// Tells the term before `name`.
#[must_use]
pub fn term_before(name: &str) -> Option<&'static str> {
    let at = TERMS.iter().position(|term| term.name == name)?;
    at.checked_sub(1).map(|at| TERMS[at].name)
}

/// Reads the name of a congress term, `XIII` or `13`.
#[must_use]
pub fn term_named(name: &str) -> Option<&'static str> {
    let name = name.trim();
    TERMS
        .iter()
        .find(|term| {
            term.name.eq_ignore_ascii_case(name) || name.parse::<u32>().ok() == Some(term.arabic)
        })
        .map(|term| term.name)
}

/// Document types: the folded symbol and its canonical spelling.
const TYPES: &[(&str, &str)] = &[
    ("BB", "BB"),
    ("BC", "BC"),
    ("BTT", "BTT"),
    ("CD", "CĐ"),
    ("CT", "CT"),
    ("CTHD", "CTHĐ"),
    ("CTPH", "CTPH"),
    ("CTR", "CTr"),
    ("CTRPH", "CTrPH"),
    ("CV", "CV"),
    ("DA", "ĐA"),
    ("GM", "GM"),
    ("HD", "HD"),
    ("HDLN", "HDLN"),
    ("HDLT", "HDLT"),
    ("KH", "KH"),
    ("KHLT", "KHLT"),
    ("KL", "KL"),
    ("KLTW", "KLTW"),
    ("L", "L"),
    ("LCT", "LCT"),
    ("LUAT", "Luật"),
    ("ND", "NĐ"),
    ("NQ", "NQ"),
    ("NQLT", "NQLT"),
    ("PA", "PA"),
    ("PL", "PL"),
    ("QC", "QC"),
    ("QCPH", "QCPH"),
    ("QD", "QĐ"),
    ("QDI", "QĐi"),
    ("QDNS", "QĐNS"),
    ("QH", "QH"),
    ("QYD", "QyĐ"),
    ("SL", "SL"),
    ("TB", "TB"),
    ("TC", "TC"),
    ("TL", "TL"),
    ("TT", "TT"),
    ("TTLB", "TTLB"),
    ("TTLT", "TTLT"),
    ("TTR", "TTr"),
    ("VBHN", "VBHN"),
];

/// Bodies whose symbol folding cannot restore: the folded symbol and its canonical spelling.
const BODIES: &[(&str, &str)] = &[
    ("BBT", "BBT"),
    ("BCA", "BCA"),
    ("BCDTW", "BCĐTW"),
    ("BCSD", "BCSĐ"),
    ("BCSDCP", "BCSĐCP"),
    ("BCT", "BCT"),
    ("BDNTW", "BĐNTW"),
    ("BGDDT", "BGDĐT"),
    ("BGTVT", "BGTVT"),
    ("BKHCN", "BKHCN"),
    ("BKHDT", "BKHĐT"),
    ("BLDTBXH", "BLĐTBXH"),
    ("BNG", "BNG"),
    ("BNN", "BNN"),
    ("BNNMT", "BNNMT"),
    ("BNNPTNT", "BNNPTNT"),
    ("BNV", "BNV"),
    ("BQP", "BQP"),
    ("BTC", "BTC"),
    ("BTNMT", "BTNMT"),
    ("BTP", "BTP"),
    ("BTTTT", "BTTTT"),
    ("BVHTTDL", "BVHTTDL"),
    ("BXD", "BXD"),
    ("BYT", "BYT"),
    ("CP", "CP"),
    ("CTN", "CTN"),
    ("DCT", "ĐCT"),
    ("DDQH", "ĐĐQH"),
    ("DU", "ĐU"),
    ("DUCA", "ĐUCA"),
    ("DUCATW", "ĐUCATW"),
    ("DUCP", "ĐUCP"),
    ("DUK", "ĐUK"),
    ("DUKTW", "ĐUKTW"),
    ("DUQH", "ĐUQH"),
    ("HDBT", "HĐBT"),
    ("HDND", "HĐND"),
    ("HDLLTW", "HĐLLTW"),
    ("HDTP", "HĐTP"),
    ("MTTQ", "MTTQ"),
    ("MTTW", "MTTW"),
    ("NHNN", "NHNN"),
    ("TANDTC", "TANDTC"),
    ("TLD", "TLĐ"),
    ("TTCP", "TTCP"),
    ("TTG", "TTg"),
    ("TWDTN", "TWĐTN"),
    ("UBDT", "UBDT"),
    ("UBND", "UBND"),
    ("VKSNDTC", "VKSNDTC"),
    ("VPCP", "VPCP"),
];

/// Finds every official number in `text`, in order.
///
/// A bare digit run costs one look at what follows it, so ordinary prose passes at memory speed.
#[must_use]
pub fn find_all(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits_end(bytes, at);
        match (starts_number(text, at))
            .then(|| read_at(text, at, end))
            .flatten()
        {
            Some(number) => {
                at = number.span.end;
                found.push(number);
            }
            None => at = end,
        }
    }
    found
}

/// Reads one official number in any spelling, such as `96 – QD/TW`, `Regulation No. 96-QD/TW`,
/// `96-QĐ/TW@XIII` or `18-NQ/TW khóa XII`; a series printed after it is kept.
#[must_use]
pub fn read(text: &str) -> Option<OfficialNumber> {
    let text = crate::text::normalize(text);
    let found = find_all(&text).into_iter().next()?;
    // Only words may stand before it: a type and "số" or "No".
    if text[..found.span.start].chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut number = found.number;
    let rest = text[found.span.end..].trim();
    if let Some(series) = stated_series(rest, found.scheme) {
        number.series = Some(series);
    } else if !rest.is_empty() && !rest.starts_with(['@', ',', '(']) && rest.contains('/') {
        return None;
    }
    Some(number)
}

fn stated_series(rest: &str, scheme: Scheme) -> Option<String> {
    let named = rest
        .strip_prefix('@')
        .or_else(|| rest.strip_prefix("khóa "))
        .or_else(|| rest.strip_prefix("term "))?;
    let word = named.split([' ', ',', ')']).next()?;
    match scheme {
        Scheme::CentralParty => term_named(word).map(str::to_owned),
        _ => (!word.is_empty()).then(|| word.to_owned()),
    }
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// A number starts after anything but a digit, a decimal or a part of another number; `No53` and
/// `NQ18` are glued in print.
fn starts_number(text: &str, at: usize) -> bool {
    let before = &text[..at];
    match before.chars().next_back() {
        None => true,
        Some('.' | ',') => !before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()),
        Some('/' | '-' | '–') => before
            .trim_end_matches(['/', '-', '–'])
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric()),
        Some(c) if c.is_alphabetic() => {
            let word = before
                .rsplit(|c: char| !c.is_alphabetic())
                .next()
                .unwrap_or("");
            ["No", "no", "NO", "Số", "số", "SỐ"].contains(&word)
        }
        Some(c) => !c.is_alphanumeric(),
    }
}

/// A cursor over what follows the digits.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    Slash,
    Space,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Steps over a dash or slash with at most two spaces on each side; `Space` where only spaces stand.
    fn joint(&mut self, spaced: bool) -> Option<Joint> {
        let start = self.at;
        let mut spaces = 0;
        let mut joint = None;
        for c in self.rest().chars() {
            match c {
                ' ' | '\u{a0}' if spaced && spaces < 4 => spaces += 1,
                '-' | '–' | '—' | '‐' | '‑' | '−' if joint.is_none() => {
                    joint = Some(Joint::Dash)
                }
                '/' | '∕' | '⁄' if joint.is_none() => joint = Some(Joint::Slash),
                _ => break,
            }
            self.at += c.len_utf8();
        }
        if joint.is_none() && spaces > 0 {
            joint = Some(Joint::Space);
        }
        if joint.is_none() {
            self.at = start;
        }
        joint
    }

    fn digits(&mut self) -> &'t str {
        let end = digits_end(self.text.as_bytes(), self.at);
        let digits = &self.text[self.at..end];
        self.at = end;
        digits
    }

    /// Reads a symbol: letters, then digits as in `QH15`.
    fn symbol(&mut self) -> &'t str {
        let rest = self.rest();
        let letters: usize = rest
            .chars()
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum();
        if letters == 0 {
            return "";
        }
        let end = digits_end(rest.as_bytes(), letters);
        self.at += end;
        &rest[..end]
    }
}

/// One symbol in canonical spelling.
struct Symbol {
    folded: String,
    canonical: String,
    /// All capitals, or a mixed spelling that we know.
    capital: bool,
}

fn symbol(printed: &str) -> Option<Symbol> {
    let letters = printed.trim_end_matches(|c: char| c.is_ascii_digit());
    if printed.is_empty() || printed.len() > 24 {
        return None;
    }
    let upper: String = printed
        .chars()
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'Ð' | 'Ɖ' => 'Đ',
            'Ƣ' => 'Ư',
            c => c,
        })
        .collect();
    let mut folded: String = upper
        .chars()
        .map(|c| match c {
            'Đ' => 'D',
            'Ư' => 'W',
            'Ủ' | 'Ú' => 'U',
            c => c,
        })
        .collect();
    if !folded.is_ascii() {
        return None;
    }
    let mut canonical = upper;
    if canonical.ends_with("TƯ") {
        canonical.truncate(canonical.len() - 'Ư'.len_utf8());
        canonical.push('W');
    } else if canonical.contains('Ư') {
        folded = folded.replace('W', "U");
    }
    let digits = printed.len() - letters.len();
    let stem = &folded[..folded.len() - digits];
    let known = TYPES
        .iter()
        .chain(BODIES)
        .find(|(symbol, _)| *symbol == stem);
    if let Some((_, spelling)) = known {
        // `DA` is a project as well as the misprint of ĐA, the scheme: it stays as printed.
        if stem != "DA" {
            canonical = format!("{spelling}{}", &printed[letters.len()..]);
        }
    } else if folded.ends_with("TW") && canonical.starts_with('D') {
        canonical.replace_range(..1, "Đ");
    }
    let capital = !letters.chars().any(char::is_lowercase)
        || known.is_some_and(|(_, spelling)| {
            spelling.chars().any(char::is_lowercase)
                && letters.starts_with(|c: char| c.is_uppercase())
        });
    Some(Symbol {
        folded,
        canonical,
        capital,
    })
}

fn is_type(folded: &str) -> bool {
    TYPES.iter().any(|(symbol, _)| *symbol == folded)
}

fn is_party_type(folded: &str) -> bool {
    is_type(folded)
        && !["ND", "TTLT", "TTLB", "L", "PL", "LCT", "SL", "LUAT", "VBHN"].contains(&folded)
}

fn is_central_party(folded: &str) -> bool {
    folded == "TW"
        || folded == "BBT"
        || folded == "HVCTQG"
        || (folded.ends_with("TW") && folded.len() <= 9)
        || [
            "DUCA", "DUK", "DUQH", "DUCP", "DDQH", "BCSD", "BCSDCP", "TWDTN", "DUCPTW",
        ]
        .contains(&folded)
}

fn is_local_party(folded: &str) -> bool {
    let stem = folded
        .trim_start_matches("UBKT")
        .trim_start_matches("BTGDV")
        .trim_start_matches("BTC")
        .trim_start_matches("BTG")
        .trim_start_matches("BDV")
        .trim_start_matches("BNC")
        .trim_start_matches("VP");
    ["TU", "HU", "QU", "TXU", "THU", "DU", "CB", "BTV", "BTVTU"].contains(&stem)
}

fn is_legislature(folded: &str) -> bool {
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem == "QH" || stem == "UBTVQH") && stem.len() < folded.len()
}

fn is_state_body(folded: &str) -> bool {
    is_legislature(folded)
        || ["HDND", "UBND", "UBTVQH", "CTK", "MTTQ", "VPQH", "VPCTN"].contains(&folded)
        || (BODIES.iter().any(|(symbol, _)| *symbol == folded)
            && !is_central_party(folded)
            && !is_local_party(folded))
}

fn read_at(text: &str, start: usize, digits_end: usize) -> Option<Found> {
    if digits_end - start > 5 {
        return None;
    }
    let mut cursor = Cursor {
        text,
        at: digits_end,
    };
    // 30a/2008/NQ-CP: one small letter belongs to the number.
    let rest = cursor.rest().as_bytes();
    if rest.first().is_some_and(u8::is_ascii_lowercase)
        && matches!(rest.get(1), Some(b'/' | b'-' | b' '))
    {
        cursor.at += 1;
    }
    let count = &text[start..cursor.at];
    let joint = cursor.joint(true)?;
    if cursor
        .rest()
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_digit)
    {
        return with_year(start, count, joint, cursor);
    }
    without_year(text, start, count, joint, cursor)
}

/// `73/2023/NĐ-CP`, `31/2024/QH15`, and `19-2018/NQ-CP` as some years were numbered.
fn with_year(start: usize, count: &str, joint: Joint, mut cursor: Cursor<'_>) -> Option<Found> {
    let year = cursor.digits();
    if year.len() != 4 || !(year.starts_with("19") || year.starts_with("20")) {
        return None;
    }
    if joint == Joint::Space || cursor.joint(true)? == Joint::Space {
        return None;
    }
    let first = symbol(cursor.symbol())?;
    let mark = if joint == Joint::Dash { '-' } else { '/' };
    let mut number = format!("{count}{mark}{year}/{}", first.canonical);
    let mut scheme = Scheme::StateWithYear;
    if is_legislature(&first.folded) {
        // Complete as it stands.
    } else if first.folded == "QH" {
        // "QH 13" with a stray space.
        cursor.joint(true)?;
        let digits = cursor.digits();
        if digits.is_empty() || digits.len() > 2 {
            return None;
        }
        number.push_str(digits);
    } else {
        if !first.capital && !is_type(&first.folded) {
            return None;
        }
        let bodies = bodies(&mut cursor)?;
        for body in &bodies {
            number.push('-');
            number.push_str(&body.canonical);
        }
        if ["HDND", "UBND"].contains(&bodies[0].folded.as_str()) {
            scheme = Scheme::LocalState;
        }
    }
    ends(&cursor)?;
    Some(Found {
        span: Span::new(start, cursor.at),
        number: OfficialNumber {
            number,
            series: Some(year.to_owned()),
        },
        scheme,
    })
}

/// `96-QĐ/TW`, `80/NQ-CP`, `915/CTK-CSCL`, and their parts swapped.
fn without_year(
    text: &str,
    start: usize,
    count: &str,
    joint: Joint,
    mut cursor: Cursor<'_>,
) -> Option<Found> {
    let kind = symbol(cursor.symbol())?;
    if is_legislature(&kind.folded) && joint == Joint::Slash {
        ends(&cursor)?;
        return found(
            start,
            &cursor,
            format!("{count}/{}", kind.canonical),
            Scheme::State,
        );
    }
    let before_second = cursor.at;
    let second = cursor.joint(true)?;
    if second == Joint::Space {
        // "18-NQ TW": only the centre is certain enough to do without a mark.
        let body = symbol(cursor.symbol())?;
        ends(&cursor)?;
        let certain = joint != Joint::Space && body.folded == "TW" && body.capital;
        return (certain && is_party_type(&kind.folded)).then(|| {
            party(
                start,
                &cursor,
                count,
                &kind.canonical,
                &[body],
                Scheme::CentralParty,
            )
        });
    }
    cursor.at = before_second;
    let mut parts = bodies(&mut cursor)?;
    ends(&cursor)?;
    let small = is_type(&kind.folded) && parts.iter().all(|p| known_body(&p.folded));
    if !kind.capital && !small {
        return None;
    }
    let mut kind_spelling = kind.canonical.clone();
    // 29-TB-KL/TW: the type itself has two parts.
    if parts.len() > 1 && kind.folded == "TB" && parts[0].folded == "KL" {
        kind_spelling.push_str("-KL");
        parts.remove(0);
    }
    let last = parts.last()?.folded.clone();
    let first = &parts[0].folded;
    if is_party_type(&kind.folded) {
        if is_central_party(first) || is_central_party(&last) {
            return Some(party(
                start,
                &cursor,
                count,
                &kind_spelling,
                &parts,
                Scheme::CentralParty,
            ));
        }
        if is_local_party(first) {
            return Some(party(
                start,
                &cursor,
                count,
                &kind_spelling,
                &parts,
                Scheme::LocalParty,
            ));
        }
    }
    if joint == Joint::Space {
        return None;
    }
    if is_type(&kind.folded) && parts[0].capital {
        let scheme = if ["HDND", "UBND"].contains(&first.as_str()) {
            Scheme::LocalState
        } else {
            Scheme::State
        };
        if joint == Joint::Slash || is_state_body(first) {
            return found(start, &cursor, state(count, &kind_spelling, &parts), scheme);
        }
        // Party form with a body that no list holds.
        if second == Joint::Slash && parts[0].canonical.len() >= 2 {
            return Some(party(
                start,
                &cursor,
                count,
                &kind_spelling,
                &parts,
                Scheme::LocalParty,
            ));
        }
        return None;
    }
    // An official letter names no type: the body must be known, or the word before must say so.
    let known = is_state_body(&kind.folded);
    let capital = kind.capital && kind.folded.len() >= 2 && parts[0].capital;
    if joint == Joint::Slash
        && second == Joint::Dash
        && capital
        && (known || announced(&text[..start]))
    {
        let scheme = if ["HDND", "UBND"].contains(&kind.folded.as_str()) {
            Scheme::LocalState
        } else {
            Scheme::State
        };
        return found(
            start,
            &cursor,
            state(count, &kind.canonical, &parts),
            scheme,
        );
    }
    None
}

fn known_body(folded: &str) -> bool {
    is_central_party(folded) || is_local_party(folded) || is_state_body(folded)
}

/// Reads the symbols after the type; a second one only without spaces, and none after TW.
fn bodies(cursor: &mut Cursor<'_>) -> Option<Vec<Symbol>> {
    let mut parts: Vec<Symbol> = Vec::new();
    loop {
        let back = cursor.at;
        // TB-KL/TW has its body still to come, so that spaces may stand there too.
        let spaced = parts.is_empty() || parts.last().is_some_and(|p| p.folded == "KL");
        let next = cursor
            .joint(spaced)
            .filter(|joint| *joint != Joint::Space)
            .and_then(|_| symbol(cursor.symbol()))
            .filter(|part| parts.is_empty() || part.capital);
        match next {
            Some(part) => {
                let last = part.folded == "TW";
                parts.push(part);
                if last || parts.len() == 4 {
                    break;
                }
            }
            None => {
                cursor.at = back;
                break;
            }
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// A number ends where no letter or digit goes on.
fn ends(cursor: &Cursor<'_>) -> Option<()> {
    (!cursor.rest().starts_with(|c: char| c.is_alphanumeric())).then_some(())
}

fn announced(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}', ':', '.']);
    ["số", "Số", "No", "no", "SỐ"]
        .iter()
        .any(|word| before.ends_with(word))
}

fn found(start: usize, cursor: &Cursor<'_>, number: String, scheme: Scheme) -> Option<Found> {
    Some(Found {
        span: Span::new(start, cursor.at),
        number: OfficialNumber {
            number,
            series: None,
        },
        scheme,
    })
}

fn party(
    start: usize,
    cursor: &Cursor<'_>,
    count: &str,
    kind: &str,
    parts: &[Symbol],
    scheme: Scheme,
) -> Found {
    let mut number = format!("{count}-{kind}/");
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            number.push('-');
        }
        number.push_str(&part.canonical);
    }
    Found {
        span: Span::new(start, cursor.at),
        number: OfficialNumber {
            number,
            series: None,
        },
        scheme,
    }
}

fn state(count: &str, kind: &str, parts: &[Symbol]) -> String {
    let mut number = format!("{count}/{kind}");
    for part in parts {
        number.push('-');
        number.push_str(&part.canonical);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = find_all(text);
        let got: Vec<&str> = found.iter().map(|f| f.number.number.as_str()).collect();
        assert_eq!(got, expected, "in {text:?}");
        for f in &found {
            assert!(
                f.span.of(text).starts_with(|c: char| c.is_ascii_digit()),
                "{f:?}"
            );
        }
    }

    #[test]
    fn party_numbers_in_every_spelling() {
        for text in [
            "96-QĐ/TW",
            "96-QD/TW",
            "96 – QĐ/TW",
            "96 - QĐ / TW",
            "96-QÐ/TW",
            "96/QĐ-TW",
            "Regulation No. 96-QD/TW of",
            "No96-QĐ/TW",
            "Quy định số96-QĐ/TW,",
            "96-QĐ/TƯ.",
            "96-qđ/tw",
            "(96-QĐ/TW)",
        ] {
            check(text, &["96-QĐ/TW"]);
        }
        check("07/QDi-TW và 08-QĐi/TW", &["07-QĐi/TW", "08-QĐi/TW"]);
        check("Thông báo 29-TB-KL/TW", &["29-TB-KL/TW"]);
        check(
            "519-QĐ/UBKTTW, 36-HD/VPTW",
            &["519-QĐ/UBKTTW", "36-HD/VPTW"],
        );
        check("05-QĐNS/TW", &["05-QĐNS/TW"]);
        check("49 - TTr / TU ngày", &["49-TTr/TU"]);
        check("367-QĐ/TWĐTN-VP", &["367-QĐ/TWĐTN-VP"]);
        check("18-NQ/TW - Nghị quyết mới", &["18-NQ/TW"]);
        check("233/NQ-ĐU", &["233-NQ/ĐU"]);
    }

    #[test]
    fn state_numbers_in_every_spelling() {
        check("73/2023/NĐ-CP và 73/2023/ND-CP", &["73/2023/NĐ-CP"; 2]);
        check("Luật số 31/2024/QH15", &["31/2024/QH15"]);
        check("31/2017/QH 14", &["31/2017/QH14"]);
        check("32-CT/TTg", &["32/CT-TTg"]);
        check("98-NQ/CP", &["98/NQ-CP"]);
        check("1372/CD-TTg", &["1372/CĐ-TTg"]);
        check("30a/2008/NQ-CP", &["30a/2008/NQ-CP"]);
        check("19-2018/NQ-CP", &["19-2018/NQ-CP"]);
        check("1365/NQ-UBTVQH15", &["1365/NQ-UBTVQH15"]);
        check("01/2015/TTLT-BGDĐT-BNV", &["01/2015/TTLT-BGDĐT-BNV"]);
        check("công văn số 702/VP-KT", &["702/VP-KT"]);
        check("7128/UBND-TKBT", &["7128/UBND-TKBT"]);
    }

    #[test]
    fn dates_and_scores_are_no_numbers() {
        for text in [
            "04/2016",
            "15/15 targets",
            "QH15",
            "5-10/TW",
            "17/31",
            "24/7",
            "9 - Khe Sanh",
            "1945 - Roosevelt",
            "10-15 MW/h",
            "2/9/1945",
            "3 - Quảng Ninh/Hà Nội",
            "100 km/h",
            "12 tỷ USD/năm",
            "4 HD/TV",
            "18/NQ",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn reads_a_query_with_its_series() {
        let number = read("Quy định số 96–QD/TW").unwrap();
        assert_eq!(number.to_string(), "96-QĐ/TW");
        assert_eq!(number.key(), "96-qd/tw");
        assert_eq!(read("96-QD/TW@XIII").unwrap().to_string(), "96-QĐ/TW@XIII");
        assert_eq!(
            read("18-NQ/TW khóa XII").unwrap().to_string(),
            "18-NQ/TW@XII"
        );
        assert_eq!(
            read("04-NQ/TW").unwrap().key(),
            read("4-NQ/TW").unwrap().key()
        );
        assert_ne!(
            read("196-QĐ/TW").unwrap().key(),
            read("96-QĐ/TW").unwrap().key()
        );
        assert_eq!(read("17/31"), None);
    }

    #[test]
    fn terms_by_date() {
        let on = |y, m, d| term_of(Date::new(y, m, d).unwrap());
        assert_eq!(on(2021, 2, 1), Some("XII"));
        assert_eq!(on(2021, 2, 2), Some("XIII"));
        assert_eq!(on(2026, 1, 24), Some("XIV"));
        assert_eq!(on(1970, 1, 1), None);
        assert_eq!(term_of_year(2022), Some("XIII"));
        assert_eq!(term_of_year(2021), None);
        assert_eq!(term_named("12"), Some("XII"));
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_slices(text in "[0-9a-zĐđQTWNưƯ/ –.\\-]{0,40}") {
            for found in find_all(&text) {
                proptest::prop_assert!(!found.span.of(&text).is_empty());
            }
            let _ = read(&text);
        }

        #[test]
        fn canonical_spelling_reads_back(n in 1u32..99999, kind in "(NQ|CT|KL|QĐ|QĐi|HD|BC|TB)", body in "(TW|TU|VPTW|UBKTTW)") {
            let printed = format!("{n}-{kind}/{body}");
            let read = read(&printed).expect("a canonical number");
            proptest::prop_assert_eq!(read.number, printed);
        }
    }
}
