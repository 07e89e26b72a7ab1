//! The score of words: BM25 with parameters of our own.
//!
//! Scores are added up as whole numbers, so that the sum does not depend on the order of adding and
//! with it not on how documents fell into segments.

use super::plan::{Scored, ScoredPart};
use super::segment::{Doc, Segment};
use super::unit::has;
use super::{Parameters, SearchError};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;

/// Points of one unit of BM25.
pub(super) const POINTS: f32 = 65_536.0;

/// What the scores of a query depend on beside the documents: the collection, and how rare each
/// part is in it.
pub(super) struct Scoring {
    /// Documents, deleted ones included.
    pub(super) documents: u64,
    k1: f32,
    average: f32,
    /// The length part of the BM25 denominator for each length class.
    pub(super) norms: Box<[f32; 256]>,
    /// Weight with inverse document frequency of each part, in points.
    pub(super) weights: Vec<f32>,
}

/// The inverse document frequency of BM25, never negative.
pub(super) fn idf(documents: u64, frequency: u64) -> f32 {
    let frequency = frequency.min(documents) as f32;
    (1.0 + (documents as f32 - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The length part of the BM25 denominator for each length class.
fn norms(k1: f32, b: f32, average: f32) -> Box<[f32; 256]> {
    let mut norms = Box::new([0.0; 256]);
    for (class, norm) in (0..=u8::MAX).zip(norms.iter_mut()) {
        let length = FieldNormReader::id_to_fieldnorm(class) as f32;
        *norm = k1 * (1.0 - b + b * length / average);
    }
    norms
}

impl Scoring {
    /// Prepares the scoring of the parts of a query.
    pub(super) fn new(parts: &[ScoredPart], segments: &[Segment], parameters: &Parameters) -> Self {
        let &Parameters { k1, b, .. } = parameters;
        let mut documents = 0;
        let mut words = 0;
        for segment in segments {
            documents += u64::from(segment.end());
            words += segment.word_count();
        }
        let average = (words as f32 / documents.max(1) as f32).max(1.0);
        let weights = parts
            .iter()
            .map(|part| {
                if part.repeated {
                    return 0.0;
                }
                let frequency = match &part.part {
                    Scored::Word(unit) => unit.frequency,
                    Scored::List(list) => list.frequency,
                };
                part.weight * idf(documents, frequency).powf(parameters.rarity) * POINTS
            })
            .collect();
        Self {
            documents,
            k1,
            average,
            norms: norms(k1, b, average),
            weights,
        }
    }

    /// The length part of the denominator for adjacent words.
    pub(super) fn pair_norms(&self, parameters: &Parameters) -> Box<[f32; 256]> {
        norms(parameters.pair_k1, parameters.pair_b, self.average)
    }

    /// The saturated frequency of BM25.
    #[inline]
    fn saturated(&self, frequency: f32, norm: f32) -> f32 {
        frequency * (self.k1 + 1.0) / (frequency + norm)
    }

    /// The most points that a part can give a document.
    pub(super) fn most(&self, part: usize) -> u32 {
        (self.weights[part] * (self.k1 + 1.0)).ceil() as u32
    }

    /// The points of a part for a document.
    pub(super) fn points(&self, part: usize, weight: f32, frequency: u32, class: u8) -> u32 {
        let norm = self.norms[usize::from(class)];
        self.points_of(part, weight, frequency as f32, norm)
    }

    /// The same by the length part of the denominator; nothing for no occurrence.
    #[inline]
    pub(super) fn points_of(&self, part: usize, weight: f32, frequency: f32, norm: f32) -> u32 {
        (self.weights[part] * weight * self.saturated(frequency, norm)) as u32
    }

    /// Scores an ordered list of documents by all parts.
    pub(super) fn score(
        &self,
        parts: &[ScoredPart],
        at: usize,
        segment: &Segment,
        docs: &[Doc],
    ) -> Result<Vec<u32>, SearchError> {
        let mut scores = vec![0; docs.len()];
        let classes: Vec<u8> = docs.iter().map(|doc| segment.length_class(*doc)).collect();
        for (index, part) in parts.iter().enumerate() {
            self.add(index, part, at, segment, docs, &classes, &mut scores)?;
        }
        Ok(scores)
    }

    #[expect(clippy::too_many_arguments, reason = "the inner loop of one caller")]
    fn add(
        &self,
        index: usize,
        part: &ScoredPart,
        at: usize,
        segment: &Segment,
        docs: &[Doc],
        classes: &[u8],
        scores: &mut [u32],
    ) -> Result<(), SearchError> {
        match &part.part {
            Scored::List(list) => {
                let mut rest = list.segments[at].as_slice();
                for ((doc, class), score) in docs.iter().zip(classes).zip(scores) {
                    while rest.first().is_some_and(|entry| entry.doc < *doc) {
                        rest = &rest[1..];
                    }
                    if let Some(entry) = rest.first()
                        && entry.doc == *doc
                    {
                        *score += self.points(index, entry.weight, entry.count, *class);
                    }
                }
            }
            Scored::Word(unit) => {
                let mut forms = Vec::with_capacity(unit.alternatives.len());
                for form in &unit.alternatives {
                    let postings = form.terms[at].iter();
                    let postings = postings.map(|info| segment.postings(form.field, info));
                    forms.push((form.weight, postings.collect::<Result<Vec<_>, _>>()?));
                }
                for ((doc, class), score) in docs.iter().zip(classes).zip(scores) {
                    let mut best = 0;
                    for (weight, postings) in &mut forms {
                        let frequency = postings.iter_mut().filter_map(|postings| {
                            has(postings, *doc).then(|| postings.term_freq())
                        });
                        let frequency = frequency.sum();
                        if frequency > 0 {
                            best = best.max(self.points(index, *weight, frequency, *class));
                        }
                    }
                    *score += best;
                }
            }
        }
        Ok(())
    }
}
