//! The edges of the network of official numbers: which document cites what.

use super::json::CitationJson;
use super::listed::{ListedJson, day, own, resolved};
use super::listing::{Listing, write_listing};
use super::{FORMAT_VERSION, Format, Look};
use crate::document::{DocId, Resolution};
use crate::search::{CitationEdge, Citations};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct EdgesJson<'a> {
    format_version: u32,
    edges: Vec<EdgeJson<'a>>,
}

#[derive(Serialize)]
struct EdgeJson<'a> {
    from: ListedJson<'a>,
    to: CitationJson<'a>,
    held: Vec<String>,
}

/// Writes every citation, one a row.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_edges(out: &mut dyn Write, format: Format, citations: &Citations) -> io::Result<()> {
    write_listing(out, format, citations, Look::PLAIN)
}

impl Listing for Citations {
    const HEADER: &'static [&'static str] = &[
        "id",
        "external_id",
        "date",
        "title",
        "kind",
        "source",
        "number",
        "cited",
        "cited_id",
        "resolved",
        "candidates",
        "held",
    ];

    fn object(&self) -> impl Serialize {
        EdgesJson {
            format_version: FORMAT_VERSION,
            edges: self
                .edges
                .iter()
                .map(|edge| edge_json(self, edge))
                .collect(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.edges.iter().map(|edge| edge_json(self, edge))
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.edges.iter().map(|edge| {
            let from = &self.documents[edge.from];
            let (cited_id, candidates) = match &edge.to.resolution {
                Resolution::Open(candidates) => (String::new(), candidates.join("; ")),
                _ => (edge.to.number.to_string(), String::new()),
            };
            vec![
                from.id.to_string(),
                from.external_id.clone().unwrap_or_default(),
                day(from),
                from.title.clone(),
                from.kind.name().to_owned(),
                from.source.clone().unwrap_or_default(),
                own(from),
                edge.to.number.number.clone(),
                cited_id,
                resolved(&edge.to.resolution).to_owned(),
                candidates,
                ids(&edge.held).join("; "),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, _: Look) -> io::Result<()> {
        self.edges.iter().try_for_each(|edge| {
            let from = &self.documents[edge.from];
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}",
                from.id,
                day(from),
                own(from),
                edge.to.number,
                resolved(&edge.to.resolution),
                ids(&edge.held).join("; ")
            )
        })
    }
}

fn ids(held: &[DocId]) -> Vec<String> {
    held.iter().map(ToString::to_string).collect()
}

fn edge_json<'a>(citations: &'a Citations, edge: &'a CitationEdge) -> EdgeJson<'a> {
    EdgeJson {
        from: ListedJson::of(&citations.documents[edge.from]),
        to: CitationJson::of(&edge.to),
        held: ids(&edge.held),
    }
}
