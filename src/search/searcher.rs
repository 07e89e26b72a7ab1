//! The way of a query through the index.

use super::facet::{self, count_facets};
use super::family::FamilyList;
use super::figures::Matching;
use super::matching::Node;
use super::plan::Planner;
use super::rank::{Ranking, rank};
use super::segment::{Doc, Segment};
use super::{
    Answer, Facet, FacetField, Hit, HitRecord, Parameters, SearchError, SearchOptions,
    TimelineUnit, hit, relax,
};
use crate::document::{DocId, Figure};
use crate::index::{Families, FamilyFile, FamilyMember, Index, Record, Versions};
use crate::query::Query;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

/// Answers queries from the last commit of an index.
pub struct Searcher {
    index: Index,
    searcher: tantivy::Searcher,
    segments: Vec<Segment>,
    parameters: Parameters,
    families_path: PathBuf,
    families: OnceLock<Option<FamilyFile>>,
}

/// The matching documents of each segment.
pub(super) type Matches = Vec<Vec<Doc>>;

impl Searcher {
    /// Opens the index in a directory.
    ///
    /// # Errors
    /// If there is no index, or one of another layout.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        let index = Index::open(dir)?;
        let searcher = index.searcher();
        let readers = searcher.segment_readers().iter();
        let segments = readers
            .map(|reader| Segment::open(reader, *index.fields()))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            index,
            searcher,
            segments,
            parameters: Parameters::CHOSEN,
            families_path: Families::path(dir),
            families: OnceLock::new(),
        })
    }

    /// Ranks by other parameters than the chosen ones, for experiments.
    #[must_use]
    pub fn with_parameters(mut self, parameters: Parameters) -> Self {
        self.parameters = parameters;
        self
    }

    /// The versions the index was written with.
    #[must_use]
    pub fn versions(&self) -> Versions {
        self.index.versions()
    }

    /// The note of the commit.
    #[must_use]
    pub fn payload(&self) -> &str {
        self.index.payload()
    }

    /// How many documents there are.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Answers a query with ranked hits.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Answer, SearchError> {
        let start = Instant::now();
        let segments = self.segments.as_slice();
        let plan = self.planner(segments).plan(&query.root)?;
        let condition = if options.any {
            plan.any()
        } else {
            plan.strict()
        };
        let strict = matches(&condition, segments)?;
        let total = count(&strict);
        let relaxed = if options.relax && !options.any && relax::wanted(plan.words(), total) {
            relax::matches(&plan, &strict, segments)?
        } else {
            Vec::new()
        };
        let relaxed_total = count(&relaxed);
        let undated_left_out = match condition.undated(self.index.fields()) {
            None => 0,
            Some(undated) => count(&matches(&undated, segments)?),
        };
        let last = options.offset.saturating_add(options.limit);
        let ranking = |matches: &Matches, limit: usize| {
            rank(
                &plan,
                segments,
                matches,
                Ranking {
                    sort: options.sort,
                    limit,
                },
                &self.parameters,
            )
        };
        let mut list = FamilyList::new(if options.all_copies {
            None
        } else {
            self.families()
        });
        list.extend(last, false, |limit| ranking(&strict, limit))?;
        if relaxed_total > 0 {
            list.extend(last, true, |limit| ranking(&relaxed, limit))?;
        }
        let marker = hit::Marker::new(query, options.snippets);
        let mut hits = Vec::new();
        let ranked = list.found.into_iter().enumerate().skip(options.offset);
        for (place, (candidate, score, relaxed)) in ranked {
            let (record, text) = self.stored(candidate.segment, candidate.doc)?;
            let (snippet, title_highlights) = marker.mark(&record, &text);
            let family = self.family_of(record.id)?;
            let langs = family.map_or_else(|| vec![record.lang], |family| family.langs());
            hits.push(Hit {
                rank: place + 1,
                score,
                record: hit::record(record, &text),
                snippet,
                title_highlights,
                copies: family.map_or(1, |family| family.copies as usize),
                copies_langs: langs,
                relaxed,
            });
        }
        Ok(Answer {
            total,
            relaxed_total,
            undated_left_out,
            took: start.elapsed(),
            hits,
        })
    }

    /// Counts the documents that match a query strictly.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn count(&self, query: &Query) -> Result<usize, SearchError> {
        let segments = self.segments.as_slice();
        Ok(count(&self.strict(query, segments)?))
    }

    /// Counts the families of the documents that match a query strictly; a document without copies is
    /// one of its own.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn count_families(&self, query: &Query) -> Result<usize, SearchError> {
        let mut met = HashSet::new();
        let documents = self.matching(query)?.documents;
        let total = documents.len();
        let mut copies = 0;
        for (_, _, id) in documents {
            if let Some(member) = self.family_of(DocId::from_u64(id))?
                && !met.insert(member.centre)
            {
                copies += 1;
            }
        }
        Ok(total - copies)
    }

    /// The families beside the index; without a file that can be read every document stands alone.
    fn families(&self) -> Option<&FamilyFile> {
        let open = || FamilyFile::open(&self.families_path);
        self.families.get_or_init(open).as_ref()
    }

    fn family_of(&self, id: DocId) -> Result<Option<FamilyMember>, SearchError> {
        match self.families() {
            Some(families) => Ok(families.of(id)?),
            None => Ok(None),
        }
    }

    /// Counts matching documents by the values of a field, most frequent first.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn facets(
        &self,
        query: &Query,
        field: FacetField,
        limit: usize,
    ) -> Result<Vec<Facet>, SearchError> {
        let segments = self.segments.as_slice();
        let strict = self.strict(query, segments)?;
        count_facets(segments, &strict, field, limit)
    }

    /// Counts matching documents by month or year, oldest first, without gaps; undated documents
    /// are not in it.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn timeline(
        &self,
        query: &Query,
        unit: TimelineUnit,
    ) -> Result<Vec<(String, usize)>, SearchError> {
        let segments = self.segments.as_slice();
        let strict = self.strict(query, segments)?;
        Ok(facet::timeline(segments, &strict, unit))
    }

    /// The ids of all matching documents, smallest first.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn matching_ids(&self, query: &Query) -> Result<Vec<DocId>, SearchError> {
        let segments = self.segments.as_slice();
        let strict = self.strict(query, segments)?;
        let mut ids = Vec::new();
        for (segment, docs) in segments.iter().zip(&strict) {
            ids.extend(docs.iter().map(|doc| DocId::from_u64(segment.id(*doc))));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// The record of one document, with its number in the catalogue.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn record(&self, id: DocId) -> Result<Option<(HitRecord, u32)>, SearchError> {
        let segments = self.segments.as_slice();
        for (at, segment) in segments.iter().enumerate() {
            let mut docs = Node::Id(id.as_u64()).docs(at, segment)?;
            segment.retain_alive(&mut docs);
            if let Some(doc) = docs.first() {
                let (record, text) = self.stored(at, *doc)?;
                let version = record.version;
                return Ok(Some((hit::record(record, &text), version)));
            }
        }
        Ok(None)
    }

    fn planner<'p>(&'p self, segments: &'p [Segment]) -> Planner<'p> {
        Planner {
            segments,
            fields: self.index.fields(),
            parameters: &self.parameters,
        }
    }

    fn strict(&self, query: &Query, segments: &[Segment]) -> Result<Matches, SearchError> {
        let plan = self.planner(segments).plan(&query.root)?;
        matches(&plan.strict(), segments)
    }

    /// The documents that match a query strictly, deleted ones left out.
    pub(super) fn matching(&self, query: &Query) -> Result<Matching, SearchError> {
        let segments = self.segments.as_slice();
        let condition = self.planner(segments).plan(&query.root)?.strict();
        let mut documents = Vec::new();
        for (at, docs) in matches(&condition, segments)?.into_iter().enumerate() {
            let segment = &segments[at];
            documents.extend(
                docs.into_iter()
                    .map(|doc| ((at, doc), segment.day(doc), segment.id(doc))),
            );
        }
        let undated_left_out = match condition.undated(self.index.fields()) {
            None => 0,
            Some(undated) => count(&matches(&undated, segments)?),
        };
        Ok(Matching {
            documents,
            undated_left_out,
        })
    }

    /// The record of one document, without its text.
    pub(super) fn record_at(&self, (segment, doc): (usize, Doc)) -> Result<Record, SearchError> {
        Ok(self.index.record(segment, doc)?)
    }

    /// The figures of one document.
    pub(super) fn figures_at(
        &self,
        (segment, doc): (usize, Doc),
    ) -> Result<Vec<Figure>, SearchError> {
        Ok(self.index.figures(segment, doc)?)
    }

    pub(super) fn stored(
        &self,
        segment: usize,
        doc: Doc,
    ) -> Result<(crate::index::Record, String), SearchError> {
        Ok(self.index.stored(segment, doc)?)
    }
}

/// Finds the documents that meet a condition.
fn matches(condition: &Node, segments: &[Segment]) -> Result<Matches, SearchError> {
    let mut matches = Vec::with_capacity(segments.len());
    for (at, segment) in segments.iter().enumerate() {
        let mut docs = condition.docs(at, segment)?;
        segment.retain_alive(&mut docs);
        matches.push(docs);
    }
    Ok(matches)
}

fn count(matches: &Matches) -> usize {
    matches.iter().map(Vec::len).sum()
}
