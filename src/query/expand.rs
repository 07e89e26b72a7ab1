//! Other wordings of bare words, from the glossary.

use super::ast::{Clause, Expanded, Expansion, Marks, Scope, Term, TextForm};
use super::words;
use crate::authority::glossary::{QueryWord, Relation, Wording, glossary};
use crate::text;

/// The most other wordings of one term; more cost time and add little.
const MOST_ALTERNATIVES: usize = 8;

/// No term of the glossary has more words than this.
const LONGEST_ROW: usize = 16;

/// Wraps the words of every term of the glossary with its other wordings. Only bare words have them:
/// what is quoted, under a field or negated stays as it is.
pub(super) fn expand(clause: Clause) -> Clause {
    match clause {
        Clause::And(clauses) => {
            let clauses = expand_row(clauses);
            super::parser::one_or(clauses, Clause::And)
        }
        Clause::Or(clauses) => Clause::Or(clauses.into_iter().map(expand).collect()),
        clause if bare_words(&clause).is_some() => {
            super::parser::one_or(expand_row(vec![clause]), Clause::And)
        }
        clause => clause,
    }
}

/// The words of a clause that is one bare word, or a bare chunk such as `self-evolution`.
fn bare_words(clause: &Clause) -> Option<&[Term]> {
    let Clause::Text(text) = clause else {
        return None;
    };
    let terms = match &text.form {
        _ if !text.is_bare_word() => return None,
        TextForm::Word(term) => std::slice::from_ref(term),
        TextForm::Phrase { terms, .. } => terms,
        TextForm::Prefix(_) => return None,
    };
    terms
        .iter()
        .all(|term| term.marks != Marks::Exact)
        .then_some(terms)
}

fn expand_row(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut out = Vec::with_capacity(clauses.len());
    let mut row: Vec<Clause> = Vec::new();
    for clause in clauses {
        if bare_words(&clause).is_some() {
            row.push(clause);
        } else {
            expand_words(&mut row, &mut out);
            out.push(expand(clause));
        }
    }
    expand_words(&mut row, &mut out);
    out
}

/// Moves a row of bare words to `out`, longest terms first, from left to right.
fn expand_words(row: &mut Vec<Clause>, out: &mut Vec<Clause>) {
    let alone = row.len() == 1;
    while !row.is_empty() {
        let Some((chunks, wordings)) = longest_term(row, alone) else {
            out.push(row.remove(0));
            continue;
        };
        let of: Vec<&str> = row[..chunks]
            .iter()
            .filter_map(bare_words)
            .flatten()
            .map(|term| term.surface.as_str())
            .collect();
        let of = of.join(" ");
        let mut others: Vec<Expansion> = Vec::new();
        for other in wordings
            .iter()
            .flat_map(|wording| alternatives(&of, wording))
        {
            // `TP.HCM` and `TP HCM` find the same.
            if !others
                .iter()
                .any(|known| finds_the_same(&known.form, &other.form))
            {
                others.push(other);
            }
        }
        others.truncate(MOST_ALTERNATIVES);
        let base: Vec<Clause> = row.drain(..chunks).collect();
        let base = super::parser::one_or(base, Clause::And);
        out.push(Clause::Expanded(Expanded {
            base: Box::new(base),
            scope: Scope::Any,
            alternatives: others,
        }));
    }
}

/// The longest term of the glossary that a row begins with: how many chunks of the row it takes, and
/// its other wordings. A term ends where a chunk ends.
fn longest_term(row: &[Clause], alone: bool) -> Option<(usize, Vec<Wording>)> {
    let mut words: Vec<QueryWord<'_>> = Vec::new();
    let mut ends = Vec::new();
    for chunk in row.iter().take(LONGEST_ROW).map_while(bare_words) {
        words.extend(chunk.iter().map(|term| QueryWord {
            folded: &term.folded,
            written: &term.written,
            open: term.marks == Marks::Open,
        }));
        ends.push(words.len());
    }
    (1..=ends.len()).rev().find_map(|chunks| {
        let found = glossary().at(&words[..ends[chunks - 1]], alone)?;
        Some((chunks, found))
    })
}

/// Tells whether two forms of another wording have the same terms, however they are spelled.
fn finds_the_same(one: &TextForm, other: &TextForm) -> bool {
    let (one, other) = (one.terms(), other.terms());
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(a, b)| (&a.folded, &a.written, a.marks) == (&b.folded, &b.written, b.marks))
}

/// The clause-ready forms of a wording: itself, and for an English phrase its plural.
fn alternatives(of: &str, wording: &Wording) -> Vec<Expansion> {
    // How much another wording counts beside 1 for the words typed: an abbreviation says the very
    // same, a body that took over does not.
    let (weight, reason) = match wording.relation {
        Relation::Abbreviation => (0.7, "abbreviation"),
        Relation::Glossary => (0.5, "glossary"),
        Relation::Renamed => (0.4, "renamed body"),
    };
    let mut forms = vec![terms_of(wording.text)];
    if let [first @ .., _] = forms[0].as_slice()
        && !first.is_empty()
        && let Some(plural) = plural(wording.text)
    {
        forms.push(terms_of(&plural));
    }
    forms
        .into_iter()
        .filter_map(|terms| {
            let form = match <[_; 1]>::try_from(terms) {
                Ok([term]) => TextForm::Word(term),
                Err(terms) if terms.is_empty() => return None,
                Err(terms) => TextForm::Phrase { terms, slop: 0 },
            };
            Some(Expansion {
                of: of.to_owned(),
                form,
                weight,
                reason,
            })
        })
        .collect()
}

/// The terms of a wording, each counting as typed where it could be a Vietnamese syllable, so that
/// `waste` is open to endings but `Tet` is not open to `tét`.
fn terms_of(text: &str) -> Vec<Term> {
    let mut terms = words::terms(text);
    for term in &mut terms {
        if text::is_marked(&term.surface) || text::is_bare_syllable(&term.folded) {
            term.marks = Marks::Typed;
        }
    }
    terms
}

/// The plural of an English phrase: of the word before `of`, `in`, `on`, `for` or `and`, else of the
/// last; nothing for what is Vietnamese, an abbreviation or no noun that takes an s.
fn plural(phrase: &str) -> Option<String> {
    if !phrase.is_ascii() {
        return None;
    }
    let words: Vec<&str> = phrase.split(' ').collect();
    if words.iter().any(|word| matches!(*word, "a" | "an" | "his")) {
        return None;
    }
    let head = words
        .iter()
        .position(|word| matches!(*word, "of" | "in" | "on" | "for" | "and"))
        .unwrap_or(words.len())
        .checked_sub(1)?;
    let noun = words[head];
    let regular = noun.len() > 3
        && noun.bytes().all(|b| b.is_ascii_lowercase())
        && ![
            "s", "ing", "ism", "tion", "ity", "ness", "ment", "y", "ly", "ic", "al",
        ]
        .iter()
        .any(|ending| noun.ends_with(ending));
    if !regular {
        return None;
    }
    let mut out = words[..head].join(" ");
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(noun);
    out.push('s');
    for word in &words[head + 1..] {
        out.push(' ');
        out.push_str(word);
    }
    Some(out)
}
