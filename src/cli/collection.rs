//! Which collection a command works on, and its index.

use super::context::Context;
use super::error::NoCollection;
use super::output::say;
use super::progress::Progress;
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};
use vankien::corpus::{Collection, CorpusError};
use vankien::ingest::{self, Freshness, IngestError};
use vankien::search::Searcher;

/// Opens the collection that was named, or the nearest.
pub(super) fn open(context: &Context) -> anyhow::Result<Collection> {
    Ok(Collection::open(&find(context)?)?)
}

/// Opens the collection, or makes it where its directory is missing or empty. Without a name and
/// without one near, it is the platform's data folder; the first time says so.
pub(super) fn open_or_create(context: &Context) -> anyhow::Result<Collection> {
    let root = match find(context) {
        Ok(root) => root,
        Err(_) => data_dir()?,
    };
    if !Collection::can_be_made_at(&root) {
        return Ok(Collection::open(&root)?);
    }
    let collection = create(&root, context)?;
    say(format_args!("made the collection {}", root.display()));
    Ok(collection)
}

/// Makes a collection, called as its directory.
pub(super) fn create(root: &Path, context: &Context) -> anyhow::Result<Collection> {
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let name = absolute
        .file_name()
        .map_or_else(|| "collection".into(), |name| name.to_string_lossy());
    let entropy = format!("{} {}", context.now, std::process::id());
    Ok(Collection::create(root, &name, &entropy)?)
}

fn find(context: &Context) -> anyhow::Result<PathBuf> {
    if let Some(named) = &context.corpus {
        return Ok(named.clone());
    }
    let here = std::env::current_dir()?;
    if let Some(near) = Collection::discover(&here) {
        return Ok(near);
    }
    let data = data_dir()?;
    if data.join("vankien.toml").is_file() {
        return Ok(data);
    }
    Err(NoCollection.into())
}

fn data_dir() -> anyhow::Result<PathBuf> {
    Ok(etcetera::choose_base_strategy()?.data_dir().join("vankien"))
}

/// An index that answers, brought up to date first where it is missing or behind.
pub(super) fn searcher(context: &Context) -> anyhow::Result<Searcher> {
    let collection = open(context)?;
    let collection = fresh(collection, context)?;
    let generation = collection.generation().ok_or(IngestError::NoIndex)?;
    Ok(Searcher::open(&generation.index_dir())?)
}

/// The collection with an index that answers for all of it, as far as that is possible now: another
/// writer or a disk that cannot be written to leaves the last commit to answer.
pub(super) fn fresh(collection: Collection, context: &Context) -> anyhow::Result<Collection> {
    match ingest::freshness(&collection)? {
        Freshness::Current => return Ok(collection),
        Freshness::OtherVersion(why) => {
            say(format_args!(
                "the index is of another version ({why}); mend it: vankien rebuild"
            ));
            return Ok(collection);
        }
        Freshness::Missing | Freshness::Behind(_) => {}
    }
    let error = match update(&collection, context) {
        Ok(()) => return Ok(collection),
        Err(error) => error,
    };
    let answers = collection.generation().is_some();
    match &error {
        IngestError::Corpus(CorpusError::Busy { .. }) if answers => Ok(collection),
        IngestError::Corpus(CorpusError::Io { source, .. }) if is_read_only(source) => {
            elsewhere(collection, context)
        }
        _ if answers => {
            say(format_args!(
                "the index could not be brought up to date: {error}"
            ));
            Ok(collection)
        }
        _ => Err(error.into()),
    }
}

fn update(collection: &Collection, context: &Context) -> Result<(), IngestError> {
    let mut progress = Progress::new(context);
    let report = ingest::update(collection, &mut |event| progress.event(&event))?;
    progress.finish();
    let damaged = report.failures.iter().filter(|failure| failure.damaged);
    for failure in damaged {
        say(format_args!(
            "cannot read {}: {}",
            failure.place, failure.reason
        ));
    }
    Ok(())
}

fn is_read_only(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// A collection that cannot be written to keeps its index in the platform's cache folder.
fn elsewhere(collection: Collection, context: &Context) -> anyhow::Result<Collection> {
    let cache = etcetera::choose_base_strategy()?
        .cache_dir()
        .join("vankien");
    let dir = cache.join(&collection.settings().id);
    let collection = collection.with_derived(dir);
    if ingest::freshness(&collection)? != Freshness::Current {
        update(&collection, context)?;
    }
    Ok(collection)
}
