//! The language of a document.

use crate::document::Lang;
use crate::text;

/// What the text shows goes before what a page's template says.
///
/// A text in a third language keeps what its page names, else counts as English: it has none of the
/// marks that searching in Vietnamese would look for.
pub(super) fn of(title: &str, body: &str, named: Option<&str>, stated: bool) -> Lang {
    let named = named.and_then(|code| {
        let code = code.trim().to_ascii_lowercase();
        Lang::from_code(code.split(['-', '_']).next().unwrap_or_default())
    });
    if let Some(lang) = named
        && stated
    {
        return lang;
    }
    let shown = |text: &str| text::detect_language(text).and_then(Lang::from_code);
    shown(body).or_else(|| shown(title)).or(named).unwrap_or(
        if body.is_empty() && title.is_empty() {
            Lang::Vi
        } else {
            Lang::En
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, named: Option<&str>, stated: bool, expected: Lang) {
        assert_eq!(of("", body, named, stated), expected, "{body}");
    }

    #[test]
    fn the_text_goes_before_the_template() {
        let english =
            "The provincial committee heard the report and agreed on the plan for the coming year.";
        let vietnamese = "Tỉnh ủy nghe báo cáo và thống nhất kế hoạch cho năm tới.";
        check(english, Some("vi"), false, Lang::En);
        check(english, Some("vi"), true, Lang::Vi);
        check(vietnamese, Some("en-US"), false, Lang::Vi);
        check(
            "Tinh uy nghe bao cao va thong nhat ke hoach cho nam toi.",
            None,
            false,
            Lang::Vi,
        );
    }
}
