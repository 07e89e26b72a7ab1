//! Tables about one province whose rows are what is measured.

use super::figures;
use crate::document::Lang;

const TITLE: &str = "Tuyên Quang: Kết quả chín tháng";

fn check(table: &str, expected: &[&str]) {
    assert_eq!(figures(Lang::Vi, TITLE, table), expected, "in {table:?}");
}

#[test]
fn rows_are_of_the_province_that_the_text_is_about() {
    let expected = [
        "Tuyên Quang 312.4",
        "Tuyên Quang 98.7",
        "Tuyên Quang 8430",
        "Tuyên Quang 61",
    ];
    check(
        "Chỉ tiêu | Đơn vị | Thực hiện | So kế hoạch (%)\nSản lượng chè | nghìn tấn | 312,4 | 98,7\nTrồng rừng | ha | 8.430 | 61",
        &expected,
    );
    check(
        "Chỉ tiêu\nĐơn vị\nThực hiện\nSo kế hoạch (%)\nSản lượng chè\nnghìn tấn\n312,4\n98,7\nTrồng rừng\nha\n8.430\n61\nHết bảng",
        &expected,
    );
}

#[test]
fn columns_may_be_years_or_provinces() {
    check(
        "Chỉ tiêu | Năm 2023 | Năm 2024\nThu ngân sách (tỷ đồng) | 7.100 | 8.240",
        &["Tuyên Quang 7100", "Tuyên Quang 8240"],
    );
    check(
        "Chỉ tiêu | Bắc Kạn | Hà Nam\nTăng trưởng (%) | 8,2 | 7,9\nĐảng viên mới | 812 | 1.020",
        &["Bắc Kạn 8.2", "Hà Nam 7.9", "Bắc Kạn 812", "Hà Nam 1020"],
    );
}

#[test]
fn a_line_with_a_label_counts() {
    check(
        "- Khách du lịch: 2,1 triệu lượt, tăng 14%.\n- Số doanh nghiệp thành lập mới: 412.\nLượt xem: 1.307",
        &["Tuyên Quang 2.1", "Tuyên Quang 14", "Tuyên Quang 412"],
    );
}

#[test]
fn a_table_without_units_is_none() {
    check(
        "Đơn vị | Ngày gửi | Số văn bản\nSở Tài chính | 3/4 | 112",
        &[],
    );
    check("Đơn vị\nSở Tài chính\nSở Xây dựng", &[]);
}

#[test]
fn a_label_may_give_the_unit_and_a_row_its_number() {
    check(
        "1. Thu ngân sách (tỷ đồng): 8.240\n2. Tỷ lệ hộ nghèo (%): 2,4",
        &["Tuyên Quang 8240", "Tuyên Quang 2.4"],
    );
    check(
        "STT\nTỉnh\nĐảng viên mới\nTỷ lệ (%)\n1\nHà Nam\n812\n71,2\n2\nBắc Kạn\n1.020\n68",
        &["Hà Nam 812", "Hà Nam 71.2", "Bắc Kạn 1020", "Bắc Kạn 68"],
    );
}
