//! Figures: one locality, one number, one indicator, in one sentence, list item or table row.

mod context;
mod counted;
mod cues;
mod doubt;
#[cfg(test)]
mod gold;
mod indicator;
mod lower;
mod nouns;
mod outline;
mod period;
mod quantity;
mod ranks;
mod rows;
mod sentence;
mod table;
#[cfg(test)]
mod tests;
mod topic;
mod trust;
mod units;
mod words;

use super::said;
use super::scan::{Gap, Scan};
use crate::authority::localities;
use crate::document::{
    Annotations, Comparator, Document, Figure, Lang, LocalityId, MentionKind, Period, PeriodOrigin,
    Span,
};
pub(super) use context::INSTITUTIONS;
use cues::{Cues, Passage};
use doubt::Doubts;
pub(super) use doubt::GIFTS;
use indicator::{Around, Named};
use outline::{printed, quoted, sentences};
use period::{Section, Times, Today};
use quantity::{Form, Quantity};
use sentence::{Bound, Level, Pattern, Place, Sentence, Standing};
use std::borrow::Cow;
use std::ops::Range;
use topic::{Topic, topic};
use trust::Trust;
pub(super) use units::STOPS;

/// Adds the figures; localities and numbers must have been recognised.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let (datelines, places): (Vec<Place>, Vec<Place>) = sentence::places(scan, &found.mentions)
        .into_iter()
        .partition(|place| context::is_a_dateline(scan, place.words.end));
    let provinces = |places: &[Place]| places.iter().any(|place| place.level == Level::Province);
    if !provinces(&places) && !provinces(&datelines) {
        return;
    }
    let mut taken: Vec<Span> = found
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
    taken.sort_unstable_by_key(|span| span.start);
    let today = document.date.as_ref().map(|date| Today {
        year: date.day.year(),
        month: date.day.month().unsigned_abs(),
    });
    let section = Section::new(scan, document, today);
    let topic = topic(scan, document, &places, &datelines);
    let numbers = quantity::of_numbers(scan.text, document.lang);
    let mut reader = Reader {
        scan,
        document,
        today,
        places: &places,
        taken,
        standing: Standing::default(),
        lead: Passage::new(0..section.lead().min(LEAD_WORDS)),
        section,
        topic,
        numbers,
        header: table::Header::default(),
        barred: memchr::memchr2(b'|', b'\t', scan.text.as_bytes()).is_some(),
        current: false,
        themes: [None, None],
        figures: Vec::new(),
    };
    let stacked = table::stacked::rows(scan, &places, numbers);
    let ranked = table::numbered::rankings(scan, &places, numbers);
    reader.standing.topic = reader.topic.as_ref().and_then(Topic::of_tables);
    let measured = if reader.standing.topic.is_some() {
        table::measured::rows(scan, numbers)
    } else {
        Vec::new()
    };
    for line in &scan.lines {
        if let Ok(at) = ranked.binary_search_by_key(&line.words.start, |ranked| ranked.line) {
            reader.ranked(&ranked[at], &line.words);
        }
        // Rows stand in the order of the text.
        let at = stacked.partition_point(|(words, _)| words.end <= line.words.start);
        let row = stacked.get(at);
        match row.filter(|(words, _)| words.start < line.words.end) {
            Some((words, row)) if line.words.contains(&words.start) => reader.row(row, words),
            Some(_) => {}
            None if reader.is_measured(&measured, &line.words) => {}
            None => reader.line(&line.words),
        }
    }
    found
        .figures
        .extend(trust::sure(reader.figures, scan.words.len()));
}

/// How many words may stand before a lower unit that the sentences after it go on about.
const LOWER_OPENING: usize = 5;

/// How many words may stand before the province that heads a line: `1. Thành phố`.
const LABEL_LEADS: usize = 3;

/// How many words a sentence has at least that may tell what the rows after it count.
const THEME_WORDS: usize = 8;

/// How many words of title and first line are looked through at most for what a text is about.
const LEAD_WORDS: usize = 250;

/// Reads a text line by line, with what earlier ones leave to later ones.
struct Reader<'a, 't> {
    scan: &'a Scan<'t>,
    document: &'a Document,
    /// The document's own date.
    today: Option<Today>,
    places: &'a [Place],
    /// Official numbers and bylines in order, whose digits count nothing.
    taken: Vec<Span>,
    standing: Standing,
    /// By whose habits its numbers are read.
    numbers: Lang,
    /// What the text is about.
    topic: Option<Topic>,
    /// The periods that earlier sentences leave to later ones.
    section: Section,
    header: table::Header,
    /// Whether the text holds bars or tabs at all.
    barred: bool,
    /// Whether the sentence tells how things stand when it is written.
    current: bool,
    /// The last full sentences, which tell what the short rows under them count.
    themes: [Option<Passage>; 2],
    /// The title and the first full line.
    lead: Passage,
    figures: Vec<(Figure, Trust)>,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: &Range<usize>) {
        let scan = self.scan;
        self.section.line(scan, line);
        self.standing.subject = None;
        self.standing.several = false;
        self.standing.frame = None;
        self.standing.lower = false;
        let cells = if self.barred {
            table::cells(scan, line)
        } else {
            Vec::new()
        };
        let places = self.places_in(line);
        let row = table::row(scan, line, &cells, places, &self.header, self.numbers);
        if let Some(row) = row {
            self.row(&row, line);
            return;
        }
        let row = table::measured::row(scan, line, &cells, &self.header, self.document.lang);
        let header = table::Header::of(scan, cells, places);
        if row.is_some_and(|row| self.measured(&row)) {
            return;
        }
        self.header = header;
        self.standing.frame = self.label(line);
        let mut quotes: Option<Vec<bool>> = None;
        let mut earlier: Option<Range<usize>> = None;
        for words in sentences(scan, line.clone()) {
            let named = self.places_in(&words);
            let topic = self.topic.as_mut();
            self.standing.topic = topic.and_then(|topic| topic.goes_on(scan, &words, named));
            let quantities = if self.may_bind(&words) {
                let taken = self.taken_in(&words);
                quantity::find(scan, words.clone(), self.numbers, taken)
            } else {
                Vec::new()
            };
            if quantities.is_empty() {
                self.pass(&words);
            } else {
                let covered = quotes.get_or_insert_with(|| quoted(scan, line))
                    [words.start - line.start..words.end - line.start]
                    .to_vec();
                self.sentence(&words, &quantities, covered, earlier.as_ref());
            }
            earlier = Some(words);
        }
    }

    /// The province that a line is headed by: `Dak Nong: No casualties. 45 households have been moved.`
    fn label(&self, line: &Range<usize>) -> Option<LocalityId> {
        let place = self.places_in(line).first()?;
        let heads = place.level == Level::Province
            && place.words.start <= line.start + LABEL_LEADS
            && place.words.end < line.end
            && self.scan.words[place.words.end].gap == Gap::Colon;
        heads.then(|| place.id.clone())
    }

    /// The places of a sentence.
    fn places_in(&self, words: &Range<usize>) -> &'a [Place] {
        let first = self
            .places
            .partition_point(|place| place.words.start < words.start);
        let rest = &self.places[first..];
        &rest[..rest.partition_point(|place| place.words.end <= words.end)]
    }

    /// The official numbers and bylines of a sentence.
    fn taken_in(&self, words: &Range<usize>) -> &[Span] {
        let sentence = self.scan.span(words.clone());
        let first = self
            .taken
            .partition_point(|span| span.end <= sentence.start);
        let rest = &self.taken[first..];
        &rest[..rest.partition_point(|span| span.start < sentence.end)]
    }

    /// The period of a figure whose sentence states none.
    fn of_section(&mut self, sentence: &Range<usize>, id: &str) -> Option<(Period, PeriodOrigin)> {
        if self.today.is_some() && self.current {
            return None;
        }
        let period = self.section.of(self.scan, sentence, id)?;
        Some((period, PeriodOrigin::Section))
    }

    /// Whether anything tells a place to the numbers of a sentence.
    fn may_bind(&self, words: &Range<usize>) -> bool {
        let standing = &self.standing;
        if standing.topic.is_some() || standing.frame.is_some() || standing.subject.is_some() {
            return true;
        }
        let named = self
            .places_in(words)
            .iter()
            .any(|place| place.level == Level::Province);
        let scan = self.scan;
        let refers =
            |word: usize| scan.says(word, said::REFERENCES) || scan.says(word, said::ORDERLY);
        named || (standing.last.is_some() || !standing.list.is_empty()) && words.clone().any(refers)
    }

    /// Passes a sentence that gives no figure: what it leaves to later ones.
    fn pass(&mut self, words: &Range<usize>) {
        self.section.pass(words);
        self.leave(words, &[]);
    }

    /// Notes what a sentence leaves to later ones: its time, its places, what it counts.
    fn leave(&mut self, words: &Range<usize>, bound: &[Bound]) {
        let places = self.places_in(words);
        let provinces = || places.iter().filter(|place| place.level == Level::Province);
        // What a place is compared with is not what the sentence tells of.
        let beside = |place: &&Place| sentence::is_compared(self.scan, words.start, place);
        let only_beside = provinces().all(|place| beside(&place));
        let mut ids: Vec<LocalityId> = Vec::new();
        for place in provinces().filter(|place| only_beside || !beside(place)) {
            if !ids.contains(&place.id) {
                ids.push(place.id.clone());
            }
        }
        if self.standing.topic.is_some()
            || self.standing.frame.is_some()
            || self.standing.subject.is_some()
        {
            let lower = lower::speaks_of_one(self.scan, words)
                || places.first().is_some_and(|place| {
                    place.level == Level::Lower && place.words.start <= words.start + LOWER_OPENING
                });
            if lower {
                self.standing.lower = true;
            } else if !ids.is_empty() || doubt::speaks_of_the_province(self.scan, words) {
                self.standing.lower = false;
            }
        }
        let first = places.first();
        let opening = sentence::opening(self.scan, words, first, bound);
        self.standing.went_on(opening, &ids);
        if let [id] = ids.as_slice() {
            self.standing.several |= self
                .standing
                .subject
                .as_ref()
                .is_some_and(|last| last != id);
            self.standing.subject = Some(id.clone());
        } else if ids.len() > 1 {
            self.standing.several = true;
            self.standing.subject = None;
            self.standing.list = ids;
        }
        // "- Bến Tre: 60,91 điểm, hạng 12 cả nước" is a row under what was told.
        let row = first.is_some_and(|place| {
            place.words.start == words.start
                && place.words.end < words.end
                && self.scan.words[place.words.end].gap == Gap::Colon
        });
        if words.len() >= THEME_WORDS && !row {
            self.themes = [self.themes[1].take(), Some(Passage::new(words.clone()))];
        }
    }

    fn sentence(
        &mut self,
        words: &Range<usize>,
        quantities: &[Quantity],
        quoted: Vec<bool>,
        earlier: Option<&Range<usize>>,
    ) {
        let scan = self.scan;
        let here = self.places_in(words).to_vec();
        let sentence = Sentence::new(scan, words.clone(), here, quantities, quoted);
        let bound = sentence.bind(&self.standing);
        // Times and cues are looked for only where a quantity asks for them.
        if bound.is_empty() {
            self.pass(words);
            return;
        }
        let mut times = Times::of(scan, words, self.today);
        if times.goes_back() {
            times.after(self.section.before(scan, words));
        }
        let cues = Cues::new(scan, words);
        let doubts = Doubts::of(scan, words, earlier);
        let mut listed: Vec<(Named, Form, Option<String>)> = Vec::new();
        let mut ids: Vec<&LocalityId> = bound.iter().map(|bound| &bound.id).collect();
        ids.dedup();
        let lists = ids.len() > 2 && ids.len() == bound.len();
        for bound in &bound {
            let quantity = &quantities[bound.quantity];
            let until = match bound.pattern {
                // "with 31, 12 and 6 deaths respectively".
                Pattern::Respective => words.end,
                _ => quantities
                    .get(bound.quantity + 1)
                    .map_or(words.end, |next| next.words.start),
            };
            self.current = period::is_current(scan, words, quantity.words.start);
            // "against 9 percent in Thai Binh" is of the same time.
            let stood = quantity.earlier && bound.pattern != Pattern::PlaceAfter;
            let stated = (!stood || words::names_a_year(scan, quantity.words.end..until))
                .then(|| times.stated(scan, &quantity.words))
                .flatten();
            let since = bound
                .quantity
                .checked_sub(1)
                .map_or(words.start, |before| quantities[before].words.end);
            let around = Around {
                cues: &cues,
                earlier,
                themes: &self.themes,
                lead: &self.lead,
                from: bound.from,
                since,
                until,
                listed: &listed,
                quantities,
                bracketed: scan.words[quantity.words.start].gap == Gap::Open,
                ahead: period::is_ahead(stated.as_ref(), self.today),
                row: !matches!(bound.pattern, Pattern::Topic | Pattern::Paragraph),
                list: lists || matches!(bound.pattern, Pattern::Bracket | Pattern::Respective),
            };
            let mut named = indicator::name(scan, quantity, words, &around, self.document.lang);
            let lacks = doubts.lacks_words(scan, &named.id, quantity);
            // "93,1% cử tri tán thành": a share of voters, but of no turnout.
            let of_voters = lacks
                && named.id.starts_with("voter_turnout")
                && quantity.form == Form::Percent
                && bound.pattern != Pattern::Topic;
            if of_voters {
                named = Named {
                    name: counted::rate(scan, quantity, words, since, around.list)
                        .unwrap_or(named.name),
                    id: Cow::Borrowed("other"),
                    basis: None,
                };
            }
            let tells_which = doubt::tells_which_are_counted(scan, since..quantity.words.start);
            let doubtful =
                tells_which || doubts.rule_out(scan, quantity, bound) || lacks && !of_voters;
            let trust = if doubtful {
                Trust::None
            } else {
                self.trust(quantity, bound, &named, lists)
            };
            let slow = matches!(&*named.id, "area" | "population");
            let period = if slow {
                times.of_the_year(scan, &quantity.words)
            } else {
                times
                    .stated_for(scan, &quantity.words, &named.id)
                    .or(stated)
                    .map(|period| (period, PeriodOrigin::Stated))
            };
            let unit = listed
                .iter()
                .rev()
                .find(|(head, form, _)| {
                    head.id == named.id && *form != Form::Percent && quantity.unit.is_none()
                })
                .and_then(|(_, _, unit)| unit.clone());
            listed.push((named.clone(), quantity.form, quantity.unit.clone()));
            // "Nghe An 5,030" in a list of members counts members.
            let unit = unit.filter(|_| quantity.form != Form::Rank);
            let shared = (unit.is_some() || quantity.earlier != stood).then(|| Quantity {
                unit: unit.or_else(|| quantity.unit.clone()),
                earlier: stood,
                ..quantity.clone()
            });
            self.keep(
                shared.as_ref().unwrap_or(quantity),
                &bound.id,
                words,
                named,
                period,
                trust,
            );
        }
        self.section.leave(scan, &times, words);
        self.leave(words, &bound);
    }

    fn keep(
        &mut self,
        quantity: &Quantity,
        id: &LocalityId,
        sentence: &Range<usize>,
        named: Named,
        period: Option<(Period, PeriodOrigin)>,
        trust: Trust,
    ) {
        if trust == Trust::None {
            return;
        }
        let (period, period_origin) = match period {
            // Where it stood before is of no time that the text goes on with.
            None if quantity.earlier => None,
            told => told
                .or_else(|| self.of_section(sentence, &named.id))
                .or_else(|| period::of_document(self.document, &named.id)),
        }
        .unzip();
        // What was cut is told without a sign.
        let value = if named.id.ends_with("_cut_rate") || named.id.ends_with("_cut") {
            quantity.value.map(f64::abs)
        } else {
            quantity.value
        };
        let figure = Figure {
            locality: id.clone(),
            locality_name: Cow::Borrowed(localities().name(id).unwrap_or("")),
            indicator_id: named.id,
            indicator: named.name,
            value,
            value_min: quantity.range.map(|(low, _)| low),
            value_max: quantity.range.map(|(_, high)| high),
            denominator: quantity.denominator,
            unit: quantity.unit.clone(),
            period,
            period_origin,
            comparator: match quantity.comparator {
                Comparator::Eq if words::or_more(self.scan, quantity.words.end) => Comparator::Ge,
                other => other,
            },
            basis: named.basis,
            value_span: quantity.span,
            sentence: printed(self.scan, sentence),
        };
        self.figures.push((figure, trust));
    }
}
