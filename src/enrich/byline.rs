//! Authors and photographers: names that a text carries as credit, and that it does not speak of.

use super::lexicon::{Named, lexicon};
use super::scan::{Gap, Scan};
use crate::authority::offices::{TitleKind, titles};
use crate::document::{Annotations, Byline, Document, Kind, Mention, MentionKind};
use std::ops::Range;

/// Words after which a colon announces a credit, folded.
const CREDITS: [&str; 17] = [
    "anh", "photo", "photos", "bai", "tin", "gia", "hien", "nguon", "video", "hoa", "credit",
    "author", "pv", "ctv", "clip", "by", "viet",
];

/// How many of the last lines may be an author's.
const LAST_LINES: usize = 6;

/// Adds authors and photographers: those of the markup, those credited in the text, those signing it.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    for author in &document.authors {
        found.bylines.push(Byline {
            name: author.clone(),
            span: None,
        });
    }
    let end = content_end(scan);
    let words = scan.words[..end].iter().enumerate().skip(1);
    for (at, _) in words.filter(|(_, word)| word.gap == Gap::Colon) {
        if CREDITS.contains(&scan.folded(at - 1)) {
            read_credit(scan, at, found);
        }
    }
    let lines = &scan.lines[..scan.lines.partition_point(|line| line.words.start < end)];
    let body = document.text.body_span().start;
    // What stands under the title of an official document is its letterhead.
    let article =
        document.kind == Kind::News || document.kind == Kind::Other && !is_numbered(document);
    for (number, line) in lines.iter().enumerate() {
        let words = &line.words;
        let opens = article && scan.words[words.start].start as usize >= body && number <= 2;
        let closes = number + LAST_LINES >= lines.len();
        if !(opens || closes) {
            continue;
        }
        let before = number.checked_sub(1).map(|before| &lines[before].words);
        if before.is_some_and(|before| !is_office(scan, before.clone())) {
            read_signature(scan, words.clone(), found);
        }
        if !line.marked {
            read_by(scan, words.clone(), found);
        }
        // The author's name may hang on the last sentence: "... of the plan. LE PHONG".
        let last = scan.sentence_of(words.end - 1).start;
        if number > 0 && closes && last > words.start {
            read_signature(scan, last..words.end, found);
        }
    }
}

/// Reads `By Nguyen Trang`, `Translated by Anh Quan`, `(Reporting by Khanh Vu; Editing by Mark Potter)`.
fn read_by(scan: &Scan<'_>, line: Range<usize>, found: &mut Annotations) {
    for at in line.start..line.end.saturating_sub(1) {
        if scan.folded(at) != "by" {
            continue;
        }
        let announced = at == line.start
            || matches!(
                scan.folded(at - 1),
                "translated"
                    | "edited"
                    | "reported"
                    | "reporting"
                    | "editing"
                    | "written"
                    | "compiled"
                    | "story"
                    | "interview"
                    | "interviewed"
                    | "words"
                    | "text"
                    | "photo"
                    | "photos"
            );
        if !announced {
            continue;
        }
        let end = (at + 1..line.end)
            .find(|&next| {
                !scan.words[next].is_capital()
                    || !matches!(scan.words[next].gap, Gap::Space | Gap::Dash)
                    || (next > at + 1 && scan.gap_text(next).len() > 1)
            })
            .unwrap_or(line.end);
        if (at + 3..=at + 6).contains(&end) {
            push(scan, at + 1..end, found);
        }
    }
}

/// Whether a text opens with a letterhead of which the kind is none that is told apart: `Số 112-KH/HU`.
fn is_numbered(document: &Document) -> bool {
    let mut head = document.text.full().lines().take(14);
    head.any(|line| line.starts_with("Số") && line.contains('/') && line.len() < 80)
}

/// The first word of the boilerplate that portals print under an article, or the number of words.
pub(super) fn content_end(scan: &Scan<'_>) -> usize {
    let half = scan.lines.len() / 2;
    scan.lines
        .iter()
        .skip(half.max(1))
        .find(|line| line.words.len() <= 4 && is_portal_mark(scan.folded_run(line.words.clone())))
        .map_or(scan.words.len(), |line| line.words.start)
}

fn is_portal_mark(line: &str) -> bool {
    let counted = |word: &str| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.trim().bytes().all(|b| b.is_ascii_digit()))
    };
    counted("comment")
        || counted("comments")
        || counted("binh luan")
        || matches!(
            line,
            "same category"
                | "same author"
                | "same topic"
                | "no data"
                | "related news"
                | "related articles"
                | "other news"
                | "cung chuyen muc"
                | "tin cung chuyen muc"
                | "tin lien quan"
                | "tin khac"
                | "bai lien quan"
                | "cung tac gia"
                | "cung chu de"
        )
}

/// Reads what follows `Ảnh:`; a caption that follows instead is longer or holds small words.
fn read_credit(scan: &Scan<'_>, at: usize, found: &mut Annotations) {
    let line = scan.line_of(at).words.end;
    let end = (at + 1..line)
        .find(|&next| {
            matches!(
                scan.words[next].gap,
                Gap::Stop | Gap::Close | Gap::Semicolon | Gap::Open
            )
        })
        .unwrap_or(line);
    if end - at <= 8 && (at..end).all(|word| is_capital_or_joint(scan, word)) {
        push_names(scan, at..end, found);
        return;
    }
    // "Ảnh: Nguyễn Tân Bí thư Thành ủy": the text goes on with an office behind the photographer.
    let office = (at + 2..line.min(at + 5)).find(|&word| {
        word + 2 <= line
            && scan.words[word].is_capital()
            && titles().get(scan.folded_run(word..word + 2)).is_some()
    });
    if let Some(office) = office
        && (at..office).all(|word| {
            scan.words[word].is_capital() && (word == at || scan.words[word].gap == Gap::Space)
        })
        && titles().get(scan.folded(at)).is_none()
    {
        push_names(scan, at..office, found);
    }
}

fn is_capital_or_joint(scan: &Scan<'_>, word: usize) -> bool {
    scan.words[word].is_capital() || matches!(scan.folded(word), "va" | "and" | "the" | "by")
}

/// Reads a line that is nothing but names: the author's at the end or under the title.
fn read_signature(scan: &Scan<'_>, words: Range<usize>, found: &mut Annotations) {
    // What stands in brackets says what the author is: (cộng tác viên), (Theo VTV).
    let end = (words.start + 1..words.end)
        .find(|&at| scan.words[at].gap == Gap::Open)
        .unwrap_or(words.end);
    if (end..words.end).any(|at| at > end && scan.words[at].gap == Gap::Close) {
        return;
    }
    let names = words.start..end;
    let tidy = names.clone().all(|at| {
        let gap = scan.words[at].gap;
        is_capital_or_joint(scan, at)
            && !scan.words[at].has_digit()
            && (at == names.start
                || matches!(gap, Gap::Space | Gap::Dash | Gap::Comma | Gap::Slash)
                || (gap == Gap::Stop && scan.folded(at - 1).len() <= 2))
    });
    if !(2..=9).contains(&names.len()) || !tidy {
        return;
    }
    let parts = parts(scan, names);
    // A caption names the person it shows, with a title or again in the text.
    let titled = titles().get(scan.folded(words.start)).is_some()
        || is_on_behalf(scan, words.clone())
        || matches!(
            scan.folded(words.start),
            "theo" | "nguon" | "bao" | "tinh" | "source"
        );
    if titled || parts.iter().any(|part| stands_twice(scan, part.clone())) {
        return;
    }
    // A list of places is none of authors.
    let named_place = parts.iter().all(|part| is_place(scan, part.clone()));
    if (!named_place || is_said_to_write(scan, end))
        && parts.iter().all(|part| is_name(scan, part.clone()))
    {
        for part in parts {
            push(scan, part, found);
        }
    }
}

/// `Ha Nam (compiled)`, `An Nhơn (tổng hợp)`: what stands in brackets after a name says that it is an author's.
fn is_said_to_write(scan: &Scan<'_>, at: usize) -> bool {
    scan.words.get(at).is_some_and(|word| word.gap == Gap::Open)
        && matches!(
            scan.folded(at),
            "compiled" | "translated" | "tong" | "theo" | "ghi" | "dich" | "luoc" | "thuc" | "t"
        )
}

/// Whether a name of the line stands elsewhere in the text too.
fn stands_twice(scan: &Scan<'_>, words: Range<usize>) -> bool {
    let name = scan.surface_run(words.clone());
    words.len() > 1
        && memchr::memmem::find_iter(scan.text.as_bytes(), name.as_bytes())
            .nth(1)
            .is_some()
}

fn push_names(scan: &Scan<'_>, words: Range<usize>, found: &mut Annotations) {
    for part in parts(scan, words) {
        if part.len() >= 2 && is_name(scan, part.clone()) {
            push(scan, part, found);
        }
    }
}

/// Cuts a run at hyphens, commas, slashes and joining words.
fn parts(scan: &Scan<'_>, words: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = words.start;
    for at in words.start..words.end {
        let joint = matches!(scan.folded(at), "va" | "and") && !scan.words[at].is_capital();
        let cut = at > start && matches!(scan.words[at].gap, Gap::Dash | Gap::Comma | Gap::Slash);
        if joint || cut {
            if at > start {
                parts.push(start..at);
            }
            start = if joint { at + 1 } else { at };
        }
    }
    if words.end > start {
        parts.push(start..words.end);
    }
    parts
}

fn is_name(scan: &Scan<'_>, words: Range<usize>) -> bool {
    (1..=5).contains(&words.len())
        && words.clone().all(|at| {
            let known = scan.known(at);
            let excluded = known.is_some_and(|word| word.body || word.nonname);
            !excluded && (scan.is_syllable(at) || scan.folded(at).len() == 1)
        })
}

fn is_place(scan: &Scan<'_>, words: Range<usize>) -> bool {
    lexicon()
        .longest_name(scan, words.start, words.end)
        .is_some_and(|(length, named)| {
            length == words.len()
                && named.iter().any(|named| {
                    matches!(named, Named::Unit(_) | Named::Region(_) | Named::Other(_))
                })
        })
}

/// Whether a line is an office, so that the name under it is a signer's and no author's.
fn is_office(scan: &Scan<'_>, line: Range<usize>) -> bool {
    let longest = titles()
        .longest_from(scan.folded(line.start))
        .min(line.len());
    let titled = (1..=longest).any(|length| {
        titles()
            .get(scan.folded_run(line.start..line.start + length))
            .is_some_and(|title| title.kind == TitleKind::Office)
    });
    (titled || is_on_behalf(scan, line.clone())) && line.len() <= 14
}

/// `T/M BỘ CHÍNH TRỊ`, `KT. THỦ TƯỚNG`: for whom somebody signs.
fn is_on_behalf(scan: &Scan<'_>, line: Range<usize>) -> bool {
    matches!(scan.folded(line.start), "tm" | "kt" | "tl" | "tuq")
        || (line.len() > 1
            && matches!(
                scan.folded_run(line.start..line.start + 2),
                "t m" | "k t" | "t l"
            ))
}

fn push(scan: &Scan<'_>, words: Range<usize>, found: &mut Annotations) {
    let span = scan.span(words);
    let name = span.of(scan.text);
    if found
        .mentions
        .iter()
        .any(|mention| mention.span.overlaps(&span))
    {
        return;
    }
    found.mentions.push(Mention {
        kind: MentionKind::Byline,
        canonical: name.to_owned(),
        span,
    });
    if found.bylines.iter().all(|byline| byline.name != name) {
        found.bylines.push(Byline {
            name: name.to_owned(),
            span: Some(span),
        });
    }
}
