//! What is known of one host while a session lasts: its rules, when it may be asked next, its troubles.

use super::robots::Rules;
use super::settings::NamedHost;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;
use url::Url;

/// A robots.txt is read anew after a day (RFC 9309, 2.4).
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);

/// Scheme, host and port: what a robots.txt speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct HostKey {
    scheme: String,
    host: NamedHost,
}

impl HostKey {
    pub(super) fn of(url: &Url) -> Option<Self> {
        Some(Self {
            scheme: url.scheme().to_owned(),
            host: NamedHost::of(url)?,
        })
    }
}

/// When a host may be asked next. Holding it is having the turn: a host is asked one thing at a time.
#[derive(Debug)]
pub(super) struct Turn {
    not_before: Instant,
}

impl Turn {
    /// Lets the next request wait at least so long from now.
    pub(super) fn wait(&mut self, pause: Duration) {
        let until = Instant::now().checked_add(pause);
        // A pause beyond the clock's end is as good as a century.
        let until = until.unwrap_or_else(|| Instant::now() + Duration::from_secs(3_153_600_000));
        self.not_before = self.not_before.max(until);
    }

    /// How long the next request has to wait.
    pub(super) fn left(&self) -> Duration {
        self.not_before.saturating_duration_since(Instant::now())
    }

    /// Waits until the time has come.
    pub(super) async fn come(&self) {
        tokio::time::sleep_until(self.not_before).await;
    }
}

#[derive(Debug)]
pub(super) struct HostState {
    turn: Mutex<Turn>,
    rules: Mutex<Option<(Instant, Rules)>>,
    troubles: AtomicU32,
}

impl HostState {
    pub(super) fn new() -> Self {
        Self {
            turn: Mutex::new(Turn {
                not_before: Instant::now(),
            }),
            rules: Mutex::new(None),
            troubles: AtomicU32::new(0),
        }
    }

    pub(super) async fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().await
    }

    /// The rules, to be read where there are none or where they have grown old.
    pub(super) async fn rules(&self) -> MutexGuard<'_, Option<(Instant, Rules)>> {
        let mut rules = self.rules.lock().await;
        if rules
            .as_ref()
            .is_some_and(|(read, _)| read.elapsed() > ROBOTS_HOLD)
        {
            *rules = None;
        }
        rules
    }

    /// Troubles in a row.
    pub(super) fn troubles(&self) -> u32 {
        self.troubles.load(Ordering::Relaxed)
    }

    pub(super) fn trouble(&self) {
        self.troubles.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn no_trouble(&self) {
        self.troubles.store(0, Ordering::Relaxed);
    }
}
