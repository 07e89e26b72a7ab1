//! What each element of a page holds, summed up once.

use super::names;
use crate::html::tree::NodeKind;
use crate::html::{Element, Page, Tag};

/// What lies inside each node, itself included.
pub(super) struct Counts {
    pub(super) text: Vec<u32>,
    pub(super) links: Vec<u32>,
    pub(super) commas: Vec<u32>,
    pub(super) paragraphs: Vec<u32>,
    pub(super) images: Vec<u32>,
    pub(super) items: Vec<u32>,
    pub(super) inputs: Vec<u32>,
    pub(super) headings: Vec<u32>,
    pub(super) embeds: Vec<u32>,
    /// Text in elements that hold running text.
    pub(super) dense: Vec<u32>,
    pub(super) blocks: Vec<u32>,
    pub(super) hidden: Vec<bool>,
    pub(super) weight: Vec<i8>,
}

impl Counts {
    /// Sums up a page.
    pub(super) fn of(page: &Page) -> Self {
        let n = page.nodes.len();
        let zeros = || vec![0u32; n];
        let mut counts = Self {
            text: zeros(),
            links: zeros(),
            commas: zeros(),
            paragraphs: zeros(),
            images: zeros(),
            items: zeros(),
            inputs: zeros(),
            headings: zeros(),
            embeds: zeros(),
            dense: zeros(),
            blocks: zeros(),
            hidden: vec![false; n],
            weight: vec![0; n],
        };
        counts.mark(page);
        for at in (0..n).rev() {
            let node = page.nodes[at];
            match node.kind {
                NodeKind::Text => counts.count_text(page, at),
                NodeKind::Element(tag) => counts.count_element(tag, at),
            }
            if counts.hidden[at] {
                for list in counts.lists() {
                    list[at] = 0;
                }
            }
            if node.parent != u32::MAX {
                let parent = node.parent as usize;
                for list in counts.lists() {
                    list[parent] += list[at];
                }
            }
        }
        counts
    }

    fn lists(&mut self) -> [&mut Vec<u32>; 11] {
        [
            &mut self.text,
            &mut self.links,
            &mut self.commas,
            &mut self.paragraphs,
            &mut self.images,
            &mut self.items,
            &mut self.inputs,
            &mut self.headings,
            &mut self.embeds,
            &mut self.dense,
            &mut self.blocks,
        ]
    }

    fn mark(&mut self, page: &Page) {
        for at in 0..page.nodes.len() {
            let Some(tag) = page.tag_at(at) else { continue };
            let element = Element { page, at };
            self.hidden[at] = (tag.is_silent()
                && !matches!(
                    tag,
                    Tag::Img | Tag::Input | Tag::Iframe | Tag::Object | Tag::Video
                ))
                || element.attribute("hidden").is_some()
                || element.attribute("aria-hidden") == Some("true")
                    && !element.has_class("fallback-image")
                || element.attribute("style").is_some_and(is_invisible_style);
            self.weight[at] = names::weight(element);
        }
    }

    fn count_text(&mut self, page: &Page, at: usize) {
        let (mut length, mut space) = (0u32, true);
        let text = page.text_at(at);
        for byte in text.bytes() {
            let white = byte.is_ascii_whitespace();
            length += u32::from(!(white && space));
            space = white;
        }
        self.text[at] = length;
        if length > 1 {
            self.commas[at] = text.matches([',', '،', '、', '，', '︐']).count() as u32;
        }
    }

    fn count_element(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::A => self.links[at] = self.text[at],
            Tag::P => self.paragraphs[at] += 1,
            Tag::Img => self.images[at] += 1,
            Tag::Li => self.items[at] += 1,
            Tag::Input => self.inputs[at] += 1,
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.headings[at] = self.text[at]
            }
            Tag::Iframe | Tag::Object | Tag::Video => {
                self.text[at] = 0;
                self.embeds[at] += 1;
            }
            _ => {}
        }
        if matches!(
            tag,
            Tag::Blockquote
                | Tag::Dl
                | Tag::Div
                | Tag::Img
                | Tag::Ol
                | Tag::P
                | Tag::Pre
                | Tag::Table
                | Tag::Ul
        ) {
            self.dense[at] = self.text[at];
            self.blocks[at] += 1;
        }
    }

    /// The share of the text that is links.
    pub(super) fn link_density(&self, at: usize) -> f32 {
        if self.text[at] == 0 {
            0.0
        } else {
            self.links[at] as f32 / self.text[at] as f32
        }
    }
}

fn is_invisible_style(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}
