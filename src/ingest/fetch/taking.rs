//! What becomes of the answers: pages and what announces them are kept, troubles noted, and what was
//! found goes into the backlog.

use super::backlog::Errand;
use super::drive::{Drive, host_of};
use super::store::{Kept, News, trouble};
use super::verdict::{Verdict, judge, unpacked};
use super::{FetchEvent, Trouble, TroubleKind};
use crate::corpus::warc::{WarcReader, parse_http};
use crate::corpus::{CorpusError, MAX_RECORD};
use crate::discover::{Asked, Discovered, StartKind, read_feed, read_listing, read_sitemap};
use crate::fetch::{End, Exchange, Outcome, Role};
use crate::ingest::IngestError;
use jiff::Timestamp;
use std::fs::File;
use std::io::Read;
use url::Url;

/// Troubles beyond this many are only counted.
const MAX_TROUBLES: usize = 1000;

/// Most bytes of a feed or sitemap when unpacked (the protocol allows a sitemap 50 MB).
const MAX_FEED: u64 = 64 << 20;

impl Drive<'_> {
    pub(super) fn take(
        &mut self,
        outcome: Outcome,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let Some((host, errand)) = self.under_way.remove(&outcome.tag) else {
            return Ok(());
        };
        let bytes = |exchange: &Exchange| exchange.body.len() as u64;
        self.report.totals.bytes += outcome.exchanges.iter().map(bytes).sum::<u64>();
        match &errand {
            Errand::Page(_) => self.take_page(&host, &outcome, on_event)?,
            Errand::Place { .. } => self.take_place(&errand, &outcome, on_event)?,
        }
        self.backlog.done(&host);
        self.dispatch(&host)
    }

    fn take_page(
        &mut self,
        host: &str,
        outcome: &Outcome,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let answer = match &outcome.end {
            End::Answered => outcome.exchanges.last(),
            End::Permitted => {
                self.report.planned += 1;
                on_event(FetchEvent::Planned(outcome.address.clone()));
                return Ok(());
            }
            End::Refused(_) | End::Failed(_) => None,
        };
        let verdict = answer.map(|answer| judge(answer, self.sites));
        let mut news = News::New;
        let page = matches!(
            verdict,
            Some(Verdict::Page | Verdict::NotModified | Verdict::Gone(_))
        );
        // A crash may come between any two records: the answer stands before the redirects to it, so
        // that an address counts as settled only when its page is there.
        for exchange in outcome.exchanges.iter().rev() {
            let kept = match exchange.role {
                Role::Robots => Kept::Robots,
                Role::Answer | Role::Redirect if page => Kept::Page,
                Role::Answer | Role::Redirect => Kept::NoPage,
            };
            let kept_as = self.keep(exchange, kept)?;
            if exchange.role == Role::Answer {
                news = kept_as;
            }
        }
        let (kind, reason) = match (&outcome.end, verdict) {
            (_, Some(Verdict::Page | Verdict::NotModified)) => {
                match news {
                    News::New => self.report.totals.new += 1,
                    News::Changed => self.report.totals.changed += 1,
                    News::Unchanged => self.report.totals.unchanged += 1,
                }
                on_event(FetchEvent::Had {
                    host: host.to_owned(),
                    bytes: outcome.exchanges.iter().map(|e| e.body.len() as u64).sum(),
                });
                return Ok(());
            }
            (_, Some(Verdict::Gone(status))) => {
                let reason = format!("the server answers {status}");
                // The answer itself stands in the file and says it.
                self.count(
                    trouble(&outcome.address, TroubleKind::Failed, reason),
                    on_event,
                );
                return Ok(());
            }
            (_, Some(Verdict::Trouble(kind, reason))) => (kind, reason),
            (End::Refused(reason), None) => (TroubleKind::Refused, reason.clone()),
            (End::Failed(failure), None) => (TroubleKind::Failed, failure.to_string()),
            (End::Answered | End::Permitted, None) => return Ok(()),
        };
        self.note(trouble(&outcome.address, kind, reason), on_event)
    }

    fn take_place(
        &mut self,
        errand: &Errand,
        outcome: &Outcome,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let Errand::Place { walk, asked, whole } = errand else {
            return Ok(());
        };
        let walk = *walk;
        for exchange in &outcome.exchanges {
            let kept = match exchange.role {
                Role::Robots => Kept::Robots,
                Role::Answer | Role::Redirect => Kept::Discovery,
            };
            self.keep(exchange, kept)?;
        }
        let mut held = None;
        if let Some(answer) = outcome.exchanges.last()
            && answer.status == 304
            && !whole
        {
            held = self.held_place(answer);
            if held.is_none() {
                // What is held cannot be read any more: it is asked for whole.
                let (asked, whole) = (asked.clone(), true);
                let host = host_of(&asked.start().address);
                return self.enqueue(&host, Errand::Place { walk, asked, whole });
            }
        }
        let found = match (&outcome.end, held.as_ref().or(outcome.exchanges.last())) {
            (End::Answered, Some(answer)) => self.read_place(walk, asked, answer),
            (End::Refused(reason), _) => Err((TroubleKind::Refused, reason.clone())),
            (End::Failed(failure), _) => Err((TroubleKind::Failed, failure.to_string())),
            _ => return Ok(()),
        };
        match found {
            Ok(found) => {
                for link in self.walks[walk].take(asked, found) {
                    self.add_found(&link, on_event)?;
                }
            }
            Err((kind, reason)) => {
                self.note(trouble(&outcome.address, kind, reason), on_event)?;
            }
        }
        self.walk_on(walk)
    }

    /// Reads a feed, sitemap or listing.
    fn read_place(
        &self,
        walk: usize,
        asked: &Asked,
        answer: &Exchange,
    ) -> Result<Discovered, (TroubleKind, String)> {
        let failed = |reason: String| (TroubleKind::Failed, reason);
        if answer.status != 200 {
            return Err(match judge(answer, self.sites) {
                Verdict::Trouble(kind, reason) => (kind, reason),
                _ => failed(format!("the server answers {}", answer.status)),
            });
        }
        let bytes = unpacked(answer).map_err(failed)?;
        let bytes = gunzipped(bytes).map_err(failed)?;
        let base = Url::parse(&answer.address).map_err(|error| failed(error.to_string()))?;
        let read = match asked.start().kind {
            StartKind::Feed => read_feed(&bytes, &base),
            StartKind::Sitemap => read_sitemap(&bytes, &base),
            StartKind::Listing(_) => {
                let site = self.walks[walk].site();
                return Ok(read_listing(&bytes, None, &base, site));
            }
        };
        read.map_err(|error| match judge(answer, self.sites) {
            // A wall in front of the feed says more than that it is no feed.
            Verdict::Trouble(kind, reason) => (kind, reason),
            _ => failed(error.to_string()),
        })
    }

    /// The answer that the server has just said still holds: a page that it announced then may be
    /// missing still.
    fn held_place(&mut self, answer: &Exchange) -> Option<Exchange> {
        let (line, warc) = self.history.last_place(&answer.address)?;
        if let Some(store) = &mut self.store {
            // It may have been written by this run.
            store.sync(&mut self.history).ok()?;
        }
        let file = File::open(self.collection.path_of(&warc)).ok()?;
        let mut records = WarcReader::new(file, line.start?, MAX_RECORD).ok()?;
        let record = records.next()?.ok()?;
        let body_start = parse_http(&record.block)?.body_start;
        let (head, body) = record.block.split_at(body_start);
        (record.head.target() == Some(&line.url)).then(|| Exchange {
            status: 200,
            head: head.to_vec(),
            body: body.to_vec(),
            ..answer.clone()
        })
    }

    pub(super) fn keep(&mut self, exchange: &Exchange, kept: Kept) -> Result<News, CorpusError> {
        match &mut self.store {
            Some(store) => store.keep(&mut self.history, exchange, kept),
            None => Ok(News::New),
        }
    }

    /// Keeps and counts a trouble.
    pub(super) fn note(
        &mut self,
        trouble: Trouble,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        if let Some(store) = &mut self.store {
            let now: Timestamp = (self.options.settings.clock)();
            store.note_trouble(&mut self.history, &trouble, now)?;
        }
        self.count(trouble, on_event);
        Ok(())
    }

    fn count(&mut self, trouble: Trouble, on_event: &mut dyn FnMut(FetchEvent)) {
        match trouble.kind {
            TroubleKind::Refused => self.report.totals.refused += 1,
            TroubleKind::Blocked | TroubleKind::Failed => self.report.totals.failed += 1,
        }
        on_event(FetchEvent::Trouble(trouble.clone()));
        if self.report.troubles.len() < MAX_TROUBLES {
            self.report.troubles.push(trouble);
        }
    }
}

/// Sitemaps are often gzip files, whatever their head says.
fn gunzipped(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let reader = flate2::read::MultiGzDecoder::new(bytes.as_slice());
    let read = reader.take(MAX_FEED + 1).read_to_end(&mut unpacked);
    read.map_err(|error| error.to_string())?;
    if unpacked.len() as u64 > MAX_FEED {
        return Err(format!("it unpacks to more than {MAX_FEED} bytes"));
    }
    Ok(unpacked)
}
