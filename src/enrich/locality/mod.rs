//! Localities: provinces and cities of all times, regions, districts and communes, in both languages.
//!
//! Names are matched longest first over one table, with marks where the line has marks and every
//! syllable capitalised; words around a name make it a ward, a river or a club ([`traps`]), or say that
//! the unit of before the mergers is meant ([`cues`]); name and date choose the id ([`choice`]). Persons were
//! found before, and names inside theirs are none of localities. Lower units are resolved when their
//! province is named with them or only one place is called so ([`lower`]).

mod choice;
mod cues;
mod lower;
mod traps;

#[cfg(test)]
mod tests;

use super::byline::content_end;
use super::lexicon::{Named, lexicon};
use super::scan::{Gap, Scan};
use crate::authority::localities::{LowerUnit, Unit};
use crate::authority::regions::Region;
use crate::authority::same_written;
use crate::document::{Annotations, Document, LocalityId, LocalityRef, Mention, MentionKind, Span};
use choice::Chooser;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;

/// A name of a locality in the text, before it is known which unit is meant.
struct Sighting {
    words: Range<usize>,
    meaning: Meaning,
}

/// What of the document a name is judged by.
struct Setting {
    /// The first word of the body.
    body: usize,
    /// The document's day.
    day: Option<Date>,
}

/// What a sighting may mean.
enum Meaning {
    /// One of these provinces, at different times.
    Province(Vec<&'static Unit>, cues::Context),
    /// A region.
    Region(&'static Region),
    /// One of these lower units.
    Lower(Vec<&'static LowerUnit>, cues::Grade),
}

/// Adds the localities that a document names.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let mut taken: Vec<Span> = found.mentions.iter().map(|mention| mention.span).collect();
    taken.sort_by_key(|span| span.start);
    let setting = Setting {
        body: scan.word_at(document.text.body_span().start),
        day: document.date.as_ref().map(|date| date.day),
    };
    let mut sightings = sight(scan, content_end(scan), &taken, &setting);
    share_era(scan, &mut sightings);
    let chooser = Chooser::new(setting.day, &sightings);
    let mut places = Places::default();
    for sighting in &sightings {
        let span = scan.span(sighting.words.clone());
        match &sighting.meaning {
            Meaning::Province(units, context) => {
                if let Some((unit, or)) = chooser.choose(units, context) {
                    places.put(
                        unit.id,
                        unit.name,
                        or.map(|unit| unit.id),
                        false,
                        Some(span),
                    );
                }
            }
            Meaning::Region(region) => places.put(region.id, region.name, None, false, Some(span)),
            Meaning::Lower(..) => {}
        }
    }
    lower::resolve(scan, &sightings, &chooser, &mut places);
    places.refs.sort_by_key(|(start, _)| *start);
    found
        .localities
        .extend(places.refs.into_iter().map(|(_, place)| place));
    found.mentions.extend(places.mentions);
}

/// `ba tỉnh Lâm Đồng, Đắk Nông, Bình Thuận (cũ)`, `the former provinces of A, B and C`: what is said of
/// the last or before the first of a list is said of all.
fn share_era(scan: &Scan<'_>, sightings: &mut [Sighting]) {
    let mut first = 0;
    while first < sightings.len() {
        let follows = |pair: &[Sighting]| {
            let between = pair[0].words.end..pair[1].words.start;
            between.len() <= 1
                && between
                    .clone()
                    .all(|at| matches!(scan.folded(at), "va" | "and"))
                && matches!(scan.words[between.start].gap, Gap::Comma | Gap::Space)
        };
        let rest = &sightings[first..];
        let length = 1 + rest.windows(2).take_while(|pair| follows(pair)).count();
        let list = first..first + length;
        if length > 1 && is_former_list(scan, &sightings[list.clone()]) {
            for sighting in &mut sightings[list.clone()] {
                if let Meaning::Province(_, context) = &mut sighting.meaning
                    && context.era == cues::Era::Open
                {
                    context.era = cues::Era::Old;
                }
            }
        }
        first = list.end;
    }
}

fn is_former_list(scan: &Scan<'_>, list: &[Sighting]) -> bool {
    let at = list[0].words.start;
    let line = scan.line_of(at).words.start;
    let lead = |words: usize| {
        at.checked_sub(words)
            .filter(|start| *start >= line)
            .map_or("", |start| scan.folded_run(start..at))
    };
    let last_is_old = list.last().is_some_and(|last| {
        matches!(&last.meaning, Meaning::Province(_, context) if context.era == cues::Era::Old)
    });
    matches!(lead(3), "former provinces of" | "old provinces of")
        || matches!(lead(2), "former provinces" | "old provinces")
        || last_is_old
            && matches!(
                lead(2),
                "cac tinh" | "hai tinh" | "ba tinh" | "bon tinh" | "provinces of"
            )
}

/// The localities of one document as they are gathered.
#[derive(Default)]
struct Places {
    /// With the byte of the first mention.
    refs: Vec<(usize, LocalityRef)>,
    mentions: Vec<Mention>,
}

impl Places {
    /// Adds one mention, or with no span a province that is only known through a lower unit.
    fn put(
        &mut self,
        id: &'static str,
        name: &'static str,
        or: Option<&'static str>,
        by_lower_unit: bool,
        span: Option<Span>,
    ) {
        let id = LocalityId(Cow::Borrowed(id));
        if let Some(span) = span {
            self.mentions.push(Mention {
                kind: MentionKind::Locality,
                canonical: id.to_string(),
                span,
            });
        }
        let start = span.map_or(usize::MAX, |span| span.start);
        if let Some((first, known)) = self.refs.iter_mut().find(|(_, known)| known.id == id) {
            *first = start.min(*first);
            known.by_lower_unit &= by_lower_unit;
            return;
        }
        let place = LocalityRef {
            id,
            name: Cow::Borrowed(name),
            or: or.map(|id| LocalityId(Cow::Borrowed(id))),
            by_lower_unit,
        };
        self.refs.push((start, place));
    }

    /// Whether a unit is named.
    fn has(&self, id: &str) -> bool {
        self.refs
            .iter()
            .any(|(_, place)| place.id.0 == id || place.or.as_ref().is_some_and(|or| or.0 == id))
    }
}

/// Finds the names of localities up to the word `end`, outside the spans taken by persons and credits.
fn sight(scan: &Scan<'_>, end: usize, taken: &[Span], setting: &Setting) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for line in &scan.lines {
        let last = line.words.end.min(end);
        let mut at = line.words.start;
        while at < last {
            let mut rest = scan.words[at..last].iter();
            let Some(skipped) = rest.position(|word| word.opens_name()) else {
                break;
            };
            at += skipped;
            at += match read(scan, at, last, taken, setting) {
                Some((length, sighting)) => {
                    sightings.extend(sighting);
                    length
                }
                None => 1,
            };
        }
    }
    sightings
}

/// Reads the fixed name at a word: how many words it has, and what it means if it is a locality.
fn read(
    scan: &Scan<'_>,
    at: usize,
    end: usize,
    taken: &[Span],
    setting: &Setting,
) -> Option<(usize, Option<Sighting>)> {
    let mut next = lexicon().longest_name(scan, at, end);
    while let Some((length, named)) = next {
        let words = at..at + length;
        if is_printed_so(scan, words.clone()) {
            let span = scan.span(words.clone());
            let before = taken.partition_point(|other| other.end <= span.start);
            if taken.get(before).is_some_and(|other| other.overlaps(&span)) {
                return Some((length, None));
            }
            match interpret(scan, words, named, setting) {
                Reading::Is(sighting) => return Some((length, Some(sighting))),
                Reading::IsNot => return Some((length, None)),
                Reading::TryShorter => {}
            }
        }
        next = lexicon().shorter_name(scan, at, length);
    }
    None
}

fn may_open_small(scan: &Scan<'_>, at: usize) -> bool {
    scan.known(at).is_some_and(|known| known.opens_small)
}

/// Every syllable of a name has a capital; in one of four words and more the last one suffices.
fn is_printed_so(scan: &Scan<'_>, words: Range<usize>) -> bool {
    let capital = |at: usize| scan.words[at].is_capital() || scan.words[at].has_digit();
    let last = capital(words.end - 1) || scan.words[words.start].is_capital();
    words.clone().all(capital)
        || (words.len() > 3 && last)
        || (words.len() == 3
            && capital(words.end - 1)
            && may_open_small(scan, words.start)
            && !capital(words.start))
}

enum Reading {
    Is(Sighting),
    /// The longest name stands here, and it is no locality.
    IsNot,
    /// The marks are those of another word.
    TryShorter,
}

fn interpret(scan: &Scan<'_>, words: Range<usize>, named: &[Named], setting: &Setting) -> Reading {
    let printed = scan.surface_run(words.clone());
    let line_marked = scan.line_of(words.start).marked;
    let marked = scan.words[words.clone()]
        .iter()
        .any(|word| word.is_marked());
    let agrees = |name: &str| {
        if marked || (line_marked && words.len() > 1) {
            same_written(name, printed) || (!marked && is_unmarked_usage(scan, &words))
        } else {
            true
        }
    };
    let mut units: Vec<&'static Unit> = Vec::new();
    let mut lower: Vec<&'static LowerUnit> = Vec::new();
    let mut former: Vec<&'static LowerUnit> = Vec::new();
    for named in named {
        match *named {
            // "phường Ba Đình", "xã Quang Trung" are called after what is none of ours.
            Named::Other(name) if agrees(name) && !cues::is_lower(scan, &words) => {
                return Reading::IsNot;
            }
            Named::Region(_) if traps::in_university(scan, &words) => return Reading::IsNot,
            Named::Region(region)
                if agrees(region.name) || region.aliases.iter().any(|alias| agrees(alias)) =>
            {
                return Reading::Is(Sighting {
                    words,
                    meaning: Meaning::Region(region),
                });
            }
            Named::Unit(unit)
                if agrees(unit.name)
                    || agrees(unit.name_en)
                    || unit.aliases.iter().any(|alias| agrees(alias))
                    || unit.name == "Hồ Chí Minh" =>
            {
                units.push(unit);
            }
            Named::Lower(unit) if agrees(unit.name) => lower.push(unit),
            Named::Former(unit) if agrees(unit.name) => former.push(unit),
            _ => {}
        }
    }
    // What was a commune is one where the word for its grade says so.
    if !former.is_empty() && cues::is_commune(scan, &words) {
        lower.append(&mut former);
    }
    if units.is_empty() && lower.is_empty() {
        return Reading::TryShorter;
    }
    cues::judge(scan, words, units, lower, setting)
}

/// In a line with marks, a name without any: as in English, so it counts only after a word for its grade.
fn is_unmarked_usage(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.start > 0
        && matches!(
            scan.folded(words.start - 1),
            "tinh" | "pho" | "tp" | "uy" | "ubnd" | "hdnd" | "huyen" | "xa" | "phuong"
        )
}
