//! How a text is laid out: the sentences of its lines, what quotations cover.

use crate::document::Span;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// A sentence with the signs that open and close it.
pub(super) fn printed(scan: &Scan<'_>, words: &Range<usize>) -> Span {
    let span = scan.span(words.clone());
    let before = scan.text[..span.start]
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace())
        .len();
    let next = scan
        .words
        .get(words.end)
        .map_or(scan.text.len(), |word| word.start as usize);
    let rest = &scan.text[span.end..next];
    let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let closing = rest.rfind(|c: char| !c.is_whitespace() && !matches!(c, '(' | '“' | '"' | '-'));
    let after = closing.map_or(0, |at| {
        at + rest[at..].chars().next().map_or(0, char::len_utf8)
    });
    Span::new(before, span.end + after)
}

/// Tells for each word of a line whether a quotation covers it.
pub(super) fn quoted(scan: &Scan<'_>, line: &Range<usize>) -> Vec<bool> {
    let mut open = false;
    line.clone()
        .map(|word| {
            for c in scan.signs(word).chars() {
                match c {
                    '\n' => open = false,
                    '"' => open = !open,
                    '“' | '«' => open = true,
                    '”' | '»' => open = false,
                    _ => {}
                }
            }
            open
        })
        .collect()
}

/// Words after which a sentence is parted at its next mark, and after twice as many anywhere. No sentence of
/// prose is so long; where numbers follow one another without end, each is compared with those of its sentence.
const LONGEST_SENTENCE: usize = 500;

/// The sentences of a line, in order.
pub(super) fn sentences(scan: &Scan<'_>, line: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = line.start;
    std::iter::from_fn(move || {
        let sentence = start..sentence_end(scan, start, line.end);
        start = sentence.end;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Where the sentence ends that begins at a word of a line.
fn sentence_end(scan: &Scan<'_>, start: usize, line: usize) -> usize {
    let begins = |at: usize| scan.words[at].begins_sentence() && scan.words[at].gap != Gap::Line;
    let usual = line.min(start + LONGEST_SENTENCE);
    if let Some(end) = (start + 1..usual).find(|at| begins(*at)) {
        return end;
    }
    let most = line.min(start + 2 * LONGEST_SENTENCE);
    (usual..most)
        .find(|at| begins(*at) || scan.words[*at].gap >= Gap::Comma)
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_end_is_parted_at_its_marks() {
        for (text, most) in [
            ("tăng 9,5 so với, ", LONGEST_SENTENCE + 5),
            ("mãi ", 2 * LONGEST_SENTENCE),
        ] {
            let text = text.repeat(2000);
            let scan = Scan::new(&text);
            let parts: Vec<_> = sentences(&scan, 0..scan.words.len()).collect();
            assert!(parts.iter().all(|part| part.len() <= most), "{text:.20}");
            assert_eq!(
                parts.iter().map(ExactSizeIterator::len).sum::<usize>(),
                scan.words.len()
            );
        }
    }
}
