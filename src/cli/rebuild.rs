//! `rebuild`: makes the index anew.

use super::Outcome;
use super::add::tell_index;
use super::collection::open;
use super::context::Context;
use super::progress::Progress;
use clap::Args;
use vankien::ingest;

/// Builds the index anew beside the old one, then swaps
#[derive(Debug, Args)]
pub(super) struct RebuildArgs {}

pub(super) fn run(_: &RebuildArgs, context: &Context) -> anyhow::Result<Outcome> {
    let collection = open(context)?;
    let mut progress = Progress::new(context);
    let report = ingest::rebuild(&collection, &mut |event| progress.event(&event));
    progress.finish();
    let whole = tell_index(&report?);
    Ok(if whole {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}
