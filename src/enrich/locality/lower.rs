//! Districts and communes: resolved to one unit when a province is named with them or only one is
//! called so, and counted for their province as named by a lower unit.

use super::super::scan::Scan;
use super::choice::Chooser;
use super::cues::Grade;
use super::{Meaning, Places, Sighting};
use crate::authority::localities::{LowerUnit, localities};

/// Adds the lower units that can be resolved.
pub(super) fn resolve(
    scan: &Scan<'_>,
    sightings: &[Sighting],
    chooser: &Chooser<'_>,
    places: &mut Places,
) {
    // Districts first: the district that is named chooses among communes of one name.
    let is_commune =
        |sighting: &&Sighting| matches!(sighting.meaning, Meaning::Lower(_, Grade::Commune));
    let districts = sightings.iter().filter(|sighting| !is_commune(sighting));
    for sighting in districts.chain(sightings.iter().filter(is_commune)) {
        let Meaning::Lower(units, grade) = &sighting.meaning else {
            continue;
        };
        let Some((unit, or)) = choose(units, *grade, chooser, places) else {
            continue;
        };
        let Some(province) = chooser.province_of(unit.province) else {
            continue;
        };
        // A bare name is a lower unit's only where its province is spoken of.
        if *grade == Grade::Bare && !is_named(province.id, places) {
            continue;
        }
        let span = scan.span(sighting.words.clone());
        places.put(
            unit.id,
            unit.name,
            or.map(|unit| unit.id),
            false,
            Some(span),
        );
        if !is_named(province.id, places) {
            places.put(province.id, province.name, None, true, None);
        }
    }
}

/// Whether a province is named, under its old id or its new one.
fn is_named(id: &str, places: &Places) -> bool {
    let neighbours = localities()
        .unit(id)
        .map_or(&[][..], |unit| match unit.set() {
            "34" => &unit.predecessors,
            _ => &unit.successors,
        });
    places.has(id) || neighbours.iter().any(|id| places.has(id))
}

/// The unit meant, and the other that may be meant as well.
fn choose(
    units: &[&'static LowerUnit],
    grade: Grade,
    chooser: &Chooser<'_>,
    places: &Places,
) -> Option<(&'static LowerUnit, Option<&'static LowerUnit>)> {
    // A district or a former commune is meant before the mergers, a commune of today after.
    let before = chooser.is_before_mergers();
    let of_time = |unit: &&&'static LowerUnit| match (before, unit.kind.is_district()) {
        (Some(true), district) => district || unit.district.is_some(),
        (Some(false), true) => grade != Grade::Commune,
        (Some(false), false) => unit.district.is_none(),
        (None, _) => true,
    };
    let candidates: Vec<&'static LowerUnit> = units.iter().filter(of_time).copied().collect();
    let near: Vec<&'static LowerUnit> = candidates
        .iter()
        .copied()
        .filter(|unit| {
            chooser
                .province_of(unit.province)
                .is_some_and(|province| is_named(province.id, places))
        })
        .collect();
    let pool = if near.is_empty() { candidates } else { near };
    let mut in_district = pool
        .iter()
        .copied()
        .filter(|unit| unit.district.is_some_and(|district| places.has(district)));
    if let (Some(only), None) = (in_district.next(), in_district.next()) {
        return Some((only, None));
    }
    let (former, standing): (Vec<_>, Vec<_>) = pool
        .iter()
        .copied()
        .partition(|unit| unit.district.is_some());
    match (former.as_slice(), standing.as_slice()) {
        ([], []) => None,
        ([only], []) | ([], [only]) => Some((*only, None)),
        // Undecided between before and after: the older unit, with the other beside it.
        ([old], [new]) => Some((*old, Some(*new))),
        ([], several) => {
            let province =
                |unit: &&LowerUnit| chooser.province_of(unit.province).map(|unit| unit.id);
            let first = several.first().map(province)?;
            let newest = || {
                let mut several = several.iter().copied();
                several.find(|unit| unit.kind.is_district() == (before != Some(false)))
            };
            several
                .iter()
                .all(|unit| province(unit) == first)
                .then(|| (newest().unwrap_or(several[0]), None))
        }
        // Several communes of one name in a province: which, only its district could say.
        _ => None,
    }
}
