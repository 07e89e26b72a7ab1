//! Pages that list articles.

use super::links::{LINKS, resolve};
use super::{Announced, Discovered, Link, Source};
use crate::html::{Element, Page, Selector, Tag, text_of};
use crate::sites::Site;
use regex::Regex;
use std::collections::HashSet;
use url::Url;

/// Reads a page that lists articles; `site` is the rule for its host.
///
/// The rule's selectors name the links, or its pattern of an article's address does; without a rule, a
/// link to the same site with a slug of four words or more is taken for one to an article. An answer
/// in JSON whose strings hold markup (as paging interfaces give it) is read like the markup.
#[must_use]
pub fn read_listing(
    bytes: &[u8],
    charset: Option<&str>,
    base: &Url,
    site: Option<&Site>,
) -> Discovered {
    let page = match markup_in_json(bytes) {
        Some(markup) => Page::parse(&markup),
        None => Page::read(bytes, charset),
    };
    let selectors: Vec<Selector> = site
        .iter()
        .flat_map(|site| &site.listings)
        .filter(|listing| same_place(&listing.url, base) || listing.next.is_some())
        .flat_map(|listing| &listing.links)
        .filter_map(|text| Selector::parse(text).ok())
        .collect();
    let pattern = site
        .and_then(|site| site.address.article.as_deref())
        .and_then(|pattern| Regex::new(pattern).ok());
    let by_selector = collect(&page, base, |element, _| {
        selectors.iter().any(|selector| selector.matches(element))
    });
    if !by_selector.articles.is_empty() {
        return of_pattern(by_selector, pattern.as_ref());
    }
    collect(&page, base, |_, url| match &pattern {
        Some(pattern) => pattern.is_match(url.path()),
        None => looks_like_article(url),
    })
}

/// Videos and the like stand in the same boxes as articles and have addresses of another form.
fn of_pattern(mut found: Discovered, pattern: Option<&Regex>) -> Discovered {
    let is_article = |link: &Link| {
        let url = Url::parse(&link.address).ok();
        url.is_some_and(|url| pattern.is_some_and(|pattern| pattern.is_match(url.path())))
    };
    if found.articles.iter().any(is_article) {
        found.articles.retain(is_article);
    }
    found
}

fn same_place(listing: &str, base: &Url) -> bool {
    Url::parse(listing).is_ok_and(|url| url.path() == base.path())
}

fn collect(page: &Page, base: &Url, wanted: impl Fn(Element<'_>, &Url) -> bool) -> Discovered {
    let mut found = Discovered::default();
    let mut seen: HashSet<String> = HashSet::new();
    for element in page.elements().filter(|element| element.tag() == Tag::A) {
        let Some(url) = element
            .attribute("href")
            .and_then(|href| resolve(base, href))
        else {
            continue;
        };
        if !same_site(&url, base) || !wanted(element, &url) || seen.contains(url.as_str()) {
            continue;
        }
        if found.articles.len() == LINKS {
            found.limited = true;
            break;
        }
        seen.insert(url.as_str().to_owned());
        let title = element
            .attribute("title")
            .map(str::to_owned)
            .unwrap_or_else(|| text_of(element));
        found.articles.push(Link {
            address: url.into(),
            title: (!title.is_empty()).then_some(title),
            announced: Announced::Unknown,
            source: Source::Listing,
        });
    }
    found
}

/// The same host, or one below or above it.
fn same_site(url: &Url, base: &Url) -> bool {
    let host = |url: &Url| {
        url.host_str()
            .unwrap_or_default()
            .trim_start_matches("www.")
            .to_owned()
    };
    let (a, b) = (host(url), host(base));
    a == b || a.ends_with(&format!(".{b}")) || b.ends_with(&format!(".{a}"))
}

fn looks_like_article(url: &Url) -> bool {
    let last = url
        .path()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let slug = last.split('.').next().unwrap_or_default();
    slug.split('-').filter(|word| !word.is_empty()).count() >= 4
}

/// The strings of a JSON answer that hold markup or name an address, as one page.
fn markup_in_json(bytes: &[u8]) -> Option<String> {
    if !matches!(
        bytes.iter().find(|b| !b.is_ascii_whitespace()),
        Some(b'{' | b'[')
    ) {
        return None;
    }
    let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let mut markup = String::new();
    let mut open = vec![(None, &value)];
    while let Some((key, value)) = open.pop() {
        match value {
            serde_json::Value::String(text) if text.contains("<a") => markup.push_str(text),
            serde_json::Value::String(text) if matches!(key, Some("url" | "link" | "href")) => {
                markup.push_str(&format!(
                    "<a href=\"{}\"></a>",
                    text.replace(['"', '<', '>'], "")
                ));
            }
            serde_json::Value::Array(values) => {
                open.extend(values.iter().rev().map(|value| (None, value)))
            }
            serde_json::Value::Object(object) => open.extend(
                object
                    .iter()
                    .rev()
                    .map(|(key, value)| (Some(key.as_str()), value)),
            ),
            _ => {}
        }
    }
    Some(markup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::Registry;

    #[test]
    fn a_million_links_are_taken_as_far_as_the_limit() {
        let body: String = (0..1_000_000)
            .map(|n| format!("<a href=/mot-hai-ba-bon-{n}>x</a>"))
            .collect();
        let base = Url::parse("https://x.vn/").expect("an address");
        let found = read_listing(body.as_bytes(), None, &base, None);
        assert_eq!((found.articles.len(), found.limited), (LINKS, true));
    }

    fn check(base: &str, body: &str, expected: &[&str]) {
        let registry = Registry::bundled();
        let base = Url::parse(base).expect("an address");
        let site = registry.for_host(base.host_str().expect("a host"));
        let found = read_listing(body.as_bytes(), None, &base, site);
        let addresses: Vec<_> = found
            .articles
            .iter()
            .map(|link| link.address.as_str())
            .collect();
        assert_eq!(addresses, expected);
    }

    #[test]
    fn a_rule_names_its_links() {
        check(
            "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
            "<a href=/a-b-c-d-10226.htm>menu</a><a class='x box-stream-link-title' href='/bai-mot-102260228093004191.htm'>Một</a>",
            &["https://baochinhphu.vn/bai-mot-102260228093004191.htm"],
        );
    }

    #[test]
    fn else_the_address_tells() {
        check(
            "https://vnexpress.net/kinh-doanh",
            "<a href=/kinh-doanh>x</a><a href=/mot-bai-bao-5047363.html>1</a><a href=/mot-bai-bao-5047363.html#box>1</a><a href=https://other.net/b-c-5047363.html>2</a>",
            &["https://vnexpress.net/mot-bai-bao-5047363.html"],
        );
        check(
            "https://example.org/news",
            "<a href=/about-us>x</a><a href=/2024/the-plan-of-the-year>1</a>",
            &["https://example.org/2024/the-plan-of-the-year"],
        );
    }

    #[test]
    fn markup_in_json_is_read() {
        check(
            "https://nhandan.vn/api/morenews-zone-1179-2.html?phrase=&t",
            r#"{"error_code":0,"data":{"articles":"<article><a class=\"cms-link\" href=\"/x-post1.html\">x</a></article>","contents":[{"title":"t","url":"/y-post2.html"}]}}"#,
            &["https://nhandan.vn/x-post1.html"],
        );
    }

    #[test]
    fn a_million_links_are_limited() {
        let body: String = (0..60_000)
            .map(|n| format!("<a href=/a-b-c-d-{n}>x</a>"))
            .collect();
        let base = Url::parse("https://example.org/").expect("an address");
        let found = read_listing(body.as_bytes(), None, &base, None);
        assert!(found.limited && found.articles.len() == LINKS);
    }
}
