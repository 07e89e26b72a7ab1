//! `restore`: a decision for the ledger.

use super::Outcome;
use super::context::Context;
use super::ledger::{ReasonArgs, decide};
use clap::Args;
use vankien::ingest::Decision;

/// Takes a withdrawal back
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// Id, own id or address of the document
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    reason: ReasonArgs,
}

pub(super) fn run(args: &RestoreArgs, context: &Context) -> anyhow::Result<Outcome> {
    decide(&[Decision::Restore(args.id.clone())], &args.reason, context)
}
