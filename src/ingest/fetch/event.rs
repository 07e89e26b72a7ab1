//! What a run of fetching tells while it goes on.

use crate::ingest::Event;

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
