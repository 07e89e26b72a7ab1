//! What a search gives back.

use crate::document::{Citation, DocId, Kind, Lang, LocalityRef, OfficialNumber, PersonRef, Span};
use jiff::civil::Date;
use std::time::Duration;

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first; ties: newer date, then id.
    #[default]
    Relevance,
    /// Oldest first, undated last.
    DateAscending,
    /// Newest first, undated last.
    DateDescending,
}

/// How a search is to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchOptions {
    /// The order.
    pub sort: Sort,
    /// At most so many hits.
    pub limit: usize,
    /// Skips so many hits.
    pub offset: usize,
    /// One word suffices, rank decides.
    pub any: bool,
    /// Relaxes a long query as the README says.
    pub relax: bool,
    /// Shows the members of a family one by one.
    pub all_copies: bool,
    /// Makes snippets.
    pub snippets: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            any: false,
            relax: true,
            all_copies: false,
            snippets: true,
        }
    }
}

/// What the index keeps of a document beside its text.
#[derive(Debug, Clone, PartialEq)]
pub struct HitRecord {
    /// Identity.
    pub id: DocId,
    /// The record's own id.
    pub external_id: Option<String>,
    /// The title, or the first words of the text.
    pub title: String,
    /// The date.
    pub date: Option<Date>,
    /// The language.
    pub lang: Lang,
    /// The kind.
    pub kind: Kind,
    /// The publishing site or the imported name.
    pub source: Option<String>,
    /// What it was republished from.
    pub origin: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The people named.
    pub people: Vec<PersonRef>,
    /// The localities named.
    pub localities: Vec<LocalityRef>,
    /// The numbers cited.
    pub cites: Vec<Citation>,
    /// The document's own number.
    pub number: Option<OfficialNumber>,
}

/// A passage that explains a hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// One or two sentences of the document; an ellipsis where it is cut.
    pub text: String,
    /// What matched: byte ranges of `text`.
    pub highlights: Vec<Span>,
}

/// One document that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// The score; 0 when sorted by date.
    pub score: f32,
    /// What the index keeps of it.
    pub record: HitRecord,
    /// A passage that explains it.
    pub snippet: Snippet,
    /// Byte ranges of the title that matched.
    pub title_highlights: Vec<Span>,
    /// Number of family members, itself included.
    pub copies: usize,
    /// Languages of the family.
    pub copies_langs: Vec<Lang>,
    /// Whether it has only some of the words.
    pub relaxed: bool,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// Documents that match strictly.
    pub total: usize,
    /// Documents that match only after relaxing.
    pub relaxed_total: usize,
    /// Undated documents that a date filter left out.
    pub undated_left_out: usize,
    /// How long it took.
    pub took: Duration,
    /// The hits asked for.
    pub hits: Vec<Hit>,
}

/// What documents can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetField {
    /// By locality.
    Locality,
    /// By person.
    Person,
    /// By body.
    Org,
    /// By cited number.
    Cites,
    /// By issuing body.
    Issuer,
    /// By source.
    Source,
    /// By language.
    Lang,
    /// By kind.
    Kind,
    /// By year.
    Year,
}

/// One value with its count of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The id to filter by.
    pub id: String,
    /// The name to show, such as `Bắc Ninh (to 6/2025)`.
    pub name: String,
    /// How many documents.
    pub count: usize,
}

/// The step of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineUnit {
    /// By month, `2024-01`.
    Month,
    /// By year, `2024`.
    Year,
}
