//! One request and its answer, as they are kept.

use jiff::Timestamp;
use std::net::IpAddr;

/// What a server may be told of an earlier answer, so that it need not send it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` of the earlier answer.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What a request was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What was asked for.
    Answer,
    /// A redirect on the way to it.
    Redirect,
    /// The host's robots.txt.
    Robots,
}

/// A request and its answer. Heads are as the HTTP client reports them: names in lower case, transfer
/// encodings removed; bodies as received, with their content encodings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the request was for.
    pub role: Role,
    /// The address that was asked.
    pub address: String,
    /// When the request was sent.
    pub date: Timestamp,
    /// The server's address, if no proxy stood between.
    pub ip: Option<IpAddr>,
    /// `http/1.1`, `h2` and the like.
    pub protocol: &'static str,
    /// Head of the request, with the empty line.
    pub request: Vec<u8>,
    /// The status code.
    pub status: u16,
    /// Head of the answer, with the empty line.
    pub head: Vec<u8>,
    /// Body of the answer.
    pub body: Vec<u8>,
    /// Fields of the head that are asked for again.
    pub validators: Validators,
    /// Where it redirects to, absolute.
    pub location: Option<String>,
}
