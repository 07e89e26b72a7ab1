//! What the words around a name say of it.

use super::super::lexicon::{Named, lexicon};
use super::super::scan::{Gap, Scan};
use super::traps::{follows_surname, is_abroad, is_addressed, is_something_else};
use super::{Meaning, Reading, Setting, Sighting};
use crate::authority::localities::{LowerUnit, Unit, UnitKind};
use crate::authority::same_written;
use std::ops::Range;

/// Whether the text says which of the units of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// Nothing said: the date decides.
    Open,
    /// "cũ", "former", "before the merger".
    Old,
    /// "mới", "new", "after the merger".
    New,
}

/// What the words around a province's name say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The word for a province or city stands with the name.
    pub(super) stated: bool,
    /// The line proves nothing by its capitals.
    pub(super) shouted: bool,
    /// Which time is meant.
    pub(super) era: Era,
    /// The word for a city stands with the name.
    pub(super) city: bool,
}

/// The word for the grade that stands with a lower unit's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    /// None.
    Bare,
    /// Quận, huyện, thị xã, thành phố; district, town, city.
    District,
    /// Phường, xã, đặc khu; ward, commune.
    Commune,
}

/// Reads the surroundings of a name that may be a province's or a lower unit's.
pub(super) fn judge(
    scan: &Scan<'_>,
    words: Range<usize>,
    mut units: Vec<&'static Unit>,
    lower: Vec<&'static LowerUnit>,
    setting: &Setting,
) -> Reading {
    if is_abroad(scan, &words) || is_something_else(scan, &words) {
        return Reading::IsNot;
    }
    let (before, after) = (grade_before(scan, &words), grade_after(scan, &words));
    let lower_grade = match (before, after) {
        (Said::Lower(grade), _) | (_, Said::Lower(grade)) => Some(grade),
        _ => None,
    };
    if let Some(grade) = lower_grade {
        return lower_sighting(words, lower, grade);
    }
    if units.is_empty() {
        let grade = if before == Said::City || after == Said::City {
            Grade::District
        } else if before == Said::Province || after == Said::Province {
            return Reading::IsNot;
        } else {
            listed_grade(scan, words.start).unwrap_or(Grade::Bare)
        };
        let line = scan.line_of(words.start);
        if grade == Grade::Bare && (line.shouted || words.len() < 2) {
            return Reading::TryShorter;
        }
        return lower_sighting(words, lower, grade);
    }
    if before == Said::Nothing
        && (is_addressed(scan, words.start) || follows_surname(scan, words.start))
    {
        return Reading::IsNot;
    }
    let era = era(scan, &words);
    let stated = before != Said::Nothing || after != Said::Nothing || heads_line(scan, &words);
    let city = before == Said::City || after == Said::City;
    if city && !units.iter().any(|unit| unit.kind == UnitKind::Municipality) {
        // "thành phố Bắc Giang": the provincial city called like its province.
        return lower_sighting(words, lower, Grade::District);
    }
    let said = before == Said::Province || after == Said::Province;
    let meant = is_located(scan, words.start) || is_listed(scan, &words);
    let located = era == Era::Old || (lower.is_empty() && meant);
    units.retain(|unit| {
        let of_its_time = setting.day.is_some_and(|day| unit.valid_on(day));
        !unit.needs_cue || said || located || of_its_time
    });
    if units.is_empty() {
        return if lower.is_empty() {
            Reading::TryShorter
        } else {
            lower_sighting(words, lower, Grade::Bare)
        };
    }
    if is_dateline(scan, &words, setting.body) {
        return Reading::IsNot;
    }
    let context = Context {
        stated,
        shouted: is_unproven(scan, &words),
        era,
        city,
    };
    Reading::Is(Sighting {
        words,
        meaning: Meaning::Province(units, context),
    })
}

/// Whether the word for a district, a commune or a ward stands with a name.
pub(super) fn is_lower(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let is_lower = |said| matches!(said, Said::Lower(_));
    is_lower(grade_before(scan, words)) || is_lower(grade_after(scan, words))
}

/// Whether the word for a commune, a ward or a town stands with a name, or before the list it is in.
pub(super) fn is_commune(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let commune = Said::Lower(Grade::Commune);
    grade_before(scan, words) == commune
        || grade_after(scan, words) == commune
        || listed_grade(scan, words.start) == Some(Grade::Commune)
}

fn lower_sighting(words: Range<usize>, lower: Vec<&'static LowerUnit>, grade: Grade) -> Reading {
    let fits = |unit: &&'static LowerUnit| match grade {
        Grade::Bare => true,
        Grade::District => unit.kind.is_district(),
        Grade::Commune => !unit.kind.is_district(),
    };
    let lower: Vec<&'static LowerUnit> = lower.into_iter().filter(fits).collect();
    if lower.is_empty() {
        return Reading::IsNot;
    }
    Reading::Is(Sighting {
        words,
        meaning: Meaning::Lower(lower, grade),
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Province,
    City,
    Lower(Grade),
}

/// The word for the grade before a name: `tỉnh`, `TP.`, `Tỉnh ủy`, `UBND tỉnh`, `province of`.
fn grade_before(scan: &Scan<'_>, words: &Range<usize>) -> Said {
    let at = words.start;
    let first = scan.folded(at);
    let says_city = matches!(first, "tp" | "tphcm" | "hcmc" | "hcm")
        || (first == "t" && words.len() > 2)
        || (first == "thanh" && words.len() > 1 && scan.folded(at + 1) == "pho");
    if says_city && (words.len() > 1 || first != "tp") {
        return Said::City;
    }
    let line = scan.line_of(at).words.start;
    if at == line || !is_near(scan, at) {
        return Said::Nothing;
    }
    let last = scan.folded(at - 1);
    let two = (at >= line + 2 && scan.words[at - 1].gap == Gap::Space)
        .then(|| scan.folded_run(at - 2..at));
    match (last, two) {
        (_, Some("thanh pho" | "thu do" | "co do" | "city of" | "thanh uy")) => Said::City,
        (_, Some("thi xa")) => Said::Lower(Grade::District),
        (_, Some("thi tran" | "dac khu")) => Said::Lower(Grade::Commune),
        (_, Some("tinh uy" | "province of" | "tinh doan" | "cac tinh")) => Said::Province,
        (_, Some("huyen uy" | "quan uy")) => Said::Lower(Grade::District),
        (_, Some("dang uy")) => Said::Nothing,
        ("tinh", _) => Said::Province,
        ("tp", _) => Said::City,
        ("tx", _) => Said::Lower(Grade::District),
        ("huyen" | "quan", _) if is_grade(scan, at - 1) => Said::Lower(Grade::District),
        ("phuong" | "xa", _) if is_grade(scan, at - 1) => Said::Lower(Grade::Commune),
        _ => Said::Nothing,
    }
}

/// The most names of a list that is followed back to the word before its first.
const LISTED: usize = 12;

/// `các xã Lam Sơn, Ngọc Lặc và Kiên Thọ`: the grade said once for all names of a list, of one at its later
/// places.
fn listed_grade(scan: &Scan<'_>, start: usize) -> Option<Grade> {
    let line = scan.line_of(start);
    if !line.marked {
        return None;
    }
    let line = line.words.start;
    let mut at = start;
    for _ in 0..LISTED {
        // Over the comma or "và" to the name before.
        if at == line {
            return None;
        }
        if scan.folded(at - 1) == "va" && !scan.words[at - 1].is_capital() {
            at -= 1;
        } else if scan.words[at].gap != Gap::Comma {
            return None;
        }
        let end = at;
        while at > line
            && scan.words[at - 1].is_capital()
            && (at == end || scan.words[at].gap == Gap::Space)
        {
            at -= 1;
        }
        if at == end || at < line + 2 {
            return None;
        }
        let printed = (scan.surface(at - 2), scan.surface(at - 1));
        let (many, grade) = match printed {
            ("thị", "xã") => (at.checked_sub(3), Grade::District),
            ("thị", "trấn") => (at.checked_sub(3), Grade::Commune),
            (_, "xã" | "phường") => (Some(at - 2), Grade::Commune),
            (_, "huyện" | "quận") => (Some(at - 2), Grade::District),
            _ => continue,
        };
        return many
            .filter(|&many| many >= line && says_several(scan, many))
            .map(|_| grade);
    }
    None
}

/// `các`, `hai`, `12`: more than one is named.
fn says_several(scan: &Scan<'_>, at: usize) -> bool {
    scan.words[at].has_digit()
        || matches!(
            scan.surface(at).to_lowercase().as_str(),
            "các" | "hai" | "ba" | "bốn" | "năm" | "sáu" | "bảy" | "tám" | "chín" | "mười"
        )
}

/// In a line with marks `phường` is a ward, and `địa phương` and `Phương` are none.
fn is_grade(scan: &Scan<'_>, at: usize) -> bool {
    let printed = scan.surface(at);
    !scan.line_of(at).marked
        || ["huyện", "quận", "phường", "xã"]
            .iter()
            .any(|word| same_written(word, printed))
}

/// The word for the grade after a name, in English: `province`, `City`, `provincial Party Committee`.
fn grade_after(scan: &Scan<'_>, words: &Range<usize>) -> Said {
    let at = words.end;
    if at >= scan.words.len()
        || scan.words[at].gap != Gap::Space
        || scan.line_of(words.start).marked
    {
        return Said::Nothing;
    }
    match scan.folded(at) {
        "province" | "provincial" => Said::Province,
        "city" | "municipal" | "municipality" => Said::City,
        "district" | "town" | "township" => Said::Lower(Grade::District),
        "ward" | "commune" | "wards" | "village" => Said::Lower(Grade::Commune),
        _ => Said::Nothing,
    }
}

/// Whether the word before belongs to a name: a space, or the stop of `TP.`.
pub(super) fn is_near(scan: &Scan<'_>, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    match scan.words[at].gap {
        Gap::Space => true,
        Gap::Stop => scan.is_joined(at - 1..at + 1),
        _ => false,
    }
}

/// `in Minh Hai`, `the people of Song Be`, `the same Hoang Lien Son`, `ở Minh Hải`: the name of a ground.
fn is_located(scan: &Scan<'_>, at: usize) -> bool {
    let line = scan.line_of(at);
    if at == line.words.start || scan.words[at].gap != Gap::Space {
        return false;
    }
    let two = (at >= line.words.start + 2).then(|| scan.folded_run(at - 2..at));
    if line.marked {
        return matches!(scan.surface(at - 1), "ở" | "tại" | "Ở" | "Tại")
            || matches!(two, Some("nhan dan" | "nguoi dan" | "quan dan"));
    }
    matches!(
        scan.folded(at - 1),
        "in" | "from" | "same" | "throughout" | "across"
    ) || matches!(
        two,
        Some("people of" | "residents of" | "land of" | "province of" | "natives of" | "native of")
    )
}

/// `Cuu Long and Nghia Binh`, `Minh Hai, Kien Giang`: a province beside it in a list.
fn is_listed(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start).words.clone();
    let joins = |at: usize| matches!(scan.folded(at), "and" | "va");
    let is_unit = |named: &[Named]| named.iter().any(|named| matches!(named, Named::Unit(_)));
    let next = words.end + usize::from(words.end < line.end && joins(words.end));
    let after = next < line.end
        && (next > words.end || scan.words[next].gap == Gap::Comma)
        && lexicon()
            .longest_name(scan, next, line.end)
            .is_some_and(|(_, named)| is_unit(named));
    let last = words.start - usize::from(words.start > line.start && joins(words.start - 1));
    let before = (last < words.start || scan.words[words.start].gap == Gap::Comma)
        && (2..=4).any(|length| {
            last >= line.start + length
                && lexicon()
                    .longest_name(scan, last - length, last)
                    .is_some_and(|(found, named)| found == length && is_unit(named))
        });
    before || after
}

/// `QUẢNG NAM: Trao huy hiệu Đảng`: the place that a headline opens with.
fn heads_line(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = &scan.line_of(words.start).words;
    line.start == words.start && words.end < line.end && scan.words[words.end].gap == Gap::Colon
}

/// Which time the words around a name point to.
fn era(scan: &Scan<'_>, words: &Range<usize>) -> Era {
    let line = scan.line_of(words.start).words.clone();
    let start = words.start;
    if start > line.start && is_near(scan, start) {
        match scan.folded(start - 1) {
            "former" | "old" | "erstwhile" => return Era::Old,
            "new" => return Era::New,
            _ => {}
        }
        if start >= line.start + 2
            && matches!(
                scan.folded_run(start - 2..start),
                "former province" | "tinh cu"
            )
        {
            return Era::Old;
        }
    }
    let end = words.end;
    let ahead = |from: usize, length: usize| {
        (end + from + length <= line.end).then(|| scan.folded_run(end + from..end + from + length))
    };
    if end < line.end && matches!(scan.words[end].gap, Gap::Space | Gap::Open) {
        match ahead(0, 1) {
            Some("cu" | "old" | "former") if !scan.words[end].is_capital() => return Era::Old,
            Some("moi" | "new")
                if !scan.words[end].is_capital() && scan.words[end].gap == Gap::Open =>
            {
                return Era::New;
            }
            _ => {}
        }
        if ahead(0, 2) == Some("truoc day") {
            return Era::Old;
        }
        for from in 0..3 {
            let punctuated = (0..=from).any(|at| {
                end + at < line.end && !matches!(scan.words[end + at].gap, Gap::Space | Gap::Open)
            });
            if punctuated {
                break;
            }
            if matches!(
                ahead(from, 2),
                Some("before merging" | "before merger" | "before the")
            ) || matches!(
                ahead(from, 3),
                Some("truoc sap nhap" | "truoc khi sap" | "truoc hop nhat")
            ) {
                return Era::Old;
            }
            if matches!(ahead(from, 2), Some("after merging" | "after merger"))
                || matches!(
                    ahead(from, 3),
                    Some("sau sap nhap" | "sau khi sap" | "sau hop nhat")
                )
            {
                return Era::New;
            }
        }
    }
    Era::Open
}

/// `Hanoi (VNA) –`: where the report was written, not what it speaks of.
fn is_dateline(scan: &Scan<'_>, words: &Range<usize>, body: usize) -> bool {
    let line = scan.line_of(words.start).words.clone();
    if line.start != words.start || words.end >= line.end {
        return false;
    }
    let next = &scan.words[words.end];
    let agency = next.gap == Gap::Open
        && next.is_all_capitals()
        && matches!(
            scan.folded(words.end),
            "vna"
                | "ttxvn"
                | "vns"
                | "vov"
                | "vnp"
                | "sggp"
                | "cpv"
                | "qdnd"
                | "vgp"
                | "nd"
                | "nddt"
                | "qno"
        );
    let dash = next.gap == Gap::Dash
        && line.start <= body
        && scan.gap_text(words.end).starts_with(' ')
        && line.len() > words.len() + 5
        && next.is_capital()
        && lexicon().longest_name(scan, words.end, line.end).is_none();
    agency || dash
}

/// Whether capitals prove nothing here: in a line of capitals without a word for the grade.
fn is_unproven(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    let line = scan.line_of(words.start);
    line.shouted && line.marked && scan.words[words.start].is_all_capitals()
}
