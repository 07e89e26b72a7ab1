//! Article or not: what speaks for it and against it on a page that no rule could read.

use super::metadata::Metadata;
use crate::html::{Element, Page, Readable, Tag, text_of};
use url::Url;

/// A page with no more links than these lists nothing.
const FEW_LINKS: usize = 3;

/// What was weighed; kept for the reason that is reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weights {
    pub(super) paragraphs: usize,
    pub(super) length: usize,
    pub(super) links: usize,
    /// Hardly a link on the whole page: it lists nothing.
    lists_nothing: bool,
    score: i32,
}

impl Weights {
    /// Tells whether the page is an article.
    pub(super) const fn is_article(self) -> bool {
        self.score >= 2 && self.length > 0
    }

    /// Says why it is none.
    pub(super) fn reason(self) -> String {
        let what = if self.length == 0 {
            "no text"
        } else if self.lists_nothing {
            "too little text"
        } else {
            "a listing or a front page"
        };
        format!(
            "{what}: {} paragraphs, {} characters, {} links",
            self.paragraphs, self.length, self.links
        )
    }
}

/// Weighs a page; `ruled` if a rule knows the site but none of its readings found a body.
pub(super) fn weigh(
    page: &Page,
    metadata: &Metadata,
    text: Option<&Readable<'_>>,
    lines: &[String],
    address: Option<&str>,
    ruled: bool,
) -> Weights {
    let mut weights = Weights {
        // A sentence or more, not a label.
        paragraphs: lines.iter().filter(|line| line.len() > 80).count(),
        length: lines.iter().map(|line| line.chars().count()).sum(),
        links: text.map_or(0, |text| links_of(text)),
        lists_nothing: anchors(page).nth(FEW_LINKS).is_none(),
        score: 0,
    };
    let per_link = weights.length / (weights.links + 1);
    weights.score = match (weights.length, weights.paragraphs) {
        (0..80, _) => -4,
        (80..300, _) => 0,
        // A short notice: whole sentences and hardly a link.
        (300..1_000, 2..) if weights.links <= 2 => 2,
        (300..1_000, _) => 1,
        (_, 0..2) => 1,
        (_, 2..5) => 2,
        _ => 3,
    };
    weights.score += i32::from(metadata.article.is_some()) * 3;
    weights.score += i32::from(metadata.og_type.as_deref() == Some("article"));
    weights.score += i32::from(
        metadata
            .dates
            .iter()
            .any(|(name, _)| name.starts_with("article:")),
    );
    let website = metadata.article.is_none()
        && metadata.linked_types.iter().any(|kind| {
            matches!(
                kind.as_str(),
                "WebSite" | "CollectionPage" | "ItemList" | "SearchResultsPage"
            )
        });
    weights.score -= i32::from(website);
    weights.score -=
        i32::from(metadata.article.is_none() && metadata.og_type.as_deref() == Some("website"));
    weights.score -= 3 * i32::from(address.is_some_and(is_front));
    weights.score -= 2 * i32::from(heading_links_to_itself(page));
    weights.score -= match per_link {
        0..40 => 4,
        40..90 => 2,
        90..150 => 1,
        _ => 0,
    };
    weights.score -= 2 * i32::from(ruled);
    // A handful of words may be an error page or a gate; in an element for articles they are one.
    let enough =
        weights.length >= 300 || page.elements().any(|element| element.tag() == Tag::Article);
    if weights.lists_nothing && enough {
        weights.score = weights.score.max(2);
    }
    weights
}

fn anchors(page: &Page) -> impl Iterator<Item = Element<'_>> {
    page.elements()
        .filter(|element| element.tag() == Tag::A && element.attribute("href").is_some())
}

fn links_of(text: &Readable<'_>) -> usize {
    let parts = text.parts.iter().flat_map(|part| part.inside());
    parts
        .filter(|element| element.tag() == Tag::A && !text.dropped.holds(*element))
        .count()
}

/// The front page of a host.
fn is_front(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        matches!(
            url.path().trim_matches('/'),
            "" | "index.html" | "index.php" | "home" | "vi" | "en"
        ) && url.query().is_none()
    })
}

/// Lists of a section link their only heading to themselves.
fn heading_links_to_itself(page: &Page) -> bool {
    let mut headings = page.elements().filter(|element| element.tag() == Tag::H1);
    let (Some(heading), None) = (headings.next(), headings.next()) else {
        return false;
    };
    let link =
        |element: &Element<'_>| element.tag() == Tag::A && element.attribute("href").is_some();
    heading
        .inside()
        .any(|inside| link(&inside) && text_of(inside) == text_of(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::main_text;

    fn check(html: &str, article: bool) {
        let page = Page::read(html.as_bytes(), None);
        let text = main_text(&page);
        let lines = text.as_ref().map(|text| text.lines()).unwrap_or_default();
        let weights = weigh(
            &page,
            &Metadata::of(&page),
            text.as_ref(),
            &lines,
            None,
            false,
        );
        assert_eq!(
            weights.is_article(),
            article,
            "{html}: {}",
            weights.reason()
        );
    }

    #[test]
    fn a_page_without_links_lists_nothing() {
        let sentence = "Ban Thường vụ họp về công tác kiểm tra. ";
        check(
            &format!("<article><h1>Tin</h1><p>{sentence}</article>"),
            true,
        );
        check(
            &format!("<div><h1>Tin</h1><p>{}</div>", sentence.repeat(28)),
            true,
        );
        let short = format!("<p>{sentence}</p>");
        check(
            &format!("<article><h1>Tin</h1>{}</article>", short.repeat(8)),
            true,
        );
        // An error page, or one that asks for a moment.
        check(
            "<h1>404</h1><p>This page is not here any more, please go back.</p>",
            false,
        );
        let links = "<li><a href=/a>Ban Thường vụ họp về công tác kiểm tra</a></li>";
        check(
            &format!("<body><ul>{}</ul></body>", links.repeat(40)),
            false,
        );
    }
}
