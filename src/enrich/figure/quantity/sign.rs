//! The sign of a number: the words and signs beside it that tell a rise or a fall.

use super::super::units::Unit;
use super::super::words;
use super::Form;
use crate::enrich::scan::{Gap, Scan};

/// -1 where the words or a sign beside a number tell a fall, 1 for a rise, 0 where nothing does.
pub(super) fn sign(scan: &Scan<'_>, at: usize, unit: &Unit, end: Option<usize>) -> f64 {
    let start = scan.words[at].start as usize;
    let gap = scan.gap_text(at);
    let head = scan.text[..start].trim_end_matches([' ', '\u{a0}']);
    let relative = matches!(unit.form, Form::Percent | Form::Points | Form::RankChange)
        || counts_points(scan, unit);
    if relative && gap.trim_end().ends_with(['-', '−', '–']) && gap.contains(['(', ',', ';', ':'])
    {
        return -1.0;
    }
    if relative && head.ends_with('+') {
        return 1.0;
    }
    // "turned to minus 1.3 percent", "tăng trưởng âm 2,1%".
    if relative
        && at > 0
        && scan.words[at].gap == Gap::Space
        && matches!(scan.surface(at - 1), "minus" | "negative" | "âm")
    {
        return -1.0;
    }
    // "rớt 5 hạng"; "rót 500 tỷ đồng" pours money in.
    if unit.form == Form::RankChange
        && at > 0
        && matches!(scan.surface(at - 1), "rớt" | "mất" | "hạ" | "sụt" | "tuột")
    {
        return -1.0;
    }
    // "giảm sâu nhất, 28,4%".
    let most = relative
        && at >= 3
        && scan.words[at].gap == Gap::Comma
        && scan.surface(at - 1) == "nhất"
        && (at - 3..at - 1).any(|word| scan.surface(word) == "giảm");
    if most {
        return -1.0;
    }
    if let Some(sign) = against(scan, at) {
        return sign;
    }
    let by_words = words::direction_before(scan, at);
    // "cut 17.4 percent of its units" tells what was cut.
    let cuts = relative
        && at > 0
        && unit.next < scan.words.len()
        && matches!(scan.folded(at - 1), "cut" | "reduced" | "streamlined")
        && scan.folded(unit.next) == "of";
    if cuts {
        return 0.0;
    }
    // "down 2 organisations": never a thing that was brought down.
    if at > 0 && scan.folded(at - 1) == "down" && scan.words[at].gap == Gap::Space {
        return -1.0;
    }
    if relative && let Some(sign) = by_how_much(scan, at) {
        return sign;
    }
    let after = end.map_or(0.0, |end| words::direction_after(scan, unit.next, end));
    match by_words {
        Some(-1.0) if !relative => {
            // "reduced 41 units" counts what was cut; "giảm 8 người so với cùng kỳ" compares.
            let compared = end.is_some_and(|end| words::compared(scan, unit.next, end));
            if compared { -1.0 } else { 0.0 }
        }
        Some(sign) => sign,
        None if relative => after,
        None => 0.0,
    }
}

/// `1.3 points`, `2,1 điểm`, but no `5 điểm trường`.
fn counts_points(scan: &Scan<'_>, unit: &Unit) -> bool {
    unit.noun.clone().is_some_and(|noun| {
        noun.len() == 1 && matches!(scan.surface(noun.start), "points" | "point" | "điểm")
    })
}

/// How many words may stand between a verb of movement and by how much: what moves.
const MOVED_WORDS: usize = 7;

/// `reducing the poverty rate by 0.5 percent`: what moves stands between the verb and the number.
fn by_how_much(scan: &Scan<'_>, at: usize) -> Option<f64> {
    let by = at.checked_sub(1).filter(|by| scan.folded(*by) == "by")?;
    (by.saturating_sub(MOVED_WORDS)..by)
        .rev()
        .take_while(|word| !words::ends_clause(scan, word + 1) && !scan.words[*word].has_digit())
        .find_map(|word| words::moves(scan.folded(word)))
}

/// How many words may stand between a comparison and its number: `kém bình quân chung của cả nước 0,8 điểm`.
const COMPARED_WORDS: usize = 9;

/// `kém bình quân chung cả nước 0,8 điểm phần trăm`, `ít hơn cùng kỳ 28 trường hợp`: how a number stands to
/// an average or to the same time of another year.
fn against(scan: &Scan<'_>, at: usize) -> Option<f64> {
    let from = at.saturating_sub(COMPARED_WORDS);
    let start = (from..at)
        .rev()
        .take_while(|word| !words::ends_clause(scan, word + 1) && !scan.words[*word].has_digit())
        .find(|word| matches!(scan.surface(*word), "hơn" | "kém"))?;
    let with = start + 1;
    // "cao hơn bình quân chung cả nước là 61%" gives the average itself.
    let gives = matches!(scan.surface(at - 1), "là" | "đạt" | "với" | "chỉ" | "mới");
    let of_all = !gives
        && with + 2 <= at
        && matches!(
            scan.folded_run(with..with + 2),
            "binh quan"
                | "trung binh"
                | "muc binh"
                | "muc trung"
                | "cung ky"
                | "nam truoc"
                | "ca nuoc"
                | "muc tieu"
                | "ke hoach"
                | "du toan"
                | "chi tieu"
        );
    let less = scan.surface(start) == "kém"
        || start > 0 && matches!(scan.surface(start - 1), "thấp" | "ít" | "kém");
    of_all.then_some(if less { -1.0 } else { 1.0 })
}

/// `38 fewer than a year earlier`, `29 boats fewer than then`: the difference of a count.
pub(super) fn compared_count(scan: &Scan<'_>, unit: &Unit, end: usize) -> f64 {
    let than = matches!(unit.form, Form::Bare | Form::Count)
        && unit.next + 1 < end
        && scan.words[unit.next].gap == Gap::Space
        && scan.folded(unit.next + 1) == "than";
    match scan.folded(unit.next.min(end.saturating_sub(1))) {
        "fewer" | "less" if than => -1.0,
        "more" if than => 1.0,
        _ => 0.0,
    }
}
