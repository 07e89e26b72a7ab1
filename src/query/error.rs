//! What can be wrong with a query.

use crate::document::Span;

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryProblem {
    /// A quote was opened and not closed.
    #[error("this quotation mark has no partner")]
    UnclosedQuote,
    /// A parenthesis was opened and not closed.
    #[error("this parenthesis is not closed")]
    UnclosedGroup,
    /// A parenthesis was closed and not opened.
    #[error("this parenthesis was not opened")]
    UnopenedGroup,
    /// An operator lacks the words it needs.
    #[error("{0} needs something to search for beside it")]
    MissingOperand(&'static str),
    /// Only signs, no word.
    #[error("there is no word in it")]
    NoWord,
    /// A field that there is not.
    #[error("there is no field called `{0}`")]
    UnknownField(String),
    /// A field without a value.
    #[error("`{0}:` has no value")]
    MissingValue(&'static str),
    /// A value that the field cannot have.
    #[error("`{value}` is no {what}")]
    BadValue {
        /// What the field takes.
        what: &'static str,
        /// What was given.
        value: String,
    },
    /// A name that the authority files do not hold.
    #[error("no {what} is called `{name}`")]
    UnknownName {
        /// What kind of name.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A range that ends before it begins.
    #[error("the range ends before it begins")]
    EmptyRange,
    /// A nearness that is no small number.
    #[error("`~` takes a number from 0 to {MAX_SLOP}")]
    BadSlop,
    /// Parentheses in parentheses without end.
    #[error("more than {MAX_DEPTH} parentheses stand inside each other")]
    TooDeep,
    /// A query of more words than can be answered.
    #[error("the query has more than {MAX_WORDS} words")]
    TooLong,
}

/// The most parentheses that may stand inside each other.
pub(super) const MAX_DEPTH: usize = 64;
/// The most words a query may have.
pub(super) const MAX_WORDS: usize = 1024;
/// The most words that `~` may allow between.
pub(super) const MAX_SLOP: u32 = 100;

/// A query that could not be understood: what, where, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct QueryError {
    /// The text that the span belongs to: the query in normal form, or a flag with its value.
    pub text: String,
    /// The place in it.
    pub span: Span,
    /// What is wrong there.
    pub problem: QueryProblem,
    /// What would be right, as it should be typed or as advice.
    pub suggestion: Option<String>,
}

impl QueryError {
    pub(super) fn new(text: &str, span: Span, problem: QueryProblem) -> Self {
        Self {
            text: text.to_owned(),
            span,
            problem,
            suggestion: None,
        }
    }

    pub(super) fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}
