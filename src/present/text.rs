//! Results for reading on a terminal.

use super::json::is_named_province;
use super::wrap::{self, Run};
use super::{Look, SearchReport, plain_line};
use crate::document::{Citation, Kind, LocalityRef};
use crate::search::Hit;
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// The styles of the parts of a result; none where there is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// What matched.
    pub highlight: Style,
    /// Titles.
    pub title: Style,
    /// What stands beside: dates, ids, counts.
    pub aside: Style,
    /// Names of fields and rows.
    pub label: Style,
}

impl Palette {
    /// The styles for a look.
    #[must_use]
    pub const fn of(look: Look) -> Self {
        let none = Style::new();
        if !look.colour {
            return Self {
                highlight: none,
                title: none,
                aside: none,
                label: none,
            };
        }
        Self {
            highlight: AnsiColor::Yellow.on_default().bold(),
            title: none.bold(),
            aside: none.dimmed(),
            label: AnsiColor::Cyan.on_default(),
        }
    }
}

/// Columns before the text of a hit.
const INDENT: usize = 4;
/// A line wider than this is tiring to read.
const WIDEST: usize = 110;

pub(super) fn write_search(
    out: &mut dyn Write,
    report: &SearchReport<'_>,
    look: Look,
) -> io::Result<()> {
    let palette = Palette::of(look);
    let width = look.width.clamp(24, WIDEST);
    if let Some(id) = report.query_id {
        writeln!(
            out,
            "{}{id}{:#}  {}",
            palette.label, palette.label, report.query
        )?;
    }
    write_explanation(out, report, palette)?;
    let mut relaxed = false;
    for hit in &report.answer.hits {
        if hit.relaxed && !relaxed {
            relaxed = true;
            writeln!(
                out,
                "{}with most of the words, not all{:#}\n",
                palette.aside, palette.aside
            )?;
        }
        write_hit(out, hit, width, palette)?;
    }
    write_summary(out, report, palette)
}

fn write_explanation(
    out: &mut dyn Write,
    report: &SearchReport<'_>,
    palette: Palette,
) -> io::Result<()> {
    for line in &report.explained {
        let indent = "  ".repeat(line.depth);
        let label = palette.label;
        let aside = palette.aside;
        writeln!(
            out,
            "{indent}{label}{}{label:#}  {}  {aside}{} {}{aside:#}",
            line.clause,
            line.note,
            line.hits,
            plural(line.hits, "hit", "hits"),
        )?;
    }
    if !report.explained.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn write_hit(out: &mut dyn Write, hit: &Hit, width: usize, palette: Palette) -> io::Result<()> {
    let record = &hit.record;
    let indent = " ".repeat(INDENT);
    let inner = width - INDENT;
    let title = plain_line(&record.title);
    for (at, line) in wrap::wrap(&title, &hit.title_highlights, inner)
        .iter()
        .enumerate()
    {
        if at == 0 {
            write!(out, "{}{:>3} {:#}", palette.aside, hit.rank, palette.aside)?;
        } else {
            out.write_all(indent.as_bytes())?;
        }
        write_runs(out, line, palette.title, palette.highlight)?;
    }
    let facts = facts(hit);
    for line in wrap::wrap(&facts, &[], inner) {
        out.write_all(indent.as_bytes())?;
        write_runs(out, &line, palette.aside, palette.aside)?;
    }
    let snippet = plain_line(&hit.snippet.text);
    for line in wrap::wrap(&snippet, &hit.snippet.highlights, inner) {
        out.write_all(indent.as_bytes())?;
        write_runs(out, &line, Style::new(), palette.highlight)?;
    }
    writeln!(out)
}

fn write_runs(
    out: &mut dyn Write,
    runs: &[Run<'_>],
    plain: Style,
    highlight: Style,
) -> io::Result<()> {
    for run in runs {
        let style = if run.highlighted { highlight } else { plain };
        write!(out, "{style}{}{style:#}", run.text)?;
    }
    writeln!(out)
}

/// The line under the title: date, source, localities, numbers, copies, id.
fn facts(hit: &Hit) -> String {
    let record = &hit.record;
    let mut parts = Vec::new();
    parts.push(match record.date {
        Some(date) => date.to_string(),
        None => "undated".to_owned(),
    });
    match (&record.source, &record.origin) {
        (Some(source), Some(origin)) => parts.push(format!("{source} (from {origin})")),
        (Some(name), None) | (None, Some(name)) => parts.push(name.clone()),
        (None, None) => {}
    }
    if let Some(number) = &record.number {
        parts.push(format!("{} {number}", record.kind.name()));
    } else if !matches!(record.kind, Kind::News | Kind::Other) {
        parts.push(record.kind.name().to_owned());
    }
    let named: Vec<&LocalityRef> = record
        .localities
        .iter()
        .filter(|one| is_named_province(one))
        .collect();
    if !named.is_empty() {
        parts.push(listed(&named, 3, |l: &&LocalityRef| l.name.to_string()));
    }
    if !record.cites.is_empty() {
        let cited = listed(&record.cites, 3, |c: &Citation| c.number.number.clone());
        parts.push(format!("cites {cited}"));
    }
    if hit.copies > 1 {
        let langs: Vec<&str> = hit.copies_langs.iter().map(|lang| lang.code()).collect();
        parts.push(format!("{} copies ({})", hit.copies, langs.join(", ")));
    }
    parts.push(record.id.to_string());
    plain_line(&parts.join(" · ")).into_owned()
}

/// The first few of a list, and how many more there are.
fn listed<T>(all: &[T], most: usize, name: impl Fn(&T) -> String) -> String {
    let shown: Vec<String> = all.iter().take(most).map(name).collect();
    match all.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} +{more}", shown.join(", ")),
    }
}

fn write_summary(
    out: &mut dyn Write,
    report: &SearchReport<'_>,
    palette: Palette,
) -> io::Result<()> {
    let answer = report.answer;
    let aside = palette.aside;
    let mut line = match answer.total {
        0 => "no document".to_owned(),
        total => format!(
            "{} {}",
            grouped(total),
            plural(total, "document", "documents")
        ),
    };
    if answer.relaxed_total > 0 {
        line.push_str(&format!(
            ", {} more with most of the words",
            grouped(answer.relaxed_total)
        ));
    }
    let shown = answer.hits.len();
    if let Some(first) = answer.hits.first()
        && shown < answer.total + answer.relaxed_total
    {
        line.push_str(&format!(
            ", shown {} to {}",
            first.rank,
            first.rank + shown - 1
        ));
    }
    if answer.undated_left_out > 0 {
        line.push_str(&format!(
            ", {} undated left out",
            grouped(answer.undated_left_out)
        ));
    }
    let ms = answer.took.as_secs_f64() * 1000.0;
    writeln!(out, "{aside}{line} · {ms:.1} ms{aside:#}")
}

/// Digits in groups of three, as in `12,345`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub(super) fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
