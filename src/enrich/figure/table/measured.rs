//! Tables whose rows are what is measured: of one province, with a column of units, `Lương thực có hạt | nghìn tấn |
//! 541,3 | 101,6` under `Chỉ tiêu | Đơn vị | Thực hiện | % kế hoạch`, also with each cell on a line of its own; or with a
//! column for each province, `Tăng trưởng (%) | 8,2 | 7,9` under `Chỉ tiêu | Hà Nam | Nam Định`.

use super::super::cues::{Cues, Passage};
use super::super::indicator::{self, Around, Named};
use super::super::period::Times;
use super::super::quantity::{Form, Quantity};
use super::super::trust::Trust;
use super::super::{Reader, ranks};
use super::{Header, cell_value, is_money, stacked};
use crate::document::{Lang, LocalityId, PeriodOrigin, Span};
use crate::enrich::scan::Scan;
use crate::text::fold;
use std::borrow::Cow;
use std::ops::Range;

/// One row: what is measured, and its values.
pub(in super::super) struct Measured {
    /// The words of the whole row.
    pub(in super::super) words: Range<usize>,
    name: Span,
    cells: Vec<Value>,
}

/// One value of a row.
struct Value {
    quantity: Quantity,
    head: Span,
    /// The province of its column; nothing where the table is of the one that its text is about.
    id: Option<LocalityId>,
}

/// The longest that a cell of words may be, in bytes.
const LONGEST_NAME: usize = 120;
const LONGEST_UNIT: usize = 40;

/// The most columns of values that a table has whose cells stand on lines of their own.
const MOST_COLUMNS: usize = 6;

/// Whether a cell heads the units: `Đơn vị`, `ĐVT`, `Unit`.
fn heads_units(text: &str) -> bool {
    text.len() <= LONGEST_UNIT
        && matches!(
            fold(text).as_str(),
            "don vi" | "don vi tinh" | "dvt" | "unit" | "units" | "unit of measure"
        )
}

/// Whether a cell heads the names of what is measured.
fn heads_names(text: &str) -> bool {
    text.len() <= LONGEST_UNIT
        && matches!(
            fold(text).as_str(),
            "chi tieu" | "tieu chi" | "chi so" | "indicator" | "indicators"
        )
}

/// Reads a line of cells under a header with a column of units, of names or of provinces.
pub(in super::super) fn row(
    scan: &Scan<'_>,
    line: &Range<usize>,
    cells: &[Span],
    header: &Header,
    lang: Lang,
) -> Option<Measured> {
    let heads = &header.cells;
    if cells.len() < 2 || heads.len() != cells.len() {
        return None;
    }
    let units = heads
        .iter()
        .position(|head| heads_units(head.of(scan.text)));
    let name = match units {
        Some(units) => units.checked_sub(1)?,
        None => heads
            .iter()
            .position(|head| heads_names(head.of(scan.text)))
            .or_else(|| {
                header
                    .places
                    .iter()
                    .position(Option::is_some)?
                    .checked_sub(1)
            })?,
    };
    let row = Row {
        words: line.clone(),
        name: cells[name],
        unit: match units {
            Some(units) => cells[units].of(scan.text).to_owned(),
            None => super::unit(cells[name].of(scan.text)).unwrap_or_default(),
        },
    };
    let first = units.unwrap_or(name) + 1;
    let values = (first..cells.len()).map(|column| {
        let id = header.places.get(column).cloned().flatten();
        (cells[column], heads[column], id)
    });
    measured(scan, row, values, lang)
}

/// What stands before the values of a row.
struct Row {
    words: Range<usize>,
    name: Span,
    unit: String,
}

fn measured(
    scan: &Scan<'_>,
    row: Row,
    values: impl Iterator<Item = (Span, Span, Option<LocalityId>)>,
    lang: Lang,
) -> Option<Measured> {
    let has_letters = row.name.of(scan.text).chars().any(char::is_alphabetic);
    if !has_letters || row.name.len() > LONGEST_NAME {
        return None;
    }
    let cells = values
        .filter_map(|(cell, head, id)| {
            let mut quantity = cell_value(scan, &cell, Some(head), lang)?;
            count_in(&mut quantity, &row.unit);
            Some(Value { quantity, head, id })
        })
        .collect();
    Some(Measured {
        words: row.words,
        name: row.name,
        cells,
    })
}

/// Gives a number the unit of its row, unless its column has one.
fn count_in(quantity: &mut Quantity, unit: &str) {
    if quantity.form != Form::Bare || unit.is_empty() {
        return;
    }
    quantity.form = match unit {
        "%" => Form::Percent,
        unit if is_money(unit) => Form::Money,
        _ => Form::Count,
    };
    quantity.unit = Some(unit.to_owned());
}

/// The rows of all tables whose every cell is a line.
pub(in super::super) fn rows(scan: &Scan<'_>, lang: Lang) -> Vec<Measured> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, line) in scan.lines.iter().enumerate().skip(1) {
        let heads = line.words.len() <= 3
            && line.words.start >= done
            && heads_units(scan.span(line.words.clone()).of(scan.text));
        let name = &scan.lines[at - 1].words;
        if heads && scan.span(name.clone()).len() <= LONGEST_NAME {
            table(scan, line.words.end, lang, &mut found);
            done = found.last().map_or(0, |row| row.words.end);
        }
    }
    found
}

/// Reads the table whose head of units ends before a word.
fn table(scan: &Scan<'_>, after: usize, lang: Lang, found: &mut Vec<Measured>) {
    let mut lines = stacked::lines_from(scan, scan.words[after - 1].end as usize).peekable();
    // The heads of the values, then name and unit of the first row.
    let mut words = Vec::new();
    while let Some(line) = lines.next_if(|line| !stacked::is_cell(line.of(scan.text))) {
        words.push(line);
        if words.len() > MOST_COLUMNS + 2 {
            return;
        }
    }
    let Some(columns) = words.len().checked_sub(2).filter(|columns| *columns > 0) else {
        return;
    };
    let (heads, first) = words.split_at(columns);
    let mut labels = (first[0], first[1]);
    loop {
        let values: Vec<Span> =
            std::iter::from_fn(|| lines.next_if(|line| stacked::is_cell(line.of(scan.text))))
                .take(columns)
                .collect();
        let (name, unit) = labels;
        if values.len() < columns || unit.len() > LONGEST_UNIT {
            return;
        }
        let row = Row {
            words: scan.word_at(name.start)..scan.word_at(values[columns - 1].end),
            name,
            unit: unit.of(scan.text).to_owned(),
        };
        let values = values
            .iter()
            .zip(heads)
            .map(|(cell, head)| (*cell, *head, None));
        let Some(row) = measured(scan, row, values, lang) else {
            return;
        };
        found.push(row);
        let (Some(name), Some(unit)) = (lines.next(), lines.next()) else {
            return;
        };
        labels = (name, unit);
    }
}

impl Reader<'_, '_> {
    /// Keeps the values of a row, each of the place of its column or of the one that the text is about; tells whether
    /// there is any.
    pub(in super::super) fn measured(&mut self, row: &Measured) -> bool {
        let topic = self.standing.topic.clone();
        if topic.is_none() && row.cells.iter().all(|value| value.id.is_none()) {
            return false;
        }
        let scan = self.scan;
        self.current = false;
        for Value { quantity, head, id } in &row.cells {
            let Some(id) = id.clone().or_else(|| topic.clone()) else {
                continue;
            };
            let words = scan.word_at(head.start)..scan.word_at(head.end);
            let period = (!words.is_empty())
                .then(|| Times::of(scan, &words, self.today).stated(scan, &(words.end..words.end)))
                .flatten()
                .map(|period| (period, PeriodOrigin::Section));
            let named = self.named_by_row(quantity, row.name, *head);
            self.keep(quantity, &id, &row.words, named, period, Trust::Certain);
        }
        true
    }

    /// What a value of a row measures: a known indicator by the name of the row, or the row as printed; a part of a
    /// plan or of another year is told by the head of its column.
    fn named_by_row(&self, quantity: &Quantity, name: Span, head: Span) -> Named {
        let printed = name.of(self.scan.text);
        let column = fold(head.of(self.scan.text));
        let compared = |words: &[&str]| words.iter().any(|word| column.contains(word));
        let basis = if !head.of(self.scan.text).contains('%') {
            None
        } else if compared(&[
            "ke hoach", "du toan", "muc tieu", "plan", "target", "estimate",
        ]) {
            Some("vs_plan")
        } else if compared(&["cung ky", "nam truoc", "year"]) {
            Some("yoy")
        } else {
            None
        };
        if basis.is_some() {
            return Named {
                id: Cow::Borrowed("other"),
                name: format!("{printed}: {}", head.of(self.scan.text)),
                basis,
            };
        }
        let words = self.scan.word_at(name.start)..self.scan.word_at(name.end);
        let named = self.named_by_head(quantity, &words, &words);
        if named.id == "other" {
            return Named {
                name: printed.to_owned(),
                ..named
            };
        }
        named
    }

    /// The indicator of a cell, by the words that stand over it or before it.
    pub(in super::super) fn named_by_head(
        &self,
        quantity: &Quantity,
        head: &Range<usize>,
        line: &Range<usize>,
    ) -> Named {
        let scan = self.scan;
        let cues = Cues::new(scan, head);
        let around = Around {
            cues: &cues,
            earlier: None,
            themes: &self.themes,
            lead: &Passage::new(0..0),
            from: if head.is_empty() { line.start } else { 0 },
            since: 0,
            until: usize::MAX,
            listed: &[],
            quantities: &[],
            bracketed: false,
            ahead: false,
            row: true,
            list: false,
        };
        let mut quantity = quantity.clone();
        // The head stands before the number: its cues count as words before it.
        if !head.is_empty() {
            quantity.words = head.end..head.end;
            // "PCI rank" over a bare number.
            if quantity.form == Form::Bare && ranks::is_over_ranks(scan, head) {
                quantity.form = Form::Rank;
            }
        }
        let sentence = if head.is_empty() { line } else { head };
        indicator::name(scan, &quantity, sentence, &around, self.document.lang)
    }
}
