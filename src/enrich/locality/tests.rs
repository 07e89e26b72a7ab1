//! Gold of our own: a sentence or more for every rule, in both languages.

use super::super::annotate;
use super::super::score::document;
use crate::document::Lang;

/// The provinces named, lower units and regions left out, as `id` or `id|or`.
fn provinces(text: &str, lang: Lang, date: Option<&str>) -> Vec<String> {
    let found = annotate(&document("", text, lang, date));
    let mut ids: Vec<String> = found
        .localities
        .iter()
        .filter(|place| !place.by_lower_unit)
        .filter(|place| {
            let lower = ["district:", "commune:", "former:"];
            !lower.iter().any(|set| place.id.0.starts_with(set))
        })
        .map(|place| match &place.or {
            Some(or) => format!("{}|{or}", place.id),
            None => place.id.to_string(),
        })
        .collect();
    ids.sort();
    ids
}

fn check(text: &str, lang: Lang, date: Option<&str>, expected: &[&str]) {
    assert_eq!(provinces(text, lang, date), expected, "{text}");
}

fn vi(text: &str, expected: &[&str]) {
    check(text, Lang::Vi, Some("2023-05-04"), expected);
}

fn en(text: &str, expected: &[&str]) {
    check(text, Lang::En, Some("2023-05-04"), expected);
}

#[test]
fn common_words_are_no_provinces() {
    for text in [
        "Chúng ta yêu chuộng hòa bình và ổn định.",
        "Hòa bình, hợp tác và phát triển là xu thế lớn.",
        "Giải thưởng Hòa Bình được trao cho ba nhà khoa học nữ.",
        "Khu vực châu Á - Thái Bình Dương giữ vai trò quan trọng.",
        "Hiệp định Đối tác xuyên Thái Bình Dương đã có hiệu lực.",
        "Chiến lược Ấn Độ Dương - Thái Bình Dương được nhắc tới nhiều lần.",
        "Viện Hải dương học Nha Trang công bố kết quả nghiên cứu hải dương.",
        "Tàu phá băng đi qua Bắc Băng Dương trong mùa hè.",
        "Quan hệ Việt Nam - Lào ngày càng gắn bó, đoàn đại biểu Lào sang thăm.",
        "Mức lương mới cao bằng mức của năm 2019.",
        "Người làm thơ cần thơ ca dân gian.",
        "Thuyền đi qua bến tre cũ lúc trời tối.",
        "Hộ gia đình được cấp giấy, giá lại tăng, thanh hóa đơn đầy đủ.",
        "Chống tự diễn biến trong nội bộ trước diễn biến phức tạp.",
        "Ngân hàng chi 100 triệu yên và 100 đồng tiền thưởng.",
    ] {
        vi(text, &[]);
    }
    for text in [
        "Peace, cooperation and development remain the major trend.",
        "The Asia-Pacific region needs an Indo-Pacific strategy.",
        "Vietnam-Laos relations were discussed with the Lao People's Revolutionary Party.",
        "The fee was 100 million yen, and a hue of gold lay over the hall.",
        "The US pacification (binh dinh) programme failed in the countryside.",
        "Thai Binh Duong company opened a new office for its sailors.",
    ] {
        en(text, &[]);
    }
}

#[test]
fn streets_wards_rivers_schools_and_clubs_are_no_provinces() {
    for text in [
        "Cháy nhà trên đường Điện Biên Phủ lúc nửa đêm.",
        "Chiến thắng Điện Biên Phủ mãi là niềm tự hào của dân tộc.",
        "Lễ hội đua thuyền trên sông Kiên Giang diễn ra sáng nay.",
        "Cát tặc hoành hành trên sông Hậu Giang và sông Đồng Nai.",
        "Vùng Đồng Tháp Mười bước vào mùa nước nổi.",
        "Phường Vĩnh Phúc, quận Ba Đình tổ chức bầu cử.",
        "Xã Bình Thuận, huyện Bình Sơn về đích nông thôn mới.",
        "Trường đua Phú Thọ đón hàng nghìn khán giả.",
        "Trường Đại học Hà Nội tuyển sinh bằng hai phương thức.",
        "SHB Đà Nẵng thắng đậm trên sân khách.",
        "Công ước Hà Nội về tội phạm mạng được mở ký.",
        "Dãy Hoàng Liên Sơn phủ đầy băng tuyết.",
        "Phong trào Xô viết Nghệ Tĩnh là cao trào cách mạng lớn.",
        "Bia Sài Gòn công bố lợi nhuận năm qua tăng.",
        "Báo Sài Gòn Giải Phóng trao quà cho học sinh nghèo.",
        "Cầu Sông Bé được sửa chữa xong trước Tết.",
    ] {
        vi(text, &[]);
    }
    for text in [
        "The Kien Giang river rose above the third alarm level.",
        "A fire broke out on Dien Bien Phu street at midnight.",
        "The Dien Bien Phu Victory shook the world in that spring.",
        "Boats left Binh Duong commune before the storm came in.",
        "Can Tho University enrolled more students this year.",
        "Hanoi FC won the cup after extra time on Sunday.",
        "The Hanoi Convention on cybercrime was opened for signature.",
        "The Saigon Giai Phong newspaper carried the story first.",
        "Snow fell on the Hoang Lien Son range last night.",
        "Xo Viet Nghe Tinh street was closed for repairs.",
    ] {
        en(text, &[]);
    }
}

#[test]
fn provinces_of_china_are_not_ours() {
    vi(
        "Đoàn đại biểu tỉnh Hà Nam (Trung Quốc) sang thăm và làm việc.",
        &[],
    );
    vi(
        "Thành phố Thái Nguyên, tỉnh Sơn Tây (Trung Quốc) gửi điện chia buồn.",
        &[],
    );
    vi(
        "Hàng hóa từ tỉnh Quảng Tây (Trung Quốc) và thành phố Nam Ninh tăng.",
        &[],
    );
    vi("Tỉnh Hà Bắc của Trung Quốc đầu tư nhà máy thép.", &[]);
    en(
        "Steel from Hebei and from Ha Nam province of China grew cheaper.",
        &[],
    );
    en(
        "Traders from Guangxi and Nanning in China visited the fair.",
        &[],
    );
}

#[test]
fn persons_are_no_provinces() {
    for text in [
        "Ông Nguyễn An Giang phát biểu tại hội nghị.",
        "Em Trần Long An đoạt giải nhất cuộc thi.",
        "Bà Hà Giang là nhà nghiên cứu lâu năm.",
        "Ông Trà Vinh nói với chúng tôi như vậy.",
        "Đồng chí Nguyễn Bình Định chủ trì cuộc họp.",
        "Anh Trần Thái Nguyên cho biết sẽ tham gia.",
        "Bà Huế mong mọi người giữ sức khỏe.",
        "Bà Nguyễn Thị Huế làm việc ở hợp tác xã.",
        "Bộ trưởng Phan Văn Giang tiếp đoàn khách quốc tế.",
    ] {
        vi(text, &[]);
    }
    for text in [
        "Mr Nguyen An Giang spoke at the meeting.",
        "Ms Ha Giang, a researcher, was the first to speak.",
        "Mr. Tran Long An said he would wait.",
        "Minister Phan Van Giang received the guests.",
        "National Assembly Chairman Vuong Dinh Hue presided over the session.",
        "General Secretary To Lam visited the people.",
        "Comrade Cao Bang, as the villagers call him, gave up his land.",
    ] {
        en(text, &[]);
    }
}

#[test]
fn the_city_is_not_the_president() {
    for text in [
        "Học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh là việc thường xuyên.",
        "Chủ tịch Hồ Chí Minh về thăm quê hương năm ấy.",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh phát động phong trào.",
        "Học viện Chính trị quốc gia Hồ Chí Minh khai giảng khóa mới.",
        "Đường Hồ Chí Minh đoạn qua rừng đã thông xe.",
        "Quảng trường Hồ Chí Minh (Vinh) rực rỡ cờ hoa.",
        "Huân chương Hồ Chí Minh được trao cho tập thể xuất sắc.",
    ] {
        vi(text, &[]);
    }
    for text in [
        "Ho Chi Minh Thought guides the Party in all its work.",
        "The Ho Chi Minh Communist Youth Union held its congress.",
        "The Ho Chi Minh National Academy of Politics opened a course.",
        "The Ho Chi Minh Campaign ended the war that spring.",
        "They walked along the Ho Chi Minh Trail for weeks.",
    ] {
        en(text, &[]);
    }
    for text in [
        "Thành ủy TP.HCM họp sáng nay.",
        "UBND TPHCM vừa ban hành kế hoạch.",
        "Người dân thành phố Hồ Chí Minh đi bầu cử.",
        "Du khách đến Sài Gòn dịp cuối năm.",
        "Tp. Hồ Chí Minh và các tỉnh lân cận có mưa.",
    ] {
        vi(text, &["63:79"]);
    }
    for text in [
        "The Ho Chi Minh City Party Committee met yesterday.",
        "HCMC People's Committee approved the plan.",
        "Rents in Saigon rose again this year.",
        "HCM City ($5.46 billion) led the list.",
    ] {
        en(text, &["63:79"]);
    }
}

#[test]
fn every_spelling_is_read() {
    vi(
        "Tỉnh Thừa Thiên - Huế và tỉnh Bà Rịa – Vũng Tàu ký kết hợp tác.",
        &["63:46", "63:77"],
    );
    vi(
        "Đoàn công tác thăm Khánh Hoà, Đắc Lắc và Kon Tum trong tuần.",
        &["63:56", "63:62", "63:66"],
    );
    vi(
        "T.P. Hà Nội và Tp.Đà Nẵng phối hợp tổ chức.",
        &["63:01", "63:48"],
    );
    vi("TỈNH ỦY QUẢNG NINH TỔ CHỨC HỘI NGHỊ TOÀN TỈNH", &["63:22"]);
    vi(
        "Vung Tau thi tinh Ba Ria - Vung Tau va tinh Dong Nai hop tac phat trien",
        &["63:75", "63:77"],
    );
    en(
        "Leaders of BacGiang, Danang and Haiphong took part in it.",
        &["63:24", "63:31", "63:48"],
    );
    en(
        "Thua Thien-Hue, Ba Ria-Vung Tau and Daklak were praised.",
        &["63:46", "63:66", "63:77"],
    );
    en(
        "The Bac Giang provincial Party Committee reported to the Province of Long An.",
        &["63:24", "63:80"],
    );
    en(
        "Bình Dương and Hải Phòng attracted the most projects.",
        &["63:31", "63:74"],
    );
}

#[test]
fn name_then_text_then_date_choose_the_unit() {
    let after = Some("2026-01-10");
    let before = Some("2024-01-10");
    let on = |text: &str, lang, date, expected: &[&str]| check(text, lang, date, expected);
    on("Tỉnh Bắc Ninh họp báo.", Lang::Vi, before, &["63:27"]);
    on("Tỉnh Bắc Ninh họp báo.", Lang::Vi, after, &["34:24"]);
    on("Tỉnh Bắc Ninh họp báo.", Lang::Vi, None, &["63:27|34:24"]);
    on("Tỉnh Quảng Ninh họp báo.", Lang::Vi, after, &["34:22"]);
    on(
        "Tỉnh Bắc Giang (cũ) có 10 huyện.",
        Lang::Vi,
        after,
        &["63:24"],
    );
    on(
        "Tỉnh Bắc Ninh (cũ) có 8 huyện.",
        Lang::Vi,
        after,
        &["63:27"],
    );
    on("Tỉnh Bắc Giang họp báo.", Lang::Vi, after, &["63:24"]);
    on(
        "The former Dak Lak grew faster than the old Phu Yen.",
        Lang::En,
        after,
        &["63:54", "63:66"],
    );
    on(
        "Ca Mau area before merging had 727 offices left.",
        Lang::En,
        after,
        &["63:96"],
    );
    on(
        "Tỉnh Lai Châu khi ấy còn gồm nhiều huyện.",
        Lang::Vi,
        Some("1999-03-02"),
        &["hist:lai-chau-old"],
    );
    on(
        "Tỉnh Hà Tây được hợp nhất vào Hà Nội.",
        Lang::Vi,
        Some("2008-08-05"),
        &["63:01", "hist:ha-tay-2"],
    );
    on(
        "Tỉnh Quảng Nam - Đà Nẵng được chia tách.",
        Lang::Vi,
        before,
        &["hist:quang-nam-da-nang"],
    );
    on(
        "Khách đến Quảng Nam - Đà Nẵng tăng mạnh.",
        Lang::Vi,
        before,
        &["63:48", "63:49"],
    );
    on(
        "Thành phố Biên Hòa thuộc tỉnh Đồng Nai.",
        Lang::Vi,
        before,
        &["63:75"],
    );
    on(
        "Hue City opened 18 kitchens in the flood.",
        Lang::En,
        Some("2020-10-21"),
        &[],
    );
    on(
        "Thành phố Huế đặt mục tiêu xử lý xong.",
        Lang::Vi,
        after,
        &["34:46"],
    );
}

#[test]
fn regions_are_found() {
    vi(
        "Các tỉnh Tây Nguyên và đồng bằng sông Cửu Long họp bàn.",
        &["region:central-highlands", "region:mekong-delta"],
    );
    en(
        "Coffee from the Central Highlands and rice from the Mekong Delta.",
        &["region:central-highlands", "region:mekong-delta"],
    );
}

#[test]
fn a_dateline_names_no_place() {
    en(
        "Hanoi (VNA) – The Secretariat met on Monday to review the plan.",
        &[],
    );
    vi("Đồng Nai – 2,98 tỷ USD – 142 dự án", &["63:75"]);
}

#[test]
fn lower_units_are_resolved_with_their_province() {
    let found = annotate(&document(
        "",
        "Đoàn công tác đến huyện Giồng Trôm, tỉnh Bến Tre; sau đó thăm thành phố Móng Cái.",
        Lang::Vi,
        Some("2023-05-04"),
    ));
    let list: Vec<(String, bool)> = found
        .localities
        .iter()
        .map(|place| (place.id.to_string(), place.by_lower_unit))
        .collect();
    assert!(list.contains(&("63:83".to_owned(), false)), "{list:?}");
    assert!(
        list.contains(&("district:194".to_owned(), false)),
        "{list:?}"
    );
    assert!(list.contains(&("63:22".to_owned(), true)), "{list:?}");
}

/// The lower units of a text, as `id` or `id|or`.
fn lower(text: &str, lang: Lang, date: Option<&str>) -> Vec<String> {
    let found = annotate(&document("", text, lang, date));
    let lower = found.localities.iter().filter(|place| {
        let sets = ["district:", "commune:", "former:"];
        sets.iter().any(|set| place.id.0.starts_with(set))
    });
    lower
        .map(|place| match &place.or {
            Some(or) => format!("{}|{or}", place.id),
            None => place.id.to_string(),
        })
        .collect()
}

#[test]
fn former_communes_are_resolved_by_their_district_and_time() {
    let vi = |text: &str, date: Option<&str>, expected: &[&str]| {
        assert_eq!(lower(text, Lang::Vi, date), expected, "{text}");
    };
    // The only one of its name.
    vi(
        "Chi bộ xã Hà Thanh họp hằng tháng.",
        Some("2023-05-04"),
        &["former:11152"],
    );
    // The word for a commune is said once for a list.
    vi(
        "Chi bộ các xã Tân Lập, Nậm Mòn họp hằng tháng.",
        Some("2023-05-04"),
        &["former:02881"],
    );
    vi("Chi bộ Tân Lập, Nậm Mòn họp.", Some("2023-05-04"), &[]);
    // Three of a name: the district decides, else the province.
    vi(
        "Đoàn đến xã Phước Ninh, huyện Thuận Nam, tỉnh Ninh Thuận.",
        Some("2023-05-04"),
        &["former:22898", "district:589"],
    );
    vi(
        "Đoàn đến xã Phước Ninh, tỉnh Tây Ninh.",
        Some("2023-05-04"),
        &["former:25561"],
    );
    vi("Đoàn đến xã Phước Ninh làm việc.", Some("2023-05-04"), &[]);
    // A commune of that name stands since, or stands alone.
    vi(
        "Tại phường Ba Đình, Hà Nội, đoàn dự lễ.",
        Some("2026-02-03"),
        &["commune:00004"],
    );
    vi(
        "Tại phường Trúc Bạch, Hà Nội, đoàn dự lễ.",
        Some("2023-02-03"),
        &["former:00004"],
    );
    vi(
        "Vụ Địa phương I và Nhà xuất bản Phương Đông cùng dự.",
        Some("2023-05-04"),
        &[],
    );
    // Without the word for its grade it is no place.
    vi("Ông Hà Thanh đến thăm.", Some("2023-05-04"), &[]);
    assert_eq!(
        lower(
            "He was born in Ha Thanh commune.",
            Lang::En,
            Some("2023-05-04")
        ),
        ["former:11152"]
    );
}

#[test]
fn places_in_the_names_of_universities_works_and_papers() {
    for text in [
        "Ông tốt nghiệp Trường Đại học Sư phạm Kỹ thuật TP.HCM năm 1998.",
        "Nhóm của ĐH Bách khoa Hà Nội công bố kết quả.",
        "Bà là tác giả những cuốn sách như \"Chuyện tình Sài Gòn\" và nhiều truyện ngắn.",
        "Trao đổi với Pháp Luật TP.HCM, ông nói như vậy.",
    ] {
        vi(text, &[]);
    }
    vi(
        "Trường Đại học Tây Bắc ở Sơn La có 4.000 sinh viên.",
        &["63:14"],
    );
    for text in [
        "She graduated from Hanoi Medical University last year.",
        "They crossed the river of peace (Hoa Binh) again.",
        "The dike in Ha Nam Island was repaired.",
    ] {
        en(text, &[]);
    }
}

/// Every province's name in the same frames: what the frame says, not the name, decides.
#[test]
fn frames_decide_for_every_name() {
    let file = crate::authority::localities();
    let mut wrong = Vec::new();
    for unit in file.units().iter().filter(|unit| unit.set() == "63") {
        let (name, plain) = (unit.name, unit.name_en);
        if name == "Hồ Chí Minh" {
            continue;
        }
        let mut expect = |text: String, lang, expected: bool| {
            let found = provinces(&text, lang, Some("2023-05-04"));
            let is = found.iter().any(|id| id == unit.id);
            if is != expected || found.len() > 1 {
                wrong.push(format!("{text} -> {found:?}"));
            }
        };
        for frame in [
            "Ông Nguyễn @ nói với phóng viên như vậy.",
            "Bà Trần Thị @ là giáo viên về hưu.",
            "Kẹt xe kéo dài trên đường @ vào giờ cao điểm.",
            "Thuyền chìm trên sông @ sáng nay.",
            "Người dân phường @ phản ánh tình trạng ngập.",
            "Học sinh Trường THPT @ đoạt giải nhất.",
            "CLB @ thắng trận thứ ba liên tiếp.",
            "Đoàn khách đến từ tỉnh @ (Trung Quốc) tham quan.",
        ] {
            expect(frame.replace('@', name), Lang::Vi, false);
        }
        for frame in [
            "Mr Nguyen @ told reporters about it.",
            "Ms Tran Thi @, a retired teacher, was there.",
            "Le Van @ said he had waited for years.",
            "A lorry overturned on @ street at noon.",
            "A ferry sank on the @ river this morning.",
            "Residents of @ ward complained about floods.",
            "Fans of @ FC celebrated all night.",
        ] {
            expect(frame.replace('@', plain), Lang::En, false);
        }
        for frame in [
            "Bí thư Tỉnh ủy @ Nguyễn Văn An chủ trì cuộc họp.",
            "UBND @ vừa ban hành kế hoạch mới.",
            "Theo Công an @, vụ việc đang được điều tra.",
            "Mưa lớn tại @ gây ngập nhiều nơi.",
            "Năm qua, @ đạt 15/15 chỉ tiêu.",
            "Đoàn công tác trao quà cho @ trong dịp này.",
            "@ dẫn đầu cả nước về thu hút đầu tư.",
        ] {
            expect(frame.replace('@', name), Lang::Vi, true);
        }
        for frame in [
            "@ achieved 15/15 targets last year.",
            "Secretary of the @ provincial Party Committee Nguyen Van An spoke.",
            "Heavy rain fell in @ on Sunday night.",
            "Growth was led by @ (13.45%) in that quarter.",
            "The remaining localities include @ 11/20, as reported.",
            "Officials of @ were criticised for delays.",
        ] {
            expect(frame.replace('@', plain), Lang::En, true);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn former_units_are_meant_by_bare_names_where_the_words_or_the_time_say_so() {
    let y2013 = Some("2013-12-11");
    check(
        "The old people of Minh Hai still remember those days.",
        Lang::En,
        y2013,
        &["hist:minh-hai"],
    );
    check(
        "The teacher called Minh Hai told a story at the foot of the Hoang Lien Son range.",
        Lang::En,
        y2013,
        &[],
    );
    check(
        "Rubber planters of Song Be met those of Gia Lai-Kon Tum.",
        Lang::En,
        Some("1985-07-15"),
        &["hist:gia-lai-kon-tum", "hist:song-be"],
    );
    check(
        "Đại biểu tỉnh cũ Hà Nam phát biểu trước hội nghị của tỉnh.",
        Lang::Vi,
        Some("2025-10-01"),
        &["63:35"],
    );
}

#[test]
fn what_is_said_of_a_list_is_said_of_each() {
    let y2026 = Some("2026-02-11");
    check(
        "Ba tỉnh Lâm Đồng, Đắk Nông, Bình Thuận (cũ) có chung một chương trình.",
        Lang::Vi,
        y2026,
        &["63:60", "63:67", "63:68"],
    );
    check(
        "Roads in the former provinces of Gia Lai, Binh Dinh and Phu Yen were mended.",
        Lang::En,
        y2026,
        &["63:52", "63:54", "63:64"],
    );
    check(
        "Hai tỉnh Lâm Đồng và Đắk Lắk ký kết chương trình phối hợp.",
        Lang::Vi,
        y2026,
        &["34:66", "34:68"],
    );
}

#[test]
fn the_old_bac_giang_in_a_text_of_today_is_the_old_one() {
    check(
        "Người dân tỉnh Bắc Giang (cũ) quen dần với địa giới mới của tỉnh Bắc Ninh.",
        Lang::Vi,
        Some("2026-04-02"),
        &["34:24", "63:24"],
    );
}

#[test]
fn the_last_lines_of_a_text_may_list_provinces() {
    check(
        "Các tỉnh sau đã hoàn thành báo cáo của năm:\n1. Lào Cai\n2. Yên Bái\n3. Phú Yên, Khánh Hòa, Ninh Thuận\n4. An Giang; Cà Mau",
        Lang::Vi,
        Some("2020-12-15"),
        &[
            "63:10", "63:15", "63:54", "63:56", "63:58", "63:89", "63:96",
        ],
    );
}
