//! The query language: text -> [`Query`], with names resolved and terms expanded.
//!
//! Knows no index: it says what is asked, `search` finds out what answers it. What comes in is the
//! text typed with [`ParseOptions`] and, beside it, [`FilterFlags`]; what goes out is a [`Query`] that
//! prints back to text which parses to the same, or a [`QueryError`] that shows the place.

mod advice;
mod ast;
mod date;
mod error;
mod expand;
mod explain;
mod field;
mod flags;
mod names;
mod parser;
mod print;
#[cfg(test)]
mod tests;
mod words;

pub use advice::{Change, changes};
pub use ast::{
    Clause, DateRange, Expanded, Expansion, Filter, LocalityFilter, Marks, NumberFilter, Presence,
    Query, Role, Scope, Term, TextClause, TextForm,
};
pub use error::{QueryError, QueryProblem};
pub use explain::{Explained, explain};
pub use flags::FilterFlags;

use crate::text;
use jiff::civil::Date;

/// The language on one screen.
pub const HELP: &str = include_str!("help.txt");

/// The names of the fields that a query can name.
#[must_use]
pub fn field_names() -> Vec<&'static str> {
    field::names()
}

/// How a query is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseOptions {
    /// The day that `3months` counts back from; without it such dates are refused.
    pub today: Option<Date>,
    /// Whether the glossary adds other wordings.
    pub expand: bool,
    /// Whether a locality stands for its whole ground.
    pub territory: bool,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            today: None,
            expand: true,
            territory: false,
        }
    }
}

impl Query {
    /// Understands a query as it was typed; an empty one asks for everything.
    ///
    /// # Errors
    /// If it is no query: what is wrong, where, and what may have been meant.
    pub fn parse(text: &str, options: &ParseOptions) -> Result<Self, QueryError> {
        let text = normal(text);
        let root = parser::Parser::new(&text, options).parse()?;
        Ok(Self::finish(text, root, options))
    }

    fn finish(text: String, mut root: Clause, options: &ParseOptions) -> Self {
        words::decide_marks(&mut root);
        words::decide_roles(&mut root);
        if options.expand {
            root = expand::expand(root);
        }
        Self { text, root }
    }
}

/// The normal form of a query: of text as everywhere, with straight quotes and half-width signs.
fn normal(typed: &str) -> String {
    text::normalize(typed)
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '＂' => '"',
            '‘' | '’' | '‛' | 'ʼ' => '\'',
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}
