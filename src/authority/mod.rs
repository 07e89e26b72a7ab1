//! What is known beforehand: localities and their history, surnames, offices, bodies, numbers, terms.
//!
//! Data files that a person can read and mend stand beside the code that reads them; each says where
//! its facts come from. Tables are read lazily, small ones apart from big ones, so that a query that
//! names a province never pays for the communes. What comes in are names, what goes out are ids and
//! canonical names; nothing here reads a document.

pub mod bodies;
pub mod documents;
pub mod indicators;
pub mod localities;
pub mod numbers;
pub mod offices;
pub mod people;
pub mod regions;
pub mod surnames;

pub use localities::{Localities, localities};
