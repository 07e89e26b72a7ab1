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
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    if scan.words.is_empty() {
        return;
    }
    let provinces = provinces(scan, found);
    let places = Places {
        topic: topic(scan, document, &provinces),
        provinces,
    };
    let mut word = 0;
    let mut mentions = Vec::new();
    while word < scan.words.len() {
        let Some((hit, end)) = hit(scan, word) else {
            word += 1;
            continue;
        };
        let words = word..end;
        word = end;
        for (org, span) in named(scan, &hit, words, &places) {
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

/// The longest name of a body that begins at a word, and the first word after it.
fn hit(scan: &Scan<'_>, at: usize) -> Option<(Hit, usize)> {
    let mut lengths = scan.known(at)?.bodies;
    while lengths != 0 {
        let length = 31 - lengths.leading_zeros();
        lengths &= !(1 << length);
        let end = at + length as usize;
        if end <= scan.words.len()
            && let Some(hit) = bodies().exact(scan.folded_run(at..end))
        {
            return Some((hit, end));
        }
    }
    None
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

/// The provinces of a text.
struct Places {
    provinces: Vec<Province>,
    /// The only one that the title names.
    topic: Option<&'static str>,
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

fn named(scan: &Scan<'_>, hit: &Hit, words: Range<usize>, places: &Places) -> Vec<(OrgRef, Span)> {
    // A comma belongs only to long names: "Hà Ban, Bí thư" is no Ban Bí thư.
    let allowed = if words.len() >= 5 {
        Gap::Comma
    } else {
        Gap::Dash
    };
    let continuous = (words.start + 1..words.end)
        .all(|at| scan.words[at].gap <= allowed || scan.words[at].gap == Gap::Other);
    // "Trưởng ban Tổ chức Trung ương" writes the first word small.
    let second = words.len() >= 3 && scan.words[words.start + 1].is_capital();
    let capital = scan.words[words.start].is_capital()
        || second
        || (!hit.vietnamese && words.clone().any(|at| scan.words[at].is_capital()));
    if !continuous || !capital {
        return Vec::new();
    }
    // A name in marks is not a foreign word that folds to it.
    let bare = !words.clone().any(|at| scan.words[at].is_marked())
        && !scan.words[words.start].is_all_capitals();
    if hit.vietnamese && bare && scan.line_of(words.start).marked {
        return Vec::new();
    }
    match hit.named {
        Named::Central(body) => {
            let org = match committee(scan, words.start) {
                Some(kind) => body.committee(kind),
                None => body.as_ref(),
            };
            vec![(org, scan.span(words))]
        }
        Named::Local(kind) => local(scan, kind, hit, words, places),
    }
}

/// The Party committee of a body, by the words before its name.
fn committee(scan: &Scan<'_>, start: usize) -> Option<&'static str> {
    let run = |words: usize| {
        start
            .checked_sub(words)
            .map_or("", |from| scan.folded_run(from..start))
    };
    if run(4) == "ban can su dang" || run(6) == "party civil affairs committee of the" {
        return Some("Ban cán sự đảng");
    }
    if (run(2) == "dang uy" || run(4) == "party committee of the") && start >= 2 {
        return Some("Đảng ủy");
    }
    (run(2) == "dang doan").then_some("Đảng đoàn")
}

fn local(
    scan: &Scan<'_>,
    kind: &'static LocalBody,
    hit: &Hit,
    words: Range<usize>,
    places: &Places,
) -> Vec<(OrgRef, Span)> {
    // "UBND huyện Phú Quý" is of a district.
    let next = words.end;
    let lower = next < scan.words.len()
        && scan.words[next].gap == Gap::Space
        && [
            "huyen", "quan", "xa", "phuong", "thi", "cac", "district", "and", "commune",
        ]
        .contains(&scan.folded(next));
    let lead = words.start.checked_sub(1).map_or("", |at| scan.folded(at));
    if lower || ["cac", "district", "commune", "ward", "huyen"].contains(&lead) {
        return Vec::new();
    }
    let index = places
        .provinces
        .iter()
        .position(|province| beside(scan, &words, province, hit.vietnamese));
    if let Some(index) = index {
        let province = &places.provinces[index];
        let from = words.start.min(province.words.start);
        let to = words.end.max(province.words.end);
        let kind = match committee(scan, from) {
            Some("Ban cán sự đảng") if kind.id == "ubnd" => {
                bodies().local("bcsd-ubnd").unwrap_or(kind)
            }
            _ => kind,
        };
        let mut found = vec![(kind.of(province.name), scan.span(from..to))];
        // "Ban Thường vụ Tỉnh ủy Lạng Sơn, Bình Thuận" names one of each.
        for pair in places.provinces[index..].windows(2) {
            let (last, next) = (&pair[0], &pair[1]);
            let between = last.words.end..next.words.start;
            let listed = province.words.start >= words.end
                && hit.vietnamese
                && between.len() <= 1
                && between.clone().all(|at| scan.folded(at) == "va")
                && (!between.is_empty() || scan.words[next.words.start].gap == Gap::Comma);
            if !listed {
                break;
            }
            found.push((kind.of(next.name), scan.span(next.words.clone())));
        }
        return found;
    }
    if hit.needs_place {
        return Vec::new();
    }
    // Without a province beside it, that of the title, else the one named last.
    let before = places.topic.or_else(|| {
        let last = places
            .provinces
            .iter()
            .rfind(|province| province.words.end <= words.start);
        last.or_else(|| places.provinces.first())
            .map(|province| province.name)
    });
    before
        .map(|name| (kind.of(name), scan.span(words)))
        .into_iter()
        .collect()
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
        && (province.words.end..words.start)
            .all(|at| ["s", "province", "city"].contains(&scan.folded(at)))
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
