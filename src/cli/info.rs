//! `info`: what a collection holds.

use super::Outcome;
use super::collection::open;
use super::context::Context;
use super::filters::FormatArgs;
use clap::Args;
use vankien::ingest::{self, Freshness, Info};
use vankien::present::{
    CoverageReport, FetchGapReport, GapReport, InfoReport, LastFetchReport, VersionsReport,
    write_info,
};
use vankien::query;

/// What the collection holds: documents, versions, gaps, coverage by source and month
#[derive(Debug, Args)]
pub(super) struct InfoArgs {
    #[command(flatten)]
    format: FormatArgs,
    /// Lists every month of every source
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &InfoArgs, context: &Context) -> anyhow::Result<Outcome> {
    let report = report(ingest::info(&open(context)?)?);
    args.format.write(context, |out, format, look| {
        write_info(out, format, &report, args.all, look)
    })?;
    Ok(Outcome::Done)
}

fn report(info: Info) -> InfoReport {
    InfoReport {
        name: info.name,
        id: info.id,
        root: info.root,
        demo: info.demo,
        index: match info.freshness {
            Freshness::Current => "up to date".to_owned(),
            Freshness::Missing => "none yet: vankien index".to_owned(),
            Freshness::Behind(what) => format!("behind ({what}): vankien index"),
            Freshness::OtherVersion(what) => {
                format!("of another version ({what}): vankien rebuild")
            }
        },
        batches: info.batches,
        corpus_bytes: info.corpus_bytes,
        index_bytes: info.index_bytes,
        documents: info.documents,
        with_versions: info.with_versions,
        undated: info.undated,
        withdrawn: info.withdrawn,
        unread: info.unread,
        versions: VersionsReport {
            schema: info.schema_version.0,
            schema_of_program: info.schema_version.1,
            extraction: info.extraction_version.0,
            extraction_of_program: info.extraction_version.1,
        },
        gaps: info
            .gaps
            .into_iter()
            .map(|gap| GapReport {
                reason: gap.reason,
                records: gap.records,
            })
            .collect(),
        not_fetched: info
            .fetch_gaps
            .into_iter()
            .map(|gap| FetchGapReport {
                host: gap.host,
                kind: gap.kind.name(),
                reason: gap.reason,
                addresses: gap.addresses,
                example: gap.example,
            })
            .collect(),
        last_fetch: info.last_fetch.map(|run| LastFetchReport {
            ended: run.ended,
            new: run.totals.new,
            changed: run.totals.changed,
            unchanged: run.totals.unchanged,
            held: run.totals.held,
            refused: run.totals.refused,
            failed: run.totals.failed,
            bytes: run.totals.bytes,
        }),
        coverage: info
            .coverage
            .into_iter()
            .map(|row| CoverageReport {
                source: row.source,
                month: row.month,
                documents: row.documents,
            })
            .collect(),
        fields: query::field_names(),
    }
}
