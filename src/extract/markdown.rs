//! Markdown with front matter: `key: value` lines between two lines of `---`.

use super::assemble::{Draft, assemble, shortened};
use super::{Extracted, plain};
use crate::document::{DatedBy, DocumentDate, Kind, Problem, RawRecord, ReadBy};
use crate::sites::Order;

/// Reads a Markdown text.
pub(super) fn read(record: &RawRecord) -> Extracted {
    let (text, problems) = plain::decode(record);
    let mut draft = Draft {
        problems,
        ..Draft::default()
    };
    let rest = match split(&text) {
        Some((front, rest)) => {
            for (key, value) in fields(front, &mut draft.problems) {
                take(&mut draft, key, value);
            }
            rest
        }
        None => &text,
    };
    let bare: Vec<String> = rest.lines().map(without_marks).collect();
    let heading = rest
        .lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| line.starts_with("# "));
    if draft.title.is_empty() && !heading {
        (draft.title, draft.body) = plain::split_title(&bare.join("\n"));
    } else {
        draft.body = bare.into_iter().filter(|line| !line.is_empty()).collect();
        if draft.title.is_empty() {
            draft.title = draft.body.remove(0);
        }
    }
    if draft.date.is_none() {
        plain::take_printed_date(&mut draft);
    }
    if draft.title.is_empty() && draft.body.is_empty() {
        return Extracted::not_article("an empty text");
    }
    Extracted::Document(Box::new(assemble(record, draft, ReadBy::Record)))
}

/// Front matter and what follows it.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let rest = rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" || line.trim_end() == "..." {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The fields; lines that are none are told.
fn fields<'t>(front: &'t str, problems: &mut Vec<Problem>) -> Vec<(&'t str, &'t str)> {
    let mut fields = Vec::new();
    for (number, line) in front.lines().enumerate() {
        let line = line.trim_end();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        match line.split_once(':') {
            Some((key, value)) if is_key(key) => fields.push((key.trim(), unquoted(value.trim()))),
            // Items and continuation lines belong to fields that are not read here.
            _ if line.starts_with([' ', '\t', '-']) => {}
            _ => {
                let detail = format!("front matter line {}: {}", number + 2, shortened(line));
                problems.push(Problem::new("bad-front-matter", detail));
            }
        }
    }
    fields
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && !key.starts_with([' ', '-'])
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if value.len() > 1
            && let Some(inner) = value
                .strip_prefix(quote)
                .and_then(|value| value.strip_suffix(quote))
        {
            return inner;
        }
    }
    value
}

/// Takes one field; keys that are not known are ignored.
pub(super) fn take(draft: &mut Draft, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    match key.to_ascii_lowercase().as_str() {
        "id" => draft.own_id = Some(value.to_owned()),
        "url" => draft.url = Some(value.to_owned()),
        "title" => value.clone_into(&mut draft.title),
        "lead" => value.clone_into(&mut draft.lead),
        "date" => take_date(draft, value),
        "lang" | "language" => {
            draft.lang = Some(value.to_owned());
            draft.lang_is_stated = true;
        }
        "source" => draft.source = Some(value.to_owned()),
        "origin" => draft.origin = Some(value.to_owned()),
        "author" | "authors" => {
            let authors = value.trim_matches(['[', ']']).split([';', ',']);
            draft.authors = authors
                .map(|author| unquoted(author.trim()).to_owned())
                .collect();
        }
        "kind" => match Kind::from_name(&value.to_ascii_lowercase()) {
            Some(kind) => draft.kind = Some(kind),
            None => draft.problems.push(Problem::new(
                "bad-kind",
                format!("not a kind: {}", shortened(value)),
            )),
        },
        _ => {}
    }
}

/// Takes a date; one that cannot be read is told, and the document stays undated.
pub(super) fn take_date(draft: &mut Draft, value: &str) {
    match Order::DayFirst.read_day(value) {
        Some(day) => {
            draft.date = Some(DocumentDate {
                day,
                origin: DatedBy::Field("date".to_owned()),
            })
        }
        None => draft.problems.push(Problem::new(
            "bad-date",
            format!("cannot read a date in {}", shortened(value)),
        )),
    }
}

/// A line without the marks of headings, quotations and emphasis.
fn without_marks(line: &str) -> String {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let line = if heading.len() < line.len() && heading.starts_with(' ') {
        heading
    } else {
        line
    };
    let line = line.trim_start_matches("> ").trim();
    if line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=')) {
        return String::new();
    }
    line.replace("**", "").replace("__", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Media;
    use crate::extract::tests::record;

    #[test]
    fn front_matter_gives_the_fields() {
        let text = "---\nid: 7\ntitle: \"A: b\"\ndate: 31/10/2023\nlang: en\nkind: directive\nauthors: [X, Y]\nconstructed: true\n\
            tags:\n  - one\nnonsense\n---\n\n## Part\n\n**Bold** text.\n";
        let document = read(&record(text.as_bytes(), Media::Markdown))
            .document()
            .expect("a document");
        assert_eq!(document.text.title(), "A: b");
        assert_eq!(document.text.body(), "Part\nBold text.");
        assert_eq!(document.external_id.as_deref(), Some("7"));
        assert_eq!(
            document.date.map(|date| date.day.to_string()).as_deref(),
            Some("2023-10-31")
        );
        assert_eq!(document.kind, Kind::Directive);
        assert_eq!(document.authors, ["X", "Y"]);
        assert_eq!(
            document.problems,
            [Problem::new(
                "bad-front-matter",
                "front matter line 11: nonsense"
            )]
        );
    }

    #[test]
    fn a_heading_is_the_title() {
        let document = read(&record(b"# One\n\ntwo\n\nthree", Media::Markdown))
            .document()
            .expect("a document");
        assert_eq!(
            (document.text.title(), document.text.body()),
            ("One", "two\nthree")
        );
    }
}
