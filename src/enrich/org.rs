//! Bodies of the Party and the State named in a text, and the issuer of an official document.
//!
//! A central body is found by its name. A local one is a kind and a province: the one beside it, else
//! the nearest one named before it, as `Tỉnh ủy` alone means that of the province in question.

use super::scan::{Gap, Scan};
use crate::authority::bodies::{Hit, LocalBody, Named, bodies};
use crate::authority::localities;
use crate::document::{Annotations, Document, LocalityId, Mention, MentionKind, OrgRef, Span};
use std::ops::Range;

/// How many lines a heading may take in which the issuer stands.
const HEADING_LINES: usize = 8;

/// A province at its place in the text.
struct Province {
    words: Range<usize>,
    name: &'static str,
}

/// Adds the bodies; localities and the own number must have been recognised.
pub(super) fn recognise(scan: &Scan<'_>, _document: &Document, found: &mut Annotations) {
    if scan.words.is_empty() {
        return;
    }
    let provinces = provinces(scan, found);
    let folded = scan.folded_run(0..scan.words.len());
    // Words lie in order in the folded text, so one walk turns bytes into words.
    let mut word = 0;
    let mut byte = 0;
    let mut mentions = Vec::new();
    for hit in bodies().hits(folded) {
        while byte < hit.start {
            byte += scan.folded(word).len() + 1;
            word += 1;
        }
        let mut end = word;
        let mut end_byte = byte;
        while end_byte < hit.end {
            end_byte += scan.folded(end).len() + 1;
            end += 1;
        }
        if let Some((org, span)) = named(scan, &hit, word..end, &provinces) {
            mentions.push(Mention {
                kind: MentionKind::Org,
                canonical: org.name.to_string(),
                span,
            });
            if !found.orgs.contains(&org) {
                found.orgs.push(org);
            }
        }
    }
    if found.number.is_some() {
        found.issuer = issuer(scan, &mentions, &found.orgs);
    }
    found.mentions.append(&mut mentions);
}

fn provinces(scan: &Scan<'_>, found: &Annotations) -> Vec<Province> {
    let file = localities();
    let mut provinces: Vec<Province> = found
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Locality)
        .filter(|mention| {
            ["63:", "34:", "hist:"].iter().any(|set| mention.canonical.starts_with(set))
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

fn named(
    scan: &Scan<'_>,
    hit: &Hit,
    words: Range<usize>,
    provinces: &[Province],
) -> Option<(OrgRef, Span)> {
    let continuous = (words.start + 1..words.end).all(|at| scan.words[at].gap < Gap::Stop);
    let capital = scan.words[words.start].is_capital()
        || (!hit.vietnamese && words.clone().any(|at| scan.words[at].is_capital()));
    if !continuous || !capital {
        return None;
    }
    // A name in marks is not a foreign word that folds to it.
    if hit.vietnamese && scan.line_of(words.start).marked && !(words.clone()).any(|at| scan.words[at].is_marked()) && !scan.words[words.start].is_all_capitals() {
        return None;
    }
    match hit.named {
        Named::Central(body) => Some((body.as_ref(), scan.span(words))),
        Named::Local(kind) => local(scan, kind, hit, words, provinces),
    }
}

fn local(
    scan: &Scan<'_>,
    kind: &'static LocalBody,
    hit: &Hit,
    words: Range<usize>,
    provinces: &[Province],
) -> Option<(OrgRef, Span)> {
    // "UBND huyện Phú Quý" is of a district.
    let next = words.end;
    if next < scan.words.len()
        && scan.words[next].gap == Gap::Space
        && ["huyen", "quan", "xa", "phuong", "thi", "cac", "district", "and", "commune"].contains(&scan.folded(next))
    {
        return None;
    }
    let lead = words.start.checked_sub(1).map_or("", |at| scan.folded(at));
    if ["cac", "district", "commune", "ward", "huyen"].contains(&lead) {
        return None;
    }
    let beside = provinces
        .iter()
        .find(|province| beside(scan, &words, province, hit.vietnamese));
    if let Some(province) = beside {
        let from = words.start.min(province.words.start);
        let to = words.end.max(province.words.end);
        return Some((kind.of(province.name), scan.span(from..to)));
    }
    let before = provinces
        .iter()
        .rfind(|province| province.words.end <= words.start)
        .or_else(|| provinces.first())?;
    Some((kind.of(before.name), scan.span(words)))
}

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
        && (province.words.end..words.start).all(|at| ["s", "province", "city"].contains(&scan.folded(at)))
        && matches!(scan.words[words.start].gap, Gap::Space | Gap::Apostrophe);
    let within = province.words.start < words.end && words.start < province.words.end;
    after || before || within
}

/// The body that the heading of an official document prints first.
fn issuer(scan: &Scan<'_>, mentions: &[Mention], orgs: &[OrgRef]) -> Option<OrgRef> {
    let end = scan
        .lines
        .get(HEADING_LINES.min(scan.lines.len()).checked_sub(1)?)
        .map(|line| scan.span(line.words.clone()).end)?;
    let first = mentions
        .iter()
        .find(|mention| mention.span.end <= end && mention.canonical != "Đảng Cộng sản Việt Nam")?;
    orgs.iter().find(|org| org.name == first.canonical).cloned()
}
