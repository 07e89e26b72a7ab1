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
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &CountArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.query.parse(context)?;
    let total = searcher(context)?.count(&query)?;
    with_stdout(context, |out| {
        let format = args.format.format();
        Ok(write_count(out, format, &query, total, None, context.look)?)
    })?;
    Ok(Outcome::found(total > 0))
}
