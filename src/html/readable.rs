//! The main text of a page that no rule knows: a port of the idea of Mozilla's Readability.
//!
//! Paragraphs lend a score to their ancestors, the best one less its links is the text, neighbours that
//! read like it join in, and what looks like navigation is left out. All counts are summed up once over
//! the flat array, so asking about an element costs nothing and nothing is changed or parsed again.

mod clean;
mod counts;
mod names;

use super::tree::NodeKind;
use super::{Dropped, Element, Page, Tag, lines_of};
use clean::clean;
use counts::Counts;
use names::is_unlikely;

/// The main text of a page.
#[derive(Debug, Clone)]
pub struct Readable<'p> {
    /// The elements that make it up, in document order.
    pub parts: Vec<Element<'p>>,
    /// What is left out inside them.
    pub dropped: Dropped,
}

impl Readable<'_> {
    /// The lines of the text.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.parts
            .iter()
            .flat_map(|part| lines_of(*part, &self.dropped))
            .collect()
    }
}

/// Finds the main text; nothing where the page has no paragraph worth reading.
#[must_use]
pub fn main_text(page: &Page) -> Option<Readable<'_>> {
    let counts = Counts::of(page);
    // A first look leaves out what is named like navigation; where that leaves too little, all counts.
    let strict = find(page, &counts, true);
    let length = |found: &Readable<'_>| found.lines().iter().map(String::len).sum::<usize>();
    match strict {
        Some(found) if length(&found) >= ENOUGH => Some(found),
        other => {
            let loose = find(page, &counts, false);
            match (other, loose) {
                (Some(strict), Some(loose)) if length(&loose) > 2 * length(&strict) => Some(loose),
                (Some(strict), _) => Some(strict),
                (None, loose) => loose,
            }
        }
    }
}

/// Bytes of text with which a first look is content.
const ENOUGH: usize = 500;

/// Shortest paragraph that lends a score, in bytes.
const PARAGRAPH: u32 = 25;

fn find<'p>(page: &'p Page, counts: &Counts, strict: bool) -> Option<Readable<'p>> {
    let left_out = unlikely(page, counts, strict);
    let scores = scores(page, counts, &left_out);
    let top = top(page, counts, &scores)?;
    let parts = with_neighbours(page, counts, &scores, top, &left_out);
    let mut dropped = Dropped::default();
    for part in &parts {
        clean(page, counts, *part, &left_out, strict, &mut dropped);
    }
    Some(Readable {
        parts: parts.into_iter().map(|at| Element { page, at }).collect(),
        dropped,
    })
}

/// Marks the nodes that are not looked at: hidden ones, and those named like navigation.
fn unlikely(page: &Page, counts: &Counts, strict: bool) -> Vec<bool> {
    let mut left_out = vec![false; page.nodes.len()];
    let mut at = 0;
    while at < page.nodes.len() {
        let end = page.nodes[at].end as usize;
        let element = Element { page, at };
        let out = page.tag_at(at).is_some_and(|tag| {
            counts.hidden[at]
                || matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer)
                || strict
                    && !matches!(
                        tag,
                        Tag::Body
                            | Tag::Html
                            | Tag::A
                            | Tag::Table
                            | Tag::Tbody
                            | Tag::Code
                            | Tag::Article
                            | Tag::Main
                    )
                    && is_unlikely(element)
        });
        if out {
            left_out[at..end].fill(true);
            at = end;
        } else {
            at += 1;
        }
    }
    left_out
}

/// The score of each element, less its links; zero for those that no paragraph lends to.
fn scores(page: &Page, counts: &Counts, left_out: &[bool]) -> Vec<f32> {
    let mut scores = vec![f32::NAN; page.nodes.len()];
    for (at, out) in left_out.iter().enumerate() {
        if *out || !is_paragraph(page, counts, at) {
            continue;
        }
        let length = counts.text[at];
        if length < PARAGRAPH {
            continue;
        }
        let lent = 1.0 + counts.commas[at] as f32 + (length as f32 / 100.0).floor().min(3.0);
        let mut ancestor = page.nodes[at].parent;
        for level in 0..5u8 {
            if ancestor == u32::MAX {
                break;
            }
            let above = ancestor as usize;
            let start =
                base(page.tag_at(above).unwrap_or(Tag::Other)) + f32::from(counts.weight[above]);
            let divider = match level {
                0 => 1.0,
                1 => 2.0,
                _ => f32::from(level) * 3.0,
            };
            let score = if scores[above].is_nan() {
                start
            } else {
                scores[above]
            };
            scores[above] = score + lent / divider;
            ancestor = page.nodes[above].parent;
        }
    }
    for (at, score) in scores.iter_mut().enumerate() {
        *score = if score.is_nan() {
            0.0
        } else {
            *score * (1.0 - counts.link_density(at))
        };
    }
    scores
}

const fn base(tag: Tag) -> f32 {
    match tag {
        Tag::Div => 5.0,
        Tag::Pre | Tag::Td | Tag::Blockquote => 3.0,
        Tag::Address | Tag::Ol | Tag::Ul | Tag::Dl | Tag::Dd | Tag::Dt | Tag::Li | Tag::Form => {
            -3.0
        }
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Th => -5.0,
        _ => 0.0,
    }
}

/// An element or a bare text that reads as one paragraph.
fn is_paragraph(page: &Page, counts: &Counts, at: usize) -> bool {
    match page.nodes[at].kind {
        NodeKind::Element(
            Tag::P | Tag::Td | Tag::Pre | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6,
        ) => true,
        NodeKind::Element(Tag::Div | Tag::Section | Tag::Li) => counts.blocks[at] <= 1,
        NodeKind::Element(_) => false,
        // Text between blocks counts as a paragraph of its own.
        NodeKind::Text => {
            let parent = page.nodes[at].parent as usize;
            page.tag_at(parent)
                .is_some_and(|tag| matches!(tag, Tag::Div | Tag::Article | Tag::Section))
                && counts.blocks[parent] > 1
        }
    }
}

fn top(page: &Page, counts: &Counts, scores: &[f32]) -> Option<usize> {
    let mut best: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
    best.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    best.truncate(5);
    let mut top = *best.first()?;
    let inside =
        |outer: usize, inner: usize| (outer + 1..page.nodes[outer].end as usize).contains(&inner);
    // Several good candidates in one place: the place is the text.
    let rivals: Vec<usize> = best[1..]
        .iter()
        .copied()
        .filter(|at| scores[*at] >= 0.75 * scores[top])
        .collect();
    if rivals.len() >= 3 {
        let mut place = page.nodes[top].parent;
        while place != u32::MAX && page.tag_at(place as usize) != Some(Tag::Body) {
            if rivals
                .iter()
                .filter(|rival| inside(place as usize, **rival))
                .count()
                >= 3
            {
                top = place as usize;
                break;
            }
            place = page.nodes[place as usize].parent;
        }
    }
    // A parent that scores more has other parts of the text.
    let mut last = scores[top];
    let least = last / 3.0;
    let mut above = page.nodes[top].parent;
    while above != u32::MAX && page.tag_at(above as usize) != Some(Tag::Body) {
        let at = above as usize;
        let score = scores[at];
        above = page.nodes[at].parent;
        if score == 0.0 {
            continue;
        }
        if score < least {
            break;
        }
        if score > last {
            top = at;
            break;
        }
        last = score;
    }
    // An only child is not all there is to its parent.
    while let parent = page.nodes[top].parent
        && parent != u32::MAX
        && page.tag_at(parent as usize) != Some(Tag::Body)
        && children(page, parent as usize)
            .filter(|at| page.tag_at(*at).is_some() && counts.text[*at] > 0)
            .count()
            == 1
    {
        top = parent as usize;
    }
    Some(top)
}

fn children(page: &Page, at: usize) -> impl Iterator<Item = usize> {
    let end = page.nodes[at].end as usize;
    let mut next = at + 1;
    std::iter::from_fn(move || {
        let child = (next < end).then_some(next)?;
        next = page.nodes[child].end as usize;
        Some(child)
    })
}

/// The best element and those beside it that read like it.
fn with_neighbours(
    page: &Page,
    counts: &Counts,
    scores: &[f32],
    top: usize,
    left_out: &[bool],
) -> Vec<usize> {
    let parent = page.nodes[top].parent;
    if parent == u32::MAX {
        return vec![top];
    }
    let threshold = (scores[top] * 0.2).max(10.0);
    let class = |at: usize| page.attribute_at(at, "class").unwrap_or_default();
    children(page, parent as usize)
        .filter(|at| {
            let Some(tag) = page.tag_at(*at) else {
                return false;
            };
            if *at == top {
                return true;
            }
            if left_out[*at] {
                return false;
            }
            let bonus = if !class(top).is_empty() && class(top) == class(*at) {
                scores[top] * 0.2
            } else {
                0.0
            };
            if scores[*at] > 0.0 && scores[*at] + bonus >= threshold {
                return true;
            }
            tag == Tag::P && counts.text[*at] > 80 && counts.link_density(*at) < 0.25
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let page = Page::parse(html);
        let lines = main_text(&page)
            .map(|found| found.lines())
            .unwrap_or_default();
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_text_is_found_between_menus() {
        let one = "The committee met on Monday, heard the report, and agreed on the plan for the coming quarter.";
        let two = "Members asked about funding, staffing, and the calendar; the chair answered each of them at length.";
        let html = format!(
            "<body><ul class=menu><li><a href=/a>Home page of the paper</a><li><a href=/b>World, and more, and more</a></ul>\
             <div><div class=post><p>{one}</p><p>{two}</p><p>{one}</p><ul class=related-links><li><a href=/c>Another story, elsewhere</a></ul></div></div>\
             <div class=footer><p>Copyright of the paper, all rights reserved, and so on, and so on.</p></div>"
        );
        check(&html, &[one, two, one]);
    }

    #[test]
    fn a_page_without_paragraphs_has_none() {
        check("<p><a href=/>x</a>", &[]);
        check("", &[]);
    }
}
