//! `show`: one document, or several.

use super::Outcome;
use super::collection::{fresh, open};
use super::context::Context;
use super::error::UsageError;
use super::output::{say, with_stdout};
use super::people::{all_best_names, best_names};
use clap::Args;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write;
use vankien::corpus::{Collection, LedgerEntry, StoredBytes};
use vankien::document::{Document, RecordLocation, Span};
use vankien::ingest::{self, Choice, Loaded, Lookup, VersionInfo};
use vankien::present::{
    BestNames, DocumentView, EvidenceReport, VersionRow, write_citation, write_diff,
    write_document_json, write_document_text, write_evidence, write_versions,
};
use vankien::search::Searcher;
use vankien::text;

/// Shows documents by id, own id or address
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien show abcdefghijklm
  vankien show --json abcdefghijklm@2
  vankien show --cite https://example.vn/article
  vankien show --json --all > documents.jsonl")]
pub(super) struct ShowArgs {
    /// Ids (ID@N for a version), own ids or addresses
    #[arg(value_name = "ID", required_unless_present = "all")]
    keys: Vec<String>,
    /// All documents that are not withdrawn
    #[arg(long, conflicts_with_all = ["keys", "raw", "diff", "versions"])]
    all: bool,
    /// As JSON, one record a line, with everything recognised
    #[arg(long)]
    json: bool,
    /// The bytes as they were received
    #[arg(long, conflicts_with_all = ["json", "cite", "versions", "diff", "evidence"])]
    raw: bool,
    /// How to cite it
    #[arg(long, conflicts_with_all = ["json", "versions", "diff", "evidence"])]
    cite: bool,
    /// Its versions
    #[arg(long, conflicts_with_all = ["diff", "evidence"])]
    versions: bool,
    /// What changed from the version before
    #[arg(long, conflicts_with_all = ["json", "evidence"])]
    diff: bool,
    /// Where its bytes stand, with offsets and digests
    #[arg(long)]
    evidence: bool,
}

pub(super) fn run(args: &ShowArgs, context: &Context) -> anyhow::Result<Outcome> {
    let collection = fresh(open(context)?, context)?;
    if args.all {
        return all(args, &collection, context);
    }
    let mut missing = 0;
    let mut shown = 0;
    with_stdout(context, |out| {
        for key in &args.keys {
            match ingest::load(&collection, key, None)? {
                Lookup::Found(loaded) => {
                    if shown > 0 && is_for_reading(args) {
                        writeln!(out)?;
                    }
                    shown += 1;
                    let names = names_of(args, &collection, &loaded)?;
                    show(args, &collection, &loaded, &names, context, out)?;
                }
                Lookup::Several(choices) => {
                    missing += 1;
                    list_choices(key, &choices);
                }
                Lookup::Missing { unread } => {
                    missing += 1;
                    match unread {
                        Some(why) => say(format_args!("{key} is held but no document: {why}")),
                        None => say(format_args!("no document {key}")),
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(match (shown, missing) {
        (_, 0) => Outcome::Done,
        (0, _) => Outcome::Nothing,
        _ => Outcome::Partly,
    })
}

fn is_for_reading(args: &ShowArgs) -> bool {
    !(args.json || args.raw || args.cite || args.versions)
}

/// Writes all documents, one after the other; memory does not grow with them.
fn all(args: &ShowArgs, collection: &Collection, context: &Context) -> anyhow::Result<Outcome> {
    let mut shown = 0;
    let names = match collection.generation().filter(|_| args.json) {
        Some(generation) => all_best_names(&Searcher::open(&generation.index_dir())?)?,
        None => BestNames::default(),
    };
    with_stdout(context, |out| {
        let mut failed = None;
        ingest::load_all(collection, &mut |loaded| {
            shown += 1;
            match show(args, collection, &loaded, &names, context, out) {
                Ok(()) => true,
                Err(error) => {
                    failed = Some(error);
                    false
                }
            }
        })?;
        failed.map_or(Ok(()), Err)
    })?;
    Ok(Outcome::found(shown > 0))
}

fn show(
    args: &ShowArgs,
    collection: &Collection,
    loaded: &Loaded,
    names: &BestNames,
    context: &Context,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let look = context.look;
    let passages = if args.json {
        passages(loaded.document.text.full())
    } else {
        Vec::new()
    };
    let withdrawn = loaded.withdrawn.as_ref().map(|entry| match &entry.reason {
        Some(reason) => reason.as_str(),
        None => "without a reason",
    });
    let view = DocumentView {
        document: &loaded.document,
        annotations: &loaded.annotations,
        version: loaded.version,
        versions: loaded.versions.len(),
        withdrawn,
        passages: &passages,
        names,
    };
    let shows_no_decision = args.raw || args.cite || args.versions || args.diff;
    if let Some(reason) = withdrawn.filter(|_| shows_no_decision) {
        say(format_args!(
            "{} is withdrawn: {reason}",
            loaded.document.id
        ));
    }
    if args.raw {
        out.write_all(&loaded.raw.bytes)?;
    } else if args.cite {
        write_citation(out, &view)?;
    } else if args.versions {
        let rows: Vec<VersionRow> = loaded.versions.iter().map(|v| row(loaded, v)).collect();
        write_versions(out, args.json, &rows, look)?;
    } else if args.diff {
        diff(collection, loaded, context, out)?;
    } else if args.evidence {
        write_evidence(out, args.json, &evidence(collection, loaded)?, look)?;
    } else if args.json {
        write_document_json(out, &view)?;
    } else {
        write_document_text(out, &view, look)?;
    }
    Ok(())
}

/// The marked forms of the names in one document.
fn names_of(
    args: &ShowArgs,
    collection: &Collection,
    loaded: &Loaded,
) -> anyhow::Result<BestNames> {
    match collection.generation().filter(|_| args.json) {
        Some(generation) => {
            let searcher = Searcher::open(&generation.index_dir())?;
            best_names(&searcher, loaded.annotations.people.iter())
        }
        None => Ok(BestNames::default()),
    }
}

/// The lines of a text that hold words, with how each is written.
fn passages(full: &str) -> Vec<(Span, bool)> {
    let mut passages: Vec<(Span, bool)> = Vec::new();
    text::analyze(full, |token| match passages.last_mut() {
        Some((last, _))
            if token.start <= last.end || !full[last.end..token.start].contains('\n') =>
        {
            last.end = last.end.max(token.end);
        }
        _ => passages.push((Span::new(token.start, token.end), token.marked_passage)),
    });
    passages
}

fn row(loaded: &Loaded, version: &VersionInfo) -> VersionRow {
    VersionRow {
        id: format!("{}@{}", loaded.document.id, version.number),
        received_at: version.received_at.clone(),
        batch: version.batch.clone(),
        file: version.location.file.to_string(),
        offset: version.location.offset,
        length: version.location.length,
        raw_sha256: data_encoding::HEXLOWER.encode(&version.raw_sha256),
    }
}

fn diff(
    collection: &Collection,
    loaded: &Loaded,
    context: &Context,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let Some(before) = loaded.version.checked_sub(1).filter(|number| *number > 0) else {
        say(format_args!(
            "{}@{} has no version before it",
            loaded.document.id, loaded.version
        ));
        return Ok(());
    };
    let id = loaded.document.id.to_string();
    if let Lookup::Found(old) = ingest::load(collection, &id, Some(before))? {
        let (old, new) = (lines_of(&old.document), lines_of(&loaded.document));
        if old == new {
            say(format_args!(
                "{id}@{before} and {id}@{} differ in bytes, not in what is read of them",
                loaded.version
            ));
        }
        write_diff(out, &old, &new, context.look)?;
    }
    Ok(())
}

/// What is compared of two versions: what stands about the text, then the text.
fn lines_of(document: &Document) -> String {
    let date = document.date.as_ref().map(|date| date.day.to_string());
    let authors = Some(document.authors.join("; ")).filter(|names| !names.is_empty());
    let about = [
        ("date", date),
        ("source", document.source.clone()),
        ("origin", document.origin.clone()),
        ("address", document.url.clone()),
        ("by", authors),
    ];
    let mut lines = String::new();
    for (name, value) in about {
        if let Some(value) = value {
            let _ = writeln!(lines, "{name}: {value}");
        }
    }
    lines + document.text.full()
}

fn evidence(collection: &Collection, loaded: &Loaded) -> anyhow::Result<EvidenceReport> {
    let version = loaded
        .versions
        .iter()
        .find(|version| version.number == loaded.version)
        .ok_or_else(|| UsageError::new(format!("no version {}", loaded.version)))?;
    let document = &loaded.document;
    let text = document.text.full();
    let stored = collection.stored_bytes(&version.location)?;
    let sha256 = |bytes: &[u8]| data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    Ok(EvidenceReport {
        version: row(loaded, version),
        raw_sha256_now: sha256(&loaded.raw.bytes),
        check: check_command(&version.location, &stored),
        stored_sha256: stored.sha256,
        raw_bytes: loaded.raw.bytes.len(),
        text_sha256: sha256(text.as_bytes()),
        text_bytes: text.len(),
        read_by: document.read_by.to_string(),
        date_origin: document
            .date
            .as_ref()
            .map(|date| format!("{} from {}", date.day, date.origin)),
        fetched_at: document.fetched_at.clone(),
        address: loaded.raw.address.clone(),
        decisions: loaded
            .withdrawn
            .iter()
            .chain(&loaded.corrections)
            .map(decision)
            .collect(),
    })
}

/// The command that repeats the digest of the bytes on disk without this program.
fn check_command(location: &RecordLocation, stored: &StoredBytes) -> String {
    let reader = if stored.unpacked { "zcat" } else { "cat" };
    format!(
        "{reader} '{}' | tail -c +{} | head -c {} | sha256sum",
        location.file.replace('\'', "'\\''"),
        location.offset + 1,
        location.length
    )
}

/// A decision as one line.
fn decision(entry: &LedgerEntry) -> String {
    let action = serde_json::to_string(&entry.action).unwrap_or_default();
    let who = entry.who.as_deref().unwrap_or("somebody");
    let why = entry.reason.as_deref().unwrap_or("without a reason");
    format!("{} {who}: {action} ({why})", entry.at)
}

/// Lists the documents that answer to one key, so that the right one can be named.
fn list_choices(key: &str, choices: &[Choice]) {
    say(format_args!(
        "{key} names {} documents; give the id:",
        choices.len()
    ));
    for choice in choices {
        say(format_args!(
            "  {}  {}  {}  {}",
            choice.id,
            choice.date.as_deref().unwrap_or("undated"),
            choice.source.as_deref().unwrap_or("-"),
            choice.title
        ));
    }
}
