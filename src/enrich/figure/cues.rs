//! The words of a sentence that tell an indicator, and which of them speaks of a quantity.

use super::quantity::{Form, Quantity};
use super::words::ends_clause;
use crate::authority::indicators::{Cue, Indicator, Measure, indicators};
use crate::enrich::scan::{Gap, Scan};
use crate::text::fold;
use std::ops::Range;

/// The cues of one sentence, by word.
pub(super) struct Cues {
    at: Vec<Found>,
    words: Range<usize>,
    /// For each word, which bracket it stands in, 0 outside; empty where there is none.
    brackets: Vec<u8>,
}

/// One cue at its place.
struct Found {
    words: Range<usize>,
    indicator: &'static Indicator,
    /// A word as wide as "growth": any other cue before it says of what.
    wide: bool,
    /// What another word narrows to a part, as in `software exports`: the number is of no indicator.
    part: bool,
}

impl Cues {
    /// Finds the cues among some words.
    pub(super) fn new(scan: &Scan<'_>, words: &Range<usize>) -> Self {
        let mut cues = Self {
            at: Vec::new(),
            words: words.clone(),
            brackets: Vec::new(),
        };
        if words.is_empty() {
            return cues;
        }
        let folded = scan.folded_run(words.clone());
        let mut starts = Vec::with_capacity(words.len());
        let mut byte = 0;
        for word in words.clone() {
            starts.push(byte);
            byte += scan.folded(word).len() + 1;
        }
        cues.at = indicators()
            .cues_in(folded)
            .map(|cue: Cue| {
                let first = starts.partition_point(|start| *start <= cue.start) - 1;
                let last = starts.partition_point(|start| *start < cue.end);
                let at = words.start + first..words.start + last;
                Found {
                    part: cue.indicator.id == "export" && of_goods(scan, words, &at)
                        || cue.wide && cue.indicator.id == "grdp" && !alone(scan, words, &at),
                    words: at,
                    indicator: cue.indicator,
                    wide: cue.wide,
                }
            })
            .collect();
        if !cues.at.is_empty() {
            cues.brackets = brackets(scan, words);
        }
        cues
    }

    fn bracket(&self, word: usize) -> u8 {
        let at = word.checked_sub(self.words.start);
        at.and_then(|at| self.brackets.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The cue that speaks of a quantity: the nearest before its end, not before `from`, that fits, else
    /// one that follows it at once. `Some(None)` where the nearest is narrowed to a part.
    pub(super) fn near(
        &self,
        scan: &Scan<'_>,
        quantity: &Quantity,
        from: usize,
        until: usize,
        asked: Asked,
    ) -> Option<&'static Indicator> {
        // What is counted stands beside the number; a rate may be named far ahead of it.
        let counted = quantity.noun.is_some();
        let from = if counted {
            from.max(quantity.words.start.saturating_sub(6))
        } else {
            from
        };
        let inside = self.bracket(quantity.words.start);
        let serves = |cue: &Found| {
            let bracket = self.bracket(cue.words.start);
            (bracket == 0 || bracket == inside)
                && fits(cue.indicator, quantity, asked.plan)
                && !(cue.wide && quantity.form == Form::Money)
        };
        let before = |cue: &&Found| {
            cue.words.start >= from && cue.words.end <= quantity.words.end && serves(cue)
        };
        let nearest = self.first_at(self.at.iter().rfind(before), &before);
        let told = nearest.filter(|cue| cue.wide).and_then(|_| {
            let narrow = |cue: &&Found| before(cue) && !cue.wide;
            self.first_at(self.at.iter().rfind(narrow), &narrow)
        });
        let reach = if counted {
            until.min(quantity.words.end + 6)
        } else {
            until
        };
        let after = || {
            self.at.iter().find(|cue| {
                cue.words.start >= quantity.words.start
                    && cue.words.end <= reach
                    && serves(cue)
                    && (asked.list || follows(scan, quantity, cue, until))
            })
        };
        // "đứng thứ nhì về dân số": what a rank is by may follow it.
        let by = (quantity.form == Form::Rank)
            .then(|| {
                self.at
                    .iter()
                    .find(|cue| ranked_by(scan, quantity, cue) && serves(cue))
            })
            .flatten();
        by.or(told)
            .or(nearest)
            .or_else(after)
            .filter(|cue| !cue.part || asked.list)
            .map(|cue| cue.indicator)
            // Foreign capital is counted in foreign money.
            .filter(|indicator| indicator.id != "fdi" || !in_dong(quantity))
    }

    /// The first cue at the place of another: one word may tell several indicators, the first that
    /// fits is meant.
    fn first_at<'c>(
        &'c self,
        last: Option<&'c Found>,
        fits: &dyn Fn(&&Found) -> bool,
    ) -> Option<&'c Found> {
        let words = &last?.words;
        self.at.iter().find(|cue| cue.words == *words && fits(cue))
    }

    /// The last cue that fits.
    pub(super) fn last(&self, quantity: &Quantity, plan: bool) -> Option<&'static Indicator> {
        let fitting = self.at.iter().rev().map(|cue| cue.indicator);
        fitting
            .into_iter()
            .find(|indicator| fits(indicator, quantity, plan))
    }
}

/// What is known of a quantity when its cue is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// Whether it is a part of a plan.
    pub(super) plan: bool,
    /// Whether a list of places distributes the indicator.
    pub(super) list: bool,
}

/// For each word of a sentence, which bracket it stands in.
fn brackets(scan: &Scan<'_>, words: &Range<usize>) -> Vec<u8> {
    let (mut open, mut opened) = (0u8, 0u8);
    let of = |word: usize| {
        for sign in scan.gap_text(word).chars() {
            match sign {
                '(' if word > words.start || scan.gap_text(word).ends_with('(') => {
                    opened = opened.saturating_add(1);
                    open = opened;
                }
                ')' => open = 0,
                _ => {}
            }
        }
        open
    };
    words.clone().map(of).collect()
}

/// `28% thu ngân sách`, `98 percent of poor households`: right after it, with no number of its own.
fn follows(scan: &Scan<'_>, quantity: &Quantity, cue: &Found, until: usize) -> bool {
    let end = quantity.words.end;
    // A cue within the noun or the unit.
    if cue.words.start < end {
        return true;
    }
    let near = cue.words.start <= end + 4
        && (end..=cue.words.start).all(|word| word == end || !ends_clause(scan, word))
        && !ends_clause(scan, end)
        && (end..cue.words.start).all(|word| !matches!(scan.folded(word), "va" | "and" | "while"));
    let its_own = until < scan.words.len()
        && until >= cue.words.end
        && until - cue.words.end <= 2
        && (cue.words.end..=until).all(|word| !ends_clause(scan, word));
    near && !its_own
}

/// `xếp thứ 7 về thu hút FDI`, `ranked third in exports`.
fn ranked_by(scan: &Scan<'_>, quantity: &Quantity, cue: &Found) -> bool {
    let end = quantity.words.end;
    cue.words.start > end
        && cue.words.start <= end + 6
        && (end..=cue.words.start).all(|word| !ends_clause(scan, word))
        && (end..cue.words.start)
            .any(|word| matches!(scan.folded(word), "ve" | "in" | "for" | "by" | "on"))
}

/// Words that go with exports as a whole; any other narrows them to some goods.
const OF_ALL_GOODS: &[&str] = &[
    "dat", "tang", "giam", "cua", "uoc", "nam", "hang", "hoa", "ca", "toan", "thang", "quy", "la",
    "va", "khoang", "tren", "hon", "gan", "dau", "chu", "voi", "trong", "bang", "tiep", "binh",
    "duoc", "lon", "cac", "o", "tinh", "thanh", "tp", "moi", "tai", "thu", "cao", "vuot", "nhap",
    "khau", "tren", "dia", "ban", "theo", "den", "mang", "ve",
];

/// `xuất khẩu phần mềm`, `coffee exports`: exports of some goods.
fn of_goods(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>) -> bool {
    let next = cue.end;
    let vietnamese = scan.folded(cue.end - 1) == "khau";
    let plain = |word: usize| !scan.words[word].is_capital() && !scan.words[word].has_digit();
    if vietnamese {
        return next < words.end
            && scan.words[next].gap == Gap::Space
            && plain(next)
            && !OF_ALL_GOODS.contains(&scan.folded(next));
    }
    let of_it = next + 1 < words.end
        && scan.folded(next) == "of"
        && plain(next + 1)
        && !matches!(
            scan.folded(next + 1),
            "the" | "goods" | "over" | "about" | "nearly" | "more"
        );
    let before = cue.start > words.start
        && scan.words[cue.start].gap == Gap::Space
        && plain(cue.start - 1)
        && GOODS_BEFORE.contains(&scan.folded(cue.start - 1));
    of_it || before
}

/// Goods that stand before "exports".
const GOODS_BEFORE: &[&str] = &[
    "coffee",
    "shrimp",
    "rice",
    "durian",
    "pangasius",
    "fish",
    "seafood",
    "software",
    "textile",
    "garment",
    "footwear",
    "wood",
    "furniture",
    "pepper",
    "cashew",
    "rubber",
    "tuna",
    "fruit",
    "vegetable",
    "aquatic",
    "electronics",
    "phone",
    "steel",
    "coal",
    "oil",
    "catfish",
    "tea",
];

/// Words that may stand in a clause beside a growth that is the economy's own.
const OF_THE_ECONOMY: &[&str] = &[
    "kinh",
    "te",
    "toc",
    "do",
    "muc",
    "dat",
    "duoc",
    "cua",
    "tinh",
    "thanh",
    "pho",
    "tp",
    "voi",
    "co",
    "nam",
    "quy",
    "thang",
    "dau",
    "i",
    "ii",
    "iii",
    "iv",
    "the",
    "a",
    "an",
    "of",
    "economic",
    "with",
    "annual",
    "average",
    "its",
    "rate",
    "highest",
    "strong",
    "s",
    "in",
    "year",
    "quarter",
    "first",
    "second",
    "third",
    "fourth",
    "and",
    "va",
    "binh",
    "quan",
    "giai",
    "doan",
    "cao",
    "nhat",
    "ca",
    "bang",
    "la",
    "city",
    "province",
    "recorded",
    "record",
    "posted",
    "reached",
    "had",
    "saw",
    "this",
    "last",
    "negative",
    "positive",
    "overall",
    "local",
    "provincial",
    "tang",
    "truong",
    "duy",
    "tri",
    "tiep",
    "tuc",
    "tich",
    "cuc",
    "kha",
    "hai",
    "con",
    "so",
    "phan",
    "muc",
    "tieu",
    "trong",
    "nhiem",
    "ky",
    "six",
    "nine",
    "three",
    "months",
    "month",
    "for",
    "at",
    "dia",
    "phuong",
    "am",
    "qua",
    "tu",
    "den",
    "from",
    "to",
    "uoc",
    "quarterly",
    "double",
    "digit",
    "dang",
    "du",
    "kien",
    "toan",
    "vuot",
    "thu",
    "khi",
    "set",
    "target",
    "goal",
    "strives",
    "aims",
    "phuong",
    "an",
    "kich",
    "ban",
    "moi",
    "cu",
    "former",
    "old",
    "giu",
    "chi",
    "about",
    "khoang",
    "tren",
    "hon",
    "ghi",
    "nhan",
    "lai",
    "tuong",
    "ung",
    "is",
    "was",
    "by",
    "among",
    "country",
    "nuoc",
    "dung",
    "xep",
    "hang",
    "localities",
    "provinces",
];

/// Whether "growth" is said of the economy: nothing else is named in its clause before it, nor behind it.
fn alone(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>) -> bool {
    let of_it = |word: usize| {
        scan.words[word].has_digit()
            || scan.words[word].is_capital()
            || OF_THE_ECONOMY.contains(&scan.folded(word))
    };
    let start = (words.start..=cue.start)
        .rev()
        .find(|word| *word == words.start || ends_clause(scan, *word))
        .unwrap_or(words.start);
    let behind = (cue.end..words.end.min(cue.end + 3))
        .take_while(|word| !ends_clause(scan, *word) && !scan.words[*word].has_digit());
    (start..cue.start).all(of_it) && behind.into_iter().all(of_it)
}

/// Whether an indicator may be given in the form of a quantity.
pub(super) fn fits(indicator: &Indicator, quantity: &Quantity, plan: bool) -> bool {
    match quantity.form {
        Form::Money => indicator.form == "money",
        Form::Count | Form::Fraction => {
            let unit = fold(quantity.unit.as_deref().unwrap_or(""));
            indicator.form == "count" && (unit.is_empty() || indicator.counts_in(&unit))
        }
        Form::Bare => matches!(indicator.form, "count" | "bare"),
        Form::Percent => {
            (indicator.form != "count"
                && (indicator.form != "money" || indicator.percent != Measure::Level))
                || quantity.change
                || plan
                || indicator.id == "poor_households"
        }
        Form::Points | Form::Rank | Form::RankChange | Form::Times => true,
    }
}

fn in_dong(quantity: &Quantity) -> bool {
    if quantity.form != Form::Money {
        return false;
    }
    let unit = fold(quantity.unit.as_deref().unwrap_or(""));
    unit.ends_with("dong") || unit.ends_with("vnd")
}
