//! Names to addresses: those that the user gave, else what the system says, without private ones.

use super::FetchError;
use super::guard::is_public;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

/// A host and port that are reached at given addresses, as curl's `--resolve` has it:
/// `HOST:PORT:ADDRESS[,ADDRESS]...`; the host `*` stands for every host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveEntry {
    host: String,
    port: u16,
    addresses: Vec<IpAddr>,
}

impl ResolveEntry {
    /// Whether it speaks of a host, in the form of [`url::Url`], and port.
    pub(super) fn is_for(&self, host: &str, port: u16) -> bool {
        self.port == port && self.is_for_host(host)
    }

    fn is_for_host(&self, host: &str) -> bool {
        self.host == "*" || self.host == host.trim_end_matches('.')
    }

    /// The port.
    pub(super) const fn port(&self) -> u16 {
        self.port
    }
}

impl FromStr for ResolveEntry {
    type Err = FetchError;

    fn from_str(entry: &str) -> Result<Self, FetchError> {
        let wrong = || FetchError::Resolve {
            entry: entry.to_owned(),
        };
        // curl marks entries that may grow old with a plus; none does here.
        let rest = entry.strip_prefix('+').unwrap_or(entry);
        let (host, rest) = match rest.strip_prefix('[') {
            Some(inside) => {
                let (host, rest) = inside.split_once("]:").ok_or_else(wrong)?;
                (format!("[{host}]"), rest)
            }
            None => {
                let (host, rest) = rest.split_once(':').ok_or_else(wrong)?;
                (host.to_owned(), rest)
            }
        };
        let (port, addresses) = rest.split_once(':').ok_or_else(wrong)?;
        let host = match host.as_str() {
            "*" => host,
            _ => url::Host::parse(&host)
                .map_err(|_| wrong())?
                .to_string()
                .trim_end_matches('.')
                .to_owned(),
        };
        let addresses: Option<Vec<IpAddr>> = addresses
            .split(',')
            .map(|address| {
                let address = address.trim();
                let plain = address.strip_prefix('[').and_then(|a| a.strip_suffix(']'));
                plain.unwrap_or(address).parse().ok()
            })
            .collect();
        Ok(Self {
            host,
            port: port.parse().map_err(|_| wrong())?,
            addresses: addresses
                .filter(|list| !list.is_empty())
                .ok_or_else(wrong)?,
        })
    }
}

/// A name that leads to addresses that are not public only.
#[derive(Debug, thiserror::Error)]
#[error("{name} ({address})")]
pub(super) struct PrivateName {
    name: String,
    address: IpAddr,
}

/// Resolves the names of one client.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolver {
    /// What the user gave, for the port of this client.
    pub(super) pinned: Vec<ResolveEntry>,
    /// Names that may lead anywhere: `localhost` if the user named it, and the proxies' hosts.
    pub(super) free: Arc<HashSet<String>>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().trim_end_matches('.').to_ascii_lowercase();
        let pinned = self.pinned.iter().find(|entry| entry.is_for_host(&name));
        if let Some(entry) = pinned {
            let found = sockets(entry.addresses.clone());
            return Box::pin(std::future::ready(Ok(found)));
        }
        let free = self.free.contains(&name);
        Box::pin(async move {
            let found: Vec<IpAddr> = tokio::net::lookup_host((name.as_str(), 0))
                .await?
                .map(|socket| socket.ip())
                .collect();
            let first = found.first().copied();
            let usable: Vec<IpAddr> = found
                .into_iter()
                .filter(|address| free || is_public(*address))
                .collect();
            match first {
                Some(address) if usable.is_empty() => {
                    Err(Box::new(PrivateName { name, address }) as _)
                }
                _ => Ok(sockets(usable)),
            }
        })
    }
}

/// Port 0 stands for the port of the request's address.
fn sockets(addresses: Vec<IpAddr>) -> Addrs {
    Box::new(
        addresses
            .into_iter()
            .map(|address| SocketAddr::new(address, 0)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entry: &str, host: &str, port: u16, expected: Option<&[&str]>) {
        let read: Result<ResolveEntry, _> = entry.parse();
        let found = read.ok().filter(|entry| entry.is_for(host, port));
        let found = found.map(|entry| {
            let addresses = entry.addresses.iter().map(ToString::to_string);
            addresses.collect::<Vec<_>>()
        });
        let expected = expected.map(|list| list.iter().map(ToString::to_string).collect());
        assert_eq!(found, expected, "{entry}");
    }

    #[test]
    fn entries_are_read_as_curl_has_them() {
        check("x.vn:443:127.0.0.1", "x.vn", 443, Some(&["127.0.0.1"]));
        check("X.VN:443:127.0.0.1", "x.vn.", 443, Some(&["127.0.0.1"]));
        check("x.vn:443:127.0.0.1", "x.vn", 80, None);
        check("*:80:[::1],10.0.0.1", "y", 80, Some(&["::1", "10.0.0.1"]));
        check("+x.vn:80:::1", "x.vn", 80, Some(&["::1"]));
        check("x.vn:80", "x.vn", 80, None);
        check("x.vn:80:y.vn", "x.vn", 80, None);
        check("x.vn:99999:127.0.0.1", "x.vn", 80, None);
    }
}
