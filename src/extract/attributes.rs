//! The page of one official document on a portal: a table of what it is, with the text as a file beside it.
//!
//! `Số ký hiệu`, `Ngày ban hành`, `Trích yếu`: labels of their own, each once. A list of documents names
//! them in a head row, or again for every document, and is none.

use super::margins::is_date_line;
use super::official::kind_named;
use crate::document::{DatedBy, DocumentDate, Kind};
use crate::sites::Order;
use crate::text;

/// What a label tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Number,
    Day,
    Kind,
    Subject,
    Other,
}

/// Labels as portals print them, folded.
const LABELS: [(&str, Field); 26] = [
    ("so ky hieu", Field::Number),
    ("so/ky hieu", Field::Number),
    ("so hieu", Field::Number),
    ("so hieu van ban", Field::Number),
    ("so van ban", Field::Number),
    ("ky hieu", Field::Number),
    ("number", Field::Number),
    ("ngay ban hanh", Field::Day),
    ("ngay ky", Field::Day),
    ("ngay van ban", Field::Day),
    ("date of issue", Field::Day),
    ("issued date", Field::Day),
    ("loai van ban", Field::Kind),
    ("hinh thuc van ban", Field::Kind),
    ("the loai", Field::Kind),
    ("type", Field::Kind),
    ("trich yeu", Field::Subject),
    ("trich yeu noi dung", Field::Subject),
    ("ten van ban", Field::Subject),
    ("ve viec", Field::Subject),
    ("abstract", Field::Subject),
    ("subject", Field::Subject),
    ("co quan ban hanh", Field::Other),
    ("don vi ban hanh", Field::Other),
    ("nguoi ky", Field::Other),
    ("ngay co hieu luc", Field::Other),
];

/// Labels that make a page one of a document.
const ENOUGH: usize = 3;

/// Longest label, in bytes.
const LABEL: usize = 40;

/// What a table says of a document.
#[derive(Debug)]
pub(super) struct Attributes {
    /// Type, number and subject, in the words of the table.
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) date: Option<DocumentDate>,
    /// The labelled values, a line each.
    pub(super) lines: Vec<String>,
}

/// Reads the table in the lines of a page, if there is one, and of one document.
pub(super) fn read(lines: &[String]) -> Option<Attributes> {
    let mut found: Vec<(Field, &str, &str)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let next = lines.get(at + 1).map(String::as_str);
        if let Some((field, label, value, taken)) = labelled(&lines[at], next) {
            if found
                .iter()
                .any(|(_, before, _)| text::fold(before) == text::fold(label))
            {
                return None;
            }
            found.push((field, label, value));
            at += taken;
        } else {
            at += 1;
        }
    }
    let value = |wanted: Field| {
        let mut values = found.iter().filter(|(field, _, _)| *field == wanted);
        values.next().map(|(_, label, value)| (*label, *value))
    };
    let (_, number) = value(Field::Number)?;
    if found.len() < ENOUGH || !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let kind = value(Field::Kind).map_or("", |(_, kind)| kind);
    let subject = value(Field::Subject).map_or("", |(_, subject)| subject);
    // A subject may begin with the type and number of its document.
    let names_itself = kind_named(subject).is_some() || subject.contains(number);
    let title = match names_itself {
        true => subject.to_owned(),
        false => [kind, number, subject].join(" ").trim().to_owned(),
    };
    let date = value(Field::Day).and_then(|(label, value)| {
        Some(DocumentDate {
            day: Order::DayFirst.read_day(value)?,
            origin: DatedBy::Line(format!("{label}: {value}")),
        })
    });
    Some(Attributes {
        kind: kind_named(&title).unwrap_or(Kind::Other),
        title,
        date,
        lines: found
            .iter()
            .map(|(_, label, value)| format!("{label}: {value}"))
            .collect(),
    })
}

/// A label with its value, in a row, behind a colon, or on the line below; and how many lines they take.
fn labelled<'l>(line: &'l str, next: Option<&'l str>) -> Option<(Field, &'l str, &'l str, usize)> {
    let cells: Vec<&str> = line.split(" | ").collect();
    let (label, value, taken) = match cells.as_slice() {
        [label, value] => (*label, *value, 1),
        [one] => match one.split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, value, 1),
            _ => (*one, next?, 2),
        },
        _ => return None,
    };
    let label = label.trim().trim_end_matches(':').trim_end();
    let value = value.trim();
    if label.len() > LABEL || value.is_empty() {
        return None;
    }
    let folded = text::fold(label);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let field = LABELS.iter().find(|(name, _)| *name == folded)?.1;
    // A day stands beside its label or is none: the next line of an empty cell is another label.
    let fits = field != Field::Day || is_date_line(value);
    let empty = taken == 2 && is_bare_label(value);
    (fits && !empty).then_some((field, label, value, taken))
}

fn is_bare_label(line: &str) -> bool {
    let folded = text::fold(line.trim_end_matches(':'));
    LABELS.iter().any(|(name, _)| *name == folded.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Option<(&str, Kind, Option<&str>)>) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let found = read(&lines).map(|found| {
            let day = found.date.map(|date| date.day.to_string());
            (found.title, found.kind, day)
        });
        let found = found
            .as_ref()
            .map(|(title, kind, day)| (title.as_str(), *kind, day.as_deref()));
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn a_table_tells_of_one_document() {
        check(
            &[
                "Văn bản",
                "Số ký hiệu | 35-CT/TU",
                "Ngày ban hành | 14/06/2024",
                "Loại văn bản | Chỉ thị",
                "Trích yếu | Về việc mới",
            ],
            Some((
                "Chỉ thị 35-CT/TU Về việc mới",
                Kind::Directive,
                Some("2024-06-14"),
            )),
        );
        check(
            &[
                "Số hiệu:",
                "12/KH-UBND",
                "Ngày ban hành: 14/06/2024",
                "Trích yếu:",
                "Kế hoạch 12/KH-UBND về việc mới",
            ],
            Some((
                "Kế hoạch 12/KH-UBND về việc mới",
                Kind::Other,
                Some("2024-06-14"),
            )),
        );
    }

    #[test]
    fn a_list_of_documents_is_none() {
        check(
            &[
                "Số ký hiệu | Ngày ban hành | Trích yếu",
                "35-CT/TU | 14/06/2024 | Về việc mới",
            ],
            None,
        );
        check(
            &[
                "Số ký hiệu: 35-CT/TU",
                "Ngày ban hành: 14/06/2024",
                "Trích yếu: Về việc mới",
                "Số ký hiệu: 36-CT/TU",
            ],
            None,
        );
        check(&["Số ký hiệu: 35-CT/TU", "Tin khác"], None);
    }
}
