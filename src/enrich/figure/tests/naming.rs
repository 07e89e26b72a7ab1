//! Which indicator a number is of, and what is left out for want of certainty.

use super::{figures, vi};
use crate::document::Lang;
use crate::text::normalize;

/// Recognises a body under a title and prints each figure as `indicator value`.
fn indicators(lang: Lang, title: &str, text: &str) -> Vec<String> {
    let document = super::super::gold::document(title, &normalize(text), Some("2024-06-20"), lang);
    let found = crate::enrich::annotate(&document);
    let printed = |figure: &crate::document::Figure| {
        let value = figure
            .value
            .map_or("?".to_owned(), |value| value.to_string());
        let named = if figure.indicator_id == "other" {
            &figure.indicator
        } else {
            &*figure.indicator_id
        };
        format!("{named} {value}")
    };
    found.figures.iter().map(printed).collect()
}

fn named(text: &str, expected: &[&str]) {
    let lang = if text.is_ascii() { Lang::En } else { Lang::Vi };
    assert_eq!(indicators(lang, "", text), expected, "in {text:?}");
}

#[test]
fn a_cue_names_what_it_stands_beside() {
    named(
        "Tốc độ tăng trưởng kinh tế của Sơn La đạt 9,2%; thu ngân sách đạt 4.006 tỷ đồng, tăng 7% so với cùng kỳ.",
        &[
            "grdp_growth 9.2",
            "budget_revenue 4006",
            "budget_revenue_growth 7",
        ],
    );
    named(
        "Thu ngân sách của Hà Nam đạt khá so với dự toán và tăng 22,4% so với cùng kỳ.",
        &["budget_revenue_growth 22.4"],
    );
    named(
        "Budget revenue of Ha Nam reached 105 percent of the estimate.",
        &["budget_revenue_pct_of_estimate 105"],
    );
    named(
        "Ở Hà Nam, tỷ trọng công nghiệp tăng từ 18,1% lên 19,3%.",
        &["industry_share 19.3"],
    );
    named("Hà Nam đứng thứ 5 về thu hút FDI.", &["fdi_rank 5"]);
    // The bracket after a number tells of that number, what follows the bracket does not.
    named(
        "Hà Nam kỷ luật 111 đảng viên (khiển trách 91, khai trừ 20), tăng 15% so với cùng kỳ.",
        &[
            "party_members_disciplined 111",
            "party_members_reprimanded 91",
            "party_members_expelled 20",
            "party_members_disciplined_growth 15",
        ],
    );
    named(
        "FDI into Ha Nam reached 300 million USD (up 20 percent).",
        &["fdi_capital 300", "fdi_growth 20"],
    );
}

#[test]
fn a_cue_that_a_word_narrows_names_nothing() {
    let grows = ["grdp_growth 52"];
    assert_ne!(
        indicators(
            Lang::Vi,
            "",
            "Thương mại điện tử của Hà Nam tăng trưởng 52%."
        ),
        grows
    );
    assert!(
        indicators(Lang::Vi, "", "Xuất khẩu phần mềm của Hà Nam đạt 3 tỷ USD.")
            .iter()
            .all(|one| !one.starts_with("export"))
    );
    assert!(
        indicators(
            Lang::Vi,
            "",
            "Hà Nam giảm chi ngân sách khoảng 9,9 tỷ đồng."
        )
        .iter()
        .all(|one| !one.starts_with("budget"))
    );
}

#[test]
fn a_list_goes_on_with_the_sentence_before() {
    let text = "Public investment disbursement reached 47 percent of the plan nationwide.\n\
                Thanh Hoa led with 78.5 percent, followed by Hoa Binh (66.8 percent).";
    named(
        text,
        &[
            "public_investment_disbursement_rate 78.5",
            "public_investment_disbursement_rate 66.8",
        ],
    );
}

#[test]
fn districts_and_parts_are_not_the_province() {
    let of = |text: &str| figures(Lang::Vi, "Hà Nam: Kết quả năm qua", text);
    // An article that goes on about a district says nothing of its province until it names it again.
    assert!(
        of("Tại huyện Kim Bảng, bí thư báo cáo với đoàn. Thu ngân sách đạt 234 tỷ đồng.")
            .is_empty()
    );
    assert_eq!(
        of(
            "Tại huyện Kim Bảng, bí thư báo cáo với đoàn. Thu ngân sách của tỉnh đạt 9.234 tỷ đồng."
        ),
        ["Hà Nam 9234"]
    );
    vi("Tại Hà Nam có 36 khu vực số cử tri đi bầu đạt 100%.", &[]);
    vi("Hà Nam và Nam Định (trung bình 7 triệu người).", &[]);
}

#[test]
fn other_times_and_the_nation_are_left_out() {
    vi(
        "GRDP của Hà Nam tăng 8,3% (cùng kỳ tăng 8,25%).",
        &["Hà Nam 8.3"],
    );
    vi(
        "Hà Nam dẫn đầu cả nước với GRDP tăng 9,1%.",
        &["Hà Nam 9.1"],
    );
    vi("Nói với cử tri Hà Nam, ông cho biết GDP đạt 6,7%.", &[]);
}

#[test]
fn institutions_addresses_and_small_sums_are_left_out() {
    vi(
        "Trường ĐH Kiến trúc TP. HCM (196 Pasteur, P. 6, Q. 3, TP. HCM).",
        &[],
    );
    vi(
        "Cao tốc Đà Nẵng - Quảng Ngãi (giá trị 34.000 tỷ đồng).",
        &[],
    );
    vi(
        "Hải Phòng thu phí hàng hóa xuất nhập khẩu 250.000 đồng / container.",
        &[],
    );
    vi("Không nơi nào ở Hà Nam có cử tri đi bầu dưới 50%.", &[]);
}
