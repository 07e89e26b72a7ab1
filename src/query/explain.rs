//! How a query was understood, for `--explain`.

use super::ast::{
    Clause, DateRange, Filter, Marks, NumberFilter, Query, Role, Scope, Term, TextForm,
};
use crate::authority::bodies::bodies;
use crate::authority::localities;

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// How deep it stands inside others, from 0.
    pub depth: usize,
    /// The clause as it prints.
    pub text: String,
    /// How it was understood.
    pub note: String,
    /// The clause as a query of its own, whose hits can be counted.
    pub clause: Clause,
}

/// Says clause by clause how a query was understood.
#[must_use]
pub fn explain(query: &Query) -> Vec<Explained> {
    let mut lines = Vec::new();
    add(query, &query.root, 0, &mut lines);
    lines
}

fn add(query: &Query, clause: &Clause, depth: usize, lines: &mut Vec<Explained>) {
    let note = match clause {
        Clause::All => "every document".to_owned(),
        Clause::And(_) => "all of these".to_owned(),
        Clause::Or(_) => "any of these".to_owned(),
        Clause::Not(_) => "not this".to_owned(),
        Clause::Text(text) => {
            let place = match text.scope {
                Scope::Any => "",
                Scope::Title => "in the title: ",
                Scope::Body => "in lead and body: ",
            };
            format!("{place}{}", describe_form(&text.form))
        }
        Clause::Expanded(_) => "or another wording".to_owned(),
        Clause::Filter(filter) => describe_filter(filter),
    };
    lines.push(Explained {
        depth,
        text: query.print_clause(clause),
        note,
        clause: clause.clone(),
    });
    match clause {
        Clause::And(clauses) | Clause::Or(clauses) => {
            for clause in clauses {
                add(query, clause, depth + 1, lines);
            }
        }
        Clause::Not(inner) => add(query, inner, depth + 1, lines),
        Clause::Expanded(expanded) => {
            match &*expanded.base {
                Clause::And(words) => {
                    for word in words {
                        add(query, word, depth + 1, lines);
                    }
                }
                base => add(query, base, depth + 1, lines),
            }
            for other in &expanded.alternatives {
                let clause = Clause::Text(super::TextClause {
                    scope: expanded.scope,
                    form: other.form.clone(),
                    bare: false,
                    span: crate::document::Span::default(),
                });
                lines.push(Explained {
                    depth: depth + 1,
                    text: query.print_clause(&clause),
                    note: format!("also counts, at weight {} ({})", other.weight, other.reason),
                    clause,
                });
            }
        }
        Clause::All | Clause::Text(_) | Clause::Filter(_) => {}
    }
}

fn describe_form(form: &TextForm) -> String {
    match form {
        TextForm::Word(term) if term.folded.contains('/') => {
            format!("official number or ratio, found as {}", term.folded)
        }
        TextForm::Word(term) => {
            let light = match term.role {
                Role::Content => "",
                Role::Question => "; it asks and weighs less",
                Role::Function => "; a function word, hardly weighs",
            };
            format!("{}{light}", describe_marks(std::slice::from_ref(term)))
        }
        TextForm::Prefix(term) => {
            format!(
                "words that begin so, {}",
                describe_marks(std::slice::from_ref(term))
            )
        }
        TextForm::Phrase { terms, slop: 0 } => {
            format!("in this order, {}", describe_marks(terms))
        }
        TextForm::Phrase { terms, slop } => format!(
            "in this order with at most {slop} words between, {}",
            describe_marks(terms)
        ),
    }
}

fn describe_marks(terms: &[Term]) -> String {
    let with = |marks: Marks| {
        let words: Vec<&str> = terms
            .iter()
            .filter(|term| term.marks == marks)
            .map(|term| term.surface.as_str())
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    let mut parts = Vec::new();
    let alone = terms.len() == 1;
    for (marks, rule) in [
        (
            Marks::Typed,
            "as typed, bare only where a passage has no marks",
        ),
        (Marks::Open, "with any marks"),
        (Marks::Exact, "spelled exactly so"),
    ] {
        if let Some(words) = with(marks) {
            let all = words.split(' ').count() == terms.len();
            parts.push(if alone || all {
                rule.to_owned()
            } else {
                format!("{words} {rule}")
            });
        }
    }
    parts.join("; ")
}

fn describe_filter(filter: &Filter) -> String {
    match filter {
        Filter::Locality(locality) => {
            let labels: Vec<String> = locality
                .ids
                .iter()
                .take(12)
                .map(|id| format!("{} [{id}]", localities().label(id)))
                .collect();
            let more = locality.ids.len() - labels.len();
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            format!("names {}{more}", labels.join(" or "))
        }
        Filter::Person { terms, .. } => {
            format!("names a person so called, {}", describe_marks(terms))
        }
        Filter::Org { ids, .. } => format!("names {}", describe_bodies(ids)),
        Filter::Issuer { ids, .. } => format!("issued by {}", describe_bodies(ids)),
        Filter::Cites(number) => format!("cites {}", describe_number(number)),
        Filter::Number(number) => format!("is {}", describe_number(number)),
        Filter::NumberOrCites(number) => format!("is or cites {}", describe_number(number)),
        Filter::Date(range) => describe_days(range),
        Filter::Lang(lang) => format!("written in {}", lang.code()),
        Filter::Source(source) => format!("from a source called {source}"),
        Filter::Kind(kind) => format!("is a {}", kind.name()),
        Filter::Id(id) => format!("has the id, external id or address {id}"),
        Filter::Figure { ids, .. } => format!("holds a figure of {}", ids.join(" or ")),
        Filter::Has(presence) => format!("has a {}", super::field::presence_name(*presence)),
    }
}

fn describe_bodies(ids: &[String]) -> String {
    let of = |id: &String| match (bodies().get(id), id.strip_suffix(':')) {
        (Some(body), _) => format!("{} [{id}]", body.name),
        (None, Some(kind)) => format!("any body of the kind [{kind}]"),
        (None, None) => format!("[{id}]"),
    };
    ids.iter().map(of).collect::<Vec<_>>().join(" or ")
}

fn describe_number(number: &NumberFilter) -> String {
    match &number.series {
        Some(series) => format!("number {} of series {series}", number.key),
        None => format!("number {} of any series", number.key),
    }
}

fn describe_days(range: &DateRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => format!("dated {from}"),
        (Some(from), Some(to)) => format!("dated from {from} to {to}"),
        (Some(from), None) => format!("dated {from} or later"),
        (None, Some(to)) => format!("dated {to} or earlier"),
        (None, None) => "dated".to_owned(),
    }
}
