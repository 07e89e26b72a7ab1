//! One run: places to look at, pages to ask, outcomes to keep.

use super::history::History;
use super::line::Said;
use super::store::{Kept, News, Store, trouble};
use super::target::{Beginning, beginning, usual_starts};
use super::verdict::{Verdict, judge, unpacked};
use super::{FetchEvent, FetchOptions, FetchReport, Target, Trouble, TroubleKind};
use crate::corpus::{Collection, CorpusError, WriterLock};
use crate::discover::{
    Announced, Asked, Discovered, Link, StartKind, Walk, read_feed, read_listing, read_sitemap,
};
use crate::document::{DocId, normalize_address};
use crate::fetch::{Ask, End, Exchange, Outcome, Purpose, Role, Session, Validators};
use crate::ingest::IngestError;
use crate::ingest::update::update_locked;
use crate::sites::Registry;
use jiff::Timestamp;
use jiff::tz;
use std::collections::{HashMap, HashSet, VecDeque};
use std::io::Read;
use std::time::{Duration, Instant};
use url::Url;

/// Asks of one host that the session holds at a time; the rest wait here as bare addresses.
const AT_HAND: usize = 4;

/// Troubles beyond this many are only counted.
const MAX_TROUBLES: usize = 1000;

/// Most bytes of a feed or sitemap when unpacked (the protocol allows a sitemap 50 MB).
const MAX_FEED: u64 = 64 << 20;

/// How often a waiting caller hears that time goes by.
const TICK: Duration = Duration::from_millis(200);

/// What is to be asked.
enum Errand {
    Page(String),
    Place { walk: usize, asked: Asked },
}

/// The errands of one host.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Errand>,
    at_hand: usize,
}

/// A long run brings the index up to date so often; between them a page is held but not found.
const INDEX_EVERY: Duration = Duration::from_secs(15 * 60);

pub(super) struct Drive<'a> {
    collection: &'a Collection,
    lock: &'a WriterLock,
    indexed: Instant,
    sites: &'a Registry,
    options: &'a FetchOptions,
    session: Session,
    /// Nothing on a dry run.
    store: Option<Store<'a>>,
    history: History,
    walks: Vec<Walk<'a>>,
    queues: HashMap<String, Queue>,
    under_way: HashMap<u64, (String, Errand)>,
    next_tag: u64,
    /// Pages of this run, by the key of their document.
    seen: HashSet<DocId>,
    pages: usize,
    /// The second at which the run began that this one goes on with.
    resumes: Option<i64>,
    run: String,
    report: FetchReport,
}

impl<'a> Drive<'a> {
    pub(super) fn new(
        collection: &'a Collection,
        lock: &'a WriterLock,
        sites: &'a Registry,
        session: Session,
        options: &'a FetchOptions,
    ) -> Result<Self, IngestError> {
        let mut history = History::load(collection)?;
        let run = run_name(options);
        let resumes = history.unfinished_since(&run, options.now.as_second());
        let mut store = None;
        if !options.dry_run {
            let opened = Store::open(collection, lock, options.now)?;
            let opened = store.insert(opened);
            opened.note_run(&mut history, &run, "begin", options.now)?;
        }
        Ok(Self {
            collection,
            lock,
            indexed: Instant::now(),
            sites,
            options,
            session,
            store,
            history,
            walks: Vec::new(),
            queues: HashMap::new(),
            under_way: HashMap::new(),
            next_tag: 0,
            seen: HashSet::new(),
            pages: 0,
            resumes,
            run,
            report: FetchReport {
                resumed: resumes.is_some(),
                ..FetchReport::default()
            },
        })
    }

    /// Goes through everything.
    pub(super) fn run(&mut self, on_event: &mut dyn FnMut(FetchEvent)) -> Result<(), IngestError> {
        if self.resumes.is_some() {
            on_event(FetchEvent::Resumed);
        }
        for target in &self.options.targets {
            self.begin(target, on_event)?;
        }
        while self.session.outstanding() > 0 {
            match self.session.next_within(TICK) {
                Some(outcome) => self.take(outcome, on_event)?,
                None => on_event(FetchEvent::Tick),
            }
            if self.indexed.elapsed() > INDEX_EVERY {
                self.index(on_event)?;
            }
        }
        Ok(())
    }

    /// Brings the index up to date with what was fetched so far; the hosts wait for so long.
    fn index(&mut self, on_event: &mut dyn FnMut(FetchEvent)) -> Result<(), IngestError> {
        self.indexed = Instant::now();
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        if !self.options.update_index {
            return Ok(());
        }
        store.sync(&mut self.history)?;
        let report = update_locked(self.collection, self.lock, &mut |event| {
            on_event(FetchEvent::Index(event));
        })?;
        self.report.index = Some(report.after(self.report.index.take()));
        Ok(())
    }

    /// Closes the run.
    pub(super) fn finish(mut self) -> Result<FetchReport, IngestError> {
        if let Some(store) = &mut self.store {
            let now = (self.options.settings.clock)();
            store.note_run(&mut self.history, &self.run, "end", now)?;
            store.sync(&mut self.history)?;
        }
        self.report.limited |= self.walks.iter().any(|walk| walk.limited);
        Ok(self.report)
    }

    fn begin(
        &mut self,
        target: &Target,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        if let Target::Page(address) = target {
            self.add_named(address, on_event);
            return Ok(());
        }
        let options = self.options;
        let begun = beginning(target, self.sites, options.period, options.today);
        let Some(Beginning {
            site,
            mut starts,
            unknown,
        }) = begun
        else {
            let address = target.key();
            let address = address.split_once(' ').map_or("", |(_, address)| address);
            let reason = "it is no web address";
            return self.note(trouble(address, TroubleKind::Failed, reason), on_event);
        };
        if let Some(home) = unknown {
            let (sitemaps, exchanges) = self.session.sitemaps(&home);
            for exchange in &exchanges {
                self.keep(exchange, Kept::Robots)?;
            }
            starts = usual_starts(&home, sitemaps);
        }
        self.walks.push(Walk::new(site, options.period, starts));
        self.walk_on(self.walks.len() - 1);
        Ok(())
    }

    /// Puts the places that a walk wants to look at next into the queues.
    fn walk_on(&mut self, walk: usize) {
        if self.is_full() {
            return;
        }
        while let Some(asked) = self.walks[walk].next_place() {
            let host = host_of(&asked.start().address);
            self.enqueue(host, Errand::Place { walk, asked });
        }
    }

    fn is_full(&self) -> bool {
        self.options.limit.is_some_and(|limit| self.pages >= limit)
    }

    /// A page that the user named is asked, unless the run that is gone on with had it.
    fn add_named(&mut self, address: &str, on_event: &mut dyn FnMut(FetchEvent)) {
        let had = self.resumes.is_some_and(|begun| {
            let state = self.history.state(address);
            state.is_some_and(|(said, at)| at >= begun && is_settled(said))
        });
        self.add_page(address, had, on_event);
    }

    /// A page that was found is asked unless it is held and has not been changed since.
    fn add_found(&mut self, link: &Link, on_event: &mut dyn FnMut(FetchEvent)) {
        let held = self.history.state(&link.address).is_some_and(|(said, at)| {
            let settled = is_settled(said);
            let of_this_run = self.resumes.is_some_and(|begun| at >= begun);
            let newer = match link.announced {
                Announced::Changed(day) => day_of(at).is_some_and(|fetched| day >= fetched),
                Announced::Published(_) | Announced::Unknown => false,
            };
            settled && (of_this_run || !(newer || self.options.again))
        });
        self.add_page(&link.address, held, on_event);
    }

    fn add_page(&mut self, address: &str, held: bool, on_event: &mut dyn FnMut(FetchEvent)) {
        let key = normalize_address(address).map(|address| DocId::of_address(&address));
        if key.is_some_and(|key| !self.seen.insert(key)) {
            return;
        }
        if held {
            self.report.held += 1;
            return;
        }
        if self.is_full() {
            return;
        }
        self.pages += 1;
        let host = host_of(address);
        on_event(FetchEvent::Found {
            host: host.clone(),
            pages: 1,
        });
        self.enqueue(host, Errand::Page(address.to_owned()));
    }

    fn enqueue(&mut self, host: String, errand: Errand) {
        let queue = self.queues.entry(host.clone()).or_default();
        match errand {
            // Places go first, so that what is found early is known early.
            Errand::Place { .. } => queue.waiting.push_front(errand),
            Errand::Page(_) => queue.waiting.push_back(errand),
        }
        self.dispatch(&host);
    }

    /// Hands errands of a host to the session, as many as may be at hand.
    fn dispatch(&mut self, host: &str) {
        let Some(queue) = self.queues.get_mut(host) else {
            return;
        };
        while queue.at_hand < AT_HAND
            && let Some(errand) = queue.waiting.pop_front()
        {
            queue.at_hand += 1;
            let (address, validators, purpose) = match &errand {
                Errand::Place { asked, .. } => {
                    let address = asked.start().address.clone();
                    (address, Validators::default(), Purpose::Fetch)
                }
                Errand::Page(address) if self.options.dry_run => {
                    (address.clone(), Validators::default(), Purpose::Permission)
                }
                Errand::Page(address) => {
                    let known = self.history.last(address);
                    // Another spelling of the address may be another page to the server.
                    let known = known.filter(|line| {
                        line.url == *address && matches!(line.said, Said::Page | Said::Unchanged)
                    });
                    let validators = known.map(|line| line.validators()).unwrap_or_default();
                    (address.clone(), validators, Purpose::Fetch)
                }
            };
            self.under_way
                .insert(self.next_tag, (host.to_owned(), errand));
            self.session.ask(Ask {
                tag: self.next_tag,
                address,
                validators,
                purpose,
            });
            self.next_tag += 1;
        }
        if queue.at_hand == 0 && queue.waiting.is_empty() {
            self.queues.remove(host);
        }
    }

    fn take(
        &mut self,
        outcome: Outcome,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let Some((host, errand)) = self.under_way.remove(&outcome.tag) else {
            return Ok(());
        };
        let bytes = |exchange: &Exchange| exchange.body.len() as u64;
        self.report.bytes += outcome.exchanges.iter().map(bytes).sum::<u64>();
        match errand {
            Errand::Page(_) => self.take_page(&host, &outcome, on_event)?,
            Errand::Place { walk, asked } => self.take_place(walk, &asked, &outcome, on_event)?,
        }
        if let Some(queue) = self.queues.get_mut(&host) {
            queue.at_hand -= 1;
        }
        self.dispatch(&host);
        Ok(())
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
                self.report.planned.push(outcome.address.clone());
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
                    News::New => self.report.new += 1,
                    News::Changed => self.report.changed += 1,
                    News::Unchanged => self.report.unchanged += 1,
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
        walk: usize,
        asked: &Asked,
        outcome: &Outcome,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        for exchange in &outcome.exchanges {
            let kept = match exchange.role {
                Role::Robots => Kept::Robots,
                Role::Answer | Role::Redirect => Kept::Discovery,
            };
            self.keep(exchange, kept)?;
        }
        let found = match (&outcome.end, outcome.exchanges.last()) {
            (End::Answered, Some(answer)) => self.read_place(walk, asked, answer),
            (End::Refused(reason), _) => Err((TroubleKind::Refused, reason.clone())),
            (End::Failed(failure), _) => Err((TroubleKind::Failed, failure.to_string())),
            _ => return Ok(()),
        };
        match found {
            Ok(found) => {
                for link in self.walks[walk].take(asked, found) {
                    self.add_found(&link, on_event);
                }
            }
            Err((kind, reason)) => {
                self.note(trouble(&outcome.address, kind, reason), on_event)?;
            }
        }
        self.walk_on(walk);
        Ok(())
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

    fn keep(&mut self, exchange: &Exchange, kept: Kept) -> Result<News, CorpusError> {
        match &mut self.store {
            Some(store) => store.keep(&mut self.history, exchange, kept),
            None => Ok(News::New),
        }
    }

    /// Keeps and counts a trouble.
    fn note(
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
            TroubleKind::Refused => self.report.refused += 1,
            TroubleKind::Blocked | TroubleKind::Failed => self.report.failed += 1,
        }
        on_event(FetchEvent::Trouble(trouble.clone()));
        if self.report.troubles.len() < MAX_TROUBLES {
            self.report.troubles.push(trouble);
        }
    }
}

/// Whether nothing more is to be had of an address by asking again soon.
const fn is_settled(said: Said) -> bool {
    matches!(
        said,
        Said::Page | Said::Unchanged | Said::Moved | Said::Gone
    )
}

/// The day in Vietnam of a second since 1970.
fn day_of(second: i64) -> Option<jiff::civil::Date> {
    let time = Timestamp::from_second(second).ok()?;
    Some(tz::offset(7).to_datetime(time).date())
}

fn host_of(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(|url| {
        Some(match url.port() {
            Some(port) => format!("{}:{port}", url.host_str()?),
            None => url.host_str()?.to_owned(),
        })
    });
    host.unwrap_or_default()
}

/// The name by which a run knows that it was broken off: what was asked for, not how.
fn run_name(options: &FetchOptions) -> String {
    let mut parts: Vec<String> = options.targets.iter().map(Target::key).collect();
    parts.sort_unstable();
    parts.push(format!("{:?} {:?}", options.period, options.limit));
    let id = DocId::of_bytes(parts.join("\n").as_bytes());
    format!("urn:vankien:run:{id}")
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
