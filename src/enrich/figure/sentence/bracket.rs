//! *bracket*: `Bac Giang (13.45%)`, and a list of such.

use super::{Bound, Pattern, Place, Sentence};
use crate::enrich::figure::quantity::{Form, Quantity};
use crate::enrich::figure::{nouns, units};
use crate::enrich::scan::Gap;

impl Sentence<'_, '_> {
    /// *bracket*: a quantity in brackets belongs to the place in them, else to the one before them.
    pub(super) fn bracketed(&self, at: usize) -> Option<Bound> {
        let word = self.quantities[at].words.start;
        let bracket = self.bracket(word);
        if bracket == 0 {
            return None;
        }
        let inside = self
            .provinces()
            .filter(|(_, place)| {
                place.words.end <= word && self.bracket(place.words.start) == bracket
            })
            .last();
        if let Some((_, place)) = inside {
            return Some(self.bound(at, place, Pattern::Subject));
        }
        let opens = (self.words.start..=word)
            .rev()
            .take_while(|w| self.bracket(*w) == bracket)
            .last()?;
        let before = self
            .provinces()
            .find(|(_, place)| {
                place.words.end == opens
                    // "Hai Duong, third (83.7)".
                    || self.quantities[..at].last().is_some_and(|rank| {
                        rank.form == Form::Rank && rank.words == (place.words.end..opens)
                    })
                    || place.words.end + 1 == opens
                        && ["province", "city"].contains(&self.scan.folded(place.words.end))
            })
            .or_else(|| self.told_of(opens, at))?;
        if self.qualifies(before.1) {
            return None;
        }
        // "Hà Nội và TP Hồ Chí Minh (trung bình 7-8 triệu người)" tells of both.
        let joint = self.scan.folded(opens);
        let of_many = [
            "trung", "average", "tong", "total", "moi", "each", "combined", "both",
        ]
        .contains(&joint)
            && self.lists().iter().any(|list| list.contains(&before.0));
        (!of_many).then(|| self.bound(at, before.1, Pattern::Bracket))
    }

    /// `Quảng Ninh bám sát (65,60)`: a bare number alone in a bracket is of the place that acts before it.
    fn told_of(&self, opens: usize, at: usize) -> Option<(usize, &Place)> {
        let quantity = &self.quantities[at];
        let alone = opens == quantity.words.start
            && self.scan.text[quantity.span.end..].starts_with(')')
            && matches!(quantity.form, Form::Bare | Form::Percent);
        let clause = self.clause(opens).checked_sub(1)?;
        let mut inside = self
            .provinces()
            .filter(|(_, place)| self.clause(place.words.start) == clause);
        let only = inside.next().filter(|_| inside.next().is_none())?;
        let counted = self.quantities[..at]
            .iter()
            .any(|other| self.clause(other.words.start) == clause && other.form != Form::Rank);
        (alone && !counted && only.1.words.end + 6 >= opens && self.is_named_subject(only.1))
            .then_some(only)
    }

    /// A bare number before a name or behind the letter of a street, a quarter or a ward.
    pub(super) fn is_an_address(&self, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        let words = &quantity.words;
        if quantity.form != Form::Bare || self.bracket(words.start) == 0 {
            return false;
        }
        let named = words.end < self.words.end
            && scan.words[words.end].gap == Gap::Space
            && scan.words[words.end].is_capital();
        let lettered = words.start > self.words.start
            && scan.folded(words.start - 1).len() <= 3
            && scan
                .surface(words.start - 1)
                .chars()
                .all(char::is_uppercase);
        // "(Đoàn 232)", "(tổ 8)": a word in the bracket that is no place and counts nothing.
        let labelled = words.start > self.words.start
            && scan.words[words.start].gap == Gap::Space
            && self.bracket(words.start - 1) == self.bracket(words.start)
            && !self
                .provinces()
                .any(|(_, place)| place.words.contains(&(words.start - 1)))
            && !nouns::BARE_LEADS.contains(&scan.folded(words.start - 1))
            // "(chỉ tiêu 3.200)" is of the count before it.
            && !self.bare_means(at);
        named || lettered || labelled
    }

    /// Whether the place of a length, a ground or a price stands beside it: it acts, or no more than a few words lie
    /// between; `cách Hà Nội 60 km` tells how far it is, `con đường dài 2,8 km` is one road.
    pub(super) fn is_beside(&self, bound: &Bound, quantity: &Quantity) -> bool {
        let scan = self.scan;
        if !units::needs_its_place(scan, quantity) {
            return true;
        }
        let place = self
            .provinces()
            .find(|(_, place)| place.words.start == bound.from);
        let Some((_, place)) = place else {
            return false;
        };
        let at = quantity.words.start;
        let from = place.words.start.saturating_sub(3).max(self.words.start);
        let far = (from..at).any(|word| matches!(scan.surface(word), "cách" | "xa" | "from"));
        let of_a_road = at >= self.words.start + 2
            && scan.surface(at - 1) == "dài"
            && matches!(
                scan.surface(at - 2),
                "đường" | "tuyến" | "đoạn" | "cầu" | "kênh" | "sông"
            );
        // "đường Hòa Lạc - Hòa Bình (25 km)".
        let of_a_route = scan.words[place.words.start].gap == Gap::Dash;
        let near = match bound.pattern {
            Pattern::Agent | Pattern::Bracket => true,
            Pattern::Topic | Pattern::Paragraph => false,
            _ => place.words.end + NEAR >= at,
        };
        near && !far && !of_a_road && !of_a_route && !units::is_of_a_work(scan, quantity)
    }
}

/// How many words may stand between a place and a length that is its own.
const NEAR: usize = 4;
