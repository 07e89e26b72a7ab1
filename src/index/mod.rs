//! The full-text index on disk: schema, analysers, writer, commits, versions.
//!
//! Derived from the corpus and disposable. What comes in are a
//! [`Document`](crate::document::Document) with its
//! [`Annotations`](crate::document::Annotations); what goes out is an [`Index`] that `search`
//! reads. Nothing here knows a query, a ranking or a snippet.

mod codec;
mod day;
mod directory;
mod error;
mod families;
mod family_file;
mod figures;
mod fingerprints;
mod keys;
mod listing;
mod merging;
mod pack;
mod reader;
mod record;
mod room;
mod schema;
mod store;
mod stream;
mod values;
mod version;
mod word;
mod writer;

pub use error::IndexError;
pub use families::{Families, FamilyMember};
pub use family_file::FamilyFile;
pub use fingerprints::{Fingerprinted, Fingerprints, Place};
pub use listing::shown_digest;
pub use reader::Index;
pub use version::{EXTRACTION_VERSION, SCHEMA_VERSION, Versions};
pub use writer::{Entry, Writer, WriterOptions};

pub(crate) use day::{day_number, day_of};
pub(crate) use keys::{
    FACET_SEPARATOR, Flag, NAME_SPAN, cut, number_key, person_bare, person_written, source_key,
};
pub(crate) use record::Record;
pub(crate) use schema::Fields;
pub(crate) use stream::Parts;
pub(crate) use word::{WordForm, all_forms, bare_form, written_form};
