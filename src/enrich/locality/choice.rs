//! Which of the units of one name is meant: the name first, then what the text says, then the date.

use super::cues::{Context, Era};
use super::{Meaning, Sighting};
use crate::authority::localities::{MERGERS, Unit, UnitKind, localities};
use jiff::civil::Date;

/// Chooses among units of one name, for one document.
pub(super) struct Chooser<'s> {
    day: Option<Date>,
    /// What stands in the document.
    sightings: &'s [Sighting],
}

impl<'s> Chooser<'s> {
    pub(super) const fn new(day: Option<Date>, sightings: &'s [Sighting]) -> Self {
        Self { day, sightings }
    }

    /// Whether the name of one of these units stands in the document outside lines of capitals.
    fn is_proven(&self, units: &[&'static Unit]) -> bool {
        self.sightings
            .iter()
            .any(|sighting| match &sighting.meaning {
                Meaning::Province(others, context) if !context.shouted || context.stated => {
                    let named = |unit: &&Unit| others.iter().any(|other| other.name == unit.name);
                    units.iter().any(named)
                }
                _ => false,
            })
    }

    /// Whether the document was written before the mergers, as far as its date tells.
    pub(super) fn is_before_mergers(&self) -> Option<bool> {
        self.day.map(|day| day < MERGERS)
    }

    /// The unit meant, and the other that may be meant where neither text nor date decides.
    pub(super) fn choose(
        &self,
        units: &[&'static Unit],
        context: &Context,
    ) -> Option<(&'static Unit, Option<&'static Unit>)> {
        if context.shouted && !context.stated && !self.is_proven(units) {
            return None;
        }
        let of_set = |set: &str| units.iter().copied().find(|unit| unit.set() == set);
        let (old, new) = (of_set("63"), of_set("34"));
        let chosen = match (old, new) {
            (Some(old), Some(new)) => self.old_or_new(old, new, context.era)?,
            (Some(only), None) | (None, Some(only)) => (only, None),
            (None, None) => (self.former(units)?, None),
        };
        let chosen = (self.earlier(units, chosen.0), chosen.1);
        self.city_exists(chosen.0, context).then_some(chosen)
    }

    fn old_or_new(
        &self,
        old: &'static Unit,
        new: &'static Unit,
        era: Era,
    ) -> Option<(&'static Unit, Option<&'static Unit>)> {
        Some(match (era, self.day) {
            (Era::Old, Some(day)) if day >= MERGERS => (old, None),
            (Era::Old, None) => (old, None),
            (Era::New, Some(day)) if day.year() >= 2025 => (new, None),
            (Era::New, None) if new.predecessors.len() > 1 => (new, None),
            (_, Some(day)) if day < MERGERS => (old, None),
            (_, Some(_)) => (new, None),
            (_, None) => (old, Some(new)),
        })
    }

    /// A name of before 2004 in a document of before 2004: the former Lai Châu, the former Hậu Giang.
    fn earlier(&self, units: &[&'static Unit], chosen: &'static Unit) -> &'static Unit {
        let Some(day) = self.day else { return chosen };
        if chosen.valid_on(day) || chosen.set() != "63" {
            return chosen;
        }
        let former = units
            .iter()
            .copied()
            .find(|unit| unit.set() == "hist" && unit.valid_on(day));
        former.unwrap_or(chosen)
    }

    /// Of former units of one name that of the document's time, else the latest.
    fn former(&self, units: &[&'static Unit]) -> Option<&'static Unit> {
        let valid = |unit: &&&'static Unit| self.day.is_some_and(|day| unit.valid_on(day));
        units
            .iter()
            .find(valid)
            .or_else(|| units.iter().max_by_key(|unit| unit.from))
            .copied()
    }

    /// "thành phố Huế" of 2020 was a provincial city: the province is not named by it.
    fn city_exists(&self, unit: &Unit, context: &Context) -> bool {
        if !context.city || unit.kind != UnitKind::Municipality {
            return true;
        }
        let since = match unit.id {
            "63:46" => jiff::civil::date(2025, 1, 1),
            "34:75" => jiff::civil::date(2026, 4, 30),
            _ => return true,
        };
        self.day.is_some_and(|day| day >= since)
    }

    /// The province of a lower unit at the document's time, by the id that the tables give.
    pub(super) fn province_of(&self, id: &'static str) -> Option<&'static Unit> {
        let unit = localities().unit(id)?;
        match (self.is_before_mergers(), unit.set()) {
            (Some(false), "63") => localities().unit(unit.successors.first()?),
            _ => Some(unit),
        }
    }
}
