//! Relaxing: documents that have most of the words where hardly one has all.

use super::SearchError;
use super::matching::{Node, subtract};
use super::plan::Plan;
use super::searcher::Matches;
use super::segment::Segment;

/// From so many words on a query is relaxed where nothing has them all.
const LEAST_WORDS: usize = 4;

/// From so many words on a query is always relaxed.
const MANY_WORDS: usize = 8;

/// Of a hundred words so many suffice.
const PERCENT: usize = 60;

/// Tells whether a query is to be relaxed.
pub(super) fn wanted(words: usize, total: usize) -> bool {
    words >= MANY_WORDS || (words >= LEAST_WORDS && total == 0)
}

/// Finds the documents that have enough of the bare words and all the rest, but are no strict hits.
pub(super) fn matches(
    plan: &Plan,
    strict: &Matches,
    segments: &[Segment],
) -> Result<Matches, SearchError> {
    let enough = (plan.words() * PERCENT).div_ceil(100);
    let required = Node::all_of(plan.required.clone());
    let mut found = Vec::with_capacity(segments.len());
    for (at, segment) in segments.iter().enumerate() {
        let mut counts = vec![0u16; segment.end() as usize];
        for group in &plan.groups {
            let mut others = Vec::new();
            for node in &group.others {
                others.append(&mut node.docs(at, segment)?);
            }
            others.sort_unstable();
            others.dedup();
            for word in &group.words {
                match word {
                    Node::Word(unit) => unit.each(at, segment, |doc| counts[doc as usize] += 1)?,
                    phrase => phrase
                        .docs(at, segment)?
                        .into_iter()
                        .for_each(|doc| counts[doc as usize] += 1),
                }
            }
            // Another wording stands for all the words.
            if !others.is_empty() {
                let mut having = Vec::new();
                for word in &group.words {
                    having.clone_from(&others);
                    word.retain(at, segment, &mut having)?;
                    let mut missing = others.clone();
                    subtract(&mut missing, &having);
                    missing
                        .into_iter()
                        .for_each(|doc| counts[doc as usize] += 1);
                }
            }
        }
        let mut docs: Vec<u32> = (0..segment.end())
            .zip(&counts)
            .filter(|(_, count)| usize::from(**count) >= enough)
            .map(|(doc, _)| doc)
            .collect();
        subtract(&mut docs, &strict[at]);
        segment.retain_alive(&mut docs);
        required.retain(at, segment, &mut docs)?;
        found.push(docs);
    }
    Ok(found)
}
