//! One sentence: which locality each of its quantities belongs to, by a few named patterns.
//!
//! - *row*: `Quảng Ninh | 11,42 | 14,6`
//! - *bracket*: `Bac Giang (13.45%)`, and a list of such
//! - *respective*: `A, B and C reached x, y and z respectively`
//! - *opening*: `With 98.7 percent, Ha Tinh topped the list`
//! - *place after*: `71 percent in Soc Trang`, `killed 22 people in Khanh Hoa`
//! - *subject*: the nearest locality before it, `Quang Ninh achieved 15/15`
//! - *topic*: the one locality that the article is about, where the sentence names none
//!
//! What stands in a quotation, speaks of a district, of the nation or of each one of many is left out.

use super::quantity::{Form, Quantity};
use crate::document::{LocalityId, Mention, MentionKind};
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How wide the ground of a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Province,
    /// A district, commune or quarter.
    Lower,
    /// A region or anything else wider than a province.
    Wider,
}

/// A locality at its place in the text.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) id: LocalityId,
    pub(super) words: Range<usize>,
    pub(super) level: Level,
}

/// The places that the locality recogniser found, in order.
pub(super) fn places(scan: &Scan<'_>, mentions: &[Mention]) -> Vec<Place> {
    let mut places: Vec<Place> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Locality)
        .map(|mention| {
            let level = match mention.canonical.split(':').next() {
                Some("63" | "34" | "hist") => Level::Province,
                Some("district" | "commune") => Level::Lower,
                _ => Level::Wider,
            };
            let first = scan.word_at(mention.span.start);
            Place {
                id: LocalityId(mention.canonical.clone().into()),
                words: first..scan.word_at(mention.span.end).max(first + 1),
                level,
            }
        })
        .collect();
    places.sort_by_key(|place| place.words.start);
    places
}

/// Why a quantity belongs to a locality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    Bracket,
    Respective,
    PlaceAfter,
    Subject,
    Topic,
}

/// A quantity with its locality.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// Which quantity of the sentence.
    pub(super) quantity: usize,
    pub(super) id: LocalityId,
    pub(super) pattern: Pattern,
    /// Where the place or list that governs it begins, for the search of its indicator.
    pub(super) from: usize,
}

/// What earlier sentences and the title leave to a sentence.
#[derive(Debug, Default, Clone)]
pub(super) struct Standing {
    /// The one locality that the article is about.
    pub(super) topic: Option<LocalityId>,
    /// The last subject of this line.
    pub(super) subject: Option<LocalityId>,
    /// The last list of localities of the article: `Thanh Hóa, Hà Tĩnh và thành phố Huế`.
    pub(super) list: Vec<LocalityId>,
}

/// One sentence with its places and quantities.
pub(super) struct Sentence<'s, 't> {
    pub(super) scan: &'s Scan<'t>,
    pub(super) words: Range<usize>,
    pub(super) places: Vec<Place>,
    pub(super) quantities: &'s [Quantity],
    /// For each word, which bracket it stands in; 0 outside.
    brackets: Vec<u8>,
    /// For each word, which clause between signs it stands in.
    clauses: Vec<u16>,
    /// For each word, whether a quotation covers it.
    quoted: Vec<bool>,
}

impl<'s, 't> Sentence<'s, 't> {
    /// Takes one sentence; `quoted` tells for each of its words whether a quotation covers it.
    pub(super) fn new(
        scan: &'s Scan<'t>,
        words: Range<usize>,
        places: Vec<Place>,
        quantities: &'s [Quantity],
        quoted: Vec<bool>,
    ) -> Self {
        let mut sentence = Self {
            scan,
            places,
            quantities,
            brackets: Vec::with_capacity(words.len()),
            clauses: Vec::with_capacity(words.len()),
            quoted,
            words: words.clone(),
        };
        let (mut bracket, mut opened, mut clause) = (0u8, 0u8, 0u16);
        for at in words.clone() {
            // The comma of 1,840 parts nothing.
            let signs = match scan.gap_text(at) {
                "," | "." => "",
                signs => signs,
            };
            for c in signs.chars() {
                if at == words.start && matches!(c, ')' | '.' | '”' | '"') {
                    continue;
                }
                match c {
                    '(' | '[' => {
                        opened = opened.saturating_add(1);
                        bracket = opened;
                        clause += 1;
                    }
                    ')' | ']' => {
                        bracket = 0;
                        clause += 1;
                    }
                    ',' | ';' | ':' | '–' | '—' => clause += 1,
                    _ => {}
                }
            }
            sentence.brackets.push(bracket);
            sentence.clauses.push(clause);
        }
        sentence
    }

    fn bracket(&self, word: usize) -> u8 {
        self.brackets[word - self.words.start]
    }

    fn clause(&self, word: usize) -> u16 {
        self.clauses[word - self.words.start]
    }

    /// The provinces of the sentence.
    pub(super) fn provinces(&self) -> impl Iterator<Item = (usize, &Place)> {
        self.places
            .iter()
            .enumerate()
            .filter(|(_, place)| place.level == Level::Province)
    }

    /// Binds every quantity that a pattern fits.
    pub(super) fn bind(&self, standing: &Standing) -> Vec<Bound> {
        let mut bound = Vec::new();
        let mut done = vec![false; self.quantities.len()];
        self.respective(standing, &mut bound, &mut done);
        for (at, quantity) in self.quantities.iter().enumerate() {
            if done[at] || !self.speaks_of_places(quantity) {
                continue;
            }
            let found = self
                .bracketed(at)
                .or_else(|| self.place_after(at, &bound))
                .or_else(|| self.opening(at))
                .or_else(|| self.subject(at, standing))
                .or_else(|| self.topic(at, standing));
            bound.extend(found);
        }
        bound.sort_by_key(|bound| bound.quantity);
        bound
    }

    /// Leaves out quotations, districts, the nation, and what each one of many gets.
    fn speaks_of_places(&self, quantity: &Quantity) -> bool {
        let at = quantity.words.start;
        if self.quoted[at - self.words.start] {
            return false;
        }
        let clause = self.clause(at);
        let bracket = self.bracket(at);
        let lower = self.places.iter().any(|place| {
            place.level == Level::Lower
                && self.clause(place.words.start) == clause
                && !self.province_between(place.words.end, at)
        }) || self.lower_unit_in(clause, at);
        if lower {
            return false;
        }
        let from = at.saturating_sub(9).max(self.words.start);
        let before = self.scan.folded_run(from..at + 1);
        let to = (quantity.words.end + 4).min(self.words.end);
        let after = if quantity.words.end < to {
            self.scan.folded_run(quantity.words.end..to)
        } else {
            ""
        };
        let near = self
            .scan
            .folded_run(at.saturating_sub(4).max(self.words.start)..at + 1);
        let each = (from..at).any(|word| {
            ["each", "moi"].contains(&self.scan.folded(word))
                && (self.scan.folded(word) == "each"
                    || self.scan.surface(word).to_lowercase() == "mỗi")
                && self.bracket(word) == bracket
        });
        let nation = quantity.form != Form::Rank
            && [
                "national average",
                "ca nuoc",
                "toan quoc",
                "country s",
                "nationwide",
                "muc binh quan chung",
            ]
            .iter()
            .any(|scope| near.contains(scope) || after.starts_with(scope));
        let allowed = before.contains("moi nam") || before.contains("each year");
        (!each || allowed) && !nation
    }

    fn province_between(&self, from: usize, to: usize) -> bool {
        self.provinces()
            .any(|(_, place)| place.words.start >= from && place.words.end <= to)
    }

    /// `Dong Van district`, `xã Thạnh Phú Đông`: a lower unit that no gazetteer needs to know.
    fn lower_unit_in(&self, clause: u16, at: usize) -> bool {
        let scan = self.scan;
        let mut found = false;
        for word in self.words.clone() {
            if self.clause(word) != clause {
                continue;
            }
            let folded = scan.folded(word);
            let english = ["district", "commune", "ward", "village", "hamlet", "town"]
                .contains(&folded)
                && word > self.words.start
                && scan.words[word - 1].is_capital()
                && scan.words[word].gap == Gap::Space;
            let vietnamese = ["huyen", "xa", "phuong", "thon", "quan", "ban", "ap", "buon"]
                .contains(&folded)
                && word + 1 < self.words.end
                && scan.words[word + 1].is_capital()
                && !scan.words[word + 1].is_all_capitals()
                && scan.words[word + 1].gap == Gap::Space
                && !(scan.words[word].is_capital()
                    && word > 0
                    && !scan.words[word].begins_sentence());
            // "năm trước quận xảy ra": the district itself, unless districts are what is counted.
            let itself = ["quận", "huyện"].contains(&scan.surface(word))
                && word > self.words.start
                && !scan.words[word - 1].has_digit()
                && !["cac", "cap", "moi", "nhieu", "toan"].contains(&scan.folded(word - 1))
                && (word + 1 == self.words.end || scan.folded(word + 1) != "uy")
                && !self.quantities.iter().any(|q| q.words.contains(&word));
            if (english || vietnamese || itself) && !self.province_between(word, at) {
                found = true;
            }
        }
        found
    }

    /// *bracket*: a quantity in brackets belongs to the place in them, else to the one before them.
    fn bracketed(&self, at: usize) -> Option<Bound> {
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
        let before = self.provinces().find(|(_, place)| {
            place.words.end == opens
                || place.words.end + 1 == opens
                    && ["province", "city"].contains(&self.scan.folded(place.words.end))
        })?;
        Some(self.bound(at, before.1, Pattern::Bracket))
    }

    fn bound(&self, quantity: usize, place: &Place, pattern: Pattern) -> Bound {
        Bound {
            quantity,
            id: place.id.clone(),
            pattern,
            from: place.words.start,
        }
    }

    /// *place after*: `71 percent in Soc Trang`, where no place of its own clause stands before.
    fn place_after(&self, at: usize, bound: &[Bound]) -> Option<Bound> {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        let end = quantity.words.end;
        let next = self
            .quantities
            .get(at + 1)
            .map_or(self.words.end, |next| next.words.start);
        let (index, place) = self
            .provinces()
            .find(|(_, place)| place.words.start >= end)?;
        let near = place.words.start <= end + 7 && place.words.start < next;
        if !near || place.words.start == self.words.start {
            return None;
        }
        let clause = self.clause(quantity.words.start);
        if self.clause(place.words.start) != clause
            || self.bracket(place.words.start) != self.bracket(end - 1)
        {
            return None;
        }
        // "1,840 in Thanh Hoa and 960 in Ha Tinh": a place that its own number took is no subject.
        let taken = |place: &Place| {
            bound
                .iter()
                .any(|b| b.pattern == Pattern::PlaceAfter && b.from == place.words.start)
        };
        let own = self.provinces().any(|(_, p)| {
            p.words.end <= quantity.words.start && self.clause(p.words.start) == clause && !taken(p)
        });
        let listed = self.list_from(index).len() > 1;
        let mut lead = place.words.start - 1;
        while lead > end
            && [
                "the", "former", "old", "tinh", "thanh", "pho", "province", "city", "tp",
            ]
            .contains(&scan.folded(lead))
        {
            lead -= 1;
        }
        let leads = lead + 1 >= end
            && [
                "in", "of", "cua", "tai", "o", "for", "across", "from", "to", "thuoc",
            ]
            .contains(&scan.folded(lead));
        // "13.1 percent against 8.2 percent in Soc Trang": what follows at once beats what went before.
        let at_once = lead == end
            && ["in", "tai", "o"].contains(&scan.folded(lead))
            && bound.iter().any(|b| b.quantity + 1 == at);
        let fits = match quantity.form {
            Form::Bare => {
                let goes_on = |b: &Bound| b.quantity + 1 == at && b.pattern == Pattern::PlaceAfter;
                self.counted_before(at) || self.bare_means(at) || bound.iter().any(goes_on)
            }
            Form::Count => super::units::measures_a_province(scan, quantity),
            _ => true,
        };
        (leads && fits && (!own || at_once) && !listed)
            .then(|| self.bound(at, place, Pattern::PlaceAfter))
    }

    /// *opening*: `With 98.7 percent, Ha Tinh topped the list`.
    fn opening(&self, at: usize) -> Option<Bound> {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        let leads = quantity.words.start <= self.words.start + 3
            && ["with", "voi", "dat", "at", "reaching"].contains(&scan.folded(self.words.start));
        let (index, place) = self.provinces().next()?;
        let follows = place.words.start >= quantity.words.end
            && place.words.start <= quantity.words.end + 3
            && self.clause(place.words.start) == self.clause(quantity.words.start) + 1;
        let alone = self.list_from(index).len() == 1;
        (leads && follows && alone && quantity.form != Form::Bare)
            .then(|| self.bound(at, place, Pattern::Subject))
    }

    /// The places of the list that begins at `index`: `A, B and C`.
    fn list_from(&self, index: usize) -> Vec<usize> {
        let mut list = vec![index];
        let mut last = &self.places[index];
        for next in index + 1..self.places.len() {
            let place = &self.places[next];
            if place.level != Level::Province || !self.adjoins(last, place) {
                break;
            }
            list.push(next);
            last = place;
        }
        list
    }

    /// Tells whether only a comma, `and` and titles of units stand between two places.
    fn adjoins(&self, first: &Place, second: &Place) -> bool {
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
    fn respective(&self, standing: &Standing, bound: &mut Vec<Bound>, done: &mut [bool]) {
        let lists = self.lists();
        let says = self.says_respectively();
        for run in self.runs() {
            let at = self.quantities[run.start].words.start;
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
                None if says
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
    fn tells_of_both(&self, quantity: usize) -> bool {
        let at = self.quantities[quantity].words.start;
        let from = at.saturating_sub(12).max(self.words.start);
        (from..at).any(|word| matches!(self.scan.folded(word), "both" | "respectively"))
    }

    /// The provinces of the sentence, each once, with the word where it begins.
    fn distinct(&self) -> Vec<(LocalityId, usize)> {
        let mut found: Vec<(LocalityId, usize)> = Vec::new();
        for (_, place) in self.provinces() {
            if found.iter().all(|(id, _)| *id != place.id) {
                found.push((place.id.clone(), place.words.start));
            }
        }
        found
    }

    fn says_respectively(&self) -> bool {
        let text = self.scan.folded_run(self.words.clone());
        text.contains("respectively") || text.contains("lan luot") || text.contains("tuong ung")
    }

    /// The lists of two and more places.
    fn lists(&self) -> Vec<Vec<usize>> {
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

    /// Runs of two and more quantities with nothing but commas, `and` and units between.
    fn runs(&self) -> Vec<Range<usize>> {
        let scan = self.scan;
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
                    && (!between.is_empty() || scan.words[here.words.start].gap == Gap::Comma)
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

    /// *subject*: the nearest place before it that is not merely compared with.
    fn subject(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let quantity = &self.quantities[at];
        let word = quantity.words.start;
        let bracket = self.bracket(word);
        let nearest = self
            .provinces()
            .filter(|(_, place)| place.words.end <= word)
            .filter(
                |(_, place)| matches!(self.bracket(place.words.start), b if b == 0 || b == bracket),
            )
            .filter(|(_, place)| !self.compared(place))
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
        if self.qualifies(place) {
            return None;
        }
        self.fits(at, place)
            .then(|| self.bound(at, place, Pattern::Subject))
    }

    /// Tells whether a quantity is of a kind that a sentence with a subject may tell of it.
    fn fits(&self, at: usize, place: &Place) -> bool {
        let quantity = &self.quantities[at];
        let listed = self.counted_before(at) && place.words.end + 3 > quantity.words.start;
        match quantity.form {
            Form::Count if quantity.noun.is_none() && listed => true,
            Form::Bare => self.bare_fits(at, place),
            Form::Count | Form::Money => super::units::measures_a_province(self.scan, quantity),
            _ => true,
        }
    }

    /// `Dong Van district, Ha Giang`: the province only says where the district lies.
    fn qualifies(&self, place: &Place) -> bool {
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

    /// A bare number belongs to a place only next to it, or where words tell what it counts.
    fn bare_fits(&self, at: usize, place: &Place) -> bool {
        let scan = self.scan;
        let word = self.quantities[at].words.start;
        let between = place.words.end..word;
        let earlier = self.counted_before(at);
        let head = (self.words.start + 1..word).any(|w| scan.words[w].gap == Gap::Colon);
        let small = between
            .clone()
            .all(|w| super::units::BARE_LEADS.contains(&scan.folded(w)));
        ((earlier || head || !between.is_empty()) && between.len() <= 4 && small)
            || self.bare_means(at)
    }

    fn counted_before(&self, at: usize) -> bool {
        self.quantities[..at]
            .iter()
            .any(|q| !matches!(q.form, Form::Rank | Form::Bare))
    }

    /// A bare number whose thing is told without a noun after it: `projects 1,013`, `khiển trách 166`,
    /// `of which 411 were finished`, `compared with 204 in 2020`, `57 of them`, `its target of 30`.
    fn bare_means(&self, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        let word = quantity.words.start;
        let from = word.saturating_sub(2).max(self.words.start);
        let two = if from < word {
            scan.folded_run(from..word)
        } else {
            ""
        };
        let one = if from < word {
            scan.folded(word - 1)
        } else {
            ""
        };
        let close = from < word && !super::units::ends_clause(scan, word);
        let next = quantity.words.end;
        let after = if next < self.words.end && !super::units::ends_clause(scan, next) {
            scan.folded(next)
        } else {
            ""
        };
        let earlier = self.counted_before(at);
        let told = close && super::units::is_counted(one);
        let headed = scan.words[word].gap == Gap::Colon
            && (self.words.start..word)
                .rev()
                .take(8)
                .any(|w| super::units::is_counted(scan.folded(w)));
        let disciplined = close
            && super::units::DISCIPLINED
                .iter()
                .any(|verb| two.ends_with(verb));
        let part = earlier
            && ([
                "of which",
                "trong do",
                "compared with",
                "compared to",
                "so voi",
                "target of",
                "goal of",
            ]
            .contains(&two)
                || (after == "of" && next + 1 < self.words.end && scan.folded(next + 1) == "them"));
        let numbered = ["to", "xuong", "con", "len"].contains(&one)
            && (self.words.start..word)
                .any(|w| scan.folded(w) == "number" || scan.surface(w).to_lowercase() == "số");
        let verb = earlier && ["have", "were", "are"].contains(&after) && !close | (one == "which");
        let target = ["target of", "goal of", "quota of"].contains(&two);
        told || headed || disciplined || part || numbered || verb || target
    }

    /// `so với Gia Lai`, `compared to An Giang`, `than Hanoi`: no subject.
    fn compared(&self, place: &Place) -> bool {
        let scan = self.scan;
        let start = place.words.start;
        let mut lead = start;
        while lead > self.words.start
            && ["tinh", "tp", "pho", "thanh", "the"].contains(&scan.folded(lead - 1))
        {
            lead -= 1;
        }
        if lead == self.words.start {
            return false;
        }
        let one = scan.folded(lead - 1);
        let two = if lead >= self.words.start + 2 {
            scan.folded_run(lead - 2..lead)
        } else {
            ""
        };
        [
            "than",
            "unlike",
            "like",
            "versus",
            "neighboring",
            "neighbouring",
        ]
        .contains(&one)
            && one.starts_with(['t', 'u', 'l', 'v'])
            || ["behind", "after", "above", "below"].contains(&one)
            // "cao hơn Bắc Kạn", "sau Quảng Ninh".
            || ["hơn", "sau"].contains(&scan.surface(lead - 1))
            || [
                "so voi",
                "compared to",
                "compared with",
                "cung voi",
                "nhat voi",
                "nhap voi",
                "merged with",
                "merging with",
            ]
            .contains(&two)
    }

    /// `It`, `the province` or `tỉnh` after a sentence with one subject.
    fn pronoun(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let id = standing.subject.clone()?;
        if standing.topic.is_some() || self.provinces().next().is_some() {
            return None;
        }
        let first = self
            .scan
            .folded_run(self.words.start..(self.words.start + 2).min(self.words.end));
        let refers = [
            "it ",
            "its ",
            "the province",
            "the city",
            "tinh ",
            "thanh pho",
            "toan tinh",
            "dia phuong",
        ]
        .iter()
        .any(|lead| format!("{first} ").starts_with(lead));
        (refers && self.quantities[at].form != Form::Bare).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    fn topic_of(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let id = standing.topic.clone()?;
        super::units::measures_a_province(self.scan, &self.quantities[at]).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    /// *topic*: the sentence names no locality and speaks of what a province is measured by.
    fn topic(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let id = standing.topic.clone()?;
        let quantity = &self.quantities[at];
        let others = self.places.iter().any(|place| {
            place.level == Level::Province
                && place.id != id
                && place.words.end <= quantity.words.start
                && self.bracket(place.words.start) == 0
                && !self.compared(place)
        });
        let lower = self
            .places
            .iter()
            .any(|place| place.level == Level::Lower && self.bracket(place.words.start) == 0)
            && self.provinces().next().is_none();
        let fits = super::units::measures_a_province(self.scan, quantity)
            || (quantity.form == Form::Bare && self.bare_means(at));
        let from = quantity
            .words
            .start
            .saturating_sub(14)
            .max(self.words.start);
        let before = format!(" {} ", self.scan.folded_run(from..quantity.words.end));
        let own = [" gdp of the province ", " gdp cua tinh ", " gdp binh quan "]
            .iter()
            .any(|word| before.contains(word));
        let nation = !own
            && [" gdp ", " nen kinh te "]
                .iter()
                .any(|word| before.contains(word));
        if others || lower || nation || self.personal() || !fits {
            return None;
        }
        Some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    /// A sentence about a person: `Ms. Katou brought 400 filters`.
    fn personal(&self) -> bool {
        let first = self.scan.surface(self.words.start);
        let lead = [
            "Mr", "Ms", "Mrs", "Miss", "Dr", "She", "He", "I", "Ông", "Bà", "Anh", "Chị", "Cô",
            "Em", "Cụ", "Tôi", "Già",
        ]
        .contains(&first);
        lead && self.scan.words[self.words.start].is_capital()
    }
}
