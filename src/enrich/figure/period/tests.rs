//! Times as they stand in sentences.

use super::*;

fn check(text: &str, expected: Option<&str>) {
    let scan = Scan::new(text);
    let words = 0..scan.words.len();
    let end = scan.words.len();
    let today = Today {
        year: 2025,
        month: 8,
    };
    let period = Times::of(&scan, &words, Some(today)).stated(&scan, &(end..end));
    assert_eq!(period.map(|period| period.0).as_deref(), expected, "{text}");
}

#[test]
fn periods_in_both_languages() {
    check("in the first nine months of 2018", Some("9M 2018"));
    check("Tám tháng, xuất khẩu đạt", Some("8M 2025"));
    check("6 tháng đầu năm 2024", Some("H1 2024"));
    check("tăng trưởng quý I", Some("Q1 2025"));
    check("in the first quarter of 2026", Some("Q1 2026"));
    check("giai đoạn 2021 - 2025", Some("2021-2025"));
    check("năm 2013", Some("2013"));
    check("đến ngày 30/6/2023", Some("2023-06-30"));
    check("the first half of the year", Some("H1 2025"));
    check("GRDP grew by 2 percent in Q1 2024", Some("Q1 2024"));
    check("in H2/2023", Some("H2 2023"));
    check("quy hoạch tỷ lệ 1/2000", None);
    check("không có gì", None);
}

#[test]
fn times_without_a_year() {
    check("as of March 31", Some("2025-03-31"));
    check("by 5pm on November 7", Some("2025-11-07"));
    check("on December 2 the office said", Some("2024-12-02"));
    check("in July", Some("2025-07"));
    check("on May 3, 2024", Some("2024-05-03"));
    check("Tính đến ngày 15/7", Some("2025-07-15"));
    check("trong tháng 7", Some("2025-07"));
    check("đến cuối tháng 7 này", None);
    check("tháng 12 năm 2024", Some("2024-12"));
    check("this year", Some("2025"));
    check("năm ngoái", Some("2024"));
    check("in the first two quarters of this year", Some("H1 2025"));
    check("Nhiệm kỳ trước", Some("2020-2025"));
    check("Từ đầu nhiệm kỳ", Some("2025-2025"));
    check("seven months into the year", Some("7M 2025"));
    check("in the second half of July", Some("2025-07"));
    check("up from the same period last year", None);
    check("tăng từ 5 đến 6%", None);
}
