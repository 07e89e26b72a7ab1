//! Lines that are no part of an article: captions' credits, counters, tails that name the origin.

use crate::text;
use regex::Regex;
use std::sync::LazyLock;

/// Tells whether two lines say the same, marks, capitals and punctuation aside.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() || a.len().abs_diff(b.len()) > a.len().max(b.len()) / 4 + 8 {
        return false;
    }
    let words = |line: &str| -> String {
        text::fold(line)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    words(a) == words(b)
}

/// A line that only labels the caption after it.
pub(super) fn is_caption_label(line: &str) -> bool {
    let folded = text::fold(line.trim_end_matches(':'));
    matches!(
        folded.as_str(),
        "photo caption"
            | "caption"
            | "image caption"
            | "picture caption"
            | "chu thich anh"
            | "chu thich"
            | "legende de la photo"
            | "legende"
            | "bildunterschrift"
            | "leyenda de la foto"
            | "photo"
    )
}

/// A line that labels an advertisement, tags or comments and says nothing itself.
pub(super) fn is_furniture(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let folded = text::fold(line.trim_matches(|c: char| !c.is_alphanumeric()));
    matches!(
        folded.as_str(),
        "advert"
            | "advertisement"
            | "quang cao"
            | "tags"
            | "tu khoa"
            | "comments"
            | "binh luan"
            | "share"
            | "share this"
            | "share this article"
            | "chia se"
            | "read more"
            | "doc them"
            | "xem them"
            | "related articles"
            | "tin lien quan"
            | "bai lien quan"
            | "no data"
    )
}

/// A line that credits its photo at the end: `... Photo: Phuong Hoa/VNA`, `(Ảnh: TTXVN)`.
pub(super) fn is_credited_caption(line: &str) -> bool {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[.…!?\s(/])(?:photos?|ảnh|ảnh minh họa|ảnh minh hoạ|foto|image)\s*(?:by)?\s*:\s*[^.:;]{2,60}\)?\.?$")
            .expect("a constant expression")
    });
    line.len() < 600 && CREDIT.is_match(line)
}

/// A counter of comments in any language: words and a number in parentheses, nothing else.
pub(super) fn is_comment_counter(line: &str) -> bool {
    let Some((words, number)) = line
        .trim_end()
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('))
    else {
        return false;
    };
    let words = words.trim();
    !number.is_empty()
        && number.len() <= 6
        && number.bytes().all(|b| b.is_ascii_digit())
        && (2..=30).contains(&words.chars().count())
        && words.split_whitespace().count() <= 3
        && words
            .chars()
            .all(|c| c.is_alphabetic() || c == ' ' || unicode_mark(c))
}

/// Marks that letters of some scripts (Thai, Hindi, Arabic) carry.
fn unicode_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_numeric() && !c.is_ascii_punctuation()
}

/// What a line at the end of an article says it was taken over from: `Theo TTXVN`, `(Nguồn: VOV)`.
pub(super) fn origin_tail(line: &str) -> Option<&str> {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\(?(?:[Tt]heo|THEO|Nguồn(?: tin)?|NGUỒN|Source|According to)\s*:?\s+(\p{Lu}[^.?!;]{1,58}?)\s*\)?\.?$")
            .expect("a constant expression")
    });
    let origin = TAIL.captures(line.trim())?.get(1)?.as_str();
    (origin.split_whitespace().count() <= 8 && !origin.contains(", ")).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_in_any_language() {
        for line in [
            "Comment (0)",
            "Bình luận (12)",
            "Reactie (0)",
            "Commentaires (3)",
            "댓글 (0)",
            "ความคิดเห็น (0)",
        ] {
            assert!(is_comment_counter(line), "{line}");
        }
        for line in [
            "Điều 5 (1)",
            "He came (late)",
            "The plan of the committee for all (7)",
            "(1)",
            "khóa XIII (2021).",
        ] {
            assert!(!is_comment_counter(line), "{line}");
        }
    }

    #[test]
    fn tails_name_their_origin() {
        for (line, origin) in [
            ("Theo TTXVN", Some("TTXVN")),
            ("(Theo Báo Nhân Dân)", Some("Báo Nhân Dân")),
            (
                "Nguồn: Cổng thông tin điện tử Chính phủ",
                Some("Cổng thông tin điện tử Chính phủ"),
            ),
            ("Source: VNA", Some("VNA")),
            ("Theo Nghị quyết, các cấp ủy phải báo cáo.", None),
            ("Theo đó, mức phạt tăng", None),
        ] {
            assert_eq!(origin_tail(line), origin, "{line}");
        }
    }

    #[test]
    fn captions_end_with_a_credit() {
        assert!(is_credited_caption(
            "Quang cảnh hội nghị. Ảnh: Phương Hoa/TTXVN"
        ));
        assert!(is_credited_caption("The hall (Photo: VNA)"));
        assert!(!is_credited_caption("Báo cáo nêu: tăng trưởng 8,1%."));
        assert!(is_caption_label("Photo caption"));
    }
}
