//! Which measure of an indicator a quantity gives: its level, a change, a growth, a goal, a part of a plan.

use super::{Quantity, says};
use crate::authority::indicators::{Indicator, Measure};
use crate::enrich::figure::quantity::Form;
use crate::enrich::scan::Scan;
use std::ops::Range;

/// What the words of a sentence up to a quantity tell of its measure.
pub(super) struct Told {
    /// It is aimed at.
    pub(super) aimed: bool,
    /// It is a part of a whole.
    part: bool,
    /// The sentence speaks of growth.
    pub(super) grows: bool,
    /// A growth was the last number before it: a place is one by growth.
    pub(super) in_order: bool,
}

impl Told {
    pub(super) fn of(scan: &Scan<'_>, quantity: &Quantity, sentence: &Range<usize>) -> Self {
        let last = sentence.end.max(sentence.start + 1);
        let start = quantity.words.start.clamp(sentence.start + 1, last);
        let from = start.saturating_sub(26).max(sentence.start);
        let ahead = scan.padded_run(from..start);
        let end = quantity.words.end.clamp(sentence.start + 1, last);
        let so_far = scan.padded_run(sentence.start..end);
        // "đạt kế hoạch đề ra, tăng từ 7,5 - 8%": what is planned is mostly a range.
        let ranged =
            quantity.range.is_some() && says(ahead, &[" ke hoach ", " plan ", " planned "]);
        Self {
            aimed: ranged || says(ahead, AIMS) || sets_goals(scan, sentence.start..start),
            part: says(
                so_far,
                &[" ty trong ", " co cau kinh te ", " proportion of "],
            ),
            grows: grows_near(so_far),
            in_order: false,
        }
    }
}

/// How far behind a goal may stand that is set for it.
const GOAL_WORDS: usize = 120;

/// `đề ra 28 chỉ tiêu: ...`, `đặt ra các mục tiêu`: all that follows is aimed at; `vượt mục tiêu đề ra` is not.
fn sets_goals(scan: &Scan<'_>, words: Range<usize>) -> bool {
    let from = words.end.saturating_sub(GOAL_WORDS).max(words.start);
    (from..words.end).skip(1).any(|word| {
        scan.folded(word) == "ra"
            && matches!(scan.folded(word - 1), "de" | "dat")
            && word + 1 < words.end
            && (scan.words[word + 1].has_digit()
                || matches!(scan.folded(word + 1), "cac" | "nhung" | "chi" | "muc"))
    })
}

/// `khá so với dự toán và tăng 22,4% so cùng kỳ`: the number grows over a year, not over a plan.
pub(super) fn over_a_year(
    scan: &Scan<'_>,
    quantity: &Quantity,
    near: &str,
    sentence: &Range<usize>,
) -> bool {
    let to = (quantity.words.end + 7).min(sentence.end);
    let after = if quantity.words.end < to {
        scan.padded_run(quantity.words.end..to)
    } else {
        return false;
    };
    quantity.change
        && !says(after, PLAN)
        && (says(
            after,
            &[
                " cung ky ",
                " nam truoc ",
                " nam ngoai ",
                " year ",
                " same period ",
            ],
        ) || says(near, &[" va tang ", " va giam ", " and up ", " and rose "]))
}

/// Words of a part of a whole.
const SHARE: &[&str] = &[
    " chiem ",
    " accounted ",
    " accounts ",
    " accounting ",
    " of budget ",
    " share ",
    " dong gop ",
    " contributed ",
    " contributes ",
    " contributing ",
];

pub(super) fn measure(
    indicator: &Indicator,
    quantity: &Quantity,
    near: &str,
    plan: bool,
    told: &Told,
) -> Measure {
    let share = || told.part || says(near, SHARE);
    let growing = indicator.percent == Measure::Growth;
    match quantity.form {
        Form::Rank
            if indicator.id == "grdp" && (grows_near(near) || told.grows || told.in_order) =>
        {
            Measure::GrowthRank
        }
        Form::Rank => Measure::Rank,
        Form::RankChange => Measure::RankChange,
        Form::Points => Measure::Change,
        Form::Percent if told.aimed && growing && !share() => Measure::GrowthTarget,
        Form::Percent if told.aimed => Measure::Target,
        Form::Percent if indicator.id.ends_with("_cut") => Measure::Share,
        Form::Count if indicator.id.ends_with("_cut") && !told.aimed => Measure::Level,
        Form::Percent if plan && indicator.form != "percent" && growing => of_plan(quantity, near),
        Form::Percent if quantity.change && indicator.form == "percent" => Measure::Change,
        Form::Percent if quantity.change => Measure::Growth,
        Form::Percent if share() && indicator.form != "percent" => Measure::Share,
        Form::Percent => indicator.percent,
        Form::Times => Measure::Growth,
        _ if quantity.change => Measure::Change,
        _ if told.aimed => Measure::Target,
        _ => Measure::Level,
    }
}

/// Whether a rank is by growth: `growth of Quarter I is 8.06%, ranking 17th`.
fn grows_near(near: &str) -> bool {
    says(near, &[" tang truong ", " growth ", " toc do "])
}

/// A part of a plan or an estimate, or by how much one is passed: `exceeding the estimate by 8%`.
fn of_plan(quantity: &Quantity, near: &str) -> Measure {
    let estimate = says(near, &[" du toan ", " estimate "]);
    let over = quantity.change
        || quantity.value.is_some_and(|value| value < 60.0)
            && says(
                near,
                &[
                    " vuot ",
                    " exceeding ",
                    " exceeded ",
                    " exceeds ",
                    " above ",
                ],
            );
    match (over, estimate) {
        (true, true) => Measure::OverEstimate,
        (true, false) => Measure::OverPlan,
        (false, true) => Measure::ShareOfEstimate,
        (false, false) => Measure::ShareOfPlan,
    }
}

pub(super) fn basis(measure: Measure, indicator: &Indicator) -> Option<&'static str> {
    match measure {
        Measure::Growth | Measure::Change => Some("yoy"),
        Measure::Rank | Measure::GrowthRank => Some("national"),
        Measure::Target | Measure::GrowthTarget => Some("plan"),
        Measure::ShareOfEstimate | Measure::OverEstimate => Some("vs_estimate"),
        Measure::ShareOfPlan | Measure::OverPlan => Some("vs_plan"),
        Measure::Level if indicator.id == "targets" => Some("vs_plan"),
        Measure::Share if indicator.id == "public_investment_disbursement" => Some("vs_plan"),
        _ => None,
    }
}

pub(super) const PLAN: &[&str] = &[
    " ke hoach ",
    " du toan ",
    " estimate ",
    " of the plan ",
    " of plan ",
    " plan target ",
    " yearly plan ",
    " annual plan ",
    " of the target ",
    " of its target ",
    " of target ",
    " yearly target ",
    " annual target ",
    " chi tieu giao ",
    " chi tieu duoc giao ",
    " chi tieu nam ",
    " chi tieu nghi quyet ",
    " of the resolution ",
];

const AIMS: &[&str] = &[
    " phan dau ",
    " muc tieu ",
    " strives ",
    " strove ",
    " hopes to ",
    " hoped to ",
    " strive ",
    " aims ",
    " plans to ",
    " goal ",
    " target of ",
    " dat ra ",
    " giu chi tieu ",
];
