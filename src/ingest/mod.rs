//! Drives the way of a record: corpus, extract, enrich, index; and what people do to a collection.
//!
//! Left out: how anything is shown. What comes in is a [`Collection`](crate::corpus::Collection) with
//! options that hold the time and all settings; what goes out are reports, and [`Event`]s while it runs.
//! Nothing is printed here.

mod add;
mod decide;
mod error;
mod event;
mod families;
mod fetch;
mod freshness;
mod info;
mod load;
mod prepare;
mod run;
mod stamp;
mod sums;
mod update;
mod verify;

pub use crate::corpus::{Format, Input, Skipped};
pub use add::{AddOptions, AddReport, add};
pub use decide::{DecideOptions, Decision, decide};
pub use error::IngestError;
pub use event::Event;
pub use fetch::{
    EndedRun, FetchEvent, FetchOptions, FetchReport, Gap as FetchGap, Period, Tally, Target,
    Totals, Trouble, TroubleKind, fetch, listed, tally,
};
pub use freshness::{Freshness, freshness};
pub use info::{Coverage, Gap, Info, info};
pub use load::{Choice, Loaded, Lookup, VersionInfo, load, load_all};
pub use update::{Failure, IndexReport, compact, rebuild, update};
pub use verify::{Depth, Finding, FindingKind, VerifyReport, verify};

#[cfg(test)]
mod tests;
