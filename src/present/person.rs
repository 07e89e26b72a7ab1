//! What is printed under a name.

use super::listed::{SourceJson, YearJson, ends, extent};
use super::listing::{Listing, write_listing};
use super::sheet::Sheet;
use super::text::grouped;
use super::{FORMAT_VERSION, Format, Look};
use crate::search::{FigureSource, NamedPerson, PersonReport};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct PersonReportJson<'a> {
    format_version: u32,
    asked: &'a str,
    names: Vec<NameJson<'a>>,
    others: Vec<FormJson<'a>>,
}

#[derive(Serialize)]
struct FormJson<'a> {
    name: &'a str,
    documents: usize,
}

#[derive(Serialize)]
struct NameJson<'a> {
    name: &'a str,
    best: Option<&'a str>,
    forms: Vec<FormJson<'a>>,
    total: usize,
    first: Option<String>,
    latest: Option<String>,
    by_year: Vec<YearJson<'a>>,
    offices: Vec<OfficeJson<'a>>,
    without_office: Vec<SourceJson<'a>>,
}

#[derive(Serialize)]
struct OfficeJson<'a> {
    office: &'a str,
    documents: usize,
    first: Option<String>,
    latest: Option<String>,
    attested_by: Vec<SourceJson<'a>>,
}

fn forms(forms: &[(String, usize)]) -> Vec<FormJson<'_>> {
    let forms = forms.iter().map(|(name, documents)| FormJson {
        name,
        documents: *documents,
    });
    forms.collect()
}

/// Writes what is printed under a name.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_person(
    out: &mut dyn Write,
    format: Format,
    asked: &str,
    report: &PersonReport,
    look: Look,
) -> io::Result<()> {
    write_listing(out, format, &Person { asked, report }, look)
}

/// What is printed under a name that was asked for.
struct Person<'a> {
    asked: &'a str,
    report: &'a PersonReport,
}

impl Listing for Person<'_> {
    const HEADER: &'static [&'static str] = &[
        "name",
        "office",
        "documents",
        "first",
        "latest",
        "attested_by",
    ];

    fn object(&self) -> impl Serialize {
        PersonReportJson {
            format_version: FORMAT_VERSION,
            asked: self.asked,
            names: self.report.names.iter().map(name_json).collect(),
            others: forms(&self.report.others),
        }
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.report.names.iter().map(name_json)
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.report.names.iter().flat_map(|name| {
            name.offices.iter().map(|office| {
                let (first, latest) = ends(office.days);
                let attesting = office.documents.iter();
                let ids: Vec<String> = attesting.map(|one| one.id.to_string()).collect();
                vec![
                    name.name.clone(),
                    office.office.clone(),
                    office.count.to_string(),
                    first.unwrap_or_default(),
                    latest.unwrap_or_default(),
                    ids.join("; "),
                ]
            })
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        write_person_text(out, self.report, look)
    }
}

fn name_json(name: &NamedPerson) -> NameJson<'_> {
    let (first, latest) = ends(name.days);
    let offices = name.offices.iter().map(|office| {
        let (first, latest) = ends(office.days);
        OfficeJson {
            office: &office.office,
            documents: office.count,
            first,
            latest,
            attested_by: SourceJson::list(&office.documents),
        }
    });
    NameJson {
        name: &name.name,
        best: name.marked.then_some(name.name.as_str()),
        forms: forms(&name.forms),
        total: name.total,
        first,
        latest,
        by_year: YearJson::list(&name.by_year),
        offices: offices.collect(),
        without_office: SourceJson::list(&name.without_office),
    }
}

fn write_person_text(out: &mut dyn Write, report: &PersonReport, look: Look) -> io::Result<()> {
    let mut sheet = Sheet::new(out, look);
    for (at, name) in report.names.iter().enumerate() {
        if at > 0 {
            sheet.gap()?;
        }
        sheet.title(&name.name)?;
        let forms = name
            .forms
            .iter()
            .map(|(form, count)| (form.as_str(), *count));
        sheet.counts("printed as", forms)?;
        sheet.row("named in", &extent(name.total, name.days))?;
        let years = name.by_year.iter();
        sheet.counts(
            "by year",
            years.map(|(year, count)| (year.as_str(), *count)),
        )?;
        for office in &name.offices {
            sheet.gap()?;
            sheet.line(&format!(
                "{}: {}",
                office.office,
                extent(office.count, office.days)
            ))?;
            for document in &office.documents {
                sheet.line(&format!("  {}", attesting(document)))?;
            }
            let more = office.count - office.documents.len();
            if more > 0 {
                sheet.aside(&format!("  and {} more", grouped(more)))?;
            }
        }
        if name.offices.is_empty() {
            sheet.gap()?;
            for document in &name.without_office {
                sheet.line(&attesting(document))?;
            }
        }
    }
    if !report.others.is_empty() {
        if !report.names.is_empty() {
            sheet.gap()?;
        }
        let others = report
            .others
            .iter()
            .map(|(name, count)| (name.as_str(), *count));
        sheet.counts("other names", others)?;
    }
    if !report.names.is_empty() {
        sheet.aside("What documents print under a name; several people may share it.")?;
    }
    Ok(())
}

fn attesting(document: &FigureSource) -> String {
    let date = document.date.map(|date| date.to_string());
    format!(
        "{:<10} {} {}",
        date.as_deref().unwrap_or("undated"),
        document.id,
        document.title
    )
}
