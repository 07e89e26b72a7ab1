//! Words around a name that show a person, or that show that it is none.

use super::super::lexicon::Phrases;
use super::super::scan::{Gap, Scan};
use crate::authority::offices::{Title, TitleKind, titles};
use crate::authority::same_written;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs that persons rather than places do, after a name.
static VIETNAMESE_VERBS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "cho biết",
        "nói",
        "phát biểu",
        "nhấn mạnh",
        "yêu cầu",
        "khẳng định",
        "chia sẻ",
        "đề nghị",
        "kể",
        "bày tỏ",
        "đánh giá",
        "chủ trì",
        "thừa nhận",
        "nhắc",
        "cho rằng",
        "cho hay",
        "trả lời",
        "kết luận",
        "ký",
        "tham dự",
        "phân tích",
        "giải thích",
        "tâm sự",
        "thông báo",
        "sinh năm",
        "bị bắt",
        "viết",
        "nhớ lại",
        "bật mí",
        "lý giải",
        "bộc bạch",
        "nhận định",
        "cảnh báo",
        "lưu ý",
        "thừa nhận",
    ])
});

/// The same in English.
const ENGLISH_VERBS: [&str; 46] = [
    "said",
    "says",
    "told",
    "stressed",
    "noted",
    "asked",
    "added",
    "emphasised",
    "emphasized",
    "affirmed",
    "chaired",
    "signed",
    "concluded",
    "presided",
    "stated",
    "urged",
    "requested",
    "suggested",
    "highlighted",
    "announced",
    "explained",
    "recalled",
    "expressed",
    "proposed",
    "argued",
    "praised",
    "complained",
    "admitted",
    "promised",
    "answered",
    "warned",
    "pointed",
    "confirmed",
    "reported",
    "believes",
    "thinks",
    "commanded",
    "delivered",
    "spoke",
    "inspected",
    "visited",
    "who",
    "reminded",
    "replied",
    "quoted",
    "runs",
];

/// Words that open what is said of a person after a comma, in English.
const ENGLISH_APPOSITIONS: [&str; 12] = [
    "a", "an", "the", "who", "whose", "of", "aged", "vice", "former", "one", "founder", "then",
];

/// Words before a name that make it a street, a school, a ward, a firm.
static PLACES_BEFORE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "đường",
        "phố",
        "phường",
        "xã",
        "thị trấn",
        "quận",
        "huyện",
        "thị xã",
        "trường",
        "THPT",
        "THCS",
        "tiểu học",
        "đại học",
        "học viện",
        "bệnh viện",
        "cầu",
        "chợ",
        "giải",
        "quỹ",
        "chiến dịch",
        "lăng",
        "bảo tàng",
        "công viên",
        "sân",
        "hồ",
        "sông",
        "núi",
        "đảo",
        "quảng trường",
        "tàu",
        "đền",
        "chùa",
        "nhà máy",
        "công ty",
        "tập đoàn",
        "học bổng",
        "cúp",
        "đại lộ",
        "hẻm",
        "ngõ",
        "ngã tư",
        "bến",
        "khách sạn",
        "nhà thờ",
        "nhà hàng",
        "TNHH",
        "cty",
        "CP",
        "MTV",
        "thương hiệu",
        "nhà xuất bản",
        "NXB",
        "chuyên",
        "sân bay",
        "cảng",
        "ga",
        "nghĩa trang",
        "khu di tích",
        "đình",
        "thôn",
        "ấp",
        "bản",
        "khu phố",
        "tổ dân phố",
        "làng",
        "mỏ",
        "vịnh",
        "đèo",
        "rạp",
        "nhà hát",
        "sân vận động",
        "cung",
        "giải thưởng",
        "giải báo chí",
        "nhà tù",
        "khu lưu niệm",
        "tượng đài",
        "tượng",
        "huân chương",
        "huy chương",
        "vườn hoa",
        "khu công nghiệp",
        "KCN",
        "khu đô thị",
        "KĐT",
        "trại giam",
        "mái ấm",
        "street",
        "school",
        "hotel",
        "ward",
    ])
});

/// Words that never stand inside the name of an office: a walk to the left stops there.
static WALLS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "là", "đã", "cho", "nói", "gặp", "cùng", "với", "tới", "đến", "được", "bị", "do", "khi",
        "theo", "tại", "ở", "từ", "như", "sẽ", "đang", "để", "mà", "nếu", "rằng", "tiếp", "gửi",
        "trao", "mời", "thay", "giữa", "xin", "vì", "ông", "bà", "anh", "chị", "thăm", "viếng",
        "phần", "mộ", "gồm", "khen", "chúc", "nhắc", "có", "said", "met", "with", "that", "by",
        "was", "is", "were", "are", "has", "have", "had", "from", "told", "when", "where", "who",
        "which", "after", "before", "as", "at", "while", "but", "between",
    ])
});

/// The title that ends right before a word, longest first, and where it begins.
pub(super) fn title_before(scan: &Scan<'_>, at: usize) -> Option<(usize, Title)> {
    let line = scan.line_of(at);
    if at == line.words.start || !is_next(scan, at) {
        return None;
    }
    if !scan.known(at - 1)?.ends_title {
        return None;
    }
    let most = 6.min(at - line.words.start);
    (1..=most).rev().find_map(|length| {
        let start = at - length;
        let known = scan.known(start)?;
        if known.title & (1 << length) == 0 || !is_one_phrase(scan, start, at) {
            return None;
        }
        let title = titles().get(scan.folded_run(start..at))?;
        is_printed_so(scan, start..at, title).then_some((start, title))
    })
}

/// The title that begins at a word and does not run past `end`, longest first, and its length.
pub(super) fn title_at(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, Title)> {
    let lengths = scan.known(at)?.title;
    if lengths == 0 {
        return None;
    }
    (1..=8.min(end - at)).rev().find_map(|length| {
        if lengths & (1 << length) == 0 || !is_one_phrase(scan, at, at + length) {
            return None;
        }
        let title = titles().get(scan.folded_run(at..at + length))?;
        is_printed_so(scan, at..at + length, title).then_some((length, title))
    })
}

/// Marks decide where a line has them; without, a Vietnamese word of address is as well a name.
fn is_printed_so(scan: &Scan<'_>, words: Range<usize>, title: Title) -> bool {
    if scan.line_of(words.start).marked {
        return !title.vietnamese || same_written(scan.surface_run(words), title.printed);
    }
    !title.vietnamese
        || title.kind != TitleKind::Address
        || words.len() > 1
        || scan.words[words.start].is_marked()
}

/// Whether the words of a run follow one another as those of one phrase do.
fn is_one_phrase(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    (from + 1..to)
        .all(|at| matches!(scan.words[at].gap, Gap::Slash | Gap::Dash) || is_next(scan, at))
}

/// Whether a space or the stop of an abbreviation stands before a word.
fn is_next(scan: &Scan<'_>, at: usize) -> bool {
    match scan.words[at].gap {
        Gap::Space => true,
        Gap::Stop => !scan.words[at].begins_sentence() && scan.gap_text(at).starts_with('.'),
        _ => false,
    }
}

/// What one holder of an office does to another: between two offices it parts them.
static DEEDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "mong",
        "sang dự",
        "dự lễ",
        "đưa tiễn",
        "chờ",
        "đón",
        "tiễn",
        "chủ trì",
        "lái",
        "chở",
        "hội đàm",
        "hội kiến",
        "kỷ luật",
        "cảnh cáo",
        "khiển trách",
        "khai trừ",
        "cách chức",
        "chúc mừng",
        "điện đàm",
        "cảm ơn",
        "trao đổi",
        "bắt tay",
        "ca ngợi",
        "bổ nhiệm",
        "bầu",
        "giới thiệu",
        "phê chuẩn",
        "miễn nhiệm",
        "điều động",
        "phân công",
        "chỉ định",
        "khởi tố",
        "bắt",
        "làm việc",
        "tháp tùng",
        "đề nghị",
        "đồng ý",
        "tặng",
        "phát biểu",
        "chào",
        "hứa",
        "yêu cầu",
        "trả lời",
        "phê bình",
        "kêu gọi",
        "dành",
        "tưởng nhớ",
        "nghe",
        "meets",
        "meet",
        "welcomes",
        "receives",
        "greets",
        "hosts",
        "congratulates",
        "thanks",
        "invites",
        "disciplines",
        "appoints",
        "praises",
        "sees",
        "urges",
        "asks",
        "awaits",
        "accompanies",
        "succeeds",
        "replaces",
        "welcomed",
        "received",
        "hosted",
        "congratulated",
        "invited",
        "appointed",
        "disciplined",
        "succeeded",
        "replaced",
        "accompanied",
    ])
});

/// Where the office begins whose body stands between it and the name: `Minister of Planning and
/// Investment Nguyen Chi Dung`, `Trưởng Ban Tổ chức Tỉnh ủy Y Mửi`.
pub(super) fn office_left(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let line = scan.line_of(at).words.start;
    let first = at.saturating_sub(16).max(line);
    if at == first || !holds_together(scan, at) {
        return None;
    }
    office_in(scan, first, at, |_| true)
}

/// Whether the gap before a word can stand inside the name of an office.
fn holds_together(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.words[at].gap,
        Gap::Space | Gap::Slash | Gap::Dash | Gap::Apostrophe | Gap::Other
    )
}

/// Where the office begins that ends at `end`, not before `first`: the walk to the left goes on to the
/// longest office and stops where the words are of somebody else. Offices that `counts` refuses are passed.
pub(super) fn office_in(
    scan: &Scan<'_>,
    first: usize,
    end: usize,
    counts: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut found = None;
    let mut next = end;
    while next > first {
        if next < end && !holds_together(scan, next) {
            break;
        }
        next -= 1;
        let title = title_at(scan, next, end);
        if title.is_some_and(|(_, title)| title.kind == TitleKind::Address) {
            break;
        }
        if let Some((length, _)) = title
            && counts(next)
        {
            if found.is_some_and(|held| is_of_another(scan, next + length, held)) {
                break;
            }
            found = Some(next);
        }
        if scan.words[next].begins_sentence() || WALLS.has(scan, next..next + 1) {
            break;
        }
    }
    found
}

/// `Thủ tướng Australia đón Tổng Bí thư`: what one of them does stands between two offices.
fn is_of_another(scan: &Scan<'_>, from: usize, held: usize) -> bool {
    (from..held).any(|word| !scan.words[word].is_capital() && DEEDS.begin_at(scan, word))
}

/// Whether what follows a name shows that it is a person's: a verb of speech, an office, an age.
pub(super) fn person_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1);
    if end >= line.words.end {
        return false;
    }
    let folded = scan.folded(end);
    let capital = scan.words[end].is_capital();
    match scan.words[end].gap {
        Gap::Space | Gap::Quote => !capital && (is_verb(scan, end) || matches!(folded, "sn")),
        Gap::Comma | Gap::Dash | Gap::Open | Gap::Semicolon => {
            title_at(scan, end, line.words.end)
                .is_some_and(|(_, title)| title.kind != TitleKind::Address)
                || (!line.marked && !capital && ENGLISH_APPOSITIONS.contains(&folded))
                || (scan.words[end].gap == Gap::Comma && !capital && is_verb(scan, end))
                || is_age(scan, end, line.words.end)
                || matches!(folded, "nguyen" | "sn" | "sinh" | "tru" | "ngu" | "que") && !capital
                || folded == "sn"
        }
        _ => false,
    }
}

/// Whether an office follows a name after a sign, maybe a former one: `, nguyên Phó Bí thư`.
pub(super) fn office_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    let lead = usize::from(end < line && matches!(scan.folded(end), "nguyen" | "quyen" | "cuu"));
    end + lead < line
        && title_at(scan, end + lead, line)
            .is_some_and(|(_, title)| title.kind == TitleKind::Office)
}

fn is_verb(scan: &Scan<'_>, at: usize) -> bool {
    if scan.line_of(at).marked {
        VIETNAMESE_VERBS.begin_at(scan, at)
    } else {
        ENGLISH_VERBS.contains(&scan.folded(at)) || VIETNAMESE_VERBS.begin_at(scan, at)
    }
}

/// Whether a verb of speech follows at once.
pub(super) fn verb_after(scan: &Scan<'_>, end: usize) -> bool {
    let line = scan.line_of(end - 1).words.end;
    end < line && scan.words[end].gap == Gap::Space && is_verb(scan, end)
}

fn is_age(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let digits = scan.folded(at);
    digits.len() == 2
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (at + 1 >= end
            || scan.words[at + 1].gap == Gap::Comma
            || matches!(scan.folded(at + 1), "tuoi" | "years"))
}

/// Whether the words before a name make it a street, a school, a firm.
pub(super) fn place_before(scan: &Scan<'_>, at: usize) -> bool {
    let Some(start) = PLACES_BEFORE.end_before(scan, at) else {
        return false;
    };
    // "Chủ tịch UBND xã Nguyễn Văn A": the commune's chairman, not a commune of that name.
    let of_a_body = start > 0
        && at - start == 1
        && matches!(scan.folded(start), "xa" | "phuong" | "huyen" | "quan")
        && matches!(
            scan.folded(start - 1),
            "ubnd" | "hdnd" | "mttq" | "an" | "doan" | "hoi" | "su"
        );
    let joined = (start + 1..=at).all(|word| {
        matches!(
            scan.words[word].gap,
            Gap::Space | Gap::Stop | Gap::Quote | Gap::Dash
        )
    });
    joined && !of_a_body
}

/// Whether a capitalised word itself is one that begins a street's or a river's name: `Đường`, `Sông`.
pub(super) fn is_place_word(scan: &Scan<'_>, at: usize) -> bool {
    scan.line_of(at).marked && PLACES_BEFORE.has(scan, at..at + 1)
}
