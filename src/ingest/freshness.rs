//! Tells whether the index answers for the whole corpus.

use super::IngestError;
use super::update::{Plan, plan};
use crate::corpus::{Catalogue, Collection, Ledger};
use crate::index::{Index, IndexError, Versions};

/// How the index stands to the corpus. Judged by names and sizes, so that it costs nothing per document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// It answers for everything.
    Current,
    /// There is none.
    Missing,
    /// It lacks something: what, in words.
    Behind(String),
    /// It was made by another version: it answers, `rebuild` mends it.
    OtherVersion(String),
}

/// Tells how the index stands to the corpus.
///
/// # Errors
/// If the collection cannot be listed.
pub fn freshness(collection: &Collection) -> Result<Freshness, IngestError> {
    let Some(generation) = collection.generation() else {
        return Ok(Freshness::Missing);
    };
    let epoch = match Index::peek(&generation.index_dir()) {
        Ok((versions, payload)) if versions.is_current() => payload.parse().ok(),
        Ok((versions, _)) => {
            return Ok(Freshness::OtherVersion(format!(
                "made by extraction {}, this program runs {}",
                versions.extraction,
                Versions::CURRENT.extraction
            )));
        }
        Err(IndexError::OtherSchema { found, needed, .. }) => {
            let what = format!("schema {found}, this program reads {needed}");
            return Ok(Freshness::Behind(what));
        }
        Err(_) => return Ok(Freshness::Missing),
    };
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
    if mark.ledger != Ledger::read(collection)?.fingerprint() {
        return Ok(Freshness::Behind("the ledger was added to".to_owned()));
    }
    Ok(match plan(collection, &catalogue)? {
        Plan::Rebuild(reason) => Freshness::Behind(reason),
        Plan::Read(work) if work.is_empty() => Freshness::Current,
        Plan::Read(work) => {
            let first = &work[0].0.mark.name;
            Freshness::Behind(match work.len() {
                1 => format!("{first} is not in it yet"),
                more => format!("{first} and {} more are not in it yet", more - 1),
            })
        }
    })
}
