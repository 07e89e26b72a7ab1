//! The formats that every list shares: one object, an object a line, a table, or lines for reading.

use super::csv::write_row;
use super::json::write_object;
use super::{Format, Look};
use serde::Serialize;
use std::io::{self, Write};

/// What is written as a list.
pub(super) trait Listing {
    /// The columns of the table.
    const HEADER: &'static [&'static str];

    /// The whole as one JSON object.
    fn object(&self) -> impl Serialize;

    /// The entries, each a JSON object of its own.
    fn entries(&self) -> impl Iterator<Item = impl Serialize>;

    /// The rows of the table, as wide as the header.
    fn rows(&self) -> impl Iterator<Item = Vec<String>>;

    /// Writes it for reading, or as plain rows for a pipe.
    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()>;
}

/// Writes a list in one of the formats.
pub(super) fn write_listing(
    out: &mut dyn Write,
    format: Format,
    listing: &impl Listing,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec => listing.write_text(out, look),
        Format::Json => write_object(out, &listing.object()),
        Format::Jsonl => listing
            .entries()
            .try_for_each(|entry| write_object(out, &entry)),
        Format::Csv => {
            write_header(out, listing)?;
            listing.rows().try_for_each(|row| write_row(out, row))
        }
    }
}

fn write_header<L: Listing>(out: &mut dyn Write, _: &L) -> io::Result<()> {
    write_row(out, L::HEADER)
}
