//! The filters that stand beside a query, as flags or form fields.

use super::ast::{Clause, DateRange, Filter, Query};
use super::error::{QueryError, QueryProblem};
use super::field::{self, Field};
use super::{ParseOptions, date, parser};
use crate::document::Span;
use crate::text;
use jiff::civil::Date;

/// Filters beside a query. All must match; of several languages, sources or kinds, any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterFlags {
    /// Names of localities.
    pub locality: Vec<String>,
    /// Names of people.
    pub person: Vec<String>,
    /// Official numbers that are cited.
    pub cites: Vec<String>,
    /// Official numbers of the documents themselves.
    pub number: Vec<String>,
    /// Names of bodies.
    pub org: Vec<String>,
    /// First day, or the first day of a month or year.
    pub from: Option<String>,
    /// Last day, or the last day of a month or year.
    pub to: Option<String>,
    /// Languages, `vi` or `en`.
    pub lang: Vec<String>,
    /// Sources: names or hosts.
    pub source: Vec<String>,
    /// Kinds of documents.
    pub kind: Vec<String>,
}

impl Query {
    /// Adds the filters of flags to the query.
    ///
    /// # Errors
    /// If a value cannot be read or a name is not known; the error's text is then the flag.
    pub fn filtered(self, flags: &FilterFlags, options: &ParseOptions) -> Result<Self, QueryError> {
        let mut clauses = Vec::new();
        for (name, field, values) in [
            ("locality", Field::Locality, &flags.locality),
            ("person", Field::Person, &flags.person),
            ("cites", Field::Cites, &flags.cites),
            ("number", Field::Number, &flags.number),
            ("org", Field::Org, &flags.org),
        ] {
            for value in values {
                clauses.push(read(name, field, value, options)?);
            }
        }
        clauses.extend(days(flags, options)?);
        for (name, field, values) in [
            ("lang", Field::Lang, &flags.lang),
            ("source", Field::Source, &flags.source),
            ("kind", Field::Kind, &flags.kind),
        ] {
            let choices: Vec<Clause> = values
                .iter()
                .flat_map(|value| value.split(','))
                .map(|value| read(name, field, value, options))
                .collect::<Result<_, _>>()?;
            if !choices.is_empty() {
                clauses.push(parser::one_or(choices, Clause::Or));
            }
        }
        if clauses.is_empty() {
            return Ok(self);
        }
        if self.root != Clause::All {
            clauses.insert(0, self.root);
        }
        Ok(Self {
            text: self.text,
            root: parser::one_or(clauses, Clause::And),
        })
    }
}

fn read(
    flag: &str,
    field: Field,
    value: &str,
    options: &ParseOptions,
) -> Result<Clause, QueryError> {
    // A quote cannot stand inside a value that prints back in quotes.
    let value = text::normalize(value).replace('"', " ");
    let value = value.trim();
    if value.is_empty() {
        return Err(error(flag, value, QueryProblem::MissingValue(field.name())));
    }
    field::read_value(field, value, options)
        .map_err(|(problem, suggestion)| error(flag, value, problem).suggest(suggestion))
}

/// The range of `--from` and `--to` together.
fn days(flags: &FilterFlags, options: &ParseOptions) -> Result<Option<Clause>, QueryError> {
    let day = |flag: &str, value: &Option<String>, end: fn(DateRange) -> Option<Date>| {
        let Some(value) = value else {
            return Ok(None);
        };
        date::read_range(value, options.today)
            .ok()
            .and_then(end)
            .map(Some)
            .ok_or_else(|| {
                let (problem, suggestion) = field::bad_date(value);
                error(flag, value, problem).suggest(suggestion)
            })
    };
    let from = day("from", &flags.from, |range| range.from)?;
    let to = day("to", &flags.to, |range| range.to)?;
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) if to < from => {
            let value = flags.to.as_deref().unwrap_or_default();
            Err(error("to", value, QueryProblem::EmptyRange))
        }
        (from, to) => Ok(Some(Clause::Filter(Filter::Date(DateRange { from, to })))),
    }
}

fn error(flag: &str, value: &str, problem: QueryProblem) -> QueryError {
    let text = format!("--{flag} {value}");
    let span = Span::new(flag.len() + 3, text.len());
    QueryError::new(&text, span, problem)
}
