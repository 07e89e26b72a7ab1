//! `figures`: what the answering documents measure provinces by, as a table.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::filters::{FormatArgs, QueryArgs};
use clap::{Args, ValueEnum};
use vankien::present::write_figures;
use vankien::query::{Clause, ParseOptions, Query};
use vankien::search::{FigureOptions, FigureSort};

/// The figures of localities in the documents that answer, as a table
///
/// One row for each locality, number and indicator that a sentence binds together. --locality and
/// figure: rule the rows as well as the documents. Values that contradict one another for one locality,
/// indicator and period stand side by side, marked.
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien figures --locality \"Quảng Ninh\"
  vankien figures --indicator grdp_growth --sort -value
  vankien figures kiểm tra giám sát --from 2024 --group-by period
  vankien figures --format csv > figures.csv")]
pub(super) struct FiguresArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Of an indicator: its id (grdp_growth), or its name for all its measures (GRDP)
    #[arg(long, value_name = "ID", help_heading = "Filters")]
    indicator: Vec<String>,
    /// locality, value (smallest first), -value, date (oldest first) or -date
    #[arg(long, value_name = "ORDER", default_value = "locality", value_parser = parse_sort, allow_hyphen_values = true, help_heading = "Output")]
    sort: FigureSort,
    /// Puts the figures of one period together
    #[arg(long, value_name = "FIELD", help_heading = "Output")]
    group_by: Option<GroupBy>,
    /// At most so many rows; all without it
    #[arg(short = 'n', long, value_name = "N", help_heading = "Output")]
    limit: Option<usize>,
    /// Skips so many rows
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    offset: usize,
    #[command(flatten)]
    format: FormatArgs,
}

/// What rows are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GroupBy {
    Period,
}

pub(super) fn run(args: &FiguresArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = with_indicators(args.query.parse(context)?, &args.indicator)?;
    let options = FigureOptions {
        sort: args.sort,
        by_period: args.group_by.is_some(),
        limit: args.limit.unwrap_or(usize::MAX),
        offset: args.offset,
    };
    let table = searcher(context)?.figures(&query, &options)?;
    args.format.write(context, |out, format, look| {
        write_figures(out, format, &query, &table, options.by_period, look)
    })?;
    Ok(Outcome::found(table.total > 0))
}

/// Adds the indicators to the query: any of them.
fn with_indicators(query: Query, indicators: &[String]) -> anyhow::Result<Query> {
    if indicators.is_empty() {
        return Ok(query);
    }
    let quoted: Vec<String> = indicators
        .iter()
        .map(|name| format!("\"{}\"", name.replace('"', " ")))
        .collect();
    let asked = Query::parse(
        &format!("figure:{}", quoted.join(",")),
        &ParseOptions::default(),
    )?;
    let clauses = match query.root {
        Clause::All => vec![asked.root],
        root => vec![root, asked.root],
    };
    Ok(Query {
        text: query.text,
        root: Clause::And(clauses),
    })
}

fn parse_sort(name: &str) -> Result<FigureSort, String> {
    Ok(match name {
        "locality" => FigureSort::Locality,
        "value" => FigureSort::Value,
        "-value" => FigureSort::ValueDescending,
        "date" => FigureSort::Date,
        "-date" => FigureSort::DateDescending,
        _ => return Err("the orders are locality, value, -value, date and -date".to_owned()),
    })
}
