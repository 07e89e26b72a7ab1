//! `cites`: one official number as the collection cites it; what is cited and not held; all citations.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::error::UsageError;
use super::filters::{FilterArgs, FormatArgs};
use clap::Args;
use vankien::present::{write_cited, write_edges, write_not_held};
use vankien::query::{Clause, Filter, NumberFilter, ParseOptions, Query};

/// Who cites an official number; what is cited and not held
///
/// Tells for one number how it is printed, its title and date if they are known, whether the collection
/// holds it, who cites it, from when to when, by year, by body, and what is cited with it.
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien cites 96-QĐ/TW
  vankien cites 35-CT/TW@XIII --json
  vankien cites --not-held -n 20
  vankien cites --edges --format csv > citations.csv")]
pub(super) struct CitesArgs {
    /// An official number in any spelling, with its series behind @ or without
    #[arg(value_name = "NUMBER", required_unless_present_any = ["not_held", "edges"])]
    cited: Vec<String>,
    /// Lists the numbers that are cited and that no document of the collection bears
    #[arg(long, conflicts_with_all = ["cited", "edges"])]
    not_held: bool,
    /// Lists citations one by one: of the number, or all
    #[arg(long)]
    edges: bool,
    #[command(flatten)]
    filters: FilterArgs,
    /// At most so many entries of a list; 50 without it, all of --not-held and --edges
    #[arg(short = 'n', long, value_name = "N", help_heading = "Output")]
    limit: Option<usize>,
    #[command(flatten)]
    format: FormatArgs,
}

/// Entries of a list about one number.
const SHORT_LIST: usize = 50;

pub(super) fn run(args: &CitesArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.filters.parse_text("", context)?;
    let number = match args.cited.as_slice() {
        [] => None,
        words => Some(read(&words.join(" "))?),
    };
    let searcher = searcher(context)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    if args.not_held {
        let missing = searcher.not_held(&query, limit)?;
        args.format.write(context, |out, format, look| {
            write_not_held(out, format, &missing, look)
        })?;
        return Ok(Outcome::found(!missing.is_empty()));
    }
    if args.edges {
        let citations = searcher.citations(&query, number.as_ref(), limit)?;
        args.format.write(context, |out, format, _| {
            write_edges(out, format, &citations)
        })?;
        return Ok(Outcome::found(!citations.edges.is_empty()));
    }
    let Some(number) = number else {
        return Err(UsageError::new("which number?").into());
    };
    let cited = searcher.cited(&number, &query, args.limit.unwrap_or(SHORT_LIST))?;
    args.format.write(context, |out, format, look| {
        write_cited(out, format, &cited, look)
    })?;
    Ok(Outcome::found(cited.total > 0 || !cited.held.is_empty()))
}

/// Reads a number as `cites:` does in a query.
fn read(surface: &str) -> anyhow::Result<NumberFilter> {
    let quoted = surface.replace('"', " ");
    let query = Query::parse(&format!("cites:\"{quoted}\""), &ParseOptions::default())?;
    match query.root {
        Clause::Filter(Filter::Cites(number)) => Ok(number),
        _ => Err(UsageError::new(format!("not one official number: {surface}")).into()),
    }
}
