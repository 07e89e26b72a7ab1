//! Times that only the document's own date completes: `by October 12`, `đến ngày 15/11`, `in July`,
//! `this year`, `nhiệm kỳ trước`, `trong năm qua`.

use super::read::year;
use super::{Kind, Usual};
use crate::enrich::figure::context::tells_of_disaster_in;
use crate::enrich::figure::words;
use crate::enrich::scan::{Gap, Scan};
use crate::text::date::MONTHS;
use std::ops::Range;

/// The year and month of a document.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Today {
    pub(in super::super) year: i16,
    pub(in super::super) month: u8,
}

impl Today {
    /// The year that a month without one means: the last such month, or one soon to come.
    fn year_of(self, month: u8, ahead: u8) -> i16 {
        if month > self.month + ahead {
            self.year - 1
        } else {
            self.year
        }
    }

    /// The years of the term that is reported on: in the year of the congresses it is the one that ends.
    fn reported_term(self) -> (i16, i16) {
        let start = self.year - self.year % 5;
        if start == self.year {
            (start - 5, start)
        } else {
            (start, start + 5)
        }
    }

    /// The year that has just gone by, where a text is written at its end or soon after.
    fn past_year(self) -> Option<i16> {
        match self.month {
            11.. => Some(self.year),
            ..=2 => Some(self.year - 1),
            _ => None,
        }
    }

    /// The year in which the term of the Party's bodies began: they are elected every five years, the
    /// provincial ones from summer on.
    fn term(self) -> i16 {
        let start = self.year - self.year % 5;
        if start == self.year && self.month < 7 {
            start - 5
        } else {
            start
        }
    }
}

/// How many words back the day stands at most that `that day` means.
const BACK_WORDS: usize = 60;

/// Reads a time that begins at a word, and the word after it.
pub(super) fn read(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    today: Today,
) -> Option<(Kind, usize)> {
    let word = |place: usize| {
        if (sentence.start..sentence.end).contains(&place) {
            scan.folded(place)
        } else {
            ""
        }
    };
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    match word(at) {
        "thang" => vietnamese_month(scan, sentence, at, today),
        "ngay" | "den" | "toi" | "het" => day_and_month(scan, sentence, at + 1, today),
        "this" if word(at + 1) == "year" => Some((Kind::Year(today.year), at + 2)),
        "last" if word(at + 1) == "year" && before(1) != "same" => {
            Some((Kind::Year(today.year - 1), at + 2))
        }
        "year" if word(at + 1) == "end" && scan.words[at + 1].gap == Gap::Dash => {
            Some((Kind::Year(today.year), at + 2))
        }
        "nam" if word(at + 1) == "nay" && printed(scan, at, "năm") => {
            Some((Kind::Year(today.year), at + 2))
        }
        "nam" if matches!(word(at + 1), "ngoai" | "truoc") && printed(scan, at, "năm") => {
            Some((Kind::Year(today.year - 1), at + 2))
        }
        "nhiem" if word(at + 1) == "ky" => match (before(1), word(at + 2)) {
            (_, "truoc" | "qua") => Some((Kind::Span(today.term() - 5, today.term()), at + 3)),
            _ if year(word(at + 2)).is_some() || matches!(word(at + 2), "toi" | "moi" | "sau") => {
                None
            }
            // "Từ đầu nhiệm kỳ"; "đầu nhiệm kỳ" alone is a point of time.
            ("dau", _) if before(2) == "tu" => {
                let (start, end) = today.reported_term();
                Some((Kind::Span(start, end.min(today.year)), at + 2))
            }
            ("trong" | "qua" | "suot", _) => {
                let (start, end) = today.reported_term();
                Some((Kind::Span(start, end), at + 2))
            }
            _ => None,
        },
        // "By 5pm that day", "đến 17 giờ cùng ngày": the day that was named before.
        "that" | "cung"
            if matches!(word(at + 1), "day" | "ngay") && is_standing(scan, sentence, at) =>
        {
            let earlier = sentence.start.saturating_sub(BACK_WORDS)..sentence.start;
            let found = super::find(scan, &earlier, Some(today));
            let day = found
                .into_iter()
                .rev()
                .map(|found| found.kind)
                .find(|kind| matches!(kind, Kind::Day(..)))?;
            Some((day, at + 2))
        }
        // "Poor households at the beginning of the year".
        "beginning" | "start"
            if before(1) == "the"
                && before(2) == "at"
                && word(at + 1) == "of"
                && word(at + 3) == "year" =>
        {
            Some((Kind::Month(1, today.year), at + 4))
        }
        "during" => {
            let term = (at + 1..at + 4).find(|place| matches!(word(*place), "term" | "tenure"))?;
            let plain =
                (at + 1..term).all(|place| matches!(word(place), "the" | "whole" | "entire"));
            let (start, end) = today.reported_term();
            (plain && word(term + 1) != "of").then_some((Kind::Span(start, end), term + 1))
        }
        "previous" | "last" | "past" if matches!(word(at + 1), "term" | "tenure") => {
            Some((Kind::Span(today.term() - 5, today.term()), at + 2))
        }
        // "Năm qua, toàn tỉnh kết nạp"; "5 năm qua" is no year.
        "nam" if word(at + 1) == "qua" && printed(scan, at, "năm") => {
            let alone =
                at == sentence.start || before(1) == "trong" || words::ends_clause(scan, at);
            Some((Kind::Year(today.past_year().filter(|_| alone)?), at + 2))
        }
        "past" if word(at + 1) == "year" && before(1) == "the" && before(2) != "of" => {
            Some((Kind::Year(today.past_year()?), at + 2))
        }
        name if words::is_month(name) && scan.words[at].is_capital() => {
            english_month(scan, sentence, at, today)
        }
        _ => None,
    }
}

/// `nhiệm kỳ trước`, `the previous term`, which only the numbers beside it are of.
pub(super) fn is_of_the_term_before(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    matches!(scan.folded(at), "previous" | "last")
        || at + 2 < sentence.end && scan.folded(at + 2) == "truoc"
}

fn printed(scan: &Scan<'_>, at: usize, form: &str) -> bool {
    scan.surface(at).to_lowercase() == form
}

/// `July 2025`, `July 5, 2025`, `July 5`, `in July`, `the second half of July`.
fn english_month(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    today: Today,
) -> Option<(Kind, usize)> {
    let name = scan.folded(at);
    let month = MONTHS
        .iter()
        .position(|month| month.starts_with(&name[..3]))?;
    let month = u8::try_from(month + 1).ok()?;
    let number = |place: usize| {
        (sentence.start..sentence.end)
            .contains(&place)
            .then(|| scan.folded(place).parse::<u8>().ok())
            .flatten()
            .filter(|day| (1..=31).contains(day))
    };
    let stated = |place: usize| {
        (place < sentence.end)
            .then(|| year(scan.folded(place)))
            .flatten()
    };
    let spaced = |place: usize| {
        place < sentence.end && matches!(scan.words[place].gap, Gap::Space | Gap::Comma)
    };
    if month == 1
        && let Some((last, next)) = last_month(scan, sentence, at)
    {
        let stated = stated(next).filter(|_| spaced(next));
        let year = stated.unwrap_or_else(|| today.year_of(last, 0));
        return Some((
            Kind::Months(last, Some(year)),
            next + usize::from(stated.is_some()),
        ));
    }
    let ended = at > sentence.start + 1 && scan.folded_run(at - 2..at) == "end of";
    let whole = |year| match ended {
        true => Kind::Through(month, Some(year), Usual::Month),
        false => Kind::Month(month, year),
    };
    if let Some(year) = stated(at + 1).filter(|_| spaced(at + 1)) {
        return Some((whole(year), at + 2));
    }
    let after = number(at + 1).filter(|_| scan.words[at + 1].gap == Gap::Space);
    let ahead = at.checked_sub(1).and_then(number);
    if let Some(day) = after.or(ahead) {
        let next = if after.is_some() { at + 2 } else { at + 1 };
        if let Some(year) = stated(next).filter(|_| spaced(next)) {
            return Some((Kind::Day(day, month, year), next + 1));
        }
        // "July 5 to 7", "July 5-7" is how long something lasted.
        let lasted = next < sentence.end
            && (scan.words[next].gap == Gap::Dash || scan.folded(next) == "to")
            && scan.words[(next + 1).min(sentence.end - 1)].has_digit();
        return (!lasted).then(|| {
            let year = today.year_of(month, leads(scan, sentence, at));
            (Kind::Day(day, month, year), next)
        });
    }
    let led = at > sentence.start
        && matches!(
            scan.folded(at - 1),
            "in" | "of" | "this" | "last" | "since" | "through"
        );
    led.then(|| (whole(today.year_of(month, 1)), at + 1))
}

/// `from January to July`, `between January and June`, `January-June`: the last month and the word after it.
fn last_month(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<(u8, usize)> {
    let next = at + 1;
    if next >= sentence.end {
        return None;
    }
    let led = |lead: &str| at > sentence.start && scan.folded(at - 1) == lead;
    let last = match scan.folded(next) {
        "to" | "through" | "until" => next + 1,
        "and" if led("between") => next + 1,
        _ if scan.words[next].gap == Gap::Dash => next,
        _ => return None,
    };
    let name = (last < sentence.end && scan.words[last].is_capital()).then(|| scan.folded(last))?;
    let month = words::is_month(name)
        .then(|| {
            MONTHS
                .iter()
                .position(|month| month.starts_with(&name[..3]))
        })
        .flatten()?;
    Some((
        u8::try_from(month + 1).ok().filter(|month| *month > 1)?,
        last + 1,
    ))
}

/// How many months ahead a time may lie: a term that is set may be half a year off.
fn leads(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> u8 {
    let set = (at.saturating_sub(4).max(sentence.start)..at).any(|word| {
        matches!(
            scan.folded(word),
            "by" | "before" | "until" | "truoc" | "den"
        )
    });
    if set { 6 } else { 1 }
}

/// `tháng 7`, `tháng 7 năm 2025`; with a stroke and a year it is read elsewhere.
fn vietnamese_month(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    today: Today,
) -> Option<(Kind, usize)> {
    let next = at + 1;
    let counted = at > sentence.start
        && (scan.words[at - 1].has_digit()
            // "đến cuối tháng 11" only marks how far a year has gone.
            || matches!(scan.folded(at - 1), "het" | "moi" | "cuoi" | "dau" | "giua"));
    if next >= sentence.end || counted || scan.words[next].gap != Gap::Space {
        return None;
    }
    let month: u8 = scan
        .folded(next)
        .parse()
        .ok()
        .filter(|m| (1..=12).contains(m))?;
    let stroke = next + 1 < sentence.end
        && matches!(scan.words[next + 1].gap, Gap::Slash | Gap::Dash | Gap::Stop)
        && scan.words[next + 1].has_digit();
    if stroke {
        return None;
    }
    let named = next + 2 < sentence.end && scan.folded(next + 1) == "nam";
    match named.then(|| year(scan.folded(next + 2))).flatten() {
        Some(year) => Some((Kind::Month(month, year), next + 3)),
        None => Some((Kind::Month(month, today.year_of(month, 1)), next + 1)),
    }
}

/// `15/11` after `ngày` or `đến`, without a year.
fn day_and_month(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    today: Today,
) -> Option<(Kind, usize)> {
    let number = |place: usize, most: u8| {
        (place < sentence.end)
            .then(|| scan.folded(place).parse::<u8>().ok())
            .flatten()
            .filter(|number| (1..=most).contains(number))
    };
    let (day, month) = (number(at, 31)?, number(at + 1, 12)?);
    let joined = |place: usize| matches!(scan.gap_text(place), "/" | "-");
    let longer = at + 2 < sentence.end && joined(at + 2) && scan.words[at + 2].has_digit();
    // "đến 5-6%" is a range.
    let percent = scan.text[scan.words[at + 1].end as usize..]
        .trim_start()
        .starts_with('%');
    let dashed = scan.gap_text(at + 1) == "-" && scan.folded(at - 1) != "ngay";
    if !joined(at + 1) || longer || percent || dashed {
        return None;
    }
    let year = today.year_of(month, leads(scan, sentence, at));
    Some((Kind::Day(day, month, year), at + 2))
}

/// `tính đến ngày 15/11`, `as of March 31`, `by 5pm on November 7`: how things stood on a day, for what
/// follows too.
pub(super) fn is_standing(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    (at.saturating_sub(5).max(sentence.start)..=at).any(|word| match scan.folded(word) {
        "of" => word > sentence.start && scan.folded(word - 1) == "as",
        "by" | "until" => true,
        "den" => scan.surface(word) == "đến" || scan.surface(word) == "Đến",
        _ => false,
    })
}

/// Words of meetings, in English and, in pairs, in Vietnamese.
const MEETINGS: &[&str] = &[
    "meeting",
    "conference",
    "teleconference",
    "congress",
    "session",
    "workshop",
    "seminar",
    "briefing",
];
const MEETINGS_VI: &[&str] = &[
    "hoi nghi",
    "dai hoi",
    "cuoc hop",
    "phien hop",
    "ky hop",
    "buoi lam",
    "hop bao",
    "hoi thao",
    "toa dam",
    "khai mac",
    "be mac",
];

/// `heard at a meeting on May 21`, `ngày 16/7 họp phiên`: the day on which something is told of a longer time.
pub(super) fn is_of_a_meeting(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(10).max(sentence.start);
    let to = (at + 14).min(sentence.end);
    let cut = |word: usize| scan.words[word].gap == Gap::Semicolon;
    let start = (from + 1..=at)
        .rev()
        .find(|word| cut(*word))
        .unwrap_or(from);
    let end = (at + 1..to).find(|word| cut(*word)).unwrap_or(to);
    (start..end).any(|word| {
        let folded = scan.folded(word);
        MEETINGS.contains(&folded)
            || word + 1 < end && MEETINGS_VI.contains(&scan.folded_run(word..word + 2))
    })
}

/// `According to the report of the ministry on October 12`: a day of a report on a disaster is the day of its
/// numbers; any other report is of a time before it.
pub(super) fn is_reported(scan: &Scan<'_>, sentence: &Range<usize>) -> bool {
    let reported = sentence.clone().any(|word| {
        matches!(
            scan.folded(word),
            "report" | "reported" | "data" | "statistics" | "figures"
        ) || matches!(scan.folded(word), "cao" | "lieu")
            && word > sentence.start
            && matches!(scan.folded(word - 1), "bao" | "so")
    });
    let near = sentence.start.saturating_sub(BACK_WORDS)..sentence.end;
    reported && tells_of_disaster_in(scan, near)
}

/// `since July 25`, `từ tháng 3`: only where a time begins.
pub(super) fn is_start(scan: &Scan<'_>, at: usize, kind: &Kind) -> bool {
    let day = matches!(kind, Kind::Day(..) | Kind::Month(..));
    day && (at.saturating_sub(2)..at).any(|word| {
        scan.folded(word) == "since"
            || word + 1 == at && scan.folded(word) == "from"
            || matches!(scan.surface(word), "từ" | "Từ")
    })
}

/// How far from a number its part of a sentence is looked through.
const PART_WORDS: usize = 60;

/// The words round a number that no semicolon parts from it: `attracted 29 projects; to date there are 183`.
pub(super) fn own_part(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let cut = |word: &usize| scan.words[*word].gap == Gap::Semicolon;
    let first = at.saturating_sub(PART_WORDS).max(sentence.start);
    let last = (at + PART_WORDS).min(sentence.end);
    let start = (first + 1..last.min(at + 1))
        .rev()
        .find(cut)
        .unwrap_or(first);
    start..(at + 1..last).find(cut).unwrap_or(last)
}

/// `Lũy kế đến nay`, `now has`: how things stand when it is written, whatever was told before.
pub(in super::super) fn is_current(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> bool {
    own_part(scan, sentence, at).any(|word| match scan.folded(word) {
        "now" | "currently" => true,
        "date" | "present" => word > sentence.start && matches!(scan.folded(word - 1), "to" | "at"),
        "far" => word > sentence.start && scan.folded(word - 1) == "so",
        "ke" => scan.folded(word.max(sentence.start + 1) - 1) == "luy",
        "nay" => matches!(
            scan.folded(word.max(sentence.start + 1) - 1),
            "den" | "hien"
        ),
        "hien" => {
            scan.surface(word).to_lowercase() == "hiện"
                && word + 1 < sentence.end
                && matches!(scan.folded(word + 1), "co" | "con" | "dang" | "tai")
        }
        _ => false,
    })
}

/// `the twelfth storm this year`: the running year, but where the sentence opens with it.
pub(super) fn is_in_passing(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    at: usize,
    kind: &Kind,
    document: Option<i16>,
) -> bool {
    let running = matches!(kind, Kind::Year(year) if Some(*year) == document);
    // "Xuất khẩu năm nay ước đạt".
    let reached = at + 2 < sentence.end
        && scan.words[at + 2].gap == Gap::Space
        && matches!(
            scan.folded(at + 2),
            "dat" | "uoc" | "chi" | "tang" | "giam" | "reached" | "rose" | "fell" | "is" | "was"
        );
    running
        && !reached
        && at > sentence.start + 2
        && !scan.words[at].has_digit()
        && scan.folded(at) != "year"
}
