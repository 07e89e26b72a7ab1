//! From a query to conditions and scored words, looked up in the index.

use super::list::List;
use super::matching::Node;
use super::segment::Segment;
use super::unit::Unit;
use super::{Parameters, SearchError};
use crate::document::{DocId, normalize_address};
use crate::index::{Fields, Flag, cut, number_key, person_bare, person_written, source_key};
use crate::query::{
    Clause, Expanded, Filter, Marks, NumberFilter, Presence, Role, Scope, Term as Word, TextClause,
    TextForm,
};
use std::rc::Rc;
use tantivy::schema::{Field, Term};

/// What a scored part of the query is.
#[derive(Clone)]
pub(super) enum Scored {
    Word(Rc<Unit>),
    List(Rc<List>),
}

/// A part of the query that adds to the score.
#[derive(Clone)]
pub(super) struct ScoredPart {
    pub(super) part: Scored,
    pub(super) weight: f32,
    /// Whether it stands right behind the part before it in the query.
    pub(super) adjacent: bool,
    /// Whether the same word was scored before: a word typed twice counts once.
    pub(super) repeated: bool,
}

/// Bare words that relaxing and `any` may give up.
pub(super) struct Group {
    /// The words one by one; `COVID-19` and the like stand for one, a phrase.
    pub(super) words: Vec<Node>,
    /// Other wordings that stand for all of them.
    pub(super) others: Vec<Node>,
}

/// A query looked up in an index.
#[derive(Default)]
pub(super) struct Plan {
    /// What holds in any case.
    pub(super) required: Vec<Node>,
    /// Bare words.
    pub(super) groups: Vec<Group>,
    /// What is scored: what was typed in the order of the query, then other wordings.
    pub(super) scored: Vec<ScoredPart>,
    /// The other wordings while the plan is made: between the words they would part them.
    wordings: Vec<ScoredPart>,
}

/// Looks a query up.
pub(super) struct Planner<'p> {
    pub(super) segments: &'p [Segment],
    pub(super) fields: &'p Fields,
    pub(super) parameters: &'p Parameters,
}

impl Plan {
    /// How many documents of a segment its scored parts have together.
    pub(super) fn cost(&self, at: usize) -> usize {
        let costs = self.scored.iter().map(|part| match &part.part {
            Scored::Word(unit) => unit.cost(at) as usize,
            Scored::List(list) => list.segments[at].len(),
        });
        costs.sum()
    }

    /// How many bare words there are.
    pub(super) fn words(&self) -> usize {
        self.groups.iter().map(|group| group.words.len()).sum()
    }
}

impl Group {
    fn strict(&self) -> Node {
        let words = Node::all_of(self.words.clone());
        if self.others.is_empty() {
            return words;
        }
        let mut nodes = vec![words];
        nodes.extend(self.others.iter().cloned());
        Node::Or(nodes)
    }

    /// Every wording that suffices when one word does.
    pub(super) fn any(&self) -> impl Iterator<Item = Node> {
        self.words.iter().chain(&self.others).cloned()
    }
}

impl Plan {
    /// The condition of a strict answer.
    pub(super) fn strict(&self) -> Node {
        let groups = self.groups.iter().map(Group::strict);
        Node::all_of(self.required.iter().cloned().chain(groups).collect())
    }

    /// The condition of an answer that one bare word suffices for.
    pub(super) fn any(&self) -> Node {
        let mut nodes = self.required.clone();
        if !self.groups.is_empty() {
            nodes.push(Node::Or(self.groups.iter().flat_map(Group::any).collect()));
        }
        Node::all_of(nodes)
    }
}

impl Planner<'_> {
    /// Looks up a whole query.
    pub(super) fn plan(&self, root: &Clause) -> Result<Plan, SearchError> {
        let mut plan = Plan::default();
        self.top(root, &mut plan)?;
        plan.scored.append(&mut plan.wordings);
        Ok(plan)
    }

    /// Takes the conjunction at the top apart.
    fn top(&self, clause: &Clause, plan: &mut Plan) -> Result<(), SearchError> {
        match clause {
            Clause::And(clauses) => clauses.iter().try_for_each(|c| self.top(c, plan)),
            Clause::Expanded(expanded) => match bare_words(&expanded.base) {
                Some(words) => self.group(&words, Some(expanded), plan),
                None => self.require(clause, plan),
            },
            other => match bare_words(other) {
                Some(words) => self.group(&words, None, plan),
                None => self.require(other, plan),
            },
        }
    }

    fn group(
        &self,
        words: &[&TextClause],
        expanded: Option<&Expanded>,
        plan: &mut Plan,
    ) -> Result<(), SearchError> {
        let mut group = Group {
            words: Vec::new(),
            others: Vec::new(),
        };
        for word in words {
            let (node, part) = self.text(&word.form, word.scope)?;
            push_part(part, self.weight(&word.form), plan);
            group.words.push(node);
        }
        if let Some(expanded) = expanded {
            group.others = self.alternatives(expanded, plan)?;
        }
        plan.groups.push(group);
        Ok(())
    }

    fn alternatives(&self, expanded: &Expanded, plan: &mut Plan) -> Result<Vec<Node>, SearchError> {
        // Short ones first: a longer one that holds a phrase is looked for among its documents alone.
        let mut order: Vec<usize> = (0..expanded.alternatives.len()).collect();
        order.sort_by_key(|at| expanded.alternatives[*at].form.terms().len());
        let mut found: Vec<(usize, (Node, Scored))> = Vec::new();
        for at in order {
            let form = &expanded.alternatives[at].form;
            let within = found.iter().rev().find_map(|(other, (_, scored))| {
                let other = &expanded.alternatives[*other].form;
                match scored {
                    Scored::List(list) if holds(form, other) => Some(list),
                    _ => None,
                }
            });
            let within = within.cloned();
            let looked_up = self.text_within(form, expanded.scope, within.as_deref())?;
            found.push((at, looked_up));
        }
        found.sort_by_key(|(at, _)| *at);
        let mut nodes = Vec::with_capacity(found.len());
        for (at, (node, part)) in found {
            nodes.push(node);
            plan.wordings.push(ScoredPart {
                part,
                weight: expanded.alternatives[at].weight,
                adjacent: false,
                repeated: false,
            });
        }
        Ok(nodes)
    }

    fn require(&self, clause: &Clause, plan: &mut Plan) -> Result<(), SearchError> {
        let node = self.node(clause, true, plan)?;
        plan.required.push(node);
        Ok(())
    }

    /// Turns a clause into a condition; its words are scored unless they stand under a negation.
    fn node(&self, clause: &Clause, scored: bool, plan: &mut Plan) -> Result<Node, SearchError> {
        Ok(match clause {
            Clause::All => Node::All,
            Clause::And(clauses) => Node::all_of(self.nodes(clauses, scored, plan)?),
            Clause::Or(clauses) => Node::Or(self.nodes(clauses, scored, plan)?),
            Clause::Not(clause) => Node::Not(Box::new(self.node(clause, false, plan)?)),
            Clause::Text(text) => {
                let (node, part) = self.text(&text.form, text.scope)?;
                if scored {
                    push_part(part, self.weight(&text.form), plan);
                }
                node
            }
            Clause::Expanded(expanded) => {
                let base = self.node(&expanded.base, scored, plan)?;
                let mut dropped = Plan::default();
                let plan = if scored { plan } else { &mut dropped };
                let mut nodes = self.alternatives(expanded, plan)?;
                nodes.insert(0, base);
                Node::Or(nodes)
            }
            Clause::Filter(filter) => self.filter(filter)?,
        })
    }

    /// The weight of something typed.
    fn weight(&self, form: &TextForm) -> f32 {
        let TextForm::Word(term) = form else {
            return 1.0;
        };
        match term.role {
            Role::Content => 1.0,
            Role::Question => self.parameters.question,
            Role::Function => self.parameters.function,
        }
    }

    fn nodes(
        &self,
        clauses: &[Clause],
        scored: bool,
        plan: &mut Plan,
    ) -> Result<Vec<Node>, SearchError> {
        clauses
            .iter()
            .map(|clause| self.node(clause, scored, plan))
            .collect()
    }

    fn text(&self, form: &TextForm, scope: Scope) -> Result<(Node, Scored), SearchError> {
        self.text_within(form, scope, None)
    }

    /// Looks words up; `within` are the documents of a phrase that a phrase holds.
    fn text_within(
        &self,
        form: &TextForm,
        scope: Scope,
        within: Option<&List>,
    ) -> Result<(Node, Scored), SearchError> {
        let list = match form {
            TextForm::Word(word) => {
                let unit = Rc::new(Unit::of(word, scope, self.segments, self.parameters)?);
                return Ok((Node::Word(Rc::clone(&unit)), Scored::Word(unit)));
            }
            TextForm::Prefix(word) => List::prefix(word, scope, self.segments, self.parameters)?,
            TextForm::Phrase { terms, slop } => {
                List::phrase(terms, *slop, scope, self.segments, self.parameters, within)?
            }
        };
        let list = Rc::new(list);
        Ok((Node::List(Rc::clone(&list)), Scored::List(list)))
    }

    fn filter(&self, filter: &Filter) -> Result<Node, SearchError> {
        let fields = self.fields;
        Ok(match filter {
            Filter::Locality(locality) => {
                terms(fields.locality, locality.ids.iter().map(|id| &*id.0))
            }
            Filter::Person { terms, .. } => person(fields.people, terms),
            Filter::Org { ids, .. } => self.bodies(fields.org, ids)?,
            Filter::Issuer { ids, .. } => self.bodies(fields.issuer, ids)?,
            Filter::Cites(number) => numbers(&[fields.cites], number),
            Filter::Number(number) => numbers(&[fields.number], number),
            Filter::NumberOrCites(number) => numbers(&[fields.number, fields.cites], number),
            Filter::Date(range) => Node::Days(*range),
            Filter::Lang(lang) => terms(fields.lang, [lang.code()]),
            Filter::Source(source) => self.source(source)?,
            Filter::Kind(kind) => terms(fields.kind, [kind.name()]),
            Filter::Id(id) => self.id(id),
            Filter::Figure { ids, .. } => terms(fields.indicator, ids.iter().map(String::as_str)),
            Filter::Has(presence) => terms(
                fields.flag,
                [match presence {
                    Presence::Figure => Flag::Figure,
                    Presence::Date => Flag::Date,
                    Presence::Number => Flag::Number,
                    Presence::Person => Flag::Person,
                    Presence::Locality => Flag::Locality,
                }
                .term()],
            ),
        })
    }

    /// A host with those below it, or any part of an imported name.
    fn source(&self, asked: &str) -> Result<Node, SearchError> {
        let asked = source_key(asked);
        let asked = asked.strip_prefix("www.").unwrap_or(&asked);
        self.terms_that(self.fields.source, |source| is_source(source, asked))
    }

    /// Bodies by their ids; an id that ends in `:` is of the kind in every province.
    fn bodies(&self, field: Field, ids: &[String]) -> Result<Node, SearchError> {
        if !ids.iter().any(|id| id.ends_with(':')) {
            return Ok(terms(field, ids.iter().map(String::as_str)));
        }
        self.terms_that(field, |term| {
            ids.iter()
                .any(|id| term == id || (id.ends_with(':') && term.starts_with(id.as_str())))
        })
    }

    /// The terms of a field that has few, by a condition.
    fn terms_that(&self, field: Field, holds: impl Fn(&str) -> bool) -> Result<Node, SearchError> {
        let mut found = std::collections::BTreeSet::new();
        for segment in self.segments {
            let inverted = segment.inverted(field)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if holds(term) {
                    found.insert(term.to_owned());
                }
            }
        }
        Ok(terms(field, found.iter().map(String::as_str)))
    }

    fn id(&self, asked: &str) -> Node {
        let mut nodes = vec![terms(self.fields.external_id, [asked])];
        if let Ok(id) = asked.parse::<DocId>() {
            nodes.push(Node::Id(id.as_u64()));
        }
        if let Some(address) = normalize_address(asked) {
            nodes.push(Node::Id(DocId::of_address(&address).as_u64()));
            nodes.push(terms(self.fields.address, [address.as_str()]));
        }
        Node::Or(nodes)
    }
}

/// Tells whether a phrase holds another one, word by word.
fn holds(phrase: &TextForm, other: &TextForm) -> bool {
    let (
        TextForm::Phrase { terms, slop: 0 },
        TextForm::Phrase {
            terms: inner,
            slop: 0,
        },
    ) = (phrase, other)
    else {
        return false;
    };
    let same = |a: &Word, b: &Word| (&a.written, a.marks) == (&b.written, b.marks);
    terms
        .windows(inner.len())
        .any(|run| run.iter().zip(inner).all(|(a, b)| same(a, b)))
}

/// Tells whether a source, folded, is the one asked for.
fn is_source(source: &str, asked: &str) -> bool {
    if asked.contains('.') {
        return source == asked
            || source
                .strip_suffix(asked)
                .is_some_and(|before| before.ends_with('.'));
    }
    !asked.is_empty() && source.contains(asked)
}

fn terms<'t>(field: Field, ids: impl IntoIterator<Item = &'t str>) -> Node {
    let terms: Vec<Term> = ids
        .into_iter()
        .map(|id| Term::from_field_text(field, cut(id)))
        .collect();
    if terms.is_empty() {
        return Node::Nothing;
    }
    Node::Terms(terms)
}

fn numbers(fields: &[Field], number: &NumberFilter) -> Node {
    let key = number_key(&number.key, number.series.as_deref());
    let of = |field: &Field| Term::from_field_text(*field, &key);
    Node::Terms(fields.iter().map(of).collect())
}

fn person(field: Field, words: &[Word]) -> Node {
    let of = |word: &Word| {
        let written = || Term::from_field_text(field, &person_written(&word.written));
        let bare = || Term::from_field_text(field, &person_bare(&word.folded));
        match word.marks {
            Marks::Open => vec![Term::from_field_text(field, cut(&word.folded))],
            Marks::Exact if word.written != word.folded => vec![written()],
            Marks::Typed | Marks::Exact => vec![written(), bare()],
        }
    };
    Node::Person {
        field,
        words: words.iter().map(of).collect(),
    }
}

/// Adds what was typed to what is scored.
fn push_part(part: Scored, weight: f32, plan: &mut Plan) {
    // Anything else between two words breaks their adjacency.
    let (adjacent, repeated) = match &part {
        Scored::List(_) => (false, false),
        Scored::Word(unit) => (
            matches!(
                plan.scored.last(),
                Some(ScoredPart {
                    part: Scored::Word(_),
                    ..
                })
            ),
            plan.scored
                .iter()
                .any(|other| matches!(&other.part, Scored::Word(word) if word.is_same(unit))),
        ),
    };
    plan.scored.push(ScoredPart {
        part,
        weight,
        adjacent,
        repeated,
    });
}

/// The words of a clause that holds nothing but bare words.
fn bare_words(clause: &Clause) -> Option<Vec<&TextClause>> {
    match clause {
        Clause::Text(text) if text.is_bare_word() => Some(vec![text]),
        Clause::And(clauses) => {
            let words: Option<Vec<_>> = clauses.iter().map(bare_words).collect();
            Some(words?.concat())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_host_or_part_of_a_name() {
        for (source, asked, expected) in [
            ("vietnam.vn", "vietnam.vn", true),
            ("en.vietnam.vn", "vietnam.vn", true),
            ("myvietnam.vn", "vietnam.vn", false),
            ("bao tai nguyen", "tai nguyen", true),
            ("vietnam.vn", "vietnam", true),
            ("vietnam.vn", "", false),
        ] {
            assert_eq!(is_source(source, asked), expected, "{source} {asked}");
        }
    }
}
