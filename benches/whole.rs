//! The whole way from a file to an index, as processes of their own.

use crate::measure::{self, Cost};
use crate::texts::Source;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The two indexes, ready for queries.
pub(crate) struct Built {
    /// The collection.
    pub(crate) collection: PathBuf,
    /// Bare tantivy's index.
    pub(crate) baseline: PathBuf,
}

impl Built {
    fn at(folder: &Path) -> Self {
        Self {
            collection: folder.join("collection"),
            baseline: folder.join("baseline"),
        }
    }

    /// The two indexes that an earlier run has left in a folder.
    pub(crate) fn left_in(folder: &Path) -> Option<Self> {
        let built = Self::at(folder);
        (built.collection.is_dir() && built.baseline.is_dir()).then_some(built)
    }
}

/// How often both are built at most, in turns: the lower cost of each counts, since other work on the
/// machine only ever adds to it.
const ROUNDS: usize = 3;

/// More documents than this are built once.
const MOST_REPEATED: usize = 20_000;

/// Builds both indexes and prints what they cost; tells the CPU time of `add`.
pub(crate) fn run(source: &Source, folder: &Path) -> (Built, Duration) {
    std::fs::create_dir_all(folder).expect("a folder for the indexes");
    let Built {
        collection,
        baseline,
    } = Built::at(folder);
    let bench = std::env::current_exe().expect("the bench's own path");
    let rounds = if source.documents > MOST_REPEATED {
        1
    } else {
        ROUNDS
    };
    let (mut bare, mut add) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        for old in [&baseline, &collection] {
            // Missing the first time.
            let _ = std::fs::remove_dir_all(old);
        }
        let mut index = Command::new(&bench);
        index.arg("--child-index").arg(&baseline).arg(&source.path);
        bare.push(measure::process(&mut index));
        add.push(measure::process(
            vankien(&collection).arg("add").arg(&source.path),
        ));
    }
    let (bare, add) = (least(&bare), least(&add));
    let one = measure::process(
        vankien(&collection)
            .arg("add")
            .arg(one_more(source, folder)),
    );
    let rebuild = measure::process(vankien(&collection).arg("rebuild"));
    let verify = measure::process(vankien(&collection).arg("verify"));
    let compact = measure::process(vankien(&collection).args(["index", "--compact"]));
    println!(
        "\nwhole processes                    CPU-s    MB/CPU-s  peak memory MB  without files  written MB"
    );
    for (what, cost) in [
        ("bare tantivy index", bare),
        ("add", add),
        ("add of one document more", one),
        ("rebuild", rebuild),
        ("verify", verify),
        ("index --compact", compact),
    ] {
        print(what, cost, source);
    }
    println!(
        "add / bare tantivy: {:.2}",
        add.cpu.as_secs_f64() / bare.cpu.as_secs_f64()
    );
    let size = |dir: &Path| bytes_below(dir) as f64 / source.text_bytes as f64;
    println!(
        "index with stored text, share of the source text: {:.2} (bare tantivy {:.2})",
        size(&collection.join(".vankien")),
        size(&baseline)
    );
    let built = Built {
        collection,
        baseline,
    };
    (built, add.cpu)
}

/// A file with the first document of the source, which is another document there.
fn one_more(source: &Source, folder: &Path) -> PathBuf {
    let file = std::fs::File::open(&source.path).expect("the source written before");
    let mut line = String::new();
    BufReader::new(file)
        .read_line(&mut line)
        .expect("a line of it");
    let path = folder.join("one-more.jsonl");
    std::fs::write(&path, line).expect("room for a line");
    path
}

/// The cost of the cheapest run, with the highest memory of all.
fn least(costs: &[Cost]) -> Cost {
    let cheapest = costs.iter().min_by_key(|cost| cost.cpu);
    Cost {
        peak_memory: costs.iter().map(|cost| cost.peak_memory).max().unwrap_or(0),
        peak_heap: costs.iter().filter_map(|cost| cost.peak_heap).max(),
        ok: costs.iter().all(|cost| cost.ok),
        ..*cheapest.expect("at least one run")
    }
}

/// The program on a collection.
pub(crate) fn vankien(collection: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vankien"));
    command.arg("--corpus").arg(collection);
    command
}

fn print(what: &str, cost: Cost, source: &Source) {
    let memory = cost.peak_memory as f64 / 1e6;
    let megabytes = |bytes: Option<u64>| {
        bytes.map_or_else(
            || "-".to_owned(),
            |bytes| format!("{:.0}", bytes as f64 / 1e6),
        )
    };
    let (heap, written) = (megabytes(cost.peak_heap), megabytes(cost.written));
    let failed = if cost.ok { "" } else { "  FAILED" };
    println!(
        "{what:28} {:11.2} {:11.1} {memory:15.0} {heap:>14} {written:>11}{failed}",
        cost.cpu.as_secs_f64(),
        source.megabytes() / cost.cpu.as_secs_f64()
    );
}

fn bytes_below(dir: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return 0;
    };
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(data) if data.is_dir() => bytes_below(&entry.path()),
        Ok(data) => data.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}
