//! The one analysis that index, query and highlight share.

use std::cell::Cell;

use super::number::{Digits, Shape, without_padding};
use super::official;
use super::passage::{Count, FEWEST_WORDS, document_marked};
use super::scan::{self, Apostrophe, Run};
use super::words::{Forms, LONGEST_WORD, Piece, Spelling, WordTable, append_forms};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A syllable or word.
    Word,
    /// A number in normal form: `13.45` for `13,45`, `47174` for `47.174`; or two with a stroke
    /// between them, `15/15`, at the position of the first and beside both.
    Number,
    /// A whole official number in folded form, such as `96-qd/tw`, at the position of its first part
    /// and beside its parts.
    OfficialNumber,
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Counts words; tokens of one place share it.
    pub position: u32,
    /// Lower case, one tone placement and i/y, marks stripped, đ to d.
    pub folded: &'t str,
    /// Lower case with marks, in one tone placement and one i/y form.
    pub written: &'t str,
    /// Whether the passage (line) that it stands in is written with Vietnamese marks.
    pub marked_passage: bool,
    /// What it is.
    pub kind: TokenKind,
}

/// Hands the tokens of `text`, in order of position, to `sink`.
///
/// `text` is a whole document in the form that [`super::normalize`] gives: its majority decides for
/// lines of fewer than four words. For a part of a document see [`analyze_with`].
pub fn analyze(text: &str, sink: impl FnMut(Token<'_>)) {
    run(text, None, sink);
}

/// Hands the tokens of a part of a document to `sink`.
///
/// `document_marked` is what [`document_marked`] says of the whole document; lines of fewer than four
/// words follow it.
pub fn analyze_with(text: &str, document_marked: bool, sink: impl FnMut(Token<'_>)) {
    run(text, Some(document_marked), sink);
}

thread_local! {
    /// The analyzer of this thread, so that its table of words outlives one text.
    static ANALYZER: Cell<Option<Box<Analyzer>>> = const { Cell::new(None) };
}

fn run(text: &str, default: Option<bool>, sink: impl FnMut(Token<'_>)) {
    // Taken out while it works: a sink may analyze another text.
    let mut analyzer = ANALYZER.take().unwrap_or_else(|| Box::new(Analyzer::new()));
    analyzer.analyze(text, default, sink);
    ANALYZER.set(Some(analyzer));
}

/// A line of more tokens than this is classed by those, so that a line of any length takes no more
/// memory than they do.
const LONGEST_LINE: usize = 4096;

/// Where the forms of a token are.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The text itself holds them, from the token's start plus this many bytes.
    Text(u32),
    Table,
    Scratch,
}

/// A token that waits for the end of its line, where the class of its passage is known.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    start: usize,
    end: usize,
    position: u32,
    kind: TokenKind,
    source: Source,
    written: Piece,
    folded: Piece,
}

/// The analysis with what it reuses from token to token and text to text.
#[derive(Debug)]
struct Analyzer {
    table: WordTable,
    scratch: String,
    line: Vec<Waiting>,
    count: Count,
    position: u32,
    /// The class of short lines, once it is known.
    default: Option<bool>,
    /// The class of the line, where it was too long to wait for its end.
    decided: Option<bool>,
    /// End of the official number that was read last: its parts begin no other.
    official_end: usize,
}

impl Analyzer {
    fn new() -> Self {
        Self {
            table: WordTable::new(),
            scratch: String::new(),
            line: Vec::with_capacity(LONGEST_LINE),
            count: Count::default(),
            position: 0,
            default: None,
            decided: None,
            official_end: 0,
        }
    }

    fn analyze(&mut self, text: &str, default: Option<bool>, mut sink: impl FnMut(Token<'_>)) {
        self.default = default;
        self.position = 0;
        self.official_end = 0;
        // Nothing waits here unless a sink panicked.
        self.end_line();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match scan::class(bytes[at]) {
                scan::GAP => {
                    if bytes[at] == b'\n' {
                        self.flush(text, &mut sink);
                        self.end_line();
                    }
                    at += 1;
                    continue;
                }
                scan::DIGIT => at = self.number(text, at),
                _ => at = self.word(text, at),
            }
            if self.line.len() >= LONGEST_LINE {
                self.flush(text, &mut sink);
            }
        }
        self.flush(text, &mut sink);
        self.end_line();
    }

    /// Takes in the word that begins at `start`, if one does; returns where to go on.
    #[inline]
    fn word(&mut self, text: &str, start: usize) -> usize {
        if let Some(run) = Run::read(text.as_bytes(), start)
            && let Some(forms) = self.table.get(run.spelling)
            && !scan::may_be_apostrophe(text.as_bytes(), run.end)
        {
            self.push_word(start, run.end, Source::Table, forms);
            return run.end;
        }
        self.new_word(text, start)
    }

    /// Takes in a word that is not known, too long to be, or has an apostrophe after it.
    #[cold]
    fn new_word(&mut self, text: &str, start: usize) -> usize {
        let end = scan::word_end(text, start);
        if end == start {
            return start + scan::width(text.as_bytes()[start]);
        }
        let go_on = match scan::apostrophe(text, start, end) {
            Apostrophe::None => end,
            Apostrophe::Ending(after) => after,
            Apostrophe::Joins(after) => {
                let joined = &text[start..cut(text, start, after)];
                let joined: String = joined
                    .chars()
                    .filter(|c| !scan::is_apostrophe(*c))
                    .collect();
                let forms = append_forms(&joined, &mut self.scratch);
                self.push_word(start, after, Source::Scratch, forms);
                return after;
            }
        };
        let word = &text[start..cut(text, start, end)];
        match Spelling::of(word) {
            Some(spelling) => {
                let known = self.table.get(spelling);
                let forms = known.unwrap_or_else(|| self.table.insert(spelling, word));
                self.push_word(start, end, Source::Table, forms);
            }
            None => {
                let forms = append_forms(word, &mut self.scratch);
                self.push_word(start, end, Source::Scratch, forms);
            }
        }
        go_on
    }

    #[inline]
    fn push_word(&mut self, start: usize, end: usize, source: Source, forms: Forms) {
        self.count.words += 1;
        self.count.marked += usize::from(forms.marked);
        self.push(
            start,
            end,
            TokenKind::Word,
            source,
            forms.written,
            forms.folded,
        );
    }

    /// Puts a token at the present position and goes to the next.
    #[inline]
    fn push(
        &mut self,
        start: usize,
        end: usize,
        kind: TokenKind,
        source: Source,
        written: Piece,
        folded: Piece,
    ) {
        self.line.push(Waiting {
            start,
            end,
            position: self.position,
            kind,
            source,
            written,
            folded,
        });
        self.position += 1;
    }

    /// Puts a token beside the one that comes next; its form is the end of `scratch`.
    fn push_beside(&mut self, start: usize, end: usize, kind: TokenKind, form_at: usize) {
        let form = Piece::tail(&self.scratch, form_at);
        self.push(start, end, kind, Source::Scratch, form, form);
        self.position -= 1;
    }

    /// Takes in what begins with a digit at `at`; returns where to go on.
    fn number(&mut self, text: &str, at: usize) -> usize {
        let bytes = text.as_bytes();
        self.official(text, at);
        let digits = Digits::read(bytes, at);
        let end = digits.end();
        let single = digits.groups().len() == 1;
        if single && scan::letter_follows(text, end) {
            return self.word(text, at);
        }
        // What is too long to be a number is no number, but its digits are found.
        let too_long = end - at > LONGEST_WORD;
        let shape = if too_long {
            Shape::Several
        } else {
            digits.shape(bytes)
        };
        match shape {
            Shape::Whole if single => {
                if at >= self.official_end {
                    self.fraction(text, at, end);
                }
                self.plain_number(bytes, (at, end));
            }
            Shape::Several => {
                for group in digits.groups() {
                    self.plain_number(bytes, *group);
                }
            }
            shape => {
                let form_at = self.scratch.len();
                digits.write(text, shape, &mut self.scratch);
                let form = Piece::tail(&self.scratch, form_at);
                self.push(at, end, TokenKind::Number, Source::Scratch, form, form);
            }
        }
        end
    }

    fn plain_number(&mut self, bytes: &[u8], group: (usize, usize)) {
        let skip = without_padding(bytes, group) - group.0;
        let len = (group.1 - group.0 - skip).min(LONGEST_WORD);
        let form = Piece {
            at: 0,
            len: len as u16,
        };
        self.push(
            group.0,
            group.1,
            TokenKind::Number,
            Source::Text(skip as u32),
            form,
            form,
        );
    }

    /// Puts `15/15` beside its first part, unless it is a part of a date or of something longer.
    fn fraction(&mut self, text: &str, at: usize, end: usize) {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).map(|b| bytes[b]);
        if bytes.get(end) != Some(&b'/') || matches!(before, Some(b'/' | b'.' | b',')) {
            return;
        }
        let second = Digits::read(bytes, end + 1);
        let stop = second.end();
        let follows = bytes.get(stop);
        if stop == end + 1
            || second.groups().len() > 1
            || follows == Some(&b'/')
            || scan::letter_follows(text, stop)
            || stop - at > LONGEST_WORD
        {
            return;
        }
        let form_at = self.scratch.len();
        self.scratch
            .push_str(&text[without_padding(bytes, (at, end))..end]);
        self.scratch.push('/');
        self.scratch
            .push_str(&text[without_padding(bytes, (end + 1, stop))..stop]);
        self.push_beside(at, stop, TokenKind::Number, form_at);
    }

    /// Puts the official number that begins at `at`, if one does, beside its first part.
    fn official(&mut self, text: &str, at: usize) {
        if at < self.official_end || !official::may_begin(text.as_bytes(), at) {
            return;
        }
        let form_at = self.scratch.len();
        if let Some(end) = official::read(text, at, &mut self.scratch) {
            self.official_end = end;
            self.push_beside(at, end, TokenKind::OfficialNumber, form_at);
        }
    }

    /// Hands on the tokens that wait.
    fn flush(&mut self, text: &str, sink: &mut impl FnMut(Token<'_>)) {
        if !self.line.is_empty() {
            let marked_passage = self.class(text);
            for token in &self.line {
                let (written, folded) = match token.source {
                    Source::Text(skip) => {
                        let from = token.start + skip as usize;
                        let form = &text[from..from + usize::from(token.written.len)];
                        (form, form)
                    }
                    Source::Table => {
                        let arena = self.table.arena();
                        (token.written.of(arena), token.folded.of(arena))
                    }
                    Source::Scratch => (
                        token.written.of(&self.scratch),
                        token.folded.of(&self.scratch),
                    ),
                };
                sink(Token {
                    start: token.start,
                    end: token.end,
                    position: token.position,
                    folded,
                    written,
                    marked_passage,
                    kind: token.kind,
                });
            }
            self.line.clear();
        }
        self.scratch.clear();
        if self.table.is_nearly_full() {
            self.table.clear();
        }
    }

    fn class(&mut self, text: &str) -> bool {
        if let Some(decided) = self.decided {
            return decided;
        }
        let marked = if self.count.words >= FEWEST_WORDS {
            self.count.is_marked()
        } else {
            *self.default.get_or_insert_with(|| document_marked(text))
        };
        self.decided = Some(marked);
        marked
    }

    fn end_line(&mut self) {
        self.line.clear();
        self.scratch.clear();
        self.count = Count::default();
        self.decided = None;
    }
}

/// The end of a word, or where one too long to be a word of a language is cut.
fn cut(text: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST_WORD {
        end
    } else {
        text.floor_char_boundary(start + LONGEST_WORD)
    }
}

#[cfg(test)]
#[path = "analysis_tests.rs"]
mod tests;
