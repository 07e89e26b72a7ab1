//! Gathers from the web: discover, fetch, WARC, index.
//!
//! What is asked, and what came of it, is written to the collection's WARC files before anything else
//! happens with it; [`History`] is what they say, kept beside the index so that they need not be read
//! through each time. A run that was broken off goes on where it stopped; a page that is asked again
//! becomes a version, or a revisit where nothing changed.

mod backlog;
mod drive;
mod event;
mod history;
mod line;
mod store;
mod taking;
mod tally;
mod target;
mod verdict;

pub use crate::discover::Period;
pub use event::{FetchEvent, Totals, Trouble, TroubleKind};
pub use tally::{EndedRun, Gap, Tally, tally};
pub use target::{Target, listed};

pub(super) use history::cover;

use super::update::{recover, update_locked};
use super::{Event, IndexReport, IngestError};
use crate::corpus::Collection;
use crate::fetch::{Session, Settings};
use crate::sites::Registry;
use drive::Drive;
use jiff::Timestamp;
use jiff::civil::Date;

/// What is gathered, and how.
#[derive(Clone)]
pub struct FetchOptions {
    /// Pages, sites, feeds, sitemaps, lists of them.
    pub targets: Vec<Target>,
    /// The days of which pages are wanted, where a site, feed or sitemap says of which day they are.
    pub period: Period,
    /// Most pages that are asked.
    pub limit: Option<usize>,
    /// Only tells which pages would be asked; the collection stays as it is.
    pub dry_run: bool,
    /// Asks also for what was found and is held already; named pages are always asked.
    pub again: bool,
    /// How to ask.
    pub settings: Settings,
    /// The time at the beginning.
    pub now: Timestamp,
    /// The day in Vietnam.
    pub today: Date,
    /// Whether the index is brought up to date too.
    pub update_index: bool,
}

/// What a run of fetching did.
#[derive(Debug, Clone, Default)]
pub struct FetchReport {
    /// What it came to, in numbers.
    pub totals: Totals,
    /// Refusals, failures and blocks: up to a thousand, counted always.
    pub troubles: Vec<Trouble>,
    /// Pages that would be asked, of a dry run; the events name them.
    pub planned: u64,
    /// Whether a limit of discovery cut something short.
    pub limited: bool,
    /// Whether it went on with a run that was broken off.
    pub resumed: bool,
    /// What the index made of it.
    pub index: Option<IndexReport>,
}

/// Gathers pages into the collection, then brings the index up to date.
///
/// A page counts from the moment its records stand in the WARC file; the file is made durable every
/// few seconds and at the end.
///
/// # Errors
/// If the collection takes nothing in, another process writes, or the disk is full. What happens to one
/// page is in the report.
pub fn fetch(
    collection: &Collection,
    options: &FetchOptions,
    on_event: &mut dyn FnMut(FetchEvent),
) -> Result<FetchReport, IngestError> {
    collection.accepts()?;
    let lock = collection.lock()?;
    recover(collection, &lock, &mut |event| {
        on_event(FetchEvent::Index(event));
    })?;
    let sites = Registry::bundled().with_dir(&collection.sites_dir())?;
    let session = Session::start(options.settings.clone())?;
    let mut drive = Drive::new(collection, &lock, &sites, session, options)?;
    drive.run(on_event)?;
    let mut report = drive.finish()?;
    if options.update_index && !options.dry_run {
        let index = update_locked(collection, &lock, &mut |event: Event| {
            on_event(FetchEvent::Index(event));
        })?;
        report.index = Some(index.after(report.index.take()));
    }
    Ok(report)
}
