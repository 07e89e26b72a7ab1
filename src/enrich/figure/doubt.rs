//! What makes a figure doubtful: sentences about a crime, a vote, a firm or a lower unit, and cues
//! that tell an indicator only beside other words.
//!
//! A figure that is not certain is left out, so each rule here only ever takes figures away.

use super::lower;
use super::quantity::{Form, Quantity};
use super::sentence::{Bound, Pattern};
use crate::enrich::said;
use crate::enrich::scan::Scan;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of crime, votes for persons and shares: numbers beside them measure no province.
const NOT_OF_A_PROVINCE: &[&str] = &[
    "hoi lo",
    "bi can",
    "bi cao",
    "truy to",
    "tham o",
    "chiem doat",
    "dut tui",
    "khoi to",
    "lap khong",
    "nhan tien",
    "rua tien",
    "lua dao",
    "nguoi bi hai",
    "tang vat",
    "xet xu",
    "bribe",
    "bribes",
    "bribery",
    "defendant",
    "defendants",
    "embezzle",
    "embezzled",
    "embezzlement",
    "appropriated",
    "prosecuted",
    "indictment",
    "so phieu",
    "phieu thuan",
    "phieu bau",
    "phieu tan thanh",
    "of the votes",
    "of votes",
    "gioi thieu ung cu",
    "co dong",
    "shareholders",
    "von dieu le",
    "charter capital",
    "doanh nghiep chi duoc",
    "thi hanh an",
    "pham phap",
    "toi pham",
    "so tien",
    "sai pham",
    "dieu tra",
    "that thu",
    "trom",
    "cuop",
    "hon chien",
];

/// Words of giving: sums beside them are gifts.
pub(in crate::enrich) const GIFTS: &[&str] = &[
    "ung ho",
    "quyen gop",
    "trao tang",
    "tang qua",
    "trao qua",
    "suat qua",
    "phan qua",
    "hoc bong",
    "donated",
    "donation",
    "donations",
    "gift",
    "gifts",
    "presented",
    "scholarships",
    "phao hoa",
];

/// Bodies of the whole country, whose numbers are not the topic's.
const OF_THE_NATION: &[&str] = &[
    "ban chap hanh trung uong",
    "uy vien trung uong",
    "nen kinh te",
    "thanh tra chinh phu",
    "bo tai chinh",
    "the gioi",
    "viet nam",
    "vietnam",
    "thu tuong",
    "pho thu tuong",
    "bo truong",
    "prime minister",
    "minister",
    "chinh phu dang",
    "chinh phu da",
];

/// Countries that invest and trade: what a sentence tells of them is not the topic's.
const COUNTRIES: &[&str] = &[
    "nhat ban",
    "han quoc",
    "singapore",
    "trung quoc",
    "dai loan",
    "malaysia",
    "thai lan",
    "hoa ky",
    "hungary",
    "japan",
    "south korea",
    "china",
    "taiwan",
    "thailand",
    "united states",
];

/// Words by which a sentence without a name speaks of the province of its article.
const ITSELF: &[&str] = &[
    "toan tinh",
    "thanh pho",
    "tp",
    "dia phuong",
    "dia ban",
    "dang bo",
    "the province",
    "the city",
    "quy mo nen kinh te",
    "province s",
    "provincial",
    "city s",
    "municipal",
    "locality",
];

/// What a sentence as a whole says against its numbers.
pub(super) struct Doubts<'s> {
    /// The first word.
    start: usize,
    /// The sentence before it in its line, which may tell what its numbers measure.
    before: Option<Range<usize>>,
    padded: &'s str,
    not_of_a_province: bool,
    of_the_nation: bool,
    /// Whether it names a country that invests or trades.
    of_a_country: bool,
    of_a_lower_unit: bool,
    of_a_project: bool,
    /// Whether it tells that something is cut.
    of_a_cut: bool,
}

impl<'s> Doubts<'s> {
    /// Reads one sentence.
    pub(super) fn of(
        scan: &'s Scan<'_>,
        words: &Range<usize>,
        before: Option<&Range<usize>>,
    ) -> Self {
        let padded = scan.padded_run(words.clone());
        let said = GROUPS.said(padded);
        Self {
            start: words.start,
            before: before.cloned(),
            not_of_a_province: said & 1 != 0,
            // "Chính phủ đang cùng các địa phương trồng rừng": many of them are not the one spoken of.
            of_the_nation: said & 2 != 0
                && (said & 4 == 0 || said & 16 != 0)
                && !speaks_of_the_province(scan, words),
            of_a_country: said & 8 != 0,
            of_a_cut: tells_of_a_cut(scan, words),
            of_a_lower_unit: lower::speaks_of_one(scan, words),
            of_a_project: said & 32 != 0 && said & 64 == 0,
            padded,
        }
    }

    /// Whether a quantity must be left out, whatever its indicator.
    pub(super) fn rule_out(&self, scan: &Scan<'_>, quantity: &Quantity, bound: &Bound) -> bool {
        let pattern = bound.pattern;
        // "Sóc Sơn là huyện nằm ở phía Bắc của Hà Nội, dân số ...": of the district.
        let inside = self.of_a_lower_unit
            && matches!(pattern, Pattern::Subject | Pattern::Agent | Pattern::Frame)
            && bound.from > self.start + 3
            && bound.from < quantity.words.start;
        let from = quantity.words.start.saturating_sub(8);
        let before = scan.padded_run(from..quantity.words.end);
        let gives = |word: usize| scan.says(word, said::GIVING);
        let topic = matches!(pattern, Pattern::Topic | Pattern::Paragraph);
        let votes = quantity.words.end < scan.words.len()
            && matches!(scan.folded(quantity.words.end), "phieu" | "votes");
        self.not_of_a_province
            || inside
            || votes
            || (quantity.form == Form::Money
                && says(before, &["thu hoi", "hoan tra", "truy thu", "con thieu"]))
            || denied(scan, quantity)
            || (quantity.form == Form::Bare && self.of_a_lower_unit)
            || (quantity.form == Form::Times && compares_with_many(scan, quantity))
            || (quantity.form != Form::Percent
                && (from..quantity.words.end).any(gives)
                && says(before, GIFTS))
            || (topic
                && (self.of_the_nation
                    || self.of_a_country && of_a_country(scan, quantity, self.start)
                    || self.of_a_lower_unit_before(scan, quantity)))
    }

    /// "61/90 xã đạt chuẩn; huyện Yên Bình ...": a lower unit says nothing of a number before it.
    fn of_a_lower_unit_before(&self, scan: &Scan<'_>, quantity: &Quantity) -> bool {
        self.of_a_lower_unit
            && lower::speaks_of_one(scan, &(self.start..quantity.words.end.max(self.start + 1)))
    }

    /// Whether an indicator lacks the words that it needs beside its cue, or has some that bar it.
    pub(super) fn lacks_words(&self, scan: &Scan<'_>, id: &str, quantity: &Quantity) -> bool {
        let has = |words: &[&str]| says(self.padded, words);
        let needed = needed_words(id, quantity.form);
        let told = |words: &[&str]| {
            self.before
                .clone()
                .is_some_and(|before| says(scan.padded_run(before), words))
        };
        if !needed.is_empty() && !has(needed) && !told(needed)
            || has(barring_words(id, quantity.form))
        {
            return true;
        }
        match id {
            // Where the sentence says nothing of capital, an earlier one does.
            "fdi_growth" if !has(&["von dang ky", "von dau tu", "dang ky"]) => false,
            "fdi_capital" | "fdi_growth" => {
                let unit = crate::text::fold(quantity.unit.as_deref().unwrap_or(""));
                let dollars = ["usd", "dollar", "do la"]
                    .iter()
                    .any(|word| unit.contains(word));
                let told = has(&["fdi", "nuoc ngoai", "foreign", "registered capital"]);
                !told && !dollars
            }
            "poverty_rate" => {
                has(&["giam ty le ho ngheo", "giam ho ngheo"])
                    && has(&["binh quan", "moi nam", "hang nam"])
            }
            "jobs_created"
            | "public_investment_disbursement"
            | "public_investment_disbursement_rate" => self.of_a_project,
            "people_dead"
            | "people_injured"
            | "people_missing"
            | "people_dead_or_missing"
            | "houses_collapsed"
            | "houses_flooded"
            | "people_evacuated" => !super::context::tells_of_disaster(scan),
            _ if id.starts_with("voter_turnout") => quantity.form != Form::Percent,
            _ if id.starts_with("storm_damage") => {
                !matches!(quantity.form, Form::Money | Form::Bare)
                    || !super::context::tells_of_disaster(scan)
            }
            _ if id.starts_with("payroll_cut") || id.starts_with("focal_points_cut") => {
                !self.of_a_cut
            }
            _ => false,
        }
    }
}

/// The words of which an indicator needs one in its sentence; none where its cue is enough.
fn needed_words(id: &str, form: Form) -> &'static [&'static str] {
    match id {
        "income_per_capita" => &["nguoi", "per capita", "person", "head"],
        "services_growth" => &[
            "tang truong",
            "khu vuc",
            "nganh",
            "san xuat",
            "grdp",
            "sector",
            "growth",
            "gia tri",
            "industry",
            "services",
            "cong nghiep",
            "nong nghiep",
        ],
        "industrial_output" | "agricultural_output" | "services_output" if form == Form::Money => {
            &["gia tri", "output", "production value", "doanh thu dich vu"]
        }
        "surplus_headquarters" => &[
            "doi du",
            "surplus",
            "redundant",
            "vacant",
            "unused",
            "idle",
            "abandoned",
            "bo hoang",
        ],
        "targets_met" if form != Form::Fraction => &[
            "dat",
            "vuot",
            "hoan thanh",
            "thuc hien",
            "met",
            "achieved",
            "fulfilled",
            "reached",
            "exceeded",
            "accomplished",
            "completed",
            "missed",
            "surpassed",
            "sets",
            "set",
        ],
        _ if id.starts_with("voter_turnout") => &["di bau", "bo phieu", "turnout", "voted", "cast"],
        _ if id.starts_with("land_revenue") => &[
            "thu tien su dung dat",
            "thu tu",
            "tong thu",
            "thu noi dia",
            "revenue",
            "collected",
            "fees",
        ],
        _ => &[],
    }
}

/// The words that bar an indicator: places at schools are no targets of a province, tolls no trade.
fn barring_words(id: &str, form: Form) -> &'static [&'static str] {
    match id {
        "income_per_capita" => &["anh", "chi ay", "cau thu", "ky su", "tai xe"],
        "trade_turnover" | "trade_growth" | "export_growth" | "import_growth" => {
            &["phi ha tang", "thu phi"]
        }
        "targets_met" if form != Form::Fraction => &["tuyen", "thi sinh", "lop 10", "students"],
        _ => &[],
    }
}

/// Whether a sentence tells that something is cut: `giảm`, not the `giám` of a director.
fn tells_of_a_cut(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|word| match scan.folded(word) {
        "giam" | "cat" | "gian" | "tinh" => {
            let printed = scan.surface(word).to_lowercase();
            matches!(printed.as_str(), "giảm" | "cắt" | "giản" | "giam" | "cat")
        }
        "cut" | "reduced" | "reduce" | "reducing" | "streamlined" | "streamline" | "redundant" => {
            true
        }
        _ => false,
    })
}

/// `1,58 lần mức tăng bình quân chung cả nước`: a comparison with the nation, not with a time.
fn compares_with_many(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let at = quantity.words.end;
    at < scan.words.len()
        && (matches!(scan.folded(at), "muc" | "binh" | "toc" | "that")
            || scan.folded(at) == "the"
                && !(at + 1 < scan.words.len()
                    && matches!(
                        scan.folded(at + 1),
                        "level" | "figure" | "amount" | "number" | "sum"
                    )))
}

/// `không có khu vực nào dưới 50%`, `không địa phương nào đạt 60%`: a bound that nothing passed.
fn denied(scan: &Scan<'_>, quantity: &Quantity) -> bool {
    let at = quantity.words.start;
    let start = (at.saturating_sub(12)..=at)
        .rev()
        .find(|word| *word == 0 || super::words::ends_clause(scan, *word))
        .unwrap_or(at);
    if start >= at {
        return false;
    }
    let first = scan.folded(start);
    let nobody =
        first == "khong" && (start + 1..at.min(start + 5)).any(|word| scan.folded(word) == "nao");
    nobody
        || quantity.comparator != crate::document::Comparator::Eq
            && matches!(first, "khong" | "no" | "none")
}

/// `312 chi bộ dưới 7 đảng viên`, `cells with fewer than five members`: a number that only tells which of the things
/// before it are counted, by the words between the two.
pub(super) fn tells_which_are_counted(scan: &Scan<'_>, between: Range<usize>) -> bool {
    let bounds = |word| {
        matches!(
            scan.folded(word),
            "duoi" | "tren" | "tu" | "under" | "below" | "over" | "fewer" | "less" | "more"
        )
    };
    match between.len() {
        1 => bounds(between.start),
        3 => {
            scan.folded(between.start) == "with"
                && bounds(between.start + 1)
                && scan.folded(between.start + 2) == "than"
        }
        _ => false,
    }
}

/// `Nhật Bản 2,3 tỷ USD`: a country in the clause of a quantity, before it, to which nothing only goes.
fn of_a_country(scan: &Scan<'_>, quantity: &Quantity, start: usize) -> bool {
    let at = quantity.words.start;
    let clause = (start..=at)
        .rev()
        .find(|word| *word == start || super::words::ends_clause(scan, *word))
        .unwrap_or(at);
    (clause..at).any(|word| {
        let one = scan.folded(word);
        let two = if word + 1 < at {
            scan.folded_run(word..word + 2)
        } else {
            one
        };
        let goes_to =
            word > clause && matches!(scan.folded(word - 1), "to" | "sang" | "voi" | "with");
        (COUNTRIES.contains(&one) || COUNTRIES.contains(&two)) && !goes_to
    })
}

/// The groups of phrases that every sentence with figures is searched for, in one pass.
struct Groups {
    phrases: AhoCorasick,
    /// For each phrase, the bit of its group.
    bits: Vec<u8>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let groups = [
        NOT_OF_A_PROVINCE,
        OF_THE_NATION,
        ITSELF,
        COUNTRIES,
        &["cac dia phuong", "localities"],
        &["du an", "the project"],
        &["dau tu cong", "public investment"],
    ];
    let mut phrases = Vec::new();
    let mut bits = Vec::new();
    for (group, all) in groups.iter().enumerate() {
        phrases.extend(all.iter().map(|phrase| format!(" {phrase} ")));
        bits.extend(std::iter::repeat_n(1 << group, all.len()));
    }
    let phrases = AhoCorasick::new(&phrases).expect("a few short phrases");
    Groups { phrases, bits }
});

impl Groups {
    /// The groups of which a phrase stands in a padded text, as bits.
    fn said(&self, padded: &str) -> u8 {
        self.phrases
            .find_overlapping_iter(padded)
            .fold(0, |said, found| {
                said | self.bits[found.pattern().as_usize()]
            })
    }
}

/// Whether one of some phrases stands in folded text, in whole words.
fn says(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        folded.match_indices(phrase).any(|(at, _)| {
            let (before, after) = (&folded[..at], &folded[at + phrase.len()..]);
            (before.is_empty() || before.ends_with(' '))
                && (after.is_empty() || after.starts_with(' '))
        })
    })
}

/// Whether a sentence without a name comes back to the province: `toàn tỉnh`, `the province`.
pub(super) fn speaks_of_the_province(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let mut wholes = words.clone().filter(|at| scan.says(*at, said::WHOLES));
    wholes.any(|at| match scan.folded(at) {
        "tinh" => matches!(scan.surface(at), "tỉnh" | "Tỉnh"),
        "pho" => at > words.start && scan.folded(at - 1) == "thanh",
        "province" | "city" | "locality" => at > words.start && scan.folded(at - 1) == "the",
        "provincial" => true,
        _ => false,
    })
}
