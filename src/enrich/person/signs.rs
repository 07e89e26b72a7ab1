//! What the words of a run and the words beside it show of it, one question each.

use super::super::lexicon::{Named, lexicon};
use super::super::phrases::Phrases;
use super::super::scan::{Gap, Scan};
use super::fixed::{fixed_name, is_country};
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of two syllables whose first may follow a surname by chance: `Đoàn Chủ tịch`, `Đoàn Cộng hòa`.
pub(super) static COMPOUNDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "chủ tịch",
        "cộng hòa",
        "thanh niên",
        "thư ký",
        "vương quốc",
        "thủ tướng",
        "bí thư",
        "đại biểu",
        "công tác",
        "kiểm tra",
        "thanh tra",
        "giám sát",
        "quốc hội",
        "chính phủ",
        "nhân dân",
        "thiếu niên",
        "công an",
        "kinh tế",
        "quân đội",
        "đảng bộ",
        "tổng công",
        "lãnh đạo",
        "nghệ thuật",
        "cán bộ",
        "đại diện",
        "chuyên gia",
        "bóng đá",
        "thể thao",
        "cứu trợ",
        "xiếc",
        "tàu",
        "văn công",
        "luật sư",
        "thẩm tra",
        "tiền phong",
        "kiểm toán",
        "quản lý",
        "khoa học",
        "văn hóa",
        "dân tộc",
        "cựu chiến",
        "thiếu tướng",
        "trung tướng",
        "thượng tướng",
        "đại tướng",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "đại úy",
        "giám đốc",
        "văn phòng",
        "trung ương",
        "chính trị",
        "công thương",
        "tôn giáo",
        "tài chính",
        "nội vụ",
        "hội đồng",
        "ủy viên",
        "bộ trưởng",
        "thứ trưởng",
        "dầu khí",
        "điện lực",
        "bưu chính",
        "viễn thông",
        "hóa chất",
        "dệt may",
        "cao su",
        "xăng dầu",
        "công nghiệp",
    ])
});

/// `Lo Thi Mun`, `Dong Van Thanh`, `Chúng Thị Chiên`: the second word is that of men or of women. With
/// marks that of men needs a `cue`, and so do those without marks that are as often other words.
pub(super) fn has_middle_name(
    scan: &Scan<'_>,
    words: &Range<usize>,
    marked: bool,
    cue: bool,
) -> bool {
    let middle = words.start + 1;
    if !words.clone().all(|at| scan.is_syllable(at)) || words.len() > 4 {
        return false;
    }
    if marked
        || scan.words[words.clone()]
            .iter()
            .any(|word| word.is_marked())
    {
        let printed = scan.surface(middle);
        return printed == "Thị" || (cue && printed == "Văn");
    }
    matches!(scan.folded(middle), "thi" | "van")
        || (cue && matches!(scan.folded(middle), "duc" | "huu" | "dinh"))
}

/// `Y Luyen Nie Kdam`: after the first word another surname of a people of the highlands.
pub(super) fn has_highland_name(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    (words.start + 1..words.end).any(|at| {
        scan.known(at).is_some_and(|word| {
            let mut surnames = word.surnames.iter();
            surnames.any(|surname| surname.strength == SurnameStrength::Minority)
        })
    })
}

/// `K'Brinh`, `H'Yar`: the letter for a man or a woman and a given name.
pub(super) fn is_highland_given(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let given = words.start + 1;
    words.len() >= 2
        && matches!(scan.folded(words.start), "k" | "h")
        && scan.words[given].gap == Gap::Apostrophe
        && scan.words[given].is_capital()
        && !matches!(scan.folded(given), "ho" | "mong" | "re" | "bang" | "gar")
}

/// `people in Ba To`, `tại mỏ Hà Tu`: what stands in or at a name is a place of that name.
pub(super) fn is_located(scan: &Scan<'_>, at: usize) -> bool {
    if at == 0 || scan.words[at].gap != Gap::Space {
        return false;
    }
    if scan.line_of(at).marked {
        return matches!(
            scan.surface(at - 1).to_lowercase().as_str(),
            "tại"
                | "ở"
                | "từ"
                | "đến"
                | "về"
                | "mỏ"
                | "phố"
                | "tỉnh"
                | "trấn"
                | "vùng"
                | "quê"
        );
    }
    matches!(
        scan.folded(at - 1),
        "in" | "at" | "near" | "into" | "across"
    )
}

/// `His deputy, Tran Tho, nodded`: two words of our syllables alone between commas.
pub(super) fn is_apposed(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    words.start > line.start
        && scan.words[words.start].gap == Gap::Comma
        && !scan.words[words.start - 1].is_capital()
        && words.clone().all(|at| scan.is_syllable(at))
        && words.end < line.end
        && scan.words[words.end].gap == Gap::Comma
        && !scan.words[words.end].is_capital()
}

/// `quê hương Đồng Khởi Bến Tre`: a word and a province after it.
pub(super) fn ends_with_province(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() >= 4
        && fixed_name(scan, words.end - 2, words.end)
            .is_some_and(|(length, other)| length == 2 && !other)
}

/// Whether the last word of a name is but the first syllable of a word that goes on in small letters.
pub(super) fn completes_word(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    line.marked
        && end < line.words.end
        && scan.words[end].gap == Gap::Space
        && !scan.words[end].is_capital()
        && COMPOUNDS.begin_at(scan, end - 1)
}

/// `Đinh Dậu`, `Tân Tỵ`: years of the lunar calendar, some of which begin like surnames.
pub(super) fn is_lunar_year(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() == 2
        && matches!(
            scan.folded(words.start),
            "giap" | "at" | "binh" | "dinh" | "mau" | "ky" | "canh" | "tan" | "nham" | "quy"
        )
        && matches!(
            scan.folded(words.start + 1),
            "ty" | "ti"
                | "suu"
                | "dan"
                | "mao"
                | "thin"
                | "ngo"
                | "mui"
                | "than"
                | "dau"
                | "tuat"
                | "hoi"
        )
}

/// `số 5 Trần Thánh Tông`: a street.
pub(super) fn is_house_number(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && scan.words[at].gap == Gap::Space && scan.words[at - 1].has_digit()
}

/// Surnames that are small words too: at the start of a clause they open it.
pub(super) fn is_small_word(scan: &Scan<'_>, at: usize) -> bool {
    (!scan.line_of(at).marked && !scan.words[at].is_marked())
        || matches!(
            scan.folded(at),
            "tu" | "do"
                | "vi"
                | "lai"
                | "cai"
                | "ong"
                | "cao"
                | "cong"
                | "thi"
                | "ha"
                | "su"
                | "vien"
                | "la"
                | "an"
                | "dong"
                | "co"
                | "than"
                | "trinh"
                | "tat"
                | "hoa"
                | "kim"
                | "chung"
                | "van"
                | "mua"
        )
}

pub(super) fn is_lower_unit(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    lexicon()
        .longest_name(scan, words.start, words.end)
        .is_some_and(|(length, named)| {
            length == words.len() && named.iter().any(|named| matches!(named, Named::Lower(_)))
        })
}

/// `Chuyên gia Nhật Bản Kenji Sato`: a country right before a name.
pub(super) fn follows_country(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && is_country(scan, at - 1)
        || at > 1
            && matches!(
                scan.folded_run(at - 2..at),
                "nhat ban"
                    | "han quoc"
                    | "trung quoc"
                    | "thai lan"
                    | "an do"
                    | "hoa ky"
                    | "ha lan"
                    | "trieu tien"
                    | "trung hoa"
                    | "viet nam"
                    | "cu ba"
                    | "thuy dien"
                    | "thuy si"
                    | "dan mach"
                    | "phan lan"
                    | "tho nhi"
                    | "mong co"
            )
}

/// `AmCham`, `VietJet`: the name of a firm or club; `McKinley` may be a man's.
pub(super) fn is_camel_case(scan: &Scan<'_>, at: usize) -> bool {
    let printed = scan.surface(at);
    printed.chars().skip(1).any(char::is_uppercase)
        && !scan.words[at].is_all_capitals()
        && !["Mc", "Mac", "De", "O"]
            .iter()
            .any(|start| printed.starts_with(start))
}

/// First syllables of Vietnamese bodies, which follow offices with a capital: `Giám đốc Sở Tài chính`.
pub(super) fn is_vietnamese_body(folded: &str) -> bool {
    matches!(
        folded,
        "bo" | "so"
            | "ban"
            | "hoi"
            | "doan"
            | "uy"
            | "cuc"
            | "vu"
            | "vien"
            | "dang"
            | "quoc"
            | "cong"
            | "trung"
            | "tong"
            | "lien"
            | "uban"
            | "hoc"
            | "truong"
            | "dai"
            | "tap"
            | "ngan"
            | "nha"
            | "tinh"
            | "thanh"
            | "huyen"
            | "xa"
            | "phuong"
            | "toa"
            | "mat"
            | "chi"
            | "phong"
            | "hiep"
            | "khoi"
            | "pho"
            | "bao"
            | "dien"
            | "quan"
            | "hdqt"
            | "hdnd"
            | "ubnd"
    )
}
