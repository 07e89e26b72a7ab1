//! What the class and id of an element say of it.

use crate::html::Element;

/// Whether an element is named, or has the role, of something beside the text.
pub(super) fn is_unlikely(element: Element<'_>) -> bool {
    if let Some(role) = element.attribute("role")
        && matches!(
            role,
            "menu"
                | "menubar"
                | "complementary"
                | "navigation"
                | "alert"
                | "alertdialog"
                | "dialog"
        )
    {
        return true;
    }
    let mut names = String::new();
    for name in ["class", "id"] {
        names.push_str(element.attribute(name).unwrap_or_default());
        names.push(' ');
    }
    names.make_ascii_lowercase();
    any(&names, UNLIKELY) && !any(&names, MAYBE)
}

/// What its names add to the score of an element.
pub(super) fn weight(element: Element<'_>) -> i8 {
    ["class", "id"]
        .iter()
        .filter_map(|name| element.attribute(name))
        .map(|names| {
            let names = names.to_ascii_lowercase();
            25 * (i8::from(any(&names, POSITIVE)) - i8::from(any(&names, NEGATIVE)))
        })
        .sum()
}

/// Whether names hold one of the tokens; in small letters.
pub(super) fn any(names: &str, tokens: &[&str]) -> bool {
    tokens.iter().any(|token| names.contains(token))
}

const UNLIKELY: &[&str] = &[
    "-ad-",
    "ai2html",
    "banner",
    "breadcrumb",
    "combx",
    "comment",
    "community",
    "cover-wrap",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "legends",
    "menu",
    "related",
    "remark",
    "replies",
    "rss",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
    "supplemental",
    "ad-break",
    "agegate",
    "pagination",
    "pager",
    "popup",
    "yom-remote",
    // The same in Vietnamese.
    "binhluan",
    "binh-luan",
    "lienquan",
    "lien-quan",
    "tinkhac",
    "tin-khac",
    "quangcao",
    "quang-cao",
    "chiase",
    "chia-se",
    "xem-them",
    "tu-khoa",
    "danh-gia",
];

const MAYBE: &[&str] = &[
    "and", "article", "body", "column", "content", "main", "shadow",
];

const POSITIVE: &[&str] = &[
    "article", "body", "content", "entry", "hentry", "main", "page", "post", "text", "blog",
    "story",
];

const NEGATIVE: &[&str] = &[
    "-ad-",
    "hidden",
    "banner",
    "combx",
    "comment",
    "com-",
    "contact",
    "foot",
    "gdpr",
    "masthead",
    "media",
    "meta",
    "outbrain",
    "promo",
    "related",
    "scroll",
    "share",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "sponsor",
    "shopping",
    "tags",
    "tool",
    "widget",
];
