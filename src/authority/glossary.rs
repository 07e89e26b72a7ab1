//! Party and State terms in two languages, with their abbreviations and the bodies that took over.
//!
//! The table is `data/glossary.tsv`, which says where it comes from. It is read on first use: a query
//! without bare words never pays for it. Then its forms are only sorted by how they begin; they are
//! analysed when a word that begins so is asked for, since most processes ask one query. For these the
//! reading counts: it makes no list or table for each of a thousand things.

use crate::text;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

const TABLE: &str = include_str!("data/glossary.tsv");

/// One word of a query, as it is compared with the words of a term.
#[derive(Debug, Clone, Copy)]
pub struct QueryWord<'q> {
    /// Its folded form.
    pub folded: &'q str,
    /// Its written form.
    pub written: &'q str,
    /// Whether it is compared without regard to marks.
    pub open: bool,
}

/// Why another wording counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same term in the other language, or another wording in the same.
    Glossary,
    /// An abbreviation, or what it stands for.
    Abbreviation,
    /// A body before or after a renaming or a merger.
    Renamed,
}

/// Another wording of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The wording, in its usual spelling.
    pub text: &'static str,
    /// How it stands to what was asked for.
    pub relation: Relation,
}

/// What a form of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormKind {
    Vietnamese,
    English,
    Abbreviation,
}

#[derive(Debug, Clone, Copy)]
struct Form {
    text: &'static str,
    kind: FormKind,
    /// Whether the form leads to the term.
    leads: bool,
    /// Whether the form is looked for.
    sought: bool,
    /// The number of its entry.
    entry: u16,
}

#[derive(Debug)]
struct Entry {
    /// The number of its first form, which is the name; its last is before the first of the next entry.
    first: u16,
    /// The name of the body that took over.
    later: Option<&'static str>,
}

/// The glossary.
#[derive(Debug)]
pub struct Glossary {
    entries: Vec<Entry>,
    /// The forms of all entries, one entry behind the other.
    forms: Vec<Form>,
    /// The numbers of the forms that lead to a term, by how their first word begins.
    by_beginning: Vec<(Beginning, u16)>,
    /// Where in it those begin that begin alike, with their keys.
    buckets: Vec<Bucket>,
}

/// The first two letters of a folded word as one number, y as i; endings and their removal leave them alone.
type Beginning = u64;

/// Forms that begin alike.
#[derive(Debug)]
struct Bucket {
    first: usize,
    keys: OnceLock<Keys>,
}

#[derive(Debug, Default)]
struct Keys {
    /// Key of a form -> the numbers of the forms that have it.
    forms: HashMap<String, Vec<u16>>,
    /// Words of the longest form.
    longest: usize,
}

/// The glossary, read on first use.
#[must_use]
pub fn glossary() -> &'static Glossary {
    static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| Glossary::read(TABLE));
    &GLOSSARY
}

impl Glossary {
    /// The other wordings of the term that `words` are, nearest first; nothing if they are no term.
    ///
    /// A Vietnamese term of one syllable is only found where nothing else stands beside it: inside a
    /// row of words the syllable is mostly a part of another word.
    #[must_use]
    pub fn at(&self, words: &[QueryWord<'_>], alone: bool) -> Option<Vec<Wording>> {
        let keys = self.keys(words.first()?.folded)?;
        if words.len() > keys.longest {
            return None;
        }
        let found = keys
            .forms
            .get(&key_of(words.iter().map(|word| word.folded)))?;
        let found: Vec<Form> = found
            .iter()
            .map(|form| self.forms[usize::from(*form)])
            .filter(|form| form.leads && agrees(form.text, words))
            .filter(|form| words.len() > 1 || is_clear(*form, words[0], alone))
            .collect();
        let wordings = self.wordings(&found);
        (!wordings.is_empty()).then_some(wordings)
    }

    /// The keys of the forms whose first word begins as this one does.
    fn keys(&self, first: &str) -> Option<&Keys> {
        let beginning = beginning(first);
        let of = |bucket: &Bucket| self.by_beginning[bucket.first].0;
        let at = self.buckets.binary_search_by_key(&beginning, of).ok()?;
        let bucket = &self.buckets[at];
        Some(bucket.keys.get_or_init(|| {
            let mut keys = Keys::default();
            let alike = self.by_beginning[bucket.first..].iter();
            for (_, form) in alike.take_while(|(other, _)| *other == beginning) {
                let words = words_of(self.forms[usize::from(*form)].text);
                keys.longest = keys.longest.max(words.len());
                let key = key_of(words.iter().map(|word| word.0.as_str()));
                keys.forms.entry(key).or_default().push(*form);
            }
            keys
        }))
    }

    fn wordings(&self, found: &[Form]) -> Vec<Wording> {
        let mut wordings: Vec<Wording> = Vec::new();
        let mut offer = |text: &'static str, relation| {
            let known = found.iter().any(|form| same(form.text, text))
                || wordings.iter().any(|wording| same(wording.text, text));
            if !known {
                wordings.push(Wording { text, relation });
            }
        };
        for asked in found {
            for form in self.forms_of(asked.entry).iter().filter(|form| form.sought) {
                let short = FormKind::Abbreviation;
                let relation = if (asked.kind == short) != (form.kind == short) {
                    Relation::Abbreviation
                } else {
                    Relation::Glossary
                };
                offer(form.text, relation);
            }
            for name in self.renamed(asked.entry) {
                offer(name, Relation::Renamed);
            }
        }
        wordings
    }

    /// The Vietnamese names before and after a renaming of the body.
    fn renamed(&self, entry: u16) -> impl Iterator<Item = &'static str> {
        let name = self.name(&self.entries[usize::from(entry)]);
        let earlier = self.entries.iter();
        let earlier = earlier.filter(move |other| other.later == Some(name));
        let later = self.entries[usize::from(entry)].later;
        later
            .into_iter()
            .chain(earlier.map(|entry| self.name(entry)))
    }

    fn name(&self, entry: &Entry) -> &'static str {
        self.forms[usize::from(entry.first)].text
    }

    fn forms_of(&self, entry: u16) -> &[Form] {
        let entry = usize::from(entry);
        let end = self.entries.get(entry + 1).map(|next| next.first.into());
        &self.forms[self.entries[entry].first.into()..end.unwrap_or(self.forms.len())]
    }

    fn read(table: &'static str) -> Self {
        let mut entries = Vec::with_capacity(1 << 10);
        let mut forms: Vec<Form> = Vec::with_capacity(1 << 12);
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            // A table of 65,536 forms would be another kind of table.
            let Ok(first) = u16::try_from(forms.len()) else {
                break;
            };
            let entry = entries.len() as u16;
            for kind in [
                FormKind::Vietnamese,
                FormKind::English,
                FormKind::Abbreviation,
            ] {
                let texts = column().split('|').filter(|text| !text.is_empty());
                forms.extend(texts.map(|text| form(text, kind, entry)));
            }
            let later = Some(column()).filter(|name| !name.is_empty());
            entries.push(Entry { first, later });
        }
        let leading = (0..).zip(&forms).filter(|(_, form)| form.leads);
        let mut by_beginning: Vec<(Beginning, u16)> = leading
            .map(|(number, form)| (beginning_of_text(form.text), number))
            .collect();
        by_beginning.sort_unstable();
        let mut first = 0;
        let alike = by_beginning.chunk_by(|a, b| a.0 == b.0);
        let buckets = alike
            .map(|alike| {
                let keys = OnceLock::new();
                let bucket = Bucket { first, keys };
                first += alike.len();
                bucket
            })
            .collect();
        Self {
            entries,
            forms,
            by_beginning,
            buckets,
        }
    }
}

fn form(text: &'static str, kind: FormKind, entry: u16) -> Form {
    let (text, leads, sought) = match text.as_bytes() {
        [b'>', ..] => (&text[1..], false, true),
        [b'<', ..] => (&text[1..], true, false),
        _ => (text, true, true),
    };
    Form {
        text,
        kind,
        leads,
        sought,
        entry,
    }
}

/// The folded and written forms of the words of a text.
fn words_of(text: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    let mut last = None;
    text::analyze(text, |token| {
        let whole_number = token.kind == text::TokenKind::OfficialNumber;
        if !whole_number && last != Some(token.position) {
            last = Some(token.position);
            words.push((token.folded.to_owned(), token.written.to_owned()));
        }
    });
    words
}

fn beginning(folded: &str) -> Beginning {
    let mut letters = folded.chars();
    joined([(); 2].map(|()| letters.next().unwrap_or_default()))
}

fn joined(letters: [char; 2]) -> Beginning {
    let [first, second] = letters.map(|c| u64::from(if c == 'y' { 'i' } else { c }));
    first << 32 | second
}

/// The beginning of the first word of a text, without analysing it.
fn beginning_of_text(text: &str) -> Beginning {
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphanumeric()
        && second.is_ascii_alphanumeric()
    {
        return joined([first, second].map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = word
        .char_indices()
        .take(2)
        .take_while(|(_, c)| c.is_alphanumeric())
        .map(|(at, c)| at + c.len_utf8())
        .last();
    beginning(&text::fold(&word[..end.unwrap_or(0)]))
}

/// The key of a row of words: folded, English endings removed, so that `votes of confidence` is found.
fn key_of<'w>(folded: impl Iterator<Item = &'w str>) -> String {
    let mut key = String::with_capacity(48);
    for word in folded {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&text::stem_english(word));
    }
    key
}

/// Tells whether the marks of the words are those of the form, where they count.
fn agrees(form: &str, words: &[QueryWord<'_>]) -> bool {
    if words.iter().all(|word| word.open) {
        return true;
    }
    let of_form = words_of(form);
    of_form.len() == words.len()
        && of_form.iter().zip(words).all(|((folded, written), word)| {
            word.open
                || written == word.written
                || (written == folded && word.written == word.folded)
        })
}

/// Tells whether one word alone is enough to name the term.
fn is_clear(form: Form, word: QueryWord<'_>, alone: bool) -> bool {
    match form.kind {
        FormKind::Vietnamese => alone && !word.open,
        FormKind::English | FormKind::Abbreviation => !text::is_bare_syllable(word.folded),
    }
}

fn same(a: &str, b: &str) -> bool {
    text::canonical(a) == text::canonical(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wordings(query: &str, open: bool) -> Option<(usize, Vec<&'static str>)> {
        let words = words_of(query);
        let words: Vec<QueryWord<'_>> = words
            .iter()
            .map(|(folded, written)| QueryWord {
                folded,
                written,
                open,
            })
            .collect();
        let (length, found) = (1..=words.len()).rev().find_map(|length| {
            let found = glossary().at(&words[..length], words.len() == 1)?;
            Some((length, found))
        })?;
        Some((length, found.iter().map(|wording| wording.text).collect()))
    }

    fn check(query: &str, open: bool, words: usize, expected: &str) {
        let (length, found) = wordings(query, open).expect(query);
        assert_eq!(length, words, "{query}");
        assert!(found.contains(&expected), "{query}: {found:?}");
    }

    #[test]
    fn terms_are_found_in_both_directions() {
        check("lấy phiếu tín nhiệm", false, 4, "vote of confidence");
        check("lay phieu tin nhiem", true, 4, "vote of confidence");
        check("votes of confidence", true, 3, "lấy phiếu tín nhiệm");
        check("Ban Bí thư họp", false, 3, "Secretariat");
        check("UBND tỉnh", true, 1, "Ủy ban nhân dân");
        check("uỷ ban nhân dân", false, 4, "UBND");
        check("TW", true, 1, "Trung ương");
        check("BCT", true, 1, "Bộ Chính trị");
        check("resignation", true, 1, "từ chức");
        check("voters", true, 1, "cử tri");
        check("self-evolution", true, 2, "tự diễn biến");
        check("PCTN", true, 1, "phòng, chống tham nhũng");
        check("Bộ Giao thông vận tải", false, 5, "Bộ Xây dựng");
        check("Bộ Xây dựng", false, 3, "Bộ Giao thông vận tải");
    }

    #[test]
    fn forms_stand_where_their_first_word_is_looked_for() {
        let glossary = glossary();
        for form in glossary.forms.iter().filter(|form| form.leads) {
            let words = words_of(form.text);
            let first = words[0].0.as_str();
            assert_eq!(beginning_of_text(form.text), beginning(first), "{form:?}");
            let stem = text::stem_english(first);
            assert_eq!(beginning(&stem), beginning(first), "{form:?}");
        }
    }

    #[test]
    fn a_syllable_inside_a_row_is_no_term() {
        assert_eq!(wordings("xã hội học", false), None);
        assert_eq!(wordings("xa", true), None);
        check("xã", false, 1, "commune");
    }

    #[test]
    fn marks_that_were_typed_count() {
        assert_eq!(wordings("lây phiếu tín nhiệm", false), None);
    }

    #[test]
    fn the_table_is_well_formed() {
        let glossary = glossary();
        assert!(glossary.entries.len() > 500);
        for (number, entry) in (0..).zip(&glossary.entries) {
            let forms = glossary.forms_of(number);
            assert!(forms.len() > 1, "{entry:?}");
            assert!(forms.iter().all(|form| form.entry == number), "{entry:?}");
            if let Some(later) = entry.later {
                let mut names = glossary.entries.iter().map(|other| glossary.name(other));
                let known = names.any(|name| name == later);
                assert!(known, "{later} has no line of its own");
            }
        }
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
    }
}
