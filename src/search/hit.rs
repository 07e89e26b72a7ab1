//! From stored records to hits.

use super::highlight::Highlighter;
use super::snippet::snippet;
use super::{HitRecord, Snippet};
use crate::document::Span;
use crate::index::{Parts, Record};
use crate::query::Query;

/// Longest title made of the first words of a text, in bytes.
const TITLE_BYTES: usize = 120;

/// Marks in stored texts what a query matched.
pub(super) struct Marker {
    highlighter: Option<Highlighter>,
}

impl Marker {
    /// Makes a marker; one that marks nothing where no snippets are wanted.
    pub(super) fn new(query: &Query, snippets: bool) -> Self {
        Self {
            highlighter: snippets.then(|| Highlighter::new(query)),
        }
    }

    /// Makes the snippet of a document and marks its title.
    pub(super) fn mark(&self, record: &Record, text: &str) -> (Snippet, Vec<Span>) {
        let Some(highlighter) = &self.highlighter else {
            return (Snippet::default(), Vec::new());
        };
        let parts = Parts::new(record.title, record.lead);
        let matches = highlighter.find(text, parts, record.lang);
        let title = if record.title.is_empty() {
            first_words(text)
        } else {
            record.title
        };
        let title_highlights = matches
            .iter()
            .filter(|found| title.contains(&found.span))
            .map(|found| Span::new(found.span.start - title.start, found.span.end - title.start))
            .collect();
        let snippet = snippet(text, record.title.end, &matches, highlighter.needles());
        (snippet, title_highlights)
    }
}

/// Makes the record that a hit shows.
pub(super) fn record(record: Record, text: &str) -> HitRecord {
    let title = if record.title.is_empty() {
        let words = first_words(text);
        let cut = text[words.end..].trim_start_matches([' ', '\t']);
        let ellipsis = if cut.is_empty() || cut.starts_with(['\n', '\r']) {
            ""
        } else {
            "…"
        };
        format!("{}{ellipsis}", words.of(text))
    } else {
        record.title.of(text).to_owned()
    };
    HitRecord {
        id: record.id,
        external_id: record.external_id,
        title,
        date: record.date,
        lang: record.lang,
        kind: record.kind,
        source: record.source,
        origin: record.origin,
        url: record.url,
        people: record.people,
        localities: record.localities,
        cites: record.cites,
        number: record.number,
    }
}

/// The first line of a text, cut at a word.
fn first_words(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    if line.len() <= TITLE_BYTES {
        return Span::new(start, start + line.len());
    }
    let head = &line[..line.floor_char_boundary(TITLE_BYTES)];
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    Span::new(start, start + head[..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_end_at_a_word() {
        let of = |text: &'static str| first_words(text).of(text);
        assert_eq!(of("\n Một dòng \nhai"), "Một dòng");
        assert_eq!(of(""), "");
        let long = "Nghị quyết ".repeat(20);
        let title = first_words(&long).of(&long);
        assert!(title.ends_with("Nghị") || title.ends_with("quyết"));
        assert!(title.len() <= TITLE_BYTES);
    }
}
