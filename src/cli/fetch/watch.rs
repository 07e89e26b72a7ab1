//! Progress of fetching on stderr: per host on a terminal, a plain line every ten seconds otherwise.

use crate::cli::context::Context;
use crate::cli::output::say;
use crate::cli::progress::Progress;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use vankien::ingest::{Event, FetchEvent};

/// How often a plain line is written.
const EVERY: Duration = Duration::from_secs(10);

/// Most hosts that are named at a time.
const SHOWN: usize = 3;

/// Pages of one host, or of all.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    found: u64,
    done: u64,
    troubles: u64,
}

/// Shows how a run goes on.
pub(super) struct Watch {
    bar: Option<ProgressBar>,
    index: Option<Progress>,
    watched: bool,
    began: Instant,
    last: Instant,
    hosts: HashMap<String, Count>,
    all: Count,
    bytes: u64,
    make: Box<dyn Fn() -> Progress>,
}

impl Watch {
    pub(super) fn new(context: &Context) -> Self {
        let watched = context.watched;
        let bar = watched.then(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{pos}/{len} {wide_bar} {eta} {msg:.cyan}");
            // The template is fixed; a bar of another look would do no harm.
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self {
            bar,
            index: None,
            watched,
            began: Instant::now(),
            last: Instant::now(),
            hosts: HashMap::new(),
            all: Count::default(),
            bytes: 0,
            make: Box::new(move || Progress::watched(watched)),
        }
    }

    pub(super) fn event(&mut self, event: FetchEvent) {
        match event {
            FetchEvent::Resumed => self.line("going on where the last run was broken off"),
            FetchEvent::Found { host, pages } => {
                self.all.found += pages;
                self.hosts.entry(host).or_default().found += pages;
            }
            FetchEvent::Had { host, bytes } => {
                self.all.done += 1;
                self.bytes += bytes;
                self.hosts.entry(host).or_default().done += 1;
            }
            FetchEvent::Trouble(trouble) => {
                self.all.troubles += 1;
                let url = url::Url::parse(&trouble.address).ok();
                let host = url.as_ref().and_then(|url| {
                    let host = url.host_str()?;
                    Some(
                        url.port()
                            .map_or(host.to_owned(), |port| format!("{host}:{port}")),
                    )
                });
                // A feed or sitemap in trouble was not counted among the pages.
                let count = self.hosts.entry(host.unwrap_or_default()).or_default();
                count.done = (count.done + 1).min(count.found);
                count.troubles += 1;
                self.all.done = (self.all.done + 1).min(self.all.found);
            }
            FetchEvent::Planned(_) => self.all.done += 1,
            FetchEvent::Tick => {}
            FetchEvent::Index(event) => {
                let done = matches!(event, Event::Committed { .. });
                if let Some(bar) = &self.bar {
                    bar.set_draw_target(ProgressDrawTarget::hidden());
                }
                let make = &self.make;
                self.index.get_or_insert_with(make).event(&event);
                if done {
                    // In a long run fetching goes on after it.
                    self.index.take().into_iter().for_each(Progress::finish);
                    if let Some(bar) = &self.bar {
                        bar.set_draw_target(ProgressDrawTarget::stderr());
                    }
                }
                return;
            }
        }
        self.show();
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        if let Some(index) = self.index {
            index.finish();
        }
    }

    fn show(&mut self) {
        if let Some(bar) = &self.bar {
            if self.last.elapsed() < Duration::from_millis(100) {
                return;
            }
            bar.set_length(self.all.found);
            bar.set_position(self.all.done.min(self.all.found));
            bar.set_message(format!("{:.1}/s {}", self.rate(), self.hosts_line()));
        } else if !self.watched && self.last.elapsed() >= EVERY {
            say(format_args!(
                "{} of {} pages, {} in trouble, {} bytes, {:.1} pages a second, {}; {}",
                self.all.done,
                self.all.found,
                self.all.troubles,
                self.bytes,
                self.rate(),
                self.left(),
                self.hosts_line()
            ));
        } else {
            return;
        }
        self.last = Instant::now();
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate is shown with one digit")]
    fn rate(&self) -> f64 {
        self.all.done as f64 / self.began.elapsed().as_secs_f64().max(0.001)
    }

    /// How long what is known of will take at the rate so far; before the first page nobody knows.
    #[expect(clippy::cast_precision_loss, reason = "a guess needs few digits")]
    fn left(&self) -> String {
        let pages = self.all.found.saturating_sub(self.all.done) as f64;
        match Duration::try_from_secs_f64(pages / self.rate()) {
            Ok(left) => format!("{} left", HumanDuration(left)),
            Err(_) => "time left unknown".to_owned(),
        }
    }

    /// The hosts with the most left to do.
    fn hosts_line(&self) -> String {
        let mut hosts: Vec<(&String, &Count)> = self.hosts.iter().collect();
        hosts.sort_by_key(|(host, count)| {
            (
                std::cmp::Reverse(count.found - count.done.min(count.found)),
                *host,
            )
        });
        let shown = hosts.iter().take(SHOWN).map(|(host, count)| {
            let trouble = match count.troubles {
                0 => String::new(),
                troubles => format!(" ({troubles} in trouble)"),
            };
            format!("{host} {}/{}{trouble}", count.done, count.found)
        });
        let mut line = shown.collect::<Vec<_>>().join(", ");
        if hosts.len() > SHOWN {
            line.push_str(&format!(", {} more hosts", hosts.len() - SHOWN));
        }
        line
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }
}
