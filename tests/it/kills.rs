//! The program killed at random moments: whatever was acknowledged is there exactly once.
//!
//! `VANKIEN_KILLS=200 cargo test --test it kills` runs the campaign with that many kills of each command.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Kills of each command in a plain `cargo test`.
const BOUNDED: u32 = 4;

/// Articles in one file.
const ARTICLES: u32 = 40;

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

struct Campaign {
    dir: tempfile::TempDir,
    dice: Dice,
    /// How long the command last took when it was let alone.
    usual: Duration,
    /// Articles whose import was seen in the collection.
    acknowledged: u32,
}

impl Campaign {
    fn new(seed: u64) -> Self {
        let campaign = Self {
            dir: tempfile::tempdir().expect("a temporary directory"),
            dice: Dice(seed),
            usual: Duration::from_millis(400),
            acknowledged: 0,
        };
        campaign.run(&["new", &campaign.root().display().to_string()]);
        campaign
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("collection")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vankien"));
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

    /// Starts a command and kills it within the time that it usually takes.
    fn kill(&mut self, arguments: &[&str]) {
        let within = u64::try_from(self.usual.as_micros()).unwrap_or(u64::MAX);
        let moment = Duration::from_micros(self.dice.below(within.max(1)));
        let mut child: Child = self.command(arguments).spawn().expect("the program starts");
        std::thread::sleep(moment);
        // It may have ended already: that counts too.
        let _ = child.kill();
        child.wait().expect("the program ends");
    }

    /// Articles in the imports that stand in the collection: their rename was the acknowledgement.
    fn imported(&self) -> u32 {
        let imports = std::fs::read_dir(self.root().join("import"));
        let count = imports
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().join("import.json").is_file())
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            .count();
        u32::try_from(count).expect("few imports") * ARTICLES
    }

    /// The next command answers, every acknowledged article is there once, and everything agrees.
    fn check(&mut self, what: &str) {
        let imported = self.imported();
        assert!(imported >= self.acknowledged, "{what}: an import is gone");
        self.acknowledged = imported;
        if imported == 0 {
            return;
        }
        let begun = Instant::now();
        let count = self.run(&["count"]);
        self.usual = self.usual.max(begun.elapsed());
        let shown = String::from_utf8_lossy(&count.stdout);
        let number = shown
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty());
        assert_eq!(
            number.and_then(|number| number.parse().ok()),
            Some(imported),
            "{what}: {shown} {}",
            String::from_utf8_lossy(&count.stderr)
        );
        let verify = self.run(&["verify"]);
        assert!(
            verify.status.success(),
            "{what}: {} {}",
            String::from_utf8_lossy(&verify.stdout),
            String::from_utf8_lossy(&verify.stderr)
        );
    }

    /// A file of articles that no other file holds.
    fn articles(&self, number: u32) -> PathBuf {
        let lines: String = (0..ARTICLES)
            .map(|n| {
                format!(
                    "{{\"id\":\"k{number}-{n}\",\"date\":\"2024-01-17\",\"title\":\"Hội nghị {number}-{n}\",\
                     \"text\":\"Ban Thường vụ họp về công tác kiểm tra, lần {n} của đợt {number}.\"}}\n"
                )
            })
            .collect();
        let path = self.dir.path().join(format!("f{number}.jsonl"));
        std::fs::write(&path, lines).expect("a file to add");
        path
    }
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
    for number in 0..kills() {
        let file = campaign.articles(number);
        campaign.kill(&["add", &shown(&file)]);
        campaign.check(&format!("add, kill {number}"));
    }
}

#[test]
fn rebuild_survives() {
    let mut campaign = Campaign::new(0x5eed_0002);
    for number in 0..2 {
        let file = campaign.articles(number);
        campaign.run(&["add", &shown(&file)]);
    }
    for number in 0..kills() {
        campaign.kill(&["rebuild"]);
        campaign.check(&format!("rebuild, kill {number}"));
    }
}

#[test]
fn index_survives() {
    let mut campaign = Campaign::new(0x5eed_0003);
    for number in 0..kills() {
        let file = campaign.articles(number);
        campaign.run(&["add", &shown(&file)]);
        // Without what is derived there is something to index.
        let _ = std::fs::remove_dir_all(campaign.root().join(".vankien"));
        campaign.kill(&["index"]);
        campaign.check(&format!("index, kill {number}"));
    }
}
