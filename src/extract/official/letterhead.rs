//! The lines that only the heading of an official text has: motto, issuer, number, place and date.

use crate::text::{self, date};
use jiff::civil::Date;

/// The day of signing and the line that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Signed {
    pub(in crate::extract) day: Date,
    pub(in crate::extract) line: String,
}

/// Longest line of a letterhead, in bytes; two columns of it may stand on one.
const LINE: usize = 300;

/// What may stand before the word for "number".
const NUMBERED: [&str; 11] = [
    "luật ",
    "bộ luật ",
    "lệnh ",
    "pháp lệnh ",
    "nghị quyết ",
    "nghị định ",
    "thông tư ",
    "law ",
    "decree ",
    "resolution ",
    "ordinance ",
];

/// Words with which the name of an issuing body begins, folded.
const ISSUERS: [&str; 21] = [
    "ban ",
    "bo ",
    "uy ban",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "dang bo",
    "quoc hoi",
    "chinh phu",
    "thu tuong",
    "chu tich nuoc",
    "hoi dong",
    "van phong",
    "toa an",
    "vien kiem sat",
    "politburo",
    "central committee",
    "national assembly",
];

/// Marks of emphasis and of table cells around what a line says.
const MARKS: [char; 5] = ['*', '_', '|', ' ', '\u{a0}'];

/// Tells whether a line is one that nothing but the heading of an official text has.
pub(super) fn is_frame(line: &str) -> bool {
    line.len() <= LINE
        && (number_symbol(line).is_some() || is_motto(line) || place_and_date(line).is_some())
}

/// Tells whether a line may stand above the type: one of the frame, a name in capitals, a rule, and number
/// or date that a draft leaves open.
pub(super) fn may_stand_above(line: &str) -> bool {
    line.len() <= LINE
        && columns(line).all(|cell| {
            !cell.contains(char::is_alphabetic)
                || is_capitals(cell)
                || number_symbol(cell).is_some()
                || is_watchword(cell)
                || is_open(cell)
        })
        || place_and_date(line).is_some()
}

/// The columns of a line: cells, or what tabs and runs of spaces part.
fn columns(line: &str) -> impl Iterator<Item = &str> {
    let cells = line.split(['|', '\t']).flat_map(|cell| cell.split("   "));
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// `Số:    /KH-UBND`, `Hạ Long, ngày    tháng    năm 2020`: not yet filled in.
fn is_open(cell: &str) -> bool {
    let folded = text::fold(cell);
    let words = |words: &[&str]| {
        let mut rest = folded.as_str();
        words.iter().all(|word| match rest.find(word) {
            Some(at) => {
                rest = &rest[at + word.len()..];
                true
            }
            None => false,
        })
    };
    let number = opens_number(cell);
    let day = folded.len() < 60 && words(&["ngay", "thang", "nam"]);
    number || day || matches!(folded.trim(), "so:" | "ngay" | "thang") || is_year(&folded)
}

/// `năm 2020`, where a run of spaces stands before it.
fn is_year(folded: &str) -> bool {
    let year = folded
        .strip_prefix("nam ")
        .or_else(|| folded.strip_prefix("thang nam "));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
        || folded.ends_with(", ngay")
        || folded.starts_with('/') && folded.len() < 30
}

/// Tells whether a text is the place of a number, though its digits cannot be read: `Số: II /2020/QĐ-UBND`.
fn opens_number(text: &str) -> bool {
    let text = text.trim_start_matches(MARKS);
    let rest = ["số", "no."].iter().find_map(|word| after(text, word));
    rest.is_some_and(|rest| rest.contains('/') && rest.len() < 40 && !rest.contains(". "))
}

/// Tells whether a line is the name of a body in capitals.
pub(super) fn is_issuer(line: &str) -> bool {
    if line.len() > LINE || !is_capitals(line) {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    ISSUERS.iter().any(|issuer| folded.starts_with(issuer))
}

/// A line in capitals that begins with the name of the State or of the Party.
fn is_motto(line: &str) -> bool {
    if !is_capitals(line) {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "cong hoa xa hoi chu nghia viet nam",
        "dang cong san viet nam",
        "socialist republic of viet",
        "communist party of viet",
    ]
    .iter()
    .any(|motto| folded.starts_with(motto))
}

/// `Độc lập - Tự do - Hạnh phúc`, under the name of the State, or behind a name in capitals.
fn is_watchword(line: &str) -> bool {
    let at = ["Độc lập", "Independence"]
        .iter()
        .find_map(|word| line.find(word));
    at.is_some_and(|at| {
        let (before, words) = line.split_at(at);
        words.len() < 60 && (!before.contains(char::is_alphabetic) || is_capitals(before))
    })
}

/// Tells whether a text has letters and none of them is small.
pub(super) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// What stands behind the number itself in `Số: 35-CT/TW`: `CT/TW`.
///
/// By hand, since nearly every line of nearly every text is none, and an expression that knows all
/// letters costs each process more than reading thousands of lines.
pub(super) fn number_symbol(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(MARKS);
    let named = NUMBERED.iter().find_map(|name| after(line, name));
    let line = named.unwrap_or(line);
    let rest = ["số", "number", "no.", "no"]
        .iter()
        .find_map(|word| after(line, word))?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) {
        return None;
    }
    let rest = &rest[digits..];
    // `12.3/2020/NQ-CP`: one of several of the same number.
    let part = rest.strip_prefix('.').unwrap_or_default();
    let part_digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if part_digits > 0 {
        &part[part_digits..]
    } else {
        rest
    };
    let letter = rest.strip_prefix(|c: char| c.is_ascii_alphabetic());
    let rest = letter.unwrap_or(rest).trim_start();
    let symbol = rest.strip_prefix(['-', '–', '/'])?.trim_start();
    symbol.starts_with(char::is_alphanumeric).then_some(symbol)
}

/// What follows a word at the start of a line, in whatever case it is printed.
fn after<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let mut rest = line.chars();
    for letter in word.chars() {
        let printed = rest.next()?;
        if printed != letter && !printed.to_lowercase().eq([letter]) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// `Hà Nội, ngày 28 tháng 11 năm 2013`, `Hanoi, November 28, 2013`: alone on a line, in a cell of a
/// heading table, or beside the number where two columns became one line.
pub(super) fn place_and_date(line: &str) -> Option<Signed> {
    if line.len() > LINE || !without_end(line).ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let cell = line.rsplit('|').find(|cell| !cell.trim().is_empty())?;
    let cell = without_end(cell).trim_start_matches(MARKS);
    let found = date::find_days(cell).last()?;
    if found.end != cell.len() {
        return None;
    }
    let before = cell[..found.start].trim_end();
    let named = ["ngày", "Ngày", "NGÀY"]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    let in_words = named.is_some() || after(&cell[found.start..], "ngày").is_some();
    let before = named.unwrap_or(before).trim_end();
    let place = before.strip_suffix(',');
    if place.is_none() && !in_words {
        return None;
    }
    let place = place.unwrap_or(before).trim_end();
    (is_place(place) || number_symbol(place).is_some()).then(|| Signed {
        day: found.day.date,
        line: line.to_owned(),
    })
}

/// A line without what may stand behind its date.
fn without_end(line: &str) -> &str {
    line.trim_end_matches(|c: char| MARKS.contains(&c) || c == '.' || c == '/')
}

/// Tells whether a text is the name of a place, alone or behind a number or a name in capitals.
fn is_place(text: &str) -> bool {
    const KINDS: [&str; 8] = [
        "phố", "thành", "tỉnh", "thị", "xã", "huyện", "city", "province",
    ];
    let is_name = |word: &&str| {
        let spelled = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '-' | '’');
        word.chars().all(spelled) && (word.starts_with(char::is_uppercase) || KINDS.contains(word))
    };
    let all: Vec<&str> = text.split_whitespace().collect();
    let names = all.iter().rev().take_while(|word| is_name(word)).count();
    let (rest, place) = all.split_at(all.len() - names);
    // A page dates its articles too: `Thứ Tư, ngày ...`.
    let folded = text::fold(&place.join(" "));
    let weekday =
        folded.starts_with("thu ") || folded.starts_with("chu nhat") || folded.ends_with("day");
    let rest = rest.join(" ");
    let alone = rest.is_empty() || number_symbol(&rest).is_some() || opens_number(&rest);
    (1..=9).contains(&names) && !weekday && alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_line_is_known_in_any_case() {
        for (line, symbol) in [
            ("Số: 35-CT/TW", Some("CT/TW")),
            ("SỐ 35 - CT/TW", Some("CT/TW")),
            ("**Số 12a-NQ/TU**", Some("NQ/TU**")),
            ("No. 96-QD/TW", Some("QD/TW")),
            ("Luật số: 31/2024/QH15", Some("2024/QH15")),
            ("Law No. 31/2024/QH15", Some("2024/QH15")),
            ("Số: 12.3/2020/NQ-CP", Some("2020/NQ-CP")),
            ("Số người dự họp: 35", None),
            ("Số 123456-CT/TW", None),
            ("Nói chung", None),
            ("", None),
        ] {
            assert_eq!(number_symbol(line), symbol, "{line}");
        }
    }

    #[test]
    fn drafts_and_columns_are_letterheads_too() {
        for line in [
            "Số:           /KH-UBND",
            "Hạ Long, ngày       tháng      năm 2020",
            "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH QUẢNG NINH          Độc lập - Tự do - Hạnh phúc",
            "TỈNH QUẢNG NINH Độc lập - Tự do - Hạnh phúc",
            "-------",
        ] {
            assert!(may_stand_above(line), "{line}");
        }
        for line in [
            "Sáng nay, hội nghị đã họp.",
            "Số phiếu thu về là 35.",
            "Về việc mới",
        ] {
            assert!(!may_stand_above(line), "{line}");
        }
        let found = place_and_date("Số: II /2020/QĐ-UBND Hạ Long, ngày 9 tháng 01 năm 2020");
        assert!(found.is_some());
    }

    #[test]
    fn place_and_date_stand_in_many_shapes() {
        for (line, day) in [
            ("Hà Nội, ngày 14 tháng 6 năm 2024", Some("2024-06-14")),
            ("*Hà Nội, ngày 14 tháng 6 năm 2024*", Some("2024-06-14")),
            (
                "| Số: 5-KL/TW | _Hà Nội, ngày 14/6/2024_ |",
                Some("2024-06-14"),
            ),
            (
                "Số 5-KL/TW Hà Nội, ngày 14 tháng 6 năm 2024",
                Some("2024-06-14"),
            ),
            ("Số 5-KH/TW, ngày 14 tháng 6 năm 2024", Some("2024-06-14")),
            ("Hạ Long ngày 05 tháng 3 năm 2022", Some("2022-03-05")),
            (
                "Thành phố Hồ Chí Minh, ngày 5 tháng 3 năm 2022.",
                Some("2022-03-05"),
            ),
            (
                "BAN CHẤP HÀNH TRUNG ƯƠNG Hà Nội, ngày 5 tháng 3 năm 2022",
                Some("2022-03-05"),
            ),
            ("Hanoi, June 14, 2024", Some("2024-06-14")),
            ("Ha Noi, 14 June 2024", Some("2024-06-14")),
            ("Thứ Tư, ngày 17 tháng 1 năm 2024", None),
            ("Wednesday, January 17, 2024", None),
            ("Cuộc họp tại Hà Nội, ngày 17 tháng 1 năm 2024", None),
            ("Theo Quy định số 96-QĐ/TW, ngày 2/2/2023", None),
            ("Hà Nội, ngày tháng 6 năm 2024", None),
            ("Hanoi June 14, 2024", None),
            ("2024", None),
        ] {
            let found = place_and_date(line).map(|signed| signed.day.to_string());
            assert_eq!(found.as_deref(), day, "{line}");
        }
    }
}
