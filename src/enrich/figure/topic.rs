//! The one locality that a text is about, so that a sentence without a name may tell of it.
//!
//! - *title*: the title names it alone, and neither a lower unit nor a work
//! - *lead*: the first full line names it alone, and most of what the text speaks of as a province is this one
//! - *first*: it is the first to be named, and the text goes on about `toàn tỉnh` where it tells of no other
//! - *itself*: the text goes on about `toàn tỉnh`, `the province`, and reports on one provincial body, `Đảng bộ tỉnh
//!   Yên Bái`, or stands under the dateline of its province, or names one first and most

use super::sentence::{Level, Place, is_compared};
use super::{counted, lower};
use crate::document::{Document, LocalityId};
use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How many words may stand before the first province of a text that is about it.
const OPENING_WORDS: usize = 100;

/// How many words the first line has at least that tells what a text is about.
const LEAD_WORDS: usize = 12;

/// How often a text that does not name its province at once speaks of `toàn tỉnh` at least, and how many times as
/// often as of the nation.
const ITSELF: usize = 3;
const NATION: usize = 2;

/// What a text is about.
pub(super) struct Topic {
    pub(super) id: LocalityId,
    /// From which word on.
    from: usize,
    /// Whether sentences about other provinces change nothing in it.
    pub(super) throughout: bool,
    /// Whether the text has left it for another province.
    left: bool,
}

impl Topic {
    /// What the tables of a text are about that have no column for places.
    pub(super) fn of_tables(&self) -> Option<LocalityId> {
        self.throughout.then(|| self.id.clone())
    }

    /// Takes note of the provinces of a sentence, and tells what the sentence is about where it names none.
    pub(super) fn goes_on(
        &mut self,
        scan: &Scan<'_>,
        words: &Range<usize>,
        places: &[Place],
    ) -> Option<LocalityId> {
        if words.start < self.from {
            return None;
        }
        let provinces = || places.iter().filter(|place| place.level == Level::Province);
        let own = provinces().any(|place| place.id == self.id);
        let other = provinces().any(|place| place.id != self.id);
        // "Tỉnh ủy ban hành kết luận": a new paragraph comes back to the province after a comparison.
        let returns =
            || scan.words[words.start].gap == Gap::Line && times_of_itself(scan, words.clone()) > 0;
        if own || !other && self.left && returns() {
            self.left = false;
        } else if other {
            self.left = true;
        }
        (self.throughout || !self.left).then(|| self.id.clone())
    }
}

/// What a text is about: one locality throughout, or the first where it tells of no other.
pub(super) fn topic(
    scan: &Scan<'_>,
    document: &Document,
    places: &[Place],
    datelines: &[Place],
) -> Option<Topic> {
    let title = 0..scan.word_at(document.text.title_span().end);
    let throughout = |id: LocalityId| Topic {
        id,
        from: 0,
        throughout: true,
        left: false,
    };
    if !title.is_empty() {
        // "An Giang vào năm học mới: đủ lớp ở xã đảo": the province that stands first is what a title is about.
        let province = places.iter().find(|place| place.level == Level::Province);
        let before = province.map_or(title.end, |place| place.words.start.min(title.end));
        let of_lower = places
            .first()
            .is_some_and(|place| place.level == Level::Lower && place.words.end <= title.end)
            || before > 0 && lower::speaks_of_one(scan, &(0..before));
        if of_lower || counted::names_a_work(scan, &title) {
            return None;
        }
        let named = distinct(places.iter().filter(|place| place.words.end <= title.end));
        match named.as_slice() {
            [only] => return Some(throughout((*only).clone())),
            [] => {}
            _ => return None,
        }
    }
    let itself = times_of_itself(scan, 0..scan.words.len());
    of_all(scan, &title, places, datelines, itself)
        .map(throughout)
        .or_else(|| first(scan, &title, places, itself))
}

/// *first*: `Deputy Head of a committee of the Ninh Thuan People's Council`, then what he tells of his province.
fn first(scan: &Scan<'_>, title: &Range<usize>, places: &[Place], itself: usize) -> Option<Topic> {
    let named = places.iter().find(|place| place.level == Level::Province)?;
    let sentence = scan.sentence_of(named.words.start);
    let alone = places.iter().all(|place| {
        place.level != Level::Province
            || place.id == named.id
            || !sentence.contains(&place.words.start)
    });
    if !alone
        || named.words.start > title.end + OPENING_WORDS
        || is_compared(scan, sentence.start, named)
    {
        return None;
    }
    let nation = times_of_the_nation(scan);
    let reports = is_of_a_body(scan, named) && itself + 2 > nation
        || itself >= ITSELF && itself > nation * NATION;
    (reports && named.words.start >= title.end).then(|| Topic {
        id: named.id.clone(),
        from: sentence.start,
        throughout: false,
        left: false,
    })
}

/// The one locality that a whole text is about whose title names none.
fn of_all(
    scan: &Scan<'_>,
    title: &Range<usize>,
    places: &[Place],
    datelines: &[Place],
    itself: usize,
) -> Option<LocalityId> {
    let lead = scan
        .lines
        .iter()
        .find(|line| line.words.len() > LEAD_WORDS && line.words.start >= title.end)
        .map_or(0..0, |line| line.words.clone());
    let in_lead = distinct(places.iter().filter(|place| place.words.end <= lead.end));
    let provinces = || places.iter().filter(|place| place.level == Level::Province);
    let times = |id: &LocalityId| provinces().filter(|place| place.id == *id).count() + itself;
    let all = provinces().count() + itself;
    if let [only] = in_lead.as_slice()
        && times(only) >= 2
        && times(only) * 10 >= all * 6
    {
        return Some((*only).clone());
    }
    // A report on the nation names a province as well.
    if itself < ITSELF || times_of_the_nation(scan) * NATION >= itself {
        return None;
    }
    let bodies = places.iter().filter(|place| is_of_a_body(scan, place));
    let only = match (distinct(bodies).as_slice(), datelines) {
        ([only], _) => *only,
        (_, [dateline]) if dateline.level == Level::Province && all == itself => &dateline.id,
        _ => foremost(provinces())?,
    };
    (times(only) * 2 >= all).then(|| only.clone())
}

/// The place that is named first and more than twice as often as any other.
fn foremost<'p>(places: impl Iterator<Item = &'p Place>) -> Option<&'p LocalityId> {
    let mut times: Vec<(&LocalityId, usize)> = Vec::new();
    for place in places {
        match times.iter_mut().find(|(id, _)| *id == &place.id) {
            Some((_, count)) => *count += 1,
            None => times.push((&place.id, 1)),
        }
    }
    let ((first, own), others) = times.split_first()?;
    others
        .iter()
        .all(|(_, count)| count * 2 < *own)
        .then_some(*first)
}

/// The provinces among some places, each once.
fn distinct<'p>(places: impl Iterator<Item = &'p Place>) -> Vec<&'p LocalityId> {
    let mut ids: Vec<&LocalityId> = places
        .filter(|place| place.level == Level::Province)
        .map(|place| &place.id)
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

/// `Tỉnh ủy Sơn La`, `Đảng bộ tỉnh Yên Bái`, `the Ninh Thuan People's Council`: a province in the name of one of
/// its bodies.
fn is_of_a_body(scan: &Scan<'_>, place: &Place) -> bool {
    let (start, end) = (place.words.start, place.words.end);
    let mut lead = start;
    while lead > 0
        && scan.words[lead].gap == Gap::Space
        && matches!(scan.folded(lead - 1), "tinh" | "thanh" | "pho" | "tp")
    {
        lead -= 1;
    }
    let before = lead > 0
        && scan.words[lead].gap == Gap::Space
        && match scan.folded(lead - 1) {
            "uy" | "ubnd" | "hdnd" | "dan" => true,
            "bo" => lead < start && lead > 1 && scan.folded(lead - 2) == "dang",
            _ => false,
        };
    let next = |word: usize| {
        scan.words
            .get(end + word)
            .map_or("", |_| scan.folded(end + word))
    };
    before
        || match next(0) {
            "people" => matches!(next(2), "committee" | "council"),
            "provincial" | "municipal" => matches!(next(1), "party" | "people"),
            "party" => matches!(next(1), "committee" | "organisation" | "organization"),
            _ => false,
        }
}

/// How often a text speaks of its province without a name: `toàn tỉnh`, `toàn Đảng bộ`, `the province`, but not
/// `các tỉnh` and not `tỉnh Bắc Giang`.
fn times_of_itself(scan: &Scan<'_>, words: Range<usize>) -> usize {
    let before = |at: usize| at.checked_sub(1).map_or("", |before| scan.folded(before));
    let named = |at: usize| {
        scan.words
            .get(at + 1)
            .is_some_and(|next| next.gap == Gap::Space && next.is_capital())
    };
    let counted = |at: usize| at > 0 && scan.words[at - 1].has_digit();
    words
        .filter(|&at| scan.says(at, said::WHOLES))
        .filter(|&at| match scan.folded(at) {
            "tinh" => {
                matches!(scan.surface(at), "tỉnh" | "Tỉnh")
                    && !named(at)
                    && !counted(at)
                    && !matches!(
                        before(at),
                        "cac" | "nhung" | "nhieu" | "lien" | "ngoai" | "moi" | "so" | "cap" | "mot"
                    )
            }
            "pho" => before(at) == "thanh" && !named(at) && at > 1 && before(at - 1) == "toan",
            "bo" => before(at) == "dang" && !named(at) && at > 1 && before(at - 1) == "toan",
            "province" | "city" | "locality" | "municipality" => {
                matches!(before(at), "the" | "whole" | "entire")
            }
            "municipal" => true,
            "provincial" => before(at) == "the",
            _ => false,
        })
        .count()
}

/// How often a text speaks of the nation: `cả nước`, `Trung ương`, `nationwide`.
fn times_of_the_nation(scan: &Scan<'_>) -> usize {
    (1..scan.words.len())
        .filter(|&at| scan.says(at, said::WHOLES))
        .filter(|&at| match scan.folded(at) {
            "nuoc" => scan.folded(at - 1) == "ca",
            "quoc" => scan.folded(at - 1) == "toan",
            "uong" => scan.folded(at - 1) == "trung",
            "phu" => scan.folded(at - 1) == "chinh",
            "nation" | "nationwide" | "country" | "central" | "government" => true,
            _ => false,
        })
        .count()
}
