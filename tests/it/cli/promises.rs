//! What the search promises, line by line, as somebody new to it would try.

use super::Home;

/// Records of our own: a name and its reverse, words that differ by a mark, a figure and a score.
const RECORDS: &str = r#"{"id":"mai-vi","title":"Họp tại Hà Nội","date":"2023-05-02","text":"Trong cuộc họp kéo dài hai ngày với nhiều nội dung khác nhau, các đại biểu nghe phát biểu của bà Trương Thị Mai về công tác cán bộ."}
{"id":"mai-en","title":"Meeting in Hanoi","date":"2023-05-03","lang":"en","text":"Delegates of many provinces heard Truong Thi Mai speak about personnel work at a long meeting that ended on Tuesday."}
{"id":"reverse","title":"Mai Thị Trương","date":"2024-06-01","text":"Mai Thị Trương và Mai Thị Trương. Bà Mai Thị Trương họp."}
{"id":"dog","title":"Con vật","date":"2024-01-01","text":"Con chó nằm ngoài sân từ sáng đến chiều."}
{"id":"tree","title":"Cái cây","date":"2024-01-02","text":"Cây chò cao nhất rừng đứng bên suối."}
{"id":"give","title":"Món quà","date":"2024-01-03","text":"Mọi người mang quà đến cho các em nhỏ."}
{"id":"peace","title":"Chuyến thăm","date":"2024-01-04","text":"Hai bên trao đổi về hòa bình và hợp tác lâu dài."}
{"id":"province","title":"Chuyến thăm tỉnh","date":"2024-01-05","text":"Đoàn công tác làm việc tại tỉnh Quảng Ninh trong hai ngày."}
{"id":"apart","title":"Hai tỉnh","date":"2024-01-06","text":"Ở tỉnh Quảng Trị và tỉnh Ninh Bình đều có mưa to."}
{"id":"vote-vi","title":"Kỳ họp","date":"2024-01-07","text":"Hội đồng tiến hành lấy phiếu tín nhiệm theo Quy định số 96-QĐ/TW của Bộ Chính trị."}
{"id":"vote-en","title":"The session","date":"2024-01-08","lang":"en","text":"The council held a vote of confidence under Regulation No. 96-QD/TW of the Politburo."}
{"id":"other-number","title":"Quy định khác","date":"2024-01-09","text":"Hội nghị phổ biến Quy định số 196-QĐ/TW và Kết luận số 6-KL/TW."}
{"id":"figures","title":"Kết quả năm","date":"2024-01-10","text":"Tỉnh đạt 15/15 chỉ tiêu đề ra; tổng sản phẩm tăng 13,45% so với năm trước."}
"#;

fn home() -> Home {
    let home = Home::empty();
    std::fs::write(home.path("own.jsonl"), RECORDS).unwrap();
    let ran = home.run(&["--corpus", "c", "add", "own.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    home
}

/// The hits of a query in order; of the given ones all must be there and no other.
fn check(home: &Home, query: &str, expected: &[&str]) {
    let ran = home.ask(&["search", query, "--json"]);
    let mut found = ran.hits();
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn a_name_is_one_name_however_it_is_typed() {
    let home = home();
    let typed = [
        "Trương Thị Mai",
        "TRƯƠNG THỊ MAI",
        "Tru\u{31b}o\u{31b}ng Thi\u{323} Mai",
    ];
    let answers: Vec<Vec<String>> = typed
        .iter()
        .map(|query| home.ask(&["search", query, "--json"]).hits())
        .collect();
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
        // The reverse is all that its document says, and still stands below.
        assert_eq!(answer.last().unwrap(), "reverse", "{answer:?}");
        assert_eq!(answer.len(), 3, "{answer:?}");
    }
    let bare = home.ask(&["search", "truong thi mai", "--json"]).hits();
    assert_eq!(bare.len(), 3);
    assert_eq!(bare.last().unwrap(), "reverse");
}

#[test]
fn marks_count_where_they_were_typed() {
    let home = home();
    check(&home, "chó", &["dog"]);
    check(&home, "chò", &["tree"]);
    check(&home, "cho", &["dog", "tree", "give"]);
    check(&home, "\"quang ninh\"", &["province"]);
    check(&home, "quang ninh", &["province", "apart"]);
}

#[test]
fn the_place_of_the_mark_does_not_count() {
    let home = home();
    let answer = |query: &str| {
        let mut json = home.ask(&["search", query, "--json"]).json();
        json["took_ms"] = 0.into();
        json["query"] = 0.into();
        json
    };
    assert_eq!(answer("hoà bình"), answer("hòa bình"));
    assert_eq!(answer("hoà bình")["total"], 1);
}

#[test]
fn the_two_languages_find_each_other() {
    let home = home();
    for query in [
        "vote of confidence",
        "lấy phiếu tín nhiệm",
        "lay phieu tin nhiem",
    ] {
        check(&home, query, &["vote-vi", "vote-en"]);
    }
    // What was typed stands above what it was taken to mean.
    let first = |query: &str| home.ask(&["search", query, "--json"]).hits().remove(0);
    assert_eq!(first("vote of confidence"), "vote-en");
    assert_eq!(first("lấy phiếu tín nhiệm"), "vote-vi");
    let said = home.ask(&["search", "vote of confidence", "--explain"]).out;
    assert!(said.contains("lấy phiếu tín nhiệm"), "{said}");
}

#[test]
fn numbers_are_wholes() {
    let home = home();
    for query in [
        "96/QD-TW",
        "96-QĐ/TW",
        "96 – QĐ/TW",
        "Regulation No. 96-QD/TW",
    ] {
        let found = home.ask(&["search", query, "--json", "--no-expand"]).hits();
        assert!(found.contains(&"vote-en".to_owned()), "{query} {found:?}");
        assert!(!found.contains(&"other-number".to_owned()), "{query}");
    }
    check(&home, "96/QD-TW", &["vote-vi", "vote-en"]);
    check(&home, "6-QĐ/TW", &[]);
    check(&home, "15/15", &["figures"]);
    check(&home, "13.45%", &["figures"]);
    check(&home, "13,45 %", &["figures"]);
}

#[test]
fn bodies_and_indicators_go_by_any_name() {
    let home = home();
    for query in ["org:Politburo", "coquan:\"bộ chính trị\""] {
        check(&home, query, &["vote-vi", "vote-en"]);
    }
    let wrong = home.ask(&["search", "--org", "Politburro"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("Bộ Chính trị"), "{}", wrong.err);
    let wrong = home.ask(&["search", "figure:grdp_groth"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("grdp_growth"), "{}", wrong.err);
}
