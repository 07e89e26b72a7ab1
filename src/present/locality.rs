//! What is known of the units of a name.

use super::listed::{CountedJson, YearJson, ends, extent};
use super::listing::{Listing, write_listing};
use super::sheet::Sheet;
use super::{FORMAT_VERSION, Format, Look};
use crate::search::{LocalityReport, Neighbour};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct LocalitiesJson<'a> {
    format_version: u32,
    localities: Vec<LocalityJson<'a>>,
}

#[derive(Serialize)]
struct NeighbourJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct LocalityJson<'a> {
    id: &'a str,
    name: &'a str,
    label: &'a str,
    kind: &'a str,
    name_en: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    predecessors: Vec<NeighbourJson<'a>>,
    successors: Vec<NeighbourJson<'a>>,
    same_ground: Option<NeighbourJson<'a>>,
    same_name: Vec<NeighbourJson<'a>>,
    province: Option<NeighbourJson<'a>>,
    regions: Vec<NeighbourJson<'a>>,
    members: Vec<NeighbourJson<'a>>,
    note: Option<&'a str>,
    total: usize,
    first: Option<String>,
    latest: Option<String>,
    by_year: Vec<YearJson<'a>>,
    people: Vec<CountedJson<'a>>,
    cites: Vec<CountedJson<'a>>,
}

impl<'a> NeighbourJson<'a> {
    fn list(units: &'a [Neighbour]) -> Vec<Self> {
        units.iter().map(Self::of).collect()
    }

    fn of(unit: &'a Neighbour) -> Self {
        Self {
            id: &unit.id,
            name: &unit.label,
        }
    }
}

/// Writes what is known of the units of a name.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_localities(
    out: &mut dyn Write,
    format: Format,
    reports: &[LocalityReport],
    look: Look,
) -> io::Result<()> {
    write_listing(out, format, &Localities(reports), look)
}

/// The units of a name.
struct Localities<'a>(&'a [LocalityReport]);

impl Listing for Localities<'_> {
    const HEADER: &'static [&'static str] = &[
        "id",
        "name",
        "label",
        "kind",
        "from",
        "to",
        "predecessors",
        "successors",
        "province",
        "regions",
        "documents",
    ];

    fn object(&self) -> impl Serialize {
        LocalitiesJson {
            format_version: FORMAT_VERSION,
            localities: self.0.iter().map(locality_json).collect(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.iter().map(locality_json)
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.0.iter().map(|report| {
            let province: Vec<Neighbour> = report.province.iter().cloned().collect();
            vec![
                report.id.clone(),
                report.name.clone(),
                report.label.clone(),
                report.kind.to_owned(),
                report.from.unwrap_or_default().to_owned(),
                report.to.unwrap_or_default().to_owned(),
                labels(&report.predecessors),
                labels(&report.successors),
                labels(&province),
                labels(&report.regions),
                report.total.to_string(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        for (at, report) in self.0.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            write_locality(out, report, look)?;
        }
        Ok(())
    }
}

fn labels(units: &[Neighbour]) -> String {
    let labels: Vec<&str> = units.iter().map(|unit| unit.label.as_str()).collect();
    labels.join("; ")
}

fn locality_json(report: &LocalityReport) -> LocalityJson<'_> {
    let (first, latest) = ends(report.days);
    LocalityJson {
        id: &report.id,
        name: &report.name,
        label: &report.label,
        kind: report.kind,
        name_en: report.name_en,
        from: report.from,
        to: report.to,
        predecessors: NeighbourJson::list(&report.predecessors),
        successors: NeighbourJson::list(&report.successors),
        same_ground: report.same_ground.as_ref().map(NeighbourJson::of),
        same_name: NeighbourJson::list(&report.same_name),
        province: report.province.as_ref().map(NeighbourJson::of),
        regions: NeighbourJson::list(&report.regions),
        members: NeighbourJson::list(&report.members),
        note: report.note,
        total: report.total,
        first,
        latest,
        by_year: YearJson::list(&report.by_year),
        people: CountedJson::list(&report.people),
        cites: CountedJson::list(&report.cites),
    }
}

fn write_locality(out: &mut dyn Write, report: &LocalityReport, look: Look) -> io::Result<()> {
    let mut sheet = Sheet::new(out, look);
    sheet.title(&report.label)?;
    sheet.row("id", &report.id)?;
    sheet.row("kind", report.kind)?;
    sheet.row("in English", report.name_en.unwrap_or_default())?;
    let valid = match (report.from, report.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("since {from}"),
        _ => String::new(),
    };
    sheet.row("valid", &valid)?;
    sheet.row("came from", &labels(&report.predecessors))?;
    sheet.row("went to", &labels(&report.successors))?;
    if report.same_ground.is_some() {
        sheet.row("ground", "the same before and since 1 July 2025")?;
    }
    let province: Vec<Neighbour> = report.province.iter().cloned().collect();
    sheet.row("province", &labels(&province))?;
    sheet.row("regions", &labels(&report.regions))?;
    sheet.row("provinces", &labels(&report.members))?;
    sheet.row("note", report.note.unwrap_or_default())?;
    sheet.row("named in", &extent(report.total, report.days))?;
    let years = report.by_year.iter().filter(|(_, count)| *count > 0);
    sheet.counts(
        "by year",
        years.map(|(year, count)| (year.as_str(), *count)),
    )?;
    sheet.facets("people", &report.people)?;
    sheet.facets("cites", &report.cites)
}
