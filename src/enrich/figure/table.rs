//! Rows of tables flattened to lines: `Quảng Ninh | 11,42 | 14,6` under `Tỉnh | GRDP (%) | Giải ngân (%)`.

use super::quantity::{self, Form, Quantity};
use super::sentence::{Level, Place};
use crate::document::{Comparator, Lang, Span};
use crate::enrich::scan::Scan;
use std::ops::Range;

/// One row: its locality and a quantity in each filled column.
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) cells: Vec<Cell>,
}

/// One value of a row.
pub(super) struct Cell {
    pub(super) quantity: Quantity,
    /// What the header says over it.
    pub(super) header: Option<Span>,
}

/// The header that stands over the rows being read.
#[derive(Debug, Default, Clone)]
pub(super) struct Header {
    cells: Vec<Span>,
}

impl Header {
    /// Takes a line as the header of the rows that follow, if it is one.
    pub(super) fn note(&mut self, scan: &Scan<'_>, line: &Range<usize>) {
        self.cells = cells(scan, line);
    }
}

/// The cells of a line that marks them by bars or tabs; none where it is no row.
fn cells(scan: &Scan<'_>, line: &Range<usize>) -> Vec<Span> {
    let span = scan.span(line.clone());
    let text = span.of(scan.text);
    if !text.contains(['|', '\t']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = span.start;
    for part in text.split(['|', '\t']) {
        let lead = part.len() - part.trim_start().len();
        found.push(Span::new(
            start + lead.min(part.trim().len() + lead),
            start + lead + part.trim().len(),
        ));
        start += part.len() + 1;
    }
    found
}

/// Reads a line as a row: one cell is a province, those after it hold a number each.
pub(super) fn row(
    scan: &Scan<'_>,
    line: &Range<usize>,
    places: &[Place],
    header: &Header,
    lang: Lang,
) -> Option<Row> {
    let mut cells = cells(scan, line);
    if cells.len() < 2 {
        cells = bare_cells(scan, line, places)?;
    }
    let (column, place) = cells.iter().enumerate().find_map(|(column, cell)| {
        let place = places.iter().find(|place| {
            let span = scan.span(place.words.clone());
            place.level == Level::Province && cell.contains(&span) && span.len() * 2 >= cell.len()
        })?;
        Some((column, place))
    })?;
    let headers = header.cells.len() == cells.len();
    let found = cells
        .iter()
        .enumerate()
        .skip(column + 1)
        .filter_map(|(column, cell)| {
            let header = headers.then(|| header.cells[column]);
            let quantity = cell_value(scan, cell, header, lang)?;
            Some(Cell { quantity, header })
        })
        .collect();
    Some(Row {
        place: place.clone(),
        cells: found,
    })
}

/// The cells of a line that holds a province and then numbers alone: `Quảng Ninh 11,42 14,6`.
fn bare_cells(scan: &Scan<'_>, line: &Range<usize>, places: &[Place]) -> Option<Vec<Span>> {
    let place = places
        .iter()
        .find(|place| line.contains(&place.words.start) && place.level == Level::Province)?;
    let index = scan.words[line.start..place.words.start]
        .iter()
        .filter(|word| !word.has_digit())
        .count();
    if index > 0 || place.words.start > line.start + 1 || line.len() > 16 {
        return None;
    }
    let end = scan.span(place.words.clone()).end;
    let last = scan.span(line.clone()).end;
    let rest = &scan.text[end..last];
    let numbers = rest
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,%+-−;:".contains(c));
    if !numbers || rest.trim().is_empty() {
        return None;
    }
    let mut cells = vec![scan.span(place.words.clone())];
    let mut start = end;
    for part in rest.split_inclusive([' ', ';', '\u{a0}']) {
        let value = part.trim_matches([':', ',', '%', ' ', ';', '\u{a0}']);
        if value.starts_with(|c: char| c.is_ascii_digit() || "+-−".contains(c)) {
            let lead = part.find(value).unwrap_or(0);
            cells.push(Span::new(start + lead, start + lead + value.len()));
        }
        start += part.len();
    }
    // One number after a name may be a year or a place in a list.
    let certain = cells.len() > 2 || rest.contains('%') || rest.contains(':');
    certain.then_some(cells)
}

fn cell_value(scan: &Scan<'_>, cell: &Span, header: Option<Span>, lang: Lang) -> Option<Quantity> {
    let words = scan.word_at(cell.start)..scan.word_at(cell.end);
    let text = cell.of(scan.text);
    if words.is_empty() || !text.starts_with(|c: char| c.is_ascii_digit() || "-+−".contains(c)) {
        return None;
    }
    let head = header.map_or("", |header| header.of(scan.text));
    let form = if head.contains('%') {
        Form::Percent
    } else {
        Form::Bare
    };
    if let Some(mut quantity) = quantity::find(scan, words.clone(), lang, &[])
        .into_iter()
        .next()
    {
        if quantity.form == Form::Bare {
            quantity.form = form;
            quantity.unit = unit(head);
        }
        if text.starts_with(['-', '−']) && quantity.value.is_some_and(|value| value > 0.0) {
            quantity.value = quantity.value.map(|value| -value);
        }
        return Some(quantity);
    }
    let raw = text.trim_start_matches(['-', '+', '−']);
    let value = quantity::read(raw, lang, form == Form::Bare)?;
    Some(Quantity {
        words,
        span: *cell,
        value: Some(if raw.len() < text.len() && !text.starts_with('+') {
            -value
        } else {
            value
        }),
        range: None,
        denominator: None,
        form,
        unit: unit(head),
        noun: None,
        comparator: Comparator::Eq,
        change: false,
    })
}

/// The unit that a header gives in brackets.
fn unit(head: &str) -> Option<String> {
    let (_, tail) = head.split_once('(')?;
    let (unit, _) = tail.split_once(')')?;
    Some(unit.trim().to_owned())
}
