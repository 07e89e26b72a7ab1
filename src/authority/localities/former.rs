//! Communes, wards and towns of before 1 July 2025 with their districts, and what became of them.
//!
//! `communes_before.tsv` has 10,900 lines. A question about one name walks through it and reads only the
//! lines that may be meant; the whole table is made when texts are read.

use super::lower::{LowerKind, LowerUnit, lower_units};
use super::{key, written_key};
use crate::document::LocalityId;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How the ids of former communes begin; the statistical code follows.
pub(super) const PREFIX: &str = "former:";

const TABLE: &str = include_str!("communes_before.tsv");

/// A commune, ward or town of before 1 July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerCommune {
    /// Statistical code; with `b` behind it where another unit took the code over.
    pub code: &'static str,
    /// Canonical Vietnamese name without the word for its grade.
    pub name: &'static str,
    /// Its grade.
    pub kind: LowerKind,
    /// Code of its district.
    pub district: &'static str,
    /// Whether its district is not in the sources but was derived from its neighbours.
    pub derived: bool,
    fate: &'static str,
}

/// A commune of today that ground of a former one went to, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Its id.
    pub id: LocalityId,
    /// Whether only a part of the former unit is meant.
    pub part: bool,
    /// Whether the sources disagree.
    pub doubtful: bool,
}

impl FormerCommune {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> LocalityId {
        LocalityId(Cow::Owned(format!("{PREFIX}{}", self.code)))
    }

    /// The communes of today that its ground went to; none where it was gone before March 2025.
    pub fn successors(&self) -> impl Iterator<Item = Succession> + use<> {
        self.links().map(|(code, part, doubtful)| Succession {
            id: LocalityId(Cow::Owned(format!("commune:{code}"))),
            part,
            doubtful,
        })
    }

    /// Its district on file.
    #[must_use]
    pub fn district(&self) -> Option<&'static LowerUnit> {
        lower_units().by_id(&format!("district:{}", self.district))
    }

    fn links(&self) -> impl Iterator<Item = (&'static str, bool, bool)> + use<> {
        let links = self.fate.split(',').filter(|link| *link != "-");
        links.map(|link| {
            let code = link.trim_end_matches(['*', '?']);
            (code, link.contains('*'), link.contains('?'))
        })
    }

    fn read(line: &'static str, district: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (code, kind, printed, fate) = (
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        );
        let name = printed.trim_end_matches('~');
        Some(Self {
            code,
            name,
            kind: match kind {
                "x" => LowerKind::Commune,
                "p" => LowerKind::Ward,
                "t" => LowerKind::Township,
                _ => LowerKind::RuralDistrict,
            },
            district,
            derived: name.len() < printed.len(),
            fate,
        })
    }
}

/// The lines of the table with the code of their district.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut district = "";
    TABLE.lines().filter_map(move |line| {
        if let Some(code) = line.strip_prefix('@') {
            district = code;
            return None;
        }
        (!line.starts_with('#')).then_some((line, district))
    })
}

/// All former communes, and the island districts that had none.
pub fn former_communes() -> impl Iterator<Item = FormerCommune> {
    lines().filter_map(|(line, district)| FormerCommune::read(line, district))
}

/// Finds the former communes of a name in any spelling, without the word for the grade.
#[must_use]
pub fn former_named(name: &str) -> Vec<FormerCommune> {
    let wanted = key(name);
    let Some(first) = wanted.chars().next() else {
        return Vec::new();
    };
    // Folding each name would cost more than the rest of a search; most differ in the first letter.
    let may_be = |printed: &str| {
        printed
            .chars()
            .next()
            .is_some_and(|c| c.to_ascii_lowercase() == first || !c.is_ascii())
            && printed.chars().filter(|c| c.is_alphanumeric()).count() == wanted.len()
    };
    lines()
        .filter(|(line, _)| {
            let name = line.split('\t').nth(2).unwrap_or_default();
            may_be(name.trim_end_matches('~'))
        })
        .filter_map(|(line, district)| FormerCommune::read(line, district))
        .filter(|unit| unit.kind != LowerKind::RuralDistrict && key(unit.name) == wanted)
        .collect()
}

/// Finds a former commune by its id.
#[must_use]
pub fn former_by_id(id: &str) -> Option<FormerCommune> {
    let code = id.strip_prefix(PREFIX)?;
    lines()
        .find(|(line, _)| {
            line.strip_prefix(code)
                .is_some_and(|rest| rest.starts_with('\t'))
        })
        .and_then(|(line, district)| FormerCommune::read(line, district))
}

/// Finds the former communes that a commune of today was made from.
#[must_use]
pub fn sources_of(id: &str) -> Vec<(FormerCommune, Succession)> {
    let Some(code) = id.strip_prefix("commune:") else {
        return Vec::new();
    };
    lines()
        .filter(|(line, _)| line.contains(code))
        .filter_map(|(line, district)| FormerCommune::read(line, district))
        .filter_map(|unit| {
            let (_, part, doubtful) = unit.links().find(|(link, ..)| *link == code)?;
            let succession = Succession {
                id: unit.id(),
                part,
                doubtful,
            };
            Some((unit, succession))
        })
        .collect()
}

/// The former communes as lower units with the province of the 63; the first call reads the table.
#[must_use]
pub fn former_units() -> &'static [LowerUnit] {
    static UNITS: LazyLock<Vec<LowerUnit>> = LazyLock::new(|| {
        let mut district: Option<&'static LowerUnit> = None;
        // All ids stand in one text, which lives as long as the program.
        let units: Vec<FormerCommune> = former_communes()
            .filter(|unit| unit.kind != LowerKind::RuralDistrict)
            .collect();
        let mut ids = String::with_capacity(units.len() * (PREFIX.len() + 6));
        let mut ends = Vec::with_capacity(units.len());
        for unit in &units {
            ids.push_str(PREFIX);
            ids.push_str(unit.code);
            ends.push(ids.len());
        }
        let mut rest: &'static str = Box::leak(ids.into_boxed_str());
        let mut start = 0;
        let mut made = Vec::with_capacity(units.len());
        for (unit, end) in units.iter().zip(ends) {
            let (id, after) = rest.split_at(end - start);
            (rest, start) = (after, end);
            let same = district.filter(|known| known.id.ends_with(unit.district));
            district = same.or_else(|| unit.district());
            if let Some(district) = district {
                made.push(LowerUnit {
                    id,
                    name: unit.name,
                    kind: unit.kind,
                    province: district.province,
                    district: Some(district.id),
                });
            }
        }
        made
    });
    &UNITS
}

/// Whether a name typed with marks is the unit's as written.
pub(super) fn is_written(unit: &FormerCommune, name: &str) -> bool {
    written_key(unit.name) == written_key(name)
}
