//! Records on their whole way: staged, read in order, read by place, read from the middle.

use super::*;
use crate::corpus::{ImportRequest, Input, stage};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn warc(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), &block, b"\r\n\r\n"].concat()
}

/// Stages files and checks what is read, each record as its text or `!`, in every way of reading.
fn check(files: &[(&str, Vec<u8>)], expected: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
    let source = dir.path().join("src");
    std::fs::create_dir(&source).unwrap();
    for (name, bytes) in files {
        std::fs::write(source.join(name), bytes).unwrap();
    }
    let lock = collection.lock().unwrap();
    let request = ImportRequest {
        name: None,
        format: None,
        now: "2026-11-22T00:00:00Z".parse().unwrap(),
        program: "test",
    };
    stage(
        &collection,
        &lock,
        vec![Input::Path(source)],
        &request,
        &mut |_| {},
    )
    .unwrap();
    let marks = collection.batches().unwrap();
    assert_eq!(marks.len(), 1);
    let batch = Batch::open(&collection, &marks[0]).unwrap();
    let shown = |record: &Result<RawRecord, RecordError>| match record {
        Ok(record) => String::from_utf8_lossy(&record.bytes).into_owned(),
        Err(_) => "!".to_owned(),
    };
    let mut records = batch.records(&collection, Position::default());
    let mut places = Vec::new();
    let mut all = Vec::new();
    let mut reader = RecordReader::new(&collection);
    while let Some(record) = records.next() {
        if let Ok(record) = &record {
            let again = reader.read(&record.location).unwrap();
            assert_eq!(again.bytes, record.bytes);
            assert_eq!(again.address, record.address);
        }
        all.push(shown(&record));
        places.push(records.position());
    }
    assert_eq!(all, expected);
    for (count, place) in places.into_iter().enumerate() {
        let rest: Vec<_> = batch
            .records(&collection, place)
            .map(|r| shown(&r))
            .collect();
        assert_eq!(rest, expected[count + 1..], "from {place:?}");
    }
}

#[test]
fn every_format_is_read_packed_and_unpacked() {
    let lines = b"{\"text\":1}\n\n{\"text\":2}\r\nbad\n{\"text\":3}".to_vec();
    let expected = ["{\"text\":1}", "{\"text\":2}", "bad", "{\"text\":3}"];
    check(&[("a.jsonl", lines.clone())], &expected);
    check(&[("a.jsonl.gz", gzip(&lines))], &expected);
    let pages = [("a.html", b"<p>1".to_vec()), ("b.txt.gz", gzip(b"2"))];
    check(&pages, &["<p>1", "2"]);
    let records = [
        warc(
            "https://x.vn/1",
            "200 OK\r\nContent-Type: text/html; charset=utf-8",
            b"<p>1",
        ),
        warc("https://x.vn/2", "404 Not Found", b"<p>no"),
        warc(
            "https://x.vn/3",
            "200 OK\r\nContent-Encoding: gzip",
            &gzip(b"<p>3"),
        ),
        warc("https://x.vn/4", "200 OK\r\nContent-Type: image/png", b"no"),
        warc(
            "https://x.vn/5",
            "200 OK\r\nContent-Type: application/pdf",
            b"%PDF",
        ),
        warc(
            "https://x.vn/6",
            "200 OK\r\nTransfer-Encoding: chunked",
            b"4\r\n<p>6\r\n0\r\n\r\n",
        ),
    ];
    let expected = ["<p>1", "<p>3", "!", "<p>6"];
    check(&[("a.warc", records.concat())], &expected);
    check(&[("a.warc.gz", gzip(&records.concat()))], &expected);
    let members = records.iter().flat_map(|r| gzip(r)).collect();
    check(&[("a.warc.gz", members)], &expected);
}

#[test]
fn a_cut_off_gzip_gives_what_it_has() {
    let text: String = (0..20_000).map(|n| format!("{{\"id\":{n}}}\n")).collect();
    let packed = gzip(text.as_bytes());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.gz");
    std::fs::write(&path, &packed[..packed.len() / 2]).unwrap();
    let mut lines = form::lines_of(&path, true, 0).unwrap();
    let mut count = 0;
    let error = loop {
        match lines.next_line() {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("the end was not noticed"),
            Err(error) => break error,
        }
    };
    assert!(count > 1000, "{count}");
    assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
}

#[test]
fn charsets_are_found() {
    assert_eq!(
        form::charset_of("text/html; Charset=\"utf-8\""),
        Some("utf-8".into())
    );
    assert_eq!(form::charset_of("text/html"), None);
}
