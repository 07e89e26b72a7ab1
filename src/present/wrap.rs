//! Breaking text into lines of a terminal, with highlights kept.

use crate::document::Span;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A stretch of a line, highlighted or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) text: &'t str,
    pub(super) highlighted: bool,
}

/// Breaks `text` at spaces into lines of at most `width` columns; a word that is longer gets cut.
pub(super) fn wrap<'t>(text: &'t str, highlights: &[Span], width: usize) -> Vec<Vec<Run<'t>>> {
    line_spans(text, width.max(8))
        .into_iter()
        .map(|line| runs(text, line, highlights))
        .collect()
}

fn line_spans(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut line: Option<Span> = None;
    let mut columns = 0;
    for word in words(text) {
        let wide = word.of(text).width();
        match &mut line {
            Some(line) if columns + 1 + wide <= width => {
                line.end = word.end;
                columns += 1 + wide;
                continue;
            }
            _ => lines.extend(line.take()),
        }
        let mut rest = word;
        while rest.of(text).width() > width {
            let cut = cut_at(rest.of(text), width);
            lines.push(Span::new(rest.start, rest.start + cut));
            rest.start += cut;
        }
        columns = rest.of(text).width();
        line = Some(rest);
    }
    lines.extend(line);
    lines
}

fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

/// The byte where the first `width` columns end.
fn cut_at(text: &str, width: usize) -> usize {
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        columns += c.width().unwrap_or(0);
        if columns > width && at > 0 {
            return at;
        }
    }
    text.len()
}

fn runs<'t>(text: &'t str, line: Span, highlights: &[Span]) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    let mut at = line.start;
    let mut push = |from: usize, to: usize, highlighted| {
        if from < to {
            runs.push(Run {
                text: &text[from..to],
                highlighted,
            });
        }
    };
    for highlight in highlights.iter().filter(|span| span.overlaps(&line)) {
        let start = highlight.start.max(at);
        let end = highlight.end.min(line.end);
        if start < end {
            push(at, start, false);
            push(start, end, true);
            at = end;
        }
    }
    push(at, line.end, false);
    runs
}

/// Cuts text to `width` columns, with an ellipsis where something is lost.
pub(super) fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let cut = cut_at(text, width.saturating_sub(1));
    format!("{}…", text[..cut].trim_end())
}

/// Text with spaces behind it up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines: Vec<String> = wrap(text, &[], width)
            .iter()
            .map(|line| line.iter().map(|run| run.text).collect())
            .collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_are_cut() {
        check("kiểm tra giám sát", 9, &["kiểm tra", "giám sát"]);
        check("abcdefghijklmnop q", 8, &["abcdefgh", "ijklmnop", "q"]);
        check("", 8, &[]);
    }

    #[test]
    fn highlights_go_on_over_a_break() {
        let lines = wrap("aaa bbb ccc", &[Span::new(4, 11)], 8);
        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[1],
            [Run {
                text: "ccc",
                highlighted: true
            }]
        );
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(shorten("越南共产党", 6), "越南…");
        assert_eq!(shorten("Đảng", 4), "Đảng");
    }
}
