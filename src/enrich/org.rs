//! Bodies of the Party and the State named in a text, and the issuer of an official document.
//!
//! A central body is found by its name. A local one is a kind and a province: the one beside it, else
//! the nearest one named before it, as `Tỉnh ủy` alone means that of the province in question.

mod places;

use super::lexicon::{lexicon, longest_first};
use super::scan::{Gap, Scan};
use crate::authority::bodies::{COMMITTEES, Hit, LocalBody, LowerBody, Named, bodies};
use crate::document::{Annotations, Document, Mention, MentionKind, OrgRef, Span};
use places::{Places, holders_place, shared_place};
use std::ops::Range;

/// How many lines a heading may take in which the issuer stands.
const HEADING_LINES: usize = 8;

/// Adds the bodies; localities and the own number must have been recognised.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    if scan.words.is_empty() {
        return;
    }
    let places = Places::of(scan, document, found);
    let mut word = 0;
    let mut capital = 0;
    let mut mentions = Vec::new();
    let lexicon = lexicon();
    while let Some(skipped) = scan.words[word..].iter().position(|word| word.opens_body()) {
        word += skipped;
        if capital < word || word == 0 {
            capital = next_capital(scan, word);
        }
        // No body is named in small letters alone.
        let lengths = lexicon.bodies_at(scan, word, longer_than(capital - word));
        if lengths == 0 && word < capital {
            word += 1;
            continue;
        }
        if word == capital
            && let Some((org, words)) = lower(scan, word, found)
        {
            word = words.end;
            mentions.push(Mention {
                kind: MentionKind::Org,
                canonical: org.name.to_string(),
                span: scan.span(words),
            });
            if !found.orgs.contains(&org) {
                found.orgs.push(org);
            }
            continue;
        }
        let Some((hit, end)) = hit(scan, word, lengths) else {
            word += 1;
            continue;
        };
        let named = named(scan, &hit, word..end, &places);
        // What is no body may hold one: "chánh văn phòng Trung ương Đảng".
        word = if named.is_empty() { word + 1 } else { end };
        for (org, span) in named {
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

/// A body of a district or commune that begins at a word with a capital: `Huyện ủy Đức Trọng`, `UBND xã Hà Thanh`.
fn lower(scan: &Scan<'_>, at: usize, found: &Annotations) -> Option<(OrgRef, Range<usize>)> {
    let opens = scan.known(at).is_some_and(|word| word.opens_lower_body);
    if !opens || !scan.line_of(at).marked {
        return None;
    }
    let line = scan.line_of(at).words.end;
    let body = LowerBody::begins(scan.folded_run(at..line.min(at + 8)))?;
    // "Quân ủy" is no "Quận ủy".
    let printed = scan.surface(at).to_lowercase();
    if matches!(scan.folded(at), "huyen" | "quan" | "thi")
        && !matches!(printed.as_str(), "huyện" | "quận" | "thị")
    {
        return None;
    }
    let start = at + body.words;
    let spaced = |word: usize| scan.words[word].gap == Gap::Space;
    if !(at + 1..=start).all(|word| word < line && spaced(word)) {
        return None;
    }
    // "Quận ủy Quận 1", "UBND phường 2".
    let ranked = matches!(scan.folded(start), "quan" | "huyen" | "thi" | "phuong");
    let first = if ranked && start + 1 < line && scan.words[start + 1].has_digit() {
        start + 1
    } else {
        start
    };
    let numbered = scan.words[first].has_digit();
    let end = if numbered {
        first + 1
    } else {
        (start..line.min(start + 4))
            .take_while(|&word| {
                spaced(word) && scan.words[word].is_capital() && !scan.words[word].is_all_capitals()
            })
            .last()?
            + 1
    };
    // "Chủ tịch UBND xã Nguyễn Văn An": his name, not the commune's.
    let span = scan.span(start..end);
    let person = found
        .mentions
        .iter()
        .any(|mention| mention.kind == MentionKind::Person && mention.span.overlaps(&span));
    (!person).then(|| (body.of(span.of(scan.text)), at..end))
}

/// The first word with a capital from one on, or the number of words.
fn next_capital(scan: &Scan<'_>, from: usize) -> usize {
    (from..scan.words.len())
        .find(|&at| scan.words[at].is_capital())
        .unwrap_or(scan.words.len())
}

/// The bits of all lengths that are longer than one.
fn longer_than(length: usize) -> u32 {
    u32::MAX.checked_shl(length as u32 + 1).unwrap_or(0)
}

/// The longest name of a body that begins at a word and has one of some lengths, and the first word
/// after it.
fn hit(scan: &Scan<'_>, at: usize, lengths: u32) -> Option<(Hit, usize)> {
    if lengths == 0 {
        return None;
    }
    // "Ban cán sự đảng Bộ Công Thương" is no "Đảng bộ".
    let of_committee =
        at >= 3 && scan.folded(at) == "dang" && scan.folded_run(at - 3..at) == "ban can su";
    if of_committee {
        return None;
    }
    longest_first(lengths)
        .map(|length| at + length)
        .filter(|&end| end <= scan.words.len())
        .find_map(|end| Some((bodies().exact(scan.folded_run(at..end))?, end)))
}

fn named(scan: &Scan<'_>, hit: &Hit, words: Range<usize>, places: &Places) -> Vec<(OrgRef, Span)> {
    // A comma belongs only to long names: "Hà Ban, Bí thư" is no Ban Bí thư.
    let allowed = if words.len() >= 5 {
        Gap::Comma
    } else {
        Gap::Dash
    };
    let continuous = (words.start + 1..words.end).all(|at| {
        let gap = scan.words[at].gap;
        gap <= allowed || gap == Gap::Other || (gap == Gap::Stop && scan.gap_text(at) == ".")
    });
    // "Trưởng ban Tổ chức Trung ương" writes the first word small.
    let second = words.len() >= 3 && scan.words[words.start + 1].is_capital();
    let some = words.clone().any(|at| scan.words[at].is_capital());
    let capital = scan.words[words.start].is_capital()
        || second
        || (some && (!hit.vietnamese || words.len() >= 4));
    if !continuous || !capital {
        return Vec::new();
    }
    // A name in marks is not a foreign word that folds to it.
    let bare = !words.clone().any(|at| scan.words[at].is_marked())
        && !scan.words[words.start].is_all_capitals();
    if hit.vietnamese && bare && scan.line_of(words.start).marked {
        return Vec::new();
    }
    let of_place = |kind: &'static LocalBody| local(scan, kind, hit, words.clone(), places);
    match hit.named {
        Named::Central(body) => {
            let branch = hit
                .branch
                .filter(|_| places.beside(scan, &words, hit).is_some());
            if let Some(kind) = branch {
                return of_place(kind);
            }
            let org = match committee(scan, words.start) {
                Some(kind) => body.committee(kind),
                None => body.as_ref(),
            };
            vec![(org, scan.span(words))]
        }
        Named::Local(kind) => of_place(kind),
    }
}

/// The Party committee of a body, by the words before its name.
fn committee(scan: &Scan<'_>, start: usize) -> Option<&'static str> {
    let run = |words: usize| {
        start
            .checked_sub(words)
            .map_or("", |from| scan.folded_run(from..start))
    };
    if run(6) == "party civil affairs committee of the" {
        return Some("Ban cán sự đảng");
    }
    if run(4) == "party committee of the" {
        return Some("Đảng ủy");
    }
    COMMITTEES
        .into_iter()
        .zip([
            "ban thuong vu dang uy",
            "ban can su dang",
            "dang uy",
            "dang doan",
        ])
        .find(|(_, words)| run(words.split(' ').count()) == *words)
        .map(|(kind, _)| kind)
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
    if let Some(index) = places.beside(scan, &words, hit) {
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
    let shared = shared_place(scan, words.end, places);
    if let Some(name) = shared.or_else(|| holders_place(scan, &words, places)) {
        return vec![(kind.of(name), scan.span(words))];
    }
    // "Thành ủy Đà Lạt" and "UBND TP Thủ Đức" are those of a city in a province.
    let other = words.end < scan.words.len()
        && hit.vietnamese
        && scan.words[words.end].gap == Gap::Space
        && scan.words[words.end].is_capital()
        && ["uy", "pho", "tp", "tinh"].contains(&scan.folded(words.end - 1))
        && !places
            .people
            .contains(&(scan.words[words.end].start as usize));
    if other {
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

#[cfg(test)]
mod tests {
    use super::super::annotate;
    use super::super::score::document;
    use crate::document::Lang;

    fn check(text: &str, lang: Lang, expected: &[&str]) {
        let found = annotate(&document("Một ngày", text, lang, Some("2023-05-04")));
        let names: Vec<&str> = found.orgs.iter().map(|org| &*org.name).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn committees_of_bodies() {
        let vi = |text, expected: &[&str]| check(text, Lang::Vi, expected);
        vi(
            "Tờ trình của Ban cán sự đảng Bộ Công Thương được xem xét.",
            &["Ban cán sự đảng Bộ Công Thương"],
        );
        vi(
            "Kỷ luật Ban Thường vụ Đảng ủy Văn phòng Chính phủ nhiệm kỳ này.",
            &["Ban Thường vụ Đảng ủy Văn phòng Chính phủ"],
        );
        vi(
            "Ông là chánh văn phòng Trung ương Đảng.",
            &["Văn phòng Trung ương Đảng"],
        );
        vi(
            "Ủy ban Kiểm tra T.Ư kết luận như vậy.",
            &["Ủy ban Kiểm tra Trung ương"],
        );
        vi(
            "Quân ủy Trung ương họp phiên đầu năm.",
            &["Quân ủy Trung ương"],
        );
    }

    #[test]
    fn bodies_of_districts_and_communes() {
        let vi = |text, expected: &[&str]| check(text, Lang::Vi, expected);
        vi(
            "Huyện ủy Đức Trọng và UBND huyện Phú Quý cùng báo cáo.",
            &["Huyện ủy Đức Trọng", "UBND huyện Phú Quý"],
        );
        vi(
            "Công an xã Hà Thanh có mặt; Quận ủy Quận 1 chỉ đạo.",
            &["Công an xã Hà Thanh", "Quận ủy Quận 1"],
        );
        // His name, not the commune's; the committee of a city in a province.
        vi("Chủ tịch UBND xã Nguyễn Văn Sáng dự.", &[]);
        vi("Tại Lâm Đồng, Thành ủy Đà Lạt họp.", &[]);
    }

    #[test]
    fn a_holders_last_office_names_the_province_of_all() {
        check(
            "Tại Tiền Giang, đoàn làm việc với ông Lê Văn Tám, phó bí thư Tỉnh ủy, chủ tịch UBND huyện Cái Bè, \
             tỉnh Bến Tre.",
            Lang::Vi,
            &["Tỉnh ủy Bến Tre", "UBND huyện Cái Bè"],
        );
        check(
            "Tại Tiền Giang, phó bí thư Tỉnh ủy, chủ tịch UBND huyện đã tiếp đoàn của tỉnh Bến Tre.",
            Lang::Vi,
            &["Tỉnh ủy Tiền Giang"],
        );
        check("Ở Lâm Đồng, LĐLĐ TP Bảo Lộc tặng quà.", Lang::Vi, &[]);
    }

    #[test]
    fn branches_of_central_bodies() {
        check(
            "Theo Cục Hải quan Quảng Trị.",
            Lang::Vi,
            &["Cục Hải quan tỉnh Quảng Trị"],
        );
        check("Theo Cục Hải quan.", Lang::Vi, &["Cục Hải quan"]);
        check(
            "The provincial Department of Finance of Quang Tri and the municipal Party Committee's Inspection \
             Commission of Hai Phong met.",
            Lang::En,
            &[
                "Sở Tài chính tỉnh Quảng Trị",
                "Ủy ban Kiểm tra Thành ủy Hải Phòng",
            ],
        );
        check(
            "Quang Tri is poor. The provincial Standing Committee asked the provincial Department of Health.",
            Lang::En,
            &["Ban Thường vụ Tỉnh ủy Quảng Trị", "Sở Y tế tỉnh Quảng Trị"],
        );
    }

    #[test]
    fn one_province_for_a_list_of_bodies() {
        check(
            "Ban Thường vụ Tỉnh ủy, UBND tỉnh Bình Thuận bị nhắc; trước đó là Bắc Ninh.",
            Lang::Vi,
            &["Ban Thường vụ Tỉnh ủy Bình Thuận", "UBND tỉnh Bình Thuận"],
        );
    }
}
