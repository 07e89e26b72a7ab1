//! What a collection holds.

use super::json::versioned;
use super::listing::{Listing, write_listing};
use super::text::grouped;
use super::wrap::pad;
use super::{Format, Look, Palette, plain_line};
use serde::Serialize;
use std::io::{self, Write};

/// Numbers of a collection, as they are shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InfoReport {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its directory.
    pub root: String,
    /// Whether it is the bundled one.
    pub demo: bool,
    /// How the index stands to the corpus, in words.
    pub index: String,
    /// Imports and WARC files.
    pub batches: u64,
    /// Bytes of the corpus.
    pub corpus_bytes: u64,
    /// Bytes of everything derived.
    pub index_bytes: u64,
    /// Documents that answer queries.
    pub documents: u64,
    /// Documents with more than one version.
    pub with_versions: u64,
    /// Documents without a date.
    pub undated: u64,
    /// Documents withdrawn.
    pub withdrawn: u64,
    /// Records kept but not read.
    pub unread: u64,
    /// Versions of the index and of the program: of the bytes, then of the extraction.
    pub versions: VersionsReport,
    /// The records not read, by reason.
    pub gaps: Vec<GapReport>,
    /// Addresses that were asked for and not had, by host and reason.
    pub not_fetched: Vec<FetchGapReport>,
    /// What the last run of `fetch` came to.
    pub last_fetch: Option<LastFetchReport>,
    /// Documents by source and month.
    pub coverage: Vec<CoverageReport>,
    /// The fields that a query can name.
    pub fields: Vec<&'static str>,
}

/// What a run of fetching came to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LastFetchReport {
    /// When it ended.
    pub ended: String,
    /// Pages that were not held before.
    pub new: u64,
    /// Pages that had changed.
    pub changed: u64,
    /// Pages that had not.
    pub unchanged: u64,
    /// Pages found that were held and not asked for.
    pub held: u64,
    /// Pages that robots.txt does not permit.
    pub refused: u64,
    /// Addresses that failed or were blocked.
    pub failed: u64,
    /// Bytes received.
    pub bytes: u64,
}

/// Versions of an index beside those of the program.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct VersionsReport {
    /// Of the index's bytes.
    pub schema: u32,
    /// That the program writes.
    pub schema_of_program: u32,
    /// Of the extraction.
    pub extraction: u32,
    /// That the program runs.
    pub extraction_of_program: u32,
}

/// Records not read, for one reason.
#[derive(Debug, Clone, Serialize)]
pub struct GapReport {
    /// Why.
    pub reason: String,
    /// How many.
    pub records: u64,
}

/// Addresses of one host that were not had, for one reason.
#[derive(Debug, Clone, Serialize)]
pub struct FetchGapReport {
    /// The host.
    pub host: String,
    /// `refused` by robots, `blocked` by the site, or `failed`.
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// How many.
    pub addresses: u64,
    /// One of them.
    pub example: String,
}

/// Documents of one source in one month.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageReport {
    /// The source.
    pub source: Option<String>,
    /// The month.
    pub month: Option<String>,
    /// How many.
    pub documents: u64,
}

/// Writes what a collection holds; `all` shows every source and month.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_info(
    out: &mut dyn Write,
    format: Format,
    report: &InfoReport,
    all: bool,
    look: Look,
) -> io::Result<()> {
    write_listing(out, format, &Held { report, all }, look)
}

/// What a collection holds, with all sources and months or the first.
struct Held<'a> {
    report: &'a InfoReport,
    all: bool,
}

impl Listing for Held<'_> {
    const HEADER: &'static [&'static str] = &["source", "month", "documents"];

    fn object(&self) -> impl Serialize {
        versioned(self.report)
    }

    fn entries(&self) -> impl Iterator<Item = impl Serialize> {
        std::iter::once(self.object())
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.report.coverage.iter().map(|row| {
            vec![
                row.source.clone().unwrap_or_default(),
                row.month.clone().unwrap_or_default(),
                row.documents.to_string(),
            ]
        })
    }

    fn write_text(&self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        write_info_text(out, self.report, self.all, look)
    }
}

fn write_info_text(
    out: &mut dyn Write,
    report: &InfoReport,
    all: bool,
    look: Look,
) -> io::Result<()> {
    let palette = Palette::of(look);
    let label = palette.label;
    for (name, value) in info_rows(report) {
        writeln!(
            out,
            "{label}{}{label:#}{}",
            pad(name, 12),
            plain_line(&value)
        )?;
    }
    if !report.gaps.is_empty() {
        writeln!(out, "\n{label}kept but not read{label:#}")?;
        for gap in &report.gaps {
            writeln!(
                out,
                "{:>9}  {}",
                grouped_long(gap.records),
                plain_line(&gap.reason)
            )?;
        }
    }
    write_last_fetch(out, report, palette)?;
    write_not_fetched(out, report, all, palette)?;
    write_coverage(out, report, all, palette)
}

fn grouped_long(count: u64) -> String {
    grouped(usize::try_from(count).unwrap_or(usize::MAX))
}

fn info_rows(report: &InfoReport) -> [(&'static str, String); 12] {
    let number = grouped_long;
    let versions = report.versions;
    let demo = if report.demo { ", demonstration" } else { "" };
    [
        (
            "collection",
            format!("{} ({}{demo})", report.name, report.id),
        ),
        ("directory", report.root.clone()),
        ("index", report.index.clone()),
        (
            "versions",
            format!(
                "schema {} (program {}), extraction {} (program {})",
                versions.schema,
                versions.schema_of_program,
                versions.extraction,
                versions.extraction_of_program
            ),
        ),
        ("batches", number(report.batches)),
        (
            "size",
            format!(
                "{} corpus, {} index",
                megabytes(report.corpus_bytes),
                megabytes(report.index_bytes)
            ),
        ),
        ("documents", number(report.documents)),
        (
            "  versions",
            format!("{} with more than one", number(report.with_versions)),
        ),
        ("  undated", number(report.undated)),
        ("withdrawn", number(report.withdrawn)),
        ("unread", number(report.unread)),
        ("fields", report.fields.join(" ")),
    ]
}

fn write_last_fetch(out: &mut dyn Write, report: &InfoReport, palette: Palette) -> io::Result<()> {
    let Some(run) = &report.last_fetch else {
        return Ok(());
    };
    let label = palette.label;
    let number = grouped_long;
    writeln!(
        out,
        "\n{label}last fetch{label:#}  {}: {} new, {} changed, {} unchanged, {} held already, {} refused by robots, \
         {} failed; {} received",
        plain_line(&run.ended),
        number(run.new),
        number(run.changed),
        number(run.unchanged),
        number(run.held),
        number(run.refused),
        number(run.failed),
        megabytes(run.bytes),
    )
}

/// Most rows of addresses not had, unless all are asked for.
const NOT_FETCHED: usize = 20;

/// What the web did not give, so that silence is not taken for absence.
fn write_not_fetched(
    out: &mut dyn Write,
    report: &InfoReport,
    all: bool,
    palette: Palette,
) -> io::Result<()> {
    if report.not_fetched.is_empty() {
        return Ok(());
    }
    let (label, aside) = (palette.label, palette.aside);
    writeln!(out, "\n{label}not fetched{label:#}")?;
    let most = if all { usize::MAX } else { NOT_FETCHED };
    for gap in report.not_fetched.iter().take(most) {
        let (host, kind) = (plain_line(&gap.host), gap.kind);
        let reason = plain_line(&gap.reason);
        let example = plain_line(&gap.example);
        writeln!(
            out,
            "{:>9}  {host}  {kind}: {reason}  {aside}{example}{aside:#}",
            gap.addresses
        )?;
    }
    let left = report.not_fetched.len().saturating_sub(most);
    if left > 0 {
        writeln!(out, "{:>9}  more reasons: vankien info --all", left)?;
    }
    Ok(())
}

/// Documents by source, with the months they come from; every month where `all` are asked for.
fn write_coverage(
    out: &mut dyn Write,
    report: &InfoReport,
    all: bool,
    palette: Palette,
) -> io::Result<()> {
    if report.coverage.is_empty() {
        return Ok(());
    }
    let label = palette.label;
    writeln!(out, "\n{label}coverage{label:#}")?;
    let mut sources: Vec<(&str, Vec<&CoverageReport>)> = Vec::new();
    for row in &report.coverage {
        let source = row.source.as_deref().unwrap_or("no source");
        match sources.iter_mut().find(|(name, _)| *name == source) {
            Some((_, rows)) => rows.push(row),
            None => sources.push((source, vec![row])),
        }
    }
    sources.sort_by_key(|(_, rows)| {
        std::cmp::Reverse(rows.iter().map(|row| row.documents).sum::<u64>())
    });
    for (source, rows) in sources {
        let documents: u64 = rows.iter().map(|row| row.documents).sum();
        let mut months: Vec<&str> = rows.iter().filter_map(|row| row.month.as_deref()).collect();
        months.sort_unstable();
        let span = match (months.first(), months.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(only), _) => (*only).to_owned(),
            _ => "undated".to_owned(),
        };
        writeln!(out, "{documents:>9}  {}  {span}", plain_line(source))?;
        if all {
            for row in rows {
                let month = row.month.as_deref().unwrap_or("undated");
                writeln!(out, "{:>20}  {month}", row.documents)?;
            }
        }
    }
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let megabytes = bytes as f64 / 1e6;
    format!("{megabytes:.1} MB")
}
