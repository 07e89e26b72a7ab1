//! The text of a portal page that somebody copied whole: menus, captions and counters around an article.
//!
//! Portals that republish print, in this order: a slogan, the title, the standing lead, one line that
//! glues the name of the original paper (twice: the logo's label and the name) to the date, the text
//! with labelled captions, a label for the source, a counter of comments, and lists of other articles.
//! The labels are localised, so it is their shape that is known here, not their words.

use super::assemble::Draft;
use super::boilerplate;
use crate::document::{DatedBy, DocumentDate, Kind, ReadBy};
use crate::sites::Order;
use regex::Regex;
use std::sync::LazyLock;

/// Reads the text of a portal page; nothing if it is none.
pub(super) fn read(text: &str) -> Option<(Draft, ReadBy)> {
    let lines: Vec<String> = text
        .lines()
        .map(super::assemble::one_line)
        .filter(|line| !line.is_empty())
        .collect();
    let glued = lines
        .iter()
        .take(20)
        .enumerate()
        .find_map(|(at, line)| Some((at, glued_line(line)?)));
    let counter = lines
        .iter()
        .rposition(|line| boilerplate::is_comment_counter(line));
    let slogan = lines.first().and_then(|line| slogan_host(line));
    let captions = lines.iter().any(|line| boilerplate::is_caption_label(line));
    // One sign alone may be chance, two are a portal page.
    let signs = [
        glued.is_some(),
        counter.is_some(),
        slogan.is_some(),
        captions,
    ]
    .iter()
    .filter(|sign| **sign)
    .count();
    if signs < 2 || glued.is_none() && (slogan.is_none() || counter.is_none()) {
        return None;
    }
    let head = usize::from(slogan.is_some());
    let body_start = glued.as_ref().map_or(head + 1, |(at, _)| at + 1);
    let body_end = body_end(&lines, body_start, counter);
    let mut draft = Draft {
        usual_kind: Some(Kind::News),
        source: slogan.clone(),
        ..Draft::default()
    };
    if let Some((at, glued)) = &glued {
        draft.origin.clone_from(&glued.origin);
        draft.date = glued.day.map(|day| DocumentDate {
            day,
            origin: DatedBy::Line(lines[*at].clone()),
        });
    }
    let opening =
        &lines[head.min(body_start)..body_start.saturating_sub(usize::from(glued.is_some()))];
    if let Some((title, lead)) = opening.split_first() {
        draft.title.clone_from(title);
        draft.lead = lead.join("\n");
    }
    draft.body = without_captions(&lines[body_start..body_end]);
    let name = slogan.unwrap_or_else(|| "portal".to_owned());
    Some((draft, ReadBy::Pasted(name)))
}

/// The glued line: name of the paper, usually doubled, and a date, without a space before it.
#[derive(Debug)]
struct Glued {
    origin: Option<String>,
    day: Option<jiff::civil::Date>,
}

fn glued_line(line: &str) -> Option<Glued> {
    static DATE_AT_END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(.{0,160}?)\s?(\d{1,2}/\d{1,2}/\d{4})$").expect("a constant expression")
    });
    let found = DATE_AT_END.captures(line)?;
    let (names, date) = (found.get(1)?, found.get(2)?);
    let doubled = half_of(names.as_str());
    let glued = names.end() == date.start() && names.as_str().ends_with(char::is_alphabetic);
    if doubled.is_none() && !glued {
        return None;
    }
    let origin = doubled.unwrap_or(names.as_str()).trim();
    Some(Glued {
        origin: (!origin.is_empty()).then(|| origin.to_owned()),
        day: Order::DayFirst.read_day(date.as_str()),
    })
}

/// The half of a text that says the same twice.
fn half_of(names: &str) -> Option<&str> {
    let names = names.trim();
    let middle = names.len() / 2;
    if middle < 2 {
        return None;
    }
    let (first, second) = (names.get(..middle)?, names.get(middle..)?);
    if first == second {
        return Some(first);
    }
    let (first, second) = (names.get(..middle)?.trim(), names.get(middle + 1..)?.trim());
    (names.as_bytes()[middle] == b' ' && first == second).then_some(first)
}

/// The host in a slogan line such as `Vietnam.vn - Nền tảng ...`.
fn slogan_host(line: &str) -> Option<String> {
    let (host, slogan) = line.split_once(' ')?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_host = labels.len() > 1
        && labels.iter().all(|label| {
            label.len() > 1
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        && labels
            .last()
            .is_some_and(|label| label.bytes().all(|b| b.is_ascii_alphabetic()));
    let dashed = slogan.trim_start().starts_with(['-', '–', '—', '|', ':']);
    (is_host && dashed).then(|| host.trim_start_matches("www.").to_ascii_lowercase())
}

/// Where the article ends: before the label of the source and the counter of comments.
fn body_end(lines: &[String], start: usize, counter: Option<usize>) -> usize {
    let Some(counter) = counter.filter(|at| *at > start) else {
        return lines.len();
    };
    let mut end = counter;
    // Labels between text and counter: few words without a full stop, or an address after a colon.
    for _ in 0..3 {
        if end > start + 1 && is_label(&lines[end - 1]) {
            end -= 1;
        }
    }
    end
}

fn is_label(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.contains("://")
        || words <= 3
            && line.len() < 40
            && !line.ends_with(['.', '!', '?', '…', '"', '”'])
            && !line.contains(|c: char| c.is_ascii_digit())
}

/// The lines without labelled captions and without captions that credit their photo.
fn without_captions(lines: &[String]) -> Vec<String> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut labelled = false;
    for line in lines {
        if boilerplate::is_caption_label(line) {
            labelled = true;
            continue;
        }
        let caption = std::mem::take(&mut labelled) || boilerplate::is_credited_caption(line);
        if !caption {
            kept.push(line.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Vietnam.vn - Nền tảng quảng bá\n\nTỉnh A họp về chuyển đổi số\n\nBáo XanhBáo Xanh17/01/2024\n\n\nPhoto caption\n\
        The chair speaks. Photo: An Binh/ABC\n\nThe meeting heard four reports.\n\nResults\n\nThree districts met their plan.\n\n\n\n\
        Source\n\nComment (0)\n\nNo data\n\nSame category\n\nA forest walk";

    #[test]
    fn the_article_is_cut_out() {
        let (draft, read_by) = read(PAGE).expect("a portal page");
        assert_eq!(read_by, ReadBy::Pasted("vietnam.vn".to_owned()));
        assert_eq!(draft.title, "Tỉnh A họp về chuyển đổi số");
        assert_eq!(draft.origin.as_deref(), Some("Báo Xanh"));
        assert_eq!(
            draft.date.map(|date| date.day.to_string()).as_deref(),
            Some("2024-01-17")
        );
        assert_eq!(
            draft.body,
            [
                "The meeting heard four reports.",
                "Results",
                "Three districts met their plan."
            ]
        );
    }

    #[test]
    fn labels_may_be_in_any_language() {
        let page = PAGE
            .replace("Source\n", "Bron: https://www.example.vn/a-post1.vnp\n")
            .replace("Comment (0)", "Reactie (0)");
        let (draft, _) = read(&page).expect("a portal page");
        assert_eq!(
            draft.body.last().map(String::as_str),
            Some("Three districts met their plan.")
        );
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "A title\n\nA text of 17/01/2024.\nMore",
            "Họp ngày 17/01/2024\n\nNội dung\nBình luận (3)",
            "Vietnam.vn - a\nb",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn names_are_doubled_with_and_without_space() {
        assert_eq!(half_of("Việt NamViệt Nam"), Some("Việt Nam"));
        assert_eq!(half_of("VOV VOV"), Some("VOV"));
        assert_eq!(half_of("Báo Gia Lai"), None);
    }
}
