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
fn a_table_without_units_is_none() {
    check(
        "Đơn vị | Ngày gửi | Số văn bản\nSở Tài chính | 3/4 | 112",
        &[],
    );
    check("Đơn vị\nSở Tài chính\nSở Xây dựng", &[]);
}
