//! Full-text search over the documents of Vietnam's ruling Party and the press that reports on them.
//!
//! The rooms stand in the order in which a document passes through them:
//! discover, fetch, corpus, extract, enrich, index, query, search, present;
//! `ingest` drives them, and the binary's `cli` is the only user of `ingest`.
//!
//! # Invariants
//!
//! - The corpus is the truth; the index is derived and disposable.
//! - A [`document::Document`] holds nothing that depends on another document or on the order of adding.
//! - Raw bytes are kept, so everything from `extract` on is pure, offline and repeatable.
//! - Text is NFC. A [`document::Span`] is a half-open byte range on character boundaries of the text
//!   it belongs to; slicing gives the surface form.
//! - One analysis, in `text`, serves index, query and highlight.
//! - Only `fetch` opens connections to the outside, and it cannot send without asking robots.
//! - The library prints nothing and reads no environment, wall clock or home directory.
//! - One bad page never stops a run: it is reported with its address, counted, and the run goes on.
//! - Nothing is dropped silently: limits are announced and guesses carry their origin.
#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]
#![forbid(unsafe_code)]

pub mod authority;
pub mod corpus;
pub mod discover;
pub mod document;
pub mod enrich;
pub mod extract;
pub mod fetch;
pub mod html;
pub mod index;
pub mod ingest;
pub mod present;
pub mod query;
pub mod search;
pub mod sites;
pub mod text;
