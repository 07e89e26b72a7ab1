//! `fetch`: gathers pages from the web.

mod settings;
mod watch;

use super::Outcome;
use super::add::tell_index;
use super::collection::{open, open_or_create};
use super::context::Context;
use super::error::UsageError;
use super::output::{say, with_stdout};
use clap::{ArgAction, Args};
use settings::settings;
use std::path::{Path, PathBuf};
use vankien::corpus::Collection;
use vankien::fetch::ResolveEntry;
use vankien::ingest::{self, FetchEvent, FetchOptions, FetchReport, Period, Target};
use vankien::query::{Clause, Filter, FilterFlags, ParseOptions, Query};
use watch::Watch;

/// Gathers pages from the web: single addresses, sites, feeds, sitemaps; politely, and going on where it
/// was broken off
#[derive(Debug, Args)]
#[command(before_help = "Examples:
  vankien fetch https://www.vietnam.vn/en/some-article
  vankien fetch vietnam.vn --since 2024-01-17 --until 2024-01-17
  vankien fetch --feed https://nhandan.vn/rss/home.rss --limit 50
  vankien fetch --list addresses.txt --delay 5
  vankien fetch nhandan.vn --since 3days --dry-run

Robots.txt files are always obeyed. Say who you are, once, in vankien.toml:
  [fetch]
  contact = \"you@example.org\"")]
pub(super) struct FetchArgs {
    /// Addresses of pages; sites by their host (vankien sites list)
    #[arg(value_name = "URL|SITE")]
    targets: Vec<String>,
    /// Reads an RSS or Atom feed and gathers what it announces; without a value, all URLs are feeds
    #[arg(long, value_name = "URL", num_args = 0..=1, action = ArgAction::Append)]
    feed: Option<Vec<String>>,
    /// Reads a sitemap or an index of sitemaps; without a value, all URLs are sitemaps
    #[arg(long, value_name = "URL", num_args = 0..=1, action = ArgAction::Append)]
    sitemap: Option<Vec<String>>,
    /// Reads addresses from a file, one a line; - reads stdin
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// Pages announced for this day or later: 2024-01-17, 2024-01, 3days
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Pages announced for this day or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Asks for at most so many pages
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Prints the addresses that would be asked for, and keeps nothing
    #[arg(long)]
    dry_run: bool,
    /// Asks again also for found pages that are held
    #[arg(long)]
    again: bool,
    /// Keeps the pages and leaves the index as it is
    #[arg(long)]
    no_index: bool,
    #[command(flatten)]
    way: WayArgs,
}

/// How servers are reached.
#[derive(Debug, Args)]
struct WayArgs {
    /// Seconds between two requests to one host; the host's own crawl delay goes before if it is longer
    #[arg(long, value_name = "SECONDS", help_heading = "Connections")]
    delay: Option<f64>,
    /// Reaches HOST:PORT at ADDRESS, as curl has it; may be given again
    #[arg(long, value_name = "HOST:PORT:ADDR", help_heading = "Connections")]
    resolve: Vec<ResolveEntry>,
    /// Trusts the certificates of a file in PEM too
    #[arg(long, value_name = "FILE", help_heading = "Connections")]
    cacert: Vec<PathBuf>,
    /// Goes through a proxy; else HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY count
    #[arg(long, value_name = "URL", help_heading = "Connections")]
    proxy: Option<String>,
    /// How a site's owner reaches you: a mail address or a page; else [fetch] contact in vankien.toml,
    /// else VANKIEN_CONTACT
    #[arg(long, value_name = "CONTACT", help_heading = "Connections")]
    contact: Option<String>,
}

pub(super) fn run(args: &FetchArgs, context: &Context) -> anyhow::Result<Outcome> {
    let given = targets(args)?;
    let (targets, held): (Vec<Target>, Vec<_>) = given
        .into_iter()
        .map(|given| (given.target, given.held))
        .unzip();
    let period = period(args, context)?;
    let collection = if args.dry_run {
        open(context)?
    } else {
        open_or_create(context)?
    };
    let settings = settings(&args.way, &collection, &targets, context)?;
    let options = FetchOptions {
        targets,
        period,
        limit: args.limit,
        dry_run: args.dry_run,
        again: args.again,
        settings,
        now: context.now,
        today: context.today(),
        update_index: !args.no_index,
    };
    let outcome = gather(&collection, &options, context);
    drop(held);
    outcome
}

fn gather(
    collection: &Collection,
    options: &FetchOptions,
    context: &Context,
) -> anyhow::Result<Outcome> {
    let mut watch = Watch::new(context);
    let mut report = FetchReport::default();
    with_stdout(context, |out| {
        let mut written = Ok(());
        let fetched = ingest::fetch(collection, options, &mut |event| {
            if let FetchEvent::Planned(address) = &event
                && written.is_ok()
            {
                written = writeln!(out, "{address}");
            }
            watch.event(event);
        });
        report = fetched?;
        Ok(written?)
    })?;
    watch.finish();
    tell(&report, options.dry_run);
    let whole = report.index.as_ref().is_none_or(tell_index);
    let totals = report.totals;
    let had = totals.new + totals.changed + totals.unchanged + totals.held;
    let troubles = totals.refused + totals.failed;
    Ok(if troubles > 0 || !whole {
        Outcome::Partly
    } else {
        Outcome::found(had > 0 || report.planned > 0)
    })
}

/// The closing summary.
fn tell(report: &FetchReport, dry_run: bool) {
    for trouble in &report.troubles {
        let (kind, address, reason) = (trouble.kind.name(), &trouble.address, &trouble.reason);
        say(format_args!("{kind} {address}: {reason}"));
    }
    let totals = report.totals;
    let shown = report.troubles.len() as u64;
    let all = totals.refused + totals.failed;
    if all > shown {
        say(format_args!("and {} more; see vankien info", all - shown));
    }
    if report.limited {
        say(
            "not everything was looked at: a feed, sitemap or listing held more than is taken from one",
        );
    }
    if dry_run {
        let planned = report.planned;
        say(format_args!(
            "{planned} to be asked for, {} held already, {} refused by robots, {} failed",
            totals.held, totals.refused, totals.failed
        ));
        return;
    }
    let mut held = String::new();
    if totals.held > 0 {
        held = format!(", {} held already", totals.held);
    }
    say(format_args!(
        "{} new, {} changed, {} unchanged{held}, {} refused by robots, {} failed; {} bytes received",
        totals.new, totals.changed, totals.unchanged, totals.refused, totals.failed, totals.bytes
    ));
}

/// A target, with the file that is there for its sake.
struct Given {
    target: Target,
    held: Option<tempfile::NamedTempFile>,
}

impl From<Target> for Given {
    fn from(target: Target) -> Self {
        Self { target, held: None }
    }
}

fn targets(args: &FetchArgs) -> anyhow::Result<Vec<Given>> {
    let named = |given: &Option<Vec<String>>| given.clone().unwrap_or_default();
    // `--feed` without a value speaks of the addresses that stand for themselves.
    let bare = |given: &Option<Vec<String>>| given.as_ref().is_some_and(Vec::is_empty);
    let all_feeds = bare(&args.feed);
    let all_sitemaps = bare(&args.sitemap);
    if all_feeds && all_sitemaps {
        return Err(
            UsageError::new("--feed and --sitemap both speak of all URLs")
                .hint("give one of them its URL: --feed URL")
                .into(),
        );
    }
    let mut targets: Vec<Given> = Vec::new();
    for argument in &args.targets {
        let target = match Target::read(argument) {
            Target::Page(address) if all_feeds => Target::Feed(address),
            Target::Page(address) if all_sitemaps => Target::Sitemap(address),
            target => target,
        };
        check(&target, argument)?;
        targets.push(target.into());
    }
    let feeds = named(&args.feed).into_iter().map(Target::Feed);
    let sitemaps = named(&args.sitemap).into_iter().map(Target::Sitemap);
    targets.extend(feeds.chain(sitemaps).map(Given::from));
    for path in &args.list {
        targets.push(list(path)?);
    }
    if targets.is_empty() && args.list.is_empty() {
        return Err(UsageError::new("nothing to fetch")
            .hint("name a page, a site, --feed, --sitemap or --list; sites: vankien sites list")
            .into());
    }
    Ok(targets)
}

/// A site without a dot is a typing error rather than a host.
fn check(target: &Target, argument: &str) -> anyhow::Result<()> {
    match target {
        Target::Site(name) if !name.contains('.') && !name.contains(':') => Err(UsageError::new(
            format!("{argument:?} is no address and no site"),
        )
        .hint("the sites that have a rule: vankien sites list")
        .into()),
        _ => Ok(()),
    }
}

/// A list of addresses. What comes through stdin is put into a file first: a list is gone through twice.
fn list(path: &Path) -> anyhow::Result<Given> {
    let cannot = |error| UsageError::new(format!("cannot read {}: {error}", path.display()));
    if path.as_os_str() == "-" {
        let mut held = tempfile::NamedTempFile::new()?;
        std::io::copy(&mut std::io::stdin().lock(), &mut held).map_err(cannot)?;
        return Ok(Given {
            target: Target::List(held.path().to_owned()),
            held: Some(held),
        });
    }
    for one in ingest::listed(path).map_err(cannot)? {
        one.map_err(cannot)?;
    }
    Ok(Given {
        target: Target::List(path.to_owned()),
        held: None,
    })
}

/// Days as they are written for `search --from` and `--to`.
fn period(args: &FetchArgs, context: &Context) -> anyhow::Result<Period> {
    let options = ParseOptions {
        today: Some(context.today()),
        ..ParseOptions::default()
    };
    let read = |flag: &str, since: Option<&String>, until: Option<&String>| {
        let flags = FilterFlags {
            from: since.cloned(),
            to: until.cloned(),
            ..FilterFlags::default()
        };
        let query = Query::parse("", &options).and_then(|all| all.filtered(&flags, &options));
        let query = query.map_err(|_| {
            let value = since.or(until).map_or("", String::as_str);
            UsageError::new(format!("cannot read --{flag} {value}"))
                .hint("dates are written 2024, 2024-01, 2024-01-17, 17/01/2024, 3days")
        })?;
        Ok::<_, UsageError>(range_of(&query.root))
    };
    let (since, _) = read("since", args.since.as_ref(), None)?;
    let (_, until) = read("until", None, args.until.as_ref())?;
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        return Err(UsageError::new("--until lies before --since").into());
    }
    Ok(Period { since, until })
}

fn range_of(clause: &Clause) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    match clause {
        Clause::Filter(Filter::Date(range)) => (range.from, range.to),
        Clause::And(clauses) => clauses
            .iter()
            .map(range_of)
            .find(|range| *range != (None, None))
            .unwrap_or_default(),
        _ => (None, None),
    }
}
