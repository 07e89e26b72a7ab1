//! `locality`: what is known of the units of a name, and how often the collection names them.

use super::Outcome;
use super::collection::searcher;
use super::context::Context;
use super::error::UsageError;
use super::filters::FormatArgs;
use clap::Args;
use vankien::authority::localities;
use vankien::present::write_localities;

/// History of a province, city, district, commune or region, and how often it is named
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien locality \"Bắc Ninh\"
  vankien locality Tay Nguyen
  vankien locality \"huyện Quảng Ninh\" --json
  vankien locality \"xã Hà Thanh\"")]
pub(super) struct LocalityArgs {
    /// A name in any spelling, of any time, or the id of a unit
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    /// At most so many people and numbers that are named with it
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 10,
        help_heading = "Output"
    )]
    limit: usize,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &LocalityArgs, context: &Context) -> anyhow::Result<Outcome> {
    let name = args.name.join(" ");
    let reports = searcher(context)?.locality(&name, args.limit)?;
    if reports.is_empty() {
        let error = UsageError::new(format!("no locality is called {name}"));
        return Err(match localities().nearest(&name).first() {
            Some(near) => error.hint(format!("perhaps: {near}")),
            None => error,
        }
        .into());
    }
    args.format.write(context, |out, format, look| {
        write_localities(out, format, &reports, look)
    })?;
    Ok(Outcome::Done)
}
