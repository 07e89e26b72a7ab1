//! What people give a program by mistake or out of malice: each is named, nothing is lost, the rest goes on.
//!
//! Sizes are scaled down; `VANKIEN_FULL_SIZE=1 cargo test --test it bad_input` takes them full, and
//! `VANKIEN_PROGRAM=$PWD/target/release/vankien` before it tries a release build.

use crate::cli::{Home, Ran};
use std::fs;
use std::io::Write;

/// One line that is a record.
const GOOD: &str = "{\"id\":\"good\",\"date\":\"2024-01-17\",\"text\":\"Ban Thường vụ họp về kiểm tra, giám sát.\"}\n";

/// Full sizes by the wish of the caller, else so many times smaller.
fn scaled(full: usize, by: usize) -> usize {
    match std::env::var_os("VANKIEN_FULL_SIZE") {
        Some(_) => full,
        None => full / by,
    }
}

/// Adds `files` (name and bytes) together with a good one: what is said names the place and the reason,
/// and the good record is found.
fn check(files: &[(&str, &[u8])], code: i32, said: &[&str]) -> Home {
    let home = Home::empty();
    fs::create_dir(home.path("in")).unwrap();
    for (name, bytes) in files {
        fs::write(home.path("in").join(name), bytes).unwrap();
    }
    fs::write(home.path("in/zz-good.jsonl"), GOOD).unwrap();
    let ran = home.ask(&["add", "in"]);
    goes_on(&home, &ran, code, said);
    home
}

fn goes_on(home: &Home, ran: &Ran, code: i32, said: &[&str]) {
    assert_eq!(ran.code, code, "{}", ran.err);
    for said in said {
        assert!(ran.err.contains(said), "{said:?} is not said: {}", ran.err);
    }
    assert_eq!(home.ask(&["search", "id:good"]).code, 0);
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Bytes without any order, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    [
        vec![0xff, 0xfe],
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat()
}

#[test]
fn an_empty_file() {
    check(
        &[("empty.txt", b""), ("void.jsonl.gz", &gzip(b""))],
        3,
        &[
            "empty.txt: the file is empty",
            "void.jsonl.gz: the file is empty once unpacked",
        ],
    );
    let home = Home::with_records();
    fs::write(home.path("alone.txt"), "").unwrap();
    let ran = home.ask(&["add", "alone.txt"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(
        ran.err.contains("alone.txt: the file is empty"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("nothing could be added"), "{}", ran.err);
}

#[test]
fn random_bytes() {
    let noise = noise(scaled(50_000_000, 50));
    let binary = "the content is binary, not text";
    check(
        &[
            ("a.bin", &noise),
            ("a.txt", &noise),
            ("a.html", &noise),
            ("a.warc", &noise),
        ],
        3,
        &[
            &format!("a.bin: {binary}"),
            &format!("a.txt: {binary}"),
            &format!("a.html: {binary}"),
            &format!("a.warc: {binary}"),
        ],
    );
}

#[test]
fn broken_gzip() {
    let mut lines = String::new();
    for n in 0..3_000 {
        lines += &format!(
            "{{\"id\":\"l{n}\",\"text\":\"Dòng số {n} về kiểm tra {}.\"}}\n",
            n * 7919
        );
    }
    let whole = gzip(lines.as_bytes());
    let mut flipped = whole.clone();
    let middle = whole.len() / 2;
    flipped[middle] ^= 0xff;
    let home = check(
        &[
            ("cut.jsonl.gz", &whole[..whole.len() / 2]),
            ("flipped.jsonl.gz", &flipped),
            ("head.txt.gz", &whole[..5]),
        ],
        3,
        &[
            "cut.jsonl.gz@",
            "the file is cut off here",
            "flipped.jsonl.gz@",
            "head.txt.gz: ",
        ],
    );
    // What stands before the damage is there.
    assert_eq!(home.ask(&["search", "--all-copies", "id:l0"]).code, 0);
}

#[test]
fn a_gzip_bomb() {
    let bomb = gzip(&vec![b'a'; scaled(2_000_000_000, 20)]);
    let limit = "at most 67108864 are read";
    let home = check(
        &[("bomb.jsonl.gz", &bomb), ("bomb.txt.gz", &bomb)],
        3,
        &["bomb.jsonl.gz@0", "bomb.txt.gz@0", limit],
    );
    assert!(home.ask(&["count"]).out.starts_with('1'));
}

#[test]
fn a_single_line_of_200_mb() {
    let length = scaled(200_000_000, 2);
    let mut lines =
        b"{\"id\":\"before\",\"text\":\"first\"}\n{\"id\":\"long\",\"text\":\"".to_vec();
    lines.resize(lines.len() + length, b'x');
    lines.extend_from_slice(b"\"}\n{\"id\":\"after\",\"text\":\"last\"}\n");
    let home = check(
        &[("long.jsonl", &lines)],
        3,
        &[
            "long.jsonl@31: the record holds",
            "at most 67108864 are read",
        ],
    );
    assert_eq!(home.ask(&["search", "id:before"]).code, 0);
    assert_eq!(home.ask(&["search", "id:after"]).code, 0);
}

#[test]
fn bytes_that_are_no_text() {
    let home = check(
        &[
            (
                "a.jsonl",
                b"{\"id\":\"bad\",\"text\":\"Ki\xe1\xbb\x83m tra \xff\xfe\"}\n",
            ),
            ("b.txt", "Nghị quyết của Đảng ".repeat(9).as_bytes()),
            (
                "c.txt",
                &["Nghị quyết của Đảng ".repeat(9).as_bytes(), b"\xff\x80"].concat(),
            ),
        ],
        0,
        &[
            "a.jsonl@0: bytes that are not UTF-8 were replaced",
            "c.txt@0: bytes that are not UTF-8 were replaced",
        ],
    );
    let shown = home.ask(&["show", "--json", "bad"]).out;
    assert!(shown.contains("Kiểm tra \u{fffd}\u{fffd}"), "{shown}");
}

#[test]
fn utf_16() {
    let text = "Ban Thường vụ họp về công tác kiểm tra, giám sát.\nHai.";
    let page = format!("<html><body><article><h1>Tin</h1><p>{text}</p></article></body></html>");
    let home = check(
        &[
            ("a.txt", &wide(text)),
            ("b.html", &wide(&page)),
            ("c.jsonl", &wide(GOOD)),
        ],
        0,
        &[],
    );
    assert_eq!(
        home.ask(&["count", "--", "\"công tác kiểm tra\""])
            .out
            .trim(),
        "2"
    );
}

#[test]
fn bad_lines_among_good_ones() {
    let lines = "{\"id\":\"b1\",\"text\":\"một\"}\n{\"id\":\"b2\",\"text\":\n\nnot json\n[1,2]\n{}\n\
        {\"id\":\"b3\",\"text\":5}\n{\"id\":\"b4\",\"text\":\"hai\",\"date\":\"2023-02-31\"}\n\
        {\"id\":\"b1\",\"text\":\"khác\"}\n{\"id\":\"b8\",\"text\":\"\\ud800 half\"}\n{\"id\":\"last\",\"text\":\"cuối\"}\n";
    let home = check(
        &[("bad.jsonl", lines.as_bytes())],
        3,
        &[
            "cannot read import/2026-11-22-in/files/in/bad.jsonl@27: not a JSON record",
            "bad.jsonl@47: not a JSON record",
            "bad.jsonl@56: ",
            "bad.jsonl@62: a record without text",
            "2023-02-31",
            "has the key b1 with other content",
        ],
    );
    for id in ["b4", "last"] {
        assert_eq!(home.ask(&["search", &format!("id:{id}")]).code, 0, "{id}");
    }
    assert_eq!(home.ask(&["count", "khác"]).out.trim(), "1");
}

#[test]
fn a_hundred_thousand_nested_tags() {
    let sentence = "<p>Ban Thường vụ Tỉnh ủy họp về công tác kiểm tra, giám sát trong quý một.</p>";
    let page = |open: &str, close: &str| {
        format!(
            "<title>Lồng nhau</title>{}{}{}",
            open.repeat(100_000),
            sentence.repeat(12),
            close.repeat(100_000)
        )
    };
    let begun = std::time::Instant::now();
    let home = check(
        &[
            ("a.html", page("<div>", "</div>").as_bytes()),
            ("b.html", page("<b><i>", "").as_bytes()),
            ("c.html", page("<table><tr><td>", "").as_bytes()),
            ("d.html", page("<svg><g>", "").as_bytes()),
        ],
        0,
        &["a.html@0: tags beyond the limit were left out, their text kept"],
    );
    assert!(begun.elapsed().as_secs() < 60);
    assert_ne!(home.ask(&["search", "--all-copies", "quý", "một"]).code, 1);
}

#[test]
fn a_warc_with_wrong_lengths() {
    let record = |n: usize, by: i64| {
        let page = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<article><h1>Tin {n}</h1>{}</article>",
            format!("<p>Ban Thường vụ Tỉnh ủy họp về công tác kiểm tra, giám sát, tin số {n}.</p>")
                .repeat(6)
        );
        let stated = i64::try_from(page.len()).unwrap() + by;
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.vn/{n}.html\r\n\
             WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {stated}\r\n\r\n{page}\r\n\r\n"
        )
    };
    let off = [0, -100, 0, 90, 0, 1_000_000_000_000];
    let plain: String = off
        .iter()
        .enumerate()
        .map(|(n, by)| record(n, *by))
        .collect();
    let packed: Vec<u8> = off
        .iter()
        .enumerate()
        .flat_map(|(n, by)| gzip(record(n + 10, *by).as_bytes()))
        .collect();
    let home = check(
        &[
            ("plain.warc", plain.as_bytes()),
            ("packed.warc.gz", &packed),
        ],
        3,
        &[
            "plain.warc@",
            "packed.warc.gz@",
            "the record holds more bytes than it says",
            "the record says that it holds",
        ],
    );
    assert_eq!(home.ask(&["count", "source:example.vn"]).out.trim(), "6");
}

#[test]
#[cfg(unix)]
fn names_and_links_that_lead_nowhere() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let home = Home::empty();
    let dir = home.path("in");
    fs::create_dir_all(dir.join("deep")).unwrap();
    symlink("..", dir.join("deep/up")).unwrap();
    symlink("self", dir.join("self")).unwrap();
    symlink("nowhere", dir.join("dangling")).unwrap();
    let odd = dir.join(std::ffi::OsStr::from_bytes(b"x\xff\xfe.jsonl"));
    // Some file systems take no such name.
    let named = fs::write(odd, GOOD.replace("good", "odd")).is_ok();
    fs::write(dir.join("good.jsonl"), GOOD).unwrap();
    let ran = home.ask(&["add", "in"]);
    let said = [
        "in/deep/up: a link to a folder",
        "in/self: ",
        "in/dangling: there is no such file",
    ];
    goes_on(&home, &ran, 3, &said);
    if named {
        assert_eq!(home.ask(&["search", "id:odd"]).code, 0);
    }
    let loops = home.ask(&["add", "in/self"]);
    assert_eq!(loops.code, 3, "{}", loops.err);
    assert!(loops.err.contains("in/self"), "{}", loops.err);
}

/// Root may read everything, so that for root the program runs as another user, where that can be done.
#[test]
#[cfg(unix)]
fn a_folder_without_rights() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let home = Home::empty();
    let closed = home.path("in/closed");
    fs::create_dir_all(&closed).unwrap();
    fs::write(closed.join("a.txt"), "Bài trong thư mục.").unwrap();
    fs::write(home.path("in/good.jsonl"), GOOD).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let open = fs::Permissions::from_mode(0o777);
    fs::set_permissions(home.path(""), open.clone()).unwrap();
    let mut command = home.command();
    if fs::read_dir(&closed).is_ok() {
        command.uid(65_534);
    }
    let output = command.args(["--corpus", "c", "add", "in"]).output();
    fs::set_permissions(&closed, open).unwrap();
    // Without the right to become somebody else, or to reach the program as such, there is no test.
    let Ok(output) = output else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("left out in/closed: permission denied"),
        "{said}"
    );
    assert!(said.contains("1 new; 1 document in all"), "{said}");
}

/// What one makes, others of the same machine can read and search, as far as the folder lets them.
#[test]
#[cfg(unix)]
fn a_collection_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_records();
    assert_eq!(home.ask(&["withdraw", "a1", "--reason", "x"]).code, 0);
    // What others may, as the system gives it to any new file.
    let plain = fs::metadata(home.path("notes.jsonl"))
        .unwrap()
        .permissions();
    let expected = plain.mode() & 0o044;
    let mut waiting = vec![home.path("c")];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            let rights = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(rights & 0o044, expected, "{}", path.display());
            if path.is_dir() {
                waiting.push(path);
            }
        }
    }
}

/// Somebody else may search and check what he may only read, and is told what he may not do.
#[test]
#[cfg(unix)]
fn a_collection_that_one_may_only_read_is_searched() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let home = Home::with_records();
    let other = |args: &[&str]| {
        let mut command = home.command();
        command.uid(65_534).gid(65_534);
        command.args(["--corpus", "c"]).args(args).output()
    };
    fs::set_permissions(home.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let Ok(found) = other(&["search", "id:a1"]) else {
        return;
    };
    let said = String::from_utf8_lossy(&found.stderr);
    assert_eq!(found.status.code(), Some(0), "{said}");
    assert_eq!(other(&["verify"]).unwrap().status.code(), Some(0));
    let deep = other(&["verify", "--deep"]).unwrap();
    let said = String::from_utf8_lossy(&deep.stdout);
    assert_eq!(deep.status.code(), Some(0), "{said}");
    let refused = other(&["withdraw", "a1", "--reason", "x"]).unwrap();
    assert_eq!(refused.status.code(), Some(4));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains(".vankien/lock"), "{said}");
}

#[test]
fn a_collection_or_an_index_that_is_not_there() {
    let home = Home::with_records();
    let missing = home.run(&["--corpus", "nowhere", "search", "x"]);
    assert_eq!(missing.code, 4);
    assert!(
        missing.err.contains("no collection at nowhere") && missing.err.contains("vankien new")
    );
    fs::write(home.path("file"), "x").unwrap();
    let file = home.run(&["--corpus", "file", "search", "x"]);
    assert_eq!(file.code, 4, "{}", file.err);
    assert!(file.err.contains("no collection at file"), "{}", file.err);
    let into = home.run(&["--corpus", "file", "add", "notes.jsonl"]);
    assert_eq!(into.code, 4, "{}", into.err);
    fs::write(
        home.path("c/vankien.toml"),
        "format = 99\nid = \"x\"\nname = \"y\"\n",
    )
    .unwrap();
    let newer = home.ask(&["search", "x"]);
    assert_eq!(newer.code, 4);
    assert!(newer.err.contains("format 99"), "{}", newer.err);
}

/// An older one answers with one line that names `rebuild`; a newer one is left alone until `rebuild` is asked for.
#[test]
fn an_index_of_another_version() {
    let home = Home::with_records();
    let index = fs::read_dir(home.path("c/.vankien"))
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .unwrap()
        .join("index/meta.json");
    let meta = fs::read_to_string(&index).unwrap();
    let as_if = |schema: u32, extraction: u32| {
        let at = meta.find("vankien ").unwrap();
        let end = at + meta[at..].find("\\n").unwrap();
        let head = format!("vankien {schema} {extraction}");
        fs::write(&index, format!("{}{head}{}", &meta[..at], &meta[end..])).unwrap();
    };
    let now = vankien::index::Versions::CURRENT;
    as_if(now.schema, now.extraction + 1);
    let older = home.ask(&["search", "phiếu"]);
    assert_eq!(older.code, 0, "{}", older.err);
    assert!(
        older.err.contains("another version") && older.err.contains("vankien rebuild"),
        "{}",
        older.err
    );
    as_if(now.schema + 1, now.extraction);
    let newer = home.ask(&["search", "phiếu"]);
    assert_eq!(newer.code, 4, "{}", newer.err);
    assert!(newer.err.contains("schema"), "{}", newer.err);
    assert_eq!(home.ask(&["rebuild"]).code, 0);
    assert_eq!(home.ask(&["verify", "--deep"]).code, 0);
}

#[test]
fn a_clock_in_the_past() {
    let home = Home::with_records();
    let newer = super::cli::RECORDS.replace("Con chó nhỏ nằm", "Con chó lớn nằm");
    fs::write(home.path("notes.jsonl"), newer).unwrap();
    let past = [
        ("VANKIEN_CORPUS", "c"),
        ("VANKIEN_NOW", "1969-12-31T00:00:00Z"),
    ];
    let ran = home.run_with(&["add", "notes.jsonl"], "", &past);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("the clock says 1969-12-31"), "{}", ran.err);
    assert_eq!(
        home.ask(&["show", "a4@1"])
            .out
            .matches("Con chó lớn")
            .count(),
        1
    );
    assert_eq!(
        home.ask(&["show", "a4@2"])
            .out
            .matches("Con chó nhỏ nằm")
            .count(),
        1
    );
    assert_eq!(home.run_with(&["search", "chó"], "", &past).code, 0);
    assert_eq!(home.ask(&["verify", "--deep"]).code, 0);
}

#[test]
fn queries_that_are_none() {
    let home = Home::with_records();
    let check = |args: &[&str], said: &str| {
        let ran = home.ask(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(
            ran.err.contains(said) && ran.err.contains('^'),
            "{args:?}: {}",
            ran.err
        );
        assert!(ran.out.is_empty());
    };
    check(&["search", "\"a b"], "no partner");
    check(&["search", "(a OR b"], "not closed");
    check(&["count", "a)"], "not opened");
    check(&["facets", "--by", "source", "farbe:rot"], "farbe");
    check(&["search", "titel:x"], "title");
    check(
        &["timeline", "--by", "year", "date:2023-02-31"],
        "2023-02-31",
    );
    check(&["search", "x", "--from", "2023-13"], "2023-13");
}
