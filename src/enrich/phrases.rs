//! Lists of words and short phrases that recognisers look for at a place of a text.

use super::lexicon::longest_first;
use super::scan::Scan;
use super::spelling::WordMap;
use crate::authority::lookup::Lookup;
use crate::authority::same_written;
use std::ops::Range;

/// A list of words and short phrases that is looked up in a text: by folded form, and where the line is
/// written with marks by the marks too, so that `cho` (to) is not `chợ` (market).
#[derive(Debug)]
pub(super) struct Phrases {
    by_folded: Lookup<String, Vec<String>>,
    /// Bit n is set if a phrase of n words begins with the word.
    firsts: WordMap<u8>,
    /// The same for phrases that end with it.
    lasts: WordMap<u8>,
}

impl Phrases {
    /// Makes a list of phrases written with marks.
    pub(super) fn new(phrases: &[&str]) -> Self {
        let mut made = Self {
            by_folded: Lookup::default(),
            firsts: WordMap::new(),
            lasts: WordMap::new(),
        };
        for phrase in phrases {
            let folded = crate::text::fold(phrase);
            let words: Vec<&str> = folded.split(' ').collect();
            *made.firsts.entry(words[0]) |= 1 << words.len();
            *made.lasts.entry(words[words.len() - 1]) |= 1 << words.len();
            let keys = made.by_folded.entry(folded).or_default();
            keys.push((*phrase).to_owned());
        }
        made
    }

    /// All phrases of several lists.
    pub(super) fn of_all(lists: &[&Self]) -> Self {
        let phrases = lists.iter().flat_map(|list| list.by_folded.values());
        let phrases: Vec<&str> = phrases.flatten().map(String::as_str).collect();
        Self::new(&phrases)
    }

    /// Whether a run of words is one of the phrases.
    pub(super) fn has(&self, scan: &Scan<'_>, words: Range<usize>) -> bool {
        let lengths = scan.look_up(&self.firsts, words.start);
        lengths.is_some_and(|lengths| lengths & (1 << words.len()) != 0) && self.is(scan, words)
    }

    fn is(&self, scan: &Scan<'_>, words: Range<usize>) -> bool {
        let Some(keys) = self.by_folded.get(scan.folded_run(words.clone())) else {
            return false;
        };
        if !scan.line_of(words.start).marked {
            return true;
        }
        let printed = scan.surface_run(words);
        keys.iter().any(|phrase| same_written(phrase, printed))
    }

    /// Whether one of the phrases begins at a word.
    pub(super) fn begin_at(&self, scan: &Scan<'_>, at: usize) -> bool {
        let Some(&lengths) = scan.look_up(&self.firsts, at) else {
            return false;
        };
        let line = scan.line_of(at).words.end;
        longest_first(lengths.into())
            .any(|length| at + length <= line && self.is(scan, at..at + length))
    }

    /// The first word of a phrase that ends right before a word, if one does.
    pub(super) fn end_before(&self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        let lengths = *scan.look_up(&self.lasts, at.checked_sub(1)?)?;
        let line = scan.line_of(at).words.start;
        longest_first(lengths.into())
            .filter(|length| at >= line + length)
            .map(|length| at - length)
            .find(|&start| self.is(scan, start..at))
    }
}
