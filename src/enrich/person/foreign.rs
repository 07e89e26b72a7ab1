//! Names of other peoples: without a surname of ours a title, a sign around the name or the name itself must show that
//! it is a person's.

use super::super::said;
use super::super::scan::{Gap, Scan};
use super::cues::{
    age_after, is_apposed_to_office, is_named, office_after, person_after, title_at, title_before,
    verb_after,
};
use super::fixed::fixed_name;
use super::segment::{Cue, Run};
use super::signs::{
    follows_country, is_camel_case, is_lower_unit, is_lunar_year, is_small_word, is_vietnamese_body,
};
use crate::authority::foreign::ForeignName;
use crate::authority::offices::TitleKind;
use std::ops::Range;

/// A name without a surname of ours needs a title before it, or in English a verb or an apposition after.
pub(super) fn accepts_foreign(scan: &Scan<'_>, run: &Run, words: Range<usize>, cue: Cue) -> bool {
    let strange = |at: usize| {
        let known = scan.known(at).filter(|_| scan.words[at].is_capital());
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
    // "Dr. Kidong Park": behind a title the last word of a name in English may be a thing as well.
    let thing = words.end - 1;
    let titled = !run.marked
        && cue >= Cue::Rank
        && things == 1
        && (2..=3).contains(&words.len())
        && strange(thing)
        && !scan.says(thing, said::TITLE_FIRSTS)
        && !is_of_a_firm(scan, &words);
    let odd = !run.hyphened && !addressed && !titled && things > 0;
    // "Phết-tha-vông Phi-lạ-văn" are two words, "Phet Sa Khon Luong A Phay" is a Lao's name in full.
    let spaced = words
        .clone()
        .filter(|&at| scan.words[at].gap != Gap::Dash && scan.words[at].is_capital());
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
                && may_be_a_persons(scan, &words)
                && (age_after(scan, words.end)
                    || is_announced(scan, &words)
                    || is_apposed_to_office(scan, &words)
                    || is_named(scan, words.start)
                    || (verb_after(scan, words.end) || person_after(scan, words.end))
                        && preceded_as_subject(scan, words.start))
        }
    }
}

/// `between Donald Trump and Kim Jong-un`, `with Wang Huning`: in English a name whose first word is on file as that of
/// another people shows a person by itself.
pub(super) fn is_foreigner(scan: &Scan<'_>, run: &Run, words: &Range<usize>) -> bool {
    let plain = |at: usize| {
        let known = scan.known(at);
        let thing = known.is_some_and(|known| known.nonname || known.body);
        !(thing || scan.words[at].has_digit())
    };
    let strange = || words.clone().any(|at| !scan.is_syllable(at));
    let named = match scan.known(words.start).and_then(|first| first.foreign) {
        Some(ForeignName::Given) => strange(),
        Some(ForeignName::Chinese) => !run.hyphened && strange(),
        Some(ForeignName::Korean) => run.hyphened && words.len() == 3,
        None => false,
    };
    // "Jonathan P. Blair": a name that breaks off at an initial is none.
    let whole = scan.folded(words.end - 1).len() > 1;
    named && whole && words.len() <= 3 && words.clone().all(plain) && may_be_a_persons(scan, words)
}

/// Whether nothing in a run of English or beside it makes a body or a firm of it.
fn may_be_a_persons(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let of_a_firm = |at: usize| is_camel_case(scan, at) || scan.words[at].is_all_capitals();
    !words.clone().any(of_a_firm) && !opens_a_body(scan, words.end) && !is_of_a_firm(scan, words)
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
fn preceded_as_subject(scan: &Scan<'_>, at: usize) -> bool {
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
