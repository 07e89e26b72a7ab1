//! `person`: what the collection says under a name.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::error::UsageError;
use super::filters::{FilterArgs, FormatArgs};
use super::output::say;
use clap::Args;
use vankien::present::write_person;
use vankien::query::{Clause, ParseOptions, Query};

/// What the collection says under a name: forms, offices, the documents that attest them
///
/// A name is not a life: what documents print under it stands together, and several people may share it.
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien person \"Tô Lâm\"
  vankien person truong thi mai --from 2024
  vankien person \"To Lam\" --json")]
pub(super) struct PersonArgs {
    /// A name, with marks or without
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// At most so many documents for each office
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 5,
        help_heading = "Output"
    )]
    limit: usize,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &PersonArgs, context: &Context) -> anyhow::Result<Outcome> {
    let name = args.name.join(" ");
    let rest = args.filters.parse_text("", context)?;
    let asked = format!("person:\"{}\"", name.replace('"', " "));
    let asked = Query::parse(&asked, &ParseOptions::default())
        .map_err(|_| UsageError::new(format!("not the name of a person: {name}")))?;
    let query = Query {
        text: name.clone(),
        root: Clause::And(vec![asked.root, rest.root]),
    };
    let report = searcher(context)?.person(&name, &query, args.limit)?;
    if report.names.is_empty() {
        say(format_args!("no document names {name}"));
    }
    args.format.write(context, |out, format, look| {
        write_person(out, format, &name, &report, look)
    })?;
    Ok(Outcome::found(!report.names.is_empty()))
}
