//! Places in a ranking that words tell, and the numbers beside them.

use super::{en_report, vi_report};

#[test]
fn a_first_place_is_told_by_words() {
    en_report(
        "Tuyen Quang topped the list with 88.2 percent, followed by Bac Kan (81.7 percent).",
        &["Tuyên Quang 1", "Tuyên Quang 88.2", "Bắc Kạn 81.7"],
    );
    en_report(
        "Tuyen Quang again took the lead with 14.3 percent.",
        &["Tuyên Quang 1", "Tuyên Quang 14.3"],
    );
    en_report(
        "Four provinces drew most of it, led by Tuyen Quang (2.4 billion USD) and Bac Kan (1.9 billion USD).",
        &["Tuyên Quang 1", "Tuyên Quang 2.4", "Bắc Kạn 1.9"],
    );
    vi_report(
        "Tuyên Quang dẫn đầu vùng với mức tăng 14,3%.",
        &["Tuyên Quang 1", "Tuyên Quang 14.3"],
    );
    vi_report(
        "Dẫn đầu là Tuyên Quang với 14,3%, tiếp theo là Bắc Kạn (11,8%).",
        &["Tuyên Quang 1", "Tuyên Quang 14.3", "Bắc Kạn 11.8"],
    );
    // Who leads a delegation is in no ranking.
    en_report(
        "A delegation led by Tuyen Quang officials came in 2 cars.",
        &[],
    );
    vi_report(
        "Đồng chí Lan, Bí thư Tỉnh ủy Tuyên Quang, dẫn đầu đoàn công tác.",
        &[],
    );
}

#[test]
fn an_ordinal_in_words_is_a_rank_beside_its_number() {
    en_report(
        "Tuyen Quang came third with 71.4 points, Bac Kan was twelfth with 64.2.",
        &[
            "Tuyên Quang 3",
            "Tuyên Quang 71.4",
            "Bắc Kạn 12",
            "Bắc Kạn 64.2",
        ],
    );
    en_report(
        "Tuyen Quang, third (71.4), and Bac Kan, fourth (70.2), kept their places.",
        &[
            "Tuyên Quang 3",
            "Tuyên Quang 71.4",
            "Bắc Kạn 4",
            "Bắc Kạn 70.2",
        ],
    );
    en_report(
        "Growth in Tuyen Quang was 9.4 percent, ninth in the nation.",
        &["Tuyên Quang 9.4", "Tuyên Quang 9"],
    );
    en_report(
        "Tuyen Quang grew by 9.4 percent, second only to Bac Kan.",
        &["Tuyên Quang 9.4", "Tuyên Quang 2"],
    );
    en_report(
        "Tuyen Quang moved up to fourth from ninth.",
        &["Tuyên Quang 4"],
    );
    vi_report(
        "Tuyên Quang đứng thứ 3 cả nước và thứ nhất trong vùng.",
        &["Tuyên Quang 3", "Tuyên Quang 1"],
    );
}

#[test]
fn numbered_rows_with_dashes() {
    en_report(
        "The leading provinces were:\n1. Tuyen Quang – USD4.26bn – 13.1%\n2. Bac Kan – USD3.3bn – 10.4%",
        &[
            "Tuyên Quang 4.26",
            "Tuyên Quang 13.1",
            "Bắc Kạn 3.3",
            "Bắc Kạn 10.4",
        ],
    );
    vi_report(
        "1. Tuyên Quang – 13,1% – 4.200 tỷ đồng\n2. Bắc Kạn – 10,4% – 3.300 tỷ đồng",
        &[
            "Tuyên Quang 13.1",
            "Tuyên Quang 4200",
            "Bắc Kạn 10.4",
            "Bắc Kạn 3300",
        ],
    );
}
