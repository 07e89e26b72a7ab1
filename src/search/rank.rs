//! Puts matching documents in order.

use super::plan::Plan;
use super::pruned;
use super::rescore::{is_rescored, rescore};
use super::scoring::{POINTS, Scoring};
use super::searcher::Matches;
use super::segment::Segment;
use super::top::{Candidate, Top, date_key};
use super::unit::SEEK_COST;
use super::{Parameters, SearchError, Sort};

/// Which hits are asked for.
pub(super) struct Ranking {
    pub(super) sort: Sort,
    pub(super) limit: usize,
}

/// Finds the best of the matching documents, with their scores.
pub(super) fn rank(
    plan: &Plan,
    segments: &[Segment],
    matches: &Matches,
    ranking: Ranking,
    parameters: &Parameters,
) -> Result<Vec<(Candidate, f32)>, SearchError> {
    if ranking.limit == 0 {
        return Ok(Vec::new());
    }
    if ranking.sort != Sort::Relevance {
        return Ok(by_date(segments, matches, &ranking));
    }
    let scoring = Scoring::new(&plan.scored, segments, parameters);
    let depth = if is_rescored(&plan.scored) {
        parameters.depth
    } else {
        0
    };
    let mut top = Top::new(ranking.limit.max(depth));
    for (at, (segment, docs)) in segments.iter().zip(matches).enumerate() {
        let look_ups = docs.len().saturating_mul(plan.scored.len());
        if plan.cost(at) < look_ups.saturating_mul(SEEK_COST) {
            pruned::best(&plan.scored, &scoring, at, segment, docs, &mut top)?;
            continue;
        }
        let scores = scoring.score(&plan.scored, at, segment, docs)?;
        for (doc, score) in docs.iter().zip(scores) {
            if score >= top.threshold() {
                top.push(score, at, segment, *doc);
            }
        }
    }
    let mut found = top.into_sorted();
    let again = found.len().min(depth);
    rescore(
        &plan.scored,
        &scoring,
        segments,
        &mut found[..again],
        parameters,
    )?;
    found.truncate(ranking.limit);
    Ok(found
        .into_iter()
        .map(|candidate| (candidate, candidate.score as f32 / POINTS))
        .collect())
}

fn by_date(segments: &[Segment], matches: &Matches, ranking: &Ranking) -> Vec<(Candidate, f32)> {
    let newest_first = ranking.sort == Sort::DateDescending;
    let mut all = Vec::new();
    for (at, (segment, docs)) in segments.iter().zip(matches).enumerate() {
        all.extend(docs.iter().map(|doc| Candidate::of(0, at, segment, *doc)));
    }
    if all.len() > ranking.limit {
        all.select_nth_unstable_by_key(ranking.limit, |c| date_key(c, newest_first));
        all.truncate(ranking.limit);
    }
    all.sort_unstable_by_key(|candidate| date_key(candidate, newest_first));
    all.into_iter().map(|candidate| (candidate, 0.0)).collect()
}
