//! What can go wrong: with a session, and with one address.

use std::time::Duration;

/// A session that cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The threads could not be started.
    #[error("cannot start fetching: {0}")]
    Start(std::io::Error),
    /// The HTTP client could not be made.
    #[error("cannot make the HTTP client: {0}")]
    Client(String),
    /// A certificate cannot be read.
    #[error("cannot read a certificate: {0}")]
    Certificate(String),
    /// A proxy's address cannot be read.
    #[error("cannot use the proxy {address}: {reason}")]
    Proxy {
        /// The address as given.
        address: String,
        /// What is wrong.
        reason: String,
    },
    /// An entry of `--resolve` cannot be read.
    #[error("cannot read {entry:?}: it should be HOST:PORT:ADDRESS")]
    Resolve {
        /// The entry as given.
        entry: String,
    },
}

/// Why an address could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is no web address.
    #[error("it is no web address")]
    NoWebAddress,
    /// It leads to an address that is not public and that the user did not name.
    #[error("{0} is not a public address; it is asked only if you name it")]
    Private(String),
    /// The name is not known or the name server does not answer.
    #[error("the host cannot be found ({0})")]
    NoHost(String),
    /// No connection.
    #[error("cannot connect ({0})")]
    Connect(String),
    /// The certificate or the encryption is not in order.
    #[error("the connection is not secure ({0})")]
    Tls(String),
    /// The request took longer than allowed.
    #[error("no whole answer within {} s", .0.as_secs_f32())]
    Slow(Duration),
    /// The body is larger than allowed.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    /// The answer broke off or is no HTTP.
    #[error("the answer is broken ({0})")]
    Broken(String),
    /// Redirects without end.
    #[error("more than {0} redirects in a row")]
    Redirects(u8),
    /// A redirect to nowhere.
    #[error("it redirects to {0:?}, which is no web address")]
    BadRedirect(String),
    /// The host asked for a longer pause than a run waits.
    #[error("the host asks to come back in {} s", .0.as_secs())]
    ComeBack(Duration),
    /// The host was in trouble too often in a row.
    #[error("the host was left alone after {0} failures in a row")]
    LeftAlone(u32),
}

impl Failure {
    /// Whether the same request may succeed a little later.
    #[must_use]
    pub(super) const fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::NoHost(_) | Self::Connect(_) | Self::Slow(_) | Self::Broken(_)
        )
    }
}
