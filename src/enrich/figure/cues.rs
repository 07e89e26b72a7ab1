//! The words of a sentence that tell an indicator, and which of them speaks of a quantity.

mod part;

use super::quantity::{Form, Quantity};
use super::words::ends_clause;
use crate::authority::indicators::{Cue, Indicator, Measure, indicators};
use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};
use crate::text::fold;
use std::cell::OnceCell;
use std::ops::Range;

/// The cues of one sentence, by word.
pub(super) struct Cues {
    at: Vec<Found>,
    words: Range<usize>,
    /// For each word, which bracket it stands in, 0 outside; empty where there is none.
    brackets: Vec<u8>,
}

/// Some words whose cues are looked for when they are first asked for, and once.
pub(super) struct Passage {
    pub(super) words: Range<usize>,
    cues: OnceCell<Cues>,
}

impl Passage {
    pub(super) const fn new(words: Range<usize>) -> Self {
        Self {
            words,
            cues: OnceCell::new(),
        }
    }

    /// The cues among its words.
    pub(super) fn cues(&self, scan: &Scan<'_>) -> &Cues {
        self.cues.get_or_init(|| Cues::new(scan, &self.words))
    }
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
            .filter(|cue| {
                // "lứa" and "lừa" are no rice.
                let first = starts.partition_point(|start| *start <= cue.start) - 1;
                let short = cue.indicator.id == "rice" && cue.end - cue.start == 3;
                (!short || scan.surface(words.start + first).to_lowercase() == "lúa")
                    && !is_of_a_name(scan, words, words.start + first, cue.indicator.id)
                    && !is_speech(scan, words, words.start + first)
            })
            .map(|cue: Cue| {
                let first = starts.partition_point(|start| *start <= cue.start) - 1;
                let last = starts.partition_point(|start| *start < cue.end);
                let at = words.start + first..words.start + last;
                Found {
                    part: part::is_part(scan, words, &at, cue.indicator.id, cue.wide),
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
        asked: &Asked<'_>,
    ) -> Option<&'static Indicator> {
        // What is counted stands beside the number; a rate may be named far ahead of it.
        let counted = quantity.noun.is_some();
        let from = if counted {
            from.max(quantity.words.start.saturating_sub(9))
        } else {
            from
        };
        let serves = |cue: &Found| self.serves(scan, cue, quantity, asked);
        let before = |cue: &&Found| {
            cue.words.start >= from && cue.words.end <= quantity.words.end && serves(cue)
        };
        let nearest = self.first_at(self.at.iter().rfind(before), &before);
        let told = nearest.filter(|cue| cue.wide).and_then(|_| {
            // "budget revenue 5,730 billion; growth is 8.06%": not across a semicolon.
            let wide = nearest.map_or(0, |cue| cue.words.start);
            let parted = (from.max(wide.saturating_sub(NARROW_WORDS))..=wide)
                .rev()
                .find(|word| scan.words[*word].gap == Gap::Semicolon);
            let start = parted.unwrap_or(from);
            let narrow = |cue: &&Found| before(cue) && !cue.wide && cue.words.start >= start;
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
            // "chiếm 30% GRDP": a part of it is something else.
            .filter(|cue| {
                let of_it = quantity.form == Form::Percent && !quantity.change;
                !(of_it
                    && cue.indicator.id == "grdp"
                    && cue.words.start >= quantity.words.end
                    && !asked.list)
            })
            .filter(|cue| !cue.part || asked.list)
            .map(|cue| cue.indicator)
            // Foreign capital is counted in foreign money.
            .filter(|indicator| indicator.id != "fdi" || !in_dong(quantity))
    }

    /// "thu tiền sử dụng đất 40.000 tỷ đồng, thu đấu giá khoáng sản 82,5 tỷ đồng": a cue that another
    /// number took says nothing of one with words of its own.
    fn is_far(&self, scan: &Scan<'_>, cue: &Found, quantity: &Quantity, asked: &Asked<'_>) -> bool {
        let at = quantity.words.start;
        let sums = matches!(quantity.form, Form::Money | Form::Percent) && quantity.noun.is_none();
        if asked.list || !sums || cue.words.end > at {
            return false;
        }
        let from = if asked.since > cue.words.end {
            asked.since
        } else {
            let part = (cue.words.end..at).rev();
            let part = part
                .into_iter()
                .find(|word| scan.gap_text(*word).contains(';'));
            part.unwrap_or(at)
        };
        let own = (from..at).filter(|word| {
            !scan.words[*word].has_digit()
                && !scan.words[*word].is_capital()
                && !scan.says(*word, said::CONNECTING)
                && super::words::moves(scan.folded(*word)).is_none()
        });
        own.count() >= 3
    }

    /// Whether a cue may speak of a quantity, by form, bracket and what stands between.
    fn serves(&self, scan: &Scan<'_>, cue: &Found, quantity: &Quantity, asked: &Asked<'_>) -> bool {
        let counted = quantity.noun.is_some();
        let bracket = self.bracket(cue.words.start);
        // "(PCI)" repeats what stands before the bracket.
        // "zone II (industry) increased by 14.9%".
        let explains = asked.since <= cue.words.start
            && cue.words.end <= quantity.words.start
            && quantity.words.start <= cue.words.end + 4;
        let open = bracket == 0
            || explains
            || bracket == self.bracket(quantity.words.start)
            || scan.words[cue.words.start].is_all_capitals();
        // "7 người chết và 5 người hôn mê": the first noun tells nothing of the second.
        let taken = counted
            && asked.quantities.iter().any(|other| {
                other.words.end <= quantity.words.start
                    && cue.words.start < other.words.end
                    && cue.words.end > other.words.start
            });
        let vague = cue.wide
            && (quantity.form == Form::Money || counted && goes_on(scan, quantity, self.words.end));
        open && fits(cue.indicator, quantity, asked.plan)
            && !vague
            && !taken
            && !self.is_far(scan, cue, quantity, asked)
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

    /// The last word of the first cue of the indicator that an id is a measure of.
    pub(super) fn place_of(&self, id: &str) -> Option<usize> {
        let of_it =
            |cue: &&Found| id.starts_with(cue.indicator.id) || id.starts_with(cue.indicator.level);
        self.at.iter().find(of_it).map(|cue| cue.words.end - 1)
    }

    /// Whether a cue among some words is narrowed to a part.
    pub(super) fn narrowed(&self, words: Range<usize>) -> bool {
        let first = self.at.partition_point(|cue| cue.words.start < words.start);
        self.at[first..]
            .iter()
            .take_while(|cue| cue.words.start < words.end)
            .any(|cue| cue.part && !cue.wide)
    }

    /// The last cue that fits.
    pub(super) fn last(&self, quantity: &Quantity, plan: bool) -> Option<&'static Indicator> {
        let fit = |cue: &&Found| fits(cue.indicator, quantity, plan);
        let last = self.at.iter().rfind(fit);
        self.first_at(last, &fit).map(|cue| cue.indicator)
    }

    /// The first cue that fits: what a text is about it says before its details.
    pub(super) fn first(&self, quantity: &Quantity) -> Option<&'static Indicator> {
        let fit = |cue: &&Found| fits(cue.indicator, quantity, false) && !cue.part;
        self.at.iter().find(fit).map(|cue| cue.indicator)
    }
}

/// `Chamber of Commerce and Industry`, `Sở Nông nghiệp`: a branch in the name of a body.
fn is_of_a_name(scan: &Scan<'_>, words: &Range<usize>, at: usize, id: &str) -> bool {
    matches!(id, "agriculture" | "industry" | "services")
        && at > words.start
        && scan.words[at].is_capital()
        && !ends_clause(scan, at)
}

/// `The secretary admitted that`: speech, and no new members.
fn is_speech(scan: &Scan<'_>, words: &Range<usize>, at: usize) -> bool {
    scan.folded(at) == "admitted" && at + 1 < words.end && scan.folded(at + 1) == "that"
}

/// How far before a wide word a semicolon is looked for.
const NARROW_WORDS: usize = 60;

/// What is known of a quantity when its cue is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'q> {
    /// Whether it is a part of a plan.
    pub(super) plan: bool,
    /// Whether a list of places distributes the indicator.
    pub(super) list: bool,
    /// Where the quantity before it ends.
    pub(super) since: usize,
    /// The quantities of its sentence.
    pub(super) quantities: &'q [Quantity],
}

/// For each word of a sentence, which bracket it stands in.
fn brackets(scan: &Scan<'_>, words: &Range<usize>) -> Vec<u8> {
    let (mut open, mut opened) = (0u8, 0u8);
    let of = |word: usize| {
        for sign in scan.signs(word).chars() {
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

/// `11 đảng viên có khuyết điểm`: a wide noun that is told more of.
fn goes_on(scan: &Scan<'_>, quantity: &Quantity, end: usize) -> bool {
    let next = quantity.words.end;
    next < end
        && !ends_clause(scan, next)
        && matches!(
            scan.surface(next),
            "có" | "bị" | "vi" | "who" | "were" | "under"
        )
}

/// Whether an indicator may be given in the form of a quantity.
pub(super) fn fits(indicator: &Indicator, quantity: &Quantity, plan: bool) -> bool {
    match quantity.form {
        Form::Money => indicator.form == "money",
        Form::Count if indicator.form == "bare" => super::indicator::is_score(quantity),
        Form::Count | Form::Fraction => {
            let unit = fold(quantity.unit.as_deref().unwrap_or(""));
            indicator.form == "count"
                && (unit.is_empty() || quantity.noun.is_none() || indicator.counts_in(&unit))
        }
        // "Bac Lieu area 477": an area has its unit, at least in the head of a column.
        // "Phú Thọ 5,4" counts nothing.
        Form::Bare
            if indicator.form == "count"
                && quantity.unit.is_none()
                && quantity.value.is_some_and(|value| value.fract() != 0.0) =>
        {
            false
        }
        Form::Bare => {
            matches!(indicator.form, "count" | "bare")
                && (indicator.id != "area" || quantity.unit.is_some())
        }
        // "31.5 percent of the population".
        Form::Percent if indicator.id == "population" && !quantity.change => false,
        // "tăng trưởng mức thấp nhất theo chỉ tiêu là 8,4%" is no part of the targets.
        Form::Percent | Form::Rank if indicator.id == "targets" => false,
        // "revenue in the area reached 167% of the estimate" is no part of the ground.
        Form::Percent if indicator.id == "area" && !quantity.change => false,
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
