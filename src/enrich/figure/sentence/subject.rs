//! *subject* and *topic*: what a sentence says of the place before the number, or of its article's.

use super::super::{counted, units, words};
use super::carried::{is_compared, tells};
use super::{Bound, Level, Pattern, Place, Sentence, Standing};
use crate::enrich::figure::quantity::{Form, Quantity};
use crate::enrich::scan::Gap;

impl Sentence<'_, '_> {
    /// *subject*: the nearest place before it that is not merely compared with.
    pub(super) fn subject(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let quantity = &self.quantities[at];
        let word = quantity.words.start;
        let bracket = self.bracket(word);
        let nearest = self
            .provinces()
            .filter(|(_, place)| place.words.end <= word)
            .filter(
                |(_, place)| matches!(self.bracket(place.words.start), b if b == 0 || b == bracket),
            )
            .filter(|(_, place)| !self.compared(place) && !self.is_audience(place))
            .filter(|(_, place)| !self.stands_aside(place.words.start, word))
            // "A delegation led by Tuyen Quang officials came in 2 cars".
            .filter(|(_, place)| quantity.form != Form::Count || !self.follows_by(place))
            .last();
        let Some((index, place)) = nearest else {
            return self.pronoun(at, standing);
        };
        // A list without as many numbers tells of all its places together.
        if let Some(list) = self.lists().iter().find(|list| list.contains(&index)) {
            // "born from Dak Lak and Phu Yen" tells what it came from, not what it is.
            let start = self.places[list[0]].words.start;
            let origin = start > self.words.start
                && ["from", "nhat", "between", "giua", "nhap"]
                    .contains(&self.scan.folded(start - 1));
            if !origin {
                return None;
            }
            let whole = self
                .provinces()
                .filter(|(before, place)| !list.contains(before) && place.words.end <= start)
                .last();
            return match whole {
                Some((_, place)) => self
                    .fits(at, place)
                    .then(|| self.bound(at, place, Pattern::Subject)),
                None => self.topic_of(at, standing),
            };
        }
        if self.qualifies(place) || self.ends_a_bracket_list(place, word) {
            return None;
        }
        let acts = self.is_agent(place, at) || self.shares_a_verb(place, at);
        if quantity.form != Form::Bare && acts {
            let of_a_firm =
                quantity.form == Form::Money && !counted::measures_a_province(self.scan, quantity);
            return (!of_a_firm).then(|| self.bound(at, place, Pattern::Agent));
        }
        let pattern = if self.is_frame(place, at) {
            Pattern::Frame
        } else {
            Pattern::Subject
        };
        let there = pattern == Pattern::Frame
            && quantity.form == Form::Count
            // "In Ha Giang 37 bridges gave way".
            && (self.is_found_there(place, at) || place.words.end == quantity.words.start);
        (there || self.fits(at, place)).then(|| self.bound(at, place, pattern))
    }

    /// `led by Tuyen Quang officials`: those by whom something is done.
    fn follows_by(&self, place: &Place) -> bool {
        place.words.start > self.words.start && self.scan.folded(place.words.start - 1) == "by"
    }

    /// Tells whether a quantity is of a kind that a sentence with a subject may tell of it.
    pub(super) fn fits(&self, at: usize, place: &Place) -> bool {
        let quantity = &self.quantities[at];
        let listed = self.counted_before(at) && place.words.end + 3 > quantity.words.start;
        match quantity.form {
            Form::Count if quantity.noun.is_none() && listed => true,
            Form::Bare => self.bare_fits(at, place),
            Form::Count | Form::Money => {
                counted::measures_a_province(self.scan, quantity)
                    || units::needs_its_place(self.scan, quantity)
            }
            _ => true,
        }
    }

    /// `Dong Van district, Ha Giang`: the province only says where the district lies.
    pub(super) fn qualifies(&self, place: &Place) -> bool {
        let scan = self.scan;
        let mut start = place.words.start;
        while start > self.words.start
            && ["tinh", "thanh", "pho", "tp"].contains(&scan.folded(start - 1))
        {
            start -= 1;
        }
        if start == self.words.start
            || scan.words[start].gap != Gap::Comma && scan.words[start].gap != Gap::Open
        {
            return false;
        }
        let gazetteer = self
            .places
            .iter()
            .any(|lower| lower.level == Level::Lower && lower.words.end == start);
        gazetteer
            || ["district", "commune", "ward", "village", "hamlet", "town"]
                .contains(&scan.folded(start - 1))
            || (1..=3).any(|back| {
                start > self.words.start + back
                    && ["huyen", "xa", "phuong", "quan", "thi"]
                        .contains(&scan.folded(start - 1 - back))
                    && scan.words[start - back].is_capital()
            })
    }

    /// `so với Gia Lai`, `compared to An Giang`, `than Hanoi`: no subject.
    pub(super) fn compared(&self, place: &Place) -> bool {
        is_compared(self.scan, self.words.start, place)
    }

    /// `cử tri Hà Nội`, `voters in Hanoi`: those who are spoken to.
    fn is_audience(&self, place: &Place) -> bool {
        let at = place.words.start;
        let from = at.saturating_sub(3).max(self.words.start);
        from < at && {
            let before = self.scan.padded_run(from..at);
            [" cu tri ", " voters in ", " voters of ", " cu tri tp "]
                .iter()
                .any(|who| before.contains(who))
        }
    }

    /// `(cùng kỳ tăng 8,25%)`: what rose at another time.
    pub(super) fn of_another_time(&self, quantity: &Quantity) -> bool {
        let scan = self.scan;
        let at = quantity.words.start;
        let clause = (self.words.start..=at)
            .rev()
            .find(|word| *word == self.words.start || words::ends_clause(scan, *word))
            .unwrap_or(at);
        let since = self
            .quantities
            .iter()
            .filter(|before| before.words.end <= at)
            .map(|before| before.words.end)
            .max()
            .map_or(clause, |end| end.max(clause));
        if since >= at {
            return false;
        }
        let before = scan.padded_run(since..at);
        let last_year = before.starts_with(" cung ky ")
            && !before.contains(" so voi ")
            && !before.contains(" so cung ky ");
        let named = self
            .provinces()
            .any(|(_, place)| place.words.start >= since && place.words.end <= at);
        !named && (last_year || quantity.earlier && self.weighs_against_the_nation(at))
    }

    /// `vượt bình quân cả nước (12,4% so với 8,2%)`: what is compared with may be the nation's.
    fn weighs_against_the_nation(&self, before: usize) -> bool {
        (self.words.start..before).any(|word| match self.scan.folded(word) {
            "nuoc" => word > self.words.start && self.scan.folded(word - 1) == "ca",
            "quoc" => word > self.words.start && self.scan.folded(word - 1) == "toan",
            "national" | "nationwide" | "country" => true,
            _ => false,
        })
    }

    /// `có 12 xã đạt 100%`: what some parts of a province reach.
    pub(super) fn of_some_parts(&self, quantity: &Quantity) -> bool {
        let scan = self.scan;
        if quantity.form != Form::Percent || quantity.change {
            return false;
        }
        let at = quantity.words.start;
        self.quantities.iter().any(|parts| {
            let Some(noun) = parts.noun.clone() else {
                return false;
            };
            let between = parts.words.end..at;
            parts.words.end < at
                && parts.form == Form::Count
                && noun.into_iter().any(|word| {
                    matches!(
                        scan.folded(word),
                        "khu"
                            | "xa"
                            | "huyen"
                            | "phuong"
                            | "quan"
                            | "thon"
                            | "don"
                            | "diem"
                            | "chi"
                            | "so"
                            | "co"
                            | "communes"
                            | "wards"
                            | "districts"
                            | "units"
                            | "villages"
                            | "stations"
                            | "areas"
                            | "cells"
                            | "schools"
                            | "agencies"
                    )
                })
                && between.clone().all(|word| !words::ends_clause(scan, word))
                && !words::ends_clause(scan, at)
                && between.into_iter().any(|word| {
                    matches!(
                        scan.folded(word),
                        "dat" | "co" | "with" | "reaching" | "reached" | "where"
                    )
                })
        })
    }

    /// `hỗ trợ mỗi gia đình 50 triệu đồng; 25 triệu đồng cho ...`: sums that each one gets.
    pub(super) fn of_each(&self, quantity: &Quantity) -> bool {
        let scan = self.scan;
        let at = quantity.words.start;
        quantity.form == Form::Money
            && (self.words.start..at).any(|word| {
                let printed = scan.surface(word);
                (matches!(printed, "mỗi" | "Mỗi" | "each" | "Each"))
                    && !self.is_share_of_each(word)
                    && !matches!(scan.folded(word + 1), "nam" | "year" | "thang" | "month")
            })
    }

    /// `70 billion VND each to A and B`: what each place of a list gets.
    pub(super) fn is_share_of_each(&self, word: usize) -> bool {
        self.quantities
            .iter()
            .any(|quantity| quantity.words.end == word && self.scan.folded(word) == "each")
    }

    /// `dẫn đầu cả nước với 2,1 tỷ USD`: the nation is what a place is compared within.
    pub(super) fn of_an_order(&self, at: usize) -> bool {
        let from = at.saturating_sub(6).max(self.words.start);
        (from + 1..at).any(|word| {
            matches!(self.scan.folded(word), "ca" | "toan" | "nationwide")
                && (matches!(
                    self.scan.folded(word - 1),
                    "dau" | "nhat" | "nhi" | "ba" | "tu" | "led" | "first" | "highest"
                ) || self.scan.words[word - 1].has_digit())
        })
    }

    /// `GDP khả năng đạt 6,7%`: the nation's, unless a province stands in the same clause.
    pub(super) fn of_the_nation(&self, at: usize) -> bool {
        let scan = self.scan;
        let clause = (self.words.start..=at)
            .rev()
            .find(|word| *word == self.words.start || words::ends_clause(scan, *word))
            .unwrap_or(at);
        let gdp = (clause..at).any(|word| {
            scan.folded(word) == "gdp"
                && !(word + 1 < at && matches!(scan.folded(word + 1), "binh" | "per" | "cua"))
        });
        let country = !self.of_an_order(at)
            && (clause + 1..at).any(|word| {
                matches!(scan.folded_run(word - 1..word + 1), "ca nuoc" | "toan quoc")
                    && !self
                        .quantities
                        .iter()
                        .any(|q| q.words.end + 1 >= word && q.words.end <= word + 1)
            });
        (gdp || country)
            && !self
                .provinces()
                .any(|(_, place)| place.words.start >= clause && place.words.end <= at)
    }

    pub(super) fn topic_of(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let id = standing.spoken_of().filter(|_| !standing.lower)?;
        counted::measures_a_province(self.scan, &self.quantities[at]).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    /// *topic*: the sentence names no locality and speaks of what a province is measured by.
    pub(super) fn topic(&self, at: usize, standing: &Standing) -> Option<Bound> {
        // After "quận 2" an article goes on about it until it names the province again.
        let back = || super::super::doubt::speaks_of_the_province(self.scan, &self.words);
        let id = standing.spoken_of()?;
        if standing.lower && !back() {
            return None;
        }
        let quantity = &self.quantities[at];
        let others = self.places.iter().any(|place| {
            place.level == Level::Province
                && place.id != id
                && (place.words.end <= quantity.words.start || self.claims(place, quantity))
                && self.bracket(place.words.start) == 0
                && !self.compared(place)
        });
        let lower = self.places.iter().any(|place| {
            place.level == Level::Lower
                    && self.bracket(place.words.start) == 0
                    // "arrivals rose to 2 million, thanks to the Yen Binh bridge".
                    && place.words.start < quantity.words.start
                    && !self.is_parted(place.words.end, quantity.words.start)
        }) && self.provinces().next().is_none();
        // "Central Highlands localities welcomed 1.9 million visitors".
        let wider = self.places.iter().any(|place| {
            place.level == Level::Wider
                && self.bracket(place.words.start) == 0
                && place.words.end <= quantity.words.start
                && !self.is_scope(place)
        }) && !back();
        // "Hơn 82.000 ha lúa (Đắk Lắk: 62.300 ha; Gia Lai: 9.800 ha)": what a bracket deals out is of all.
        let dealt = quantity.words.end < self.words.end
            && self.scan.words[quantity.words.end].gap == Gap::Open
            && {
                let bracket = self.bracket(quantity.words.end);
                self.provinces()
                    .filter(|(_, place)| self.bracket(place.words.start) == bracket)
                    // "(second after Ho Chi Minh City)" deals out nothing.
                    .filter(|(_, place)| !self.compared(place))
                    .any(|(_, place)| place.id != id)
                    && bracket != 0
            };
        let fits = counted::measures_a_province(self.scan, quantity)
            || (quantity.form == Form::Bare && self.bare_means(at));
        let from = quantity
            .words
            .start
            .saturating_sub(14)
            .max(self.words.start);
        let before = self.scan.padded_run(from..quantity.words.end);
        let own = [
            " gdp of the province ",
            " gdp cua tinh ",
            " gdp binh quan ",
            " quy mo nen kinh te ",
        ]
        .iter()
        .any(|word| before.contains(word));
        let nation = !own
            && [" gdp ", " nen kinh te "]
                .iter()
                .any(|word| before.contains(word));
        // "Central Highland localities see a rise": of many.
        let of_many = (self.words.start..self.words.end.min(self.words.start + 5))
            .any(|word| matches!(self.scan.folded(word), "localities" | "provinces"))
            || self.quantities[..at].iter().any(|many| {
                let noun = many.noun.as_ref().map(|noun| self.scan.surface(noun.start));
                matches!(noun, Some("tỉnh" | "provinces" | "localities"))
            });
        if of_many || dealt || others || lower || wider || nation || self.personal(at) || !fits {
            return None;
        }
        Some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    /// `, and in the former Ha Giang it is more`: a clause of its own begins among some words.
    fn begins_anew(&self, mut words: std::ops::Range<usize>) -> bool {
        words.any(|word| {
            self.scan.words[word].gap == Gap::Comma
                && matches!(
                    self.scan.folded(word),
                    "and" | "but" | "va" | "nhung" | "though"
                )
        })
    }

    /// Whether a semicolon stands between two words: what follows it is told anew.
    fn is_parted(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|word| self.scan.words[word].gap == Gap::Semicolon)
    }

    /// `36 xã, phường ở khu vực tỉnh Bình Dương (cũ)`: a place soon after a quantity may be its own.
    fn claims(&self, place: &Place, quantity: &Quantity) -> bool {
        let between = quantity.words.end..place.words.start;
        between.start <= between.end
            && between.len() <= 8
            && !self.is_parted(between.start, place.words.start)
            && !self.begins_anew(between.clone())
            && !between.into_iter().any(|word| {
                matches!(
                    self.scan.folded(word),
                    "compared"
                        | "than"
                        | "while"
                        | "whereas"
                        | "khi"
                        | "con"
                        | "neighboring"
                        | "neighbouring"
                )
            })
    }

    /// A sentence about a person or a school: `Ms. Katou brought 400 filters`; what a person only tells is not the person's.
    pub(super) fn personal(&self, at: usize) -> bool {
        let first = self.scan.surface(self.words.start);
        let lead = [
            "Mr", "Ms", "Mrs", "Miss", "Dr", "She", "He", "I", "Ông", "Bà", "Anh", "Chị", "Cô",
            "Em", "Cụ", "Tôi", "Già",
        ]
        .contains(&first);
        // "Cụ thể, tổng diện tích ...", "Bà con nông dân", "Anh" of a country.
        let next = self
            .scan
            .folded_run(self.words.start..(self.words.start + 2).min(self.words.end));
        // "He set out the goals for this year: 4,500 new members".
        let quantity = self.quantities[at].words.start;
        let stated =
            (self.words.start + 1..=quantity).any(|word| self.scan.words[word].gap == Gap::Colon);
        // "Trường có 18 lớp": of the one school that was spoken of.
        let school = matches!(
            next,
            "truong co" | "truong nay" | "truong hien" | "nha truong"
        ) && self.scan.words[self.words.start].is_marked();
        (lead || school)
            && !stated
            && !matches!(next, "cu the" | "ba con" | "em be" | "gia hoa")
            && self.scan.words[self.words.start].is_capital()
            && !self.is_told(self.quantities[at].words.start)
    }

    /// Whether a verb of speech that leads to a statement stands before a word: `cho biết`, `said`.
    fn is_told(&self, before: usize) -> bool {
        (self.words.start..before).any(|word| tells(self.scan, word))
    }
}
