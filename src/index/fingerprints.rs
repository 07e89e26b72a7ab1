//! The fingerprints of all documents, in a column of their own.

use super::{Index, IndexError, day_of};
use crate::document::{BANDS, DocId, Fingerprint, Lang, Wording};
use jiff::civil::Date;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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

/// The fingerprints of one commit of an index, to be gone through or asked for.
pub struct Fingerprints<'i> {
    index: &'i Index,
    searcher: Searcher,
    segments: Vec<Columns>,
}

/// The columns of a segment that families are worked out from.
struct Columns {
    ids: Column<u64>,
    days: Column<i64>,
    prints: Column<u64>,
    langs: Option<StrColumn>,
    english: Option<u64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self, IndexError> {
        let columns = segment.fast_fields();
        let langs = columns.str("lang")?;
        let english = match &langs {
            Some(langs) => langs.dictionary().term_ord(Lang::En.code())?,
            None => None,
        };
        Ok(Self {
            ids: columns.u64("id")?,
            days: columns.i64("day")?,
            prints: columns.u64("fingerprint")?,
            langs,
            english,
        })
    }

    fn document(&self, place: Place) -> Option<Fingerprinted> {
        let doc = place.doc;
        let mut numbers = [0; NUMBERS];
        for (number, value) in numbers.iter_mut().zip(self.prints.values_for_doc(doc)) {
            *number = value;
        }
        let lang = self
            .langs
            .as_ref()
            .and_then(|langs| langs.term_ords(doc).next());
        Some(Fingerprinted {
            id: DocId::from_u64(self.ids.first(doc)?),
            date: self.days.first(doc).and_then(day_of),
            lang: if lang.is_some() && lang == self.english {
                Lang::En
            } else {
                Lang::Vi
            },
            fingerprint: fingerprint(&numbers),
            place,
        })
    }
}

impl Fingerprints<'_> {
    /// Goes through the fingerprints of all documents, in no order that means anything.
    ///
    /// # Errors
    /// What `each` fails with.
    pub fn each<E>(&self, mut each: impl FnMut(Fingerprinted) -> Result<(), E>) -> Result<(), E> {
        let segments = self.searcher.segment_readers().iter().zip(&self.segments);
        for (segment, (reader, columns)) in (0u32..).zip(segments) {
            for doc in reader.doc_ids_alive() {
                if let Some(document) = columns.document(Place { segment, doc }) {
                    each(document)?;
                }
            }
        }
        Ok(())
    }

    /// The fingerprint of the document at a place.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<Fingerprinted> {
        self.segments.get(place.segment as usize)?.document(place)
    }

    /// The fingerprint of a document, if the index holds it.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn find(&self, id: DocId) -> Result<Option<Fingerprinted>, IndexError> {
        let field = self.index.fields().id;
        let term = Term::from_field_u64(field, id.as_u64());
        for (segment, reader) in (0u32..).zip(self.searcher.segment_readers()) {
            let terms = reader.inverted_index(field)?;
            let Some(mut docs) = terms.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while docs.doc() != TERMINATED {
                let doc = docs.doc();
                if !reader.is_deleted(doc) {
                    return Ok(self.at(Place { segment, doc }));
                }
                docs.advance();
            }
        }
        Ok(None)
    }

    /// Lead and body of the document at a place.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn body(&self, place: Place) -> Result<String, IndexError> {
        self.index.behind_title(place.segment as usize, place.doc)
    }
}

impl Index {
    /// The fingerprints of all documents.
    ///
    /// # Errors
    /// If a segment cannot be read.
    pub fn fingerprints(&self) -> Result<Fingerprints<'_>, IndexError> {
        let searcher = self.searcher();
        let segments = searcher.segment_readers().iter().map(Columns::of);
        Ok(Fingerprints {
            index: self,
            segments: segments.collect::<Result<_, _>>()?,
            searcher,
        })
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
