//! A document: one article or official text, read from one record.

use super::{DocId, Span};
use jiff::civil::Date;
use std::fmt;

/// The language a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// All languages, in printing order.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Reads an ISO 639-1 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// What a document is; official kinds follow the type of document it prints, not what it reports on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Chỉ thị.
    Directive,
    /// Nghị quyết.
    Resolution,
    /// Kết luận.
    Conclusion,
    /// Quy định, quy chế.
    Regulation,
    /// Quyết định.
    Decision,
    /// Thông báo.
    Notice,
    /// Hướng dẫn.
    Guidance,
    /// Báo cáo.
    Report,
    /// Luật, pháp lệnh, hiến pháp.
    Law,
    /// Nghị định.
    Decree,
    /// A press article.
    News,
    /// Any other text.
    Other,
}

impl Kind {
    /// All kinds, in printing order.
    pub const ALL: [Self; 12] = [
        Self::Directive,
        Self::Resolution,
        Self::Conclusion,
        Self::Regulation,
        Self::Decision,
        Self::Notice,
        Self::Guidance,
        Self::Report,
        Self::Law,
        Self::Decree,
        Self::News,
        Self::Other,
    ];

    /// The name in filters and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Directive => "directive",
            Self::Resolution => "resolution",
            Self::Conclusion => "conclusion",
            Self::Regulation => "regulation",
            Self::Decision => "decision",
            Self::Notice => "notice",
            Self::Guidance => "guidance",
            Self::Report => "report",
            Self::Law => "law",
            Self::Decree => "decree",
            Self::News => "news",
            Self::Other => "other",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Title, lead and body as one NFC text with a blank line between those that are not empty.
///
/// All mentions and figures count their bytes in [`Text::full`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    full: String,
    title: Span,
    lead: Span,
    body: Span,
}

/// The three parts a [`Text`] is made of.
#[derive(Debug, Clone, Default)]
pub struct TextBuilder {
    /// One line.
    pub title: String,
    /// The standing first paragraph (sapo), one or more lines.
    pub lead: String,
    /// Paragraphs, one a line; headings and list items are lines of their own.
    pub body: String,
}

impl TextBuilder {
    /// Puts the parts together. They must be NFC and trimmed already.
    #[must_use]
    pub fn build(self) -> Text {
        let mut full =
            String::with_capacity(self.title.len() + self.lead.len() + self.body.len() + 4);
        let mut put = |part: &str| {
            if !part.is_empty() && !full.is_empty() {
                full.push_str("\n\n");
            }
            let start = full.len();
            full.push_str(part);
            Span::new(start, full.len())
        };
        let title = put(&self.title);
        let lead = put(&self.lead);
        let body = put(&self.body);
        Text {
            full,
            title,
            lead,
            body,
        }
    }
}

impl Text {
    /// The whole text.
    #[must_use]
    pub fn full(&self) -> &str {
        &self.full
    }

    /// The title, or "".
    #[must_use]
    pub fn title(&self) -> &str {
        self.title.of(&self.full)
    }

    /// The lead, or "".
    #[must_use]
    pub fn lead(&self) -> &str {
        self.lead.of(&self.full)
    }

    /// The body, or "".
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.of(&self.full)
    }

    /// Where the title stands in the whole.
    #[must_use]
    pub const fn title_span(&self) -> Span {
        self.title
    }

    /// Where the lead stands in the whole.
    #[must_use]
    pub const fn lead_span(&self) -> Span {
        self.lead
    }

    /// Where the body stands in the whole.
    #[must_use]
    pub const fn body_span(&self) -> Span {
        self.body
    }
}

/// Where a date was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatedBy {
    /// A field of an imported record or of front matter.
    Field(String),
    /// Markup of the page: the selector, the meta name or the JSON-LD key.
    Markup(String),
    /// A line of the visible text, as printed.
    Line(String),
    /// Digits in the address: weaker than a printed date.
    Address(String),
    /// A person's correction in the ledger.
    Ledger,
}

impl fmt::Display for DatedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "field {name}"),
            Self::Markup(place) => write!(f, "markup {place}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Address(part) => write!(f, "address {part}"),
            Self::Ledger => f.write_str("ledger"),
        }
    }
}

/// The Vietnamese calendar day (UTC+7) of publication, or of signing for an official document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDate {
    /// The day.
    pub day: Date,
    /// Where it was read.
    pub origin: DatedBy,
}

/// Which way a page was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadBy {
    /// A site rule, by its name.
    Rule(String),
    /// Metadata of the page with a readability body.
    Metadata,
    /// The pasted text of a portal page, by the rule that knew it.
    Pasted(String),
    /// Plain text, Markdown or a JSON record as it stands.
    Record,
}

impl fmt::Display for ReadBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(name) => write!(f, "rule {name}"),
            Self::Metadata => f.write_str("metadata"),
            Self::Pasted(name) => write!(f, "pasted {name}"),
            Self::Record => f.write_str("record"),
        }
    }
}

/// Something worth telling about how a document was read; never a reason to drop it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable short name, such as `undated`, `invalid-utf8`, `too-deep`, `ambiguous-date`.
    pub code: &'static str,
    /// The detail, naming what was met.
    pub detail: String,
}

impl Problem {
    /// Makes a problem.
    #[must_use]
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// One article or official text. Nothing in it depends on another document or on the order of adding.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its identity.
    pub id: DocId,
    /// The record's own id, verbatim.
    pub external_id: Option<String>,
    /// Address it was received from, normalised.
    pub url: Option<String>,
    /// Other addresses that name it (`rel=canonical`, `og:url`), normalised.
    pub aliases: Vec<String>,
    /// Title, lead and body.
    pub text: Text,
    /// Its date, if one could be read.
    pub date: Option<DocumentDate>,
    /// Its language.
    pub lang: Lang,
    /// Its kind.
    pub kind: Kind,
    /// The publishing site (host without `www.`), else the imported name.
    pub source: Option<String>,
    /// What it was republished from.
    pub origin: Option<String>,
    /// Bylines as the page's markup gives them.
    pub authors: Vec<String>,
    /// Which way it was read.
    pub read_by: ReadBy,
    /// When the record was received, RFC 3339.
    pub fetched_at: Option<String>,
    /// SHA-256 of the record's bytes.
    pub raw_sha256: [u8; 32],
    /// What was met while reading.
    pub problems: Vec<Problem>,
}
