//! Errors as the user meets them: kind, hint, exit code.

use super::output::say;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;
use vankien::corpus::CorpusError;
use vankien::index::IndexError;
use vankien::ingest::IngestError;
use vankien::query::QueryError;
use vankien::search::SearchError;

/// Wrong use that clap cannot know of.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct UsageError {
    message: String,
    hint: Option<String>,
}

impl UsageError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// No collection anywhere.
#[derive(Debug, thiserror::Error)]
#[error("there is no collection here")]
pub(super) struct NoCollection;

/// The exit codes of failures.
const WRONG_USE: u8 = 2;
const PARTLY: u8 = 3;
const NO_COLLECTION: u8 = 4;
const BUSY: u8 = 5;

/// Reports wrong use of the command line, or prints the help that was asked for.
pub(super) fn exit_for_usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() {
        let unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
        if unknown && error.to_string().contains("'-") && !error.to_string().contains("'--") {
            say("\nA query that begins with - needs -- before it: vankien search -- -word");
        }
        ExitCode::from(WRONG_USE)
    } else {
        ExitCode::SUCCESS
    }
}

/// What broke off in the middle was told already; files of an index that a disk changed are the likeliest
/// reason, since the engine trusts them.
pub(super) fn exit_for_panic() -> ExitCode {
    say("vankien: this broke off in the middle; the index may be damaged");
    say("  see what is wrong: vankien verify; mend it: vankien rebuild");
    ExitCode::from(NO_COLLECTION)
}

/// Reports an error and gives its exit code.
pub(super) fn exit_for(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    if let Some(query) = error.downcast_ref::<QueryError>() {
        say(caret(query));
        return ExitCode::from(WRONG_USE);
    }
    say(format_args!("vankien: {}", chain(error)));
    let (code, hint) = judge(error);
    if let Some(hint) = hint {
        say(format_args!("  {hint}"));
    }
    ExitCode::from(code)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// The error with its causes, each said once.
fn chain(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause);
        }
    }
    text
}

/// The exit code of an error and what mends it.
fn judge(error: &anyhow::Error) -> (u8, Option<String>) {
    for cause in error.chain() {
        if let Some(usage) = cause.downcast_ref::<UsageError>() {
            return (WRONG_USE, usage.hint.clone());
        }
        if cause.is::<NoCollection>() {
            return (NO_COLLECTION, Some(make_one()));
        }
        if let Some(error) = cause.downcast_ref::<CorpusError>() {
            return judge_corpus(error);
        }
        if let Some(error) = cause.downcast_ref::<IngestError>() {
            return judge_ingest(error);
        }
        if let Some(error) = cause.downcast_ref::<SearchError>() {
            let SearchError::Index(error) = error;
            return judge_index(error);
        }
        if let Some(error) = cause.downcast_ref::<IndexError>() {
            return judge_index(error);
        }
    }
    (PARTLY, None)
}

fn make_one() -> String {
    "make one: vankien new DIR, or vankien --corpus DIR add PATH".to_owned()
}

fn judge_corpus(error: &CorpusError) -> (u8, Option<String>) {
    match error {
        CorpusError::NoCollection(_) => (NO_COLLECTION, Some(make_one())),
        CorpusError::Demo(_) => (
            WRONG_USE,
            Some("name a collection of your own: vankien --corpus DIR add PATH".to_owned()),
        ),
        CorpusError::NotEmpty(_) => (WRONG_USE, None),
        CorpusError::NothingToAdd(_) => (PARTLY, None),
        CorpusError::Busy { .. } => (
            BUSY,
            Some("wait until it has finished, then try again".to_owned()),
        ),
        CorpusError::NewerFormat { .. } => (NO_COLLECTION, Some("use a newer vankien".to_owned())),
        CorpusError::Catalogue { .. } | CorpusError::Record { .. } => (
            NO_COLLECTION,
            Some("see what is wrong: vankien verify; mend it: vankien rebuild".to_owned()),
        ),
        CorpusError::Io { source, .. } if is_full(source) => (
            PARTLY,
            Some(
                "free some space, then do it again; what was there before still answers".to_owned(),
            ),
        ),
        _ => (NO_COLLECTION, None),
    }
}

/// The disk, the quota or the file takes no more.
fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), FileTooLarge | QuotaExceeded | StorageFull)
}

fn judge_ingest(error: &IngestError) -> (u8, Option<String>) {
    match error {
        IngestError::Corpus(error) => judge_corpus(error),
        IngestError::BadCorrection { .. } | IngestError::OneDocument(_) | IngestError::Fetch(_) => {
            (WRONG_USE, None)
        }
        IngestError::NoDocument(_) => (1, None),
        IngestError::Ambiguous { .. } => (WRONG_USE, None),
        IngestError::NoIndex => (NO_COLLECTION, Some("make it: vankien index".to_owned())),
        IngestError::Index(_) => (NO_COLLECTION, Some("mend it: vankien rebuild".to_owned())),
        _ => (NO_COLLECTION, None),
    }
}

fn judge_index(error: &IndexError) -> (u8, Option<String>) {
    let hint = match error {
        IndexError::Missing(_) => "make it: vankien index",
        _ => "mend it: vankien rebuild",
    };
    (NO_COLLECTION, Some(hint.to_owned()))
}

/// The query with a caret under the place, and what may have been meant.
fn caret(error: &QueryError) -> String {
    let (before, after) = context_of(error);
    let place = error.span.of(&error.text);
    let place = place.lines().next().unwrap_or_default();
    let mut text = format!("vankien: {error}\n  {before}{place}{after}\n  ");
    text.push_str(&" ".repeat(before.width()));
    text.push_str(&"^".repeat(place.width().max(1)));
    if let Some(suggestion) = &error.suggestion {
        let _ = write!(text, "\n  perhaps: {suggestion}");
    }
    text
}

/// What stands before and after the place, cut where the query is long.
fn context_of(error: &QueryError) -> (String, String) {
    const MOST: usize = 40;
    let before = &error.text[..error.span.start];
    let start = before
        .char_indices()
        .rev()
        .nth(MOST)
        .map_or(0, |(at, _)| at);
    let cut = if start > 0 { "…" } else { "" };
    let before = format!("{cut}{}", &before[start..]).replace(['\n', '\t'], " ");
    let after = &error.text[error.span.end..];
    let end = after
        .char_indices()
        .nth(MOST)
        .map_or(after.len(), |(at, _)| at);
    let cut = if end < after.len() { "…" } else { "" };
    let after = format!("{}{cut}", &after[..end]).replace(['\n', '\t'], " ");
    (before, after)
}
