//! The JSON of searches. Its keys are a contract: other programs read them.

use super::{BestNames, FORMAT_VERSION, SearchReport};
use crate::document::{Citation, LocalityRef, PersonRef, Resolution};
use crate::query::{Clause, Expansion, Query, TextForm};
use crate::search::Hit;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct SearchJson<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
    query: QueryJson<'a>,
    total: usize,
    relaxed_total: usize,
    undated_left_out: usize,
    took_ms: f64,
    hits: Vec<HitJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explained: Vec<ExplainedJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<AdviceJson<'a>>,
}

/// A query as it was typed and understood.
#[derive(Serialize)]
pub(super) struct QueryJson<'a> {
    text: &'a str,
    understood: String,
    expansions: Vec<ExpansionJson>,
}

#[derive(Serialize)]
struct ExpansionJson {
    of: String,
    to: String,
    weight: f64,
    reason: &'static str,
}

#[derive(Serialize)]
struct ExplainedJson<'a> {
    depth: usize,
    clause: &'a str,
    note: &'a str,
    hits: usize,
}

#[derive(Serialize)]
struct AdviceJson<'a> {
    what: &'a str,
    query: &'a str,
    hits: usize,
}

#[derive(Serialize)]
struct HitJson<'a> {
    rank: usize,
    id: String,
    external_id: Option<&'a str>,
    score: f32,
    title: &'a str,
    date: Option<String>,
    lang: &'static str,
    kind: &'static str,
    source: Option<&'a str>,
    origin: Option<&'a str>,
    url: Option<&'a str>,
    people: Vec<PersonJson<'a>>,
    localities: Vec<LocalityJson<'a>>,
    localities_beside: Vec<LocalityJson<'a>>,
    cites: Vec<CitationJson<'a>>,
    number: Option<&'a str>,
    snippet: SnippetJson<'a>,
    title_highlights: Vec<[usize; 2]>,
    copies: usize,
    copies_langs: Vec<&'static str>,
    relaxed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_id: Option<&'a str>,
}

#[derive(Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    highlights: Vec<[usize; 2]>,
}

/// A person, with the marked form that fits, if one is known.
#[derive(Serialize)]
pub(super) struct PersonJson<'a> {
    name: &'a str,
    best: Option<&'a str>,
    role: Option<&'a str>,
}

/// A locality; `or` is the other unit that the name may stand for.
#[derive(Serialize)]
pub(super) struct LocalityJson<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    or: Vec<&'a str>,
}

/// A cited number and how sure its series is.
#[derive(Serialize)]
pub(super) struct CitationJson<'a> {
    number: &'a str,
    id: Option<String>,
    resolved: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<&'a [String]>,
}

impl<'a> QueryJson<'a> {
    pub(super) fn of(query: &'a Query) -> Self {
        let mut expansions = Vec::new();
        collect_expansions(&query.root, &mut expansions);
        Self {
            text: &query.text,
            understood: query.to_string(),
            expansions,
        }
    }
}

fn collect_expansions(clause: &Clause, out: &mut Vec<ExpansionJson>) {
    match clause {
        Clause::And(clauses) | Clause::Or(clauses) => {
            for clause in clauses {
                collect_expansions(clause, out);
            }
        }
        Clause::Not(inner) => collect_expansions(inner, out),
        Clause::Expanded(expanded) => {
            out.extend(expanded.alternatives.iter().map(|other| ExpansionJson {
                of: other.of.clone(),
                to: words_of(other),
                // Through text, so that .7 does not become 0.699999988079071.
                weight: other.weight.to_string().parse().unwrap_or_default(),
                reason: other.reason,
            }));
        }
        Clause::All | Clause::Text(_) | Clause::Filter(_) => {}
    }
}

fn words_of(other: &Expansion) -> String {
    match &other.form {
        TextForm::Word(term) | TextForm::Prefix(term) => term.surface.clone(),
        TextForm::Phrase { terms, .. } => {
            let words: Vec<&str> = terms.iter().map(|term| term.surface.as_str()).collect();
            words.join(" ")
        }
    }
}

impl<'a> PersonJson<'a> {
    pub(super) fn of(person: &'a PersonRef, names: &'a BestNames) -> Self {
        Self {
            name: &person.name,
            best: names.of(&person.name),
            role: person.role.as_deref(),
        }
    }
}

impl<'a> LocalityJson<'a> {
    /// The provinces and cities that are named.
    pub(super) fn named(localities: &'a [LocalityRef]) -> Vec<Self> {
        let named = localities.iter().filter(|one| is_named_province(one));
        named.map(Self::of).collect()
    }

    /// What filters find beside them: regions, districts and communes, and the provinces that are
    /// known by one of these alone.
    pub(super) fn beside(localities: &'a [LocalityRef]) -> Vec<Self> {
        let beside = localities.iter().filter(|one| !is_named_province(one));
        beside.map(Self::of).collect()
    }

    fn of(locality: &'a LocalityRef) -> Self {
        Self {
            id: &locality.id.0,
            name: &locality.name,
            or: locality.or.iter().map(|id| id.0.as_ref()).collect(),
        }
    }
}

/// Whether a locality is a province or city that the document names itself.
pub(super) fn is_named_province(locality: &LocalityRef) -> bool {
    let set = locality.id.0.split(':').next().unwrap_or_default();
    !locality.by_lower_unit && !matches!(set, "district" | "commune" | "region")
}

impl<'a> CitationJson<'a> {
    pub(super) fn of(citation: &'a Citation) -> Self {
        let (resolved, candidates) = match &citation.resolution {
            Resolution::Stated => ("stated", None),
            Resolution::Guess => ("guess", None),
            Resolution::Open(candidates) => ("open", Some(candidates.as_slice())),
        };
        Self {
            number: &citation.number.number,
            id: candidates.is_none().then(|| citation.number.to_string()),
            resolved,
            candidates,
        }
    }
}

fn hits<'a>(report: &'a SearchReport<'a>, with_query_id: bool) -> Vec<HitJson<'a>> {
    let hits = &report.answer.hits;
    hits.iter()
        .map(|hit| {
            hit_json(
                hit,
                &report.names,
                report.query_id.filter(|_| with_query_id),
            )
        })
        .collect()
}

fn hit_json<'a>(hit: &'a Hit, names: &'a BestNames, query_id: Option<&'a str>) -> HitJson<'a> {
    let record = &hit.record;
    let ranges =
        |spans: &[crate::document::Span]| spans.iter().map(|span| [span.start, span.end]).collect();
    HitJson {
        rank: hit.rank,
        id: record.id.to_string(),
        external_id: record.external_id.as_deref(),
        score: hit.score,
        title: &record.title,
        date: record.date.map(|date| date.to_string()),
        lang: record.lang.code(),
        kind: record.kind.name(),
        source: record.source.as_deref(),
        origin: record.origin.as_deref(),
        url: record.url.as_deref(),
        people: record
            .people
            .iter()
            .map(|person| PersonJson::of(person, names))
            .collect(),
        localities: LocalityJson::named(&record.localities),
        localities_beside: LocalityJson::beside(&record.localities),
        cites: record.cites.iter().map(CitationJson::of).collect(),
        number: record.number.as_ref().map(|number| number.number.as_str()),
        snippet: SnippetJson {
            text: &hit.snippet.text,
            highlights: ranges(&hit.snippet.highlights),
        },
        title_highlights: ranges(&hit.title_highlights),
        copies: hit.copies,
        copies_langs: hit.copies_langs.iter().map(|lang| lang.code()).collect(),
        relaxed: hit.relaxed,
        query_id,
    }
}

pub(super) fn write_search(out: &mut dyn Write, report: &SearchReport<'_>) -> io::Result<()> {
    let answer = report.answer;
    let explained = report.explained.iter().map(|line| ExplainedJson {
        depth: line.depth,
        clause: &line.clause,
        note: &line.note,
        hits: line.hits,
    });
    let json = SearchJson {
        format_version: FORMAT_VERSION,
        query_id: report.query_id,
        query: QueryJson::of(report.query),
        total: answer.total,
        relaxed_total: answer.relaxed_total,
        undated_left_out: answer.undated_left_out,
        took_ms: (answer.took.as_secs_f64() * 10_000.0).round() / 10.0,
        hits: hits(report, false),
        explained: explained.collect(),
        advice: report.advice.as_ref().map(|advice| AdviceJson {
            what: &advice.what,
            query: &advice.query,
            hits: advice.hits,
        }),
    };
    write_object(out, &json)
}

pub(super) fn write_lines(out: &mut dyn Write, report: &SearchReport<'_>) -> io::Result<()> {
    for hit in hits(report, true) {
        write_object(out, &hit)?;
    }
    Ok(())
}

/// Writes one object on a line of its own.
pub(super) fn write_object(out: &mut dyn Write, object: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// A report with the version of the output before its own keys.
#[derive(Serialize)]
struct Versioned<'a, T: Serialize> {
    format_version: u32,
    #[serde(flatten)]
    report: &'a T,
}

/// A report that is an object as it stands.
pub(super) fn versioned<T: Serialize>(report: &T) -> impl Serialize + '_ {
    Versioned {
        format_version: FORMAT_VERSION,
        report,
    }
}
