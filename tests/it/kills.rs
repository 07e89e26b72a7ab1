//! The program killed at random moments: whatever was acknowledged is there exactly once.
//!
//! `VANKIEN_KILLS=200 cargo test --test it kills -- --nocapture` runs the campaign: so many kills of `add`,
//! half as many each of `rebuild` and `index`. `VANKIEN_PROGRAM=$PWD/target/release/vankien` before it
//! kills a release build.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Kills of `add` in a plain `cargo test`.
const BOUNDED: u32 = 4;

/// Records of one batch of files: lines, pages and WARC records.
const LINES: u32 = 20;
const PAGES: u32 = 4;
const RECORDS: u32 = 8;

/// A small generator, so that a campaign can be run again from its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Where the kills fell.
#[derive(Default)]
struct Tally {
    within: u32,
    after: u32,
    recovered: u32,
}

struct Campaign {
    dir: tempfile::TempDir,
    dice: Dice,
    /// How long each command takes when it is let alone.
    usual: BTreeMap<&'static str, Duration>,
    /// Imports that were seen in the collection: the number of the batch by the name of its directory.
    acknowledged: Vec<String>,
    tally: Tally,
}

impl Campaign {
    fn new(seed: u64) -> Self {
        let campaign = Self {
            dir: tempfile::tempdir().expect("a temporary directory"),
            dice: Dice(seed),
            usual: BTreeMap::new(),
            acknowledged: Vec::new(),
            tally: Tally::default(),
        };
        campaign.run(&["new", &campaign.root().display().to_string()]);
        campaign
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("collection")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(crate::cli::program());
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .arg("--corpus")
            .arg(self.root())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .output()
            .expect("the program starts")
    }

    /// Lets a command run once, so that the kills fall into the time that it takes.
    fn measure(&mut self, name: &'static str, arguments: &[&str]) {
        let begun = Instant::now();
        let done = self.run(arguments);
        assert!(done.status.success(), "{}", told(&done));
        self.usual.insert(name, begun.elapsed());
    }

    /// Starts a command and kills it within the time that it usually takes.
    fn kill(&mut self, name: &'static str, arguments: &[&str]) {
        let usual = self.usual.get(name).copied().unwrap_or_default();
        let within = u64::try_from(usual.as_micros()).unwrap_or(u64::MAX);
        let moment = Duration::from_micros(self.dice.below(within.max(1)));
        let mut child: Child = self.command(arguments).spawn().expect("the program starts");
        std::thread::sleep(moment);
        if child.try_wait().expect("a child").is_some() {
            self.tally.after += 1;
        }
        // It may have ended already: that counts too.
        let _ = child.kill();
        child.wait().expect("the program ends");
    }

    /// Imports that stand in the collection: their rename was the acknowledgement.
    fn imported(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.root().join("import"));
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().join("import.json").is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort_unstable();
        names
    }

    /// The next command answers, every acknowledged record is there once, and everything agrees.
    fn check(&mut self, what: &str) {
        let imported = self.imported();
        for known in &self.acknowledged {
            assert!(imported.contains(known), "{what}: {known} is gone");
        }
        self.tally.within += (imported.len() - self.acknowledged.len()) as u32;
        self.acknowledged = imported;
        let expected = self.acknowledged.len() as u32 * (LINES + PAGES + RECORDS);
        let answer = self.run(&["search", "họp", "--json", "-n", "1"]);
        let said = String::from_utf8_lossy(&answer.stderr);
        self.tally.recovered += u32::from(said.contains("put right"));
        let code = if expected == 0 { 1 } else { 0 };
        assert_eq!(
            answer.status.code(),
            Some(code),
            "{what}: {}",
            told(&answer)
        );
        self.check_records(what, expected);
        let verify = self.run(&["verify"]);
        assert!(verify.status.success(), "{what}: {}", told(&verify));
    }

    /// Every record of every acknowledged import is found, each once.
    fn check_records(&self, what: &str, expected: u32) {
        let all = self.run(&[
            "search",
            "--all-copies",
            "--format",
            "jsonl",
            "-n",
            "1000000",
        ]);
        let out = String::from_utf8_lossy(&all.stdout);
        let mut titles: Vec<&str> = out
            .lines()
            .filter_map(|line| line.split("\"title\":\"").nth(1)?.split('"').next())
            .collect();
        assert_eq!(titles.len() as u32, expected, "{what}: {}", told(&all));
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len() as u32, expected, "{what}: a record twice");
    }

    /// A folder of files that hold records which no other holds.
    fn batch(&self, number: u32) -> String {
        let dir = self.dir.path().join(format!("b{number}"));
        std::fs::create_dir_all(&dir).expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            std::fs::write(dir.join(name), bytes).expect("a file to add");
        };
        let lines: String = (0..LINES)
            .map(|n| {
                format!(
                    "{{\"id\":\"k{number}-{n}\",\"date\":\"2024-01-17\",\"title\":\"Dòng {number}-{n}\",\
                     \"text\":\"Ban Thường vụ họp về công tác kiểm tra, lần {n} của đợt {number}.\"}}\n"
                )
            })
            .collect();
        write(&format!("lines{number}.jsonl"), lines.as_bytes());
        for n in 0..PAGES {
            let page = page(&format!("Trang {number}-{n}"));
            write(&format!("page{number}-{n}.html"), page.as_bytes());
        }
        let mut warc = Vec::new();
        for n in 0..RECORDS {
            let record = record(number, n);
            let mut member = flate2::write::GzEncoder::new(&mut warc, flate2::Compression::fast());
            member.write_all(record.as_bytes()).expect("memory");
            member.finish().expect("memory");
        }
        write(&format!("crawl{number}.warc.gz"), &warc);
        shown(&dir)
    }

    fn report(&self, what: &str, kills: u32) {
        let Tally {
            within,
            after,
            recovered,
        } = self.tally;
        println!(
            "{what}: {kills} kills, {after} of them too late; {within} imports acknowledged before; \
             {recovered} times the next command put something right; {} imports of {} records, each there once",
            self.acknowledged.len(),
            self.acknowledged.len() as u32 * (LINES + PAGES + RECORDS)
        );
    }
}

fn page(title: &str) -> String {
    let paragraph = format!(
        "<p>Ban Thường vụ Tỉnh ủy họp về công tác kiểm tra, giám sát và kỷ luật đảng; đây là {title}.</p>"
    );
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{}</article></body></html>",
        paragraph.repeat(6)
    )
}

fn record(number: u32, n: u32) -> String {
    let page = page(&format!("Bản ghi {number}-{n}"));
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.vn/{number}/{n}.html\r\n\
         WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn told(output: &Output) -> String {
    format!(
        "{:?} {} {}",
        output.status.code(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn kills() -> u32 {
    std::env::var("VANKIEN_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(BOUNDED)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn add_survives() {
    let mut campaign = Campaign::new(0x5eed_0001);
    let first = campaign.batch(0);
    campaign.measure("add", &["add", &first]);
    campaign.check("add");
    for number in 1..=kills() {
        let batch = campaign.batch(number);
        campaign.kill("add", &["add", &batch]);
        campaign.check(&format!("add, kill {number}"));
    }
    campaign.report("add", kills());
}

#[test]
fn rebuild_survives() {
    let mut campaign = Campaign::new(0x5eed_0002);
    for number in 0..3 {
        let batch = campaign.batch(number);
        campaign.run(&["add", &batch]);
    }
    campaign.measure("rebuild", &["rebuild"]);
    campaign.check("rebuild");
    for number in 0..kills().div_ceil(2) {
        campaign.kill("rebuild", &["rebuild"]);
        campaign.check(&format!("rebuild, kill {number}"));
    }
    campaign.report("rebuild", kills().div_ceil(2));
}

#[test]
fn index_survives() {
    let mut campaign = Campaign::new(0x5eed_0003);
    for number in 0..3 {
        let batch = campaign.batch(number);
        campaign.run(&["add", "--no-index", &batch]);
    }
    campaign.measure("index", &["index"]);
    campaign.check("index");
    for number in 3..3 + kills().div_ceil(2) {
        // Now something new, now everything is to be indexed.
        if number % 3 == 0 {
            let _ = std::fs::remove_dir_all(campaign.root().join(".vankien"));
        }
        let batch = campaign.batch(number);
        campaign.run(&["add", "--no-index", &batch]);
        campaign.kill("index", &["index"]);
        campaign.check(&format!("index, kill {number}"));
    }
    campaign.report("index", kills().div_ceil(2));
}
