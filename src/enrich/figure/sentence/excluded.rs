//! What a sentence counts that is no province's: in quotations, of lower units, of the nation, of several provinces
//! together, of each one of many.

use super::super::{counted, lower, words};
use super::{Level, Place, Sentence};
use crate::enrich::figure::quantity::{Form, Quantity};
use crate::enrich::said;
use std::ops::Range;

/// Within how many words of its clause the part of a province stands that is its subject.
const SIDE_WORDS: usize = 6;

impl Sentence<'_, '_> {
    /// Leaves out quotations, districts, the nation, and what each one of many gets.
    pub(super) fn speaks_of_places(&self, quantity: &Quantity) -> bool {
        let at = quantity.words.start;
        let beside_average = self.differs_from_the_average(quantity);
        if self.quoted[at - self.words.start]
            || self.differs_from_a_place(quantity)
            || self.of_another_time(quantity)
            || self.of_some_parts(quantity)
            || self.of_the_nation(at) && !beside_average
            || self.of_each(quantity)
            || counted::of_an_extent(self.scan, quantity)
            || counted::is_an_ordinal(self.scan, quantity)
            || quantity.form != Form::Rank && self.of_a_side(at)
        {
            return false;
        }
        // "từ Bà Rịa - Vũng Tàu đến Cà Mau (9 tỉnh)".
        let provinces = matches!(quantity.form, Form::Count | Form::Fraction)
            && quantity.noun.clone().is_some_and(|noun| {
                matches!(
                    self.scan.surface(noun.start),
                    "tỉnh" | "provinces" | "localities"
                )
            });
        if provinces {
            return false;
        }
        let clause = self.clause(at);
        let bracket = self.bracket(at);
        let lower = self.places.iter().any(|place| {
            place.level == Level::Lower
                && self.clause(place.words.start) == clause
                && !self.province_between(place.words.end, at)
                && (place.words.start < at || self.is_led(place, quantity.words.end))
        }) || self.lower_unit_in(clause, at);
        if lower {
            return false;
        }
        let from = at.saturating_sub(9).max(self.words.start);
        let each = (from..at).any(|word| {
            ["each", "moi"].contains(&self.scan.folded(word))
                && (self.scan.folded(word) == "each"
                    || self.scan.surface(word).to_lowercase() == "mỗi")
                && self.bracket(word) == bracket
                // "mỗi hộ 60 triệu đồng, xóa 97% nhà tạm": a share in another clause is of all.
                && (quantity.form != Form::Percent || self.clause(word) == clause)
                && !self.is_share_of_each(word)
        });
        let nation = || {
            quantity.form != Form::Rank
                && !beside_average
                && self.names_the_nation_beside(quantity)
                && !self.of_an_order(at)
        };
        // "Mỗi ngày có 1.600 xe hàng": what comes in a time.
        let allowed = || {
            let before = self.scan.folded_run(from..at + 1);
            ["moi nam", "moi ngay co", "moi thang co", "each year"]
                .iter()
                .any(|time| before.contains(time))
        };
        (!each || allowed()) && !nation()
    }

    /// `the national average is 8.2 percent`, `3,2 triệu tấn của cả nước`: within a few words of a quantity.
    fn names_the_nation_beside(&self, quantity: &Quantity) -> bool {
        let scan = self.scan;
        let at = quantity.words.start;
        let near = at.saturating_sub(4).max(self.words.start)..at + 1;
        let after = quantity.words.end..(quantity.words.end + 4).min(self.words.end);
        let speaks = |mut words: Range<usize>| words.any(|word| scan.says(word, said::NATION));
        let scopes = || NATION.iter();
        speaks(near.clone()) && {
            let near = scan.folded_run(near);
            scopes().any(|scope| near.contains(scope))
        } || speaks(after.clone()) && {
            let after = scan.folded_run(after);
            scopes().any(|scope| after.starts_with(scope))
        }
    }

    /// `the East side received 1.61 billion USD`, `toàn vùng có 318 nhà bị sập`: a part of a province without a name,
    /// or several together.
    fn of_a_side(&self, at: usize) -> bool {
        let scan = self.scan;
        let clause = self.clause(at);
        let before = |word: usize| match word.checked_sub(1) {
            Some(before) if word > self.words.start => scan.folded(before),
            _ => "",
        };
        let side = |word: usize| match scan.folded(word) {
            "side" => is_a_quarter(before(word)),
            "phia" => word + 1 < at && is_a_quarter(scan.folded(word + 1)),
            "vung" => matches!(before(word), "toan" | "ca" | "hai" | "ba"),
            "region" => before(word) == "the",
            "tinh" => matches!(before(word), "hai" | "ba" | "bon" | "cac"),
            "provinces" | "cities" | "localities" => {
                before(word) == "the" || words::number_word(before(word)).is_some()
            }
            _ => false,
        };
        // "Đứng đầu các tỉnh Bắc Trung bộ" compares with them.
        (self.words.start..at)
            .skip_while(|word| self.clause(*word) != clause)
            .take(SIDE_WORDS)
            .any(side)
            && !self
                .provinces()
                .any(|(_, place)| self.clause(place.words.start) == clause)
    }

    /// `12 ca ở Hữu Lũng`: a place behind a number is its own only where a word leads to it, not in `20 phường và
    /// đặc khu Phú Quý`.
    fn is_led(&self, place: &Place, after: usize) -> bool {
        let scan = self.scan;
        // "2.9 trillion VND after two auctions in Tien Hai failed".
        let cut = (after..place.words.start).any(|word| {
            matches!(
                scan.surface(word),
                "after" | "when" | "because" | "since" | "as" | "khi" | "sau" | "do" | "vì"
            )
        });
        if cut {
            return false;
        }
        let from = place.words.start.saturating_sub(3).max(self.words.start);
        (from..place.words.start).any(|word| {
            matches!(
                scan.surface(word),
                "ở" | "tại" | "của" | "thuộc" | "trong" | "in" | "at" | "of" | "for" | "from"
            )
        })
    }

    pub(super) fn province_between(&self, from: usize, to: usize) -> bool {
        self.provinces()
            .any(|(_, place)| place.words.start >= from && place.words.end <= to)
    }

    /// `Dong Van district`, `xã Thạnh Phú Đông`: a lower unit that no gazetteer needs to know.
    fn lower_unit_in(&self, clause: u16, at: usize) -> bool {
        // "12 huyện": districts are what is counted.
        let counted = |word: usize| self.quantities.iter().any(|q| q.words.contains(&word));
        self.words.clone().any(|word| {
            lower::is_named_at(self.scan, word, &self.words)
                && self.clause(word) == clause
                && !counted(word)
                && !self.province_between(word, at)
        })
    }
}

/// The whole nation; [`said::NATION`] holds a word of each.
const NATION: [&str; 12] = [
    "national average",
    "ca nuoc",
    "toan quoc",
    "country s",
    "whole country",
    "entire country",
    "nationwide",
    "muc binh quan chung",
    "cua ca nuoc",
    "of the country",
    "for the country",
    "nationally",
];

/// Whether a folded word is a quarter of the sky.
fn is_a_quarter(folded: &str) -> bool {
    matches!(
        folded,
        "east"
            | "west"
            | "north"
            | "south"
            | "eastern"
            | "western"
            | "northern"
            | "southern"
            | "dong"
            | "tay"
            | "nam"
            | "bac"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::scan::Scan;

    #[test]
    fn every_phrase_for_the_nation_has_a_word_that_is_looked_at() {
        for phrase in NATION {
            let scan = Scan::new(phrase);
            let mut words = 0..scan.words.len();
            assert!(words.any(|word| scan.says(word, said::NATION)), "{phrase}");
        }
    }
}
