//! Writes what came of an ask into the WARC files, and into the history.

use super::history::{History, whole_to};
use super::line::{DISCOVERY, Line, ROLE};
use super::{Totals, Trouble, TroubleKind};
use crate::corpus::warc::{NewRecord, RecordType, WarcWriter, WriterOptions, digest};
use crate::corpus::{Collection, CorpusError, WriterLock};
use crate::fetch::Exchange;
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// Records written longer ago than this are made durable.
const SYNC_EVERY: Duration = Duration::from_secs(5);

const RESPONSE: &str = "application/http; msgtype=response";
const REQUEST: &str = "application/http; msgtype=request";

const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// What an exchange is kept as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// A page, or a redirect to one.
    Page,
    /// robots.txt.
    Robots,
    /// A feed, sitemap or listing.
    Discovery,
    /// An answer that is no page, though it may look like one.
    NoPage,
}

impl Kept {
    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Robots => Some("robots"),
            Self::Discovery => Some(DISCOVERY),
            Self::NoPage => Some("no-page"),
        }
    }
}

/// How a page stands to what was held of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    New,
    Changed,
    Unchanged,
}

/// What a run did.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Begin,
    End(Totals),
}

/// The writing side of a run.
pub(super) struct Store<'a> {
    collection: &'a Collection,
    writer: WarcWriter,
    synced: Instant,
}

impl<'a> Store<'a> {
    pub(super) fn open(
        collection: &'a Collection,
        lock: &WriterLock,
        now: Timestamp,
    ) -> Result<Self, CorpusError> {
        let options = WriterOptions {
            now,
            software: concat!("vankien/", env!("CARGO_PKG_VERSION")),
            whole_to: &|file| whole_to(collection, file),
        };
        Ok(Self {
            collection,
            writer: WarcWriter::open(collection, lock, &options)?,
            synced: Instant::now(),
        })
    }

    /// Keeps a request and its answer. An answer that brings what is held already is kept as a revisit.
    ///
    /// The head of a 304 goes into a metadata record and the revisit stays empty, since replay software
    /// takes a revisit's head, if there is one, for that of the page: it would show nothing.
    pub(super) fn keep(
        &mut self,
        history: &mut History,
        exchange: &Exchange,
        kept: Kept,
    ) -> Result<News, CorpusError> {
        // The request stands first: a crash between the two leaves a request without an answer, which
        // says nothing, and never an answer that seems to have been had twice.
        let request = self.write_request(exchange)?;
        let ip = exchange.ip.map(|ip| ip.to_string());
        let mut fields = vec![
            ("WARC-Concurrent-To", request.as_str()),
            ("WARC-Protocol", exchange.protocol),
        ];
        if let Some(ip) = &ip {
            fields.push(("WARC-IP-Address", ip));
        }
        if let Some(role) = kept.role() {
            fields.push((ROLE, role));
        }
        let before = match kept {
            Kept::Page => history.last(&exchange.address),
            Kept::Discovery => history.last_place(&exchange.address).map(|(line, _)| line),
            Kept::Robots | Kept::NoPage => None,
        };
        let payload = digest(&exchange.body);
        let known = before.as_ref().and_then(|line| line.digest.as_deref());
        let same = known == Some(payload.as_str()) && exchange.status == 200;
        let held = before.as_ref().and_then(|line| line.holds.clone());
        let held = held.filter(|_| same || exchange.status == 304);
        let (Some((id, date)), Some(known)) = (held, known) else {
            let whole = [&exchange.head[..], &exchange.body].concat();
            self.write(history, RecordType::Response, exchange, &fields, &whole)?;
            let anything = known.is_some() && exchange.status == 200;
            return Ok(if anything { News::Changed } else { News::New });
        };
        let profile = if same { SAME_PAYLOAD } else { NOT_MODIFIED };
        fields.extend([
            ("WARC-Profile", profile),
            ("WARC-Refers-To", &id),
            ("WARC-Refers-To-Target-URI", &exchange.address),
            ("WARC-Refers-To-Date", &date),
            ("WARC-Payload-Digest", known),
        ]);
        let mut head = exchange.head.as_slice();
        if !same {
            let (said, concurrent) = (as_fields(head), [fields[0]]);
            let address = &exchange.address;
            self.note(history, address, &concurrent, &said, exchange.date)?;
            head = b"";
        }
        self.write(history, RecordType::Revisit, exchange, &fields, head)?;
        Ok(News::Unchanged)
    }

    fn write_request(&mut self, exchange: &Exchange) -> Result<String, CorpusError> {
        let request = NewRecord {
            record_type: RecordType::Request,
            target: Some(&exchange.address),
            date: exchange.date,
            content_type: REQUEST,
            fields: &[],
            block: &exchange.request,
        };
        Ok(self.writer.write(&request)?.0)
    }

    /// Keeps the knowledge that an address could not be had.
    pub(super) fn note_trouble(
        &mut self,
        history: &mut History,
        trouble: &Trouble,
        now: Timestamp,
    ) -> Result<(), CorpusError> {
        let kind = trouble.kind.name();
        let reason = trouble.reason.replace(['\r', '\n'], " ");
        let block = format!("outcome: {kind}\r\nreason: {reason}\r\n");
        self.note(history, &trouble.address, &[], &block, now)
    }

    /// Keeps the knowledge that a run began, or ended and what it came to.
    pub(super) fn note_run(
        &mut self,
        history: &mut History,
        run: &str,
        step: Step,
        now: Timestamp,
    ) -> Result<(), CorpusError> {
        let block = match step {
            Step::Begin => "run: begin\r\n".to_owned(),
            Step::End(totals) => format!("run: end\r\n{}", totals.written()),
        };
        self.note(history, run, &[], &block, now)
    }

    /// Makes what was written durable.
    pub(super) fn sync(&mut self, history: &mut History) -> Result<(), CorpusError> {
        self.writer.sync()?;
        history
            .flush()
            .map_err(CorpusError::io("write", &self.collection.derived_dir()))?;
        self.synced = Instant::now();
        Ok(())
    }

    fn note(
        &mut self,
        history: &mut History,
        target: &str,
        fields: &[(&str, &str)],
        block: &str,
        date: Timestamp,
    ) -> Result<(), CorpusError> {
        let record = NewRecord {
            record_type: RecordType::Metadata,
            target: Some(target),
            date,
            content_type: "application/warc-fields",
            fields,
            block: block.as_bytes(),
        };
        self.write_record(history, &record)
    }

    fn write(
        &mut self,
        history: &mut History,
        record_type: RecordType,
        exchange: &Exchange,
        fields: &[(&str, &str)],
        block: &[u8],
    ) -> Result<(), CorpusError> {
        let record = NewRecord {
            record_type,
            target: Some(&exchange.address),
            date: exchange.date,
            content_type: RESPONSE,
            fields,
            block,
        };
        self.write_record(history, &record)
    }

    fn write_record(
        &mut self,
        history: &mut History,
        record: &NewRecord<'_>,
    ) -> Result<(), CorpusError> {
        let (id, location) = self.writer.write(record)?;
        let date = record.date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let payload = (record.record_type == RecordType::Response).then(|| {
            let start = crate::corpus::warc::parse_http(record.block);
            digest(&record.block[start.map_or(0, |http| http.body_start)..])
        });
        // The same reading as when the file is read through, so that the two never disagree.
        let field = |name: &str| match name {
            "WARC-Target-URI" => record.target,
            "WARC-Date" => Some(date.as_str()),
            "WARC-Record-ID" => Some(id.as_str()),
            "WARC-Payload-Digest" if payload.is_some() => payload.as_deref(),
            _ => record
                .fields
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value),
        };
        let place = location.offset..location.offset + location.length;
        if let Some(line) = Line::of_record(record.record_type, field, record.block, place) {
            history.add(self.collection, &location.file, &line)?;
        }
        if self.synced.elapsed() > SYNC_EVERY {
            self.sync(history)?;
        }
        Ok(())
    }
}

/// The trouble of an address.
pub(super) fn trouble(address: &str, kind: TroubleKind, reason: impl Into<String>) -> Trouble {
    Trouble {
        address: address.to_owned(),
        kind,
        reason: reason.into(),
    }
}

/// A head as fields of a metadata record, under names that say nothing of an address.
fn as_fields(head: &[u8]) -> String {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let mut fields = format!("answer: {}\r\n", lines.next().unwrap_or_default());
    for line in lines {
        fields.push_str(&format!("field: {line}\r\n"));
    }
    fields
}
