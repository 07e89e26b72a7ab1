//! Moves and differences: from where to where, by how much, and against whom.

use super::{en_report, figures, vi_report};
use crate::document::Lang;

/// Checks a sentence in a text about Tuyên Quang.
fn about(lang: Lang, text: &str, expected: &[&str]) {
    let title = match lang {
        Lang::Vi => "Tuyên Quang: Nhìn lại một năm",
        Lang::En => "Tuyen Quang looks back on a year",
    };
    let found = figures(lang, title, text);
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn places_are_left_and_reached() {
    en_report(
        "Tuyen Quang leapt from 48th to 22nd, and Bac Kan slid nine places to 57th.",
        &[
            "Tuyên Quang 48",
            "Tuyên Quang 22",
            "Bắc Kạn -9",
            "Bắc Kạn 57",
        ],
    );
    vi_report(
        "Tuyên Quang tụt hai bậc, về thứ năm (9,1%).",
        &["Tuyên Quang -2", "Tuyên Quang 5", "Tuyên Quang 9.1"],
    );
    vi_report(
        "Chỉ số của Tuyên Quang tăng mạnh từ thứ 48 lên thứ 22.",
        &["Tuyên Quang 48", "Tuyên Quang 22"],
    );
    en_report(
        "Tuyen Quang has climbed to 12/63 since March.",
        &["Tuyên Quang 12/63"],
    );
    vi_report("Tuyên Quang họp lại về thứ hai tuần sau.", &[]);
}

#[test]
fn first_and_last_places_are_told_by_words() {
    en_report(
        "Tuyen Quang headed the Provincial Competitiveness Index with 71.2 points while Bac Kan finished last of the \
         63 provinces and cities with 58.4.",
        &[
            "Tuyên Quang 1",
            "Tuyên Quang 71.2",
            "Bắc Kạn 63/63",
            "Bắc Kạn 58.4",
        ],
    );
    vi_report(
        "Quán quân là Tuyên Quang, 71,2 điểm.",
        &["Tuyên Quang 1", "Tuyên Quang 71.2"],
    );
    vi_report(
        "Tuyên Quang giải ngân tốt nhất, 81,4% kế hoạch.",
        &["Tuyên Quang 1", "Tuyên Quang 81.4"],
    );
    vi_report("Tuyên Quang có nhà máy lớn nhất cả nước.", &[]);
    en_report(
        "The rate in Tuyen Quang was 9.4 percent (4th place nationwide).",
        &["Tuyên Quang 9.4", "Tuyên Quang 4"],
    );
}

#[test]
fn a_difference_from_another_place_is_no_value() {
    en_report(
        "Tuyen Quang disbursed 41.2 percent, higher than Bac Kan by 1.7 percentage points.",
        &["Tuyên Quang 41.2"],
    );
    en_report(
        "Tuyen Quang disbursed 41.2 percent, some 9 points less than that of Bac Kan (50.3 percent).",
        &["Tuyên Quang 41.2", "Bắc Kạn 50.3"],
    );
    vi_report(
        "Tuyên Quang giải ngân 41,2%, thấp hơn Bắc Kạn 9 điểm.",
        &["Tuyên Quang 41.2"],
    );
    vi_report(
        "Tuyên Quang giải ngân 41,2%, cao hơn Bắc Kạn (40,3%).",
        &["Tuyên Quang 41.2", "Bắc Kạn 40.3"],
    );
    vi_report(
        "Tuyên Quang giải ngân 41,2%, kém bình quân chung cả nước 0,6 điểm phần trăm.",
        &["Tuyên Quang 41.2", "Tuyên Quang -0.6"],
    );
}

#[test]
fn a_fall_is_negative_however_it_is_told() {
    en_report(
        "Construction in Tuyen Quang turned around to minus 2.4 percent.",
        &["Tuyên Quang -2.4"],
    );
    about(
        Lang::En,
        "The poverty rate is to be lowered by at least two percentage points this year.",
        &["Tuyên Quang -2"],
    );
    about(
        Lang::Vi,
        "Toàn tỉnh kỷ luật 91 đảng viên, ít hơn cùng kỳ 17 đảng viên.",
        &["Tuyên Quang 91", "Tuyên Quang -17"],
    );
}

#[test]
fn bare_counts_go_on_with_what_was_counted() {
    en_report(
        "Tuyen Quang had 14 projects, while Bac Kan dropped from 9 to 5.",
        &["Tuyên Quang 14", "Bắc Kạn 9", "Bắc Kạn 5"],
    );
    about(
        Lang::En,
        "The province set up 1,204 enterprises and 317 dissolved.",
        &["Tuyên Quang 1204", "Tuyên Quang 317"],
    );
    about(
        Lang::Vi,
        "Tỉnh kết nạp 812 đảng viên, đạt 61,3% chỉ tiêu (1.325), giảm chi bộ ghép xuống 4.",
        &[
            "Tuyên Quang 812",
            "Tuyên Quang 61.3",
            "Tuyên Quang 1325",
            "Tuyên Quang 4",
        ],
    );
}

#[test]
fn number_words_count_beside_digits() {
    about(
        Lang::Vi,
        "Ủy ban kiểm tra các cấp kiểm tra một tổ chức đảng và 23 đảng viên, kỷ luật bảy đảng viên.",
        &["Tuyên Quang 1", "Tuyên Quang 23", "Tuyên Quang 7"],
    );
    // Without digits, and where any one is meant.
    about(Lang::Vi, "Có hai xã chưa họp.", &[]);
    about(
        Lang::Vi,
        "Cả hai xã và một xã khác trong 5 ngày họp lại.",
        &[],
    );
}

#[test]
fn a_mark_crossed_for_the_first_time_is_no_second_value() {
    about(
        Lang::En,
        "The poverty rate (0.84 percent) is less than 1 percent for the first time.",
        &["Tuyên Quang 0.84"],
    );
}

#[test]
fn a_run_may_have_semicolons() {
    vi_report(
        "Tuyên Quang, Bắc Kạn, Hà Nam đạt lần lượt 5,1%; 6,22% và 7,3%.",
        &["Tuyên Quang 5.1", "Bắc Kạn 6.22", "Hà Nam 7.3"],
    );
}

#[test]
fn a_month_before_a_sum_is_no_day() {
    about(
        Lang::En,
        "Budget revenue from January to October 12,480 billion VND.",
        &["Tuyên Quang 12480"],
    );
}

#[test]
fn places_are_held_and_taken() {
    en_report(
        "The top spot went to Tuyen Quang with 70.3 points, and Bac Kan retained third place.",
        &["Tuyên Quang 1", "Tuyên Quang 70.3", "Bắc Kạn 3"],
    );
    en_report(
        "Tuyen Quang claimed the top position and Bac Kan remained in 58th place.",
        &["Tuyên Quang 1", "Bắc Kạn 58"],
    );
    en_report(
        "Tuyen Quang left the top ten, dropping from ninth to 16th; Bac Kan came in second with 69.7 points.",
        &[
            "Tuyên Quang 9",
            "Tuyên Quang 16",
            "Bắc Kạn 2",
            "Bắc Kạn 69.7",
        ],
    );
    vi_report(
        "Ngôi đầu thuộc về Tuyên Quang (70,3 điểm), Bắc Kạn về nhì với 69,7 điểm.",
        &[
            "Tuyên Quang 1",
            "Tuyên Quang 70.3",
            "Bắc Kạn 2",
            "Bắc Kạn 69.7",
        ],
    );
    vi_report(
        "Đứng đầu bảng là Tuyên Quang với 70,3 điểm; Bắc Kạn rớt 4 hạng, từ vị trí 21 xuống vị trí 25.",
        &[
            "Tuyên Quang 1",
            "Tuyên Quang 70.3",
            "Bắc Kạn -4",
            "Bắc Kạn 21",
            "Bắc Kạn 25",
        ],
    );
    // One of the places to see is in no ranking.
    en_report("Tuyen Quang is the first place to visit.", &[]);
}

#[test]
fn what_moved_may_stand_between_the_verb_and_the_numbers() {
    en_report(
        "Tuyen Quang cut its departments from 19 to 14.",
        &["Tuyên Quang 19", "Tuyên Quang 14"],
    );
    en_report(
        "Poverty in Tuyen Quang dropped by 1.3 points, reducing the rate by 0.4 percent in a quarter.",
        &["Tuyên Quang -1.3", "Tuyên Quang -0.4"],
    );
    vi_report(
        "Tuyên Quang đạt 7,2%, thấp hơn mục tiêu 1,1 điểm phần trăm.",
        &["Tuyên Quang 7.2", "Tuyên Quang -1.1"],
    );
}

#[test]
fn both_places_have_what_is_told_of_both() {
    en_report(
        "Both Tuyen Quang and Bac Kan admitted more than 800 members.",
        &["Tuyên Quang 800", "Bắc Kạn 800"],
    );
    vi_report(
        "Tuyên Quang, Bắc Kạn, Hà Nam lần lượt tăng 8,1%, 7,9%, 7,2%.",
        &["Tuyên Quang 8.1", "Bắc Kạn 7.9", "Hà Nam 7.2"],
    );
}

#[test]
fn a_length_or_a_price_is_of_the_place_beside_it() {
    en_report(
        "Tuyen Quang built 41 km of roads and twenty-three houses.",
        &["Tuyên Quang 41", "Tuyên Quang 23"],
    );
    vi_report(
        "Giá lúa tại Tuyên Quang là 7.200 đồng/kg.",
        &["Tuyên Quang 7200"],
    );
    vi_report(
        "Cao tốc qua Tuyên Quang dài 29 km, lượng mưa tại Bắc Kạn 150-220 mm.",
        &["Tuyên Quang 29", "Bắc Kạn 150..220"],
    );
    vi_report("Tuyên Quang cách thủ đô 130 km.", &[]);
    about(Lang::Vi, "Tuyến đường dài 41 km.", &[]);
}

#[test]
fn a_dateline_is_no_subject() {
    vi_report(
        "Tuyên Quang, 6/7 - Chín tỉnh có mức tăng từ 10% trở lên.",
        &[],
    );
}

#[test]
fn a_level_follows_its_move() {
    en_report(
        "Party organisations in Tuyen Quang fell by 12 to 341.",
        &["Tuyên Quang 341"],
    );
    about(
        Lang::En,
        "The province disciplined 91 members: 60 were reprimanded, 22 warned, 3 dismissed and 6 expelled.",
        &[
            "Tuyên Quang 91",
            "Tuyên Quang 60",
            "Tuyên Quang 22",
            "Tuyên Quang 3",
            "Tuyên Quang 6",
        ],
    );
}

#[test]
fn what_grows_on_it_is_not_the_ground_of_a_province() {
    let found = crate::enrich::annotate(&super::super::gold::document(
        "Tuyên Quang: Nhìn lại một năm",
        "Toàn tỉnh có diện tích lúa 61.000 ha.",
        Some("2024-06-20"),
        Lang::Vi,
    ));
    let ids: Vec<&str> = found
        .figures
        .iter()
        .map(|figure| &*figure.indicator_id)
        .collect();
    assert_eq!(ids, ["other"]);
}

#[test]
fn what_each_one_gets_ends_with_its_clause() {
    about(
        Lang::Vi,
        "Tỉnh hỗ trợ 1.240 hộ, mỗi hộ 60 triệu đồng, xóa xong 97% nhà tạm.",
        &["Tuyên Quang 1240", "Tuyên Quang 97"],
    );
}
