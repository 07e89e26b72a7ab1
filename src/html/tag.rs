//! The elements that are told apart.

/// The names of elements that the rules of reading distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of HTML")]
pub enum Tag {
    A,
    Address,
    Article,
    Aside,
    B,
    Blockquote,
    Body,
    Br,
    Button,
    Caption,
    Center,
    Code,
    Dd,
    Div,
    Dl,
    Dt,
    Em,
    Fieldset,
    Figcaption,
    Figure,
    Font,
    Footer,
    Form,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Input,
    Label,
    Li,
    Link,
    Main,
    Meta,
    Nav,
    Noscript,
    Object,
    Ol,
    P,
    Pre,
    Script,
    Section,
    Select,
    Small,
    Span,
    Strong,
    Style,
    Sub,
    Summary,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    U,
    Ul,
    Video,
    /// Any other element.
    Other,
}

impl Tag {
    /// The tag of that name.
    pub(super) fn of(name: &str) -> Self {
        Self::named(name).unwrap_or(Self::Other)
    }

    /// The tag of that name, if it is one that is distinguished.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES
            .binary_search_by(|(known, _)| (*known).cmp(name))
            .ok()
            .map(|at| NAMES[at].1)
    }

    /// Tells whether the element starts a line of its own.
    #[must_use]
    pub const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::B
                | Self::Br
                | Self::Button
                | Self::Code
                | Self::Em
                | Self::Font
                | Self::I
                | Self::Img
                | Self::Input
                | Self::Label
                | Self::Small
                | Self::Span
                | Self::Strong
                | Self::Sub
                | Self::Sup
                | Self::Svg
                | Self::Time
                | Self::U
                | Self::Link
                | Self::Meta
                | Self::Script
                | Self::Style
                | Self::Noscript
                | Self::Template
                | Self::Other
                | Self::Select
                | Self::Textarea
                | Self::Iframe
                | Self::Object
                | Self::Video
        )
    }

    /// Tells whether the element holds no text for readers.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Noscript
                | Self::Template
                | Self::Select
                | Self::Textarea
                | Self::Iframe
                | Self::Object
                | Self::Video
                | Self::Svg
                | Self::Button
                | Self::Head
                | Self::Input
                | Self::Img
        )
    }
}

/// Sorted by name.
const NAMES: [(&str, Tag); 73] = [
    ("a", Tag::A),
    ("address", Tag::Address),
    ("article", Tag::Article),
    ("aside", Tag::Aside),
    ("b", Tag::B),
    ("blockquote", Tag::Blockquote),
    ("body", Tag::Body),
    ("br", Tag::Br),
    ("button", Tag::Button),
    ("caption", Tag::Caption),
    ("center", Tag::Center),
    ("code", Tag::Code),
    ("dd", Tag::Dd),
    ("div", Tag::Div),
    ("dl", Tag::Dl),
    ("dt", Tag::Dt),
    ("em", Tag::Em),
    ("fieldset", Tag::Fieldset),
    ("figcaption", Tag::Figcaption),
    ("figure", Tag::Figure),
    ("font", Tag::Font),
    ("footer", Tag::Footer),
    ("form", Tag::Form),
    ("h1", Tag::H1),
    ("h2", Tag::H2),
    ("h3", Tag::H3),
    ("h4", Tag::H4),
    ("h5", Tag::H5),
    ("h6", Tag::H6),
    ("head", Tag::Head),
    ("header", Tag::Header),
    ("hr", Tag::Hr),
    ("html", Tag::Html),
    ("i", Tag::I),
    ("iframe", Tag::Iframe),
    ("img", Tag::Img),
    ("input", Tag::Input),
    ("label", Tag::Label),
    ("li", Tag::Li),
    ("link", Tag::Link),
    ("main", Tag::Main),
    ("meta", Tag::Meta),
    ("nav", Tag::Nav),
    ("noscript", Tag::Noscript),
    ("object", Tag::Object),
    ("ol", Tag::Ol),
    ("p", Tag::P),
    ("pre", Tag::Pre),
    ("script", Tag::Script),
    ("section", Tag::Section),
    ("select", Tag::Select),
    ("small", Tag::Small),
    ("span", Tag::Span),
    ("strong", Tag::Strong),
    ("style", Tag::Style),
    ("sub", Tag::Sub),
    ("summary", Tag::Summary),
    ("sup", Tag::Sup),
    ("svg", Tag::Svg),
    ("table", Tag::Table),
    ("tbody", Tag::Tbody),
    ("td", Tag::Td),
    ("template", Tag::Template),
    ("textarea", Tag::Textarea),
    ("tfoot", Tag::Tfoot),
    ("th", Tag::Th),
    ("thead", Tag::Thead),
    ("time", Tag::Time),
    ("title", Tag::Title),
    ("tr", Tag::Tr),
    ("u", Tag::U),
    ("ul", Tag::Ul),
    ("video", Tag::Video),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
