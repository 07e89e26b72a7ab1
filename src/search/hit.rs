//! From stored records to hits.

use super::{HitRecord, Snippet};
use crate::document::Span;
use crate::index::Record;
use crate::query::Query;

/// Longest title made of the first words of a text, in bytes.
const TITLE_BYTES: usize = 120;

/// Marks in stored texts what a query matched.
pub(super) struct Marker {}

impl Marker {
    pub(super) fn new(_query: &Query, _snippets: bool) -> Self {
        Self {}
    }

    pub(super) fn mark(&self, _record: &Record, _text: &str) -> (Snippet, Vec<Span>) {
        (Snippet::default(), Vec::new())
    }
}

/// Makes the record that a hit shows.
pub(super) fn record(record: Record, text: &str) -> HitRecord {
    let title = text
        .get(record.title.start..record.title.end)
        .filter(|title| !title.is_empty())
        .map_or_else(|| first_words(text), str::to_owned);
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
fn first_words(text: &str) -> String {
    let line = text
        .trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    if line.len() <= TITLE_BYTES {
        return line.to_owned();
    }
    let head = &line[..line.floor_char_boundary(TITLE_BYTES)];
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_end_at_a_word() {
        assert_eq!(first_words("Một dòng\nhai"), "Một dòng");
        let long = "Nghị quyết ".repeat(20);
        let title = first_words(&long);
        assert!(
            title.ends_with("Nghị…") || title.ends_with("quyết…"),
            "{title}"
        );
        assert!(title.len() <= TITLE_BYTES + 3);
    }
}
