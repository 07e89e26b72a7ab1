//! The network of official numbers: who cites what, what is cited together, what is not held.

use super::searcher::Searcher;
use super::{Facet, FacetField, HitRecord, SearchError, SearchOptions, Sort, TimelineUnit};
use crate::authority::documents::documents;
use crate::authority::numbers;
use crate::document::{Citation, DocId, OfficialNumber};
use crate::query::{Clause, Filter, NumberFilter, Query};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of a document beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTitle {
    /// Its number with its series.
    pub number: String,
    /// Who issued it, in Vietnamese.
    pub issuer: &'static str,
    /// The day of signing.
    pub date: Option<Date>,
    /// Vietnamese title.
    pub title_vi: &'static str,
    /// English title.
    pub title_en: &'static str,
}

/// One official number as a collection cites it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CitedNumber {
    /// The number in canonical spelling, with its series where one was asked for.
    pub number: String,
    /// The known documents that bear it.
    pub known: Vec<KnownTitle>,
    /// The documents of the collection that bear it.
    pub held: Vec<HitRecord>,
    /// How it is printed, most frequent first, with counts of documents.
    pub forms: Vec<(String, usize)>,
    /// The series it is cited under; an open one has none.
    pub series: Vec<Facet>,
    /// How many documents cite it.
    pub total: usize,
    /// First and latest day of a citing document.
    pub days: Option<(Date, Date)>,
    /// Citing documents by year, without gaps.
    pub by_year: Vec<(String, usize)>,
    /// Citing documents by the body that issued them.
    pub by_body: Vec<Facet>,
    /// Citing documents by source.
    pub by_source: Vec<Facet>,
    /// What the citing documents cite beside it.
    pub cited_with: Vec<Facet>,
    /// The citing documents, oldest first, undated last.
    pub citing: Vec<HitRecord>,
}

/// A number that is cited and not held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotHeld {
    /// The number with its series where that is known.
    pub number: String,
    /// How many documents cite it.
    pub count: usize,
    /// What is known of it.
    pub known: Option<KnownTitle>,
}

/// One citation.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationEdge {
    /// The place of the citing document in [`Citations::documents`].
    pub from: usize,
    /// What it cites.
    pub to: Citation,
    /// The documents of the collection that bear the number.
    pub held: Vec<DocId>,
}

/// The citations of the documents that answer a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citations {
    /// The citing documents, oldest first, undated last.
    pub documents: Vec<HitRecord>,
    /// What they cite, in their order.
    pub edges: Vec<CitationEdge>,
}

impl Searcher {
    /// Tells what the documents that answer a query say of a number; `limit` bounds the lists.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn cited(
        &self,
        number: &NumberFilter,
        query: &Query,
        limit: usize,
    ) -> Result<CitedNumber, SearchError> {
        let citing = with(query, Filter::Cites(number.clone()));
        let records = self.by_date(&citing, limit)?;
        let held = self.by_date(&only(Filter::Number(number.clone())), limit)?;
        let known = known(number);
        let (same, other): (Vec<Facet>, Vec<Facet>) = self
            .facets(&citing, FacetField::Cites, usize::MAX)?
            .into_iter()
            .partition(|facet| official(&facet.id).key() == number.key);
        let wanted = |facet: &Facet| {
            let series = official(&facet.id).series;
            number.series.is_none() || series.is_none() || series == number.series
        };
        let oldest_and_newest = self.days(&citing)?;
        let canonical = same
            .iter()
            .map(|facet| official(&facet.id).number)
            .next()
            .or_else(|| known.first().map(|known| official(&known.number).number))
            .or_else(|| {
                held.iter()
                    .find_map(|record| record.number.clone())
                    .map(|n| n.number)
            })
            .or_else(|| numbers::read(&number.surface).map(|read| read.number))
            .unwrap_or_else(|| number.surface.clone());
        let cut = |mut facets: Vec<Facet>| {
            facets.truncate(limit);
            facets
        };
        Ok(CitedNumber {
            number: OfficialNumber {
                number: canonical,
                series: number.series.clone(),
            }
            .to_string(),
            known,
            held,
            forms: self.forms(&citing, number)?,
            series: same.into_iter().filter(wanted).collect(),
            total: self.count(&citing)?,
            days: oldest_and_newest,
            by_year: self.timeline(&citing, TimelineUnit::Year)?,
            by_body: self.facets(&citing, FacetField::Issuer, limit)?,
            by_source: self.facets(&citing, FacetField::Source, limit)?,
            cited_with: cut(other),
            citing: records,
        })
    }

    /// Lists the numbers that the documents that answer cite and that no document of the collection
    /// bears, most cited first.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn not_held(&self, query: &Query, limit: usize) -> Result<Vec<NotHeld>, SearchError> {
        let mut missing = Vec::new();
        for facet in self.facets(query, FacetField::Cites, usize::MAX)? {
            let number = official(&facet.id);
            if missing.len() == limit {
                break;
            }
            if self.holding(&number)?.is_empty() {
                let filter = filter_of(&number);
                missing.push(NotHeld {
                    number: facet.id,
                    count: facet.count,
                    known: known(&filter)
                        .into_iter()
                        .next()
                        .filter(|_| number.series.is_some()),
                });
            }
        }
        Ok(missing)
    }

    /// Lists the citations of the documents that answer a query: of one number, or all.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn citations(
        &self,
        query: &Query,
        number: Option<&NumberFilter>,
        limit: usize,
    ) -> Result<Citations, SearchError> {
        let citing = match number {
            Some(number) => with(query, Filter::Cites(number.clone())),
            None => query.clone(),
        };
        let wanted = |cite: &Citation| {
            number.is_none_or(|number| {
                let series = &cite.number.series;
                cite.number.key() == number.key
                    && (number.series.is_none() || series.is_none() || *series == number.series)
            })
        };
        let mut found = Citations::default();
        let mut held: HashMap<OfficialNumber, Vec<DocId>> = HashMap::new();
        for record in self.by_date(&citing, usize::MAX)? {
            if !record.cites.iter().any(wanted) {
                continue;
            }
            if found.edges.len() >= limit {
                break;
            }
            let from = found.documents.len();
            for cite in record.cites.iter().filter(|cite| wanted(cite)) {
                if !held.contains_key(&cite.number) {
                    held.insert(cite.number.clone(), self.holding(&cite.number)?);
                }
                found.edges.push(CitationEdge {
                    from,
                    to: cite.clone(),
                    held: held[&cite.number].clone(),
                });
            }
            found.documents.push(record);
        }
        found.edges.truncate(limit);
        Ok(found)
    }

    /// The documents that bear a number: of the same series, or one of the two without a series.
    fn holding(&self, number: &OfficialNumber) -> Result<Vec<DocId>, SearchError> {
        let filter = NumberFilter {
            series: None,
            ..filter_of(number)
        };
        let mut holding = Vec::new();
        for record in self.by_date(&only(Filter::Number(filter)), usize::MAX)? {
            let own = record.number.as_ref().and_then(|own| own.series.as_ref());
            let asked = number.series.as_ref();
            if own.is_none() || asked.is_none() || own == asked {
                holding.push(record.id);
            }
        }
        Ok(holding)
    }

    /// The records of the documents that answer, oldest first.
    pub(super) fn by_date(
        &self,
        query: &Query,
        limit: usize,
    ) -> Result<Vec<HitRecord>, SearchError> {
        let options = SearchOptions {
            sort: Sort::DateAscending,
            limit,
            relax: false,
            all_copies: true,
            snippets: false,
            ..SearchOptions::default()
        };
        let answer = self.search(query, &options)?;
        Ok(answer.hits.into_iter().map(|hit| hit.record).collect())
    }

    /// First and latest day of the dated documents that answer.
    pub(super) fn days(&self, query: &Query) -> Result<Option<(Date, Date)>, SearchError> {
        let days = self.matching(query)?.documents.into_iter();
        let (mut first, mut latest) = (None, None);
        for day in days.filter_map(|(_, day, _)| day) {
            first = Some(first.map_or(day, |first: i64| first.min(day)));
            latest = Some(latest.map_or(day, |latest: i64| latest.max(day)));
        }
        let date = |day: Option<i64>| day.and_then(crate::index::day_of);
        Ok(date(first).zip(date(latest)))
    }

    /// How the documents that answer print a number: all of them, not the listed ones alone.
    fn forms(
        &self,
        citing: &Query,
        number: &NumberFilter,
    ) -> Result<Vec<(String, usize)>, SearchError> {
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for ((segment, doc), ..) in self.matching(citing)?.documents {
            let (_, text) = self.stored(segment, doc)?;
            let printed: BTreeSet<String> = numbers::find_all(&text)
                .into_iter()
                .filter(|found| found.number.key() == number.key)
                .map(|found| one_spaced(found.span.of(&text)))
                .collect();
            for form in printed {
                *forms.entry(form).or_insert(0) += 1;
            }
        }
        let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(forms)
    }
}

/// A printed form with one space wherever it has any.
fn one_spaced(printed: &str) -> String {
    printed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn only(filter: Filter) -> Query {
    Query {
        text: String::new(),
        root: Clause::Filter(filter),
    }
}

fn with(query: &Query, filter: Filter) -> Query {
    Query {
        text: query.text.clone(),
        root: Clause::And(vec![Clause::Filter(filter), query.root.clone()]),
    }
}

/// Reads a number as facets give it: `96-QĐ/TW@XIII`.
fn official(printed: &str) -> OfficialNumber {
    let (number, series) = match printed.split_once('@') {
        Some((number, series)) => (number, Some(series.to_owned())),
        None => (printed, None),
    };
    OfficialNumber {
        number: number.to_owned(),
        series,
    }
}

fn filter_of(number: &OfficialNumber) -> NumberFilter {
    NumberFilter {
        surface: number.to_string(),
        key: number.key(),
        series: number.series.clone(),
    }
}

/// The known documents that bear a number; of its series, where it has one.
fn known(number: &NumberFilter) -> Vec<KnownTitle> {
    documents()
        .find_key(&number.key)
        .filter(|known| number.series.is_none() || known.number.series == number.series)
        .map(|known| KnownTitle {
            number: known.number.to_string(),
            issuer: known.issuer,
            date: known.date,
            title_vi: known.title_vi,
            title_en: known.title_en,
        })
        .collect()
}
