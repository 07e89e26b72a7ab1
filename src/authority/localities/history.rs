//! Ground and succession: what lies wholly within what, and what became of a unit.

use super::{Localities, Unit, id, sources_of};
use crate::document::LocalityId;
use std::borrow::Cow;

/// How deep a chain of successions may be: 63 from former units, those from older ones.
const DEPTH: usize = 6;

impl Localities {
    /// Finds the units wholly within the ground of one, at any time, itself included.
    ///
    /// A unit of the 63 that was merged whole into one of the 34 lies within it; the other way round
    /// only where both have the same ground. A former unit lies within another if all that it was
    /// divided into does. For a region these are its provinces.
    #[must_use]
    pub fn within(&self, of: &LocalityId) -> Vec<LocalityId> {
        if of.0.starts_with("region:") {
            let members = self.name(of).map_or_else(Vec::new, |name| self.find(name));
            let mut all: Vec<LocalityId> = Vec::new();
            for member in members {
                for inner in self.within_unit(&member) {
                    if !all.contains(&inner) {
                        all.push(inner);
                    }
                }
            }
            return all;
        }
        self.within_unit(of)
    }

    fn within_unit(&self, of: &LocalityId) -> Vec<LocalityId> {
        let Some(outer) = self.unit(&of.0) else {
            // A commune of today holds the former ones that went into it whole.
            let whole = sources_of(&of.0).into_iter().map(|(_, link)| link);
            let whole = whole.filter(|link| !link.part && !link.doubtful);
            return std::iter::once(of.clone())
                .chain(whole.map(|link| link.id))
                .collect();
        };
        let covered: Vec<&str> = self
            .units()
            .iter()
            .filter(|unit| unit.set() == "63" && self.covers(outer, unit, DEPTH))
            .map(|unit| unit.id)
            .collect();
        self.units()
            .iter()
            .filter(|unit| {
                unit.id == outer.id || {
                    let ground = self.ground(unit, DEPTH);
                    !ground.is_empty() && ground.iter().all(|atom| covered.contains(atom))
                }
            })
            .map(|unit| id(unit.id))
            .collect()
    }

    /// The units that a unit came from and those that it went to, with itself between, oldest first.
    #[must_use]
    pub fn history(&self, of: &LocalityId) -> Vec<&Unit> {
        let Some(unit) = self.unit(&of.0) else {
            return Vec::new();
        };
        let mut line: Vec<&Unit> = Vec::new();
        let neighbours = unit.predecessors.iter().chain(&unit.successors);
        for other in neighbours.filter_map(|id| self.unit(id)) {
            if line.iter().all(|known| known.id != other.id) {
                line.push(other);
            }
        }
        line.push(unit);
        line.sort_by_key(|unit| (unit.from, unit.to, unit.id));
        line
    }

    /// The other units that carry the same name at another time.
    #[must_use]
    pub fn siblings(&self, of: &LocalityId) -> Vec<LocalityId> {
        let Some(unit) = self.unit(&of.0) else {
            return Vec::new();
        };
        let same = self.named(unit.name);
        let others = same.iter().filter(|other| other.id != unit.id);
        others.map(|other| id(other.id)).collect()
    }

    /// The unit of the 34 or the 63 with exactly the same ground, for those that the mergers left alone.
    #[must_use]
    pub fn same_ground(&self, of: &LocalityId) -> Option<LocalityId> {
        let unit = self.unit(&of.0)?;
        let other = match unit.set() {
            "63" => self.unit(unit.successors.first()?)?,
            "34" => self.unit(unit.predecessors.first()?)?,
            _ => return None,
        };
        let alone = match unit.set() {
            "63" => other.predecessors.len() == 1,
            _ => unit.predecessors.len() == 1,
        };
        alone.then_some(LocalityId(Cow::Borrowed(other.id)))
    }

    /// The units of the 63 that the ground of a unit reaches into, at most.
    fn ground(&self, unit: &Unit, depth: usize) -> Vec<&'static str> {
        if depth == 0 {
            return Vec::new();
        }
        match unit.set() {
            "63" => vec![unit.id],
            "34" => unit.predecessors.clone(),
            _ => {
                let mut atoms = Vec::new();
                for next in unit.successors.iter().filter_map(|id| self.unit(id)) {
                    atoms.extend(self.ground(next, depth - 1));
                }
                atoms
            }
        }
    }

    /// Tells whether all ground of a unit came from `outer`.
    fn covers(&self, outer: &Unit, unit: &Unit, depth: usize) -> bool {
        if unit.id == outer.id {
            return true;
        }
        match outer.set() {
            "34" => outer.predecessors.contains(&unit.id),
            "63" => false,
            _ => {
                // A unit that stood before `outer` and beside it cannot have come from it whole.
                let stood_beside =
                    unit.from < outer.from && unit.to.is_none_or(|to| to > outer.from);
                depth > 0
                    && !stood_beside
                    && !unit.predecessors.is_empty()
                    && unit.predecessors.iter().all(|id| {
                        self.unit(id)
                            .is_some_and(|before| self.covers(outer, before, depth - 1))
                    })
            }
        }
    }
}
