//! The whole way of a record on small collections.

use super::*;
use crate::corpus::{Collection, CorrectedField};
use crate::document::DocId;
use crate::index::{EXTRACTION_VERSION, Index, SCHEMA_VERSION};
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};

struct Bench {
    dir: tempfile::TempDir,
    collection: Collection,
    clock: i64,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        Self {
            dir,
            collection,
            clock: 1_700_000_000,
        }
    }

    fn now(&mut self) -> Timestamp {
        self.clock += 60;
        Timestamp::from_second(self.clock).unwrap()
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn add(&mut self, name: &str, content: &str) -> AddReport {
        let path = self.file(name, content);
        self.add_path(&path)
    }

    fn add_path(&mut self, path: &Path) -> AddReport {
        let options = AddOptions {
            name: None,
            format: None,
            now: self.now(),
            update_index: true,
        };
        let inputs = vec![Input::Path(path.to_owned())];
        add(&self.collection, inputs, &options, &mut |_| {}).unwrap()
    }

    fn update(&self) -> IndexReport {
        update(&self.collection, &mut |_| {}).unwrap()
    }

    fn rebuild(&self) -> IndexReport {
        rebuild(&self.collection, &mut |_| {}).unwrap()
    }

    fn decide(&mut self, decision: Decision) -> Result<IndexReport, IngestError> {
        let options = DecideOptions {
            who: None,
            reason: None,
            now: self.now(),
        };
        decide(&self.collection, &[decision], &options, &mut |_| {})
    }

    fn loaded(&self, key: &str) -> Loaded {
        match load(&self.collection, key, None).unwrap() {
            Lookup::Found(loaded) => *loaded,
            other => panic!("{key}: {other:?}"),
        }
    }

    fn all(&self) -> Vec<String> {
        let mut all = Vec::new();
        load_all(&self.collection, &mut |loaded| {
            all.push(format!(
                "{:?} {:?} {}",
                loaded.document, loaded.annotations, loaded.version
            ));
            true
        })
        .unwrap();
        all.sort_unstable();
        all
    }

    fn check_clean(&self) {
        let report = verify(&self.collection, Depth::Contents, &mut |_| {}).unwrap();
        assert_eq!(report.findings, vec![]);
        assert_eq!(freshness(&self.collection).unwrap(), Freshness::Current);
    }
}

fn line(id: &str, text: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"date\":\"2024-01-17\",\"title\":\"Hội nghị {id}\",\"text\":\"{text}\"}}\n"
    )
}

#[test]
fn a_key_that_stands_twice_in_one_import_loses_nothing() {
    let mut bench = Bench::new();
    let text = [
        line("a", "một"),
        line("a", "hai"),
        line("a", "hai"),
        line("b", "ba"),
    ]
    .concat();
    let report = bench.add("x.jsonl", &text).index.unwrap();
    assert_eq!((report.new, report.unchanged, report.documents), (3, 1, 3));
    assert!(matches!(
        load(&bench.collection, "a", None).unwrap(),
        Lookup::Several(choices) if choices.len() == 2
    ));
    let second = DocId::of_bytes(line("a", "hai").trim_end().as_bytes());
    let loaded = bench.loaded(&second.to_string());
    assert_eq!(loaded.document.text.body(), "hai");
    assert!(
        loaded
            .document
            .problems
            .iter()
            .any(|p| p.code == "same-key")
    );
    bench.check_clean();
}

#[test]
fn versions_follow_one_another_whatever_comes_first() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &line("a", "một"));
    assert!(bench.add("x.jsonl", &line("a", "một")).already_held);
    let report = bench.add("x.jsonl", &line("a", "hai")).index.unwrap();
    assert_eq!((report.new, report.changed), (0, 1));
    bench.clock -= 100_000;
    let report = bench.add("x.jsonl", &line("a", "trước")).index.unwrap();
    assert_eq!((report.changed, report.documents), (1, 1));
    let loaded = bench.loaded("a");
    assert_eq!((loaded.version, loaded.versions.len()), (3, 3));
    assert_eq!(loaded.document.text.body(), "hai");
    let id = loaded.document.id;
    let first = bench.loaded(&format!("{id}@1"));
    assert_eq!(first.document.text.body(), "trước");
    bench.check_clean();
    let before = bench.all();
    bench.rebuild();
    assert_eq!(bench.all(), before);
    bench.check_clean();
}

#[test]
fn decisions_hold_through_update_and_rebuild() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &[line("a", "một"), line("b", "hai")].concat());
    let report = bench.decide(Decision::Withdraw("a".into())).unwrap();
    assert_eq!(report.documents, 1);
    assert!(bench.loaded("a").withdrawn.is_some());
    bench
        .decide(Decision::Correct(
            "b".into(),
            CorrectedField::Date,
            "2020-02-03".into(),
        ))
        .unwrap();
    let date = |bench: &Bench| bench.loaded("b").document.date.unwrap().to_string_of();
    assert_eq!(date(&bench), "2020-02-03 ledger");
    assert!(matches!(
        bench.decide(Decision::Correct(
            "b".into(),
            CorrectedField::Date,
            "2020-02-33".into()
        )),
        Err(IngestError::BadCorrection { .. })
    ));
    assert!(matches!(
        bench.decide(Decision::Withdraw("none".into())),
        Err(IngestError::NoDocument(_))
    ));
    assert_eq!(bench.rebuild().documents, 1);
    bench.check_clean();
    assert_eq!(
        bench
            .decide(Decision::Restore("a".into()))
            .unwrap()
            .documents,
        2
    );
    bench
        .decide(Decision::Correct(
            "b".into(),
            CorrectedField::Date,
            String::new(),
        ))
        .unwrap();
    assert_eq!(date(&bench), "2024-01-17 field date");
    bench.check_clean();
}

trait Shown {
    fn to_string_of(&self) -> String;
}

impl Shown for crate::document::DocumentDate {
    fn to_string_of(&self) -> String {
        format!("{} {}", self.day, self.origin)
    }
}

#[test]
fn what_was_judged_current_is_judged_by_names_and_sizes() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &line("a", "một"));
    let generation = bench.collection.generation().unwrap();
    // Nothing but the index is read while nothing changes.
    let catalogue = fs::read(generation.catalogue_path()).unwrap();
    fs::write(generation.catalogue_path(), "no catalogue").unwrap();
    assert_eq!(freshness(&bench.collection).unwrap(), Freshness::Current);
    fs::write(generation.catalogue_path(), catalogue).unwrap();
    let changes: [&dyn Fn(&Collection); 3] = [
        &|collection| fs::write(collection.ledger_path(), "{}\n").unwrap(),
        &|collection| {
            fs::create_dir_all(collection.sites_dir()).unwrap();
            fs::write(collection.sites_dir().join("a.toml"), "# mine\n").unwrap();
        },
        &|collection| {
            let import = collection.root().join("import/2024-01-01-b");
            fs::create_dir_all(&import).unwrap();
            fs::write(import.join("import.json"), "{}").unwrap();
        },
    ];
    for change in changes {
        let mut bench = Bench::new();
        bench.add("x.jsonl", &line("a", "một"));
        change(&bench.collection);
        let freshness = freshness(&bench.collection);
        assert!(
            !matches!(freshness, Ok(Freshness::Current)),
            "{freshness:?}"
        );
    }
}

#[test]
fn an_older_index_answers_and_a_newer_one_is_left_alone() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &line("a", "một"));
    let dir = bench.collection.generation().unwrap().index_dir();
    let meta = fs::read_to_string(dir.join("meta.json")).unwrap();
    let current = format!("vankien {SCHEMA_VERSION} {EXTRACTION_VERSION}");
    assert!(meta.contains(&current));
    let check = |schema: u32, extraction: u32| {
        let other = meta.replace(&current, &format!("vankien {schema} {extraction}"));
        fs::write(dir.join("meta.json"), other).unwrap();
        let documents = Index::open(&dir).map(|index| index.documents());
        (freshness(&bench.collection), documents)
    };
    for (schema, extraction) in [
        (SCHEMA_VERSION, EXTRACTION_VERSION - 1),
        (SCHEMA_VERSION - 1, EXTRACTION_VERSION),
    ] {
        let (freshness, documents) = check(schema, extraction);
        assert!(matches!(freshness, Ok(Freshness::OtherVersion(_))));
        assert_eq!(documents.unwrap(), 1);
    }
    let (freshness, documents) = check(SCHEMA_VERSION + 1, EXTRACTION_VERSION);
    assert!(freshness.is_err() && documents.is_err());
}

#[test]
fn what_a_crash_leaves_is_mended_and_told() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &line("a", "một"));
    let generation = bench.collection.generation().unwrap();
    let saved = bench.dir.path().join("index");
    copy_dir(&generation.index_dir(), &saved);
    bench.add("y.jsonl", &line("b", "hai"));
    // The catalogue was committed, the index was not.
    fs::remove_dir_all(generation.index_dir()).unwrap();
    copy_dir(&saved, &generation.index_dir());
    assert!(matches!(
        freshness(&bench.collection).unwrap(),
        Freshness::Behind(_)
    ));
    let report = bench.update();
    assert_eq!((report.new, report.documents), (1, 2));
    assert_eq!(report.recovered.len(), 1, "{:?}", report.recovered);
    bench.check_clean();
    // An index without catalogue, a build that was broken off, and an import that was.
    fs::remove_file(generation.catalogue_path()).unwrap();
    fs::create_dir_all(bench.collection.derived_dir().join("gen-00099/index")).unwrap();
    fs::create_dir_all(bench.collection.root().join("import/.new-abc")).unwrap();
    let report = bench.update();
    assert_eq!(report.documents, 2);
    assert_eq!(report.recovered.len(), 3, "{:?}", report.recovered);
    bench.check_clean();
    fs::remove_dir_all(bench.collection.derived_dir()).unwrap();
    assert_eq!(freshness(&bench.collection).unwrap(), Freshness::Missing);
    assert_eq!(bench.update().documents, 2);
    bench.check_clean();
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn every_kind_of_damage_is_found() {
    let mut bench = Bench::new();
    bench.add("x.jsonl", &[line("a", "một"), line("b", "hai")].concat());
    let import = bench.collection.root().join("import");
    let import = fs::read_dir(import)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let kinds = |bench: &Bench| -> Vec<&str> {
        let report = verify(&bench.collection, Depth::Contents, &mut |_| {}).unwrap();
        report.findings.iter().map(|f| f.kind.name()).collect()
    };
    fs::write(import.join("files/strange"), "x").unwrap();
    fs::write(bench.collection.root().join("notes.txt"), "x").unwrap();
    assert_eq!(kinds(&bench), ["unknown", "unknown"]);
    fs::remove_file(import.join("files/strange")).unwrap();
    fs::remove_file(bench.collection.root().join("notes.txt")).unwrap();
    fs::write(bench.collection.ledger_path(), "what\n").unwrap();
    assert_eq!(kinds(&bench), ["ledger", "ledger"]);
    bench.update();
    fs::remove_file(bench.collection.ledger_path()).unwrap();
    bench.update();
    let stored = import.join("files/x.jsonl");
    let text = fs::read_to_string(&stored).unwrap();
    fs::write(&stored, text.replace("một", "mốt")).unwrap();
    assert_eq!(kinds(&bench), ["damaged", "damaged"]);
    fs::remove_file(&stored).unwrap();
    assert_eq!(kinds(&bench), ["missing", "catalogue"]);
    fs::write(&stored, text).unwrap();
    bench.check_clean();
}

#[test]
fn bad_records_are_told_and_the_rest_goes_on() {
    let mut bench = Bench::new();
    let text = ["not json\n", &line("a", "một"), "{\"id\":1}\n"].concat();
    let report = bench.add("x.jsonl", &text).index.unwrap();
    assert_eq!((report.new, report.unread), (1, 2));
    assert_eq!(report.failures.len(), 2);
    assert_eq!(info(&bench.collection).unwrap().unread, 2);
    bench.check_clean();
}

#[test]
fn records_may_be_in_utf16() {
    let text = format!("{}{}", line("a", "Đảng bộ họp"), line("b", "nghị quyết"));
    let mut bench = Bench::new();
    bench.add("plain.jsonl", &text);
    let expected = bench.loaded("a").document.text;
    for (name, bytes) in [
        ("le.jsonl", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("be.jsonl", u16::to_be_bytes),
    ] {
        let mut bench = Bench::new();
        let wide: Vec<u8> = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect();
        let path = bench.dir.path().join(name);
        fs::write(&path, wide).unwrap();
        let report = bench.add_path(&path).index.unwrap();
        assert_eq!(
            (report.new, report.unread, report.noted),
            (2, 0, 0),
            "{name}"
        );
        assert_eq!(bench.loaded("a").document.text, expected);
        assert_eq!(bench.loaded("a").raw.location.offset, 2);
        bench.check_clean();
    }
    // Half a pair of surrogates is no character, and is told.
    let mut broken: Vec<u8> = format!("\u{feff}{}", line("c", "x"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let place = broken
        .windows(4)
        .position(|pair| pair == *b"x\0\"\0")
        .unwrap();
    broken[place..place + 2].copy_from_slice(&[0x00, 0xD8]);
    let path = bench.dir.path().join("broken.jsonl");
    fs::write(&path, broken).unwrap();
    let report = bench.add_path(&path).index.unwrap();
    assert_eq!((report.new, report.noted), (1, 1), "{report:?}");
    assert!(bench.loaded("c").document.text.body().contains('\u{FFFD}'));
}

/// A WARC record of a page, with the digest of its payload.
fn page(address: &str, body: &str, digest: &str) -> String {
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{body}"
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-01-02T03:04:05Z\r\nWARC-Target-URI: {address}\r\n\
         WARC-Payload-Digest: {digest}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn digests_in_imported_warcs_are_checked() {
    use crate::corpus::warc::digest;
    let text = "<p>Hội nghị Trung ương họp.</p>";
    let chunks = format!("{:x}\r\n{text}\r\n0\r\n\r\n", text.len());
    let right = page("https://x.vn/1", &chunks, &digest(chunks.as_bytes()))
        + &page("https://x.vn/2", &chunks, &digest(text.as_bytes()));
    let mut bench = Bench::new();
    bench.add("right.warc", &right);
    bench.check_clean();
    let wrong = page("https://x.vn/3", &chunks, &digest(b"another"));
    bench.add("wrong.warc", &(right.clone() + &wrong));
    let report = verify(&bench.collection, Depth::Bytes, &mut |_| {}).unwrap();
    let place = format!("wrong.warc@{}", right.len());
    let [finding] = &report.findings[..] else {
        panic!("{:?}", report.findings)
    };
    assert!(finding.subject.ends_with(&place), "{finding:?}");
    assert!(finding.detail.contains("when it was added"), "{finding:?}");
}

#[test]
fn two_writers_do_not_meet() {
    let bench = Bench::new();
    let _lock = bench.collection.lock().unwrap();
    let error = update(&bench.collection, &mut |_| {}).unwrap_err();
    assert!(
        error.to_string().contains(&std::process::id().to_string()),
        "{error}"
    );
}

/// The optional real texts: none lost, none merged, and the same documents from every way of making the index.
#[test]
fn real_articles_are_all_there() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("VANKIEN_SHARED").map_or(beside, PathBuf::from);
    let party = shared.join("data/text/party.jsonl");
    if !party.is_file() {
        return;
    }
    let mut bench = Bench::new();
    let report = bench.add_path(&party).index.unwrap();
    assert_eq!((report.new, report.unchanged, report.unread), (3234, 0, 0));
    assert_eq!(report.documents, 3234);
    // So many records state no date; a few texts print one all the same.
    assert!((1700..=1766).contains(&info(&bench.collection).unwrap().undated));
    bench.check_clean();
}
