//! Which indicator a quantity is of, by the words around it.

mod elsewhere;
mod measure;

use super::cues::{Asked, Cues, Passage};
use super::quantity::{Form, Quantity};
use crate::authority::indicators::{Indicator, Measure, indicators};
use crate::document::Lang;
use crate::enrich::scan::{Gap, Scan};
use elsewhere::{told_elsewhere, told_of_growth};
use measure::{PLAN, Told, basis, measure, over_a_year};
use std::borrow::Cow;
use std::ops::Range;

/// What a quantity measures.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) id: Cow<'static, str>,
    pub(super) name: String,
    pub(super) basis: Option<&'static str>,
}

/// The words that a quantity's indicator may stand in.
pub(super) struct Around<'c> {
    /// The cues of its sentence.
    pub(super) cues: &'c Cues,
    /// The sentence before, in the same line.
    pub(super) earlier: Option<&'c Range<usize>>,
    /// The last full sentences before it.
    pub(super) themes: &'c [Option<Passage>; 2],
    /// The title and the first full line, which tell what a text is about.
    pub(super) lead: &'c Passage,
    /// Where the place that governs it begins.
    pub(super) from: usize,
    /// Where the quantity before it ends.
    pub(super) since: usize,
    /// Where the next quantity begins.
    pub(super) until: usize,
    /// What the quantities before it in the sentence were named.
    pub(super) listed: &'c [(Named, Form, Option<String>)],
    /// The quantities of the sentence.
    pub(super) quantities: &'c [Quantity],
    /// Whether it is the first thing in a bracket: `5,030 (100.6%)`.
    pub(super) bracketed: bool,
    /// Whether its time is still to come.
    pub(super) ahead: bool,
    /// Whether its place may begin a row under a head: `Đồng Nai – 142 dự án`.
    pub(super) row: bool,
    /// Whether a list of places in the manner of `led by Bac Giang (13.45%)` distributes it.
    pub(super) list: bool,
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
    let plan = quantity.form == Form::Percent
        && says(near, PLAN)
        && !over_a_year(scan, quantity, near, sentence);
    let asked = Asked {
        plan,
        list: around.list,
        since: around.since,
        quantities: around.quantities,
    };
    let bare = quantity.noun.is_none()
        && matches!(quantity.form, Form::Bare | Form::Fraction | Form::Percent);
    let near_by = around
        .cues
        .near(scan, quantity, around.from, around.until, &asked);
    // "...; Nghe An 5,030; Son La 3,377": a new place in a list, whose head tells what is counted.
    if near_by.is_none()
        && bare
        && around.from >= around.since
        && let Some(listed) = of_the_head(quantity, around)
        && listed.id != "other"
    {
        return listed;
    }
    let indicator = near_by.or_else(|| {
        around
            .cues
            .near(scan, quantity, sentence.start, around.until, &asked)
    });
    // In a list only the first number says what it counts: "Phu Tho 15/15".
    if indicator.is_none()
        && bare
        && let Some(listed) = of_the_head(quantity, around)
    {
        return listed;
    }
    let elsewhere = indicator.is_none();
    let indicator = indicator
        .or_else(|| told_elsewhere(scan, quantity, sentence, around, plan))
        .map(|indicator| match (indicator.id, quantity.form) {
            ("poor_households", Form::Percent) => indicators().find("poverty").unwrap_or(indicator),
            _ => indicator,
        });
    // "cộng đồng doanh nghiệp đóng góp hơn 9.000 tỉ đồng": one part of the sum.
    let given = quantity.form == Form::Money
        && says(near, &[" dong gop ", " contributed ", " contributes "]);
    let Some(indicator) = indicator.filter(|_| !given) else {
        return unlisted(scan, quantity, sentence, around);
    };
    let indicator = in_force(scan, quantity, indicator, sentence, around);
    let mut told = Told::of(scan, quantity, sentence);
    told.grows |= elsewhere && quantity.form == Form::Rank && told_of_growth(scan, around);
    told.in_order = around
        .listed
        .last()
        .is_some_and(|(last, ..)| last.id.starts_with("grdp_growth"));
    told.aimed |=
        around.ahead && matches!(quantity.form, Form::Percent | Form::Count | Form::Money);
    let measure = measure(indicator, quantity, near, plan, &told);
    // A part of the product is something else's.
    let share = measure == Measure::Share && indicator.id == "grdp";
    if share || measure == Measure::Growth && !grows(scan, quantity, sentence, around) {
        return unlisted(scan, quantity, sentence, around);
    }
    Named {
        id: Cow::Owned(indicator.id_of(measure)),
        name: match lang {
            Lang::Vi => indicator.name_vi.to_owned(),
            Lang::En => indicator.name_en.to_owned(),
        },
        basis: basis(measure, indicator),
    }
}

/// `183 projects still in effect`: all that are there, and not those of the year.
fn in_force(
    scan: &Scan<'_>,
    quantity: &Quantity,
    indicator: &'static Indicator,
    sentence: &Range<usize>,
    around: &Around<'_>,
) -> &'static Indicator {
    let id = match indicator.id {
        "fdi" if quantity.form == Form::Money => "fdi_capital_in_force",
        "fdi_projects" => "fdi_projects_in_force",
        _ => return indicator,
    };
    let at = quantity.words.start;
    let before = around
        .listed
        .last()
        .is_some_and(|(last, ..)| last.id == "fdi_projects_in_force")
        && at <= around.since + 6;
    let cut = |word: &usize| scan.words[*word].gap == Gap::Semicolon;
    let last = (quantity.words.end + 3)
        .min(sentence.end)
        .max(at + 1)
        .min(scan.words.len());
    let first = at.saturating_sub(4).max(sentence.start).min(last - 1);
    let from = (first..last.min(at + 1)).rev().find(cut).unwrap_or(first);
    let to = (at + 1..last).find(cut).unwrap_or(last);
    let near = scan.padded_run(from..to.max(from + 1));
    let told = says(
        near,
        &[
            " valid ",
            " in force ",
            " in effect ",
            " con hieu luc ",
            " living ",
        ],
    );
    if sentence.end > at && told || before {
        indicators().find(id).unwrap_or(indicator)
    } else {
        indicator
    }
}

/// What a list goes on to count: `Thanh Hoa admitted 5,214 members (104.3%); Nghe An 5,030 (100.6%)`.
fn of_the_head(quantity: &Quantity, around: &Around<'_>) -> Option<Named> {
    let (last, form, _) = around.listed.last()?;
    let new_place = around.from >= around.since;
    let differs = last.id.ends_with("_change") && !quantity.change
        || quantity.form == Form::Percent && !(new_place || around.list);
    if !differs && *form == quantity.form
        || !differs && *form == Form::Count && quantity.form == Form::Bare
    {
        return Some(last.clone());
    }
    let head = around.listed.iter().rev().find(|(named, form, _)| {
        let bare = quantity.form == Form::Bare
            && (*form == Form::Count || *form == Form::Money && new_place);
        (*form == quantity.form || bare) && !named.id.ends_with("_change")
    });
    head.filter(|_| new_place || around.bracketed)
        .map(|(named, ..)| named.clone())
}

/// A place in an order and a score: what they measure was told before them.
fn is_standing(quantity: &Quantity) -> bool {
    matches!(quantity.form, Form::Rank | Form::RankChange) || is_score(quantity)
}

/// `60,91 điểm`, `68.09 points`.
pub(super) fn is_score(quantity: &Quantity) -> bool {
    quantity.form == Form::Count
        && matches!(quantity.unit.as_deref(), Some("điểm" | "points" | "point"))
}

/// A figure of no known indicator, named by what is counted or by the rate that is told of.
fn unlisted(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
) -> Named {
    let noun = quantity.noun.clone().map(|noun| scan.surface_run(noun));
    let rate = || super::counted::rate(scan, quantity, sentence, around.since, around.list);
    // "55,6 nghìn tỷ đồng, tăng 9%", "327 xã (79,4%)": a growth or a part of what was just told.
    let goes_on = || {
        let (listed, form, _) = around.listed.last()?;
        let of_it = quantity.form == Form::Percent
            && *form != Form::Percent
            && listed.id == "other"
            && quantity.words.start <= around.since + 3;
        of_it.then(|| listed.name.clone())
    };
    let name = noun.map(str::to_owned).or_else(rate).or_else(goes_on);
    Named {
        id: Cow::Borrowed("other"),
        name: name.or_else(|| quantity.unit.clone()).unwrap_or_default(),
        basis: quantity.change.then_some("yoy"),
    }
}

/// Whether words tell that a percentage is a growth: a verb before it, or "growth" since the number
/// before it. A list of places shares the word at its head.
fn grows(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
) -> bool {
    if quantity.form != Form::Percent || quantity.change || around.list {
        return true;
    }
    if sentence.end <= sentence.start {
        return true;
    }
    let listed = around
        .listed
        .last()
        .is_some_and(|(named, form, _)| *form == Form::Percent && named.id.ends_with("_growth"));
    let at = quantity.words.start;
    let remains = at > sentence.start
        && (at.saturating_sub(3).max(sentence.start)..at)
            .any(|word| matches!(scan.surface(word), "còn" | "chiếm" | "góp"));
    let from = if around.since > sentence.start && around.since < at {
        around.since
    } else {
        sentence.start
    };
    let to = around.until.min(sentence.end).max(from + 1);
    let words = scan.padded_run(from..to);
    !remains && (listed || says(words, GROWTH))
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
    " lifted ",
    " raised ",
    " iip ",
    " chi so ",
];

/// The words beside a quantity that no other quantity parts from it.
fn near_words<'s>(
    scan: &'s Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
) -> &'s str {
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
    // "đạt 11,72%, vượt kế hoạch đề ra": what follows a sign is said of the whole.
    let to = (quantity.words.end..to)
        .find(|word| super::words::ends_clause(scan, *word))
        .unwrap_or(to);
    scan.padded_run(from..to.max(from + 1))
}

fn says(near: &str, words: &[&str]) -> bool {
    words.iter().any(|word| near.contains(word))
}
