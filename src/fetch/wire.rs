//! The one place where requests leave. The client is private to this file, and the only function that
//! sends takes a [`Permitted`] by value.

use super::exchange::{Exchange, Role, Validators};
use super::guard::Guard;
use super::resolve::{PrivateName, Resolver};
use super::robots::Permitted;
use super::settings::{Limits, Proxies, Settings};
use super::{Clock, Failure, FetchError};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, NoProxy, Proxy, Response, Version};
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::io;
use std::sync::Arc;
use url::Url;

/// What is asked for besides the address.
#[derive(Debug, Clone)]
pub(super) struct Wish<'a> {
    pub(super) role: Role,
    pub(super) validators: &'a Validators,
    /// Where a body is cut without being a failure.
    pub(super) enough: Option<usize>,
}

/// Sends requests.
pub(super) struct Wire {
    open: Client,
    /// For the ports that the user gave addresses for.
    pinned: HashMap<u16, Client>,
    pins: Vec<super::ResolveEntry>,
    guard: Guard,
    fields: HeaderMap,
    limits: Limits,
    clock: Clock,
}

impl Wire {
    pub(super) fn new(settings: &Settings) -> Result<Self, FetchError> {
        let guard = Guard::new(&settings.named, &settings.resolve);
        let mut free = guard.local_names();
        free.extend(proxy_hosts(&settings.proxies));
        let free = Arc::new(free);
        let resolver = |port: Option<u16>| Resolver {
            pinned: settings
                .resolve
                .iter()
                .filter(|entry| Some(entry.port()) == port)
                .cloned()
                .collect(),
            free: Arc::clone(&free),
        };
        let mut pinned = HashMap::new();
        for entry in &settings.resolve {
            let port = entry.port();
            pinned.insert(port, client(settings, resolver(Some(port)), false)?);
        }
        Ok(Self {
            open: client(settings, resolver(None), true)?,
            pinned,
            pins: settings.resolve.clone(),
            guard,
            fields: fields(settings),
            limits: settings.limits,
            clock: Arc::clone(&settings.clock),
        })
    }

    /// Refuses addresses that are not public, before even their robots.txt is asked.
    pub(super) fn check(&self, url: &Url) -> Result<(), Failure> {
        self.guard.check(url)
    }

    /// Makes the one request that is permitted.
    pub(super) async fn send(
        &self,
        permitted: Permitted,
        wish: Wish<'_>,
    ) -> Result<Exchange, Failure> {
        let url = permitted.url();
        self.guard.check(url)?;
        let sending = tokio::time::timeout(self.limits.total, self.exchange(url, wish));
        let done = sending.await;
        done.unwrap_or(Err(Failure::Slow(self.limits.total)))
    }

    async fn exchange(&self, url: &Url, wish: Wish<'_>) -> Result<Exchange, Failure> {
        let date = (self.clock)();
        let mut fields = self.fields.clone();
        let validators = [
            (header::IF_NONE_MATCH, &wish.validators.etag),
            (header::IF_MODIFIED_SINCE, &wish.validators.last_modified),
        ];
        for (name, value) in validators {
            if let Some(value) = value.as_ref().and_then(|v| HeaderValue::from_str(v).ok()) {
                fields.insert(name, value);
            }
        }
        let request = request_head(url, &fields);
        let sent = self.client_for(url).get(url.clone()).headers(fields).send();
        let mut response = sent.await.map_err(|error| failure_of(&error))?;
        let head = response_head(&response);
        let ip = response.remote_addr().map(|address| address.ip());
        let body = self.body(&mut response, wish.enough).await?;
        let field = |name: HeaderName| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let status = response.status();
        let location = field(header::LOCATION).filter(|_| status.is_redirection());
        Ok(Exchange {
            role: wish.role,
            address: url.to_string(),
            date,
            ip,
            protocol: match response.version() {
                Version::HTTP_2 => "h2",
                Version::HTTP_10 => "http/1.0",
                _ => "http/1.1",
            },
            request,
            status: status.as_u16(),
            head,
            body,
            validators: Validators {
                etag: field(header::ETAG),
                last_modified: field(header::LAST_MODIFIED),
            },
            // Bytes beyond ASCII in a location are taken for UTF-8, as browsers do.
            location: location.or_else(|| {
                let raw = response.headers().get(header::LOCATION)?;
                let text = String::from_utf8_lossy(raw.as_bytes()).into_owned();
                status.is_redirection().then_some(text)
            }),
        })
    }

    async fn body(
        &self,
        response: &mut Response,
        enough: Option<usize>,
    ) -> Result<Vec<u8>, Failure> {
        let most = enough.unwrap_or(self.limits.body);
        let announced = response.content_length().unwrap_or(0);
        if enough.is_none() && announced > most as u64 {
            return Err(Failure::TooLarge(most));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| failure_of(&e))? {
            if body.len() + chunk.len() > most {
                if enough.is_none() {
                    return Err(Failure::TooLarge(most));
                }
                body.extend_from_slice(&chunk[..most - body.len()]);
                break;
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn client_for(&self, url: &Url) -> &Client {
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return &self.open;
        };
        let pinned = self.pins.iter().any(|entry| entry.is_for(host, port));
        let client = pinned.then(|| self.pinned.get(&port)).flatten();
        client.unwrap_or(&self.open)
    }
}

fn client(settings: &Settings, resolver: Resolver, by_proxy: bool) -> Result<Client, FetchError> {
    let mut certificates = Vec::new();
    for pem in &settings.authorities {
        let read = Certificate::from_pem_bundle(pem);
        let read = read.map_err(|error| FetchError::Certificate(reason(&error)))?;
        if read.is_empty() {
            let what = "the file holds none in PEM form".to_owned();
            return Err(FetchError::Certificate(what));
        }
        certificates.extend(read);
    }
    let builder = || -> Result<_, FetchError> {
        let mut builder = Client::builder()
            .dns_resolver(Arc::new(resolver.clone()))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // reqwest's own retries know no pause.
            .retry(reqwest::retry::never())
            .connect_timeout(settings.limits.connect)
            .read_timeout(settings.limits.idle)
            .pool_max_idle_per_host(1)
            // Proxies come from the settings; the library reads no environment.
            .no_proxy();
        if by_proxy {
            for proxy in proxies(&settings.proxies)? {
                builder = builder.proxy(proxy);
            }
        }
        Ok(builder)
    };
    let whole = builder()?.tls_certs_merge(certificates.clone()).build();
    match whole {
        Ok(client) => Ok(client),
        // A system without any certificates of its own still has those that were given.
        Err(error) => builder()?
            .tls_certs_only(certificates)
            .build()
            .map_err(|_| FetchError::Client(reason(&error))),
    }
}

fn proxies(given: &Proxies) -> Result<Vec<Proxy>, FetchError> {
    let except = given.except.as_deref().and_then(NoProxy::from_string);
    let mut proxies = Vec::new();
    let by_scheme = [
        (
            &given.http,
            Proxy::http as fn(Url) -> reqwest::Result<Proxy>,
        ),
        (
            &given.https,
            Proxy::https as fn(Url) -> reqwest::Result<Proxy>,
        ),
    ];
    for (address, make) in by_scheme {
        let Some(address) = address else { continue };
        let wrong = |reason: String| FetchError::Proxy {
            address: address.clone(),
            reason,
        };
        let url = proxy_url(address).ok_or_else(|| wrong("it is no web address".to_owned()))?;
        let proxy = make(url).map_err(|error| wrong(reason(&error)))?;
        proxies.push(proxy.no_proxy(except.clone()));
    }
    Ok(proxies)
}

/// Proxies are often given without a scheme.
fn proxy_url(address: &str) -> Option<Url> {
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("http://{address}")
    };
    let url = Url::parse(&whole).ok()?;
    (url.has_host() && matches!(url.scheme(), "http" | "https")).then_some(url)
}

fn proxy_hosts(given: &Proxies) -> HashSet<String> {
    let addresses = [&given.http, &given.https].into_iter().flatten();
    let urls = addresses.filter_map(|address| proxy_url(address));
    urls.filter_map(|url| url.host_str().map(str::to_owned))
        .collect()
}

/// The fields that every request carries.
fn fields(settings: &Settings) -> HeaderMap {
    let mut fields = HeaderMap::new();
    let agent = HeaderValue::from_str(&settings.agent.header());
    fields.insert(
        header::USER_AGENT,
        agent.expect("the agent's header is printable ASCII"),
    );
    if let Some(mail) = settings.agent.mail() {
        let mail = HeaderValue::from_str(mail).expect("a mail address is printable ASCII");
        fields.insert(header::FROM, mail);
    }
    let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    fields.insert(header::ACCEPT, HeaderValue::from_static(accept));
    let languages = "vi,en;q=0.8";
    fields.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(languages));
    let codings = "gzip, br, zstd";
    fields.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(codings));
    fields
}

fn request_head(url: &Url, fields: &HeaderMap) -> Vec<u8> {
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut head = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n").into_bytes();
    write_fields(&mut head, fields);
    head
}

fn response_head(response: &Response) -> Vec<u8> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or("");
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    write_fields(&mut head, response.headers());
    head
}

/// Transfer encodings are gone from the body, so their field goes under another name.
fn write_fields(head: &mut Vec<u8>, fields: &HeaderMap) {
    for (name, value) in fields {
        if name == header::TRANSFER_ENCODING {
            head.extend_from_slice(b"x-archive-orig-");
        }
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
}

/// What an error of the client means.
fn failure_of(error: &reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    let mut tls = false;
    while let Some(one) = cause {
        if let Some(private) = one.downcast_ref::<PrivateName>() {
            return Failure::Private(private.to_string());
        }
        // The TLS library's error type is not among the dependencies. Until a connection stands, nothing
        // else calls data invalid; later its texts name certificates.
        let invalid = one.downcast_ref::<io::Error>().is_some_and(is_invalid);
        tls |= invalid && error.is_connect() || one.to_string().contains("certificate");
        cause = one.source();
    }
    let why = reason(error);
    if error.is_dns() {
        Failure::NoHost(why)
    } else if tls {
        Failure::Tls(why)
    } else if error.is_timeout() {
        Failure::Broken("it fell silent".to_owned())
    } else if error.is_connect() {
        Failure::Connect(why)
    } else {
        Failure::Broken(why)
    }
}

/// Whether an error, or one that it wraps, calls data invalid. What an [`io::Error`] wraps is not its
/// source.
fn is_invalid(error: &io::Error) -> bool {
    let wrapped = error.get_ref().and_then(|inner| inner.downcast_ref());
    error.kind() == io::ErrorKind::InvalidData || wrapped.is_some_and(is_invalid)
}

/// The innermost cause, which says most.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
