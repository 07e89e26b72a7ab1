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
    check("Từ đầu nhiệm kỳ", Some("2020-2025"));
    check("seven months into the year", Some("7M 2025"));
    check("in the second half of July", Some("2025-07"));
    check("up from the same period last year", None);
    check("tăng từ 5 đến 6%", None);
}

#[test]
fn terms_and_stages_are_times() {
    check("Nhiệm kỳ 2010 - 2015, toàn tỉnh", Some("2010-2015"));
    check("Trong nhiệm kỳ 2010-2015, đã có", Some("2010-2015"));
    check("in the 2015-2020 term", Some("2015-2020"));
    check("during the 2020-2025 tenure", Some("2020-2025"));
    check("The 2020-2025 term saw", Some("2020-2025"));
    check("trong giai đoạn 2016-2020", Some("2016-2020"));
    check("during the whole tenure", Some("2020-2025"));
    check("Trong nhiệm kỳ, đã kết nạp", Some("2020-2025"));
    // A congress, a committee or a programme of some years is no time.
    check("Đại hội Đảng bộ tỉnh nhiệm kỳ 2025-2030", None);
    check("Ban Chấp hành khóa XX, nhiệm kỳ 2020-2025", None);
    check("the congress of the 2025-2030 term", None);
    check("Chương trình giảm nghèo giai đoạn 2021-2025", None);
    check("Trong nhiệm kỳ tới", None);
    // Nor is the year of a law.
    check("Luật Đất đai 2024", None);
    check("theo Luật Phòng, chống tham nhũng năm 2018, tỉnh", None);
    check("under the 2024 Land Law", None);
    check("Luật Nhà ở có hiệu lực từ năm 2024", Some("2024"));
    check("Bà Hiền năm 2024", Some("2024"));
    check("Luật sư Tám năm 2024", Some("2024"));
    check("theo Hiến pháp năm 2013", None);
}

#[test]
fn months_in_a_row() {
    check("from January to July", Some("7M 2025"));
    check("between January and June", Some("H1 2025"));
    check("January-March 2024", Some("Q1 2024"));
    check("trong ba tháng", Some("Q1 2025"));
    check("in Q1 of 2024", Some("Q1 2024"));
    check("quý II/2023", Some("Q2 2023"));
    check("since January", None);
}

#[test]
fn what_was_compared_with_or_met_on_a_day_is_no_time() {
    check("Sáng 16/7, tại hội nghị ngày 16/7", None);
    check("heard at a meeting on May 21", None);
    check("down from 14.2 percent in 2015", None);
    check("gấp 1,5 lần năm 2015", None);
    check("at the beginning of the year", Some("2025-01"));
    check("double the sum of 2020", None);
}

/// The period of each number in two sentences of a report of some day.
fn periods(day: Option<&str>, lang: crate::document::Lang, text: &str) -> Vec<String> {
    let document = crate::enrich::figure::gold::document("", text, day, lang);
    let found = crate::enrich::annotate(&document);
    let period = |figure: &crate::document::Figure| {
        figure
            .period
            .as_ref()
            .map_or("-".to_owned(), |p| p.0.clone())
    };
    found.figures.iter().map(period).collect()
}

#[test]
fn what_earlier_sentences_leave() {
    let vi = |text: &str, expected: &[&str]| {
        let found = periods(Some("2025-08-20"), crate::document::Lang::Vi, text);
        assert_eq!(found, expected, "{text}");
    };
    // A day is of its paragraph; after it the months go on.
    vi(
        "Bảy tháng đầu năm, thu ngân sách của Lào Cai đạt 7.100 tỷ đồng.\n\
         Đến ngày 15/8, Lào Cai giải ngân đạt 41,5% kế hoạch.\n\
         Xuất khẩu của Lào Cai đạt 310 triệu USD.",
        &["7M 2025", "2025-08-15", "7M 2025"],
    );
    // What stands is not counted over months.
    vi(
        "Bảy tháng đầu năm, thu ngân sách của Lào Cai đạt 7.100 tỷ đồng. Lào Cai có 61.200 đảng viên.",
        &["7M 2025", "2025-08"],
    );
    vi(
        "Ngày 16/8, mưa lớn gây lũ quét. Đến 17 giờ cùng ngày, Lào Cai có 7 người chết do lũ.",
        &["2025-08-16"],
    );
    // A number of its own part of a sentence is of now.
    vi(
        "Sáu tháng đầu năm, Lào Cai thu hút 12 dự án FDI; đến nay có 80 dự án FDI còn hiệu lực.",
        &["H1 2025", "2025-08"],
    );
    // By the end of a month so much was collected in the months up to it.
    vi(
        "Tính đến hết tháng 7, thu ngân sách của Lào Cai đạt 7.100 tỷ đồng.",
        &["7M 2025"],
    );
    // The same part of another year.
    vi(
        "Quý I năm 2025, GRDP của Lào Cai tăng 8,4%. Cùng kỳ năm 2024, GRDP của Lào Cai tăng 5,1%.",
        &["Q1 2025", "Q1 2024"],
    );
}

#[test]
fn columns_have_the_times_of_their_caption() {
    let text = "Growth in the second quarter and disbursement of public investment as of June 30 in some provinces:\n\
                Province | GRDP growth (%) | Disbursement (%)\n\
                Lao Cai | 7.4 | 31.2\n\
                Ca Mau | 6.9 | 28.5";
    let found = periods(Some("2025-07-10"), crate::document::Lang::En, text);
    assert_eq!(found, ["Q2 2025", "2025-06-30", "Q2 2025", "2025-06-30"]);
}

#[test]
fn a_text_without_a_date_is_given_none() {
    let found = periods(
        None,
        crate::document::Lang::Vi,
        "Thu ngân sách của Lào Cai đạt 7.100 tỷ đồng. Trong 6 tháng đầu năm, xuất khẩu của Lào Cai đạt 310 triệu USD.",
    );
    assert_eq!(found, ["-", "-"]);
}
