//! Counts of matching documents by the values of a field.

use super::searcher::Matches;
use super::segment::Segment;
use super::{Facet, FacetField, SearchError, TimelineUnit};
use crate::authority::localities;
use crate::document::LocalityId;
use crate::index::{FACET_SEPARATOR, IndexError, day_of};
use crate::text;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Counts by a field, most frequent first, then by id.
pub(super) fn count_facets(
    segments: &[Segment],
    matches: &Matches,
    field: FacetField,
    limit: usize,
) -> Result<Vec<Facet>, SearchError> {
    let column = match field {
        FacetField::Locality => "facet_locality",
        FacetField::Person => "facet_person",
        FacetField::Org => "facet_org",
        FacetField::Cites => "facet_cites",
        FacetField::Issuer => "facet_issuer",
        FacetField::Source => "facet_source",
        FacetField::Lang => "lang",
        FacetField::Kind => "kind",
        FacetField::Year => return Ok(years(segments, matches, limit)),
    };
    let counts = count_values(segments, matches, column)?;
    let mut facets: HashMap<&str, (usize, &str, usize)> = HashMap::new();
    for (value, count) in &counts {
        let (id, name) = value
            .split_once(FACET_SEPARATOR)
            .unwrap_or((value.as_str(), value.as_str()));
        let id = match field {
            FacetField::Locality => older_of_the_same(id),
            _ => id,
        };
        let facet = facets.entry(id).or_insert((0, name, 0));
        facet.0 += count;
        // One id with several printed names: the fullest in marks shows, then the most frequent.
        let rank = |name: &str, count: usize| (text::is_marked(name), count);
        if rank(name, *count) > rank(facet.1, facet.2)
            || (rank(name, *count) == rank(facet.1, facet.2) && name <= facet.1)
        {
            facet.1 = name;
            facet.2 = *count;
        }
    }
    let mut facets: Vec<Facet> = facets
        .into_iter()
        .map(|(id, (count, name, _))| Facet {
            id: id.to_owned(),
            name: name.to_owned(),
            count,
        })
        .collect();
    sort(&mut facets, limit);
    if field == FacetField::Locality {
        for facet in &mut facets {
            facet.name = localities().label(&locality(&facet.id));
        }
    }
    Ok(facets)
}

/// The unit of the 63 that a unit of the 34 has all its ground from: the date of a document alone
/// chooses between the two, so they are one place to count.
fn older_of_the_same(id: &str) -> &str {
    if !id.starts_with("34:") {
        return id;
    }
    match localities().same_ground(&locality(id)) {
        Some(LocalityId(Cow::Borrowed(older))) => older,
        _ => id,
    }
}

fn locality(id: &str) -> LocalityId {
    LocalityId(Cow::Owned(id.to_owned()))
}

fn sort(facets: &mut Vec<Facet>, limit: usize) {
    facets.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    facets.truncate(limit);
}

fn count_values(
    segments: &[Segment],
    matches: &Matches,
    column: &str,
) -> Result<HashMap<String, usize>, SearchError> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (segment, docs) in segments.iter().zip(matches) {
        let Some(column) = segment.reader.fast_fields().str(column)? else {
            continue;
        };
        let mut by_ord = vec![0usize; column.num_terms()];
        for doc in docs {
            for ord in column.term_ords(*doc) {
                by_ord[ord as usize] += 1;
            }
        }
        let met: Vec<u64> = (0u64..)
            .zip(&by_ord)
            .filter(|(_, count)| **count > 0)
            .map(|(ord, _)| ord)
            .collect();
        let mut is_text = true;
        let mut met_counts = met.iter().map(|ord| by_ord[*ord as usize]);
        // In their order: each asked for alone is looked for from the beginning of its block.
        let dictionary = column.dictionary();
        let found = dictionary.sorted_ords_to_term_cb(&met, |value| {
            let count = met_counts.next().unwrap_or_default();
            match std::str::from_utf8(value) {
                Ok(value) => match counts.get_mut(value) {
                    Some(known) => *known += count,
                    None => _ = counts.insert(value.to_owned(), count),
                },
                Err(_) => is_text = false,
            }
        })?;
        if !(found && is_text) {
            return Err(IndexError::Record("a value of a facet").into());
        }
    }
    Ok(counts)
}

/// Counts days, so that years and months are found once a day and not once a document.
fn count_days(segments: &[Segment], matches: &Matches) -> BTreeMap<i64, usize> {
    let mut days = BTreeMap::new();
    for (segment, docs) in segments.iter().zip(matches) {
        for day in docs.iter().filter_map(|doc| segment.day(*doc)) {
            *days.entry(day).or_insert(0) += 1;
        }
    }
    days
}

fn years(segments: &[Segment], matches: &Matches, limit: usize) -> Vec<Facet> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (day, count) in count_days(segments, matches) {
        if let Some(date) = day_of(day) {
            *years.entry(date.year()).or_insert(0) += count;
        }
    }
    let mut facets: Vec<Facet> = years
        .into_iter()
        .map(|(year, count)| Facet {
            id: year.to_string(),
            name: year.to_string(),
            count,
        })
        .collect();
    sort(&mut facets, limit);
    facets
}

/// Counts by month or year, oldest first, with the empty ones between.
pub(super) fn timeline(
    segments: &[Segment],
    matches: &Matches,
    unit: TimelineUnit,
) -> Vec<(String, usize)> {
    let steps = match unit {
        TimelineUnit::Month => 12,
        TimelineUnit::Year => 1,
    };
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for (day, count) in count_days(segments, matches) {
        if let Some(date) = day_of(day) {
            let month = i32::from(date.month()) - 1;
            let step = i32::from(date.year()) * steps + month * steps / 12;
            *counts.entry(step).or_insert(0) += count;
        }
    }
    let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return Vec::new();
    };
    (*first..=*last)
        .map(|step| {
            let year = step.div_euclid(steps);
            let label = match unit {
                TimelineUnit::Month => format!("{year:04}-{:02}", step.rem_euclid(steps) + 1),
                TimelineUnit::Year => format!("{year:04}"),
            };
            (label, counts.get(&step).copied().unwrap_or(0))
        })
        .collect()
}
