//! The program run whole: a cleared environment, a temporary home, fixed width and time.

mod answers;
mod manners;
mod promises;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Records written for these tests; two languages, dates and none, one text that begins like a formula.
pub(crate) const RECORDS: &str = r#"{"id":"a1","title":"Hội nghị về lấy phiếu tín nhiệm tại Quảng Ninh","date":"2024-01-17","source":"Báo Một","text":"Sáng 17/1, Tỉnh ủy Quảng Ninh họp về việc lấy phiếu tín nhiệm theo Quy định số 96-QĐ/TW.\nĐồng chí Trương Thị Mai dự và phát biểu tại hội nghị này."}
{"id":"a2","title":"Vote of confidence explained","date":"2024-02-01","source":"Paper Two","lang":"en","text":"Regulation No. 96-QD/TW says how a vote of confidence is taken.\nTruong Thi Mai spoke about it in Quang Ninh province."}
{"id":"a3","title":"=1+1 is how this title begins","source":"Paper Two","lang":"en","text":"A note without a date about fishing boats and nothing else of interest here."}
{"id":"a4","title":"Chuyện con chó nhỏ","date":"2023-10-31","source":"Báo Một","text":"Con chó nhỏ nằm ngoài sân.\nMọi người dành cho nó nhiều tình cảm và niềm vui."}
"#;

/// The program: of this build, else the one that `VANKIEN_PROGRAM` names, such as a release build.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("VANKIEN_PROGRAM")
        .map_or_else(|| env!("CARGO_BIN_EXE_vankien").into(), PathBuf::from)
}

/// A home with a collection in it.
pub(crate) struct Home {
    dir: TempDir,
}

/// What a run left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    /// A home without a collection.
    pub(crate) fn empty() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A home whose directory `c` is a collection of [`RECORDS`].
    pub(crate) fn with_records() -> Self {
        let home = Self::empty();
        let file = home.path("notes.jsonl");
        std::fs::write(&file, RECORDS).unwrap();
        let ran = home.run(&["--corpus", "c", "add", "notes.jsonl"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "", &[])
    }

    /// Runs the program on the collection `c`.
    pub(crate) fn ask(&self, args: &[&str]) -> Ran {
        self.run_with(args, "", &[("VANKIEN_CORPUS", "c")])
    }

    pub(crate) fn run_with(&self, args: &[&str], input: &str, env: &[(&str, &str)]) -> Ran {
        let mut command = self.command();
        let mut child = command
            .args(args)
            .envs(env.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        Ran {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("COLUMNS", "80")
            .env("VANKIEN_NOW", "2026-11-22T05:00:00Z")
            .current_dir(self.dir.path());
        // Windows programs do not start without it.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command
    }
}

impl Ran {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// The external ids of the hits of a JSON answer, in order.
    pub(crate) fn hits(&self) -> Vec<String> {
        let json = self.json();
        let hits = json["hits"].as_array().unwrap();
        hits.iter()
            .map(|hit| hit["external_id"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Makes a file or directory unwritable where the system knows such a thing.
#[cfg(unix)]
pub(crate) fn make_read_only(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o555 } else { 0o444 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
