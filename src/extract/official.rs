//! Headings of official documents: what type of document a text is, when it was signed, and its title.

mod letterhead;
mod title;
mod types;

pub(super) use letterhead::Signed;
pub(super) use title::printed;
pub(super) use types::kind_named;

use crate::document::Kind;
use crate::text::{self, date};
use letterhead::{is_capitals, is_frame, is_issuer, number_symbol, place_and_date};
use types::{after_type, article_of, bare_type, of_symbol, type_line};

/// What the heading of an official text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) kind: Kind,
    pub(super) signed: Option<Signed>,
}

/// Lines in which a heading stands.
const HEAD: usize = 40;

/// Lines in which number, place and date stand together.
const LETTERHEAD: usize = 12;

/// Lines of a title, and characters from the sign of its number to the day.
const TITLE: usize = 4;
const BESIDE: usize = 24;

/// Lines at the end of a text in which a law names the day of its passing.
const TAIL: usize = 30;

/// Reads the heading of a text, if it opens like an official one.
///
/// Two signs are needed: a line that is a type of document in capitals (`CHỈ THỊ`, `QUY ĐỊNH VỀ ...`), and
/// the frame that only official texts have: the motto, the Party's name, a number line, a place and
/// date line, `Luật số`, or the issuer's name above the bare type. A number line and a place and date
/// line make a letter that names no type. An article that reports on a directive has none of it in this
/// form.
pub(super) fn heading(title: &str, lead: &str, body: &str) -> Option<Heading> {
    let lines: Vec<&str> = [title]
        .into_iter()
        .chain(lead.lines())
        .chain(body.lines())
        .filter(|line| !line.is_empty())
        .take(HEAD)
        .collect();
    if let Some(kind) = article_of(title) {
        return Some(Heading { kind, signed: None });
    }
    let framed =
        lines.iter().any(|line| is_frame(line)) || is_under_issuer(&lines) || is_own_title(title);
    if !framed {
        return None;
    }
    let kind = lines.iter().find_map(|line| type_line(line));
    let kind = kind.or_else(|| letter(&lines))?;
    Some(Heading {
        kind,
        signed: signed(&lines, body),
    })
}

/// Tells whether a text opens with the name of a body in capitals and a bare type below it, or above it
/// where that is the title.
fn is_under_issuer(lines: &[&str]) -> bool {
    let Some(issuer) = lines.iter().take(2).position(|line| is_issuer(line)) else {
        return false;
    };
    let mut head = lines.iter().take(LETTERHEAD);
    issuer == 1 && opens_in_capitals(lines[0]) && type_line(lines[0]).is_some()
        || head.any(|line| bare_type(line).is_some())
}

/// Tells whether a title is that of the document itself: type in capitals, number, and by whom.
fn is_own_title(title: &str) -> bool {
    opens_in_capitals(title)
        && after_type(title)
            .and_then(number_symbol)
            .is_some_and(|symbol| {
                let folded = text::fold(symbol);
                folded.contains(" cua ") || folded.contains(" of ")
            })
}

fn opens_in_capitals(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(is_capitals)
}

/// The kind of a text with number, place and date that names no type.
fn letter(lines: &[&str]) -> Option<Kind> {
    let head = &lines[..lines.len().min(LETTERHEAD)];
    let symbol = head.iter().find_map(|line| number_symbol(line))?;
    head.iter().find_map(|line| place_and_date(line))?;
    Some(of_symbol(symbol).unwrap_or(Kind::Other))
}

fn signed(lines: &[&str], body: &str) -> Option<Signed> {
    let head = lines.iter().find_map(|line| place_and_date(line));
    let head = head.or_else(|| lines.iter().take(TITLE).find_map(|line| numbered_day(line)));
    head.or_else(|| {
        let tail: Vec<&str> = body.lines().rev().take(TAIL).collect();
        let dated = tail.iter().find_map(|line| place_and_date(line));
        dated.or_else(|| tail.iter().find_map(|line| passed(line)))
    })
}

/// The day behind the number in `QUY ĐỊNH SỐ 96-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ`, of the title or of
/// a line of its own.
fn numbered_day(line: &str) -> Option<Signed> {
    let symbol = number_symbol(after_type(line).unwrap_or(line))?;
    let found = date::find_days(symbol).next()?;
    let beside = symbol[..found.start].chars().count() <= BESIDE;
    beside.then(|| Signed {
        day: found.day.date,
        line: line.to_owned(),
    })
}

/// The day in `Luật này được Quốc hội ... thông qua ngày 18 tháng 1 năm 2024`, `This Law was passed ... on`.
fn passed(line: &str) -> Option<Signed> {
    let found = date::find_days(line).find(|found| {
        let before = &line[..found.start];
        let clause = before.rsplit(['.', ';']).next().unwrap_or_default();
        let folded = text::fold(clause);
        let near = folded.char_indices().rev().nth(40);
        let near = &folded[near.map_or(0, |(at, _)| at)..];
        let of_itself = folded
            .chars()
            .take(40)
            .collect::<String>()
            .contains(" nay ");
        // What it takes the place of was passed too.
        let other = folded.contains("thay the") || folded.contains("bai bo");
        let english = folded.starts_with("this ")
            && (folded.contains(" passed ") || folded.contains(" adopted "));
        let passed = near.contains("thong qua") || of_itself && near.contains("ban hanh");
        english || passed && !other
    })?;
    Some(Signed {
        day: found.day.date,
        line: line.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: Option<Kind>, day: Option<&str>) {
        let (title, body) = text.split_once('\n').unwrap_or((text, ""));
        let found = heading(title, "", body);
        assert_eq!(found.as_ref().map(|heading| heading.kind), kind, "{text}");
        let signed = found
            .and_then(|heading| heading.signed)
            .map(|signed| signed.day.to_string());
        assert_eq!(signed.as_deref(), day, "{text}");
    }

    #[test]
    fn headings_tell_kind_and_day() {
        check(
            "ĐẢNG CỘNG SẢN VIỆT NAM\nBAN CHẤP HÀNH TRUNG ƯƠNG\nSố: 1-CT/TW\nHà Nội, ngày 2 tháng 3 năm 2024\nCHỈ THỊ\ncủa Ban Bí thư",
            Some(Kind::Directive),
            Some("2024-03-02"),
        );
        check(
            "Luật số: 1/2024/QH15\nLUẬT\nĐẤT\nLuật này được thông qua ngày 5 tháng 6 năm 2024.",
            Some(Kind::Law),
            Some("2024-06-05"),
        );
        check(
            "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH\nSố: 5/QĐ-UBND",
            Some(Kind::Decision),
            None,
        );
        check(
            "COMMUNIST PARTY OF VIETNAM\nNo. 5-CT/TW\nDIRECTIVE\non something",
            Some(Kind::Directive),
            None,
        );
    }

    #[test]
    fn one_article_of_a_law_is_law() {
        check("Luật Ven sông Điều 12a\nNội dung.", Some(Kind::Law), None);
        check("Luật Ven sông sửa Điều lệ\nNội dung.", None, None);
    }

    #[test]
    fn the_letterhead_of_a_body_is_a_frame_and_a_number_with_its_day_is_enough() {
        check(
            "ỦY BAN KIỂM TRA\nTHÔNG BÁO\nKỳ họp thứ 5",
            Some(Kind::Notice),
            None,
        );
        check(
            "VĂN PHÒNG\nSố 7-CV/VPTW\nHà Nội, ngày 2/4/2025\nKính gửi: các tỉnh ủy",
            Some(Kind::Other),
            Some("2025-04-02"),
        );
        check(
            "BAN BÍ THƯ\nSố 7-KL/TW Hà Nội, ngày 2 tháng 4 năm 2025\nSau khi nghe báo cáo",
            Some(Kind::Conclusion),
            Some("2025-04-02"),
        );
        check(
            "Law No. 1/2024/QH15\nLAW ON NEW WORK\nThis Law was passed by the National Assembly on January 18, 2024.",
            Some(Kind::Law),
            Some("2024-01-18"),
        );
    }

    #[test]
    fn the_title_may_name_the_day_beside_the_number() {
        check(
            "QUY ĐỊNH\nSỐ 9-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ\nvề việc mới",
            Some(Kind::Regulation),
            Some("2023-02-02"),
        );
        check(
            "QUY ĐỊNH SỐ 9-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ về việc mới\nNội dung",
            Some(Kind::Regulation),
            Some("2023-02-02"),
        );
        check(
            "THÔNG BÁO Kỳ họp thứ 5\nỦY BAN KIỂM TRA\nTrong hai ngày, Ủy ban đã họp.",
            Some(Kind::Notice),
            None,
        );
        check("CHỈ THỊ SỐ 9-CT/TW ĐI VÀO CUỘC SỐNG\nTin", None, None);
        check(
            "KẾT LUẬN số 9-KL/TW ngày 2/2/2023 của Ban Bí thư\nĐẢNG CỘNG SẢN VIỆT NAM\nNội dung",
            Some(Kind::Conclusion),
            Some("2023-02-02"),
        );
    }

    #[test]
    fn reports_about_documents_are_none() {
        check(
            "Ban Bí thư ban hành Chỉ thị số 35-CT/TW\nHà Nội - Ngày 2 tháng 3 năm 2024, Ban Bí thư họp.",
            None,
            None,
        );
        check(
            "Nghị quyết mới về đất đai\nSáng nay, Quốc hội họp.",
            None,
            None,
        );
        check(
            "BÁO CÁO VỀ VIỆC MỚI\nThứ Tư, ngày 17 tháng 1 năm 2024\nSáng nay, Quốc hội họp.",
            None,
            None,
        );
    }
}
