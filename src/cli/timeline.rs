//! `timeline`: how the answering documents spread over time.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::filters::{FormatArgs, QueryArgs};
use clap::{Args, ValueEnum};
use vankien::present::write_timeline;
use vankien::query::{Clause, Filter, Presence, Query};
use vankien::search::TimelineUnit;

/// How the documents that answer spread over time
#[derive(Debug, Args)]
pub(super) struct TimelineArgs {
    /// The step
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: By,
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// The step of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Month,
    Year,
}

pub(super) fn run(args: &TimelineArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.query.parse(context)?;
    let searcher = searcher(context)?;
    let (unit, by) = match args.by {
        By::Month => (TimelineUnit::Month, "month"),
        By::Year => (TimelineUnit::Year, "year"),
    };
    let steps = searcher.timeline(&query, unit)?;
    let undated = searcher.count(&undated(&query))?;
    args.format.write(context, |out, format, look| {
        write_timeline(out, format, &query, by, &steps, undated, look)
    })?;
    Ok(Outcome::found(!steps.is_empty()))
}

/// The same query for documents without a date.
fn undated(query: &Query) -> Query {
    let dated = Clause::Filter(Filter::Has(Presence::Date));
    Query {
        text: query.text.clone(),
        root: Clause::And(vec![query.root.clone(), Clause::Not(Box::new(dated))]),
    }
}
