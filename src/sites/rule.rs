//! What a site file can say.

use crate::text::date;
use jiff::civil::Date;
use serde::Deserialize;

/// The order of day and month in a site's visible dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 31/10/2023, as everywhere in Vietnam.
    #[default]
    DayFirst,
    /// 10/31/2023.
    MonthFirst,
}

impl Order {
    /// Reads the Vietnamese calendar day (UTC+7) of a value of markup or of a short printed line.
    #[must_use]
    pub fn read_day(self, value: &str) -> Option<Date> {
        let order = match self {
            Self::DayFirst => date::Order::DayFirst,
            Self::MonthFirst => date::Order::MonthFirst,
        };
        date::read_day_in_order(value, order).map(|day| day.date)
    }
}

/// One way to read the articles of a site: selectors, the first that finds something counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// The first day this way is known to hold; nothing for "ever since".
    #[serde(deserialize_with = "day")]
    pub valid_from: Option<Date>,
    /// True if a real page has confirmed it.
    pub confirmed: bool,
    /// Headline.
    pub title: Vec<String>,
    /// Standing first paragraph.
    pub lead: Vec<String>,
    /// The text; all elements that the first matching selector names, if `whole_body` is set.
    pub body: Vec<String>,
    /// True if the body is spread over several elements that match.
    pub whole_body: bool,
    /// Date of publication: the `datetime` or `content` attribute, else the text.
    pub date: Vec<String>,
    /// True if the metadata's date is that of the page and not of the document it shows.
    pub distrust_metadata_date: bool,
    /// Order of day and month.
    pub date_order: Order,
    /// Authors.
    pub author: Vec<String>,
    /// The paper it was taken over from.
    pub origin: Vec<String>,
    /// What is left out of the body.
    pub drop: Vec<String>,
    /// Lines that end the body: the text from a line that begins so is no part of it.
    pub stop_lines: Vec<String>,
    /// Openings of the lead or of the body that name the paper, such as `(Dân trí)`.
    pub lead_prefixes: Vec<String>,
}

/// Where a list of articles stands and how to turn its pages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The first page.
    pub url: String,
    /// The pages after it, with `{n}` for the number.
    #[serde(default)]
    pub next: Option<String>,
    /// Number of the page after the first.
    #[serde(default = "two")]
    pub second: u32,
    /// Selectors of the links to articles; nothing for all links that look like articles.
    #[serde(default)]
    pub links: Vec<String>,
}

const fn two() -> u32 {
    2
}

/// What the addresses of a site tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Regular expression on the path of an article.
    pub article: Option<String>,
    /// True if the last part of the path is the same in all languages, after a language code.
    pub slug_joins_languages: bool,
}

/// One site: its hosts, how to read it, and where it announces its articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Name of the rule; by default the name of its file.
    pub name: String,
    /// Name of the family whose readings it takes over.
    pub family: Option<String>,
    /// True if a real page of this very site has confirmed the family's readings.
    pub confirmed: bool,
    /// Hosts without `www.`; each stands for its subdomains too, unless another site names them.
    pub hosts: Vec<String>,
    /// The site's own name, as others cite it.
    pub publisher: Option<String>,
    /// What the addresses tell.
    pub address: Address,
    /// Feeds.
    pub feeds: Vec<String>,
    /// Sitemaps and sitemap indexes.
    pub sitemaps: Vec<String>,
    /// Sitemaps by time, with `{yyyy}`, `{mm}`, `{m}`, `{dd}`, `{d}`.
    pub dated_sitemaps: Vec<String>,
    /// Lists of articles.
    pub listings: Vec<Listing>,
    /// Ways to read it, the newest first; those of the family come after its own.
    #[serde(rename = "reading")]
    pub readings: Vec<Reading>,
}

impl Site {
    /// Tells whether a real page of this site has confirmed any of its readings.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.readings.iter().any(|reading| reading.confirmed)
    }

    /// All selectors, so that they can be checked before a page needs them.
    pub fn selectors(&self) -> impl Iterator<Item = &str> {
        let of_readings = self.readings.iter().flat_map(|reading| {
            [
                &reading.title,
                &reading.lead,
                &reading.body,
                &reading.date,
                &reading.author,
                &reading.origin,
                &reading.drop,
            ]
        });
        let of_listings = self.listings.iter().map(|listing| &listing.links);
        of_readings.chain(of_listings).flatten().map(String::as_str)
    }
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
