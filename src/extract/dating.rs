//! The day that an address tells.

use crate::document::{DatedBy, DocumentDate};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A day in the path of an address, such as `/2023/10/31/`: weaker than any printed date.
///
/// The time that some systems put into the number of a page (`-20260307075519174.htm`) is not read: it
/// is when the page was begun, and pages are seen that were published the day after.
pub(super) fn of_address(url: &str) -> Option<DocumentDate> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
            .expect("a constant expression")
    });
    let found = PATH.captures(url)?;
    let number = |at: usize| found[at].parse::<i16>().ok();
    let day = Date::new(number(1)?, number(2)? as i8, number(3)? as i8).ok()?;
    Some(DocumentDate {
        day,
        origin: DatedBy::Address(format!("{}-{}-{}", &found[1], &found[2], &found[3])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_tell_the_day() {
        let of = |url| of_address(url).map(|date| date.day.to_string());
        assert_eq!(
            of("https://x.vn/2023/10/31/a.html").as_deref(),
            Some("2023-10-31")
        );
        assert_eq!(
            of("https://x.vn/2023-10-31-a.html").as_deref(),
            Some("2023-10-31")
        );
        assert_eq!(of("https://x.vn/a-20260307075519174.htm"), None);
        assert_eq!(of("https://x.vn/a-5047363.html"), None);
    }
}
