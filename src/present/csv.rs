//! Tables for spreadsheets: fixed header, human values, `; ` between several.

use super::json::is_named_province;
use super::{SearchReport, guard_cell};
use crate::search::Hit;
use std::io::{self, Write};

/// The columns of a search.
const HEADER: [&str; 18] = [
    "query_id",
    "rank",
    "id",
    "external_id",
    "score",
    "title",
    "date",
    "lang",
    "kind",
    "source",
    "origin",
    "url",
    "number",
    "people",
    "localities",
    "cites",
    "copies",
    "snippet",
];

pub(super) fn write_search(out: &mut dyn Write, report: &SearchReport<'_>) -> io::Result<()> {
    if report.first {
        write_row(out, HEADER)?;
    }
    for hit in &report.answer.hits {
        write_row(out, row(report.query_id.unwrap_or_default(), hit))?;
    }
    Ok(())
}

fn row(query: &str, hit: &Hit) -> [String; 18] {
    let record = &hit.record;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        query.to_owned(),
        hit.rank.to_string(),
        record.id.to_string(),
        text(&record.external_id),
        hit.score.to_string(),
        record.title.clone(),
        record.date.map(|date| date.to_string()).unwrap_or_default(),
        record.lang.code().to_owned(),
        record.kind.name().to_owned(),
        text(&record.source),
        text(&record.origin),
        text(&record.url),
        record
            .number
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        several(record.people.iter().map(|person| person.name.clone())),
        several(
            record
                .localities
                .iter()
                .filter(|place| is_named_province(place))
                .map(|place| place.name.to_string()),
        ),
        several(record.cites.iter().map(|cited| cited.number.number.clone())),
        hit.copies.to_string(),
        hit.snippet.text.clone(),
    ]
}

fn several(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// Writes one row, every cell guarded.
pub(super) fn write_row<S: AsRef<str>>(
    out: &mut dyn Write,
    cells: impl IntoIterator<Item = S>,
) -> io::Result<()> {
    let guarded = cells
        .into_iter()
        .map(|cell| guard_cell(cell.as_ref()).into_owned());
    write_cells(out, guarded.collect::<Vec<_>>())
}

/// Writes one row of cells that are guarded already or cannot be formulas.
pub(super) fn write_cells<S: AsRef<str>>(
    out: &mut dyn Write,
    cells: impl IntoIterator<Item = S>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for cell in cells {
        writer.write_field(cell.as_ref().as_bytes())?;
    }
    writer.write_record(None::<&[u8]>)?;
    let row = writer.into_inner().map_err(|error| error.into_error())?;
    out.write_all(&row)
}
