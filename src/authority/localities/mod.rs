//! Provinces and cities at all times, districts, communes and regions: names, validity, succession.
//!
//! The table of provinces (164 lines) is small and read at the first question; the lower units
//! (4,026 lines, and 10,900 of former communes) only when a name is no province. See `README.md` beside this file for where
//! the facts come from.

mod former;
mod history;
mod lower;
mod unit;

pub use former::{
    FormerCommune, Succession, former_by_id, former_communes, former_named, former_units,
    sources_of,
};
pub use lower::{LowerKind, LowerUnit, LowerUnits, lower_units};
pub use unit::{MERGERS, Unit, UnitKind};

use super::lookup::Lookup;
use super::regions::{REGIONS, Region};
use super::{same_written, written_key};
use crate::document::LocalityId;
use crate::text;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The authority file of localities.
#[derive(Debug)]
pub struct Localities {
    units: Vec<Unit>,
    by_id: Lookup<&'static str, u16>,
    by_key: Lookup<String, Vec<u16>>,
}

/// Returns the authority file of localities; the first call reads the table of provinces.
#[must_use]
pub fn localities() -> &'static Localities {
    static FILE: LazyLock<Localities> = LazyLock::new(Localities::read);
    &FILE
}

/// Words before a name that say its grade, folded; longest first.
const GRADES_BEFORE: [&str; 20] = [
    "thanh pho truc thuoc trung uong ",
    "thanh pho ",
    "province of ",
    "city of ",
    "thu do ",
    "co do ",
    "tinh ",
    "tp ",
    "t p ",
    "quan ",
    "huyen ",
    "thi xa ",
    "thi tran ",
    "phuong ",
    "dac khu ",
    "xa ",
    "tx ",
    "vung ",
    "khu vuc ",
    "the ",
];

/// Words after a name that say its grade, folded.
const GRADES_AFTER: [&str; 9] = [
    " province",
    " city",
    " municipality",
    " capital",
    " district",
    " ward",
    " commune",
    " town",
    " special zone",
];

impl Localities {
    /// All provinces and cities of all times: the 63, the 34, then former units.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Finds every unit of a name at any time, in any spelling, with or without the word for its grade.
    ///
    /// A name of a province stands for provinces alone, unless the grade of a lower unit stands with
    /// it (`phường Bắc Giang`); the name of a region stands for the region and its provinces; any
    /// other name for the districts and communes called so. Marks decide where they are typed and
    /// some unit has them so; otherwise the folded form does.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<LocalityId> {
        let (bare, lower_grade) = strip_grade(name);
        if !lower_grade {
            if let Some(region) = find_region(&bare).or_else(|| find_region(name)) {
                return self.region_ids(region);
            }
            let mut found = self.named(name);
            if found.is_empty() {
                found = self.named(&bare);
            }
            if !found.is_empty() {
                let mut ids: Vec<LocalityId> = found.iter().map(|unit| id(unit.id)).collect();
                if found.iter().all(|unit| unit.set() == "hist") {
                    ids.extend(lower_units().named(&bare).map(|unit| id(unit.id)));
                }
                return ids;
            }
        }
        let wanted = grade_of(name);
        let all: Vec<&LowerUnit> = lower_units().named(&bare).collect();
        let exact = |unit: &&LowerUnit| same_written(unit.name, &bare);
        let kept: Vec<&LowerUnit> = if is_marked(&bare) && all.iter().any(exact) {
            all.into_iter().filter(exact).collect()
        } else {
            all
        };
        let of_grade: Vec<&LowerUnit> = kept
            .iter()
            .copied()
            .filter(|unit| wanted.is_none_or(|word| text::fold(unit.kind.word()) == word))
            .collect();
        let kept = if of_grade.is_empty() { kept } else { of_grade };
        let mut ids: Vec<LocalityId> = kept.into_iter().map(|unit| id(unit.id)).collect();
        if wanted != Some("district") {
            ids.extend(self.former_of(&bare, wanted));
        }
        ids
    }

    /// The former communes of a name, by its marks where some are typed and by the word for its grade.
    fn former_of(&self, bare: &str, grade: Option<&str>) -> Vec<LocalityId> {
        let mut units = former_named(bare);
        if is_marked(bare) && units.iter().any(|unit| former::is_written(unit, bare)) {
            units.retain(|unit| former::is_written(unit, bare));
        }
        if let Some(grade) = grade {
            let is_of = |unit: &FormerCommune| text::fold(unit.kind.word()) == grade;
            if units.iter().any(is_of) {
                units.retain(is_of);
            }
        }
        units.iter().map(FormerCommune::id).collect()
    }

    /// Finds the provinces and cities that a name, without the word for the grade, stands for at any time.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<&Unit> {
        let Some(found) = self.by_key.get(&key(name)) else {
            return Vec::new();
        };
        let units: Vec<&Unit> = found
            .iter()
            .map(|&at| &self.units[usize::from(at)])
            .collect();
        let exact = |unit: &&Unit| {
            same_written(unit.name, name)
                || unit.aliases.iter().any(|alias| same_written(alias, name))
        };
        if is_marked(name) && units.iter().any(exact) {
            return units.into_iter().filter(exact).collect();
        }
        units
    }

    /// Finds a province or city by its id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.by_id.get(id).map(|&at| &self.units[usize::from(at)])
    }

    /// The canonical Vietnamese name of any locality or region.
    #[must_use]
    pub fn name(&self, id: &LocalityId) -> Option<&'static str> {
        if let Some(unit) = self.unit(&id.0) {
            return Some(unit.name);
        }
        if id.0.starts_with("region:") {
            return region(&id.0).map(|region| region.name);
        }
        if id.0.starts_with(former::PREFIX) {
            return former_by_id(&id.0).map(|unit| unit.name);
        }
        lower_units().by_id(&id.0).map(|unit| unit.name)
    }

    /// The name to show in a facet: with the time where other units are or were called the same.
    ///
    /// `Bắc Ninh (to 6/2025)` where the name lives on with other ground, `Hậu Giang (1976-1991)` for a
    /// former unit whose name came back, `Thành phố Móng Cái (Quảng Ninh)` for a lower unit, `Xã Hà Thanh
    /// (Tứ Kỳ, Hải Dương; to 6/2025)` for a former commune.
    #[must_use]
    pub fn label(&self, id: &LocalityId) -> String {
        if let Some(unit) = self.unit(&id.0) {
            return self.label_unit(unit);
        }
        if let Some(former) = former_by_id(&id.0) {
            let district = former.district();
            let province = district.and_then(|unit| self.unit(unit.province));
            return format!(
                "{} {} ({}, {}; to {})",
                former.kind.word(),
                former.name,
                district.map_or("", |unit| unit.name),
                province.map_or("", |unit| unit.name),
                if former.successors().next().is_some() {
                    "6/2025"
                } else {
                    "2024"
                },
            );
        }
        if let Some(lower) = lower_units().by_id(&id.0) {
            let province = self.unit(lower.province).map_or("", |unit| unit.name);
            return format!("{} {} ({province})", lower.kind.word(), lower.name);
        }
        self.name(id).unwrap_or(&id.0).to_owned()
    }

    /// The province that a lower unit lies in: of the 63 for a district or a former commune, of the 34
    /// for a commune.
    #[must_use]
    pub fn province_of(&self, id: &LocalityId) -> Option<LocalityId> {
        if let Some(former) = former_by_id(&id.0) {
            let province = former.district()?.province;
            return Some(LocalityId(Cow::Borrowed(province)));
        }
        let lower = lower_units().by_id(&id.0)?;
        Some(LocalityId(Cow::Borrowed(lower.province)))
    }

    /// Up to five names nearest in spelling to what was typed, best first: for suggestions.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Vec<&'static str> {
        let (bare, _) = strip_grade(name);
        let wanted = key(&bare);
        let mut near: Vec<(usize, &'static str)> = Vec::new();
        let mut offer = |name: &'static str| {
            let distance = edit_distance(&wanted, &key(name));
            if distance <= 1 + wanted.len() / 4 && near.iter().all(|&(_, other)| other != name) {
                near.push((distance, name));
            }
        };
        self.units.iter().for_each(|unit| offer(unit.name));
        REGIONS.iter().for_each(|region| offer(region.name));
        near.sort();
        near.truncate(5);
        near.into_iter().map(|(_, name)| name).collect()
    }

    /// The id as a text that lives as long as the program.
    pub(super) fn id_of(&self, id: &str) -> Option<&'static str> {
        self.unit(id).map(|unit| unit.id)
    }

    /// The regions that a province belongs to; one of the 34 to those of the unit whose name it carries.
    pub fn regions_of(&self, of: &LocalityId) -> impl Iterator<Item = &'static Region> {
        REGIONS
            .iter()
            .filter(move |region| self.region_ids(region).contains(of))
    }

    fn region_ids(&self, region: &'static Region) -> Vec<LocalityId> {
        let old = self.units.iter().filter(|unit| {
            unit.set() == "63" && region.codes.iter().any(|code| unit.id.ends_with(code))
        });
        let old: Vec<&Unit> = old.collect();
        let new = self.units.iter().filter(|unit| {
            // "Huế" carries on the former Thừa Thiên Huế.
            unit.set() == "34"
                && old
                    .iter()
                    .any(|before| before.name == unit.name || unit.predecessors == [before.id])
        });
        std::iter::once(region.id)
            .chain(old.iter().map(|unit| unit.id))
            .chain(new.map(|unit| unit.id))
            .map(id)
            .collect()
    }

    fn label_unit(&self, unit: &Unit) -> String {
        let rivals = self.named(unit.name);
        let same_ground =
            |other: &&&Unit| unit.successors == [other.id] && other.predecessors == [unit.id];
        let lives_on = rivals
            .iter()
            .filter(|other| {
                other.id != unit.id && other.from > unit.from && other.name == unit.name
            })
            .any(|other| !same_ground(&other));
        let year = |printed: &'static str| printed.get(..4).unwrap_or(printed);
        match (unit.to, unit.set()) {
            (Some(to), "63") if lives_on => {
                format!("{} (to {}/{})", unit.name, to.month(), to.year())
            }
            (Some(_), "hist") => {
                let (from, to) = unit.printed_validity;
                format!(
                    "{} ({}-{})",
                    unit.name,
                    year(from),
                    year(to.unwrap_or_default())
                )
            }
            _ => unit.name.to_owned(),
        }
    }

    fn read() -> Self {
        let units: Vec<Unit> = include_str!("provinces.tsv")
            .lines()
            .filter_map(Unit::read)
            .collect();
        let mut by_id = Lookup::default();
        let mut by_key: Lookup<String, Vec<u16>> = Lookup::default();
        for (at, unit) in units.iter().enumerate() {
            let at = u16::try_from(at).expect("a few hundred units");
            by_id.insert(unit.id, at);
            for name in [unit.name, unit.name_en].iter().chain(&unit.aliases) {
                let owners = by_key.entry(key(name)).or_default();
                if owners.last() != Some(&at) {
                    owners.push(at);
                }
            }
        }
        Self {
            units,
            by_id,
            by_key,
        }
    }
}

/// The key that joins all spellings of a name: folded, letters and digits alone.
pub(super) fn key(name: &str) -> String {
    let mut key = text::fold(name);
    key.retain(char::is_alphanumeric);
    key
}

/// A region by its id.
#[must_use]
pub fn region(id: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.id == id)
}

fn id(id: &'static str) -> LocalityId {
    LocalityId(Cow::Borrowed(id))
}

fn find_region(name: &str) -> Option<&'static Region> {
    let wanted = key(name);
    REGIONS.iter().find(|region| {
        key(region.name) == wanted || region.aliases.iter().any(|alias| key(alias) == wanted)
    })
}

/// Takes the word for the grade off a name; tells whether it was that of a lower unit.
fn strip_grade(name: &str) -> (String, bool) {
    let tidy = name.replace(['.', ','], " ");
    let words: Vec<&str> = tidy.split_whitespace().collect();
    let joined = words.join(" ");
    let folded = text::fold(&joined);
    let lower = grade_of(name).is_some();
    if let Some(grade) = GRADES_BEFORE
        .iter()
        .find(|grade| folded.starts_with(**grade))
    {
        let skip = grade.split_whitespace().count();
        return (words[skip..].join(" "), lower);
    }
    if let Some(grade) = GRADES_AFTER.iter().find(|grade| folded.ends_with(**grade)) {
        let keep = words.len() - grade.split_whitespace().count();
        return (words[..keep].join(" "), lower);
    }
    (joined, false)
}

/// The folded Vietnamese word for the lower grade that stands before or after a name.
fn grade_of(name: &str) -> Option<&'static str> {
    let folded = text::fold(name);
    let folded = folded.trim();
    let before = [
        "quan", "huyen", "thi xa", "thi tran", "phuong", "dac khu", "xa",
    ];
    let after = [
        ("ward", "phuong"),
        ("commune", "xa"),
        ("special zone", "dac khu"),
    ];
    before
        .into_iter()
        .find(|word| {
            folded
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(' '))
        })
        .or_else(|| {
            after
                .into_iter()
                .find(|(word, _)| {
                    folded
                        .strip_suffix(word)
                        .is_some_and(|rest| rest.ends_with(' '))
                })
                .map(|(_, vietnamese)| vietnamese)
        })
        .or_else(|| {
            (folded.ends_with(" district") || folded.ends_with(" town")).then_some("district")
        })
}

/// Tells whether a name is typed with marks.
fn is_marked(name: &str) -> bool {
    name.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// Levenshtein distance in bytes of two folded keys.
fn edit_distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let substitute = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests;
