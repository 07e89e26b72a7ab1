//! Every cost beside bare tantivy's in the same run.
//!
//! `cargo bench` measures 20,000 documents; `cargo bench -- --documents 100000` another number;
//! `--from FILE` takes the texts from a JSONL file (also gzipped) with the keys `title` and `body` or
//! `text`. Without one, the texts are made up. All figures are CPU time (user and system) of this
//! machine; wall time is not printed because other work on the machine changes it.

mod baseline;
mod measure;
mod queries;
mod stages;
mod texts;
mod whole;

use std::path::PathBuf;

/// What the command line asks for.
pub(crate) struct Options {
    /// How many documents.
    pub(crate) documents: usize,
    /// Where their texts come from.
    pub(crate) from: Option<PathBuf>,
    /// How often each query is run warm.
    pub(crate) repeats: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // The bench starts itself again for what must be measured as a process of its own.
    if let Some(child) = arguments.first().and_then(|a| a.strip_prefix("--child-")) {
        baseline::run_child(child, &arguments[1..]);
        return;
    }
    let options = read_options(&arguments);
    let work = tempfile::tempdir().expect("a temporary folder");
    let source = texts::prepare(&options, work.path());
    println!(
        "documents {}, text {:.1} MB",
        source.documents,
        source.megabytes()
    );
    stages::run(&source);
    let built = whole::run(&source, work.path());
    queries::run(&built, &options);
}

fn read_options(arguments: &[String]) -> Options {
    let mut options = Options {
        documents: 20_000,
        from: texts::shared_news(),
        repeats: 5,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || rest.next().and_then(|n| n.replace('_', "").parse().ok());
        match argument.as_str() {
            "--documents" => options.documents = number().expect("--documents takes a number"),
            "--repeats" => options.repeats = number().expect("--repeats takes a number"),
            "--from" => options.from = rest.next().map(PathBuf::from),
            "--made-up" => options.from = None,
            // `cargo bench` passes this on its own.
            "--bench" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    options
}
