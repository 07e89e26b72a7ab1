//! `count`: how many documents answer.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::filters::{FormatArgs, QueryArgs};
use clap::Args;
use vankien::present::write_count;

/// How many documents answer a query
#[derive(Debug, Args)]
pub(super) struct CountArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Counts families of copies too
    #[arg(long)]
    families: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &CountArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.query.parse(context)?;
    let searcher = searcher(context)?;
    let total = searcher.count(&query)?;
    let families = if args.families {
        Some(searcher.count_families(&query)?)
    } else {
        None
    };
    args.format.write(context, |out, format, look| {
        write_count(out, format, &query, total, families, look)
    })?;
    Ok(Outcome::found(total > 0))
}
