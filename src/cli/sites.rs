//! `sites`: the rules by which pages of sites are found and read.

use super::Outcome;
use super::collection::open;
use super::context::Context;
use super::error::UsageError;
use super::output::{say, with_stdout};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};
use vankien::document::{Document, Media, RawRecord, RecordLocation};
use vankien::extract::{self, Extracted, Probe};
use vankien::present::plain_line;
use vankien::sites::{Registry, Site};

/// The rules for sites: lists them, or tries one on a saved page
#[derive(Debug, Args)]
pub(super) struct SitesArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists the sites that have a rule
    List,
    /// Shows, field by field, what a rule finds on a saved page
    #[command(before_help = "Examples:
  vankien sites check page.html --site baochinhphu.vn
  vankien sites check page.html --url https://nhandan.vn/some-post1.html")]
    Check(CheckArgs),
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// The saved page
    #[arg(value_name = "FILE")]
    page: PathBuf,
    /// The rule, by its name or host
    #[arg(long, value_name = "SITE", required_unless_present = "url")]
    site: Option<String>,
    /// The address that the page was saved from
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

pub(super) fn run(args: &SitesArgs, context: &Context) -> anyhow::Result<Outcome> {
    // Without a collection there are still the rules that the program brings along.
    let mut sites = Registry::bundled();
    if let Ok(collection) = open(context) {
        sites = sites.with_dir(&collection.sites_dir())?;
    }
    match &args.what {
        What::List => list(&sites, context),
        What::Check(args) => check(args, &sites, context),
    }
}

fn list(sites: &Registry, context: &Context) -> anyhow::Result<Outcome> {
    let mut sites: Vec<&Site> = sites.sites().collect();
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    let wide = sites.iter().map(|site| site.name.len()).max().unwrap_or(0);
    with_stdout(context, |out| {
        for site in &sites {
            let seen = if site.is_confirmed() {
                "confirmed"
            } else {
                "unconfirmed"
            };
            let begins = [
                (site.feeds.len(), "feeds"),
                (site.sitemaps.len() + site.dated_sitemaps.len(), "sitemaps"),
                (site.listings.len(), "listings"),
            ];
            let begins: Vec<String> = begins
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, what)| format!("{count} {what}"))
                .collect();
            let hosts = site.hosts.join(" ");
            let begins = begins.join(", ");
            writeln!(out, "{:wide$}\t{seen}\t{hosts}\t{begins}", site.name)?;
        }
        Ok(())
    })?;
    Ok(Outcome::found(!sites.is_empty()))
}

fn check(args: &CheckArgs, sites: &Registry, context: &Context) -> anyhow::Result<Outcome> {
    let bytes = read_page(&args.page)?;
    let name = match (&args.site, &args.url) {
        (Some(name), _) => name.clone(),
        (None, Some(url)) => host_of(url)?,
        (None, None) => String::new(),
    };
    let Some(site) = sites.by_name(&name).or_else(|| sites.for_host(&name)) else {
        return Err(UsageError::new(format!("no rule for {name}"))
            .hint("the sites that have one: vankien sites list")
            .into());
    };
    let probe = extract::probe(&bytes, None, site);
    let address = args.url.clone().or_else(|| {
        let host = site.hosts.first()?;
        Some(format!("https://{host}/"))
    });
    let read = extract::extract(&record(bytes, address), sites);
    with_stdout(context, |out| {
        write_probe(out, site, &probe)?;
        write_read(out, &read)
    })?;
    for selector in &probe.unreadable {
        say(format_args!("cannot read the selector {selector}"));
    }
    let found = |field: &str| {
        let mut of_field = probe.found.iter().filter(|found| found.field == field);
        of_field.any(|found| found.value.is_some())
    };
    Ok(if found("title") && found("body") {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

fn read_page(path: &Path) -> anyhow::Result<Vec<u8>> {
    let bytes = std::fs::read(path)
        .map_err(|error| UsageError::new(format!("cannot read {}: {error}", path.display())))?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let decoder = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    std::io::Read::read_to_end(&mut std::io::Read::take(decoder, 64 << 20), &mut unpacked)
        .map_err(|error| UsageError::new(format!("cannot unpack {}: {error}", path.display())))?;
    Ok(unpacked)
}

fn host_of(address: &str) -> anyhow::Result<String> {
    let url = url::Url::parse(address).ok();
    let host = url.and_then(|url| url.host_str().map(str::to_owned));
    host.ok_or_else(|| UsageError::new(format!("{address} is no web address")).into())
}

fn record(bytes: Vec<u8>, address: Option<String>) -> RawRecord {
    RawRecord {
        location: RecordLocation {
            file: "".into(),
            offset: 0,
            length: bytes.len() as u64,
        },
        media: Media::Html,
        bytes,
        address,
        fetched_at: None,
        charset: None,
        language: None,
        import_name: None,
        file_name: None,
    }
}

/// Each field with the selector that found it; a reading is one way the site has been laid out.
fn write_probe(out: &mut dyn Write, site: &Site, probe: &Probe) -> anyhow::Result<()> {
    writeln!(out, "rule {}", site.name)?;
    let mut reading = None;
    for found in &probe.found {
        if reading != Some(found.reading) {
            reading = Some(found.reading);
            let since = site
                .readings
                .get(found.reading)
                .and_then(|reading| reading.valid_from);
            let since = since.map_or(String::new(), |day| format!(", from {day}"));
            writeln!(out, "reading {}{since}", found.reading + 1)?;
        }
        let selector = found.selector.as_deref().unwrap_or("-");
        let value = found.value.as_deref().map_or_else(
            || "(nothing)".to_owned(),
            |value| shortened(&plain_line(value)),
        );
        writeln!(out, "  {:7}{selector}\t{value}", found.field)?;
    }
    Ok(())
}

/// What became of the page in the end: by which way it was read, and its fields.
fn write_read(out: &mut dyn Write, read: &Extracted) -> anyhow::Result<()> {
    match read {
        Extracted::NotArticle { reason } => {
            writeln!(out, "read as no article: {}", plain_line(reason))?;
        }
        Extracted::Document(document) => write_document(out, document)?,
    }
    Ok(())
}

fn write_document(out: &mut dyn Write, document: &Document) -> anyhow::Result<()> {
    writeln!(out, "read by {}", document.read_by)?;
    let date = document.date.as_ref();
    let rows = [
        ("title", document.text.title().to_owned()),
        ("lead", document.text.lead().to_owned()),
        ("body", document.text.body().to_owned()),
        (
            "date",
            date.map_or(String::new(), |date| date.day.to_string()),
        ),
        ("author", document.authors.join("; ")),
        ("origin", document.origin.clone().unwrap_or_default()),
        ("source", document.source.clone().unwrap_or_default()),
    ];
    for (field, value) in rows {
        writeln!(out, "  {field:7}{}", shortened(&plain_line(&value)))?;
    }
    for problem in &document.problems {
        writeln!(out, "  problem {}", plain_line(&problem.detail))?;
    }
    Ok(())
}

/// A value in one line, with its length where it is cut.
fn shortened(value: &str) -> String {
    const MOST: usize = 160;
    let count = value.chars().count();
    if count <= MOST {
        return value.to_owned();
    }
    let start: String = value.chars().take(MOST).collect();
    format!("{start}… ({count} characters)")
}
