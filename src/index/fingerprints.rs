//! The fingerprints of all documents, in a column of their own.

use super::{Index, IndexError, day_of};
use crate::document::{BANDS, DocId, Fingerprint, Lang, Wording};
use jiff::civil::Date;

/// How many numbers a fingerprint takes: body, translation, shingles, the bands in pairs.
const NUMBERS: usize = 3 + BANDS / 2;

/// A document as far as families are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprinted {
    /// The document.
    pub id: DocId,
    /// Its date.
    pub date: Option<Date>,
    /// Its language.
    pub lang: Lang,
    /// What tells its copies.
    pub fingerprint: Fingerprint,
    /// Where it stands in the index.
    pub place: Place,
}

/// Where a document stands in one commit of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    segment: u32,
    doc: u32,
}

/// The numbers of a fingerprint, 0 for what it lacks; none for one that lacks everything.
pub(super) fn numbers(fingerprint: &Fingerprint) -> Option<[u64; NUMBERS]> {
    if *fingerprint == Fingerprint::default() {
        return None;
    }
    let wording = fingerprint.wording.unwrap_or_default();
    let mut numbers = [0; NUMBERS];
    numbers[0] = fingerprint.body.unwrap_or(0);
    numbers[1] = fingerprint.translation.unwrap_or(0);
    numbers[2] = wording.shingles.into();
    for (number, pair) in numbers[3..].iter_mut().zip(wording.bands.chunks_exact(2)) {
        *number = u64::from(pair[0]) << 32 | u64::from(pair[1]);
    }
    Some(numbers)
}

fn fingerprint(numbers: &[u64]) -> Fingerprint {
    let some = |at: usize| numbers.get(at).copied().filter(|number| *number != 0);
    let mut bands = [0; BANDS];
    for (pair, number) in bands.chunks_exact_mut(2).zip(numbers.iter().skip(3)) {
        pair[0] = (number >> 32) as u32;
        pair[1] = *number as u32;
    }
    Fingerprint {
        body: some(0),
        translation: some(1),
        wording: some(2).map(|shingles| Wording {
            shingles: shingles as u32,
            bands,
        }),
    }
}

impl Index {
    /// The fingerprints of all documents, in no order that means anything.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn fingerprints(&self) -> Result<Vec<Fingerprinted>, IndexError> {
        let searcher = self.searcher();
        let mut all = Vec::new();
        for (at, segment) in (0u32..).zip(searcher.segment_readers()) {
            let columns = segment.fast_fields();
            let ids = columns.u64("id")?;
            let days = columns.i64("day")?;
            let prints = columns.u64("fingerprint")?;
            let langs = columns.str("lang")?;
            let english = match &langs {
                Some(langs) => langs.dictionary().term_ord(Lang::En.code())?,
                None => None,
            };
            for doc in segment.doc_ids_alive() {
                let numbers: Vec<u64> = prints.values_for_doc(doc).collect();
                let Some(id) = ids.first(doc) else { continue };
                let lang = langs.as_ref().and_then(|langs| langs.term_ords(doc).next());
                all.push(Fingerprinted {
                    id: DocId::from_u64(id),
                    date: days.first(doc).and_then(day_of),
                    lang: if lang.is_some() && lang == english {
                        Lang::En
                    } else {
                        Lang::Vi
                    },
                    fingerprint: fingerprint(&numbers),
                    place: Place { segment: at, doc },
                });
            }
        }
        Ok(all)
    }

    /// Lead and body of a document.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn body(&self, place: Place) -> Result<String, IndexError> {
        let (record, mut text) = self.stored(place.segment as usize, place.doc)?;
        text.drain(..record.title.end.min(text.len()));
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_come_back() {
        let whole = Fingerprint {
            body: Some(7),
            translation: Some(u64::MAX),
            wording: Some(Wording {
                shingles: 76,
                bands: [1, 2, 3, 4, 5, u32::MAX, 7, 8],
            }),
        };
        let short = Fingerprint {
            body: Some(7),
            ..Fingerprint::default()
        };
        for print in [whole, short] {
            assert_eq!(fingerprint(&numbers(&print).unwrap()), print);
        }
        assert_eq!(numbers(&Fingerprint::default()), None);
    }
}
