//! What is asked for on the command line, and where to begin with it.

use crate::discover::{Period, Start, StartKind, starts};
use crate::sites::{Registry, Site};
use jiff::civil::Date;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use url::Url;

/// Something to gather.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A page by its address.
    Page(String),
    /// A site by the name of its rule or by its host.
    Site(String),
    /// What a feed announces.
    Feed(String),
    /// What a sitemap announces.
    Sitemap(String),
    /// The pages whose addresses stand in a file; it is read as it goes, so that it may be of any size.
    List(PathBuf),
}

impl Target {
    /// Takes an argument for the address of a page, or for a site.
    #[must_use]
    pub fn read(argument: &str) -> Self {
        let argument = argument.trim();
        if argument.contains("://") {
            return Self::Page(argument.to_owned());
        }
        // `x.vn/a/b` without a scheme is the address of a page too.
        if argument.trim_end_matches('/').contains('/') {
            return Self::Page(format!("https://{argument}"));
        }
        Self::Site(argument.trim_end_matches('/').to_owned())
    }

    /// The line by which runs with the same target know one another.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Page(address) => format!("page {address}"),
            Self::Site(name) => format!("site {name}"),
            Self::Feed(address) => format!("feed {address}"),
            Self::Sitemap(address) => format!("sitemap {address}"),
            Self::List(path) => format!("list {}", path.display()),
        }
    }
}

/// The pages that a file lists: an address a line, up to the first space; empty lines and those that
/// begin with # are left out. A host alone stands for its front page.
///
/// # Errors
/// If the file cannot be read.
pub fn listed(path: &Path) -> io::Result<impl Iterator<Item = io::Result<Target>> + use<>> {
    let lines = BufReader::new(File::open(path)?).split(b'\n');
    Ok(lines.filter_map(|line| {
        let line = match line {
            Ok(line) => line,
            Err(error) => return Some(Err(error)),
        };
        let line = String::from_utf8_lossy(&line);
        let address = line
            .trim_start_matches('\u{feff}')
            .split_whitespace()
            .next()?;
        if address.starts_with('#') {
            return None;
        }
        Some(Ok(match Target::read(address) {
            Target::Site(host) => Target::Page(format!("https://{host}/")),
            target => target,
        }))
    }))
}

/// A walk to begin.
pub(super) struct Beginning<'s> {
    pub(super) site: Option<&'s Site>,
    pub(super) starts: Vec<Start>,
    /// A host without a rule, whose robots.txt is asked for sitemaps.
    pub(super) unknown: Option<String>,
}

/// Where to begin with a target that is no page.
pub(super) fn beginning<'s>(
    target: &Target,
    sites: &'s Registry,
    period: Period,
    today: Date,
) -> Option<Beginning<'s>> {
    let one = |address: &str, kind| {
        let host = Url::parse(address).ok()?.host_str()?.to_owned();
        Some(Beginning {
            site: sites.for_host(&host),
            starts: vec![Start {
                address: address.to_owned(),
                kind,
            }],
            unknown: None,
        })
    };
    match target {
        Target::Page(_) | Target::List(_) => None,
        Target::Feed(address) => one(address, StartKind::Feed),
        Target::Sitemap(address) => one(address, StartKind::Sitemap),
        Target::Site(name) => {
            let site = sites.by_name(name).or_else(|| sites.for_host(name));
            Some(match site {
                Some(site) => Beginning {
                    site: Some(site),
                    starts: starts(site, period, today),
                    unknown: None,
                },
                None => Beginning {
                    site: None,
                    starts: Vec::new(),
                    unknown: Some(format!("https://{name}/")),
                },
            })
        }
    }
}

/// Where to begin on a site without a rule: the sitemaps that its robots.txt names, else the usual
/// place of one, and the front page.
pub(super) fn usual_starts(home: &str, sitemaps: Vec<String>) -> Vec<Start> {
    let start = |address: String, kind| Start { address, kind };
    let mut starts: Vec<Start> = sitemaps
        .into_iter()
        .map(|address| start(address, StartKind::Sitemap))
        .collect();
    if starts.is_empty() {
        starts.push(start(format!("{home}sitemap.xml"), StartKind::Sitemap));
    }
    starts.push(start(home.to_owned(), StartKind::Listing(1)));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_an_address_a_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("list");
        let text = "\u{feff}https://x.vn/a  tiêu đề\r\n\n# no\n  y.vn \nx.vn/b";
        std::fs::write(&path, text).unwrap();
        let pages: Vec<Target> = listed(&path).unwrap().map(Result::unwrap).collect();
        let page = |address: &str| Target::Page(address.to_owned());
        let expected = ["https://x.vn/a", "https://y.vn/", "https://x.vn/b"].map(page);
        assert_eq!(pages, expected);
    }

    #[test]
    fn arguments_are_pages_or_sites() {
        let page = |address: &str| Target::Page(address.to_owned());
        let site = |name: &str| Target::Site(name.to_owned());
        for (argument, expected) in [
            ("https://x.vn/a", page("https://x.vn/a")),
            ("x.vn/a", page("https://x.vn/a")),
            ("http://x.vn", page("http://x.vn")),
            ("vietnam.vn", site("vietnam.vn")),
            ("vietnam.vn/", site("vietnam.vn")),
        ] {
            assert_eq!(Target::read(argument), expected, "{argument}");
        }
    }
}
