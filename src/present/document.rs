//! One document: to read, as JSON, as a citation.

use super::json::{BestNames, CitationJson, LocalityJson, PersonJson, write_object};
use super::wrap::{self, Run};
use super::{FORMAT_VERSION, Look, Palette, plain_line};
use crate::document::{Annotations, Document, Figure, MentionKind, Span};
use crate::text;
use anstyle::Style;
use serde::Serialize;
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
    /// Fields that a person corrected.
    pub corrected: usize,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    format_version: u32,
    id: String,
    external_id: Option<&'a str>,
    version: u32,
    versions: usize,
    title: &'a str,
    date: Option<String>,
    date_origin: Option<String>,
    lang: &'static str,
    kind: &'static str,
    source: Option<&'a str>,
    origin: Option<&'a str>,
    url: Option<&'a str>,
    aliases: &'a [String],
    authors: &'a [String],
    people: Vec<PersonJson<'a>>,
    localities: Vec<LocalityJson<'a>>,
    cites: Vec<CitationJson<'a>>,
    number: Option<&'a str>,
    number_id: Option<String>,
    issuer: Option<OrgJson<'a>>,
    orgs: Vec<OrgJson<'a>>,
    bylines: Vec<BylineJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    mentions: Vec<MentionJson<'a>>,
    text: &'a str,
    parts: PartsJson,
    passages: Vec<PassageJson>,
    read_by: String,
    fetched_at: Option<&'a str>,
    raw_sha256: String,
    withdrawn: Option<&'a str>,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct OrgJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct BylineJson<'a> {
    name: &'a str,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    kind: &'static str,
    canonical: &'a str,
    start: usize,
    end: usize,
    surface: &'a str,
}

#[derive(Serialize)]
struct PartsJson {
    title: [usize; 2],
    lead: [usize; 2],
    body: [usize; 2],
}

#[derive(Serialize)]
struct PassageJson {
    start: usize,
    end: usize,
    marked: bool,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    code: &'a str,
    detail: &'a str,
}

#[derive(Serialize)]
struct FigureLocalityJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct FigureJson<'a> {
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

/// Writes a document with everything recognised in it, as one JSON object on one line.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_document_json(out: &mut dyn Write, view: &DocumentView<'_>) -> io::Result<()> {
    let DocumentView {
        document,
        annotations,
        ..
    } = *view;
    let full = document.text.full();
    let names = BestNames::of(annotations.people.iter());
    let bounds = |span: Span| [span.start, span.end];
    let date = document.date.as_ref();
    let own = annotations.number.as_ref();
    let title = title_of(document);
    let json = DocumentJson {
        format_version: FORMAT_VERSION,
        id: document.id.to_string(),
        external_id: document.external_id.as_deref(),
        version: view.version,
        versions: view.versions,
        title: &title,
        date: date.map(|date| date.day.to_string()),
        date_origin: date.map(|date| date.origin.to_string()),
        lang: document.lang.code(),
        kind: document.kind.name(),
        source: document.source.as_deref(),
        origin: document.origin.as_deref(),
        url: document.url.as_deref(),
        aliases: &document.aliases,
        authors: &document.authors,
        people: annotations.people.iter().map(|p| names.json(p)).collect(),
        localities: annotations
            .localities
            .iter()
            .map(LocalityJson::of)
            .collect(),
        cites: annotations.cites.iter().map(CitationJson::of).collect(),
        number: own.map(|number| number.number.as_str()),
        number_id: own.map(ToString::to_string),
        issuer: annotations.issuer.as_ref().map(org_json),
        orgs: annotations.orgs.iter().map(org_json).collect(),
        bylines: annotations
            .bylines
            .iter()
            .map(|byline| BylineJson {
                name: &byline.name,
                start: byline.span.map(|span| span.start),
                end: byline.span.map(|span| span.end),
            })
            .collect(),
        figures: annotations
            .figures
            .iter()
            .map(|figure| figure_json(figure, full))
            .collect(),
        mentions: annotations
            .mentions
            .iter()
            .map(|mention| MentionJson {
                kind: mention_name(mention.kind),
                canonical: &mention.canonical,
                start: mention.span.start,
                end: mention.span.end,
                surface: mention.span.of(full),
            })
            .collect(),
        text: full,
        parts: PartsJson {
            title: bounds(document.text.title_span()),
            lead: bounds(document.text.lead_span()),
            body: bounds(document.text.body_span()),
        },
        passages: passages(full),
        read_by: document.read_by.to_string(),
        fetched_at: document.fetched_at.as_deref(),
        raw_sha256: data_encoding::HEXLOWER.encode(&document.raw_sha256),
        withdrawn: view.withdrawn,
        problems: document
            .problems
            .iter()
            .map(|problem| ProblemJson {
                code: problem.code,
                detail: &problem.detail,
            })
            .collect(),
    };
    write_object(out, &json)
}

fn org_json(org: &crate::document::OrgRef) -> OrgJson<'_> {
    OrgJson {
        id: &org.id,
        name: &org.name,
    }
}

fn figure_json<'a>(figure: &'a Figure, full: &'a str) -> FigureJson<'a> {
    FigureJson {
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
        period: figure.period.as_ref().map(|period| period.0.as_str()),
        period_origin: figure.period_origin.map(|origin| origin.name()),
        comparator: figure.comparator.name(),
        basis: figure.basis,
        value_text: figure.value_span.of(full),
        sentence: figure.sentence.of(full),
        start: figure.value_span.start,
        end: figure.value_span.end,
    }
}

/// The name of a kind of mention in JSON.
const fn mention_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Locality => "locality",
        MentionKind::Citation => "cites",
        MentionKind::OwnNumber => "number",
        MentionKind::Org => "org",
        MentionKind::Byline => "byline",
    }
}

/// The lines of a text with how each is written.
fn passages(full: &str) -> Vec<PassageJson> {
    let mut passages: Vec<PassageJson> = Vec::new();
    text::analyze(full, |token| {
        let same_line = passages
            .last()
            .is_some_and(|passage| !full[passage.end..token.start.max(passage.end)].contains('\n'));
        match passages.last_mut() {
            Some(passage) if same_line => passage.end = passage.end.max(token.end),
            _ => passages.push(PassageJson {
                start: token.start,
                end: token.end,
                marked: token.marked_passage,
            }),
        }
    });
    passages
}

/// The title, or the first words of the text.
fn title_of(document: &Document) -> Cow<'_, str> {
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
    let DocumentView {
        document,
        annotations,
        ..
    } = *view;
    let mut rows = Vec::new();
    let mut row = |label, value: Option<String>| {
        rows.extend(
            value
                .filter(|value| !value.is_empty())
                .map(|value| (label, value)),
        );
    };
    row("id", Some(id_of(view)));
    row("own id", document.external_id.clone());
    row(
        "date",
        Some(match &document.date {
            Some(date) => format!("{} ({})", date.day, date.origin),
            None => "undated".to_owned(),
        }),
    );
    row(
        "kind",
        Some(format!(
            "{}, {}",
            document.kind.name(),
            document.lang.code()
        )),
    );
    row(
        "number",
        annotations.number.as_ref().map(ToString::to_string),
    );
    row(
        "issuer",
        annotations.issuer.as_ref().map(|org| org.name.to_string()),
    );
    row("source", document.source.clone());
    row("origin", document.origin.clone());
    row("address", document.url.clone());
    row(
        "people",
        Some(listed(annotations.people.iter().map(
            |person| match &person.role {
                Some(role) => format!("{} ({role})", person.name),
                None => person.name.clone(),
            },
        ))),
    );
    row(
        "localities",
        Some(listed(
            annotations
                .localities
                .iter()
                .map(|place| place.name.to_string()),
        )),
    );
    row(
        "cites",
        Some(listed(annotations.cites.iter().map(
            |cited| match &cited.resolution {
                crate::document::Resolution::Open(_) => {
                    format!("{} (term open)", cited.number.number)
                }
                crate::document::Resolution::Guess => format!("{} (guess)", cited.number),
                crate::document::Resolution::Stated => cited.number.to_string(),
            },
        ))),
    );
    row(
        "bodies",
        Some(listed(
            annotations.orgs.iter().map(|org| org.name.to_string()),
        )),
    );
    row(
        "bylines",
        Some(listed(annotations.bylines.iter().map(|b| b.name.clone()))),
    );
    row(
        "figures",
        Some(annotations.figures.len())
            .filter(|count| *count > 0)
            .map(|count| count.to_string()),
    );
    row("withdrawn", view.withdrawn.map(str::to_owned));
    row(
        "problems",
        Some(listed(document.problems.iter().map(|problem| {
            format!("{}: {}", problem.code, problem.detail)
        }))),
    );
    rows
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
