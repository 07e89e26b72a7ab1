//! *itself*: `the whole province`, `toàn tỉnh`, and sentences that go on about the place that opened
//! their line.

use super::super::words::ends_clause;
use super::verbs::{CLAUSE_LEADS, NAME_LEADS};
use super::{Bound, Level, Pattern, Place, Sentence, Standing};
use crate::authority::localities::{UnitKind, localities};
use crate::document::LocalityId;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How far behind the province a quantity may stand that it has.
const REACH: usize = 40;

/// How many words before a place may stand in a sentence that it opens.
const OPENING: usize = 5;

/// The place that a sentence opens with and tells of: a dateline or the site of a meeting tells nothing, so
/// either one of the sentence's figures is of the place or something is called its own.
pub(in super::super) fn opening(
    scan: &Scan<'_>,
    words: &Range<usize>,
    first: Option<&Place>,
    bound: &[Bound],
) -> Option<LocalityId> {
    // "The central province has 38,940 ...": the province that was named before.
    if first.is_none() {
        let itself = bound.iter().find(|bound| bound.pattern == Pattern::Agent);
        return itself.map(|bound| bound.id.clone());
    }
    let place = first.filter(|place| {
        place.level == Level::Province && place.words.start <= words.start + OPENING
    })?;
    let owns = place.words.end < words.end && scan.words[place.words.end].gap == Gap::Apostrophe;
    let told = bound.iter().any(|bound| {
        bound.id == place.id && !matches!(bound.pattern, Pattern::Topic | Pattern::Paragraph)
    });
    (owns || told).then(|| place.id.clone())
}

impl Standing {
    /// The place that a sentence without a name speaks of: its line's, else its article's.
    pub(super) fn spoken_of(&self) -> Option<LocalityId> {
        self.frame.clone().or_else(|| self.topic.clone())
    }

    /// Notes the provinces of a sentence that was read, and the place that it opens with and tells of.
    pub(in super::super) fn went_on(&mut self, opening: Option<LocalityId>, ids: &[LocalityId]) {
        let Some(id) = ids.first() else {
            self.frame = opening.or_else(|| self.frame.take());
            return;
        };
        if ids.iter().any(|other| other != id) {
            self.frame = None;
            self.last = None;
            return;
        }
        if opening.is_some() {
            self.frame = opening;
        } else if self.frame.as_ref().is_some_and(|frame| frame != id) {
            self.frame = None;
        }
        self.last = Some(id.clone());
    }
}

impl Sentence<'_, '_> {
    /// *itself*: `the whole province has reduced 58 focal points`, `toàn tỉnh có 3.112 doanh nghiệp`.
    pub(super) fn itself(&self, at: usize, standing: &Standing) -> Option<Bound> {
        if self.provinces().next().is_some() || self.personal(at) {
            return None;
        }
        let quantity = &self.quantities[at];
        let words = self.whole_before(quantity.words.start)?;
        let id = standing.spoken_of().or_else(|| standing.last.clone())?;
        let city = localities()
            .unit(&id.0)
            .is_some_and(|unit| unit.kind == UnitKind::Municipality);
        let said = self.scan.folded_run(words.clone());
        let of_a_city = said.contains("pho") || said.contains("city") || said.contains("tp");
        let of_any = said.contains("locality") || said.contains("phuong");
        let lower = standing.lower && !said.contains("toan") && !said.contains("whole");
        (!lower && (of_any || city == of_a_city) && self.acts(&words, at)).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Agent,
            from: words.start,
        })
    }

    /// `The central province has 38,940 ...; 3,127 families got new houses`: the sentence goes on about it.
    pub(super) fn goes_on(&self, at: usize, standing: &Standing, bound: &[Bound]) -> Option<Bound> {
        let itself = bound
            .iter()
            .find(|bound| bound.pattern == Pattern::Agent)
            .filter(|_| self.places.is_empty() && standing.spoken_of().is_none())?;
        let standing = Standing {
            frame: Some(itself.id.clone()),
            ..Standing::default()
        };
        self.topic(at, &standing)
    }

    /// The last words before a word that stand for the province itself.
    fn whole_before(&self, before: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let from = before.saturating_sub(REACH).max(self.words.start);
        (from..before).rev().find_map(|at| {
            let up_to = |words: usize| (at + words <= before).then(|| at..at + words);
            let run = |words: usize| up_to(words).map_or("", |run| scan.folded_run(run));
            let small = |word: usize| scan.surface(word).chars().all(|c| !c.is_uppercase());
            match scan.folded(at) {
                "the" if matches!(run(2), "the province" | "the city" | "the locality") => up_to(2),
                "dia" if matches!(run(3), "dia phuong nay") => up_to(3),
                "the" if self.is_described(at, before) => {
                    let kind = (at + 2..before)
                        .find(|word| matches!(scan.folded(*word), "province" | "city"))?;
                    up_to(kind + 1 - at)
                }
                "the"
                    if matches!(
                        run(3),
                        "the whole province"
                            | "the whole city"
                            | "the entire province"
                            | "the entire city"
                    ) =>
                {
                    up_to(3)
                }
                "toan" | "ca" if matches!(run(3), "toan thanh pho" | "ca thanh pho") => up_to(3),
                "toan" | "ca" if matches!(run(2), "toan tinh" | "ca tinh" | "toan tp") => up_to(2),
                "tinh"
                    if matches!(scan.surface(at), "tỉnh" | "Tỉnh")
                        && at + 1 < before
                        && small(at + 1)
                        && !self.follows_a_noun(at) =>
                {
                    up_to(1)
                }
                "thanh"
                    if run(2) == "thanh pho"
                        && at + 2 < before
                        && small(at + 2)
                        && !self.follows_a_noun(at)
                    // "các tỉnh, thành phố".
                    && (at == self.words.start || scan.folded(at - 1) != "tinh") =>
                {
                    up_to(2)
                }
                _ => None,
            }
        })
    }

    /// `the central coastal province`: nothing but where it lies stands before its kind.
    fn is_described(&self, at: usize, before: usize) -> bool {
        let scan = self.scan;
        let kind = (at + 1..before.min(at + 5))
            .find(|word| matches!(scan.folded(*word), "province" | "city"));
        kind.is_some_and(|kind| {
            kind > at + 1 && (at + 1..kind).all(|word| NAME_LEADS.contains(&scan.folded(word)))
        })
    }

    /// `Chủ tịch UBND tỉnh`, `của tỉnh`: part of another phrase.
    fn follows_a_noun(&self, at: usize) -> bool {
        at > self.words.start
            && !ends_clause(self.scan, at)
            && !CLAUSE_LEADS.contains(&self.scan.folded(at - 1))
            && !super::carried::tells(self.scan, at - 1)
    }
}
