//! What a page says about itself: `meta`, OpenGraph, JSON-LD.

use crate::html::{Element, Page, Tag};
use serde_json::Value;

/// The metadata of a page; every field as it stands there.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) og_title: Option<String>,
    pub(super) og_type: Option<String>,
    pub(super) description: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) og_url: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) author: Option<String>,
    /// Dates with the name of the place, the most trusted first.
    pub(super) dates: Vec<(&'static str, String)>,
    pub(super) article: Option<LinkedArticle>,
    /// Types of JSON-LD objects at the top.
    pub(super) linked_types: Vec<String>,
}

/// The article object of JSON-LD.
#[derive(Debug, Default)]
pub(super) struct LinkedArticle {
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) body: Option<String>,
}

/// Names of dates in `meta`, the most trusted first.
const DATES: [&str; 12] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "its_publication",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
];

impl Metadata {
    pub(super) fn of(page: &Page) -> Self {
        let mut metadata = Self::default();
        let mut dates: Vec<(usize, String)> = Vec::new();
        for element in page.elements() {
            match element.tag() {
                Tag::Html if metadata.lang.is_none() => {
                    metadata.lang = element.attribute("lang").map(str::to_owned);
                }
                // Only the first: icons in SVG have titles too.
                Tag::Title if metadata.title.is_none() => {
                    metadata.title = Some(element.source_text())
                }
                Tag::Link
                    if metadata.canonical.is_none()
                        && element
                            .attribute("rel")
                            .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    metadata.canonical = element.attribute("href").map(str::to_owned);
                }
                Tag::Meta => metadata.take_meta(element, &mut dates),
                Tag::Script
                    if element.attribute("type").is_some_and(|kind| {
                        kind.trim().eq_ignore_ascii_case("application/ld+json")
                    }) =>
                {
                    metadata.take_linked(&element.source_text());
                }
                _ => {}
            }
        }
        dates.sort_by_key(|(rank, _)| *rank);
        metadata.dates = dates
            .into_iter()
            .map(|(rank, value)| (DATES[rank], value))
            .collect();
        metadata
    }

    fn take_meta(&mut self, element: Element<'_>, dates: &mut Vec<(usize, String)>) {
        let Some(content) = element
            .attribute("content")
            .map(str::trim)
            .filter(|content| !content.is_empty())
        else {
            return;
        };
        for attribute in ["property", "name", "itemprop"] {
            let Some(name) = element.attribute(attribute) else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            if let Some(rank) = DATES.iter().position(|known| *known == name) {
                dates.push((rank, content.to_owned()));
            }
            let place = match name.as_str() {
                "og:title" => &mut self.og_title,
                "og:type" => &mut self.og_type,
                "og:site_name" => &mut self.site_name,
                "og:url" => &mut self.og_url,
                "description" | "og:description" => &mut self.description,
                "author" | "article:author" => &mut self.author,
                _ => continue,
            };
            if place.is_none() {
                *place = Some(unescape(content));
            }
        }
    }

    fn take_linked(&mut self, json: &str) {
        let json = json.trim().trim_end_matches(';');
        let value: Value = match serde_json::from_str(json) {
            Ok(value) => value,
            // Raw line breaks inside strings are common and harmless.
            Err(_) => match serde_json::from_str(&json.replace(|c: char| c.is_control(), " ")) {
                Ok(value) => value,
                Err(_) => return,
            },
        };
        // Depth is bounded by the JSON reader.
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) => {
                    for kind in strings(object.get("@type")) {
                        if is_article_type(&kind) && self.article.is_none() {
                            self.article = Some(LinkedArticle::of(value));
                        }
                        self.linked_types.push(kind);
                    }
                    open.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
    }

    /// The addresses that the page gives itself.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &str> {
        [&self.canonical, &self.og_url]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

fn is_article_type(kind: &str) -> bool {
    let kind = kind.rsplit(['/', '#']).next().unwrap_or(kind);
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting"
        )
}

impl LinkedArticle {
    fn of(value: &Value) -> Self {
        let text = |name: &str| {
            strings(value.get(name))
                .into_iter()
                .next()
                .map(|text| unescape(&text))
        };
        let authors = match value.get("author") {
            Some(Value::Array(authors)) => authors.iter().filter_map(name_of).collect(),
            Some(author) => name_of(author).into_iter().collect(),
            None => Vec::new(),
        };
        Self {
            headline: text("headline").or_else(|| text("name")),
            description: text("description"),
            published: text("datePublished").or_else(|| text("dateCreated")),
            authors,
            body: text("articleBody"),
        }
    }
}

fn name_of(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name,
        Value::Object(object) => object.get("name")?.as_str()?,
        _ => return None,
    };
    let name = unescape(name).trim().to_owned();
    (!name.is_empty()).then_some(name)
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// Resolves character references that stand inside JSON or were escaped twice, up to two layers.
pub(super) fn unescape(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = unescape_once(&text);
    }
    text
}

fn unescape_once(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest name that is known here has four letters; numbers have up to eight digits.
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((character(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_in_json_are_resolved_after_parsing() {
        assert_eq!(
            unescape("NH&#7852;T XU&#xC2;N &amp;quot;A&amp;quot; & B &x"),
            "NHẬT XUÂN \"A\" & B &x"
        );
    }

    #[test]
    fn the_article_is_found_in_a_graph() {
        let page = Page::parse(
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"NewsArticle\"],\
             \"headline\":\"A\nB\",\"author\":[{\"name\":\"X\"},\"Y\",{}],\"datePublished\":\"2024-01-02\"}]}</script>\
             <meta property=og:type content=website><meta name=pubdate content=2024-01-03>",
        );
        let metadata = Metadata::of(&page);
        let article = metadata.article.expect("an article");
        assert_eq!(article.headline.as_deref(), Some("A B"));
        assert_eq!(article.authors, ["X", "Y"]);
        assert_eq!(metadata.dates, [("pubdate", "2024-01-03".to_owned())]);
        assert_eq!(metadata.linked_types, ["WebSite", "NewsArticle"]);
    }
}
