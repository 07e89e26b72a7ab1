//! Word streams: the analysed text of a field, as the engine's tokenizer reads it.
//!
//! A text is analysed once, on the caller's thread; one pass fills the streams of all fields. In a
//! stream words stand as they are indexed: a space moves one position on, a tab stays at the same
//! position, so that several spaces leave positions empty. The tokenizer only splits.

use super::keys::{cut, person_bare, person_written};
use crate::document::{Document, Lang, PersonRef, Span};
use crate::text::{self, TokenKind};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Positions left empty between title, lead and body, so that no phrase runs across.
const PART_GAP: u32 = 50;

/// Stands before the folded form of a word that is written bare in a passage without marks.
const BARE: char = '~';

/// The parts of a text, between which positions are left empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    title: Span,
    lead: Span,
}

impl Parts {
    /// The parts of a text by the spans of its title and its lead.
    pub(crate) fn new(title: Span, lead: Span) -> Self {
        Self { title, lead }
    }

    /// Tells whether a byte lies in the title.
    pub(crate) fn in_title(self, at: usize) -> bool {
        at < self.title.end
    }

    /// The position in the index of the token at a byte, from the one that the analysis gives it.
    pub(crate) fn position(self, at: usize, position: u32) -> u32 {
        let part = u32::from(!self.title.is_empty() && at >= self.title.end)
            + u32::from(!self.lead.is_empty() && at >= self.lead.end);
        position + part * PART_GAP
    }
}

/// The term in the written field of a bare word in a passage without marks.
pub(crate) fn bare_form(folded: &str) -> String {
    let mut term = String::with_capacity(folded.len() + 1);
    term.push(BARE);
    term.push_str(folded);
    cut(&term).to_owned()
}

/// A stream under construction.
#[derive(Default)]
struct Stream {
    words: String,
    position: u32,
}

impl Stream {
    /// Moves to a position. One before that of the word last put becomes that one: a stream has no
    /// way back.
    fn at(&mut self, position: u32) -> &mut String {
        if position <= self.position && !self.words.is_empty() {
            self.words.push('\t');
        }
        for _ in self.position..position {
            self.words.push(' ');
        }
        self.position = self.position.max(position);
        &mut self.words
    }

    fn put(&mut self, position: u32, word: &str) {
        self.at(position).push_str(cut(word));
    }
}

/// The streams of one document.
pub(super) struct Streams {
    /// Every word, folded; those of the title twice.
    pub(super) folded: String,
    /// Words as written, bare ones of passages without marks in their bare form.
    pub(super) written: String,
    /// English stems; empty for other languages.
    pub(super) stems: String,
    /// Positions before the first word of the lead or body.
    pub(super) title_positions: u32,
}

impl Streams {
    /// Analyses a document.
    pub(super) fn of(document: &Document) -> Self {
        let full = document.text.full();
        let parts = Parts::new(document.text.title_span(), document.text.lead_span());
        let english = document.lang == Lang::En;
        let sized = |bytes: usize| Stream {
            words: String::with_capacity(bytes),
            position: 0,
        };
        let mut folded = sized(full.len());
        let mut written = sized(full.len() + full.len() / 8);
        let mut stems = sized(if english { full.len() } else { 0 });
        let mut title_positions = 0;
        text::analyze(full, |token| {
            let position = parts.position(token.start, token.position);
            if parts.in_title(token.start) {
                title_positions = position + 1;
                // A word of the title counts twice: that is the weight of the title.
                folded.put(position, token.folded);
            }
            folded.put(position, token.folded);
            if token.kind != TokenKind::Word {
                return;
            }
            if !token.marked_passage && token.written == token.folded {
                let term = written.at(position);
                term.push(BARE);
                term.push_str(cut(token.folded));
            } else {
                written.put(position, token.written);
            }
            if english && token.folded.len() > 2 {
                stems.put(position, &text::stem_english(token.folded));
            }
        });
        Self {
            folded: folded.words,
            written: written.words,
            stems: stems.words,
            title_positions,
        }
    }
}

/// The stream of the people of a document: every word folded and, at the same position, as printed.
pub(super) fn people_stream(people: &[PersonRef]) -> String {
    let mut stream = Stream::default();
    for (first, person) in (0u32..).step_by(super::NAME_SPAN as usize).zip(people) {
        let mut marked = false;
        text::analyze(&person.name, |token| {
            marked |= token.written != token.folded;
        });
        text::analyze(&person.name, |token| {
            if token.kind != TokenKind::Word || token.position >= super::NAME_SPAN {
                return;
            }
            let position = first + token.position;
            stream.put(position, token.folded);
            if marked {
                stream.put(position, &person_written(token.written));
            } else {
                stream.put(position, &person_bare(token.folded));
            }
        });
    }
    stream.words
}

/// Splits a stream.
#[derive(Clone, Default)]
pub(super) struct StreamTokenizer {
    token: Token,
}

/// The words of one stream.
pub(super) struct StreamTokens<'a> {
    words: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for StreamTokenizer {
    type TokenStream<'a> = StreamTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StreamTokens<'a> {
        self.token.reset();
        self.token.position = 0;
        StreamTokens {
            words: text,
            at: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for StreamTokens<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.words.as_bytes();
        loop {
            match bytes.get(self.at) {
                None => return false,
                Some(b' ') => self.token.position += 1,
                Some(b'\t') => {}
                Some(_) => break,
            }
            self.at += 1;
        }
        let rest = &bytes[self.at..];
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b' ' | b'\t'))
            .unwrap_or(rest.len());
        self.token.text.clear();
        self.token
            .text
            .push_str(&self.words[self.at..self.at + length]);
        self.at += length;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(puts: &[(u32, &str)]) {
        let mut stream = Stream::default();
        for (position, word) in puts {
            stream.put(*position, word);
        }
        let mut tokenizer = StreamTokenizer::default();
        let mut tokens = tokenizer.token_stream(&stream.words);
        let mut found = Vec::new();
        while tokens.advance() {
            found.push((tokens.token().position as u32, tokens.token().text.clone()));
        }
        let expected: Vec<(u32, String)> = puts
            .iter()
            .map(|(position, word)| (*position, (*word).to_owned()))
            .collect();
        assert_eq!(found, expected, "{:?}", stream.words);
    }

    #[test]
    fn what_is_put_comes_out() {
        check(&[]);
        check(&[(0, "a"), (0, "a"), (1, "ớ"), (5, "c"), (5, "d"), (60, "e")]);
        check(&[(3, "a"), (4, "b")]);
    }
}
