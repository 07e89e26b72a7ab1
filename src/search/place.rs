//! What is known of a locality, and how often a collection names it.

use super::searcher::Searcher;
use super::{Facet, FacetField, SearchError, TimelineUnit};
use crate::authority::localities::{Succession, UnitKind, former_by_id, lower_units, sources_of};
use crate::authority::{localities, regions::REGIONS};
use crate::document::LocalityId;
use crate::query::{Clause, Filter, LocalityFilter, Query};
use jiff::civil::Date;

/// A unit beside the one told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its id.
    pub id: String,
    /// Its name with its time, such as `Bắc Ninh (to 6/2025)`.
    pub label: String,
}

/// One unit, region or lower unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalityReport {
    /// Its id.
    pub id: String,
    /// Canonical Vietnamese name.
    pub name: String,
    /// The name with its time or its province.
    pub label: String,
    /// `province`, `municipality`, `special zone`, `region`, or the Vietnamese word for a lower grade.
    pub kind: &'static str,
    /// English name, where one is known.
    pub name_en: Option<&'static str>,
    /// First day as far as it is known: `1991-08-12`, `1975`.
    pub from: Option<&'static str>,
    /// Last day; nothing while it lasts or where it is not known.
    pub to: Option<&'static str>,
    /// Units that its ground came from.
    pub predecessors: Vec<Neighbour>,
    /// Units that its ground went to.
    pub successors: Vec<Neighbour>,
    /// The unit of the other set with the same ground: the mergers left it alone.
    pub same_ground: Option<Neighbour>,
    /// Units of other times that carry the same name.
    pub same_name: Vec<Neighbour>,
    /// The province of a lower unit.
    pub province: Option<Neighbour>,
    /// The regions that it belongs to.
    pub regions: Vec<Neighbour>,
    /// The provinces of a region.
    pub members: Vec<Neighbour>,
    /// What else is known, in English.
    pub note: Option<&'static str>,
    /// How many documents name it.
    pub total: usize,
    /// First and latest day of these documents.
    pub days: Option<(Date, Date)>,
    /// These documents by year, without gaps.
    pub by_year: Vec<(String, usize)>,
    /// People named in these documents.
    pub people: Vec<Facet>,
    /// Numbers cited in these documents.
    pub cites: Vec<Facet>,
}

impl Searcher {
    /// Tells of every unit of a name; of a region rather than its provinces. `limit` bounds the lists
    /// of what is named with it.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn locality(&self, name: &str, limit: usize) -> Result<Vec<LocalityReport>, SearchError> {
        let mut ids = localities().find(name);
        if ids.iter().any(|id| id.0.starts_with("region:")) {
            ids.retain(|id| id.0.starts_with("region:"));
        }
        let mut reports = Vec::new();
        for id in &ids {
            let mut report = known(id);
            self.count_mentions(id, &mut report, limit)?;
            reports.push(report);
        }
        Ok(reports)
    }

    fn count_mentions(
        &self,
        id: &LocalityId,
        report: &mut LocalityReport,
        limit: usize,
    ) -> Result<(), SearchError> {
        let naming = Query {
            text: String::new(),
            root: Clause::Filter(Filter::Locality(LocalityFilter {
                name: report.name.clone(),
                ids: vec![id.clone()],
            })),
        };
        report.total = self.count(&naming)?;
        if report.total > 0 {
            report.days = self.days(&naming)?;
            report.by_year = self.timeline(&naming, TimelineUnit::Year)?;
            report.people = self.facets(&naming, FacetField::Person, limit)?;
            report.cites = self.facets(&naming, FacetField::Cites, limit)?;
        }
        Ok(())
    }
}

fn neighbour(id: &str) -> Neighbour {
    let id = LocalityId(id.to_owned().into());
    Neighbour {
        label: localities().label(&id),
        id: id.0.into_owned(),
    }
}

/// The last day of the districts and former communes, and the first of the communes of today.
const LAST_DAY: &str = "2025-06-30";
const FIRST_DAY: &str = "2025-07-01";

fn linked(link: &Succession) -> Neighbour {
    let mut unit = neighbour(&link.id.0);
    if link.part {
        unit.label.push_str(", in part");
    }
    if link.doubtful {
        unit.label.push_str(", doubtful");
    }
    unit
}

/// What the authority files say.
fn known(id: &LocalityId) -> LocalityReport {
    let file = localities();
    let mut report = LocalityReport {
        id: id.0.to_string(),
        name: file.name(id).unwrap_or(&id.0).to_owned(),
        label: file.label(id),
        kind: "region",
        name_en: None,
        from: None,
        to: None,
        predecessors: Vec::new(),
        successors: Vec::new(),
        same_ground: file.same_ground(id).map(|other| neighbour(&other.0)),
        same_name: file
            .siblings(id)
            .iter()
            .map(|other| neighbour(&other.0))
            .collect(),
        province: file.province_of(id).map(|province| neighbour(&province.0)),
        regions: Vec::new(),
        members: Vec::new(),
        note: None,
        total: 0,
        days: None,
        by_year: Vec::new(),
        people: Vec::new(),
        cites: Vec::new(),
    };
    if let Some(unit) = file.unit(&id.0) {
        report.kind = match unit.kind {
            UnitKind::Province => "province",
            UnitKind::Municipality => "municipality",
            UnitKind::Special => "special zone",
        };
        report.name_en = Some(unit.name_en);
        (report.from, report.to) = (Some(unit.printed_validity.0), unit.printed_validity.1);
        report.predecessors = unit.predecessors.iter().map(|id| neighbour(id)).collect();
        report.successors = unit.successors.iter().map(|id| neighbour(id)).collect();
        report.note = unit.note;
        let regions = file.regions_of(id);
        report.regions = regions.map(|region| neighbour(region.id)).collect();
    } else if let Some(former) = former_by_id(&id.0) {
        report.kind = former.kind.word();
        report.successors = former.successors().map(|link| linked(&link)).collect();
        report.to = (!report.successors.is_empty()).then_some(LAST_DAY);
        report.note = former
            .derived
            .then_some("its district was derived from its neighbours");
    } else if let Some(lower) = lower_units().by_id(&id.0) {
        report.kind = lower.kind.word();
        let sources = sources_of(&id.0);
        report.predecessors = sources.iter().map(|(_, link)| linked(link)).collect();
        match lower.kind.is_district() {
            true => report.to = Some(LAST_DAY),
            false => report.from = Some(FIRST_DAY),
        }
    } else if let Some(region) = REGIONS.iter().find(|region| region.id == id.0) {
        let members = region.codes.iter();
        report.members = members
            .map(|code| neighbour(&format!("63:{code}")))
            .collect();
    }
    report
}
