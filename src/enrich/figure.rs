//! Figures: one locality, one number, one indicator, in one sentence, list item or table row.

#[cfg(test)]
mod gold;
mod quantity;
mod ranks;
mod sentence;
mod table;
mod units;

use super::scan::{Gap, Scan};
use crate::document::{Annotations, Document, Figure, LocalityId, MentionKind, Span};
use quantity::Quantity;
use sentence::{Level, Place, Sentence, Standing};
use std::borrow::Cow;
use std::ops::Range;

/// Adds what is found of this kind.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let places = sentence::places(scan, &found.mentions);
    if !places.iter().any(|place| place.level == Level::Province) {
        return;
    }
    let taken: Vec<Span> = found
        .mentions
        .iter()
        .filter(|mention| {
            matches!(
                mention.kind,
                MentionKind::Citation | MentionKind::OwnNumber | MentionKind::Byline
            )
        })
        .map(|mention| mention.span)
        .collect();
    let mut standing = Standing {
        topic: topic(scan, document, &places),
        ..Standing::default()
    };
    let mut header = table::Header::default();
    for line in &scan.lines {
        standing.subject = None;
        if let Some(row) = table::row(scan, &line.words, &places, &header, document.lang) {
            for cell in &row.cells {
                found
                    .figures
                    .push(figure(scan, &cell.quantity, &row.place.id, &line.words));
            }
            continue;
        }
        header.note(scan, &line.words);
        let quoted = quoted(scan, &line.words);
        for words in sentences(scan, line.words.clone()) {
            let here: Vec<Place> = places
                .iter()
                .filter(|place| words.contains(&place.words.start) && place.words.end <= words.end)
                .cloned()
                .collect();
            let quantities = quantity::find(scan, words.clone(), document.lang, &taken);
            let covered =
                quoted[words.start - line.words.start..words.end - line.words.start].to_vec();
            let sentence = Sentence::new(scan, words.clone(), here, &quantities, covered);
            let bound = sentence.bind(&standing);
            for bound in &bound {
                let quantity = &quantities[bound.quantity];
                found
                    .figures
                    .push(figure(scan, quantity, &bound.id, &words));
            }
            note(&sentence, &mut standing);
        }
    }
}

/// Tells for each word of a line whether a quotation covers it.
fn quoted(scan: &Scan<'_>, line: &Range<usize>) -> Vec<bool> {
    let mut open = false;
    line.clone()
        .map(|word| {
            for c in scan.gap_text(word).chars() {
                match c {
                    '\n' => open = false,
                    '"' => open = !open,
                    '“' | '«' => open = true,
                    '”' | '»' => open = false,
                    _ => {}
                }
            }
            open
        })
        .collect()
}

fn note(sentence: &Sentence<'_, '_>, standing: &mut Standing) {
    let ids: Vec<LocalityId> = sentence.provinces().map(|(_, p)| p.id.clone()).collect();
    if ids.len() == 1 {
        standing.subject = ids.first().cloned();
    } else if ids.len() > 1 {
        standing.subject = None;
        standing.list = ids;
    }
}

/// The sentences of a line.
fn sentences(scan: &Scan<'_>, line: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = line.start;
    for at in line.start + 1..=line.end {
        if at == line.end || (scan.words[at].begins_sentence() && scan.words[at].gap != Gap::Line) {
            found.push(start..at);
            start = at;
        }
    }
    found
}

/// The one locality that an article is about: alone in its title, or else in most of its mentions.
fn topic(scan: &Scan<'_>, document: &Document, places: &[Place]) -> Option<LocalityId> {
    let title = document.text.title_span();
    let provinces = || places.iter().filter(|place| place.level == Level::Province);
    let distinct = |within: &dyn Fn(&Place) -> bool| {
        let mut ids: Vec<&LocalityId> = provinces().filter(|p| within(p)).map(|p| &p.id).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let in_title = distinct(&|place: &Place| {
        (scan.words[place.words.start].end as usize) <= title.end && !title.is_empty()
    });
    match in_title.as_slice() {
        [only] => return Some((*only).clone()),
        [] => {}
        _ => return None,
    }
    let lead_end = scan
        .lines
        .iter()
        .find(|line| line.words.len() > 12)
        .map_or(0, |line| line.words.end);
    let in_lead = distinct(&|place: &Place| place.words.end <= lead_end);
    let [only] = in_lead.as_slice() else {
        return None;
    };
    let own = provinces().filter(|place| place.id == **only).count();
    let all = provinces().count();
    (own >= 2 && own * 10 >= all * 6).then(|| (*only).clone())
}

fn figure(
    scan: &Scan<'_>,
    quantity: &Quantity,
    id: &LocalityId,
    sentence: &Range<usize>,
) -> Figure {
    Figure {
        locality: id.clone(),
        locality_name: Cow::Borrowed(""),
        indicator_id: Cow::Borrowed("other"),
        indicator: String::new(),
        value: quantity.value,
        value_min: quantity.range.map(|(low, _)| low),
        value_max: quantity.range.map(|(_, high)| high),
        denominator: quantity.denominator,
        unit: quantity.unit.clone(),
        period: None,
        period_origin: None,
        comparator: quantity.comparator,
        basis: None,
        value_span: quantity.span,
        sentence: scan.span(sentence.clone()),
    }
}
