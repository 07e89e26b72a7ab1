//! A family is a star: each document joins the first earlier centre that it passes against, else it
//! becomes a centre itself. There are no chains, and the order of adding plays no part.

use super::candidates::{Candidates, Shared};
use super::decisions::Decisions;
use crate::document::DocId;
use crate::enrich::may_be_alike;
use crate::index::Fingerprinted;
use crate::ingest::IngestError;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Copies by wording appear at most so many days apart.
const DAYS: i32 = 45;

/// Gives each document the place of its centre. The documents are in the order that decides: by date,
/// undated last, then by id.
pub(super) fn centres(
    documents: &[Fingerprinted],
    decisions: &Decisions,
    alike: &mut dyn FnMut(&Fingerprinted, &Fingerprinted) -> Result<bool, IngestError>,
) -> Result<Vec<usize>, IngestError> {
    let mut sky = Sky {
        documents,
        decisions,
        candidates: Candidates::of(documents),
        centres: Vec::with_capacity(documents.len()),
        in_groups: Vec::new(),
        placed: HashMap::new(),
    };
    sky.in_groups
        .resize(sky.candidates.shared.len(), Vec::new());
    for (at, document) in documents.iter().enumerate() {
        let found = sky.first_centre(at, alike)?;
        let decided = sky.placed.get(&document.id).copied();
        sky.put(at, decided.or(found).unwrap_or(at), found.is_none());
    }
    Ok(sky.centres)
}

struct Sky<'d> {
    documents: &'d [Fingerprinted],
    decisions: &'d Decisions,
    candidates: Candidates,
    /// The centre of each document placed so far.
    centres: Vec<usize>,
    /// The centres in each group, in order; with those that people put into the family of another,
    /// whose copies follow them.
    in_groups: Vec<Vec<usize>>,
    /// Centres of the documents that decisions speak of; one that is the same as another goes where
    /// the first of them went, known before its turn comes.
    placed: HashMap<DocId, usize>,
}

impl Sky<'_> {
    fn put(&mut self, at: usize, centre: usize, gathers: bool) {
        self.centres.push(centre);
        let id = self.documents[at].id;
        if gathers {
            for group in self.candidates.groups_of(at) {
                self.in_groups[group].push(at);
            }
        }
        if self.decisions.speak_of(id) {
            for same in self.decisions.same_as(id) {
                self.placed.entry(same).or_insert(centre);
            }
        }
    }

    fn first_centre(
        &self,
        at: usize,
        alike: &mut dyn FnMut(&Fingerprinted, &Fingerprinted) -> Result<bool, IngestError>,
    ) -> Result<Option<usize>, IngestError> {
        let document = &self.documents[at];
        let mut found: BTreeSet<(usize, Shared)> = BTreeSet::new();
        for group in self.candidates.groups_of(at) {
            let shared = self.candidates.shared[group];
            let centres = self.in_groups[group].iter().rev();
            let near = centres.take_while(|centre| {
                // Earlier ones are further away still; the undated come last.
                shared != Shared::Band || is_near(document.date, self.documents[**centre].date)
            });
            found.extend(near.map(|centre| (*centre, shared)));
        }
        for (centre, shared) in found {
            let other = &self.documents[centre];
            let passes = match shared {
                Shared::Body => true,
                Shared::Translation => document.lang != other.lang,
                Shared::Band => may_pass(document, other) && alike(document, other)?,
            };
            let family = self.centres[centre];
            if passes && self.may_join(at, family) {
                return Ok(Some(family));
            }
        }
        Ok(None)
    }

    /// Whether no decision keeps a document, or one that is the same, apart from one of a family.
    fn may_join(&self, at: usize, centre: usize) -> bool {
        let id = self.documents[at].id;
        if !self.decisions.speak_of(id) {
            return true;
        }
        let same = self.decisions.same_as(id).into_iter();
        same.flat_map(|one| self.decisions.apart_from(one))
            .all(|other| self.placed.get(other) != Some(&centre))
    }
}

/// Whether two documents may be copies by wording, as far as can be told without their texts.
fn may_pass(a: &Fingerprinted, b: &Fingerprinted) -> bool {
    let wordings = a.fingerprint.wording.zip(b.fingerprint.wording);
    a.lang == b.lang
        && is_near(a.date, b.date)
        && wordings.is_some_and(|(a, b)| may_be_alike(a.shingles, b.shingles))
}

fn is_near(a: Option<Date>, b: Option<Date>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).get_days().abs() <= DAYS,
        _ => true,
    }
}
