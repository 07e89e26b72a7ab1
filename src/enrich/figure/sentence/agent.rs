//! *agent* and *frame*: a place that is itself the subject of its clause, `An Giang has disciplined 212
//! members`, `Đà Nẵng chi 100 tỷ đồng`, or that opens the sentence, `In Khanh Hoa alone, ...`.
//!
//! What such a sentence counts belongs to the place whatever the noun; a place that is only part of
//! a body's or a person's name, or that stands within another phrase, is no agent.

use super::super::quantity::Form;
use super::super::words::ends_clause;
use super::verbs::{CLAUSE_LEADS, NAME_LEADS, SPEECH, SPEECH_VI, VERBS_EN, VERBS_VI};
use super::{Place, Sentence};
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How far behind a place that opens the sentence a count of no known indicator may stand.
const FRAME_WORDS: usize = 8;

/// How many words what is told aside has at most.
const ASIDE_WORDS: usize = 20;

/// How many numbers back the verb may stand that a row of places shares.
const ELLIPSES: usize = 12;

impl Sentence<'_, '_> {
    /// *agent*: the place is the subject of the clause that a quantity stands in.
    pub(super) fn is_agent(&self, place: &Place, at: usize) -> bool {
        self.acts(&place.words, at)
    }

    /// Whether a place is the subject of a verb right behind it.
    pub(super) fn is_named_subject(&self, place: &Place) -> bool {
        let verb = place.words.end;
        verb < self.words.end
            && self.heads_a_clause(&place.words)
            && !self.scan.words[verb].is_capital()
            && !ends_clause(self.scan, verb)
    }

    /// Whether some words are the subject of the clause that a quantity stands in.
    pub(super) fn acts(&self, place: &Range<usize>, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        if !self.heads_a_clause(place) {
            return false;
        }
        let mut verb = place.end;
        while verb < quantity.words.start
            && ["province", "city", "cu", "moi"].contains(&scan.folded(verb))
        {
            verb += 1;
        }
        let relative = verb < quantity.words.start && scan.folded(verb) == "which";
        // "The delta province, whose revenue was 8,012 billion VND, has trained 650 officials".
        let aside = self
            .aside_at(verb)
            .filter(|aside| aside.end < quantity.words.start);
        if let Some(aside) = &aside {
            verb = aside.end;
        }
        if verb >= quantity.words.start
            || scan.words[verb].is_capital()
            || ends_clause(scan, verb) && !relative && aside.is_none()
            || !is_verb(scan, verb)
            // "khu Tây Hồ Tây, Hà Nội với quy mô 2 ha".
            || scan.folded(verb) == "voi"
                && place.start > self.words.start
                && scan.folded(place.start - 1) != "la"
        {
            return false;
        }
        let between = verb..quantity.words.start;
        between.len() <= 22
            && self.goes_on_to(place, verb + 1, at)
            && !between.into_iter().any(|word| {
                SPEECH.contains(&scan.folded(word))
                    || word + 1 < quantity.words.start
                        && SPEECH_VI.contains(&scan.folded_run(word..word + 2))
            })
    }

    /// What is told aside from a word on: `, whose Party organisation swelled,` up to the comma that closes it.
    fn aside_at(&self, word: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let opens = word > self.words.start
            && word < self.words.end
            && scan.words[word].gap == Gap::Comma
            && matches!(
                scan.folded(word),
                "whose" | "which" | "where" | "who" | "home"
            );
        let close =
            (word + 1..self.words.end).find(|at| opens && scan.words[*at].gap == Gap::Comma)?;
        Some(word..close)
    }

    /// Whether a word stands in something told aside that closes before another.
    pub(super) fn stands_aside(&self, word: usize, before: usize) -> bool {
        (self.words.start + 1..word)
            .rev()
            .take(ASIDE_WORDS)
            .filter_map(|at| self.aside_at(at))
            .any(|aside| aside.contains(&word) && aside.end <= before)
    }

    /// Whether the clause goes on from its verb to a quantity: at once, or by a row of quantities that
    /// only commas and a few words part.
    fn goes_on_to(&self, place: &Range<usize>, from: usize, at: usize) -> bool {
        let scan = self.scan;
        let end = self.quantities[at].words.start;
        let other = self
            .provinces()
            .any(|(_, other)| other.words.start >= place.end && other.words.end <= end);
        if other {
            return false;
        }
        let mut last = None;
        let first = self
            .quantities
            .partition_point(|quantity| quantity.words.start < from);
        for quantity in &self.quantities[first.min(at)..=at] {
            let start = quantity.words.start;
            let since = last.unwrap_or(from);
            let joined = (since..=start)
                .filter(|word| *word > from)
                .all(|word| !ends_clause(scan, word) || last.is_some() && is_comma(scan, word));
            if !joined || last.is_some_and(|last| start > last + 8) {
                return false;
            }
            last = Some(quantity.words.end);
        }
        true
    }

    /// A place that opens its sentence or clause, with the words of its kind before it.
    fn heads_a_clause(&self, place: &Range<usize>) -> bool {
        let scan = self.scan;
        let mut start = place.start;
        // "TP. Đà Nẵng": the stop of a short form ends nothing.
        let ends = |word: usize| {
            ends_clause(scan, word)
                && !(scan.words[word].gap == Gap::Stop
                    && matches!(scan.folded(word - 1), "tp" | "p" | "t"))
        };
        while start > self.words.start
            && !ends(start)
            && NAME_LEADS.contains(&scan.folded(start - 1))
            && place.start - start < 7
        {
            start -= 1;
        }
        start == self.words.start
            || ends(start) && scan.words[start].gap != Gap::Open
            || CLAUSE_LEADS.contains(&scan.folded(start - 1))
            || super::carried::tells(scan, start - 1)
    }

    /// `xếp thứ 2 đồng bằng sông Cửu Long`, `in the Mekong Delta`: what a rank is within.
    pub(super) fn is_scope(&self, place: &Place) -> bool {
        let mut at = place.words.start;
        // "6th in the Red River Delta".
        if at >= self.words.start + 3 && self.scan.folded_run(at - 2..at) == "in the" {
            at -= 2;
        }
        at > self.words.start
            && (self.scan.words[at - 1].has_digit()
                || matches!(
                    self.scan.folded(at - 1),
                    "nhat" | "nhi" | "ba" | "vung" | "dau"
                ))
    }

    /// `Phu Yen lost 21,600 cages, Binh Dinh 8 ships`: a place whose verb was said of the one before it.
    pub(super) fn shares_a_verb(&self, place: &Place, at: usize) -> bool {
        let start = place.words.start;
        let close = place.words.end == self.quantities[at].words.start
            && start > self.words.start
            && (ends_clause(self.scan, start)
                || matches!(self.scan.folded(start - 1), "and" | "va" | "con"));
        let mut before = start;
        close
            && (0..at).rev().take(ELLIPSES).any(|earlier| {
                let quantity = &self.quantities[earlier];
                let place = self
                    .provinces()
                    .filter(|(_, place)| place.words.end <= quantity.words.start)
                    .last()
                    .filter(|(_, place)| place.words.start < before);
                before = place.map_or(before, |(_, place)| place.words.start);
                place.is_some_and(|(_, place)| self.is_agent(place, earlier))
            })
    }

    /// `In Vinh Long there are still 1,140 records`, `Tại Sơn La hiện có ...`: what there is at a place.
    pub(super) fn is_found_there(&self, place: &Place, at: usize) -> bool {
        (place.words.end..self.quantities[at].words.start).any(|word| {
            matches!(self.scan.folded(word), "there")
                || matches!(self.scan.surface(word), "có" | "còn")
        })
    }

    /// *frame*: `In Khanh Hoa alone`, `Tại Bến Tre,` before everything else.
    pub(super) fn is_frame(&self, place: &Place, at: usize) -> bool {
        let scan = self.scan;
        let first = self.words.start;
        let leads = ["in", "tai", "o", "rieng", "across"].contains(&scan.folded(first))
            && place.words.start <= first + 4
            && (first + 1..place.words.start).all(|word| {
                NAME_LEADS.contains(&scan.folded(word)) || ["tai", "o"].contains(&scan.folded(word))
            });
        let next = place.words.end;
        // "Bến Tre: 60,91 điểm, hạng 12 cả nước".
        if next < self.words.end
            && self.heads_a_clause(&place.words)
            && place.words.start <= first + 2
            && scan.words[next].gap == Gap::Colon
        {
            return true;
        }
        let ends = next < self.words.end
            && (ends_clause(scan, next)
                || ["alone", "province", "city"].contains(&scan.folded(next))
                || scan.words[next].has_digit());
        let other = self.provinces().any(|(_, other)| {
            other.words.start >= next && other.words.end <= self.quantities[at].words.start
        });
        // "Tại Nghệ An, đoàn công tác đã đến ... tri ân 1.240 cán bộ": far from it another acts.
        let near = self.quantities[at].words.start <= next + FRAME_WORDS
            || self.quantities[at].form != Form::Count;
        leads && ends && !other && near
    }
}

fn is_verb(scan: &Scan<'_>, word: usize) -> bool {
    let folded = scan.folded(word);
    let printed = scan.surface(word);
    VERBS_EN.contains(&folded)
        || folded.len() > 4 && folded.ends_with("ed") && folded != "united"
        || VERBS_VI.contains(&printed)
}

/// A comma, or nothing but the sign of a percentage.
fn is_comma(scan: &Scan<'_>, word: usize) -> bool {
    scan.gap_text(word)
        .chars()
        .all(|sign| matches!(sign, ',' | '%' | ' ' | '\u{a0}'))
}
