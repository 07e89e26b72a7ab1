//! Cuts runs of capitalised words into fixed names and persons.

use super::super::lexicon::{Named, Phrases, WordInfo, lexicon};
use super::super::scan::{Gap, Scan};
use super::cues::{
    is_place_word, office_left, person_after, place_before, title_at, title_before, verb_after,
};
use crate::authority::offices::TitleKind;
use crate::authority::same_written;
use crate::authority::surnames::SurnameStrength;
use crate::document::Span;
use crate::text::is_bare_syllable;
use std::ops::Range;
use std::sync::LazyLock;

/// Whether a candidate is a whole name or a given name that needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Two or more words.
    Full,
    /// A given name after a title or before a verb.
    Short,
}

/// A person's name in the text.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) words: Range<usize>,
    pub(super) form: Form,
}

/// Words that open a sentence and are no given names.
static OPENERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "ngày", "theo", "tại", "trong", "ảnh", "ông", "bà", "trước", "sau", "khi", "những", "các",
        "việc", "với", "để", "chiều", "tối", "trưa",
    ])
});

/// Words of two syllables whose first may follow a surname by chance: `Đoàn Chủ tịch`, `Đoàn Cộng hòa`.
static COMPOUNDS: LazyLock<Phrases> = LazyLock::new(|| {
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

/// A run of capitalised words within one line.
struct Run {
    words: Range<usize>,
    /// The line is written with Vietnamese marks.
    marked: bool,
    /// All words of the line have capitals: they prove nothing.
    shouted: bool,
    english: bool,
    /// Holds a hyphened name: Park Ji-won.
    hyphened: bool,
}

/// What speaks for a person at the place where a name would begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    None,
    /// An office stands before, with words of its body between.
    Body,
    /// An office stands right before.
    Office,
    /// A rank or calling stands right before.
    Rank,
    /// A word of address stands right before.
    Address,
}

/// Finds the names of persons up to the word `end`, outside the spans of credits.
pub(super) fn candidates(
    scan: &Scan<'_>,
    english: bool,
    end: usize,
    credits: &[Span],
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for line in &scan.lines {
        let last = line.words.end.min(end);
        let mut at = line.words.start;
        while at < last {
            if !scan.words[at].is_capital() {
                at += 1;
                continue;
            }
            let mut next = at + 1;
            while next < last && continues(scan, next) {
                next += 1;
            }
            let span = scan.span(at..next);
            if !credits.iter().any(|credit| credit.overlaps(&span)) {
                let run = Run {
                    words: at..next,
                    marked: line.marked,
                    shouted: line.shouted,
                    english: english && !line.marked,
                    hyphened: (at + 1..next).any(|word| scan.words[word].gap == Gap::Dash),
                };
                cut(scan, &run, &mut found);
            }
            at = next;
        }
    }
    found
}

/// Whether a word goes on the run of the word before it: `Le Minh`, `H'Yar`, `Ji-won`.
fn continues(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.words[at];
    if word.has_digit() || word.begins_sentence() {
        return false;
    }
    match word.gap {
        // Two spaces are what is left of a paragraph's end.
        Gap::Space => word.is_capital() && scan.gap_text(at).len() <= 2,
        Gap::Apostrophe => {
            scan.gap_text(at).chars().count() == 1
                && scan.folded(at - 1).len() <= 2
                && word.is_capital()
        }
        // A hyphen without spaces: Ji-won, Li-hua, Jean-Pierre.
        Gap::Dash => {
            scan.gap_text(at) == "-"
                && !scan.words[at - 1].is_all_capitals()
                && !word.is_all_capitals()
                && scan.folded(at).len() > 1
                && (!word.is_capital() || !is_bare_syllable(scan.folded(at)))
                && scan.words[at - 1].is_capital()
        }
        _ => false,
    }
}

fn cut(scan: &Scan<'_>, run: &Run, found: &mut Vec<Candidate>) {
    let end = run.words.end;
    let mut at = run.words.start;
    while at < end {
        at = step(scan, run, at, end, found);
    }
}

/// Reads one title, fixed name or person at a word and returns where to go on.
fn step(scan: &Scan<'_>, run: &Run, at: usize, end: usize, found: &mut Vec<Candidate>) -> usize {
    let fixed = fixed_name(scan, at, end);
    let line = scan.line_of(at).words.end;
    if let Some((length, title)) = title_at(scan, at, line) {
        // "Bà Rịa" begins with a word of address; "Anh" alone is a given name too.
        let is_place = fixed.is_some_and(|(fixed, _)| fixed > length);
        let is_last = at + length >= end && title.kind == TitleKind::Address;
        if !is_place && !is_last {
            return at + length;
        }
    }
    let known = lexicon().word(scan.folded(at));
    // One word alone is at most a short form, which needs a title right before it.
    let cue = cue_before(scan, at, end - at > 1);
    if matches!(cue, Cue::Body | Cue::Office)
        && end - at >= 3
        && fixed.is_none()
        && is_country(scan, at)
    {
        return at + 1;
    }
    if end - at >= 3 && scan.folded_run(at..at + 3) == "ho chi minh" {
        if is_named_president(scan, &(at..at + 3), cue) && !followed_by_body(scan, at + 3) {
            found.push(Candidate {
                words: at..at + 3,
                form: Form::Full,
            });
        }
        return at + 3;
    }
    let surname = surname(scan, run, at, known);
    if let Some((length, other)) = fixed {
        let addressed = cue == Cue::Address && !is_grade_before(scan, at);
        let called = addressed || (cue == Cue::Rank && !other);
        let rest = (at + length..end)
            .take_while(|&word| is_name_word(scan, run, word, false))
            .count();
        let name_follows = rest >= 2 && begins_name(scan, run, at + length);
        // `Việt Nam` after "ông" is still the country.
        let is_name = called
            && (!other || surname.is_some())
            && !is_municipality(scan, at)
            && !followed_by_body(scan, end)
            || (!other && rest > 0 && surname.is_some());
        if name_follows || !is_name {
            return at + length;
        }
    }
    if end - at >= 3 && is_saint(scan.folded(at)) && begins_name(scan, run, at + 1) {
        let next = lexicon().word(scan.folded(at + 1));
        let length = extent(scan, run, at + 1, end, false, next);
        if length >= 2 {
            found.push(Candidate {
                words: at..at + 1 + length,
                form: Form::Full,
            });
            return at + 1 + length;
        }
    }
    let free = surname.is_none() || cue >= Cue::Rank || run.hyphened;
    let length = extent(scan, run, at, end, free, known);
    if length >= 2 && accepts(scan, run, at..at + length, surname, cue) {
        found.push(Candidate {
            words: at..at + length,
            form: Form::Full,
        });
        return at + length;
    }
    if length == 1 && at + 1 == end && is_short(scan, run, at, cue, known) {
        found.push(Candidate {
            words: at..at + 1,
            form: Form::Short,
        });
    }
    at + 1
}

fn cue_before(scan: &Scan<'_>, at: usize, far: bool) -> Cue {
    match title_before(scan, at) {
        Some((_, title)) => match title.kind {
            TitleKind::Address => Cue::Address,
            TitleKind::Rank => Cue::Rank,
            TitleKind::Office => Cue::Office,
        },
        None if far && office_left(scan, at).is_some() => Cue::Body,
        None => Cue::None,
    }
}

/// The strength of the surname at a word, if it can be one in this line.
fn surname(
    scan: &Scan<'_>,
    run: &Run,
    at: usize,
    known: Option<&WordInfo>,
) -> Option<SurnameStrength> {
    let surnames = known?.surnames;
    let printed = scan.surface(at);
    let strongest = surnames.iter().map(|surname| surname.strength).max()?;
    if scan.words[at].is_marked() {
        let exact = surnames
            .iter()
            .find(|surname| surname.printed == printed || same_written(surname.printed, printed));
        return exact.map(|surname| surname.strength);
    }
    let bare = surnames.iter().find(|surname| surname.printed == printed);
    if run.marked {
        // In a line with marks a bare word is itself, or belongs to a name printed without marks.
        return bare.map(|surname| surname.strength);
    }
    let ambiguous = matches!(
        scan.folded(at),
        "do" | "la"
            | "an"
            | "ho"
            | "ma"
            | "van"
            | "kim"
            | "ha"
            | "son"
            | "quan"
            | "phi"
            | "the"
            | "to"
            | "song"
            | "long"
            | "hang"
            | "man"
            | "tan"
            | "cam"
            | "co"
            | "dam"
            | "than"
            | "a"
            | "ba"
            | "ban"
            | "so"
            | "lo"
            | "thi"
            | "can"
    );
    Some(if ambiguous && strongest == SurnameStrength::Strong {
        SurnameStrength::Weak
    } else {
        strongest
    })
}

/// The length of a place's or body's fixed name at a word. A lower unit's name is none: too many
/// persons are called so.
fn fixed_name(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
    let is_lower = |named: &[Named]| named.iter().all(|named| matches!(named, Named::Lower(_)));
    let mut next = lexicon().longest_name(scan, at, end);
    while let Some((length, named)) = next {
        if !is_lower(named) {
            let other = named.iter().all(|named| matches!(named, Named::Other(_)));
            if has_its_marks(scan, at..at + length, named) {
                return Some((length, other));
            }
        }
        next = lexicon().shorter_name(scan, at, length);
    }
    None
}

/// A saint's name before the surname of a Catholic: `Giuse Vũ Văn Thiên`.
fn is_saint(folded: &str) -> bool {
    matches!(
        folded,
        "giuse"
            | "phero"
            | "phaolo"
            | "gioan"
            | "anton"
            | "toma"
            | "luca"
            | "maria"
            | "teresa"
            | "phanxico"
            | "micae"
            | "daminh"
            | "vinhson"
            | "aloisio"
            | "laurenso"
            | "simon"
            | "mattheu"
            | "gioakim"
            | "phanxicoxavie"
    )
}

/// Cities that no person is called after: `Tổng Giám mục Hà Nội`.
fn is_municipality(scan: &Scan<'_>, at: usize) -> bool {
    at + 2 <= scan.words.len()
        && matches!(
            scan.folded_run(at..at + 2),
            "ha noi" | "hai phong" | "da nang" | "can tho" | "viet nam"
        )
}

/// "Hà Nam" but not "Hạ Nam": marks that are printed must agree.
fn has_its_marks(scan: &Scan<'_>, words: Range<usize>, named: &[Named]) -> bool {
    if !scan.words[words.clone()]
        .iter()
        .any(|word| word.is_marked())
    {
        return true;
    }
    let printed = scan.surface_run(words);
    named.iter().any(|named| match named {
        Named::Unit(unit) => {
            same_written(unit.name, printed)
                || unit
                    .aliases
                    .iter()
                    .any(|alias| same_written(alias, printed))
                || unit.name == "Hồ Chí Minh"
        }
        Named::Other(name) => same_written(name, printed),
        Named::Region(_) => true,
        Named::Lower(_) => false,
    })
}

/// A country between an office and a name: `Tổng thống Nga Vladimir Putin`.
fn is_country(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.folded(at),
        "nga"
            | "my"
            | "anh"
            | "phap"
            | "duc"
            | "nhat"
            | "han"
            | "lao"
            | "uc"
            | "ukraine"
            | "campuchia"
            | "singapore"
            | "indonesia"
            | "malaysia"
            | "philippines"
            | "israel"
            | "iran"
            | "cuba"
            | "australia"
            | "canada"
            | "myanmar"
            | "mexico"
            | "brazil"
            | "italia"
            | "belarus"
    )
}

/// Whether a full name plausibly begins at a word: a surname and one more word at least.
fn begins_name(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
    let known = lexicon().word(scan.folded(at));
    surname(scan, run, at, known).is_some() && fixed_name(scan, at, run.words.end).is_none()
}

/// How many words a name at `at` has.
fn extent(
    scan: &Scan<'_>,
    run: &Run,
    at: usize,
    end: usize,
    free: bool,
    known: Option<&WordInfo>,
) -> usize {
    let minority = known.is_some_and(|word| {
        word.surnames
            .iter()
            .any(|surname| surname.strength == SurnameStrength::Minority)
    });
    let most = if minority { 6 } else { 5 };
    let free = minority || free;
    let stop = (at..end.min(at + most))
        .find(|&word| word > at && !is_name_word(scan, run, word, free))
        .unwrap_or(end.min(at + most));
    // "Nguyễn Văn An Sáng nay": a sentence may begin without a stop before it.
    let stop = (at + 3..stop)
        .find(|&word| run.marked && word + 1 == end && OPENERS.has(scan, word..word + 1))
        .unwrap_or(stop);
    // "Cao Việt Nam": the name of a country ends a person's.
    // Without marks `Van Nam` in `Tran Van Nam` is a man's name before it is Yunnan's.
    let middle =
        !run.marked && at + 1 < stop && matches!(scan.folded(at + 1), "van" | "thi" | "ba");
    let stop = (at + 1 + usize::from(middle)..stop)
        .find(|&word| {
            fixed_name(scan, word, stop).is_some_and(|(length, other)| other && length > 1)
        })
        .unwrap_or(stop);
    if !is_name_word(scan, run, at, free) {
        return 1;
    }
    // "Le Van Kon Tum": called after a place whose syllables are not Vietnamese.
    let called_after = stop < end
        && stop - at >= 2
        && fixed_name(scan, stop, end)
            .is_some_and(|(length, other)| !other && stop + length == end);
    if called_after { end - at } else { stop - at }
}

fn is_name_word(scan: &Scan<'_>, run: &Run, at: usize, free: bool) -> bool {
    let word = scan.words[at];
    let folded = scan.folded(at);
    if word.has_digit()
        || (word.is_all_capitals()
            && !run.shouted
            && folded.len() > 1
            && !all_capital_run(scan, run))
    {
        return false;
    }
    let known = lexicon().word(folded);
    let excluded =
        known.is_some_and(|word| (word.nonname || word.body) && !run.marked && !run.hyphened);
    let middle = at > 0
        && matches!(
            scan.folded(at - 1),
            "thi"
                | "van"
                | "dinh"
                | "xuan"
                | "minh"
                | "ngoc"
                | "thanh"
                | "quang"
                | "duc"
                | "huu"
                | "cong"
        );
    // "May" is a month and a given name. Initials stand for given names: "Phạm S", "Nguyễn Văn A".
    let is_ours = is_bare_syllable(folded)
        && known.is_some_and(|word| middle || (!word.body && !word.surnames.is_empty()));
    (!excluded || is_ours) && (free || is_bare_syllable(folded) || folded.len() == 1)
}

/// Whether all words of the run are capitals, as in `Ông NGUYỄN VĂN AN nói`.
fn all_capital_run(scan: &Scan<'_>, run: &Run) -> bool {
    run.words.len() >= 2
        && scan.words[run.words.clone()]
            .iter()
            .all(|word| word.is_all_capitals() || word.end - word.start <= 3)
}

fn followed_by_body(scan: &Scan<'_>, at: usize) -> bool {
    at < scan.words.len()
        && scan.words[at].gap == Gap::Space
        && lexicon()
            .word(scan.folded(at))
            .is_some_and(|word| word.body)
        && !scan.line_of(at).marked
}

/// Whether the word before a place's name says that it is one.
fn is_grade_before(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            scan.folded(at - 1),
            "tinh" | "pho" | "uy" | "tp" | "ubnd" | "hdnd" | "huyen" | "quan"
        )
}

fn accepts(
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

/// `people in Ba To`: what stands in or at a name is a place of that name.
fn is_located(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && scan.words[at].gap == Gap::Space
        && matches!(
            scan.folded(at - 1),
            "in" | "at" | "near" | "into" | "across"
        )
}

/// `His deputy, Tran Tho, nodded`: two words of our syllables alone between commas.
fn is_apposed(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    words.start > line.start
        && scan.words[words.start].gap == Gap::Comma
        && !scan.words[words.start - 1].is_capital()
        && words.clone().all(|at| is_bare_syllable(scan.folded(at)))
        && words.end < line.end
        && scan.words[words.end].gap == Gap::Comma
        && !scan.words[words.end].is_capital()
}

/// `quê hương Đồng Khởi Bến Tre`: a word and a province after it.
fn ends_with_province(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() >= 4
        && fixed_name(scan, words.end - 2, words.end)
            .is_some_and(|(length, other)| length == 2 && !other)
}

/// Whether the last word of a name is but the first syllable of a word that goes on in small letters.
fn completes_word(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    line.marked
        && end < line.words.end
        && scan.words[end].gap == Gap::Space
        && !scan.words[end].is_capital()
        && COMPOUNDS.begin_at(scan, end - 1)
}

/// `Đinh Dậu`, `Tân Tỵ`: years of the lunar calendar, some of which begin like surnames.
fn is_lunar_year(scan: &Scan<'_>, words: &Range<usize>) -> bool {
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
fn is_house_number(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && scan.words[at].gap == Gap::Space && scan.words[at - 1].has_digit()
}

/// Whether the word before in the run is neither a title nor a fixed name: then it is part of some
/// other name, and a weak surname after it proves nothing.
fn is_after_unknown(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
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
fn is_small_word(scan: &Scan<'_>, at: usize) -> bool {
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

fn is_lower_unit(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    lexicon()
        .longest_name(scan, words.start, words.end)
        .is_some_and(|(length, named)| {
            length == words.len() && named.iter().any(|named| matches!(named, Named::Lower(_)))
        })
}

/// A name without a surname of ours needs a title before it, or in English a verb or an apposition after.
fn accepts_foreign(scan: &Scan<'_>, run: &Run, words: Range<usize>, cue: Cue) -> bool {
    let strange = |at: usize| {
        let known = lexicon().word(scan.folded(at));
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
    let foreign = words.clone().any(|at| !is_bare_syllable(scan.folded(at)));
    match cue {
        Cue::Address | Cue::Rank => true,
        Cue::Office => foreign || words.len() == 3,
        Cue::Body => foreign && (!run.marked || is_country(scan, words.start.saturating_sub(1))),
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

/// Whether a name stands where a subject stands: at the start of a clause or after "by", "and", "said".
fn preceded_as_subject(scan: &Scan<'_>, at: usize) -> bool {
    scan.words[at].begins_sentence()
        || scan.words[at].gap != Gap::Space
        || (at > 0
            && matches!(
                scan.folded(at - 1),
                "by" | "and" | "said" | "with" | "that" | "while" | "when" | "as" | "but" | "whom"
            ))
}

/// First syllables of Vietnamese bodies, which follow offices with a capital: `Giám đốc Sở Tài chính`.
fn is_vietnamese_body(folded: &str) -> bool {
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
fn is_named_president(scan: &Scan<'_>, words: &Range<usize>, cue: Cue) -> bool {
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
fn is_short(scan: &Scan<'_>, run: &Run, at: usize, cue: Cue, known: Option<&WordInfo>) -> bool {
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
            && is_bare_syllable(scan.folded(at))
            && !scan.words[at].begins_sentence())
}

fn said_before(scan: &Scan<'_>, at: usize) -> bool {
    at > 0 && matches!(scan.folded(at - 1), "said" | "says" | "added" | "by")
}
