//! The terms that filters and facets go by.

use crate::document::OfficialNumber;
use crate::text;

/// Stands between the id and the name in a facet value.
pub(crate) const FACET_SEPARATOR: &str = "\u{1f}";

/// Positions kept for one name in the field of people, so that words of two names are told apart.
pub(crate) const NAME_SPAN: u32 = 32;

/// Longest term in bytes. Longer words are cut, in the index and in a query alike.
const LONGEST: usize = 240;

/// Cuts a word to the length of the longest term.
pub(crate) fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST)]
}

/// Yes-or-no facts about a document, each a term of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Has a figure.
    Figure,
    /// Has a date.
    Date,
    /// Has no date.
    Undated,
    /// Has an own number.
    Number,
    /// Names a person.
    Person,
    /// Names a locality.
    Locality,
}

impl Flag {
    /// The term.
    pub(crate) const fn term(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Undated => "undated",
            Self::Number => "number",
            Self::Person => "person",
            Self::Locality => "locality",
        }
    }
}

/// The terms of a number: its key, and its key with the series where that is known.
pub(super) fn number_terms(number: &OfficialNumber) -> impl Iterator<Item = String> {
    let key = number.key();
    let with_series = number
        .series
        .as_ref()
        .map(|series| number_key(&key, Some(series)));
    std::iter::once(number_key(&key, None)).chain(with_series)
}

/// The term of a number's key in a series.
pub(crate) fn number_key(key: &str, series: Option<&str>) -> String {
    let term = match series {
        Some(series) => format!("{key}@{}", text::fold(series)),
        None => key.to_owned(),
    };
    cut(&term).to_owned()
}

/// The term of a source.
pub(crate) fn source_key(source: &str) -> String {
    cut(&text::fold(source)).to_owned()
}

/// The term of a word of a person's name as written with marks.
pub(crate) fn person_written(written: &str) -> String {
    cut(&format!("={written}")).to_owned()
}

/// The term of a word of a name that is printed without any marks.
pub(crate) fn person_bare(folded: &str) -> String {
    cut(&format!("~{folded}")).to_owned()
}
