//! What the authority files know of a word, in one table keyed by folded form: the first look at every
//! capitalised word costs one lookup.

use super::scan::Scan;
use crate::authority::localities::{LowerUnit, Unit, localities, lower_units};
use crate::authority::nonnames::{NonName, nonnames};
use crate::authority::offices::titles;
use crate::authority::regions::{REGIONS, Region};
use crate::authority::same_written;
use crate::authority::surnames::{Surname, surnames};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

/// What a fixed name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// A province or centrally run city of some time.
    Unit(&'static Unit),
    /// A district or commune.
    Lower(&'static LowerUnit),
    /// A region.
    Region(&'static Region),
    /// Something that is neither person nor locality of ours, as printed in its file.
    Other(&'static str),
}

/// What one word can begin or be.
#[derive(Debug, Clone, Default)]
pub(super) struct WordInfo {
    /// Bit n is set if some fixed name of n words begins with it.
    pub(super) names: u16,
    /// Words of the longest title that begins with it.
    pub(super) title: u8,
    /// Is the last word of some title.
    pub(super) ends_title: bool,
    /// Never stands in a person's name.
    pub(super) nonname: bool,
    /// Makes an institution or a street of the name before it.
    pub(super) body: bool,
    /// The surnames that fold to it.
    pub(super) surnames: &'static [Surname],
}

/// The tables.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: HashMap<Box<str>, WordInfo, BuildHasherDefault<Fx>>,
    names: HashMap<Box<str>, Vec<Named>, BuildHasherDefault<Fx>>,
}

/// Returns the lexicon; the first call builds it from the authority files.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
    &LEXICON
}

/// The longest fixed name, in words.
const LONGEST: usize = 9;

/// Short aliases that a text must not be searched for: they are too often something else.
const NOT_IN_TEXT: [&str; 5] = ["HN", "HP", "TTH", "HCM", "thành phố mang tên Bác"];

impl Lexicon {
    /// What is known of a folded word.
    pub(super) fn word(&self, folded: &str) -> Option<&WordInfo> {
        self.words.get(folded)
    }

    /// The longest fixed name that begins at a word and does not run past `end`: its length and what
    /// it stands for. The signs between its words must be spaces or hyphens.
    pub(super) fn longest_name(
        &self,
        scan: &Scan<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &[Named])> {
        let lengths = self.word(scan.folded(at))?.names;
        self.name_up_to(scan, at, end, lengths)
    }

    /// The next shorter fixed name after one of `length` words.
    pub(super) fn shorter_name(
        &self,
        scan: &Scan<'_>,
        at: usize,
        length: usize,
    ) -> Option<(usize, &[Named])> {
        let lengths = self.word(scan.folded(at))?.names & ((1 << length) - 1);
        self.name_up_to(scan, at, at + length, lengths)
    }

    fn name_up_to(
        &self,
        scan: &Scan<'_>,
        at: usize,
        end: usize,
        mut lengths: u16,
    ) -> Option<(usize, &[Named])> {
        while lengths != 0 {
            let length = 15 - lengths.leading_zeros() as usize;
            lengths &= !(1 << length);
            if at + length > end || !scan.is_joined(at..at + length) {
                continue;
            }
            if let Some(named) = self.names.get(scan.folded_run(at..at + length)) {
                return Some((length, named));
            }
        }
        None
    }

    fn build() -> Self {
        let mut lexicon = Self {
            words: HashMap::default(),
            names: HashMap::default(),
        };
        for (first, longest) in titles().firsts() {
            lexicon.info(first).title = u8::try_from(longest).expect("titles are short");
        }
        for phrase in titles().phrases() {
            let last = phrase.rsplit(' ').next().unwrap_or_default();
            lexicon.info(last).ends_title = true;
        }
        for (folded, surnames) in surnames() {
            lexicon.info(folded).surnames = surnames;
        }
        for (kind, text) in nonnames() {
            match kind {
                NonName::Word => lexicon.info(&crate::text::fold(text)).nonname = true,
                NonName::Body => lexicon.info(&crate::text::fold(text)).body = true,
                NonName::Name => lexicon.put(text, Named::Other(text)),
            }
        }
        lexicon.put_units();
        for region in &REGIONS {
            lexicon.put(region.name, Named::Region(region));
            for alias in region.aliases {
                lexicon.put(alias, Named::Region(region));
            }
        }
        for unit in lower_units().all() {
            lexicon.put(unit.name, Named::Lower(unit));
        }
        lexicon
    }

    fn put_units(&mut self) {
        for unit in localities().units() {
            // The bare name is that of the person; only forms that say city mean the city.
            if unit.name == "Hồ Chí Minh" {
                for form in [
                    "Thành phố Hồ Chí Minh",
                    "TP Hồ Chí Minh",
                    "T P Hồ Chí Minh",
                    "TPHCM",
                    "TP HCM",
                    "T P HCM",
                    "Tp Hồ Chí Minh",
                    "Ho Chi Minh City",
                    "HCM City",
                    "HCMC",
                    "HCMCity",
                    "Hochiminh City",
                    "HoChiMinh City",
                    "Thành phố HCM",
                    "Sài Gòn",
                    "Saigon",
                    "TP HỒ CHÍ MINH",
                ] {
                    self.put(form, Named::Unit(unit));
                }
                continue;
            }
            let names = [unit.name, unit.name_en];
            for name in names.iter().chain(&unit.aliases) {
                if NOT_IN_TEXT.contains(name) {
                    continue;
                }
                self.put(name, Named::Unit(unit));
                let compact: String = name.split([' ', '-']).collect();
                // The fruit is written like the province.
                if compact != "LongAn" && compact.len() > 4 {
                    self.put(&compact, Named::Unit(unit));
                }
            }
        }
    }

    fn info(&mut self, folded: &str) -> &mut WordInfo {
        self.words.entry(folded.into()).or_default()
    }

    fn put(&mut self, name: &str, named: Named) {
        let folded = crate::text::fold(name);
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() || words.len() > LONGEST {
            return;
        }
        self.info(words[0]).names |= 1 << words.len();
        let owners = self.names.entry(words.join(" ").into()).or_default();
        let same = |known: &Named| match (known, &named) {
            (Named::Unit(a), Named::Unit(b)) => a.id == b.id,
            (Named::Other(a), Named::Other(b)) => a == b,
            _ => false,
        };
        if !owners.iter().any(same) {
            owners.push(named);
        }
    }
}

/// A list of words and short phrases that is looked up in a text: by folded form, and where the line is
/// written with marks by the marks too, so that `cho` (to) is not `chợ` (market).
#[derive(Debug)]
pub(super) struct Phrases {
    by_folded: HashMap<String, Vec<String>, BuildHasherDefault<Fx>>,
    longest: usize,
}

impl Phrases {
    /// Makes a list of phrases written with marks.
    pub(super) fn new(phrases: &[&str]) -> Self {
        let mut by_folded: HashMap<String, Vec<String>, BuildHasherDefault<Fx>> =
            HashMap::default();
        let mut longest = 0;
        for phrase in phrases {
            longest = phrase.split(' ').count().max(longest);
            let keys = by_folded.entry(crate::text::fold(phrase)).or_default();
            keys.push((*phrase).to_owned());
        }
        Self { by_folded, longest }
    }

    /// Whether a run of words is one of the phrases.
    pub(super) fn has(&self, scan: &Scan<'_>, words: Range<usize>) -> bool {
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
        let line = scan.line_of(at).words.end;
        (1..=self.longest).any(|length| at + length <= line && self.has(scan, at..at + length))
    }

    /// The first word of a phrase that ends right before a word, if one does.
    pub(super) fn end_before(&self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        if at == 0 {
            return None;
        }
        let line = scan.line_of(at).words.start;
        (1..=self.longest)
            .rev()
            .filter(|length| at >= line + length)
            .map(|length| at - length)
            .find(|&start| self.has(scan, start..at))
    }
}

/// The multiply-and-rotate hash of the Firefox source: the tables are our own, so no one can attack them.
#[derive(Default)]
struct Fx(u64);

impl Fx {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    }
}

impl Hasher for Fx {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes(
                chunk.try_into().expect("chunks of eight"),
            ));
        }
        for &byte in chunks.remainder() {
            self.add(u64::from(byte));
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
