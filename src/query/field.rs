//! The fields of the query language and how their values are read.

use super::ParseOptions;
use super::ast::{Clause, Filter, LocalityFilter, NumberFilter, Presence};
use super::date::{self, DateProblem};
use super::error::QueryProblem;
use super::{names, words};
use crate::document::{Kind, Lang};
use crate::text;

/// A field that a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Body,
    Person,
    Locality,
    Org,
    Cites,
    Number,
    NumberOrCites,
    Issuer,
    Source,
    Lang,
    Kind,
    Date,
    Id,
    Figure,
    Has,
}

/// Every name of a field, the one that is printed first.
const NAMES: [(&str, Field); 22] = [
    ("title", Field::Title),
    ("body", Field::Body),
    ("person", Field::Person),
    ("nguoi", Field::Person),
    ("locality", Field::Locality),
    ("tinh", Field::Locality),
    ("org", Field::Org),
    ("coquan", Field::Org),
    ("cites", Field::Cites),
    ("number", Field::Number),
    ("so", Field::NumberOrCites),
    ("issuer", Field::Issuer),
    ("source", Field::Source),
    ("nguon", Field::Source),
    ("lang", Field::Lang),
    ("kind", Field::Kind),
    ("date", Field::Date),
    ("ngay", Field::Date),
    ("id", Field::Id),
    ("figure", Field::Figure),
    ("has", Field::Has),
    ("tieude", Field::Title),
];

/// What `has:` may ask for.
const PRESENCES: [(&str, Presence); 5] = [
    ("figure", Presence::Figure),
    ("date", Presence::Date),
    ("number", Presence::Number),
    ("person", Presence::Person),
    ("locality", Presence::Locality),
];

impl Field {
    /// Reads a name, in capitals or small letters, with marks or without.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > 24 {
            return None;
        }
        let folded = text::fold(name);
        NAMES
            .iter()
            .find(|(known, _)| *known == folded)
            .map(|(_, field)| *field)
    }

    /// The name that the field is printed under.
    pub(super) fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether its values are words of the text rather than names and dates.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Title | Self::Body)
    }

    /// The field whose name is most like `name`, if one is like it at all.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        names::nearest(&text::fold(name), NAMES.iter().map(|(name, _)| *name))
    }
}

/// The names of all fields, aliases left out.
pub(super) fn names() -> Vec<&'static str> {
    let printed = NAMES.iter().filter(|(name, field)| field.name() == *name);
    printed.map(|(name, _)| *name).collect()
}

/// Why a value is refused, with what would be right.
pub(super) type Refusal = (QueryProblem, Option<String>);

/// Makes the clause of one value of a field that is not one of text.
pub(super) fn read_value(
    field: Field,
    value: &str,
    options: &ParseOptions,
) -> Result<Clause, Refusal> {
    let filter = match field {
        Field::Title | Field::Body => {
            return Err((QueryProblem::MissingValue(field.name()), None));
        }
        Field::Person => person(value)?,
        Field::Locality => Filter::Locality(locality(value, options.territory)?),
        Field::Org => Filter::Org {
            name: value.to_owned(),
            ids: body(value)?,
        },
        Field::Issuer => Filter::Issuer {
            name: value.to_owned(),
            ids: body(value)?,
        },
        Field::Cites => Filter::Cites(number(value)?),
        Field::Number => Filter::Number(number(value)?),
        Field::NumberOrCites => Filter::NumberOrCites(number(value)?),
        Field::Source => Filter::Source(source(value)?),
        Field::Lang => Filter::Lang(lang(value)?),
        Field::Kind => Filter::Kind(kind(value)?),
        Field::Date => return day_range(value, options),
        Field::Id => Filter::Id(value.to_owned()),
        Field::Figure => Filter::Figure {
            name: value.to_owned(),
            ids: figure(value)?,
        },
        Field::Has => Filter::Has(presence(value)?),
    };
    Ok(Clause::Filter(filter))
}

fn bad(what: &'static str, value: &str, suggestion: impl Into<Option<String>>) -> Refusal {
    (
        QueryProblem::BadValue {
            what,
            value: value.to_owned(),
        },
        suggestion.into(),
    )
}

fn person(name: &str) -> Result<Filter, Refusal> {
    let mut terms = words::terms(name);
    if terms.is_empty() {
        return Err(bad("name of a person", name, None));
    }
    words::decide_marks_alone(&mut terms);
    Ok(Filter::Person {
        name: name.to_owned(),
        terms,
    })
}

pub(super) fn locality(name: &str, territory: bool) -> Result<LocalityFilter, Refusal> {
    let ids = names::localities(name, territory);
    if ids.is_empty() {
        let problem = QueryProblem::UnknownName {
            what: "locality",
            name: name.to_owned(),
        };
        return Err((problem, names::nearest_locality(name)));
    }
    Ok(LocalityFilter {
        name: name.to_owned(),
        ids,
    })
}

fn body(name: &str) -> Result<Vec<String>, Refusal> {
    let ids = names::bodies(name);
    if ids.is_empty() {
        let problem = QueryProblem::UnknownName {
            what: "body",
            name: name.to_owned(),
        };
        return Err((problem, names::nearest_body(name)));
    }
    Ok(ids)
}

fn number(surface: &str) -> Result<NumberFilter, Refusal> {
    match names::number(surface) {
        Ok(number) => Ok(NumberFilter {
            surface: surface.to_owned(),
            key: number.key(),
            series: number.series,
        }),
        Err(candidates) => {
            let advice = if candidates.is_empty() {
                "write it like 96-QĐ/TW, 73/2023/NĐ-CP or 31/2024/QH15".to_owned()
            } else {
                format!("it may stand for {}", candidates.join(", "))
            };
            Err(bad("official number", surface, advice))
        }
    }
}

fn source(value: &str) -> Result<String, Refusal> {
    let folded = text::fold(value).trim().to_owned();
    if folded.is_empty() {
        return Err(bad("source", value, None));
    }
    Ok(folded)
}

fn lang(value: &str) -> Result<Lang, Refusal> {
    match text::fold(value).as_str() {
        "vi" | "vietnamese" | "tieng viet" => Ok(Lang::Vi),
        "en" | "english" | "tieng anh" => Ok(Lang::En),
        _ => Err(bad("language", value, "vi or en".to_owned())),
    }
}

/// The Vietnamese names of the kinds, folded.
const KINDS_VI: [(&str, Kind); 14] = [
    ("chi thi", Kind::Directive),
    ("nghi quyet", Kind::Resolution),
    ("ket luan", Kind::Conclusion),
    ("quy dinh", Kind::Regulation),
    ("quy che", Kind::Regulation),
    ("quyet dinh", Kind::Decision),
    ("thong bao", Kind::Notice),
    ("huong dan", Kind::Guidance),
    ("bao cao", Kind::Report),
    ("luat", Kind::Law),
    ("phap lenh", Kind::Law),
    ("nghi dinh", Kind::Decree),
    ("tin", Kind::News),
    ("khac", Kind::Other),
];

fn kind(value: &str) -> Result<Kind, Refusal> {
    let folded = text::fold(value);
    Kind::from_name(&folded)
        .or_else(|| {
            KINDS_VI
                .iter()
                .find(|(name, _)| *name == folded)
                .map(|(_, kind)| *kind)
        })
        .ok_or_else(|| {
            let names = || Kind::ALL.into_iter().map(Kind::name);
            let suggestion = names::nearest(&folded, names())
                .map(str::to_owned)
                .unwrap_or_else(|| names().collect::<Vec<_>>().join(", "));
            bad("kind of document", value, suggestion)
        })
}

fn figure(value: &str) -> Result<Vec<String>, Refusal> {
    let ids = names::indicator(value);
    if ids.is_empty() {
        return Err(bad("indicator", value, names::nearest_indicator(value)));
    }
    Ok(ids)
}

fn presence(value: &str) -> Result<Presence, Refusal> {
    let folded = text::fold(value);
    PRESENCES
        .iter()
        .find(|(name, _)| *name == folded.trim_end_matches('s'))
        .map(|(_, presence)| *presence)
        .ok_or_else(|| {
            let names: Vec<&str> = PRESENCES.iter().map(|(name, _)| *name).collect();
            bad("thing that `has:` knows", value, names.join(", "))
        })
}

/// The name that `has:` knows a presence under.
pub(super) fn presence_name(presence: Presence) -> &'static str {
    PRESENCES
        .iter()
        .find(|(_, known)| *known == presence)
        .map_or("", |(name, _)| name)
}

fn day_range(value: &str, options: &ParseOptions) -> Result<Clause, Refusal> {
    if value.eq_ignore_ascii_case("none") {
        return Ok(Clause::Not(Box::new(Clause::Filter(Filter::Has(
            Presence::Date,
        )))));
    }
    match date::read_range(value, options.today) {
        Ok(range) => Ok(Clause::Filter(Filter::Date(range))),
        Err(DateProblem::Backwards) => Err((QueryProblem::EmptyRange, None)),
        Err(DateProblem::NoDate) => Err(bad_date(value)),
    }
}

/// The refusal of a value that is no date.
pub(super) fn bad_date(value: &str) -> Refusal {
    bad(
        "date",
        value,
        "write it like 2023, 2023-10, 2023-10-31, 31/10/2023, 2023..2024 or 3months".to_owned(),
    )
}
