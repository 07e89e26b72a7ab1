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
        &["industry_share 18.1", "industry_share 19.3"],
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

#[test]
fn projects_and_their_capital_go_together() {
    named(
        "Ha Nam attracted 21 FDI projects with 145 million USD.",
        &["fdi_projects 21", "fdi_capital 145"],
    );
    named(
        "Ha Nam has 640 valid FDI projects worth 9.3 billion USD.",
        &["fdi_projects_in_force 640", "fdi_capital_in_force 9.3"],
    );
    named(
        "Vốn FDI của Hà Nam đạt 2,5 tỷ USD với 320 dự án.",
        &["fdi_capital 2.5", "fdi_projects 320"],
    );
}

#[test]
fn a_text_on_foreign_investment_tells_what_is_attracted() {
    let text = "Foreign direct investment in the north rose sharply in the year, the ministry said at a meeting held in Hanoi.\n\
                Officials spoke about roads and about power, and they asked for more training.\n\
                They asked again for roads to the ports and for power at night, too.\n\
                Ha Nam attracted 310 million USD.";
    named(text, &["fdi_capital 310"]);
}

#[test]
fn a_rank_after_a_growth_is_by_growth() {
    named(
        "GRDP của Hà Nam tăng 9,3%, xếp thứ 5 cả nước.",
        &["grdp_growth 9.3", "grdp_growth_rank 5"],
    );
}

#[test]
fn the_columns_of_indexes_are_told_apart() {
    named(
        "Province | PCI score | PCI rank | SIPAS (%)\nHa Nam | 65.20 | 31 | 84.1\nLai Chau | 61.40 | 52 | 82.3",
        &[
            "pci_score 65.2",
            "pci_rank 31",
            "sipas_index 84.1",
            "pci_score 61.4",
            "pci_rank 52",
            "sipas_index 82.3",
        ],
    );
}

#[test]
fn words_of_party_work_in_both_languages() {
    named(
        "Trong năm, Hà Nam xử lý kỷ luật 214 đảng viên, trong đó khiển trách 150, khai trừ 12 trường hợp.",
        &[
            "party_members_disciplined 214",
            "party_members_reprimanded 150",
            "party_members_expelled 12",
        ],
    );
    named(
        "Tỷ lệ lao động qua đào tạo của Hà Nam đạt 72%; tỷ lệ tham gia bảo hiểm y tế đạt 95,1%.",
        &["trained_workers_share 72", "health_insurance_coverage 95.1"],
    );
    // A body named after a branch tells nothing of the branch.
    let found = indicators(
        Lang::En,
        "",
        "The Chamber of Commerce and Industry said 41 percent of firms in Ha Nam waited longer.",
    );
    assert!(found.iter().all(|one| !one.starts_with("industry")));
}
