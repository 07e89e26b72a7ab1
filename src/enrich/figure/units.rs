//! Words that make a number a quantity, or no quantity: units, magnitudes, directions, comparators.

mod beside;
mod label;

pub(super) use beside::{is_a_length, is_of_a_work, needs_its_place};
pub(super) use label::in_label;

use super::quantity::Form;
use super::words;
use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// What follows a number.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) form: Form,
    /// As printed, without what comes before the number.
    pub(super) printed: String,
    /// First word after it.
    pub(super) next: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// The counted noun.
    pub(super) noun: Option<Range<usize>>,
    /// Durations, lengths, ages: no quantity of a locality.
    pub(super) excluded: bool,
    /// Measured and not counted, so that decimals make sense.
    pub(super) measured: bool,
}

impl Unit {
    /// No unit at all.
    pub(super) fn none(next: usize, end: usize) -> Self {
        Self::of(Form::Bare, String::new(), next, end)
    }

    fn of(form: Form, printed: String, next: usize, end: usize) -> Self {
        Self {
            form,
            printed,
            next,
            end,
            noun: None,
            excluded: false,
            measured: form != Form::Count,
        }
    }
}

/// Currencies that may stand before a number, folded.
pub(super) const CURRENCIES: &[&str] = &["vnd", "usd", "eur", "us"];

const TIMES: &[&str] = &["times", "lan", "fold"];

/// Small words that end a noun, as printed in small letters.
pub(in crate::enrich) const STOPS: &[&str] = &[
    "in",
    "of",
    "and",
    "or",
    "were",
    "was",
    "are",
    "is",
    "have",
    "has",
    "had",
    "to",
    "for",
    "that",
    "with",
    "worth",
    "valued",
    "totalling",
    "totaling",
    "who",
    "which",
    "as",
    "by",
    "on",
    "at",
    "from",
    "the",
    "a",
    "than",
    "per",
    "will",
    "would",
    "did",
    "do",
    "over",
    "but",
    "after",
    "before",
    "because",
    "while",
    "against",
    "under",
    "since",
    "during",
    "through",
    "among",
    "behind",
    "put",
    "out",
    "reach",
    "reached",
    "meet",
    "met",
    "với",
    "của",
    "và",
    "bị",
    "được",
    "đã",
    "là",
    "tại",
    "ở",
    "trong",
    "cho",
    "có",
    "đạt",
    "tăng",
    "giảm",
    "so",
    "chiếm",
    "hoặc",
    "sẽ",
    "để",
    "theo",
    "từ",
    "đến",
    "khi",
    "còn",
    "chưa",
    "thuộc",
    "phải",
    "tham",
    "về",
    "bằng",
    "vượt",
    "trên",
    "dưới",
    "sinh",
    "thiếu",
    "mất",
    "gồm",
    "hoàn",
    "không",
    "đang",
    "nhưng",
    "như",
    "mỗi",
    "vào",
    "nhằm",
    "xuống",
    "lên",
    "do",
    "vì",
    "nên",
    "mà",
    "thì",
    "nữa",
    "cùng",
    "gồm",
    "nhất",
    "fewer",
    "more",
    "less",
    "lower",
    "higher",
    "ahead",
    "without",
    "not",
    "respectively",
    "set",
    "each",
    "apiece",
];

/// Reads the unit after a number that ends at byte `from`; `next` is the first word after it.
pub(super) fn after(
    scan: &Scan<'_>,
    next: usize,
    from: usize,
    end: usize,
    dollars: bool,
) -> Option<Unit> {
    let rest = &scan.text[from..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let skipped = rest.len() - trimmed.len();
    if trimmed.starts_with('%') {
        let stop = from + skipped + 1;
        let points = next < end && ["points", "point"].contains(&scan.folded(next));
        let form = if points { Form::Points } else { Form::Percent };
        return Some(Unit::of(form, "%".to_owned(), next, stop));
    }
    if trimmed.starts_with('‰') {
        let mut unit = Unit::none(next, from);
        unit.excluded = true;
        return Some(unit);
    }
    if next >= end {
        return None;
    }
    let hyphened = scan.gap_text(next) == "-" && !scan.words[next].has_digit();
    if hyphened {
        // "6-month", "5-star": the number is part of a word.
        let mut unit = Unit::none(next, from);
        unit.excluded = true;
        return Some(unit);
    }
    if scan.words[next].gap != Gap::Space
        || scan.words[next].has_digit() && !matches!(scan.folded(next), "km2" | "m2" | "m3")
    {
        return None;
    }
    worded(scan, next, from, end, dollars)
}

pub(super) fn run<'s>(scan: &'s Scan<'_>, at: usize, words: usize, end: usize) -> &'s str {
    let to = at + words;
    if to > end || (at + 1..to).any(|w| scan.words[w].gap != Gap::Space) {
        return "";
    }
    scan.folded_run(at..to)
}

fn worded(scan: &Scan<'_>, next: usize, from: usize, end: usize, dollars: bool) -> Option<Unit> {
    let make = |form: Form, words: usize| {
        let stop = scan.words[next + words - 1].end as usize;
        // "percent" and "phần trăm" are one unit.
        let printed = match form {
            Form::Percent => "%".to_owned(),
            _ => scan.surface_run(next..next + words).to_owned(),
        };
        Unit::of(form, printed, next + words, stop)
    };
    let one = scan.folded(next);
    if let Some((form, words)) = share(scan, one, next, end) {
        return Some(make(form, words));
    }
    let magnitude = magnitude(scan, next, end);
    if let Some(words) = currency(scan, next + magnitude, end) {
        let mut unit = make(Form::Money, magnitude + words);
        let per = unit.next < end && scan.gap_text(unit.next).trim() == "/";
        // "6.000 đồng/kg" is a price.
        if per && beside::is_a_weight(scan.surface(unit.next)) {
            return Some(make(Form::Money, magnitude + words + 1));
        }
        unit.excluded =
            per && !["nam", "nguoi", "year", "person", "head"].contains(&scan.folded(unit.next));
        return Some(unit);
    }
    if dollars && magnitude > 0 {
        return Some(make(Form::Money, magnitude));
    }
    if magnitude > 0 {
        return Some(counted(scan, next, magnitude, from, end));
    }
    if TIMES.contains(&one) {
        let mut unit = make(Form::Times, 1);
        // "went abroad 8 times" multiplies nothing.
        let multiplied = (next.saturating_sub(5)..next)
            .any(|at| ["gap", "tang", "giam", "up"].contains(&scan.folded(at)))
            || [
                "more", "higher", "as", "the", "greater", "larger", "what", "that",
            ]
            .contains(&if next + 1 < end {
                scan.folded(next + 1)
            } else {
                ""
            });
        unit.excluded = !multiplied;
        return Some(unit);
    }
    if is_of_places(scan, next) {
        return Some(make(Form::RankChange, 1));
    }
    Some(counted(scan, next, 0, from, end))
}

/// Points and percentages in words, with how many words they have.
fn share(scan: &Scan<'_>, first: &str, next: usize, end: usize) -> Option<(Form, usize)> {
    let run = |words: usize| run(scan, next, words, end);
    match first {
        "percent" | "pct" => Some((Form::Percent, 1)),
        "percentage" if matches!(run(2), "percentage points" | "percentage point") => {
            Some((Form::Points, 2))
        }
        "diem" if run(3) == "diem phan tram" => Some((Form::Points, 3)),
        "per" if run(3) == "per centage points" => Some((Form::Points, 3)),
        "per" if run(2) == "per cent" => Some((Form::Percent, 2)),
        "phan" if run(2) == "phan tram" => Some((Form::Percent, 2)),
        _ => None,
    }
}

/// `12 bậc`, `4 hạng`, `9 places`: by its marks, since `9,6 bác sĩ` counts doctors and `9 hạng mục` works.
fn is_of_places(scan: &Scan<'_>, next: usize) -> bool {
    match scan.surface(next) {
        "bậc" | "nấc" | "place" | "places" => true,
        "hạng" => {
            next + 1 >= scan.words.len()
                || words::ends_clause(scan, next + 1)
                || matches!(
                    scan.folded(next + 1),
                    "so" | "len" | "xuong" | "trong" | "va" | "tren"
                )
        }
        _ => false,
    }
}

/// The currency that stands before a number: `$6.2 billion`, `VND312 trillion`, `USD 40 million`.
pub(super) fn currency_before(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let glued = scan.folded(at);
    let led = at.checked_sub(1).map_or("", |before| scan.folded(before));
    let dollar = scan.text[..scan.words[at].start as usize].ends_with('$');
    [
        ("vnd", "VND"),
        ("usd", "USD"),
        ("eur", "EUR"),
        ("us", "USD"),
    ]
    .iter()
    .find(|(folded, _)| glued.starts_with(folded) || !dollar && led == *folded)
    .map(|(_, code)| *code)
    .or(dollar.then_some("USD"))
}

/// Magnitude words that stand at `at`: `thousand`, `nghìn tỷ`.
fn magnitude(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    let one = if at < end { scan.folded(at) } else { "" };
    let english = ["thousand", "million", "billion", "trillion", "bn"].contains(&one);
    let vietnamese = (["nghin", "ngan", "trieu", "ty", "ti"].contains(&one)
        || (one == "van" && scan.surface(at) == "vạn"))
        && run(scan, at, 2, end) != "ty le"
        && run(scan, at, 2, end) != "ty trong";
    if !english && !vietnamese {
        return 0;
    }
    let two = if at + 1 < end {
        scan.folded(at + 1)
    } else {
        ""
    };
    if vietnamese && ["ty", "ti", "trieu"].contains(&two) {
        return 2;
    }
    1
}

fn currency(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end || scan.words[at].gap != Gap::Space {
        return None;
    }
    match scan.folded(at) {
        "vnd" | "usd" | "dollars" | "dollar" | "yen" | "euro" | "euros" | "eur" => Some(1),
        "us" if run(scan, at, 2, end) == "us dollars" => Some(2),
        // đồng, not Đông or Đồng Tháp.
        "dong" if scan.surface(at) == "đồng" || scan.surface(at) == "dong" => {
            let comrade = at + 1 < end && ["chí", "bào"].contains(&scan.surface(at + 1));
            (!comrade).then_some(1)
        }
        "do" if ["đô la", "đô-la"].contains(&scan.surface_run(at..(at + 2).min(end))) => {
            Some(2)
        }
        _ => None,
    }
}

fn counted(scan: &Scan<'_>, next: usize, magnitude: usize, from: usize, end: usize) -> Unit {
    let start = next + magnitude;
    let has_unit = start < end && scan.words[start].gap == Gap::Space;
    let measured = has_unit && scan.says(start, said::MEASURES);
    // "40 km/h", "1.800 kWh/m2/năm": so much of it in each of another.
    let rate = has_unit
        && start + 1 < end
        && scan.words[start + 1].gap == Gap::Slash
        && scan.gap_text(start + 1).trim() == "/"
        && (beside::BESIDE.contains(&scan.folded(start)) || scan.folded(start) == "kwh");
    let lasts = has_unit && scan.says(start, said::DURATIONS) && !scan.words[start].is_capital();
    let excluded = rate || lasts;
    let noun = noun(scan, start, end);
    let last = noun.as_ref().map_or(start, |noun| noun.end);
    let stop = if last > next {
        scan.words[last - 1].end as usize
    } else {
        from
    };
    let form = if last > next { Form::Count } else { Form::Bare };
    let printed = if last > next {
        scan.surface_run(next..last).to_owned()
    } else {
        String::new()
    };
    Unit {
        form,
        printed,
        next: last,
        end: stop,
        noun,
        excluded,
        measured: measured || magnitude > 0,
    }
}

/// The counted noun that begins at a word: up to four words, ended by a sign or a small word.
pub(super) fn noun(scan: &Scan<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let mut to = start;
    while to < end && to < start + 4 {
        let word = scan.words[to];
        let joined = word.gap == Gap::Space
            || to == start && scan.gap_text(to).trim() == "%"
            || (to > start && (scan.gap_text(to) == "-" || scan.gap_text(to) == "/"));
        if !joined
            || word.has_digit() && !matches!(scan.folded(to), "km2" | "m2" | "m3")
            || is_stop(scan, to) && !is_pupil(scan, start, to)
        {
            break;
        }
        if is_participle(scan, start, to, end) {
            break;
        }
        // A name is not counted, but "Party members" and "FDI projects" are.
        if word.is_capital()
            && !word.is_all_capitals()
            && !["party", "covid"].contains(&scan.folded(to))
            && !["Đảng", "Sở"].contains(&scan.surface(to))
        {
            break;
        }
        to += 1;
    }
    (to > start).then_some(start..to)
}

/// Whether a word ends a counted noun: `của`, but not the `cua` of a name.
fn is_stop(scan: &Scan<'_>, at: usize) -> bool {
    if !scan.says(at, said::STOPS) {
        return false;
    }
    let printed = scan.surface(at);
    if scan.words[at].is_capital() {
        STOPS.contains(&printed.to_lowercase().as_str())
    } else {
        STOPS.contains(&printed)
    }
}

/// `học sinh`, `thí sinh`: not the verb "sinh".
fn is_pupil(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    at > start
        && scan.folded(at) == "sinh"
        && matches!(scan.folded(at - 1), "hoc" | "thi" | "nu" | "sinh" | "luu")
}

/// `houses collapsed`, `the 36,000 recorded in`: what befell the counted, not part of the noun.
fn is_participle(scan: &Scan<'_>, start: usize, at: usize, end: usize) -> bool {
    let folded = scan.folded(at);
    if folded.len() < 5 || !folded.ends_with("ed") || scan.words[at].gap != Gap::Space {
        return false;
    }
    if at == start {
        // "1,318 were set up and 402 dissolved."
        let ends = at + 1 >= end || super::words::ends_clause(scan, at + 1);
        return ends
            || matches!(
                scan.folded(at + 1),
                "in" | "by"
                    | "at"
                    | "across"
                    | "there"
                    | "so"
                    | "before"
                    | "after"
                    | "since"
                    | "and"
            );
    }
    let before = scan.folded(at - 1);
    before.ends_with('s') || before == "people"
}
