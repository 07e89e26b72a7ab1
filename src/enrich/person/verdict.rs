//! Whether a run of words that could be a name is one: by its surname, its cues and what stands around.

use super::super::lexicon::WordInfo;
use super::super::said;
use super::super::scan::{Gap, Scan};
use super::cues::{
    age_after, is_had_or_done, office_after, person_after, title_at, title_before, verb_after,
};
use super::fixed::fixed_name;
use super::role;
use super::segment::{Cue, Run};
use super::signs::{
    completes_word, ends_with_province, follows_country, has_highland_name, has_middle_name,
    is_apposed, is_camel_case, is_highland_given, is_house_number, is_located, is_lower_unit,
    is_lunar_year, is_small_word, is_vietnamese_body,
};
use super::streets::{in_list_of_streets, is_place_word, place_before};
use crate::authority::offices::TitleKind;
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
            cue > Cue::None || !is_after_unknown(scan, run, words.start) || after()
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

/// A name without a surname of ours needs a title before it, or in English a verb or an apposition after.
pub(super) fn accepts_foreign(scan: &Scan<'_>, run: &Run, words: Range<usize>, cue: Cue) -> bool {
    let strange = |at: usize| {
        let known = scan.known(at);
        let ours = run.marked && scan.is_syllable(at);
        known.is_some_and(|word| {
            !ours && (word.nonname || word.body) || !run.marked && scan.says(at, said::TITLE_FIRSTS)
        })
    };
    let syllables = words.clone().all(|at| scan.is_syllable(at));
    // "ông Tập Cận Bình", "nhà văn Trung Trung Đỉnh": a body's name goes on in small letters.
    let named_so = words.len() == 3
        && syllables
        && (cue >= Cue::Rank || cue == Cue::Body && follows_country(scan, words.start));
    let body = run.marked && !named_so && is_vietnamese_body(scan.folded(words.start));
    let initials = |at: usize| scan.words[at].is_all_capitals() && scan.folded(at).len() <= 4;
    if cue < Cue::Rank && words.clone().any(initials) {
        return false;
    }
    // "bà Theresa May", "ông Park Chung Won": one word that is a thing in English is none here.
    let things = words.clone().filter(|&at| strange(at)).count();
    let addressed = run.marked
        && cue == Cue::Address
        && things == 1
        && (words.len() == 3 || !strange(words.start))
        && !words.clone().any(|at| is_camel_case(scan, at));
    let odd = !run.hyphened && !addressed && things > 0;
    // "Phết-tha-vông Phi-lạ-văn" are two words, "Phet Sa Khon Luong A Phay" is a Lao's name in full.
    let spaced = words.clone().filter(|&at| scan.words[at].gap != Gap::Dash);
    let most = if cue == Cue::Address { 6 } else { 4 };
    if body || odd || spaced.count() > most {
        return false;
    }
    let foreign = words.clone().any(|at| !scan.is_syllable(at));
    match cue {
        // "cử tri Hoàn Kiếm" are those of a district.
        Cue::Rank if run.marked && is_lower_unit(scan, &words) && are_people(scan, words.start) => {
            false
        }
        Cue::Address | Cue::Rank => true,
        Cue::Office => foreign || words.len() == 3,
        Cue::Body if words.clone().any(|at| is_camel_case(scan, at)) => false,
        Cue::Body if !run.marked && is_of_a_firm(scan, &words) => false,
        Cue::Body => {
            let of_a_country = follows_country(scan, words.start);
            foreign && (!run.marked || of_a_country) || of_a_country && words.len() == 3
        }
        // "Sèn Chỉn Ly, nguyên Phó Bí thư": in a list of persons an office follows the name.
        Cue::None if run.marked => is_listed_with_office(scan, &words),
        Cue::None => {
            run.english
                && foreign
                && !words.clone().any(|at| is_camel_case(scan, at))
                && !scan.words[words.clone()]
                    .iter()
                    .any(|word| word.is_all_capitals())
                && !opens_a_body(scan, words.end)
                && !is_of_a_firm(scan, &words)
                && (age_after(scan, words.end)
                    || is_announced(scan, &words)
                    || (verb_after(scan, words.end) || person_after(scan, words.end))
                        && preceded_as_subject(scan, words.start))
        }
    }
}

/// Whether the word before is one for people of a place as well: `cử tri`, `nông dân`.
fn are_people(scan: &Scan<'_>, at: usize) -> bool {
    title_before(scan, at).is_some_and(|(start, _)| {
        matches!(
            scan.folded_run(start..at),
            "cu tri"
                | "nong dan"
                | "cong nhan"
                | "ngu dan"
                | "hoc sinh"
                | "sinh vien"
                | "ban doc"
                | "doc gia"
                | "cau thu"
                | "thi sinh"
                | "cuu chien binh"
        )
    })
}

/// `TV company Audio Visual Global`: a firm is named, or the name goes on to a word that is none.
fn is_of_a_firm(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let goes_on = words.end < line.end
        && scan.words[words.end].gap == Gap::Space
        && scan.words[words.end].is_capital();
    goes_on
        || words.start > line.start
            && scan.words[words.start].gap == Gap::Space
            && matches!(
                scan.folded(words.start - 1),
                "company"
                    | "firm"
                    | "group"
                    | "corporation"
                    | "bank"
                    | "brand"
                    | "newspaper"
                    | "developer"
                    | "startup"
                    | "giant"
                    | "carrier"
                    | "airline"
                    | "maker"
                    | "producer"
                    | "magazine"
                    | "broadcaster"
            )
}

/// `Patriotic Monks' Solidarity Association`: the run of capitals goes on to the word for a body.
fn opens_a_body(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    (end..line.min(end + 5))
        .take_while(|&at| {
            let joined = matches!(scan.words[at].gap, Gap::Space | Gap::Apostrophe);
            joined && (scan.words[at].is_capital() || matches!(scan.folded(at), "s" | "of"))
        })
        .any(|at| scan.known(at).is_some_and(|word| word.body))
}

/// `with the governors of three provinces: Phoukhao Thammavong, Khamkhan Chanthavisouk and Khamphoy
/// Vannasan`: a list of two words each after a colon, before which holders of an office are announced.
fn is_announced(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let is_item = |range: Range<usize>| {
        (2..=4).contains(&range.len()) && range.clone().any(|at| !scan.is_syllable(at))
    };
    let mut at = words.start;
    let mut items = 0;
    while at > line.start && scan.words[at].gap != Gap::Colon {
        let and = scan.folded(at - 1) == "and" && scan.words[at].gap == Gap::Space;
        if !and && scan.words[at].gap != Gap::Comma {
            return false;
        }
        let end = at - usize::from(and);
        at = end;
        while at > line.start
            && scan.words[at - 1].is_capital()
            && (at == end || scan.words[at].gap == Gap::Space)
        {
            at -= 1;
        }
        if !is_item(at..end) {
            return false;
        }
        items += 1;
    }
    let goes_on = words.end < line.end
        && (scan.words[words.end].gap == Gap::Comma || scan.folded(words.end) == "and");
    at > line.start
        && (items > 0 || goes_on)
        && (at.saturating_sub(20).max(line.start)..at).any(|word| {
            let title = title_at(scan, word, at);
            title.is_some_and(|(_, title)| title.kind != TitleKind::Address)
        })
}

/// Whether what stands before a name parts it from another in a list.
fn stands_in_list(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.words[at].gap, Gap::Semicolon | Gap::Colon | Gap::Comma)
}

/// Whether three words stand in a list of persons, with an office after them.
fn is_listed_with_office(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let comma = scan
        .words
        .get(words.end)
        .is_some_and(|next| next.gap == Gap::Comma);
    words.len() == 3
        && comma
        && stands_in_list(scan, words.start)
        && office_after(scan, words.end)
        && words
            .clone()
            .all(|at| scan.words[at].is_marked() || scan.is_syllable(at))
        // "Với Yên Bái, Chủ tịch nước", "Xuân Đinh Dậu".
        && fixed_name(scan, words.start + 1, words.end).is_none()
        && !is_lunar_year(scan, &(words.start + 1..words.end))
        && !is_small_word(scan, words.start)
}

/// Whether a name stands where a subject stands: at the start of a clause or after "by", "and", "said".
pub(super) fn preceded_as_subject(scan: &Scan<'_>, at: usize) -> bool {
    scan.words[at].begins_sentence()
        || scan.words[at].gap != Gap::Space
        // "UNICEF's Rana Flowers praised"
        || (at > 0 && scan.folded(at - 1) == "s" && scan.words[at - 1].gap == Gap::Apostrophe)
        || (at > 0
            && matches!(
                scan.folded(at - 1),
                "by" | "and" | "said" | "with" | "that" | "while" | "when" | "as" | "but" | "whom"
            ))
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
