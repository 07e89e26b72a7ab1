//! What a search gives to every format.

use crate::query::Query;
use crate::search::Answer;

/// An answer with its query.
#[derive(Debug, Clone)]
pub struct SearchReport<'a> {
    /// The id of the query, where many are answered in one run.
    pub query_id: Option<&'a str>,
    /// Whether this is the first of many, so that a table gets its header.
    pub first: bool,
    /// The query.
    pub query: &'a Query,
    /// The answer.
    pub answer: &'a Answer,
    /// How the query was understood, if that was asked for.
    pub explained: Vec<ExplainedLine>,
    /// What would give results, where there are none.
    pub advice: Option<Advice>,
    /// Documents to be searched in all.
    pub documents: u64,
}

/// One line of an explanation with its hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedLine {
    /// How deep it stands inside others.
    pub depth: usize,
    /// The clause as it prints.
    pub clause: String,
    /// How it was understood.
    pub note: String,
    /// How many documents answer to it alone.
    pub hits: usize,
}

/// The one change that gives results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What is changed.
    pub what: String,
    /// The query after it.
    pub query: String,
    /// How many documents it finds.
    pub hits: usize,
}
