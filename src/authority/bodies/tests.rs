use super::*;

#[test]
fn names_in_both_languages() {
    let check = |name: &str, expected: &str| {
        assert_eq!(
            bodies().find(name).first().map(|b| b.id),
            Some(expected),
            "{name}"
        );
    };
    check("Politburo", "bo-chinh-tri");
    check("bộ chính trị", "bo-chinh-tri");
    check("Party Central Committee's Inspection Commission", "ubkttw");
    check("Bộ GD-ĐT", "bo-gddt");
    assert!(bodies().find("Bộ Phim").is_empty());
}

#[test]
fn every_local_body_is_called_after_its_province_once() {
    for body in &bodies().local {
        for province in ["Hà Giang", "Thành phố Huế"] {
            let name = body.of(province).name;
            let bare = province.trim_start_matches("Thành phố ");
            assert!(
                name.matches(bare).count() == 1 && !name.contains('{'),
                "{name}"
            );
        }
    }
    let of = |id: &str, province: &str| bodies().local(id).unwrap().of(province);
    assert_eq!(of("tinh-uy", "Thành phố Huế").name, "Thành ủy Huế");
    assert_eq!(of("ubnd", "Hà Giang").name, "UBND tỉnh Hà Giang");
    assert_eq!(of("ubnd", "Bà Rịa - Vũng Tàu").id, "ubnd:ba_ria___vung_tau");
}

#[test]
fn renamed_bodies_are_joined() {
    assert_eq!(bodies().renamed("btgtw"), ["btgtw", "btgdvtw"]);
    assert_eq!(bodies().renamed("btgdvtw"), ["btgdvtw", "btgtw", "bdvtw"]);
    for body in bodies().all() {
        for successor in &body.successors {
            assert!(bodies().get(successor).is_some(), "{successor}");
        }
    }
}

#[test]
fn bodies_below_the_province_are_named_as_they_are_asked() {
    let id = |name: &str| bodies().resolve(name).first().map(|org| org.id.to_string());
    assert_eq!(
        id("Huyện ủy Đức Trọng").as_deref(),
        Some("huyen-uy:duc_trong")
    );
    assert_eq!(
        id("UBND huyện Phú Quý").as_deref(),
        Some("ubnd-huyen:phu_quy")
    );
    assert_eq!(
        id("Ủy ban nhân dân xã Hà Thanh").as_deref(),
        Some("ubnd-xa:ha_thanh")
    );
    assert_eq!(bodies().find("Ủy ban Kiểm tra T.Ư")[0].id, "ubkttw");
}

#[test]
fn provinces_have_their_bodies() {
    let name = |kind: usize, province: &str| bodies().local[kind].of(province).name.into_owned();
    let at = bodies()
        .local
        .iter()
        .position(|kind| kind.id == "tinh-uy")
        .unwrap();
    assert_eq!(name(at, "Quảng Ninh"), "Tỉnh ủy Quảng Ninh");
    assert_eq!(name(at, "Hà Nội"), "Thành ủy Hà Nội");
    let at = bodies()
        .local
        .iter()
        .position(|kind| kind.id == "ubnd")
        .unwrap();
    assert_eq!(name(at, "Hà Nội"), "UBND thành phố Hà Nội");
    let id = |name: &str| bodies().resolve(name)[0].id.clone();
    assert_eq!(id("Tỉnh ủy Quảng Ninh"), "tinh-uy:quang_ninh");
    // A branch is asked for as it is printed, without the word for a province too.
    assert_eq!(id("Cục Hải quan Quảng Trị"), "hai-quan:quang_tri");
    assert_eq!(id("Cục Hải quan"), "cuc-hai-quan");
}
