//! The types of documents as headings print them.

use super::letterhead::is_capitals;
use crate::document::Kind;
use crate::text;

/// Type names as headings print them, folded; longer ones first where one begins with another.
const NAMES: &[(&str, Kind)] = &[
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
    // Documents all the same, of kinds that have no name of their own here.
    ("ke hoach", Kind::Other),
    ("chuong trinh", Kind::Other),
    ("thong tu", Kind::Other),
    ("thong tri", Kind::Other),
    ("to trinh", Kind::Other),
    ("cong dien", Kind::Other),
    ("cong van", Kind::Other),
    ("de an", Kind::Other),
    ("quy trinh", Kind::Other),
    ("loi keu goi", Kind::Other),
    ("tuyen bo", Kind::Other),
    ("circular", Kind::Other),
    ("plan", Kind::Other),
    ("programme", Kind::Other),
    ("official dispatch", Kind::Other),
];

/// The type that a heading line names: in capitals, at the start of the line, or alone on it.
pub(super) fn type_line(line: &str) -> Option<Kind> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if line.len() > 240 || line.chars().count() < 3 {
        return None;
    }
    let folded = text::fold(line);
    NAMES.iter().find_map(|(name, kind)| {
        let rest = folded.strip_prefix(name)?;
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let printed: String = line.chars().take(name.chars().count()).collect();
        (is_capitals(&printed) || rest.is_empty()).then_some(*kind)
    })
}

/// The type with which a title begins, in whatever case: `Chỉ thị 35-CT/TU ...`.
pub(in crate::extract) fn kind_named(title: &str) -> Option<Kind> {
    let folded = text::fold(title);
    NAMES.iter().find_map(|(name, kind)| {
        let rest = folded.strip_prefix(name)?;
        let whole = !rest.starts_with(|c: char| c.is_alphanumeric());
        whole.then_some(*kind)
    })
}

/// What follows the type at the start of a line.
pub(super) fn after_type(line: &str) -> Option<&str> {
    let folded = text::fold(line);
    let (name, _) = NAMES.iter().find(|(name, _)| folded.starts_with(name))?;
    let end = line.char_indices().nth(name.chars().count())?.0;
    Some(line[end..].trim_start())
}

/// The type that stands in capitals alone on its line.
pub(super) fn bare_type(line: &str) -> Option<Kind> {
    if line.len() > 80 || !is_capitals(line) {
        return None;
    }
    let folded = text::fold(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let mut names = NAMES.iter();
    names.find_map(|(name, kind)| (folded == *name).then_some(*kind))
}

/// The type in a title that names one article of a law: `Luật ... Điều 5`, as collections of law print it.
pub(super) fn article_of(title: &str) -> Option<Kind> {
    let (law, number) = title.rsplit_once(" Điều ")?;
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let folded = text::fold(law);
    NAMES.iter().find_map(|(name, kind)| {
        let rest = folded.strip_prefix(name)?;
        rest.starts_with(' ').then_some(*kind)
    })
}

/// The type that the symbol of a number tells by itself. `QĐ` does not: it is decision and regulation.
pub(super) fn of_symbol(symbol: &str) -> Option<Kind> {
    let letters = symbol.split(|c: char| !c.is_alphabetic());
    match letters.into_iter().find(|part| !part.is_empty())? {
        "CT" => Some(Kind::Directive),
        "NQ" => Some(Kind::Resolution),
        "KL" => Some(Kind::Conclusion),
        "TB" => Some(Kind::Notice),
        "HD" => Some(Kind::Guidance),
        "BC" => Some(Kind::Report),
        "NĐ" | "ND" => Some(Kind::Decree),
        _ => None,
    }
}
