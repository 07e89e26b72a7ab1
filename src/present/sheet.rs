//! A sheet of facts: a title, labelled rows, lists with counts.

use super::text::grouped;
use super::wrap;
use super::{Look, Palette, plain_line};
use crate::search::Facet;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of the labels.
const LABEL: usize = 14;

/// Writes facts about one thing.
pub(super) struct Sheet<'o> {
    out: &'o mut dyn Write,
    palette: Palette,
    width: usize,
    terminal: bool,
}

impl<'o> Sheet<'o> {
    pub(super) fn new(out: &'o mut dyn Write, look: Look) -> Self {
        Self {
            out,
            palette: Palette::of(look),
            width: look.width.clamp(40, 110),
            terminal: look.terminal,
        }
    }

    /// A line that says what the rest is about.
    pub(super) fn title(&mut self, title: &str) -> io::Result<()> {
        let style = self.palette.title;
        writeln!(self.out, "{style}{}{style:#}", plain_line(title))
    }

    /// A labelled value, on as many lines as a terminal needs; nothing for an empty one.
    pub(super) fn row(&mut self, label: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let value = plain_line(value);
        if !self.terminal {
            return writeln!(self.out, "{label}\t{value}");
        }
        let style = self.palette.label;
        // A long label has a line of its own.
        let indent = " ".repeat(LABEL);
        let mut head = wrap::pad(label, LABEL);
        if label.width() >= LABEL {
            writeln!(self.out, "{style}{label}{style:#}")?;
            head.clone_from(&indent);
        }
        for (at, line) in wrap::wrap(&value, &[], self.width - LABEL)
            .iter()
            .enumerate()
        {
            let head = if at == 0 { &head } else { &indent };
            write!(self.out, "{style}{head}{style:#}")?;
            for run in line {
                write!(self.out, "{}", run.text)?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Values with their counts, on one row.
    pub(super) fn counts<'v>(
        &mut self,
        label: &str,
        values: impl Iterator<Item = (&'v str, usize)>,
    ) -> io::Result<()> {
        let values: Vec<String> = values
            .map(|(value, count)| format!("{value} ({})", grouped(count)))
            .collect();
        self.row(label, &values.join(" · "))
    }

    /// Facets on one row.
    pub(super) fn facets(&mut self, label: &str, facets: &[Facet]) -> io::Result<()> {
        self.counts(
            label,
            facets
                .iter()
                .map(|facet| (facet.name.as_str(), facet.count)),
        )
    }

    /// An entry of a list, cut to the width of a terminal.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        let line = plain_line(line);
        if self.terminal {
            writeln!(self.out, "{}", wrap::shorten(&line, self.width))
        } else {
            writeln!(self.out, "{line}")
        }
    }

    /// What stands beside.
    pub(super) fn aside(&mut self, line: &str) -> io::Result<()> {
        let style = self.palette.aside;
        writeln!(self.out, "{style}{line}{style:#}")
    }

    /// An empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }
}
