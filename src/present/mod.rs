//! Results -> text, JSON, JSON lines, CSV, TREC. One file per format.
//!
//! Knows no command line: what comes in are answers and documents with a [`Look`]; what goes out is
//! written to any [`std::io::Write`]. The JSON types are of this room, so that inner types may change
//! while `format_version` stands.

mod citations;
mod counts;
mod csv;
mod document;
mod edges;
mod figures;
mod guard;
mod info;
mod json;
mod listed;
mod listing;
mod locality;
mod not_held;
mod person;
mod record;
mod report;
mod sheet;
mod text;
mod trec;
mod verify;
mod versions;
mod wrap;

pub use citations::write_cited;
pub use counts::{write_count, write_facets, write_timeline};
pub use document::{DocumentView, write_citation, write_document_text};
pub use edges::write_edges;
pub use figures::write_figures;
pub use guard::{guard_cell, plain_line};
pub use info::{
    CoverageReport, FetchGapReport, GapReport, InfoReport, LastFetchReport, VersionsReport,
    write_info,
};
pub use locality::write_localities;
pub use not_held::write_not_held;
pub use person::write_person;
pub use record::write_document_json;
pub use report::{Advice, BestNames, ExplainedLine, SearchReport};
pub use text::Palette;
pub use verify::{FindingReport, VerifyReport, write_verify};
pub use versions::{EvidenceReport, VersionRow, write_diff, write_evidence, write_versions};

use std::io::{self, Write};

/// Version of the JSON output; raised when a key changes its meaning or goes.
pub const FORMAT_VERSION: u32 = 1;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For reading.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A table with a fixed header.
    Csv,
    /// The run format of TREC, tab-separated.
    Trec,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Jsonl, Self::Csv, Self::Trec];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Trec => "trec",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape sequences for colour and weight are written.
    pub colour: bool,
    /// Whether a person reads it: bars and layout instead of plain rows.
    pub terminal: bool,
}

impl Look {
    /// Rows without colour, for pipes.
    pub const PLAIN: Self = Self {
        width: 80,
        colour: false,
        terminal: false,
    };
}

/// Writes what a search found.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_search(
    out: &mut dyn Write,
    format: Format,
    report: &SearchReport<'_>,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text => text::write_search(out, report, look),
        Format::Json => json::write_search(out, report),
        Format::Jsonl => json::write_lines(out, report),
        Format::Csv => csv::write_search(out, report),
        Format::Trec => trec::write_search(out, report),
    }
}
