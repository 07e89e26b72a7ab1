//! Cuts runs of capitalised words into fixed names and persons.

use super::super::lexicon::WordInfo;
use super::super::phrases::Phrases;
use super::super::scan::{Gap, Scan};
use super::cues::{office_left, person_after, title_at, title_before};
use super::fixed::{fixed_name, is_country, is_municipality, is_saint, surname};
use super::runs::continues;
use super::signs::{follows_country, is_lower_unit};
use super::streets::{in_list_of_streets, place_before};
use super::verdict::{accepts, followed_by_body, is_grade_before, is_named_president, is_short};
use crate::authority::offices::TitleKind;
use crate::authority::surnames::SurnameStrength;
use crate::document::Span;
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

/// A run of capitalised words within one line.
pub(super) struct Run {
    pub(super) words: Range<usize>,
    /// The line is written with Vietnamese marks.
    pub(super) marked: bool,
    /// All words of the line have capitals: they prove nothing.
    pub(super) shouted: bool,
    pub(super) english: bool,
    /// Holds a hyphened name: Park Ji-won.
    pub(super) hyphened: bool,
}

/// What speaks for a person at the place where a name would begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Nothing.
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

fn cut(scan: &Scan<'_>, run: &Run, found: &mut Vec<Candidate>) {
    let end = run.words.end;
    // One word alone is at most a short form, which in a line with marks needs a title right before it.
    if run.words.len() == 1 && run.marked && title_before(scan, run.words.start).is_none() {
        return;
    }
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
        // "Bà Rịa" begins with a word of address; "Anh" alone is a given name too, also in "nghệ sĩ Anh Vũ".
        let is_place = fixed.is_some_and(|(fixed, _)| fixed > length);
        let is_last = at + length >= end && title.kind == TitleKind::Address;
        let is_given = scan.surface(at) == "Anh"
            && at + 2 == end
            && !scan.words[at].begins_sentence()
            && cue_before(scan, at, false) == Cue::Rank;
        if !is_place && !is_last && !is_given {
            return at + length;
        }
    }
    // "Ong Nguyen Van Hue": the word of address, where Vietnamese is typed without marks.
    let addresses = !run.marked
        && !run.english
        && end - at > 1
        && scan.words[at].begins_sentence()
        && matches!(scan.folded(at), "ong" | "ba")
        && fixed.is_none();
    if addresses {
        return at + 1;
    }
    // "Bí thư Huyện ủy Mộ Đức Lê Trung Dũng": the district of the office, then the name.
    if let Some(length) = ground_of_office(scan, run, at, end) {
        return at + length;
    }
    let known = scan.known(at);
    // One word alone is at most a short form, which needs a title right before it.
    let cue = cue_before(scan, at, end - at > 1);
    let strange_next = end - at >= 2 && !scan.is_syllable(at + 1);
    let before_foreign = match cue {
        Cue::Body | Cue::Office => end - at >= 3 || strange_next,
        Cue::Rank => strange_next,
        _ => false,
    };
    if before_foreign && fixed.is_none() && is_country(scan, at) {
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
        // "cầu thủ Gia Lai" is a player from there; a place that may be a name needs a sign of a person.
        let ranked = cue == Cue::Rank && !other && surname.is_some();
        let called = addressed || (ranked && person_after(scan, at + length));
        let rest = (at + length..end)
            .take_while(|&word| is_name_word(scan, run, word, false))
            .count();
        let name_follows = rest >= 2 && begins_name(scan, run, at + length);
        // "Phó Chủ tịch HĐND tỉnh Hà Giang Chúng Thị Chiên", "Chủ tịch Trung Quốc Tập Cận Bình".
        let of_office = cue == Cue::Body
            && (2..=4).contains(&rest)
            && (other && follows_country(scan, at + length) || is_grade_before(scan, at));
        // `Việt Nam` after "ông" is still the country.
        let is_name = called
            && (!other || surname.is_some())
            && !is_municipality(scan, at)
            && !followed_by_body(scan, end)
            || (!other && rest > 0 && surname.is_some());
        if name_follows || of_office || !is_name {
            return at + length;
        }
    }
    if end - at >= 3 && is_saint(scan.folded(at)) && begins_name(scan, run, at + 1) {
        let next = scan.known(at + 1);
        let length = extent(scan, run, at + 1, end, false, cue, next);
        if length >= 2 {
            found.push(Candidate {
                words: at..at + 1 + length,
                form: Form::Full,
            });
            return at + 1 + length;
        }
    }
    // "Chủ tịch Triều Tiên Kim Jong Un": the surname is one of ours by its letters alone.
    let foreign = cue >= Cue::Body
        && surname != Some(SurnameStrength::Strong)
        && at + 1 < end
        && !scan.is_syllable(at + 1);
    let free = surname.is_none() || cue >= Cue::Rank || run.hyphened || foreign;
    let mut length = extent(scan, run, at, end, free, cue, known);
    if length == 1 && at + 1 < end && cue >= Cue::Rank && surname.is_some() {
        // "ông Dương Trung Quốc" bears the name of a country.
        length += fixed_name(scan, at + 1, end).map_or(0, |(length, _)| length);
    }
    if ends_with_a_thing(scan, run, at..at + length, cue) {
        length += 1;
    }
    if length >= 2 && accepts(scan, run, at..at + length, surname, cue) {
        found.push(Candidate {
            words: at..at + length,
            form: Form::Full,
        });
        return at + length;
    }
    // "Trường ĐH Nguyễn Tất Thành": no name begins within that of a school.
    if length >= 2 && cue < Cue::Rank && surname.is_some() {
        let listed = cue == Cue::None && in_list_of_streets(scan, &(at..at + length));
        if listed || place_before(scan, at) {
            return at + length;
        }
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
        Some((start, title)) => match title.kind {
            // "hồ Ông Kinh", "cầu Bà Hom": the word of address belongs to the place's name.
            TitleKind::Address
                if scan.words[start].is_capital()
                    && !scan.words[start].begins_sentence()
                    && place_before(scan, start) =>
            {
                Cue::None
            }
            TitleKind::Address => Cue::Address,
            TitleKind::Rank => Cue::Rank,
            TitleKind::Office => Cue::Office,
        },
        None if far && office_left(scan, at).is_some() => Cue::Body,
        None => Cue::None,
    }
}

/// `Dr. Kidong Park`: behind a title in a line without marks, one word that is no syllable of ours, and a last one that
/// is a thing in English.
fn ends_with_a_thing(scan: &Scan<'_>, run: &Run, words: Range<usize>, cue: Cue) -> bool {
    !run.marked
        && cue >= Cue::Rank
        && words.len() == 1
        && words.end + 1 == run.words.end
        && !scan.is_syllable(words.start)
        && scan
            .known(words.end)
            .is_some_and(|word| word.nonname || word.body)
}

/// How many words the name of a district or commune has that stands behind the word for its grade and before a full
/// name with a surname that is nothing else.
fn ground_of_office(scan: &Scan<'_>, run: &Run, at: usize, end: usize) -> Option<usize> {
    if end - at < 4 || !run.marked || !is_grade_before(scan, at) {
        return None;
    }
    let length = (1..=2)
        .rev()
        .find(|length| is_lower_unit(scan, &(at..at + length)))?;
    let name = at + length;
    let strength = surname(scan, run, name, scan.known(name));
    let full = (2..=4).contains(&(end - name)) && strength == Some(SurnameStrength::Strong);
    full.then_some(length)
}

/// Whether a full name plausibly begins at a word: a surname and one more word at least.
fn begins_name(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
    let known = scan.known(at);
    surname(scan, run, at, known).is_some() && fixed_name(scan, at, run.words.end).is_none()
}

/// How many words a name at `at` has.
fn extent(
    scan: &Scan<'_>,
    run: &Run,
    at: usize,
    end: usize,
    free: bool,
    cue: Cue,
    known: Option<&WordInfo>,
) -> usize {
    let minority = known.is_some_and(|word| {
        word.surnames
            .iter()
            .any(|surname| surname.strength == SurnameStrength::Minority)
    });
    let most = match known {
        _ if run.hyphened => 9,
        _ if minority || (free && cue == Cue::Address) => 6,
        _ => 5,
    };
    let free = minority || free;
    let stop = (at..end.min(at + most))
        .find(|&word| word > at && !is_name_word(scan, run, word, free))
        .unwrap_or(end.min(at + most));
    // "Nguyễn Văn An Sáng nay": a sentence may begin without a stop before it.
    let stop = (at + 3..stop)
        .find(|&word| run.marked && word + 1 == end && OPENERS.has(scan, word..word + 1))
        .unwrap_or(stop);
    // "Nguyễn Thiện Nhân Chủ tịch Quốc hội": an office begins.
    let stop = (at + 2..stop)
        .find(|&word| {
            title_at(scan, word, scan.line_of(word).words.end).is_some_and(|(length, title)| {
                let spaced =
                    (word + 1..word + length).all(|next| scan.words[next].gap == Gap::Space);
                // In "Phạm Minh Chính Ủy viên" the office begins one word later.
                let later = title_at(scan, word + 1, scan.line_of(word).words.end)
                    .is_some_and(|(next, _)| 1 + next > length);
                length > 1 && spaced && !later && title.kind == TitleKind::Office
            })
        })
        .unwrap_or(stop);
    // "Cao Việt Nam": the name of a country ends a person's.
    // Without marks `Van Nam` in `Tran Van Nam` is a man's name before it is Yunnan's.
    let middle =
        !run.marked && at + 1 < stop && matches!(scan.folded(at + 1), "van" | "thi" | "ba");
    let stop = (at + 1 + usize::from(middle)..stop)
        .find(|&word| {
            let foreign = run.english && scan.folded_run(word..stop) == "trung quoc";
            !foreign
                && fixed_name(scan, word, stop).is_some_and(|(length, other)| other && length > 1)
        })
        .unwrap_or(stop);
    if !is_name_word(scan, run, at, free) {
        return 1;
    }
    // "Le Van Kon Tum": called after a place whose syllables are not Vietnamese.
    let called_after = stop < end
        && !minority
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
    let known = scan.known(at);
    let excluded =
        known.is_some_and(|word| (word.nonname || word.body) && !run.marked && !run.hyphened);
    // "May" is a month and a given name. Initials stand for given names: "Phạm S", "Nguyễn Văn A".
    let syllable = scan.is_syllable(at);
    if !excluded {
        return free || syllable || folded.len() == 1;
    }
    let middle = || {
        at > 0
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
            )
            || follows_surname(scan, run, at)
    };
    syllable && known.is_some_and(|word| !word.body && !word.surnames.is_empty() || middle())
}

/// `Nguyen The Binh`: after a surname that is nothing else, before one more syllable, a small word of
/// English is a name.
fn follows_surname(scan: &Scan<'_>, run: &Run, at: usize) -> bool {
    let strong = at > run.words.start
        && scan.known(at - 1).is_some_and(|word| {
            let mut surnames = word.surnames.iter();
            surnames.any(|surname| surname.strength == SurnameStrength::Strong)
        });
    strong && !run.shouted && at + 1 < run.words.end && scan.is_syllable(at + 1)
}

/// Whether all words of the run are capitals, as in `Ông NGUYỄN VĂN AN nói`.
fn all_capital_run(scan: &Scan<'_>, run: &Run) -> bool {
    run.words.len() >= 2
        && scan.words[run.words.clone()]
            .iter()
            .all(|word| word.is_all_capitals() || word.end - word.start <= 3)
}
