//! What is carried over: from one number to the next, from a list to a number, from a sentence to another.

use super::{en, en_report, figures, vi_report};
use crate::document::Lang;

#[test]
fn a_move_tells_where_it_stood_and_where_it_stands() {
    en(
        "The poverty rate in Tuyen Quang fell from 5.05 to 3.68 percent.",
        &["Tuyên Quang 5.05", "Tuyên Quang 3.68"],
    );
    vi_report(
        "Tỷ lệ hộ nghèo của Tuyên Quang giảm từ 15,4% xuống còn 13,7%.",
        &["Tuyên Quang 15.4", "Tuyên Quang 13.7"],
    );
    vi_report(
        "Tuyên Quang giảm từ 141 xã, phường, thị trấn xuống còn 51.",
        &["Tuyên Quang 141", "Tuyên Quang 51"],
    );
    en_report(
        "Tuyen Quang will have 51 communes after the merger, down from 141.",
        &["Tuyên Quang 51", "Tuyên Quang 141"],
    );
    // By how much it rose, and where it stands.
    vi_report(
        "Tỷ lệ che phủ rừng của Tuyên Quang tăng 1,2% lên 65,3%.",
        &["Tuyên Quang 1.2", "Tuyên Quang 65.3"],
    );
}

#[test]
fn where_it_stood_has_no_period_but_its_own() {
    let periods = |text: &str| -> Vec<Option<String>> {
        let document = super::super::gold::document(
            "",
            &crate::text::normalize(text),
            Some("2024-06-20"),
            Lang::En,
        );
        let found = crate::enrich::annotate(&document);
        found
            .figures
            .iter()
            .map(|figure| figure.period.as_ref().map(|period| period.0.clone()))
            .collect()
    };
    let now = Some("2023".to_owned());
    assert_eq!(
        periods("In 2023, the poverty rate in Tuyen Quang fell from 5.05 to 3.68 percent."),
        [None, now.clone()]
    );
    assert_eq!(
        periods(
            "The poverty rate in Tuyen Quang fell from 5.05 percent in 2021 to 3.68 percent in 2023."
        ),
        [Some("2021".to_owned()), now]
    );
}

#[test]
fn one_number_for_each_place_of_a_list() {
    en_report(
        "Tuyen Quang, Bac Kan and Lai Chau were all above 93 percent.",
        &["Tuyên Quang 93", "Bắc Kạn 93", "Lai Châu 93"],
    );
    en_report(
        "Tuyen Quang and Bac Kan both exceeded 14 percent.",
        &["Tuyên Quang 14", "Bắc Kạn 14"],
    );
    en_report(
        "Grants of 80 billion VND each to Tuyen Quang and Bac Kan were approved.",
        &["Tuyên Quang 80", "Bắc Kạn 80"],
    );
    en_report(
        "The storm injured many people: Tuyen Quang and Bac Kan with 17 each.",
        &["Tuyên Quang 17", "Bắc Kạn 17"],
    );
    vi_report(
        "Tuyên Quang và Bắc Kạn đều đạt trên 93%.",
        &["Tuyên Quang 93", "Bắc Kạn 93"],
    );
    // What follows a list of brackets is of none of them.
    en_report(
        "Only Tuyen Quang (4.9 percent) and Bac Kan (4.1 percent) grew by less than 5 percent.",
        &["Tuyên Quang 4.9", "Bắc Kạn 4.1"],
    );
}

#[test]
fn a_place_compared_with_has_what_is_told_of_it() {
    en_report(
        "Tuyen Quang grew by 7.7 percent, far behind Bac Kan, whose pace of 10.9 percent was praised.",
        &["Tuyên Quang 7.7", "Bắc Kạn 10.9"],
    );
    en_report(
        "Tuyen Quang spent 41 percent, below Bac Kan and Lai Chau, which spent 62 percent and 58 percent, respectively.",
        &["Tuyên Quang 41", "Bắc Kạn 62", "Lai Châu 58"],
    );
    // A unit of old that became a part of another is no subject.
    en_report(
        "Tuyen Quang, now including the former Ha Giang, collected 3.1 trillion VND.",
        &["Tuyên Quang 3.1"],
    );
}

#[test]
fn a_line_goes_on_about_the_one_place_it_named() {
    en_report(
        "Tuyen Quang remains poor. By the end of May, it was home to 212 valid FDI projects.",
        &["Tuyên Quang 212"],
    );
    en_report(
        "Growth was slow in Tuyen Quang. In the past tenure it met 19 of the 21 goals.",
        &["Tuyên Quang 19/21"],
    );
    vi_report(
        "Kinh tế Tuyên Quang chỉ tăng 4,6%. Thu ngân sách ba tháng được 1.268 tỷ đồng, bằng 27,6% dự toán.",
        &["Tuyên Quang 4.6", "Tuyên Quang 1268", "Tuyên Quang 27.6"],
    );
    // Two provinces were named: of which of them?
    vi_report(
        "Kinh tế Tuyên Quang chỉ tăng 4,6%, Bắc Kạn 5,1%. Thu ngân sách ba tháng được 1.268 tỷ đồng.",
        &["Tuyên Quang 4.6", "Bắc Kạn 5.1"],
    );
}

#[test]
fn what_a_person_tells_of_the_province_is_not_the_persons() {
    vi_report(
        "Tại Tuyên Quang, vốn đã giải ngân là 1.812 tỷ đồng. Ông Lê Văn Nam, Chủ tịch UBND tỉnh, cho biết tỉnh đã thu ngân sách 2.100 tỷ đồng.",
        &["Tuyên Quang 1812", "Tuyên Quang 2100"],
    );
}

#[test]
fn the_sentence_before_tells_what_is_measured() {
    let found = figures(
        Lang::Vi,
        "",
        "96,18% số cử tri đã đi bầu. Cao nhất là Tuyên Quang (99,92%), thấp nhất là Bắc Kạn (95,1%).",
    );
    assert_eq!(found, ["Tuyên Quang 99.92", "Bắc Kạn 95.1"]);
}
