//! What a quantity is of where no word beside it tells: what its list, the sentences before it or the head of
//! its text speak of.

use super::{Around, is_standing, says};
use crate::authority::indicators::{Indicator, indicators};
use crate::enrich::figure::cues::Cues;
use crate::enrich::figure::quantity::{Form, Quantity};
use crate::enrich::said;
use crate::enrich::scan::Scan;
use std::ops::Range;

/// Whether what was told before a rank speaks of growth.
pub(super) fn told_of_growth(scan: &Scan<'_>, around: &Around<'_>) -> bool {
    let mut told = around.themes.iter().rev().flatten().chain([around.lead]);
    told.any(|told| {
        let words = &told.words;
        !words.is_empty()
            && says(
                scan.padded_run(words.clone()),
                &[" growth ", " tang truong ", " grew ", " toc do tang "],
            )
    })
}

/// The indicator of a quantity that no cue of its own sentence names.
pub(super) fn told_elsewhere(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
    plan: bool,
) -> Option<&'static Indicator> {
    // Counts in a list have the noun of their own sentence.
    let moves = moves_itself(scan, quantity, around);
    let goes_on = quantity.form == Form::Percent && (around.list || leads(scan, sentence) || moves)
        || is_standing(quantity);
    let earlier = around
        .earlier
        .filter(|_| goes_on)
        .map(|words| Cues::new(scan, words));
    if moves || is_standing(quantity) {
        let told = earlier
            .as_ref()
            .and_then(|cues| cues.first(quantity))
            .or_else(|| {
                let mut themes = around.themes.iter().rev().flatten();
                themes.find_map(|theme| theme.cues(scan).first(quantity))
            });
        return told
            .or_else(|| of_what_was_told(quantity, around))
            .or_else(|| of_lead(scan, around, quantity));
    }
    let goes_on = goes_on || is_scored(quantity, around);
    let pair = of_a_pair(scan, quantity, around);
    // "its coffee exports shrank 12.4 percent" is of nothing that was told before.
    if pair.is_some() || around.cues.narrowed(around.since..quantity.words.start) {
        return pair;
    }
    earlier
        .and_then(|cues| cues.last(quantity, plan))
        .or_else(|| {
            goes_on
                .then(|| of_themes(scan, around, quantity, plan))
                .flatten()
        })
        // "318 members. ... Hai Duong grew by 7 percent": members are no economy.
        .filter(|told| told.form != "count" || of_economy(scan, quantity, around).is_none())
        .or_else(|| of_what_was_told(quantity, around))
        .or_else(|| by_unit(scan, quantity, around))
        .or_else(|| of_theme(scan, quantity, sentence, around, plan))
        .or_else(|| of_economy(scan, quantity, around))
        .or_else(|| goes_on.then(|| of_lead(scan, around, quantity)).flatten())
        .or_else(|| of_what_is_attracted(scan, quantity, around))
}

/// `Bac Ninh (70.79) and Da Nang (70.15)`: bare numbers that a list of places has in brackets.
fn is_scored(quantity: &Quantity, around: &Around<'_>) -> bool {
    around.list && quantity.form == Form::Bare && quantity.noun.is_none()
}

/// What the title and the first full line speak of, where it can be given so.
fn of_lead(
    scan: &Scan<'_>,
    around: &Around<'_>,
    quantity: &Quantity,
) -> Option<&'static Indicator> {
    around.lead.cues(scan).first(quantity)
}

/// `55 FDI projects with 210 million USD`, `24 tỷ USD với 1.940 dự án`: projects and their capital.
fn of_a_pair(
    scan: &Scan<'_>,
    quantity: &Quantity,
    around: &Around<'_>,
) -> Option<&'static Indicator> {
    let (last, form, _) = around.listed.last()?;
    let at = quantity.words.start;
    let joins = |word: usize| {
        scan.says(word, said::CONNECTING)
            || matches!(
                scan.folded(word),
                "worth"
                    | "valued"
                    | "capital"
                    | "registered"
                    | "combined"
                    | "total"
                    | "tong"
                    | "von"
                    | "dang"
                    | "ky"
                    | "new"
                    | "gom"
            )
    };
    let id = match (&*last.id, form, quantity.form) {
        ("fdi_projects" | "fdi_projects_in_force", Form::Count, Form::Money)
            if is_foreign(quantity) =>
        {
            "fdi"
        }
        ("fdi_capital", Form::Money, Form::Count) if counts_projects(quantity) => "fdi_projects",
        _ => return None,
    };
    let near = (around.since..=around.since + 6).contains(&at) && (around.since..at).all(joins);
    near.then(|| indicators().find(id)).flatten()
}

/// `attracted 4 billion USD`, `thu hút 12 dự án`, in a text that opens with foreign investment.
fn of_what_is_attracted(
    scan: &Scan<'_>,
    quantity: &Quantity,
    around: &Around<'_>,
) -> Option<&'static Indicator> {
    let lead = around.lead.cues(scan).first(quantity)?;
    let of_it = match (lead.id, quantity.form) {
        ("fdi", Form::Money) => is_foreign(quantity),
        ("fdi_projects", Form::Count) => counts_projects(quantity),
        _ => false,
    };
    let at = quantity.words.start;
    let from = around.from.max(at.saturating_sub(12)).min(at);
    let attracts = |word: usize| {
        matches!(
            scan.folded(word),
            "attracted"
                | "attracting"
                | "attracts"
                | "drew"
                | "drawn"
                | "lured"
                | "received"
                | "got"
                | "licensed"
                | "pledged"
        ) || word + 1 < at && matches!(scan.folded_run(word..word + 2), "thu hut" | "tiep nhan")
    };
    let ordered = || {
        let forms = around.quantities.iter().map(|other| other.form);
        forms
            .into_iter()
            .any(|form| matches!(form, Form::Rank | Form::RankChange))
    };
    let told = || (from..at).any(attracts) || quantity.form == Form::Money && ordered();
    (of_it && told()).then_some(lead)
}

fn is_foreign(quantity: &Quantity) -> bool {
    let unit = crate::text::fold(quantity.unit.as_deref().unwrap_or(""));
    unit.split(' ')
        .any(|word| matches!(word, "usd" | "do" | "eur" | "euro"))
}

fn counts_projects(quantity: &Quantity) -> bool {
    indicators().find("fdi_projects").is_some_and(|projects| {
        projects.counts_in(&crate::text::fold(quantity.unit.as_deref().unwrap_or("")))
    })
}

/// `Long An tăng 9,64%`: a place that itself grows by what was told before.
fn moves_itself(scan: &Scan<'_>, quantity: &Quantity, around: &Around<'_>) -> bool {
    let at = quantity.words.start;
    around.row
        && quantity.change
        && at.saturating_sub(around.from) <= 6
        && (around.from..at).any(|word| matches!(scan.surface(word), "tăng" | "giảm"))
}

/// The ground or the people of a province, told by their unit alone: `has 3.62 million people and 4,718.6
/// sq km`.
fn by_unit(
    scan: &Scan<'_>,
    quantity: &Quantity,
    around: &Around<'_>,
) -> Option<&'static Indicator> {
    let unit = crate::text::fold(quantity.unit.as_deref()?);
    let value = quantity.value?;
    let at = quantity.words.start;
    let told = at.saturating_sub(around.from) <= 12
        && (around.from..at).any(|word| {
            matches!(
                scan.folded(word),
                "has"
                    | "have"
                    | "had"
                    | "covers"
                    | "covering"
                    | "spans"
                    | "co"
                    | "with"
                    | "voi"
                    | "rong"
            )
        });
    let people = ["people", "nguoi", "dan", "inhabitants", "residents"]
        .iter()
        .any(|word| {
            unit.strip_prefix("million ")
                .or_else(|| unit.strip_prefix("trieu "))
                == Some(word)
        });
    let ground = matches!(
        unit.as_str(),
        "km2" | "sq km" | "square km" | "square kilometres" | "square kilometers"
    );
    let id = match () {
        () if people && value < 20.0 => "population",
        () if ground && value >= 800.0 => "area",
        () => return None,
    };
    (told && quantity.form == Form::Count)
        .then(|| indicators().find(id))
        .flatten()
}

/// `thu hút 3,2 tỉ USD (tăng 20%)`: a growth right behind a figure is of the same indicator.
fn of_what_was_told(quantity: &Quantity, around: &Around<'_>) -> Option<&'static Indicator> {
    let (listed, form, _) = around.listed.last()?;
    // "reduced 58 focal points, equivalent to 11.4%".
    let cut = listed.id.ends_with("_cut") && quantity.form == Form::Percent;
    let of_it = matches!(quantity.form, Form::Percent | Form::Count)
        && quantity.noun.is_none()
        && (quantity.change || cut)
        && *form != Form::Percent
        && quantity.words.start <= around.since + 3;
    of_it.then(|| indicators().find(&listed.id)).flatten()
}

/// A short row goes on with what the sentence over it counts: `Đồng Nai – 2,98 tỷ USD – 142 dự án`.
fn of_theme(
    scan: &Scan<'_>,
    quantity: &Quantity,
    sentence: &Range<usize>,
    around: &Around<'_>,
    plan: bool,
) -> Option<&'static Indicator> {
    let is_row = around.row && sentence.len() <= ROW_WORDS && around.from == sentence.start;
    // A row names its place and gives its numbers; "Soc Trang exported 650 million USD" is a sentence.
    let start = around.since.max(sentence.start);
    let plain = (start..quantity.words.start.max(start)).all(|word| {
        scan.words[word].is_capital()
            || scan.words[word].has_digit()
            || scan.says(word, said::CONNECTING)
            || word < sentence.start + 5
                && matches!(
                    scan.surface(word),
                    "tỉnh" | "thành" | "phố" | "nghìn" | "tỷ"
                )
            || word >= around.since
                && matches!(
                    scan.folded(word),
                    "worth" | "combined" | "total" | "capital" | "tong" | "von"
                )
    });
    (is_row && plain)
        .then(|| {
            of_themes(scan, around, quantity, plan).or_else(|| of_lead(scan, around, quantity))
        })
        .flatten()
}

/// What the last full sentences speak of, the nearest first.
fn of_themes(
    scan: &Scan<'_>,
    around: &Around<'_>,
    quantity: &Quantity,
    plan: bool,
) -> Option<&'static Indicator> {
    let mut themes = around.themes.iter().rev().flatten();
    themes.find_map(|theme| theme.cues(scan).last(quantity, plan))
}

/// `Thanh Hoa led with 78.5 percent`: a place in an order whose measure was told before.
fn leads(scan: &Scan<'_>, sentence: &Range<usize>) -> bool {
    let words = scan.padded_run(sentence.clone());
    says(
        words,
        &[
            " led ",
            " leads ",
            " led the ",
            " topped ",
            " tops ",
            " followed by ",
            " at the other end ",
            " at the bottom ",
            " came last ",
            " dan dau ",
            " dung dau ",
            " xep cuoi ",
            " dung cuoi ",
            " tiep theo la ",
            " tiep den la ",
        ],
    )
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
    // A cell with a head asks from the beginning of the text: what is not close is not looked through.
    let grows = || {
        (around.from..at).any(|word| {
            matches!(
                scan.folded(word),
                "grew" | "shrank" | "contracted" | "expanded" | "grows" | "grown" | "shrunk"
            )
        })
    };
    // "Kinh tế Hà Nam chỉ tăng 2,6%".
    let economy = || {
        around.from >= 2
            && around.from + 1 < scan.words.len()
            && scan.folded_run(around.from - 2..around.from) == "kinh te"
    };
    (quantity.form == Form::Percent && quantity.change && close && (grows() || economy()))
        .then(|| indicators().find("grdp"))
        .flatten()
}
