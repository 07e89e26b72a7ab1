//! What several lists have in common: documents, known numbers, values with counts, and their ends in time.

use super::text::{grouped, plural};
use crate::document::Resolution;
use crate::search::{Facet, FigureSource, HitRecord, KnownTitle};
use jiff::civil::Date;
use serde::Serialize;

/// A document in a list.
#[derive(Serialize)]
pub(super) struct ListedJson<'a> {
    id: String,
    external_id: Option<&'a str>,
    title: &'a str,
    date: Option<String>,
    kind: &'static str,
    source: Option<&'a str>,
    number: Option<String>,
    url: Option<&'a str>,
}

/// The document that a figure or an office stands in.
#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    id: String,
    external_id: Option<&'a str>,
    title: &'a str,
    date: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
}

/// A value with its count of documents.
#[derive(Serialize)]
pub(super) struct CountedJson<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
}

/// A year with its count of documents.
#[derive(Serialize)]
pub(super) struct YearJson<'a> {
    year: &'a str,
    count: usize,
}

impl<'a> YearJson<'a> {
    pub(super) fn list(by_year: &'a [(String, usize)]) -> Vec<Self> {
        let counted = |(year, count): &'a (String, usize)| Self {
            year,
            count: *count,
        };
        by_year.iter().map(counted).collect()
    }
}

/// A document that is known by its number, held or not.
#[derive(Serialize)]
pub(super) struct KnownJson<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    date: Option<String>,
    issuer: &'a str,
}

impl<'a> ListedJson<'a> {
    pub(super) fn of(record: &'a HitRecord) -> Self {
        Self {
            id: record.id.to_string(),
            external_id: record.external_id.as_deref(),
            title: &record.title,
            date: record.date.map(|date| date.to_string()),
            kind: record.kind.name(),
            source: record.source.as_deref(),
            number: record.number.as_ref().map(ToString::to_string),
            url: record.url.as_deref(),
        }
    }
}

impl<'a> SourceJson<'a> {
    pub(super) fn of(source: &'a FigureSource) -> Self {
        Self {
            id: source.id.to_string(),
            external_id: source.external_id.as_deref(),
            title: &source.title,
            date: source.date.map(|date| date.to_string()),
            source: source.source.as_deref(),
            url: source.url.as_deref(),
        }
    }

    pub(super) fn list(sources: &'a [FigureSource]) -> Vec<Self> {
        sources.iter().map(Self::of).collect()
    }
}

impl<'a> CountedJson<'a> {
    pub(super) fn list(facets: &'a [Facet]) -> Vec<Self> {
        let counted = |facet: &'a Facet| Self {
            id: &facet.id,
            name: &facet.name,
            count: facet.count,
        };
        facets.iter().map(counted).collect()
    }
}

impl<'a> KnownJson<'a> {
    pub(super) fn of(known: &'a KnownTitle) -> Self {
        Self {
            id: &known.number,
            title: known.title_vi,
            title_en: Some(known.title_en).filter(|title| !title.is_empty()),
            date: known.date.map(|date| date.to_string()),
            issuer: known.issuer,
        }
    }
}

/// How a citation was resolved, in a word.
pub(super) const fn resolved(resolution: &Resolution) -> &'static str {
    match resolution {
        Resolution::Stated => "stated",
        Resolution::Guess => "guess",
        Resolution::Open(_) => "open",
    }
}

/// The day of a document; empty where it has none.
pub(super) fn day(record: &HitRecord) -> String {
    record.date.map(|date| date.to_string()).unwrap_or_default()
}

/// The number that a document bears; empty where it bears none.
pub(super) fn own(record: &HitRecord) -> String {
    let number = record.number.as_ref();
    number.map(ToString::to_string).unwrap_or_default()
}

/// First and latest day, as printed.
pub(super) fn ends(days: Option<(Date, Date)>) -> (Option<String>, Option<String>) {
    let (first, latest) = days.unzip();
    let printed = |day: Option<Date>| day.map(|day| day.to_string());
    (printed(first), printed(latest))
}

/// How many documents, and from when to when.
pub(super) fn extent(total: usize, days: Option<(Date, Date)>) -> String {
    let days = match days {
        Some((first, latest)) => format!(", first {first}, latest {latest}"),
        None => String::new(),
    };
    let documents = plural(total, "document", "documents");
    format!("{} {documents}{days}", grouped(total))
}

/// A document on one line: day, id, title, source.
pub(super) fn listed(record: &HitRecord) -> String {
    let date = record.date.map(|date| date.to_string());
    let source = record.source.as_ref().map(|source| format!(" ({source})"));
    format!(
        "{:<10} {} {}{}",
        date.as_deref().unwrap_or("undated"),
        record.id,
        record.title,
        source.unwrap_or_default()
    )
}
