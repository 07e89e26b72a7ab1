//! One official number as a collection cites it.

use super::json::CitationJson;
use super::listed::{
    CountedJson, KnownJson, ListedJson, YearJson, day, ends, extent, listed, own, resolved,
};
use super::listing::{Listing, write_listing};
use super::sheet::Sheet;
use super::text::grouped;
use super::{FORMAT_VERSION, Format, Look};
use crate::document::OfficialNumber;
use crate::search::{CitedNumber, HitRecord};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct FormJson<'a> {
    form: &'a str,
    documents: usize,
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

fn citing_json(cited: &CitedNumber) -> Vec<CitingJson<'_>> {
    let citing = cited.citing.iter().map(|record| CitingJson {
        document: ListedJson::of(record),
        cites: cites_of(record, cited).map(CitationJson::of),
    });
    citing.collect()
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
