//! One line of history: what one WARC record says of an address.

use super::{Totals, TroubleKind};
use crate::corpus::warc::{RecordType, parse_http};
use crate::fetch::Validators;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use url::Url;

/// The field that tells what a response was for, where it is no page: what this program alone reads.
pub(super) const ROLE: &str = "Vankien-Role";

/// The role of a feed, sitemap or listing.
pub(super) const DISCOVERY: &str = "discovery";

/// What a record says of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Said {
    /// A page was had.
    Page,
    /// It redirects.
    Moved,
    /// There is no such page: 404 or 410.
    Gone,
    /// It is as it was.
    Unchanged,
    /// Robots does not permit it.
    Refused,
    /// The site turned the program away.
    Blocked,
    /// It could not be had.
    Failed,
    /// A feed, sitemap or listing was had, whatever else is said of the address as a page.
    Place,
    /// A feed, sitemap or listing is as it was.
    SamePlace,
    /// A run began.
    Begin,
    /// A run ended.
    End,
    /// Nothing: so far the file was read.
    Covered,
}

impl Said {
    /// The kind of trouble, if it is one.
    pub(super) const fn trouble(self) -> Option<TroubleKind> {
        match self {
            Self::Refused => Some(TroubleKind::Refused),
            Self::Blocked => Some(TroubleKind::Blocked),
            Self::Failed | Self::Gone => Some(TroubleKind::Failed),
            _ => None,
        }
    }

    const fn of_trouble(kind: TroubleKind) -> Self {
        match kind {
            TroubleKind::Refused => Self::Refused,
            TroubleKind::Blocked => Self::Blocked,
            TroubleKind::Failed => Self::Failed,
        }
    }
}

/// A line. Keys are short, since there is one for every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// First byte behind the record.
    pub(super) end: u64,
    /// What the record says.
    pub(super) said: Said,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) url: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    /// Digest of the payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<String>,
    /// Id and date of the record that holds the payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) holds: Option<(String, String)>,
    /// Where it redirects to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    /// First byte of the record, where it is read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<u64>,
    /// What a run that ended came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) totals: Option<Totals>,
}

impl Line {
    /// The line that only says how far the file was read.
    pub(super) fn covered(end: u64) -> Self {
        Self {
            end,
            said: Said::Covered,
            url: String::new(),
            date: String::new(),
            etag: None,
            modified: None,
            digest: None,
            holds: None,
            to: None,
            reason: None,
            start: None,
            totals: None,
        }
    }

    /// What a server may be told of the page, so that it need not send it again.
    pub(super) fn validators(&self) -> Validators {
        Validators {
            etag: self.etag.clone(),
            last_modified: self.modified.clone(),
        }
    }

    /// Reads a record that stands at `place`; nothing for one that says nothing of an address: requests,
    /// robots.txt. `field` gives the fields of its head.
    pub(super) fn of_record<'a>(
        record_type: RecordType,
        field: impl Fn(&str) -> Option<&'a str>,
        block: &[u8],
        place: Range<u64>,
    ) -> Option<Self> {
        let mut line = Self {
            url: field("WARC-Target-URI")?.to_owned(),
            date: field("WARC-Date")?.to_owned(),
            ..Self::covered(place.end)
        };
        match record_type {
            RecordType::Response if field(ROLE).is_none() => line.read_response(&field, block)?,
            RecordType::Response if field(ROLE) == Some(DISCOVERY) => {
                line.read_response(&field, block)?;
                if line.said != Said::Page {
                    return None;
                }
                line.said = Said::Place;
                line.start = Some(place.start);
            }
            RecordType::Revisit if field(ROLE).is_none() => {
                line.said = Said::Unchanged;
                line.read_validators(block);
                line.digest = field("WARC-Payload-Digest").map(str::to_owned);
                let id = field("WARC-Refers-To").map(str::to_owned);
                let date = field("WARC-Refers-To-Date").map(str::to_owned);
                line.holds = id.zip(date);
            }
            RecordType::Revisit if field(ROLE) == Some(DISCOVERY) => line.said = Said::SamePlace,
            RecordType::Metadata => line.read_metadata(block)?,
            _ => return None,
        }
        Some(line)
    }

    fn read_response<'a>(
        &mut self,
        field: &impl Fn(&str) -> Option<&'a str>,
        block: &[u8],
    ) -> Option<()> {
        let http = parse_http(block)?;
        self.said = match http.status {
            200 => Said::Page,
            404 | 410 => Said::Gone,
            300..=399 => {
                let to = http.get("Location")?;
                self.to = Url::parse(&self.url).ok()?.join(to).ok().map(String::from);
                Said::Moved
            }
            // The metadata record behind it tells what that means.
            _ => return None,
        };
        if self.said == Said::Gone {
            self.reason = Some(format!("the server answers {}", http.status));
        }
        self.read_validators(block);
        self.digest = field("WARC-Payload-Digest").map(str::to_owned);
        let id = field("WARC-Record-ID")?.to_owned();
        self.holds = Some((id, self.date.clone()));
        Some(())
    }

    fn read_validators(&mut self, block: &[u8]) {
        if let Some(http) = parse_http(block) {
            self.etag = http.get("ETag").map(str::to_owned);
            self.modified = http.get("Last-Modified").map(str::to_owned);
        }
    }

    fn read_metadata(&mut self, block: &[u8]) -> Option<()> {
        let text = String::from_utf8_lossy(block);
        let value = |name: &str| {
            text.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                (key == name).then(|| value.trim().to_owned())
            })
        };
        self.said = match (value("outcome"), value("run").as_deref()) {
            (Some(outcome), _) => Said::of_trouble(TroubleKind::from_name(&outcome)?),
            (None, Some("begin")) => Said::Begin,
            (None, Some("end")) => Said::End,
            _ => return None,
        };
        self.reason = value("reason");
        if self.said == Said::End {
            self.totals = Totals::read(value);
        }
        Some(())
    }
}
