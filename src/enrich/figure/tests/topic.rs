//! What a text is about where its sentences name no place.

use super::check;
use crate::document::Lang;

/// Rows that make a text report throughout, which other places have.
const REPORT: &str = "Long An hoàn thành 15/15 chỉ tiêu, Trà Vinh 14/15.";

fn vi(title: &str, text: &str, expected: &[&str]) {
    check(Lang::Vi, title, text, expected);
}

fn en(title: &str, text: &str, expected: &[&str]) {
    check(Lang::En, title, text, expected);
}

#[test]
fn a_report_names_its_province_once() {
    vi(
        "Báo cáo công tác năm 2023",
        "Trình Hội nghị Ban Thường vụ Tỉnh ủy Tuyên Quang ngày 18/12/2023 về kết quả công tác của toàn tỉnh\n\
         - Tổ chức: toàn Đảng bộ có 512 tổ chức cơ sở đảng, 57.300 đảng viên.\n\
         - Kết nạp: cả tỉnh kết nạp 1.640 đảng viên, đạt 102% kế hoạch.",
        &[
            "Tuyên Quang 512",
            "Tuyên Quang 57300",
            "Tuyên Quang 1640",
            "Tuyên Quang 102",
        ],
    );
    en(
        "Year-end conference",
        "The Tuyen Quang provincial Party Committee reviewed its work and set out the tasks of the coming year.\n\
         The whole Party organisation has 57,300 Party members. The province admitted 1,640 new Party members.",
        &["Tuyên Quang 57300", "Tuyên Quang 1640"],
    );
}

#[test]
fn what_another_province_has_is_not_the_topics() {
    vi(
        "Tuyên Quang tổng kết",
        "Toàn tỉnh kết nạp 1.640 đảng viên. Toàn vùng có 318 nhà bị sập.\n\
         Phía đông thiếu 200 giáo viên. Thu ngân sách đạt 3.500 tỷ đồng.",
        &["Tuyên Quang 1640", "Tuyên Quang 3500"],
    );
}

#[test]
fn a_lower_unit_in_passing_leaves_the_province_the_subject() {
    vi(
        "Tuyên Quang sau bão",
        "Bão nhấn chìm nhiều công trường ở Na Hang, Chiêm Hóa. Cơn lũ làm 3 người chết; 1.967 ha lúa mất trắng.\n\
         Thu ngân sách đạt 3.500 tỷ đồng, tỷ lệ hộ nghèo còn 9,1%.",
        &[
            "Tuyên Quang 3",
            "Tuyên Quang 1967",
            "Tuyên Quang 3500",
            "Tuyên Quang 9.1",
        ],
    );
    // The rural area is no hamlet.
    vi(
        "Tuyên Quang tổng kết",
        &format!("Bình quân khu vực nông thôn Tuyên Quang đạt 41 triệu đồng.\n{REPORT}"),
        &["Tuyên Quang 41", "Long An 15/15", "Trà Vinh 14/15"],
    );
}

#[test]
fn a_dateline_is_no_subject() {
    vi(
        "",
        &format!("Hà Nội, 6/7 - Chín địa phương có tốc độ tăng GRDP từ 10% trở lên.\n{REPORT}"),
        &["Long An 15/15", "Trà Vinh 14/15"],
    );
}

#[test]
fn what_is_told_aside_is_no_subject() {
    en(
        "",
        "Thai Nguyen, whose Party organisation grew when it absorbed Bac Kan, admitted 1,955 Party members.",
        &["Thái Nguyên 1955"],
    );
}

#[test]
fn numbered_lines_rank_their_provinces() {
    vi(
        "Xếp hạng chỉ số cải cách hành chính",
        "Chỉ số cải cách hành chính năm 2023 của các địa phương dẫn đầu:\n\
         1. Tuyên Quang 92,1\n2. Long An 91,8\n3. Trà Vinh 90,2",
        &[
            "Tuyên Quang 1",
            "Tuyên Quang 92.1",
            "Long An 2",
            "Long An 91.8",
            "Trà Vinh 3",
            "Trà Vinh 90.2",
        ],
    );
}

#[test]
fn the_province_that_opens_a_title_is_its_topic() {
    vi(
        "Tuyên Quang vào năm học mới: đủ lớp ở xã vùng cao",
        &format!("Toàn tỉnh kết nạp 1.640 đảng viên, thu ngân sách đạt 3.500 tỷ đồng.\n{REPORT}"),
        &[
            "Tuyên Quang 1640",
            "Tuyên Quang 3500",
            "Long An 15/15",
            "Trà Vinh 14/15",
        ],
    );
}

#[test]
fn what_many_provinces_or_an_old_part_have_is_not_the_topics() {
    vi(
        "Tuyên Quang tăng trưởng khá",
        "Quý I, 19/34 tỉnh có GRDP tăng từ 8% trở lên. Thu ngân sách của Tuyên Quang, địa phương gồm cả Hà Giang \
         trước đây, đạt 3.500 tỷ đồng.",
        &["Tuyên Quang 3500"],
    );
}

#[test]
fn a_bracket_that_compares_deals_nothing_out() {
    en(
        "Tuyen Quang reopens",
        "By June the province recorded 20,200 infections (second after Ha Giang). The province admitted 1,640 new \
         Party members and collected 3,500 billion VND of budget revenue; poverty fell to 9.1 percent.",
        &[
            "Tuyên Quang 20200",
            "Tuyên Quang 2",
            "Tuyên Quang 1640",
            "Tuyên Quang 3500",
            "Tuyên Quang 9.1",
        ],
    );
    vi(
        "Tuyên Quang chuẩn bị Đại hội",
        "Dự thảo đặt ra 27 chỉ tiêu. Toàn tỉnh kết nạp 1.640 đảng viên, thu ngân sách đạt 3.500 tỷ đồng; có đến 65 \
         thí sinh đạt điểm từ 9 trở lên.",
        &[
            "Tuyên Quang 27",
            "Tuyên Quang 1640",
            "Tuyên Quang 3500",
            "Tuyên Quang 65",
        ],
    );
}
