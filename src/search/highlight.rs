//! Finds in a text what a query matched.
//!
//! The text is analysed line by line, as the index analysed it; each token is looked up in the words
//! of the query. A phrase counts only where all of it stands. Behind a line that explains the hit
//! wholly nothing is looked at.

use super::goal::{Goals, Needle};
use crate::document::{Lang, Span};
use crate::index::{Parts, cut};
use crate::query::{Clause, Expanded, Marks, Query, Scope, Term, TextForm};
use crate::text::{self, Token, TokenKind};

/// One word of the query, in one place of it.
struct Pattern {
    term: Term,
    /// Whether the word only has to begin so.
    prefix: bool,
    scope: Scope,
    /// The phrase that it belongs to.
    phrase: Option<usize>,
    /// Stem for English documents; only open words have one.
    stem: Option<String>,
}

/// The words of a phrase: a range of patterns.
struct Phrase {
    first: usize,
    end: usize,
    slop: u32,
}

/// A place in the text that the query matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The bytes.
    pub(super) span: Span,
    /// Which word or phrase of the query it is.
    pub(super) needle: usize,
    /// Its first position.
    pub(super) position: u32,
    /// Its last position.
    pub(super) last: u32,
}

/// Knows the words of a query.
pub(super) struct Highlighter {
    patterns: Vec<Pattern>,
    phrases: Vec<Phrase>,
    /// Folded forms of whole words with their patterns, sorted.
    words: Vec<(String, usize)>,
    /// Stems with their patterns, sorted.
    stems: Vec<(String, usize)>,
    prefixes: Vec<usize>,
    filter: Filter,
    stem_filter: Filter,
    goals: Goals,
}

/// Lines shorter than this may have so few words that the whole text tells how they are written; and
/// a caption or a heading explains less than what stands below.
const SHORT_LINE: usize = 64;

/// What a look at a line told beside its matches.
struct LineRead {
    /// The position behind its last word.
    position: u32,
    /// Whether it hangs on the class of the passage what matches.
    hangs_on_class: bool,
}

/// A place where a single pattern matches.
#[derive(Clone, Copy)]
struct Occurrence {
    span: Span,
    position: u32,
    pattern: usize,
}

impl Highlighter {
    /// Collects what a query looks for; what it excludes is left out.
    pub(super) fn new(query: &Query) -> Self {
        let mut highlighter = Self {
            patterns: Vec::new(),
            phrases: Vec::new(),
            words: Vec::new(),
            stems: Vec::new(),
            prefixes: Vec::new(),
            filter: Filter::default(),
            stem_filter: Filter::default(),
            goals: Goals::default(),
        };
        let mut goals = Goals::default();
        highlighter.collect(&query.root, &mut goals);
        highlighter.goals = goals;
        for (index, pattern) in highlighter.patterns.iter().enumerate() {
            if pattern.prefix {
                highlighter.prefixes.push(index);
                continue;
            }
            let folded = cut(&pattern.term.folded);
            highlighter.filter.put(folded);
            highlighter.words.push((folded.to_owned(), index));
            if let Some(stem) = &pattern.stem {
                highlighter.stem_filter.put(head(stem));
                highlighter.stems.push((stem.clone(), index));
            }
        }
        highlighter.words.sort();
        highlighter.stems.sort();
        highlighter
    }

    fn collect(&mut self, clause: &Clause, goals: &mut Goals) {
        match clause {
            Clause::And(clauses) => {
                for clause in clauses {
                    self.collect(clause, goals);
                }
            }
            Clause::Or(clauses) => {
                let readings = clauses.iter().map(|clause| self.reading(clause));
                let readings = readings.collect();
                goals.add(readings);
            }
            Clause::Text(text) => goals.add(vec![vec![self.collect_form(&text.form, text.scope)]]),
            Clause::Expanded(Expanded {
                base,
                scope,
                alternatives,
            }) => {
                let mut readings = vec![self.reading(base)];
                for other in alternatives {
                    readings.push(vec![self.collect_form(&other.form, *scope)]);
                }
                goals.add(readings);
            }
            Clause::All | Clause::Not(_) | Clause::Filter(_) => {}
        }
    }

    fn reading(&mut self, clause: &Clause) -> Vec<Needle> {
        let mut goals = Goals::default();
        self.collect(clause, &mut goals);
        goals.into_reading()
    }

    fn collect_form(&mut self, form: &TextForm, scope: Scope) -> Needle {
        match form {
            TextForm::Word(term) => self.push(term, false, scope, None),
            TextForm::Prefix(term) => self.push(term, true, scope, None),
            TextForm::Phrase { terms, slop } => {
                let first = self.patterns.len();
                for term in terms {
                    self.push(term, false, scope, Some(self.phrases.len()));
                }
                self.phrases.push(Phrase {
                    first,
                    end: self.patterns.len(),
                    slop: *slop,
                });
                return Needle::Phrase(self.phrases.len() - 1);
            }
        }
        Needle::Word(self.patterns.len() - 1)
    }

    fn push(&mut self, term: &Term, prefix: bool, scope: Scope, phrase: Option<usize>) {
        let stem = (term.marks == Marks::Open && !prefix)
            .then(|| text::stem_english(&term.folded).into_owned());
        self.patterns.push(Pattern {
            term: term.clone(),
            prefix,
            scope,
            phrase,
            stem,
        });
    }

    /// How many words and phrases there are; needles count from 0.
    pub(super) fn needles(&self) -> usize {
        self.patterns.len() + self.phrases.len()
    }

    /// Finds the places, in order, up to a line that explains the hit wholly; no two share a byte.
    pub(super) fn find(&self, text: &str, parts: Parts, lang: Lang) -> Vec<Match> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut document_marked = None;
        let (mut at, mut position) = (0, 0);
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |gap| at + gap + 1);
            let line = &text[at..end];
            let first = found.len();
            // What is decided by the whole text is looked at only where it decides something.
            let short = line.len() < SHORT_LINE;
            let marked = match document_marked {
                Some(marked) if short => marked,
                None if short => true,
                _ => lang == Lang::Vi,
            };
            let place = (at, position);
            let mut read = self.read_line(line, marked, place, parts, lang, &mut found);
            if short && read.hangs_on_class && document_marked.is_none() {
                let marked = *document_marked.insert(text::document_marked(text));
                if !marked {
                    found.truncate(first);
                    read = self.read_line(line, marked, place, parts, lang, &mut found);
                }
            }
            position = read.position;
            if found.len() - first >= self.goals.len().max(1)
                && !parts.in_title(at)
                && line.len() >= SHORT_LINE
                && self
                    .goals
                    .are_met(&self.confirm(&found[first..]), self.patterns.len())
            {
                break;
            }
            at = end;
        }
        self.confirm(&found)
    }

    /// Looks the words of a line up; `place` is its first byte and its first position.
    fn read_line(
        &self,
        line: &str,
        marked: bool,
        place: (usize, u32),
        parts: Parts,
        lang: Lang,
        found: &mut Vec<Occurrence>,
    ) -> LineRead {
        let (at, first) = place;
        let mut read = LineRead {
            position: first,
            hangs_on_class: false,
        };
        text::analyze_with(line, marked, |token| {
            read.position = first + token.position + 1;
            let token = Token {
                start: at + token.start,
                end: at + token.end,
                position: first + token.position,
                ..token
            };
            read.hangs_on_class |= self.look_up(&token, parts, lang, found);
        });
        read
    }

    /// Puts the places where a token matches; tells whether one more would match if its passage were
    /// written without marks.
    fn look_up(
        &self,
        token: &Token<'_>,
        parts: Parts,
        lang: Lang,
        found: &mut Vec<Occurrence>,
    ) -> bool {
        let mut hangs_on_class = false;
        let folded = cut(token.folded);
        let mut put = |index: usize| {
            let pattern = &self.patterns[index];
            let in_scope = match pattern.scope {
                Scope::Any => true,
                Scope::Title => parts.in_title(token.start),
                Scope::Body => !parts.in_title(token.start),
            };
            if in_scope {
                found.push(Occurrence {
                    span: Span::new(token.start, token.end),
                    position: parts.position(token.start, token.position),
                    pattern: index,
                });
            }
        };
        if self.filter.may_have(folded) {
            for index in entries(&self.words, folded) {
                let term = &self.patterns[index].term;
                hangs_on_class |= hangs_on_class_of_passage(term, token);
                if matches(term, token, false) {
                    put(index);
                }
            }
        }
        for &index in &self.prefixes {
            let term = &self.patterns[index].term;
            hangs_on_class |= hangs_on_class_of_passage(term, token);
            if matches(term, token, true) {
                put(index);
            }
        }
        if lang == Lang::En
            && token.kind == TokenKind::Word
            && !self.stems.is_empty()
            && self.stem_filter.may_have(head(folded))
        {
            let stem = text::stem_english(folded);
            for index in entries(&self.stems, &stem) {
                // The word itself was found above.
                if self.patterns[index].term.folded != folded {
                    put(index);
                }
            }
        }
        hangs_on_class
    }

    /// Keeps single words, and those words of phrases that stand in one.
    fn confirm(&self, found: &[Occurrence]) -> Vec<Match> {
        let mut matches: Vec<Match> = found
            .iter()
            .filter(|occurrence| self.patterns[occurrence.pattern].phrase.is_none())
            .map(|occurrence| Match {
                span: occurrence.span,
                needle: occurrence.pattern,
                position: occurrence.position,
                last: occurrence.position,
            })
            .collect();
        for (index, phrase) in self.phrases.iter().enumerate() {
            phrase.find(found, self.patterns.len() + index, &mut matches);
        }
        // Longer ones first, so that a phrase hides the words within it.
        matches.sort_by_key(|found| (found.span.start, usize::MAX - found.span.end, found.needle));
        let mut end = 0;
        matches.retain(|found| {
            let free = found.span.start >= end;
            if free {
                end = found.span.end;
            }
            free
        });
        matches
    }
}

impl Phrase {
    fn find(&self, found: &[Occurrence], needle: usize, matches: &mut Vec<Match>) {
        let mut words: Vec<Vec<Occurrence>> = vec![Vec::new(); self.end - self.first];
        for occurrence in found {
            if (self.first..self.end).contains(&occurrence.pattern) {
                words[occurrence.pattern - self.first].push(*occurrence);
            }
        }
        let Some((starts, others)) = words.split_first() else {
            return;
        };
        let longest = self.slop.saturating_add(others.len() as u32);
        'starts: for start in starts {
            let mut place = vec![*start];
            for word in others {
                let last = place[place.len() - 1].position;
                let next = word.partition_point(|next| next.position <= last);
                match word.get(next) {
                    Some(next) if next.position - start.position <= longest => place.push(*next),
                    _ => continue 'starts,
                }
            }
            let last = place[place.len() - 1];
            if last.position - start.position == others.len() as u32 {
                matches.push(Match {
                    span: Span::new(start.span.start, last.span.end.max(start.span.end)),
                    needle,
                    position: start.position,
                    last: last.position,
                });
            } else {
                matches.extend(place.iter().map(|word| Match {
                    span: word.span,
                    needle,
                    position: word.position,
                    last: word.position,
                }));
            }
        }
    }
}

/// Tells whether a bare token may match a marked word only where its passage has no marks.
fn hangs_on_class_of_passage(term: &Term, token: &Token<'_>) -> bool {
    term.marks == Marks::Typed && term.written != term.folded && token.written == token.folded
}

/// Tells whether a token is a word of the query, as the index would have found it.
fn matches(term: &Term, token: &Token<'_>, prefix: bool) -> bool {
    let same = |asked: &str, there: &str| {
        if prefix {
            there.starts_with(asked)
        } else {
            there == asked
        }
    };
    if term.marks == Marks::Open || token.kind != TokenKind::Word {
        return same(&term.folded, token.folded);
    }
    let bare = !token.marked_passage && token.written == token.folded;
    if bare {
        let finds_bare = term.marks == Marks::Typed || term.written == term.folded;
        return finds_bare && same(&term.folded, token.folded);
    }
    same(&term.written, token.written)
}

/// The patterns of a key in a sorted list.
fn entries<'e>(list: &'e [(String, usize)], key: &'e str) -> impl Iterator<Item = usize> + 'e {
    let first = list.partition_point(|(entry, _)| entry.as_str() < key);
    list[first..]
        .iter()
        .take_while(move |(entry, _)| entry == key)
        .map(|(_, index)| *index)
}

/// The part of an English word that inflection leaves alone.
fn head(word: &str) -> &str {
    &word[..word.floor_char_boundary(2)]
}

/// Tells most words apart from those looked for without comparing them.
#[derive(Default)]
struct Filter([u64; 16]);

impl Filter {
    fn bit(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let first = bytes.first().copied().map_or(0, usize::from);
        let last = bytes.last().copied().map_or(0, usize::from);
        let hash = (first * 31 + last * 7 + bytes.len() * 131) & 1023;
        (hash / 64, 1 << (hash % 64))
    }

    fn put(&mut self, word: &str) {
        let (place, bit) = Self::bit(word);
        self.0[place] |= bit;
    }

    fn may_have(&self, word: &str) -> bool {
        let (place, bit) = Self::bit(word);
        self.0[place] & bit != 0
    }
}
