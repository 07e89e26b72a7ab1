//! Rows of tables flattened to lines: `Quảng Ninh | 11,42 | 14,6` under `Tỉnh | GRDP (%) | Giải ngân (%)`.

pub(super) mod measured;
pub(super) mod numbered;
pub(super) mod stacked;

use super::quantity::{self, Form, Quantity};
use super::sentence::{Level, Place};
use crate::document::{Lang, LocalityId, Span};
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
    /// For each cell, the province that it names alone; none where fewer than two do.
    places: Vec<Option<LocalityId>>,
}

impl Header {
    /// Takes the cells of a line as the header of the rows that follow; there are none where it is no row.
    pub(super) fn of(scan: &Scan<'_>, cells: Vec<Span>, places: &[Place]) -> Self {
        let mut named: Vec<Option<LocalityId>> = Vec::new();
        if several(scan, &cells, places) {
            let id = |cell: &Span| Some(named_in(scan, cell, places)?.id.clone());
            named = cells.iter().map(id).collect();
        }
        Self {
            cells,
            places: named,
        }
    }
}

/// The province that is most of a cell.
fn named_in<'p>(scan: &Scan<'_>, cell: &Span, places: &'p [Place]) -> Option<&'p Place> {
    places.iter().find(|place| {
        let span = scan.span(place.words.clone());
        place.level == Level::Province && cell.contains(&span) && span.len() * 2 >= cell.len()
    })
}

/// Whether two cells and more name a province each: the head of a table with a column for each place.
fn several(scan: &Scan<'_>, cells: &[Span], places: &[Place]) -> bool {
    let mut named = cells
        .iter()
        .filter(|cell| named_in(scan, cell, places).is_some());
    named.nth(1).is_some()
}

/// The cells of a line that marks them by bars or tabs; none where it is no row.
pub(super) fn cells(scan: &Scan<'_>, line: &Range<usize>) -> Vec<Span> {
    let span = scan.span(line.clone());
    // The sign behind the last number or name is part of its cell.
    let rest = &scan.text[span.end..];
    let closed = rest.find('\n').unwrap_or(rest.len());
    let span = Span::new(span.start, span.end + rest[..closed].trim_end().len());
    let text = span.of(scan.text);
    if memchr::memchr2(b'|', b'\t', text.as_bytes()).is_none() {
        return Vec::new();
    }
    parts(text, span.start, |c| matches!(c, '|' | '\t'))
}

/// The parts of a row between signs, each without the spaces around it.
fn parts(text: &str, offset: usize, is_sign: impl Fn(char) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let signs = text
        .char_indices()
        .filter(|(_, c)| is_sign(*c))
        .chain([(text.len(), ' ')]);
    for (at, sign) in signs {
        let part = &text[start..at];
        let lead = part.len() - part.trim_start().len();
        found.push(Span::new(
            offset + start + lead,
            offset + start + lead + part.trim().len(),
        ));
        start = at + sign.len_utf8();
    }
    found
}

/// The cells of a line whose dashes part a province from numbers with units: `Đồng Nai – 2,98 tỷ USD`.
fn dashed_cells(scan: &Scan<'_>, line: &Range<usize>, places: &[Place]) -> Option<Vec<Span>> {
    // "1. Ha Giang – USD1.2bn – 8.8%": the number of the row is no cell.
    let numbered = line.len() > 1
        && scan.folded(line.start).len() <= 2
        && scan.folded(line.start).bytes().all(|b| b.is_ascii_digit())
        && matches!(scan.gap_text(line.start + 1), ". " | ") ");
    let line = &(line.start + usize::from(numbered)..line.end);
    let first = places
        .iter()
        .find(|place| place.words.start == line.start)?;
    if line.len() > 24 || first.words.end >= line.end {
        return None;
    }
    let dashed = |at: usize| {
        // "12.4% – 3.2 trillion".
        let gap = scan.gap_text(at).trim_start_matches('%');
        gap.starts_with(' ') && gap.ends_with(' ') && gap.contains(['-', '–', '—'])
    };
    if !dashed(first.words.end) {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = line.start;
    for at in line.start + 1..=line.end {
        if at == line.end || dashed(at) {
            let cell = start..at;
            if !cells.is_empty() && !scan.words[cell.start].has_digit() {
                return None;
            }
            cells.push(scan.span(cell));
            start = at;
        }
    }
    Some(cells)
}

/// Reads a line as a row: one cell is a province, those after it hold a number each.
pub(super) fn row(
    scan: &Scan<'_>,
    line: &Range<usize>,
    cells: &[Span],
    places: &[Place],
    header: &Header,
    lang: Lang,
) -> Option<Row> {
    if places.is_empty() {
        return None;
    }
    let other = if cells.len() < 2 {
        dashed_cells(scan, line, places).or_else(|| bare_cells(scan, line, places))?
    } else {
        Vec::new()
    };
    let cells = if cells.len() < 2 { &other } else { cells };
    let (column, place) = cells
        .iter()
        .enumerate()
        .find_map(|(column, cell)| Some((column, named_in(scan, cell, places)?)))?;
    if several(scan, cells, places) {
        return None;
    }
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
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,%+-−;:()".contains(c));
    if !numbers || rest.trim().is_empty() {
        return None;
    }
    let mut cells = vec![scan.span(place.words.clone())];
    let mut start = end;
    for part in rest.split_inclusive([' ', ';', '\u{a0}']) {
        let value = part.trim_matches([':', ',', '%', ' ', ';', '(', ')', '\u{a0}']);
        if value.starts_with(|c: char| c.is_ascii_digit() || "+-−".contains(c)) {
            let lead = part.find(value).unwrap_or(0);
            cells.push(Span::new(start + lead, start + lead + value.len()));
        }
        start += part.len();
    }
    // One number after a name may be a year or a place in a list.
    let decimal = rest
        .trim()
        .split([',', '.'])
        .nth(1)
        .is_some_and(|part| part.len() < 3);
    let numbered = place.words.start > line.start && decimal;
    let certain = cells.len() > 2 || rest.contains('%') || rest.contains(':') || numbered;
    certain.then_some(cells)
}

fn cell_value(scan: &Scan<'_>, cell: &Span, header: Option<Span>, lang: Lang) -> Option<Quantity> {
    let words = scan.word_at(cell.start)..scan.word_at(cell.end);
    let text = cell.of(scan.text);
    if words.is_empty() {
        return None;
    }
    let signed = text.starts_with(|c: char| c.is_ascii_digit() || "-+−$".contains(c));
    if !signed && !scan.words[words.start].has_digit() {
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
            quantity.unit = unit(head);
            let money = quantity.unit.as_deref().is_some_and(is_money);
            quantity.form = if money { Form::Money } else { form };
        }
        if text.starts_with(['-', '−']) && quantity.value.is_some_and(|value| value > 0.0) {
            quantity.value = quantity.value.map(|value| -value);
        }
        return Some(quantity);
    }
    let raw = text.trim_start_matches(['-', '+', '−']);
    let value = quantity::read(raw, lang, form == Form::Bare)?;
    Some(Quantity {
        value: Some(if raw.len() < text.len() && !text.starts_with('+') {
            -value
        } else {
            value
        }),
        unit: unit(head),
        ..Quantity::of(form, words, *cell)
    })
}

/// Whether a unit counts money: `VND bn`, `tỷ đồng`.
fn is_money(unit: &str) -> bool {
    let unit = crate::text::fold(unit);
    ["vnd", "usd", "dong", "dollars"]
        .iter()
        .any(|currency| unit.split(' ').any(|word| word == *currency))
}

/// The unit that a header gives in brackets.
fn unit(head: &str) -> Option<String> {
    let (_, tail) = head.split_once('(')?;
    let (unit, _) = tail.split_once(')')?;
    Some(unit.trim().to_owned())
}
