//! The offices that a printed role names, one by one, and when two printings are one office.
//!
//! A document prints `Tổng Bí thư, Chủ tịch nước Tô Lâm`, another `Tổng Bí thư Tô Lâm`: each attests the
//! office of General Secretary. What is joined are spellings and the shortenings below, never two offices.

use crate::authority::offices::{TitleKind, titles};
use crate::authority::people::name_key;

/// What stands between two offices of one role.
const BETWEEN: [&str; 8] = [";", ",", " - ", " – ", " và ", " kiêm ", " and ", " cum "];

/// Folded words before an office that say when or how it is held, not which it is.
const HELD: [&str; 9] = [
    "nguyen", "cuu", "co", "quyen", "former", "acting", "late", "ex", "then",
];

/// Folded words around an office that are no part of it.
const LOOSE_BEFORE: [&str; 4] = ["hien la", "hien", "dong thoi la", "la"];
const LOOSE_AFTER: [&str; 3] = ["va", "cua", "of"];

/// Folded wordings of one office: the shorter or abbreviated one, and what it stands for.
const WORDINGS: [(&str, &str); 16] = [
    ("t u", "trung uong"),
    ("tw", "trung uong"),
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("ubkt", "uy ban kiem tra"),
    ("tphcm", "thanh pho ho chi minh"),
    ("tp hcm", "thanh pho ho chi minh"),
    ("tp", "thanh pho"),
    ("ban chap hanh trung uong dang", "trung uong dang"),
    ("trung uong dang cong san viet nam", "trung uong dang"),
    ("tong bi thu trung uong dang", "tong bi thu"),
    (
        "chanh van phong trung uong dang",
        "chanh van phong trung uong",
    ),
    ("nuoc cong hoa xa hoi chu nghia viet nam", "nuoc"),
    ("chu tich nuoc viet nam", "chu tich nuoc"),
    ("thu tuong chinh phu", "thu tuong"),
    ("truong bo", "truong"),
];

/// Splits a role, as a document prints it, into the offices that it names, in order.
///
/// A comma inside the name of a body divides nothing: what follows a division begins with a title.
pub(super) fn offices(role: &str) -> Vec<&str> {
    let mut offices = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < role.len() {
        let rest = &role[at..];
        if let Some(mark) = BETWEEN.iter().find(|mark| rest.starts_with(**mark)) {
            let next = at + mark.len();
            if begins_office(&role[next..]) {
                offices.push(role[from..at].trim());
                from = next;
            }
            at = next;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    offices.push(role[from..].trim());
    offices.retain(|office| !office.is_empty());
    offices
}

/// The key that joins the printings of one office: folded, wordings as one, nothing loose around it.
pub(super) fn office_key(office: &str) -> String {
    let mut key = format!(" {} ", name_key(office));
    for (short, whole) in WORDINGS {
        key = key.replace(&format!(" {short} "), &format!(" {whole} "));
    }
    let mut key = key.trim();
    for loose in LOOSE_BEFORE {
        key = key
            .strip_prefix(loose)
            .and_then(|rest| rest.strip_prefix(' '))
            .unwrap_or(key);
    }
    for loose in LOOSE_AFTER {
        key = key
            .strip_suffix(loose)
            .and_then(|rest| rest.strip_suffix(' '))
            .unwrap_or(key);
    }
    key.to_owned()
}

/// Tells whether a title stands at the beginning, after words such as `nguyên`.
fn begins_office(rest: &str) -> bool {
    let key = name_key(rest);
    let words: Vec<&str> = key.split(' ').collect();
    let held = words.iter().take_while(|word| HELD.contains(word)).count();
    let words = &words[held..];
    let Some(first) = words.first() else {
        return false;
    };
    let longest = titles().longest_from(first).min(words.len());
    (1..=longest).rev().any(|length| {
        let title = titles().get(&words[..length].join(" "));
        title.is_some_and(|title| title.kind != TitleKind::Address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_split_where_another_title_begins() {
        let check = |role, expected: &[&str]| assert_eq!(offices(role), expected, "{role}");
        check(
            "Tổng Bí thư, Chủ tịch nước",
            &["Tổng Bí thư", "Chủ tịch nước"],
        );
        check(
            "Đại tướng; nguyên Ủy viên Bộ Chính trị - nguyên Bộ trưởng Bộ Quốc phòng",
            &[
                "Đại tướng",
                "nguyên Ủy viên Bộ Chính trị",
                "nguyên Bộ trưởng Bộ Quốc phòng",
            ],
        );
        check(
            "Chủ nhiệm Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên",
            &["Chủ nhiệm Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên"],
        );
        check(
            "Politburo member and Permanent member of the Secretariat",
            &["Politburo member", "Permanent member of the Secretariat"],
        );
        check(
            "Politburo member, Minister of Culture, Sports and Tourism",
            &[
                "Politburo member",
                "Minister of Culture, Sports and Tourism",
            ],
        );
    }

    #[test]
    fn printings_of_one_office_share_a_key() {
        let same = |a, b| assert_eq!(office_key(a), office_key(b), "{a} / {b}");
        same("Uỷ viên Bộ Chính trị", "ủy viên Bộ chính trị");
        same("Bộ trưởng Bộ Công an", "Bộ trưởng Công an của");
        same("Bí thư T.Ư Đảng", "Bí thư Trung ương Đảng");
        same("Thủ tướng Chính phủ", "hiện là Thủ tướng");
        same(
            "Ủy viên Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
            "Ủy viên Trung ương Đảng",
        );
        same("Chủ tịch UBND TP.HCM", "Chủ tịch Ủy ban nhân dân TP HCM");
        let other = |a, b| assert_ne!(office_key(a), office_key(b), "{a} / {b}");
        same("Tổng Bí thư Ban Chấp hành Trung ương Đảng", "Tổng bí thư");
        other("Chủ tịch nước", "nguyên Chủ tịch nước");
        other(
            "Tổng Bí thư Ban Chấp hành Trung ương Đảng Nhân dân Cách mạng Lào",
            "Tổng Bí thư",
        );
        other("Bộ trưởng Bộ Công an", "Thứ trưởng Bộ Công an");
        other("Phó Thủ tướng Chính phủ", "Thủ tướng Chính phủ");
    }
}
