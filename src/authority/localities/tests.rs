use super::super::written_key;
use super::*;
use std::collections::BTreeSet;

fn ids(name: &str) -> Vec<String> {
    localities()
        .find(name)
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn within(of: &str) -> BTreeSet<String> {
    let of = LocalityId(Cow::Owned(of.to_owned()));
    localities()
        .within(&of)
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn label(of: &str) -> String {
    localities().label(&LocalityId(Cow::Owned(of.to_owned())))
}

#[test]
fn every_line_is_read() {
    let count = |set: &str| {
        localities()
            .units()
            .iter()
            .filter(|unit| unit.set() == set)
            .count()
    };
    assert_eq!((count("63"), count("34"), count("hist")), (63, 34, 67));
    assert_eq!(lower_units().all().len(), 705 + 3321);
}

#[test]
fn every_spelling_finds_the_unit() {
    let check = |name: &str, expected: &[&str]| assert_eq!(ids(name), expected, "{name}");
    for name in [
        "Bắc Giang",
        "bac giang",
        "BacGiang",
        "tỉnh Bắc Giang",
        "Bac Giang province",
        "BẮC GIANG",
    ] {
        check(name, &["63:24"]);
    }
    for name in [
        "TP.HCM",
        "HCMC",
        "Ho Chi Minh City",
        "Sài Gòn",
        "TP. Hồ Chí Minh",
        "saigon",
        "hồ chí minh",
    ] {
        check(name, &["63:79", "34:79"]);
    }
    check("Đắc Lắc", &["63:66", "34:66"]);
    check("Bà Rịa – Vũng Tàu", &["63:77"]);
    check("Thua Thien-Hue", &["63:46"]);
    check("Huế", &["63:46", "34:46"]);
    check("Khánh Hoà", &["63:56", "34:56"]);
    check("Hà Tây", &["hist:ha-tay", "hist:ha-tay-2", "commune:10846"]);
    check("Atlantis", &[]);
}

#[test]
fn marks_that_are_typed_decide() {
    assert!(ids("Hậu Giang").contains(&"63:93".to_owned()));
    assert_eq!(
        ids("Móng Cái").first().map(String::as_str),
        Some("district:194")
    );
    assert!(ids("Hà Đông").len() > 1, "former province, district, ward");
}

#[test]
fn the_grade_of_a_lower_unit_is_heeded() {
    let found = ids("phường Bắc Giang");
    assert!(
        !found.is_empty() && found.iter().all(|id| id.starts_with("commune:")),
        "{found:?}"
    );
    let found = ids("Bac Giang ward");
    assert!(
        !found.is_empty() && found.iter().all(|id| id.starts_with("commune:")),
        "{found:?}"
    );
}

#[test]
fn a_region_is_its_provinces() {
    for name in [
        "Tây Nguyên",
        "Central Highlands",
        "tay nguyen",
        "vùng Tây Nguyên",
        "the Central Highlands",
    ] {
        let found = ids(name);
        for id in [
            "region:central-highlands",
            "63:62",
            "63:64",
            "34:66",
            "34:68",
        ] {
            assert!(
                found.iter().any(|known| known == id),
                "{name} {id} {found:?}"
            );
        }
    }
    assert!(ids("ĐBSCL").contains(&"63:92".to_owned()));
}

#[test]
fn territory_holds_what_lies_wholly_within() {
    let check = |of: &str, inside: &[&str], outside: &[&str]| {
        let found = within(of);
        for id in inside {
            assert!(found.contains(*id), "{id} in {of}: {found:?}");
        }
        for id in outside {
            assert!(!found.contains(*id), "{id} not in {of}: {found:?}");
        }
    };
    check(
        "34:24",
        &["34:24", "63:24", "63:27", "hist:ha-bac"],
        &["34:20"],
    );
    check("63:27", &["63:27"], &["34:24", "hist:ha-bac", "63:24"]);
    check("63:22", &["63:22", "34:22", "hist:hai-ninh"], &[]);
    check("hist:ha-bac", &["63:24", "63:27", "34:24"], &[]);
    check("hist:ha-son-binh", &["63:17"], &["63:01"]);
    check("63:01", &["34:01", "hist:ha-tay-2"], &["hist:ha-son-binh"]);
    check("hist:lai-chau-old", &["63:11", "63:12", "34:11"], &[]);
}

#[test]
fn labels_say_the_time_where_the_name_lived_on() {
    assert_eq!(label("63:27"), "Bắc Ninh (to 6/2025)");
    assert_eq!(label("34:24"), "Bắc Ninh");
    assert_eq!(label("63:24"), "Bắc Giang");
    assert_eq!(label("63:22"), "Quảng Ninh");
    assert_eq!(label("34:22"), "Quảng Ninh");
    assert_eq!(label("hist:hau-giang-old"), "Hậu Giang (1976-1991)");
    assert_eq!(label("district:194"), "Thành phố Móng Cái (Quảng Ninh)");
}

#[test]
fn no_spelling_is_owned_by_two_units_at_one_date() {
    let file = localities();
    let days: BTreeSet<_> = file
        .units()
        .iter()
        .flat_map(|unit| [Some(unit.from), unit.to])
        .flatten()
        .collect();
    for (key, owners) in &file.by_key {
        for &day in &days {
            let valid: Vec<&str> = owners
                .iter()
                .map(|&at| &file.units[usize::from(at)])
                .filter(|unit| unit.valid_on(day))
                .map(|unit| unit.id)
                .collect();
            assert!(valid.len() <= 1, "{key} on {day}: {valid:?}");
        }
    }
}

#[test]
fn every_succession_is_closed() {
    let file = localities();
    for unit in file.units() {
        for other in unit.successors.iter().chain(&unit.predecessors) {
            assert!(file.unit(other).is_some(), "{} names {other}", unit.id);
        }
        if unit.set() == "63" {
            assert_eq!(unit.successors.len(), 1, "{}", unit.id);
            let next = file.unit(unit.successors[0]).expect("checked above");
            assert!(
                next.predecessors.contains(&unit.id),
                "{} and {}",
                unit.id,
                next.id
            );
        }
        if unit.set() == "34" {
            for before in &unit.predecessors {
                let before = file.unit(before).expect("checked above");
                assert_eq!(before.successors, [unit.id], "{}", before.id);
            }
        } else if !unit.id.ends_with("-autonomous") {
            assert!(!unit.successors.is_empty(), "{} leads nowhere", unit.id);
        }
        if let Some(to) = unit.to {
            assert!(unit.from < to, "{}", unit.id);
        }
    }
    for unit in lower_units().all() {
        assert!(file.unit(unit.province).is_some(), "{}", unit.id);
    }
}

#[test]
fn former_communes_lead_to_communes_of_today() {
    let communes: BTreeSet<&str> = lower_units()
        .all()
        .iter()
        .filter(|unit| unit.id.starts_with("commune:"))
        .map(|unit| unit.id)
        .collect();
    let (mut codes, mut reached, mut doubtful, mut lost) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    for unit in former_communes() {
        assert!(codes.insert(unit.code), "{} twice", unit.code);
        let district = unit.district().expect("its district is on file");
        let province = localities()
            .unit(district.province)
            .expect("so is its province");
        let links: Vec<Succession> = unit.successors().collect();
        lost += usize::from(links.is_empty());
        for link in &links {
            assert!(
                communes.contains(&*link.id.0),
                "{} leads to {}",
                unit.code,
                link.id
            );
            doubtful += usize::from(link.doubtful);
            reached.insert(link.id.0.to_string());
            let next = localities()
                .province_of(&link.id)
                .expect("a commune lies in a province");
            // Ground stays in the province that took the old one in, but for what is marked.
            assert!(
                link.doubtful || province.successors == [&*next.0],
                "{} of {} leads to {}",
                unit.name,
                province.name,
                link.id
            );
        }
    }
    assert_eq!(codes.len(), 10_898);
    assert_eq!((doubtful, lost), (8, 846));
    // Every commune of today came from somewhere.
    assert_eq!(reached.len(), communes.len());
    assert_eq!(former_units().len(), 10_893);
}

#[test]
fn a_former_commune_is_found_with_what_became_of_it() {
    assert_eq!(ids("xã Hà Thanh"), ["former:11152"]);
    assert_eq!(ids("xa ha thanh"), ["former:11152"]);
    assert_eq!(
        label("former:11152"),
        "Xã Hà Thanh (Tứ Kỳ, Hải Dương; to 6/2025)"
    );
    assert_eq!(
        label("former:00010"),
        "Phường Nguyễn Trung Trực (Ba Đình, Hà Nội; to 2024)"
    );
    let unit = former_by_id("former:00004").expect("Trúc Bạch is on file");
    let next: Vec<String> = unit.successors().map(|link| link.id.to_string()).collect();
    assert_eq!(next, ["commune:00004"]);
    let sources = sources_of("commune:00004");
    assert!(
        sources
            .iter()
            .any(|(unit, link)| unit.name == "Trúc Bạch" && !link.part)
    );
    assert!(
        sources
            .iter()
            .any(|(unit, link)| unit.name == "Ngọc Hà" && link.part)
    );
    // The ground of a commune holds what went into it whole.
    let ground = within("commune:00004");
    assert!(ground.contains("former:00004") && !ground.contains("former:00016"));
    assert!(former_by_id("former:99999").is_none() && former_by_id("commune:00004").is_none());
    assert!(former_named("").is_empty());
}

#[test]
fn the_region_of_every_code_exists() {
    for region in &REGIONS {
        for code in region.codes {
            assert!(
                localities().unit(&format!("63:{code}")).is_some(),
                "{} {code}",
                region.id
            );
        }
    }
}

#[test]
fn a_misspelt_name_has_neighbours() {
    assert_eq!(localities().nearest("Bac Gian").first(), Some(&"Bắc Giang"));
    assert_eq!(
        localities().nearest("Quang Nin").first(),
        Some(&"Quảng Ninh")
    );
    assert!(localities().nearest("xyzzy").is_empty());
}

#[test]
fn tone_placement_is_one_and_marks_are_two() {
    assert_eq!(written_key("Khánh Hoà"), written_key("khánh hòa"));
    assert_ne!(written_key("Huế"), written_key("Huệ"));
    assert_ne!(written_key("Hà Tây"), written_key("Hạ Tây"));
}

#[test]
fn a_province_belongs_to_its_regions_before_and_after() {
    let check = |id: &str, expected: &[&str]| {
        let of = LocalityId(id.to_owned().into());
        let regions: Vec<&str> = localities()
            .regions_of(&of)
            .map(|region| region.name)
            .collect();
        for name in expected {
            assert!(regions.contains(name), "{id}: {regions:?}");
        }
        assert_eq!(regions.is_empty(), expected.is_empty(), "{id}: {regions:?}");
    };
    check("63:62", &["Tây Nguyên"]);
    check("34:66", &["Tây Nguyên"]);
    check("34:46", &["Bắc Trung Bộ"]);
    check("hist:ha-bac", &[]);
}
