//! Spellings of official numbers, and what looks like one.

use super::*;
use jiff::civil::Date;

fn check(text: &str, expected: &[&str]) {
    let found = find_all(text);
    let got: Vec<&str> = found.iter().map(|f| f.number.number.as_str()).collect();
    assert_eq!(got, expected, "in {text:?}");
    for f in &found {
        assert!(
            f.span.of(text).starts_with(|c: char| c.is_ascii_digit()),
            "{f:?}"
        );
    }
}

#[test]
fn party_numbers_in_every_spelling() {
    for text in [
        "96-QĐ/TW",
        "96-QD/TW",
        "96 – QĐ/TW",
        "96 - QĐ / TW",
        "96-QÐ/TW",
        "96/QĐ-TW",
        "Regulation No. 96-QD/TW of",
        "No96-QĐ/TW",
        "Quy định số96-QĐ/TW,",
        "96-QĐ/TƯ.",
        "96-qđ/tw",
        "(96-QĐ/TW)",
    ] {
        check(text, &["96-QĐ/TW"]);
    }
    check("07/QDi-TW và 08-QĐi/TW", &["07-QĐi/TW", "08-QĐi/TW"]);
    check("Thông báo 29-TB-KL/TW", &["29-TB-KL/TW"]);
    check(
        "519-QĐ/UBKTTW, 36-HD/VPTW",
        &["519-QĐ/UBKTTW", "36-HD/VPTW"],
    );
    check("05-QĐNS/TW", &["05-QĐNS/TW"]);
    check("49 - TTr / TU ngày", &["49-TTr/TU"]);
    check("367-QĐ/TWĐTN-VP", &["367-QĐ/TWĐTN-VP"]);
    check("18-NQ/TW - Nghị quyết mới", &["18-NQ/TW"]);
    check("233/NQ-ĐU", &["233-NQ/ĐU"]);
}

#[test]
fn state_numbers_in_every_spelling() {
    check("73/2023/NĐ-CP và 73/2023/ND-CP", &["73/2023/NĐ-CP"; 2]);
    check("Luật số 31/2024/QH15", &["31/2024/QH15"]);
    check("31/2017/QH 14", &["31/2017/QH14"]);
    check("32-CT/TTg", &["32/CT-TTg"]);
    check("98-NQ/CP", &["98/NQ-CP"]);
    check("1372/CD-TTg", &["1372/CĐ-TTg"]);
    check("30a/2008/NQ-CP", &["30a/2008/NQ-CP"]);
    check("19-2018/NQ-CP", &["19-2018/NQ-CP"]);
    check("1365/NQ-UBTVQH15", &["1365/NQ-UBTVQH15"]);
    check("66.7/2025/NQ-CP", &["66.7/2025/NQ-CP"]);
    check("số 66.18/2026/NQ–CP,", &["66.18/2026/NQ-CP"]);
    check("Quyết định số 1.265/QĐ-UBND", &["1265/QĐ-UBND"]);
    check("01/2015/TTLT-BGDĐT-BNV", &["01/2015/TTLT-BGDĐT-BNV"]);
    check("công văn số 702/VP-KT", &["702/VP-KT"]);
    check("7128/UBND-TKBT", &["7128/UBND-TKBT"]);
}

#[test]
fn dates_and_scores_are_no_numbers() {
    for text in [
        "04/2016",
        "15/15 targets",
        "QH15",
        "5-10/TW",
        "17/31",
        "24/7",
        "9 - Khe Sanh",
        "1945 - Roosevelt",
        "10-15 MW/h",
        "2/9/1945",
        "3 - Quảng Ninh/Hà Nội",
        "100 km/h",
        "12 tỷ USD/năm",
        "66.18/2026",
        "tăng 6.5/QĐ-UBND",
        "1.2.66/2026/NQ-CP",
        "4 HD/TV",
        "18/NQ",
    ] {
        check(text, &[]);
    }
}

#[test]
fn reads_a_query_with_its_series() {
    let number = read("Quy định số 96–QD/TW").unwrap();
    assert_eq!(number.to_string(), "96-QĐ/TW");
    assert_eq!(number.key(), "96-qd/tw");
    assert_eq!(read("96-QD/TW@XIII").unwrap().to_string(), "96-QĐ/TW@XIII");
    assert_eq!(
        read("18-NQ/TW khóa XII").unwrap().to_string(),
        "18-NQ/TW@XII"
    );
    assert_eq!(
        read("04-NQ/TW").unwrap().key(),
        read("4-NQ/TW").unwrap().key()
    );
    assert_ne!(
        read("196-QĐ/TW").unwrap().key(),
        read("96-QĐ/TW").unwrap().key()
    );
    assert_eq!(read("17/31"), None);
}

#[test]
fn terms_by_date() {
    let on = |y, m, d| term_of(Date::new(y, m, d).unwrap());
    assert_eq!(on(2021, 2, 1), Some("XII"));
    assert_eq!(on(2021, 2, 2), Some("XIII"));
    assert_eq!(on(2026, 1, 24), Some("XIV"));
    assert_eq!(on(1970, 1, 1), None);
    assert_eq!(term_of_year(2022), Some("XIII"));
    assert_eq!(term_of_year(2021), None);
    assert_eq!(term_named("12"), Some("XII"));
}

proptest::proptest! {
    #[test]
    fn never_panics_and_slices(text in "[0-9a-zĐđQTWNưƯ/ –.\\-]{0,40}") {
        for found in find_all(&text) {
            proptest::prop_assert!(!found.span.of(&text).is_empty());
        }
        let _ = read(&text);
    }

    #[test]
    fn canonical_spelling_reads_back(n in 1u32..99999, kind in "(NQ|CT|KL|QĐ|QĐi|HD|BC|TB)", body in "(TW|TU|VPTW|UBKTTW)") {
        let printed = format!("{n}-{kind}/{body}");
        let read = read(&printed).expect("a canonical number");
        proptest::prop_assert_eq!(read.number, printed);
    }
}
