//! The day that an address tells.

use crate::document::{DatedBy, DocumentDate};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Digits in the path of an address: weaker than any printed date.
pub(super) fn of_address(url: &str) -> Option<DocumentDate> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
            .expect("a constant expression")
    });
    static STAMP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[-/]((20[012]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{0,8})(?:\.\w+)?$")
            .expect("a constant expression")
    });
    let found = PATH
        .captures(url)
        .map(|found| [1, 2, 3].map(|at| found[at].to_owned()))
        .or_else(|| {
            STAMP
                .captures(url)
                .map(|found| [2, 3, 4].map(|at| found[at].to_owned()))
        })?;
    let number = |at: usize| found[at].parse::<i16>().ok();
    let day = Date::new(number(0)?, number(1)? as i8, number(2)? as i8).ok()?;
    Some(DocumentDate {
        day,
        origin: DatedBy::Address(found.join("-")),
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
            of("https://x.vn/a-20260307075519174.htm").as_deref(),
            Some("2026-03-07")
        );
        assert_eq!(of("https://x.vn/a-5047363.html"), None);
    }
}
