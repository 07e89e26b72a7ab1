//! Where a sentence names its times, and which of them are not the time of its numbers.

use super::read::{read, year};
use super::{Found, Kind, Today, near};
use crate::enrich::figure::words;
use crate::enrich::scan::{Gap, Scan};
use crate::enrich::spelling::WordSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The times that a sentence names, in order.
pub(super) fn find(scan: &Scan<'_>, sentence: &Range<usize>, today: Option<Today>) -> Vec<Found> {
    let document = today.map(|today| today.year);
    let mut found = Vec::new();
    let mut reported = None;
    let mut at = sentence.start;
    while at < sentence.end {
        if !may_begin(scan, at) {
            at += 1;
            continue;
        }
        if let Some(next) = in_number(scan, sentence, at) {
            at = next;
            continue;
        }
        if let Some(term) = term(scan, sentence, at) {
            let kind = Kind::Span(term.years.0, term.years.1);
            if term.is_time {
                found.push(Found {
                    at,
                    aside: is_aside(scan, sentence, at),
                    starts: false,
                    relative: false,
                    standing: Some(term.years.1) == document,
                    kind,
                });
            }
            at = term.next;
            continue;
        }
        let relative = || today.and_then(|today| near::read(scan, sentence, at, today));
        let plain = read(scan, sentence, at);
        let is_relative = plain.is_none();
        match plain.or_else(relative) {
            Some((kind, next)) => {
                // The year of a quarter or of months belongs to it.
                let part = kind.has_a_year_of_its_own() && year(scan.folded(next - 1)).is_none();
                let whole = kind.is_part_of_a_year();
                let starts = near::is_start(scan, at, &kind);
                let stands = near::is_standing(scan, sentence, at);
                let day = matches!(kind, Kind::Day(..));
                let aside = starts
                    || is_aside(scan, sentence, at)
                    || is_history(scan, at, &kind, document)
                    || is_where_it_came_from(scan, sentence, at)
                    || matches!(kind, Kind::Span(..)) && is_of_a_programme(scan, sentence, at)
                    || matches!(kind, Kind::Year(..)) && is_of_a_law(scan, sentence, at..next)
                    || day && !stands && near::is_of_a_meeting(scan, sentence, at)
                    || near::is_in_passing(scan, sentence, at, &kind, document);
                let standing = match kind {
                    Kind::Day(..) => {
                        stands || *reported.get_or_insert_with(|| near::is_reported(scan, sentence))
                    }
                    // "Từ đầu nhiệm kỳ".
                    Kind::Span(from, to) => {
                        Some(to) == document
                            && (to - from < 5
                                || at == sentence.start
                                || is_relative && !near::is_of_the_term_before(scan, sentence, at))
                    }
                    _ => false,
                };
                found.push(Found {
                    at,
                    kind,
                    aside,
                    starts,
                    relative: is_relative,
                    standing,
                });
                let year_at =
                    (next..sentence.end.min(next + 5)).find(|at| year(scan.folded(*at)).is_some());
                at = year_at.filter(|_| part).map_or(next, |at| at + 1);
                // "the first half of this year", "6 tháng đầu năm nay": the year is the part's.
                if whole {
                    at = this_year_behind(scan, sentence, at);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// Folded words that a time may begin with, months and figures apart.
const OPENERS: &[&str] = &[
    "quy",
    "quarter",
    "first",
    "second",
    "third",
    "fourth",
    "thang",
    "ngay",
    "den",
    "toi",
    "het",
    "this",
    "that",
    "last",
    "past",
    "year",
    "nam",
    "nhiem",
    "previous",
    "during",
    "beginning",
    "start",
    "cung",
    "same",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "hai",
    "ba",
    "bon",
    "sau",
    "bay",
    "tam",
    "chin",
    "muoi",
];

/// Whether a time may begin at a word; most words are ruled out.
fn may_begin(scan: &Scan<'_>, at: usize) -> bool {
    static SET: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(OPENERS.iter().copied()));
    let word = &scan.words[at];
    word.has_digit()
        || scan.is_in(&SET, at)
        || word.is_capital() && words::is_month(scan.folded(at))
}

/// The word after `of this year`, `đầu năm nay`, where they follow a part of a year.
fn this_year_behind(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> usize {
    (at..sentence.end.min(at + 4))
        .take_while(|word| scan.words[*word].gap == Gap::Space)
        .find(|word| {
            *word > at
                && matches!(
                    (scan.folded(*word - 1), scan.folded(*word)),
                    ("this", "year") | ("nam", "nay")
                )
        })
        .map_or(at, |word| word + 1)
}

/// A term of office named by its years.
struct Term {
    years: (i16, i16),
    /// Whether something is told of that time, and no body or congress is named by it.
    is_time: bool,
    /// The word after it.
    next: usize,
}

/// `trong nhiệm kỳ 2020-2025`, `the 2020-2025 term`. A congress or a committee of a term, `Đại hội nhiệm kỳ
/// 2025-2030`, tells no time: only a term that opens its sentence, or follows a word for "in", does.
fn term(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<Term> {
    let next = at + 1;
    if next >= sentence.end || scan.words[next].gap != Gap::Dash {
        return None;
    }
    let years = (year(scan.folded(at))?, year(scan.folded(next))?);
    let before = |word: usize| word > sentence.start && is_term(scan.folded(word - 1));
    let led = before(at);
    let vietnamese = at > sentence.start + 1 && scan.folded_run(at - 2..at) == "nhiem ky";
    let followed = at + 2 < sentence.end && is_term(scan.folded(at + 2));
    let first = match () {
        () if vietnamese => at - 2,
        () if led => at - 1,
        () if followed => at,
        () => return None,
    };
    let end = if followed { at + 3 } else { at + 2 };
    let lead = (sentence.start..first).rev().find(|word| {
        !matches!(
            scan.folded(*word),
            "the" | "ca" | "suot" | "whole" | "entire"
        )
    });
    let is_time = match lead {
        None => end < sentence.end,
        Some(lead) => {
            scan.words[first].gap == Gap::Space
                && matches!(
                    scan.folded(lead),
                    "trong" | "qua" | "in" | "during" | "throughout" | "over" | "within"
                )
        }
    };
    Some(Term {
        years,
        // "khóa 2020-2025" is always a body's.
        is_time: is_time && !(led && scan.folded(at - 1) == "khoa"),
        next: end,
    })
}

fn is_term(word: &str) -> bool {
    matches!(word, "term" | "tenure" | "khoa")
}

/// `chương trình giảm nghèo giai đoạn 2021-2025`, `the scheme for 2016-2020`: years in a name.
fn is_of_a_programme(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    clause_before(scan, sentence, at, 12)
        .take_while(|word| !scan.words[*word].has_digit())
        .any(|word| {
            matches!(
                scan.folded(word),
                "programme"
                    | "program"
                    | "programmes"
                    | "scheme"
                    | "project"
                    | "committee"
                    | "council"
            ) || word + 1 < at
                && matches!(
                    scan.folded_run(word..word + 2),
                    "chuong trinh" | "de an" | "du an" | "nghi quyet" | "quy hoach" | "chien luoc"
                )
        })
}

/// `Luật Nhà ở 2006`, `Hiến pháp năm 2013`, `the 2013 Land Law`: the year in the name of a law.
fn is_of_a_law(scan: &Scan<'_>, sentence: &Range<usize>, words: Range<usize>) -> bool {
    let names_law = |word: usize| {
        let next = || (word + 1 < sentence.end).then(|| scan.folded(word + 1));
        scan.words[word].is_capital()
            && match scan.folded(word) {
                // "Luật sư" is a lawyer.
                "luat" => next() != Some("su"),
                // "Hiến pháp", and no "Hiền".
                "hien" => next() == Some("phap"),
                "law" | "constitution" | "code" => true,
                _ => false,
            }
    };
    // "Luật ... có hiệu lực từ năm 2020" goes on behind the name.
    let goes_on = |word: usize| {
        matches!(
            scan.folded(word),
            "co" | "tu" | "vao" | "trong" | "ke" | "sau" | "duoc" | "in" | "from" | "since" | "of"
        ) && !scan.words[word].is_capital()
    };
    let from = words.start.saturating_sub(8).max(sentence.start);
    let before = (from..words.start)
        .rev()
        .take_while(|&word| !goes_on(word) && !scan.words[word].has_digit())
        .any(names_law);
    let behind = words.end..sentence.end.min(words.end + 3);
    let behind = behind
        .take_while(|&word| scan.words[word].is_capital() && scan.words[word].gap == Gap::Space)
        .any(names_law);
    before || behind
}

/// The words of the clause before a word, the nearest first, at most so many.
fn clause_before(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    most: usize,
) -> impl Iterator<Item = usize> {
    let from = at.saturating_sub(most).max(sentence.start);
    (from..at)
        .rev()
        .take_while(move |word| *word + 1 == at || !ends(scan, word + 1))
}

/// Whether a clause ends before a word; the sign within "14.2" ends none.
fn ends(scan: &Scan<'_>, word: usize) -> bool {
    words::ends_clause(scan, word)
        && !(word > 0 && scan.words[word].has_digit() && scan.words[word - 1].has_digit())
}

/// `down from 12.4 percent in 2016`: the year of the number that another came from.
fn is_where_it_came_from(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    clause_before(scan, sentence, at, 6).any(|word| {
        word + 2 < at
            && scan.words[word + 1].has_digit()
            && year(scan.folded(word + 1)).is_none()
            && match scan.folded(word) {
                "from" => true,
                "tu" => scan.surface(word).to_lowercase() == "từ",
                _ => false,
            }
    })
}

/// The year inside an official number: `178/2024/NĐ-CP`, `365/2025`; the word after it.
fn in_number(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    if scan.words[at].gap != Gap::Slash || year(scan.folded(at)).is_none() {
        return None;
    }
    let before = at
        .checked_sub(1)
        .filter(|before| *before >= sentence.start)?;
    let month = scan
        .folded(before)
        .parse::<u8>()
        .is_ok_and(|month| (1..=12).contains(&month));
    let coded = at + 1 < sentence.end
        && scan.words[at + 1].gap == Gap::Slash
        && !scan.words[at + 1].has_digit();
    // "tỷ lệ 1/2000" is the scale of a plan.
    let scale = before >= sentence.start + 2
        && matches!(scan.folded_run(before - 2..before), "ty le" | "ti le");
    (scan.words[before].has_digit() && (!month || coded || scale)).then_some(at + 1)
}

/// `so với cùng kỳ năm 2022`, `compared with 204 in 2020`, `nhiệm vụ năm 2024`, `tasks for 2024`.
fn is_aside(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    clause_before(scan, sentence, at, 6).any(|word| match scan.folded(word) {
        "voi" => word > 0 && scan.folded(word - 1) == "so",
        "so" => !scan.surface(word).starts_with("số") && !scan.surface(word).starts_with("Số"),
        "ky" => word > 0 && scan.folded(word - 1) == "cung",
        "vu" => word > 0 && scan.folded(word - 1) == "nhiem",
        "huong" => word > 0 && scan.folded(word - 1) == "phuong",
        "than" => !scan.words[word].is_marked(),
        // "the same period last year", "before November 15", "targets set in 2010".
        "period" => word > 0 && scan.folded(word - 1) == "same",
        "set" | "before" => true,
        "truoc" => word + 1 == at,
        // "double the sum of 2020", "gấp 1,5 lần năm 2015".
        "double" | "twice" | "triple" | "times" => true,
        "gap" => scan.surface(word).to_lowercase() == "gấp",
        "compared" | "versus" | "against" | "tasks" | "deploy" | "deployed" | "directions" => true,
        _ => false,
    })
}

/// A bare year long before the document's, unless a word for "in" or "year" leads it.
fn is_history(scan: &Scan<'_>, at: usize, kind: &Kind, document: Option<i16>) -> bool {
    let (Kind::Year(named), Some(document)) = (kind, document) else {
        return false;
    };
    let led = at > 0
        && matches!(
            scan.folded(at - 1),
            "in" | "of" | "nam" | "by" | "since" | "for" | "during" | "year" | "and" | "va"
        );
    *named < document - 5 && !led
}
