//! The terms of the index that a word of a query may stand as.

use super::SearchError;
use super::segment::{Segment, WordField};
use crate::index::all_forms;
use std::collections::BTreeMap;
use tantivy::postings::TermInfo;

/// Terms that a word may stand as and whose occurrences count together.
pub(super) struct Alternative {
    pub(super) field: WordField,
    pub(super) weight: f32,
    /// Those that there are in each segment.
    pub(super) terms: Vec<Vec<TermInfo>>,
    /// How many documents have one of them, deleted ones included; of several terms an estimate.
    pub(super) frequency: u64,
}

impl Alternative {
    /// Looks some terms up.
    pub(super) fn of(
        field: WordField,
        words: &[String],
        weight: f32,
        segments: &[Segment],
    ) -> Result<Self, SearchError> {
        let mut frequencies = vec![0; words.len()];
        let mut terms = Vec::with_capacity(segments.len());
        for segment in segments {
            let mut here = Vec::with_capacity(words.len());
            for (word, frequency) in words.iter().zip(&mut frequencies) {
                if let Some(info) = segment.words(field).terms().get(word)? {
                    *frequency += u64::from(info.doc_freq);
                    here.push(info);
                }
            }
            terms.push(here);
        }
        Ok(Self {
            field,
            weight,
            terms,
            frequency: in_union(documents(segments), frequencies),
        })
    }

    /// Looks up every form of a folded word.
    pub(super) fn all_forms(folded: &str, segments: &[Segment]) -> Result<Self, SearchError> {
        let field = WordField::Words;
        let (first, end) = all_forms(folded);
        let mut frequencies = BTreeMap::<Vec<u8>, u64>::new();
        let mut terms = Vec::with_capacity(segments.len());
        for segment in segments {
            let words = segment.words(field);
            let mut stream = words.terms().range().ge(&first).lt(&end).into_stream()?;
            let mut here = Vec::new();
            while stream.advance() {
                let frequency = u64::from(stream.value().doc_freq);
                match frequencies.get_mut(stream.key()) {
                    Some(sum) => *sum += frequency,
                    None => {
                        frequencies.insert(stream.key().to_owned(), frequency);
                    }
                }
                here.push(stream.value().clone());
            }
            terms.push(here);
        }
        Ok(Self {
            field,
            weight: 1.0,
            terms,
            frequency: in_union(documents(segments), frequencies.into_values()),
        })
    }
}

/// Documents of all segments, deleted ones included.
fn documents(segments: &[Segment]) -> u64 {
    segments
        .iter()
        .map(|segment| u64::from(segment.end()))
        .sum()
}

/// How many documents have one of several terms, as if each stood where it stands by chance. To count
/// them would take reading them all; the sum would make a syllable of many markings look more frequent
/// than it is.
fn in_union(documents: u64, frequencies: impl IntoIterator<Item = u64>) -> u64 {
    let (mut most, mut sum, mut without) = (0, 0, 1.0);
    for frequency in frequencies {
        most = most.max(frequency);
        sum += frequency;
        without *= 1.0 - frequency as f64 / documents.max(1) as f64;
    }
    let estimate = documents as f64 * (1.0 - without);
    (estimate.round() as u64).clamp(most, sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_is_estimated_between_its_greatest_part_and_the_sum() {
        for (documents, frequencies, expected) in [
            (0, &[][..], 0),
            (100, &[], 0),
            (100, &[7], 7),
            (100, &[50, 50], 75),
            (1_000_000, &[3, 4], 7),
            (4, &[4, 1], 4),
        ] {
            let union = in_union(documents, frequencies.iter().copied());
            assert_eq!(union, expected, "{frequencies:?} of {documents}");
        }
    }
}
