//! RSS and Atom.

use super::links::{LINKS, resolve};
use super::{Announced, DiscoverError, Discovered, Link, Source};
use crate::sites::Order;
use url::Url;

/// Reads a feed; `base` is where it came from.
///
/// # Errors
/// If the bytes are no feed.
pub fn read_feed(bytes: &[u8], base: &Url) -> Result<Discovered, DiscoverError> {
    // Vietnamese feeds date by 22/11/2026 08:05 and by zones such as GMT+7, which no standard knows;
    // only the day is asked for here.
    let parser = feed_rs::parser::Builder::new()
        .base_uri(Some(base.as_str()))
        .sanitize_content(false)
        .timestamp_parser(|text| {
            format!("{}T00:00:00+07:00", Order::DayFirst.read_day(text)?)
                .parse()
                .ok()
        })
        .build();
    let feed = parser.parse(bytes).map_err(|error| DiscoverError::Feed {
        address: base.to_string(),
        message: error.to_string(),
    })?;
    let mut found = Discovered::default();
    for entry in feed.entries {
        if found.articles.len() == LINKS {
            found.limited = true;
            break;
        }
        let own = entry
            .links
            .iter()
            .find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
        // A guid is an address only where it says so by its form.
        let href = own
            .map(|link| link.href.as_str())
            .or_else(|| entry.id.starts_with("http").then_some(entry.id.as_str()));
        let Some(url) = href.and_then(|href| resolve(base, href)) else {
            continue;
        };
        let day = |seconds: i64| {
            let instant = jiff::Timestamp::from_second(seconds).ok()?;
            Some(jiff::tz::Offset::constant(7).to_datetime(instant).date())
        };
        let published = entry
            .published
            .and_then(|date| day(date.timestamp()))
            .map(Announced::Published);
        let changed = entry
            .updated
            .and_then(|date| day(date.timestamp()))
            .map(Announced::Changed);
        found.articles.push(Link {
            address: url.into(),
            title: entry
                .title
                .map(|title| title.content.trim().to_owned())
                .filter(|title| !title.is_empty()),
            announced: published.or(changed).unwrap_or_default(),
            source: Source::Feed,
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(feed: &str, expected: &[(&str, Option<&str>)]) {
        let base = Url::parse("https://x.vn/rss/home.rss").expect("an address");
        let found = read_feed(feed.as_bytes(), &base).expect("a feed");
        let links: Vec<_> = found
            .articles
            .iter()
            .map(|link| {
                let day = match link.announced {
                    Announced::Published(day) => Some(day.to_string()),
                    _ => None,
                };
                (link.address.clone(), day)
            })
            .collect();
        let links: Vec<_> = links
            .iter()
            .map(|(address, day)| (address.as_str(), day.as_deref()))
            .collect();
        assert_eq!(links, expected);
    }

    #[test]
    fn odd_dates_and_relative_links() {
        check(
            "<rss version='2.0'><channel><title>x</title>\
             <item><title>Một</title><link>https://x.vn/1.htm</link><pubDate>22/11/2026 08:05</pubDate></item>\
             <item><title>Hai</title><link>/2.htm#c</link><pubDate>Sun, 22 Nov 2026 23:30:00 GMT+7</pubDate></item>\
             <item><guid>https://x.vn/3.htm</guid></item></channel></rss>",
            &[
                ("https://x.vn/1.htm", Some("2026-11-22")),
                ("https://x.vn/2.htm", Some("2026-11-22")),
                ("https://x.vn/3.htm", None),
            ],
        );
    }

    #[test]
    fn bombs_and_garbage_end() {
        let base = Url::parse("https://x.vn/").expect("an address");
        let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss version='2.0'><channel><title>&b;</title></channel></rss>";
        let _ = read_feed(bomb.as_bytes(), &base);
        let deep = "<rss version='2.0'><channel>".to_owned() + &"<item>".repeat(100_000);
        let _ = read_feed(deep.as_bytes(), &base);
        assert!(read_feed(b"<html>", &base).is_err());
        assert!(read_feed(&[0xff, 0, 0xfe], &base).is_err());
    }
}
