//! Tells whether the index answers for the whole corpus.

use super::stamp::Stamp;
use super::update::{Plan, plan};
use super::{IngestError, families};
use crate::corpus::{Catalogue, Collection, Generation, Ledger};
use crate::index::{Index, IndexError, Versions};
use std::path::Path;

/// How the index stands to the corpus. Judged by names and sizes, so that it costs nothing per document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// It answers for everything.
    Current,
    /// There is none.
    Missing,
    /// It lacks something: what, in words.
    Behind(String),
    /// It was made by an older version: it answers, `rebuild` mends it.
    OtherVersion(String),
}

/// Tells how the index stands to the corpus.
///
/// What was found current is noted beside the index, with the names and sizes it was found for: while
/// they are the same, nothing but the index is read.
///
/// # Errors
/// If the collection cannot be listed, or the index is of a newer version.
pub fn freshness(collection: &Collection) -> Result<Freshness, IngestError> {
    let (generation, payload) = match commit_of(collection)? {
        Ok(commit) => commit,
        Err(freshness) => return Ok(freshness),
    };
    // Listed first: what comes in while the rest is judged must not pass for judged.
    let stamp = Stamp::of(collection, &payload)?;
    if stamp.stands_in(&generation) {
        return Ok(Freshness::Current);
    }
    let freshness = judge(collection, &generation, payload.parse().ok())?;
    // Files that were missing or half copied are looked at each time, until they are whole.
    let whole = Catalogue::open_read_only(&generation.catalogue_path())
        .and_then(|catalogue| catalogue.is_whole())
        .unwrap_or(false);
    if freshness == Freshness::Current && whole && collection.writer().is_none() {
        stamp.leave_in(&generation);
    }
    Ok(freshness)
}

/// As [`freshness`], without trust in any note and without leaving one.
pub(super) fn freshness_anew(collection: &Collection) -> Result<Freshness, IngestError> {
    match commit_of(collection)? {
        Ok((generation, payload)) => judge(collection, &generation, payload.parse().ok()),
        Err(freshness) => Ok(freshness),
    }
}

/// The build that answers and what its last commit says, if it is of this version.
fn commit_of(
    collection: &Collection,
) -> Result<Result<(Generation, String), Freshness>, IngestError> {
    let Some(generation) = collection.generation() else {
        return Ok(Err(Freshness::Missing));
    };
    let index = generation.index_dir();
    match Index::peek(&index) {
        Ok((versions, payload)) if versions.is_current() => Ok(Ok((generation, payload))),
        Ok((versions, _)) => Ok(Err(of_older(&index, versions))),
        Err(error @ IndexError::OtherSchema { .. }) => Err(error.into()),
        Err(_) => Ok(Err(Freshness::Missing)),
    }
}

/// How an index of other versions stands: it answers where it holds all that is asked of it.
fn of_older(index: &Path, versions: Versions) -> Freshness {
    let ours = Versions::CURRENT;
    let schema = format!(
        "schema {}, this program writes {}",
        versions.schema, ours.schema
    );
    if versions.schema == ours.schema {
        return Freshness::OtherVersion(format!(
            "made by extraction {}, this program runs {}",
            versions.extraction, ours.extraction
        ));
    }
    match Index::open(index) {
        Ok(_) => Freshness::OtherVersion(schema),
        Err(_) => Freshness::Behind(schema),
    }
}

fn judge(
    collection: &Collection,
    generation: &Generation,
    epoch: Option<u64>,
) -> Result<Freshness, IngestError> {
    let Ok(catalogue) = Catalogue::open_read_only(&generation.catalogue_path()) else {
        return Ok(Freshness::Behind("its catalogue cannot be read".to_owned()));
    };
    let mark = catalogue.mark()?;
    if epoch != Some(mark.epoch) {
        // While another process writes, the two differ for a moment.
        return Ok(match collection.writer() {
            Some(_) => Freshness::Current,
            None => Freshness::Behind("its last commit was broken off".to_owned()),
        });
    }
    let ledger = Ledger::read(collection)?;
    if mark.ledger != ledger.fingerprint() {
        let what = match ledger.ids_since(&mark.ledger) {
            Some(_) => "the ledger was added to",
            None => "the ledger was changed other than by adding to it",
        };
        return Ok(Freshness::Behind(what.to_owned()));
    }
    Ok(match plan(collection, &catalogue)? {
        Plan::Rebuild(reason) => Freshness::Behind(reason),
        Plan::Read(work) if work.is_empty() => {
            let note = mark.epoch.to_string();
            if families::are_current(generation, &note) || collection.writer().is_some() {
                Freshness::Current
            } else {
                Freshness::Behind("its families are not worked out yet".to_owned())
            }
        }
        Plan::Read(work) => {
            let first = &work[0].0.mark.name;
            Freshness::Behind(match work.len() {
                1 => format!("{first} is not in it yet"),
                more => format!("{first} and {} more are not in it yet", more - 1),
            })
        }
    })
}
