//! Word streams: the analysed text of a field, as the engine's tokenizer reads it.
//!
//! A text is analysed once, on the caller's thread; one pass fills the streams of all fields. In a
//! stream stand, for each word, how many positions it lies after the one before, its length in bytes
//! and the word as it is indexed; both numbers are written as one character each, so that a stream is
//! a string. The tokenizer looks at no byte of a word.

use super::keys::{cut, person_bare, person_written};
use super::word::WordForm;
use crate::document::{Document, Lang, PersonRef, Span};
use crate::text::{self, TokenKind};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Positions left empty between title, lead and body, so that no phrase runs across.
const PART_GAP: u32 = 50;

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

/// The greatest number that a stream can hold in one place: what two bytes of UTF-8 can say.
const GREATEST: u32 = 0x7FF;

/// A stream under construction.
#[derive(Default)]
struct Stream {
    words: String,
    position: u32,
}

impl Stream {
    /// Puts the head of a word of so many bytes at a position. A position before that of the word
    /// last put becomes that one: a stream has no way back.
    #[inline]
    fn head(&mut self, position: u32, length: usize) {
        let mut step = position.saturating_sub(self.position);
        self.position += step;
        if let (Ok(step @ ..0x80), Ok(length @ ..0x80)) = (u8::try_from(step), u8::try_from(length))
        {
            // Nearly always.
            self.words.push(char::from(step));
            self.words.push(char::from(length));
            return;
        }
        while step > GREATEST {
            self.number(GREATEST);
            self.number(0);
            step -= GREATEST;
        }
        self.number(step);
        self.number(u32::try_from(length).expect("a word is cut to the length of a term"));
    }

    fn number(&mut self, number: u32) {
        let c = char::from_u32(number).expect("numbers below the surrogates are characters");
        self.words.push(c);
    }

    fn put(&mut self, position: u32, word: &str) {
        let word = cut(word);
        self.head(position, word.len());
        self.words.push_str(word);
    }

    /// Puts a word in the form that it is written in.
    #[inline]
    fn put_form(&mut self, position: u32, folded: &str, form: WordForm<'_>) {
        let folded = cut(folded);
        let (parting, written) = form.ending();
        self.head(position, folded.len() + parting.len() + written.len());
        self.words.push_str(folded);
        if !parting.is_empty() {
            self.words.push_str(parting);
            self.words.push_str(written);
        }
    }
}

/// The streams of one document.
pub(super) struct Streams {
    /// Every word in its form; those of the title twice.
    pub(super) words: String,
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
        // A marked word takes twice its length and a head of two bytes.
        let mut words = sized(full.len() * 2);
        let mut stems = sized(if english { full.len() } else { 0 });
        let mut title_positions = 0;
        text::analyze(full, |token| {
            let position = parts.position(token.start, token.position);
            let form = match token.kind {
                TokenKind::Word => WordForm::of(token.folded, token.written, token.marked_passage),
                TokenKind::Number | TokenKind::OfficialNumber => WordForm::Plain(token.folded),
            };
            if parts.in_title(token.start) {
                title_positions = position + 1;
                // A word of the title counts twice: that is the weight of the title.
                words.put_form(position, token.folded, form);
            }
            words.put_form(position, token.folded, form);
            if token.kind != TokenKind::Word {
                return;
            }
            if english && token.folded.len() > 2 {
                stems.put(position, &text::stem_english(token.folded));
            }
        });
        Self {
            words: words.words,
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

impl StreamTokens<'_> {
    /// The number that stands next, if one does.
    fn number(&mut self) -> Option<usize> {
        let bytes = self.words.as_bytes();
        let first = *bytes.get(self.at)?;
        self.at += 1;
        if first < 0x80 {
            return Some(usize::from(first));
        }
        let second = *bytes.get(self.at)?;
        self.at += 1;
        Some(usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F))
    }
}

impl TokenStream for StreamTokens<'_> {
    fn advance(&mut self) -> bool {
        while let Some(step) = self.number() {
            self.token.position += step;
            let length = self.number().unwrap_or(0);
            let word = self.words.get(self.at..self.at + length).unwrap_or("");
            self.at += length;
            if !word.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(word);
                return true;
            }
        }
        false
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
        check(&[
            (2046, "a"),
            (4093, "b"),
            (4094, "c"),
            (10_000, "d"),
            (10_127, "e"),
        ]);
        check(&[
            (0, &"ớ".repeat(80)),
            (1, &"x".repeat(127)),
            (2, &"x".repeat(128)),
        ]);
    }
}
