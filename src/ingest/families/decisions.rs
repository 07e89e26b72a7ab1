//! What people decided about copies.

use crate::corpus::{Action, Ledger};
use crate::document::DocId;
use std::collections::HashMap;

/// Documents that are the same, and pairs that are not, by decision.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// For each document that is the same as another, the number of its group.
    groups: HashMap<DocId, usize>,
    apart: HashMap<DocId, Vec<DocId>>,
}

impl Decisions {
    /// Reads the ledger: of a pair, what was said last stands.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut standing: HashMap<(DocId, DocId), (usize, bool)> = HashMap::new();
        for (at, entry) in ledger.entries().iter().enumerate() {
            let (one, other, same) = match &entry.action {
                Action::Same { id, other } => (id, other, true),
                Action::NotSame { id, other } => (id, other, false),
                _ => continue,
            };
            if let (Ok(one), Ok(other)) = (one.parse::<DocId>(), other.parse::<DocId>())
                && one != other
            {
                standing.insert((one.min(other), one.max(other)), (at, same));
            }
        }
        let mut pairs: Vec<((DocId, DocId), (usize, bool))> = standing.into_iter().collect();
        pairs.sort_unstable_by_key(|(_, (at, _))| *at);
        let mut decisions = Self::default();
        for ((one, other), (_, same)) in &pairs {
            if !same {
                decisions.apart.entry(*one).or_default().push(*other);
                decisions.apart.entry(*other).or_default().push(*one);
            }
        }
        for ((one, other), (_, same)) in pairs {
            if same {
                decisions.join(one, other);
            }
        }
        decisions
    }

    /// Makes two groups one, unless that would bring a pair together that is kept apart.
    fn join(&mut self, one: DocId, other: DocId) {
        let next = self.groups.values().max().map_or(0, |last| last + 1);
        let a = *self.groups.entry(one).or_insert(next);
        let next = next.max(a) + 1;
        let b = *self.groups.entry(other).or_insert(next);
        let members = |group| {
            let all = self.groups.iter();
            all.filter(move |(_, of)| **of == group).map(|(id, _)| *id)
        };
        let quarrel = members(a).any(|x| members(b).any(|y| self.are_apart(x, y)));
        if !quarrel {
            self.groups
                .values_mut()
                .filter(|group| **group == b)
                .for_each(|group| *group = a);
        }
    }

    /// The documents that are the same as one by decision, itself first.
    pub(super) fn same_as(&self, id: DocId) -> Vec<DocId> {
        let mut same = vec![id];
        if let Some(group) = self.groups.get(&id) {
            let all = self.groups.iter();
            let others = all.filter(|(other, of)| *of == group && **other != id);
            same.extend(others.map(|(other, _)| *other));
        }
        same
    }

    /// All documents that anything was decided on.
    pub(super) fn all(&self) -> impl Iterator<Item = DocId> {
        self.groups.keys().chain(self.apart.keys()).copied()
    }

    /// The documents that have a say in where one goes: those that are the same by decision, and those
    /// that one of them is kept apart from, with what is the same as they.
    pub(super) fn bound_to(&self, id: DocId) -> Vec<DocId> {
        let mut bound = self.same_as(id);
        let apart = bound.iter().flat_map(|same| self.apart_from(*same));
        let apart: Vec<DocId> = apart.flat_map(|other| self.same_as(*other)).collect();
        bound.extend(apart);
        bound
    }

    /// Whether anything was decided on a document.
    pub(super) fn speak_of(&self, id: DocId) -> bool {
        self.groups.contains_key(&id) || self.apart.contains_key(&id)
    }

    /// The documents that one must not share a family with.
    pub(super) fn apart_from(&self, id: DocId) -> &[DocId] {
        self.apart.get(&id).map_or(&[], Vec::as_slice)
    }

    fn are_apart(&self, one: DocId, other: DocId) -> bool {
        self.apart_from(one).contains(&other)
    }
}
