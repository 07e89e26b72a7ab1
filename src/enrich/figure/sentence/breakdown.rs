//! Bare numbers that go on with a count: its parts in a bracket, what it became, what was done to some of it.

use super::super::words;
use super::Sentence;
use super::verbs::{VERBS_EN, VERBS_VI};
use crate::enrich::figure::quantity::Form;

impl Sentence<'_, '_> {
    /// Whether a bare number goes on with what the sentence has counted.
    pub(super) fn goes_on_counting(&self, at: usize) -> bool {
        self.is_a_part(at) || self.is_left_by_a_verb(at)
    }

    /// `211 members (reprimand 142, warning 41, dismissal 6)`: one of several parts in a bracket behind a count.
    fn is_a_part(&self, at: usize) -> bool {
        let scan = self.scan;
        let bracket = |at: usize| self.bracket(self.quantities[at].words.start);
        let inside = bracket(at);
        let labelled = |at: usize| {
            let word = self.quantities[at].words.start;
            let label = word.checked_sub(1).filter(|_| word > self.words.start);
            label.is_some_and(|label| {
                !words::ends_clause(scan, word)
                    && !scan.words[label].has_digit()
                    && !scan.words[label].is_capital()
            })
        };
        let bare = |at: &usize| self.quantities[*at].form == Form::Bare && labelled(*at);
        if inside == 0 || !bare(&at) {
            return false;
        }
        let parts = (0..self.quantities.len())
            .filter(|other| bracket(*other) == inside && bare(other))
            .count();
        let counted = (0..at)
            .rev()
            .find(|before| bracket(*before) != inside)
            .is_some_and(|before| self.quantities[before].form == Form::Count);
        parts > 1 && counted
    }

    /// `From 319 communes the locality now retains 124;`: a verb before it, nothing behind it, a count before both.
    fn is_left_by_a_verb(&self, at: usize) -> bool {
        let scan = self.scan;
        let number = self.quantities[at].words.clone();
        let Some(verb) = number
            .start
            .checked_sub(1)
            .filter(|verb| *verb > self.words.start)
        else {
            return false;
        };
        let ends = number.end >= self.words.end || words::ends_clause(scan, number.end);
        let folded = scan.folded(verb);
        let is_verb = folded.len() > 4 && folded.ends_with('s') && VERBS_EN.contains(&folded)
            || folded.len() > 4 && folded.ends_with("ed")
            || matches!(scan.surface(verb), "còn" | "giữ" | "được")
                && VERBS_VI.contains(&scan.surface(verb));
        let counted = self.quantities[..at]
            .iter()
            .any(|before| before.form == Form::Count && before.noun.is_some());
        ends && is_verb && counted && !words::ends_clause(scan, number.start)
    }
}
