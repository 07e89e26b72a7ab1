//! Keeps requests away from addresses that are not public: a page on the web must not be able to make
//! this program ask the reader's own router, printer or cloud metadata service.

use super::{Failure, NamedHost, ResolveEntry};
use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Tells whether an address belongs to the public Internet, by the registries of special purpose
/// addresses (RFC 6890 and its successors). IPv6 forms that carry an IPv4 address are judged by it.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Mapped, and translated by NAT64.
        [0, 0, 0, 0, 0, 0xffff, high, low] => v4(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        // 6to4.
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo, benchmarking, documentation and the rest of the protocol assignments.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        // Global unicast is all that is public.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// What may be asked besides public addresses.
#[derive(Debug, Clone, Default)]
pub(super) struct Guard {
    named: HashSet<NamedHost>,
    pinned: Vec<ResolveEntry>,
}

impl Guard {
    pub(super) fn new(named: &[NamedHost], pinned: &[ResolveEntry]) -> Self {
        Self {
            named: named.iter().cloned().collect(),
            pinned: pinned.to_vec(),
        }
    }

    /// Refuses addresses whose host alone tells that they are not public. Names are judged when they
    /// are resolved, by [`super::resolve::Resolver`].
    pub(super) fn check(&self, url: &Url) -> Result<(), Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::NoWebAddress);
        }
        let host = url.host().ok_or(Failure::NoWebAddress)?;
        let public = match &host {
            // `Url` has brought every spelling of a number (0x7f.1, 017700000001, 127.1) into one form.
            Host::Ipv4(address) => is_public_v4(*address),
            Host::Ipv6(address) => is_public_v6(*address),
            Host::Domain(name) => !is_local_name(name),
        };
        if public || self.is_named(url) {
            return Ok(());
        }
        Err(Failure::Private(host.to_string()))
    }

    /// Names that the user named and that stand for this computer.
    pub(super) fn local_names(&self) -> HashSet<String> {
        let names = self.named.iter().map(|named| &named.host);
        names.filter(|name| is_local_name(name)).cloned().collect()
    }

    fn is_named(&self, url: &Url) -> bool {
        let Some(host) = NamedHost::of(url) else {
            return false;
        };
        let pinned = self
            .pinned
            .iter()
            .any(|entry| entry.is_for(&host.host, host.port));
        pinned || self.named.contains(&host)
    }
}

/// `localhost` and names below it (RFC 6761).
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost")
        || name
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, named: &[&str], allowed: bool) {
        let named: Vec<NamedHost> = named
            .iter()
            .map(|url| NamedHost::of(&Url::parse(url).unwrap()).unwrap())
            .collect();
        let found = Guard::new(&named, &[]).check(&Url::parse(address).unwrap());
        assert_eq!(found.is_ok(), allowed, "{address}: {found:?}");
    }

    #[test]
    fn private_addresses_are_refused_in_every_spelling() {
        for host in [
            "127.0.0.1",
            "127.0.0.1.",
            "127.1",
            "0x7f.1",
            "0x7f000001",
            "2130706433",
            "017700000001",
            "0177.0.0.01",
            "１２７.0.0.1",
            "127。0。0。1",
            "%31%32%37.0.0.1",
            "0",
            "10.1.2.3",
            "100.64.0.1",
            "169.254.169.254",
            "0xa9fea9fe",
            "2852039166",
            "172.31.255.255",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[::127.0.0.1]",
            "[64:ff9b::a9fe:a9fe]",
            "[2002:7f00:1::]",
            "[2001:0:7f00:1::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[ff02::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
        ] {
            check(&format!("http://{host}/"), &[], false);
            check(&format!("https://{host}:8443/latest"), &[], false);
        }
    }

    #[test]
    fn public_addresses_and_names_pass() {
        for host in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "vietnam.vn",
            "[2606:4700::1111]",
            "[64:ff9b::808:808]",
            "localhost.vn",
        ] {
            check(&format!("http://{host}/"), &[], true);
        }
    }

    #[test]
    fn what_the_user_named_passes_at_its_port_only() {
        let named = &["http://127.0.0.1:8080/x"];
        check("http://127.0.0.1:8080/y", named, true);
        check("http://0x7f.1:8080/y", named, true);
        check("http://127.0.0.1:8081/y", named, false);
        check("http://localhost:8080/y", named, false);
        check("http://localhost/y", &["http://localhost"], true);
    }
}
