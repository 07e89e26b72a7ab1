//! Whether a run of words that could be a name is one: by its surname, its cues and what stands around.

use super::super::lexicon::WordInfo;
use super::super::scan::{Gap, Scan};
use super::cues::{is_had_or_done, person_after, title_before, verb_after};
use super::fixed::fixed_name;
use super::foreign::{accepts_foreign, is_foreigner};
use super::role;
use super::segment::{Cue, Run};
use super::signs::{
    completes_word, ends_with_province, has_highland_name, has_middle_name, is_apposed,
    is_highland_given, is_house_number, is_located, is_lower_unit, is_lunar_year, is_small_word,
};
use super::streets::{in_list_of_streets, is_place_word, place_before};
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;

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
    // A list of names has capitals all over too, and a sign on either side of each name.
    if run.shouted && cue < Cue::Body && !(surname.is_some() && is_between_signs(scan, &words)) {
        return false;
    }
    if surname != Some(SurnameStrength::Strong) && is_place_word(scan, words.start) {
        return false;
    }
    if !scan.words[words.start].is_capital() || is_one_word(scan, &words) && !called {
        return false;
    }
    if cue == Cue::Body && is_ground_of_office(scan, &words) {
        return false;
    }
    if completes_word(scan, words.end) {
        return false;
    }
    if cue == Cue::None && words.len() == 2 && run.english && is_located(scan, words.start) {
        return false;
    }
    let middle = words.len() >= 3 && has_middle_name(scan, &words, run.marked, cue > Cue::None);
    // "Ayun Pa Gia Lai" is a town and its province.
    let town = words.start..words.end.saturating_sub(2).max(words.start + 1);
    if cue == Cue::None && ends_with_province(scan, &words) && is_lower_unit(scan, &town) {
        return false;
    }
    if cue == Cue::None
        && surname == Some(SurnameStrength::Weak)
        && (ends_with_province(scan, &words) && !middle || opens_with_small_word(scan, &words))
    {
        return false;
    }
    if cue == Cue::None && (is_lunar_year(scan, &words) || is_house_number(scan, words.start)) {
        return false;
    }
    if cue == Cue::None && !person_after(scan, words.end) && in_list_of_streets(scan, &words) {
        return false;
    }
    if middle {
        return true;
    }
    if cue == Cue::None && run.english && is_foreigner(scan, run, &words) {
        return true;
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
                || (is_highland_given(scan, &words) && !lower_unit)
                || cue == Cue::Office
                || after()
                || (length >= 3 && !single)
                || (length >= 3 && run.marked)
                || (length >= 3 && has_highland_name(scan, &words))
        }
        (SurnameStrength::Strong, 2) => {
            cue > Cue::Body
                || (cue == Cue::Body && !(lower_unit && is_grade_before(scan, words.start)))
                || after()
                || !lower_unit
                    && (run.marked
                        || !run.english
                        || is_apposed(scan, &words)
                        || is_had_or_done(scan, &words))
        }
        (SurnameStrength::Strong, _) => {
            // "các chi bộ ở Hoàng Su Phì": a district that is called so.
            let district = || lower_unit && is_located(scan, words.start);
            cue > Cue::None || after() || !is_after_unknown(scan, run, words.start) && !district()
        }
        (SurnameStrength::Weak, 2) => {
            let located = cue == Cue::None && run.marked && is_located(scan, words.start);
            cue >= Cue::Office || (after() && !located) || (cue == Cue::Body && !lower_unit)
        }
        (SurnameStrength::Weak, _) => {
            let opens = scan.words[words.start].begins_sentence()
                || scan.words[words.start].gap != Gap::Space && !goes_on_list(scan, words.start);
            let small = opens && is_small_word(scan, words.start);
            cue > Cue::None
                || after()
                || (!lower_unit && !small && !is_after_unknown(scan, run, words.start))
        }
    }
}

/// Whether a sign or the end of the line stands on either side of a name of three words or more.
fn is_between_signs(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = &scan.line_of(words.start).words;
    let parted = |at: usize| {
        at == line.start
            || at == line.end
            || matches!(
                scan.words[at].gap,
                Gap::Comma | Gap::Semicolon | Gap::Colon | Gap::Stop | Gap::Other
            )
    };
    words.len() >= 3
        && parted(words.start)
        && parted(words.end)
        && (words.start > line.start || words.end < line.end)
        && !scan.words[words.start].is_all_capitals()
}

/// Whether a comma or semicolon parts a name from another of three or four words before it, which stands
/// alone or after an office: `Deputy Prime Ministers Nguyen Hoa Binh, Ho Duc Phoc`.
fn goes_on_list(scan: &Scan<'_>, at: usize) -> bool {
    if !matches!(scan.words[at].gap, Gap::Comma | Gap::Semicolon) {
        return false;
    }
    let line = scan.line_of(at).words.start;
    let mut start = at;
    while start > line && scan.words[start - 1].is_capital() {
        start -= 1;
        if scan.words[start].gap != Gap::Space {
            break;
        }
    }
    let is_name = |from: usize| {
        let surnames = scan.known(from).map_or(&[][..], |word| word.surnames);
        let strong = || {
            let mut strengths = surnames.iter().map(|surname| surname.strength);
            strengths.any(|strength| strength == SurnameStrength::Strong)
        };
        (from == start && !surnames.is_empty()) || strong()
    };
    (3..=4).any(|length| start + length <= at && is_name(at - length))
}

/// `Từ Vũng Tàu, MC Nguyên Khang`: a small word that opens a sentence before the name of a place.
fn opens_with_small_word(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let rest = words.start + 1..words.end;
    scan.words[words.start].begins_sentence()
        && is_small_word(scan, words.start)
        && (is_lower_unit(scan, &rest)
            || fixed_name(scan, rest.start, rest.end)
                .is_some_and(|(length, _)| length == rest.len()))
}

/// `Sino-Vietnamese`, `X-ray`: one word with a hyphen.
fn is_one_word(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.len() == 2 && scan.words[words.start + 1].gap == Gap::Dash
}

/// `ông Lê Cảnh Biên, Bí thư Huyện ủy Triệu Phong`: two words after the word for a district or commune,
/// in an office that follows the name of its holder.
fn is_ground_of_office(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let graded = words.start > 0
        && scan.words[words.start].gap == Gap::Space
        && matches!(
            scan.folded(words.start - 1),
            "tinh" | "pho" | "uy" | "huyen" | "quan" | "xa" | "phuong" | "tran" | "tp"
        );
    if words.len() != 2 || !graded {
        return false;
    }
    let Some(office) = role::before(scan, words.start, 0) else {
        return false;
    };
    let start = office.start;
    start > scan.line_of(start).words.start
        && matches!(scan.words[start].gap, Gap::Comma | Gap::Dash | Gap::Open)
        && scan.words[start - 1].is_capital()
}

/// Whether the word before in the run is neither a title nor a fixed name: then it is part of some
/// other name, and a weak surname after it proves nothing.
pub(super) fn is_after_unknown(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
    if at == run.words.start
        || title_before(scan, at).is_some()
        || scan.words[at - 1].is_all_capitals()
        // "Central Committee Đỗ Văn Chiến": a word that stands in no name.
        || scan.known(at - 1).is_some_and(|word| word.body || word.nonname)
        // "Teacher Nguyen Van Bay": a word that only its place in the sentence writes large.
        || (at == run.words.start + 1 && scan.words[at - 1].begins_sentence())
    {
        return false;
    }
    let named = (run.words.start..at)
        .any(|start| fixed_name(scan, start, at).is_some_and(|(length, _)| start + length == at));
    !named
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
