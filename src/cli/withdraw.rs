//! `withdraw`: a decision for the ledger.

use super::Outcome;
use super::context::Context;
use super::ledger::{ReasonArgs, decide};
use clap::Args;
use vankien::ingest::Decision;

/// Leaves a document out of every answer; its bytes stay
#[derive(Debug, Args)]
pub(super) struct WithdrawArgs {
    /// Id, own id or address of the document
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    reason: ReasonArgs,
}

pub(super) fn run(args: &WithdrawArgs, context: &Context) -> anyhow::Result<Outcome> {
    decide(
        &[Decision::Withdraw(args.id.clone())],
        &args.reason,
        context,
    )
}
