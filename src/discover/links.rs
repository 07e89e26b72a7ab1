//! What is found: addresses, and what is known of each before it is fetched.

use crate::document::normalize_address;
use crate::sites::Site;
use jiff::civil::Date;
use url::Url;

/// Most links that one page, feed or sitemap may give; the protocol allows a sitemap 50,000.
pub(super) const LINKS: usize = 50_000;

/// Longest address that is followed, in bytes.
const ADDRESS: usize = 2_048;

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// First day; nothing for "from the beginning".
    pub since: Option<Date>,
    /// Last day; nothing for "to the end".
    pub until: Option<Date>,
}

impl Period {
    /// Tells whether what was announced so may lie in the period.
    ///
    /// A day of publication decides. A day of change can only rule out what changed last before the
    /// period began: what was changed later may have been published within.
    #[must_use]
    pub fn may_hold(&self, announced: Announced) -> bool {
        let begun = |day: Date| self.since.is_none_or(|since| day >= since);
        match announced {
            Announced::Published(day) => begun(day) && self.until.is_none_or(|until| day <= until),
            Announced::Changed(day) => begun(day),
            Announced::Unknown => true,
        }
    }
}

/// What a feed or sitemap says about the day of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Announced {
    /// The day of publication.
    Published(Date),
    /// The day of the last change.
    Changed(Date),
    /// Nothing.
    #[default]
    Unknown,
}

/// What announced a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A feed.
    Feed,
    /// A sitemap.
    Sitemap,
    /// A page with a list.
    Listing,
}

/// An address that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address to ask for, absolute, without fragment.
    pub address: String,
    /// Its title as announced.
    pub title: Option<String>,
    /// Its day as announced.
    pub announced: Announced,
    /// What announced it.
    pub source: Source,
}

/// What one feed, sitemap or listing gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovered {
    /// Pages that may be articles.
    pub articles: Vec<Link>,
    /// Sitemaps that a sitemap index names.
    pub sitemaps: Vec<Link>,
    /// True if there were more links than are taken from one place.
    pub limited: bool,
}

/// Makes a link to follow out of what stands in markup.
pub(super) fn resolve(base: &Url, href: &str) -> Option<Url> {
    let href = href.trim();
    if href.is_empty() || href.len() > ADDRESS || href.starts_with(['#', '{']) {
        return None;
    }
    let mut url = base.join(href).ok()?;
    url.set_fragment(None);
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let plain = url.username().is_empty() && url.password().is_none();
    (web && plain && url.as_str().len() <= ADDRESS).then_some(url)
}

/// The key that joins the translations of one article on a site whose slug is the same in all languages.
///
/// `https://vietnam.vn/en/a-b` and `https://vietnam.vn/a-b` have one key; nothing for other sites.
#[must_use]
pub fn translation_key(site: &Site, address: &str) -> Option<String> {
    if !site.address.slug_joins_languages {
        return None;
    }
    let normal = normalize_address(address)?;
    let url = Url::parse(&normal).ok()?;
    let mut parts: Vec<&str> = url
        .path_segments()?
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 && parts[0].len() == 2 && parts[0].bytes().all(|b| b.is_ascii_lowercase()) {
        parts.remove(0);
    }
    (!parts.is_empty())
        .then(|| format!("{}/{}", url.host_str().unwrap_or_default(), parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::Registry;

    #[test]
    fn translations_share_a_key() {
        let registry = Registry::bundled();
        let site = registry.for_host("vietnam.vn").expect("a rule");
        let key = translation_key(site, "https://www.vietnam.vn/en/hop-bao");
        assert_eq!(key.as_deref(), Some("vietnam.vn/hop-bao"));
        assert_eq!(translation_key(site, "http://vietnam.vn/hop-bao/"), key);
        let other = registry.for_host("vnexpress.net").expect("a rule");
        assert_eq!(translation_key(other, "https://vnexpress.net/a"), None);
    }

    #[test]
    fn only_web_addresses_are_followed() {
        let base = Url::parse("https://x.vn/a/b.htm").expect("an address");
        let resolved = |href| resolve(&base, href).map(String::from);
        assert_eq!(
            resolved("../c.htm#d").as_deref(),
            Some("https://x.vn/c.htm")
        );
        for href in [
            "javascript:void(0)",
            "mailto:a@b",
            "#top",
            "",
            "https://u:p@x.vn/",
            "data:text/html,x",
        ] {
            assert_eq!(resolved(href), None, "{href}");
        }
    }

    #[test]
    fn a_change_after_the_period_rules_nothing_out() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let period = Period {
            since: Some(day("2024-01-17")),
            until: Some(day("2024-01-17")),
        };
        assert!(period.may_hold(Announced::Changed(day("2025-01-01"))));
        assert!(!period.may_hold(Announced::Changed(day("2024-01-16"))));
        assert!(!period.may_hold(Announced::Published(day("2024-01-18"))));
    }
}
