//! One province at one time, as `provinces.tsv` gives it.

use jiff::civil::{Date, date};

/// The day on which 34 provinces and cities took the place of 63.
pub const MERGERS: Date = date(2025, 7, 1);

/// The grade of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Tỉnh.
    Province,
    /// Thành phố trực thuộc trung ương.
    Municipality,
    /// Khu tự trị, đặc khu.
    Special,
}

/// A province or centrally run city in the bounds that it had for a time.
#[derive(Debug, Clone)]
pub struct Unit {
    /// `63:24`, `34:24`, `hist:ha-bac`.
    pub id: &'static str,
    /// Canonical Vietnamese name without the word for its grade.
    pub name: &'static str,
    /// Usual English name.
    pub name_en: &'static str,
    /// Its grade; Đồng Nai's is that of today.
    pub kind: UnitKind,
    /// English name of its economic region, where it has one.
    pub region: Option<&'static str>,
    /// First day; a year alone stands for its first day.
    pub from: Date,
    /// Last day; nothing while it lasts.
    pub to: Option<Date>,
    /// Units that its ground went to.
    pub successors: Vec<&'static str>,
    /// Units that its ground came from.
    pub predecessors: Vec<&'static str>,
    /// Whether the bare name mostly means something else, so that a text must say province with it.
    pub needs_cue: bool,
    /// Spellings that no rule makes.
    pub aliases: Vec<&'static str>,
    /// What else is known, in English.
    pub note: Option<&'static str>,
    /// Validity as the file prints it: `1991-08-12`, `1975`.
    pub printed_validity: (&'static str, Option<&'static str>),
}

impl Unit {
    /// Tells whether the unit existed on a day.
    #[must_use]
    pub fn valid_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Tells which set it belongs to: `63`, `34` or `hist`.
    #[must_use]
    pub fn set(&self) -> &'static str {
        self.id.split(':').next().unwrap_or_default()
    }

    /// Reads one line of `provinces.tsv`; comments and broken lines give nothing (a test counts them).
    pub(super) fn read(line: &'static str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut fields = line.split('\t');
        let mut next = || fields.next().map(|field| (field != "-").then_some(field));
        let (id, name, name_en) = (next()??, next()??, next()??);
        let kind = match next()?? {
            "province" => UnitKind::Province,
            "municipality" => UnitKind::Municipality,
            _ => UnitKind::Special,
        };
        let region = next()?;
        let from = next()??;
        let to = next()?;
        let list = |field: Option<&'static str>, by| -> Vec<&'static str> {
            field.map_or_else(Vec::new, |field| field.split(by).collect())
        };
        Some(Self {
            id,
            name,
            name_en,
            kind,
            region,
            from: read_day(from, (1, 1))?,
            to: match to {
                Some(to) => Some(read_day(to, (12, 31))?),
                None => None,
            },
            successors: list(next()?, ' '),
            predecessors: list(next()?, ' '),
            needs_cue: next()? == Some("cue"),
            aliases: list(next()?, '|'),
            note: next()?,
            printed_validity: (from, to),
        })
    }
}

/// Reads `1991-08-12`, or `1991` as the given month and day of it.
fn read_day(printed: &str, (month, day): (i8, i8)) -> Option<Date> {
    if printed.len() == 4 {
        return Date::new(printed.parse().ok()?, month, day).ok();
    }
    printed.parse().ok()
}
