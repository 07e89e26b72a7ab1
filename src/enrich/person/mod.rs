//! Persons: names in both languages, with the titles and offices that the text gives them.
//!
//! A run of capitalised words is cut into titles, fixed names (places, bodies) and persons
//! ([`segment`]); what stands around it decides where the run alone cannot ([`cues`]). Short forms
//! ("ông Lâm", "Mr Lam", "Phuc said") are joined to a person already named. The longest form printed
//! is the person's name, offices before and after it are the role ([`role`]).

mod cues;
mod english;
mod fixed;
mod foreign;
mod phrases;
mod role;
mod runs;
mod segment;
mod signs;
mod streets;
mod verdict;

use super::byline::content_end;
use super::scan::Scan;
use crate::authority::lookup::Lookup;
use crate::authority::people::{is_marked, name_key};
use crate::authority::same_written;
use crate::document::{Annotations, Document, Lang, Mention, MentionKind, PersonRef, Span};
use crate::text::is_bare_syllable;
use segment::{Candidate, Form};
use std::ops::Range;

/// Everything said of one person in the document.
struct Person {
    name: String,
    key: String,
    role: Option<String>,
    mentions: Vec<Span>,
}

/// Adds the persons that a document names.
pub(super) fn recognise(scan: &Scan<'_>, document: &Document, found: &mut Annotations) {
    let credits: Vec<Span> = found.mentions.iter().map(|mention| mention.span).collect();
    let end = content_end(scan);
    let candidates = segment::candidates(scan, document.lang == Lang::En, end, &credits);
    let mut people: Vec<Person> = Vec::new();
    let mut by_key = Lookup::default();
    let full = candidates
        .iter()
        .filter(|candidate| candidate.form == Form::Full);
    let mut names: Vec<Range<usize>> = full.map(|candidate| candidate.words.clone()).collect();
    trim_shouted(scan, &mut names);
    // A name that breaks off is understood when the whole one is known.
    let (cut_off, whole): (Vec<_>, Vec<_>) =
        names.iter().partition(|name| is_cut_off(scan, name.end));
    for name in whole.into_iter().chain(cut_off) {
        add_full(scan, name.clone(), &names, &mut people, &mut by_key);
    }
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.form == Form::Short)
    {
        add_short(scan, candidate, &mut people);
    }
    people.sort_by_key(|person| person.mentions.iter().map(|span| span.start).min());
    for person in people {
        for span in person.mentions {
            found.mentions.push(Mention {
                kind: MentionKind::Person,
                canonical: person.name.clone(),
                span,
            });
        }
        found.people.push(PersonRef {
            name: person.name,
            role: person.role,
        });
    }
}

/// `NGUYỄN ĐỨC HẢI DỰ LỄ`: in a line of capitals the name ends where it ends elsewhere in the text.
fn trim_shouted(scan: &Scan<'_>, names: &mut [Range<usize>]) {
    let is_shouted = |words: &Range<usize>| scan.line_of(words.start).shouted;
    let plain: Vec<Range<usize>> = names
        .iter()
        .filter(|words| !is_shouted(words))
        .cloned()
        .collect();
    for name in names.iter_mut().filter(|words| is_shouted(words)) {
        let whole = scan.folded_run(name.clone());
        let length = plain
            .iter()
            .filter(|other| other.len() < name.len())
            .filter(|other| {
                whole
                    .strip_prefix(scan.folded_run((*other).clone()))
                    .is_some_and(|rest| rest.starts_with(' '))
            })
            .map(ExactSizeIterator::len)
            .max();
        if let Some(length) = length {
            name.end = name.start + length;
        }
    }
}

fn add_full(
    scan: &Scan<'_>,
    words: Range<usize>,
    names: &[Range<usize>],
    people: &mut Vec<Person>,
    by_key: &mut Lookup<String, usize>,
) {
    let span = scan.span(words.clone());
    let name = tidy(span.of(scan.text));
    let key = name_key(&name);
    let role = role::of(scan, words.clone(), names);
    let known = by_key
        .get(&key)
        .copied()
        .filter(|&at| agree(&people[at].name, &name));
    let known = known
        .or_else(|| short_form_of(&key, role.is_some(), people))
        .or_else(|| highland_short_of(&key, people))
        .or_else(|| foreign_form_of(&key, people))
        .or_else(|| {
            is_cut_off(scan, words.end)
                .then(|| begun_by(&key, people))
                .flatten()
        });
    let Some(at) = known else {
        by_key.insert(key.clone(), people.len());
        people.push(Person {
            name,
            key,
            role,
            mentions: vec![span],
        });
        return;
    };
    let person = &mut people[at];
    person.mentions.push(span);
    if person.role.is_none() {
        person.role = role;
    }
    let better = name.len() > person.name.len() || (is_shouted(&person.name) && !is_shouted(&name));
    if better && key.split(' ').count() >= person.key.split(' ').count() {
        person.name = name;
        person.key.clone_from(&key);
        by_key.insert(key, at);
    }
}

/// `TRƯƠNG THỊ MAI` is the same name as `Trương Thị Mai`; two names with different marks are two.
fn agree(a: &str, b: &str) -> bool {
    !is_marked(a) || !is_marked(b) || same_written(a, b)
}

fn is_shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// A name of two words without an office of its own is short for a longer one with the same surname and
/// given name, or with these as its last two.
fn short_form_of(key: &str, has_role: bool, people: &[Person]) -> Option<usize> {
    let (surname, given) = key.split_once(' ')?;
    // "Y Ghan, thành viên" after "Ksor Y Ghan": the letter is no surname, and he may have an office.
    if (has_role && surname.len() > 1) || given.contains(' ') {
        return None;
    }
    people.iter().position(|person| {
        let mut words = person.key.split(' ');
        let both_ends = words.next() == Some(surname) && words.next_back() == Some(given);
        // "Tuấn Anh" after "Trần Tuấn Anh".
        let last_two = person
            .key
            .strip_suffix(key)
            .is_some_and(|rest| rest.ends_with(' '));
        both_ends || last_two
    })
}

/// `H'Bia` after `H'Bia Mlo`: the letter for a woman or a man and the given name, without the family's.
fn highland_short_of(key: &str, people: &[Person]) -> Option<usize> {
    let (letter, given) = key.split_once(' ')?;
    if letter.len() != 1 || given.contains(' ') {
        return None;
    }
    begun_by(key, people).filter(|&at| {
        let family = people[at].key.rsplit(' ').next().unwrap_or_default();
        !is_bare_syllable(family)
    })
}

/// `Fidel Castro` beside `Fidel Castro Ruz`: a foreign name with and without what is said last. A Vietnamese
/// name that begins another is somebody else's.
fn foreign_form_of(key: &str, people: &[Person]) -> Option<usize> {
    if !key.contains(' ') {
        return None;
    }
    let shorter = |person: &Person| {
        person.key.contains(' ')
            && key
                .strip_prefix(person.key.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
    };
    begun_by(key, people)
        .or_else(|| people.iter().position(shorter))
        .filter(|_| !key.split(' ').all(is_bare_syllable))
}

/// Whether the text breaks off after a word: `Lê Minh ...` at the end of a shortened headline.
fn is_cut_off(scan: &Scan<'_>, end: usize) -> bool {
    let rest = &scan.text[scan.words[end - 1].end as usize..];
    if !rest.trim_start().starts_with(['.', '…']) {
        return false;
    }
    let rest = rest.lines().next().unwrap_or_default().trim();
    matches!(rest, "..." | "…" | "....")
}

/// The person whose longer name begins with a name that breaks off.
fn begun_by(key: &str, people: &[Person]) -> Option<usize> {
    people.iter().position(|person| {
        person
            .key
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// A single word is the given name of a person named in full somewhere in the document.
fn add_short(scan: &Scan<'_>, candidate: &Candidate, people: &mut [Person]) {
    let span = scan.span(candidate.words.clone());
    let printed = span.of(scan.text);
    let folded = scan.folded(candidate.words.start);
    // The latest one named before counts; a headline may come before the full name.
    let before = |person: &Person| {
        let starts = person.mentions.iter().map(|mention| mention.start);
        starts.filter(|&start| start < span.start).max()
    };
    let fits = |person: &&mut Person| {
        let last = person
            .name
            .rsplit([' ', '\'', '’'])
            .next()
            .unwrap_or_default();
        person.key.rsplit(' ').next() == Some(folded)
            && (!is_marked(printed) || !is_marked(last) || same_written(last, printed))
    };
    if let Some(person) = people
        .iter_mut()
        .filter(fits)
        .max_by_key(|person| before(person))
    {
        person.mentions.push(span);
    }
}

/// One space between the words of a name, capitals as printed.
fn tidy(printed: &str) -> String {
    let mut name = String::with_capacity(printed.len());
    for word in printed.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests;
