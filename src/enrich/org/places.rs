//! Which province a local body is of: the one beside its name, in its list, or in its holder's last office.

use super::super::lexicon::lexicon;
use super::super::scan::{Gap, Scan};
use super::hit;
use crate::authority::bodies::{Hit, Named};
use crate::authority::localities;
use crate::document::{Annotations, Document, LocalityId, MentionKind};
use std::ops::Range;

/// A province at its place in the text.
pub(super) struct Province {
    pub(super) words: Range<usize>,
    pub(super) name: &'static str,
}

/// The provinces of a text.
pub(super) struct Places {
    pub(super) provinces: Vec<Province>,
    /// The only one that the title names.
    pub(super) topic: Option<&'static str>,
    /// Where the names of people begin.
    pub(super) people: Vec<usize>,
}

impl Places {
    /// The provinces and people that were recognised in a document.
    pub(super) fn of(scan: &Scan<'_>, document: &Document, found: &Annotations) -> Self {
        let provinces = provinces(scan, found);
        let people = found
            .mentions
            .iter()
            .filter(|mention| mention.kind == MentionKind::Person);
        Self {
            topic: topic(scan, document, &provinces),
            people: people.map(|mention| mention.span.start).collect(),
            provinces,
        }
    }

    /// The province that stands directly with the name of a body.
    pub(super) fn beside(&self, scan: &Scan<'_>, words: &Range<usize>, hit: &Hit) -> Option<usize> {
        let mut provinces = self.provinces.iter();
        provinces.position(|province| beside(scan, words, province, hit.vietnamese))
    }
}

fn provinces(scan: &Scan<'_>, found: &Annotations) -> Vec<Province> {
    let file = localities();
    let mut provinces: Vec<Province> = found
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Locality)
        .filter(|mention| {
            ["63:", "34:", "hist:"]
                .iter()
                .any(|set| mention.canonical.starts_with(set))
        })
        .filter_map(|mention| {
            let first = scan.word_at(mention.span.start);
            let id = LocalityId(mention.canonical.clone().into());
            Some(Province {
                words: first..scan.word_at(mention.span.end).max(first + 1),
                name: file.name(&id)?,
            })
        })
        .collect();
    provinces.sort_by_key(|province| province.words.start);
    provinces
}

fn topic(scan: &Scan<'_>, document: &Document, provinces: &[Province]) -> Option<&'static str> {
    let title = document.text.title_span();
    let mut names = provinces
        .iter()
        .filter(|province| (scan.words[province.words.start].end as usize) <= title.end)
        .map(|province| province.name);
    let first = names.next().filter(|_| !title.is_empty())?;
    names.all(|name| name == first).then_some(first)
}

/// `Ban Thường vụ Tỉnh ủy, Ban cán sự đảng UBND tỉnh Bình Thuận`: the province of the body that follows in
/// the same list.
pub(super) fn shared_place(scan: &Scan<'_>, from: usize, places: &Places) -> Option<&'static str> {
    let mut at = from;
    let joins = at < scan.words.len()
        && (scan.words[at].gap == Gap::Comma || matches!(scan.folded(at), "va" | "and"));
    if !joins || scan.words[at].begins_sentence() {
        return None;
    }
    at += usize::from(matches!(scan.folded(at), "va" | "and"));
    let (next, end) = (at..(at + 5).min(scan.words.len()))
        .find_map(|word| hit(scan, word, lexicon().bodies_at(scan, word, u32::MAX)))?;
    if !matches!(next.named, Named::Local(_)) {
        return None;
    }
    let words = at..end;
    let place = places
        .provinces
        .iter()
        .find(|province| beside(scan, &words, province, next.vietnamese));
    match place {
        Some(province) => Some(province.name),
        None => shared_place(scan, end, places),
    }
}

/// How many words there may be between an office and the province that its holder's last office names.
const HOLDERS_WORDS: usize = 24;

/// `ủy viên Ban Thường vụ Tỉnh ủy, chủ tịch UBND huyện Phú Quý, tỉnh Bình Thuận`: the province that is printed
/// behind the last of one holder's offices.
pub(super) fn holders_place(
    scan: &Scan<'_>,
    words: &Range<usize>,
    places: &Places,
) -> Option<&'static str> {
    let office = words.start.checked_sub(2).is_some_and(|from| {
        let offices = ["bi thu", "uy vien", "thuong truc", "chu tich"];
        offices.contains(&scan.folded_run(from..words.start))
    });
    let goes_on = scan.words.get(words.end)?.gap == Gap::Comma || scan.folded(words.end) == "va";
    if !office || !goes_on {
        return None;
    }
    let next = places
        .provinces
        .iter()
        .find(|province| province.words.start >= words.end)?;
    let between = words.end..next.words.start;
    let one_clause = between.len() <= HOLDERS_WORDS
        && between.clone().all(|at| scan.words[at].gap <= Gap::Comma)
        && scan.words[next.words.start].gap == Gap::Space;
    // A deed between them ends the list of offices.
    let deed = |at: usize| DEEDS.contains(&scan.folded(at)) && !scan.words[at].is_capital();
    let ranked = ["tinh", "pho", "tp"].contains(&scan.folded(next.words.start - 1))
        || matches!(scan.folded(next.words.start), "tinh" | "thanh" | "tp");
    (one_clause && ranked && !between.clone().any(deed)).then_some(next.name)
}

/// Words that say what somebody did, or whom with.
const DEEDS: [&str; 8] = ["da", "dang", "cho", "cung", "voi", "den", "tai", "ve"];

/// Tells whether a province stands directly with the name of a body.
fn beside(scan: &Scan<'_>, words: &Range<usize>, province: &Province, vietnamese: bool) -> bool {
    let after = province.words.start >= words.end
        && province.words.start <= words.end + 2
        && (words.end..province.words.start).all(|at| {
            ["tinh", "thanh", "pho", "tp", "of", "the", "city"].contains(&scan.folded(at))
        })
        && matches!(scan.words[province.words.start].gap, Gap::Space | Gap::Stop);
    let before = !vietnamese
        && province.words.end <= words.start
        && province.words.end + 2 > words.start
        && (province.words.end..words.start)
            .all(|at| ["s", "province", "city"].contains(&scan.folded(at)))
        && matches!(scan.words[words.start].gap, Gap::Space | Gap::Apostrophe);
    let within = province.words.start < words.end && words.start < province.words.end;
    after || before || within
}
