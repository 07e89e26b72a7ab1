//! The title that a heading prints under its letterhead: the type, and below it what the document is about.
//!
//! `CHỈ THỊ` / `của Bộ Chính trị` / `về ...` are one title on three lines; above them stand the names of
//! the State or the Party and of the issuer, which would say the same of a thousand documents.

use super::letterhead::{
    is_capitals, is_frame, is_issuer, may_stand_above, number_symbol, place_and_date,
};
use super::types::{bare_type, type_line};
use crate::text;

/// Lines above the type, empty ones not counted.
const ABOVE: usize = 14;

/// Lines of a title, and characters of one of them.
const LINES: usize = 5;
const LINE: usize = 260;

/// Words with which a line goes on with a title, folded.
const GOES_ON: [&str; 10] = [
    "ve ",
    "v/v",
    "cua ",
    "mot so ",
    "ban hanh ",
    "quy dinh ",
    "on ",
    "of ",
    "regarding ",
    "concerning ",
];

/// Words with which the text proper begins, folded.
const BEGINS: [&str; 9] = [
    "can cu",
    "kinh gui",
    "dieu ",
    "chuong ",
    "thuc hien ",
    "pursuant",
    "article ",
    "chapter ",
    "trong ",
];

/// A title and the other lines of its text.
pub(in crate::extract) struct Printed {
    pub(in crate::extract) title: String,
    pub(in crate::extract) rest: Vec<String>,
}

/// Reads the title of a text that opens with the heading of an official document; `lines` with the empty
/// ones, which part the title from the text.
pub(in crate::extract) fn printed<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Printed> {
    let lines: Vec<&str> = lines.map(str::trim).collect();
    let (at, framed) = type_at(&lines)?;
    let mut title = vec![at];
    for next in at + 1..lines.len() {
        if lines[next].is_empty() {
            continue;
        }
        if title.len() == LINES || !goes_on(&lines, &title, next) {
            break;
        }
        title.push(next);
    }
    let below = lines[at + 1..].iter().filter(|line| !line.is_empty());
    if !framed && !below.take(LINES).any(|line| is_frame(line)) {
        return None;
    }
    let words: Vec<&str> = title.iter().map(|at| unmarked(lines[*at])).collect();
    let rest = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !line.is_empty() && !title.contains(at))
        .map(|(_, line)| (*line).to_owned())
        .collect();
    Some(Printed {
        title: words.join(" "),
        rest,
    })
}

/// The line of the type, if nothing but a letterhead stands above it, and whether that is a frame.
fn type_at(lines: &[&str]) -> Option<(usize, bool)> {
    let (mut framed, mut issued) = (false, false);
    let filled = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty());
    for (at, line) in filled.take(ABOVE) {
        // A letter has its subject below the number, and no type: `V/v ...`.
        if framed && text::fold(line).starts_with("v/v") {
            return Some((at, true));
        }
        let capitals = is_capitals(line.split_whitespace().next().unwrap_or_default());
        if capitals && type_line(line).is_some() {
            return Some((at, framed || issued && bare_type(line).is_some()));
        }
        if !may_stand_above(line) {
            return None;
        }
        framed |= is_frame(line);
        issued |= is_issuer(line);
    }
    None
}

/// Tells whether a line goes on with the title that the lines before it began.
fn goes_on(lines: &[&str], title: &[usize], next: usize) -> bool {
    let line = unmarked(lines[next]);
    let stops = line.ends_with(['.', ';', ':', '!', '?']);
    if stops || line.chars().count() > LINE || !line.contains(char::is_alphabetic) {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = line.starts_with(char::is_uppercase)
        && !is_capitals(line)
        && BEGINS.iter().any(|word| folded.starts_with(word));
    // `SỐ 96-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ` is of the title, a bare number of the letterhead.
    let numbered = number_symbol(line).is_some();
    let by_whom = numbered && [" cua ", " of "].iter().any(|word| folded.contains(word));
    if begins || place_and_date(line).is_some() || is_frame(line) && !by_whom {
        return false;
    }
    let last = title[title.len() - 1];
    let adjacent = last + 1 == next;
    let opens = |at: usize| {
        let folded = text::fold(unmarked(lines[at]));
        GOES_ON.iter().any(|word| folded.starts_with(word))
    };
    if adjacent {
        return true;
    }
    // Behind an empty line only what is plainly of the title: its subject, once.
    let subject = title[1..]
        .iter()
        .any(|at| !text::fold(lines[*at]).starts_with("cua "));
    (opens(next)
        && !title[1..]
            .iter()
            .any(|at| text::fold(lines[*at]).starts_with("ve ")))
        || (!subject && is_capitals(line))
}

/// A line without marks of emphasis around it.
fn unmarked(line: &str) -> &str {
    line.trim_matches(['*', '_', ' ', '|'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: Option<&str>) {
        let found = printed(text.lines()).map(|printed| printed.title);
        assert_eq!(found.as_deref(), title, "{text}");
    }

    #[test]
    fn the_title_stands_below_the_letterhead() {
        check(
            "ĐẢNG CỘNG SẢN VIỆT NAM\nBỘ CHÍNH TRỊ\nSố: 1-CT/TW\n\nCHỈ THỊ\nCỦA BỘ CHÍNH TRỊ\nvề việc mới\ntrong năm tới\n\nTrong năm qua, việc cũ đã xong.",
            Some("CHỈ THỊ CỦA BỘ CHÍNH TRỊ về việc mới trong năm tới"),
        );
        check(
            "QUỐC HỘI\nLuật số: 1/2024/QH15\n\nLUẬT\n\nĐẤT ĐAI\n\nCăn cứ Hiến pháp",
            Some("LUẬT ĐẤT ĐAI"),
        );
        check(
            "CHÍNH PHỦ\nSố: 1/2024/NĐ-CP\n\nNGHỊ ĐỊNH\n\nVề việc mới\n\nCăn cứ Luật Tổ chức Chính phủ",
            Some("NGHỊ ĐỊNH Về việc mới"),
        );
        check(
            "COMMUNIST PARTY OF VIETNAM\nNo. 1-CT/TW\nHanoi, June 14, 2024\n\nDIRECTIVE\nOn new work\n\nThe work is new.",
            Some("DIRECTIVE On new work"),
        );
    }

    #[test]
    fn a_number_with_its_issuer_is_of_the_title() {
        check(
            "QUY ĐỊNH\nSỐ 9-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ\nvề việc mới\n\n- Căn cứ Điều lệ",
            Some("QUY ĐỊNH SỐ 9-QĐ/TW, NGÀY 02/02/2023 CỦA BỘ CHÍNH TRỊ về việc mới"),
        );
        check(
            "ỦY BAN KIỂM TRA\n\nTHÔNG BÁO\nKỳ họp thứ 5\n\nTrong hai ngày, Ủy ban đã họp.",
            Some("THÔNG BÁO Kỳ họp thứ 5"),
        );
    }

    #[test]
    fn a_letter_is_called_by_its_subject() {
        check(
            "ỦY BAN NHÂN DÂN\nSố: 5 /UBND-KT\nV/v tăng cường việc mới\n trong năm\n\nKính gửi: các Sở",
            Some("V/v tăng cường việc mới trong năm"),
        );
    }

    #[test]
    fn lines_without_gaps_end_the_title_where_a_sentence_stands() {
        check(
            "BAN TỔ CHỨC\nSố 2-HD/BTCTW\nHƯỚNG DẪN\nmột số việc\nViệc thứ nhất được nêu ở đây.\nHết",
            Some("HƯỚNG DẪN một số việc"),
        );
    }

    #[test]
    fn a_text_that_opens_otherwise_keeps_its_first_line() {
        check("Chỉ thị mới\nSố: 1-CT/TW\nCHỈ THỊ\nvề việc mới", None);
        check("HỘI NGHỊ\nSáng nay, hội nghị đã họp.\nCHỈ THỊ", None);
        check("THÔNG BÁO\nvề giờ làm việc", None);
        check("", None);
    }
}
