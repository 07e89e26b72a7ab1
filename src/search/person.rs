//! What a collection says under a name: how it is printed, with which offices, in which documents.
//!
//! A name is not a life. Forms that agree in letters and marks stand together, bare forms with the one
//! marked form that fits them; nobody else's offices are among them, and nobody's life is told.

use super::office::{office_key, offices};
use super::searcher::Searcher;
use super::segment::Doc;
use super::{FigureSource, SearchError, hit};
use crate::authority::people::{best_form, is_marked, name_key, same_name};
use crate::authority::written_key;
use crate::index::day_of;
use crate::query::Query;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An office as documents print it with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// As printed most often.
    pub office: String,
    /// How many documents print it with the name.
    pub count: usize,
    /// First and latest day of these documents.
    pub days: Option<(Date, Date)>,
    /// The documents that attest it, newest first.
    pub documents: Vec<FigureSource>,
}

/// What is printed under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPerson {
    /// The marked form that fits; the printed one where none is known.
    pub name: String,
    /// Whether `name` is a marked form.
    pub marked: bool,
    /// How it is printed, with counts of documents.
    pub forms: Vec<(String, usize)>,
    /// How many documents name it.
    pub total: usize,
    /// First and latest day of these documents.
    pub days: Option<(Date, Date)>,
    /// Documents by year.
    pub by_year: Vec<(String, usize)>,
    /// Offices, the one attested last first.
    pub offices: Vec<Office>,
    /// Newest documents that name it without an office.
    pub without_office: Vec<FigureSource>,
}

/// What a collection says under the names that fit what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonReport {
    /// The names, the most frequent first.
    pub names: Vec<NamedPerson>,
    /// Other names with the same words in them, with counts of documents.
    pub others: Vec<(String, usize)>,
}

/// One document that names somebody.
struct Naming {
    form: String,
    role: Option<String>,
    place: (usize, Doc),
    day: Option<i64>,
    id: u64,
}

/// How an office is printed, and the documents that attest it.
#[derive(Default)]
struct Attested<'n> {
    printed: Vec<&'n str>,
    namings: Vec<&'n Naming>,
}

impl<'n> Attested<'n> {
    /// Adds a printing; a document that prints an office twice attests it once.
    fn add(&mut self, office: &'n str, naming: &'n Naming) {
        self.printed.push(office);
        if self.namings.last().is_none_or(|last| last.id != naming.id) {
            self.namings.push(naming);
        }
    }
}

impl Searcher {
    /// Tells what the documents that answer `query`, which asks for the person, print under a name;
    /// `limit` bounds the documents listed for each office.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn person(
        &self,
        name: &str,
        query: &Query,
        limit: usize,
    ) -> Result<PersonReport, SearchError> {
        let mut namings: Vec<Naming> = Vec::new();
        let mut others: BTreeMap<String, usize> = BTreeMap::new();
        let words: Vec<String> = name_key(name).split(' ').map(str::to_owned).collect();
        for (place, day, id) in self.matching(query)?.documents {
            for person in self.record_at(place)?.people {
                if same_name(name, &person.name) {
                    namings.push(Naming {
                        form: person.name,
                        role: person.role,
                        place,
                        day,
                        id,
                    });
                } else if has_words(&person.name, &words) {
                    *others.entry(person.name).or_insert(0) += 1;
                }
            }
        }
        // Newest first, undated last.
        namings.sort_by_key(|one| {
            (
                std::cmp::Reverse(one.day),
                crate::document::DocId::from_u64(one.id).printed_order(),
            )
        });
        let mut names = Vec::new();
        for (name, namings) in by_name(namings) {
            names.push(self.named(name, namings, limit)?);
        }
        names.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
        let mut others: Vec<(String, usize)> = others.into_iter().collect();
        others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        others.truncate(limit);
        Ok(PersonReport { names, others })
    }

    fn named(
        &self,
        name: String,
        namings: Vec<Naming>,
        limit: usize,
    ) -> Result<NamedPerson, SearchError> {
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        let mut held: BTreeMap<String, Attested<'_>> = BTreeMap::new();
        let mut bare: Vec<&Naming> = Vec::new();
        for naming in &namings {
            *forms.entry(&naming.form).or_insert(0) += 1;
            let role = naming.role.as_deref().unwrap_or_default();
            let printed = offices(role);
            if printed.is_empty() {
                bare.push(naming);
            }
            for office in printed {
                held.entry(office_key(office))
                    .or_default()
                    .add(office, naming);
            }
        }
        let mut attested = Vec::new();
        for Attested { printed, namings } in held.into_values() {
            attested.push(Office {
                office: most_frequent(printed.into_iter()),
                count: namings.len(),
                days: days(&namings),
                documents: self.sources(&namings, limit)?,
            });
        }
        attested.sort_by(|a, b| {
            let latest = |office: &Office| office.days.map(|(_, latest)| latest);
            let frequent = b.count.cmp(&a.count);
            latest(b)
                .cmp(&latest(a))
                .then(frequent)
                .then_with(|| a.office.cmp(&b.office))
        });
        let mut forms: Vec<(String, usize)> = forms
            .into_iter()
            .map(|(form, count)| (form.to_owned(), count))
            .collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let all: Vec<&Naming> = namings.iter().collect();
        Ok(NamedPerson {
            marked: is_marked(&name),
            name,
            forms,
            total: namings.len(),
            days: days(&all),
            by_year: by_year(&namings),
            offices: attested,
            without_office: self.sources(&bare, limit)?,
        })
    }

    fn sources(&self, namings: &[&Naming], limit: usize) -> Result<Vec<FigureSource>, SearchError> {
        let shown = namings.iter().take(limit);
        shown.map(|one| self.source_at(one.place)).collect()
    }

    /// What is told of a document that attests something.
    pub(super) fn source_at(&self, place: (usize, Doc)) -> Result<FigureSource, SearchError> {
        let (record, text) = self.stored(place.0, place.1)?;
        let record = hit::record(record, &text);
        Ok(FigureSource {
            id: record.id,
            external_id: record.external_id,
            title: record.title,
            date: record.date,
            source: record.source,
            url: record.url,
        })
    }
}

/// Puts namings under names: marked forms by their marks, bare ones with the marked form that fits.
fn by_name(namings: Vec<Naming>) -> Vec<(String, Vec<Naming>)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for naming in &namings {
        *counts.entry(naming.form.clone()).or_insert(0) += 1;
    }
    let forms = || counts.iter().map(|(form, count)| (form.as_str(), *count));
    let mut names: BTreeMap<String, (Vec<String>, Vec<Naming>)> = BTreeMap::new();
    for naming in namings {
        let best = best_form(&naming.form, forms()).unwrap_or_else(|| naming.form.clone());
        let (printed, together) = names.entry(written_key(&best)).or_default();
        printed.push(best);
        together.push(naming);
    }
    names
        .into_values()
        .map(|(printed, namings)| (most_frequent(printed.iter().map(String::as_str)), namings))
        .collect()
}

/// The most frequent of some forms; of equally frequent ones the first in order.
fn most_frequent<'f>(forms: impl Iterator<Item = &'f str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    forms.for_each(|form| *counts.entry(form).or_insert(0) += 1);
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    most.map(|(form, _)| (*form).to_owned()).unwrap_or_default()
}

/// Tells whether a name has all of some words.
fn has_words(name: &str, words: &[String]) -> bool {
    let key = name_key(name);
    words
        .iter()
        .all(|word| key.split(' ').any(|one| one == word))
}

fn days(namings: &[&Naming]) -> Option<(Date, Date)> {
    let known = || namings.iter().filter_map(|one| one.day);
    day_of(known().min()?).zip(day_of(known().max()?))
}

fn by_year(namings: &[Naming]) -> Vec<(String, usize)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for day in namings.iter().filter_map(|one| day_of(one.day?)) {
        *years.entry(day.year()).or_insert(0) += 1;
    }
    years
        .into_iter()
        .map(|(year, count)| (format!("{year:04}"), count))
        .collect()
}
