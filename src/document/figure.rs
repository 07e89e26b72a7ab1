//! A number that a document attaches to a locality.

use super::{LocalityId, Span};
use std::borrow::Cow;
use std::fmt;

/// How a value stands to what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// Exactly.
    Eq,
    /// More than.
    Gt,
    /// Less than.
    Lt,
    /// At least.
    Ge,
    /// At most.
    Le,
    /// About.
    Approx,
    /// Between two values.
    Range,
}

impl Comparator {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 7] = [
        Self::Eq,
        Self::Gt,
        Self::Lt,
        Self::Ge,
        Self::Le,
        Self::Approx,
        Self::Range,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Gt => "gt",
            Self::Lt => "lt",
            Self::Ge => "ge",
            Self::Le => "le",
            Self::Approx => "approx",
            Self::Range => "range",
        }
    }
}

/// The time that a figure speaks of, printed as `2023`, `2023-06`, `2023-06-30`, `6M 2012`, `H1 2024`,
/// `Q1 2024` or `2021-2025`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period(pub String);

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the period of a figure was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodOrigin {
    /// In its own sentence.
    Stated,
    /// In its section.
    Section,
    /// From the document.
    Document,
}

impl PeriodOrigin {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Section, Self::Document];

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Section => "section",
            Self::Document => "document",
        }
    }
}

/// One locality, one number, one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The locality.
    pub locality: LocalityId,
    /// Its canonical Vietnamese name.
    pub locality_name: Cow<'static, str>,
    /// The indicator's id in the authority file, or `other`.
    pub indicator_id: Cow<'static, str>,
    /// Its name, or the counted noun as printed.
    pub indicator: String,
    /// The value; nothing for a range.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub value_min: Option<f64>,
    /// Upper end of a range.
    pub value_max: Option<f64>,
    /// The whole that the value is a part of.
    pub denominator: Option<f64>,
    /// The unit as printed, magnitude words included.
    pub unit: Option<String>,
    /// The time it speaks of.
    pub period: Option<Period>,
    /// Where that was read.
    pub period_origin: Option<PeriodOrigin>,
    /// How the value stands to what was measured.
    pub comparator: Comparator,
    /// What it is compared with: `yoy`, `vs_plan`, `vs_estimate`, `plan`, `national`.
    pub basis: Option<&'static str>,
    /// Where the value stands, as printed.
    pub value_span: Span,
    /// Where its sentence stands.
    pub sentence: Span,
}

impl Figure {
    /// Everything that [`Figure::basis`] can be.
    pub const BASES: [&str; 5] = ["yoy", "vs_plan", "vs_estimate", "plan", "national"];
}
