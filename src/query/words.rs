//! From typed words to terms, and how each term treats marks.

use super::ast::{Clause, Marks, Role, Term, TextForm};
use crate::text::{self, TokenKind};

/// The terms of a stretch of text: of wholes such as `96-QĐ/TW` and `15/15` the parts that stand beside
/// them, or the ratio itself where there is nothing else.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let mut parts: Vec<Term> = Vec::new();
    let mut ratio = None;
    let mut end = 0;
    text::analyze(text, |token| {
        if token.kind == TokenKind::OfficialNumber {
            return;
        }
        let term = Term {
            surface: text[token.start..token.end].to_owned(),
            folded: token.folded.to_owned(),
            written: token.written.to_owned(),
            marks: Marks::Open,
            role: Role::Content,
        };
        if token.folded.contains('/') {
            if parts.is_empty() {
                ratio = Some((token.end, term));
            }
            return;
        }
        end = token.end;
        parts.push(term);
    });
    match ratio {
        Some((whole, term)) if parts.len() == 2 && end == whole => vec![term],
        _ => parts,
    }
}

/// The term of a whole official number as the index holds it; `surface` is how it was typed and
/// `canonical` the number in canonical spelling.
pub(super) fn number_term(surface: &str, canonical: &str) -> Option<Term> {
    let mut term = None;
    text::analyze(canonical, |token| {
        if token.kind == TokenKind::OfficialNumber && term.is_none() {
            term = Some(Term {
                surface: surface.to_owned(),
                folded: token.folded.to_owned(),
                written: token.written.to_owned(),
                marks: Marks::Open,
                role: Role::Content,
            });
        }
    });
    term
}

/// Tells whether a term is an official number or another number, which has no marks of its own.
fn is_number(term: &Term) -> bool {
    term.folded.contains('/') || term.folded.starts_with(|c: char| c.is_ascii_digit())
}

/// Tells whether a term makes the query one that is typed with marks.
fn is_marked(term: &Term) -> bool {
    !is_number(term) && text::is_marked(&term.surface)
}

/// Decides for every word how it treats marks, by the rule *Marks*: a marked word counts as typed;
/// beside one, unmarked words that are possible syllables count as typed too, the others stay open.
pub(super) fn decide_marks(root: &mut Clause) {
    let mut marked = false;
    each_term(root, &mut |term| marked |= is_marked(term));
    each_term(root, &mut |term| decide(term, marked));
}

/// Decides how much each word says. A query is English if it has no marks, but a function word which no
/// Vietnamese has; `WHO` in capitals among other words is a name.
pub(super) fn decide_roles(root: &mut Clause) {
    let mut row = Vec::new();
    each_term(root, &mut |term| row.push(term.clone()));
    let marked = row.iter().any(is_marked);
    let tells =
        |term: &Term| is_function_word(term) && text::is_english_function_word(&term.folded);
    let english = !marked && row.iter().any(tells);
    let mut roles: Vec<Role> = row
        .iter()
        .map(|term| match english && is_function_word(term) {
            true => Role::Function,
            false => Role::Content,
        })
        .collect();
    let is = |term: &Term, syllable: &str| {
        let typed = if marked { &term.written } else { &term.folded };
        term.marks != Marks::Exact && typed == syllable
    };
    for phrase in text::question_phrases(marked) {
        let length = phrase.split(' ').count();
        for (at, run) in row.windows(length).enumerate() {
            if run
                .iter()
                .zip(phrase.split(' '))
                .all(|(term, syllable)| is(term, syllable))
            {
                roles[at..at + length].fill(Role::Question);
            }
        }
    }
    let mut roles = roles.into_iter();
    each_term(root, &mut |term| {
        term.role = roles.next().unwrap_or_default()
    });
}

fn is_function_word(term: &Term) -> bool {
    let letters = || term.surface.chars();
    let is_name = letters().nth(1).is_some() && letters().all(char::is_uppercase);
    term.marks == Marks::Open && !is_name && text::is_function_word(&term.folded)
}

/// Decides the marks of words that stand by themselves, such as a name under `person:`.
pub(super) fn decide_marks_alone(terms: &mut [Term]) {
    let marked = terms.iter().any(is_marked);
    for term in terms {
        decide(term, marked);
    }
}

fn decide(term: &mut Term, query_is_marked: bool) {
    if term.marks != Marks::Open || is_number(term) {
        return;
    }
    if is_marked(term) || (query_is_marked && text::is_syllable(&term.surface)) {
        term.marks = Marks::Typed;
    }
}

fn each_term(clause: &mut Clause, visit: &mut impl FnMut(&mut Term)) {
    match clause {
        Clause::All | Clause::Filter(_) => {}
        Clause::And(clauses) | Clause::Or(clauses) => {
            for clause in clauses {
                each_term(clause, visit);
            }
        }
        Clause::Not(clause) => each_term(clause, visit),
        Clause::Expanded(expanded) => each_term(&mut expanded.base, visit),
        Clause::Text(text) => match &mut text.form {
            TextForm::Word(term) | TextForm::Prefix(term) => visit(term),
            TextForm::Phrase { terms, .. } => terms.iter_mut().for_each(visit),
        },
    }
}
