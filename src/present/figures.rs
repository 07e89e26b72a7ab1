//! The table of figures: rows with a bar for reading, data otherwise.

use super::csv::{write_cells, write_row};
use super::json::{QueryJson, write_object};
use super::listed::SourceJson;
use super::text::{grouped, plural};
use super::wrap::{pad, shorten};
use super::{FORMAT_VERSION, Format, Look, Palette, guard_cell, plain_line};
use crate::document::{Comparator, Figure};
use crate::query::Query;
use crate::search::{FigureRow, FigureTable};
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of a bar.
const BAR: usize = 10;

/// A figure; its value as printed and its sentence come from the text that it stands in.
#[derive(Serialize)]
pub(super) struct FigureJson<'a> {
    locality: FigureLocalityJson<'a>,
    indicator: &'a str,
    indicator_id: &'a str,
    value: Option<f64>,
    value_min: Option<f64>,
    value_max: Option<f64>,
    denominator: Option<f64>,
    unit: Option<&'a str>,
    period: Option<&'a str>,
    period_origin: Option<&'static str>,
    comparator: &'static str,
    basis: Option<&'static str>,
    value_text: &'a str,
    sentence: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct FigureLocalityJson<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> FigureJson<'a> {
    pub(super) fn of(figure: &'a Figure, value_text: &'a str, sentence: &'a str) -> Self {
        Self {
            locality: FigureLocalityJson {
                id: &figure.locality.0,
                name: &figure.locality_name,
            },
            indicator: &figure.indicator,
            indicator_id: &figure.indicator_id,
            value: figure.value,
            value_min: figure.value_min,
            value_max: figure.value_max,
            denominator: figure.denominator,
            unit: figure.unit.as_deref(),
            period: period(figure),
            period_origin: figure.period_origin.map(|origin| origin.name()),
            comparator: figure.comparator.name(),
            basis: figure.basis,
            value_text,
            sentence,
            start: figure.value_span.start,
            end: figure.value_span.end,
        }
    }
}

#[derive(Serialize)]
struct TableJson<'a> {
    format_version: u32,
    query: QueryJson<'a>,
    total: usize,
    documents: usize,
    undated_left_out: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<Vec<RowJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods: Option<Vec<PeriodJson<'a>>>,
}

#[derive(Serialize)]
struct PeriodJson<'a> {
    period: Option<&'a str>,
    figures: Vec<RowJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    #[serde(flatten)]
    figure: FigureJson<'a>,
    contradicted: bool,
    document: SourceJson<'a>,
}

/// The columns of the table.
const HEADER: [&str; 24] = [
    "locality",
    "indicator",
    "value",
    "unit",
    "period",
    "sentence",
    "document_id",
    "date",
    "title",
    "source",
    "url",
    "external_id",
    "locality_id",
    "indicator_id",
    "value_min",
    "value_max",
    "denominator",
    "comparator",
    "basis",
    "period_origin",
    "value_text",
    "start",
    "end",
    "contradicted",
];

/// Writes a table of figures; `by_period` puts those of one period under one head.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_figures(
    out: &mut dyn Write,
    format: Format,
    query: &Query,
    table: &FigureTable,
    by_period: bool,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec if look.terminal => write_table(out, table, by_period, look),
        Format::Text | Format::Trec => table.rows.iter().try_for_each(|row| write_line(out, row)),
        Format::Json => write_object(out, &table_json(query, table, by_period)),
        Format::Jsonl => table
            .rows
            .iter()
            .try_for_each(|row| write_object(out, &row_json(row))),
        Format::Csv => {
            write_row(out, HEADER)?;
            table.rows.iter().try_for_each(|row| write_csv(out, row))
        }
    }
}

fn period(figure: &Figure) -> Option<&str> {
    figure.period.as_ref().map(|period| period.0.as_str())
}

/// The rows, parted where the period changes.
fn by_periods(rows: &[FigureRow]) -> impl Iterator<Item = &[FigureRow]> {
    rows.chunk_by(|a, b| a.figure.period == b.figure.period)
}

fn table_json<'a>(query: &'a Query, table: &'a FigureTable, by_period: bool) -> TableJson<'a> {
    let rows = |rows: &'a [FigureRow]| rows.iter().map(row_json).collect();
    let periods = by_periods(&table.rows).map(|group| PeriodJson {
        period: group.first().and_then(|row| period(&row.figure)),
        figures: rows(group),
    });
    TableJson {
        format_version: FORMAT_VERSION,
        query: QueryJson::of(query),
        total: table.total,
        documents: table.documents,
        undated_left_out: table.undated_left_out,
        figures: (!by_period).then(|| rows(&table.rows)),
        periods: by_period.then(|| periods.collect()),
    }
}

fn row_json(row: &FigureRow) -> RowJson<'_> {
    RowJson {
        figure: FigureJson::of(&row.figure, &row.value_text, &row.sentence),
        contradicted: row.contradicted,
        document: SourceJson::of(&row.document),
    }
}

fn write_csv(out: &mut dyn Write, row: &FigureRow) -> io::Result<()> {
    let figure = &row.figure;
    let document = &row.document;
    // Numbers stay numbers: a guarded -8.25 would be a text to a spreadsheet.
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let text = |value: &str| guard_cell(value).into_owned();
    let optional = |value: Option<&str>| text(value.unwrap_or_default());
    write_cells(
        out,
        [
            text(&row.locality),
            text(&figure.indicator),
            number(figure.value),
            optional(figure.unit.as_deref()),
            optional(period(figure)),
            text(&row.sentence),
            document.id.to_string(),
            document
                .date
                .map(|date| date.to_string())
                .unwrap_or_default(),
            text(&document.title),
            optional(document.source.as_deref()),
            optional(document.url.as_deref()),
            optional(document.external_id.as_deref()),
            text(&figure.locality.0),
            text(&figure.indicator_id),
            number(figure.value_min),
            number(figure.value_max),
            number(figure.denominator),
            figure.comparator.name().to_owned(),
            optional(figure.basis),
            optional(figure.period_origin.map(|origin| origin.name())),
            text(&row.value_text),
            figure.value_span.start.to_string(),
            figure.value_span.end.to_string(),
            row.contradicted.to_string(),
        ],
    )
}

/// What is measured: the id of a known indicator, which tells growth from level, else the noun as printed.
fn indicator_of(figure: &Figure) -> &str {
    if figure.indicator_id == "other" {
        &figure.indicator
    } else {
        &figure.indicator_id
    }
}

/// The value for reading: with what stands before it, as a range, or as a part of a whole.
fn value_of(figure: &Figure) -> String {
    let sign = match figure.comparator {
        Comparator::Eq | Comparator::Range => "",
        Comparator::Gt => "> ",
        Comparator::Lt => "< ",
        Comparator::Ge => "≥ ",
        Comparator::Le => "≤ ",
        Comparator::Approx => "~ ",
    };
    let value = match (figure.value, figure.value_min, figure.value_max) {
        (Some(value), ..) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low}–{high}"),
        (None, low, high) => low.or(high).map(|one| one.to_string()).unwrap_or_default(),
    };
    match figure.denominator {
        Some(whole) => format!("{sign}{value}/{whole}"),
        None => format!("{sign}{value}"),
    }
}

/// One row for a pipe: locality, indicator, value, unit, period, document, its date, sentence.
fn write_line(out: &mut dyn Write, row: &FigureRow) -> io::Result<()> {
    let figure = &row.figure;
    let mark = if row.contradicted { " ≠" } else { "" };
    let date = row
        .document
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    writeln!(
        out,
        "{}\t{}\t{}{mark}\t{}\t{}\t{}\t{date}\t{}",
        plain_line(&row.locality),
        plain_line(indicator_of(figure)),
        value_of(figure),
        plain_line(figure.unit.as_deref().unwrap_or_default()),
        period(figure).unwrap_or_default(),
        row.document.id,
        plain_line(&row.sentence),
    )
}

/// Widths of the columns of a table.
struct Columns {
    locality: usize,
    indicator: usize,
    value: usize,
    unit: usize,
    period: usize,
}

impl Columns {
    fn of(rows: &[FigureRow], width: usize) -> Self {
        let widest = |most: usize, of: &dyn Fn(&FigureRow) -> usize| {
            rows.iter().map(of).max().unwrap_or(0).min(most)
        };
        let unit = |row: &FigureRow| row.figure.unit.as_deref().unwrap_or_default().width();
        Self {
            locality: widest(width / 4, &|row| row.locality.width()),
            indicator: widest(width / 4, &|row| indicator_of(&row.figure).width()),
            value: widest(18, &|row| value_of(&row.figure).width()),
            unit: widest(16, &unit),
            period: widest(10, &|row| period(&row.figure).unwrap_or_default().width()),
        }
    }
}

fn write_table(
    out: &mut dyn Write,
    table: &FigureTable,
    by_period: bool,
    look: Look,
) -> io::Result<()> {
    let palette = Palette::of(look);
    let columns = Columns::of(&table.rows, look.width);
    let most = largest(&table.rows);
    for (at, group) in by_periods(&table.rows).enumerate() {
        if by_period {
            let head = group.first().and_then(|row| period(&row.figure));
            let gap = if at > 0 { "\n" } else { "" };
            let title = palette.title;
            writeln!(out, "{gap}{title}{}{title:#}", head.unwrap_or("no period"))?;
        }
        for row in group {
            write_table_row(out, row, &columns, &most, look)?;
        }
    }
    write_summary(out, table, palette)
}

/// What bars are measured by: the largest value of each indicator in each unit.
type Largest<'r> = HashMap<(&'r str, Option<&'r str>), f64>;

fn largest(rows: &[FigureRow]) -> Largest<'_> {
    let mut most = HashMap::new();
    for row in rows {
        let figure = &row.figure;
        let key = (&*figure.indicator_id, figure.unit.as_deref());
        let value = figure.value.or(figure.value_max).unwrap_or(0.0).abs();
        let known: &mut f64 = most.entry(key).or_insert(0.0);
        *known = known.max(value);
    }
    most
}

fn write_table_row(
    out: &mut dyn Write,
    row: &FigureRow,
    columns: &Columns,
    most: &Largest<'_>,
    look: Look,
) -> io::Result<()> {
    let palette = Palette::of(look);
    let figure = &row.figure;
    let cell = |text: &str, width| pad(&shorten(&plain_line(text), width), width);
    let value = value_of(figure);
    let gap = " ".repeat(columns.value.saturating_sub(value.width()));
    let key = (&*figure.indicator_id, figure.unit.as_deref());
    let most = most.get(&key).copied().unwrap_or(0.0);
    let bar = bar(figure.value.or(figure.value_max).unwrap_or(0.0), most);
    let (label, highlight, aside) = (palette.label, palette.highlight, palette.aside);
    let mark = if row.contradicted { " ≠" } else { "" };
    let line = format!(
        "{label}{}{label:#}  {}  {gap}{highlight}{value}{highlight:#} {} {}  {bar}{highlight}{mark}{highlight:#}",
        cell(&row.locality, columns.locality),
        cell(indicator_of(figure), columns.indicator),
        cell(figure.unit.as_deref().unwrap_or_default(), columns.unit),
        cell(period(figure).unwrap_or_default(), columns.period),
    );
    writeln!(out, "{}", line.trim_end())?;
    let date = row.document.date.map(|date| date.to_string());
    let below = format!(
        "{} {} {}",
        row.document.id,
        date.as_deref().unwrap_or("undated"),
        plain_line(&row.sentence)
    );
    let below = shorten(&below, look.width.saturating_sub(2));
    writeln!(out, "  {aside}{below}{aside:#}")
}

/// A bar in proportion to the largest value; one of a negative value is hollow.
fn bar(value: f64, most: f64) -> String {
    if value == 0.0 || most == 0.0 {
        return String::new();
    }
    let columns = (value.abs() / most * BAR as f64).round().max(1.0) as usize;
    let sign = if value < 0.0 { "░" } else { "█" };
    sign.repeat(columns.min(BAR))
}

fn write_summary(out: &mut dyn Write, table: &FigureTable, palette: Palette) -> io::Result<()> {
    let aside = palette.aside;
    let mut line = format!(
        "{} {} in {} {}",
        grouped(table.total),
        plural(table.total, "figure", "figures"),
        grouped(table.documents),
        plural(table.documents, "document", "documents"),
    );
    if table.rows.len() < table.total {
        line.push_str(&format!(", {} shown", grouped(table.rows.len())));
    }
    if table.rows.iter().any(|row| row.contradicted) {
        line.push_str("; ≠ another document says otherwise");
    }
    if table.undated_left_out > 0 {
        line.push_str(&format!(
            "; {} undated documents left out",
            grouped(table.undated_left_out)
        ));
    }
    writeln!(out, "{aside}{line}{aside:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_tell_the_sign() {
        assert_eq!(bar(13.45, 13.45), "█".repeat(10));
        assert_eq!(bar(-8.25, 13.45), "░".repeat(6));
        assert_eq!(bar(0.0, 1.0), "");
    }
}
