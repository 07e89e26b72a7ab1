//! Tables whose every cell became a line of its own: the column heads, then a province and its numbers,
//! then the next.

use super::super::sentence::{Level, Place};
use super::{Cell, Row, cell_value};
use crate::document::{Lang, Span};
use crate::enrich::scan::Scan;
use std::ops::Range;

/// The longest a column head may be, in bytes.
const LONGEST_HEAD: usize = 60;

/// The rows of all such tables, each with its words.
pub(in super::super) fn rows(
    scan: &Scan<'_>,
    places: &[Place],
    lang: Lang,
) -> Vec<(Range<usize>, Row)> {
    let alone: Vec<&Place> = places
        .iter()
        .filter(|place| place.level == Level::Province && is_a_line(scan, place))
        .collect();
    let mut found = Vec::new();
    let mut first = 0;
    while first + 1 < alone.len() {
        let taken = table(scan, &alone[first..], lang, &mut found);
        first += taken.max(1);
    }
    found
}

/// Whether a place is all that its line holds.
fn is_a_line(scan: &Scan<'_>, place: &Place) -> bool {
    let line = &scan.line_of(place.words.start).words;
    let kind = ["province", "city", "tinh", "thanh", "pho", "tp"];
    line.clone()
        .all(|word| place.words.contains(&word) || kind.contains(&scan.folded(word)))
}

/// Reads the table that begins with the first of some places; tells how many of them it took.
fn table(
    scan: &Scan<'_>,
    alone: &[&Place],
    lang: Lang,
    found: &mut Vec<(Range<usize>, Row)>,
) -> usize {
    let end_of = |place: &Place| scan.span(scan.line_of(place.words.start).words.clone()).end;
    let start_of = |place: &Place| {
        scan.span(scan.line_of(place.words.start).words.clone())
            .start
    };
    let columns = match alone {
        [one, two, ..] => numbers(scan, end_of(one), start_of(two)),
        _ => return 0,
    };
    let Some(columns) = columns.filter(|cells| !cells.is_empty()) else {
        return 0;
    };
    let mut rows: Vec<Vec<Span>> = vec![columns];
    for pair in alone.windows(2).skip(1) {
        match numbers(scan, end_of(pair[0]), start_of(pair[1])) {
            Some(cells) if cells.len() == rows[0].len() => rows.push(cells),
            _ => break,
        }
    }
    let last = alone[rows.len()];
    let mut cells = lines(scan, end_of(last), scan.text.len());
    let filled = cells
        .iter()
        .take(rows[0].len())
        .take_while(|cell| is_cell(cell.of(scan.text)))
        .count();
    cells.truncate(filled);
    let single = rows.len() == 1;
    if !cells.is_empty() {
        rows.push(cells);
    }
    let mut first = start_of(alone[0]);
    if is_numbered(scan, first, &rows) {
        let columns = rows[0].len() - 1;
        rows.iter_mut().for_each(|row| row.truncate(columns));
        first = scan.text[..first].trim_end().rfind('\n').unwrap_or(0);
    }
    // A year or a page number may follow any name.
    if single && rows.get(1).is_none_or(|last| last.len() < rows[0].len()) {
        return 0;
    }
    let heads = heads(scan, first, rows[0].len());
    let taken = rows.len();
    for (place, cells) in alone.iter().zip(rows) {
        let end = cells
            .last()
            .map_or(place.words.end, |cell| scan.word_at(cell.end));
        let cells = cells
            .iter()
            .enumerate()
            .filter_map(|(column, cell)| {
                let header = heads.get(column).copied();
                let quantity = cell_value(scan, cell, header, lang)?;
                Some(Cell { quantity, header })
            })
            .collect();
        let row = Row {
            place: (*place).clone(),
            cells,
        };
        found.push((place.words.start..end.max(place.words.end), row));
    }
    taken
}

/// Whether the number of each next row stands behind the cells of one: `1`, `Hà Nam`, `812`, `2`, `Nam Định`, `640`.
fn is_numbered(scan: &Scan<'_>, before: usize, rows: &[Vec<Span>]) -> bool {
    let number = |text: &str| text.parse::<usize>().ok();
    let first = scan.text[..before]
        .lines()
        .next_back()
        .and_then(|line| number(line.trim()));
    let Some(first) = first else {
        return false;
    };
    let inner =
        rows.len() - usize::from(rows.last().is_some_and(|last| last.len() < rows[0].len()));
    inner > 0
        && rows[0].len() > 1
        && rows[..inner].iter().enumerate().all(|(at, row)| {
            let last = row.last().and_then(|cell| number(cell.of(scan.text)));
            last == Some(first + at + 1) || at + 1 == rows.len()
        })
}

/// The lines between two places, if every one is a cell.
fn numbers(scan: &Scan<'_>, from: usize, to: usize) -> Option<Vec<Span>> {
    if to.saturating_sub(from) > 400 {
        return None;
    }
    let cells = lines(scan, from, to);
    cells
        .iter()
        .all(|cell| is_cell(cell.of(scan.text)))
        .then_some(cells)
}

/// A number alone, or the sign of an empty cell.
pub(super) fn is_cell(text: &str) -> bool {
    let number = text.len() <= 20
        && text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-−., %".contains(c));
    number || matches!(text, "-" | "–" | "—" | ".." | "..." | "…")
}

/// The filled lines of a stretch of text.
fn lines(scan: &Scan<'_>, from: usize, to: usize) -> Vec<Span> {
    filled(&scan.text[from..to], from, 40).collect()
}

/// The filled lines of a text from a byte on.
pub(super) fn lines_from<'t>(scan: &Scan<'t>, from: usize) -> impl Iterator<Item = Span> + 't {
    filled(&scan.text[from..], from, usize::MAX)
}

/// The filled ones among the first lines of a text that begins at some byte.
fn filled(text: &str, from: usize, most: usize) -> impl Iterator<Item = Span> + '_ {
    let mut start = from;
    text.split_inclusive('\n')
        .take(most)
        .filter_map(move |line| {
            let trimmed = line.trim();
            let lead = start + line.len() - line.trim_start().len();
            start += line.len();
            (!trimmed.is_empty()).then(|| Span::new(lead, lead + trimmed.len()))
        })
}

/// The heads of the columns behind the first, where as many short lines stand before the rows.
fn heads(scan: &Scan<'_>, before: usize, columns: usize) -> Vec<Span> {
    let mut from = before.saturating_sub((columns + 1) * (LONGEST_HEAD + 2));
    while !scan.text.is_char_boundary(from) {
        from -= 1;
    }
    let found = lines(scan, from, before);
    let Some(first) = found.len().checked_sub(columns) else {
        return Vec::new();
    };
    let heads = found[first..].to_vec();
    let short = heads.iter().all(|head| {
        let text = head.of(scan.text);
        text.len() <= LONGEST_HEAD && !text.ends_with(['.', ':', ';'])
    });
    if short { heads } else { Vec::new() }
}
