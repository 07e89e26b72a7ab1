//! Places that act themselves, lines that go on about them, and lists that share what their head tells.

use super::{check, en, figures, vi};
use crate::document::Lang;

#[test]
fn the_place_is_the_subject_of_its_clause() {
    en(
        "Ben Tre lost 1,300 fishing nets and 45 oyster rafts.",
        &["Bến Tre 1300", "Bến Tre 45"],
    );
    en(
        "The southernmost province of Ca Mau, which in 2019 still had 88 hamlets without power, has none now.",
        &["Cà Mau 88"],
    );
    vi(
        "Tuyên Quang đã trồng 2.150 cây gạo dọc bờ sông.",
        &["Tuyên Quang 2150"],
    );
    // A body, a person or a club that bears the name is no province.
    en("The Ben Tre club sold 1,300 shirts.", &[]);
    vi("Nghệ sĩ Tuyên Quang đã vẽ 21 bức tranh.", &[]);
}

#[test]
fn the_province_itself() {
    en(
        "Hoa Binh held its review on Monday.\nThe whole province has merged 41 schools.",
        &["Hòa Bình 41"],
    );
    vi(
        "Hội nghị do Tỉnh ủy Hòa Bình tổ chức.\nToàn tỉnh có 1.920 tổ hợp tác.",
        &["Hòa Bình 1920"],
    );
    // "the city" is not a province named before it.
    en(
        "Hoa Binh held its review on Monday.\nThe city has merged 41 schools.",
        &[],
    );
}

#[test]
fn a_line_goes_on_about_the_place_that_opens_it() {
    en(
        "In Kon Tum, 212 delegates came. The poverty rate fell to 7.4 percent.",
        &["Kon Tum 212", "Kon Tum 7.4"],
    );
    // A dateline opens nothing, and a region is not the province.
    en(
        "Hanoi (VNA) - The ministry met on Monday. The poverty rate fell to 7.4 percent.",
        &[],
    );
    check(
        Lang::En,
        "Kon Tum counts its visitors",
        "Central Highlands localities welcomed 1.2 million visitors, up 8 percent.",
        &[],
    );
}

#[test]
fn the_same_number_for_each_of_a_list() {
    en(
        "The virus was found in 6 people in Ha Nam and in 2 people in Nam Dinh, Thai Binh and Hung Yen each.",
        &["Hà Nam 6", "Nam Định 2", "Thái Bình 2", "Hưng Yên 2"],
    );
    vi(
        "Hà Nam và Nam Định đều đạt 18/20 chỉ tiêu.",
        &["Hà Nam 18/20", "Nam Định 18/20"],
    );
}

#[test]
fn lists_share_what_their_head_tells() {
    let document = super::super::gold::document(
        "",
        "Last year Long An admitted 2,140 new Party members, reaching 102% of the target; Tra Vinh 1,310 (98.5%); Ben Tre 960.",
        Some("2024-06-20"),
        Lang::En,
    );
    let found = crate::enrich::annotate(&document).figures;
    let shown: Vec<String> = found
        .iter()
        .map(|figure| {
            format!(
                "{} {} {}",
                figure.locality_name,
                figure.value.unwrap_or_default(),
                figure.indicator_id
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Long An 2140 party_members_admitted",
            "Long An 102 party_members_admitted_pct_of_plan",
            "Trà Vinh 1310 party_members_admitted",
            "Trà Vinh 98.5 party_members_admitted_pct_of_plan",
            "Bến Tre 960 party_members_admitted",
        ]
    );
}

#[test]
fn cells_that_became_lines() {
    let table = "Storm damage by province\nProvince\nDead\nHouses flooded\nQuang Binh\n7\n12,400\nHa Tinh\n3\n8,150\nNghe An\n1\n-\nThe storm has passed.";
    assert_eq!(
        figures(Lang::En, "", table),
        [
            "Quảng Bình 7",
            "Quảng Bình 12400",
            "Hà Tĩnh 3",
            "Hà Tĩnh 8150",
            "Nghệ An 1",
        ]
    );
    // One name and a number under it are no table.
    en("Quang Binh\n2019\nThe year of the goose.", &[]);
}

#[test]
fn prices_and_ranks() {
    vi("Bình Dương bán nhà giá 120 triệu đồng.", &[]);
    en("Ca Mau sells crabs at 300 million VND a piece.", &[]);
    en(
        "Two provinces of the delta are in the top 20 by per-capita income (Kien Giang 13th, Bac Lieu 18th).",
        &["Kiên Giang 13", "Bạc Liêu 18"],
    );
    en(
        "Budget revenue in Phu Yen reached VNĐ6.4 trillion, a reduction of 2.5 percent.",
        &["Phú Yên 6.4", "Phú Yên -2.5"],
    );
}
