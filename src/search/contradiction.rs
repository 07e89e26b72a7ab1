//! When two figures cannot both be right.
//!
//! They speak of one ground, one indicator, one period and one basis, in units that can be compared,
//! and what is left open by rounding and by words such as "over" does not bring them together.
//! Figures of no known indicator never contradict: their nouns are not defined.

use super::figures::Row;
use crate::authority::indicators::OTHER;
use crate::authority::localities;
use crate::document::{Comparator, Figure, LocalityId};
use crate::text;
use std::collections::HashMap;

/// How far off a value may be that is given as "about", as a part of it.
const ABOUT: f64 = 0.05;

/// What two figures must share to be compared.
type Subject = (LocalityId, String, String, Option<&'static str>, String);

/// What a value may stand for, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Interval {
    low: f64,
    high: f64,
}

/// Marks the rows that cannot be right together, and numbers those that belong side by side.
pub(super) fn mark_contradictions(rows: &mut [Row]) {
    let mut subjects: HashMap<Subject, Vec<(usize, Interval)>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some((subject, interval)) = subject(&row.figure) {
            subjects.entry(subject).or_default().push((at, interval));
        }
    }
    for group in subjects.into_values() {
        // Intervals that all share a value have no two that do not.
        let most_low = group
            .iter()
            .map(|(_, one)| one.low)
            .fold(f64::MIN, f64::max);
        let least_high = group
            .iter()
            .map(|(_, one)| one.high)
            .fold(f64::MAX, f64::min);
        if most_low <= least_high {
            continue;
        }
        let number = group.iter().map(|(at, _)| *at).min();
        for (at, interval) in group {
            rows[at].contradicted = interval.low > least_high || interval.high < most_low;
            rows[at].quarrel = number;
        }
    }
}

fn subject(figure: &Figure) -> Option<(Subject, Interval)> {
    if figure.indicator_id == OTHER {
        return None;
    }
    let file = localities();
    // Of two units with the same ground, the older one stands for both.
    let ground = match file.same_ground(&figure.locality) {
        Some(older) if older.0.starts_with("63:") => older,
        _ => figure.locality.clone(),
    };
    let (scale, unit) = scale_of(figure.unit.as_deref().unwrap_or_default());
    let subject = (
        ground,
        figure.indicator_id.to_string(),
        figure.period.as_ref()?.0.clone(),
        figure.basis,
        unit,
    );
    let counted = scale == 1.0 && !MEASURED.contains(&subject.4.as_str());
    Some((subject, interval(figure, scale, counted)?))
}

/// Units that are measured and rounded; things in other units are counted one by one.
const MEASURED: [&str; 4] = ["percent", "vnd", "usd", "ha"];

fn interval(figure: &Figure, scale: f64, counted: bool) -> Option<Interval> {
    if figure.comparator == Comparator::Range {
        return Some(Interval {
            low: figure.value_min? * scale,
            high: figure.value_max? * scale,
        });
    }
    let value = figure.value?;
    let half = half_step(value, counted);
    let (low, high) = match figure.comparator {
        Comparator::Gt | Comparator::Ge => (value, f64::MAX / scale),
        Comparator::Lt | Comparator::Le => (f64::MIN / scale, value),
        Comparator::Approx => (value - value.abs() * ABOUT, value + value.abs() * ABOUT),
        Comparator::Eq | Comparator::Range => (value - half, value + half),
    };
    Some(Interval {
        low: low * scale,
        high: high * scale,
    })
}

/// Half of the last decimal place that is printed, with a hair for the arithmetic; less than one for
/// things that are counted.
fn half_step(value: f64, counted: bool) -> f64 {
    let printed = value.to_string();
    let places = printed.split_once('.').map_or(0, |(_, after)| after.len());
    let places = i32::try_from(places).unwrap_or(0);
    if counted && places == 0 {
        return 1e-9;
    }
    0.5 * 10f64.powi(-places) * (1.0 + 1e-9)
}

/// The words of magnitude, folded.
const MAGNITUDES: [(&str, f64); 14] = [
    ("nghin", 1e3),
    ("ngan", 1e3),
    ("trieu", 1e6),
    ("ty", 1e9),
    ("ti", 1e9),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("billion", 1e9),
    ("billions", 1e9),
    ("trillion", 1e12),
    ("trillions", 1e12),
    ("hundred", 1e2),
];

/// Units that are one under several names, folded; the first is that of the comparison.
const UNITS: [&[&str]; 8] = [
    &[
        "vnd",
        "dong",
        "viet nam dong",
        "vietnam dong",
        "vietnamese dong",
        "d",
    ],
    &[
        "usd",
        "do la",
        "do la my",
        "us dollars",
        "us dollar",
        "dollars",
        "dollar",
    ],
    &["percent", "phan tram", "per cent", "pct"],
    &["people", "nguoi", "persons", "person"],
    &["households", "ho", "household"],
    &["ha", "hectares", "hectare", "hec ta"],
    &["communes", "xa", "commune"],
    &["projects", "du an", "project"],
];

/// The factor of the magnitude words in a unit, and the unit itself in one form for all its names.
fn scale_of(unit: &str) -> (f64, String) {
    if unit.trim() == "%" {
        return (1.0, UNITS[2][0].to_owned());
    }
    let folded = text::fold(unit);
    let mut scale = 1.0;
    let mut rest: Vec<&str> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        match MAGNITUDES.iter().find(|(name, _)| *name == word) {
            Some((_, factor)) => scale *= factor,
            None => rest.push(word),
        }
    }
    let rest = rest.join(" ");
    let one = UNITS.iter().find(|names| names.contains(&rest.as_str()));
    (scale, one.map_or(rest, |names| names[0].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_compared_across_languages() {
        assert_eq!(scale_of("nghìn tỷ đồng"), (1e12, "vnd".to_owned()));
        assert_eq!(scale_of("trillion VND"), (1e12, "vnd".to_owned()));
        assert_eq!(scale_of("%"), scale_of("phần trăm"));
        assert_eq!(scale_of("tỷ USD"), scale_of("billion US dollars"));
        assert_eq!(scale_of("người").1, "people");
    }

    #[test]
    fn rounding_is_no_contradiction() {
        let meets = |a: f64, b: f64| half_step(a, false) + half_step(b, false) >= (a - b).abs();
        assert!(meets(11.03, 11.0));
        assert!(meets(11.03, 11.034));
        assert!(!meets(11.03, 11.1));
        assert!(half_step(15.0, true) < 0.1);
    }
}
