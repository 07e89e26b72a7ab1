//! One run of reading: records in, catalogue and index out, in commits that both survive.

use super::families::Changes;
use super::prepare::{Prepared, PreparedDocument, Unread, Workshop};
use super::{Event, Failure, IndexReport, IngestError};
use crate::corpus::{
    Batch, Catalogue, Collection, EpochMark, Generation, Ledger, NewRow, Placement, Position,
    RecordError, RecordReader, Records, versions_of,
};
use crate::document::{DocId, Document, Problem, RawRecord, RecordLocation};
use crate::index::Writer;
use crate::sites::Registry;
use jiff::Timestamp;
use rayon::prelude::*;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// So many bytes, or records, are worked on at a time.
const CHUNK_BYTES: usize = 4 << 20;
const CHUNK_RECORDS: usize = 256;

/// After so many bytes or records what was read is committed: a crash costs no more than that.
const COMMIT_BYTES: u64 = 512 << 20;
const COMMIT_RECORDS: u64 = 50_000;

/// Failures beyond this many are only counted.
const MAX_FAILURES: usize = 1000;

/// Pages may be nested deeply; recursion in a recogniser must not end the program.
const STACK: usize = 32 << 20;

type Record = Result<RawRecord, RecordError>;

/// Records that are worked on together, and the position behind them.
struct Chunk {
    records: Vec<Record>,
    bytes: u64,
    position: Position,
    last: bool,
}

/// A generation that is being written.
pub(super) struct Run<'a> {
    pub(super) collection: &'a Collection,
    generation: &'a Generation,
    pub(super) catalogue: Catalogue,
    pub(super) writer: Writer,
    pub(super) sites: Registry,
    pub(super) ledger: Ledger,
    pub(super) mark: EpochMark,
    pub(super) report: IndexReport,
    /// What was put into the index or removed, for the families.
    pub(super) changes: Changes,
    pool: rayon::ThreadPool,
    /// Documents whose entry must be made anew from the corpus.
    stale: Vec<DocId>,
    uncommitted_bytes: u64,
    uncommitted_records: u64,
    documents: u64,
    bytes: u64,
    open: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        collection: &'a Collection,
        generation: &'a Generation,
        catalogue: Catalogue,
        sites: Registry,
        ledger: Ledger,
    ) -> Result<Self, IngestError> {
        let writer = Writer::open(&generation.index_dir())?;
        let mark = catalogue.mark()?;
        let pool = rayon::ThreadPoolBuilder::new()
            .stack_size(STACK)
            .build()
            .map_err(|error| IngestError::Threads(error.to_string()))?;
        Ok(Self {
            collection,
            generation,
            catalogue,
            writer,
            sites,
            ledger,
            report: IndexReport::default(),
            changes: Changes {
                since: mark.epoch.to_string(),
                ids: Vec::new(),
            },
            mark,
            pool,
            stale: Vec::new(),
            uncommitted_bytes: 0,
            uncommitted_records: 0,
            documents: 0,
            bytes: 0,
            open: false,
        })
    }

    /// Reads a batch from a position to its end.
    pub(super) fn read(
        &mut self,
        batch: &Batch,
        from: Position,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<(), IngestError> {
        self.report.batches += 1;
        if from != Position::default()
            && let Some(file) = batch.files.get(from.file as usize)
        {
            self.begin()?;
            self.catalogue.forget_unread(&file.relative, from.offset)?;
        }
        let records = batch.records(self.collection, from);
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(1);
            let reader = scope.spawn(move || feed(records, &sender));
            let done = self.drain(batch, &receiver, on_event);
            // Without a receiver the reader ends at its next chunk.
            drop(receiver);
            let _ = reader.join();
            done
        })
    }

    fn drain(
        &mut self,
        batch: &Batch,
        chunks: &Receiver<Chunk>,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<(), IngestError> {
        let mut position = Position::default();
        for chunk in chunks {
            self.begin()?;
            let workshop = Workshop {
                sites: &self.sites,
                ledger: &self.ledger,
                writer: &self.writer,
            };
            let prepared: Vec<Prepared> = self.pool.install(|| {
                let records = chunk.records.into_par_iter();
                records.map(|record| workshop.prepare(record)).collect()
            });
            for one in prepared {
                match one {
                    Prepared::Document(document) => self.enter(batch, *document)?,
                    Prepared::Unread(unread) => self.enter_unread(batch, unread, on_event)?,
                }
                self.uncommitted_records += 1;
            }
            position = chunk.position;
            self.bytes += chunk.bytes;
            self.uncommitted_bytes += chunk.bytes;
            on_event(Event::Progress {
                documents: self.documents,
                bytes: self.bytes,
            });
            let full = self.uncommitted_bytes >= COMMIT_BYTES
                || self.uncommitted_records >= COMMIT_RECORDS;
            if full && !chunk.last {
                self.cover(batch, position, false)?;
                self.commit(on_event)?;
            }
        }
        self.cover(batch, position, true)
    }

    fn begin(&mut self) -> Result<(), IngestError> {
        if !self.open {
            self.catalogue.begin()?;
            self.open = true;
        }
        Ok(())
    }

    fn cover(&mut self, batch: &Batch, position: Position, done: bool) -> Result<(), IngestError> {
        self.begin()?;
        let epoch = self.mark.epoch + 1;
        self.catalogue.cover(epoch, &batch.mark, position, done)?;
        Ok(())
    }

    fn enter(&mut self, batch: &Batch, prepared: PreparedDocument) -> Result<(), IngestError> {
        let PreparedDocument {
            raw,
            mut document,
            content,
            mut entry,
        } = prepared;
        let mut known = self.catalogue.rows_of(document.id)?;
        // Pages have times of their own, so that one of them can follow another in one file.
        let clash = raw.address.is_none()
            && known
                .iter()
                .any(|row| row.batch == batch.mark.name && row.content != content)
            && !known
                .iter()
                .any(|row| row.batch == batch.mark.name && row.content == content);
        if clash {
            document.id = DocId::of_bytes(&raw.bytes);
            document.problems.push(clash_problem(&document));
            known = self.catalogue.rows_of(document.id)?;
            entry = None;
        }
        let addresses = addresses_of(&document);
        let row = NewRow {
            batch: &batch.mark.name,
            location: &raw.location,
            received: received(raw.fetched_at.as_deref(), batch),
            raw: document.raw_sha256,
            content,
            external_id: document.external_id.as_deref(),
            day: day_of(&document),
            source: document.source.as_deref(),
            addresses: &addresses,
        };
        let placement = self.catalogue.enter(document.id, &row, known)?;
        if placement != Placement::Unchanged {
            self.note(&document, &raw.location);
        }
        let version = match placement {
            Placement::New => {
                self.report.new += 1;
                1
            }
            Placement::Newest(version) => {
                self.report.changed += 1;
                version
            }
            Placement::Unchanged => {
                self.report.unchanged += 1;
                return Ok(());
            }
            Placement::Renumbered => {
                self.report.changed += 1;
                self.stale.push(document.id);
                return Ok(());
            }
        };
        self.documents += 1;
        if version != 1 || entry.is_none() {
            let workshop = Workshop {
                sites: &self.sites,
                ledger: &self.ledger,
                writer: &self.writer,
            };
            entry = workshop.entry(&mut document, version);
        }
        self.changes.ids.push(document.id);
        match entry {
            Some(entry) if placement == Placement::New => self.writer.add_entry(entry)?,
            Some(entry) => self.writer.put_entry(entry)?,
            None => self.writer.remove(document.id),
        }
        Ok(())
    }

    /// Counts and lists what was met in a document, but for a missing date, which `info` counts.
    fn note(&mut self, document: &Document, location: &RecordLocation) {
        let mut problems = document
            .problems
            .iter()
            .filter(|problem| problem.code != "undated");
        let Some(first) = problems.next() else {
            return;
        };
        self.report.noted += 1;
        if self.report.notes.len() < MAX_FAILURES {
            let rest = problems.map(|problem| format!("; {}", problem.detail));
            self.report.notes.push(Failure {
                place: place_of(location),
                reason: first.detail.clone() + &rest.collect::<String>(),
                damaged: false,
            });
        }
    }

    fn enter_unread(
        &mut self,
        batch: &Batch,
        unread: Unread,
        on_event: &mut dyn FnMut(Event),
    ) -> Result<(), IngestError> {
        self.report.unread += 1;
        self.catalogue.enter_unread(
            &batch.mark.name,
            &unread.location,
            received(unread.fetched_at.as_deref(), batch),
            &unread.reason,
            unread.damaged,
            unread.address,
        )?;
        let place = place_of(&unread.location);
        on_event(Event::Unread {
            place: place.clone(),
            reason: unread.reason.clone(),
        });
        if self.report.failures.len() < MAX_FAILURES {
            self.report.failures.push(Failure {
                place,
                reason: unread.reason,
                damaged: unread.damaged,
            });
        }
        Ok(())
    }

    /// Makes entries anew from the corpus, for documents that the ledger names or an older record joined.
    pub(super) fn refresh(&mut self, ids: &[DocId]) -> Result<(), IngestError> {
        self.begin()?;
        let mut reader = RecordReader::new(self.collection);
        self.changes.ids.extend_from_slice(ids);
        for id in ids {
            let rows = self.catalogue.rows_of(*id)?;
            let versions = versions_of(&rows);
            let Some(newest) = versions.last() else {
                continue;
            };
            self.report.decided += 1;
            let workshop = Workshop {
                sites: &self.sites,
                ledger: &self.ledger,
                writer: &self.writer,
            };
            let raw = reader.read(&newest.row.location)?;
            let mut entry = None;
            if let Some(mut document) = super::load::document_of(&raw, &self.sites, *id) {
                entry = workshop.entry(&mut document, newest.number);
                let (day, source) = (day_of(&document), document.source.as_deref());
                let addresses = addresses_of(&document);
                self.catalogue
                    .amend(newest.row.seq, *id, day, source, &addresses)?;
            }
            match entry {
                Some(entry) => self.writer.put_entry(entry)?,
                None => self.writer.remove(*id),
            }
        }
        Ok(())
    }

    /// Commits, the catalogue first: the index carries the number of the catalogue's commit, so that the
    /// catalogue can go back if the index did not follow.
    pub(super) fn commit(&mut self, on_event: &mut dyn FnMut(Event)) -> Result<(), IngestError> {
        self.begin()?;
        let stale = std::mem::take(&mut self.stale);
        if !stale.is_empty() {
            let decided = self.report.decided;
            self.refresh(&stale)?;
            self.report.decided = decided;
        }
        let mark = EpochMark {
            epoch: self.mark.epoch + 1,
            ..self.mark.clone()
        };
        self.catalogue.commit(&mark)?;
        self.open = false;
        self.writer.commit(&mark.epoch.to_string())?;
        self.generation.share();
        self.mark = mark;
        self.uncommitted_bytes = 0;
        self.uncommitted_records = 0;
        on_event(Event::Committed {
            documents: self.documents,
        });
        Ok(())
    }
}

/// Reads ahead by one chunk.
fn feed(mut records: Records, sender: &SyncSender<Chunk>) {
    loop {
        let mut chunk = Chunk {
            records: Vec::new(),
            bytes: 0,
            position: records.position(),
            last: false,
        };
        while chunk.records.len() < CHUNK_RECORDS && chunk.bytes < CHUNK_BYTES as u64 {
            let Some(record) = records.next() else {
                chunk.last = true;
                break;
            };
            chunk.bytes += match &record {
                Ok(raw) => raw.bytes.len() as u64,
                Err(error) => error.location.length,
            };
            chunk.records.push(record);
        }
        chunk.position = records.position();
        let last = chunk.last;
        if sender.send(chunk).is_err() || last {
            return;
        }
    }
}

/// The day of a document as the catalogue counts it, `20240117`.
fn day_of(document: &Document) -> Option<i32> {
    let day = document.date.as_ref()?.day;
    Some(i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day()))
}

/// The keys of all addresses that lead to a document.
fn addresses_of(document: &Document) -> Vec<DocId> {
    let addresses = document.aliases.iter().chain(&document.url);
    addresses
        .map(|address| DocId::of_address(address))
        .collect()
}

/// Where a record stands, in words.
pub(super) fn place_of(location: &RecordLocation) -> String {
    format!("{}@{}", location.file, location.offset)
}

/// When a record was received, in microseconds since 1970.
fn received(fetched_at: Option<&str>, batch: &Batch) -> i64 {
    fetched_at
        .and_then(|time| time.parse::<Timestamp>().ok())
        .or(batch.added_at)
        .map_or(0, Timestamp::as_microsecond)
}

/// What is noted in a document whose key stands for another text in the same import.
pub(super) fn clash_problem(document: &Document) -> Problem {
    let key = document
        .url
        .as_deref()
        .or(document.external_id.as_deref())
        .unwrap_or("its key");
    Problem::new(
        "same-key",
        format!("another record of the same import has the key {key} with other content"),
    )
}
