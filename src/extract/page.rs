//! Web pages: by site rule, else by metadata and main text.

use super::assemble::{Draft, assemble};
use super::field::{self, Fields};
use super::metadata::Metadata;
use super::opening::{Opening, first_line, is_akin};
use super::{Extracted, attributes, boilerplate, margins, official, pasted, verdict};
use crate::document::{
    DatedBy, DocumentDate, Kind, Problem, RawRecord, ReadBy, host_of, normalize_address,
};
use crate::html::{Dropped, Page, Tag, lines_of, main_text, text_of};
use crate::sites::{Order, Reading, Registry, Site};

/// Reads a page.
pub(super) fn read(record: &RawRecord, registry: &Registry) -> Extracted {
    if let Some(what) = no_page(&record.bytes) {
        return Extracted::not_article(what);
    }
    let page = Page::read(&record.bytes, record.charset.as_deref());
    let metadata = Metadata::of(&page);
    let addresses: Vec<String> = record
        .address
        .as_deref()
        .into_iter()
        .chain(metadata.addresses())
        .filter_map(normalize_address)
        .collect();
    let site = addresses
        .first()
        .and_then(|address| registry.for_host(host_of(address)?));
    let mut problems = problems_of(&page);
    let mut unreadable = Vec::new();
    let read = site
        .and_then(|site| by_rule(&page, &metadata, site, &mut unreadable))
        .or_else(|| by_shape(&page, site));
    problems.extend(
        unreadable
            .into_iter()
            .map(|selector| Problem::new("bad-selector", selector)),
    );
    let (mut draft, read_by) = match read {
        Some(read) => read,
        None => match by_metadata(
            &page,
            &metadata,
            addresses.first().map(String::as_str),
            site.is_some(),
        ) {
            Ok(draft) => (draft, ReadBy::Metadata),
            Err(reason) => return Extracted::not_article(reason),
        },
    };
    draft.problems.extend(problems);
    draft.lang = metadata.lang.clone().or_else(|| record.language.clone());
    // A saved page without an address of its own is known by the one it names.
    draft.url = record
        .address
        .clone()
        .or_else(|| addresses.first().cloned());
    draft.aliases = metadata.addresses().map(str::to_owned).collect();
    draft.usual_kind = Some(Kind::News);
    Extracted::Document(Box::new(assemble(record, draft, read_by)))
}

/// Feeds, sitemaps and other files that are served like pages.
fn no_page(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes
        .iter()
        .position(|b| !b.is_ascii_whitespace() && !matches!(b, 0xef | 0xbb | 0xbf))
        .unwrap_or(bytes.len());
    let head =
        String::from_utf8_lossy(&bytes[start..bytes.len().min(start + 600)]).to_ascii_lowercase();
    if head.is_empty() {
        return Some("an empty page");
    }
    if head.starts_with("%pdf") {
        return Some("a PDF file");
    }
    let root = head
        .split('<')
        .find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    match root.split(|c: char| c.is_whitespace() || c == '>').next()? {
        "rss" | "feed" | "rdf:rdf" => Some("a feed"),
        "urlset" | "sitemapindex" => Some("a sitemap"),
        _ => None,
    }
}

fn problems_of(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    if page.replaced {
        problems.push(Problem::new(
            "invalid-bytes",
            format!("bytes that are not {}", page.encoding),
        ));
    }
    if page.too_deep {
        problems.push(Problem::new(
            "too-deep",
            "tags beyond the limit were left out, their text kept",
        ));
    }
    if page.too_long {
        problems.push(Problem::new("too-long", "the end of the page was left out"));
    }
    problems
}

/// The first reading that finds body and title; one whose time has not come yet only if no other does.
fn by_rule(
    page: &Page,
    metadata: &Metadata,
    site: &Site,
    unreadable: &mut Vec<String>,
) -> Option<(Draft, ReadBy)> {
    let mut early = None;
    for reading in &site.readings {
        let Some(fields) = field::by_reading(page, reading, unreadable) else {
            continue;
        };
        let fields = completed(fields, reading, page, metadata);
        if fields.title.is_empty() {
            continue;
        }
        let too_early = match (reading.valid_from, &fields.date) {
            (Some(from), Some(date)) => date.day < from,
            _ => false,
        };
        if !too_early {
            return Some((draft_of(fields), ReadBy::Rule(site.name.clone())));
        }
        early.get_or_insert(fields);
    }
    early.map(|fields| (draft_of(fields), ReadBy::Rule(site.name.clone())))
}

/// What the rule did not find is taken from the metadata.
fn completed(mut fields: Fields, reading: &Reading, page: &Page, metadata: &Metadata) -> Fields {
    if fields.title.is_empty() {
        fields.title = title(page, metadata, None);
    }
    if fields.date.is_none() && !reading.distrust_metadata_date {
        fields.date = date(page, metadata, None);
    }
    if fields.authors.is_empty() {
        fields.authors = authors(metadata);
    }
    let tail = field::tidy(&mut fields.body, &fields.authors);
    fields.origin = fields.origin.or(tail);
    fields
}

fn draft_of(fields: Fields) -> Draft {
    Draft {
        title: fields.title,
        lead: fields.lead,
        body: fields.body,
        date: fields.date,
        authors: fields.authors,
        origin: fields.origin,
        ..Draft::default()
    }
}

/// A portal page whose markup the rule does not know any more still has the shape of its text.
fn by_shape(page: &Page, site: Option<&Site>) -> Option<(Draft, ReadBy)> {
    let site = site.filter(|site| site.address.slug_joins_languages)?;
    let body = page.elements().find(|element| element.tag() == Tag::Body)?;
    let (mut draft, _) = pasted::read(&lines_of(body, &Dropped::default()).join("\n"))?;
    draft.source = None;
    Some((draft, ReadBy::Pasted(site.name.clone())))
}

/// Metadata and main text; the reason if the page is no article.
fn by_metadata(
    page: &Page,
    metadata: &Metadata,
    address: Option<&str>,
    ruled: bool,
) -> Result<Draft, String> {
    let text = main_text(page);
    let mut lines = text.as_ref().map(|text| text.lines()).unwrap_or_default();
    let linked = metadata.article.as_ref();
    if let Some(body) = linked.and_then(|article| article.body.as_deref())
        && body.len() > 4 * lines.iter().map(String::len).sum::<usize>()
    {
        // The page shows its text by script only; the metadata has it whole.
        lines = body.lines().map(str::to_owned).collect();
    }
    let weights = verdict::weigh(page, metadata, text.as_ref(), &lines, address, ruled);
    if !weights.is_article() {
        return by_attributes(page).ok_or_else(|| weights.reason());
    }
    let authors = authors(metadata);
    let origin = field::tidy(&mut lines, &authors);
    let opening = Opening::of(page, text.as_ref());
    let title = match title(page, metadata, opening.headline()) {
        named if opening.headline().is_none() => first_line(&lines)
            .filter(|first| !is_akin(first, &named))
            .unwrap_or(named),
        title => title,
    };
    margins::trim(&mut lines, &title);
    let lead = lead(metadata, &opening, &mut lines);
    let official =
        official::heading(&title, &lead, &lines[..lines.len().min(60)].join("\n")).is_some();
    Ok(Draft {
        // The date of a page that shows an official document is not that of its signing.
        date: if official {
            None
        } else {
            date(page, metadata, Some(&opening))
        },
        title,
        lead,
        body: lines,
        authors,
        origin,
        ..Draft::default()
    })
}

/// The page of a document whose text is a file beside it.
fn by_attributes(page: &Page) -> Option<Draft> {
    let body = page.elements().find(|element| element.tag() == Tag::Body)?;
    let table = attributes::read(&lines_of(body, &Dropped::default()))?;
    Some(Draft {
        title: table.title,
        body: table.lines,
        kind: Some(table.kind),
        date: table.date,
        ..Draft::default()
    })
}

/// The description where it is the first paragraph, else the paragraph between headline and text.
fn lead(metadata: &Metadata, opening: &Opening<'_>, lines: &mut Vec<String>) -> String {
    let described = metadata
        .article
        .as_ref()
        .and_then(|article| article.description.as_ref())
        .or(metadata.description.as_ref());
    match described {
        Some(description) if lines.len() > 1 && boilerplate::same_words(&lines[0], description) => {
            lines.remove(0)
        }
        _ => opening
            .lead(
                described.map(String::as_str),
                lines.first().map_or("", String::as_str),
            )
            .filter(|lead| !lines.iter().any(|line| line.contains(lead.as_str())))
            .unwrap_or_default(),
    }
}

/// The headline: of the metadata, in the words of the heading that says the same; `near` stands above the
/// text and goes before a title that speaks of the site alone.
fn title(page: &Page, metadata: &Metadata, near: Option<String>) -> String {
    let headings: Vec<String> = page
        .elements()
        .filter(|element| element.tag() == Tag::H1)
        .map(text_of)
        .filter(|text| !text.is_empty())
        .collect();
    let named = metadata
        .article
        .as_ref()
        .and_then(|article| article.headline.clone())
        .or_else(|| metadata.og_title.clone())
        .or_else(|| metadata.title.clone());
    let Some(named) = named.map(|named| without_site(named.trim(), metadata)) else {
        return headings.into_iter().next().or(near).unwrap_or_default();
    };
    match headings
        .iter()
        .find(|heading| boilerplate::same_words(heading, &named))
    {
        Some(heading) => heading.clone(),
        // One heading that is longer than a site's name goes before what is written for machines.
        None if headings.len() == 1 && headings[0].chars().count() > 20 => headings[0].clone(),
        None => near.filter(|near| !is_akin(near, &named)).unwrap_or(named),
    }
}

/// Takes the site's name off the end of a title: `... - Báo VnExpress`, `... | Dân trí`.
fn without_site(title: &str, metadata: &Metadata) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((headline, site)) = title.rsplit_once(separator) {
            let words = site.split_whitespace().count();
            let same = metadata
                .site_name
                .as_deref()
                .is_some_and(|name| boilerplate::same_words(name, site));
            if (same || separator == " | " || words <= 4) && headline.chars().count() >= 15 {
                return headline.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

fn date(page: &Page, metadata: &Metadata, opening: Option<&Opening<'_>>) -> Option<DocumentDate> {
    let read = |value: &str, place: &str| {
        let day = Order::DayFirst.read_day(value)?;
        Some(DocumentDate {
            day,
            origin: DatedBy::Markup(place.to_owned()),
        })
    };
    let linked = metadata
        .article
        .as_ref()
        .and_then(|article| article.published.as_deref());
    metadata
        .dates
        .iter()
        .filter(|(name, _)| name.starts_with("article:"))
        .find_map(|(name, value)| read(value, name))
        .or_else(|| read(linked?, "JSON-LD datePublished"))
        .or_else(|| {
            metadata
                .dates
                .iter()
                .find_map(|(name, value)| read(value, name))
        })
        .or_else(|| {
            let times = page.elements().filter(|element| element.tag() == Tag::Time);
            times
                .filter_map(|time| time.attribute("datetime"))
                .find_map(|value| read(value, "time"))
        })
        .or_else(|| match opening {
            Some(opening) => opening.date(),
            None => Opening::of(page, None).date(),
        })
}

fn authors(metadata: &Metadata) -> Vec<String> {
    let linked = metadata
        .article
        .as_ref()
        .map(|article| article.authors.as_slice())
        .unwrap_or_default();
    let named = if linked.is_empty() {
        metadata.author.as_slice()
    } else {
        linked
    };
    let site = metadata.site_name.as_deref().unwrap_or_default();
    named
        .iter()
        .flat_map(|line| field::authors(line))
        .filter(|name| !boilerplate::same_words(name, site))
        .collect()
}
