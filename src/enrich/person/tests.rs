//! Gold of our own: sentences for every rule, in both languages.

mod foreign;

use super::super::annotate;
use super::super::score::document;
use crate::document::{Annotations, Lang};

fn read(text: &str, lang: Lang) -> Annotations {
    annotate(&document(
        "Một ngày làm việc ở cơ sở",
        text,
        lang,
        Some("2023-05-04"),
    ))
}

fn check(text: &str, lang: Lang, expected: &[&str]) {
    let found = read(text, lang);
    let names: Vec<&str> = found
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, expected, "{text}");
}

fn vi(text: &str, expected: &[&str]) {
    check(text, Lang::Vi, expected);
}

fn en(text: &str, expected: &[&str]) {
    check(text, Lang::En, expected);
}

#[test]
fn names_with_titles_before_or_after() {
    vi(
        "Đồng chí Lê Văn Sáng, Bí thư Huyện ủy, chủ trì hội nghị.",
        &["Lê Văn Sáng"],
    );
    vi(
        "Phó Chủ tịch Thường trực UBND tỉnh Hà Nam Trần Thị Bích chủ trì.",
        &["Trần Thị Bích"],
    );
    vi(
        "Bộ trưởng Bộ Kế hoạch và Đầu tư Đỗ Minh Khôi trình bày tờ trình.",
        &["Đỗ Minh Khôi"],
    );
    vi(
        "Các ông: Bùi Quốc Hưng, nguyên giám đốc sở; Ngô Tá Lâm và Phạm S bị cảnh cáo.",
        &["Bùi Quốc Hưng", "Ngô Tá Lâm", "Phạm S"],
    );
    vi(
        "Trưởng ban Tổ chức Tỉnh ủy Y Khút nói như vậy.",
        &["Y Khút"],
    );
    en(
        "Comrade Dang Thi Lua chaired the conference in the afternoon.",
        &["Dang Thi Lua"],
    );
    en(
        "Bui Van Sang, Politburo member and head of the commission, disagreed.",
        &["Bui Van Sang"],
    );
    en(
        "Minister of Planning and Investment Do Minh Khoi told a seminar.",
        &["Do Minh Khoi"],
    );
    en(
        "Chief of the Party Central Committee Office Vo Tan Loc also attended.",
        &["Vo Tan Loc"],
    );
}

#[test]
fn surnames_that_are_places_or_words() {
    vi(
        "Bà Lại Châu Loan và ông Mai Quảng Ngọc ký khống hồ sơ.",
        &["Lại Châu Loan", "Mai Quảng Ngọc"],
    );
    vi("Ông Hà Ban nhắc lại việc này.", &["Hà Ban"]);
    en(
        "Cao Lang Anh, an economist, was not convinced by it.",
        &["Cao Lang Anh"],
    );
    en(
        "Mr Long praised it, and Ha Minh Tu said he would go.",
        &["Ha Minh Tu"],
    );
}

#[test]
fn names_of_minorities_and_foreigners() {
    vi(
        "Bà H'Lim Niê và ông Ksor Nham đến từ buôn xa.",
        &["H'Lim Niê", "Ksor Nham"],
    );
    vi(
        "Tổng thống Nga Vladimir Orlov gửi điện mừng.",
        &["Vladimir Orlov"],
    );
    vi(
        "Theo bà Chen Mei-lin, đại diện hiệp hội, giá sẽ giảm.",
        &["Chen Mei-lin"],
    );
    en(
        "Y Blang Kbuor, 31 years old, is the youngest delegate.",
        &["Y Blang Kbuor"],
    );
    en(
        "Ms. Sato Yumiko of a Japanese NGO brought filters.",
        &["Sato Yumiko"],
    );
    en(
        "Ingrid Solberg, a World Bank specialist, praised the women.",
        &["Ingrid Solberg"],
    );
    en(
        "Kim Ji-hoon, who runs a workshop, complained about permits.",
        &["Kim Ji-hoon"],
    );
}

#[test]
fn institutions_streets_and_campaigns_are_no_persons() {
    for text in [
        "Kẹt xe trên đường Nguyễn Văn Linh vào buổi sáng.",
        "Học sinh Trường THPT chuyên Lê Hồng Phong dự lễ.",
        "Lễ tang tổ chức tại số 5 Trần Thánh Tông vào thứ sáu.",
        "Người dân phường Trần Hưng Đạo đi bỏ phiếu sớm.",
        "Nghĩa trang Lê Chân nằm ở phía tây thành phố.",
        "Công ty Hoàng Anh Gia Lai công bố kết quả quý.",
        "Đoàn Chủ tịch điều hành đại hội theo chương trình.",
        "Tư tưởng Hồ Chí Minh soi sáng con đường cách mạng.",
        "Xuân Đinh Dậu năm ấy trời rét đậm.",
        "Từ Núi Cấm nhìn xuống, đồng lúa xanh ngắt.",
        "Việt Nam và Hàn Quốc ký bản ghi nhớ ở Hà Nội.",
        "Bí thư Huyện ủy Lâm Hà dự họp cùng lãnh đạo tỉnh.",
    ] {
        vi(text, &[]);
    }
    for text in [
        "The Quang Trung Campaign ended before the festival.",
        "Ton Duc Thang University enrolled new students.",
        "The Ho Chi Minh Communist Youth Union held a meeting.",
        "A fire broke out on Nguyen Hue street last night.",
        "Ha Long Bay and Son La Province were mentioned too.",
        "The World Bank said growth would slow down.",
    ] {
        en(text, &[]);
    }
}

#[test]
fn short_references_belong_to_the_full_name() {
    let check = |text: &str, lang, name: &str, mentions: usize| {
        let found = read(text, lang);
        assert_eq!(found.people.len(), 1, "{text}: {:?}", found.people);
        let of = found
            .mentions
            .iter()
            .filter(|mention| mention.canonical == name);
        assert_eq!(of.count(), mentions, "{text}");
    };
    check(
        "Bà Trần Thị Mơ kể lại. Bà Mơ nói nhà bị ngập.",
        Lang::Vi,
        "Trần Thị Mơ",
        2,
    );
    check(
        "Le Tien Bang spoke first. \"We do not need it,\" Mr Bang said. Bang left early.",
        Lang::En,
        "Le Tien Bang",
        3,
    );
    check(
        "Ông Cao Hồng Vân hiến đất. Đồng chí Cao Vân năm nay 71 tuổi.",
        Lang::Vi,
        "Cao Hồng Vân",
        2,
    );
    check(
        "Lãnh tụ Fidel Castro sang thăm. Ông Fidel Castro Ruz kể lại. Ông Fidel Castro vui.",
        Lang::Vi,
        "Fidel Castro Ruz",
        3,
    );
    check(
        "TRẦN VĂN KHOÁT VỀ THĂM LÀNG\nÔng Trần Văn Khoát về thăm làng cũ.",
        Lang::Vi,
        "Trần Văn Khoát",
        1,
    );
}

#[test]
fn offices_become_the_role() {
    let check = |text: &str, lang, role: &str| {
        let found = read(text, lang);
        let first = found
            .people
            .first()
            .unwrap_or_else(|| panic!("nobody in {text}"));
        assert_eq!(first.role.as_deref(), Some(role), "{text}");
    };
    check("Thủ tướng Lê Minh Tuệ họp.", Lang::Vi, "Thủ tướng");
    check(
        "Đồng chí Lê Minh Tuệ, Bí thư Tỉnh ủy, chủ trì.",
        Lang::Vi,
        "Bí thư Tỉnh ủy",
    );
    check(
        "Ông Lê Minh Tuệ, Ủy viên Trung ương Đảng, Chánh Văn phòng; ông Vũ An Khê, Thứ trưởng.",
        Lang::Vi,
        "Ủy viên Trung ương Đảng, Chánh Văn phòng",
    );
    check(
        "Also attending were Secretary of the Party Central Committee, Chief of the Party Central Committee Office Vo Tan Loc; leaders of commissions.",
        Lang::En,
        "Secretary of the Party Central Committee, Chief of the Party Central Committee Office",
    );
    check(
        "Bui Van Sang, Politburo member and head of the commission, spoke.",
        Lang::En,
        "Politburo member and head of the commission",
    );
    check(
        "Trung tướng Tạ Ân Cần - Trợ lý Bộ trưởng; đồng chí Vũ An Khê.",
        Lang::Vi,
        "Trung tướng; Trợ lý Bộ trưởng",
    );
    check(
        "Chủ tịch nước Lê Minh Tuệ, Thủ tướng Vũ An Khê dự lễ.",
        Lang::Vi,
        "Chủ tịch nước",
    );
    for (text, role) in [
        (
            "Thủ tướng Úc chờ đón Tổng Bí thư, Chủ tịch nước Lê Minh Tuệ.",
            "Tổng Bí thư, Chủ tịch nước",
        ),
        (
            "Phu nhân Chủ tịch nước Lê Minh Tuệ thăm trường.",
            "Chủ tịch nước",
        ),
        (
            "Ban Bí thư kỷ luật Phó ban Dân vận Lê Minh Tuệ.",
            "Phó ban Dân vận",
        ),
        (
            "Ông Lê Minh Tuệ, nguyên Bộ trưởng Bộ Xây dựng bị cảnh cáo.",
            "nguyên Bộ trưởng Bộ Xây dựng",
        ),
        (
            "Ông Lê Minh Tuệ, Bí thư Tỉnh ủy nhiệm kỳ 2015-2020 có bài viết.",
            "Bí thư Tỉnh ủy nhiệm kỳ 2015-2020",
        ),
        (
            "Ông Lê Minh Tuệ, Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam, nói.",
            "Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        (
            "Ông Lê Minh Tuệ, đại sứ tại Triều Tiên và ông Vũ An Khê cùng đi.",
            "đại sứ tại Triều Tiên",
        ),
        (
            "Bí thư Thành ủy kiêm Chủ tịch HĐND Lê Minh Tuệ chủ trì.",
            "Bí thư Thành ủy kiêm Chủ tịch HĐND",
        ),
    ] {
        check(text, Lang::Vi, role);
    }
}

#[test]
fn bylines_and_credits_are_no_persons() {
    let check = |text: &str, lang, bylines: &[&str]| {
        let found = read(text, lang);
        assert_eq!(found.people, [], "{text}");
        let names: Vec<&str> = found
            .bylines
            .iter()
            .map(|byline| byline.name.as_str())
            .collect();
        assert_eq!(names, bylines, "{text}");
    };
    let body = "Tỉnh phấn đấu giảm nghèo trong năm tới.\nHội nghị kết thúc vào buổi chiều.\n";
    check(&format!("{body}Văn Tuệ"), Lang::Vi, &["Văn Tuệ"]);
    check(
        &format!("{body}Phương Thảo - Kiên Trung"),
        Lang::Vi,
        &["Phương Thảo", "Kiên Trung"],
    );
    check(
        &format!("{body}Bài, ảnh: TRẦN VĂN NINH"),
        Lang::Vi,
        &["TRẦN VĂN NINH"],
    );
    check(
        &format!("{body}Huyền Bình - Phú Yên (cộng tác viên)"),
        Lang::Vi,
        &["Huyền Bình", "Phú Yên"],
    );
    let body =
        "The province wants to reduce poverty next year.\nThe meeting ended in the afternoon.\n";
    check(
        &format!("{body}Photo: Phuong Hoai/VNA"),
        Lang::En,
        &["Phuong Hoai"],
    );
    check(
        &format!("{body}Van Dung\nComment (0)\nHeritage"),
        Lang::En,
        &["Van Dung"],
    );
}

#[test]
fn president_ho_is_a_person_only_with_his_office() {
    en(
        "President Ho Chi Minh visited the village that year.",
        &["Ho Chi Minh"],
    );
    en("The Ho Chi Minh Mausoleum was closed for repairs.", &[]);
    vi("Lăng Chủ tịch Hồ Chí Minh đóng cửa để tu bổ.", &[]);
}

#[test]
fn names_like_places_and_names_in_lists() {
    vi(
        "Ông Dương Trung Quốc và đại biểu khác thảo luận tại tổ.",
        &["Dương Trung Quốc"],
    );
    vi("Các cầu thủ Gia Lai đã chơi tốt trong hiệp hai.", &[]);
    vi(
        "Chịu trách nhiệm có các đồng chí: Trần Đức Quý, nguyên Phó Chủ tịch UBND tỉnh; Sèn Chỉn Ly, nguyên Phó Bí thư Thường trực Tỉnh ủy.",
        &["Trần Đức Quý", "Sèn Chỉn Ly"],
    );
    vi(
        "Chuyên gia Nhật Bản Kenji Sato đến thăm hiện trường vụ sạt lở.",
        &["Kenji Sato"],
    );
    en(
        "His neighbour, Lo Thi Mun, lost two buffaloes to the flood.",
        &["Lo Thi Mun"],
    );
    en(
        "German investor Stefan Mueller said his firm would stay in the zone.",
        &["Stefan Mueller"],
    );
}

#[test]
fn streets_in_lists_are_no_persons() {
    for text in [
        "Đèn được treo trên các đường: Trường Sơn, Lê Duẩn, Công trường Quốc tế, Phạm Ngọc Thạch.",
        "Xe đi theo đường Nguyễn Văn Cừ - Cầu Chương Dương - Trần Quang Khải - Trần Khánh Dư.",
        "Xe đỗ trên vỉa hè Phạm Hồng Thái, Tôn Thất Tùng, Đặng Trần Côn.",
        "Từ Trần Duy Hưng đến đường Mễ Trì xe đi chậm.",
        "Nút giao Nguyễn Thái Sơn - Nguyễn Kiệm có cầu vượt.",
        "Tiền công đức của chùa ở lòng hồ Ông Kinh được công khai.",
    ] {
        vi(text, &[]);
    }
    // Two names after a school are no list of schools.
    vi(
        "Trước cổng trường THPT Chu Văn An, Nguyễn Văn Bảy bị bắt.",
        &["Nguyễn Văn Bảy"],
    );
    en(
        "Water will be pumped on Duong Van Cam, Dang Thi Ranh and Kha Van Can streets.",
        &[],
    );
    en("Cars waited at the Dinh Bo Linh intersection.", &[]);
}

#[test]
fn names_behind_bodies_countries_and_brackets() {
    vi(
        "Trưởng Ban Tổ chức T.Ư Đỗ Minh Khôi nêu rõ việc này.",
        &["Đỗ Minh Khôi"],
    );
    vi(
        "Chủ tịch nước CHND Trung Hoa Tập Cận Bình sang thăm.",
        &["Tập Cận Bình"],
    );
    vi("Ông Tập Cận Bình nói như vậy.", &["Tập Cận Bình"]);
    vi(
        "Tổng thống Nga Putin điện đàm; Chủ tịch Triều Tiên Kim Jong - un chờ.",
        &["Kim Jong - un"],
    );
    vi(
        "Phó Chủ tịch HĐND tỉnh Hà Giang Chúng Thị Sáng dự.",
        &["Chúng Thị Sáng"],
    );
    vi(
        "Ông Lê Văn Sáng, Bí thư Huyện ủy Triệu Phong, khẳng định như vậy.",
        &["Lê Văn Sáng"],
    );
    vi(
        "Đồng chí Phết-tha-vông Phi-lạ-văn dự lễ.",
        &["Phết-tha-vông Phi-lạ-văn"],
    );
    en(
        "It was said by President of the Vietnam Fatherland Front (VFF) Central Committee Do Minh Khoi.",
        &["Do Minh Khoi"],
    );
    en(
        "Deputy Prime Ministers Nguyen Hoa Sang, Ho Duc Sang and Bui Thanh Sang were present.",
        &["Nguyen Hoa Sang", "Ho Duc Sang", "Bui Thanh Sang"],
    );
    en(
        "He met the governors of three provinces: Phoukhao Thammavong, Khamkhan Chanthavisouk and Khamphoy Vannasan.",
        &[
            "Phoukhao Thammavong",
            "Khamkhan Chanthavisouk",
            "Khamphoy Vannasan",
        ],
    );
}

#[test]
fn signs_of_a_person_in_english() {
    en(
        "Ha Quang Sang has officially been elected.",
        &["Ha Quang Sang"],
    );
    en(
        "The committee approved Tran Sang's transfer.",
        &["Tran Sang"],
    );
    en(
        "The work of Nguyen The Sang was praised.",
        &["Nguyen The Sang"],
    );
    en("He appointed Yukio Edano, 46, on Monday.", &["Yukio Edano"]);
    en("I have met K'Brinh and K'Noi there.", &["K'Brinh", "K'Noi"]);
    en(
        "Money came from the director of the TV company Audio Visual Global, who left.",
        &[],
    );
    en("Typhoon Damrey, the twelfth of the year, left.", &[]);
    en("Sino-Vietnamese relations said much.", &[]);
    en("Farmers of Ayun Pa Gia Lai sold more.", &[]);
}

#[test]
fn offices_end_where_a_deed_begins() {
    let check = |text: &str, name: &str, expected: Option<&str>| {
        let found = read(text, Lang::Vi);
        let person = found.people.iter().find(|person| person.name == name);
        let person = person.unwrap_or_else(|| panic!("{text}: {:?}", found.people));
        assert_eq!(person.role.as_deref(), expected, "{text}");
    };
    check(
        "Chủ tịch Quốc hội đánh giá cao Đỗ Minh Sáng.",
        "Đỗ Minh Sáng",
        None,
    );
    check(
        "Tư cách đại biểu Quốc hội của ông Đỗ Minh Sáng.",
        "Đỗ Minh Sáng",
        None,
    );
    check(
        "Gồm ông Lê Văn Tá - Bí thư Thành ủy Hà Nội và ông Đỗ Minh Sáng.",
        "Đỗ Minh Sáng",
        None,
    );
    check(
        "Có Thủ tướng Lê Văn Tá, Tổng Bí thư, Chủ tịch nước Đỗ Minh Sáng.",
        "Lê Văn Tá",
        Some("Thủ tướng"),
    );
    check(
        "Ông Đỗ Minh Sáng, hiện là Phó Chủ tịch nước, dự lễ.",
        "Đỗ Minh Sáng",
        Some("Phó Chủ tịch nước"),
    );
}
