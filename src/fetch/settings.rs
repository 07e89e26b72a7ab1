//! Everything that a session is told from outside.

use super::ResolveEntry;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Tells the time; the library reads no clock of its own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Who asks: the name that robots.txt files know and a way to reach the person behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The product token, which robots.txt files name.
    pub token: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// An address or a page by which a site's owner reaches the person who fetches.
    pub contact: Option<String>,
}

impl Agent {
    /// This program, fetching for the person reached by `contact`.
    #[must_use]
    pub fn new(contact: Option<String>) -> Self {
        Self {
            token: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            contact,
        }
    }

    /// The value of the `User-Agent` field: printable ASCII.
    #[must_use]
    pub fn header(&self) -> String {
        let contact = self.contact.as_deref().unwrap_or_default();
        let printable: String = contact
            .chars()
            .filter(|c| c.is_ascii() && !c.is_ascii_control() && !"()\\".contains(*c))
            .collect();
        let contact = match printable.trim() {
            "" => "archive of public documents; no contact was set".to_owned(),
            page if page.starts_with("http") => format!("+{page}"),
            other => other.to_owned(),
        };
        format!("{}/{} ({contact})", self.token, self.version)
    }

    /// The mail address of the `From` field, if the contact is one.
    #[must_use]
    pub fn mail(&self) -> Option<&str> {
        let contact = self.contact.as_deref()?.trim();
        let contact = contact.strip_prefix("mailto:").unwrap_or(contact);
        let plain = contact.bytes().all(|b| b.is_ascii_graphic());
        (plain && contact.contains('@') && !contact.contains("://")).then_some(contact)
    }
}

/// What one request may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one body, as received.
    pub body: usize,
    /// Longest time of one request from connecting to the last byte: slow trickles end here too.
    pub total: Duration,
    /// Longest silence within an answer.
    pub idle: Duration,
    /// Longest time until a connection stands.
    pub connect: Duration,
    /// Most redirects in a row.
    pub redirects: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 32 << 20,
            total: Duration::from_secs(120),
            idle: Duration::from_secs(30),
            connect: Duration::from_secs(20),
            redirects: 8,
        }
    }
}

/// How often and how long is waited where a host is in trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often one address is tried in all.
    pub tries: u32,
    /// The first pause; each further one is twice as long, give or take a half.
    pub first: Duration,
    /// The longest pause within a run. A host that asks for a longer one is left alone for this run.
    pub longest: Duration,
    /// After so many addresses in a row that could not be had, a host is left alone for this run.
    pub troubles: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 3,
            first: Duration::from_secs(4),
            longest: Duration::from_secs(300),
            troubles: 10,
        }
    }
}

/// The proxies to go through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For `http` addresses.
    pub http: Option<String>,
    /// For `https` addresses.
    pub https: Option<String>,
    /// Hosts that are asked directly, in the form of the environment variable `NO_PROXY`.
    pub except: Option<String>,
}

/// A host and port that the user named, so that it may lie in a private network.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedHost {
    /// The host as [`Url`] writes it, without a final dot.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl NamedHost {
    /// The host and port of an address.
    #[must_use]
    pub fn of(url: &Url) -> Option<Self> {
        Some(Self {
            host: url.host_str()?.trim_end_matches('.').to_owned(),
            port: url.port_or_known_default()?,
        })
    }
}

/// What a session is started with.
#[derive(Clone)]
pub struct Settings {
    /// Who asks.
    pub agent: Agent,
    /// Least pause between two requests to one host; a longer crawl delay of the host's goes before.
    pub delay: Duration,
    /// Most requests at a time, of all hosts together; one host is asked one thing at a time.
    pub at_once: usize,
    /// What one request may cost.
    pub limits: Limits,
    /// How long is waited where a host is in trouble.
    pub patience: Patience,
    /// Hosts that are reached at given addresses.
    pub resolve: Vec<ResolveEntry>,
    /// Certificates of further authorities, each file in PEM.
    pub authorities: Vec<Vec<u8>>,
    /// Proxies.
    pub proxies: Proxies,
    /// Hosts that the user named.
    pub named: Vec<NamedHost>,
    /// The time.
    pub clock: Clock,
}

impl Settings {
    /// The defaults: two seconds between requests to a host, 16 requests at a time.
    #[must_use]
    pub fn new(agent: Agent, clock: Clock) -> Self {
        Self {
            agent,
            delay: Duration::from_secs(2),
            at_once: 16,
            limits: Limits::default(),
            patience: Patience::default(),
            resolve: Vec::new(),
            authorities: Vec::new(),
            proxies: Proxies::default(),
            named: Vec::new(),
            clock,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(contact: Option<&str>, header: &str, mail: Option<&str>) {
        let agent = Agent {
            version: "1",
            ..Agent::new(contact.map(str::to_owned))
        };
        assert_eq!(agent.header(), header);
        assert_eq!(agent.mail(), mail);
    }

    #[test]
    fn the_agent_names_itself_and_a_contact() {
        check(
            Some("https://x.vn/bot"),
            "vankien/1 (+https://x.vn/bot)",
            None,
        );
        check(Some("a@x.vn"), "vankien/1 (a@x.vn)", Some("a@x.vn"));
        check(Some("Nguyễn\r\nX: 1 (a)"), "vankien/1 (NguynX: 1 a)", None);
        let none = "vankien/1 (archive of public documents; no contact was set)";
        check(None, none, None);
        check(Some("đ"), none, None);
    }
}
