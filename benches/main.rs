//! Every cost beside bare tantivy's in the same run.
//!
//! `cargo bench` measures 20,000 documents; `cargo bench -- --documents 100000` another number;
//! `--from FILE` takes the texts from a JSONL file (also gzipped) with the keys `title` and `body` or
//! `text`, `--made-up` makes them up, as it does where no file is at hand. `--only stages,pages,facets,whole`
//! leaves out the rest (queries need `whole`). `--built DIR` builds the two indexes there, or asks those
//! that an earlier run has left there. All figures are CPU time (user and system) of this machine;
//! wall time is not printed because other work on the machine changes it.

mod baseline;
mod facets;
mod measure;
mod pages;
mod parts;
mod queries;
mod stages;
mod texts;
mod whole;

use std::path::PathBuf;

/// The stages keep all documents in memory, so that each is measured alone; of more than this they are
/// left out.
const MOST_IN_MEMORY: usize = 200_000;

/// What the command line asks for.
pub(crate) struct Options {
    /// How many documents.
    pub(crate) documents: usize,
    /// Where their texts come from.
    pub(crate) from: Option<PathBuf>,
    /// How often each query is run warm.
    pub(crate) repeats: usize,
    /// Where the two indexes are kept, if they are.
    pub(crate) built: Option<PathBuf>,
    /// The parts to be run, by name; empty for all.
    only: Vec<String>,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // The bench starts itself again for what must be measured as a process of its own.
    if let Some("--child-watch") = arguments.first().map(String::as_str) {
        measure::watch(&arguments[1..]);
        return;
    }
    if let Some(child) = arguments.first().and_then(|a| a.strip_prefix("--child-")) {
        baseline::run_child(child, &arguments[1..]);
        return;
    }
    let options = read_options(&arguments);
    let work = tempfile::tempdir().expect("a temporary folder");
    if options.wants("pages") {
        pages::run(texts::shared_pages().as_deref());
    }
    if options.wants("facets") {
        facets::run(work.path(), options.repeats);
        if options.only.len() == 1 {
            return;
        }
    }
    let folder = options.built.as_deref().unwrap_or(work.path());
    if let Some(built) = whole::Built::left_in(folder) {
        queries::run(&built, &options);
        return;
    }
    let source = texts::prepare(&options, work.path());
    println!(
        "\n{} documents, {:.1} MB of text, {} bytes each, from {}",
        source.documents,
        source.megabytes(),
        source.text_bytes / source.documents.max(1) as u64,
        options
            .from
            .as_ref()
            .map_or("made-up words".into(), |path| path.display().to_string())
    );
    let built = options.wants("whole").then(|| whole::run(&source, folder));
    if options.wants("stages") && source.documents <= MOST_IN_MEMORY {
        stages::run(&source, built.as_ref().map(|(_, add)| *add), work.path());
    }
    if let Some((built, _)) = built {
        queries::run(&built, &options);
    }
}

fn read_options(arguments: &[String]) -> Options {
    let mut options = Options {
        documents: 20_000,
        from: texts::shared_news(),
        repeats: 5,
        built: None,
        only: Vec::new(),
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || rest.next().and_then(|n| n.replace('_', "").parse().ok());
        match argument.as_str() {
            "--documents" => options.documents = number().expect("--documents takes a number"),
            "--repeats" => options.repeats = number().expect("--repeats takes a number"),
            "--from" => options.from = rest.next().map(PathBuf::from),
            "--built" => options.built = rest.next().map(PathBuf::from),
            "--only" => {
                let parts = rest.next().expect("--only takes names of parts");
                options.only = parts.split(',').map(str::to_owned).collect();
            }
            "--made-up" => options.from = None,
            // `cargo bench` passes this on its own.
            "--bench" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    options
}
