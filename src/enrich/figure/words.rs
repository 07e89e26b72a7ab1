//! Words beside a number: directions, comparators, number words, labels that make it no quantity.

use super::units::run;
use crate::document::Comparator;
use crate::enrich::scan::{Gap, Scan};
use crate::enrich::spelling::WordSet;
use crate::text::date::MONTHS;
use std::ops::Range;
use std::sync::LazyLock;

/// Words before a number that make it a label, a date or a place in a series.
const LABELS: &[&str] = &[
    "ngày",
    "tháng",
    "năm",
    "quý",
    "điều",
    "khoản",
    "chương",
    "mục",
    "số",
    "khóa",
    "khoá",
    "lần",
    "phiên",
    "tập",
    "lớp",
    "tầng",
    "lộ",
    "tuổi",
    "nghiệp",
    "industry",
    "revolution",
    "cấp",
    "đội",
    "trang",
    "khu",
    "đoạn",
    "quận",
    "phường",
    "hẻm",
    "ngõ",
    "kiệt",
    "ấp",
    "tuyến",
    "kỳ",
    "đợt",
    "vòng",
    "loại",
    "bảng",
    "biểu",
    "no",
    "term",
    "aged",
    "age",
    "article",
    "clause",
    "chapter",
    "session",
    "quarter",
    "highway",
    "year",
    "group",
    "alarm",
    "zone",
    "phase",
    "grade",
    "class",
    "article",
];

/// The label that a word is, in small letters.
pub(super) fn label(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    static FOLDED: LazyLock<WordSet> = LazyLock::new(|| {
        let folded: Vec<String> = LABELS
            .iter()
            .map(|label| crate::text::fold(label))
            .collect();
        WordSet::of(folded.iter().map(String::as_str))
    });
    if !scan.is_in(&FOLDED, at) {
        return None;
    }
    let printed = scan.surface(at).to_lowercase();
    LABELS.iter().copied().find(|label| *label == printed)
}

/// Words before a number and a slash that make it a day and a month.
pub(super) const DAY_LEADS: &[&str] = &[
    "ngay", "hom", "sang", "chieu", "toi", "trua", "dem", "truoc", "tu", "den", "vao", "sau",
    "qua", "ky", "tet", "on", "until", "before", "after", "since", "by", "from", "dip", "le",
    "mung", "rang", "nay",
];

/// Tells whether digits are a year.
pub(super) fn is_year(raw: &str) -> bool {
    raw.len() == 4
        && (raw.starts_with("19") || raw.starts_with("20"))
        && raw.bytes().all(|b| b.is_ascii_digit())
}

/// Tells whether a year stands among some words.
pub(super) fn names_a_year(scan: &Scan<'_>, mut words: Range<usize>) -> bool {
    words.any(|word| is_year(scan.folded(word)))
}

/// Tells whether a folded word is an English month, in full or cut short.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word) || ["jan", "feb", "aug", "sept", "oct", "nov", "dec"].contains(&word)
}

/// The direction that a verb tells: 1 a rise, -1 a fall.
pub(super) fn moves(word: &str) -> Option<f64> {
    match word {
        "tang" | "up" | "rose" | "rises" | "rise" | "increased" | "increase" | "increasing"
        | "grew" | "grow" | "grown" | "gained" | "climbed" | "jumped" | "surged" | "expanded"
        | "risen" | "higher" | "improved" | "soared" | "grows" | "rising" | "growing"
        | "climbing" | "gaining" | "surging" | "leapt" | "leaped" | "leaps" | "leaping"
        | "increases" | "climbs" | "jumps" | "jumping" | "vaulted" | "rocketed" => Some(1.0),
        "giam" | "down" | "fell" | "fall" | "fallen" | "decreased" | "decrease" | "dropped"
        | "drop" | "declined" | "decline" | "shrank" | "shrunk" | "sank" | "slid" | "tut"
        | "lost" | "contracted" | "reduced" | "cut" | "slipped" | "plunged" | "falls" | "drops"
        | "shrinks" | "falling" | "dropping" | "lower" | "shed" | "reducing" | "decreasing"
        | "declining" | "slipping" | "shrinking" | "reduction" | "contraction" | "dip"
        | "slump" | "tumbled" | "dipped" | "plummeted" | "slides" | "sliding" | "reduces"
        | "lui" | "lowered" | "lowering" | "lowers" => Some(-1.0),
        _ => None,
    }
}

const BETWEEN: &[&str] = &[
    "by", "about", "over", "nearly", "some", "almost", "around", "more", "than", "only", "just",
    "a", "as", "much", "of", "year", "last", "the", "previous", "further", "nhe", "manh", "hon",
    "gan", "khoang", "toi", "them", "them", "truong", "duoc", "tren", "sau", "thap", "binh",
    "quan", "slightly", "sharply", "steeply", "modestly",
];

/// Tells whether a comma, stop or bracket stands before a word; `%` and `$` do not end a clause.
pub(super) fn ends_clause(scan: &Scan<'_>, word: usize) -> bool {
    match scan.words[word].gap {
        Gap::Space => false,
        Gap::Stop | Gap::Line => true,
        _ => scan
            .gap_text(word)
            .contains([',', ';', ':', '(', ')', '\n', '"', '“', '”']),
    }
}

/// The direction told by a verb just before a number; words of degree may stand between.
pub(super) fn direction_before(scan: &Scan<'_>, at: usize) -> Option<f64> {
    let mut place = at;
    for _ in 0..6 {
        if ends_clause(scan, place) {
            return None;
        }
        place = place.checked_sub(1)?;
        let word = scan.folded(place);
        // "make up 31.5 percent of the population".
        if word == "up"
            && place > 0
            && matches!(scan.folded(place - 1), "make" | "makes" | "made" | "making")
        {
            return None;
        }
        if let Some(direction) = moves(word) {
            return Some(direction);
        }
        // "lowered by at least 0.5 points".
        let at_least = matches!(word, "least" | "most")
            || word == "at" && matches!(scan.folded(place + 1), "least" | "most");
        if !BETWEEN.contains(&word) && !at_least {
            return None;
        }
    }
    None
}

/// The direction told after a number: `20 percent fewer`, `0.21 points lower than`.
pub(super) fn direction_after(scan: &Scan<'_>, next: usize, end: usize) -> f64 {
    if next >= end || ends_clause(scan, next) {
        return 0.0;
    }
    match scan.folded(next) {
        "fewer" | "lower" | "less" | "down" | "decrease" | "drop" | "fall" | "decline"
        | "reduction" | "behind" | "short" | "below" => -1.0,
        "higher" | "more" | "up" | "increase" | "rise" | "ahead" | "above" => 1.0,
        _ => 0.0,
    }
}

/// Tells whether a comparison with another time follows: `so với cùng kỳ`, `compared with`.
pub(super) fn compared(scan: &Scan<'_>, next: usize, end: usize) -> bool {
    (next..end.min(next + 4)).any(|at| {
        [
            "so voi",
            "compared to",
            "compared with",
            "from the",
            "on the",
            "year on",
        ]
        .contains(&run(scan, at, 2, end))
    })
}

/// How a value stands to what was measured, by the words before it.
pub(super) fn comparator(scan: &Scan<'_>, at: usize) -> Comparator {
    let Some(before) = at.checked_sub(1) else {
        return Comparator::Eq;
    };
    if ends_clause(scan, at) {
        return Comparator::Eq;
    }
    let two = before
        .checked_sub(1)
        .map_or("", |start| scan.folded_run(start..at));
    match two {
        "less than" | "fewer than" | "lower than" if led_by_no(scan, before) => {
            return Comparator::Ge;
        }
        "more than" | "higher than" if led_by_no(scan, before) => return Comparator::Le,
        "more than" | "greater than" | "higher than" => return Comparator::Gt,
        "less than" | "fewer than" | "lower than" | "chua day" | "chua toi" | "chua den"
        | "little under" => {
            return Comparator::Lt;
        }
        "at least" | "toi thieu" | "it nhat" | "no less" | "tro len" | "khong duoi" => {
            return Comparator::Ge;
        }
        "at most" | "toi da" | "up to" | "no more" => return Comparator::Le,
        "xap xi" | "uoc dat" | "estimated at" | "an estimated" | "uoc tinh" | "close to" => {
            return Comparator::Approx;
        }
        _ => {}
    }
    match scan.folded(before) {
        "over" | "above" | "hon" | "tren" | "exceeding" => Comparator::Gt,
        "under" | "below" | "duoi" => Comparator::Lt,
        "about" | "around" | "some" | "near" | "nearly" | "almost" | "approximately"
        | "roughly" | "khoang" | "gan" | "uoc" => Comparator::Approx,
        _ => Comparator::Eq,
    }
}

/// Whether `or more`, `trở lên` follows a number.
pub(super) fn or_more(scan: &Scan<'_>, next: usize) -> bool {
    next + 1 < scan.words.len()
        && !ends_clause(scan, next)
        && matches!(
            scan.folded_run(next..next + 2),
            "or more" | "or higher" | "or above" | "tro len"
        )
}

/// `no less than`, `not more than`, where the word before `than` is at some place.
fn led_by_no(scan: &Scan<'_>, than: usize) -> bool {
    than.checked_sub(2)
        .is_some_and(|word| matches!(scan.folded(word), "no" | "not"))
}

/// Whether an English noun counts people that befell something or serve the Party and the State.
pub(super) fn is_of_people(noun: &str) -> bool {
    matches!(
        noun,
        "people"
            | "dead"
            | "deaths"
            | "missing"
            | "injured"
            | "officials"
            | "members"
            | "injuries"
            | "organisations"
            | "organizations"
    )
}

/// Reads an English number word.
pub(super) fn number_word(word: &str) -> Option<f64> {
    if !word.starts_with(['t', 'f', 's', 'e', 'n', 'd']) || word.len() > 9 {
        return None;
    }
    Some(match word {
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" | "dozen" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}
