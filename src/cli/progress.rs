//! Progress on stderr: a bar on a terminal, a plain line now and then otherwise.

use super::context::Context;
use super::output::say;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};
use vankien::ingest::Event;

/// How often a plain line is written.
const EVERY: Duration = Duration::from_secs(10);

/// Shows the events of a run.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    last_line: Instant,
    documents: u64,
}

impl Progress {
    pub(super) fn new(context: &Context) -> Self {
        Self::watched(context.watched)
    }

    /// With a bar if a person watches.
    pub(super) fn watched(watched: bool) -> Self {
        Self {
            bar: watched.then(|| {
                let bar = ProgressBar::new(0);
                let style = ProgressStyle::with_template(
                    "{msg:.cyan} {wide_bar} {bytes}/{total_bytes} {eta}",
                );
                // The template is fixed; a bar of another look would do no harm.
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                bar
            }),
            last_line: Instant::now(),
            documents: 0,
        }
    }

    pub(super) fn event(&mut self, event: &Event) {
        match event {
            Event::Found { files, bytes } => self.begin(&format!("{files} files"), *bytes),
            Event::Copied { bytes } | Event::Checked { bytes, .. } => self.advance(*bytes),
            Event::Skipped { path, reason } => self.line(&format!("left out {path}: {reason}")),
            Event::AlreadyHeld { import } => self.line(&format!("already there as {import}")),
            Event::ReadingStarts { bytes } => self.begin("reading", *bytes),
            Event::Progress { documents, bytes } => self.read(*documents, *bytes),
            Event::Rebuilding { reason } => self.line(&format!("building the index: {reason}")),
            Event::Warned(what) => self.line(&format!("warning: {what}")),
            Event::Recovered(what) => self.line(&format!("put right: {what}")),
            Event::Imported { .. }
            | Event::Unread { .. }
            | Event::Committed { .. }
            | Event::Swapped => {}
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }

    fn begin(&mut self, what: &str, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.reset();
            bar.set_length(bytes);
            bar.set_message(what.to_owned());
        }
    }

    fn advance(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
    }

    fn read(&mut self, documents: u64, bytes: u64) {
        self.documents = documents;
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            bar.set_message(format!("{documents} documents"));
        } else if self.last_line.elapsed() >= EVERY {
            self.last_line = Instant::now();
            say(format_args!("{documents} documents read"));
        }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }
}
