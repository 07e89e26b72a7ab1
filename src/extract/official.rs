//! Headings of official documents: what type of document a text is, and when it was signed.

use crate::document::Kind;
use crate::sites::Order;
use crate::text;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// What the heading of an official text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) kind: Kind,
    pub(super) signed: Option<Signed>,
}

/// The day of signing and the line that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) day: Date,
    pub(super) line: String,
}

/// Lines in which a heading stands.
const HEAD: usize = 40;

/// Type names as headings print them, folded; longer ones first where one begins with another.
const TYPES: &[(&str, Kind)] = &[
    ("chi thi", Kind::Directive),
    ("nghi quyet", Kind::Resolution),
    ("ket luan", Kind::Conclusion),
    ("quy dinh", Kind::Regulation),
    ("quy che", Kind::Regulation),
    ("quyet dinh", Kind::Decision),
    ("thong bao ket luan", Kind::Notice),
    ("thong bao", Kind::Notice),
    ("huong dan", Kind::Guidance),
    ("bao cao", Kind::Report),
    ("nghi dinh", Kind::Decree),
    ("bo luat", Kind::Law),
    ("luat", Kind::Law),
    ("phap lenh", Kind::Law),
    ("hien phap", Kind::Law),
    ("directive", Kind::Directive),
    ("resolution", Kind::Resolution),
    ("conclusion", Kind::Conclusion),
    ("regulation", Kind::Regulation),
    ("decision", Kind::Decision),
    ("notice", Kind::Notice),
    ("guidance", Kind::Guidance),
    ("guideline", Kind::Guidance),
    ("report", Kind::Report),
    ("decree", Kind::Decree),
    ("law", Kind::Law),
    ("ordinance", Kind::Law),
    ("constitution", Kind::Law),
];

/// Reads the heading of a text, if it opens like an official one.
///
/// Two signs are needed: a line that is a type of document in capitals (`CHỈ THỊ`, `QUY ĐỊNH VỀ ...`), and
/// the frame that only official texts have: the motto, the Party's name, a number line, a place and
/// date line, or `Luật số`. An article that reports on a directive has neither in this form.
pub(super) fn heading(title: &str, lead: &str, body: &str) -> Option<Heading> {
    let lines: Vec<&str> = [title]
        .into_iter()
        .chain(lead.lines())
        .chain(body.lines())
        .filter(|line| !line.is_empty())
        .take(HEAD)
        .collect();
    if let Some(kind) = article_of(title) {
        return Some(Heading { kind, signed: None });
    }
    let framed = lines.iter().skip(1).any(|line| is_frame(line))
        || lines.first().is_some_and(|line| is_frame(line));
    if !framed {
        return None;
    }
    let kind = lines.iter().find_map(|line| type_line(line))?;
    Some(Heading {
        kind,
        signed: signed(&lines, body),
    })
}

/// The type in a title that names one article of a law: `Luật ... Điều 5`, as collections of law print it.
fn article_of(title: &str) -> Option<Kind> {
    let (law, number) = title.rsplit_once(" Điều ")?;
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let folded = text::fold(law);
    TYPES.iter().find_map(|(name, kind)| {
        let rest = folded.strip_prefix(name)?;
        rest.starts_with(' ').then_some(*kind)
    })
}

/// A line that only the heading of an official text has.
fn is_frame(line: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\**(?:luật |lệnh |nghị quyết |nghị định |law |decree )?(?:số|no\.?|number)\s*:?\s*\d{1,5}[a-z]?\s*[-–/]\s*[\p{L}\d]+")
            .expect("a constant expression")
    });
    if line.len() > 200 {
        return false;
    }
    // Letters first: nearly every line of nearly every text is none of these.
    let begun = line.trim_start_matches('*').as_bytes().first();
    let numbered = begun.is_some_and(|first| b"DLNS".contains(&first.to_ascii_uppercase()));
    numbered && NUMBER.is_match(line) || is_motto(line) || place_and_date(line).is_some()
}

/// A line in capitals that begins with the name of the State or of the Party.
fn is_motto(line: &str) -> bool {
    if !is_capitals(line) {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "cong hoa xa hoi chu nghia viet nam",
        "dang cong san viet nam",
        "socialist republic of vietnam",
        "communist party of vietnam",
    ]
    .iter()
    .any(|motto| folded.starts_with(motto))
}

/// The type that a heading line names: in capitals, at the start of the line.
fn type_line(line: &str) -> Option<Kind> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if line.len() > 240 || line.chars().count() < 3 {
        return None;
    }
    let folded = text::fold(line);
    TYPES.iter().find_map(|(name, kind)| {
        let rest = folded.strip_prefix(name)?;
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let printed: String = line.chars().take(name.chars().count()).collect();
        (is_capitals(&printed) || rest.is_empty()).then_some(*kind)
    })
}

fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// `Hà Nội, ngày 28 tháng 11 năm 2013`, alone or at the end of a line of a heading table.
fn place_and_date(line: &str) -> Option<Signed> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\|\s*|\s{2,})[\p{Lu}][\p{L} .'-]{1,40},\s*(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\s*\.?$")
            .expect("a constant expression")
    });
    let ends_in_year = line
        .trim_end_matches('.')
        .trim_end()
        .ends_with(|c: char| c.is_numeric());
    if !ends_in_year {
        return None;
    }
    let found = PLACE.captures(line)?;
    Some(Signed {
        day: Order::DayFirst.read_day(&found[1])?,
        line: line.to_owned(),
    })
}

fn signed(lines: &[&str], body: &str) -> Option<Signed> {
    static PASSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:thông qua|ban hành)[^.\n]{0,40}\b(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})").expect("a constant expression")
    });
    lines
        .iter()
        .find_map(|line| place_and_date(line))
        .or_else(|| {
            // Laws name the day of their passing at the end.
            let tail: Vec<&str> = body.lines().rev().take(30).collect();
            tail.iter()
                .find_map(|line| place_and_date(line))
                .or_else(|| {
                    tail.iter().find_map(|line| {
                        let found = PASSED.captures(line)?;
                        Some(Signed {
                            day: Order::DayFirst.read_day(&found[1])?,
                            line: (*line).to_owned(),
                        })
                    })
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: Option<Kind>, day: Option<&str>) {
        let (title, body) = text.split_once('\n').unwrap_or((text, ""));
        let found = heading(title, "", body);
        assert_eq!(found.as_ref().map(|heading| heading.kind), kind, "{text}");
        let signed = found
            .and_then(|heading| heading.signed)
            .map(|signed| signed.day.to_string());
        assert_eq!(signed.as_deref(), day, "{text}");
    }

    #[test]
    fn headings_tell_kind_and_day() {
        check(
            "ĐẢNG CỘNG SẢN VIỆT NAM\nBAN CHẤP HÀNH TRUNG ƯƠNG\nSố: 1-CT/TW\nHà Nội, ngày 2 tháng 3 năm 2024\nCHỈ THỊ\ncủa Ban Bí thư",
            Some(Kind::Directive),
            Some("2024-03-02"),
        );
        check(
            "Luật số: 1/2024/QH15\nLUẬT\nĐẤT\nLuật này được thông qua ngày 5 tháng 6 năm 2024.",
            Some(Kind::Law),
            Some("2024-06-05"),
        );
        check(
            "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH\nSố: 5/QĐ-UBND",
            Some(Kind::Decision),
            None,
        );
        check(
            "COMMUNIST PARTY OF VIETNAM\nNo. 5-CT/TW\nDIRECTIVE\non something",
            Some(Kind::Directive),
            None,
        );
    }

    #[test]
    fn one_article_of_a_law_is_law() {
        check("Luật Ven sông Điều 12a\nNội dung.", Some(Kind::Law), None);
        check("Luật Ven sông sửa Điều lệ\nNội dung.", None, None);
    }

    #[test]
    fn reports_about_documents_are_none() {
        check(
            "Ban Bí thư ban hành Chỉ thị số 35-CT/TW\nHà Nội - Ngày 2 tháng 3 năm 2024, Ban Bí thư họp.",
            None,
            None,
        );
        check(
            "Nghị quyết mới về đất đai\nSáng nay, Quốc hội họp.",
            None,
            None,
        );
    }
}
