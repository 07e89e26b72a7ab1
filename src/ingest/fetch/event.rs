//! What a run of fetching tells while it goes on.

use crate::ingest::Event;
use serde::{Deserialize, Serialize};

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchEvent {
    /// The run goes on with one that was broken off.
    Resumed,
    /// More pages are known now.
    Found {
        /// Their host.
        host: String,
        /// How many are new in the queue.
        pages: u64,
    },
    /// A page was had: new, changed or unchanged.
    Had {
        /// Its host.
        host: String,
        /// Bytes received.
        bytes: u64,
    },
    /// A page is in trouble.
    Trouble(Trouble),
    /// A page would be asked (dry run).
    Planned(String),
    /// Some time has gone by.
    Tick,
    /// The index is brought up to date.
    Index(Event),
}

/// What kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TroubleKind {
    /// robots.txt does not permit it.
    Refused,
    /// The site turns the program away: 403, 429, a challenge, a stub.
    Blocked,
    /// It could not be had.
    Failed,
}

impl TroubleKind {
    /// The name in output and in the WARC files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Blocked => "blocked",
            Self::Failed => "failed",
        }
    }

    /// The kind of that name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        [Self::Refused, Self::Blocked, Self::Failed]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// An address that was not had, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The address.
    pub address: String,
    /// What kind.
    pub kind: TroubleKind,
    /// Why.
    pub reason: String,
}

/// What a run came to, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Pages that were not held before.
    pub new: u64,
    /// Pages that came with other content than before.
    pub changed: u64,
    /// Pages that are as they were.
    pub unchanged: u64,
    /// Pages that were found and are held already, so that they were not asked for.
    pub held: u64,
    /// Pages that robots.txt does not permit.
    pub refused: u64,
    /// Addresses that failed or were blocked.
    pub failed: u64,
    /// Bytes received.
    pub bytes: u64,
}

impl Totals {
    const NAMES: [&'static str; 7] = [
        "new",
        "changed",
        "unchanged",
        "held",
        "refused-by-robots",
        "failed",
        "bytes",
    ];

    /// As they stand in a metadata record, a line each.
    pub(super) fn written(&self) -> String {
        let values = [
            self.new,
            self.changed,
            self.unchanged,
            self.held,
            self.refused,
            self.failed,
            self.bytes,
        ];
        let lines = Self::NAMES.iter().zip(values);
        lines
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect()
    }

    /// Reads them by name; nothing if one is missing.
    pub(super) fn read(value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let mut values = [0; 7];
        for (place, name) in values.iter_mut().zip(Self::NAMES) {
            *place = value(name)?.parse().ok()?;
        }
        let [new, changed, unchanged, held, refused, failed, bytes] = values;
        Some(Self {
            new,
            changed,
            unchanged,
            held,
            refused,
            failed,
            bytes,
        })
    }
}
