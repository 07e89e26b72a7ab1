//! Addresses in, outcomes out; in between one task a host.

use super::exchange::{Exchange, Role, Validators};
use super::host::{HostKey, HostState};
use super::patience::{pause, retry_after};
use super::robots::{MAX_BYTES, Permitted, Refusal, Rules};
use super::settings::Settings;
use super::wire::{Wire, Wish};
use super::{Failure, FetchError};
use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::Instant;
use url::Url;

/// Outcomes that wait to be taken; behind them the hosts wait, so that memory stays flat.
const WAITING: usize = 16;

/// RFC 9309 asks to follow at least five redirects of a robots.txt.
const ROBOTS_REDIRECTS: usize = 5;

/// Whether an address is to be had, or only to be known as permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The answer is wanted.
    Fetch,
    /// Only robots.txt is asked whether it would be permitted.
    Permission,
}

/// An address that is asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Comes back with the outcome.
    pub tag: u64,
    /// The address.
    pub address: String,
    /// What is known of an earlier answer.
    pub validators: Validators,
    /// What is wanted.
    pub purpose: Purpose,
}

/// How an ask ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// There was an answer, with whatever status: the last exchange.
    Answered,
    /// Robots permits it; nothing was asked.
    Permitted,
    /// Robots does not permit it.
    Refused(String),
    /// It could not be had.
    Failed(Failure),
}

/// What came of an ask.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The tag of the ask.
    pub tag: u64,
    /// The address that was asked for.
    pub address: String,
    /// All requests and answers, in their order, that of a robots.txt included if it was read for this.
    pub exchanges: Vec<Exchange>,
    /// How it ended.
    pub end: End,
}

/// A run of fetching. Dropping it breaks off what is under way.
pub struct Session {
    runtime: Option<Runtime>,
    engine: Arc<Engine>,
    queues: HashMap<Option<HostKey>, mpsc::UnboundedSender<Ask>>,
    sender: mpsc::Sender<Outcome>,
    outcomes: mpsc::Receiver<Outcome>,
    outstanding: usize,
}

impl Session {
    /// Starts the threads; asks nothing yet.
    ///
    /// # Errors
    /// If a certificate or a proxy cannot be read, or threads cannot be started.
    pub fn start(settings: Settings) -> Result<Self, FetchError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("fetch")
            .enable_all()
            .build()
            .map_err(FetchError::Start)?;
        let wire = {
            let _inside = runtime.enter();
            Wire::new(&settings)?
        };
        let (sender, outcomes) = mpsc::channel(WAITING);
        let engine = Engine {
            wire,
            at_once: Semaphore::new(settings.at_once.max(1)),
            hosts: Mutex::new(HashMap::new()),
            settings,
        };
        Ok(Self {
            runtime: Some(runtime),
            engine: Arc::new(engine),
            queues: HashMap::new(),
            sender,
            outcomes,
            outstanding: 0,
        })
    }

    /// Puts an address into its host's queue.
    pub fn ask(&mut self, ask: Ask) {
        let key = Url::parse(&ask.address)
            .ok()
            .and_then(|url| HostKey::of(&url));
        let runtime = self.runtime.as_ref().expect("it is there until the drop");
        let queue = self.queues.entry(key).or_insert_with(|| {
            let (queue, asks) = mpsc::unbounded_channel();
            runtime.spawn(work(Arc::clone(&self.engine), asks, self.sender.clone()));
            queue
        });
        // The task lives as long as its queue does.
        if queue.send(ask).is_ok() {
            self.outstanding += 1;
        }
    }

    /// How many asks have no outcome yet.
    #[must_use]
    pub const fn outstanding(&self) -> usize {
        self.outstanding
    }

    /// Waits for the next outcome, but not longer than `patience`; nothing if there was none.
    pub fn next_within(&mut self, patience: Duration) -> Option<Outcome> {
        if self.outstanding == 0 {
            return None;
        }
        let runtime = self.runtime.as_ref().expect("it is there until the drop");
        let outcomes = &mut self.outcomes;
        let next = runtime.block_on(async {
            let next = tokio::time::timeout(patience, outcomes.recv());
            next.await.ok().flatten()
        });
        if next.is_some() {
            self.outstanding -= 1;
        }
        next
    }

    /// The sitemaps that a host's robots.txt names, with the exchanges that it took to know.
    #[must_use]
    pub fn sitemaps(&self, address: &str) -> (Vec<String>, Vec<Exchange>) {
        let mut exchanges = Vec::new();
        let runtime = self.runtime.as_ref().expect("it is there until the drop");
        let Ok(url) = Url::parse(address) else {
            return (Vec::new(), exchanges);
        };
        let sitemaps = runtime.block_on(async {
            let Some(host) = self.engine.host(&url) else {
                return Vec::new();
            };
            let rules = self.engine.rules(&host, &url, &mut exchanges).await;
            rules.sitemaps()
        });
        (sitemaps, exchanges)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What all tasks share.
struct Engine {
    settings: Settings,
    wire: Wire,
    at_once: Semaphore,
    hosts: Mutex<HashMap<HostKey, Arc<HostState>>>,
}

/// Asks one thing after another of one host.
async fn work(
    engine: Arc<Engine>,
    mut asks: mpsc::UnboundedReceiver<Ask>,
    outcomes: mpsc::Sender<Outcome>,
) {
    while let Some(ask) = asks.recv().await {
        let mut exchanges = Vec::new();
        let end = match engine.follow(&ask, &mut exchanges).await {
            Ok(end) => end,
            Err(failure) => End::Failed(failure),
        };
        let outcome = Outcome {
            tag: ask.tag,
            address: ask.address,
            exchanges,
            end,
        };
        if outcomes.send(outcome).await.is_err() {
            return;
        }
    }
}

impl Engine {
    /// Asks for an address and for those it redirects to, each with a permit of its own.
    async fn follow(&self, ask: &Ask, exchanges: &mut Vec<Exchange>) -> Result<End, Failure> {
        let mut url = Url::parse(&ask.address).map_err(|_| Failure::NoWebAddress)?;
        url.set_fragment(None);
        let mut validators = ask.validators.clone();
        for _ in 0..=self.settings.limits.redirects {
            // Before anything is asked, robots.txt of that host included.
            self.wire.check(&url)?;
            let host = self.host(&url).ok_or(Failure::NoWebAddress)?;
            let rules = self.rules(&host, &url, exchanges).await;
            if ask.purpose == Purpose::Permission {
                return Ok(match rules.permit(&url) {
                    Ok(_) => End::Permitted,
                    Err(refusal) => end_of(refusal)?,
                });
            }
            let mut exchange = match self.obtain(&host, &rules, &url, &validators).await? {
                Ok(exchange) => exchange,
                Err(refusal) => return end_of(refusal),
            };
            let Some(location) = exchange.location.clone() else {
                exchanges.push(exchange);
                return Ok(End::Answered);
            };
            let target = url.join(&location);
            exchange.location = target.as_ref().ok().map(Url::to_string);
            exchange.role = Role::Redirect;
            exchanges.push(exchange);
            url = target.map_err(|_| Failure::BadRedirect(location))?;
            url.set_fragment(None);
            validators = Validators::default();
        }
        Err(Failure::Redirects(self.settings.limits.redirects))
    }

    /// Asks one address until there is an answer worth having or patience ends. The inner error is a
    /// refusal.
    async fn obtain(
        &self,
        host: &HostState,
        rules: &Rules,
        url: &Url,
        validators: &Validators,
    ) -> Result<Result<Exchange, Refusal>, Failure> {
        let patience = self.settings.patience;
        let mut tried = 0;
        let mut last = None;
        loop {
            let permitted = match rules.permit(url) {
                Ok(permitted) => permitted,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let wish = Wish {
                role: Role::Answer,
                validators,
                enough: None,
            };
            let distance = self.settings.delay.max(rules.crawl_delay());
            let sent = self.send_in_turn(host, permitted, wish, distance).await;
            tried += 1;
            match sent {
                // The answer that asked for a pause says more than that the pause is too long.
                Err(Failure::ComeBack(_) | Failure::LeftAlone(_)) if last.is_some() => {
                    host.trouble();
                    return last.unwrap_or(sent).map(Ok);
                }
                Err(Failure::ComeBack(_) | Failure::LeftAlone(_)) => return sent.map(Ok),
                _ => {}
            }
            let in_trouble = match &sent {
                Ok(exchange) => is_trouble(exchange.status),
                Err(failure) => failure.may_pass(),
            };
            if !in_trouble {
                host.no_trouble();
                return sent.map(Ok);
            }
            if tried >= patience.tries || has_had_its_time(&sent) {
                host.trouble();
                return sent.map(Ok);
            }
            last = Some(sent);
            host.turn().await.wait(pause(&patience, tried));
        }
    }

    /// Waits for the host's turn and for room, then sends.
    async fn send_in_turn(
        &self,
        host: &HostState,
        permitted: Permitted,
        wish: Wish<'_>,
        distance: Duration,
    ) -> Result<Exchange, Failure> {
        let patience = self.settings.patience;
        let mut turn = host.turn().await;
        if host.troubles() >= patience.troubles {
            return Err(Failure::LeftAlone(patience.troubles));
        }
        // A crawl delay is waited for however long; what a host asks for in trouble has an end.
        if turn.left() > patience.longest.max(distance) {
            return Err(Failure::ComeBack(turn.left()));
        }
        turn.come().await;
        let room = self.at_once.acquire().await;
        let sent = self.wire.send(permitted, wish).await;
        drop(room);
        turn.wait(distance);
        if let Ok(exchange) = &sent
            && is_trouble(exchange.status)
            && let Some(asked) = self.asked_pause(exchange)
        {
            turn.wait(asked);
        }
        sent
    }

    fn asked_pause(&self, exchange: &Exchange) -> Option<Duration> {
        let head = String::from_utf8_lossy(&exchange.head);
        let value = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("retry-after").then_some(value)
        })?;
        retry_after(value, (self.settings.clock)())
    }

    fn host(&self, url: &Url) -> Option<Arc<HostState>> {
        let key = HostKey::of(url)?;
        let mut hosts = self.hosts.lock().unwrap_or_else(|held| held.into_inner());
        let host = hosts
            .entry(key)
            .or_insert_with(|| Arc::new(HostState::new()));
        Some(Arc::clone(host))
    }

    /// The rules of a host, read now if they are not known yet.
    async fn rules(&self, host: &HostState, url: &Url, exchanges: &mut Vec<Exchange>) -> Rules {
        let mut known = host.rules().await;
        if let Some((_, rules)) = &*known {
            return rules.clone();
        }
        let rules = self.read_rules(host, url, exchanges).await;
        // The first page keeps its distance from the robots.txt too.
        let distance = self.settings.delay.max(rules.crawl_delay());
        host.turn().await.wait(distance);
        *known = Some((Instant::now(), rules.clone()));
        rules
    }

    async fn read_rules(
        &self,
        host: &HostState,
        url: &Url,
        exchanges: &mut Vec<Exchange>,
    ) -> Rules {
        let token = self.settings.agent.token;
        let mut permitted = Permitted::robots_txt(url);
        for _ in 0..=ROBOTS_REDIRECTS {
            let asked = permitted.url().clone();
            let mut exchange = match self.ask_robots(host, &permitted).await {
                Ok(exchange) => exchange,
                Err(failure) => return Rules::unreachable(failure),
            };
            let target = exchange.location.as_ref().map(|to| asked.join(to));
            exchange.location = target
                .as_ref()
                .and_then(|target| target.as_ref().ok())
                .map(Url::to_string);
            let moved = target
                .and_then(Result::ok)
                .and_then(|target| permitted.robots_txt_at(target));
            let status = exchange.status;
            let rules = match (status, moved) {
                (300..=399, Some(moved)) => {
                    permitted = moved;
                    None
                }
                (200..=299, _) => Some(read_file(&exchange, token)),
                // "Too many requests" is no word on what is permitted.
                (429 | 500.., _) => Some(Rules::withheld(&format!("it answers {status}"))),
                _ => Some(Rules::none()),
            };
            exchanges.push(exchange);
            if let Some(rules) = rules {
                return rules;
            }
        }
        Rules::none()
    }

    /// One request for a robots.txt, tried as often as any.
    async fn ask_robots(
        &self,
        host: &HostState,
        permitted: &Permitted,
    ) -> Result<Exchange, Failure> {
        let patience = self.settings.patience;
        let validators = Validators::default();
        let url = permitted.url();
        self.wire.check(url)?;
        let mut tried = 0;
        loop {
            let Some(once) = permitted.robots_txt_at(url.clone()) else {
                return Err(Failure::NoWebAddress);
            };
            let wish = Wish {
                role: Role::Robots,
                validators: &validators,
                enough: Some(MAX_BYTES),
            };
            let distance = self.settings.delay;
            let sent = self.send_in_turn(host, once, wish, distance).await;
            tried += 1;
            let in_trouble = match &sent {
                Ok(exchange) => is_trouble(exchange.status),
                Err(failure) => failure.may_pass(),
            };
            if !in_trouble || tried >= patience.tries || has_had_its_time(&sent) {
                return sent;
            }
            host.turn().await.wait(pause(&patience, tried));
        }
    }
}

fn end_of(refusal: Refusal) -> Result<End, Failure> {
    match refusal {
        Refusal::Refused(reason) => Ok(End::Refused(reason)),
        Refusal::Unreachable(failure) => Err(failure),
    }
}

/// Statuses that pass: too many requests, and trouble of the server's own.
const fn is_trouble(status: u16) -> bool {
    matches!(status, 429 | 500 | 502..=504 | 520..=529)
}

/// Whether an answer trickled for as long as one may take: the next would take as long again.
const fn has_had_its_time(sent: &Result<Exchange, Failure>) -> bool {
    matches!(sent, Err(Failure::Slow(_)))
}

/// Reads a robots.txt that was received, as far as it counts.
fn read_file(exchange: &Exchange, token: &str) -> Rules {
    let head = String::from_utf8_lossy(&exchange.head).to_ascii_lowercase();
    let coding = head
        .lines()
        .find_map(|line| line.strip_prefix("content-encoding:"))
        .unwrap_or_default()
        .trim();
    let body = exchange.body.as_slice();
    let mut reader: Box<dyn Read + '_> = match coding {
        "gzip" | "x-gzip" => Box::new(flate2::read::MultiGzDecoder::new(body)),
        "br" => Box::new(brotli::Decompressor::new(body, 1 << 14)),
        "zstd" => match zstd::stream::read::Decoder::with_buffer(body) {
            Ok(decoder) => Box::new(decoder),
            Err(error) => return Rules::withheld(&error.to_string()),
        },
        _ => Box::new(body),
    };
    let mut text = Vec::new();
    // What was received before an error counts: the file may have been cut at the limit.
    while text.len() < MAX_BYTES {
        let start = text.len();
        text.resize((start + (1 << 14)).min(MAX_BYTES), 0);
        match reader.read(&mut text[start..]) {
            Ok(0) => {
                text.truncate(start);
                break;
            }
            Ok(read) => text.truncate(start + read),
            Err(error) if start == 0 => return Rules::withheld(&error.to_string()),
            Err(_) => {
                text.truncate(start);
                break;
            }
        }
    }
    Rules::read(&text, token)
}
