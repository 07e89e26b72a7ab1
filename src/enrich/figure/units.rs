//! Words that make a number a quantity, or no quantity: units, magnitudes, directions, comparators.

use super::quantity::Form;
use crate::document::Comparator;
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

/// Words before a number that make it a label, a date or a place in a series.
pub(super) const LABELS: &[&str] = &[
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

/// Words before a number and a slash that make it a day and a month.
pub(super) const DAY_LEADS: &[&str] = &[
    "ngay", "hom", "sang", "chieu", "toi", "trua", "dem", "truoc", "tu", "den", "vao", "sau",
    "qua", "ky", "tet", "on", "until", "before", "after", "since", "by", "from", "dip", "le",
    "mung", "rang", "nay",
];

const TIMES: &[&str] = &["times", "lan", "fold"];
const POINTS: &[&str] = &[
    "percentage points",
    "percentage point",
    "diem phan tram",
    "per centage points",
];

/// Units that measure things of a locality.
const MEASURES: &[&str] = &[
    "ha", "hecta", "hectare", "hectares", "km2", "tan", "ton", "tons", "tonne", "tonnes", "points",
    "point", "diem", "mw", "kwh", "square", "sq",
];

/// Durations, lengths, ages and the like.
const EXCLUDED: &[&str] = &[
    "nam",
    "thang",
    "ngay",
    "tuan",
    "gio",
    "phut",
    "giay",
    "tuoi",
    "year",
    "years",
    "month",
    "months",
    "monthly",
    "day",
    "days",
    "week",
    "weeks",
    "hour",
    "hours",
    "minute",
    "minutes",
    "pm",
    "am",
    "km",
    "m",
    "m2",
    "m3",
    "cm",
    "mm",
    "met",
    "metre",
    "metres",
    "meter",
    "meters",
    "kilometre",
    "kilometres",
    "kilometers",
    "kg",
    "lit",
    "do",
    "century",
    "ngay",
    "decade",
    "decades",
    "quarter",
    "quarters",
    "kilometer",
    "nhiem",
    "degrees",
    "h",
    "teu",
    "trang",
    "bai",
    "cau",
];

/// Small words that end a noun, as printed in small letters.
const STOPS: &[&str] = &[
    "in", "of", "and", "or", "were", "was", "are", "is", "have", "has", "had", "to", "for", "that",
    "with", "who", "which", "as", "by", "on", "at", "from", "the", "a", "than", "per", "will",
    "would", "did", "do", "over", "but", "after", "before", "because", "while", "against", "under",
    "since", "during", "through", "among", "behind", "put", "out", "với", "của", "và", "bị",
    "được", "đã", "là", "tại", "ở", "trong", "cho", "có", "đạt", "tăng", "giảm", "so", "chiếm",
    "hoặc", "sẽ", "để", "theo", "từ", "đến", "khi", "còn", "chưa", "thuộc", "phải", "tham", "về",
    "bằng", "vượt", "trên", "dưới", "sinh", "thiếu", "mất", "gồm", "hoàn", "không", "đang",
    "nhưng", "như", "mỗi",
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
        || scan.words[next].has_digit()
            && scan.folded(next) != "km2"
            && scan.folded(next) != "m2"
            && scan.folded(next) != "m3"
    {
        return None;
    }
    worded(scan, next, from, end, dollars)
}

fn run<'s>(scan: &'s Scan<'_>, at: usize, words: usize, end: usize) -> &'s str {
    let to = at + words;
    if to > end || (at + 1..to).any(|w| scan.words[w].gap != Gap::Space) {
        return "";
    }
    scan.folded_run(at..to)
}

fn worded(scan: &Scan<'_>, next: usize, from: usize, end: usize, dollars: bool) -> Option<Unit> {
    let make = |form: Form, words: usize| {
        let stop = scan.words[next + words - 1].end as usize;
        let printed = scan.surface_run(next..next + words).to_owned();
        Unit::of(form, printed, next + words, stop)
    };
    for points in POINTS {
        let words = points.split(' ').count();
        if run(scan, next, words, end) == *points {
            return Some(make(Form::Points, words));
        }
    }
    let one = scan.folded(next);
    if one == "percent" || one == "pct" {
        return Some(make(Form::Percent, 1));
    }
    if ["per cent", "phan tram"].contains(&run(scan, next, 2, end)) {
        return Some(make(Form::Percent, 2));
    }
    let magnitude = magnitude(scan, next, end);
    if let Some(words) = currency(scan, next + magnitude, end) {
        let mut unit = make(Form::Money, magnitude + words);
        // "6.000 đồng/kg" is a price.
        let per = unit.next < end
            && scan.gap_text(unit.next) == "/"
            && !["nam", "nguoi", "year", "person", "head"].contains(&scan.folded(unit.next));
        unit.excluded = per;
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
            || ["more", "higher", "as", "the", "greater", "larger"].contains(&if next + 1 < end {
                scan.folded(next + 1)
            } else {
                ""
            });
        unit.excluded = !multiplied;
        return Some(unit);
    }
    if ["bac", "places"].contains(&one) || (one == "place" && !scan.words[next].is_capital()) {
        return Some(make(Form::RankChange, 1));
    }
    Some(counted(scan, next, 0, from, end))
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
    let word = if start < end && scan.words[start].gap == Gap::Space {
        scan.folded(start)
    } else {
        ""
    };
    let measured = MEASURES.contains(&word);
    let excluded = EXCLUDED.contains(&word) && !scan.words[start].is_capital();
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
            || (to > start && (scan.gap_text(to) == "-" || scan.gap_text(to) == "/"));
        if !joined
            || word.has_digit() && scan.folded(to) != "km2"
            || STOPS.contains(&scan.surface(to).to_lowercase().as_str())
        {
            break;
        }
        // A name is not counted, but "Party members" and "FDI projects" are.
        if word.is_capital()
            && !word.is_all_capitals()
            && !["party", "covid"].contains(&scan.folded(to))
        {
            break;
        }
        to += 1;
    }
    (to > start).then_some(start..to)
}

/// Tells whether digits are a year.
pub(super) fn is_year(raw: &str) -> bool {
    raw.len() == 4
        && (raw.starts_with("19") || raw.starts_with("20"))
        && raw.bytes().all(|b| b.is_ascii_digit())
}

/// Tells whether a folded word is an English month.
pub(super) fn is_month(word: &str) -> bool {
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
    .contains(&word)
}

/// The direction that a verb tells: 1 a rise, -1 a fall.
pub(super) fn moves(word: &str) -> Option<f64> {
    match word {
        "tang" | "up" | "rose" | "rises" | "rise" | "increased" | "increase" | "increasing"
        | "grew" | "grow" | "grown" | "gained" | "climbed" | "jumped" | "surged" | "expanded"
        | "risen" | "higher" | "improved" | "soared" | "grows" | "rising" => Some(1.0),
        "giam" | "down" | "fell" | "fall" | "fallen" | "decreased" | "decrease" | "dropped"
        | "drop" | "declined" | "decline" | "shrank" | "shrunk" | "sank" | "slid" | "tut"
        | "lost" | "contracted" | "reduced" | "cut" | "slipped" | "plunged" | "falls" | "drops"
        | "shrinks" | "falling" | "dropping" | "lower" | "shed" => Some(-1.0),
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
    scan.gap_text(word)
        .contains([',', ';', ':', '(', ')', '\n', '"', '“', '”'])
        || scan.words[word].gap == Gap::Stop
        || scan.words[word].gap == Gap::Line
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
        if let Some(direction) = moves(word) {
            return Some(direction);
        }
        if !BETWEEN.contains(&word) {
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
        "fewer" | "lower" | "less" | "down" | "decrease" | "drop" | "fall" => -1.0,
        "higher" | "more" | "up" | "increase" | "rise" => 1.0,
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
        "more than" | "greater than" | "higher than" => return Comparator::Gt,
        "less than" | "fewer than" | "lower than" | "chua day" | "chua toi" | "chua den"
        | "little under" => {
            return Comparator::Lt;
        }
        "at least" | "toi thieu" | "it nhat" | "no less" | "tro len" => return Comparator::Ge,
        "at most" | "toi da" | "up to" | "no more" => return Comparator::Le,
        "xap xi" | "uoc dat" | "estimated at" | "uoc tinh" => return Comparator::Approx,
        _ => {}
    }
    match scan.folded(before) {
        "over" | "above" | "hon" | "tren" | "exceeding" => Comparator::Gt,
        "under" | "below" | "duoi" => Comparator::Lt,
        "about" | "around" | "some" | "nearly" | "almost" | "approximately" | "roughly"
        | "khoang" | "gan" | "uoc" => Comparator::Approx,
        _ => Comparator::Eq,
    }
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

/// Words that may stand between a place and a bare number that belongs to it.
pub(super) const BARE_LEADS: &[&str] = &[
    "has", "have", "had", "with", "about", "over", "nearly", "some", "only", "took", "in",
    "reached", "recorded", "area", "co", "dat", "khoang", "hon", "gan", "la", "chi", "tren",
    "around", "more", "than", "before", "merging", "is", "was", "counted", "reported", "cu", "moi",
    "at", "truoc", "sap", "nhap", "khu", "vuc", "admitted",
];

/// Verbs of Party discipline that stand before a bare count of members.
pub(super) const DISCIPLINED: &[&str] = &[
    "khien trach",
    "canh cao",
    "cach chuc",
    "khai tru",
    "reprimanded",
    "warned",
    "dismissed",
    "expelled",
    "criticised",
    "criticized",
    "ky luat",
    "disciplined",
];

/// Tells whether a folded word is of a thing that a province is measured by.
pub(super) fn is_counted(word: &str) -> bool {
    word.len() > 3 && COUNTED.contains(&word)
}

/// Counted things that a province is measured by, as single folded words of the noun.
const COUNTED: &[&str] = &[
    "members",
    "member",
    "organisations",
    "organizations",
    "organisation",
    "delegates",
    "households",
    "household",
    "houses",
    "house",
    "homes",
    "projects",
    "project",
    "communes",
    "wards",
    "units",
    "headquarters",
    "officials",
    "heads",
    "targets",
    "target",
    "stations",
    "people",
    "residents",
    "inhabitants",
    "deaths",
    "dead",
    "missing",
    "injured",
    "infections",
    "accounts",
    "models",
    "families",
    "beneficiaries",
    "enterprises",
    "businesses",
    "firms",
    "companies",
    "schools",
    "classrooms",
    "workers",
    "jobs",
    "cadres",
    "cells",
    "committees",
    "committee",
    "offices",
    "agencies",
    "points",
    "tourists",
    "visitors",
    "arrivals",
    "soldiers",
    "troops",
    "voters",
    "comments",
    "opinions",
    "files",
    "cases",
    "violations",
    "hectares",
    "hectare",
    "ha",
    "km2",
    "tonnes",
    "tons",
    "ton",
    "tonne",
    "mw",
    "sq",
    "square",
    "provinces",
    "districts",
    "villages",
    "departments",
    "focal",
    "staff",
    "payroll",
    "civil",
];

/// The same in Vietnamese, folded, as the noun begins.
const COUNTED_VI: &[&str] = &[
    "dang vien",
    "to chuc",
    "ho",
    "can nha",
    "ngoi nha",
    "nha bi",
    "nha sap",
    "nha ngap",
    "nha o",
    "du an",
    "xa",
    "phuong",
    "don vi",
    "tru so",
    "cong chuc",
    "lao dong",
    "nguoi",
    "doanh nghiep",
    "chi tieu",
    "huyen",
    "chi bo",
    "dau moi",
    "luot",
    "y kien",
    "tan",
    "vu viec",
    "dai bieu",
    "can bo",
    "khu cong nghiep",
    "khu pho",
    "khu dan cu",
    "hop tac xa",
    "tau ca",
    "thon",
    "thanh vien",
    "cap uy",
    "dang bo",
    "co so",
    "hec ta",
    "ha",
    "mw",
    "phong hoc",
    "truong hoc",
    "truong mam non",
    "truong dat",
    "vien chuc",
    "dang uy",
    "km2",
    "mo hinh",
    "san pham ocop",
    "benh vien",
    "cum cong nghiep",
    "khach",
    "cong nhan",
    "hoc sinh",
    "bien che",
    "ho so",
    "thu tuc",
    "nhan khau",
    "tram",
    "cong trinh",
    "hoi vien",
    "dac khu",
    "thi tran",
    "hop tac",
    "truong hop",
    "to cong nghe",
    "diem",
    "nguoi dan",
];

fn is_counted_vi(noun: &str) -> bool {
    COUNTED_VI.iter().any(|counted| {
        noun.strip_prefix(counted)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Words of works and firms, whose money and ground are not a province's.
const WORKS: &[&str] = &[
    "cong ty",
    "tap doan",
    "nha may",
    "khu do thi",
    "goi thau",
    "hop dong",
    "tong muc dau tu",
    "chu dau tu",
    "kdtm",
    "benh vien",
    "quang truong",
    "san bay",
    "nha dau tu",
    "corporation",
    "hotel",
    "resort",
    "khach san",
    "bang can doi",
    "co phan",
    "co phieu",
    "formosa",
    "trung tam thuong mai",
    "lo luy ke",
    "cong trinh",
    "tuong dai",
    "cay cau",
];

/// Tells whether works or a firm are named shortly before a quantity.
pub(super) fn of_a_project(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    let from = (quantity.words.start.saturating_sub(22)..quantity.words.start)
        .rev()
        .find(|at| scan.words[*at].begins_sentence())
        .unwrap_or(quantity.words.start.saturating_sub(22));
    if from >= quantity.words.start {
        return false;
    }
    let before = format!(" {} ", scan.folded_run(from..quantity.words.start));
    WORKS
        .iter()
        .any(|work| before.contains(&format!(" {work} ")))
        || (before.ends_with(" du an ")
            || before.contains(" du an co ")
            || before.contains(" du an khoang "))
}

/// `a population of over 3.2 million`: a magnitude alone counts what the words before it say.
fn counts_people(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    let from = quantity.words.start.saturating_sub(6);
    let before = scan.folded_run(from..quantity.words.start.max(from + 1));
    [
        "population",
        "dan so",
        "members",
        "households",
        "visitors",
        "tourists",
        "near poor",
        "people",
    ]
    .iter()
    .any(|counted| before.contains(counted))
}

/// Tells whether a quantity is of a kind that a sentence without a place may tell of a province.
pub(super) fn measures_a_province(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    match quantity.form {
        Form::Money => !of_a_project(scan, quantity),
        Form::Percent | Form::Points | Form::Rank | Form::RankChange | Form::Times => true,
        Form::Bare => false,
        Form::Count if quantity.noun.is_none() => counts_people(scan, quantity),
        Form::Count | Form::Fraction => quantity.noun.clone().is_some_and(|noun| {
            is_counted_vi(scan.folded_run(noun.clone()))
                || noun
                    .into_iter()
                    .any(|word| COUNTED.contains(&scan.folded(word)))
        }),
    }
}
