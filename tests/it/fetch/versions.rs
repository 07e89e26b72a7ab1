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
        (
            report.totals.new,
            report.totals.changed,
            report.totals.unchanged,
        )
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
    assert_eq!((report.totals.new, report.totals.held), (2, 0));
    let report = bench.fetch(&options);
    assert_eq!((report.totals.unchanged, report.totals.held), (1, 1));
    options.again = true;
    let report = bench.fetch(&options);
    assert_eq!((report.totals.unchanged, report.totals.held), (2, 0));
    options.again = false;
    options.period.since = Some("2026-11-20".parse().unwrap());
    let report = bench.fetch(&options);
    assert_eq!((report.totals.unchanged, report.totals.held), (1, 0));
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
    assert_eq!((report.totals.new, report.totals.failed), (1, 0));
    assert_eq!(report.index.unwrap().documents, 1);
    assert_eq!(records(&bench, RecordType::Response).len(), 2);
}

#[test]
fn places_that_did_not_change_are_not_sent_again_and_still_announce() {
    static EDITION: AtomicUsize = AtomicUsize::new(1);
    let server = Server::start(|request, stream| {
        let edition = EDITION.load(Ordering::Relaxed);
        let tag = format!("\"{edition}\"");
        let host = request.field("host").unwrap_or_default().to_owned();
        match request.path.as_str() {
            "/robots.txt" => reply(stream, "404 Not Found", "", b""),
            "/s.xml" if request.field("if-none-match") == Some(&tag) => {
                let _ = std::io::Write::write_all(
                    stream,
                    b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n",
                );
            }
            "/s.xml" => {
                let urls: String = (0..=edition)
                    .map(|n| format!("<url><loc>http://{host}/{n}</loc></url>"))
                    .collect();
                let fields = format!("ETag: {tag}\r\n");
                let body = format!("<urlset>{urls}</urlset>");
                reply(stream, "200 OK", &fields, body.as_bytes());
            }
            // The same bytes at each visit, without a word on their age.
            "/feed.xml" => {
                let body = format!(
                    "<rss version='2.0'><channel><title>x</title><item><link>http://{host}/9</link></item></channel></rss>"
                );
                reply(stream, "200 OK", "", body.as_bytes());
            }
            path => reply_page(stream, path[1..].parse().unwrap()),
        }
    });
    let bench = Bench::new();
    let targets = vec![
        Target::Sitemap(server.url("/s.xml")),
        Target::Feed(server.url("/feed.xml")),
    ];
    let mut options = options(targets);
    options.limit = Some(1);
    let mut run = |limit: Option<usize>| {
        options.limit = limit;
        let report = bench.fetch(&options);
        (report.totals.new, report.totals.held, report.totals.failed)
    };
    assert_eq!(run(Some(1)), (1, 0, 0));
    // What the limit left out is announced by the answer that is held.
    assert_eq!(run(None), (2, 1, 0));
    assert_eq!(run(None), (0, 3, 0));
    EDITION.store(2, Ordering::Relaxed);
    assert_eq!(run(None), (1, 3, 0));
    // From the WARC files alone.
    std::fs::remove_dir_all(bench.root().join(".vankien")).unwrap();
    assert_eq!(run(None), (0, 4, 0));
    let asked: Vec<bool> = server
        .log()
        .iter()
        .filter(|request| request.path == "/s.xml")
        .map(|request| request.field("if-none-match").is_some())
        .collect();
    assert_eq!(asked, [false, true, true, true, true]);
    let stands = |kind: RecordType, path: &str| {
        let mut found = 0;
        for mark in bench.collection.batches().unwrap() {
            let file = std::fs::File::open(bench.root().join(&mark.name)).unwrap();
            for entry in WarcReader::new(file, 0, 1 << 20).unwrap() {
                let head = entry.unwrap().head;
                found += usize::from(
                    head.record_type() == kind && head.target() == Some(&server.url(path)),
                );
            }
        }
        found
    };
    assert_eq!(stands(RecordType::Response, "/s.xml"), 2);
    assert_eq!(stands(RecordType::Revisit, "/s.xml"), 3);
    assert_eq!(stands(RecordType::Response, "/feed.xml"), 1);
    bench.assert_sound();
}

#[test]
fn a_place_whose_trouble_has_passed_is_no_gap_any_more() {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        "/s.xml" if TURN.fetch_add(1, Ordering::Relaxed) == 0 => {
            reply(stream, "403 Forbidden", "", b"no");
        }
        _ => reply(stream, "200 OK", "", b"<urlset></urlset>"),
    });
    let bench = Bench::new();
    let options = options(vec![Target::Sitemap(server.url("/s.xml"))]);
    let gaps = || ingest::info(&bench.collection).unwrap().fetch_gaps.len();
    assert_eq!((bench.fetch(&options).totals.failed, gaps()), (1, 1));
    assert_eq!((bench.fetch(&options).totals.failed, gaps()), (0, 0));
}

#[test]
fn the_sum_of_a_run_is_known_from_the_warc_files() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "200 OK", "", b"User-agent: *\nDisallow: /x"),
        "/gone" => reply(stream, "404 Not Found", "", b""),
        _ => reply_page(stream, 1),
    });
    let bench = Bench::new();
    let list = bench.root().parent().unwrap().join("list");
    let lines = ["/a", "/b", "/x", "/gone"].map(|path| server.url(path));
    std::fs::write(&list, lines.join("\n")).unwrap();
    let mut options = options(vec![Target::List(list)]);
    options.settings.named = super::options(pages(&lines)).settings.named;
    bench.fetch(&options);
    let report = bench.fetch(&options);
    std::fs::remove_dir_all(bench.root().join(".vankien")).unwrap();
    ingest::update(&bench.collection, &mut |_| {}).unwrap();
    let last = ingest::info(&bench.collection).unwrap().last_fetch.unwrap();
    assert_eq!(last.totals, report.totals);
    let totals = last.totals;
    assert_eq!((totals.unchanged, totals.refused, totals.failed), (2, 1, 1));
}
