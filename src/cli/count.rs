//! `count`: how many documents answer.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::filters::{FormatArgs, QueryArgs};
use super::output::with_stdout;
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
    with_stdout(context, |out| {
        let format = args.format.format();
        Ok(write_count(
            out,
            format,
            &query,
            total,
            families,
            context.look,
        )?)
    })?;
    Ok(Outcome::found(total > 0))
}
