//! Whether a run of words that could be a name is one: by its surname, its cues and what stands around.

use super::super::lexicon::{Named, Phrases, WordInfo, lexicon};
use super::super::scan::{Gap, Scan};
use super::cues::{
    is_place_word, office_after, person_after, place_before, title_before, verb_after,
};
use super::fixed::{fixed_name, is_country};
use super::segment::{Cue, Run};
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of two syllables whose first may follow a surname by chance: `Đoàn Chủ tịch`, `Đoàn Cộng hòa`.
pub(super) static COMPOUNDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "chủ tịch",
        "cộng hòa",
        "thanh niên",
        "thư ký",
        "vương quốc",
        "thủ tướng",
        "bí thư",
        "đại biểu",
        "công tác",
        "kiểm tra",
        "thanh tra",
        "giám sát",
        "quốc hội",
        "chính phủ",
        "nhân dân",
        "thiếu niên",
        "công an",
        "kinh tế",
        "quân đội",
        "đảng bộ",
        "tổng công",
        "lãnh đạo",
        "nghệ thuật",
        "cán bộ",
        "đại diện",
        "chuyên gia",
        "bóng đá",
        "thể thao",
        "cứu trợ",
        "xiếc",
        "tàu",
        "văn công",
        "luật sư",
        "thẩm tra",
        "tiền phong",
        "kiểm toán",
        "quản lý",
        "khoa học",
        "văn hóa",
        "dân tộc",
        "cựu chiến",
        "thiếu tướng",
        "trung tướng",
        "thượng tướng",
        "đại tướng",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "đại úy",
        "giám đốc",
        "văn phòng",
        "trung ương",
        "chính trị",
        "công thương",
        "tôn giáo",
        "tài chính",
        "nội vụ",
        "hội đồng",
        "ủy viên",
        "bộ trưởng",
        "thứ trưởng",
    ])
});

pub(super) fn followed_by_body(scan: &Scan<'_>, at: usize) -> bool {
    at < scan.words.len()
        && scan.words[at].gap == Gap::Space
        && scan.known(at).is_some_and(|word| word.body)
        && !scan.line_of(at).marked
}

/// Whether the word before a place's name says that it is one.
pub(super) fn is_grade_before(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            scan.folded(at - 1),
            "tinh" | "pho" | "uy" | "tp" | "ubnd" | "hdnd" | "huyen" | "quan"
        )
}

pub(super) fn accepts(
    scan: &Scan<'_>,
    run: &Run,
    words: Range<usize>,
    surname: Option<SurnameStrength>,
    cue: Cue,
) -> bool {
    let called = cue >= Cue::Rank;
    if followed_by_body(scan, words.end) || (!called && place_before(scan, words.start)) {
        return false;
    }
    // Where every word has a capital, a title must speak for a person.
    if run.shouted && cue < Cue::Body {
        return false;
    }
    if surname != Some(SurnameStrength::Strong) && is_place_word(scan, words.start) {
        return false;
    }
    if completes_word(scan, words.end) {
        return false;
    }
    if cue == Cue::None && words.len() == 2 && run.english && is_located(scan, words.start) {
        return false;
    }
    if cue == Cue::None
        && surname == Some(SurnameStrength::Weak)
        && ends_with_province(scan, &words)
    {
        return false;
    }
    if cue == Cue::None && (is_lunar_year(scan, &words) || is_house_number(scan, words.start)) {
        return false;
    }
    let Some(strength) = surname else {
        return accepts_foreign(scan, run, words, cue);
    };
    let after = || person_after(scan, words.end);
    let lower_unit = is_lower_unit(scan, &words);
    if !run.marked && words.len() >= 3 && has_middle_name(scan, &words) {
        return true;
    }
    match (strength, words.len()) {
        (SurnameStrength::Minority, length) => {
            let single = scan.folded(words.start).len() == 1;
            called
                || cue == Cue::Office
                || after()
                || (length >= 3 && !single)
                || (length >= 3 && run.marked)
        }
        (SurnameStrength::Strong, 2) => {
            cue > Cue::Body
                || (cue == Cue::Body && !(lower_unit && is_grade_before(scan, words.start)))
                || after()
                || !lower_unit && (run.marked || !run.english || is_apposed(scan, &words))
        }
        (SurnameStrength::Strong, _) => {
            cue > Cue::None || !is_after_unknown(scan, run, words.start) || after()
        }
        (SurnameStrength::Weak, 2) => {
            cue >= Cue::Office || after() || (cue == Cue::Body && !lower_unit)
        }
        (SurnameStrength::Weak, _) => {
            let opens = scan.words[words.start].begins_sentence()
                || scan.words[words.start].gap != Gap::Space;
            let small = opens && is_small_word(scan, words.start);
            cue > Cue::None
                || after()
                || (!lower_unit && !small && !is_after_unknown(scan, run, words.start))
        }
    }
}

/// `Lo Thi Mun`, `Dong Van Thanh`: the second word is that of men or of women.
fn has_middle_name(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    matches!(scan.folded(words.start + 1), "thi" | "van")
        && words.clone().all(|at| scan.is_syllable(at))
        && words.clone().all(|at| !scan.words[at].is_marked())
}

/// `people in Ba To`: what stands in or at a name is a place of that name.
pub(super) fn is_located(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && scan.words[at].gap == Gap::Space
        && matches!(
            scan.folded(at - 1),
            "in" | "at" | "near" | "into" | "across"
        )
}

/// `His deputy, Tran Tho, nodded`: two words of our syllables alone between commas.
pub(super) fn is_apposed(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    words.start > line.start
        && scan.words[words.start].gap == Gap::Comma
        && !scan.words[words.start - 1].is_capital()
        && words.clone().all(|at| scan.is_syllable(at))
        && words.end < line.end
        && scan.words[words.end].gap == Gap::Comma
        && !scan.words[words.end].is_capital()
}

/// `quê hương Đồng Khởi Bến Tre`: a word and a province after it.
pub(super) fn ends_with_province(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() >= 4
        && fixed_name(scan, words.end - 2, words.end)
            .is_some_and(|(length, other)| length == 2 && !other)
}

/// Whether the last word of a name is but the first syllable of a word that goes on in small letters.
pub(super) fn completes_word(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    line.marked
        && end < line.words.end
        && scan.words[end].gap == Gap::Space
        && !scan.words[end].is_capital()
        && COMPOUNDS.begin_at(scan, end - 1)
}

/// `Đinh Dậu`, `Tân Tỵ`: years of the lunar calendar, some of which begin like surnames.
pub(super) fn is_lunar_year(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() == 2
        && matches!(
            scan.folded(words.start),
            "giap" | "at" | "binh" | "dinh" | "mau" | "ky" | "canh" | "tan" | "nham" | "quy"
        )
        && matches!(
            scan.folded(words.start + 1),
            "ty" | "ti"
                | "suu"
                | "dan"
                | "mao"
                | "thin"
                | "ngo"
                | "mui"
                | "than"
                | "dau"
                | "tuat"
                | "hoi"
        )
}

/// `số 5 Trần Thánh Tông`: a street.
pub(super) fn is_house_number(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && scan.words[at].gap == Gap::Space && scan.words[at - 1].has_digit()
}

/// Whether the word before in the run is neither a title nor a fixed name: then it is part of some
/// other name, and a weak surname after it proves nothing.
pub(super) fn is_after_unknown(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
    if at == run.words.start
        || title_before(scan, at).is_some()
        || scan.words[at - 1].is_all_capitals()
        // "Teacher Nguyen Van Bay": a word that only its place in the sentence writes large.
        || (at == run.words.start + 1 && scan.words[at - 1].begins_sentence())
    {
        return false;
    }
    let named = (run.words.start..at)
        .any(|start| fixed_name(scan, start, at).is_some_and(|(length, _)| start + length == at));
    !named
}

/// Surnames that are small words too: at the start of a clause they open it.
pub(super) fn is_small_word(scan: &Scan<'_>, at: usize) -> bool {
    (!scan.line_of(at).marked && !scan.words[at].is_marked())
        || matches!(
            scan.folded(at),
            "tu" | "do"
                | "vi"
                | "lai"
                | "cai"
                | "ong"
                | "cao"
                | "cong"
                | "thi"
                | "ha"
                | "su"
                | "vien"
                | "la"
                | "an"
                | "dong"
                | "co"
                | "than"
                | "trinh"
                | "tat"
                | "hoa"
                | "kim"
                | "chung"
                | "van"
                | "mua"
        )
}

pub(super) fn is_lower_unit(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    lexicon()
        .longest_name(scan, words.start, words.end)
        .is_some_and(|(length, named)| {
            length == words.len() && named.iter().any(|named| matches!(named, Named::Lower(_)))
        })
}

/// A name without a surname of ours needs a title before it, or in English a verb or an apposition after.
pub(super) fn accepts_foreign(scan: &Scan<'_>, run: &Run, words: Range<usize>, cue: Cue) -> bool {
    let strange = |at: usize| {
        let known = scan.known(at);
        known.is_some_and(|word| word.nonname || word.body || word.title > 0 && !run.marked)
    };
    let body = run.marked && is_vietnamese_body(scan.folded(words.start));
    let initials = |at: usize| scan.words[at].is_all_capitals() && scan.folded(at).len() <= 4;
    if cue < Cue::Rank && words.clone().any(initials) {
        return false;
    }
    if body || (!run.hyphened && words.clone().any(strange)) || words.len() > 4 {
        return false;
    }
    let foreign = words.clone().any(|at| !scan.is_syllable(at));
    match cue {
        Cue::Address | Cue::Rank => true,
        Cue::Office => foreign || words.len() == 3,
        Cue::Body => foreign && (!run.marked || follows_country(scan, words.start)),
        // "Sèn Chỉn Ly, nguyên Phó Bí thư": in a list of persons an office follows the name.
        Cue::None if run.marked => {
            words.len() == 3
                && stands_in_list(scan, words.start)
                && scan
                    .words
                    .get(words.end)
                    .is_some_and(|next| next.gap == Gap::Comma)
                && office_after(scan, words.end)
                && words
                    .clone()
                    .all(|at| scan.words[at].is_marked() || scan.is_syllable(at))
        }
        Cue::None => {
            run.english
                && foreign
                && (verb_after(scan, words.end) || person_after(scan, words.end))
                && !scan.words[words.clone()]
                    .iter()
                    .any(|word| word.is_all_capitals())
                && preceded_as_subject(scan, words.start)
        }
    }
}

/// `Chuyên gia Nhật Bản Kenji Sato`: a country right before a name.
fn follows_country(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && is_country(scan, at - 1)
        || at > 1
            && matches!(
                scan.folded_run(at - 2..at),
                "nhat ban"
                    | "han quoc"
                    | "trung quoc"
                    | "thai lan"
                    | "an do"
                    | "hoa ky"
                    | "ha lan"
                    | "trieu tien"
                    | "thuy dien"
                    | "thuy si"
                    | "dan mach"
                    | "phan lan"
                    | "tho nhi"
                    | "mong co"
            )
}

/// Whether what stands before a name parts it from another: a list, or the start of a line.
fn stands_in_list(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.words[at].gap,
        Gap::Semicolon | Gap::Colon | Gap::Comma | Gap::Line
    )
}

/// Whether a name stands where a subject stands: at the start of a clause or after "by", "and", "said".
pub(super) fn preceded_as_subject(scan: &Scan<'_>, at: usize) -> bool {
    scan.words[at].begins_sentence()
        || scan.words[at].gap != Gap::Space
        || (at > 0
            && matches!(
                scan.folded(at - 1),
                "by" | "and" | "said" | "with" | "that" | "while" | "when" | "as" | "but" | "whom"
            ))
}

/// First syllables of Vietnamese bodies, which follow offices with a capital: `Giám đốc Sở Tài chính`.
pub(super) fn is_vietnamese_body(folded: &str) -> bool {
    matches!(
        folded,
        "bo" | "so"
            | "ban"
            | "hoi"
            | "doan"
            | "uy"
            | "cuc"
            | "vu"
            | "vien"
            | "dang"
            | "quoc"
            | "cong"
            | "trung"
            | "tong"
            | "lien"
            | "uban"
            | "hoc"
            | "truong"
            | "dai"
            | "tap"
            | "ngan"
            | "nha"
            | "tinh"
            | "thanh"
            | "huyen"
            | "xa"
            | "phuong"
            | "toa"
            | "mat"
            | "chi"
            | "phong"
            | "hiep"
            | "khoi"
            | "pho"
            | "bao"
            | "dien"
            | "quan"
            | "hdqt"
            | "hdnd"
            | "ubnd"
    )
}

/// President Ho Chi Minh is meant as a person where his office stands before the name and nothing makes
/// an institution, a campaign or an ideology of it.
pub(super) fn is_named_president(scan: &Scan<'_>, words: &Range<usize>, cue: Cue) -> bool {
    if cue < Cue::Office {
        return false;
    }
    let Some((start, _)) = title_before(scan, words.start) else {
        return false;
    };
    let line = scan.line_of(start).words.start;
    let from = start.saturating_sub(5).max(line);
    !(from..start).any(|at| {
        matches!(
            scan.folded(at),
            "lang"
                | "tang"
                | "tuong"
                | "duc"
                | "cach"
                | "guong"
                | "chuc"
                | "truong"
                | "thuong"
                | "chuong"
                | "duong"
                | "thought"
                | "mausoleum"
                | "museum"
                | "example"
                | "ideology"
        )
    })
}

/// A single capitalised word is a given name after a title, or in English before a verb.
pub(super) fn is_short(
    scan: &Scan<'_>,
    run: &Run,
    at: usize,
    cue: Cue,
    known: Option<&WordInfo>,
) -> bool {
    let excluded = known.is_some_and(|word| word.nonname || word.body);
    if excluded || run.shouted || scan.words[at].has_digit() {
        return false;
    }
    cue >= Cue::Rank
        || cue == Cue::Office && !run.marked
        || (!run.marked
            && run.words.len() == 1
            && (verb_after(scan, at + 1) || said_before(scan, at)))
        || (!run.marked
            && run.words.len() == 1
            && scan.is_syllable(at)
            && !scan.words[at].begins_sentence())
}

pub(super) fn said_before(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && matches!(scan.folded(at - 1), "said" | "says" | "added" | "by")
}
