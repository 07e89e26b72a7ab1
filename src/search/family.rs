//! Lists in which each family stands once, by its best member.

use super::SearchError;
use super::top::Candidate;
use crate::document::DocId;
use crate::index::FamilyFile;
use std::collections::HashSet;

/// A list under construction.
pub(super) struct FamilyList<'f> {
    /// What stands in it: each document with its score and whether it is there by relaxing.
    pub(super) found: Vec<(Candidate, f32, bool)>,
    /// Nothing where every document stands for itself.
    families: Option<&'f FamilyFile>,
    met: HashSet<DocId>,
}

impl<'f> FamilyList<'f> {
    /// An empty list.
    pub(super) fn new(families: Option<&'f FamilyFile>) -> Self {
        Self {
            found: Vec::new(),
            families: families.filter(|families| !families.is_empty()),
            met: HashSet::new(),
        }
    }

    /// Fills the list up to `last` places from a ranking, of which it asks for more as copies drop out.
    pub(super) fn extend(
        &mut self,
        last: usize,
        relaxed: bool,
        ranking: impl Fn(usize) -> Result<Vec<(Candidate, f32)>, SearchError>,
    ) -> Result<(), SearchError> {
        let missing = last.saturating_sub(self.found.len());
        if missing == 0 {
            return Ok(());
        }
        let Some(families) = self.families else {
            let found = ranking(missing)?.into_iter();
            self.found
                .extend(found.map(|(one, score)| (one, score, relaxed)));
            return Ok(());
        };
        let mut asked = missing.saturating_add(missing / 2).saturating_add(8);
        let mut taken = 0;
        loop {
            let ranked = ranking(asked)?;
            let all = ranked.len() < asked;
            for (candidate, score) in ranked.into_iter().skip(taken) {
                taken += 1;
                let family = families.of(DocId::from_u64(candidate.id))?;
                if family.is_none_or(|member| self.met.insert(member.centre)) {
                    self.found.push((candidate, score, relaxed));
                    if self.found.len() == last {
                        return Ok(());
                    }
                }
            }
            if all {
                return Ok(());
            }
            asked = asked.saturating_mul(4);
        }
    }
}
