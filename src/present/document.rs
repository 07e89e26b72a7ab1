//! One document: to read, and as a citation.

use super::wrap::{self, Run};
use super::{BestNames, Look, Palette, plain_line};
use crate::document::{Annotations, Document, Resolution, Span};
use anstyle::Style;
use std::borrow::Cow;
use std::io::{self, Write};

/// A document with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentView<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was recognised in it.
    pub annotations: &'a Annotations,
    /// Which version it is, from 1.
    pub version: u32,
    /// How many versions there are.
    pub versions: usize,
    /// Why it is withdrawn, if it is.
    pub withdrawn: Option<&'a str>,
    /// Its lines with words, and whether each is written with Vietnamese marks.
    pub passages: &'a [(Span, bool)],
    /// The marked forms of the names in it.
    pub names: &'a BestNames,
}

/// The title, or the first words of the text.
pub(super) fn title_of(document: &Document) -> Cow<'_, str> {
    let title = document.text.title();
    if !title.is_empty() {
        return Cow::Borrowed(title);
    }
    let first = document.text.full().lines().next().unwrap_or_default();
    Cow::Owned(wrap::shorten(first, 80))
}

/// Writes a document to be read: a head of what is known, then the text.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_document_text(
    out: &mut dyn Write,
    view: &DocumentView<'_>,
    look: Look,
) -> io::Result<()> {
    let palette = Palette::of(look);
    let document = view.document;
    let width = look.width.clamp(24, 100);
    for line in wrap::wrap(&plain_line(&title_of(document)), &[], width) {
        write_runs(out, &line, palette.title, palette.title)?;
    }
    for (label, value) in head(view) {
        let indent = 12;
        let value = plain_line(&value).into_owned();
        for (at, line) in wrap::wrap(&value, &[], width - indent).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let style = palette.label;
            write!(out, "{style}{}{style:#}", wrap::pad(label, indent))?;
            write_runs(out, line, Style::new(), Style::new())?;
        }
    }
    writeln!(out)?;
    write_body(out, view, look, width)
}

/// What is known of a document, label and value.
fn head(view: &DocumentView<'_>) -> Vec<(&'static str, String)> {
    let mut rows = what_it_is(view);
    rows.extend(what_it_names(view.annotations));
    rows.push(("withdrawn", view.withdrawn.unwrap_or_default().to_owned()));
    let problems = view.document.problems.iter();
    let problems = problems.map(|problem| format!("{}: {}", problem.code, problem.detail));
    rows.push(("problems", listed(problems)));
    rows.retain(|(_, value)| !value.is_empty());
    rows
}

/// What a document says of itself; empty where it says nothing.
fn what_it_is(view: &DocumentView<'_>) -> Vec<(&'static str, String)> {
    let document = view.document;
    let number = view.annotations.number.as_ref();
    let issuer = view.annotations.issuer.as_ref();
    let date = match &document.date {
        Some(date) => format!("{} ({})", date.day, date.origin),
        None => "undated".to_owned(),
    };
    let kind = format!("{}, {}", document.kind.name(), document.lang.code());
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        ("id", id_of(view)),
        ("own id", said(&document.external_id)),
        ("date", date),
        ("kind", kind),
        (
            "number",
            number.map(ToString::to_string).unwrap_or_default(),
        ),
        (
            "issuer",
            issuer.map(|org| org.name.to_string()).unwrap_or_default(),
        ),
        ("source", said(&document.source)),
        ("origin", said(&document.origin)),
        ("address", said(&document.url)),
    ]
}

/// What was recognised in a document; empty where nothing was.
fn what_it_names(annotations: &Annotations) -> Vec<(&'static str, String)> {
    let people = annotations.people.iter().map(|person| match &person.role {
        Some(role) => format!("{} ({role})", person.name),
        None => person.name.clone(),
    });
    let localities = annotations.localities.iter();
    let cites = annotations
        .cites
        .iter()
        .map(|cited| match &cited.resolution {
            Resolution::Open(_) => format!("{} (term open)", cited.number.number),
            Resolution::Guess => format!("{} (guess)", cited.number),
            Resolution::Stated => cited.number.to_string(),
        });
    let bodies = annotations.orgs.iter();
    let bylines = annotations.bylines.iter();
    let figures = match annotations.figures.len() {
        0 => String::new(),
        count => count.to_string(),
    };
    vec![
        ("people", listed(people)),
        (
            "localities",
            listed(localities.map(|place| place.name.to_string())),
        ),
        ("cites", listed(cites)),
        ("bodies", listed(bodies.map(|org| org.name.to_string()))),
        ("bylines", listed(bylines.map(|byline| byline.name.clone()))),
        ("figures", figures),
    ]
}

fn listed(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// `ID@N` where there are several versions, else the id.
fn id_of(view: &DocumentView<'_>) -> String {
    if view.versions > 1 {
        format!(
            "{}@{} (of {} versions)",
            view.document.id, view.version, view.versions
        )
    } else {
        view.document.id.to_string()
    }
}

/// Writes lead and body; on a terminal wrapped, with the mentions marked.
fn write_body(
    out: &mut dyn Write,
    view: &DocumentView<'_>,
    look: Look,
    width: usize,
) -> io::Result<()> {
    let full = view.document.text.full();
    let title = view.document.text.title_span();
    let rest = Span::new(title.end.min(full.len()), full.len());
    let mut at = rest.start;
    let mut begun = false;
    for line in rest.of(full).split('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end + 1;
        if !begun && line.is_empty() {
            continue;
        }
        begun = true;
        if !look.terminal {
            writeln!(out, "{}", plain_line(line))?;
            continue;
        }
        if line.is_empty() {
            writeln!(out)?;
            continue;
        }
        // Control characters are one byte, so that spans stay right when they become spaces.
        let shown: String = line
            .chars()
            .map(|c| if c.is_ascii_control() { ' ' } else { c })
            .collect();
        let mentions: Vec<Span> = view
            .annotations
            .mentions
            .iter()
            .filter(|mention| span.contains(&mention.span))
            .map(|mention| {
                Span::new(
                    mention.span.start - span.start,
                    mention.span.end - span.start,
                )
            })
            .collect();
        let palette = Palette::of(look);
        for line in wrap::wrap(&shown, &mentions, width) {
            write_runs(out, &line, Style::new(), palette.label)?;
        }
    }
    Ok(())
}

fn write_runs(
    out: &mut dyn Write,
    runs: &[Run<'_>],
    plain: Style,
    marked: Style,
) -> io::Result<()> {
    for run in runs {
        let style = if run.highlighted { marked } else { plain };
        write!(out, "{style}{}{style:#}", run.text)?;
    }
    writeln!(out)
}

/// Writes how the document is to be cited: title, number, source, date, address and the id of the
/// version, so that the very text can be found again.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_citation(out: &mut dyn Write, view: &DocumentView<'_>) -> io::Result<()> {
    let document = view.document;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(document.authors.first().cloned());
    parts.extend(
        view.annotations
            .number
            .as_ref()
            .map(|number| number.number.clone()),
    );
    parts.push(format!("“{}”", title_of(document).trim_end_matches('.')));
    match (&document.origin, &document.source) {
        (Some(origin), Some(source)) => parts.push(format!("{origin}, via {source}")),
        (Some(name), None) | (None, Some(name)) => parts.push(name.clone()),
        (None, None) => {}
    }
    parts.push(match &document.date {
        Some(date) => date.day.to_string(),
        None => "undated".to_owned(),
    });
    parts.extend(document.url.clone());
    let received = document
        .fetched_at
        .as_deref()
        .and_then(|time| time.get(..10))
        .map(|day| format!(", received {day}"))
        .unwrap_or_default();
    let line = format!(
        "{}. vankien:{}@{}{received}.",
        parts.join(", "),
        document.id,
        view.version
    );
    writeln!(out, "{}", plain_line(&line))
}
