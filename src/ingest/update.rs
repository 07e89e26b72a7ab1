//! Brings the index up to date, or makes it anew.

use super::families::{self, Changes};
use super::run::Run;
use super::{Event, IngestError, freshness, sums};
use crate::corpus::{
    Batch, BatchKind, BatchMark, Catalogue, Collection, CorpusError, CoveredBatch, Generation,
    Ledger, Position, WriterLock,
};
use crate::document::DocId;
use crate::index::{Index, Versions, Writer};
use crate::sites::Registry;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// A record that could not be read as a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands: `file@offset`.
    pub place: String,
    /// Why.
    pub reason: String,
    /// Whether something is wrong with it, rather than it being no article.
    pub damaged: bool,
}

/// What an update did. Failures are listed up to a thousand, counted always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexReport {
    /// Imports and WARC files that were read.
    pub batches: usize,
    /// Documents that were not there before.
    pub new: u64,
    /// Documents of which there is a newer version.
    pub changed: u64,
    /// Records that say what was known.
    pub unchanged: u64,
    /// Records kept but not read as documents.
    pub unread: u64,
    /// Documents newly withdrawn or restored or corrected.
    pub decided: u64,
    /// Documents that answer queries now.
    pub documents: u64,
    /// The records not read.
    pub failures: Vec<Failure>,
    /// Documents with something to note: bytes replaced, a date that is none; listed up to a thousand.
    pub noted: u64,
    /// What is to be noted, each with the document's place.
    pub notes: Vec<Failure>,
    /// What was put right on the way.
    pub recovered: Vec<String>,
}

impl IndexReport {
    /// This report with what an earlier update of the same run did.
    pub(super) fn after(mut self, earlier: Option<Self>) -> Self {
        let Some(earlier) = earlier else { return self };
        self.batches = self.batches.max(earlier.batches);
        self.new += earlier.new;
        self.changed += earlier.changed;
        self.unchanged += earlier.unchanged;
        self.unread += earlier.unread;
        self.decided += earlier.decided;
        self.failures.splice(0..0, earlier.failures);
        self.recovered.splice(0..0, earlier.recovered);
        self
    }
}

/// Brings the index up to date with the corpus, reading only what is new; makes it anew where that is
/// not possible, and says why.
///
/// # Errors
/// If another process writes, or the index cannot be written. Old answers are still given then.
pub fn update(
    collection: &Collection,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    writing(collection, on_event, update_locked)
}

/// Builds index and catalogue anew beside the old ones, then swaps.
///
/// # Errors
/// As [`update`].
pub fn rebuild(
    collection: &Collection,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    writing(collection, on_event, build)
}

/// Merges the index into one segment and removes what stands for nothing any more.
///
/// The texts of each segment are mapped while they are copied, one after another. Of an index that grew
/// by itself they are some 200 MB at most; to merge again what was merged into one before maps all of
/// its texts, which the system takes back when it needs the room.
///
/// # Errors
/// As [`update`].
pub fn compact(
    collection: &Collection,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    writing(collection, on_event, |collection, lock, on_event| {
        let report = update_locked(collection, lock, on_event)?;
        if let Some(generation) = collection.generation() {
            sums::forget(&generation)?;
            Writer::compact(&generation.index_dir())?;
            sums::leave(&generation);
        }
        Ok(report)
    })
}

/// What is done to the index while this process alone writes.
type Work = fn(&Collection, &WriterLock, &mut dyn FnMut(Event)) -> Result<IndexReport, IngestError>;

/// Does work under the lock: recovery before it, the note that the index is current after it.
fn writing(
    collection: &Collection,
    on_event: &mut dyn FnMut(Event),
    work: Work,
) -> Result<IndexReport, IngestError> {
    let lock = collection.lock()?;
    let recovered = recover(collection, &lock, on_event)?;
    let mut report = work(collection, &lock, on_event)?;
    report.recovered.splice(0..0, recovered);
    note_current(collection, lock);
    Ok(report)
}

/// Ends the writing and has it noted that the index answers for everything, so that the next search
/// need not find out; where that fails, it will.
pub(super) fn note_current(collection: &Collection, lock: WriterLock) {
    drop(lock);
    let _ = freshness(collection);
}

/// Removes what processes that died left behind, and says so.
pub(super) fn recover(
    collection: &Collection,
    lock: &WriterLock,
    on_event: &mut dyn FnMut(Event),
) -> Result<Vec<String>, IngestError> {
    let mut recovered = collection.recover(lock)?;
    recovered.extend(super::fetch::cover(collection, lock)?);
    let unfinished = collection.remove_other_generations(lock)?;
    if !unfinished.is_empty() {
        recovered.push("removed an index whose building was broken off".to_owned());
    }
    for what in &recovered {
        on_event(Event::Recovered(what.clone()));
    }
    Ok(recovered)
}

/// Updates under a lock that is held already.
pub(super) fn update_locked(
    collection: &Collection,
    lock: &WriterLock,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    let Some(generation) = collection.generation() else {
        let mut recovered = Vec::new();
        if collection.names_a_build() {
            let what = "the file CURRENT names no index that is there: the index is built anew";
            on_event(Event::Recovered(what.to_owned()));
            recovered.push(what.to_owned());
        }
        let mut report = build(collection, lock, on_event)?;
        report.recovered.splice(0..0, recovered);
        return Ok(report);
    };
    let rebuilt = |reason: String, on_event: &mut dyn FnMut(Event)| {
        on_event(Event::Rebuilding {
            reason: reason.clone(),
        });
        let mut report = build(collection, lock, on_event)?;
        report
            .recovered
            .push(format!("built the index anew: {reason}"));
        Ok(report)
    };
    let (catalogue, recovered) = match agree(&generation) {
        Ok(agreed) => agreed,
        // On a full disk the catalogue cannot be opened either; there is no room for another then.
        Err(reason) => match refusal(generation.dir()) {
            Some(refusal) => return Err(refusal.into()),
            None => return rebuilt(reason, on_event),
        },
    };
    for what in &recovered {
        on_event(Event::Recovered(what.clone()));
    }
    let work = match plan(collection, &catalogue)? {
        Plan::Rebuild(reason) => return rebuilt(reason, on_event),
        Plan::Read(work) => work,
    };
    let ledger = Ledger::read(collection)?;
    let mark = catalogue.mark()?;
    let Some(decided) = ledger.ids_since(&mark.ledger) else {
        let reason = "the ledger was changed other than by adding to it".to_owned();
        return rebuilt(reason, on_event);
    };
    let unchanged = work.is_empty() && mark.ledger == ledger.fingerprint();
    if mark.ledger != ledger.fingerprint() {
        warn_of_ledger(&ledger, on_event);
    }
    let (mut report, changes) = if unchanged {
        drop(catalogue);
        (IndexReport::default(), None)
    } else {
        sums::forget(&generation)?;
        let sites = Registry::bundled().with_dir(&collection.sites_dir())?;
        let run = Run::new(collection, &generation, catalogue, sites, ledger)?;
        let (report, changes) = extend(run, &decided, &work, on_event)
            .map_err(|error| name_cause(error, generation.dir()))?;
        (report, Some(changes))
    };
    families::bring_up(&generation, &Ledger::read(collection)?, changes.as_ref())?;
    report.documents = Index::open(&generation.index_dir())?.documents();
    report.recovered = recovered;
    sums::leave(&generation);
    Ok(report)
}

fn extend(
    mut run: Run<'_>,
    decided: &[DocId],
    work: &[(Batch, Position)],
    on_event: &mut dyn FnMut(Event),
) -> Result<(IndexReport, Changes), IngestError> {
    run.mark.ledger = run.ledger.fingerprint();
    // Decisions come first: what is read after them is read with them.
    run.refresh(decided)?;
    read_all(&mut run, work, on_event)?;
    run.commit(on_event)?;
    finish(run)
}

/// A decision that cannot be read is none: that must not go by in silence.
fn warn_of_ledger(ledger: &Ledger, on_event: &mut dyn FnMut(Event)) {
    for (line, wrong) in ledger.bad_lines.iter().take(20) {
        on_event(Event::Warned(format!(
            "ledger.jsonl line {line} is no decision and has no effect: {wrong}"
        )));
    }
}

/// Neither the engine nor the catalogue always says why it failed: if nothing can be written, that is it.
fn name_cause(error: IngestError, dir: &Path) -> IngestError {
    let unclear = matches!(
        error,
        IngestError::Index(_) | IngestError::Corpus(CorpusError::Catalogue { .. })
    );
    match refusal(dir).filter(|_| unclear) {
        Some(refusal) => refusal.into(),
        None => error,
    }
}

/// What the system says to a megabyte that is to be written there, if it refuses.
fn refusal(dir: &Path) -> Option<CorpusError> {
    let probe = vec![b'x'; 1 << 20];
    let written = tempfile::tempfile_in(dir).and_then(|mut file| {
        file.write_all(&probe)?;
        file.sync_all()
    });
    written.err().map(CorpusError::io("write", dir))
}

/// Builds beside what is there, then swaps.
fn build(
    collection: &Collection,
    lock: &WriterLock,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    let first = collection.generation().is_none();
    let generation = collection.new_generation(lock)?;
    let built = fill(collection, lock, &generation, first, on_event)
        .map_err(|error| name_cause(error, generation.dir()));
    if built.is_err() && collection.generation().as_ref() != Some(&generation) {
        // A half-built index is of no use, and on a full disk its room is needed.
        let _ = std::fs::remove_dir_all(generation.dir());
    }
    let report = built?;
    collection.publish(lock, &generation)?;
    if !first {
        on_event(Event::Swapped);
    }
    collection.remove_other_generations(lock)?;
    Ok(report)
}

fn fill(
    collection: &Collection,
    lock: &WriterLock,
    generation: &Generation,
    first: bool,
    on_event: &mut dyn FnMut(Event),
) -> Result<IndexReport, IngestError> {
    let mut catalogue = Catalogue::create(&generation.catalogue_path())?;
    catalogue.note("schema", &Versions::CURRENT.schema.to_string())?;
    catalogue.note("extraction", &Versions::CURRENT.extraction.to_string())?;
    let sites = Registry::bundled().with_dir(&collection.sites_dir())?;
    let ledger = Ledger::read(collection)?;
    warn_of_ledger(&ledger, on_event);
    let mut run = Run::new(collection, generation, catalogue, sites, ledger)?;
    run.mark.ledger = run.ledger.fingerprint();
    run.mark.sites = collection.sites_fingerprint()?;
    let work = everything(collection)?;
    let mut published = !first;
    read_all(&mut run, &work, &mut |event| {
        // The first index of a collection answers from its first commit on.
        if !published && matches!(event, Event::Committed { .. }) {
            published = collection.publish(lock, generation).is_ok();
        }
        on_event(event);
    })?;
    run.commit(on_event)?;
    let (mut report, _) = finish(run)?;
    families::bring_up(generation, &Ledger::read(collection)?, None)?;
    report.documents = Index::open(&generation.index_dir())?.documents();
    sums::leave(generation);
    Ok(report)
}

fn read_all(
    run: &mut Run<'_>,
    work: &[(Batch, Position)],
    on_event: &mut dyn FnMut(Event),
) -> Result<(), IngestError> {
    on_event(Event::ReadingStarts {
        bytes: work.iter().map(|(batch, _)| batch.bytes()).sum(),
    });
    for (batch, from) in work {
        run.read(batch, *from, on_event)?;
    }
    Ok(())
}

fn finish(run: Run<'_>) -> Result<(IndexReport, Changes), IngestError> {
    run.writer.finish()?;
    Ok((run.report, run.changes))
}

/// Brings catalogue and index to one commit; the error is why that cannot be.
fn agree(generation: &Generation) -> Result<(Catalogue, Vec<String>), String> {
    let mut catalogue =
        Catalogue::open(&generation.catalogue_path()).map_err(|error| error.to_string())?;
    let (versions, payload) =
        Index::peek(&generation.index_dir()).map_err(|error| error.to_string())?;
    if !versions.is_current() {
        return Err("it was made by another version of the program".to_owned());
    }
    let indexed: u64 = payload
        .parse()
        .map_err(|_| "its last commit says nothing of the catalogue".to_owned())?;
    let entered = catalogue.mark().map_err(|error| error.to_string())?.epoch;
    if indexed == entered {
        return Ok((catalogue, Vec::new()));
    }
    sums::forget(generation).map_err(|error| error.to_string())?;
    let back = indexed < entered
        && catalogue
            .go_back_to(indexed)
            .map_err(|error| error.to_string())?;
    if !back {
        return Err("catalogue and index are of different commits".to_owned());
    }
    let what = "the last commit was broken off; what it held is read again".to_owned();
    Ok((catalogue, vec![what]))
}

/// What is to be read, oldest import first.
pub(super) enum Plan {
    /// These batches from these positions.
    Read(Vec<(Batch, Position)>),
    /// Everything, and why.
    Rebuild(String),
}

/// Compares corpus and catalogue by names and sizes.
pub(super) fn plan(collection: &Collection, catalogue: &Catalogue) -> Result<Plan, IngestError> {
    let current = (
        Some(Versions::CURRENT.schema.to_string()),
        Some(Versions::CURRENT.extraction.to_string()),
    );
    if (catalogue.noted("schema")?, catalogue.noted("extraction")?) != current {
        return Ok(Plan::Rebuild(
            "it was made by another version of the program".to_owned(),
        ));
    }
    if catalogue.mark()?.sites != collection.sites_fingerprint()? {
        return Ok(Plan::Rebuild("the site rules were changed".to_owned()));
    }
    if let Some(file) = collection.completed_since(catalogue)? {
        return Ok(Plan::Rebuild(format!(
            "{file} was missing or cut off and is other now"
        )));
    }
    let mut covered: HashMap<String, CoveredBatch> = catalogue
        .coverage()?
        .into_iter()
        .map(|batch| (batch.name.clone(), batch))
        .collect();
    let mut work = Vec::new();
    for mark in collection.batches()? {
        let from = match covered.remove(&mark.name) {
            None => Position::default(),
            Some(known) if known.size == mark.size && known.done => continue,
            Some(known) if known.size == mark.size => known.position,
            Some(known) if mark.kind == BatchKind::Fetched && known.size < mark.size => {
                known.position
            }
            Some(_) => return Ok(Plan::Rebuild(format!("{} was changed", mark.name))),
        };
        work.push((mark, from));
    }
    if let Some(name) = covered.into_keys().min() {
        return Ok(Plan::Rebuild(format!("{name} is gone")));
    }
    Ok(Plan::Read(open_all(collection, work)?))
}

fn everything(collection: &Collection) -> Result<Vec<(Batch, Position)>, IngestError> {
    let marks = collection.batches()?;
    let marks = marks.into_iter().map(|mark| (mark, Position::default()));
    open_all(collection, marks.collect())
}

/// Opens batches and puts them in the order of their time, which spares renumbering.
fn open_all(
    collection: &Collection,
    marks: Vec<(BatchMark, Position)>,
) -> Result<Vec<(Batch, Position)>, IngestError> {
    let mut work = Vec::with_capacity(marks.len());
    for (mark, from) in marks {
        work.push((Batch::open(collection, &mark)?, from));
    }
    work.sort_by(|(a, _), (b, _)| (a.added_at, &a.mark.name).cmp(&(b.added_at, &b.mark.name)));
    Ok(work)
}
