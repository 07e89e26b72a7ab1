//! A parsed page as a flat array in document order.

use super::gate::gate;
use super::{Selector, Tag, charset};
use scraper::{Html, Node as Parsed};

/// Longest attribute value that is kept; longer ones are embedded images and the like.
const VALUE: usize = 16 << 10;

#[derive(Debug, Clone, Copy)]
pub(super) enum NodeKind {
    Element(Tag),
    Text,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) parent: u32,
    /// One past the last node inside.
    pub(super) end: u32,
    /// For an element its attributes (numbers in `attributes`), for a text its bytes in `pool`.
    pub(super) from: u32,
    pub(super) to: u32,
}

#[derive(Debug, Clone, Copy)]
struct Attribute {
    name: (u32, u32),
    value: (u32, u32),
}

/// One page, parsed.
#[derive(Debug)]
pub struct Page {
    pub(super) nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    pool: String,
    /// Name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    /// True if some bytes were not valid in it.
    pub replaced: bool,
    /// True if tags beyond the limit of depth or attributes were taken out.
    pub too_deep: bool,
    /// True if the page was longer than what is read of one.
    pub too_long: bool,
}

impl Page {
    /// Reads the bytes of a page; `charset` is the one of the HTTP head.
    ///
    /// Any bytes make a page; time is linear in their number.
    #[must_use]
    pub fn read(bytes: &[u8], charset: Option<&str>) -> Self {
        let decoded = charset::decode(bytes, charset);
        let mut page = Self::parse(&decoded.text);
        page.encoding = decoded.encoding;
        page.replaced = decoded.replaced;
        page
    }

    /// Parses text that was decoded already.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let gated = gate(html);
        let parsed = Html::parse_document(&gated.html);
        let mut page = Self {
            nodes: Vec::with_capacity(gated.html.len() / 32),
            attributes: Vec::with_capacity(gated.html.len() / 48),
            pool: String::with_capacity(gated.html.len() / 2),
            encoding: "UTF-8",
            replaced: false,
            too_deep: gated.too_deep,
            too_long: gated.too_long,
        };
        page.flatten(&parsed);
        page
    }

    fn flatten(&mut self, parsed: &Html) {
        let root = parsed.tree.root();
        let mut node = root;
        let mut parent = u32::MAX;
        loop {
            let placed = self.place(node.value(), parent);
            if let (Some(at), Some(child)) = (placed, node.first_child()) {
                parent = at;
                node = child;
                continue;
            }
            if let Some(at) = placed {
                self.nodes[at as usize].end = self.nodes.len() as u32;
            } else if node == root {
                // The document itself is no node of the page: its children are.
                match node.first_child() {
                    Some(child) => node = child,
                    None => return,
                }
                continue;
            }
            // Nodes that are not kept have no children, but for the contents of a template.
            while node.next_sibling().is_none() {
                match node.parent() {
                    Some(above) if above != root => {
                        node = above;
                        let closed = parent as usize;
                        self.nodes[closed].end = self.nodes.len() as u32;
                        parent = self.nodes[closed].parent;
                    }
                    _ => return,
                }
            }
            if let Some(next) = node.next_sibling() {
                node = next;
            }
        }
    }

    /// Puts a node at the end of the array; nothing for comments and the like.
    fn place(&mut self, value: &Parsed, parent: u32) -> Option<u32> {
        let (kind, from, to) = match value {
            Parsed::Text(text) => {
                let (from, to) = self.keep(text);
                (NodeKind::Text, from, to)
            }
            Parsed::Element(element) => {
                let from = self.attributes.len() as u32;
                for (name, value) in element.attrs() {
                    if value.len() <= VALUE && !name.starts_with("on") {
                        let attribute = Attribute {
                            name: self.keep(name),
                            value: self.keep(value),
                        };
                        self.attributes.push(attribute);
                    }
                }
                (
                    NodeKind::Element(Tag::of(element.name())),
                    from,
                    self.attributes.len() as u32,
                )
            }
            _ => return None,
        };
        let at = self.nodes.len() as u32;
        self.nodes.push(Node {
            kind,
            parent,
            end: at + 1,
            from,
            to,
        });
        Some(at)
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let from = self.pool.len() as u32;
        self.pool.push_str(text);
        (from, self.pool.len() as u32)
    }

    fn slice(&self, (from, to): (u32, u32)) -> &str {
        &self.pool[from as usize..to as usize]
    }

    pub(super) fn text_at(&self, at: usize) -> &str {
        let node = self.nodes[at];
        self.slice((node.from, node.to))
    }

    pub(super) fn attribute_at(&self, at: usize, name: &str) -> Option<&str> {
        let node = self.nodes[at];
        self.attributes[node.from as usize..node.to as usize]
            .iter()
            .find(|attribute| self.slice(attribute.name) == name)
            .map(|attribute| self.slice(attribute.value))
    }

    pub(super) fn tag_at(&self, at: usize) -> Option<Tag> {
        match self.nodes[at].kind {
            NodeKind::Element(tag) => Some(tag),
            NodeKind::Text => None,
        }
    }

    /// All elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        (0..self.nodes.len())
            .filter(|at| matches!(self.nodes[*at].kind, NodeKind::Element(_)))
            .map(|at| Element { page: self, at })
    }

    /// The elements that a selector names, in document order.
    pub fn select<'p>(&'p self, selector: &'p Selector) -> impl Iterator<Item = Element<'p>> {
        self.elements()
            .filter(move |element| selector.matches(*element))
    }

    /// The root element.
    #[must_use]
    pub fn root(&self) -> Option<Element<'_>> {
        self.elements().next()
    }
}

/// An element of a page.
#[derive(Debug, Clone, Copy)]
pub struct Element<'p> {
    pub(super) page: &'p Page,
    pub(super) at: usize,
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.page, other.page)
    }
}

impl<'p> Element<'p> {
    /// What element it is.
    #[must_use]
    pub fn tag(self) -> Tag {
        self.page.tag_at(self.at).unwrap_or(Tag::Other)
    }

    /// The value of an attribute; its name in lower case.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'p str> {
        self.page.attribute_at(self.at, name)
    }

    /// Tells whether a class token stands in `class`.
    #[must_use]
    pub fn has_class(self, token: &str) -> bool {
        self.attribute("class")
            .is_some_and(|class| class.split_ascii_whitespace().any(|word| word == token))
    }

    /// The element that holds it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let parent = self.page.nodes[self.at].parent;
        (parent != u32::MAX).then_some(Self {
            page: self.page,
            at: parent as usize,
        })
    }

    /// The elements inside, at any depth, in document order.
    pub fn inside(self) -> impl Iterator<Item = Self> {
        (self.at + 1..self.page.nodes[self.at].end as usize)
            .filter(move |at| self.page.tag_at(*at).is_some())
            .map(move |at| Self {
                page: self.page,
                at,
            })
    }

    /// Tells whether `other` is this element or lies inside it.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        (self.at..self.page.nodes[self.at].end as usize).contains(&other.at)
    }

    /// The text inside as it stands in the source, script text included.
    #[must_use]
    pub fn source_text(self) -> String {
        let nodes = self.at + 1..self.page.nodes[self.at].end as usize;
        nodes
            .filter(|at| self.page.tag_at(*at).is_none())
            .map(|at| self.page.text_at(at))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_nesting_survive() {
        let page = Page::parse(
            "<!doctype html><!-- c --><title>t</title><div id=a><p>x<b>y</b></p></div><p>z",
        );
        let tags: Vec<Tag> = page.elements().map(Element::tag).collect();
        assert_eq!(
            tags,
            [
                Tag::Html,
                Tag::Head,
                Tag::Title,
                Tag::Body,
                Tag::Div,
                Tag::P,
                Tag::B,
                Tag::P
            ]
        );
        let div = page
            .elements()
            .find(|e| e.attribute("id") == Some("a"))
            .expect("the div");
        assert_eq!(
            div.inside().map(Element::tag).collect::<Vec<_>>(),
            [Tag::P, Tag::B]
        );
        assert_eq!(div.source_text(), "xy");
        assert_eq!(div.parent().map(Element::tag), Some(Tag::Body));
    }

    #[test]
    fn any_bytes_make_a_page() {
        for bytes in [
            &b""[..],
            b"\0\0\0\0\0\0\0\0\0\0",
            b"<",
            b"<template><p>a</template>b",
            b"<!--",
        ] {
            let _ = Page::read(bytes, None);
        }
    }
}
