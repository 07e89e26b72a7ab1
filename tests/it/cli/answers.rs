//! What the searching commands answer, and the shape of it.

use super::Home;

#[test]
fn the_json_of_a_search_has_the_keys_of_the_contract() {
    let home = Home::with_records();
    let ran = home.ask(&["search", "lấy phiếu tín nhiệm", "--from", "2024", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json = ran.json();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    for key in [
        "format_version",
        "query",
        "total",
        "relaxed_total",
        "undated_left_out",
        "took_ms",
        "hits",
    ] {
        assert!(keys(&json).contains(&key.to_owned()), "{key}");
    }
    for key in ["text", "understood", "expansions"] {
        assert!(keys(&json["query"]).contains(&key.to_owned()), "{key}");
    }
    let hit = &json["hits"][0];
    for key in [
        "rank",
        "id",
        "external_id",
        "score",
        "title",
        "date",
        "lang",
        "kind",
        "source",
        "origin",
        "url",
        "people",
        "localities",
        "cites",
        "number",
        "snippet",
        "copies",
        "copies_langs",
        "relaxed",
    ] {
        assert!(keys(hit).contains(&key.to_owned()), "{key}");
    }
    assert_eq!(json["format_version"], 1);
    assert_eq!(hit["date"], "2024-01-17");
    assert_eq!(hit["cites"][0]["number"], "96-QĐ/TW");
    assert_eq!(hit["localities"][0]["name"], "Quảng Ninh");
    assert_eq!(hit["id"].as_str().unwrap().len(), 13);
    // Highlights are bytes of the snippet.
    let snippet = &hit["snippet"];
    let text = snippet["text"].as_str().unwrap();
    for range in snippet["highlights"].as_array().unwrap() {
        let bound = |at: usize| usize::try_from(range[at].as_u64().unwrap()).unwrap();
        assert!(text.get(bound(0)..bound(1)).is_some());
    }
}

#[test]
fn a_term_is_found_in_both_languages_unless_that_is_left_out() {
    let home = Home::with_records();
    for query in ["lấy phiếu tín nhiệm", "vote of confidence"] {
        let mut found = home.ask(&["search", query, "--json"]).hits();
        found.sort();
        assert_eq!(found, ["a1", "a2"], "{query}");
    }
    let strict = home.ask(&["search", "vote of confidence", "--no-expand", "--json"]);
    assert_eq!(strict.hits(), ["a2"]);
}

#[test]
fn marks_numbers_and_filters_work_together() {
    let home = Home::with_records();
    let check = |args: &[&str], expected: &[&str]| {
        let mut args = args.to_vec();
        args.insert(1, "--json");
        let mut found = home.ask(&args).hits();
        found.sort();
        assert_eq!(found, expected, "{args:?}");
    };
    check(&["search", "truong", "thi", "mai"], &["a1", "a2"]);
    check(&["search", "Trương Thị Mai"], &["a1", "a2"]);
    check(&["search", "chó"], &["a4"]);
    check(&["search", "96/QD-TW"], &["a1", "a2"]);
    check(&["search", "6-QĐ/TW"], &[]);
    check(
        &["search", "--locality", "Quang Ninh", "--lang", "vi"],
        &["a1"],
    );
    check(
        &["search", "--cites", "96 – QĐ/TW", "--to", "2024-01"],
        &["a1"],
    );
    check(&["search", "date:none"], &["a3"]);
    check(&["search", "nhỏ", "-sân"], &[]);
    check(&["search", "--", "-phiếu", "-vote"], &["a3", "a4"]);
}

#[test]
fn best_names_come_from_the_collection() {
    let home = Home::with_records();
    let json = home
        .ask(&["search", "truong thi mai", "--lang", "en", "--json"])
        .json();
    let person = &json["hits"][0]["people"][0];
    assert_eq!(person["name"], "Truong Thi Mai");
    assert_eq!(person["best"], "Trương Thị Mai");
}

#[test]
fn tables_are_guarded_and_have_a_fixed_header() {
    let home = Home::with_records();
    let ran = home.ask(&["search", "fishing", "--format", "csv"]);
    let mut lines = ran.out.lines();
    assert_eq!(
        lines.next(),
        Some(
            "query_id,rank,id,external_id,score,title,date,lang,kind,source,origin,url,number,people,localities,\
             cites,copies,snippet"
        )
    );
    assert!(
        lines.next().unwrap().contains(",'=1+1 is how"),
        "{}",
        ran.out
    );
    let none = home.ask(&["search", "xyzzy", "--format", "csv"]);
    assert_eq!((none.code, none.out.lines().count()), (1, 1));
}

#[test]
fn many_queries_are_answered_in_one_run() {
    let home = Home::with_records();
    std::fs::write(home.path("q.tsv"), "q1\tlấy phiếu tín nhiệm\nq2\tfishing\n").unwrap();
    let ran = home.ask(&[
        "search",
        "--queries",
        "q.tsv",
        "--any",
        "--no-expand",
        "--format",
        "trec",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<Vec<&str>> = ran
        .out
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(
        rows.iter()
            .all(|row| row.len() == 6 && row[1] == "Q0" && row[5] == "vankien")
    );
    assert_eq!((rows[0][0], rows[0][2], rows[0][3]), ("q1", "a1", "1"));
    assert!(rows.iter().any(|row| row[0] == "q2" && row[2] == "a3"));
    let from_stdin = home.run_with(
        &[
            "--corpus",
            "c",
            "search",
            "--queries",
            "-",
            "--format",
            "jsonl",
        ],
        "fishing\n",
        &[],
    );
    assert!(
        from_stdin.out.contains("\"query_id\":\"1\""),
        "{}",
        from_stdin.out
    );
}

#[test]
fn numbers_for_a_query() {
    let home = Home::with_records();
    assert_eq!(home.ask(&["count"]).out, "4\n");
    assert_eq!(home.ask(&["count", "chó"]).out, "1\n");
    let facets = home.ask(&["facets", "--by", "lang"]);
    assert_eq!(facets.out, "en\t2\ten\nvi\t2\tvi\n");
    let timeline = home.ask(&["timeline", "--by", "year"]);
    assert_eq!(timeline.out, "2023\t1\n2024\t2\n");
    let json = home.ask(&["timeline", "--json"]).json();
    assert_eq!(json["undated"], 1);
    assert_eq!(json["timeline"][0]["period"], "2023-10");
}

#[test]
fn one_document_is_shown_in_every_way() {
    let home = Home::with_records();
    let json = home.ask(&["show", "a1", "--json"]).json();
    assert_eq!(json["external_id"], "a1");
    let text = json["text"].as_str().unwrap();
    for mention in json["mentions"].as_array().unwrap() {
        let bound = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(
            text.get(bound("start")..bound("end")),
            mention["surface"].as_str()
        );
    }
    assert_eq!(json["passages"][0]["marked"], true);
    let id = json["id"].as_str().unwrap();
    assert!(
        home.ask(&["show", id])
            .out
            .starts_with("Hội nghị về lấy phiếu")
    );
    assert!(
        home.ask(&["show", "--cite", id])
            .out
            .contains(&format!("vankien:{id}@1"))
    );
    assert!(
        home.ask(&["show", "--raw", id])
            .out
            .starts_with("{\"id\":\"a1\"")
    );
    let evidence = home.ask(&["show", "--evidence", "--json", id]).json();
    assert_eq!(
        evidence["raw_sha256_now"],
        evidence["version"]["raw_sha256"]
    );
    let all = home.ask(&["show", "--json", "--all"]);
    assert_eq!(all.out.lines().count(), 4);
    assert_eq!(home.ask(&["show", "no-such-id"]).code, 1);
    assert_eq!(home.ask(&["show", "a1", "no-such-id"]).code, 3);
}
