//! What the commands that write decisions share.

use super::Outcome;
use super::collection::open;
use super::context::Context;
use super::output::say;
use super::progress::Progress;
use clap::Args;
use vankien::ingest::{self, DecideOptions, Decision};

/// Why and by whom a decision is made.
#[derive(Debug, Args)]
pub(super) struct ReasonArgs {
    /// Why; written to the ledger
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Who decides; by default the user of this computer
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
}

/// Writes decisions to the ledger and brings the index up to date with them.
pub(super) fn decide(
    decisions: &[Decision],
    reason: &ReasonArgs,
    context: &Context,
) -> anyhow::Result<Outcome> {
    let collection = open(context)?;
    let user = || {
        ["USER", "USERNAME"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok())
    };
    let options = DecideOptions {
        who: reason.who.clone().or_else(user),
        reason: reason.reason.clone(),
        now: context.now,
    };
    let mut progress = Progress::new(context);
    let decided = ingest::decide(&collection, decisions, &options, &mut |event| {
        progress.event(&event);
    });
    progress.finish();
    let report = decided?;
    say(format_args!(
        "written to the ledger at {}; {} documents answer now",
        options.now, report.documents
    ));
    Ok(Outcome::Done)
}
