//! What a search gives to every format.

use crate::query::Query;
use crate::search::Answer;
use std::collections::HashMap;

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
    /// The marked forms of the names in the hits.
    pub names: BestNames,
}

/// Printed names with the marked form that fits each; a name without one is not in it.
#[derive(Debug, Clone, Default)]
pub struct BestNames(pub HashMap<String, String>);

impl BestNames {
    /// The marked form of a printed name: its own where it has marks beyond a doubt, else the one known.
    pub(super) fn of<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let known = self.0.get(name).map(String::as_str);
        known.or_else(|| (!name.is_ascii()).then_some(name))
    }
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
