//! What the authority files know of a word, in one table keyed by folded form: the first look at every
//! capitalised word costs one lookup.

use super::pairs::Pairs;
use super::said::{self, Said};
use super::scan::{Gap, OPENS_BODY, OPENS_NAME, Scan};
use super::spelling::{Spelling, WordMap};
use crate::authority::bodies::bodies;
use crate::authority::foreign::{ForeignName, foreign_names};
use crate::authority::localities::{LowerUnit, Unit, former_units, localities, lower_units};
use crate::authority::lookup::Lookup;
use crate::authority::nonnames::{NonName, nonnames};
use crate::authority::offices::titles;
use crate::authority::regions::{REGIONS, Region};
use crate::authority::surnames::{Surname, surnames};
use crate::text::bare_syllables;
use std::sync::LazyLock;

/// What a fixed name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// A province or centrally run city of some time.
    Unit(&'static Unit),
    /// A district or commune.
    Lower(&'static LowerUnit),
    /// A commune, ward or town of before July 2025: a locality only with the word for its grade.
    Former(&'static LowerUnit),
    /// A region.
    Region(&'static Region),
    /// Something that is neither person nor locality of ours, as printed in its file.
    Other(&'static str),
}

/// What one word can begin or be.
#[derive(Debug, Clone, Default)]
pub(super) struct WordInfo {
    /// Bit n is set if some fixed name of n words begins with it.
    names: u16,
    /// Bit n is set if some title of n words begins with it.
    titles: u16,
    /// Bit n is set if some body's name of n words begins with it.
    bodies: u32,
    /// Bit n is set if some title of n words ends with it.
    title_ends: u16,
    /// The groups of [`said`] that it is in.
    said: u16,
    /// Never stands in a person's name.
    pub(super) nonname: bool,
    /// Opens a fixed name of a locality and may be printed small there.
    pub(super) opens_small: bool,
    /// Opens the name of a body of a district or commune.
    pub(super) opens_lower_body: bool,
    /// Makes an institution or a street of the name before it.
    pub(super) body: bool,
    /// Stands in the names of another people.
    pub(super) foreign: Option<ForeignName>,
    /// The surnames that fold to it.
    pub(super) surnames: &'static [Surname],
}

/// The tables.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: WordMap<WordInfo>,
    /// The groups that each word is in, by its number: asked for word after word, they lie close together.
    said: Vec<u16>,
    names: Lookup<Box<str>, Vec<Named>>,
    name_pairs: Pairs,
    title_pairs: Pairs,
    body_pairs: Pairs,
}

impl WordInfo {
    /// What it may open where it is printed with a capital or without, as flags of a word in a scan.
    pub(super) const fn opens(&self, capital: bool) -> u8 {
        let mut flags = 0;
        if self.names != 0 && (capital || self.opens_small) {
            flags |= OPENS_NAME;
        }
        if self.bodies != 0 || self.opens_lower_body {
            flags |= OPENS_BODY;
        }
        flags
    }
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

/// Words that open a fixed name and may be printed small: `thành phố Hồ Chí Minh`, `đồng bằng sông Hồng`.
const SMALL_OPENERS: [&str; 7] = ["thanh", "dong", "mien", "duyen", "trung", "chau", "tp"];

/// Words that open the name of a body of a district or commune: `Huyện ủy Đức Trọng`, `UBND xã Hà Thanh`.
const LOWER_BODY_OPENERS: [&str; 8] = ["huyen", "quan", "thi", "ubnd", "uy", "hdnd", "hoi", "cong"];

/// The numbers of the bits that are set, from the highest down.
pub(super) fn longest_first(mut lengths: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let length = lengths.checked_ilog2()?;
        lengths &= !(1 << length);
        Some(length as usize)
    })
}

impl Lexicon {
    /// The number of a folded word, 0 for one of which nothing is known.
    pub(super) fn number(&self, word: Spelling, hash: u64) -> u16 {
        self.words.number(hash, || word)
    }

    /// What is known of the word of a number.
    pub(super) fn numbered(&self, number: u16) -> Option<&WordInfo> {
        self.words.numbered(number)
    }

    /// The longest fixed name that begins at a word and does not run past `end`: its length and what
    /// it stands for. The signs between its words must be spaces or hyphens.
    pub(super) fn longest_name(
        &self,
        scan: &Scan<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &[Named])> {
        if at >= end {
            return None;
        }
        self.name_up_to(scan, at, end, self.names_at(scan, at))
    }

    /// The next shorter fixed name after one of `length` words.
    pub(super) fn shorter_name(
        &self,
        scan: &Scan<'_>,
        at: usize,
        length: usize,
    ) -> Option<(usize, &[Named])> {
        let lengths = self.names_at(scan, at) & ((1 << length) - 1);
        self.name_up_to(scan, at, at + length, lengths)
    }

    /// The lengths of the fixed names that may begin at a word: bit n for n words.
    fn names_at(&self, scan: &Scan<'_>, at: usize) -> u32 {
        let lengths = scan.known(at).map_or(0, |word| word.names.into());
        self.name_pairs.lengths(scan, at, lengths)
    }

    /// Whether a word is in a group.
    #[inline]
    pub(super) fn says(&self, number: u16, group: Said) -> bool {
        group.is_in(self.said[usize::from(number)])
    }

    /// The lengths of the titles that may begin at a word: bit n for n words.
    #[inline]
    pub(super) fn titles_at(&self, scan: &Scan<'_>, at: usize) -> u32 {
        if !scan.says(at, said::TITLE_FIRSTS) {
            return 0;
        }
        let lengths = scan.known(at).map_or(0, |word| word.titles.into());
        self.title_pairs.lengths(scan, at, lengths)
    }

    /// The lengths of the titles that may end right before a word, the longest first.
    pub(super) fn titles_before(&self, scan: &Scan<'_>, at: usize) -> impl Iterator<Item = usize> {
        let last = at
            .checked_sub(1)
            .filter(|last| scan.says(*last, said::TITLE_LASTS))
            .and_then(|last| scan.known(last));
        let lengths = last.map_or(0, |word| word.title_ends.into());
        longest_first(lengths).filter(move |length| {
            let start = at.checked_sub(*length);
            start.is_some_and(|start| self.titles_at(scan, start) & (1 << length) != 0)
        })
    }

    /// Of some lengths, bit n for n words, those of the bodies' names that may begin at a word.
    pub(super) fn bodies_at(&self, scan: &Scan<'_>, at: usize, wanted: u32) -> u32 {
        let lengths = wanted & scan.known(at).map_or(0, |word| word.bodies);
        self.body_pairs.lengths(scan, at, lengths)
    }

    fn name_up_to(
        &self,
        scan: &Scan<'_>,
        at: usize,
        end: usize,
        lengths: u32,
    ) -> Option<(usize, &[Named])> {
        for length in longest_first(lengths) {
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
            words: WordMap::new(),
            said: Vec::new(),
            names: Lookup::default(),
            name_pairs: Pairs::new(),
            title_pairs: Pairs::new(),
            body_pairs: Pairs::new(),
        };
        for syllable in bare_syllables() {
            let info = lexicon.info(&syllable);
            info.said = said::SYLLABLES.put(info.said);
        }
        for (group, words) in said::GROUPS {
            for phrase in words {
                let first = phrase.split(' ').next().unwrap_or(phrase);
                let info = lexicon.info(&crate::text::fold(first));
                info.said = group.put(info.said);
            }
        }
        for word in SMALL_OPENERS {
            lexicon.info(word).opens_small = true;
        }
        for word in LOWER_BODY_OPENERS {
            lexicon.info(word).opens_lower_body = true;
        }
        for phrase in titles().phrases() {
            let words: Vec<&str> = phrase.split(' ').collect();
            let first = lexicon.info(words[0]);
            first.titles |= 1 << words.len();
            first.said = said::TITLE_FIRSTS.put(first.said);
            let last = lexicon.info(words[words.len() - 1]);
            last.title_ends |= 1 << words.len();
            last.said = said::TITLE_LASTS.put(last.said);
            lexicon.title_pairs.put(&words);
        }
        for name in bodies().folded_names() {
            let words: Vec<&str> = name.split(' ').collect();
            lexicon.info(words[0]).bodies |= 1 << words.len().min(31);
            lexicon.body_pairs.put(&words);
        }
        for (folded, surnames) in surnames() {
            lexicon.info(folded).surnames = surnames;
        }
        for (kind, name) in foreign_names() {
            lexicon.info(&crate::text::fold(name)).foreign = Some(kind);
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
        // A single letter behind the word for a commune is an abbreviation.
        for unit in former_units().iter().filter(|unit| unit.name.len() > 2) {
            lexicon.put(unit.name, Named::Former(unit));
        }
        let said = lexicon.words.values().iter().map(|info| info.said);
        lexicon.said = std::iter::once(0).chain(said).collect();
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
        self.words.entry(folded)
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
        self.name_pairs.put(&words);
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

/// Whether the word before a word is but the end of another, so that it says nothing of what follows:
/// `chiến trường Tây Ninh`, `Nhật Bản Kenji Sato`.
pub(super) fn ends_compound(scan: &Scan<'_>, at: usize) -> bool {
    at >= 2
        && scan.words[at - 1].gap == Gap::Space
        && matches!(
            scan.folded_run(at - 2..at),
            "thanh pho"
                | "nhat ban"
                | "van ban"
                | "co ban"
                | "khi tuong"
                | "doi tuong"
                | "hien tuong"
                | "bieu tuong"
                | "gia dinh"
                | "quyet dinh"
                | "nha truong"
                | "thi truong"
                | "moi truong"
                | "cong truong"
                | "chien truong"
                | "nong truong"
                | "lam truong"
                | "ngu truong"
                | "toan cau"
                | "yeu cau"
                | "quoc gia"
                | "quan doi"
                | "bo doi"
                | "dia dao"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_bare_syllable;

    #[test]
    fn the_lexicon_knows_all_syllables() {
        let letters = b"aceghimnopqtuy";
        let mut words = vec![String::new()];
        for _ in 0..4 {
            let longer = words.iter().flat_map(|word| {
                letters
                    .iter()
                    .map(move |letter| format!("{word}{}", char::from(*letter)))
            });
            words = longer.collect();
            for word in &words {
                let known = lexicon().words.get(Spelling::of(word.as_bytes()));
                let syllable = known.is_some_and(|known| said::SYLLABLES.is_in(known.said));
                assert_eq!(syllable, is_bare_syllable(word), "{word}");
            }
        }
        for (word, expected) in [
            ("nghieng", true),
            ("khuyen", true),
            ("truong", true),
            ("kgan", false),
        ] {
            let known = lexicon().words.get(Spelling::of(word.as_bytes()));
            assert_eq!(
                known.is_some_and(|known| said::SYLLABLES.is_in(known.said)),
                expected,
                "{word}"
            );
        }
    }
}
