//! Fetching from servers of the test's own on the loopback: polite, resumable, and not to be harmed.

mod hostile;
mod killed;
mod polite;
mod server;
mod versions;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use vankien::corpus::Collection;
use vankien::fetch::{Agent, NamedHost, Settings};
use vankien::ingest::{self, FetchOptions, FetchReport, Period, Target, TroubleKind};

/// A collection in a directory of its own.
struct Bench {
    _dir: tempfile::TempDir,
    collection: Collection,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        Self {
            _dir: dir,
            collection,
        }
    }

    fn root(&self) -> &Path {
        self.collection.root()
    }

    fn fetch(&self, options: &FetchOptions) -> FetchReport {
        ingest::fetch(&self.collection, options, &mut |_| {}).unwrap()
    }

    /// Every record whole, the index in step.
    fn assert_sound(&self) {
        let report =
            ingest::verify(&self.collection, ingest::Depth::Contents, &mut |_| {}).unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

/// Short limits, no pauses.
fn settings() -> Settings {
    let began = Instant::now();
    let start: jiff::Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    let clock = Arc::new(move || {
        let gone = jiff::SignedDuration::try_from(began.elapsed()).unwrap();
        start.checked_add(gone).unwrap()
    });
    let mut settings = Settings::new(Agent::new(Some("tester@example.org".to_owned())), clock);
    settings.delay = Duration::ZERO;
    settings.limits.body = 200_000;
    settings.limits.total = Duration::from_secs(2);
    settings.limits.idle = Duration::from_millis(700);
    settings.limits.redirects = 4;
    settings.patience.tries = 2;
    settings.patience.first = Duration::from_millis(20);
    settings.patience.longest = Duration::from_secs(3);
    settings.patience.troubles = 1000;
    settings
}

fn options(targets: Vec<Target>) -> FetchOptions {
    let mut settings = settings();
    settings.named = targets
        .iter()
        .filter_map(|target| match target {
            Target::Page(address) | Target::Feed(address) | Target::Sitemap(address) => {
                NamedHost::of(&url::Url::parse(address).ok()?)
            }
            Target::Site(_) | Target::List(_) => None,
        })
        .collect();
    FetchOptions {
        targets,
        period: Period::default(),
        limit: None,
        dry_run: false,
        again: false,
        settings,
        now: "2026-11-22T10:00:00Z".parse().unwrap(),
        today: "2026-11-22".parse().unwrap(),
        update_index: true,
    }
}

fn pages(addresses: &[String]) -> Vec<Target> {
    addresses.iter().cloned().map(Target::Page).collect()
}

/// The reason given for one address.
fn reason<'r>(report: &'r FetchReport, address: &str) -> Option<(TroubleKind, &'r str)> {
    let found = report.troubles.iter().find(|one| one.address == address);
    found.map(|trouble| (trouble.kind, trouble.reason.as_str()))
}
