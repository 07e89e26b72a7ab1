//! Which documents of a segment a query matches.
//!
//! A node answers in two ways: it lists its documents, or it keeps those of a given list. A
//! conjunction lists its cheapest part and lets the others keep.

use super::SearchError;
use super::blocks::Bits;
use super::list::List;
use super::segment::{Doc, Segment};
use super::unit::Unit;
use crate::index::{Fields, Flag, NAME_SPAN, day_number};
use crate::query::DateRange;
use std::rc::Rc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocSet, TERMINATED};

/// A condition on documents.
#[derive(Clone)]
pub(super) enum Node {
    /// Every document.
    All,
    /// No document.
    Nothing,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Word(Rc<Unit>),
    List(Rc<List>),
    /// Has one of these terms.
    Terms(Vec<Term>),
    /// Names a person: for each word of the name the terms it may stand as in the field of people.
    Person {
        field: Field,
        words: Vec<Vec<Term>>,
    },
    /// Is dated within.
    Days(DateRange),
    /// Has this id.
    Id(u64),
}

impl Node {
    /// Joins conditions.
    pub(super) fn all_of(mut nodes: Vec<Node>) -> Node {
        match nodes.len() {
            0 => Node::All,
            1 => nodes.remove(0),
            _ => Node::And(nodes),
        }
    }

    /// The condition on undated documents that a date range left out, where one did.
    pub(super) fn undated(&self, fields: &Fields) -> Option<Node> {
        let mut ranged = false;
        let node = self.without_range(fields, &mut ranged);
        ranged.then_some(node)
    }

    fn without_range(&self, fields: &Fields, ranged: &mut bool) -> Node {
        match self {
            Self::Days(_) => {
                *ranged = true;
                Self::Terms(vec![Term::from_field_text(
                    fields.flag,
                    Flag::Undated.term(),
                )])
            }
            Self::And(nodes) => {
                let nodes = nodes.iter().map(|node| node.without_range(fields, ranged));
                Self::And(nodes.collect())
            }
            Self::Or(nodes) => {
                let nodes = nodes.iter().map(|node| node.without_range(fields, ranged));
                Self::Or(nodes.collect())
            }
            // A negated range lets undated documents through already.
            other => other.clone(),
        }
    }

    /// How many documents of the segment it may list, roughly.
    fn cost(&self, at: usize, segment: &Segment) -> Result<u32, SearchError> {
        let end = segment.end();
        Ok(match self {
            Self::All => end,
            Self::Nothing => 0,
            Self::And(nodes) => {
                let mut least = end;
                for node in nodes {
                    least = least.min(node.cost(at, segment)?);
                }
                least
            }
            Self::Or(nodes) => {
                let mut sum = 0u32;
                for node in nodes {
                    sum = sum.saturating_add(node.cost(at, segment)?);
                }
                sum
            }
            // Listing what is not there takes a look at everything.
            Self::Not(_) => end.saturating_mul(2),
            Self::Word(unit) => unit.cost(at),
            Self::List(list) => list.segments[at].len() as u32,
            Self::Terms(terms) => terms_cost(terms, segment)?,
            Self::Person { words, .. } => {
                let mut least = end;
                for terms in words {
                    least = least.min(terms_cost(terms, segment)?);
                }
                least
            }
            Self::Days(_) => end,
            Self::Id(_) => 1,
        })
    }

    /// Lists the documents of a segment, in order; deleted ones may be among them.
    pub(super) fn docs(&self, at: usize, segment: &Segment) -> Result<Vec<Doc>, SearchError> {
        match self {
            Self::All => Ok((0..segment.end()).collect()),
            Self::Nothing => Ok(Vec::new()),
            Self::And(nodes) => and_docs(nodes, at, segment),
            Self::Or(nodes) => {
                let mut union = Bits::new(segment.end());
                for node in nodes {
                    if let Self::Word(unit) = node {
                        unit.put_into(&mut union, at, segment)?;
                    } else {
                        union.put_all(&node.docs(at, segment)?);
                    }
                }
                Ok(union.docs())
            }
            Self::Not(node) => {
                let without = node.docs(at, segment)?;
                let mut docs: Vec<Doc> = (0..segment.end()).collect();
                subtract(&mut docs, &without);
                Ok(docs)
            }
            Self::Word(unit) => unit.docs(at, segment),
            Self::List(list) => Ok(list.segments[at].iter().map(|entry| entry.doc).collect()),
            Self::Terms(terms) => terms_docs(terms, segment),
            Self::Person { field, words } => person_docs(*field, words, segment),
            Self::Days(range) => {
                let mut docs = Vec::new();
                let all = 0..segment.end();
                let days = days(range);
                segment
                    .days()
                    .get_docids_for_value_range(days.clone(), all, &mut docs);
                // tantivy 0.27 gives the documents of the first day of the column for a range that
                // ends before it.
                docs.retain(|doc| segment.day(*doc).is_some_and(|day| days.contains(&day)));
                Ok(docs)
            }
            Self::Id(id) => {
                let term = Term::from_field_u64(segment.fields().id, *id);
                terms_docs(std::slice::from_ref(&term), segment)
            }
        }
    }

    /// Keeps those documents of an ordered list that match.
    pub(super) fn retain(
        &self,
        at: usize,
        segment: &Segment,
        docs: &mut Vec<Doc>,
    ) -> Result<(), SearchError> {
        if docs.is_empty() {
            return Ok(());
        }
        match self {
            Self::All => {}
            Self::Nothing => docs.clear(),
            Self::And(nodes) => {
                for node in nodes {
                    node.retain(at, segment, docs)?;
                }
            }
            Self::Or(nodes) => {
                let mut rest = docs.clone();
                let mut found = Vec::new();
                for node in nodes {
                    let mut these = rest.clone();
                    node.retain(at, segment, &mut these)?;
                    subtract(&mut rest, &these);
                    found.append(&mut these);
                }
                found.sort_unstable();
                *docs = found;
            }
            Self::Not(node) => {
                let mut without = docs.clone();
                node.retain(at, segment, &mut without)?;
                subtract(docs, &without);
            }
            Self::Word(unit) => unit.retain(at, segment, docs)?,
            Self::List(list) => list.retain(at, docs),
            Self::Days(range) => {
                let days = days(range);
                docs.retain(|doc| segment.day(*doc).is_some_and(|day| days.contains(&day)));
            }
            Self::Terms(terms) => {
                let mut postings = open_terms(terms, segment, IndexRecordOption::Basic)?;
                docs.retain(|doc| postings.iter_mut().any(|p| super::unit::has(p, *doc)));
            }
            Self::Person { .. } | Self::Id(_) => {
                let list = self.docs(at, segment)?;
                intersect(docs, &list);
            }
        }
        Ok(())
    }
}

fn and_docs(nodes: &[Node], at: usize, segment: &Segment) -> Result<Vec<Doc>, SearchError> {
    let mut order = Vec::with_capacity(nodes.len());
    for node in nodes {
        order.push((node.cost(at, segment)?, node));
    }
    // The sort is stable: equal costs stay in the order of the query.
    order.sort_by_key(|(cost, _)| *cost);
    let Some(((_, first), others)) = order.split_first() else {
        return Ok(Vec::new());
    };
    let mut docs = first.docs(at, segment)?;
    for (_, node) in others {
        node.retain(at, segment, &mut docs)?;
    }
    Ok(docs)
}

fn days(range: &DateRange) -> std::ops::RangeInclusive<i64> {
    let from = range.from.map_or(i64::MIN, day_number);
    let to = range.to.map_or(i64::MAX, day_number);
    from..=to
}

fn open_terms(
    terms: &[Term],
    segment: &Segment,
    option: IndexRecordOption,
) -> Result<Vec<SegmentPostings>, SearchError> {
    let mut postings = Vec::with_capacity(terms.len());
    for term in terms {
        if let Some(found) = segment
            .inverted(term.field())?
            .read_postings(term, option)?
        {
            postings.push(found);
        }
    }
    Ok(postings)
}

fn terms_cost(terms: &[Term], segment: &Segment) -> Result<u32, SearchError> {
    let mut sum = 0u32;
    for term in terms {
        sum = sum.saturating_add(segment.inverted(term.field())?.doc_freq(term)?);
    }
    Ok(sum)
}

fn terms_docs(terms: &[Term], segment: &Segment) -> Result<Vec<Doc>, SearchError> {
    let mut docs = Vec::new();
    let postings = open_terms(terms, segment, IndexRecordOption::Basic)?;
    let several = postings.len() > 1;
    for mut postings in postings {
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
    }
    if several {
        docs.sort_unstable();
        docs.dedup();
    }
    Ok(docs)
}

/// Finds the documents that print one name with all the words.
fn person_docs(
    field: Field,
    words: &[Vec<Term>],
    segment: &Segment,
) -> Result<Vec<Doc>, SearchError> {
    let Some((first, others)) = words.split_first() else {
        return Ok(Vec::new());
    };
    debug_assert!(words.iter().flatten().all(|term| term.field() == field));
    let mut docs = terms_docs(first, segment)?;
    for terms in others {
        let list = terms_docs(terms, segment)?;
        intersect(&mut docs, &list);
    }
    let option = IndexRecordOption::WithFreqsAndPositions;
    let mut postings = words
        .iter()
        .map(|terms| open_terms(terms, segment, option))
        .collect::<Result<Vec<_>, _>>()?;
    let mut buffer = Vec::new();
    docs.retain(|doc| {
        let mut names: Option<Vec<u32>> = None;
        for word in &mut postings {
            let mut these = Vec::new();
            for postings in word.iter_mut() {
                if super::unit::has(postings, *doc) {
                    postings.positions(&mut buffer);
                    these.extend(buffer.iter().map(|position| position / NAME_SPAN));
                }
            }
            names = Some(match names {
                None => these,
                Some(names) => names
                    .into_iter()
                    .filter(|name| these.contains(name))
                    .collect(),
            });
        }
        names.is_some_and(|names| !names.is_empty())
    });
    Ok(docs)
}

/// Removes from an ordered list what another ordered list holds.
pub(super) fn subtract(docs: &mut Vec<Doc>, without: &[Doc]) {
    let mut without = without.iter().peekable();
    docs.retain(|doc| {
        while without.next_if(|other| *other < doc).is_some() {}
        without.peek() != Some(&doc)
    });
}

/// Keeps in an ordered list what another ordered list holds too.
fn intersect(docs: &mut Vec<Doc>, with: &[Doc]) {
    let mut with = with.iter().peekable();
    docs.retain(|doc| {
        while with.next_if(|other| *other < doc).is_some() {}
        with.peek() == Some(&doc)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordered_lists_are_subtracted_and_intersected() {
        let mut docs = vec![1, 2, 5, 9];
        subtract(&mut docs, &[0, 2, 3, 9, 10]);
        assert_eq!(docs, [1, 5]);
        let mut docs = vec![1, 2, 5, 9];
        intersect(&mut docs, &[0, 2, 3, 9, 10]);
        assert_eq!(docs, [2, 9]);
    }
}
