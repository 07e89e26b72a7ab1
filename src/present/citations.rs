//! One official number as a collection cites it, what is not held, and the edges of the network.

use super::csv::write_row;
use super::json::{CitationJson, write_object};
use super::sheet::Sheet;
use super::text::{grouped, plural};
use super::{FORMAT_VERSION, Format, Look, Palette, plain_line};
use crate::document::{DocId, OfficialNumber, Resolution};
use crate::search::{Citations, CitedNumber, Facet, HitRecord, KnownTitle, NotHeld};
use serde::Serialize;
use std::io::{self, Write};

/// A document in a list.
#[derive(Serialize)]
pub(super) struct ListedJson<'a> {
    id: String,
    external_id: Option<&'a str>,
    title: &'a str,
    date: Option<String>,
    kind: &'static str,
    source: Option<&'a str>,
    number: Option<String>,
    url: Option<&'a str>,
}

/// A value with its count of documents.
#[derive(Serialize)]
pub(super) struct CountedJson<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct YearJson<'a> {
    year: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct FormJson<'a> {
    form: &'a str,
    documents: usize,
}

#[derive(Serialize)]
struct KnownJson<'a> {
    id: &'a str,
    title: &'a str,
    title_en: Option<&'a str>,
    date: Option<String>,
    issuer: &'a str,
}

#[derive(Serialize)]
struct CitedJson<'a> {
    format_version: u32,
    number: &'a str,
    known: Vec<KnownJson<'a>>,
    held: bool,
    held_by: Vec<ListedJson<'a>>,
    total: usize,
    first: Option<String>,
    latest: Option<String>,
    forms: Vec<FormJson<'a>>,
    series: Vec<CountedJson<'a>>,
    by_year: Vec<YearJson<'a>>,
    by_body: Vec<CountedJson<'a>>,
    by_source: Vec<CountedJson<'a>>,
    cited_with: Vec<CountedJson<'a>>,
    cited_by: Vec<CitingJson<'a>>,
}

#[derive(Serialize)]
struct CitingJson<'a> {
    #[serde(flatten)]
    document: ListedJson<'a>,
    cites: Option<CitationJson<'a>>,
}

#[derive(Serialize)]
struct NotHeldJson<'a> {
    number: &'a str,
    count: usize,
    known: Option<KnownJson<'a>>,
}

#[derive(Serialize)]
struct NotHeldListJson<'a> {
    format_version: u32,
    not_held: Vec<NotHeldJson<'a>>,
}

#[derive(Serialize)]
struct EdgesJson<'a> {
    format_version: u32,
    edges: Vec<EdgeJson<'a>>,
}

#[derive(Serialize)]
struct EdgeJson<'a> {
    from: ListedJson<'a>,
    to: CitationJson<'a>,
    held: Vec<String>,
}

impl<'a> ListedJson<'a> {
    pub(super) fn of(record: &'a HitRecord) -> Self {
        Self {
            id: record.id.to_string(),
            external_id: record.external_id.as_deref(),
            title: &record.title,
            date: record.date.map(|date| date.to_string()),
            kind: record.kind.name(),
            source: record.source.as_deref(),
            number: record.number.as_ref().map(ToString::to_string),
            url: record.url.as_deref(),
        }
    }
}

impl<'a> CountedJson<'a> {
    pub(super) fn list(facets: &'a [Facet]) -> Vec<Self> {
        let counted = |facet: &'a Facet| Self {
            id: &facet.id,
            name: &facet.name,
            count: facet.count,
        };
        facets.iter().map(counted).collect()
    }
}

impl<'a> KnownJson<'a> {
    fn of(known: &'a KnownTitle) -> Self {
        Self {
            id: &known.number,
            title: known.title_vi,
            title_en: Some(known.title_en).filter(|title| !title.is_empty()),
            date: known.date.map(|date| date.to_string()),
            issuer: known.issuer,
        }
    }
}

/// Writes what a collection says of one number.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_cited(
    out: &mut dyn Write,
    format: Format,
    cited: &CitedNumber,
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Trec => write_cited_text(out, cited, look),
        Format::Json => write_object(out, &cited_json(cited)),
        Format::Jsonl => citing_json(cited)
            .iter()
            .try_for_each(|citing| write_object(out, citing)),
        Format::Csv => {
            write_row(
                out,
                [
                    "id",
                    "external_id",
                    "date",
                    "title",
                    "kind",
                    "source",
                    "url",
                    "number",
                    "cited",
                    "resolved",
                ],
            )?;
            for record in &cited.citing {
                let cites = cites_of(record, cited);
                let (number, resolved) = match cites {
                    Some(cite) => (cite.number.to_string(), resolved(&cite.resolution)),
                    None => (String::new(), ""),
                };
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                write_row(
                    out,
                    [
                        record.id.to_string(),
                        text(&record.external_id),
                        day(record),
                        record.title.clone(),
                        record.kind.name().to_owned(),
                        text(&record.source),
                        text(&record.url),
                        own(record),
                        number,
                        resolved.to_owned(),
                    ],
                )?;
            }
            Ok(())
        }
    }
}

/// The citation of the number in one citing document.
fn cites_of<'r>(
    record: &'r HitRecord,
    cited: &CitedNumber,
) -> Option<&'r crate::document::Citation> {
    let key = key_of(&cited.number);
    record.cites.iter().find(|cite| cite.number.key() == key)
}

/// The key of a number printed with its series.
fn key_of(printed: &str) -> String {
    let number = printed.split('@').next().unwrap_or_default().to_owned();
    let series = None;
    OfficialNumber { number, series }.key()
}

const fn resolved(resolution: &Resolution) -> &'static str {
    match resolution {
        Resolution::Stated => "stated",
        Resolution::Guess => "guess",
        Resolution::Open(_) => "open",
    }
}

fn day(record: &HitRecord) -> String {
    record.date.map(|date| date.to_string()).unwrap_or_default()
}

fn own(record: &HitRecord) -> String {
    let number = record.number.as_ref();
    number.map(ToString::to_string).unwrap_or_default()
}

fn citing_json(cited: &CitedNumber) -> Vec<CitingJson<'_>> {
    let citing = cited.citing.iter().map(|record| CitingJson {
        document: ListedJson::of(record),
        cites: cites_of(record, cited).map(CitationJson::of),
    });
    citing.collect()
}

fn cited_json(cited: &CitedNumber) -> CitedJson<'_> {
    let (first, latest) = match cited.days {
        Some((first, latest)) => (Some(first.to_string()), Some(latest.to_string())),
        None => (None, None),
    };
    CitedJson {
        format_version: FORMAT_VERSION,
        number: &cited.number,
        known: cited.known.iter().map(KnownJson::of).collect(),
        held: !cited.held.is_empty(),
        held_by: cited.held.iter().map(ListedJson::of).collect(),
        total: cited.total,
        first,
        latest,
        forms: cited
            .forms
            .iter()
            .map(|(form, documents)| FormJson {
                form,
                documents: *documents,
            })
            .collect(),
        series: CountedJson::list(&cited.series),
        by_year: cited
            .by_year
            .iter()
            .map(|(year, count)| YearJson {
                year,
                count: *count,
            })
            .collect(),
        by_body: CountedJson::list(&cited.by_body),
        by_source: CountedJson::list(&cited.by_source),
        cited_with: CountedJson::list(&cited.cited_with),
        cited_by: citing_json(cited),
    }
}

fn write_cited_text(out: &mut dyn Write, cited: &CitedNumber, look: Look) -> io::Result<()> {
    let mut sheet = Sheet::new(out, look);
    sheet.title(&cited.number)?;
    for known in &cited.known {
        let date = known.date.map(|date| date.to_string()).unwrap_or_default();
        let value = format!("{}, {} {date}", known.title_vi, known.issuer);
        sheet.row(&known.number, value.trim_end())?;
        sheet.row("", known.title_en)?;
    }
    let held: Vec<String> = cited.held.iter().map(listed).collect();
    match held.split_first() {
        None => sheet.row("held", "no")?,
        Some((first, more)) => {
            sheet.row("held", first)?;
            more.iter().try_for_each(|line| sheet.row("", line))?;
        }
    }
    let days = match cited.days {
        Some((first, latest)) => format!(", first {first}, latest {latest}"),
        None => String::new(),
    };
    let total = format!(
        "{} {}{days}",
        grouped(cited.total),
        plural(cited.total, "document", "documents")
    );
    sheet.row("cited by", &total)?;
    sheet.counts(
        "printed as",
        cited.forms.iter().map(|(form, n)| (form.as_str(), *n)),
    )?;
    sheet.facets("understood", &cited.series)?;
    sheet.counts(
        "by year",
        cited
            .by_year
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(year, n)| (year.as_str(), *n)),
    )?;
    sheet.facets("by body", &cited.by_body)?;
    sheet.facets("by source", &cited.by_source)?;
    sheet.facets("cited with", &cited.cited_with)?;
    if !cited.citing.is_empty() {
        sheet.gap()?;
    }
    for record in &cited.citing {
        let mark = match cites_of(record, cited).map(|cite| resolved(&cite.resolution)) {
            Some(how @ ("guess" | "open")) => format!(" [{how}]"),
            _ => String::new(),
        };
        sheet.line(&format!("{}{mark}", listed(record)))?;
    }
    let shown = cited.citing.len();
    if shown < cited.total {
        sheet.aside(&format!(
            "{shown} of {} shown; -n shows more",
            grouped(cited.total)
        ))?;
    }
    Ok(())
}

/// A document on one line: day, id, title, source.
pub(super) fn listed(record: &HitRecord) -> String {
    let date = record.date.map(|date| date.to_string());
    let source = record.source.as_ref().map(|source| format!(" ({source})"));
    format!(
        "{:<10} {} {}{}",
        date.as_deref().unwrap_or("undated"),
        record.id,
        record.title,
        source.unwrap_or_default()
    )
}

/// Writes the numbers that are cited and not held.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_not_held(
    out: &mut dyn Write,
    format: Format,
    missing: &[NotHeld],
    look: Look,
) -> io::Result<()> {
    let title = |missing: &NotHeld| missing.known.as_ref().map_or("", |known| known.title_vi);
    let date = |missing: &NotHeld| {
        let date = missing.known.as_ref().and_then(|known| known.date);
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    match format {
        Format::Text | Format::Trec => {
            let palette = Palette::of(look);
            let aside = palette.aside;
            missing.iter().try_for_each(|one| {
                if look.terminal {
                    let number = super::wrap::pad(&one.number, 24);
                    let line = format!(
                        "{number} {:>5}  {aside}{} {}{aside:#}",
                        one.count,
                        date(one),
                        plain_line(title(one))
                    );
                    writeln!(out, "{}", line.trim_end())
                } else {
                    writeln!(
                        out,
                        "{}\t{}\t{}\t{}",
                        one.number,
                        one.count,
                        date(one),
                        plain_line(title(one))
                    )
                }
            })
        }
        Format::Json => write_object(
            out,
            &NotHeldListJson {
                format_version: FORMAT_VERSION,
                not_held: missing.iter().map(not_held_json).collect(),
            },
        ),
        Format::Jsonl => missing
            .iter()
            .try_for_each(|one| write_object(out, &not_held_json(one))),
        Format::Csv => {
            write_row(out, ["number", "count", "date", "title"])?;
            missing.iter().try_for_each(|one| {
                write_row(
                    out,
                    [
                        one.number.clone(),
                        one.count.to_string(),
                        date(one),
                        title(one).to_owned(),
                    ],
                )
            })
        }
    }
}

fn not_held_json(missing: &NotHeld) -> NotHeldJson<'_> {
    NotHeldJson {
        number: &missing.number,
        count: missing.count,
        known: missing.known.as_ref().map(KnownJson::of),
    }
}

/// Writes every citation, one a row.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_edges(out: &mut dyn Write, format: Format, citations: &Citations) -> io::Result<()> {
    let ids = |held: &[DocId]| held.iter().map(ToString::to_string).collect::<Vec<_>>();
    let edges = citations.edges.iter();
    match format {
        Format::Json => write_object(
            out,
            &EdgesJson {
                format_version: FORMAT_VERSION,
                edges: edges.map(|edge| edge_json(citations, edge)).collect(),
            },
        ),
        Format::Jsonl => {
            for edge in edges {
                write_object(out, &edge_json(citations, edge))?;
            }
            Ok(())
        }
        Format::Text | Format::Trec => {
            for edge in edges {
                let from = &citations.documents[edge.from];
                let own = own(from);
                writeln!(
                    out,
                    "{}\t{}\t{own}\t{}\t{}\t{}",
                    from.id,
                    day(from),
                    edge.to.number,
                    resolved(&edge.to.resolution),
                    ids(&edge.held).join("; ")
                )?;
            }
            Ok(())
        }
        Format::Csv => {
            write_row(
                out,
                [
                    "id",
                    "external_id",
                    "date",
                    "title",
                    "kind",
                    "source",
                    "number",
                    "cited",
                    "cited_id",
                    "resolved",
                    "candidates",
                    "held",
                ],
            )?;
            for edge in edges {
                let from = &citations.documents[edge.from];
                let (cited_id, candidates) = match &edge.to.resolution {
                    Resolution::Open(candidates) => (String::new(), candidates.join("; ")),
                    _ => (edge.to.number.to_string(), String::new()),
                };
                write_row(
                    out,
                    [
                        from.id.to_string(),
                        from.external_id.clone().unwrap_or_default(),
                        day(from),
                        from.title.clone(),
                        from.kind.name().to_owned(),
                        from.source.clone().unwrap_or_default(),
                        own(from),
                        edge.to.number.number.clone(),
                        cited_id,
                        resolved(&edge.to.resolution).to_owned(),
                        candidates,
                        ids(&edge.held).join("; "),
                    ],
                )?;
            }
            Ok(())
        }
    }
}

fn edge_json<'a>(citations: &'a Citations, edge: &'a crate::search::CitationEdge) -> EdgeJson<'a> {
    EdgeJson {
        from: ListedJson::of(&citations.documents[edge.from]),
        to: CitationJson::of(&edge.to),
        held: edge.held.iter().map(ToString::to_string).collect(),
    }
}
