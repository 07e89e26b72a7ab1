//! Lines above and below the text of a page that no rule knows: date, counters, other articles, comments.

use super::boilerplate;
use crate::sites::Order;
use crate::text;
use crate::text::date::MONTHS;

/// Longest label, in bytes.
const LABEL: usize = 90;

/// Lines above a text that may be labels.
const ABOVE: usize = 10;

/// Length from which a line is running text, in bytes.
const PARAGRAPH: usize = 110;

/// What labels begin with that tell something of a page and not of its matter, folded.
const LABELS: [&str; 26] = [
    "luot xem",
    "luot doc",
    "so lan xem",
    "da xem",
    "chuyen muc",
    "danh muc",
    "duoc dang",
    "ngay dang",
    "dang ngay",
    "dang luc",
    "dang boi",
    "nguoi dang",
    "viet boi",
    "cap nhat",
    "ngay cap nhat",
    "ngay tao",
    "co chu",
    "chi tiet",
    "ban in",
    "views:",
    "hits:",
    "written by",
    "category:",
    "last updated",
    "posted on",
    "published:",
];

/// What is printed above lists of other articles, folded.
const OTHERS: [&str; 27] = [
    "tin moi",
    "tin moi nhat",
    "tin noi bat",
    "doc nhieu",
    "tin doc nhieu",
    "latest news",
    "most read",
    "cac tin khac",
    "tin khac",
    "tin tuc khac",
    "cac bai khac",
    "bai viet khac",
    "tin cung chuyen muc",
    "cung chuyen muc",
    "tin lien quan",
    "tin bai lien quan",
    "bai viet lien quan",
    "cac tin da dua",
    "tin da dua",
    "nhung tin moi hon",
    "nhung tin cu hon",
    "tin moi hon",
    "tin cu hon",
    "co the ban quan tam",
    "other news",
    "related news",
    "more news",
];

/// What is printed above comments, folded.
const COMMENTS: [&str; 6] = [
    "y kien ban doc",
    "y kien",
    "binh luan",
    "phan hoi",
    "comments",
    "gui binh luan",
];

/// Takes off what stands above and below the text.
pub(super) fn trim(lines: &mut Vec<String>, title: &str) {
    let above = lines
        .iter()
        .take(ABOVE)
        .take_while(|line| {
            boilerplate::same_words(line, title) || is_date_line(line) || is_label(line)
        })
        .count();
    if above < lines.len() {
        lines.drain(..above);
    }
    if let Some(end) = end_of(lines) {
        lines.truncate(end);
    }
}

/// Where other articles or comments begin.
fn end_of(lines: &[String]) -> Option<usize> {
    let first = lines.iter().position(|line| line.len() >= PARAGRAPH)? + 1;
    (first..lines.len()).find(|at| {
        let folded = text::fold(lines[*at].trim_end_matches(':'));
        if folded.len() > 40 {
            return false;
        }
        let name = folded.trim_matches(|c: char| !c.is_alphabetic()).trim_end();
        let rest = &lines[at + 1..];
        let counted = folded.ends_with(')') && folded.contains(|c: char| c.is_ascii_digit());
        if COMMENTS.contains(&name) && counted {
            return true;
        }
        // A box of links within a text is followed by more of the text.
        let goes_on = rest
            .iter()
            .any(|line| line.len() >= PARAGRAPH && line.ends_with(['.', '!', '?']));
        OTHERS.contains(&name) && !goes_on
    })
}

/// Tells whether a line is a date and hardly anything else.
pub(super) fn is_date_line(line: &str) -> bool {
    if line.len() > LABEL || Order::DayFirst.read_day(line).is_none() {
        return false;
    }
    let folded = text::fold(line);
    let words = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.len() > 1 && !DATE_WORDS.contains(word) && !MONTHS.contains(word));
    words.count() == 0 || LABELS.iter().any(|label| folded.starts_with(label))
}

/// Words that stand in date lines beside the names of months, folded.
const DATE_WORDS: [&str; 38] = [
    "date",
    "published",
    "posted",
    "updated",
    "on",
    "ngay",
    "thang",
    "nam",
    "thu",
    "hai",
    "ba",
    "tu",
    "sau",
    "bay",
    "chu",
    "nhat",
    "luc",
    "gio",
    "gmt",
    "am",
    "pm",
    "sa",
    "ch",
    "luot",
    "xem",
    "mot",
    "chin",
    "tam",
    "muoi",
    "cap",
    "dang",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Tells whether a line tells of the page: `Lượt xem: 120`, `Chuyên mục: Tin tức`.
pub(super) fn is_label(line: &str) -> bool {
    if line.len() > LABEL {
        return false;
    }
    let folded = text::fold(line);
    let folded = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let labelled = LABELS.iter().find_map(|label| folded.strip_prefix(label));
    labelled.is_some_and(|rest| {
        !rest.starts_with(|c: char| c.is_alphanumeric()) && !line.ends_with(['.', '!', '?'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], left: &[&str]) {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        trim(&mut lines, "Sơ kết một năm");
        assert_eq!(lines, left);
    }

    const SENTENCE: &str = "Dự hội nghị có đại diện lãnh đạo các ban xây dựng Đảng của tỉnh, cùng 24 đảng bộ trực thuộc huyện ủy.";

    #[test]
    fn what_tells_of_the_page_is_taken_off() {
        check(
            &[
                "Sơ kết một năm",
                "Thứ Tư, 17/01/2024 - 08:15 | 320 lượt xem",
                "Chi tiết",
                "Được đăng: 17 Tháng 1 2024",
                "Lượt xem: 120",
                SENTENCE,
                "Thu Hà",
                "Các tin khác:",
                "Khai giảng lớp bồi dưỡng (12/01/2024)",
            ],
            &[SENTENCE, "Thu Hà"],
        );
        check(&[SENTENCE, "Ý kiến bạn đọc (3)", SENTENCE], &[SENTENCE]);
    }

    #[test]
    fn a_box_within_the_text_ends_nothing() {
        let lines = [SENTENCE, "Tin liên quan", "Khai giảng lớp", SENTENCE];
        check(&lines, &lines);
        let lines = ["Cập nhật kiến thức cho đảng viên là việc chính.", SENTENCE];
        check(&lines, &lines);
    }

    #[test]
    fn a_sentence_with_a_date_is_no_date_line() {
        assert!(is_date_line(
            "Cập nhật lúc 08:15, Thứ Tư, 17/01/2024 (GMT+7)"
        ));
        assert!(is_date_line("Wednesday, January 17, 2024 - 08:15"));
        assert!(is_date_line("Posted on Tuesday, May 21, 2024"));
        assert!(!is_date_line("Hội nghị họp ngày 17/01/2024"));
        assert!(!is_date_line("Thứ Tư"));
    }
}
