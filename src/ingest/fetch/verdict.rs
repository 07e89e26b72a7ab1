//! Whether an answer is what was asked for, or a way of saying no.

use super::TroubleKind;
use crate::corpus::warc::{decode_body, parse_http};
use crate::document::{Media, RawRecord, RecordLocation};
use crate::extract::{Extracted, extract};
use crate::fetch::Exchange;
use crate::sites::Registry;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most bytes of an answer when unpacked: a small file may unpack to a whole disk.
const UNPACKED: u64 = 64 << 20;

/// A page that turns a program away is small.
const CHALLENGE: usize = 96 << 10;

/// A page without text that asks not to be listed and is smaller than this is a stub.
const STUB: usize = 12 << 10;

/// Marks of pages that turn programs away: of Cloudflare, Incapsula, Akamai, Sucuri, DDoS-Guard, AWS,
/// DataDome, PerimeterX, F5 and of Vietnamese hosts' own walls.
const MARKS: [&str; 18] = [
    "cf-chl",
    "challenge-platform",
    "just a moment...",
    "attention required! | cloudflare",
    "checking your browser",
    "_incapsula_resource",
    "sucuri_cloudproxy",
    "ddos-guard",
    "awswafcookie",
    "aws-waf-token",
    "captcha-delivery.com",
    "px-captcha",
    "g-recaptcha",
    "h-captcha",
    "<title>access denied",
    "the requested url was rejected",
    "enable javascript and cookies to continue",
    "document.cookie=\"d1n=",
];

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A page.
    Page,
    /// The page is as it was.
    NotModified,
    /// There is no such page.
    Gone(u16),
    /// No page, and why not.
    Trouble(TroubleKind, String),
}

/// The body of an answer without its content encodings.
///
/// # Errors
/// If it unpacks to too much or is not packed as its head says.
pub(super) fn unpacked(exchange: &Exchange) -> Result<Vec<u8>, String> {
    let Some(http) = parse_http(&exchange.head) else {
        return Ok(exchange.body.clone());
    };
    decode_body(&http, &exchange.body, UNPACKED).map_err(|error| error.to_string())
}

/// Judges an answer.
pub(super) fn judge(exchange: &Exchange, sites: &Registry) -> Verdict {
    let status = exchange.status;
    let blocked = |reason: String| Verdict::Trouble(TroubleKind::Blocked, reason);
    match status {
        200 => match blocked_with_200(exchange, sites) {
            Ok(None) => Verdict::Page,
            Ok(Some(reason)) => blocked(reason),
            Err(reason) => Verdict::Trouble(TroubleKind::Failed, reason),
        },
        304 => Verdict::NotModified,
        404 | 410 => Verdict::Gone(status),
        401 | 403 | 429 | 451 => blocked(format!("the server answers {status}")),
        503 if has_marks(&exchange.body) => {
            blocked("the server answers 503 with a challenge".to_owned())
        }
        _ => Verdict::Trouble(TroubleKind::Failed, format!("the server answers {status}")),
    }
}

/// Whether a page that came with status 200 turns the program away.
fn blocked_with_200(exchange: &Exchange, sites: &Registry) -> Result<Option<String>, String> {
    let http = parse_http(&exchange.head);
    let field = |name: &str| {
        let value = http.as_ref().and_then(|http| http.get(name));
        value.unwrap_or_default().to_ascii_lowercase()
    };
    if field("cf-mitigated") == "challenge" || !field("x-amzn-waf-action").is_empty() {
        return Ok(Some("a challenge instead of the page".to_owned()));
    }
    if exchange.body.is_empty() {
        return Ok(Some("an empty answer".to_owned()));
    }
    let body = unpacked(exchange)?;
    let content_type = field("content-type");
    let html = content_type.is_empty() || content_type.contains("html");
    if !html || body.len() > CHALLENGE {
        return Ok(None);
    }
    let marked = has_marks(&body);
    let stub = body.len() < STUB && asks_not_to_be_listed(&body);
    if !marked && !stub {
        return Ok(None);
    }
    // An article may speak of such things.
    let size = body.len();
    if is_article(exchange, body, sites) {
        return Ok(None);
    }
    Ok(Some(if marked {
        "a challenge instead of the page".to_owned()
    } else {
        format!("a stub of {size} bytes instead of the page")
    }))
}

fn has_marks(body: &[u8]) -> bool {
    let start = &body[..body.len().min(CHALLENGE)];
    let text = start.to_ascii_lowercase();
    MARKS
        .iter()
        .any(|mark| memchr::memmem::find(&text, mark.as_bytes()).is_some())
}

fn asks_not_to_be_listed(body: &[u8]) -> bool {
    memchr::memmem::find(&body.to_ascii_lowercase(), b"noindex").is_some()
}

fn is_article(exchange: &Exchange, body: Vec<u8>, sites: &Registry) -> bool {
    let raw = RawRecord {
        location: RecordLocation {
            file: "".into(),
            offset: 0,
            length: body.len() as u64,
        },
        media: Media::Html,
        bytes: body,
        address: Some(exchange.address.clone()),
        fetched_at: None,
        charset: None,
        language: None,
        import_name: None,
        file_name: None,
    };
    let read = catch_unwind(AssertUnwindSafe(|| extract(&raw, sites)));
    matches!(read, Ok(Extracted::Document(_)))
}
