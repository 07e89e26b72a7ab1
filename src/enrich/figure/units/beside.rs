//! Units that measure a place only where it stands right beside them: lengths, grounds, rain, prices by weight.

use super::super::quantity::{Form, Quantity};
use crate::enrich::scan::Scan;

/// Lengths, grounds and rain: of a place only where it stands right beside them.
pub(super) const BESIDE: &[&str] = &[
    "km",
    "m2",
    "mm",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
];

/// Whether a quantity is of a place only where that stands right beside it: `41 km of roads`, `7.200 đồng/kg`.
pub(in super::super) fn needs_its_place(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    match quantity.form {
        Form::Money => quantity.unit.as_deref().is_some_and(is_by_weight),
        Form::Count => quantity
            .noun
            .as_ref()
            .is_some_and(|noun| BESIDE.contains(&scan.folded(noun.start))),
        _ => false,
    }
}

/// Whether a unit as printed is a length, a ground or a depth of rain.
pub(in super::super) fn is_a_length(unit: Option<&str>) -> bool {
    unit.and_then(|unit| unit.split(' ').next())
        .is_some_and(|first| BESIDE.contains(&first))
}

/// `đồng/kg`, but no `đồng/người`.
fn is_by_weight(unit: &str) -> bool {
    unit.rsplit_once('/')
        .is_some_and(|(_, weight)| is_a_weight(weight.trim()))
}

/// Whether goods are sold by a word as printed: `kg`, `tạ`.
pub(super) fn is_a_weight(word: &str) -> bool {
    matches!(word, "kg" | "tấn" | "tạ" | "yến")
}

/// The ground of a house or a works, in square metres: too small for a province's.
const LEAST_GROUND: f64 = 100_000.0;

/// `gác lửng 10 m2`, `thu hồi 7.200 m2`, but not `1,7 triệu m2`.
pub(in super::super) fn is_of_a_work(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let plain = quantity
        .unit
        .as_deref()
        .is_some_and(|unit| unit.starts_with("m2"));
    let ground = quantity
        .noun
        .as_ref()
        .is_some_and(|noun| scan.folded(noun.start) == "m2");
    ground && plain && quantity.value.is_none_or(|value| value < LEAST_GROUND)
}
