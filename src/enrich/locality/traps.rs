//! Names of provinces that stand for something else: streets, rivers, clubs, persons, places abroad.

use super::super::lexicon::ends_compound;
use super::super::phrases::Phrases;
use super::super::said;
use super::super::scan::{Gap, Scan};
use super::cues::is_near;
use crate::authority::offices::{TitleKind, titles};
use crate::authority::same_written;
use std::ops::Range;
use std::sync::LazyLock;

/// Words before a name that make it something else than a place of ours.
static NOT_A_PLACE_BEFORE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "đường",
        "trường đua",
        "sân vận động",
        "phố",
        "cầu",
        "trường",
        "chợ",
        "sông",
        "dòng",
        "suối",
        "hồ",
        "núi",
        "dãy",
        "bến",
        "tàu",
        "chùa",
        "CLB",
        "câu lạc bộ",
        "FC",
        "SHB",
        "bia",
        "báo",
        "đại học",
        "ĐH",
        "công ước",
        "đại lộ",
        "hẻm",
        "ngõ",
        "quốc lộ",
        "ca sĩ",
        "giải thưởng",
        "học viện",
        "cao đẳng",
        "THPT",
        "THCS",
        "tiểu học",
        "xi măng",
        "công ty",
        "tập đoàn",
        "tạp chí",
        "rạch",
        "kênh",
        "đèo",
        "vịnh",
        "đầm",
        "cù lao",
        "giàn khoan",
        "đội bóng",
        "đội",
        "nhà thầu",
        "CP",
        "CTCP",
        "TNHH",
        "TMCP",
        "MTV",
        "ngân hàng",
        "khách sạn",
        "chứng khoán",
        "hiệp định",
        "ấp",
        "thôn",
        "bản",
        "làng",
        "buôn",
        "khóm",
        "xóm",
        "khu phố",
        "tổ dân phố",
        "nhà hát",
        "rạp",
        "công viên",
        "chung cư",
        "cúp",
        "river",
        "mount",
    ])
});

/// Words after a name that make it something else, in English.
const NOT_A_PLACE_AFTER: [&str; 59] = [
    "hotel",
    "travel",
    "restaurant",
    "plaza",
    "tower",
    "cinema",
    "theatre",
    "pagoda",
    "square",
    "shoes",
    "beer",
    "garment",
    "textile",
    "cement",
    "rubber",
    "steel",
    "dairy",
    "securities",
    "bank",
    "brewery",
    "river",
    "street",
    "road",
    "avenue",
    "boulevard",
    "bridge",
    "market",
    "newspaper",
    "club",
    "fc",
    "university",
    "college",
    "school",
    "academy",
    "convention",
    "treaty",
    "stadium",
    "resort",
    "company",
    "corporation",
    "jsc",
    "group",
    "co",
    "prize",
    "award",
    "street",
    "lane",
    "campaign",
    "victory",
    "mountain",
    "range",
    "lake",
    "thought",
    "highway",
    "coastal",
    "island",
    "islet",
    "peninsula",
    "pass",
];

pub(super) fn is_something_else(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let at = words.start;
    let line = scan.line_of(at);
    let before = is_near(scan, at)
        && NOT_A_PLACE_BEFORE
            .end_before(scan, at)
            .is_some_and(|start| at - start > 1 || !ends_compound(scan, at));
    let after = words.end;
    let followed = after < line.words.end && scan.words[after].gap == Gap::Space;
    before
        || in_university(scan, words)
        || in_title_of_work(scan, words)
        || is_gloss(scan, words)
        || (followed
            && NOT_A_PLACE_AFTER.contains(&scan.folded(after))
            && (!line.marked || scan.words[after].is_all_capitals()))
        || (followed
            && !line.marked
            && after + 1 < line.words.end
            && scan.folded(after + 1) == "school"
            && matches!(
                scan.folded(after),
                "primary" | "secondary" | "high" | "elementary" | "grammar"
            ))
        || (followed && scan.folded(after) == "moi" && scan.words[after].is_capital())
}

/// `Đại học Sư phạm Kỹ thuật TP.HCM`, `Hanoi Medical University`: the place in the name of a university.
pub(super) fn in_university(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    if !scan.line_of(words.start).marked {
        let ahead = (words.end..line.end).take(4);
        let mut named = ahead.take_while(|&at| {
            matches!(scan.words[at].gap, Gap::Space)
                && (scan.words[at].is_capital() || matches!(scan.folded(at), "of" | "and"))
        });
        return named.any(|at| matches!(scan.folded(at), "university" | "college" | "academy"));
    }
    let first = words.start.saturating_sub(8).max(line.start);
    let mut at = words.start;
    while at > first && matches!(scan.words[at].gap, Gap::Space | Gap::Stop | Gap::Dash) {
        at -= 1;
        if scan.words[at].begins_sentence() && at + 1 == words.start {
            return false;
        }
        let printed = scan.surface(at);
        if OUTSIDE.has(scan, at..at + 1) && !scan.words[at].is_capital() {
            return false;
        }
        let school = matches!(printed, "ĐH" | "ÐH")
            || matches!(printed, "Đại" | "Học") && at + 1 < words.start && {
                matches!(scan.folded_run(at..at + 2), "dai hoc" | "hoc vien")
            };
        if school {
            return true;
        }
    }
    false
}

/// Words that stand between a school and the place that it stands in, never in its name.
static OUTSIDE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "tại",
        "ở",
        "tỉnh",
        "của",
        "với",
        "cho",
        "đến",
        "từ",
        "về",
        "là",
        "do",
        "trên",
        "có",
        "được",
        "đã",
        "khi",
        "thuộc",
        "quanh",
        "gần",
        "huyện",
        "xã",
        "phường",
        "quận",
    ])
});

/// `cuốn sách "Chuyện tình Sài Gòn"`: a place in the quoted title of a book, a film, a song.
fn in_title_of_work(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let first = words.start.saturating_sub(6).max(line.start);
    let quoted = |at: usize| scan.gap_text(at).contains(['"', '“', '”', '«', '»']);
    let Some(open) = (first..=words.start).rev().find(|&at| quoted(at)) else {
        return false;
    };
    let closes = (words.end..(words.end + 5).min(line.end)).any(quoted);
    let lead = open.saturating_sub(9).max(line.start);
    closes
        && scan.words[open].is_capital()
        && scan.gap_text(open).ends_with(['"', '“', '«'])
        && (lead..open)
            .any(|at| (1..=2).any(|length| at + length <= open && WORKS.has(scan, at..at + length)))
}

/// Works that have titles.
static WORKS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "cuốn",
        "sách",
        "cuốn sách",
        "bộ phim",
        "phim",
        "bài hát",
        "ca khúc",
        "tiểu thuyết",
        "truyện",
        "tập thơ",
        "bài thơ",
        "vở",
        "vở kịch",
        "album",
        "MV",
        "bức tranh",
        "novel",
        "film",
        "movie",
        "song",
        "book",
        "poem",
        "album",
        "painting",
        "play",
    ])
});

/// `the river of peace (Hoa Binh)`: a word of English explained by the Vietnamese one.
fn is_gloss(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.start > 0
        && scan.words[words.start].gap == Gap::Open
        && matches!(
            (scan.folded(words.start - 1), scan.folded_run(words.clone())),
            ("peace", "hoa binh") | ("pacific", "thai binh")
        )
}

/// `tỉnh Hà Nam (Trung Quốc)`, `Ha Nam province of China`, also through the names between.
pub(super) fn is_abroad(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.end;
    let mut at = words.end;
    let limit = (at + 8).min(line);
    while at < limit {
        let word = scan.folded(at);
        if word == "china" || (word == "trung" && at + 1 < line && scan.folded(at + 1) == "quoc") {
            return matches!(scan.words[at].gap, Gap::Open | Gap::Comma)
                || (at > words.end && matches!(scan.folded(at - 1), "of" | "in" | "cua"));
        }
        let joint = matches!(
            word,
            "tinh" | "province" | "city" | "of" | "in" | "cua" | "thanh" | "pho"
        );
        let listed =
            scan.words[at].is_capital() && matches!(scan.words[at].gap, Gap::Space | Gap::Comma);
        if !(joint || listed && scan.words[at].gap == Gap::Space)
            || scan.words[at].begins_sentence()
        {
            return false;
        }
        at += 1;
    }
    false
}

/// A word of address right before: a person so called, or people of the place.
pub(super) fn is_addressed(scan: &Scan<'_>, at: usize) -> bool {
    let line = scan.line_of(at);
    if at == line.words.start || !is_near(scan, at) {
        return false;
    }
    if !scan.says(at - 1, said::TITLE_FIRSTS) {
        return false;
    }
    [1, 2].into_iter().any(|length| {
        at >= line.words.start + length
            && titles()
                .get(scan.folded_run(at - length..at))
                .is_some_and(|title| {
                    // "tỉnh cũ Hà Nam" is no "cụ Hà Nam".
                    let printed = scan.surface_run(at - length..at);
                    title.kind == TitleKind::Address
                        && (!title.vietnamese
                            || line.marked && same_written(printed, title.printed))
                })
    })
}

/// A surname right before: `phường Nguyễn Thái Bình`, `Trần Thái Nguyên`.
pub(super) fn follows_surname(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && scan.words[at].gap == Gap::Space
        && scan.words[at - 1].is_capital()
        && scan.line_of(at).marked
        && matches!(
            scan.surface(at - 1),
            "Nguyễn"
                | "Trần"
                | "Lê"
                | "Phạm"
                | "Huỳnh"
                | "Võ"
                | "Đặng"
                | "Bùi"
                | "Đỗ"
                | "Ngô"
                | "Phan"
        )
}
