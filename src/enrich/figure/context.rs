//! What stands round a figure's place or thing: a name that the place is only part of, a disaster that a
//! count of victims needs, the least that a whole province has.

use super::quantity::{Form, Quantity};
use super::words::ends_clause;
use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};

/// Words of institutions, works and lines whose names a province is part of.
pub(in crate::enrich) const INSTITUTIONS: &[&str] = &[
    "dh",
    "dai hoc",
    "hoc vien",
    "cao dang",
    "thpt",
    "benh vien",
    "cong ty",
    "ngan hang",
    "cao toc",
    "duong sat",
    "quoc lo",
    "san bay",
    "nha ga",
    "ga",
    "ben xe",
    "toa nha",
    "nha may",
    "hoi luat gia",
    "cau lac bo",
    "clb",
    "tau ca",
    "xo so",
    "xa lo",
    "tram thu phi",
    "university",
    "college",
    "hospital",
    "company",
    "expressway",
    "highway",
    "airport",
    "railway",
    "bank",
    "club",
];

/// Whether a province is only part of a name: `ĐH Kinh tế TP. HCM`, `cao tốc Đà Nẵng - Quảng Ngãi`.
pub(super) fn of_an_institution(scan: &Scan<'_>, at: usize) -> bool {
    // What stands before a sign other than the stop of "TP." is no part of the name.
    let mut from = at;
    while from > 0
        && from + 6 > at
        && (!ends_clause(scan, from) || scan.gap_text(from).starts_with(". "))
    {
        from -= 1;
    }
    let behind = (from..at)
        .rev()
        .find_map(|word| institution_at(scan, word, at));
    behind.is_some_and(|behind| (behind..at).all(|word| is_of_a_name(scan, word)))
}

/// How many words a dateline has behind its place: the agency or the day.
const DATELINE: usize = 5;

/// `Hà Nội, 6/7 - Chín địa phương ...`, `HA LONG (VNA) –`: where a report was written tells of nothing.
pub(super) fn is_a_dateline(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.clone();
    let leads = end <= line.start + DATELINE
        && end < line.end
        && matches!(scan.words[end].gap, Gap::Comma | Gap::Open);
    leads
        && (end + 1..line.end.min(end + DATELINE)).any(|word| {
            let gap = scan.gap_text(word);
            (gap.ends_with("- ") || gap.ends_with("– ") || gap.ends_with("— "))
                && gap.starts_with([' ', ')'])
                && (end..word).all(|at| {
                    let printed = scan.words[at];
                    printed.has_digit() || printed.is_capital() || matches!(scan.folded(at), "ngay")
                })
        })
}

/// Within how many words of a name of two or three syllables `trước đây` and `cũ` stand.
const FORMER_WORDS: usize = 5;

/// `now including the former Ha Giang`, `belonged to the former Ha Giang`: a unit of old named only as a part of
/// the one spoken of.
pub(super) fn became_a_part(scan: &Scan<'_>, at: usize) -> bool {
    // "gồm cả Kon Tum trước đây".
    let leads = at >= 2
        && scan.words[at].gap == Gap::Space
        && matches!(scan.surface_run(at - 2..at), "gồm cả" | "bao gồm");
    let of_old = || {
        let to = (at + FORMER_WORDS).min(scan.words.len());
        (at..to).any(|word| matches!(scan.surface(word), "cũ" | "trước"))
    };
    if leads && of_old() {
        return true;
    }
    let Some(former) = at
        .checked_sub(1)
        .filter(|word| scan.folded(*word) == "former")
    else {
        return false;
    };
    let lead = (former.saturating_sub(2)..former)
        .rev()
        .find(|word| scan.folded(*word) != "the");
    lead.is_some_and(|lead| {
        matches!(
            scan.folded(lead),
            "including" | "included" | "includes" | "incorporating" | "comprising" | "absorbed"
        ) || scan.folded(lead) == "to"
            && lead > 0
            && matches!(scan.folded(lead - 1), "belonged" | "belonging")
    })
}

/// The word behind the institution that begins at a word.
fn institution_at(scan: &Scan<'_>, word: usize, end: usize) -> Option<usize> {
    let first = scan.folded(word);
    // Most words open the name of none.
    if !scan.says(word, said::INSTITUTIONS) {
        return None;
    }
    INSTITUTIONS.iter().find_map(|name| {
        let rest = name.strip_prefix(first)?;
        let words = 1 + rest.matches(' ').count();
        let whole = rest.is_empty()
            || rest.starts_with(' ')
                && word + words <= end
                && scan.folded_run(word..word + words) == *name;
        whole.then_some(word + words)
    })
}

/// A capital, or a small word that stands within names.
fn is_of_a_name(scan: &Scan<'_>, word: usize) -> bool {
    scan.words[word].is_capital()
        || matches!(
            scan.folded(word),
            "tp" | "tinh"
                | "thanh"
                | "pho"
                | "co"
                | "tnhh"
                | "mtv"
                | "te"
                | "gia"
                | "khoa"
                | "su"
                | "pham"
                | "luat"
                | "cong"
                | "nghe"
                | "da"
                | "quoc"
                | "phan"
                | "va"
                | "khuc"
                | "thuat"
        )
}

/// Words of disasters that no other word is spelled like, folded, and those that marks tell apart.
const DISASTERS: &[&str] = &[
    "ngap",
    "storm",
    "storms",
    "flood",
    "floods",
    "flooding",
    "typhoon",
    "typhoons",
    "rain",
    "rains",
    "landslide",
    "landslides",
    "drought",
    "disaster",
    "disasters",
    "earthquake",
];
const DISASTERS_MARKED: &[&str] = &["bão", "lũ", "lụt", "hạn", "sạt", "dịch"];

/// Whether a text tells of a storm, a flood or another disaster.
pub(super) fn tells_of_disaster(scan: &Scan<'_>) -> bool {
    tells_of_disaster_in(scan, 0..scan.words.len())
}

/// Whether some words of a text tell of one.
pub(super) fn tells_of_disaster_in(scan: &Scan<'_>, mut words: std::ops::Range<usize>) -> bool {
    words.any(|word| match scan.folded(word) {
        "bao" | "lu" | "lut" | "han" | "sat" | "dich" => {
            let printed = scan.surface(word).to_lowercase();
            // "hạn" and "dịch" alone are terms and services.
            let next = if word + 1 < scan.words.len() {
                scan.folded(word + 1)
            } else {
                ""
            };
            DISASTERS_MARKED.contains(&printed.as_str())
                && match printed.as_str() {
                    "hạn" => matches!(next, "han" | "man"),
                    "sạt" => next == "lo",
                    "dịch" => matches!(next, "benh" | "ta" | "tai"),
                    _ => true,
                }
        }
        "thien" => word + 1 < scan.words.len() && scan.folded(word + 1) == "tai",
        folded => DISASTERS.contains(&folded),
    })
}

/// Smallest ground of a province in hectares and its smallest population, rounded down.
const LEAST_AREA: f64 = 80_000.0;
const LEAST_POPULATION: f64 = 200_000.0;

/// Smallest sum of a budget, of exports and the like, in dong, and the fewest visitors.
const LEAST_MONEY: f64 = 1e9;
const LEAST_VISITORS: f64 = 20_000.0;

/// How much one dollar is in dong, about.
const DOLLAR: f64 = 25_000.0;

/// Whether a value is too small to be a whole province's.
pub(super) fn too_small(id: &str, quantity: &Quantity) -> bool {
    let Some(value) = quantity.value.or(quantity.range.map(|range| range.1)) else {
        return false;
    };
    let unit = crate::text::fold(quantity.unit.as_deref().unwrap_or(""));
    let times: f64 = unit
        .split(' ')
        .map(|word| match word {
            "nghin" | "ngan" | "thousand" => 1e3,
            "van" => 1e4,
            "trieu" | "million" => 1e6,
            "ty" | "ti" | "billion" | "bn" => 1e9,
            "trillion" => 1e12,
            _ => 1.0,
        })
        .product();
    let all = value.abs() * times;
    if quantity.form == Form::Money {
        let dong = if unit.contains("usd") || unit.contains("do") && !unit.contains("dong") {
            all * DOLLAR
        } else {
            all
        };
        let single = id.contains("per_capita") || id == "storm_damage" || id == "other";
        return !single && dong < LEAST_MONEY;
    }
    if quantity.form != Form::Count {
        return false;
    }
    let hectares = if unit.contains("km2") || unit.contains("square k") || unit.contains("sq") {
        100.0
    } else {
        1.0
    };
    match id {
        "area" => all * hectares < LEAST_AREA,
        "population" => all < LEAST_POPULATION,
        "tourists" => all < LEAST_VISITORS,
        _ => false,
    }
}
