//! How to fetch, from flags, the collection's settings and the environment, in this order.

use super::WayArgs;
use crate::cli::context::Context;
use crate::cli::error::UsageError;
use crate::cli::output::say;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;
use vankien::corpus::Collection;
use vankien::fetch::{Agent, Clock, NamedHost, Proxies, Settings};
use vankien::ingest::{Target, listed};

pub(super) fn settings(
    way: &WayArgs,
    collection: &Collection,
    targets: &[Target],
    context: &Context,
) -> anyhow::Result<Settings> {
    let own = collection.settings().other.get("fetch");
    let own = |key: &str| own.and_then(|table| table.get(key));
    let contact = way.contact.clone();
    let contact = contact.or_else(|| own("contact")?.as_str().map(str::to_owned));
    let contact = contact.or_else(|| variable(&["VANKIEN_CONTACT"]));
    if contact.is_none() {
        say(
            "no contact is set: put [fetch] contact = \"you@example.org\" into vankien.toml, so that \
             the owners of sites can reach you",
        );
    }
    let mut settings = Settings::new(Agent::new(contact), clock(context));
    let delay = way.delay.or_else(|| seconds(own("delay")?));
    if let Some(delay) = delay {
        settings.delay = Duration::try_from_secs_f64(delay)
            .map_err(|_| UsageError::new(format!("--delay {delay} is no number of seconds")))?;
    }
    let number = |key: &str| own(key)?.as_integer().and_then(|n| u64::try_from(n).ok());
    if let Some(at_once) = number("at_once").and_then(|n| usize::try_from(n).ok()) {
        settings.at_once = at_once;
    }
    if let Some(tries) = number("tries").and_then(|n| u32::try_from(n).ok()) {
        settings.patience.tries = tries.max(1);
    }
    if let Some(most) = number("max_bytes").and_then(|n| usize::try_from(n).ok()) {
        settings.limits.body = most;
    }
    let spans = [
        ("max_seconds", &mut settings.limits.total),
        ("idle_seconds", &mut settings.limits.idle),
        ("first_pause", &mut settings.patience.first),
        ("longest_pause", &mut settings.patience.longest),
    ];
    for (key, span) in spans {
        let given = own(key).and_then(seconds);
        if let Some(given) = given.and_then(|given| Duration::try_from_secs_f64(given).ok()) {
            *span = given;
        }
    }
    settings.resolve.clone_from(&way.resolve);
    for path in &way.cacert {
        let pem = std::fs::read(path)
            .map_err(|error| UsageError::new(format!("cannot read {}: {error}", path.display())))?;
        settings.authorities.push(pem);
    }
    settings.proxies = proxies(way);
    settings.named = named_hosts(targets)?;
    Ok(settings)
}

/// What the user names may lie in a private network. A list may name one host a million times.
fn named_hosts(targets: &[Target]) -> anyhow::Result<Vec<NamedHost>> {
    let mut hosts = HashSet::new();
    for target in targets {
        let Target::List(path) = target else {
            hosts.extend(named(target));
            continue;
        };
        for one in listed(path)? {
            hosts.extend(named(&one?));
        }
    }
    Ok(hosts.into_iter().collect())
}

fn named(target: &Target) -> Option<NamedHost> {
    let address = match target {
        Target::Page(address) | Target::Feed(address) | Target::Sitemap(address) => address.clone(),
        Target::Site(host) => format!("https://{host}/"),
        Target::List(_) => return None,
    };
    NamedHost::of(&Url::parse(&address).ok()?)
}

fn seconds(value: &toml::Value) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "no pause has so many seconds")]
    let whole = value.as_integer().map(|n| n as f64);
    value.as_float().or(whole)
}

/// The environment's proxies as curl reads them: `HTTP_PROXY` in capitals may come from a request to a
/// CGI program and does not count.
fn proxies(way: &WayArgs) -> Proxies {
    let given = way.proxy.clone();
    let all = || variable(&["all_proxy", "ALL_PROXY"]);
    Proxies {
        http: given
            .clone()
            .or_else(|| variable(&["http_proxy"]))
            .or_else(all),
        https: given
            .clone()
            .or_else(|| variable(&["https_proxy", "HTTPS_PROXY"]))
            .or_else(all),
        // A proxy that was named is meant for everything.
        except: given
            .is_none()
            .then(|| variable(&["no_proxy", "NO_PROXY"]))
            .flatten(),
    }
}

fn variable(names: &[&str]) -> Option<String> {
    let values = names.iter().filter_map(|name| std::env::var(name).ok());
    values.into_iter().find(|value| !value.is_empty())
}

/// The time, which goes on from the beginning of the run even where a test has fixed that.
fn clock(context: &Context) -> Clock {
    let (now, began) = (context.now, Instant::now());
    Arc::new(move || {
        let gone = jiff::SignedDuration::try_from(began.elapsed()).unwrap_or_default();
        now.checked_add(gone).unwrap_or(Timestamp::MAX)
    })
}
