//! `facets`: how the answering documents spread over the values of a field.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::filters::{FormatArgs, QueryArgs};
use super::output::say;
use clap::{Args, ValueEnum};
use vankien::present::write_facets;
use vankien::search::FacetField;

/// How the documents that answer spread over the values of a field
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien facets --by locality kiểm tra giám sát
  vankien facets --by person --from 2024
  vankien facets --by cites --locality \"Quảng Ninh\"
  vankien facets --by source --format csv")]
pub(super) struct FacetsArgs {
    /// The field
    #[arg(long, value_name = "FIELD")]
    by: By,
    #[command(flatten)]
    query: QueryArgs,
    /// At most so many values
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 20,
        help_heading = "Output"
    )]
    limit: usize,
    #[command(flatten)]
    format: FormatArgs,
}

/// A field to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Locality,
    Person,
    Org,
    Cites,
    Issuer,
    Source,
    Lang,
    Kind,
    Year,
}

impl By {
    const fn field(self) -> FacetField {
        match self {
            Self::Locality => FacetField::Locality,
            Self::Person => FacetField::Person,
            Self::Org => FacetField::Org,
            Self::Cites => FacetField::Cites,
            Self::Issuer => FacetField::Issuer,
            Self::Source => FacetField::Source,
            Self::Lang => FacetField::Lang,
            Self::Kind => FacetField::Kind,
            Self::Year => FacetField::Year,
        }
    }
}

pub(super) fn run(args: &FacetsArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = args.query.parse(context)?;
    // One more than shown tells whether there are more.
    let asked = args.limit.saturating_add(1);
    let mut facets = searcher(context)?.facets(&query, args.by.field(), asked)?;
    let more = facets.len() > args.limit;
    facets.truncate(args.limit);
    let by = args.by.to_possible_value();
    let by = by.as_ref().map_or("", |value| value.get_name());
    args.format.write(context, |out, format, look| {
        write_facets(out, format, &query, by, &facets, look)
    })?;
    if more {
        say(format_args!(
            "the {} most frequent values; there are more: -n",
            args.limit
        ));
    }
    Ok(Outcome::found(!facets.is_empty() || more))
}
