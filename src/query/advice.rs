//! What could be changed in a query that finds nothing.

use super::ast::{Clause, Marks, Query, Term, TextForm};
use super::parser::one_or;

/// One change of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What is changed, such as `without locality:"Quảng Ninh"`.
    pub what: String,
    /// The query after it.
    pub query: Query,
}

/// Changes of one kind: each holds the whole query again, and nobody tries more.
const MOST: usize = 24;

/// The single changes that may make a query find something, the gentlest first: a filter or a
/// negation left out, a phrase loosened, marks left out, a word left out, one word enough.
#[must_use]
pub fn changes(query: &Query) -> Vec<Change> {
    let clauses = match &query.root {
        Clause::And(clauses) => clauses.clone(),
        Clause::All => return Vec::new(),
        root => vec![root.clone()],
    };
    let with = |what: String, clauses: Vec<Clause>| Change {
        what,
        query: Query {
            text: query.text.clone(),
            root: one_or(clauses, Clause::And),
        },
    };
    let without = |at: usize| {
        let mut rest = clauses.clone();
        let left_out = rest.remove(at);
        with(format!("without {}", query.print_clause(&left_out)), rest)
    };
    let mut changes = Vec::new();
    if clauses.len() > 1 {
        let conditions = (0..clauses.len()).filter(|at| is_condition(&clauses[*at]));
        changes.extend(conditions.take(MOST).map(without));
    }
    let phrases = clauses.iter().enumerate();
    let phrases = phrases.filter_map(|(at, clause)| Some((at, clause, loosened(clause)?)));
    for (at, clause, words) in phrases.take(MOST) {
        let mut rest = clauses.clone();
        rest[at] = words;
        changes.push(with(
            format!("{} as words in any place", query.print_clause(clause)),
            rest,
        ));
    }
    let mut opened = clauses.clone();
    let mut any = false;
    opened.iter_mut().for_each(|clause| any |= open(clause));
    if any {
        changes.push(with("typed without marks".to_owned(), opened));
    }
    let words: Vec<usize> = (0..clauses.len())
        .filter(|at| !is_condition(&clauses[*at]))
        .collect();
    // Beyond this many, one word less is no longer what a reader would try.
    if clauses.len() > 1 && words.len() <= 8 {
        changes.extend(words.iter().map(|at| without(*at)));
    }
    if words.len() > 1 {
        let choice = Clause::Or(words.iter().map(|at| clauses[*at].clone()).collect());
        let mut rest: Vec<Clause> = clauses
            .iter()
            .filter(|c| is_condition(c))
            .cloned()
            .collect();
        rest.insert(0, choice);
        changes.push(with("any of the words enough (--any)".to_owned(), rest));
    }
    changes
}

fn is_condition(clause: &Clause) -> bool {
    match clause {
        Clause::Filter(_) | Clause::Not(_) => true,
        Clause::Or(clauses) => clauses.iter().all(is_condition),
        _ => false,
    }
}

/// A phrase as words that stand anywhere.
fn loosened(clause: &Clause) -> Option<Clause> {
    let Clause::Text(text) = clause else {
        return None;
    };
    let TextForm::Phrase { terms, .. } = &text.form else {
        return None;
    };
    let words = terms.iter().map(|term| {
        let mut word = text.clone();
        word.form = TextForm::Word(term.clone());
        Clause::Text(word)
    });
    Some(Clause::And(words.collect()))
}

/// Lets every word find every marking; tells whether that changed anything.
fn open(clause: &mut Clause) -> bool {
    let open_term = |term: &mut Term| {
        let typed = term.marks != Marks::Open;
        term.marks = Marks::Open;
        term.surface.clone_from(&term.folded);
        term.written.clone_from(&term.folded);
        typed
    };
    match clause {
        Clause::Text(text) => match &mut text.form {
            TextForm::Word(term) | TextForm::Prefix(term) => open_term(term),
            TextForm::Phrase { terms, .. } => {
                // What is printed from the text as typed would show the marks again.
                text.bare = false;
                // Every term is opened, so nothing may stop at the first.
                let opened: Vec<bool> = terms.iter_mut().map(open_term).collect();
                opened.contains(&true)
            }
        },
        Clause::Expanded(expanded) => open(&mut expanded.base),
        Clause::And(clauses) | Clause::Or(clauses) => {
            let opened: Vec<bool> = clauses.iter_mut().map(open).collect();
            opened.contains(&true)
        }
        Clause::All | Clause::Not(_) | Clause::Filter(_) => false,
    }
}
