//! The query language: text -> [`Query`], with names resolved and terms expanded.
//!
//! Knows no index: it says what is asked, `search` finds out what answers it.

mod ast;

pub use ast::{
    Clause, DateRange, Expanded, Expansion, Filter, LocalityFilter, Marks, NumberFilter, Presence,
    Query, Scope, Term, TextClause, TextForm,
};
