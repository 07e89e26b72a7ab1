//! `verify`: corpus against index and digests.

use super::Outcome;
use super::collection::open;
use super::context::Context;
use super::filters::FormatArgs;
use super::progress::Progress;
use clap::Args;
use vankien::ingest::{self, Depth};
use vankien::present::{FindingReport, VerifyReport, write_verify};

/// Compares the corpus with the index and with every digest; changes nothing
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// Reads every document anew too and compares it with what the index shows
    #[arg(long)]
    deep: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: &VerifyArgs, context: &Context) -> anyhow::Result<Outcome> {
    let collection = open(context)?;
    let mut progress = Progress::new(context);
    let depth = if args.deep {
        Depth::Contents
    } else {
        Depth::Bytes
    };
    let checked = ingest::verify(&collection, depth, &mut |event| progress.event(&event));
    progress.finish();
    let checked = checked?;
    let report = VerifyReport {
        files: checked.files,
        records: checked.records,
        documents: checked.documents,
        findings: checked
            .findings
            .into_iter()
            .map(|finding| FindingReport {
                kind: finding.kind.name(),
                subject: finding.subject,
                detail: finding.detail,
                mend: finding.mend,
            })
            .collect(),
    };
    args.format.write(context, |out, format, look| {
        write_verify(out, format, &report, look)
    })?;
    Ok(if report.findings.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}
