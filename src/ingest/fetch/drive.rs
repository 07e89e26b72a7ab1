//! One run: what is to be asked, in which order, until nothing is left. What the answers are made of is
//! in `taking`.

use super::backlog::{Backlog, Errand};
use super::history::History;
use super::line::Said;
use super::store::{Kept, Step, Store, trouble};
use super::target::{Beginning, beginning, listed, usual_starts};
use super::{FetchEvent, FetchOptions, FetchReport, Target, TroubleKind};
use crate::corpus::{Collection, CorpusError, WriterLock};
use crate::discover::{Announced, Link, Walk};
use crate::document::{DocId, normalize_address};
use crate::fetch::{Ask, Purpose, Session};
use crate::ingest::IngestError;
use crate::ingest::update::update_locked;
use crate::sites::Registry;
use jiff::Timestamp;
use jiff::tz;
use std::collections::{HashMap, HashSet};
use std::io;
use std::time::{Duration, Instant};
use url::Url;

/// How often a waiting caller hears that time goes by.
const TICK: Duration = Duration::from_millis(200);

/// A long run brings the index up to date so often; between them a page is held but not found.
const INDEX_EVERY: Duration = Duration::from_secs(15 * 60);

pub(super) struct Drive<'a> {
    pub(super) collection: &'a Collection,
    pub(super) lock: &'a WriterLock,
    pub(super) indexed: Instant,
    pub(super) sites: &'a Registry,
    pub(super) options: &'a FetchOptions,
    pub(super) session: Session,
    /// Nothing on a dry run.
    pub(super) store: Option<Store<'a>>,
    pub(super) history: History,
    pub(super) walks: Vec<Walk<'a>>,
    pub(super) backlog: Backlog,
    pub(super) under_way: HashMap<u64, (String, Errand)>,
    pub(super) next_tag: u64,
    /// Pages of this run, by the key of their document.
    pub(super) seen: HashSet<DocId>,
    pub(super) pages: usize,
    /// The second at which the run began that this one goes on with.
    pub(super) resumes: Option<i64>,
    pub(super) run: String,
    pub(super) report: FetchReport,
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
        let run = run_name(options)?;
        let resumes = history.unfinished_since(&run, options.now.as_second());
        let mut store = None;
        if !options.dry_run {
            let opened = Store::open(collection, lock, options.now)?;
            let opened = store.insert(opened);
            opened.note_run(&mut history, &run, Step::Begin, options.now)?;
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
            backlog: Backlog::new(collection.derived_dir()),
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
            let step = Step::End(self.report.totals);
            store.note_run(&mut self.history, &self.run, step, now)?;
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
        match target {
            Target::Page(address) => return self.add_named(address, on_event),
            Target::List(path) => {
                let io = || CorpusError::io("read", path);
                for one in listed(path).map_err(io())? {
                    self.begin(&one.map_err(io())?, on_event)?;
                }
                return Ok(());
            }
            Target::Site(_) | Target::Feed(_) | Target::Sitemap(_) => {}
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
        self.walk_on(self.walks.len() - 1)
    }

    /// Puts the places that a walk wants to look at next into the queues.
    pub(super) fn walk_on(&mut self, walk: usize) -> Result<(), IngestError> {
        if self.is_full() {
            return Ok(());
        }
        while let Some(asked) = self.walks[walk].next_place() {
            let host = host_of(&asked.start().address);
            let whole = false;
            self.enqueue(&host, Errand::Place { walk, asked, whole })?;
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.options.limit.is_some_and(|limit| self.pages >= limit)
    }

    /// A page that the user named is asked, unless the run that is gone on with had it.
    fn add_named(
        &mut self,
        address: &str,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let had = self.resumes.is_some_and(|begun| {
            let state = self.history.state(address);
            state.is_some_and(|(said, at)| at >= begun && is_settled(said))
        });
        self.add_page(address, had, on_event)
    }

    /// A page that was found is asked unless it is held and has not been changed since.
    pub(super) fn add_found(
        &mut self,
        link: &Link,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let held = self.history.state(&link.address).is_some_and(|(said, at)| {
            let settled = is_settled(said);
            let of_this_run = self.resumes.is_some_and(|begun| at >= begun);
            let newer = match link.announced {
                Announced::Changed(day) => day_of(at).is_some_and(|fetched| day >= fetched),
                Announced::Published(_) | Announced::Unknown => false,
            };
            settled && (of_this_run || !(newer || self.options.again))
        });
        self.add_page(&link.address, held, on_event)
    }

    fn add_page(
        &mut self,
        address: &str,
        held: bool,
        on_event: &mut dyn FnMut(FetchEvent),
    ) -> Result<(), IngestError> {
        let key = normalize_address(address).map(|address| DocId::of_address(&address));
        if key.is_some_and(|key| !self.seen.insert(key)) {
            return Ok(());
        }
        if held {
            self.report.totals.held += 1;
            return Ok(());
        }
        if self.is_full() {
            return Ok(());
        }
        self.pages += 1;
        let host = host_of(address);
        on_event(FetchEvent::Found {
            host: host.clone(),
            pages: 1,
        });
        self.enqueue(&host, Errand::Page(address.to_owned()))
    }

    pub(super) fn enqueue(&mut self, host: &str, errand: Errand) -> Result<(), IngestError> {
        let pushed = self.backlog.push(host, errand);
        pushed.map_err(|error| self.backlog_failed("write", error))?;
        self.dispatch(host)
    }

    /// Hands errands of a host to the session, as many as may be at hand.
    pub(super) fn dispatch(&mut self, host: &str) -> Result<(), IngestError> {
        loop {
            let next = self.backlog.next(host);
            let next = next.map_err(|error| self.backlog_failed("read", error))?;
            let Some(errand) = next else { return Ok(()) };
            let ask = self.ask_of(&errand);
            self.under_way
                .insert(self.next_tag, (host.to_owned(), errand));
            self.session.ask(ask);
            self.next_tag += 1;
        }
    }

    /// What the session is asked for the sake of an errand.
    fn ask_of(&mut self, errand: &Errand) -> Ask {
        let address = match errand {
            Errand::Place { asked, .. } => asked.start().address.clone(),
            Errand::Page(address) => address.clone(),
        };
        let planned = self.options.dry_run && matches!(errand, Errand::Page(_));
        let known = match errand {
            Errand::Page(_) if planned => None,
            Errand::Page(address) => self
                .history
                .last(address)
                .filter(|line| matches!(line.said, Said::Page | Said::Unchanged)),
            Errand::Place { whole: true, .. } => None,
            Errand::Place { .. } => self.history.last_place(&address).map(|(line, _)| line),
        };
        // Another spelling of the address may be another page to the server.
        let known = known.filter(|line| line.url == address);
        Ask {
            tag: self.next_tag,
            validators: known.map(|line| line.validators()).unwrap_or_default(),
            purpose: if planned {
                Purpose::Permission
            } else {
                Purpose::Fetch
            },
            address,
        }
    }

    fn backlog_failed(&self, what: &'static str, error: io::Error) -> IngestError {
        CorpusError::io(what, &self.collection.derived_dir())(error).into()
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

pub(super) fn host_of(address: &str) -> String {
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
///
/// The targets' order does not matter, so that their hashes are summed up: a list is gone through and
/// not held.
fn run_name(options: &FetchOptions) -> Result<String, IngestError> {
    let mut sum = 0_u64;
    let mut add = |target: &Target| {
        sum = sum.wrapping_add(DocId::of_bytes(target.key().as_bytes()).as_u64());
    };
    for target in &options.targets {
        let Target::List(path) = target else {
            add(target);
            continue;
        };
        let io = || CorpusError::io("read", path);
        for one in listed(path).map_err(io())? {
            add(&one.map_err(io())?);
        }
    }
    let how = format!("{sum} {:?} {:?}", options.period, options.limit);
    let id = DocId::of_bytes(how.as_bytes());
    Ok(format!("urn:vankien:run:{id}"))
}
