//! The one analysis that index, query and highlight share.

use super::fold;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A syllable or word.
    Word,
    /// A number in normal form: `13.45` for `13,45`, `47174` for `47.174` where that is certain.
    Number,
    /// A whole official number in folded form, such as `96-qd/tw`, at the position of its first part.
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

/// Hands the tokens of `text`, in order, to `sink`.
pub fn analyze(text: &str, mut sink: impl FnMut(Token<'_>)) {
    let mut position = 0;
    let mut start = None;
    let ends = text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')));
    for (at, c) in ends {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let written = text[from..at].to_lowercase();
                sink(Token {
                    start: from,
                    end: at,
                    position,
                    folded: &fold(&written),
                    written: &written,
                    marked_passage: true,
                    kind: TokenKind::Word,
                });
                position += 1;
                start = None;
            }
            _ => {}
        }
    }
}
