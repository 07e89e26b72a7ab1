//! Rankings printed as numbered lines: `1. Ha Giang 72.6`, `2. Lai Chau 71.9`, one province a line.

use super::super::quantity::{self, Quantity};
use super::super::ranks;
use super::super::sentence::{Level, Place};
use crate::document::{Comparator, Lang};
use crate::enrich::scan::Scan;

/// How many lines a ranking has at least.
const LINES: usize = 3;

/// A line of a ranking: where it begins, its province, its place in the order.
pub(in super::super) struct Ranked {
    pub(in super::super) line: usize,
    pub(in super::super) place: Place,
    pub(in super::super) rank: Quantity,
}

/// One numbered line with the first number behind its province.
struct Entry {
    ranked: Ranked,
    measure: f64,
}

/// The lines of all rankings. Lines that are numbered and name a province each are one where their first numbers
/// only rise or only fall: a list in another order ranks nothing.
pub(in super::super) fn rankings(scan: &Scan<'_>, places: &[Place], lang: Lang) -> Vec<Ranked> {
    let mut found = Vec::new();
    let mut run: Vec<Entry> = Vec::new();
    for line in &scan.lines {
        let entry = entry(scan, &line.words, places, lang);
        let goes_on = match (&entry, run.last()) {
            (Some(entry), Some(last)) => entry.ranked.rank.value > last.ranked.rank.value,
            _ => false,
        };
        if !goes_on {
            close(&mut run, &mut found);
        }
        let opens = |entry: &Entry| entry.ranked.rank.value == Some(1.0);
        run.extend(entry.filter(|entry| goes_on || opens(entry)));
    }
    close(&mut run, &mut found);
    found
}

/// Ends a run of numbered lines, and keeps it where it is a ranking.
fn close(run: &mut Vec<Entry>, found: &mut Vec<Ranked>) {
    let entries = std::mem::take(run);
    let falls = entries
        .windows(2)
        .all(|two| two[0].measure >= two[1].measure);
    let rises = entries
        .windows(2)
        .all(|two| two[0].measure <= two[1].measure);
    if entries.len() >= LINES && (falls || rises) {
        found.extend(entries.into_iter().map(|entry| entry.ranked));
    }
}

fn entry(
    scan: &Scan<'_>,
    line: &std::ops::Range<usize>,
    places: &[Place],
    lang: Lang,
) -> Option<Entry> {
    let number = scan.folded(line.start);
    let closed = line.len() > 2 && matches!(scan.gap_text(line.start + 1), ". " | ") " | ".");
    if number.len() > 2 || !closed {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    let first = places.partition_point(|place| place.words.start < line.start);
    let place = places.get(first).filter(|place| {
        place.level == Level::Province
            && place.words.start <= line.start + 3
            && place.words.end < line.end
    })?;
    let measure = quantity::find(scan, place.words.end..line.end, lang, &[])
        .first()
        .and_then(|quantity| quantity.value)?;
    let number = line.start..line.start + 1;
    Some(Entry {
        measure,
        ranked: Ranked {
            line: line.start,
            place: place.clone(),
            rank: ranks::quantity(scan, number, value, None, Comparator::Eq),
        },
    })
}
