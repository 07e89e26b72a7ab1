//! Official numbers cited in a text: printed in full, or in a short form such as `Resolution 18`.
//!
//! A Party number repeats in every congress term, so a citation is resolved only by a term, date,
//! year or title beside it, or where one known document qualifies. Where no known document bears a
//! number that is printed in full, the series running on the citing day is taken, as a guess.

mod context;
mod short;

use super::scan::Scan;
use crate::authority::documents::{KnownDocument, documents};
use crate::authority::numbers::{self, Scheme};
use crate::document::{
    Annotations, Citation, Document, Mention, MentionKind, OfficialNumber, Resolution, Span,
};
use context::{Beside, Publisher};
use jiff::civil::Date;

/// One citation as the text prints it, before it is resolved.
struct Reference {
    span: Span,
    /// As far as the text tells it.
    number: OfficialNumber,
    scheme: Scheme,
    /// The known documents that the printed words may mean, whatever their date.
    candidates: Vec<&'static KnownDocument>,
    /// Whether the text prints number, type and body.
    complete: bool,
    /// Whether the text prints a local body that issued it.
    local: bool,
}

/// Adds the numbers that the text cites.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let mut references = complete_references(scan);
    short::find(scan, &mut references);
    if references.is_empty() {
        return;
    }
    references.sort_by_key(|reference| reference.span);
    let day = document
        .date
        .as_ref()
        .map(|date| date.day)
        .or_else(|| context::latest_day(scan));
    let mut resolved = Vec::with_capacity(references.len());
    for (at, reference) in references.iter().enumerate() {
        let stop = references
            .get(at + 1)
            .map_or(scan.text.len(), |next| next.span.start);
        let beside = context::beside(scan, reference.span, stop);
        resolved.push(resolve(reference, &beside, day));
    }
    settle_by_company(&references, &mut resolved);
    for (reference, citation) in references.iter().zip(resolved) {
        found.mentions.push(Mention {
            kind: MentionKind::Citation,
            canonical: citation.number.to_string(),
            span: reference.span,
        });
        join(citation, &mut found.cites);
    }
}

/// Resolutions of one plenum are cited together: of several documents that may be meant, the one
/// signed on the day of another one that the text cites is it, as a guess.
fn settle_by_company(references: &[Reference], resolved: &mut [Citation]) {
    let days: Vec<Date> = resolved
        .iter()
        .filter(|citation| citation.number.series.is_some())
        .filter_map(|citation| documents().get(&citation.number)?.date)
        .collect();
    for (reference, citation) in references.iter().zip(resolved) {
        let Resolution::Open(ids) = &citation.resolution else {
            continue;
        };
        let mut company = reference.candidates.iter().filter(|known| {
            ids.contains(&known.number.to_string())
                && known.date.is_some_and(|date| days.contains(&date))
        });
        if let (Some(known), None) = (company.next(), company.next()) {
            citation.number = known.number.clone();
            citation.resolution = Resolution::Guess;
        }
    }
}

/// One entry for each distinct number and series; an open one joins a resolved one only by itself.
fn join(citation: Citation, cites: &mut Vec<Citation>) {
    let key = citation.number.key();
    let same = cites.iter_mut().find(|have| {
        have.number.key() == key
            && (have.number.series == citation.number.series
                || have.number.series.is_none()
                || citation.number.series.is_none())
    });
    match same {
        Some(have) => {
            if certainty(&citation.resolution) > certainty(&have.resolution) {
                *have = citation;
            }
        }
        None => cites.push(citation),
    }
}

const fn certainty(resolution: &Resolution) -> u8 {
    match resolution {
        Resolution::Stated => 2,
        Resolution::Guess => 1,
        Resolution::Open(_) => 0,
    }
}

fn complete_references(scan: &Scan<'_>) -> Vec<Reference> {
    numbers::find_all(scan.text)
        .into_iter()
        .map(|found| {
            let mut number = found.number;
            let mut scheme = found.scheme;
            // "05-CT/TU" where the centre is named is a misprint of /TW.
            if scheme == Scheme::LocalParty
                && number.number.ends_with("/TU")
                && context::publisher(scan, found.span) == Some(Publisher::CentralParty)
            {
                number.number.truncate(number.number.len() - 1);
                number.number.push('W');
                scheme = Scheme::CentralParty;
            }
            Reference {
                span: found.span,
                candidates: documents().find(&number).collect(),
                number,
                scheme,
                complete: true,
                local: false,
            }
        })
        .collect()
}

fn resolve(reference: &Reference, beside: &Beside, day: Option<Date>) -> Citation {
    let number = &reference.number;
    // The year of a short form is that of a document which it may mean, not one that is printed.
    let own_year = reference.scheme == Scheme::StateWithYear && reference.complete;
    if own_year || number.series.is_some() {
        return citation(number.clone(), Resolution::Stated);
    }
    let qualifying: Vec<_> = reference
        .candidates
        .iter()
        .copied()
        .filter(|known| beside.allows(known))
        .filter(|known| match (known.date, day) {
            (Some(date), Some(day)) => date <= day,
            _ => true,
        })
        .collect();
    let states_series = beside.series(reference.scheme);
    if let [known] = qualifying.as_slice() {
        let resolution = if beside.is_stated() || beside.names_title(known) {
            Resolution::Stated
        } else {
            Resolution::Guess
        };
        return citation(known.number.clone(), resolution);
    }
    if !qualifying.is_empty() {
        let titled: Vec<_> = qualifying
            .iter()
            .filter(|known| beside.names_title(known))
            .collect();
        if let [known] = titled.as_slice() {
            return citation(known.number.clone(), Resolution::Stated);
        }
        if let Some(known) = beside.only_subject(&qualifying) {
            return citation(known.number.clone(), Resolution::Guess);
        }
        let ids = qualifying.iter().map(|k| k.number.to_string()).collect();
        return citation(number.clone(), Resolution::Open(ids));
    }
    if !reference.complete {
        return citation(number.clone(), Resolution::Open(Vec::new()));
    }
    if let Some(series) = states_series {
        return citation(with_series(number, Some(series)), Resolution::Stated);
    }
    let series = match (reference.scheme, day) {
        (Scheme::CentralParty, Some(day)) => running_term(number, day),
        _ => None,
    };
    citation(with_series(number, series), Resolution::Guess)
}

fn citation(number: OfficialNumber, resolution: Resolution) -> Citation {
    Citation { number, resolution }
}

fn with_series(number: &OfficialNumber, series: Option<String>) -> OfficialNumber {
    OfficialNumber {
        number: number.number.clone(),
        series,
    }
}

/// The term on the citing day, or the one before where the series cannot have come so far yet.
fn running_term(number: &OfficialNumber, day: Date) -> Option<String> {
    let term = numbers::term_of(day)?;
    let count: f64 = leading_count(&number.number);
    let days = f64::from(numbers::days_into_term(day)?);
    let a_year = match kind_symbol(&number.number) {
        "CT" | "HD" => 14.0,
        "NQ" => 20.0,
        "KL" | "TB" | "TB-KL" => 55.0,
        _ => 130.0,
    };
    let reached = days / 365.0 * a_year * 1.5 + 5.0;
    let term = if count > reached {
        numbers::term_before(term).unwrap_or(term)
    } else {
        term
    };
    Some(term.to_owned())
}

fn leading_count(number: &str) -> f64 {
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number[..end].parse().unwrap_or(0.0)
}

fn kind_symbol(number: &str) -> &str {
    number
        .split_once('-')
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use crate::document::{
        Annotations, DatedBy, DocId, Document, DocumentDate, Kind, Lang, ReadBy, Resolution,
        TextBuilder,
    };

    fn annotations(text: &str, date: Option<&str>) -> Annotations {
        let document = Document {
            id: DocId::of_bytes(text.as_bytes()),
            external_id: None,
            url: None,
            aliases: vec![],
            text: TextBuilder {
                body: text.to_owned(),
                ..TextBuilder::default()
            }
            .build(),
            date: date.map(|day| DocumentDate {
                day: day.parse().unwrap(),
                origin: DatedBy::Ledger,
            }),
            lang: Lang::Vi,
            kind: Kind::News,
            source: None,
            origin: None,
            authors: vec![],
            read_by: ReadBy::Record,
            fetched_at: None,
            raw_sha256: [0; 32],
            problems: vec![],
        };
        let mut found = Annotations::default();
        super::recognise(
            &super::Scan::new(document.text.full()),
            &document,
            &mut found,
        );
        found
    }

    fn check(text: &str, date: Option<&str>, expected: &[&str]) {
        let found = annotations(text, date);
        let got: Vec<String> = found
            .cites
            .iter()
            .map(|cite| {
                let mark = match &cite.resolution {
                    Resolution::Stated => "",
                    Resolution::Guess => "?",
                    Resolution::Open(_) => "…",
                };
                format!("{}{mark}", cite.number)
            })
            .collect();
        assert_eq!(got, expected, "in {text:?}");
    }

    #[test]
    fn what_a_local_body_decided_is_not_the_partys_of_that_number() {
        let alone = "Các tàu đóng theo QĐ 47 được hỗ trợ.";
        let said = "Các tàu này được hỗ trợ theo quyết định 47 của UBND TP Đà Nẵng. ";
        let day = Some("2017-09-30");
        check(&format!("{said}{alone}"), day, &["47-QĐ…"]);
        check(alone, day, &["47-QĐ/TW@XI?"]);
    }

    #[test]
    fn a_number_in_full_is_resolved_by_what_stands_beside_it() {
        let y23 = Some("2023-08-01");
        check("theo Quy định số 96-QĐ/TW", y23, &["96-QĐ/TW@XIII?"]);
        check("Nghị quyết số 18-NQ/TW", y23, &["18-NQ/TW…"]);
        check(
            "Nghị quyết số 18-NQ/TW",
            Some("2019-01-01"),
            &["18-NQ/TW@XII?"],
        );
        check(
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương",
            y23,
            &["18-NQ/TW@XII"],
        );
        check("Resolution 18-NQ/TW (2022)", y23, &["18-NQ/TW@XIII"]);
        check("Nghị quyết 18-NQ/TW khóa XII", y23, &["18-NQ/TW@XII"]);
        check(
            "Nghị quyết số 18-NQ/TW về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị",
            y23,
            &["18-NQ/TW@XII"],
        );
        check(
            "Notice No. 29-TB/TW of the Politburo",
            y23,
            &["29-TB/TW@XIII?"],
        );
        check(
            "Kết luận số 199-KL/TW",
            Some("2026-03-01"),
            &["199-KL/TW@XIII?"],
        );
        check("Nghị quyết 80/NQ-CP", y23, &["80/NQ-CP?"]);
        check("Nghị định 73/2023/NĐ-CP", y23, &["73/2023/NĐ-CP@2023"]);
        check("Chỉ thị 05-CT/TU của Bộ Chính trị", y23, &["05-CT/TW@XII?"]);
        check("Chỉ thị 05-CT/TU của Tỉnh ủy", y23, &["05-CT/TU?"]);
    }

    #[test]
    fn short_forms_need_one_known_document() {
        let y19 = Some("2019-07-06");
        check(
            "Resolution 18, Resolution 19 of the 6th Central Conference, term XII",
            y19,
            &["18-NQ/TW@XII", "19-NQ/TW@XII"],
        );
        check(
            "Nghị quyết 57 của Bộ Chính trị",
            Some("2025-02-01"),
            &["57-NQ/TW@XIII?"],
        );
        check("theo Quy định 69", Some("2023-02-01"), &["69-QĐ/TW@XIII?"]);
        check(
            "Conclusion 213 of the Politburo",
            Some("2025-12-09"),
            &["213-KL/TW@XIII?"],
        );
        check(
            "Quy định 365/2025 của Bộ Chính trị",
            Some("2026-02-01"),
            &["365-QĐ/TW@XIII"],
        );
        check(
            "Nghị quyết số 18 năm 2022",
            Some("2026-02-01"),
            &["18-NQ/TW@XIII"],
        );
        check("Nghị quyết 18", Some("2026-02-01"), &["18-NQ/TW…"]);
        check(
            "thực hiện NQ18 và NQ 57",
            Some("2025-03-01"),
            &["18-NQ/TW…", "57-NQ/TW@XIII?"],
        );
        check(
            "Resolutions 57, 59 and 66",
            Some("2025-09-01"),
            &["57-NQ/TW@XIII?", "59-NQ/TW@XIII?", "66-NQ/TW@XIII?"],
        );
    }

    #[test]
    fn resolutions_of_one_day_keep_company() {
        check(
            "Resolution 18-NQ/TW of October 25, 2017 and Resolution 19-NQ/TW",
            Some("2023-08-01"),
            &["18-NQ/TW@XII", "19-NQ/TW@XII?"],
        );
    }

    #[test]
    fn plenums_name_their_resolution() {
        check(
            "Nghị quyết Trung ương 4 khóa XI",
            Some("2012-11-20"),
            &["12-NQ/TW@XI"],
        );
        check(
            "the fourth plenum Resolution of the 11th Party Central Committee on urgent Party-building issues",
            Some("2012-09-20"),
            &["12-NQ/TW@XI"],
        );
    }

    #[test]
    fn short_forms_of_translations_and_committees() {
        check(
            "criticism after the Resolution of the 4th Central Committee (term XI)",
            Some("2013-12-11"),
            &["12-NQ/TW@XI"],
        );
        check(
            "implements Decree 05 of the Politburo on following the example",
            Some("2016-12-01"),
            &["05-CT/TW@XII?"],
        );
        check(
            "nghỉ theo Nghị định số 178, 67 xã thiếu công chức",
            Some("2026-01-29"),
            &["178/2024/NĐ-CP@2024?"],
        );
        check(
            "Decree 178 of the Government on public purchases",
            Some("2022-08-19"),
            &["178/2024/NĐ-CP…"],
        );
        check("Nghị quyết 19NQ/TW", Some("2017-12-15"), &["19-NQ/TW…"]);
    }

    #[test]
    fn verbs_and_counts_are_no_short_forms() {
        for text in [
            "Ủy ban quyết định 3 dự án",
            "Quy định 5 trường hợp được miễn",
            "Kết luận 12 cán bộ vi phạm",
            "có 15 nghị quyết",
            "Resolution 1325 of the United Nations",
        ] {
            check(text, Some("2024-01-01"), &[]);
        }
    }
}
