//! What stands between the menus and the text of a page that no rule knows: headline, printed date, lead.
//!
//! Systems for small portals print no metadata and put the headline into any element, the lead into one of
//! its own beside the text; what they have in common is the order: headline, date, lead, text.

use super::boilerplate;
use super::margins::{is_date_line, is_label};
use crate::document::{DatedBy, DocumentDate};
use crate::html::{Element, Page, Readable, Tag, text_of};
use crate::sites::Order;
use crate::text;
use std::collections::HashSet;

/// Elements before the text among which the headline stands.
const BEFORE: usize = 150;

/// Elements within the text among which headline and date may stand, where one element holds all of it.
const WITHIN: usize = 15;

/// Elements before a headline among which the date may stand.
const ABOVE: usize = 60;

/// Elements of an article at all between its headline and a date that it prints.
const REACH: usize = 140;

/// Elements inside one that still says one thing.
const SMALL: usize = 12;

/// Names of an element that holds a headline, and names that make it something else.
const HEADLINES: [&str; 6] = [
    "title", "headline", "tieu-de", "tieude", "tieu_de", "heading",
];
const NO_HEADLINES: [&str; 9] = [
    "site", "block", "widget", "menu", "logo", "cate", "subtitle", "related", "sidebar",
];

/// Names of an element that holds a lead.
const LEADS: [&str; 14] = [
    "sapo",
    "lead",
    "summary",
    "hometext",
    "tom-tat",
    "tomtat",
    "tom_tat",
    "desc",
    "intro",
    "excerpt",
    "abstract",
    "trich",
    "standfirst",
    "mo-ta",
];

/// Names of what stands above a page and not above its article.
const TOPS: [&str; 6] = ["header", "topbar", "top-bar", "clock", "today", "current"];

/// Names that make a head that of the article: `ArticleHeader`.
const ARTICLES: [&str; 7] = [
    "article", "post", "entry", "content", "story", "detail", "news",
];

/// The place where an article begins.
pub(super) struct Opening<'p> {
    elements: Vec<Element<'p>>,
    /// Where the text begins, as a place among the elements.
    text: usize,
    /// The text's first part.
    part: Option<Element<'p>>,
    /// The place of the headline.
    headline: Option<usize>,
}

impl<'p> Opening<'p> {
    pub(super) fn of(page: &'p Page, text: Option<&Readable<'p>>) -> Self {
        let elements: Vec<Element<'p>> = page.elements().collect();
        let part = text.and_then(|text| text.parts.first().copied());
        let text = part
            .and_then(|part| elements.iter().position(|element| *element == part))
            .unwrap_or(0);
        let mut opening = Self {
            elements,
            text,
            part,
            headline: None,
        };
        opening.headline = opening.find_headline();
        opening
    }

    /// The words of the headline.
    pub(super) fn headline(&self) -> Option<String> {
        self.headline.map(|at| text_of(self.elements[at]))
    }

    /// The best heading that stands nearest to the text.
    fn find_headline(&self) -> Option<usize> {
        if self.part.is_none() {
            let mut elements = self.elements.iter();
            return elements.position(|element| element.tag() == Tag::H1);
        }
        let region = self.text.saturating_sub(BEFORE)..self.inner_end();
        let ranked = region.filter_map(|at| Some((rank(self.elements[at])?, at)));
        ranked
            .min_by_key(|(rank, at)| (*rank, usize::MAX - at))
            .map(|(_, at)| at)
    }

    /// The place of the first paragraph within the text, or as far as is looked.
    fn inner_end(&self) -> usize {
        let far = (self.text + WITHIN).min(self.elements.len());
        let within = self.text..far;
        within
            .into_iter()
            .find(|at| {
                let element = self.elements[*at];
                matches!(element.tag(), Tag::P) && is_small(element) && text_of(element).len() > 80
            })
            .unwrap_or(far)
    }

    /// The date that is printed with the article: below its headline, else above it.
    pub(super) fn date(&self) -> Option<DocumentDate> {
        let all = &self.elements;
        let (start, end) = match self.headline {
            Some(at) => (at + 1, (self.text + WITHIN).max(at + ABOVE)),
            None => (self.text, self.text + WITHIN),
        };
        let end = end.min(all.len());
        let above = self.headline.unwrap_or(self.text);
        let below = all[start.min(end)..end]
            .iter()
            .copied()
            .find_map(printed_day);
        below
            .or_else(|| {
                let before = all[above.saturating_sub(ABOVE)..above].iter().rev();
                before
                    .copied()
                    .filter(|element| !is_top(*element))
                    .find_map(printed_day)
            })
            .or_else(|| {
                let last = (above + REACH).min(all.len());
                let after = all[end.min(last)..last].iter().copied();
                after
                    .filter(|element| !is_listed(*element))
                    .find_map(printed_day)
            })
    }

    /// The paragraph between the headline and the first line of the text; `described` is what the page's
    /// metadata says it is about.
    pub(super) fn lead(&self, described: Option<&str>, first: &str) -> Option<String> {
        let headline = self.headline?;
        let part = self.part?;
        let below = self.elements.get(headline + 1..)?.iter().take(BEFORE);
        let mut below = below.enumerate().filter(|(_, element)| is_small(**element));
        let text = below.find(|(_, element)| text_of(**element) == first);
        let end = text.map_or(self.text, |(at, _)| headline + 1 + at);
        let mut plain: Vec<String> = Vec::new();
        let mut last: Option<Element<'p>> = None;
        for element in self.elements.get(headline + 1..end)?.iter().copied() {
            if last.is_some_and(|last| last.holds(element)) || !may_be_lead(element, part) {
                continue;
            }
            let line = text_of(element);
            if !(50..=1200).contains(&line.len()) || line.split_whitespace().count() < 9 {
                continue;
            }
            last = Some(element);
            if boilerplate::is_credited_caption(&line) || is_label(&line) {
                continue;
            }
            let is_described = described.is_some_and(|text| boilerplate::same_words(text, &line));
            if is_described || is_named(element, &LEADS) {
                return Some(line);
            }
            plain.push(line);
        }
        // One sentence alone between headline and text is a lead; several are something else.
        let sentence = |line: &String| line.ends_with(['.', '!', '?', '…', '"', '”', ':']);
        (plain.len() == 1 && sentence(&plain[0])).then(|| plain.remove(0))
    }
}

/// How good a headline an element would be, lower is better.
fn rank(element: Element<'_>) -> Option<u8> {
    let rank = match element.tag() {
        Tag::H1 => 0,
        Tag::H2 => 1,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::Div | Tag::Span | Tag::P | Tag::Td | Tag::Strong | Tag::B
            if is_named(element, &HEADLINES) =>
        {
            2
        }
        _ => return None,
    };
    if !is_small(element) || is_named(element, &NO_HEADLINES) || is_listed(element) {
        return None;
    }
    let line = text_of(element);
    let words = line.split_whitespace().count();
    // A path to the page: Home » News.
    let path = line.contains(['»', '›', '>', '|']);
    let linked = rank == 2 && element.inside().any(|inside| inside.tag() == Tag::A);
    if path || linked {
        return None;
    }
    ((20..=250).contains(&line.chars().count()) && words >= 4).then_some(rank)
}

fn is_small(element: Element<'_>) -> bool {
    element.inside().take(SMALL + 1).count() <= SMALL
}

/// Whether class or id hold one of the names.
fn is_named(element: Element<'_>, names: &[&str]) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|attribute| element.attribute(attribute))
        .any(|value| {
            let value = value.to_ascii_lowercase();
            names.iter().any(|name| value.contains(name))
        })
}

fn ancestors(element: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    std::iter::successors(element.parent(), |above| above.parent()).take(6)
}

/// An entry of a list of links.
fn is_listed(element: Element<'_>) -> bool {
    ancestors(element)
        .chain([element])
        .any(|above| matches!(above.tag(), Tag::Li | Tag::Nav | Tag::Footer | Tag::Aside))
}

/// What stands above a page, such as the day on which it is looked at.
fn is_top(element: Element<'_>) -> bool {
    ancestors(element).chain([element]).any(|above| {
        above.tag() != Tag::Body && is_named(above, &TOPS) && !is_named(above, &ARTICLES)
    })
}

fn may_be_lead(element: Element<'_>, part: Element<'_>) -> bool {
    matches!(
        element.tag(),
        Tag::P | Tag::Div | Tag::H2 | Tag::H3 | Tag::H4 | Tag::Strong | Tag::Span | Tag::Td
    ) && is_small(element)
        && !element.holds(part)
        && !is_listed(element)
        && !ancestors(element).any(|above| matches!(above.tag(), Tag::Figure | Tag::A))
        && !element
            .inside()
            .any(|inside| matches!(inside.tag(), Tag::A | Tag::Figure | Tag::Li))
}

/// The day of a short line that is hardly more than a date.
fn printed_day(element: Element<'_>) -> Option<DocumentDate> {
    let tag = matches!(
        element.tag(),
        Tag::Span
            | Tag::Div
            | Tag::P
            | Tag::Time
            | Tag::Em
            | Tag::I
            | Tag::B
            | Tag::Strong
            | Tag::Font
            | Tag::Small
            | Tag::Label
            | Tag::Li
            | Tag::Td
            | Tag::Dd
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
    );
    if !tag || element.inside().take(7).count() > 6 {
        return None;
    }
    let line = text_of(element);
    if !(8..=60).contains(&line.chars().count()) || is_list_entry(element) {
        return None;
    }
    let day = Order::DayFirst.read_day(&line)?;
    Some(DocumentDate {
        day,
        origin: DatedBy::Line(line),
    })
}

/// The date of another article stands beside the link to it.
fn is_list_entry(element: Element<'_>) -> bool {
    let item = ancestors(element)
        .chain([element])
        .find(|above| above.tag() == Tag::Li);
    item.is_some_and(|item| {
        item.inside()
            .any(|inside| inside.tag() == Tag::A && text_of(inside).split_whitespace().count() >= 4)
    })
}

/// Tells whether a title that a page names speaks of what its headline says: half the headline's words.
pub(super) fn is_akin(headline: &str, named: &str) -> bool {
    let words = |line: &str| -> HashSet<String> {
        text::fold(line)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (headline, named) = (words(headline), words(named));
    2 * headline.intersection(&named).count() >= headline.len()
}

/// The first line of a text as its title, where nothing but the site's name stands for one.
pub(super) fn first_line(lines: &[String]) -> Option<String> {
    let [first, second, ..] = lines else {
        return None;
    };
    let title = (20..=250).contains(&first.chars().count())
        && !first.ends_with(['.', ';', ':', ','])
        && is_date_line(second);
    title.then(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::main_text;

    const TEXT: &str = "<p>Dự hội nghị có đại diện lãnh đạo các ban xây dựng Đảng của tỉnh, cùng 24 đảng bộ trực thuộc huyện ủy.</p>\
        <p>Báo cáo cho biết, trong năm qua 118 chi bộ đã xây dựng kế hoạch riêng, trong đó 97 chi bộ làm tốt.</p>";
    const LEAD: &str = "Sáng nay, Huyện ủy tổ chức hội nghị sơ kết một năm học tập tại các chi bộ.";

    fn check(html: &str, headline: &str, day: &str, lead: Option<&str>) {
        let page = Page::parse(html);
        let text = main_text(&page);
        let opening = Opening::of(&page, text.as_ref());
        assert_eq!(opening.headline().as_deref(), Some(headline), "{html}");
        let date = opening.date().map(|date| date.day.to_string());
        assert_eq!(date.as_deref(), Some(day), "{html}");
        let lines = text.map(|text| text.lines()).unwrap_or_default();
        assert_eq!(opening.lead(None, &lines[0]).as_deref(), lead, "{html}");
    }

    #[test]
    fn headline_date_and_lead_stand_in_this_order() {
        check(
            &format!(
                "<div class=header><span>Thứ Ba, 17/11/2026</span></div><h1>Sơ kết một năm học tập ở huyện</h1>\
                 <span class=h5>Thứ tư - 17/01/2024 08:15</span><div class=hometext>{LEAD}</div><div class=bodytext>{TEXT}</div>"
            ),
            "Sơ kết một năm học tập ở huyện",
            "2024-01-17",
            Some(LEAD),
        );
        check(
            &format!(
                "<div><ul><li><a href=/a>Khai giảng lớp bồi dưỡng đảng viên mới</a> <span>(10/01/2024)</span></ul></div>\
                 <div><span class=news-title>Sơ kết một năm học tập ở huyện</span><br><span>(Ngày đăng: 17/01/2024 8:15:00 SA)</span>\
                 <div>{LEAD}</div><div class=content>{TEXT}</div></div>"
            ),
            "Sơ kết một năm học tập ở huyện",
            "2024-01-17",
            Some(LEAD),
        );
        check(
            &format!(
                "<div class=header><div>Thứ Ba, 17/11/2026</div></div>\
                 <div class=ArticleHeader_date>17/01/2024 08:15</div><h2>Sơ kết một năm học tập ở huyện</h2><div class=content>{TEXT}</div>"
            ),
            "Sơ kết một năm học tập ở huyện",
            "2024-01-17",
            None,
        );
    }

    #[test]
    fn a_title_of_the_site_is_not_akin_to_a_headline() {
        assert!(is_akin(
            "Sơ kết một năm học tập ở huyện",
            "Sơ kết một năm học tập - Huyện ủy"
        ));
        assert!(!is_akin(
            "Huyện Sông Lô sơ kết một năm học tập",
            "Tin tức - Huyện Sông Lô"
        ));
    }
}
