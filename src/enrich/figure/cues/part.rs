//! What narrows a cue to a part: exports of some goods, growth of one branch, ground that something grows on.

use super::super::words::ends_clause;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// Whether a cue, by the words beside it, speaks of less than its indicator.
pub(super) fn is_part(
    scan: &Scan<'_>,
    words: &Range<usize>,
    cue: &Range<usize>,
    id: &str,
    wide: bool,
) -> bool {
    id == "export" && of_goods(scan, words, cue)
        || of_ground(scan, words, cue, id)
        || is_lessened(scan, words, cue, id)
        || wide && id == "grdp" && !alone(scan, words, cue)
}

/// Words that go with exports as a whole; any other narrows them to some goods.
const OF_ALL_GOODS: &[&str] = &[
    "dat", "tang", "giam", "cua", "uoc", "nam", "hang", "hoa", "ca", "toan", "thang", "quy", "la",
    "va", "khoang", "tren", "hon", "gan", "dau", "chu", "voi", "trong", "bang", "tiep", "binh",
    "duoc", "lon", "cac", "o", "tinh", "thanh", "tp", "moi", "tai", "thu", "cao", "vuot", "nhap",
    "khau", "dia", "ban", "theo", "den", "mang", "ve",
];

/// Goods that stand before "exports".
const GOODS_BEFORE: &[&str] = &[
    "coffee",
    "shrimp",
    "rice",
    "durian",
    "pangasius",
    "fish",
    "seafood",
    "software",
    "textile",
    "garment",
    "footwear",
    "wood",
    "furniture",
    "pepper",
    "cashew",
    "rubber",
    "tuna",
    "fruit",
    "vegetable",
    "aquatic",
    "electronics",
    "phone",
    "steel",
    "coal",
    "oil",
    "catfish",
    "tea",
];

/// `xuất khẩu phần mềm`, `coffee exports`: exports of some goods.
fn of_goods(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>) -> bool {
    let next = cue.end;
    let vietnamese = scan.folded(cue.end - 1) == "khau";
    let plain = |word: usize| !scan.words[word].is_capital() && !scan.words[word].has_digit();
    if vietnamese {
        return next < words.end
            && scan.words[next].gap == Gap::Space
            && plain(next)
            && !OF_ALL_GOODS.contains(&scan.folded(next));
    }
    let of_it = next + 1 < words.end
        && scan.folded(next) == "of"
        && plain(next + 1)
        && !matches!(
            scan.folded(next + 1),
            "the" | "goods" | "over" | "about" | "nearly" | "more"
        );
    let before = cue.start > words.start
        && scan.words[cue.start].gap == Gap::Space
        && plain(cue.start - 1)
        && GOODS_BEFORE.contains(&scan.folded(cue.start - 1));
    of_it || before
}

/// `giảm chi ngân sách khoảng 9,94 tỉ đồng`: what is saved, not what is spent.
fn is_lessened(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>, id: &str) -> bool {
    matches!(id, "budget_spending" | "budget_revenue")
        && cue.start > words.start
        && matches!(
            scan.folded(cue.start - 1),
            "giam" | "kiem" | "that" | "saved" | "saves"
        )
}

/// `đất nông nghiệp`, `khu công nghiệp`: ground, not a branch of the economy; `diện tích lúa`: what grows on it.
fn of_ground(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>, id: &str) -> bool {
    let next = cue.end;
    match id {
        "agriculture" | "industry" | "services" => {
            cue.start > words.start
                && ["dat", "khu", "cum", "hoc", "vat", "phi", "gia"]
                    .contains(&scan.folded(cue.start - 1))
        }
        "area" if next < words.end && scan.words[next].gap == Gap::Space => [
            "lúa", "rừng", "gieo", "cây", "nuôi", "trồng", "canh", "sàn", "ngô", "chè",
        ]
        .contains(&scan.surface(next)),
        _ => false,
    }
}

/// Words that may stand in a clause beside a growth that is the economy's own.
const OF_THE_ECONOMY: &[&str] = &[
    "kinh",
    "te",
    "toc",
    "do",
    "muc",
    "dat",
    "duoc",
    "cua",
    "tinh",
    "thanh",
    "pho",
    "tp",
    "voi",
    "co",
    "nam",
    "quy",
    "thang",
    "dau",
    "i",
    "ii",
    "iii",
    "iv",
    "the",
    "a",
    "an",
    "of",
    "economic",
    "with",
    "annual",
    "average",
    "its",
    "rate",
    "highest",
    "strong",
    "s",
    "in",
    "year",
    "quarter",
    "first",
    "second",
    "third",
    "fourth",
    "and",
    "va",
    "binh",
    "quan",
    "giai",
    "doan",
    "cao",
    "nhat",
    "ca",
    "bang",
    "la",
    "city",
    "province",
    "recorded",
    "record",
    "posted",
    "reached",
    "had",
    "saw",
    "this",
    "last",
    "negative",
    "positive",
    "overall",
    "local",
    "provincial",
    "tang",
    "truong",
    "duy",
    "tri",
    "tiep",
    "tuc",
    "tich",
    "cuc",
    "kha",
    "hai",
    "con",
    "so",
    "phan",
    "tieu",
    "trong",
    "nhiem",
    "ky",
    "six",
    "nine",
    "three",
    "months",
    "month",
    "for",
    "at",
    "dia",
    "phuong",
    "am",
    "qua",
    "tu",
    "den",
    "from",
    "to",
    "uoc",
    "quarterly",
    "double",
    "digit",
    "dang",
    "du",
    "kien",
    "toan",
    "vuot",
    "thu",
    "khi",
    "set",
    "target",
    "goal",
    "strives",
    "aims",
    "kich",
    "ban",
    "moi",
    "cu",
    "former",
    "old",
    "giu",
    "chi",
    "about",
    "khoang",
    "tren",
    "hon",
    "ghi",
    "nhan",
    "lai",
    "tuong",
    "ung",
    "is",
    "was",
    "by",
    "among",
    "country",
    "nuoc",
    "dung",
    "xep",
    "hang",
    "localities",
    "provinces",
    "trung",
    "nhanh",
    "vung",
    "on",
    "dinh",
    "full",
    "will",
    "stick",
    "hoped",
    "close",
    "year",
    "double",
];

/// Whether "growth" is said of the economy: nothing else is named in its clause before it, nor behind it.
fn alone(scan: &Scan<'_>, words: &Range<usize>, cue: &Range<usize>) -> bool {
    let of_it = |word: usize| {
        scan.words[word].has_digit()
            || scan.words[word].is_capital()
            || OF_THE_ECONOMY.contains(&scan.folded(word))
    };
    let start = (words.start..=cue.start)
        .rev()
        .find(|word| *word == words.start || ends_clause(scan, *word))
        .unwrap_or(words.start);
    let behind = (cue.end..words.end.min(cue.end + 3))
        .take_while(|word| !ends_clause(scan, *word) && !scan.words[*word].has_digit());
    (start..cue.start).all(of_it) && behind.into_iter().all(of_it)
}
