//! Scores many documents without looking at every word of each.
//!
//! Words are added up window by window: how often a word stands in each document is spread out first, then
//! its points are worked out for all documents asked for in one go. Once enough good documents are known,
//! the frequent words, which together cannot lift a document among them, are added only for documents that
//! the rare ones have left within reach.

use super::SearchError;
use super::blocks::Blocks;
use super::list::Entry;
use super::plan::{Scored, ScoredPart};
use super::scoring::Scoring;
use super::segment::{Doc, Segment};
use super::top::Top;
use super::unit::SEEK_COST;
use tantivy::schema::IndexRecordOption;

/// Documents of one window.
const WINDOW: usize = 4096;

/// A word that stands in fewer than one of so many of the documents asked for is added posting by posting.
const SPARSE: usize = 4;

/// A part of the query with where it has got to.
struct Cursor<'p> {
    part: usize,
    most: u32,
    /// Of several forms the best one counts.
    forms: Vec<Form>,
    list: &'p [Entry],
    /// How many documents of a window it has on average, and in how many terms.
    in_a_window: usize,
    terms: usize,
}

/// The terms that occur together as one form of a word.
struct Form {
    weight: f32,
    terms: Vec<Blocks>,
    in_a_window: usize,
}

/// The documents of a window that are scored, each with what it has got so far.
struct Window {
    start: Doc,
    docs: Vec<Doc>,
    points: Vec<u32>,
    /// The length part of the BM25 denominator.
    norms: Vec<f32>,
    room: Room,
}

/// What adding up one part takes; all zeros in between, as far as it is written.
struct Room {
    /// How often the terms of a form occur, by the place of the document in the window.
    frequencies: Vec<u32>,
    /// The places where they do.
    met: Vec<u16>,
    /// The same in the order of the documents that are scored.
    gathered: Vec<f32>,
    /// The best points among the forms of a part.
    best: Vec<u32>,
    /// Which of the documents stands at a place of the window, counted from 1.
    slots: Vec<u16>,
}

/// Puts the best of an ordered list of matching documents into `top`.
pub(super) fn best(
    parts: &[ScoredPart],
    scoring: &Scoring,
    at: usize,
    segment: &Segment,
    docs: &[Doc],
    top: &mut Top,
) -> Result<(), SearchError> {
    let mut cursors = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        cursors.push(Cursor::open(index, part, scoring, at, segment)?);
    }
    // Least worth first; the sort is stable, and sums do not depend on the order anyway.
    cursors.sort_by_key(|cursor| cursor.most);
    let bounds: Vec<u32> = cursors
        .iter()
        .scan(0u32, |sum, cursor| {
            *sum = sum.saturating_add(cursor.most);
            Some(*sum)
        })
        .collect();
    let mut window = Window::new();
    let mut rest = docs;
    while let Some(first) = rest.first() {
        let start = first - first % WINDOW as Doc;
        let end = start.saturating_add(WINDOW as Doc);
        let (docs, behind) = rest.split_at(rest.partition_point(|doc| *doc < end));
        rest = behind;
        let minor = bounds.partition_point(|bound| *bound < top.threshold());
        let (minor, major) = cursors.split_at_mut(minor);
        window.open(start, docs, scoring, segment);
        for cursor in major {
            cursor.add(scoring, &mut window);
        }
        for (cursor, bound) in minor.iter_mut().zip(&bounds).rev() {
            let least = top.threshold().saturating_sub(*bound);
            window.keep(|points| points >= least);
            cursor.add(scoring, &mut window);
        }
        for (doc, points) in window.docs.iter().zip(&window.points) {
            if *points >= top.threshold() {
                top.push(*points, at, segment, *doc);
            }
        }
    }
    Ok(())
}

impl Window {
    fn new() -> Self {
        Self {
            start: 0,
            docs: Vec::with_capacity(WINDOW),
            points: Vec::with_capacity(WINDOW),
            norms: Vec::with_capacity(WINDOW),
            room: Room {
                frequencies: vec![0; WINDOW],
                met: Vec::new(),
                gathered: Vec::with_capacity(WINDOW),
                best: Vec::with_capacity(WINDOW),
                slots: vec![0; WINDOW],
            },
        }
    }

    /// Begins with the documents that match within one window.
    fn open(&mut self, start: Doc, docs: &[Doc], scoring: &Scoring, segment: &Segment) {
        self.start = start;
        self.docs.clear();
        self.docs.extend_from_slice(docs);
        self.points.clear();
        self.points.resize(docs.len(), 0);
        self.norms.clear();
        let norm = |doc: &Doc| scoring.norms[usize::from(segment.length_class(*doc))];
        self.norms.extend(docs.iter().map(norm));
        self.number();
    }

    /// Notes where each document stands.
    fn number(&mut self) {
        self.room.slots.fill(0);
        for (slot, doc) in (1..).zip(&self.docs) {
            self.room.slots[place(*doc, self.start)] = slot;
        }
    }

    /// Goes on with those documents alone whose points are enough.
    fn keep(&mut self, enough: impl Fn(u32) -> bool) {
        let before = self.docs.len();
        let mut kept = 0;
        // Without a branch, which would be guessed wrong too often.
        for index in 0..before {
            let points = self.points[index];
            self.docs[kept] = self.docs[index];
            self.points[kept] = points;
            self.norms[kept] = self.norms[index];
            kept += usize::from(enough(points));
        }
        if kept < before {
            self.docs.truncate(kept);
            self.points.truncate(kept);
            self.norms.truncate(kept);
            self.number();
        }
    }

    fn end(&self) -> Doc {
        self.start.saturating_add(WINDOW as Doc)
    }
}

/// The place of a document in the window that begins at `start`.
#[inline]
fn place(doc: Doc, start: Doc) -> usize {
    (doc - start) as usize % WINDOW
}

impl<'p> Cursor<'p> {
    fn open(
        index: usize,
        part: &'p ScoredPart,
        scoring: &Scoring,
        at: usize,
        segment: &Segment,
    ) -> Result<Self, SearchError> {
        let mut forms = Vec::new();
        let mut list: &[Entry] = &[];
        let windows = (segment.end() as usize).div_ceil(WINDOW).max(1);
        match &part.part {
            Scored::List(found) => list = &found.segments[at],
            Scored::Word(unit) => {
                for form in &unit.alternatives {
                    let option = IndexRecordOption::WithFreqs;
                    let infos = &form.terms[at];
                    let terms = infos
                        .iter()
                        .map(|info| Ok(Blocks::new(segment.blocks(form.field, info, option)?)));
                    let terms = terms.collect::<Result<Vec<_>, SearchError>>()?;
                    if !terms.is_empty() {
                        let documents: usize = infos.iter().map(|i| i.doc_freq as usize).sum();
                        forms.push(Form {
                            weight: form.weight,
                            terms,
                            in_a_window: documents / windows,
                        });
                    }
                }
            }
        }
        Ok(Self {
            part: index,
            most: scoring.most(index),
            in_a_window: forms.iter().map(|form| form.in_a_window).sum(),
            terms: forms.iter().map(|form| form.terms.len()).sum(),
            forms,
            list,
        })
    }

    /// Adds its points for all documents of a window.
    fn add(&mut self, scoring: &Scoring, window: &mut Window) {
        if window.docs.is_empty() || self.most == 0 {
            return;
        }
        self.add_list(scoring, window);
        if self.forms.is_empty() {
            return;
        }
        if window.docs.len() * self.terms * SEEK_COST < self.in_a_window {
            self.look_up(scoring, window);
            return;
        }
        if let [form] = self.forms.as_mut_slice() {
            form.add(scoring, self.part, window, false);
            return;
        }
        window.room.best.clear();
        window.room.best.resize(window.docs.len(), 0);
        for form in &mut self.forms {
            form.add(scoring, self.part, window, true);
        }
        for (sum, points) in window.points.iter_mut().zip(&window.room.best) {
            *sum += points;
        }
    }

    fn add_list(&mut self, scoring: &Scoring, window: &mut Window) {
        let (start, end) = (window.start, window.end());
        let before = self.list.partition_point(|entry| entry.doc < start);
        self.list = &self.list[before..];
        while let Some((entry, behind)) = self.list.split_first() {
            if entry.doc >= end {
                break;
            }
            let slot = usize::from(window.room.slots[place(entry.doc, start)]);
            if let Some(index) = slot.checked_sub(1) {
                let norm = window.norms[index];
                window.points[index] +=
                    scoring.points_of(self.part, entry.weight, entry.count as f32, norm);
            }
            self.list = behind;
        }
    }

    /// Adds its points document by document, for a few of them.
    fn look_up(&mut self, scoring: &Scoring, window: &mut Window) {
        let documents = window.docs.iter().zip(&window.norms);
        for ((doc, norm), sum) in documents.zip(&mut window.points) {
            let mut best = 0;
            for form in &mut self.forms {
                let terms = form.terms.iter_mut();
                let frequency: u32 = terms.filter_map(|term| term.frequency(*doc)).sum();
                if frequency > 0 {
                    let frequency = frequency as f32;
                    best = best.max(scoring.points_of(self.part, form.weight, frequency, *norm));
                }
            }
            *sum += best;
        }
    }
}

impl Form {
    /// Adds its points to those of the window's documents, or to the best ones of the part.
    fn add(&mut self, scoring: &Scoring, part: usize, window: &mut Window, several: bool) {
        let (start, end) = (window.start, window.end());
        let room = &mut window.room;
        room.met.clear();
        let sparse = self.in_a_window * SPARSE < window.docs.len();
        for blocks in &mut self.terms {
            blocks.skip_to(start);
            blocks.until(end, |doc, frequency| {
                let place = place(doc, start);
                if sparse && room.frequencies[place] == 0 {
                    room.met.push(place as u16);
                }
                room.frequencies[place] += frequency;
            });
        }
        let weight = self.weight;
        let sums = if several {
            &mut room.best
        } else {
            &mut window.points
        };
        let put = |sum: &mut u32, points: u32| {
            *sum = if several {
                (*sum).max(points)
            } else {
                *sum + points
            };
        };
        if sparse {
            for met in &room.met {
                let frequency = std::mem::take(&mut room.frequencies[usize::from(*met)]);
                let slot = usize::from(room.slots[usize::from(*met)]);
                if let Some(index) = slot.checked_sub(1) {
                    let norm = window.norms[index];
                    let points = scoring.points_of(part, weight, frequency as f32, norm);
                    put(&mut sums[index], points);
                }
            }
            return;
        }
        room.gathered.clear();
        let of = |doc: &Doc| room.frequencies[place(*doc, start)] as f32;
        room.gathered.extend(window.docs.iter().map(of));
        room.frequencies.fill(0);
        for ((sum, frequency), norm) in sums.iter_mut().zip(&room.gathered).zip(&window.norms) {
            put(sum, scoring.points_of(part, weight, *frequency, *norm));
        }
    }
}
