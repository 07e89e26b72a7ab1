//! One document as JSON, with everything recognised in it.

use super::FORMAT_VERSION;
use super::document::{DocumentView, title_of};
use super::figures::FigureJson;
use super::json::{CitationJson, LocalityJson, PersonJson, write_object};
use crate::document::{Byline, Mention, MentionKind, OrgRef, Problem, Span};
use serde::Serialize;
use std::io::{self, Write};

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
    localities_beside: Vec<LocalityJson<'a>>,
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
        people: annotations
            .people
            .iter()
            .map(|person| PersonJson::of(person, view.names))
            .collect(),
        localities: LocalityJson::named(&annotations.localities),
        localities_beside: LocalityJson::beside(&annotations.localities),
        cites: annotations.cites.iter().map(CitationJson::of).collect(),
        number: own.map(|number| number.number.as_str()),
        number_id: own.map(ToString::to_string),
        issuer: annotations.issuer.as_ref().map(org_json),
        orgs: annotations.orgs.iter().map(org_json).collect(),
        bylines: annotations.bylines.iter().map(byline_json).collect(),
        figures: annotations
            .figures
            .iter()
            .map(|figure| {
                let (value, sentence) = (figure.value_span.of(full), figure.sentence.of(full));
                FigureJson::of(figure, value, sentence)
            })
            .collect(),
        mentions: annotations
            .mentions
            .iter()
            .map(|mention| mention_json(mention, full))
            .collect(),
        text: full,
        parts: PartsJson {
            title: bounds(document.text.title_span()),
            lead: bounds(document.text.lead_span()),
            body: bounds(document.text.body_span()),
        },
        passages: view.passages.iter().map(passage_json).collect(),
        read_by: document.read_by.to_string(),
        fetched_at: document.fetched_at.as_deref(),
        raw_sha256: data_encoding::HEXLOWER.encode(&document.raw_sha256),
        withdrawn: view.withdrawn,
        problems: document.problems.iter().map(problem_json).collect(),
    };
    write_object(out, &json)
}

fn byline_json(byline: &Byline) -> BylineJson<'_> {
    BylineJson {
        name: &byline.name,
        start: byline.span.map(|span| span.start),
        end: byline.span.map(|span| span.end),
    }
}

fn mention_json<'m>(mention: &'m Mention, full: &'m str) -> MentionJson<'m> {
    MentionJson {
        kind: mention_name(mention.kind),
        canonical: &mention.canonical,
        start: mention.span.start,
        end: mention.span.end,
        surface: mention.span.of(full),
    }
}

fn passage_json((span, marked): &(Span, bool)) -> PassageJson {
    PassageJson {
        start: span.start,
        end: span.end,
        marked: *marked,
    }
}

fn problem_json(problem: &Problem) -> ProblemJson<'_> {
    ProblemJson {
        code: problem.code,
        detail: &problem.detail,
    }
}

fn org_json(org: &OrgRef) -> OrgJson<'_> {
    OrgJson {
        id: &org.id,
        name: &org.name,
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
