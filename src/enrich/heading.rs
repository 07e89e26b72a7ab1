//! The heading of an official document: its own number and the body that issued it.
//!
//! Rules: 36-HD/VPTW (Party: body, number, place and date, type, subject) and Nghị định 30/2020/NĐ-CP
//! (State: the same parts). A press article has no number of its own unless it prints such a heading.

use super::scan::Scan;
use crate::authority::documents::documents;
use crate::authority::numbers::{self, Found, Scheme};
use crate::document::{Annotations, Document, Kind, MentionKind, OfficialNumber, Resolution, Span};
use crate::text::fold;

/// How many lines a heading may take.
const HEADING_LINES: usize = 14;

/// What may stand around the word that announces a number: emphasis, the bars of a table.
const DECORATION: [char; 4] = ['*', '_', '|', ' '];

/// Adds the document's own number, and takes it out of the cited ones.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let Some(own) = own_number(scan, document) else {
        return;
    };
    let mut number = own.number.clone();
    number.series = series(&own, document, found);
    let key = number.key();
    for mention in &mut found.mentions {
        let is_own = mention.kind == MentionKind::Citation
            && (own.span.contains(&mention.span) || mention.span.contains(&own.span));
        if is_own {
            mention.kind = MentionKind::OwnNumber;
            mention.canonical = number.to_string();
        }
    }
    // The body of the text may cite another document of the same number, of another series.
    found.cites.retain(|cite| {
        cite.number.key() != key
            || (is_other_series(&cite.number, &number) && cite.resolution == Resolution::Stated)
    });
    found.number = Some(number);
}

/// Tells whether two series cannot be one: `2016` may be `63:95 2016` told in short, `2015` not.
fn is_other_series(cited: &OfficialNumber, own: &OfficialNumber) -> bool {
    let (Some(cited), Some(own)) = (&cited.series, &own.series) else {
        return false;
    };
    let within = |a: &str, b: &str| a.split(' ').all(|part| b.split(' ').any(|p| p == part));
    !within(cited, own) && !within(own, cited)
}

fn own_number(scan: &Scan<'_>, document: &Document) -> Option<Found> {
    let text = scan.text;
    let official = !matches!(document.kind, Kind::News | Kind::Other);
    if official {
        let title = document.text.title_span();
        let first = numbers::find_all(title.of(text)).into_iter().next();
        if let Some(mut first) = first
            && names_itself(&title.of(text)[..first.span.start])
        {
            first.span = Span::new(first.span.start + title.start, first.span.end + title.start);
            return Some(first);
        }
    }
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    for end in ends.chain([text.len()]).take(HEADING_LINES * 2) {
        if let Some(mut number) = header_line(&text[start..end], official) {
            number.span = Span::new(number.span.start + start, number.span.end + start);
            return Some(number);
        }
        start = end;
    }
    None
}

/// Tells whether a title opens with the type of the document and nothing else: `Chỉ thị số`.
fn names_itself(before: &str) -> bool {
    let folded = fold(before);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let types = [
        "nghi quyet",
        "chi thi",
        "ket luan",
        "quy dinh",
        "quyet dinh",
        "quy che",
        "thong bao",
        "huong dan",
        "bao cao",
        "nghi dinh",
        "thong tu",
        "cong dien",
        "ke hoach",
        "luat",
        "phap lenh",
        "to trinh",
        "chuong trinh",
        "resolution",
        "directive",
        "conclusion",
        "regulation",
        "decision",
        "notice",
        "guidance",
        "report",
        "decree",
        "circular",
        "law",
        "plan",
        "official dispatch",
    ];
    words.len() <= 6
        && (words.is_empty() || {
            let joined = words.join(" ");
            types.iter().any(|kind| joined.starts_with(kind))
        })
}

/// `Số: 35-CT/TW`, `Số 18-NQ/TW`, `No. 96-QD/TW`, alone on its line but for place and date; in an
/// official text also `Luật số: 31/2024/QH15`.
fn header_line(line: &str, official: bool) -> Option<Found> {
    // Lines of the press are many, and in them the word counts at the beginning alone.
    let (start, word_end) = match at_beginning(line) {
        Some(word) => word,
        None if official => behind_type(line)?,
        None => return None,
    };
    let typed = !line[..start].trim_matches(DECORATION).is_empty();
    let number = numbers::find_all(line).into_iter().next()?;
    let between = line.get(word_end..number.span.start)?;
    let only_signs = between
        .chars()
        .all(|c| c == ':' || c == '.' || c.is_whitespace());
    let after = line[number.span.end..].trim();
    let dated = fold(after);
    // A list of what a document rests on breaks its lines before a number too.
    let listed = typed || after.starts_with([';', ',']);
    let short = !listed && after.chars().count() < 40;
    let alone = after.is_empty() || dated.contains("ngay") || short;
    (only_signs && alone).then_some(number)
}

/// The word that announces a number and begins a line: where it begins and ends.
fn at_beginning(line: &str) -> Option<(usize, usize)> {
    let lead = line.trim_start_matches(DECORATION);
    let mut words = ["Số", "SỐ", "No.", "No:"].into_iter();
    let word = words.find(|word| lead.starts_with(word))?;
    let start = line.len() - lead.len();
    Some((start, start + word.len()))
}

/// The word that announces a number behind the type of the document: where it begins and ends.
fn behind_type(line: &str) -> Option<(usize, usize)> {
    let mut words = ["Số", "SỐ", "số", "No.", "No:"].into_iter();
    let (start, end) = words.find_map(|word| {
        let start = line.find(word)?;
        Some((start, start + word.len()))
    })?;
    let before = line[..start].trim_matches(DECORATION);
    (!before.is_empty() && before.len() < 40 && names_itself(before)).then_some((start, end))
}

fn series(own: &Found, document: &Document, found: &Annotations) -> Option<String> {
    let day = document.date.as_ref().map(|date| date.day);
    match own.scheme {
        Scheme::StateWithYear => own.number.series.clone(),
        Scheme::CentralParty => day
            .and_then(numbers::term_of)
            .map(str::to_owned)
            .or_else(|| {
                let mut known = documents().find(&own.number);
                match (known.next(), known.next()) {
                    (Some(only), None) => only.number.series.clone(),
                    _ => None,
                }
            }),
        Scheme::State => day.map(|day| day.year().to_string()),
        Scheme::LocalParty | Scheme::LocalState => {
            let place = found
                .mentions
                .iter()
                .find(|mention| {
                    mention.kind == MentionKind::Locality && mention.canonical.contains(':')
                })
                .map(|mention| mention.canonical.as_str());
            let time = match own.scheme {
                Scheme::LocalParty => day.and_then(numbers::term_of).map(str::to_owned),
                _ => day.map(|day| day.year().to_string()),
            };
            match (place, time) {
                (Some(place), Some(time)) => Some(format!("{place} {time}")),
                (place, time) => place.map(str::to_owned).or(time),
            }
        }
    }
}

/// The canonical number that a document prints of itself, if any; for tests of other rooms.
#[cfg(test)]
fn own_of(document: &Document) -> Option<crate::document::OfficialNumber> {
    let scan = Scan::new(document.text.full());
    let mut found = Annotations::default();
    super::number::recognise(&scan, document, &mut found);
    recognise(&scan, document, &mut found);
    found.number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DatedBy, DocId, DocumentDate, Lang, ReadBy, TextBuilder};

    fn check(kind: Kind, title: &str, body: &str, expected: Option<&str>) {
        let document = Document {
            id: DocId::of_bytes(body.as_bytes()),
            external_id: None,
            url: None,
            aliases: vec![],
            text: TextBuilder {
                title: title.to_owned(),
                lead: String::new(),
                body: body.to_owned(),
            }
            .build(),
            date: Some(DocumentDate {
                day: "2024-06-14".parse().unwrap(),
                origin: DatedBy::Ledger,
            }),
            lang: Lang::Vi,
            kind,
            source: None,
            origin: None,
            authors: vec![],
            read_by: ReadBy::Record,
            fetched_at: None,
            raw_sha256: [0; 32],
            problems: vec![],
        };
        let own = own_of(&document).map(|number| number.to_string());
        assert_eq!(own.as_deref(), expected, "{title} / {body}");
    }

    #[test]
    fn a_heading_gives_the_own_number() {
        let body = "ĐẢNG CỘNG SẢN VIỆT NAM\nBỘ CHÍNH TRỊ\nSố: 35-CT/TW\nHà Nội, ngày 14/6/2024\n\
                    Căn cứ Nghị quyết số 18-NQ/TW khóa XII";
        check(Kind::Directive, "Chỉ thị", body, Some("35-CT/TW@XIII"));
        check(
            Kind::Directive,
            "Chỉ thị số 35-CT/TW về đại hội",
            "Nội dung",
            Some("35-CT/TW@XIII"),
        );
        check(
            Kind::Decree,
            "Nghị định 73/2023/NĐ-CP",
            "Nội dung",
            Some("73/2023/NĐ-CP@2023"),
        );
    }

    #[test]
    fn the_line_of_the_number_may_name_the_type() {
        let body = "QUỐC HỘI\nLuật số: 31/2024/QH15\nCăn cứ Hiến pháp";
        check(Kind::Law, "LUẬT", body, Some("31/2024/QH15@2024"));
        check(Kind::News, "Tin", body, None);
        let body =
            "Căn cứ Luật Xây dựng được sửa đổi bởi Luật\nsố 62/2020/QH14;\nLuật số 5/2020/QH14;";
        check(Kind::Decision, "QUYẾT ĐỊNH", body, None);
    }

    #[test]
    fn an_article_that_cites_has_none() {
        check(
            Kind::News,
            "Triển khai Chỉ thị số 35-CT/TW",
            "Ngày 14/6 hội nghị",
            None,
        );
        check(
            Kind::Guidance,
            "Hướng dẫn thực hiện một số điều của Quy định số 69-QĐ/TW",
            "Nội dung",
            None,
        );
    }
}
