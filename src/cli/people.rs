//! The marked forms of names, as the whole collection prints them.

use std::collections::HashMap;
use vankien::authority::people::{best_form, name_key};
use vankien::document::PersonRef;
use vankien::present::BestNames;
use vankien::query::{ParseOptions, Query};
use vankien::search::{FacetField, Searcher};
use vankien::text;

/// The most names that are looked up for one answer.
const MOST_NAMES: usize = 200;
/// The most printed forms that are looked through.
const MOST_FORMS: usize = 50_000;

/// The marked forms that the documents naming these people print.
pub(super) fn best_names<'p>(
    searcher: &Searcher,
    people: impl Iterator<Item = &'p PersonRef>,
) -> anyhow::Result<BestNames> {
    let mut names: Vec<&str> = people
        .map(|person| person.name.as_str())
        .filter(|name| !text::is_marked(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.truncate(MOST_NAMES);
    if names.is_empty() {
        return Ok(BestNames::default());
    }
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("\"{}\"", name.replace('"', " ")))
        .collect();
    let naming = format!("person:{}", quoted.join(","));
    let options = ParseOptions {
        expand: false,
        ..ParseOptions::default()
    };
    match Query::parse(&naming, &options) {
        Ok(query) => fit(searcher, &query, names.into_iter()),
        // A name that is no name for the query language has no other form.
        Err(_) => Ok(BestNames::default()),
    }
}

/// The marked forms of all names in the collection.
pub(super) fn all_best_names(searcher: &Searcher) -> anyhow::Result<BestNames> {
    let everything = Query::parse("", &ParseOptions::default())?;
    let forms = searcher.facets(&everything, FacetField::Person, MOST_FORMS)?;
    let names: Vec<&str> = forms
        .iter()
        .map(|form| form.name.as_str())
        .filter(|name| !text::is_marked(name))
        .collect();
    Ok(choose(
        forms.iter().map(|form| (form.name.as_str(), form.count)),
        names.into_iter(),
    ))
}

fn fit<'n>(
    searcher: &Searcher,
    query: &Query,
    names: impl Iterator<Item = &'n str>,
) -> anyhow::Result<BestNames> {
    let forms = searcher.facets(query, FacetField::Person, MOST_FORMS)?;
    let forms = forms.iter().map(|form| (form.name.as_str(), form.count));
    Ok(choose(forms, names))
}

fn choose<'n, 'f>(
    forms: impl Iterator<Item = (&'f str, usize)>,
    names: impl Iterator<Item = &'n str>,
) -> BestNames {
    let mut by_key: HashMap<String, Vec<(&str, usize)>> = HashMap::new();
    for (form, count) in forms.filter(|(form, _)| text::is_marked(form)) {
        by_key
            .entry(name_key(form))
            .or_default()
            .push((form, count));
    }
    let chosen = names.filter_map(|name| {
        let forms = by_key.get(&name_key(name))?;
        let best = best_form(name, forms.iter().copied())?;
        Some((name.to_owned(), best))
    });
    BestNames(chosen.collect())
}
