//! `index`: brings the index up to date.

use super::Outcome;
use super::add::tell_index;
use super::collection::open;
use super::context::Context;
use super::progress::Progress;
use clap::Args;
use vankien::ingest;

/// Brings the index up to date with the collection
#[derive(Debug, Args)]
pub(super) struct IndexArgs {
    /// Also merges it into one piece
    #[arg(long)]
    compact: bool,
}

pub(super) fn run(args: &IndexArgs, context: &Context) -> anyhow::Result<Outcome> {
    let collection = open(context)?;
    let mut progress = Progress::new(context);
    let report = if args.compact {
        ingest::compact(&collection, &mut |event| progress.event(&event))
    } else {
        ingest::update(&collection, &mut |event| progress.event(&event))
    };
    progress.finish();
    let whole = tell_index(&report?);
    Ok(if whole {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}
