//! `same` and `not-same`: decisions on copies.

use super::Outcome;
use super::context::Context;
use super::ledger::{ReasonArgs, decide};
use clap::Args;
use vankien::ingest::Decision;

/// Says that two documents are copies of one
#[derive(Debug, Args)]
pub(super) struct SameArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// Says that two documents are no copies
#[derive(Debug, Args)]
pub(super) struct NotSameArgs {
    #[command(flatten)]
    pair: PairArgs,
}

/// Two documents.
#[derive(Debug, Args)]
struct PairArgs {
    /// Id, own id or address of one document
    #[arg(value_name = "ID")]
    one: String,
    /// Id, own id or address of the other
    #[arg(value_name = "ID")]
    other: String,
    #[command(flatten)]
    reason: ReasonArgs,
}

pub(super) fn run_same(args: &SameArgs, context: &Context) -> anyhow::Result<Outcome> {
    let PairArgs { one, other, reason } = &args.pair;
    decide(
        &[Decision::Same(one.clone(), other.clone())],
        reason,
        context,
    )
}

pub(super) fn run_not_same(args: &NotSameArgs, context: &Context) -> anyhow::Result<Outcome> {
    let PairArgs { one, other, reason } = &args.pair;
    decide(
        &[Decision::NotSame(one.clone(), other.clone())],
        reason,
        context,
    )
}
