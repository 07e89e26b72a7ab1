//! Words of a query as terms of the index.

use super::alternative::Alternative;
use super::blocks::{Bits, Blocks};
use super::segment::{Doc, Segment, WordField};
use super::{Parameters, SearchError};
use crate::index::{bare_form, cut, written_form};
use crate::query::{Marks, Scope, Term};
use crate::text;
use std::cmp::Reverse;
use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

/// Reading so many documents of a word in a row takes as long as looking one up.
pub(super) const SEEK_COST: usize = 8;

/// A word of a query: any of its terms, wherever they stand.
pub(super) struct Unit {
    written: String,
    marks: Marks,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) scope: Scope,
    /// Documents that have it, deleted ones included; with several terms an estimate that does not
    /// hang on how documents fell into segments.
    pub(super) frequency: u64,
}

impl Unit {
    /// Looks a word up in all segments.
    pub(super) fn of(
        term: &Term,
        scope: Scope,
        segments: &[Segment],
        parameters: &Parameters,
    ) -> Result<Self, SearchError> {
        let written = || written_form(&term.folded, &term.written);
        let letters = term.written.chars().any(char::is_alphabetic);
        let words =
            |terms: &[String], weight| Alternative::of(WordField::Words, terms, weight, segments);
        let mut alternatives = Vec::new();
        let frequency = match term.marks {
            // Numbers have no marks.
            _ if !letters => put(words(&[written()], 1.0)?, &mut alternatives),
            Marks::Open => {
                let forms = Alternative::all_forms(&term.folded, segments)?;
                let stem = cut(&text::stem_english(&term.folded)).to_owned();
                let stems = Alternative::of(WordField::Stems, &[stem], parameters.stem, segments)?;
                put(forms, &mut alternatives).max(put(stems, &mut alternatives))
            }
            Marks::Exact if term.written != term.folded => {
                put(words(&[written()], 1.0)?, &mut alternatives)
            }
            Marks::Typed | Marks::Exact if term.written == term.folded => {
                let forms = [written(), bare_form(&term.folded)];
                put(words(&forms, 1.0)?, &mut alternatives)
            }
            // The rare bare form would win over the word as typed if each had its own frequency.
            Marks::Typed | Marks::Exact => {
                let bare = words(&[bare_form(&term.folded)], parameters.bare)?;
                put(words(&[written()], 1.0)?, &mut alternatives) + put(bare, &mut alternatives)
            }
        };
        Ok(Self {
            written: term.written.clone(),
            marks: term.marks,
            alternatives,
            scope,
            frequency,
        })
    }

    /// Tells whether the other unit is the same word, looked for in the same way.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.written.as_str(), self.marks, self.scope)
            == (other.written.as_str(), other.marks, other.scope)
    }

    /// The terms that it may stand as in a segment.
    fn terms(&self, at: usize) -> impl Iterator<Item = (WordField, &TermInfo)> {
        self.alternatives
            .iter()
            .flat_map(move |form| form.terms[at].iter().map(move |info| (form.field, info)))
    }

    /// How many documents of a segment may have it.
    pub(super) fn cost(&self, at: usize) -> u32 {
        let frequencies = self.terms(at).map(|(_, info)| info.doc_freq);
        frequencies.fold(0, u32::saturating_add)
    }

    /// Lists the documents of a segment that have it.
    pub(super) fn docs(&self, at: usize, segment: &Segment) -> Result<Vec<Doc>, SearchError> {
        let several = self.terms(at).nth(1).is_some();
        let cost = self.cost(at);
        let mut docs = Vec::new();
        if several && cost > segment.end() / 64 {
            let mut union = Bits::new(segment.end());
            self.each_term(at, segment, |slice| union.put_all(slice))?;
            docs = union.docs();
        } else {
            docs.reserve(cost as usize);
            self.each_term(at, segment, |slice| docs.extend_from_slice(slice))?;
            if several {
                // Runs in order: a stable sort merges them.
                docs.sort();
                docs.dedup();
            }
        }
        if self.scope != Scope::Any {
            self.retain_scope(at, segment, &mut docs)?;
        }
        Ok(docs)
    }

    /// Hands on the documents of a segment of each of its terms, wherever they stand.
    fn each_term(
        &self,
        at: usize,
        segment: &Segment,
        mut sink: impl FnMut(&[Doc]),
    ) -> Result<(), SearchError> {
        for (field, info) in self.terms(at) {
            let option = IndexRecordOption::Basic;
            Blocks::new(segment.blocks(field, info, option)?).slices(&mut sink);
        }
        Ok(())
    }

    /// Puts the documents of a segment that have it into a set.
    pub(super) fn put_into(
        &self,
        union: &mut Bits,
        at: usize,
        segment: &Segment,
    ) -> Result<(), SearchError> {
        if self.scope == Scope::Any {
            return self.each_term(at, segment, |slice| union.put_all(slice));
        }
        union.put_all(&self.docs(at, segment)?);
        Ok(())
    }

    /// Hands on each document of a segment that has it, once and in no certain order.
    pub(super) fn each(
        &self,
        at: usize,
        segment: &Segment,
        mut sink: impl FnMut(Doc),
    ) -> Result<(), SearchError> {
        if self.scope == Scope::Any && self.terms(at).nth(1).is_none() {
            return self.each_term(at, segment, |slice| {
                slice.iter().copied().for_each(&mut sink);
            });
        }
        self.docs(at, segment)?.into_iter().for_each(sink);
        Ok(())
    }

    /// Keeps those documents that have it.
    pub(super) fn retain(
        &self,
        at: usize,
        segment: &Segment,
        docs: &mut Vec<Doc>,
    ) -> Result<(), SearchError> {
        if self.scope != Scope::Any {
            return self.retain_scope(at, segment, docs);
        }
        if self.cost(at) as usize <= docs.len().saturating_mul(SEEK_COST) {
            let mut union = Bits::new(segment.end());
            self.put_into(&mut union, at, segment)?;
            docs.retain(|doc| union.has(*doc));
            return Ok(());
        }
        let mut terms: Vec<_> = self.terms(at).collect();
        // The form that most documents have ends most of the looking.
        terms.sort_by_key(|(_, info)| Reverse(info.doc_freq));
        let mut postings = terms
            .into_iter()
            .map(|(field, info)| segment.postings(field, info))
            .collect::<Result<Vec<_>, _>>()?;
        docs.retain(|doc| postings.iter_mut().any(|p| has(p, *doc)));
        Ok(())
    }

    fn retain_scope(
        &self,
        at: usize,
        segment: &Segment,
        docs: &mut Vec<Doc>,
    ) -> Result<(), SearchError> {
        let title = segment.title()?;
        let mut positions = Positions::open(self, at, segment)?;
        let mut found = Vec::new();
        docs.retain(|doc| {
            positions.read(*doc, &mut found);
            let title = title_end(title.first(*doc));
            in_scope(self.scope, title, &found)
        });
        Ok(())
    }
}

/// Keeps an alternative that stands anywhere; tells how many documents have it.
fn put(alternative: Alternative, alternatives: &mut Vec<Alternative>) -> u64 {
    let frequency = alternative.frequency;
    if frequency > 0 {
        alternatives.push(alternative);
    }
    frequency
}

/// Tells whether postings have a document; documents must be asked for in order.
pub(super) fn has(postings: &mut SegmentPostings, doc: Doc) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

/// The first position behind the title, from its column.
pub(super) fn title_end(positions: Option<i64>) -> u32 {
    positions
        .and_then(|positions| u32::try_from(positions).ok())
        .unwrap_or(0)
}

/// Tells whether one of these ascending positions lies in the scope.
pub(super) fn in_scope(scope: Scope, title: u32, positions: &[u32]) -> bool {
    match scope {
        Scope::Any => !positions.is_empty(),
        Scope::Title => positions.first().is_some_and(|first| *first < title),
        Scope::Body => positions.last().is_some_and(|last| *last >= title),
    }
}

/// Reads the positions of a unit, document after document.
pub(super) struct Positions {
    postings: Vec<(f32, SegmentPostings)>,
    buffer: Vec<u32>,
}

impl Positions {
    pub(super) fn open(unit: &Unit, at: usize, segment: &Segment) -> Result<Self, SearchError> {
        let mut postings = Vec::new();
        for form in &unit.alternatives {
            for info in &form.terms[at] {
                postings.push((form.weight, segment.positions(form.field, info)?));
            }
        }
        Ok(Self {
            postings,
            buffer: Vec::new(),
        })
    }

    /// Reads the positions in a document, ascending and each once, and returns the best weight
    /// among the forms met; documents must come in order.
    pub(super) fn read(&mut self, doc: Doc, found: &mut Vec<u32>) -> f32 {
        found.clear();
        let mut several = false;
        let mut best = 0.0f32;
        for (weight, postings) in &mut self.postings {
            if has(postings, doc) {
                best = best.max(*weight);
                several |= !found.is_empty();
                if found.is_empty() {
                    postings.positions(found);
                } else {
                    postings.positions(&mut self.buffer);
                    found.extend_from_slice(&self.buffer);
                }
            }
        }
        if several {
            found.sort_unstable();
        }
        // Words of the title stand twice in the field.
        found.dedup();
        best
    }
}
