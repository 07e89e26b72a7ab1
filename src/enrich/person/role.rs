//! The role of a person: the offices that stand before and after the name.

use super::super::phrases::Phrases;
use super::super::scan::{Gap, Scan};
use super::cues::{office_in, office_left, title_at, title_before};
use crate::authority::offices::TitleKind;
use std::ops::Range;
use std::sync::LazyLock;

/// How long a role may be, in words.
const LONGEST: usize = 40;

/// The offices around a name as printed, those before it first, `; ` between.
///
/// `names` are the names of all persons in order, since an office between two names is of one of them.
pub(super) fn of(scan: &Scan<'_>, name: Range<usize>, names: &[Range<usize>]) -> Option<String> {
    let at = names.partition_point(|other| other.start < name.start);
    let earlier = at.checked_sub(1).map_or(0, |before| names[before].end);
    let later = names.get(at + 1).map_or(usize::MAX, |next| next.start);
    let before = before(scan, name.start, earlier).map(|words| scan.surface_run(words));
    let after = after(scan, name.end, later, before.is_some()).map(|words| scan.surface_run(words));
    let role = match (before, after) {
        (Some(before), Some(after)) => format!("{before}; {after}"),
        (Some(role), None) | (None, Some(role)) => role.to_owned(),
        (None, None) => return None,
    };
    Some(role.replace('\n', " "))
}

/// The words of the offices that stand before a name, none of them before `earlier`.
pub(super) fn before(scan: &Scan<'_>, at: usize, earlier: usize) -> Option<Range<usize>> {
    let mut end = at;
    // "Chủ tịch nước, đồng chí Tô Lâm" and "Secretary Comrade X": the address is no role.
    if let Some((start, title)) = title_before(scan, at)
        && title.kind == TitleKind::Address
    {
        end = start;
    }
    // "Bí thư Thành ủy Hà Nội và ông An", "tư cách đại biểu của ông An": the office is another's.
    let joins = end > 0
        && !scan.words[end - 1].is_capital()
        && matches!(
            scan.folded(end - 1),
            "va" | "and" | "cua" | "of" | "cung" | "ve" | "vu" | "with"
        );
    if joins {
        return None;
    }
    let mut start = direct_or_left(scan, end).filter(|&start| start >= earlier)?;
    // Offices before, each after a comma: "Secretary of the Committee, Chief of the Office X".
    let line = scan.line_of(at).words.start;
    while start > line
        && matches!(scan.words[start].gap, Gap::Comma)
        && !scan.words[start].begins_sentence()
        && end - start < LONGEST
    {
        let comma = start;
        match segment_start(scan, comma, line) {
            Some(more) if more >= earlier => start = more,
            _ => break,
        }
    }
    // "Phu nhân Chủ tịch nước Tô Lâm": name and office are her husband's.
    if let Some((length, _)) = title_at(scan, start, end)
        && scan.folded_run(start..start + length) == "phu nhan"
        && start + length < end
        && title_at(scan, start + length, end).is_some()
    {
        start += length;
    }
    (end > start).then_some(start..end)
}

fn direct_or_left(scan: &Scan<'_>, end: usize) -> Option<usize> {
    if let Some(left) = office_left(scan, end) {
        return Some(left);
    }
    title_before(scan, end)
        .filter(|(_, title)| title.kind != TitleKind::Address)
        .map(|(start, _)| start)
}

/// Where the comma-segment that ends before `comma` begins, if it begins with an office.
fn segment_start(scan: &Scan<'_>, comma: usize, line: usize) -> Option<usize> {
    let mut at = comma;
    while at > line {
        at -= 1;
        if scan.words[at].begins_sentence() || scan.words[at].gap != Gap::Space {
            break;
        }
    }
    if ends_with_stranger(scan, at, comma) {
        return None;
    }
    // A sentence may lead in ("Attending was Secretary of..."), or tell what somebody did to the holder.
    office_in(scan, at, comma, |word| {
        let office =
            title_at(scan, word, comma).is_some_and(|(_, title)| title.kind == TitleKind::Office);
        office && (word == at || scan.words[word].is_capital())
    })
}

/// `Chủ tịch Thượng viện Haiti Youri Latortue, Thủ tướng`: a segment that ends with a foreign name.
fn ends_with_stranger(scan: &Scan<'_>, from: usize, comma: usize) -> bool {
    comma >= from + 3
        && (comma - 2..comma).all(|at| {
            let word = scan.words[at];
            word.is_capital() && !word.is_all_capitals() && !scan.is_syllable(at)
        })
        && scan.line_of(from).marked
}

/// `held` says that an office stands before the name: then a chain that leads to the next name is not
/// of this one (`Thủ tướng An, Tổng Bí thư, Chủ tịch nước Bình`).
fn after(scan: &Scan<'_>, at: usize, later: usize, held: bool) -> Option<Range<usize>> {
    let line = scan.line_of(at - 1).words.end;
    if at >= line || !matches!(scan.words[at].gap, Gap::Comma | Gap::Dash | Gap::Open) {
        return None;
    }
    let closes_with = scan.words[at].gap;
    let mut end = at;
    while end < line && end - at < LONGEST {
        let lead = skip_lead(scan, end, line);
        let office =
            title_at(scan, lead, line).filter(|(_, title)| title.kind != TitleKind::Address);
        let Some((length, _)) = office else { break };
        let stop = segment_end(scan, lead + length, line);
        // "X, Prime Minister Y": the office is that of the next name.
        if stop > later {
            end = if held { at } else { end };
            break;
        }
        // The next name's title: "X, Chủ tịch nước; Thủ tướng Y".
        end = stop;
        let more = end < line && scan.words[end].gap == Gap::Comma && closes_with != Gap::Open;
        if !more {
            break;
        }
    }
    // "hiện là Chủ tịch nước": the words that lead to the office are none of it.
    let lead = (at..end)
        .find(|&word| {
            !matches!(
                scan.folded(word),
                "hien" | "la" | "va" | "and" | "the" | "a" | "an" | "then" | "who" | "is"
            )
        })
        .unwrap_or(at);
    (end > at).then_some(lead..end)
}

/// Skips what may stand before an office: "nguyên", "former", "the".
fn skip_lead(scan: &Scan<'_>, at: usize, line: usize) -> usize {
    let mut next = at;
    while next + 1 < line
        && matches!(
            scan.folded(next),
            "nguyen"
                | "former"
                | "the"
                | "quyen"
                | "hien"
                | "la"
                | "a"
                | "an"
                | "co"
                | "then"
                | "and"
                | "va"
        )
        && scan.words[next + 1].gap == Gap::Space
    {
        next += 1;
    }
    next
}

fn segment_end(scan: &Scan<'_>, from: usize, line: usize) -> usize {
    let end = (from..line)
        .find(|&at| {
            ends_office(scan, at)
                || scan.words[at].begins_sentence()
                || (!scan.words[at].is_capital() && GOES_ON.begin_at(scan, at))
        })
        .unwrap_or(line);
    // "đại sứ tại Triều Tiên và ông Tuấn": what would join the next person belongs to neither.
    let joins = end > from && matches!(scan.folded(end - 1), "va" | "and" | "cung" | "with");
    if joins { end - 1 } else { end }
}

/// Whether the signs before a word part it from an office: not the stop of `Ủy viên T.Ư Đảng`, nor the
/// hyphen of `2020-2025` and `VH-TT`.
fn ends_office(scan: &Scan<'_>, at: usize) -> bool {
    match scan.words[at].gap {
        Gap::Space | Gap::Apostrophe | Gap::Slash | Gap::Other => false,
        Gap::Stop => scan.gap_text(at) != ".",
        Gap::Dash => {
            let word = scan.words[at];
            let tight = !scan.gap_text(at).contains(char::is_whitespace);
            !tight || !(word.is_all_capitals() || word.has_digit())
        }
        _ => true,
    }
}

/// Words with which the clause goes on after an office.
static GOES_ON: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "cho",
        "nói",
        "phát biểu",
        "nhấn mạnh",
        "yêu cầu",
        "khẳng định",
        "đề nghị",
        "đã",
        "sẽ",
        "chủ trì",
        "đồng chủ trì",
        "kể",
        "bày tỏ",
        "đánh giá",
        "chia sẻ",
        "là",
        "đang",
        "làm",
        "thăm",
        "thôi",
        "thống nhất",
        "trong thời",
        "trong tháng",
        "trong ngày",
        "và một số",
        "đạt được",
        "sang",
        "trình bày",
        "cùng",
        "có",
        "bị",
        "được",
        "dẫn đầu",
        "giữ",
        "vừa",
        "nhận quyết định",
        "nhận định",
        "dự lễ",
        "dự họp",
        "dự hội",
        "tham dự",
        "tham gia",
        "đến",
        "tới",
        "tiếp đón",
        "tiếp xã giao",
        "tiếp đoàn",
        "gặp",
        "vừa ký",
        "ký ban hành",
        "ký quyết định",
        "kết luận",
        "nêu",
        "trao",
        "và ông",
        "và bà",
        "và đồng chí",
        "và các đồng chí",
        "chúc",
        "đi",
        "về dự",
        "không thể",
        "cũng",
        "vẫn",
        "phải",
        "thay mặt",
        "báo cáo",
        "giải thích",
        "thông tin",
        "thông báo",
        "trả lời",
        "cảm ơn",
        "said",
        "has",
        "was",
        "is",
        "told",
        "stressed",
        "who",
        "chaired",
        "will",
        "had",
        "presented",
        "received",
        "met",
        "visited",
        "signed",
        "spoke",
        "attended",
        "presided",
        "gửi",
        "để",
        "bằng",
        "tại phiên",
        "tại hội",
        "tại buổi",
        "tại lễ",
        "tại cuộc",
        "lưu ý",
        "trong khi",
        "khi",
        "vì",
        "nhằm",
        "theo",
        "vào ngày",
        "vào chiều",
        "vào sáng",
        "giao",
        "thay thế",
        "and other",
    ])
});
