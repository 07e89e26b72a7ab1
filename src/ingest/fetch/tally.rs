//! What all runs of fetching left behind: gaps in coverage, and what the last run came to.

use super::history::{each_line, fetched, key_of, list_path};
use super::{Totals, TroubleKind};
use crate::corpus::{Collection, CorpusError};
use crate::document::DocId;
use crate::ingest::IngestError;
use std::collections::HashMap;
use std::fs::File;

/// Addresses for which there is no page, by host and reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The host.
    pub host: String,
    /// What kind of trouble.
    pub kind: TroubleKind,
    /// Why.
    pub reason: String,
    /// How many addresses.
    pub addresses: u64,
    /// One of them.
    pub example: String,
}

/// What all runs of fetching left behind.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Addresses for which there is no page, most frequent reason first.
    pub gaps: Vec<Gap>,
    /// The run that ended last.
    pub last_run: Option<EndedRun>,
}

/// A run that came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedRun {
    /// When, as in the WARC record: `2026-11-22T10:00:00Z`.
    pub ended: String,
    /// What it came to.
    pub totals: Totals,
}

/// Counts the addresses whose last word is trouble, by host, kind and reason, and finds the last run.
///
/// # Errors
/// If the lists cannot be read.
pub fn tally(collection: &Collection) -> Result<Tally, IngestError> {
    let mut last_run: Option<EndedRun> = None;
    let mut last: HashMap<DocId, Option<(TroubleKind, String, String)>> = HashMap::new();
    for mark in fetched(collection)? {
        let path = list_path(collection, &mark.name);
        let Ok(file) = File::open(&path) else {
            continue;
        };
        each_line(file, &mut |_, line| {
            if let Some(totals) = line.totals {
                let ended = line.date;
                if last_run.as_ref().is_none_or(|run| run.ended <= ended) {
                    last_run = Some(EndedRun { ended, totals });
                }
                return;
            }
            let Some(key) = key_of(&line.url) else { return };
            match line.said.trouble() {
                Some(kind) => {
                    let reason = line.reason.unwrap_or_default();
                    last.insert(key, Some((kind, line.url, reason)));
                }
                None => {
                    last.remove(&key);
                }
            }
        })
        .map_err(CorpusError::io("read", &path))?;
    }
    let gaps = counted(last.into_values().flatten());
    Ok(Tally { gaps, last_run })
}

fn counted(troubles: impl Iterator<Item = (TroubleKind, String, String)>) -> Vec<Gap> {
    let mut counted: HashMap<(String, TroubleKind, String), (u64, String)> = HashMap::new();
    for (kind, url, reason) in troubles {
        let host = url::Url::parse(&url).ok();
        let host = host.and_then(|url| url.host_str().map(str::to_owned));
        let one = counted.entry((host.unwrap_or_default(), kind, reason));
        let one = one.or_insert((0, url.clone()));
        one.0 += 1;
        if url < one.1 {
            one.1 = url;
        }
    }
    let mut gaps: Vec<Gap> = counted
        .into_iter()
        .map(|((host, kind, reason), (addresses, example))| Gap {
            host,
            kind,
            reason,
            addresses,
            example,
        })
        .collect();
    gaps.sort_by(|a, b| {
        let order = b.addresses.cmp(&a.addresses);
        order.then_with(|| (&a.host, a.kind, &a.reason).cmp(&(&b.host, b.kind, &b.reason)))
    });
    gaps
}
