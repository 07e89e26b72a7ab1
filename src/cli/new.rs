//! `new`: makes a collection.

use super::Outcome;
use super::collection::create;
use super::context::Context;
use super::output::say;
use clap::Args;
use std::path::PathBuf;

/// Makes a collection in a directory that is missing or empty
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The directory
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn run(args: &NewArgs, context: &Context) -> anyhow::Result<Outcome> {
    create(&args.dir, context)?;
    say(format_args!("made the collection {}", args.dir.display()));
    Ok(Outcome::Done)
}
