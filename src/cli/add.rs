//! `add`: takes files into the collection.

use super::Outcome;
use super::collection::open_or_create;
use super::context::Context;
use super::output::say;
use super::progress::Progress;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use vankien::ingest::{self, AddOptions, AddReport, Format, IndexReport, Input};

/// Takes files and folders into the collection: html, txt, md, jsonl, warc, each also gzipped
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien add pages/ articles.jsonl.gz
  vankien --corpus my-corpus add notes.md
  vankien add --name hanoi crawl.warc.gz
  curl -s https://example.vn/a.jsonl | vankien add - --name example --as jsonl")]
pub(super) struct AddArgs {
    /// Files and folders; - reads stdin
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Name of the import; by default the first file's name without extensions
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What the files hold, where name and content are not to decide
    #[arg(long = "as", value_name = "FORMAT")]
    holds: Option<Holds>,
    /// Stores the files and leaves the index as it is
    #[arg(long)]
    no_index: bool,
}

/// So many notes on documents are told; `show --json` has them all.
const NOTES: usize = 20;

/// What files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Holds {
    Html,
    Txt,
    Md,
    Jsonl,
    Warc,
}

impl Holds {
    const fn format(self) -> Format {
        match self {
            Self::Html => Format::Html,
            Self::Txt => Format::Text,
            Self::Md => Format::Markdown,
            Self::Jsonl => Format::Jsonl,
            Self::Warc => Format::Warc,
        }
    }
}

pub(super) fn run(args: AddArgs, context: &Context) -> anyhow::Result<Outcome> {
    let collection = open_or_create(context)?;
    let inputs = args.paths.into_iter().map(input).collect();
    let options = AddOptions {
        name: args.name,
        format: args.holds.map(Holds::format),
        now: context.now,
        update_index: !args.no_index,
    };
    let mut progress = Progress::new(context);
    let report = ingest::add(&collection, inputs, &options, &mut |event| {
        progress.event(&event);
    });
    progress.finish();
    let report = report?;
    tell(&report);
    // Both are told, whichever comes first.
    let read = report.index.as_ref().is_none_or(tell_index);
    let whole = report.skipped.is_empty() && read;
    Ok(if whole {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn input(path: PathBuf) -> Input {
    if path.as_os_str() == "-" {
        Input::Stream {
            name: "stdin".to_owned(),
            reader: Box::new(std::io::stdin()),
        }
    } else {
        Input::Path(path)
    }
}

fn tell(report: &AddReport) {
    if report.already_held {
        return;
    }
    let files = report.files;
    let name = if files == 1 { "file" } else { "files" };
    say(format_args!("{files} {name} added as {}", report.import));
}

/// Says what an update did, with the records that could not be read. Tells whether all could.
pub(super) fn tell_index(report: &IndexReport) -> bool {
    let mut parts = Vec::new();
    for (count, what) in [
        (report.new, "new"),
        (report.changed, "changed"),
        (report.unchanged, "unchanged"),
        (report.unread, "no documents"),
        (report.decided, "by decision"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if parts.is_empty() {
        parts.push("nothing new".to_owned());
    }
    let all = if report.documents == 1 {
        "document"
    } else {
        "documents"
    };
    say(format_args!(
        "{}; {} {all} in all",
        parts.join(", "),
        report.documents
    ));
    for note in report.notes.iter().take(NOTES) {
        say(format_args!("note on {}: {}", note.place, note.reason));
    }
    let untold = report.noted.saturating_sub(NOTES as u64);
    if untold > 0 {
        say(format_args!("and {untold} notes more"));
    }
    let mut whole = true;
    for failure in &report.failures {
        if failure.damaged {
            whole = false;
            say(format_args!(
                "cannot read {}: {}",
                failure.place, failure.reason
            ));
        } else {
            say(format_args!(
                "no document in {}: {}",
                failure.place, failure.reason
            ));
        }
    }
    let untold = report.unread.saturating_sub(report.failures.len() as u64);
    if untold > 0 {
        say(format_args!("and {untold} records more"));
    }
    whole
}
