//! Districts, communes, quarters and hamlets, by the word for their kind: a number beside one is no province's.

use crate::enrich::said;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// How many words before its name may open the sentence that goes on about a lower unit.
const OPENING: usize = 6;

/// Whether a sentence speaks of a district, commune or quarter.
pub(super) fn speaks_of_one(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    of_one(scan, words) || opens_in_one(scan, words)
}

/// The English words for the kinds, which stand behind the name.
fn is_kind_en(folded: &str) -> bool {
    matches!(
        folded,
        "district" | "commune" | "ward" | "village" | "hamlet" | "town"
    )
}

/// The Vietnamese words for the kinds, by their marks where the line has any: `bản`, not the `ban` of a
/// committee; not `nông thôn`, `hợp tác xã`, `văn bản`.
#[inline]
pub(super) fn is_kind_vi(scan: &Scan<'_>, at: usize) -> bool {
    // Most words are passed by their bit, without a call.
    scan.says(at, said::LOWER_KINDS) && is_printed_kind_vi(scan, at)
}

fn is_printed_kind_vi(scan: &Scan<'_>, at: usize) -> bool {
    let folded = scan.folded(at);
    if is_kind_en(folded) {
        return false;
    }
    let printed = || {
        let printed = scan.surface(at).to_lowercase();
        matches!(
            printed.as_str(),
            "quận" | "huyện" | "xã" | "phường" | "thôn" | "bản" | "ấp" | "buôn"
        )
    };
    let before = at.checked_sub(1).map_or("", |before| scan.folded(before));
    let other = matches!(
        (before, folded),
        ("nong", "thon") | ("tac", "xa") | ("van" | "phien" | "co" | "kich" | "xuat", "ban")
    );
    !other && (!scan.line_of(at).marked || printed())
}

/// Whether a word tells a lower unit by kind and name: `Dong Van district`, `xã Thạnh Phú Đông`, or stands for
/// the one spoken of: `năm trước quận xảy ra`. The range is that of the sentence.
#[inline]
pub(super) fn is_named_at(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> bool {
    scan.says(at, said::LOWER_KINDS) && names_one_at(scan, at, words)
}

fn names_one_at(scan: &Scan<'_>, at: usize, words: &Range<usize>) -> bool {
    let word = scan.words[at];
    if is_kind_en(scan.folded(at)) {
        return at > words.start && scan.words[at - 1].is_capital() && word.gap == Gap::Space;
    }
    if !is_kind_vi(scan, at) {
        return false;
    }
    let name = at + 1 < words.end && {
        let next = scan.words[at + 1];
        next.is_capital() && !next.is_all_capitals() && next.gap == Gap::Space
    };
    let within = word.is_capital() && at > 0 && !word.begins_sentence();
    name && !within
        || matches!(scan.surface(at), "quận" | "huyện")
            && at > words.start
            && !scan.words[at - 1].has_digit()
            && !matches!(
                scan.folded(at - 1),
                "cac" | "cap" | "moi" | "nhieu" | "toan"
            )
            && (at + 1 == words.end || scan.folded(at + 1) != "uy")
}

/// `At Kien Thanh commune, ...`: the whole sentence is of it.
fn opens_in_one(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    matches!(scan.folded(words.start), "at" | "in")
        && (words.start + 1..words.end.min(words.start + OPENING))
            .any(|at| is_kind_en(scan.folded(at)) && scan.words[at - 1].is_capital())
}

/// A lower unit by its kind and name or number, or the kind alone for the one spoken of.
fn of_one(scan: &Scan<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|at| {
        if !is_kind_vi(scan, at) || !scan.line_of(at).marked {
            return false;
        }
        let before = if at > words.start {
            scan.folded(at - 1)
        } else {
            ""
        };
        let counted = at > words.start
            && (scan.words[at - 1].has_digit()
                || matches!(
                    before,
                    "cac" | "cap" | "nhieu" | "moi" | "don" | "va" | "nghin" | "so"
                ));
        let next = if at + 1 < words.end {
            scan.folded(at + 1)
        } else {
            ""
        };
        let named = at + 1 < words.end
            && scan.words[at + 1].gap == Gap::Space
            && (scan.words[at + 1].is_capital() || scan.words[at + 1].has_digit())
            && next != "hoi";
        let itself = match scan.folded(at) {
            "quan" | "huyen" => !matches!(next, "uy" | "thi"),
            "xa" | "phuong" => {
                matches!(before, "cua" | "trong" | "toan" | "o" | "tai" | "dia")
                    && !matches!(next, "hoi" | "vien" | "phuong" | "dac")
            }
            _ => false,
        };
        !counted && (named || itself)
    })
}
