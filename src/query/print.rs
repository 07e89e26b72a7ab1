//! A query printed back as text that parses to the same query.

use super::ast::{
    Clause, DateRange, Filter, Marks, NumberFilter, Query, Scope, Term, TextClause, TextForm,
};
use super::field::{Field, presence_name};
use super::names;
use std::fmt::{self, Write};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printer = Printer {
            text: &self.text,
            out: f,
        };
        match &self.root {
            Clause::All => Ok(()),
            Clause::Or(clauses) => printer.join(clauses, " OR ", Place::Choice),
            root => printer.clause(root, Place::Row),
        }
    }
}

impl Query {
    /// Prints one of its clauses.
    #[must_use]
    pub fn print_clause(&self, clause: &Clause) -> String {
        let mut out = String::new();
        let mut printer = Printer {
            text: &self.text,
            out: &mut out,
        };
        // Writing to a string cannot fail.
        let _ = printer.clause(clause, Place::Alone);
        out
    }
}

/// Where a clause is printed, which says whether it needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between spaces.
    Row,
    /// Between `OR`s.
    Choice,
    /// After `NOT`.
    Negated,
    /// By itself, for a reader.
    Alone,
}

struct Printer<'q, W> {
    /// The text of the query, which holds the bare words with signs inside.
    text: &'q str,
    out: W,
}

impl<W: Write> Printer<'_, W> {
    fn clause(&mut self, clause: &Clause, place: Place) -> fmt::Result {
        match clause {
            Clause::All => self.out.write_str("()"),
            Clause::And(clauses) if place == Place::Negated => {
                self.grouped(clauses, " ", Place::Row)
            }
            Clause::And(clauses) => self.join(clauses, " ", Place::Row),
            Clause::Or(clauses) if place == Place::Alone => {
                self.join(clauses, " OR ", Place::Choice)
            }
            Clause::Or(clauses) => self.or(clauses),
            Clause::Not(inner) => {
                self.out.write_str("NOT ")?;
                self.clause(inner, Place::Negated)
            }
            Clause::Text(text) => self.words(text),
            Clause::Expanded(expanded) => self.clause(&expanded.base, place),
            Clause::Filter(filter) => self.filter(filter),
        }
    }

    fn or(&mut self, clauses: &[Clause]) -> fmt::Result {
        self.grouped(clauses, " OR ", Place::Choice)
    }

    fn grouped(&mut self, clauses: &[Clause], between: &str, place: Place) -> fmt::Result {
        self.out.write_char('(')?;
        self.join(clauses, between, place)?;
        self.out.write_char(')')
    }

    fn join(&mut self, clauses: &[Clause], between: &str, place: Place) -> fmt::Result {
        for (at, clause) in clauses.iter().enumerate() {
            if at > 0 && between == " " && self.would_join(&clauses[at - 1], clause) {
                self.out.write_str(" AND ")?;
            } else if at > 0 {
                self.out.write_str(between)?;
            }
            self.clause(clause, place)?;
        }
        Ok(())
    }

    /// Whether two clauses side by side would be read as one official number, as `96` and `QĐ/TW`
    /// or `No` and `96-QĐ/TW` would.
    fn would_join(&self, left: &Clause, right: &Clause) -> bool {
        let (Some(left), Some(right)) = (self.bare_text(left), self.bare_text(right)) else {
            return false;
        };
        let is_number_word = ["no", "số"].contains(&left.to_lowercase().as_str());
        if is_number_word {
            return right.starts_with(|c: char| c.is_ascii_digit());
        }
        if !left.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        let pair = format!("{left} {right}");
        names::first_number(&pair).is_some_and(|(span, _)| span.end > left.len() + 1)
    }

    /// How a bare clause of words prints.
    fn bare_text<'c>(&'c self, clause: &'c Clause) -> Option<&'c str> {
        match clause {
            Clause::Text(text) if text.bare => match &text.form {
                TextForm::Word(term) | TextForm::Prefix(term) => Some(&term.surface),
                TextForm::Phrase { .. } => Some(text.span.of(self.text)),
            },
            Clause::Expanded(expanded) => match &*expanded.base {
                Clause::And(words) => self.bare_text(words.first()?),
                base => self.bare_text(base),
            },
            _ => None,
        }
    }

    fn words(&mut self, text: &TextClause) -> fmt::Result {
        match text.scope {
            Scope::Any => {}
            Scope::Title => self.out.write_str("title:")?,
            Scope::Body => self.out.write_str("body:")?,
        }
        match &text.form {
            TextForm::Word(term) if text.bare => self.out.write_str(&term.surface),
            TextForm::Word(term) => self.quoted(std::slice::from_ref(term), 0),
            TextForm::Prefix(term) => {
                let exact = if term.marks == Marks::Exact { "=" } else { "" };
                write!(self.out, "{exact}{}*", term.surface)
            }
            TextForm::Phrase { .. } if text.bare => {
                let typed = text.span.of(self.text);
                self.out.write_str(typed)
            }
            TextForm::Phrase { terms, slop } => self.quoted(terms, *slop),
        }
    }

    fn quoted(&mut self, terms: &[Term], slop: u32) -> fmt::Result {
        if terms.iter().any(|term| term.marks == Marks::Exact) {
            self.out.write_char('=')?;
        }
        self.out.write_char('"')?;
        for (at, term) in terms.iter().enumerate() {
            if at > 0 {
                self.out.write_char(' ')?;
            }
            self.out.write_str(&term.surface)?;
        }
        self.out.write_char('"')?;
        if slop > 0 {
            write!(self.out, "~{slop}")?;
        }
        Ok(())
    }

    fn filter(&mut self, filter: &Filter) -> fmt::Result {
        match filter {
            Filter::Locality(locality) => self.value(Field::Locality, &locality.name),
            Filter::Person { name, .. } => self.value(Field::Person, name),
            Filter::Org { name, .. } => self.value(Field::Org, name),
            Filter::Issuer { name, .. } => self.value(Field::Issuer, name),
            Filter::Cites(number) => self.number(Field::Cites, number),
            Filter::Number(number) => self.number(Field::Number, number),
            Filter::NumberOrCites(number) => self.number(Field::NumberOrCites, number),
            Filter::Date(range) => self.date(range),
            Filter::Lang(lang) => self.value(Field::Lang, lang.code()),
            Filter::Source(source) => self.value(Field::Source, source),
            Filter::Kind(kind) => self.value(Field::Kind, kind.name()),
            Filter::Id(id) => self.value(Field::Id, id),
            Filter::Figure { name, .. } => self.value(Field::Figure, name),
            Filter::Has(presence) => self.value(Field::Has, presence_name(*presence)),
        }
    }

    fn number(&mut self, field: Field, number: &NumberFilter) -> fmt::Result {
        self.value(field, &number.surface)
    }

    fn value(&mut self, field: Field, value: &str) -> fmt::Result {
        let plain = value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'_' | b'.'));
        let quote = if plain { "" } else { "\"" };
        write!(self.out, "{}:{quote}{value}{quote}", field.name())
    }

    fn date(&mut self, range: &DateRange) -> fmt::Result {
        self.out.write_str("date:")?;
        if let (Some(from), Some(to)) = (range.from, range.to)
            && from == to
        {
            return write!(self.out, "{from}");
        }
        if let Some(from) = range.from {
            write!(self.out, "{from}")?;
        }
        self.out.write_str("..")?;
        if let Some(to) = range.to {
            write!(self.out, "{to}")?;
        }
        Ok(())
    }
}
