//! The program killed at random moments: whatever was acknowledged is there exactly once.
//!
//! `VANKIEN_KILLS=200 cargo test --test it kills -- --nocapture` runs the campaign: so many kills of `add`,
//! half as many each of `rebuild`, `index` (with `--compact` in between) and the ledger's commands.
//! `VANKIEN_PROGRAM=$PWD/target/release/vankien` before it kills a release build. Only kills that met the
//! running program count.

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
    hit: u32,
    too_late: u32,
    acknowledged: u32,
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

    /// Starts a command and kills it within the time that it usually takes; tells whether it was still
    /// running. How long it takes changes with what else the machine does: a kill that came too late
    /// makes the next come earlier, the others let them come later again, so that the end is met too.
    fn kill(&mut self, name: &'static str, arguments: &[&str]) -> bool {
        let usual = self.usual.get(name).copied().unwrap_or_default();
        let within = u64::try_from(usual.as_micros()).unwrap_or(u64::MAX);
        let moment = Duration::from_micros(self.dice.below(within.max(1)));
        let mut child: Child = self.command(arguments).spawn().expect("the program starts");
        std::thread::sleep(moment);
        let _ = child.kill();
        let ended = child.wait().expect("the program ends");
        let hit = !ended.success();
        let (tally, next) = if hit {
            (&mut self.tally.hit, usual.mul_f64(1.01))
        } else {
            (&mut self.tally.too_late, usual.mul_f64(0.9))
        };
        *tally += 1;
        self.usual.insert(name, next);
        hit
    }

    /// Kills until so many have met the running program, and checks after each.
    fn kill_until(
        &mut self,
        kills: u32,
        mut prepare: impl FnMut(&mut Self, u32) -> (&'static str, Vec<String>),
    ) {
        let mut number = 0;
        while self.tally.hit < kills {
            number += 1;
            assert!(number < 4 * kills + 20, "the program is never met running");
            let (name, arguments) = prepare(self, number);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            self.kill(name, &arguments);
            self.check(&format!("kill {number}: {arguments:?}"));
        }
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
        self.tally.acknowledged += (imported.len() - self.acknowledged.len()) as u32;
        self.acknowledged = imported;
        let expected = self.records();
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

    /// The lines of the ledger.
    fn decisions(&self) -> Vec<serde_json::Value> {
        let ledger = std::fs::read_to_string(self.root().join("ledger.jsonl")).unwrap_or_default();
        let lines = ledger.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("a whole line"))
            .collect()
    }

    /// Of each document the last decision counts: what answers is what the ledger says.
    fn check_decisions(&self, written: &[serde_json::Value]) {
        let mut withdrawn = BTreeMap::new();
        let mut titles = BTreeMap::new();
        for line in written {
            let id = line["id"].as_str().expect("an id");
            match line["action"].as_str() {
                Some("withdraw") => drop(withdrawn.insert(id, true)),
                Some("restore") => drop(withdrawn.insert(id, false)),
                _ => drop(titles.insert(id, line["value"].as_str().expect("a title"))),
            }
        }
        let gone = withdrawn.values().filter(|gone| **gone).count();
        let all = self.run(&["search", "--all-copies", "--format", "jsonl", "-n", "1000"]);
        let out = String::from_utf8_lossy(&all.stdout);
        let expected = (LINES + PAGES + RECORDS) as usize - gone;
        assert_eq!(out.lines().count(), expected, "{}", told(&all));
        for line in out.lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("a record");
            let id = record["id"].as_str().expect("an id");
            assert_ne!(withdrawn.get(id), Some(&true), "{record}");
            if let Some(title) = titles.get(id) {
                assert_eq!(record["title"].as_str(), Some(*title), "{record}");
            }
        }
        let verify = self.run(&["verify", "--deep"]);
        assert!(verify.status.success(), "{}", told(&verify));
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

    fn report(&self, what: &str) {
        let Tally {
            hit,
            too_late,
            acknowledged,
            recovered,
        } = self.tally;
        println!(
            "{what}: {hit} kills of the running program ({too_late} more came too late); {acknowledged} imports \
             acknowledged meanwhile; {recovered} times the next command put something right; {} imports of \
             {} records, each there once",
            self.acknowledged.len(),
            self.records()
        );
    }

    fn records(&self) -> u32 {
        self.acknowledged.len() as u32 * (LINES + PAGES + RECORDS)
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

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|one| (*one).to_owned()).collect()
}

#[test]
fn add_survives() {
    let mut campaign = Campaign::new(0x5eed_0001);
    let first = campaign.batch(0);
    campaign.measure("add", &["add", &first]);
    campaign.check("add");
    campaign.kill_until(kills(), |campaign, number| {
        let batch = campaign.batch(number);
        ("add", owned(&["add", &batch]))
    });
    campaign.report("add");
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
    campaign.kill_until(kills().div_ceil(2), |_, _| ("rebuild", owned(&["rebuild"])));
    campaign.report("rebuild");
}

#[test]
fn index_survives() {
    let mut campaign = Campaign::new(0x5eed_0003);
    for number in 0..3 {
        let batch = campaign.batch(number);
        campaign.run(&["add", "--no-index", &batch]);
    }
    campaign.measure("index", &["index"]);
    campaign.measure("compact", &["index", "--compact"]);
    campaign.check("index");
    campaign.kill_until(kills().div_ceil(2), |campaign, number| {
        // Now something new, now everything is to be indexed.
        if number % 3 == 0 {
            let _ = std::fs::remove_dir_all(campaign.root().join(".vankien"));
        }
        let batch = campaign.batch(number + 3);
        campaign.run(&["add", "--no-index", &batch]);
        if number % 4 == 0 {
            ("compact", owned(&["index", "--compact"]))
        } else {
            ("index", owned(&["index"]))
        }
    });
    campaign.report("index");
}

/// Decisions that were acknowledged stand, one that was broken off stands whole or not at all, and the
/// index says what the ledger says.
#[test]
fn decisions_survive() {
    let mut campaign = Campaign::new(0x5eed_0004);
    let batch = campaign.batch(0);
    campaign.run(&["add", &batch]);
    let titled = ["correct", "k0-0", "--title", "Tên khác", "--reason", "x"];
    campaign.measure("correct", &titled);
    let mut written = campaign.decisions();
    while campaign.tally.hit < kills().div_ceil(2) {
        let number = campaign.dice.below(u64::from(LINES));
        let id = format!("k0-{number}");
        let title = format!("Tên {}", campaign.dice.below(1000));
        let arguments: &[&str] = match campaign.dice.below(3) {
            0 => &["withdraw", &id, "--reason", "thử"],
            1 => &["restore", &id, "--reason", "thử"],
            _ => &["correct", &id, "--title", &title, "--reason", "thử"],
        };
        let met = campaign.kill("correct", arguments);
        let now = campaign.decisions();
        assert!(
            now.starts_with(&written),
            "{arguments:?}: a decision is gone"
        );
        let added = now.len() - written.len();
        assert!(
            if met { added <= 1 } else { added == 1 },
            "{arguments:?}: {added} lines"
        );
        written = now;
        campaign.check_decisions(&written);
        assert!(campaign.tally.too_late < 4 * kills() + 20);
    }
    let Tally { hit, too_late, .. } = campaign.tally;
    println!(
        "the ledger: {hit} kills of the running program ({too_late} more came too late); {} decisions stand",
        written.len()
    );
}
