use super::*;
use crate::corpus::{BatchKind, BatchMark, Position};
use crate::document::{DocId, RecordLocation};

fn location(offset: u64) -> RecordLocation {
    RecordLocation {
        file: "import/x/files/a.jsonl".into(),
        offset,
        length: 5,
    }
}

fn enter(catalogue: &mut Catalogue, id: u64, content: u8, received: i64) -> Placement {
    let id = DocId::from_u64(id);
    let known = catalogue.rows_of(id).unwrap();
    let row = NewRow {
        batch: "import/x",
        location: &location(received.cast_unsigned()),
        received,
        raw: [content; 32],
        content: [content; 16],
        external_id: Some("eins"),
        day: Some(20_240_117),
        source: Some("x.vn"),
        addresses: &[DocId::of_address("https://x.vn/alias")],
    };
    catalogue.enter(id, &row, known).unwrap()
}

fn commit(catalogue: &mut Catalogue, epoch: u64) {
    let mark = BatchMark {
        kind: BatchKind::Import,
        name: "import/x".into(),
        size: 7,
    };
    let position = Position {
        offset: epoch,
        ..Position::default()
    };
    catalogue.cover(epoch, &mark, position, false).unwrap();
    let mark = EpochMark {
        epoch,
        ..EpochMark::default()
    };
    catalogue.commit(&mark).unwrap();
}

#[test]
fn versions_follow_time_and_not_the_order_of_reading() {
    let dir = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::create(&dir.path().join("c")).unwrap();
    catalogue.begin().unwrap();
    assert_eq!(enter(&mut catalogue, 1, 1, 100), Placement::New);
    assert_eq!(enter(&mut catalogue, 1, 1, 200), Placement::Unchanged);
    assert_eq!(enter(&mut catalogue, 1, 2, 300), Placement::Newest(2));
    assert_eq!(enter(&mut catalogue, 1, 3, 50), Placement::Renumbered);
    assert_eq!(enter(&mut catalogue, 1, 1, 400), Placement::Newest(4));
    commit(&mut catalogue, 1);
    let rows = catalogue.rows_of(DocId::from_u64(1)).unwrap();
    let contents: Vec<u8> = versions_of(&rows)
        .iter()
        .map(|v| v.row.content[0])
        .collect();
    assert_eq!(contents, [3, 1, 2, 1]);
    assert_eq!(catalogue.counts().unwrap().with_versions, 1);
}

#[test]
fn a_commit_can_be_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("c");
    let mut catalogue = Catalogue::create(&path).unwrap();
    for epoch in 1..=4 {
        catalogue.begin().unwrap();
        enter(&mut catalogue, 1, epoch as u8, epoch as i64);
        enter(&mut catalogue, 10 + epoch, 1, epoch as i64);
        commit(&mut catalogue, epoch);
    }
    assert_eq!(catalogue.counts().unwrap().documents, 5);
    assert!(!catalogue.go_back_to(1).unwrap());
    assert!(catalogue.go_back_to(3).unwrap());
    assert_eq!(catalogue.mark().unwrap().epoch, 3);
    assert_eq!(catalogue.counts().unwrap().documents, 4);
    let rows = catalogue.rows_of(DocId::from_u64(1)).unwrap();
    assert_eq!(versions_of(&rows).len(), 3);
    let coverage = catalogue.coverage().unwrap();
    assert_eq!(coverage.len(), 1);
    assert_eq!(coverage[0].position.offset, 3);
    drop(catalogue);
    let reader = Catalogue::open_read_only(&path).unwrap();
    assert_eq!(reader.mark().unwrap().epoch, 3);
}

#[test]
fn a_document_is_found_by_every_key() {
    let dir = tempfile::tempdir().unwrap();
    let mut catalogue = Catalogue::create(&dir.path().join("c")).unwrap();
    catalogue.begin().unwrap();
    enter(&mut catalogue, 1, 1, 100);
    enter(&mut catalogue, 2, 1, 100);
    let at = DocId::of_address("https://x.vn/list");
    catalogue
        .enter_unread("import/x", &location(9), 1, "a listing", false, Some(at))
        .unwrap();
    commit(&mut catalogue, 1);
    let check = |key: &str, expected: &[u64]| {
        let ids: Vec<u64> = catalogue
            .find(key)
            .unwrap()
            .iter()
            .map(|id| id.as_u64())
            .collect();
        assert_eq!(ids, expected, "{key}");
    };
    check("eins", &[1, 2]);
    check("http://www.x.vn/alias/", &[1, 2]);
    check(&DocId::from_u64(2).to_string(), &[2]);
    check("zwei", &[]);
    assert_eq!(
        catalogue.unread_reason(at).unwrap().as_deref(),
        Some("a listing")
    );
    assert_eq!(catalogue.counts().unwrap().unread, 1);
    assert_eq!(
        catalogue.by_source_and_month().unwrap()[0].month.as_deref(),
        Some("2024-01")
    );
    let mut seen = 0;
    catalogue
        .each_document(&mut |_, versions| {
            seen += versions;
            true
        })
        .unwrap();
    assert_eq!(seen, 2);
}
