//! *respective*, one number for all: `A, B and C were all above 95 percent`, `1 in A and B each`, `A and B with 10
//! each`, `Hà Nam, Nam Định mỗi tỉnh 12 xã`.

use super::super::words::ends_clause;
use super::{Bound, Pattern, Sentence};
use crate::enrich::scan::Gap;
use std::ops::Range;

/// How many words may stand between a list and the word that gives each place the number, and between that
/// word and the number.
const TO_MARKER: usize = 2;
const TO_NUMBER: usize = 5;

impl Sentence<'_, '_> {
    /// Binds a number that is told of each place of a list.
    pub(super) fn of_each_place(
        &self,
        lists: &[Vec<usize>],
        bound: &mut Vec<Bound>,
        done: &mut [bool],
    ) {
        for list in lists {
            let (Some(first), Some(last)) = (list.first(), list.last()) else {
                continue;
            };
            let words = self.places[*first].words.start..self.end_of_list(*last);
            let quantity = self
                .before_a_list(&words)
                .or_else(|| self.behind_a_list(words.end))
                .or_else(|| self.behind_both(&words));
            let Some(quantity) = quantity.filter(|quantity| !done[*quantity]) else {
                continue;
            };
            done[quantity] = true;
            bound.extend(list.iter().map(|place| Bound {
                quantity,
                id: self.places[*place].id.clone(),
                pattern: Pattern::Respective,
                from: self.places[*place].words.start,
            }));
        }
    }

    /// Where a list ends with the kind of its last place.
    fn end_of_list(&self, last: usize) -> usize {
        let mut end = self.places[last].words.end;
        while end < self.words.end
            && ["provinces", "cities", "city"].contains(&self.scan.folded(end))
        {
            end += 1;
        }
        end
    }

    /// `1 in Thai Binh, Ha Nam and Khanh Hoa each`, `70 billion VND each to Ha Giang and Lai Chau`.
    fn before_a_list(&self, list: &Range<usize>) -> Option<usize> {
        let scan = self.scan;
        let each = |word: usize| word < self.words.end && scan.folded(word) == "each";
        let leads = |word: usize| matches!(scan.folded(word), "in" | "for" | "from" | "at" | "to");
        self.quantities.iter().position(|quantity| {
            let end = quantity.words.end;
            let behind = each(list.end)
                && end < list.start
                && end + 2 >= list.start
                && leads(end)
                && scan.folded(end) != "to";
            behind || end + 2 == list.start && each(end) && leads(end + 1)
        })
    }

    /// `Both A and B admitted more than 800 members`: one number, and not a run of them.
    fn behind_both(&self, list: &Range<usize>) -> Option<usize> {
        let scan = self.scan;
        let both = list.start > self.words.start && scan.folded(list.start - 1) == "both";
        let at = self
            .quantities
            .partition_point(|quantity| quantity.words.start < list.end);
        let words = &self.quantities.get(at).filter(|_| both)?.words;
        let close = words.start <= list.end + TO_NUMBER
            && (list.end..=words.start).all(|word| !ends_clause(scan, word));
        let run = self
            .quantities
            .get(at + 1)
            .is_some_and(|next| next.words.start <= words.end + 1);
        (close && !run).then_some(at)
    }

    /// `A and B mỗi tỉnh 12 xã`, `were all above 95 percent`, `with 10 each`.
    fn behind_a_list(&self, end: usize) -> Option<usize> {
        let scan = self.scan;
        if end >= self.words.end || scan.words[end].gap == Gap::Stop {
            return None;
        }
        let to = (end + TO_MARKER + 1).min(self.words.end);
        let verb = |word: usize| {
            matches!(
                scan.folded(word),
                "were" | "are" | "have" | "had" | "did" | "saw" | "cung" | "deu"
            )
        };
        let marker = (end..to)
            .take_while(|word| *word == end || verb(*word - 1) && !ends_clause(scan, *word))
            .find(|word| {
                matches!(
                    scan.surface(*word),
                    "each" | "all" | "both" | "mỗi" | "đều" | "cùng"
                )
            });
        let near = |start: usize, from: usize| {
            start > from
                && start <= from + TO_NUMBER
                && (from + 1..=start).all(|word| !ends_clause(scan, word) || word == from + 1)
        };
        self.quantities.iter().position(|quantity| {
            let words = &quantity.words;
            let told = marker.is_some_and(|marker| near(words.start, marker));
            let apiece = words.end < self.words.end
                && matches!(scan.folded(words.end), "each" | "apiece")
                && scan.words[words.end].gap == Gap::Space
                && near(words.start + 1, end)
                && !ends_clause(scan, end);
            told || apiece
        })
    }
}
