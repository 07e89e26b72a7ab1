//! Which indicator a quantity is of, by the words around it.

use super::quantity::{Form, Quantity};
use crate::authority::indicators::{Cue, Indicator, Measure, indicators};
use crate::document::Lang;
use crate::enrich::scan::Scan;
use crate::text::fold;
use std::borrow::Cow;
use std::ops::Range;

/// What a quantity measures.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) id: Cow<'static, str>,
    pub(super) name: String,
    pub(super) basis: Option<&'static str>,
}

/// The cues of one sentence, by word.
pub(super) struct Cues {
    at: Vec<Found>,
}

/// One cue at its place.
struct Found {
    words: Range<usize>,
    indicator: &'static Indicator,
    /// A word as wide as "growth": any other cue before it says of what.
    wide: bool,
}

impl Cues {
    /// Finds the cues among some words.
    pub(super) fn new(scan: &Scan<'_>, words: &Range<usize>) -> Self {
        if words.is_empty() {
            return Self { at: Vec::new() };
        }
        let folded = scan.folded_run(words.clone());
        let mut starts = Vec::with_capacity(words.len());
        let mut byte = 0;
        for word in words.clone() {
            starts.push(byte);
            byte += scan.folded(word).len() + 1;
        }
        let at = indicators()
            .cues_in(folded)
            .map(|cue: Cue| {
                let first = starts.partition_point(|start| *start <= cue.start) - 1;
                let last = starts.partition_point(|start| *start < cue.end);
                Found {
                    words: words.start + first..words.start + last,
                    indicator: cue.indicator,
                    wide: cue.wide,
                }
            })
            .collect();
        Self { at }
    }

    /// The nearest cue before a quantity's end, not before `from`, that fits; else the nearest after it.
    fn near(
        &self,
        quantity: &Quantity,
        from: usize,
        until: usize,
        plan: bool,
    ) -> Option<&'static Indicator> {
        // What is counted stands beside the number; a rate may be named far ahead of it.
        let counted = quantity.noun.is_some();
        let from = if counted {
            from.max(quantity.words.start.saturating_sub(6))
        } else {
            from
        };
        let before = |cue: &&Found| {
            cue.words.start >= from
                && cue.words.end <= quantity.words.end
                && fits(cue.indicator, quantity, plan)
        };
        let nearest = self.at.iter().rfind(before);
        let told = nearest
            .filter(|cue| cue.wide)
            .and_then(|_| self.at.iter().rfind(|cue| before(cue) && !cue.wide));
        let reach = if counted {
            until.min(quantity.words.end + 6)
        } else {
            until
        };
        let after = self.at.iter().find(|cue| {
            cue.words.start >= quantity.words.start
                && cue.words.end <= reach
                && fits(cue.indicator, quantity, plan)
        });
        told.or(nearest)
            .or(after)
            .map(|cue| cue.indicator)
            // Foreign capital is counted in foreign money.
            .filter(|indicator| indicator.id != "fdi" || !in_dong(quantity))
    }
}

fn fits(indicator: &Indicator, quantity: &Quantity, plan: bool) -> bool {
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

/// The words that a quantity's indicator may stand in.
pub(super) struct Around<'c> {
    /// The cues of its sentence.
    pub(super) cues: &'c Cues,
    /// The cues of the sentence before, in the same line.
    pub(super) earlier: Option<&'c Cues>,
    /// The last full sentence before it.
    pub(super) theme: Option<&'c Range<usize>>,
    /// Where the place that governs it begins.
    pub(super) from: usize,
    /// Where the quantity before it ends.
    pub(super) since: usize,
    /// Where the next quantity begins.
    pub(super) until: usize,
    /// What the quantity before it in the sentence was named.
    pub(super) listed: Option<&'c (Named, Form)>,
    /// Whether a list of places in the manner of `led by Bac Giang (13.45%)` distributes it.
    pub(super) bracket: bool,
}

/// Names the indicator of a quantity; `other` with the counted noun where no cue fits.
pub(super) fn name(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
    lang: Lang,
) -> Named {
    let near = near_words(scan, quantity, sentence, around);
    let plan = says(&near, PLAN);
    let bare = quantity.noun.is_none()
        && matches!(quantity.form, Form::Bare | Form::Fraction | Form::Percent);
    let indicator = around
        .cues
        .near(quantity, around.from, around.until, plan)
        .or_else(|| {
            around
                .cues
                .near(quantity, sentence.start, around.until, plan)
        });
    // In a list only the first number says what it counts: "Phu Tho 15/15".
    if indicator.is_none()
        && bare
        && let Some((listed, form)) = around.listed
        && (*form == quantity.form || *form == Form::Count && quantity.form == Form::Bare)
    {
        return listed.clone();
    }
    let indicator = indicator
        .or_else(|| {
            let cues = around
                .earlier
                .filter(|_| quantity.form == Form::Percent && around.bracket)?;
            last(cues, quantity, plan)
        })
        .or_else(|| of_theme(scan, quantity, sentence, around, plan))
        .or_else(|| of_economy(scan, quantity, around))
        .map(|indicator| match (indicator.id, quantity.form) {
            ("poor_households", Form::Percent) => indicators().find("poverty").unwrap_or(indicator),
            _ => indicator,
        });
    let Some(indicator) = indicator else {
        let noun = quantity.noun.clone().map_or_else(
            || quantity.unit.clone().unwrap_or_default(),
            |noun| scan.surface_run(noun).to_owned(),
        );
        return Named {
            id: Cow::Borrowed("other"),
            name: noun,
            basis: quantity.change.then_some("yoy"),
        };
    };
    let ahead = sentence.start.max(quantity.words.start.saturating_sub(25))
        ..quantity
            .words
            .start
            .max(sentence.start + 1)
            .min(sentence.end);
    let aimed = says(&format!(" {} ", scan.folded_run(ahead)), AIMS);
    let measure = measure(indicator, quantity, &near, plan, aimed);
    let unproven = measure == Measure::Growth
        && quantity.form == Form::Percent
        && !quantity.change
        && !around.bracket
        && around.listed.is_none()
        && !says(&format!(" {} ", scan.folded_run(sentence.clone())), GROWTH);
    if unproven {
        return Named {
            id: Cow::Borrowed("other"),
            name: quantity.unit.clone().unwrap_or_default(),
            basis: None,
        };
    }
    Named {
        id: Cow::Owned(indicator.id_of(measure)),
        name: match lang {
            Lang::Vi => indicator.name_vi.to_owned(),
            Lang::En => indicator.name_en.to_owned(),
        },
        basis: basis(measure, indicator, &near),
    }
}

const PLAN: &[&str] = &[
    " ke hoach ",
    " du toan ",
    " estimate ",
    " of the plan ",
    " of plan ",
    " plan target ",
    " yearly plan ",
    " annual plan ",
];

const AIMS: &[&str] = &[
    " phan dau ",
    " muc tieu ",
    " strives ",
    " strive ",
    " aims ",
    " plans to ",
    " goal ",
    " target of ",
    " dat ra ",
    " giu chi tieu ",
];

/// A short row goes on with what the sentence over it counts: `Đồng Nai – 2,98 tỷ USD – 142 dự án`.
fn of_theme(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
    plan: bool,
) -> Option<&'static Indicator> {
    let is_row = sentence.len() <= ROW_WORDS && around.from == sentence.start;
    let theme = around.theme.filter(|_| is_row)?;
    let cues = Cues::new(scan, theme);
    last(&cues, quantity, plan)
}

/// How many words a row has at most.
const ROW_WORDS: usize = 12;

/// `Lai Chau shrank 2.3%`: a place that grows by itself is its economy.
fn of_economy(
    scan: &Scan<'_>,
    quantity: &Quantity,
    around: &Around<'_>,
) -> Option<&'static Indicator> {
    let at = quantity.words.start;
    let close = at.saturating_sub(around.from) <= 6 && around.from > 0;
    let grows = (around.from..at).any(|word| {
        matches!(
            scan.folded(word),
            "grew" | "shrank" | "contracted" | "expanded" | "grows" | "grown" | "shrunk"
        )
    });
    (quantity.form == Form::Percent && quantity.change && close && grows)
        .then(|| indicators().find("grdp"))
        .flatten()
}

/// Words without which a bare percentage is no growth.
const GROWTH: &[&str] = &[
    " tang ",
    " giam ",
    " tang truong ",
    " growth ",
    " grew ",
    " grow ",
    " growing ",
    " rose ",
    " rise ",
    " increase ",
    " increased ",
    " up ",
    " fell ",
    " down ",
    " decline ",
    " declined ",
    " decreased ",
    " expanded ",
    " expansion ",
    " shrank ",
    " contracted ",
    " iip ",
    " chi so ",
];

fn last(cues: &Cues, quantity: &Quantity, plan: bool) -> Option<&'static Indicator> {
    cues.at
        .iter()
        .rev()
        .map(|cue| cue.indicator)
        .find(|indicator| fits(indicator, quantity, plan))
}

/// The words beside a quantity that no other quantity parts from it.
fn near_words(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
) -> String {
    let at = quantity.words.start;
    let since = around.since.min(at);
    let from = at.saturating_sub(8).max(sentence.start).max(since);
    // "đạt 48,43% dự toán, tăng 7,04%": what follows a number in its clause is of that number.
    let from = (from + 1..=at)
        .rev()
        .find(|word| since > sentence.start && super::words::ends_clause(scan, *word))
        .unwrap_or(from);
    let to = (quantity.words.end + 7)
        .min(sentence.end)
        .min(around.until.max(quantity.words.end));
    format!(" {} ", scan.folded_run(from..to.max(from + 1)))
}

fn says(near: &str, words: &[&str]) -> bool {
    words.iter().any(|word| near.contains(word))
}

fn measure(
    indicator: &Indicator,
    quantity: &Quantity,
    near: &str,
    plan: bool,
    aimed: bool,
) -> Measure {
    let share = says(
        near,
        &[
            " chiem ",
            " accounted ",
            " accounts ",
            " accounting ",
            " of budget ",
            " share ",
        ],
    );
    let growing = indicator.percent == Measure::Growth;
    match quantity.form {
        Form::Rank => Measure::Rank,
        Form::RankChange => Measure::RankChange,
        Form::Points => Measure::Change,
        Form::Percent if aimed && growing && !share => Measure::GrowthTarget,
        Form::Percent if aimed => Measure::Target,
        Form::Percent if plan && indicator.form != "percent" && growing => Measure::ShareOfPlan,
        Form::Percent if quantity.change && indicator.form == "percent" => Measure::Change,
        Form::Percent if quantity.change => Measure::Growth,
        Form::Percent if share && indicator.form != "percent" => Measure::Share,
        Form::Percent => indicator.percent,
        Form::Times => Measure::Growth,
        _ if quantity.change => Measure::Change,
        _ if aimed => Measure::Target,
        _ => Measure::Level,
    }
}

fn basis(measure: Measure, indicator: &Indicator, near: &str) -> Option<&'static str> {
    match measure {
        Measure::Growth | Measure::Change => Some("yoy"),
        Measure::Rank => Some("national"),
        Measure::Target | Measure::GrowthTarget => Some("plan"),
        Measure::ShareOfPlan if says(near, &[" du toan ", " estimate "]) => Some("vs_estimate"),
        Measure::ShareOfPlan => Some("vs_plan"),
        Measure::Level if indicator.id == "targets" => Some("vs_plan"),
        Measure::Share if indicator.id == "public_investment_disbursement" => Some("vs_plan"),
        _ => None,
    }
}
