//! Answers a query: matching, ranking, facets, timelines, snippets.
//!
//! No type of the engine shows in its public signatures. What comes in is a
//! [`Query`](crate::query::Query) with [`SearchOptions`]; what goes out is an [`Answer`].
//! Leaves out what a query means: names are resolved and words expanded when it comes in.

mod alternative;
mod answer;
mod blocks;
mod citations;
mod contradiction;
mod error;
mod facet;
mod family;
mod figures;
mod goal;
mod highlight;
mod hit;
mod list;
mod matching;
mod office;
mod parameters;
mod person;
mod place;
mod plan;
mod pruned;
mod rank;
mod relax;
mod rescore;
mod scoring;
mod searcher;
mod segment;
mod snippet;
#[cfg(test)]
mod snippet_tests;
#[cfg(test)]
mod tests;
mod top;
mod unit;

pub use answer::{
    Answer, Facet, FacetField, Hit, HitRecord, SearchOptions, Snippet, Sort, TimelineUnit,
};
pub use citations::{CitationEdge, Citations, CitedNumber, KnownTitle, NotHeld};
pub use error::SearchError;
pub use figures::{FigureOptions, FigureRow, FigureSort, FigureSource, FigureTable};
pub use parameters::Parameters;
pub use person::{NamedPerson, Office, PersonReport};
pub use place::{LocalityReport, Neighbour};
pub use searcher::Searcher;
