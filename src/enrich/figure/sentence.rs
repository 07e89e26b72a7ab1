//! One sentence: which locality each of its quantities belongs to, by a few named patterns.
//!
//! - *row*: `Quảng Ninh | 11,42 | 14,6`
//! - *bracket*: `Bac Giang (13.45%)`, and a list of such
//! - *respective*: `A, B and C reached x, y and z respectively`
//! - *opening*: `With 98.7 percent, Ha Tinh topped the list`
//! - *place after*: `71 percent in Soc Trang`, `killed 22 people in Khanh Hoa`
//! - *subject*: the nearest locality before it, `Quang Ninh achieved 15/15`
//! - *agent* and *frame*: the place is the subject of the clause, or opens the sentence: `In Khanh Hoa alone`
//! - *topic*: the one locality that the article is about, where the sentence names none
//! - *paragraph*: the one locality that the line has named so far, where the sentence names none
//!
//! What stands in a quotation, speaks of a district, of the nation or of each one of many is left out.

mod agent;
mod bare;
mod bracket;
mod breakdown;
mod carried;
mod difference;
mod excluded;
mod itself;
mod lists;
mod shared;
mod subject;
mod verbs;

pub(super) use carried::is_compared;
pub(super) use itself::opening;

use super::quantity::{Form, Quantity};
use crate::authority::localities::localities;
use crate::document::{LocalityId, Mention, MentionKind};
use crate::enrich::scan::Scan;
use std::borrow::Cow;
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
            // A province's id is copied often, which costs nothing where it is that of the authority file.
            let id = match localities().unit(&mention.canonical) {
                Some(unit) => Cow::Borrowed(unit.id),
                None => Cow::Owned(mention.canonical.clone()),
            };
            Place {
                id: LocalityId(id),
                words: first..scan.word_at(mention.span.end).max(first + 1),
                level,
            }
        })
        .filter(|place| {
            place.level != Level::Province
                || !super::context::of_an_institution(scan, place.words.start)
                    && !super::context::became_a_part(scan, place.words.start)
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
    /// The place itself is the subject of the clause.
    Agent,
    /// The place opens the sentence.
    Frame,
    Topic,
    /// The one place that the line has named so far.
    Paragraph,
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
    /// Whether the line has named another province than its subject.
    pub(super) several: bool,
    /// The place that opened a sentence of this line, alone: the line goes on about it.
    pub(super) frame: Option<LocalityId>,
    /// The province that an earlier sentence named alone, for `the whole province`.
    pub(super) last: Option<LocalityId>,
    /// The last list of localities of the article: `Thanh Hóa, Hà Tĩnh và thành phố Huế`.
    pub(super) list: Vec<LocalityId>,
    /// Whether the line went on to speak of a district or commune.
    pub(super) lower: bool,
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
            let signs = match scan.signs(at) {
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
            if done[at] || !self.speaks_of_places(quantity) || self.is_an_address(at) {
                continue;
            }
            let found = self
                .bracketed(at)
                .or_else(|| self.place_after(at, &bound))
                .or_else(|| self.opening(at))
                .or_else(|| self.told_aside(at))
                .or_else(|| self.subject(at, standing))
                .or_else(|| self.itself(at, standing))
                .or_else(|| self.topic(at, standing))
                .or_else(|| self.goes_on(at, standing, &bound))
                .or_else(|| self.of_the_paragraph(at, standing));
            bound.extend(found.filter(|found| self.is_beside(found, quantity)));
        }
        bound.sort_by_key(|bound| bound.quantity);
        bound
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
        if !near || place.words.start == self.words.start || self.is_a_way(place) {
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
                "in", "of", "cua", "tai", "o", "for", "across", "from", "to", "into", "thuoc", "vao",
            ]
            .contains(&scan.folded(lead))
            // "led by Ha Giang (...)", "dẫn đầu là Hà Giang (...)": the rank ends with what leads the name.
            || quantity.form == Form::Rank
                && lead + 1 == end
                && ["by", "la", "ve"].contains(&scan.folded(lead));
        // "13.1 percent against 8.2 percent in Soc Trang": what follows at once beats what went before.
        let at_once = lead == end
            && ["in", "tai", "o"].contains(&scan.folded(lead))
            && bound.iter().any(|b| b.quantity + 1 == at);
        let fits = match quantity.form {
            Form::Bare => {
                let goes_on = |b: &Bound| b.quantity + 1 == at && b.pattern == Pattern::PlaceAfter;
                self.counted_before(at) || self.bare_means(at) || bound.iter().any(goes_on)
            }
            Form::Count => super::counted::measures_a_province(scan, quantity),
            _ => true,
        };
        // "mô hình nhà ở 100 triệu đồng của Bình Dương": whose it is, whoever acts.
        let owned = lead == end && ["cua", "of"].contains(&scan.folded(lead));
        // "93,1% cử tri Hà Giang": what is counted stands right before its place.
        let leads = leads
            || quantity.form == Form::Percent
                && lead >= end
                && super::nouns::is_counted_vi(scan.folded_run(end..lead + 1));
        // "second only to Ha Giang": the rank is of another.
        let passed = quantity.form == Form::Rank && lead >= end && scan.folded(lead) == "to";
        (leads && !passed && fits && (!own || at_once || owned) && !listed)
            .then(|| self.bound(at, place, Pattern::PlaceAfter))
    }

    /// `79 bridge points from Lang Son to Ca Mau`, `từ Móng Cái đến Cà Mau`: how far something reaches.
    fn is_a_way(&self, place: &Place) -> bool {
        let scan = self.scan;
        let (lead, next) = (place.words.start - 1, place.words.end);
        matches!(scan.surface(lead), "from" | "từ")
            && next + 1 < self.words.end
            && matches!(scan.surface(next), "to" | "đến" | "tới")
            && scan.words[next + 1].is_capital()
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
}
