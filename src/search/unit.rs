//! Words of a query as terms of the index.

use super::blocks::Blocks;
use super::segment::{Doc, Segment, WordField};
use super::{Parameters, SearchError};
use crate::index::{bare_form, cut};
use crate::query::{Marks, Scope, Term};
use crate::text;
use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

/// One term that a word may stand as.
pub(super) struct Alternative {
    pub(super) field: WordField,
    pub(super) weight: f32,
    /// Where it stands in each segment.
    pub(super) infos: Vec<Option<TermInfo>>,
}

/// A word of a query: any of its terms, wherever they stand.
pub(super) struct Unit {
    written: String,
    marks: Marks,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) scope: Scope,
    /// Documents that have it, deleted ones included; with several alternatives an upper bound.
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
        let mut alternatives = Vec::new();
        let mut put = |field, word: &str, weight| -> Result<u64, SearchError> {
            let alternative = Alternative::of(field, word, weight, segments)?;
            let frequency = alternative.frequency();
            if frequency > 0 {
                alternatives.push(alternative);
            }
            Ok(frequency)
        };
        let bare = bare_form(&term.folded);
        let letters = term.written.chars().any(char::is_alphabetic);
        let frequency = match term.marks {
            // Numbers have no marks and stand in the folded field alone.
            _ if !letters => put(WordField::Folded, cut(&term.folded), 1.0)?,
            Marks::Open => {
                let folded = put(WordField::Folded, cut(&term.folded), 1.0)?;
                let stem = text::stem_english(&term.folded);
                folded.max(put(WordField::Stems, cut(&stem), parameters.stem)?)
            }
            Marks::Exact if term.written != term.folded => {
                put(WordField::Written, cut(&term.written), 1.0)?
            }
            // The rare bare form would win over the word as typed if each had its own frequency.
            Marks::Typed | Marks::Exact => {
                let weight = if term.written == term.folded {
                    1.0
                } else {
                    parameters.bare
                };
                put(WordField::Written, cut(&term.written), 1.0)?
                    + put(WordField::Written, &bare, weight)?
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

    /// How many documents of a segment may have it.
    pub(super) fn cost(&self, segment: usize) -> u32 {
        let frequencies = self
            .alternatives
            .iter()
            .filter_map(|alternative| alternative.infos[segment].as_ref())
            .map(|info| info.doc_freq);
        frequencies.fold(0, u32::saturating_add)
    }

    /// Lists the documents of a segment that have it.
    pub(super) fn docs(&self, at: usize, segment: &Segment) -> Result<Vec<Doc>, SearchError> {
        let mut docs = Vec::with_capacity(self.cost(at) as usize);
        for alternative in &self.alternatives {
            if let Some(info) = &alternative.infos[at] {
                let option = IndexRecordOption::Basic;
                let mut blocks = Blocks::new(segment.blocks(alternative.field, info, option)?);
                blocks.slices(|slice| docs.extend_from_slice(slice));
            }
        }
        if self.alternatives.len() > 1 {
            // Two runs in order: a stable sort merges them.
            docs.sort();
            docs.dedup();
        }
        if self.scope != Scope::Any {
            self.retain_scope(at, segment, &mut docs)?;
        }
        Ok(docs)
    }

    /// Hands on each document of a segment that has it, once and in no certain order.
    pub(super) fn each(
        &self,
        at: usize,
        segment: &Segment,
        mut sink: impl FnMut(Doc),
    ) -> Result<(), SearchError> {
        let mut forms = self
            .alternatives
            .iter()
            .filter_map(|alternative| Some((alternative.field, alternative.infos[at].as_ref()?)));
        match (forms.next(), forms.next()) {
            (Some((field, info)), None) if self.scope == Scope::Any => {
                let option = IndexRecordOption::Basic;
                let mut blocks = Blocks::new(segment.blocks(field, info, option)?);
                blocks.slices(|slice| slice.iter().copied().for_each(&mut sink));
            }
            (None, _) => {}
            _ => self.docs(at, segment)?.into_iter().for_each(sink),
        }
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
        let mut postings = Vec::new();
        for alternative in &self.alternatives {
            if let Some(info) = &alternative.infos[at] {
                postings.push(segment.postings(alternative.field, info)?);
            }
        }
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

impl Alternative {
    fn of(
        field: WordField,
        word: &str,
        weight: f32,
        segments: &[Segment],
    ) -> Result<Self, SearchError> {
        let infos = segments
            .iter()
            .map(|segment| segment.words(field).terms().get(word))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            field,
            weight,
            infos,
        })
    }

    fn frequency(&self) -> u64 {
        let infos = self.infos.iter().flatten();
        infos.map(|info| u64::from(info.doc_freq)).sum()
    }
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
        for alternative in &unit.alternatives {
            if let Some(info) = &alternative.infos[at] {
                let opened = segment.positions(alternative.field, info)?;
                postings.push((alternative.weight, opened));
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
        // Words of the title stand twice in the folded field.
        found.dedup();
        best
    }
}
