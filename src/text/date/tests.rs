//! Tests of the date reader.

use proptest::prelude::*;

use super::*;

fn check(fields: &[&str], expected: &str) {
    for field in fields {
        let read = read_day(field).map(|day| day.date.to_string());
        assert_eq!(
            read.as_deref(),
            (!expected.is_empty()).then_some(expected),
            "{field}"
        );
    }
}

#[test]
fn visible_shapes() {
    check(
        &[
            "07/03/2026 08:01 GMT+7",
            "Thứ bảy, 7/3/2026, 00:05 (GMT+7)",
            "Thứ Bảy, 07/03/2026 - 08:52",
            "07-03-2026 - 00:01 AM",
            "Thứ Tư, 07/03/2026, 08:11 [GMT+7]",
            "Cập nhật lúc 05:37, Thứ Năm, 07/03/2026 (GMT+7)",
            "08:21, ngày 07-03-2026",
            "Chủ nhật - 07/03/2026 21:08 470 0",
            "Cập nhật : 16:23 - 07/03/2026",
            "06:28, 7/3/2026",
            "PV - 07/03/2026 17:35",
            "Ngày đăng 07/03/2026 | 17:58",
            "Trong nước - Ngày đăng : 15:30, 07/03/2026",
            "Thứ ba,  07/03/2026",
            "Hà Nội, ngày 07\n  tháng 3 năm 2026",
            "ngày 7 tháng 03\nnăm\n2026",
            "Ha Noi, ngay 7 thang 3 nam 2026",
            "7 Tháng Ba, 2026",
            "Tháng Ba 7, 2026",
            "07.03.2026",
            "7.3.2026",
            "- 07/03/2026 08:47",
            "Báo Gia LaiBáo Gia Lai07/03/2026",
            "March 7, 2026",
            "Saturday, March 7th, 2026 | 8:00",
            "7 March 2026",
            "7th of March 2026",
            "Mar. 7, 2026",
            "07-Mar-2026",
            "Sat Mar 07 08:00:00 ICT 2026",
        ],
        "2026-03-07",
    );
    check(&["12 Tháng Mười Một, 2024"], "2024-11-12");
}

#[test]
fn machine_shapes() {
    check(
        &[
            "2026-03-07",
            "2026-03-07 08:07",
            "2026-03-07T00:01:00",
            "2026-03-07T08:52:11.000 +07:00",
            "2026-03-07T08:52:11+07:00",
            "2026-03-07T08:52:11+0700",
            "2026-03-06T17:00:00Z",
            "2026-03-06T18:04:10.339Z",
            "2026-03-06 18:04:10 UTC",
            "2026-03-06T23:00:00-05:00",
            "2026/03/07 08:00:00",
            "20260307",
            "20260307083000",
            "1772841600",
            "1772841600000",
            "Sat, 07 Mar 2026 08:00:00 +0700",
            "Fri, 06 Mar 2026 18:00:00 GMT",
            "Fri, 6 Mar 2026 18:00:00 +0000",
        ],
        "2026-03-07",
    );
    check(&["2026-03-07T16:59:00Z"], "2026-03-07");
    check(
        &["2026-03-07T17:00:00Z", "Sat, 07 Mar 2026 17:00:00 GMT"],
        "2026-03-08",
    );
}

#[test]
fn what_is_no_date_is_refused() {
    check(
        &[
            "",
            "Friday,  09/20/2024",
            "05/18/2025 12:39:21",
            ". DNUM_ABZAJZCACA 06:36",
            "28-7",
            "13.1",
            "31/02/2024",
            "2023-02-29",
            "30/02/2023T00:00",
            "17/01/1024",
            "96-QĐ/TW",
            "12",
            "123456789012",
            "1.2.3.2024",
            "15/15",
        ],
        "",
    );
}

#[test]
fn the_order_is_told_never_guessed() {
    let read =
        |field, order| read_day_in_order(field, order).map(|d| (d.date.to_string(), d.certainty));
    assert_eq!(
        read("05/06/2024", Order::DayFirst),
        Some(("2024-06-05".to_owned(), Certainty::EitherOrder))
    );
    assert_eq!(
        read("17/06/2024", Order::DayFirst),
        Some(("2024-06-17".to_owned(), Certainty::Stated))
    );
    assert_eq!(
        read("05/18/2025", Order::MonthFirst),
        Some(("2025-05-18".to_owned(), Certainty::Stated))
    );
}

#[test]
fn finds_days_in_running_text() {
    let text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017, Quy định 96 ngày 02 tháng 02 năm 2023 và on May 9, 2024.";
    let found: Vec<_> = find_days(text)
        .map(|f| (&text[f.start..f.end], f.day.date.to_string()))
        .collect();
    assert_eq!(
        found,
        [
            ("25/10/2017", "2017-10-25".to_owned()),
            ("02 tháng 02 năm 2023", "2023-02-02".to_owned()),
            ("May 9, 2024", "2024-05-09".to_owned()),
        ]
    );
}

#[test]
fn days_without_a_year_are_near() {
    let near = Date::constant(2024, 1, 17);
    let text = "Ngày 28/12, tỷ lệ 13.1 và 3/4; sáng 17/1; Jan 17; ngày 5 tháng 2.";
    let found: Vec<_> = find_days_near(text, near)
        .map(|f| f.day.date.to_string())
        .collect();
    assert_eq!(
        found,
        ["2023-12-28", "2024-01-17", "2024-01-17", "2024-02-05"]
    );
    assert_eq!(find_days(text).count(), 0);
}

proptest! {
    #[test]
    fn never_panics(text in "(\\PC|[0-9]{1,4}|[/.: ,-]|ngày |tháng |năm |Mar |T|Z|\\+0700){0,16}") {
        let _ = read_day(&text);
        for found in find_days_near(&text, Date::constant(2024, 2, 29)) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
    }

    #[test]
    fn reads_what_it_printed(days in 0_i32..98_000) {
        let date = Date::constant(1830, 1, 1).saturating_add(jiff::Span::new().days(days));
        let (d, m, y) = (date.day(), date.month(), date.year());
        for text in [format!("{d:02}/{m:02}/{y}"), format!("{y}-{m:02}-{d:02}"), format!("ngày {d} tháng {m} năm {y}")] {
            prop_assert_eq!(read_day(&text).map(|d| d.date), Some(date), "{}", text);
        }
    }
}
