//! Districts (until 30 June 2025) and communes (since 1 July 2025) with their provinces.

use super::key;
use crate::authority::lookup::Lookup;
use std::sync::LazyLock;

/// The grade of a lower unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LowerKind {
    /// Quận: urban district.
    UrbanDistrict,
    /// Huyện: rural district.
    RuralDistrict,
    /// Thị xã: town.
    Town,
    /// Thành phố thuộc tỉnh: provincial city.
    City,
    /// Phường: ward.
    Ward,
    /// Xã: commune.
    Commune,
    /// Đặc khu: special zone.
    SpecialZone,
    /// Thị trấn: the town of a rural district, until 30 June 2025.
    Township,
}

impl LowerKind {
    /// The Vietnamese word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UrbanDistrict => "Quận",
            Self::RuralDistrict => "Huyện",
            Self::Town => "Thị xã",
            Self::City => "Thành phố",
            Self::Ward => "Phường",
            Self::Commune => "Xã",
            Self::SpecialZone => "Đặc khu",
            Self::Township => "Thị trấn",
        }
    }

    /// Tells whether it is of the level that was abolished in 2025.
    #[must_use]
    pub const fn is_district(self) -> bool {
        matches!(
            self,
            Self::UrbanDistrict | Self::RuralDistrict | Self::Town | Self::City
        )
    }

    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "quan" => Self::UrbanDistrict,
            "huyen" => Self::RuralDistrict,
            "thi-xa" => Self::Town,
            "thanh-pho" => Self::City,
            "phuong" => Self::Ward,
            "xa" => Self::Commune,
            "dac_khu" => Self::SpecialZone,
            _ => return None,
        })
    }
}

/// A district or a commune.
#[derive(Debug, Clone, Copy)]
pub struct LowerUnit {
    /// `district:194`, `commune:06967`: the level and the statistical code.
    pub id: &'static str,
    /// Canonical Vietnamese name without the word for its grade.
    pub name: &'static str,
    /// Its grade.
    pub kind: LowerKind,
    /// Id of its province: of the 63 for a district or a former commune, of the 34 for a commune.
    pub province: &'static str,
    /// Id of its district; only former communes lay in one.
    pub district: Option<&'static str>,
}

/// The tables of lower units with an index by name.
#[derive(Debug)]
pub struct LowerUnits {
    units: Vec<LowerUnit>,
    by_key: Lookup<String, Vec<u16>>,
}

/// Returns the lower units; the first call reads 3,963 lines.
pub fn lower_units() -> &'static LowerUnits {
    static UNITS: LazyLock<LowerUnits> = LazyLock::new(LowerUnits::read);
    &UNITS
}

impl LowerUnits {
    /// All lower units, districts first.
    #[must_use]
    pub fn all(&self) -> &[LowerUnit] {
        &self.units
    }

    /// Finds the lower units of a name in any spelling, without the word for the grade.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &LowerUnit> {
        self.by_key
            .get(&key(name))
            .into_iter()
            .flatten()
            .map(|&at| &self.units[usize::from(at)])
    }

    /// Finds a lower unit by its id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&LowerUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    fn read() -> Self {
        let districts = include_str!("districts.tsv").lines();
        let communes = include_str!("communes.tsv").lines();
        let units: Vec<LowerUnit> = districts
            .filter_map(|line| read_line(line, "district", "63"))
            .chain(communes.filter_map(|line| read_line(line, "commune", "34")))
            .collect();
        let mut by_key: Lookup<String, Vec<u16>> = Lookup::default();
        for (at, unit) in units.iter().enumerate() {
            let at = u16::try_from(at).expect("a few thousand units");
            by_key.entry(key(unit.name)).or_default().push(at);
        }
        Self { units, by_key }
    }
}

fn read_line(line: &'static str, level: &str, set: &str) -> Option<LowerUnit> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    let (code, name, kind, province) = (
        fields.next()?,
        fields.next()?,
        fields.next()?,
        fields.next()?,
    );
    Some(LowerUnit {
        // The table lives as long as the program, and so may its ids.
        id: Box::leak(format!("{level}:{code}").into_boxed_str()),
        name,
        kind: LowerKind::read(kind)?,
        province: super::localities().id_of(&format!("{set}:{province}"))?,
        district: None,
    })
}
