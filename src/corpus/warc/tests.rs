//! The reader and the writer against each other and against damage.

use super::*;
use crate::corpus::warc::{NewRecord, WarcWriter, WriterOptions};
use crate::corpus::{Collection, WriterLock};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn record(url: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The addresses read, with `!` for each problem.
fn read(file: &[u8]) -> Vec<String> {
    WarcReader::new(Cursor::new(file.to_vec()), 0, 1000)
        .unwrap()
        .map(|entry| entry.map_or("!".into(), |e| e.head.target().unwrap_or("?").to_owned()))
        .collect()
}

fn check(what: &str, file: &[u8], expected: &[&str]) {
    assert_eq!(read(file), expected, "{what}");
    // Whatever was read is found again at the place that was named.
    let entries = WarcReader::new(Cursor::new(file.to_vec()), 0, 1000).unwrap();
    for entry in entries.flatten() {
        let mut direct = WarcReader::new(Cursor::new(file.to_vec()), 0, 1000).unwrap();
        if !file.starts_with(&[0x1f, 0x8b])
            || file[entry.offset as usize..].starts_with(&[0x1f, 0x8b])
        {
            direct = WarcReader::new(Cursor::new(file.to_vec()), entry.offset, 1000).unwrap();
        } else {
            direct.skip_unpacked(entry.offset).unwrap();
        }
        let again = direct.next().unwrap().unwrap();
        assert_eq!(again.block, entry.block, "{what}");
    }
}

#[test]
fn every_packing_is_read() {
    let (a, b) = (record("a", "<p>1"), record("b", "<p>2"));
    let both = [a.clone(), b.clone()].concat();
    check("plain", &both, &["a", "b"]);
    check(
        "a member a record",
        &[gzip(&a), gzip(&b)].concat(),
        &["a", "b"],
    );
    check("one member", &gzip(&both), &["a", "b"]);
    check(
        "cut anywhere",
        &[gzip(&both[..30]), gzip(&both[30..])].concat(),
        &["a", "b"],
    );
    check("nothing", b"", &[]);
    check("padded", &[gzip(&a), vec![0; 20]].concat(), &["a"]);
}

#[test]
fn damage_costs_one_record() {
    let (a, b, c) = (
        record("a", "<p>1"),
        record("b", "<p>2"),
        record("c", "<p>3"),
    );
    let (ga, gb, gc) = (gzip(&a), gzip(&b), gzip(&c));
    let mut bad = gb.clone();
    let middle = bad.len() / 2;
    for byte in &mut bad[middle..middle + 8] {
        *byte ^= 0xff;
    }
    check(
        "flipped",
        &[ga.clone(), bad, gc.clone()].concat(),
        &["a", "!", "c"],
    );
    let torn = &gb[..gb.len() - 10];
    check("torn tail", &[&ga[..], torn].concat(), &["a", "!"]);
    check(
        "torn plain",
        &[&a[..], &b[..b.len() - 9]].concat(),
        &["a", "!"],
    );
    let wrong = |length: &str| {
        let text = String::from_utf8(b.clone()).unwrap();
        let old = text.split("Content-Length: ").nth(1).unwrap();
        let old = old.split('\r').next().unwrap();
        text.replace(&format!("Length: {old}"), &format!("Length: {length}"))
            .into_bytes()
    };
    for length in ["9", "400", "99999999999999", "x", "-1"] {
        let plain = [a.clone(), wrong(length), c.clone()].concat();
        check(&format!("plain {length}"), &plain, &["a", "!", "c"]);
        let members = [ga.clone(), gzip(&wrong(length)), gc.clone()].concat();
        check(&format!("gzip {length}"), &members, &["a", "!", "c"]);
    }
    check("garbage", &[&b"what\n"[..], &a].concat(), &["!", "a"]);
    let large = record("big", &"x".repeat(5000));
    check("large", &[ga, gzip(&large), gc].concat(), &["a", "!", "c"]);
    check("large plain", &[a, large, c].concat(), &["a", "!", "c"]);
}

fn open(collection: &Collection, lock: &WriterLock, now: Timestamp, whole: u64) -> WarcWriter {
    let options = WriterOptions {
        now,
        software: "test",
        whole_to: &|_| whole,
    };
    WarcWriter::open(collection, lock, &options).unwrap()
}

#[test]
fn what_is_written_is_read_back_and_a_torn_tail_is_cut() {
    let dir = tempfile::tempdir().unwrap();
    let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
    let lock = collection.lock().unwrap();
    let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    let block = b"HTTP/1.1 200 OK\r\n\r\n<p>x";
    let new = NewRecord {
        record_type: RecordType::Response,
        target: Some("https://x.vn/\r\nEvil: 1"),
        date: now,
        content_type: "application/http; msgtype=response",
        fields: &[],
        block,
    };
    let mut writer = open(&collection, &lock, now, 0);
    let (_, first) = writer.write(&new).unwrap();
    writer.sync().unwrap();
    drop(writer);
    let path = collection.path_of(&first.file);
    let mut bytes = std::fs::read(&path).unwrap();
    let whole = bytes.len();
    bytes.extend_from_slice(&gzip(&record("torn", "x"))[..40]);
    std::fs::write(&path, &bytes).unwrap();
    let mut writer = open(&collection, &lock, now, 0);
    assert!(writer.recovered().unwrap().contains("cut 40 bytes"));
    let (_, second) = writer.write(&new).unwrap();
    assert_eq!(second.offset, whole as u64);
    let entries: Vec<_> = WarcReader::new(std::fs::File::open(&path).unwrap(), 0, 1000)
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[0].head.record_type(), RecordType::Warcinfo);
    assert_eq!(entries[1].block, block);
    assert_eq!(
        (entries[1].offset, entries[1].length),
        (first.offset, first.length)
    );
    assert!(entries.iter().all(|entry| entry.check_digests().is_ok()));
    let ids: std::collections::HashSet<_> = entries
        .iter()
        .map(|e| e.head.get("WARC-Record-ID").unwrap())
        .collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn what_is_known_to_be_whole_is_not_read_again() {
    let dir = tempfile::tempdir().unwrap();
    let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
    let lock = collection.lock().unwrap();
    let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    drop(open(&collection, &lock, now, 0));
    let path = collection.path_of("warc/2026-11/vankien-2026-11-00001.warc.gz");
    // Reading would find nothing whole in them.
    let unread = vec![b'x'; 1000];
    let torn = &gzip(&record("torn", "x"))[..40];
    let whole = gzip(&record("whole", "x"));
    let cases = [
        (&[][..], 0, None),
        (torn, 0, Some("cut 40 bytes")),
        (&whole, whole.len(), None),
        (&[&whole, torn].concat(), whole.len(), Some("cut 40 bytes")),
    ];
    for (behind, kept, cut) in cases {
        std::fs::write(&path, [&unread, behind].concat()).unwrap();
        let writer = open(&collection, &lock, now, 1000);
        assert_eq!(writer.recovered().is_some(), cut.is_some());
        assert!(writer.recovered().unwrap_or("").contains(cut.unwrap_or("")));
        drop(writer);
        assert_eq!(std::fs::metadata(&path).unwrap().len(), 1000 + kept as u64);
    }
    // What is known of a longer file says nothing of this one.
    std::fs::write(&path, &whole).unwrap();
    let writer = open(&collection, &lock, now, 1000);
    assert_eq!(writer.recovered(), None);
    assert_eq!(std::fs::read(&path).unwrap(), whole);
}

#[test]
fn a_damaged_first_byte_costs_one_record() {
    let records = [record("a", "<p>1"), record("b", "<p>2")];
    let whole: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    for (at, flip) in (0..3).flat_map(|at| (1..=u8::MAX).map(move |flip| (at, flip))) {
        let mut file = whole.clone();
        file[at] ^= flip;
        let found = read(&file);
        assert!(found.iter().any(|f| f != "!"), "{at} {flip} {found:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), gz: bool) {
        let bytes = [&b"WARC/1.0\r\nContent-Length: 5\r\n\r\n"[..], &bytes].concat();
        let file = if gz { gzip(&bytes) } else { bytes };
        prop_assert!(read(&file).len() < 1000);
    }

    #[test]
    fn any_damage_is_survived(at in 0usize..600, flip in 1u8.., gz: bool) {
        let records = [record("a", "<p>1"), record("b", "<p>2"), record("c", "<p>3")];
        let mut file: Vec<u8> = if gz {
            records.iter().flat_map(|r| gzip(r)).collect()
        } else {
            records.concat()
        };
        let at = at % file.len();
        file[at] ^= flip;
        let found = read(&file);
        // One flipped bit costs at most the record it stands in, or, in a length, also the next.
        prop_assert!(found.iter().filter(|f| *f != "!").count() >= 1, "{found:?}");
    }
}
