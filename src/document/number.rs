//! The official number of a Party or State document.

use std::fmt;

/// An official number in canonical spelling, such as `96-QĐ/TW` or `73/2023/NĐ-CP`.
///
/// Identity is number, type, symbol and series: `series` is the congress term (`XIII`) for the Party,
/// the year or nothing for the State, with the locality for TU, UBND and HĐND.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfficialNumber {
    /// Canonical spelling, leading zeros as printed removed only in [`OfficialNumber::key`].
    pub number: String,
    /// Which series it belongs to, where that is known.
    pub series: Option<String>,
}

impl OfficialNumber {
    /// The folded key that joins all spellings of one number: no leading zeros, no marks, lower case.
    #[must_use]
    pub fn key(&self) -> String {
        let folded = crate::text::fold(&self.number).replace(' ', "");
        folded.trim_start_matches('0').to_owned()
    }
}

impl fmt::Display for OfficialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.series {
            Some(series) => write!(f, "{}@{series}", self.number),
            None => f.write_str(&self.number),
        }
    }
}
