//! The program killed at random moments of a fetch: in the end every page is there exactly once.
//!
//! `VANKIEN_KILLS=200 cargo test --test it fetch::killed` runs the campaign of 2,000 pages.

use super::server::{Server, reply, reply_page};
use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use vankien::corpus::Collection;
use vankien::corpus::warc::{RecordType, WarcReader};
use vankien::ingest;

fn kills() -> u64 {
    let set = std::env::var("VANKIEN_KILLS").ok();
    set.and_then(|kills| kills.parse().ok()).unwrap_or(4)
}

fn command(root: &Path, list: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vankien"));
    command
        .env_clear()
        .env("HOME", root.parent().unwrap())
        .arg("--corpus")
        .arg(root)
        .args([
            "fetch",
            "--delay",
            "0",
            "--contact",
            "t@example.org",
            "--list",
        ])
        .arg(list)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// How often each address stands there with a body.
fn bodies(root: &Path) -> HashMap<String, usize> {
    let collection = Collection::open(root).unwrap();
    let mut found = HashMap::new();
    for mark in collection.batches().unwrap() {
        let file = std::fs::File::open(root.join(&mark.name)).unwrap();
        for entry in WarcReader::new(file, 0, 1 << 20).unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.check_digests(), Ok(()));
            let page = entry.head.get("Vankien-Role").is_none();
            if entry.head.record_type() == RecordType::Response && page {
                *found
                    .entry(entry.head.target().unwrap().to_owned())
                    .or_insert(0) += 1;
            }
        }
    }
    found
}

#[test]
fn every_page_is_there_once_after_kills() {
    let kills = kills();
    let count = usize::try_from((kills * 10).max(120)).unwrap();
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        path => {
            std::thread::sleep(Duration::from_millis(1));
            reply_page(stream, path[1..].parse().unwrap());
        }
    });
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list.txt");
    let lines: Vec<String> = (0..count).map(|n| server.url(&format!("/{n}"))).collect();
    std::fs::write(&list, lines.join("\n")).unwrap();
    let root = dir.path().join("c");
    let mut dice = 0x9e37_79b9_u64;
    for _ in 0..kills {
        let mut child = command(&root, &list).spawn().unwrap();
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        std::thread::sleep(Duration::from_millis(20 + dice % 400));
        let _ = child.kill();
        let _ = child.wait();
    }
    let status = command(&root, &list).status().unwrap();
    assert!(status.success(), "{status}");
    let found = bodies(&root);
    assert_eq!(found.len(), count);
    assert!(found.values().all(|times| *times == 1));
    let collection = Collection::open(&root).unwrap();
    let report = ingest::verify(&collection, ingest::Depth::Contents, &mut |_| {}).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(report.documents, count as u64);
}
