//! Numbers made of two: parts of a whole and ranges.

use super::super::units::{self, Unit};
use super::super::words;
use super::sign::sign;
use super::{Form, Lexed, Quantity, finish, lex, read};
use crate::document::{Comparator, Lang, Span};
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// `15/15`, `46 of 102 projects`, `5 trong số 7`; `Some(None)` where a slash makes it a date.
pub(super) fn fraction(
    scan: &Scan<'_>,
    at: usize,
    first: &Lexed<'_>,
    end: usize,
    lang: Lang,
) -> Option<Option<Quantity>> {
    let next = first.next;
    if next >= end {
        return None;
    }
    let slash = scan.gap_text(next) == "/" && scan.words[next].has_digit();
    let words = if slash { 0 } else { of_whole(scan, next, end)? };
    let whole = lex(scan, next + words, end);
    let Some(whole) = whole else {
        return slash.then_some(None);
    };
    let (Some(part), Some(all)) = (read(first.raw, lang, true), read(whole.raw, lang, true)) else {
        return Some(None);
    };
    let again = scan.text[whole.end..].starts_with('/')
        && scan.text[whole.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let graded = at > 0 && scan.surface(at - 1).to_lowercase() == "hạng";
    let month = words::is_year(whole.raw) && part <= 12.0;
    if slash && (again || graded || month || all > 100_000.0 || is_day(scan, at, &whole, part, all))
    {
        return Some(None);
    }
    // Round the clock.
    if slash && part == 24.0 && matches!(whole.raw, "24" | "7") {
        return Some(None);
    }
    if part > all {
        return slash.then_some(None);
    }
    let noun = units::noun(scan, whole.next, end);
    let unit = noun.clone().map(|noun| scan.surface_run(noun).to_owned());
    let last = noun.clone().map_or(whole.next, |noun| noun.end);
    let span = Span::new(scan.words[at].start as usize, whole.end);
    Some(Some(Quantity {
        value: Some(part),
        denominator: Some(all),
        unit,
        noun,
        comparator: words::comparator(scan, at),
        ..Quantity::of(Form::Fraction, at..last, span)
    }))
}

/// The words of `of`, `out of`, `trong số`, `trong tổng số` between a part and its whole.
pub(super) fn of_whole(scan: &Scan<'_>, next: usize, end: usize) -> Option<usize> {
    // The number is looked at before the words that lead to it.
    let is_whole =
        |at: usize| at < end && scan.words[at].has_digit() && scan.words[at].gap == Gap::Space;
    for (words, forms) in [
        (3, &["trong tong so", "tren tong so"][..]),
        (
            2,
            &["out of", "trong so", "of the", "of its", "of their"][..],
        ),
        (1, &["of", "tren"][..]),
    ] {
        if is_whole(next + words) && forms.contains(&scan.folded_run(next..next + words)) {
            return Some(words);
        }
    }
    // "8 out of the province's 11 districts".
    [("out of", 2), ("of", 1)]
        .into_iter()
        .find_map(|(of, words)| {
            let owner = next + words;
            let whole = owner + 3;
            let own = is_whole(whole)
                && scan.folded_run(next..owner) == of
                && matches!(
                    scan.folded_run(owner..whole),
                    "the province s" | "the city s" | "the locality s"
                );
            own.then_some(whole - next)
        })
}

/// A slash between a day and a month: what leads or follows it decides where both readings stand.
pub(super) fn is_day(scan: &Scan<'_>, at: usize, whole: &Lexed<'_>, part: f64, all: f64) -> bool {
    if part > 31.0 || all > 12.0 {
        return false;
    }
    let lead = at.checked_sub(1).map_or("", |before| scan.folded(before));
    if words::DAY_LEADS.contains(&lead) {
        return true;
    }
    if ["dat", "achieved", "reached", "met", "hoan"].contains(&lead) {
        return false;
    }
    // "17/3, ..." without a noun after it is a day unless it continues a list of places.
    let follows = whole.next < scan.words.len()
        && scan.words[whole.next].gap == Gap::Space
        && !scan.words[whole.next].is_capital()
        && !["va", "and", "tai", "at", "in"].contains(&scan.folded(whole.next));
    let after_name = at > 0
        && scan.words[at - 1].is_capital()
        && matches!(scan.words[at].gap, Gap::Space | Gap::Colon);
    !follows && !after_name
}

/// Whether `from` stands right before a number.
fn is_from(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| matches!(scan.surface(before), "from" | "từ" | "From" | "Từ"))
}

/// `rose from 5`, `giảm mạnh từ 40%`: a verb of movement leads the `from` before a number.
fn has_moved_from(scan: &Scan<'_>, at: usize) -> bool {
    is_from(scan, at) && words::direction_before(scan, at - 1).is_some()
}

/// How many words may stand between a verb of movement and `from`.
const MOVED_WORDS: usize = 6;

/// `cut its departments from 19`: what moved stands between the verb and where it stood, if another number follows.
fn has_moved_over(scan: &Scan<'_>, at: usize) -> bool {
    is_from(scan, at)
        && (at.saturating_sub(MOVED_WORDS)..at - 1)
            .rev()
            .take_while(|word| {
                !words::ends_clause(scan, word + 1) && !scan.words[*word].has_digit()
            })
            .any(|word| words::moves(scan.folded(word)).is_some())
}

/// Whether the words between two numbers do nothing but lead from one to the other: `to`, `xuống còn`.
fn leads_on(scan: &Scan<'_>, between: Range<usize>) -> bool {
    !between.is_empty()
        && between.len() <= 2
        && between.clone().all(|word| {
            scan.words[word].gap == Gap::Space
                && matches!(scan.folded(word), "to" | "len" | "xuong" | "con")
        })
}

/// `từ thứ 22 lên 17`: the second is a place too.
fn rank_alike(scan: &Scan<'_>, before: &Quantity, here: &mut Quantity) {
    let ranks = before.form == Form::Rank && before.earlier && here.form == Form::Bare;
    if ranks && leads_on(scan, before.words.end..here.words.start) {
        here.form = Form::Rank;
        here.unit.clone_from(&before.unit);
    }
}

/// `reduced 12 departments to 9`, `giảm 12 phòng xuống còn 9`: the first is where it stood, if it lies beyond.
fn reduced_to(scan: &Scan<'_>, before: &mut Quantity, here: &mut Quantity) {
    let counts = before.form == Form::Count && here.form == Form::Bare && !before.earlier;
    if !counts || !leads_on(scan, before.words.end..here.words.start) {
        return;
    }
    let direction = words::direction_before(scan, before.words.start);
    let (Some(direction), Some(stood), Some(stands)) = (direction, before.value, here.value) else {
        return;
    };
    if (stands - stood) * direction > 0.0 {
        count_alike(before, here);
        before.earlier = true;
    }
}

/// `compared with 6.1 percent`, `so với 8,2%`, `against 12,000`.
fn is_compared_with(scan: &Scan<'_>, at: usize) -> bool {
    at > 1
        && scan.words[at].gap == Gap::Space
        && (scan.folded(at - 1) == "against"
            || matches!(
                scan.folded_run(at - 2..at),
                "compared with" | "compared to" | "so voi"
            ))
}

/// Where something stood before it moved.
fn as_earlier(quantity: Quantity) -> Quantity {
    Quantity {
        change: false,
        earlier: true,
        ..quantity
    }
}

/// How many words may stand between where something stood and where it stands now.
const MOVE_WORDS: usize = 6;

/// Gives a bare number what another counts.
fn count_alike(before: &Quantity, here: &mut Quantity) {
    here.form = before.form;
    here.unit.clone_from(&before.unit);
    here.noun.clone_from(&before.noun);
}

/// Whether a sign other than a comma stands before a word: `141 xã, phường xuống còn 51` goes on.
fn is_pause(scan: &Scan<'_>, word: usize) -> bool {
    words::ends_clause(scan, word) && scan.words[word].gap != Gap::Comma
}

/// `from 1.1 million in 2018 to 2.3 million`, `up from 31 percent`: marks a number that tells where something
/// stood before it moved.
pub(super) fn mark_earlier(scan: &Scan<'_>, before: Option<&mut Quantity>, here: &mut Quantity) {
    let at = here.words.start;
    here.earlier |= has_moved_from(scan, at) || is_compared_with(scan, at);
    let Some(before) = before else {
        return;
    };
    rank_alike(scan, before, here);
    reduced_to(scan, before, here);
    // "51 communes, down from 141": the second counts what the first does.
    if here.earlier && here.form == Form::Bare && before.form == Form::Count {
        count_alike(before, here);
    }
    if !is_from(scan, before.words.start) {
        return;
    }
    let between = before.words.end..here.words.start;
    let leads = between.len() <= MOVE_WORDS
        && between.clone().last().is_some_and(|word| {
            matches!(scan.folded(word), "len" | "xuong" | "con" | "duoi" | "toi")
                || scan.folded(word) == "to"
                    && (has_moved_from(scan, before.words.start)
                        || has_moved_over(scan, before.words.start))
        });
    // "giảm từ 141 xã xuống còn 51": the second counts what the first does.
    let bare = before.form == Form::Count && here.form == Form::Bare;
    if leads && bare && between.clone().all(|word| !is_pause(scan, word)) {
        count_alike(before, here);
    }
    let other = before.form != here.form;
    if leads && !other && between.into_iter().all(|word| !is_pause(scan, word)) {
        before.earlier = true;
    }
}

/// `2.5-3 trillion`, `từ 8 đến 8,5%`, `10% to 15%`; `Some(None)` for `2021-2025`. The unit is what stands after the
/// first number.
pub(super) fn range(
    scan: &Scan<'_>,
    at: usize,
    first: &Lexed<'_>,
    unit: Option<&Unit>,
    end: usize,
    lang: Lang,
) -> Option<Option<Quantity>> {
    let lead = unit.filter(|unit| unit.form != Form::Bare);
    let lead_end = lead.map_or(first.next, |unit| unit.next);
    let mut next = lead_end;
    if next >= end {
        return None;
    }
    let between = scan.gap_text(next);
    let dash = between
        .trim_matches([' ', '%', '\u{a0}'])
        .chars()
        .all(|c| matches!(c, '-' | '–' | '—' | '−'))
        && between.contains(['-', '–', '—', '−']);
    let mut rising = false;
    if !dash {
        let word = scan.folded(next);
        // "rose 2.3 points to 71.4" is no range either.
        rising = ["len", "xuong", "con"].contains(&word)
            || word == "to"
                && lead.is_some()
                && !is_from(scan, at)
                && words::direction_before(scan, at).is_some();
        let between = word == "and" && at > 0 && scan.folded(at - 1) == "between"
            || word == "va" && at > 0 && scan.surface(at - 1) == "giữa";
        if !["to", "den", "toi"].contains(&word) && !rising && !between {
            return None;
        }
        next += 1;
        // "giảm từ 40,39% xuống còn 35,71%".
        if rising && next < end && scan.folded(next) == "con" {
            next += 1;
        }
        if next >= end || scan.words[next].gap != Gap::Space {
            return None;
        }
    }
    if !scan.words[next].has_digit() {
        return None;
    }
    let second = lex(scan, next, end).filter(|second| second.glued.is_none())?;
    // "(1698-2018)".
    let early = first.raw.len() == 4 && first.raw.starts_with('1') && words::is_year(second.raw);
    if early || words::is_year(first.raw) && words::is_year(second.raw) {
        return Some(None);
    }
    let unit = units::after(scan, second.next, second.end, end, false);
    if let (Some(lead), Some(unit)) = (lead, &unit)
        && (lead.form != unit.form || lead.excluded || lead.form == Form::Count)
    {
        return None;
    }
    let from = is_from(scan, at);
    // "tăng 5% lên 8%" tells by how much it rose and where it stands now.
    if rising && !from {
        return None;
    }
    let moved = !dash && (has_moved_from(scan, at) || has_moved_over(scan, at));
    let Some(unit) = unit.or_else(|| lead.cloned()) else {
        // "falls from 194 to 65".
        return moved.then(|| finish(scan, at, first, None, lang, end).map(as_earlier));
    };
    let whole = unit.form == Form::Count;
    let (low, high) = (
        read(first.raw, lang, whole)?,
        read(second.raw, lang, whole)?,
    );
    if rising || moved {
        // "rose from 5 to 8 percent" tells where it stood; where it stands now is read next.
        let own = lead.cloned().unwrap_or(Unit {
            next: first.next,
            end: first.end,
            noun: None,
            ..unit
        });
        return Some(finish(scan, at, first, Some(own), lang, end).map(as_earlier));
    }
    if low >= high {
        let mut quantity = finish(scan, next, &second, Some(unit), lang, end)?;
        quantity.change = false;
        return Some(Some(quantity));
    }
    let sign = sign(scan, at, &unit, None);
    let ends = if sign < 0.0 {
        (-high, -low)
    } else {
        (low, high)
    };
    let words = at..unit.next.max(second.next);
    let span = Span::new(scan.words[at].start as usize, unit.end.max(second.end));
    Some(Some(Quantity {
        range: Some(ends),
        comparator: Comparator::Range,
        change: sign != 0.0,
        ..Quantity::in_unit(unit, words, span)
    }))
}
