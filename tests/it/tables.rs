//! The tables run whole: figures, citations, families, localities, people.

use crate::cli::{Home, Ran};
use serde_json::Value;

/// Records written for these tests: figures that agree and that do not, citations, offices.
const RECORDS: &str = r#"{"id":"f1","title":"Kinh tế các tỉnh năm 2023","date":"2024-01-10","source":"Báo Một","text":"Năm 2023, tốc độ tăng trưởng GRDP của Quảng Ninh đạt 11,03%. Hà Nội hoàn thành 22/22 chỉ tiêu của năm 2023."}
{"id":"f2","title":"Growth in the provinces","date":"2024-02-01","source":"Paper Two","lang":"en","text":"In 2023, four provinces had negative growth: Ba Ria - Vung Tau (-1.02%), Lai Chau (-2.27%), Quang Nam (-8.25%) and Bac Ninh (-9.28%). In 2023, the GRDP growth of Quang Ninh province was 10.5%."}
{"id":"q1","kind":"regulation","title":"Quy định số 96-QĐ/TW về việc lấy phiếu tín nhiệm","date":"2023-02-02","source":"Báo Một","text":"Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về việc lấy phiếu tín nhiệm."}
{"id":"c1","title":"Triển khai lấy phiếu tín nhiệm","date":"2023-03-01","source":"Báo Một","text":"Hội nghị quán triệt Quy định số 96-QĐ/TW ngày 02/02/2023 và Nghị định số 73/2023/NĐ-CP. Bà Trương Thị Mai, Thường trực Ban Bí thư, chủ trì hội nghị."}
{"id":"c2","title":"A vote of confidence","date":"2024-01-17","source":"Paper Two","lang":"en","text":"Regulation No. 96-QD/TW dated February 2, 2023 says how it is taken. Ms Truong Thi Mai, Standing Member of the Secretariat, spoke in Quang Ninh province."}
{"id":"c3","title":"Bế mạc hội nghị","date":"2023-03-02","source":"Báo Một","text":"Đồng chí Trương Thị Mai, Thường trực Ban Bí thư, phát biểu bế mạc hội nghị."}
{"id":"p1","title":"Hội thảo về di sản","date":"2024-05-01","source":"Báo Một","text":"Ông Trương Thị Mại, Giám đốc Bảo tàng tỉnh, đọc tham luận về di sản."}
"#;

fn home() -> Home {
    let home = Home::empty();
    std::fs::write(home.path("tables.jsonl"), RECORDS).unwrap();
    let ran = home.run(&["--corpus", "c", "add", "tables.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    home
}

/// The rows of a table of figures: own id of the document, locality, value.
fn rows(ran: &Ran) -> Vec<(String, String, f64)> {
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let json = ran.json();
    let row = |row: &Value| {
        (
            row["document"]["external_id"].as_str().unwrap().to_owned(),
            row["locality"]["name"].as_str().unwrap().to_owned(),
            row["value"].as_f64().unwrap(),
        )
    };
    json["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(row)
        .collect()
}

fn row(document: &str, locality: &str, value: f64) -> (String, String, f64) {
    (document.to_owned(), locality.to_owned(), value)
}

#[test]
fn figures_are_a_table_that_is_filtered_and_sorted() {
    let home = home();
    let growth = home.ask(&[
        "figures",
        "--indicator",
        "grdp_growth",
        "--sort",
        "-value",
        "--json",
    ]);
    assert_eq!(
        rows(&growth),
        [
            row("f1", "Quảng Ninh", 11.03),
            row("f2", "Quảng Ninh", 10.5),
            row("f2", "Bà Rịa - Vũng Tàu", -1.02),
            row("f2", "Lai Châu", -2.27),
            row("f2", "Quảng Nam", -8.25),
            row("f2", "Bắc Ninh", -9.28),
        ]
    );
    let first = &growth.json()["figures"][0];
    assert_eq!(first["period"], "2023");
    assert_eq!(first["document"]["date"], "2024-01-10");
    assert_eq!(first["contradicted"], true, "10.5 is no rounding of 11.03");
    assert_eq!(growth.json()["figures"][2]["contradicted"], false);
    let hanoi = home.ask(&["figures", "--locality", "Ha Noi", "--json"]);
    assert_eq!(rows(&hanoi), [row("f1", "Hà Nội", 22.0)]);
    assert_eq!(hanoi.json()["figures"][0]["denominator"], 22.0);
    // A report on five provinces gives the row of the one asked for.
    let one = home.ask(&["figures", "--locality", "Lai Châu", "--json"]);
    assert_eq!(rows(&one), [row("f2", "Lai Châu", -2.27)]);
    let merged = home.ask(&["figures", "--locality", "Đà Nẵng", "--territory", "--json"]);
    assert_eq!(rows(&merged), [row("f2", "Quảng Nam", -8.25)]);
    let by_period = home.ask(&["figures", "--group-by", "period", "--json"]);
    assert_eq!(by_period.json()["periods"][0]["period"], "2023");
}

#[test]
fn figures_go_into_spreadsheets_and_pipes() {
    let home = home();
    let csv = home.ask(&["figures", "--sort", "value", "-n", "1", "--format", "csv"]);
    let mut lines = csv.out.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("locality,indicator,value,unit,period,sentence")
    );
    let row = lines.next().unwrap();
    assert!(row.starts_with("Bắc Ninh (to 6/2025),"), "{row}");
    assert!(row.contains(",-9.28,%,2023,"), "{row}");
    let text = home.ask(&["figures", "--locality", "Quảng Ninh"]);
    assert_eq!(text.out.lines().count(), 2, "{}", text.out);
    assert!(
        text.out.lines().all(|line| line.contains(" ≠\t%\t2023\t")),
        "{}",
        text.out
    );
}

#[test]
fn figures_are_asked_for_in_queries() {
    let home = home();
    let has = home.ask(&["search", "has:figure", "--sort", "date", "--json"]);
    assert_eq!(has.hits(), ["f1", "f2"]);
    let growth = home.ask(&["count", "figure:grdp_growth", "--lang", "vi"]);
    assert_eq!(growth.out, "1\n");
    let wrong = home.ask(&["figures", "--indicator", "grdp_groth"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("grdp_growth"), "{}", wrong.err);
    assert_eq!(home.ask(&["figures", "--locality", "Cà Mau"]).code, 1);
}

#[test]
fn a_number_is_told_with_who_cites_it() {
    let home = home();
    let cited = home.ask(&["cites", "96-QD/TW", "--json"]);
    assert_eq!(cited.code, 0, "{}", cited.err);
    let json = cited.json();
    assert_eq!(json["number"], "96-QĐ/TW");
    assert_eq!(json["held"], true);
    assert_eq!(json["held_by"][0]["external_id"], "q1");
    assert_eq!(
        (&json["first"], &json["latest"]),
        (&"2023-03-01".into(), &"2024-01-17".into())
    );
    let by: Vec<&str> = json["cited_by"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["external_id"].as_str().unwrap())
        .collect();
    assert_eq!(by, ["c1", "c2"]);
    assert_eq!(
        json["cited_with"][0]["id"]
            .as_str()
            .unwrap()
            .split('@')
            .next(),
        Some("73/2023/NĐ-CP")
    );
    let forms = json["forms"].to_string();
    assert!(
        forms.contains("96-QĐ/TW") && forms.contains("96-QD/TW"),
        "{forms}"
    );
    // A shorter list says as much of how the number is printed.
    let short = home.ask(&["cites", "96-QD/TW", "--json", "-n", "1"]).json();
    assert_eq!(short["cited_by"].as_array().unwrap().len(), 1);
    assert_eq!(short["forms"], json["forms"]);
    let missing = home.ask(&["cites", "--not-held"]);
    assert!(missing.out.starts_with("73/2023/NĐ-CP"), "{}", missing.out);
    assert!(!missing.out.contains("96-QĐ/TW"), "{}", missing.out);
    let edges = home.ask(&["cites", "--edges", "--format", "csv"]);
    assert_eq!(edges.out.lines().count(), 4, "{}", edges.out);
    let edges = home.ask(&["cites", "96-QĐ/TW", "--edges"]);
    assert_eq!(edges.out.lines().count(), 2, "{}", edges.out);
    assert_eq!(home.ask(&["cites", "12-QĐ/TW"]).code, 1);
    assert_eq!(home.ask(&["cites", "nothing"]).code, 2);
    assert_eq!(home.ask(&["cites"]).code, 2);
}

#[test]
fn a_name_has_its_offices_and_nobody_elses() {
    let home = home();
    let person = home.ask(&["person", "Truong Thi Mai", "--json"]);
    assert_eq!(person.code, 0, "{}", person.err);
    let json = person.json();
    let names: Vec<&str> = json["names"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["Trương Thị Mai", "Trương Thị Mại"],
        "{}",
        person.out
    );
    let offices = json["names"][0]["offices"].to_string();
    assert!(offices.contains("Thường trực Ban Bí thư"), "{offices}");
    assert!(!offices.contains("Bảo tàng"), "{offices}");
    // Marks that are typed decide.
    let typed = home.ask(&["person", "Trương Thị Mai", "--json"]).json();
    assert_eq!(typed["names"].as_array().unwrap().len(), 1);
    assert_eq!(typed["names"][0]["best"], "Trương Thị Mai");
    assert_eq!(home.ask(&["person", "Nguyễn Văn Không"]).code, 1);
}

#[test]
fn a_locality_has_its_history_and_its_mentions() {
    let home = home();
    let told = home.ask(&["locality", "Bac Ninh", "--json"]).json();
    let units = told["localities"].as_array().unwrap();
    let old = units
        .iter()
        .find(|unit| unit["label"] == "Bắc Ninh (to 6/2025)")
        .unwrap();
    assert_eq!(old["to"], "2025-06-30");
    assert_eq!(old["total"], 1);
    assert_eq!(old["by_year"][0]["year"], "2024");
    let new = units
        .iter()
        .find(|unit| unit["label"] == "Bắc Ninh")
        .unwrap();
    assert_eq!(new["predecessors"].as_array().unwrap().len(), 2);
    assert_eq!(new["total"], 0);
    let region = home.ask(&["locality", "Tây Nguyên", "--json"]).json();
    assert_eq!(
        region["localities"][0]["members"].as_array().unwrap().len(),
        5
    );
    let wrong = home.ask(&["locality", "Quảng Ninx"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("Quảng Ninh"), "{}", wrong.err);
}

/// Reports that run in several papers: the words of each, changed a little.
fn reprints() -> Vec<String> {
    let sentence = |story: usize, n: usize| {
        let words = [
            "đoàn", "kiểm", "tra", "làm", "việc", "với", "cấp", "ủy", "cơ", "sở",
        ];
        let word = |at: usize| words[(story * 7 + n * 3 + at * at) % words.len()];
        let text: Vec<&str> = (0..9).map(word).collect();
        format!("Mục {} của phần {story}: {}.", n + 1, text.join(" "))
    };
    let mut records = Vec::new();
    for story in 0..3 {
        for paper in 0..3 {
            let body: Vec<String> = (0..12).map(|n| sentence(story, n)).collect();
            let mut body = body.join(" ");
            if paper == 1 {
                body.push_str(" Theo báo khác.");
            }
            let day = 10 + paper;
            let record = serde_json::json!({
                "url": format!("https://paper{paper}.vn/story-{story}.html"),
                "title": format!("Chuyện {story} trên báo {paper}"),
                "date": format!("2024-01-{day}"),
                "text": body,
            });
            records.push(record.to_string());
        }
    }
    records
}

/// Address, copies and family of every document.
fn copies(home: &Home) -> Vec<(String, u64)> {
    let ran = home.ask(&["search", "--all-copies", "-n", "50", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json = ran.json();
    let mut copies: Vec<(String, u64)> = json["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| {
            let url = hit["url"].as_str().unwrap().to_owned();
            (url, hit["copies"].as_u64().unwrap())
        })
        .collect();
    copies.sort();
    copies
}

#[test]
fn families_are_the_same_in_any_order_of_adding() {
    let records = reprints();
    let mut expected = None;
    for order in 0..10usize {
        let home = Home::empty();
        let mut shuffled = records.clone();
        let mut state = order as u64 * 0x9e37_79b9 + 1;
        for at in (1..shuffled.len()).rev() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        // In two batches, of which the second works out only whom it reaches.
        let (one, two) = shuffled.split_at(order % 8 + 1);
        for (name, batch) in [("one.jsonl", one), ("two.jsonl", two)] {
            std::fs::write(home.path(name), batch.join("\n") + "\n").unwrap();
            let ran = home.run(&["--corpus", "c", "add", name]);
            assert_eq!(ran.code, 0, "{}", ran.err);
        }
        let got = (copies(&home), families_file(&home));
        assert!(got.0.iter().all(|(_, copies)| *copies == 3), "{:?}", got.0);
        assert_eq!(
            *expected.get_or_insert_with(|| got.clone()),
            got,
            "order {order}"
        );
    }
}

#[test]
fn families_brought_up_by_what_changed_are_those_of_a_rebuild() {
    let home = Home::empty();
    let records = reprints();
    let story = |paper: usize, story: usize| format!("https://paper{paper}.vn/story-{story}.html");
    let changed = records[4].replace("của phần 1", "của phần khác");
    let batches = [&records[..4], &records[4..7], &records[7..], &[changed]];
    for (number, batch) in batches.into_iter().enumerate() {
        let name = format!("batch{number}.jsonl");
        std::fs::write(home.path(&name), batch.join("\n") + "\n").unwrap();
        let ran = home.run(&["--corpus", "c", "add", &name]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let decisions: [&[&str]; 5] = [
        &["withdraw", &story(0, 0)],
        &["same", &story(1, 0), &story(2, 2)],
        &["not-same", &story(0, 2), &story(1, 2)],
        &["restore", &story(0, 0)],
        &["withdraw", &story(0, 2)],
    ];
    let as_rebuilt = |after: &str| {
        let brought_up = families_file(&home);
        let shown = copies(&home);
        let ran = home.ask(&["rebuild"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(brought_up, families_file(&home), "after {after}");
        assert_eq!(shown, copies(&home), "after {after}");
    };
    as_rebuilt("adding");
    for decision in decisions {
        let ran = home.ask(&[decision, &["--reason", "test"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        home.ask(&["index"]);
        as_rebuilt(&decision.join(" "));
    }
}

/// The members of the file of families: what follows the note of its commit.
fn families_file(home: &Home) -> Vec<u8> {
    let current = std::fs::read_to_string(home.path("c/.vankien/CURRENT")).unwrap();
    let path = home
        .path("c/.vankien")
        .join(current.trim())
        .join("families");
    let bytes = std::fs::read(path).unwrap();
    let note = usize::from(bytes[8]);
    bytes[16 + note..].to_vec()
}

#[test]
fn a_family_stands_once_in_a_list_and_people_have_the_last_word() {
    let home = Home::empty();
    std::fs::write(home.path("all.jsonl"), reprints().join("\n") + "\n").unwrap();
    assert_eq!(home.run(&["--corpus", "c", "add", "all.jsonl"]).code, 0);
    let list = home.ask(&["search", "kiểm", "--json"]).json();
    assert_eq!(list["total"], 9);
    assert_eq!(list["hits"].as_array().unwrap().len(), 3);
    assert_eq!(list["hits"][0]["copies"], 3);
    assert_eq!(list["hits"][0]["copies_langs"], serde_json::json!(["vi"]));
    // A page of a list goes on where the one before ended.
    let next = home
        .ask(&["search", "kiểm", "--offset", "2", "-n", "2", "--json"])
        .json();
    assert_eq!(next["hits"][0]["id"], list["hits"][2]["id"]);
    // The best member that matches stands for its family.
    let other = home.ask(&["search", "Theo báo khác", "--json"]).json();
    assert!(other["hits"][0]["url"].as_str().unwrap().contains("paper1"));
    assert_eq!(home.ask(&["count", "kiểm", "--families"]).out, "9\t3\n");
    let (one, two) = (
        "https://paper0.vn/story-0.html",
        "https://paper2.vn/story-0.html",
    );
    let ran = home.ask(&["not-same", one, two, "--reason", "test"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ask(&["count", "--families"]).out, "9\t4\n");
    let ran = home.ask(&[
        "same",
        "https://paper0.vn/story-1.html",
        one,
        "--reason",
        "test",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ask(&["count", "--families"]).out, "9\t3\n");
    // What is derived can be deleted and comes back.
    let current = std::fs::read_to_string(home.path("c/.vankien/CURRENT")).unwrap();
    let generation = home.path("c/.vankien").join(current.trim());
    for name in ["families", "comparisons", "keys", "current-for"] {
        std::fs::remove_file(generation.join(name)).unwrap();
    }
    assert_eq!(home.ask(&["count", "--families"]).out, "9\t3\n");
}
