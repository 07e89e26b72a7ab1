//! What reading web pages costs, beside rs-trafilatura where Python has it.

use crate::measure;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use vankien::document::{Media, RawRecord, RecordLocation};
use vankien::extract::extract;
use vankien::sites::Registry;

/// How often each page is read.
const ROUNDS: u32 = 20;

/// How deep the nested pages are.
const DEPTH: usize = 100_000;

/// A program that reads the same pages with rs-trafilatura and prints its CPU time.
const TRAFILATURA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/trafilatura.py");

/// Measures articles, if there are any at hand, and pages made to be hard.
pub(crate) fn run(folder: Option<&Path>) {
    println!("\nweb pages, one thread                            MB/CPU-s");
    match folder.map(articles) {
        Some(pages) if !pages.is_empty() => measure_articles(&pages),
        _ => println!("no articles at hand"),
    }
    println!("\na page of {DEPTH} nested tags                   CPU-s");
    for nest in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<a><p>"] {
        let tags = DEPTH / nest.matches('<').count();
        let page = record(nest.repeat(tags).into_bytes(), None);
        let (cpu, _) = measure::here(|| extract(&page, &Registry::bundled()));
        println!("{nest:45} {:8.3}", cpu.as_secs_f64());
    }
}

fn measure_articles(articles: &[(PathBuf, String)]) {
    let pages: Vec<RawRecord> = articles
        .iter()
        .map(|(path, address)| {
            let bytes = std::fs::read(path).expect("a page");
            record(bytes, Some(address.clone()))
        })
        .collect();
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let speed = |cpu: Duration| bytes as f64 * f64::from(ROUNDS) / 1e6 / cpu.as_secs_f64();
    // Without rules it does what rs-trafilatura does: finds the article on a page of any site.
    for (name, sites) in [
        ("by site rules", Registry::bundled()),
        ("on any site", Registry::default()),
    ] {
        let (cpu, ()) = measure::here(|| {
            for page in (0..ROUNDS).flat_map(|_| &pages) {
                std::hint::black_box(extract(page, &sites));
            }
        });
        println!("{name:45} {:11.1}", speed(cpu));
    }
    let theirs = Command::new("python3")
        .arg(TRAFILATURA)
        .arg(ROUNDS.to_string())
        .args(articles.iter().map(|(path, _)| path))
        .env("RAYON_NUM_THREADS", "1")
        .output();
    let theirs = theirs.ok().filter(|output| output.status.success());
    let seconds = theirs.and_then(|output| String::from_utf8(output.stdout).ok());
    match seconds.and_then(|seconds| seconds.trim().parse().ok()) {
        Some(seconds) => println!(
            "{:45} {:11.1}",
            "rs-trafilatura",
            speed(Duration::from_secs_f64(seconds))
        ),
        None => println!("rs-trafilatura is not installed: `pip install rs-trafilatura`"),
    }
}

/// The articles among the pages of a folder, with their addresses, by its `index.tsv`.
fn articles(folder: &Path) -> Vec<(PathBuf, String)> {
    let list = std::fs::read_to_string(folder.join("index.tsv")).unwrap_or_default();
    let columns = list
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    columns
        .filter(|columns| columns.get(7) == Some(&"article"))
        .map(|columns| (folder.join(columns[0]), columns[2].to_owned()))
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "html") && path.is_file())
        .collect()
}

fn record(bytes: Vec<u8>, address: Option<String>) -> RawRecord {
    RawRecord {
        location: RecordLocation {
            file: "page.html".into(),
            offset: 0,
            length: bytes.len() as u64,
        },
        media: Media::Html,
        bytes,
        address,
        fetched_at: None,
        charset: None,
        language: None,
        import_name: None,
        file_name: None,
    }
}
