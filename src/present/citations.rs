//! One official number as a collection cites it, and what is cited and not held.

use super::json::CitationJson;
use super::listing::{Listing, write_listing};
use super::sheet::Sheet;
use super::text::{grouped, plural};
use super::{FORMAT_VERSION, Format, Look, Palette, plain_line};
use crate::document::{OfficialNumber, Resolution};
use crate::search::{CitedNumber, Facet, HitRecord, KnownTitle, NotHeld};
use jiff::civil::Date;
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

/// A year with its count of documents.
#[derive(Serialize)]
pub(super) struct YearJson<'a> {
    year: &'a str,
    count: usize,
}

impl<'a> YearJson<'a> {
    pub(super) fn list(by_year: &'a [(String, usize)]) -> Vec<Self> {
        let counted = |(year, count): &'a (String, usize)| Self {
            year,
            count: *count,
        };
        by_year.iter().map(counted).collect()
    }
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
    write_listing(out, format, cited, look)
}

impl Listing for CitedNumber {
    const HEADER: &'static [&'static str] = &[
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
    ];

    fn object(&self) -> impl Serialize {
        cited_json(self)
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        citing_json(self).into_iter()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.citing.iter().map(|record| {
            let (number, how) = match cites_of(record, self) {
                Some(cite) => (cite.number.to_string(), resolved(&cite.resolution)),
                None => (String::new(), ""),
            };
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            vec![
                record.id.to_string(),
                text(&record.external_id),
                day(record),
                record.title.clone(),
                record.kind.name().to_owned(),
                text(&record.source),
                text(&record.url),
                own(record),
                number,
                how.to_owned(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        write_cited_text(out, self, look)
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

/// How a citation was resolved, in a word.
pub(super) const fn resolved(resolution: &Resolution) -> &'static str {
    match resolution {
        Resolution::Stated => "stated",
        Resolution::Guess => "guess",
        Resolution::Open(_) => "open",
    }
}

/// The day of a document; empty where it has none.
pub(super) fn day(record: &HitRecord) -> String {
    record.date.map(|date| date.to_string()).unwrap_or_default()
}

/// The number that a document bears; empty where it bears none.
pub(super) fn own(record: &HitRecord) -> String {
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

/// First and latest day, as printed.
pub(super) fn ends(days: Option<(Date, Date)>) -> (Option<String>, Option<String>) {
    let (first, latest) = days.unzip();
    let printed = |day: Option<Date>| day.map(|day| day.to_string());
    (printed(first), printed(latest))
}

/// How many documents, and from when to when.
pub(super) fn extent(total: usize, days: Option<(Date, Date)>) -> String {
    let days = match days {
        Some((first, latest)) => format!(", first {first}, latest {latest}"),
        None => String::new(),
    };
    let documents = plural(total, "document", "documents");
    format!("{} {documents}{days}", grouped(total))
}

fn cited_json(cited: &CitedNumber) -> CitedJson<'_> {
    let (first, latest) = ends(cited.days);
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
        by_year: YearJson::list(&cited.by_year),
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
    sheet.row("cited by", &extent(cited.total, cited.days))?;
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
    write_listing(out, format, &NotHeldList(missing), look)
}

/// The numbers that are cited and not held.
struct NotHeldList<'a>(&'a [NotHeld]);

impl Listing for NotHeldList<'_> {
    const HEADER: &'static [&'static str] = &["number", "count", "date", "title"];

    fn object(&self) -> impl Serialize {
        NotHeldListJson {
            format_version: FORMAT_VERSION,
            not_held: self.0.iter().map(not_held_json).collect(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.iter().map(not_held_json)
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.0.iter().map(|one| {
            vec![
                one.number.clone(),
                one.count.to_string(),
                day_of(one),
                title_of(one).to_owned(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let aside = Palette::of(look).aside;
        self.0.iter().try_for_each(|one| {
            let (date, title) = (day_of(one), plain_line(title_of(one)));
            if look.terminal {
                let number = super::wrap::pad(&one.number, 24);
                let line = format!("{number} {:>5}  {aside}{date} {title}{aside:#}", one.count);
                writeln!(out, "{}", line.trim_end())
            } else {
                writeln!(out, "{}\t{}\t{date}\t{title}", one.number, one.count)
            }
        })
    }
}

/// The Vietnamese title of a number that is not held, where it is known.
fn title_of(missing: &NotHeld) -> &str {
    missing.known.as_ref().map_or("", |known| known.title_vi)
}

/// The day of signing of a number that is not held, where it is known.
fn day_of(missing: &NotHeld) -> String {
    let date = missing.known.as_ref().and_then(|known| known.date);
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn not_held_json(missing: &NotHeld) -> NotHeldJson<'_> {
    NotHeldJson {
        number: &missing.number,
        count: missing.count,
        known: missing.known.as_ref().map(KnownJson::of),
    }
}
