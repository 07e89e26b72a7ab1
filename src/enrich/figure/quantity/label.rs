//! Numbers that measure nothing of a place: labels, dates, times of day, marks that were missed, prices.

use super::super::words;
use super::{Lexed, Quantity};
use crate::document::Comparator;
use crate::enrich::scan::{Gap, Scan};

/// Tells whether what stands before a number leaves it a quantity and not a date or a label.
pub(super) fn introduced(scan: &Scan<'_>, at: usize, raw: &str) -> bool {
    if raw.len() > 12 || (raw.len() > 7 && raw.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    if !matches!(scan.words[at].gap, Gap::Space | Gap::Dash | Gap::Stop) {
        return true;
    }
    let word = scan.folded(before);
    if let Some(label) = words::label(scan, before)
        && !is_amount(scan, at, raw)
    {
        // "tổng thu 3 năm 24.186 tỷ đồng": a span of time ends before the number.
        let span = matches!(label, "năm" | "tháng")
            && before > 0
            && scan.words[before - 1].has_digit()
            && raw.len() > 2
            && !words::is_year(raw);
        if span {
            return true;
        }
        // "tổng số 27", "tỷ lệ trên dân số 11,3%"; "cao hơn cùng kỳ 1,4 điểm".
        let counted = before > 0
            && match word {
                "so" => ["trong", "tong", "con", "dan"].contains(&scan.folded(before - 1)),
                "ky" => scan.folded(before - 1) == "cung",
                _ => false,
            };
        return counted;
    }
    // "from January to October 152,800 billion": no day has so many digits.
    let day = raw.len() <= 2 || words::is_year(raw);
    !(day && scan.words[before].is_capital() && words::is_month(word))
}

/// `hỗ trợ khẩn cấp 150 tỷ đồng`, `trên dân số 11,3%`: no label is a sum, a share or a decimal.
fn is_amount(scan: &Scan<'_>, at: usize, raw: &str) -> bool {
    let end = scan.words[at].start as usize + raw.len();
    let decimal = raw.rsplit_once(',').is_some_and(|(_, tail)| tail.len() < 3);
    // "During the year 4,316 people were admitted": no label is parted into thousands.
    let grouped = raw.contains([',', '.']) && scan.folded(at - 1) != "so";
    let rest = scan.text[end.min(scan.text.len())..].trim_start();
    decimal
        || grouped
        || rest.starts_with('%')
        || [
            "tỷ",
            "tỉ",
            "triệu",
            "nghìn tỷ",
            "ngàn tỷ",
            "billion",
            "million",
            "percent",
        ]
        .iter()
        .any(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

/// `12:30`, `5pm`, `17 September`.
pub(super) fn clock(scan: &Scan<'_>, number: &Lexed<'_>) -> bool {
    let rest = &scan.text.as_bytes()[number.end..];
    if rest.first() == Some(&b':') && rest.get(1).is_some_and(u8::is_ascii_digit) {
        return true;
    }
    number.next < scan.words.len()
        && scan.words[number.next].gap == Gap::Space
        && scan.words[number.next].is_capital()
        && words::is_month(scan.folded(number.next))
}

/// `chiều 23-4`, `25-1 vừa qua`: a day and a month joined by a hyphen.
pub(super) fn day_by_dash(scan: &Scan<'_>, at: usize, first: &Lexed<'_>, end: usize) -> bool {
    let lead = at.checked_sub(1).map_or("", |before| scan.folded(before));
    let next = first.next;
    let joined =
        next < end && scan.words[next].has_digit() && matches!(scan.gap_text(next), "-" | "–");
    if !joined {
        return false;
    }
    // "16-6-1907", "(5-29/3/1975)".
    let whole = next + 1 < end
        && scan.words[next + 1].has_digit()
        && match scan.gap_text(next + 1) {
            "-" | "/" => true,
            // "6-6.5 percent" is a range.
            "." => scan.folded(next + 1).len() == 4,
            _ => false,
        };
    if whole && !scan.text[scan.words[next + 1].end as usize..].starts_with('%') {
        return true;
    }
    let day = first
        .raw
        .parse::<u8>()
        .is_ok_and(|day| (1..=31).contains(&day));
    let month = scan
        .folded(next)
        .parse::<u8>()
        .is_ok_and(|month| (1..=12).contains(&month));
    let percent = scan.text[scan.words[next].end as usize..]
        .trim_start()
        .starts_with('%');
    let led = words::DAY_LEADS.contains(&lead) && lead != "tu" && lead != "den";
    let passed = next + 1 < end && ["vua", "den", "toi", "tai"].contains(&scan.folded(next + 1));
    day && month && !percent && (led || passed)
}

/// `chưa đủ 40%`, `chưa được 20%`: a mark that was missed, not a value.
pub(super) fn threshold(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && scan.words[at].gap == Gap::Space
        && (scan.surface(at - 1) == "đủ"
            || at > 1
                && scan.surface(at - 1) == "được"
                && matches!(scan.surface(at - 2), "chưa" | "Chưa"))
}

/// How many words after its value a mark that is crossed for the first time may stand.
const TO_CROSSED: usize = 8;

/// `the rate (0.8 percent) fell below 1 percent for the first time`: a mark that the value before it crossed.
pub(super) fn is_crossed(scan: &Scan<'_>, last: Option<&Quantity>, here: &Quantity) -> bool {
    let bound = matches!(
        here.comparator,
        Comparator::Lt | Comparator::Gt | Comparator::Le | Comparator::Ge
    );
    let valued = last.is_some_and(|last| {
        last.form == here.form && last.words.end + TO_CROSSED >= here.words.start
    });
    let next = here.words.end;
    let run = |from: usize, words: usize| {
        let to = from + words;
        (to <= scan.words.len()).then(|| scan.folded_run(from..to))
    };
    let before = here.words.start.saturating_sub(TO_CROSSED);
    bound
        && valued
        && (run(next, 4) == Some("for the first time")
            || run(next, 2) == Some("lan dau")
            || (before..here.words.start).any(|word| run(word, 2) == Some("lan dau")))
}

/// `giá 100 triệu đồng`, `5 triệu đồng mỗi căn`: what one piece costs.
pub(super) fn is_price(scan: &Scan<'_>, at: usize, next: usize, end: usize) -> bool {
    let priced = (at.saturating_sub(2)..at).any(|word| {
        // "trị giá 100 tỷ đồng" is worth that much.
        let worth = word > 0
            && matches!(
                scan.folded(word - 1),
                "tri" | "danh" | "dau" | "tham" | "dinh"
            );
        match scan.surface(word) {
            "giá" | "Giá" => !worth,
            "price" | "prices" | "priced" | "costs" | "costing" => true,
            _ => false,
        }
    });
    let apiece = next < end
        && scan.words[next].gap == Gap::Space
        && matches!(
            scan.surface(next),
            "mỗi" | "một" | "each" | "apiece" | "per" | "a"
        )
        && !(next + 1 < end
            && matches!(
                scan.folded(next + 1),
                "year" | "nam" | "capita" | "person" | "nguoi" | "dau"
            ))
        // "70 billion VND each to Ha Giang and Lai Chau".
        && !(next + 2 < end
            && scan.folded(next) == "each"
            && matches!(scan.folded(next + 1), "to" | "in" | "for")
            && scan.words[next + 2].is_capital());
    priced || apiece
}
