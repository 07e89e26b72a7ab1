//! Where to begin on a site.

use super::Period;
use crate::sites::Site;
use jiff::civil::Date;

/// What an address to begin at is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartKind {
    /// RSS or Atom.
    Feed,
    /// A sitemap or an index of sitemaps.
    Sitemap,
    /// A page with a list of articles; the number counts its pages from 1.
    Listing(u32),
}

/// An address to begin at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The address.
    pub address: String,
    /// What it is read as.
    pub kind: StartKind,
}

/// Most dated sitemaps of one period: ten years of days.
const DATED: usize = 3_660;

/// The places where a site announces what it published in a period.
///
/// Where sitemaps are kept by day or month and the period has a beginning, they alone are asked: they
/// are complete and cheap. Else feeds, sitemaps and listings are, in this order.
#[must_use]
pub fn starts(site: &Site, period: Period, today: Date) -> Vec<Start> {
    let mut starts = Vec::new();
    if let Some(since) = period.since
        && !site.dated_sitemaps.is_empty()
    {
        let until = period.until.unwrap_or(today).min(today);
        for pattern in &site.dated_sitemaps {
            // A page is listed under the day of its change, and a zone may move it by one.
            starts.extend(dated(pattern, since, until));
        }
        return starts;
    }
    let of = |addresses: &[String], kind| -> Vec<Start> {
        addresses
            .iter()
            .map(|address| Start {
                address: address.clone(),
                kind,
            })
            .collect()
    };
    starts.extend(of(&site.feeds, StartKind::Feed));
    starts.extend(of(&site.sitemaps, StartKind::Sitemap));
    for listing in &site.listings {
        starts.push(Start {
            address: listing.url.clone(),
            kind: StartKind::Listing(1),
        });
    }
    if starts.is_empty() {
        starts.extend(
            site.dated_sitemaps
                .iter()
                .flat_map(|pattern| dated(pattern, today, today)),
        );
    }
    starts
}

/// The page after page `number` of the listing that begins at `first`.
pub(super) fn next_page(site: &Site, first: &str, number: u32) -> Option<Start> {
    let listing = site.listings.iter().find(|listing| listing.url == first)?;
    let pattern = listing.next.as_deref()?;
    let shown = listing.second + number - 1;
    Some(Start {
        address: pattern.replace("{n}", &shown.to_string()),
        kind: StartKind::Listing(number + 1),
    })
}

fn dated(pattern: &str, since: Date, until: Date) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut day = since;
    while day <= until && starts.len() < DATED {
        let address = pattern
            .replace("{yyyy}", &format!("{:04}", day.year()))
            .replace("{mm}", &format!("{:02}", day.month()))
            .replace("{dd}", &format!("{:02}", day.day()))
            .replace("{m}", &day.month().to_string())
            .replace("{d}", &day.day().to_string());
        if starts.last().is_none_or(|last| last.address != address) {
            starts.push(Start {
                address,
                kind: StartKind::Sitemap,
            });
        }
        match day.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::Registry;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn check(host: &str, since: Option<&str>, until: Option<&str>, expected: &[&str]) {
        let registry = Registry::bundled();
        let site = registry.for_host(host).expect("a rule");
        let period = Period {
            since: since.map(day),
            until: until.map(day),
        };
        let starts = starts(site, period, day("2024-02-02"));
        let addresses: Vec<_> = starts.iter().map(|start| start.address.as_str()).collect();
        assert_eq!(addresses, expected);
    }

    #[test]
    fn a_period_is_asked_of_dated_sitemaps() {
        let of = |day: &str| format!("https://www.vietnam.vn/sitemap/sitemap-post/{day}.xml");
        check(
            "vietnam.vn",
            Some("2024-01-17"),
            Some("2024-01-17"),
            &[&of("2024-01-17")],
        );
        check(
            "vietnam.vn",
            Some("2024-02-01"),
            None,
            &[&of("2024-02-01"), &of("2024-02-02")],
        );
        check(
            "nhandan.vn",
            Some("2024-01-30"),
            Some("2024-02-01"),
            &[
                "https://nhandan.vn/sitemaps/news-2024-1.xml",
                "https://nhandan.vn/sitemaps/news-2024-2.xml",
            ],
        );
    }

    #[test]
    fn else_feeds_sitemaps_and_listings() {
        check(
            "baochinhphu.vn",
            None,
            None,
            &[
                "https://baochinhphu.vn/home.rss",
                "https://baochinhphu.vn/sitemaps/google-news.xml",
                "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
            ],
        );
    }

    #[test]
    fn listings_turn_their_pages() {
        let registry = Registry::bundled();
        let site = registry.for_host("vietnamnet.vn").expect("a rule");
        let second = next_page(site, "https://vietnamnet.vn/thoi-su", 1).expect("a page");
        assert_eq!(second.address, "https://vietnamnet.vn/thoi-su-page1");
        let site = registry.for_host("vnexpress.net").expect("a rule");
        let second = next_page(site, "https://vnexpress.net/thoi-su", 1).expect("a page");
        assert_eq!(
            (second.address.as_str(), second.kind),
            ("https://vnexpress.net/thoi-su-p2", StartKind::Listing(2))
        );
    }
}
