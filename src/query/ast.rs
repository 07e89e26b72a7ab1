//! What a query says.

use crate::document::{Kind, Lang, LocalityId, Span};
use jiff::civil::Date;

/// A query as it was understood.
///
/// Two queries are equal when they ask the same: the text as typed does not count.
#[derive(Debug, Clone)]
pub struct Query {
    /// The text as typed, NFC, with straight quotes and half-width signs.
    pub text: String,
    /// What it asks for.
    pub root: Clause,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

/// One clause of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// Every document.
    All,
    /// All of these.
    And(Vec<Clause>),
    /// Any of these.
    Or(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
    /// Words.
    Text(TextClause),
    /// Words with other wordings that also count.
    Expanded(Expanded),
    /// A field.
    Filter(Filter),
}

/// Words with other wordings that also count.
///
/// A document answers it when it answers `base` or has one of the alternatives, whose score counts
/// by their weight. Where bare words are relaxed, an alternative stands for all the words of `base`.
#[derive(Debug, Clone, PartialEq)]
pub struct Expanded {
    /// The words as typed: one text clause, or an `And` of bare words that stand side by side.
    pub base: Box<Clause>,
    /// Where the alternatives are looked for: the scope of the words.
    pub scope: Scope,
    /// The other wordings, never empty.
    pub alternatives: Vec<Expansion>,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Title, lead and body.
    Any,
    /// The title.
    Title,
    /// Lead and body.
    Body,
}

/// How a typed word treats marks; see *Marks* in the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Finds every marking, none preferred.
    Open,
    /// Finds this marking, and its bare form in passages without marks.
    Typed,
    /// Finds this spelling alone (`=word`).
    Exact,
}

/// How much a word says in its query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// It names something.
    #[default]
    Content,
    /// It asks, as in `bao nhiêu`: it weighs less.
    Question,
    /// It holds an English query together, as `of` does: it hardly weighs.
    Function,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// As typed.
    pub surface: String,
    /// As in the folded field.
    pub folded: String,
    /// As in the written field.
    pub written: String,
    /// How it treats marks.
    pub marks: Marks,
    /// How much it says.
    pub role: Role,
}

/// Words, a phrase or a prefix.
#[derive(Debug, Clone, PartialEq)]
pub enum TextForm {
    /// One word.
    Word(Term),
    /// Words that begin so.
    Prefix(Term),
    /// Words in this order, at most `slop` other words between them in all.
    Phrase {
        /// The words.
        terms: Vec<Term>,
        /// How many words may stand between.
        slop: u32,
    },
}

impl TextForm {
    /// Its words.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        match self {
            Self::Word(term) | Self::Prefix(term) => std::slice::from_ref(term),
            Self::Phrase { terms, .. } => terms,
        }
    }
}

/// Another wording that also counts, at lower weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// What it stands for, as typed.
    pub of: String,
    /// The other wording.
    pub form: TextForm,
    /// Its weight beside 1 for the words typed.
    pub weight: f32,
    /// Where it comes from: `glossary`, `abbreviation`, `renamed body`.
    pub reason: &'static str,
}

/// Words with where they are looked for.
///
/// Equality leaves out where the clause stood in the text typed.
#[derive(Debug, Clone)]
pub struct TextClause {
    /// The fields.
    pub scope: Scope,
    /// The words.
    pub form: TextForm,
    /// Bare words may be relaxed, quoted ones and those under a field may not.
    pub bare: bool,
    /// Where the clause stands in the query text.
    pub span: Span,
}

impl TextClause {
    /// Tells whether it is one bare word, or a bare chunk such as `COVID-19` whose words stand together.
    #[must_use]
    pub fn is_bare_word(&self) -> bool {
        self.bare
            && matches!(
                self.form,
                TextForm::Word(_) | TextForm::Phrase { slop: 0, .. }
            )
    }
}

impl PartialEq for TextClause {
    fn eq(&self, other: &Self) -> bool {
        self.scope == other.scope && self.form == other.form && self.bare == other.bare
    }
}

/// A range of days, both ends included; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A locality asked for: any of these ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalityFilter {
    /// As typed.
    pub name: String,
    /// The units of that name at any time, with `--territory` also those wholly within.
    pub ids: Vec<LocalityId>,
}

/// An official number asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberFilter {
    /// As typed.
    pub surface: String,
    /// [`OfficialNumber::key`](crate::document::OfficialNumber::key) of the number.
    pub key: String,
    /// Its series, if one was given.
    pub series: Option<String>,
}

/// What `has:` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A figure.
    Figure,
    /// A date; `date:none` is its negation.
    Date,
    /// An own number.
    Number,
    /// A person.
    Person,
    /// A locality.
    Locality,
}

/// A condition on a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Names one of the localities.
    Locality(LocalityFilter),
    /// Names a person so called; the words of the name, all of which must stand in one printed name.
    Person {
        /// As typed.
        name: String,
        /// Its words.
        terms: Vec<Term>,
    },
    /// Names a body: ids in the authority file.
    Org {
        /// As typed.
        name: String,
        /// The body and those it was renamed from or to.
        ids: Vec<String>,
    },
    /// Was issued by a body.
    Issuer {
        /// As typed.
        name: String,
        /// The body and those it was renamed from or to.
        ids: Vec<String>,
    },
    /// Cites a number.
    Cites(NumberFilter),
    /// Has this own number.
    Number(NumberFilter),
    /// Has this own number or cites it (`so:`).
    NumberOrCites(NumberFilter),
    /// Is dated within.
    Date(DateRange),
    /// Is in a language.
    Lang(Lang),
    /// Comes from a source: a host or a part of the imported name, folded.
    Source(String),
    /// Is of a kind.
    Kind(Kind),
    /// Has this id, external id or address.
    Id(String),
    /// Holds a figure of an indicator.
    Figure {
        /// As typed.
        name: String,
        /// The ids of the measures that it stands for.
        ids: Vec<String>,
    },
    /// Has something.
    Has(Presence),
}
