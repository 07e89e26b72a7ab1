//! Answers a query: matching, ranking, facets, timelines, snippets.
//!
//! No type of the engine shows in its public signatures. What comes in is a
//! [`Query`](crate::query::Query) with [`SearchOptions`]; what goes out is an [`Answer`].

mod answer;

pub use answer::{
    Answer, Facet, FacetField, Hit, HitRecord, SearchOptions, Snippet, Sort, TimelineUnit,
};
