//! Chooses the sentences that explain a hit best.

use super::Snippet;
use super::highlight::Match;
use crate::document::Span;
use crate::text;

/// Longest sentence shown whole, and longest cut of a longer one, in bytes.
const SENTENCE_BYTES: usize = 320;

/// Sentences shorter than this, in bytes, are mostly captions and headings.
const SHORT_BYTES: usize = 48;

/// Among so many sentences the first that says something opens a text.
const OPENING_SENTENCES: usize = 4;

/// What has fewer words says nothing.
const SAYING_WORDS: usize = 3;

/// Longest snippet of two sentences, in bytes.
const SNIPPET_BYTES: usize = 480;

/// Stands where something was left out.
const ELLIPSIS: &str = "…";

/// A sentence with the matches in it.
struct Passage {
    span: Span,
    /// The range of the matches.
    matches: std::ops::Range<usize>,
    score: f32,
}

/// Makes a snippet of the text behind the title.
pub(super) fn snippet(text: &str, from: usize, matches: &[Match], needles: usize) -> Snippet {
    let first = matches.partition_point(|found| found.span.start < from);
    let matches = &matches[first..];
    let weights = weigh(matches, needles);
    let passages = passages(text, from, matches, &weights);
    let Some(best) = best(&passages) else {
        return opening(text, from);
    };
    let mut chosen = vec![best];
    let covered = |needle: usize| {
        let matches = &matches[best.matches.clone()];
        matches.iter().any(|found| found.needle == needle)
    };
    let added = passages
        .iter()
        .filter(|passage| passage.span != best.span)
        .filter(|passage| shown_length(passage) + shown_length(best) <= SNIPPET_BYTES)
        .map(|passage| {
            let new = distinct(&matches[passage.matches.clone()])
                .filter(|needle| !covered(*needle))
                .map(|needle| weights[needle])
                .sum::<f32>();
            (new, passage)
        })
        .filter(|(new, _)| *new > 0.0)
        .reduce(|a, b| if b.0 > a.0 { b } else { a });
    if let Some((_, passage)) = added {
        chosen.push(passage);
        chosen.sort_by_key(|passage| passage.span.start);
    }
    put_together(text, matches, &chosen)
}

/// A word that stands everywhere in the text explains little.
fn weigh(matches: &[Match], needles: usize) -> Vec<f32> {
    let mut counts = vec![0u16; needles];
    for found in matches {
        counts[found.needle] = counts[found.needle].saturating_add(1);
    }
    counts
        .into_iter()
        .map(|count| 1.0 / (1.0 + f32::from(count.max(1)).ln()))
        .collect()
}

/// Cuts out the sentences that have matches, in order.
fn passages(text: &str, from: usize, matches: &[Match], weights: &[f32]) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut next = 0;
    while let Some(first) = matches.get(next) {
        let line = line_at(text, from, first.span);
        let before = next;
        for (start, end) in text::sentences(line.of(text)) {
            let mut span = Span::new(line.start + start, line.start + end);
            let count = matches[next..].partition_point(|found| found.span.start < span.end);
            let range = next..next + count;
            let Some(last) = matches[range.clone()].last() else {
                continue;
            };
            span.end = span.end.max(last.span.end);
            passages.push(Passage {
                span,
                score: score(&matches[range.clone()], weights) + worth(span),
                matches: range.clone(),
            });
            next = range.end;
            if matches
                .get(next)
                .is_none_or(|found| found.span.start >= line.end)
            {
                break;
            }
        }
        // A match in no sentence would stand between them, where there is nothing but space.
        next = next.max(before + 1);
    }
    passages
}

/// What a sentence is worth by its length: a caption or a heading explains less than what is said.
fn worth(sentence: Span) -> f32 {
    if sentence.len() < SHORT_BYTES {
        -0.4
    } else {
        0.0
    }
}

/// Different words count most, words side by side as in the query next, repetition hardly.
fn score(matches: &[Match], weights: &[f32]) -> f32 {
    let mut score: f32 = distinct(matches).map(|needle| weights[needle]).sum();
    for pair in matches.windows(2) {
        if pair[1].needle == pair[0].needle + 1 && pair[1].position == pair[0].last + 1 {
            score += 0.5 * weights[pair[1].needle];
        }
    }
    score + 0.01 * matches.len() as f32
}

fn distinct(matches: &[Match]) -> impl Iterator<Item = usize> {
    matches.iter().enumerate().filter_map(|(index, found)| {
        let met = matches[..index].iter().any(|m| m.needle == found.needle);
        (!met).then_some(found.needle)
    })
}

/// The best passage, of equals the first.
fn best(passages: &[Passage]) -> Option<&Passage> {
    passages
        .iter()
        .reduce(|a, b| if b.score > a.score { b } else { a })
}

fn shown_length(passage: &Passage) -> usize {
    passage.span.len().min(SENTENCE_BYTES)
}

/// The line that a match stands in.
fn line_at(text: &str, from: usize, found: Span) -> Span {
    let start = text[from..found.start]
        .rfind('\n')
        .map_or(from, |at| from + at + 1);
    let end = text[found.end..]
        .find('\n')
        .map_or(text.len(), |at| found.end + at);
    Span::new(start, end)
}

fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    let end = start + inner.trim().len();
    Span::new(start, end)
}

/// The beginning of the text, for a hit that matches by title or filters alone.
fn opening(text: &str, from: usize) -> Snippet {
    let rest = &text[from..];
    let start = from + (rest.len() - rest.trim_start().len());
    if start == text.len() {
        return Snippet::default();
    }
    // A caption or the rest of a picture's name says nothing of the document.
    let mut first = text::sentences(&text[start..])
        .take(OPENING_SENTENCES)
        .peekable();
    let head = first.peek().copied().unwrap_or((0, 0));
    let said = first.find(|(from, to)| {
        let words = text[start + from..start + to].split_whitespace();
        words.count() >= SAYING_WORDS
    });
    let (from, to) = said.unwrap_or(head);
    let span = Span::new(start + from, start + to);
    let shown = cut_to(text, span, span.start);
    let mut snippet = Snippet::default();
    put_piece(text, span, shown, &[], &mut snippet);
    snippet
}

/// The part of a sentence to show: all of it, or what surrounds `at`, cut between words.
fn cut_to(text: &str, span: Span, at: usize) -> Span {
    if span.len() <= SENTENCE_BYTES {
        return span;
    }
    let lead_in = at.saturating_sub(SENTENCE_BYTES / 4).max(span.start);
    let last_start = text.floor_char_boundary(span.end - SENTENCE_BYTES);
    let mut start = text
        .floor_char_boundary(lead_in)
        .min(last_start.max(span.start));
    if start > span.start {
        let gap = text[start..at.max(start)].find(char::is_whitespace);
        start = gap.map_or(start, |gap| start + gap);
    }
    let mut end = text
        .floor_char_boundary(start + SENTENCE_BYTES)
        .min(span.end);
    if end < span.end {
        let gap = text[start..end].rfind(char::is_whitespace);
        end = gap.map_or(end, |gap| start + gap);
    }
    trim(text, Span::new(start, end.max(start)))
}

fn put_together(text: &str, matches: &[Match], chosen: &[&Passage]) -> Snippet {
    let mut snippet = Snippet::default();
    for passage in chosen {
        let matches = &matches[passage.matches.clone()];
        let shown = cut_to(text, passage.span, densest(matches));
        put_piece(text, passage.span, shown, matches, &mut snippet);
    }
    snippet
}

/// Where the stretch with the most different words begins.
fn densest(matches: &[Match]) -> usize {
    let stretch = SENTENCE_BYTES * 3 / 4;
    let mut best = (0, 0);
    for (index, first) in matches.iter().enumerate() {
        let count =
            matches[index..].partition_point(|found| found.span.end <= first.span.start + stretch);
        let different = distinct(&matches[index..index + count]).count();
        if different > best.0 {
            best = (different, first.span.start);
        }
    }
    best.1
}

fn put_piece(text: &str, whole: Span, shown: Span, matches: &[Match], snippet: &mut Snippet) {
    if !snippet.text.is_empty() && !snippet.text.ends_with(ELLIPSIS) {
        // Two sentences that do not follow each other.
        snippet.text.push(' ');
        snippet.text.push_str(ELLIPSIS);
    }
    if !snippet.text.is_empty() {
        snippet.text.push(' ');
    } else if shown.start > whole.start {
        snippet.text.push_str(ELLIPSIS);
    }
    let offset = snippet.text.len();
    snippet.text.push_str(shown.of(text));
    for found in matches {
        if shown.contains(&found.span) {
            snippet.highlights.push(Span::new(
                found.span.start - shown.start + offset,
                found.span.end - shown.start + offset,
            ));
        }
    }
    if shown.end < whole.end {
        snippet.text.push_str(ELLIPSIS);
    }
}
