//! Foreigners in English, and grounds that are no persons.

use super::{en, vi};

#[test]
fn foreigners_in_english() {
    en(
        "Dr. Kidong Park of the World Health Organization praised the speed.",
        &["Kidong Park"],
    );
    en(
        "Then Dutch student Femke van der Zwaag bargained for a hat.",
        &["Femke van der Zwaag"],
    );
    en(
        "A delegation led by the Lao ambassador, Khamphao Ernthavanh, danced.",
        &["Khamphao Ernthavanh"],
    );
    en(
        "The last patient, a Briton named Oliver Pemberley, went home.",
        &["Oliver Pemberley"],
    );
    en(
        "Among the guests were Kenji Sato of Toyota and Wang Huning.",
        &["Kenji Sato", "Wang Huning"],
    );
    en(
        "The party was led by Oh Su-yong for two days.",
        &["Oh Su-yong"],
    );
    for text in [
        "The Maria Lopez Foundation gave money to the Henry Dunant Hospital.",
        "They walked from Wang River to the Charles Bridge in an hour.",
        "A ship named Sea Dragon and a storm called Rai Tempest came.",
    ] {
        en(text, &[]);
    }
}

#[test]
fn grounds_are_no_persons() {
    en(
        "Son Loi, the commune of Vinh Phuc that was closed, has reopened its market.",
        &[],
    );
    vi(
        "Tổ công tác về từng chi bộ ở Hoàng Su Phì để đối chiếu.",
        &[],
    );
    vi(
        "Bí thư Huyện ủy Mộ Đức Lê Trung Dũng thì thức trắng ở đồn.",
        &["Lê Trung Dũng"],
    );
    vi(
        "Kết luận về cán bộ của Trường Đại học Y khoa Phạm Ngọc Thạch.",
        &[],
    );
    vi(
        "Ong Nguyen Van Hue yeu cau cac so thuc hien nghiem cong dien.",
        &["Nguyen Van Hue"],
    );
}
