//! Differences: from another place, which are no value of either, and from an average or the same time of another
//! year, which are.

use super::super::words::ends_clause;
use super::{Place, Sentence};
use crate::enrich::figure::quantity::Quantity;
use std::ops::Range;

/// How many words may stand between a place and how much it differs, and between a difference and its place.
const FROM_PLACE: usize = 3;
const TO_PLACE: usize = 6;

/// How many words may stand between a comparison with an average and its number.
const FROM_AVERAGE: usize = 9;

impl Sentence<'_, '_> {
    /// `thấp hơn Đắk Lắk 6 điểm`, `higher than Can Tho by 2.3 points`, `14 points less than that of Hung Yen`.
    pub(super) fn differs_from_a_place(&self, quantity: &Quantity) -> bool {
        let words = &quantity.words;
        self.provinces()
            .any(|(_, place)| self.leads_to(place, words) || self.follows_from(place, words))
    }

    /// `hơn Khánh Hòa chừng 1,5 điểm`: the place that is compared with stands right before.
    fn leads_to(&self, place: &Place, words: &Range<usize>) -> bool {
        let scan = self.scan;
        let between = place.words.end..words.start;
        if between.start > between.end || between.len() > FROM_PLACE {
            return false;
        }
        let lead = self.lead_of(place);
        let compared = lead > self.words.start
            && !ends_clause(scan, lead)
            && (matches!(scan.surface(lead - 1), "hơn" | "kém" | "thua")
                // "bỏ xa Nam Định tới 2 điểm".
                || scan.surface(lead - 1) == "xa"
                || scan.folded(lead - 1) == "than");
        let degree = |word: usize| {
            matches!(
                scan.folded(word),
                "by" | "about"
                    | "some"
                    | "nearly"
                    | "over"
                    | "khoang"
                    | "chung"
                    | "toi"
                    | "den"
                    | "gan"
                    | "hon"
                    | "cu"
                    | "moi"
                    | "city"
                    | "province"
            )
        };
        compared
            && between.clone().all(degree)
            && (between.start..=between.end).all(|word| !ends_clause(scan, word))
    }

    /// `14 points less than that of Hung Yen`, `cao hơn 6 điểm so với Gia Lai`: the place stands soon after.
    fn follows_from(&self, place: &Place, words: &Range<usize>) -> bool {
        let scan = self.scan;
        let between = words.end..place.words.start;
        if between.is_empty()
            || between.len() > TO_PLACE
            || (between.start..=between.end).any(|word| ends_clause(scan, word))
        {
            return false;
        }
        let first = scan.folded(between.start);
        let english = matches!(
            first,
            "less" | "more" | "fewer" | "lower" | "higher" | "behind" | "below" | "above" | "ahead"
        ) && !between.clone().any(|word| scan.folded(word) == "average");
        let at = words.start;
        let vietnamese = first == "so"
            && scan.folded(between.start + 1) == "voi"
            && at > self.words.start
            && matches!(scan.surface(at - 1), "hơn" | "kém");
        let lead = self.lead_of(place);
        let named = between.clone().all(|word| {
            word >= lead
                || matches!(
                    scan.folded(word),
                    "less"
                        | "more"
                        | "fewer"
                        | "lower"
                        | "higher"
                        | "behind"
                        | "below"
                        | "above"
                        | "ahead"
                        | "than"
                        | "that"
                        | "those"
                        | "of"
                        | "in"
                        | "the"
                        | "so"
                        | "voi"
                )
        });
        (english || vietnamese) && named
    }

    /// Where the words of its kind before a name begin.
    fn lead_of(&self, place: &Place) -> usize {
        let mut lead = place.words.start;
        while lead > self.words.start
            && matches!(
                self.scan.folded(lead - 1),
                "tinh" | "tp" | "pho" | "thanh" | "the" | "neighbouring" | "neighboring"
            )
        {
            lead -= 1;
        }
        lead
    }

    /// `kém bình quân chung cả nước 0,8 điểm phần trăm`: how the place itself stands to all.
    pub(super) fn differs_from_the_average(&self, quantity: &Quantity) -> bool {
        let scan = self.scan;
        let at = quantity.words.start;
        let from = at.saturating_sub(FROM_AVERAGE).max(self.words.start);
        let gives =
            at > from && matches!(scan.surface(at - 1), "là" | "đạt" | "với" | "chỉ" | "mới");
        quantity.change
            && !gives
            && (from..at)
                .rev()
                .take_while(|word| !ends_clause(scan, word + 1))
                .any(|word| {
                    matches!(scan.surface(word), "hơn" | "kém")
                        && word + 3 <= at
                        && matches!(
                            scan.folded_run(word + 1..word + 3),
                            "binh quan" | "trung binh" | "muc binh" | "muc trung" | "ca nuoc"
                        )
                })
    }
}
