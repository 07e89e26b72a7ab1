//! One sentence a pattern, written for this test.

mod agent;
mod carried;
mod measured;
mod moved;
mod naming;
mod ranked;
mod topic;

use crate::document::Lang;
use crate::text::normalize;

/// Recognises a body under a title and prints each figure as `locality value/denominator unit`.
fn figures(lang: Lang, title: &str, text: &str) -> Vec<String> {
    let document = super::gold::document(title, &normalize(text), Some("2024-06-20"), lang);
    let found = crate::enrich::annotate(&document);
    found
        .figures
        .iter()
        .map(|figure| {
            assert!(!figure.value_span.of(document.text.full()).is_empty());
            assert!(figure.sentence.contains(&figure.value_span));
            let value = match (figure.value, figure.value_min, figure.value_max) {
                (Some(value), _, _) => value.to_string(),
                (None, Some(low), Some(high)) => format!("{low}..{high}"),
                _ => "?".to_owned(),
            };
            let whole = figure
                .denominator
                .map_or(String::new(), |d| format!("/{d}"));
            format!("{} {value}{whole}", figure.locality_name)
        })
        .collect()
}

fn check(lang: Lang, title: &str, text: &str, expected: &[&str]) {
    assert_eq!(figures(lang, title, text), expected, "in {text:?}");
}

fn en(text: &str, expected: &[&str]) {
    check(Lang::En, "", text, expected);
}

fn vi(text: &str, expected: &[&str]) {
    check(Lang::Vi, "", text, expected);
}

/// Checks a sentence in a text that gives figures throughout: a number that only follows a place counts
/// there alone.
fn in_report(lang: Lang, text: &str, expected: &[&str]) {
    let company = match lang {
        Lang::En => "Long An achieved 15/15 targets, Tra Vinh 14/15.",
        Lang::Vi => "Long An hoàn thành 15/15 chỉ tiêu, Trà Vinh 14/15.",
    };
    let mut found = figures(lang, "", &format!("{text}\n{company}"));
    let rest = found.split_off(found.len().saturating_sub(2));
    assert_eq!(rest, ["Long An 15/15", "Trà Vinh 14/15"], "in {text:?}");
    assert_eq!(found, expected, "in {text:?}");
}

fn en_report(text: &str, expected: &[&str]) {
    in_report(Lang::En, text, expected);
}

fn vi_report(text: &str, expected: &[&str]) {
    in_report(Lang::Vi, text, expected);
}

#[test]
fn locality_achieved_a_of_b() {
    en(
        "Quang Ninh achieved 15/15 targets, Phu Tho 14/15.",
        &["Quảng Ninh 15/15", "Phú Thọ 14/15"],
    );
    vi(
        "Năm 2023, tỉnh Hà Nam hoàn thành 16/18 chỉ tiêu, Thái Bình 15/18.",
        &["Hà Nam 16/18", "Thái Bình 15/18"],
    );
    en(
        "Nam Dinh met 14 of 17 targets in 2023.",
        &["Nam Định 14/17"],
    );
}

#[test]
fn a_list_distributes_the_head() {
    en_report(
        "Four provinces had negative growth: Ba Ria - Vung Tau (-1.02%), Lai Chau (-2.27%), and Quang Nam (-8.25%).",
        &[
            "Bà Rịa - Vũng Tàu -1.02",
            "Lai Châu -2.27",
            "Quảng Nam -8.25",
        ],
    );
    vi_report(
        "Tốc độ tăng trưởng của một số địa phương: Bắc Giang 13,45%; Hậu Giang 12,27%; Hải Phòng 10,34%.",
        &["Bắc Giang 13.45", "Hậu Giang 12.27", "Hải Phòng 10.34"],
    );
    vi_report(
        "Số người chết do bão gồm: Lào Cai 12 người, Yên Bái 7, Cao Bằng 3.",
        &["Lào Cai 12", "Yên Bái 7", "Cao Bằng 3"],
    );
    en_report(
        "New Party members: 2,150 in Nghe An, 1,840 in Thanh Hoa and 960 in Ha Tinh.",
        &["Nghệ An 2150", "Thanh Hóa 1840", "Hà Tĩnh 960"],
    );
    vi_report(
        "Cả vùng có 45 dự án mới, trong đó 20 dự án ở Bình Dương, 15 dự án ở Đồng Nai.",
        &["Bình Dương 20", "Đồng Nai 15"],
    );
}

#[test]
fn respectively() {
    en_report(
        "The poverty rates of Lai Chau, Son La and Cao Bang were 27.2, 21.9 and 24.2 percent respectively.",
        &["Lai Châu 27.2", "Sơn La 21.9", "Cao Bằng 24.2"],
    );
    vi_report(
        "Thu ngân sách của Nghệ An, Hà Tĩnh và Quảng Bình lần lượt đạt 8.120 tỷ đồng, 5.600 tỷ đồng và 2.940 tỷ đồng.",
        &["Nghệ An 8120", "Hà Tĩnh 5600", "Quảng Bình 2940"],
    );
    en_report(
        "There were 12 and 15 new projects in Ha Nam and Nam Dinh respectively.",
        &["Hà Nam 12", "Nam Định 15"],
    );
    en_report(
        "Bac Ninh and Hai Phong attracted $1.8 billion and $2.1 billion.",
        &["Bắc Ninh 1.8", "Hải Phòng 2.1"],
    );
}

#[test]
fn money_in_all_spellings() {
    en_report(
        "Quang Ninh collected VND55.6 trillion for the budget.",
        &["Quảng Ninh 55.6"],
    );
    en_report(
        "Quang Ninh collected VND 55.6 trillion for the budget, up 9%.",
        &["Quảng Ninh 55.6", "Quảng Ninh 9"],
    );
    en_report(
        "Hai Phong drew US$3.1 billion in foreign investment.",
        &["Hải Phòng 3.1"],
    );
    en_report(
        "Hai Phong drew USD 3.1 billion in foreign investment.",
        &["Hải Phòng 3.1"],
    );
    en_report(
        "Hai Phong exported goods worth 3,100 million US dollars.",
        &["Hải Phòng 3100"],
    );
    vi_report(
        "Hà Nội thu 410 nghìn tỷ đồng, bằng 100,4% dự toán.",
        &["Hà Nội 410", "Hà Nội 100.4"],
    );
}

#[test]
fn levels_and_changes_of_a_subject() {
    en(
        "Thai Binh's exports fell 3.2 percent to $1.1 billion, while its industrial output rose by 12.5 percent.",
        &["Thái Bình -3.2", "Thái Bình 1.1", "Thái Bình 12.5"],
    );
    vi(
        "Lâm Đồng có dân số hơn 1,5 triệu người, tỷ lệ hộ nghèo giảm còn 2,1%, giảm 0,9 điểm phần trăm so với năm 2022.",
        &["Lâm Đồng 1.5", "Lâm Đồng 2.1", "Lâm Đồng -0.9"],
    );
    en(
        "Dong Nai has a population of over 3.2 million, Binh Duong 2.8 million.",
        &["Đồng Nai 3.2", "Bình Dương 2.8"],
    );
    vi(
        "Trong nhiệm kỳ, Đảng bộ tỉnh Hưng Yên kết nạp hơn 1 vạn đảng viên.",
        &["Hưng Yên 1"],
    );
    vi(
        "Tỷ lệ che phủ rừng của Bắc Kạn đạt 73,4%.",
        &["Bắc Kạn 73.4"],
    );
    en(
        "The poverty rate in Ha Giang dropped from 42.1% to 37.1% in a year.",
        &["Hà Giang 42.1", "Hà Giang 37.1"],
    );
}

#[test]
fn ranks() {
    en_report(
        "Da Nang ranked 16th, two spots below Long An.",
        &["Đà Nẵng 16"],
    );
    en_report(
        "Long An came second in the index while Bac Giang placed fourth.",
        &["Long An 2", "Bắc Giang 4"],
    );
    vi_report(
        "Quảng Ninh xếp thứ nhất, Long An xếp thứ hai, Hải Phòng đứng thứ 3 cả nước.",
        &["Quảng Ninh 1", "Long An 2", "Hải Phòng 3"],
    );
    vi_report(
        "Hải Dương xếp thứ 17/63 tỉnh, thành phố, tăng 15 bậc.",
        &["Hải Dương 17/63", "Hải Dương 15"],
    );
    vi_report(
        "Nghệ An tụt 4 bậc xuống hạng 44.",
        &["Nghệ An -4", "Nghệ An 44"],
    );
    en_report(
        "Hai Phong ranked No. 3 nationwide with a score of 70.34 points.",
        &["Hải Phòng 3", "Hải Phòng 70.34"],
    );
}

#[test]
fn the_topic_of_an_article() {
    check(
        Lang::Vi,
        "Hà Nam: Thu ngân sách vượt dự toán",
        "Sáu tháng đầu năm, tổng thu ngân sách ước đạt 8.350 tỷ đồng. Toàn tỉnh kết nạp 512 đảng viên mới. \
         Ông Nguyễn Văn Tám trồng 300 gốc bưởi.",
        &["Hà Nam 8350", "Hà Nam 512"],
    );
    check(
        Lang::En,
        "Ha Nam exceeds its plan",
        "Budget revenue reached 8,350 billion VND. The province admitted 512 new Party members. \
         In Duy Tien town, 40 households moved.",
        &["Hà Nam 8350", "Hà Nam 512"],
    );
}

#[test]
fn what_is_not_of_a_province_is_left_out() {
    en("In Dong Van district, Ha Giang, 120 households moved.", &[]);
    en("Each household in Quang Nam received 5 million VND.", &[]);
    vi(
        "Anh Nam, 35 tuổi, quê Thái Bình, làm việc 12 năm ở huyện Tiền Hải.",
        &[],
    );
    vi("Ngày 12/5, tại Hà Nội, hội nghị lần thứ 9 khai mạc.", &[]);
    en(
        "On May 12, 2024, Hanoi hosted the 9th conference under Directive 35-CT/TW.",
        &[],
    );
    vi(
        "\"Mỗi năm gia đình tôi thu 200 triệu đồng\", ông Ba ở Bến Tre nói.",
        &[],
    );
}

#[test]
fn rows_of_a_table() {
    vi(
        "Địa phương | GRDP (%) | Giải ngân (%)\nQuảng Ninh | 9,12 | 45,6\nTP. Hải Phòng | 10,01 | 51",
        &[
            "Quảng Ninh 9.12",
            "Quảng Ninh 45.6",
            "Hải Phòng 10.01",
            "Hải Phòng 51",
        ],
    );
    en(
        "1 | Hai Duong | 8.2 | 12,300",
        &["Hải Dương 8.2", "Hải Dương 12300"],
    );
}

#[test]
fn news_agency_english() {
    en_report(
        "The new An Giang has 3.68 million people and a GRDP of more than VND270 trillion, ranking 8th.",
        &["An Giang 3.68", "An Giang 270", "An Giang 8"],
    );
    en_report(
        "Ninh Binh, formed from Ha Nam and Nam Dinh, covers 3,942 sq km with 4.4 million people.",
        &["Ninh Bình 3942", "Ninh Bình 4.4"],
    );
    en_report(
        "Budget collections in Hai Phong reached 118 trillion VND, equal to 112 percent of the estimate.",
        &["Hải Phòng 118", "Hải Phòng 112"],
    );
    en_report(
        "The number of commune-level units in Lang Son falls from 194 to 65.",
        &["Lạng Sơn 194", "Lạng Sơn 65"],
    );
    en_report(
        "Vinh Long vaccinated 1.1 million people, 78 percent of adults, and Dong Thap 0.9 million.",
        &["Vĩnh Long 1.1", "Vĩnh Long 78", "Đồng Tháp 0.9"],
    );
    en_report(
        "Long An disbursed 61.2% of its public investment, Tien Giang 72.8% and Ben Tre only 48%.",
        &["Long An 61.2", "Tiền Giang 72.8", "Bến Tre 48"],
    );
    en_report(
        "Thanh Hoa leads with 547 communes, followed by Nghe An (412).",
        &["Thanh Hóa 547", "Nghệ An 412"],
    );
    en_report(
        "Nghe An's poverty rate is 4.1 percent, 1.2 percentage points lower than a year earlier.",
        &["Nghệ An 4.1", "Nghệ An -1.2"],
    );
    en_report(
        "With 98.7 percent, Ha Tinh topped the list.",
        &["Hà Tĩnh 98.7", "Hà Tĩnh 1"],
    );
    en_report(
        "GRDP per capita in Binh Duong stood at 172 million VND, second in the country.",
        &["Bình Dương 172", "Bình Dương 2"],
    );
    en_report("Can Tho ranks 9th out of 63.", &["Cần Thơ 9/63"]);
    en_report(
        "Growth slowed in Bac Lieu (5.1 percent), An Giang (4.9) and Kien Giang (4.5).",
        &["Bạc Liêu 5.1", "An Giang 4.9", "Kiên Giang 4.5"],
    );
    en_report(
        "There are 45,000 Party members in Cao Bang.",
        &["Cao Bằng 45000"],
    );
    en_report(
        "Dien Bien closed 38 schools and 1,250 officials retired early.",
        &["Điện Biên 38", "Điện Biên 1250"],
    );
    en_report(
        "Storm damage in Quang Ninh was put at 24.8 trillion VND, in Hai Phong 12.2 trillion.",
        &["Quảng Ninh 24.8", "Hải Phòng 12.2"],
    );
    en_report(
        "Hau Giang reported growth of 13.1 percent against 8.2 percent in Soc Trang.",
        &["Hậu Giang 13.1", "Sóc Trăng 8.2"],
    );
}

#[test]
fn provincial_vietnamese() {
    vi_report(
        "Sau sắp xếp, Lạng Sơn còn 65 xã, phường, giảm 129 đơn vị.",
        &["Lạng Sơn 65", "Lạng Sơn 129"],
    );
    vi_report(
        "Đảng bộ tỉnh Thanh Hóa có 23,4 vạn đảng viên.",
        &["Thanh Hóa 23.4"],
    );
    vi_report(
        "Nghệ An có 412 xã, trong đó 327 xã đạt chuẩn nông thôn mới (79,4%).",
        &["Nghệ An 412", "Nghệ An 327", "Nghệ An 79.4"],
    );
    vi_report(
        "Thu nhập bình quân đầu người của Bắc Ninh đạt 72,4 triệu đồng, gấp 1,3 lần bình quân cả nước.",
        // How often the average of the nation is no measure of the province.
        &["Bắc Ninh 72.4"],
    );
    vi_report(
        "Tỷ lệ hộ nghèo của Điện Biên còn 21,3%, Lai Châu 17,8%.",
        &["Điện Biên 21.3", "Lai Châu 17.8"],
    );
    vi_report(
        "Bình Phước: 8/8 chỉ tiêu; Tây Ninh: 7/8.",
        &["Bình Phước 8/8", "Tây Ninh 7/8"],
    );
    vi_report(
        "Đồng Nai giải ngân 61,2%, trong khi Bình Phước chỉ đạt 38%.",
        &["Đồng Nai 61.2", "Bình Phước 38"],
    );
    vi_report(
        "Tỷ lệ này ở Sóc Trăng là 2,1%, ở Trà Vinh là 1,8%.",
        &["Sóc Trăng 2.1", "Trà Vinh 1.8"],
    );
    vi_report(
        "Số xã của Bắc Giang giảm từ 192 xuống còn 99 xã.",
        &["Bắc Giang 99"],
    );
    vi_report(
        "Thiệt hại ước tính do bão của Yên Bái là 5.738 tỷ đồng, có 54 người chết và 2 người mất tích.",
        &["Yên Bái 5738", "Yên Bái 54", "Yên Bái 2"],
    );
    check(
        Lang::Vi,
        "Đắk Nông sau nửa nhiệm kỳ",
        "GRDP bình quân đầu người đạt 67,9 triệu đồng; tỷ lệ hộ nghèo còn 5,19%, giảm 2,4 điểm phần trăm. \
         Có 38/60 xã đạt chuẩn nông thôn mới. Toàn tỉnh có 3.112 doanh nghiệp, tổng vốn 32.500 tỷ đồng.",
        &[
            "Đắk Nông 67.9",
            "Đắk Nông 5.19",
            "Đắk Nông -2.4",
            "Đắk Nông 38/60",
            "Đắk Nông 3112",
            "Đắk Nông 32500",
        ],
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn never_panics_and_spans_slice(
        text in "(?:Quảng Ninh|Hà Nam|huyện Ba Bể|[0-9]{1,4}|[.,;:%/()|\u{a0}\\n -]|tỷ đồng|giảm|đạt|lần lượt| và |\"|Nghị quyết|NQ/TW|UBND tỉnh|năm|respectively|xã){0,40}"
    ) {
        // Each value must slice and lie in its sentence; `figures` asserts both.
        let _ = figures(Lang::Vi, "Hà Nam", &text);
        let _ = figures(Lang::En, "", &text);
    }
}
