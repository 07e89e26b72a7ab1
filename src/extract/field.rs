//! The fields of a page by one reading of a site rule.

use super::boilerplate;
use crate::document::{DatedBy, DocumentDate};
use crate::html::{Dropped, Element, Page, Selector, lines_of, text_of};
use crate::sites::{Reading, Site};

/// What a site rule found on a page for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which reading of the rule, counted from 0.
    pub reading: usize,
    /// The field: `title`, `lead`, `body`, `date`, `author`, `origin`.
    pub field: &'static str,
    /// The selector that found something.
    pub selector: Option<String>,
    /// What it found; the date as it is printed.
    pub value: Option<String>,
}

/// A saved page tried on a rule, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// What was found, by reading and field.
    pub found: Vec<Found>,
    /// Selectors of the rule that cannot be read.
    pub unreadable: Vec<String>,
}

/// Tries a site rule on the bytes of a page.
#[must_use]
pub fn probe(bytes: &[u8], charset: Option<&str>, site: &Site) -> Probe {
    let page = Page::read(bytes, charset);
    let mut probe = Probe::default();
    for (number, reading) in site.readings.iter().enumerate() {
        let fields = [
            ("title", &reading.title),
            ("lead", &reading.lead),
            ("body", &reading.body),
            ("date", &reading.date),
            ("author", &reading.author),
            ("origin", &reading.origin),
        ];
        for (field, selectors) in fields {
            let first = selectors.iter().find_map(|text| {
                let selector = parsed(text, &mut probe.unreadable)?;
                let value = page
                    .select(&selector)
                    .map(value_of)
                    .find(|value| !value.is_empty())?;
                Some((text.clone(), value))
            });
            let (selector, value) = first.unzip();
            probe.found.push(Found {
                reading: number,
                field,
                selector,
                value,
            });
        }
    }
    probe
}

fn parsed(text: &str, unreadable: &mut Vec<String>) -> Option<Selector> {
    match Selector::parse(text) {
        Ok(selector) => Some(selector),
        Err(_) => {
            unreadable.push(text.to_owned());
            None
        }
    }
}

fn value_of(element: Element<'_>) -> String {
    ["content", "datetime"]
        .iter()
        .find_map(|name| element.attribute(name))
        .map_or_else(|| text_of(element), |value| value.trim().to_owned())
}

/// The fields of an article.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) body: Vec<String>,
    pub(super) date: Option<DocumentDate>,
    pub(super) authors: Vec<String>,
    pub(super) origin: Option<String>,
}

/// Reads a page by one reading; nothing if it finds no body, so that cheap questions come first.
pub(super) fn by_reading(
    page: &Page,
    reading: &Reading,
    unreadable: &mut Vec<String>,
) -> Option<Fields> {
    let bodies = bodies(page, reading, unreadable)?;
    let mut dropped = Dropped::default();
    for text in &reading.drop {
        let Some(selector) = parsed(text, unreadable) else {
            continue;
        };
        for body in &bodies {
            for element in body.inside().filter(|element| selector.matches(*element)) {
                dropped.push(element);
            }
        }
    }
    let mut body: Vec<String> = bodies
        .iter()
        .flat_map(|body| lines_of(*body, &dropped))
        .collect();
    if let Some(end) = body.iter().position(|line| {
        reading
            .stop_lines
            .iter()
            .any(|stop| line.starts_with(stop.as_str()))
    }) {
        body.truncate(end);
    }
    if body.is_empty() {
        return None;
    }
    let mut texts =
        |selectors: &[String]| first_text(page, selectors, unreadable).unwrap_or_default();
    let title = texts(&reading.title);
    let mut lead = texts(&reading.lead);
    strip_prefixes(&mut lead, &reading.lead_prefixes);
    if let Some(first) = body.first_mut() {
        strip_prefixes(first, &reading.lead_prefixes);
    }
    let origin = texts(&reading.origin);
    let author = texts(&reading.author);
    Some(Fields {
        title,
        lead,
        body,
        date: date(page, reading, unreadable),
        authors: authors(&author),
        origin: (!origin.is_empty()).then_some(origin),
    })
}

/// The elements of the body: the first selector's first element that has text, or all of them.
fn bodies<'p>(
    page: &'p Page,
    reading: &Reading,
    unreadable: &mut Vec<String>,
) -> Option<Vec<Element<'p>>> {
    reading.body.iter().find_map(|text| {
        let selector = parsed(text, unreadable)?;
        let mut found: Vec<Element<'p>> = Vec::new();
        for element in page.elements().filter(|element| selector.matches(*element)) {
            if found.iter().any(|body| body.holds(element)) || !has_text(element) {
                continue;
            }
            found.push(element);
            if !reading.whole_body {
                break;
            }
        }
        (!found.is_empty()).then_some(found)
    })
}

/// Some sites print a second, empty or almost empty element of the same name for a pop-up.
fn has_text(element: Element<'_>) -> bool {
    lines_of(element, &Dropped::default())
        .iter()
        .map(String::len)
        .sum::<usize>()
        > 40
}

fn first_text(page: &Page, selectors: &[String], unreadable: &mut Vec<String>) -> Option<String> {
    selectors.iter().find_map(|text| {
        let selector = parsed(text, unreadable)?;
        page.select(&selector)
            .map(text_of)
            .find(|text| !text.is_empty())
    })
}

fn date(page: &Page, reading: &Reading, unreadable: &mut Vec<String>) -> Option<DocumentDate> {
    reading.date.iter().find_map(|text| {
        let selector = parsed(text, unreadable)?;
        page.select(&selector).find_map(|element| {
            let attribute = ["datetime", "content"]
                .iter()
                .find_map(|name| element.attribute(name));
            let day = attribute
                .and_then(|value| reading.date_order.read_day(value))
                .or_else(|| reading.date_order.read_day(&text_of(element)))?;
            Some(DocumentDate {
                day,
                origin: DatedBy::Markup(text.clone()),
            })
        })
    })
}

/// Takes the paper's own name off the opening of a lead: `(Dân trí) - `.
fn strip_prefixes(line: &mut String, prefixes: &[String]) {
    let rest = prefixes.iter().find_map(|prefix| {
        let rest = line.strip_prefix(prefix.as_str())?;
        let dash = rest.trim_start().strip_prefix(['-', '–', '—', ':'])?;
        Some(dash.trim_start().to_owned())
    });
    if let Some(rest) = rest {
        *line = rest;
    }
}

/// The names in an author line, without the count of others and the like.
pub(super) fn authors(line: &str) -> Vec<String> {
    let line = line
        .split(" và ")
        .next()
        .filter(|_| line.contains("tác giả khác"))
        .unwrap_or(line);
    line.split([';', ',', '|'])
        .flat_map(|names| names.split(" - "))
        .map(|name| name.trim().trim_start_matches("Tác giả:").trim())
        .filter(|name| is_name(name))
        .map(str::to_owned)
        .collect()
}

/// Addresses, hosts and long lines are no names.
pub(super) fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && name.chars().count() <= 60
        && name.split_whitespace().count() <= 8
        && !name.contains("://")
        && !name.contains('@')
        && (!name.contains('.') || name.contains(' '))
}

/// Takes off the end of a body what is no part of it, and tells the origin that stands there.
pub(super) fn tidy(body: &mut Vec<String>, authors: &[String]) -> Option<String> {
    body.retain(|line| {
        !boilerplate::is_credited_caption(line)
            && !boilerplate::is_caption_label(line)
            && !boilerplate::is_furniture(line)
            && !line.starts_with(">>")
    });
    let mut origin = None;
    while body.len() > 1
        && let Some(last) = body.last()
    {
        let tail = boilerplate::origin_tail(last).map(str::to_owned);
        let signature = authors
            .iter()
            .any(|author| boilerplate::same_words(author, last));
        if tail.is_none() && !signature && !boilerplate::is_comment_counter(last) {
            break;
        }
        origin = origin.or(tail);
        body.pop();
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_lines_become_names() {
        assert_eq!(authors("NHẬT XUÂN và 1 tác giả khác"), ["NHẬT XUÂN"]);
        assert_eq!(authors("An Bình - Thu Hà"), ["An Bình", "Thu Hà"]);
        assert!(authors("baochinhphu.vn").is_empty());
        assert!(authors("https://www.facebook.com/x").is_empty());
    }

    #[test]
    fn tails_are_taken_off() {
        let mut body: Vec<String> = [
            "Một câu.",
            "Hội trường. Ảnh: An/ABC",
            "Hai câu.",
            "Theo TTXVN",
            "Thu Hà",
            "Bình luận (3)",
        ]
        .map(str::to_owned)
        .into();
        let origin = tidy(&mut body, &["Thu Hà".to_owned()]);
        assert_eq!(origin.as_deref(), Some("TTXVN"));
        assert_eq!(body, ["Một câu.", "Hai câu."]);
    }

    #[test]
    fn the_paper_does_not_open_the_lead() {
        let mut line = "(Chinhphu.vn) - Chính phủ họp".to_owned();
        strip_prefixes(&mut line, &["(Chinhphu.vn)".to_owned()]);
        assert_eq!(line, "Chính phủ họp");
    }
}
