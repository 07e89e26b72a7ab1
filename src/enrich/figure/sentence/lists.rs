//! *respective*: lists of places and runs of quantities.

use super::{Bound, Level, Pattern, Place, Sentence, Standing};
use crate::document::LocalityId;
use crate::enrich::said;
use crate::enrich::scan::Gap;
use std::ops::Range;

/// How many words may stand between the count of a list and the numbers of its places.
const TO_RUN: usize = 6;

impl Sentence<'_, '_> {
    /// The places of the list that begins at `index`: `A, B and C`.
    pub(super) fn list_from(&self, index: usize) -> Vec<usize> {
        let mut list = vec![index];
        let mut last = &self.places[index];
        let beside = self.compared(last);
        for next in index + 1..self.places.len() {
            let place = &self.places[next];
            if place.level != Level::Province || !self.adjoins(last, place) {
                break;
            }
            list.push(next);
            last = place;
        }
        // "Hợp nhất với Kiên Giang, An Giang có ...": the first only stands beside the second.
        if beside && !self.is_told_list(last) {
            list.truncate(1);
        }
        list
    }

    /// Tells whether only a comma, `and` and titles of units stand between two places.
    pub(super) fn adjoins(&self, first: &Place, second: &Place) -> bool {
        let scan = self.scan;
        if second.words.start < first.words.end {
            return false;
        }
        let joined = matches!(
            scan.words[second.words.start.min(first.words.end)].gap,
            Gap::Comma | Gap::Space
        );
        let between = first.words.end..second.words.start;
        joined
            && between.len() <= 4
            && between.clone().all(|word| {
                [
                    "and",
                    "va",
                    "tinh",
                    "thanh",
                    "pho",
                    "tp",
                    "the",
                    "city",
                    "province",
                    "provinces",
                    "former",
                ]
                .contains(&scan.folded(word))
            })
            && (!between.is_empty() || scan.words[second.words.start].gap == Gap::Comma)
    }

    /// *respective*: n places in a row, then n quantities in a row.
    pub(super) fn respective(
        &self,
        standing: &Standing,
        bound: &mut Vec<Bound>,
        done: &mut [bool],
    ) {
        let lists = self.lists();
        self.of_each_place(&lists, bound, done);
        let says = self.quantities.len() > 1 && self.says_respectively();
        for run in self.runs(says) {
            let at = self.quantities[run.start].words.start;
            if run.clone().any(|quantity| done[quantity]) {
                continue;
            }
            let list = lists
                .iter()
                .rev()
                .find(|list| list.len() == run.len() && self.places[list[0]].words.start < at)
                // "12 and 15 projects in Ha Nam and Nam Dinh respectively".
                .or_else(|| lists.iter().find(|list| says && list.len() == run.len()));
            let ids: Vec<(LocalityId, usize)> = match list {
                Some(list) => list
                    .iter()
                    .map(|&place| {
                        (
                            self.places[place].id.clone(),
                            self.places[place].words.start,
                        )
                    })
                    .collect(),
                None if self.tells_of_both(run.start) && self.distinct().len() == run.len() => {
                    self.distinct()
                }
                None if (says || self.counts_the_list(&run))
                    && self.provinces().next().is_none()
                    && standing.list.len() == run.len() =>
                {
                    standing
                        .list
                        .iter()
                        .map(|id| (id.clone(), self.words.start))
                        .collect()
                }
                None => continue,
            };
            for (quantity, (id, from)) in run.zip(ids) {
                done[quantity] = true;
                bound.push(Bound {
                    quantity,
                    id,
                    pattern: Pattern::Respective,
                    from,
                });
            }
        }
    }

    /// `but both were lower by 39% and 71%`: a word right before tells that each place has its number.
    pub(super) fn tells_of_both(&self, quantity: usize) -> bool {
        let at = self.quantities[quantity].words.start;
        let from = at.saturating_sub(12).max(self.words.start);
        (from..at).any(|word| matches!(self.scan.folded(word), "both" | "respectively"))
    }

    /// The provinces of the sentence, each once, with the word where it begins.
    pub(super) fn distinct(&self) -> Vec<(LocalityId, usize)> {
        let mut found: Vec<(LocalityId, usize)> = Vec::new();
        for (_, place) in self.provinces() {
            if found.iter().all(|(id, _)| *id != place.id) {
                found.push((place.id.clone(), place.words.start));
            }
        }
        found
    }

    pub(super) fn says_respectively(&self) -> bool {
        let scan = self.scan;
        let mut orderly = (self.words.clone()).filter(|at| scan.says(*at, said::ORDERLY));
        let ends = |at: usize, phrase: &str| {
            let words = scan.padded_run(self.words.start..at + 1);
            words.ends_with(phrase)
        };
        orderly.any(|at| match scan.folded(at) {
            "respectively" => true,
            "order" => ends(at, " in that order "),
            "luot" => ends(at, " lan luot "),
            "ung" => ends(at, " tuong ung "),
            "tu" => ends(at, " theo thu tu "),
            _ => false,
        })
    }

    /// `The three collected 10.5, 11.2 and 13.8 trillion VND`: as many as there are numbers.
    fn counts_the_list(&self, run: &Range<usize>) -> bool {
        let at = self.quantities[run.start].words.start;
        let from = at.saturating_sub(TO_RUN).max(self.words.start);
        (from..at).any(|word| {
            let count = match self.scan.folded(word) {
                "hai" | "two" => 2,
                "ba" | "three" => 3,
                "bon" | "four" => 4,
                _ => 0,
            };
            let named = |word: usize| matches!(self.scan.folded(word), "tinh" | "dia");
            count == run.len()
                && (word > from && self.scan.folded(word - 1) == "the"
                    || word + 1 < at && named(word + 1))
        })
    }

    /// The lists of two and more places.
    pub(super) fn lists(&self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        for (index, _) in self.provinces() {
            if lists.last().is_some_and(|list| list.contains(&index)) {
                continue;
            }
            let list = self.list_from(index);
            if list.len() > 1 {
                lists.push(list);
            }
        }
        lists
    }

    /// Runs of two and more quantities with nothing but commas, `and` and units between; semicolons too, where the
    /// sentence says "respectively".
    fn runs(&self, says: bool) -> Vec<Range<usize>> {
        let scan = self.scan;
        // "8,2%, 7,9% và 7,1%", "lần lượt 5,4%; 5,9% và 6,3%".
        let parted = |word: usize| match scan.gap_text(word).trim_start_matches('%').trim() {
            "," => true,
            ";" => says,
            _ => false,
        };
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for at in 1..=self.quantities.len() {
            let joined = at < self.quantities.len() && {
                let (before, here) = (&self.quantities[at - 1], &self.quantities[at]);
                let between = before.words.end..here.words.start;
                between.len() <= 1
                    && between
                        .clone()
                        .all(|word| ["and", "va"].contains(&scan.folded(word)))
                    && before.words.end <= here.words.start
                    && (!between.is_empty() || parted(here.words.start))
                    && self.bracket(here.words.start) == self.bracket(before.words.start)
            };
            if !joined {
                if at - start > 1 {
                    runs.push(start..at);
                }
                start = at;
            }
        }
        runs
    }
}
