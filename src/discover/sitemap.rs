//! Sitemaps, sitemap indexes and the news extension.

use super::links::{LINKS, resolve};
use super::{Announced, DiscoverError, Discovered, Link, Source};
use crate::html;
use crate::sites::Order;
use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

/// Longest value of one element that is kept, in bytes.
const VALUE: usize = 4_096;

/// Reads a sitemap or a sitemap index, also the plain list of addresses that the protocol allows.
///
/// Entities of a document type are never expanded.
///
/// # Errors
/// If the bytes are neither.
pub fn read_sitemap(bytes: &[u8], base: &Url) -> Result<Discovered, DiscoverError> {
    let decoded = html::decode(bytes, None);
    let error = |message: &str| DiscoverError::Sitemap {
        address: base.to_string(),
        message: message.to_owned(),
    };
    let text = decoded.text.trim_start();
    if text.starts_with("http") {
        return Ok(plain(text, base));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut state = State {
        base,
        found: Discovered::default(),
        entry: Entry::default(),
        value: String::new(),
        known: false,
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => state.open(local(start.name().as_ref())),
            Ok(Event::End(end)) => state.close(local(end.name().as_ref())),
            Ok(Event::Text(text)) => state.text(&text.xml10_content()),
            Ok(Event::CData(text)) => state.text(&text),
            Ok(Event::GeneralRef(reference)) => state.reference(&reference),
            Ok(Event::Eof) => break,
            // What was read before the damage counts.
            Err(_) if state.known => break,
            Err(damage) => return Err(error(&damage.to_string())),
            Ok(_) => {}
        }
        if state.found.limited {
            break;
        }
    }
    if state.known {
        Ok(state.found)
    } else {
        Err(error("neither urlset nor sitemapindex"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn plain(text: &str, base: &Url) -> Discovered {
    let links = text.lines().filter_map(|line| resolve(base, line));
    let articles: Vec<Link> = links
        .take(LINKS + 1)
        .map(|url| link(url, None, Announced::Unknown))
        .collect();
    let limited = articles.len() > LINKS;
    Discovered {
        articles: articles.into_iter().take(LINKS).collect(),
        limited,
        ..Discovered::default()
    }
}

fn link(url: Url, title: Option<String>, announced: Announced) -> Link {
    Link {
        address: url.into(),
        title,
        announced,
        source: Source::Sitemap,
    }
}

#[derive(Default)]
struct Entry {
    address: Option<String>,
    changed: Option<String>,
    published: Option<String>,
    title: Option<String>,
    in_image: bool,
}

struct State<'b> {
    base: &'b Url,
    found: Discovered,
    entry: Entry,
    value: String,
    known: bool,
}

impl State<'_> {
    fn open(&mut self, name: &str) {
        self.value.clear();
        match name {
            "urlset" | "sitemapindex" => self.known = true,
            "url" | "sitemap" => self.entry = Entry::default(),
            // Images and videos have addresses and titles of their own.
            "image" | "video" => self.entry.in_image = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.value.len() + text.len() <= VALUE {
            self.value.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let resolved = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(|number| {
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)
            }),
        };
        if let Some(c) = resolved {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn close(&mut self, name: &str) {
        let value = self.value.trim();
        let keep = |place: &mut Option<String>| {
            if place.is_none() && !value.is_empty() {
                *place = Some(value.to_owned());
            }
        };
        match name {
            "image" | "video" => self.entry.in_image = false,
            _ if self.entry.in_image => {}
            "loc" => keep(&mut self.entry.address),
            "lastmod" => keep(&mut self.entry.changed),
            "publication_date" => keep(&mut self.entry.published),
            "title" => keep(&mut self.entry.title),
            "url" | "sitemap" => self.finish(name == "sitemap"),
            _ => {}
        }
        self.value.clear();
    }

    fn finish(&mut self, is_index: bool) {
        let entry = std::mem::take(&mut self.entry);
        let Some(url) = entry
            .address
            .and_then(|address| resolve(self.base, &address))
        else {
            return;
        };
        let day = |value: Option<String>| Order::DayFirst.read_day(&value?);
        let announced = match (day(entry.published), day(entry.changed)) {
            (Some(day), _) => Announced::Published(day),
            (None, Some(day)) => Announced::Changed(day),
            (None, None) => Announced::Unknown,
        };
        let list = if is_index {
            &mut self.found.sitemaps
        } else {
            &mut self.found.articles
        };
        if list.len() == LINKS {
            self.found.limited = true;
        } else {
            list.push(link(url, entry.title, announced));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<Discovered, DiscoverError> {
        read_sitemap(
            xml.as_bytes(),
            &Url::parse("https://x.vn/sitemap.xml").expect("an address"),
        )
    }

    #[test]
    fn news_and_images() {
        let found = read(
            "<?xml version='1.0'?><urlset xmlns:news='n' xmlns:image='i'><url><loc>https://x.vn/a?b=1&amp;c=2</loc>\
             <lastmod>2026-07-08T20:04:10.339Z</lastmod><image:image><image:loc>https://x.vn/i.jpg</image:loc><image:title>no</image:title></image:image>\
             <news:news><news:publication_date>2026-07-08T20:00:00+07:00</news:publication_date><news:title>T&#244;i &amp; b</news:title></news:news></url>\
             <url><loc>\n /b \n</loc></url><url><loc>ftp://x</loc></url></urlset>",
        )
        .expect("a sitemap");
        assert_eq!(found.articles.len(), 2);
        assert_eq!(found.articles[0].address, "https://x.vn/a?b=1&c=2");
        assert_eq!(found.articles[0].title.as_deref(), Some("Tôi & b"));
        assert_eq!(
            found.articles[0].announced,
            Announced::Published("2026-07-08".parse().expect("a day"))
        );
        assert_eq!(found.articles[1].address, "https://x.vn/b");
    }

    #[test]
    fn an_index_names_sitemaps() {
        let found = read("<sitemapindex><sitemap><loc>https://x.vn/1.xml</loc><lastmod>2024-01-17</lastmod></sitemap></sitemapindex>").expect("an index");
        assert_eq!((found.sitemaps.len(), found.articles.len()), (1, 0));
    }

    #[test]
    fn floods_bombs_and_other_files_end() {
        let flood = "<urlset>".to_owned() + &"<url><loc>/a</loc></url>".repeat(60_000);
        assert!(read(&flood).expect("a sitemap").limited);
        let bomb = "<!DOCTYPE x [<!ENTITY a 'a'><!ENTITY b '&a;&a;'>]><urlset><url><loc>/&b;x</loc></url></urlset>";
        assert_eq!(
            read(bomb).expect("a sitemap").articles[0].address,
            "https://x.vn/x"
        );
        assert!(read("<html><body>Access denied</body></html>").is_err());
        assert!(read("").is_err());
        let cut = read("<urlset><url><loc>/a</loc></url><url><loc>/b</").expect("a sitemap");
        assert_eq!(cut.articles.len(), 1);
    }
}
