//! The text of an element, as a reader would copy it.
//!
//! White space collapses to one space, inline elements join with nothing between (a drop cap stays one
//! word with its rest), blocks and `br` break the line, a row of a table is one line.

use super::tree::NodeKind;
use super::{Element, Tag};
use std::collections::HashMap;

/// What stands between the cells of a row.
const CELL: &str = " | ";

/// Elements that are left out of a text, each with all that lies inside.
#[derive(Debug, Clone, Default)]
pub struct Dropped {
    /// Where each begins, and one past its last node.
    ranges: HashMap<usize, usize>,
}

impl Dropped {
    /// Leaves out an element.
    pub fn push(&mut self, element: Element<'_>) {
        let end = element.page.nodes[element.at].end as usize;
        self.ranges.insert(element.at, end);
    }

    /// Where the dropped element that starts at `at` ends.
    fn end_of(&self, at: usize) -> Option<usize> {
        self.ranges.get(&at).copied()
    }

    /// Tells whether the element lies inside what is left out.
    #[must_use]
    pub fn holds(&self, element: Element<'_>) -> bool {
        self.ranges
            .iter()
            .any(|(start, end)| (*start..*end).contains(&element.at))
    }
}

/// The text of an element on one line.
#[must_use]
pub fn text_of(element: Element<'_>) -> String {
    let mut text = String::new();
    for line in lines_of(element, &Dropped::default()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&line);
    }
    text
}

/// The lines of an element's text; none is empty.
#[must_use]
pub fn lines_of(element: Element<'_>, dropped: &Dropped) -> Vec<String> {
    let mut writer = Writer::default();
    let page = element.page;
    let end = page.nodes[element.at].end as usize;
    // Ends of the open blocks and table parts, innermost last.
    let mut open: Vec<(usize, Part)> = Vec::new();
    let mut at = element.at;
    while at < end {
        while let Some((closes, part)) = open.last().copied()
            && closes <= at
        {
            open.pop();
            writer.close(part);
        }
        if let Some(after) = dropped.end_of(at)
            && at != element.at
        {
            at = after;
            continue;
        }
        let node = page.nodes[at];
        match node.kind {
            NodeKind::Text => writer.text(page.text_at(at)),
            NodeKind::Element(tag) if tag.is_silent() && at != element.at => {
                at = node.end as usize;
                continue;
            }
            NodeKind::Element(Tag::Br) => writer.line_break(),
            NodeKind::Element(tag) if tag.is_block() => {
                let part = match tag {
                    Tag::Table => Part::Table {
                        columns: is_data_table(element, at, dropped),
                    },
                    Tag::Tr => Part::Row,
                    Tag::Td | Tag::Th => Part::Cell,
                    _ => Part::Block,
                };
                writer.open(part);
                open.push((node.end as usize, part));
            }
            NodeKind::Element(_) => {}
        }
        at += 1;
    }
    while let Some((_, part)) = open.pop() {
        writer.close(part);
    }
    writer.finish()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Block,
    Table { columns: bool },
    Row,
    Cell,
}

/// A table whose rows are read across: more than one column, and cells that are not whole texts.
///
/// The heading of an official document is a small table too (agency left, motto right); its cells are
/// read one after the other, as are those of tables that only serve the layout.
fn is_data_table(element: Element<'_>, table: usize, dropped: &Dropped) -> bool {
    let page = element.page;
    let end = page.nodes[table].end as usize;
    let (mut rows, mut widest, mut cells, mut broken, mut length) = (0, 0, 0, 0, 0usize);
    let mut at = table + 1;
    let mut width = 0;
    let mut blocks = 0;
    while at < end {
        if let Some(after) = dropped.end_of(at) {
            at = after;
            continue;
        }
        match page.nodes[at].kind {
            NodeKind::Element(Tag::Table) => {
                return false;
            }
            NodeKind::Element(Tag::Tr) => {
                rows += 1;
                widest = widest.max(width);
                width = 0;
            }
            NodeKind::Element(Tag::Td | Tag::Th) => {
                width += 1;
                cells += 1;
                blocks = 0;
            }
            NodeKind::Element(Tag::Br) => blocks += 1,
            NodeKind::Element(tag) if tag.is_silent() => {
                at = page.nodes[at].end as usize;
                continue;
            }
            NodeKind::Element(tag) if tag.is_block() => blocks += 1,
            NodeKind::Text => length += page.text_at(at).trim().len(),
            NodeKind::Element(_) => {}
        }
        if blocks == 2 {
            broken += 1;
            blocks = 3;
        }
        at += 1;
    }
    widest = widest.max(width);
    widest > 1 && cells > 0 && length / cells < 600 && !(rows <= 3 && broken > 0)
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    line: String,
    /// White space seen since the last word of the line.
    space: bool,
    /// Open tables that are read across, as a stack of answers.
    tables: Vec<bool>,
    /// Cells begun in the open row, for tables that are read across.
    cells: usize,
    in_row: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        for (number, word) in text
            .split(|c: char| c.is_whitespace() || is_invisible(c))
            .enumerate()
        {
            if number > 0 {
                self.space = true;
            }
            if word.is_empty() {
                continue;
            }
            if self.space && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.space = false;
            self.line.push_str(word);
        }
    }

    fn line_break(&mut self) {
        if self.in_row {
            // Within a row a break is only white space.
            self.space = true;
            return;
        }
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
        self.space = false;
    }

    fn open(&mut self, part: Part) {
        match part {
            Part::Table { columns } => {
                self.line_break();
                self.tables.push(columns);
            }
            Part::Row => {
                self.line_break();
                self.in_row = self.tables.last().copied().unwrap_or(false);
                self.cells = 0;
            }
            Part::Cell if self.in_row => {
                if self.cells > 0 {
                    self.line.push_str(CELL);
                    self.space = false;
                }
                self.cells += 1;
            }
            Part::Cell | Part::Block => self.line_break(),
        }
    }

    fn close(&mut self, part: Part) {
        match part {
            Part::Row => {
                self.in_row = false;
                // A row of empty cells says nothing.
                if self.line.trim_matches([' ', '|']).is_empty() {
                    self.line.clear();
                }
                self.line_break();
            }
            Part::Table { .. } => {
                self.tables.pop();
                self.in_row = false;
                self.line_break();
            }
            Part::Cell if self.in_row => {}
            Part::Cell | Part::Block => self.line_break(),
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.in_row = false;
        self.line_break();
        self.lines
    }
}

/// Characters that show nothing and only tell where a line may break.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Page;

    fn check(html: &str, expected: &[&str]) {
        let page = Page::parse(html);
        let body = page
            .elements()
            .find(|e| e.tag() == Tag::Body)
            .expect("a body");
        assert_eq!(lines_of(body, &Dropped::default()), expected, "{html}");
    }

    #[test]
    fn white_space_and_blocks() {
        check(
            "<p>một\n  hai<b> ba</b></p><p>bốn</p>",
            &["một hai ba", "bốn"],
        );
        check("<p><span class=cap>T</span>rước</p>", &["Trước"]);
        check("a<br>b<br><br>c<div>d</div>e", &["a", "b", "c", "d", "e"]);
        check("<ul><li>a<li>b</ul>", &["a", "b"]);
        check(
            "<p>bí thư\nNguyễn&nbsp;Văn A &amp; B</p>",
            &["bí thư Nguyễn Văn A & B"],
        );
        check("<p>a<script>x()</script>b<style>p{}</style></p>", &["ab"]);
    }

    #[test]
    fn a_row_is_a_line() {
        check(
            "<table><tr><th>Tỉnh<th>GRDP</tr><tr><td>Bắc<br>Giang<td>13,45</tr><tr><td><td></tr></table>x",
            &["Tỉnh | GRDP", "Bắc Giang | 13,45", "x"],
        );
        check(
            "<table><tr><td>một</tr><tr><td>hai</tr></table>",
            &["một", "hai"],
        );
    }

    #[test]
    fn a_heading_table_is_read_cell_by_cell() {
        check(
            "<table><tr><td><p>TỈNH ỦY</p><p>Số: 1-CT/TU</p></td><td><p>ĐẢNG</p><p>Nơi, ngày 1</p></td></tr></table>",
            &["TỈNH ỦY", "Số: 1-CT/TU", "ĐẢNG", "Nơi, ngày 1"],
        );
    }

    #[test]
    fn dropped_elements_are_silent() {
        let page = Page::parse("<div><p>a</p><p class=x>b<i>c</i></p><p>d</p></div>");
        let div = page
            .elements()
            .find(|e| e.tag() == Tag::Div)
            .expect("a div");
        let mut dropped = Dropped::default();
        for element in div.inside().filter(|e| e.has_class("x")) {
            dropped.push(element);
        }
        assert_eq!(lines_of(div, &dropped), ["a", "d"]);
    }
}
