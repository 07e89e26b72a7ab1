//! When a line explains a hit wholly, so that no more of its text need be looked at.

use super::highlight::Match;

/// A word or a phrase that is looked for, by its number among its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needle {
    Word(usize),
    Phrase(usize),
}

/// Needles that must all be there for one reading of a clause.
type Reading = Vec<Needle>;

/// The clauses of a query that must hold, each by any of its readings.
#[derive(Debug, Default)]
pub(super) struct Goals(Vec<Vec<Reading>>);

/// The most words that a line must have in the order and nearness of the query; more of them are
/// seldom found so.
const IN_A_ROW: usize = 4;

impl Goals {
    /// Adds a clause with the readings of it.
    pub(super) fn add(&mut self, readings: Vec<Reading>) {
        // What has no needles says nothing about the text.
        if readings.iter().any(|reading| !reading.is_empty()) {
            self.0.push(readings);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// All needles together, of the first reading of each clause.
    pub(super) fn into_reading(self) -> Reading {
        let first = self
            .0
            .into_iter()
            .filter_map(|readings| readings.into_iter().next());
        first.flatten().collect()
    }

    /// Tells whether the matches of one line have everything, and a few single words in a row.
    pub(super) fn are_met(&self, matches: &[Match], words: usize) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let number = |needle: &Needle| match *needle {
            Needle::Word(word) => word,
            Needle::Phrase(phrase) => words + phrase,
        };
        let met = |needle: &Needle| matches.iter().any(|found| found.needle == number(needle));
        let each = self
            .0
            .iter()
            .all(|readings| readings.iter().any(|reading| reading.iter().all(met)));
        each && self.stand_in_a_row(matches)
    }

    /// Tells whether the words typed, where they are a few and all there, stand in a row.
    fn stand_in_a_row(&self, matches: &[Match]) -> bool {
        let typed = self.0.iter().filter_map(|readings| readings.first());
        let row: Vec<usize> = typed
            .flatten()
            .filter_map(|needle| match needle {
                Needle::Word(word) => Some(*word),
                Needle::Phrase(_) => None,
            })
            .collect();
        let there = |word: &usize| matches.iter().any(|found| found.needle == *word);
        // Where one is missing, another wording stands for it.
        if !(2..=IN_A_ROW).contains(&row.len()) || !row.iter().all(there) {
            return true;
        }
        matches.windows(row.len()).any(|run| {
            run.iter()
                .zip(&row)
                .all(|(found, word)| found.needle == *word)
                && run.windows(2).all(|two| two[1].position == two[0].last + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn found(needle: usize, position: u32) -> Match {
        Match {
            span: Span::default(),
            needle,
            position,
            last: position,
        }
    }

    #[test]
    fn a_line_with_everything_in_a_row_is_enough() {
        let mut goals = Goals::default();
        assert!(!goals.are_met(&[], 0));
        goals.add(vec![vec![Needle::Word(0)]]);
        goals.add(vec![vec![Needle::Word(1)], vec![Needle::Phrase(0)]]);
        assert!(goals.are_met(&[found(0, 4), found(1, 5)], 4));
        assert!(!goals.are_met(&[found(0, 4), found(1, 6)], 4));
        assert!(!goals.are_met(&[found(1, 4), found(0, 5)], 4));
        assert!(!goals.are_met(&[found(1, 4)], 4));
        assert!(goals.are_met(&[found(0, 4), found(4, 9)], 4));
    }
}
