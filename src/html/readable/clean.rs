//! What is left out inside the main text.

use super::children;
use super::counts::Counts;
use super::names::any;
use crate::html::{Dropped, Element, Page, Tag};

/// Leaves out what is no running text inside a part.
pub(super) fn clean(
    page: &Page,
    counts: &Counts,
    part: usize,
    left_out: &[bool],
    strict: bool,
    dropped: &mut Dropped,
) {
    let end = page.nodes[part].end as usize;
    let mut at = part + 1;
    while at < end {
        let Some(tag) = page.tag_at(at) else {
            at += 1;
            continue;
        };
        let element = Element { page, at };
        let out = left_out[at]
            || matches!(
                tag,
                Tag::Figcaption | Tag::H1 | Tag::Form | Tag::Fieldset | Tag::Caption
            )
            || is_share(element, counts)
            || strict && is_clutter(page, counts, tag, at)
            || matches!(tag, Tag::H2 | Tag::H3 | Tag::H4) && counts.weight[at] < 0;
        if out {
            dropped.push(element);
            at = page.nodes[at].end as usize;
        } else {
            at += 1;
        }
    }
}

/// Buttons to share a text, captions and credits by their class.
fn is_share(element: Element<'_>, counts: &Counts) -> bool {
    let names = ["class", "id"].map(|name| element.attribute(name).unwrap_or_default());
    counts.text[element.at] < 500
        && names.iter().any(|names| {
            let names = names.to_ascii_lowercase();
            any(
                &names,
                &[
                    "share",
                    "sharedaddy",
                    "caption",
                    "newsletter",
                    "signup",
                    "subscribe",
                    "byline",
                    "credit",
                ],
            )
        })
}

/// Readability's questions about lists, divisions and tables inside the text.
fn is_clutter(page: &Page, counts: &Counts, tag: Tag, at: usize) -> bool {
    let list = matches!(tag, Tag::Ul | Tag::Ol);
    if !(list || matches!(tag, Tag::Div | Tag::Table | Tag::Section)) {
        return false;
    }
    if tag == Tag::Table && counts.link_density(at) < 0.2 {
        return false;
    }
    let weight = counts.weight[at];
    if weight < 0 {
        return true;
    }
    if counts.commas[at] >= 10 {
        return false;
    }
    let density = counts.link_density(at);
    let (p, img) = (counts.paragraphs[at], counts.images[at]);
    let list = list || {
        let items: u32 = children(page, at)
            .filter(|child| matches!(page.tag_at(*child), Some(Tag::Ul | Tag::Ol)))
            .map(|child| counts.text[child])
            .sum();
        counts.text[at] > 0 && items as f32 / counts.text[at] as f32 > 0.9
    };
    let length = counts.text[at];
    let headings = if length == 0 {
        0.0
    } else {
        counts.headings[at] as f32 / length as f32
    };
    let figure = page.tag_at(at) == Some(Tag::Figure);
    (img > 1 && (p as f32) / (img as f32) < 0.5 && !figure && length < 200)
        || (!list && counts.items[at] > p + 100)
        || counts.inputs[at] > p / 3
        || (!list
            && headings < 0.9
            && length < 25
            && (img == 0 || img > 2)
            && density > 0.0
            && !figure)
        || (!list && weight < 25 && density > 0.2)
        || (weight >= 25 && density > 0.5)
        || (list && density > 0.5)
        || (img == 0 && counts.dense[at] == 0 && length > 0 && counts.embeds[at] > 0)
}
