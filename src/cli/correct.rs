//! `correct`: a field that was read wrong.

use super::Outcome;
use super::context::Context;
use super::error::UsageError;
use super::ledger::{ReasonArgs, decide};
use clap::Args;
use vankien::corpus::CorrectedField;
use vankien::ingest::Decision;

/// Corrects what was read of a document; an empty value takes a correction back
#[derive(Debug, Args)]
pub(super) struct CorrectArgs {
    /// Id, own id or address of the document
    #[arg(value_name = "ID")]
    id: String,
    /// The date, 2024-01-17
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The publishing site
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// What it was republished from
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
    /// The language: vi, en
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The kind of document
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The address
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    #[command(flatten)]
    reason: ReasonArgs,
}

pub(super) fn run(args: &CorrectArgs, context: &Context) -> anyhow::Result<Outcome> {
    let fields = [
        (CorrectedField::Date, &args.date),
        (CorrectedField::Title, &args.title),
        (CorrectedField::Source, &args.source),
        (CorrectedField::Origin, &args.origin),
        (CorrectedField::Lang, &args.lang),
        (CorrectedField::Kind, &args.kind),
        (CorrectedField::Url, &args.url),
    ];
    let corrections: Vec<Decision> = fields
        .into_iter()
        .filter_map(|(field, value)| {
            let value = value.clone()?;
            Some(Decision::Correct(args.id.clone(), field, value))
        })
        .collect();
    if corrections.is_empty() {
        let hint = "name a field: vankien correct ID --date 2024-01-17 --reason TEXT";
        return Err(UsageError::new("nothing to correct").hint(hint).into());
    }
    decide(&corrections, &args.reason, context)
}
