//! Fetching again: versions, revisits, and going on where a run was broken off.

use super::server::{Server, page, reply, reply_page};
use super::{Bench, options, pages};
use std::sync::atomic::{AtomicUsize, Ordering};
use vankien::corpus::warc::{RecordType, WarcReader};
use vankien::ingest::{self, Target};

/// The records of a type, by address.
fn records(bench: &Bench, kind: RecordType) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for mark in bench.collection.batches().unwrap() {
        let file = std::fs::File::open(bench.root().join(&mark.name)).unwrap();
        for entry in WarcReader::new(file, 0, 1 << 20).unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.check_digests(), Ok(()));
            if entry.head.record_type() == kind && entry.head.get("Vankien-Role").is_none() {
                let profile = entry
                    .head
                    .get("WARC-Profile")
                    .unwrap_or_default()
                    .to_owned();
                found.push((entry.head.target().unwrap().to_owned(), profile));
            }
        }
    }
    found
}

#[test]
fn a_page_is_kept_once_and_again_when_it_changes() {
    static EDITION: AtomicUsize = AtomicUsize::new(1);
    let server = Server::start(|request, stream| {
        let edition = EDITION.load(Ordering::Relaxed);
        let tag = format!("\"{edition}\"");
        match request.path.as_str() {
            "/robots.txt" => reply(stream, "404 Not Found", "", b""),
            "/tagged" if request.field("if-none-match") == Some(&tag) => {
                // Without a tag of its own, as some servers answer.
                let _ = std::io::Write::write_all(
                    stream,
                    b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",
                );
            }
            "/tagged" => {
                let fields = format!("Content-Type: text/html\r\nETag: {tag}\r\n");
                reply(stream, "200 OK", &fields, page(edition).as_bytes());
            }
            _ => reply_page(stream, edition),
        }
    });
    let bench = Bench::new();
    let addresses = [server.url("/tagged"), server.url("/plain")];
    let options = options(pages(&addresses));
    let run = || {
        let report = bench.fetch(&options);
        (report.new, report.changed, report.unchanged)
    };
    assert_eq!(run(), (2, 0, 0));
    assert_eq!(run(), (0, 0, 2));
    assert_eq!(run(), (0, 0, 2));
    EDITION.store(2, Ordering::Relaxed);
    assert_eq!(run(), (0, 2, 0));
    assert_eq!(run(), (0, 0, 2));
    assert_eq!(records(&bench, RecordType::Response).len(), 4);
    let revisits = records(&bench, RecordType::Revisit);
    let not_modified = revisits.iter().filter(|(_, p)| p.contains("not-modified"));
    assert_eq!((revisits.len(), not_modified.count()), (6, 3));
    let versions = ingest::info(&bench.collection).unwrap().with_versions;
    assert_eq!(versions, 2);
    // What is derived is made again from the WARC files alone.
    std::fs::remove_dir_all(bench.root().join(".vankien")).unwrap();
    assert_eq!(run(), (0, 0, 2));
    assert_eq!(records(&bench, RecordType::Response).len(), 4);
    bench.assert_sound();
}

#[test]
fn found_pages_are_asked_again_only_when_they_changed_since() {
    let server = Server::start(|request, stream| {
        let host = request.field("host").unwrap_or_default().to_owned();
        match request.path.as_str() {
            "/robots.txt" => reply(stream, "404 Not Found", "", b""),
            "/s.xml" => {
                let url = |path: &str, day: &str| {
                    format!("<url><loc>http://{host}{path}</loc><lastmod>{day}</lastmod></url>")
                };
                let body = format!(
                    "<urlset>{}{}</urlset>",
                    url("/old", "2026-11-01"),
                    url("/fresh", "2026-11-23")
                );
                reply(stream, "200 OK", "", body.as_bytes());
            }
            _ => reply_page(stream, 1),
        }
    });
    let bench = Bench::new();
    let mut options = options(vec![Target::Sitemap(server.url("/s.xml"))]);
    let report = bench.fetch(&options);
    assert_eq!((report.new, report.held), (2, 0));
    let report = bench.fetch(&options);
    assert_eq!((report.unchanged, report.held), (1, 1));
    options.again = true;
    let report = bench.fetch(&options);
    assert_eq!((report.unchanged, report.held), (2, 0));
    options.again = false;
    options.period.since = Some("2026-11-20".parse().unwrap());
    let report = bench.fetch(&options);
    assert_eq!((report.unchanged, report.held), (1, 0));
}

#[test]
fn redirects_lead_to_one_document() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        "/old" => reply(stream, "301 Moved", "Location: /new\r\n", b""),
        _ => reply_page(stream, 1),
    });
    let bench = Bench::new();
    let report = bench.fetch(&options(pages(&[server.url("/old")])));
    assert_eq!((report.new, report.failed), (1, 0));
    assert_eq!(report.index.unwrap().documents, 1);
    assert_eq!(records(&bench, RecordType::Response).len(), 2);
}
