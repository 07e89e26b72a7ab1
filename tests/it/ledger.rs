//! What people decide about documents, through the program: honoured by every command and by `rebuild`.

use crate::cli::{Home, RECORDS};
use sha2::{Digest, Sha256};
use std::fs;

fn id_of(home: &Home, key: &str) -> String {
    let shown = home.ask(&["show", "--json", key]);
    shown.json()["id"].as_str().unwrap().to_owned()
}

/// Exit codes and outputs of every command that answers from documents.
fn answers(home: &Home) -> Vec<(i32, String)> {
    let asked: [&[&str]; 16] = [
        &["search", "--format", "jsonl", "--all-copies"],
        &["search", "--format", "csv", "--all-copies", "phiếu OR vote"],
        &["count"],
        &["count", "--from", "2000"],
        &["facets", "--by", "source", "--format", "json"],
        &["timeline", "--by", "year", "--format", "json"],
        &["show", "--json", "--all"],
        &["search", "--format", "trec", "phiếu"],
        &["count", "--families"],
        &["figures", "--format", "json"],
        &["cites", "96-QĐ/TW", "--format", "json"],
        &["cites", "--not-held", "--format", "json"],
        &["locality", "Quảng Ninh", "--format", "json"],
        &["person", "Trương Thị Mai", "--format", "json"],
        &["show", "--json", "https://example.vn/a3"],
        &["info", "--json"],
    ];
    asked
        .iter()
        .map(|args| {
            let ran = home.ask(args);
            (ran.code, without_measures(ran.out))
        })
        .collect()
}

/// How long it took and how large the files are is no answer.
fn without_measures(out: String) -> String {
    let Ok(serde_json::Value::Object(mut answer)) = serde_json::from_str(&out) else {
        return out;
    };
    for measure in ["took_ms", "corpus_bytes", "index_bytes"] {
        answer.remove(measure);
    }
    serde_json::Value::Object(answer).to_string()
}

/// The answers are the same after `rebuild`, and nothing disagrees.
fn survives_rebuild(home: &Home) {
    // Deleted documents count in BM25 until they are merged away.
    assert_eq!(home.ask(&["index", "--compact"]).code, 0);
    let before = answers(home);
    assert_eq!(home.ask(&["rebuild"]).code, 0);
    assert_eq!(home.ask(&["index", "--compact"]).code, 0);
    for (before, after) in before.iter().zip(answers(home)) {
        assert_eq!(*before, after);
    }
    let verify = home.ask(&["verify", "--deep"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}

#[test]
fn a_withdrawn_document_is_in_no_answer_until_it_is_restored() {
    let home = Home::with_records();
    let id = id_of(&home, "a1");
    let before = answers(&home);
    let bytes = fs::read(home.path("c/import/2026-11-22-notes/files/notes.jsonl")).unwrap();
    let ran = home.ask(&["withdraw", "a1", "--reason", "sai nguồn"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (code, out) in answers(&home) {
        assert!(
            !out.contains(&id) && !out.contains("Hội nghị về"),
            "{code} {out}"
        );
    }
    assert_eq!(home.ask(&["count"]).out.trim(), "3");
    // Who asks for it by name learns why it is gone.
    let shown = home.ask(&["show", "a1"]);
    assert!((shown.out + &shown.err).contains("sai nguồn"));
    let cited = home.ask(&["show", "--cite", "a1"]);
    assert!(cited.err.contains("withdrawn: sai nguồn"), "{}", cited.err);
    let info = home.ask(&["info", "--json"]).json();
    assert_eq!(info["withdrawn"], 1, "{info}");
    let counted = info["coverage"].as_array().unwrap().iter();
    let counted: u64 = counted.map(|one| one["documents"].as_u64().unwrap()).sum();
    assert_eq!(counted, 3, "{info}");
    survives_rebuild(&home);
    let ran = home.ask(&["restore", &id, "--reason", "đã kiểm tra"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    survives_rebuild(&home);
    assert_eq!(answers(&home)[0].1, before[0].1);
    let stored = fs::read(home.path("c/import/2026-11-22-notes/files/notes.jsonl")).unwrap();
    assert_eq!(stored, bytes);
    let ledger = fs::read_to_string(home.path("c/ledger.jsonl")).unwrap();
    assert_eq!(ledger.lines().count(), 2);
    assert!(
        ledger.contains("\"reason\":\"sai nguồn\"")
            && ledger.contains("\"reason\":\"đã kiểm tra\"")
    );
}

#[test]
fn corrections_are_honoured_and_taken_back() {
    let home = Home::with_records();
    for (args, query) in [
        (["--date", "2023-05-06"], "date:2023-05-06"),
        (["--title", "Một tên khác hẳn"], "title:\"tên khác hẳn\""),
        (["--source", "Báo Ba"], "source:\"Báo Ba\""),
        (["--lang", "vi"], "lang:vi id:a3"),
        (["--kind", "report"], "kind:report"),
        (["--origin", "TTXVN"], "id:a3"),
        (
            ["--url", "https://example.vn/a3"],
            "id:https://example.vn/a3",
        ),
    ] {
        let all = [&["correct", "a3"][..], &args, &["--reason", "x"]].concat();
        let ran = home.ask(&all);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        assert_eq!(
            home.ask(&["search", "--json", query]).hits(),
            ["a3"],
            "{query}"
        );
    }
    let shown = home.ask(&["show", "--json", "a3"]).json();
    assert_eq!(shown["date"], "2023-05-06");
    assert_eq!(shown["title"], "Một tên khác hẳn");
    assert_eq!(shown["origin"], "TTXVN");
    assert_eq!(
        home.ask(&["show", "--json", "https://example.vn/a3"])
            .json()["external_id"],
        "a3"
    );
    let info = home.ask(&["info", "--json"]).json();
    assert_eq!(info["undated"], 0, "{info}");
    assert!(info.to_string().contains("Báo Ba"), "{info}");
    survives_rebuild(&home);
    // Nothing is written where one of several values is none.
    let lines = || {
        fs::read_to_string(home.path("c/ledger.jsonl"))
            .unwrap()
            .lines()
            .count()
    };
    let before = lines();
    let wrong = home.ask(&["correct", "a3", "--title", "x", "--kind", "poem"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    assert!(wrong.err.contains("directive, resolution"), "{}", wrong.err);
    assert_eq!(lines(), before);
    let printed = home.ask(&["correct", "a3", "--date", "6/5/2023", "--reason", "x"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert_eq!(home.ask(&["count", "date:2023-05-06"]).out.trim(), "1");
    let wrong = home.ask(&["correct", "a3", "--date", "2023-02-31", "--reason", "x"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    assert!(wrong.err.contains("2023-02-31"), "{}", wrong.err);
    let twice = home.ask(&["same", "a3", "https://example.vn/a3", "--reason", "x"]);
    assert_eq!(twice.code, 2, "{}", twice.err);
    let unknown = home.ask(&["withdraw", "nobody", "--reason", "x"]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    let back = home.ask(&["correct", "a3", "--date", "", "--reason", "x"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert_eq!(home.ask(&["count", "date:none"]).out.trim(), "1");
    survives_rebuild(&home);
}

#[test]
fn versions_differences_citations_and_evidence() {
    let home = Home::with_records();
    let newer = RECORDS.replace("Con chó nhỏ nằm", "Con chó lớn nằm");
    fs::write(home.path("notes.jsonl"), &newer).unwrap();
    let later = [
        ("VANKIEN_CORPUS", "c"),
        ("VANKIEN_NOW", "2026-12-01T00:00:00Z"),
    ];
    assert_eq!(home.run_with(&["add", "notes.jsonl"], "", &later).code, 0);
    let id = id_of(&home, "a4");
    let versions = home.ask(&["show", "--versions", "a4"]).out;
    assert_eq!(versions.lines().count(), 2, "{versions}");
    assert!(versions.contains(&format!("{id}@1")) && versions.contains(&format!("{id}@2")));
    let diff = home.ask(&["show", "--diff", "a4"]).out;
    assert!(
        diff.contains("nhỏ nằm") && diff.contains("lớn nằm"),
        "{diff}"
    );
    // A date that changed is a difference too.
    let dated = newer.replace("2023-10-31", "2023-11-01");
    fs::write(home.path("notes.jsonl"), &dated).unwrap();
    let latest = [
        ("VANKIEN_CORPUS", "c"),
        ("VANKIEN_NOW", "2026-12-02T00:00:00Z"),
    ];
    assert_eq!(home.run_with(&["add", "notes.jsonl"], "", &latest).code, 0);
    let diff = home.ask(&["show", "--diff", "a4"]).out;
    assert_eq!(diff, "- date: 2023-10-31\n+ date: 2023-11-01\n");
    let cite = home.ask(&["show", "--cite", "a4@1"]).out;
    assert!(
        cite.contains(&format!("{id}@1")) && cite.contains("Chuyện con chó nhỏ"),
        "{cite}"
    );
    for (key, word) in [("a4@1", "nhỏ nằm"), ("a4@2", "lớn nằm")] {
        let evidence = home.ask(&["show", "--evidence", "--json", key]).json();
        let version = &evidence["version"];
        let text = |name: &str| version[name].as_str().unwrap().to_owned();
        let number = |name: &str| usize::try_from(version[name].as_u64().unwrap()).unwrap();
        let stored = fs::read(home.path("c").join(text("file"))).unwrap();
        let bytes = &stored[number("offset")..number("offset") + number("length")];
        assert!(String::from_utf8_lossy(bytes).contains(word), "{evidence}");
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
        assert_eq!(text("raw_sha256"), digest, "{evidence}");
        assert_eq!(evidence["stored_sha256"], digest.as_str());
        assert_eq!(home.ask(&["show", "--raw", key]).out.as_bytes(), bytes);
    }
    survives_rebuild(&home);
}

#[test]
fn a_torn_or_edited_ledger_is_told_and_loses_nothing() {
    let home = Home::with_records();
    assert_eq!(home.ask(&["withdraw", "a1", "--reason", "x"]).code, 0);
    let path = home.path("c/ledger.jsonl");
    let whole = fs::read(&path).unwrap();
    let torn = [&whole[..], b"{\"at\":\"2026-11-22T05:00:00Z\",\"act"].concat();
    fs::write(&path, &torn).unwrap();
    let count = home.ask(&["count"]);
    assert_eq!(count.out.trim(), "3");
    assert!(
        count.err.contains("ledger.jsonl line 2 is no decision"),
        "{}",
        count.err
    );
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 3);
    assert!(verify.out.contains("ledger.jsonl line 2"), "{}", verify.out);
    // The next decision stands on a line of its own.
    assert_eq!(home.ask(&["withdraw", "a2", "--reason", "y"]).code, 0);
    assert_eq!(home.ask(&["count"]).out.trim(), "2");
    assert!(fs::read(&path).unwrap().starts_with(&torn));
    // A decision that was taken out by hand no longer counts.
    fs::write(&path, b"").unwrap();
    let count = home.ask(&["count"]);
    assert_eq!(count.out.trim(), "4", "{}", count.err);
    assert!(count.err.contains("ledger"), "{}", count.err);
}

/// The command that `--evidence` prints gives the digest that it prints, for every way a record lies on disk.
#[test]
#[cfg(unix)]
fn evidence_can_be_checked_without_the_program() {
    let home = Home::empty();
    fs::create_dir(home.path("in")).unwrap();
    let page = "<article><h1>Tin một</h1><p>Ban Thường vụ họp về công tác kiểm tra.</p></article>";
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = |n: u32| {
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.vn/{n}\r\n\
             WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let write = |name: &str, bytes: &[u8]| fs::write(home.path("in").join(name), bytes).unwrap();
    write("a.html", page.as_bytes());
    write("b.html.gz", &gzip(page.as_bytes()));
    write("c.jsonl", RECORDS.as_bytes());
    write("d.jsonl.gz", &gzip(RECORDS.as_bytes()));
    write("e.warc", (record(1) + &record(2)).as_bytes());
    write(
        "f.warc.gz",
        &[gzip(record(3).as_bytes()), gzip(record(4).as_bytes())].concat(),
    );
    write("it's g.warc.gz", &gzip((record(5) + &record(6)).as_bytes()));
    let added = home.ask(&["add", "in"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let all = home.ask(&["show", "--evidence", "--json", "--all"]).out;
    let mut checked = 0;
    for line in all.lines() {
        let evidence: serde_json::Value = serde_json::from_str(line).unwrap();
        let ran = std::process::Command::new("sh")
            .arg("-c")
            .arg(evidence["check"].as_str().unwrap())
            .current_dir(home.path("c"))
            .output()
            .unwrap();
        let printed = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(
            printed.split(' ').next(),
            evidence["stored_sha256"].as_str(),
            "{evidence}"
        );
        assert_eq!(
            evidence["raw_sha256_now"],
            evidence["version"]["raw_sha256"]
        );
        checked += 1;
    }
    assert_eq!(checked, 15);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Several writers at a time: one writes, the others wait for nothing and say who does; what was
/// acknowledged stands in whole lines.
#[test]
fn decisions_made_at_the_same_time_stand_in_whole_lines() {
    let home = Home::with_records();
    let done: Vec<(i32, String)> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|n| {
                let home = &home;
                let id = ["a1", "a2", "a3", "a4"][n % 4];
                scope.spawn(move || {
                    let title = format!("Tên {n}");
                    let ran = home.ask(&["correct", id, "--title", &title, "--reason", "x"]);
                    (ran.code, ran.err)
                })
            })
            .collect();
        writers.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (written, refused): (Vec<_>, Vec<_>) = done.into_iter().partition(|(code, _)| *code == 0);
    assert!(!written.is_empty());
    for (code, err) in refused {
        assert_eq!(code, 5, "{err}");
    }
    let ledger = fs::read_to_string(home.path("c/ledger.jsonl")).unwrap();
    assert_eq!(ledger.lines().count(), written.len(), "{ledger}");
    let verify = home.ask(&["verify", "--deep"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}
