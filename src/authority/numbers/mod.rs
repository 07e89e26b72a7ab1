//! Official numbers of Party and State documents in every spelling and misprint met in print.
//!
//! The order of the parts tells the Party (`96-QĐ/TW`) from the State (`73/2023/NĐ-CP`, `80/NQ-CP`);
//! where a text swaps them, the body decides. Rules: Hướng dẫn 36-HD/VPTW of 2018 for the Party,
//! Nghị định 30/2020/NĐ-CP for the State.

mod cursor;
mod symbols;
mod terms;

use crate::document::{OfficialNumber, Span};
use cursor::{Cursor, Joint};
use symbols::{
    Symbol, is_central_party, is_legislature, is_local_party, is_party_type, is_state_body,
    is_type, known_body, symbol,
};
pub use terms::{days_into_term, term_before, term_named, term_of, term_of_year};

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

/// Finds every official number in `text`, in order.
///
/// A bare digit run costs one look at what follows it, so ordinary prose passes at memory speed.
#[must_use]
pub fn find_all(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(digit) = next_digit(bytes, at) {
        at = digit;
        let end = digits_end(bytes, at);
        let read = || read_at(text, at, end).or_else(|| dotted(text, at, end));
        match starts_number(text, at).then(read).flatten() {
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

fn next_digit(bytes: &[u8], mut from: usize) -> Option<usize> {
    // Without a branch for each byte, so that many are told at once.
    let has_digit = |chunk: &[u8; 32]| chunk.iter().fold(false, |any, b| any | b.is_ascii_digit());
    while let Some(chunk) = bytes[from..].first_chunk::<32>()
        && !has_digit(chunk)
    {
        from += chunk.len();
    }
    let skipped = bytes[from..].iter().position(u8::is_ascii_digit)?;
    Some(from + skipped)
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
    let Some(joint) = cursor.joint(true) else {
        return glued(text, start, count, cursor);
    };
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

/// `66.18/2026/NQ-CP`, one of a series of resolutions that carry out another, whose number they bear;
/// and `1.265/QĐ-UBND`, its thousands dotted as in a figure, which is 1265.
fn dotted(text: &str, start: usize, dot: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    if bytes.get(dot) != Some(&b'.') {
        return None;
    }
    let end = digits_end(bytes, dot + 1);
    let mut cursor = Cursor { text, at: end };
    if cursor.joint(false)? != Joint::Slash {
        return None;
    }
    let with_year_behind = cursor
        .rest()
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_digit);
    match (end - dot - 1, with_year_behind) {
        (1 | 2, true) if dot - start <= 3 => {
            with_year(start, &text[start..end], Joint::Slash, cursor)
        }
        (3, false) if dot - start <= 2 => {
            let count: String = text[start..end].split('.').collect();
            without_year(text, start, &count, Joint::Slash, cursor)
        }
        _ => None,
    }
}

/// `19NQ/TW`: the hyphen of a Party number left out.
fn glued(text: &str, start: usize, count: &str, cursor: Cursor<'_>) -> Option<Found> {
    let mut ahead = Cursor { ..cursor };
    let kind = symbol(ahead.symbol())?;
    let found = without_year(text, start, count, Joint::Dash, cursor)?;
    let party = matches!(found.scheme, Scheme::CentralParty | Scheme::LocalParty);
    (party && kind.capital && is_party_type(&kind.folded)).then_some(found)
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
    let printed = cursor.symbol();
    let before_second = cursor.at;
    let second = cursor.joint(true);
    // Prose: a word with spaces about it.
    if joint == Joint::Space && matches!(second, None | Some(Joint::Space)) {
        return None;
    }
    let kind = symbol(printed)?;
    if is_legislature(&kind.folded) && joint == Joint::Slash {
        cursor.at = before_second;
        ends(&cursor)?;
        let number = format!("{count}/{}", kind.canonical);
        return Some(Found::new(start, &cursor, number, Scheme::State));
    }
    let second = second?;
    if second == Joint::Space {
        // "18-NQ TW": only the centre is certain enough to do without a mark.
        let body = symbol(cursor.symbol())?;
        ends(&cursor)?;
        let certain = joint != Joint::Space && body.folded == "TW" && body.capital;
        let number = spelled(count, '-', &kind.canonical, '/', &[body]);
        return (certain && is_party_type(&kind.folded))
            .then(|| Found::new(start, &cursor, number, Scheme::CentralParty));
    }
    cursor.at = before_second;
    let mut bodies = bodies(&mut cursor)?;
    ends(&cursor)?;
    let small = is_type(&kind.folded) && bodies.iter().all(|body| known_body(&body.folded));
    if !kind.capital && !small {
        return None;
    }
    let mut type_spelling = kind.canonical.clone();
    // 29-TB-KL/TW: the type itself has two parts.
    if bodies.len() > 1 && kind.folded == "TB" && bodies[0].folded == "KL" {
        type_spelling.push_str("-KL");
        bodies.remove(0);
    }
    let announced = || announced(&text[..start]);
    let scheme = scheme(&kind, joint, second, &bodies, announced)?;
    let number = match scheme {
        Scheme::CentralParty | Scheme::LocalParty => {
            spelled(count, '-', &type_spelling, '/', &bodies)
        }
        _ => spelled(count, '/', &type_spelling, '-', &bodies),
    };
    Some(Found::new(start, &cursor, number, scheme))
}

/// The scheme that a type and its bodies follow, by the marks before and after the type; `None` where
/// they are no number of a document.
fn scheme(
    kind: &Symbol,
    joint: Joint,
    second: Joint,
    bodies: &[Symbol],
    announced: impl Fn() -> bool,
) -> Option<Scheme> {
    let (first, last) = (bodies.first()?, bodies.last()?);
    let by_place = |symbol: &Symbol| match symbol.folded.as_str() {
        "HDND" | "UBND" => Scheme::LocalState,
        _ => Scheme::State,
    };
    if is_party_type(&kind.folded) {
        if is_central_party(&first.folded) || is_central_party(&last.folded) {
            return Some(Scheme::CentralParty);
        }
        if is_local_party(&first.folded) {
            return Some(Scheme::LocalParty);
        }
    }
    if joint == Joint::Space {
        return None;
    }
    if is_type(&kind.folded) && first.capital {
        if joint == Joint::Slash || is_state_body(&first.folded) {
            return Some(by_place(first));
        }
        // Party form with a body that no list holds.
        return (second == Joint::Slash && first.canonical.len() >= 2)
            .then_some(Scheme::LocalParty);
    }
    // An official letter names no type: the body must be known, or the word before must say so.
    let capital = kind.capital && kind.folded.len() >= 2 && first.capital;
    (joint == Joint::Slash
        && second == Joint::Dash
        && capital
        && (is_state_body(&kind.folded) || announced()))
    .then(|| by_place(kind))
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

/// Number, type and bodies in canonical spelling; `before` stands before the type, `after` behind it.
fn spelled(count: &str, before: char, kind: &str, after: char, bodies: &[Symbol]) -> String {
    let mut number = format!("{count}{before}{kind}");
    let marks = std::iter::once(after).chain(std::iter::repeat('-'));
    for (mark, body) in marks.zip(bodies) {
        number.push(mark);
        number.push_str(&body.canonical);
    }
    number
}

impl Found {
    /// A number that ends where the cursor stands, its series yet unknown.
    fn new(start: usize, cursor: &Cursor<'_>, number: String, scheme: Scheme) -> Self {
        let series = None;
        Self {
            span: Span::new(start, cursor.at),
            number: OfficialNumber { number, series },
            scheme,
        }
    }
}

#[cfg(test)]
mod tests;
