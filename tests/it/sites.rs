//! Every bundled site rule against a page in its markup, written for this purpose.

use serde_json::Value;
use std::path::PathBuf;
use vankien::document::{Media, RawRecord, ReadBy, RecordLocation};
use vankien::extract::extract;
use vankien::sites::Registry;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/sites")
        .join(name)
}

fn page(bytes: Vec<u8>, address: &str) -> RawRecord {
    RawRecord {
        location: RecordLocation {
            file: "page.html".into(),
            offset: 0,
            length: bytes.len() as u64,
        },
        media: Media::Html,
        bytes,
        address: Some(address.to_owned()),
        fetched_at: None,
        charset: None,
        language: None,
        import_name: None,
        file_name: None,
    }
}

/// A field of an expected result; an empty one would let a rule pass that finds nothing.
fn text<'e>(expected: &'e Value, field: &str, name: &str) -> &'e str {
    let value = expected[field].as_str().unwrap_or_default();
    let official = expected["kind"] != "news";
    assert!(
        !value.is_empty() || field == "lead" && official,
        "{name}: the fixture expects no {field}"
    );
    value
}

#[test]
fn every_rule_reads_its_fixture() {
    let registry = Registry::bundled();
    let mut checked = 0;
    for site in registry.sites() {
        let name = &site.name;
        let bytes = std::fs::read(fixture(&format!("{name}.html")))
            .unwrap_or_else(|_| panic!("{name}: no fixture"));
        let json = std::fs::read_to_string(fixture(&format!("{name}.json")))
            .unwrap_or_else(|_| panic!("{name}: no expected result"));
        let expected: Value = serde_json::from_str(&json).expect("valid JSON");
        assert_eq!(
            expected["constructed"], true,
            "{name}: fixtures are written by hand"
        );
        let document = extract(&page(bytes, text(&expected, "url", name)), &registry)
            .document()
            .unwrap_or_else(|| panic!("{name}: no article"));
        assert_eq!(document.read_by, ReadBy::Rule(name.clone()), "{name}");
        assert_eq!(
            document.text.title(),
            text(&expected, "title", name),
            "{name}"
        );
        assert_eq!(
            document.text.lead(),
            text(&expected, "lead", name),
            "{name}"
        );
        let body: Vec<&str> = expected["body"]
            .as_array()
            .expect("lines")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(!body.is_empty(), "{name}: the fixture expects no body");
        assert_eq!(
            document.text.body().lines().collect::<Vec<_>>(),
            body,
            "{name}"
        );
        let day = document.date.as_ref().map(|date| date.day.to_string());
        assert_eq!(
            day.as_deref(),
            Some(text(&expected, "date", name)),
            "{name}"
        );
        let authors: Vec<&str> = expected["authors"]
            .as_array()
            .expect("names")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(!authors.is_empty(), "{name}: the fixture expects no author");
        assert_eq!(document.authors, authors, "{name}");
        assert_eq!(
            document.origin.as_deref(),
            expected["origin"].as_str(),
            "{name}"
        );
        assert_eq!(
            document.kind.name(),
            text(&expected, "kind", name),
            "{name}"
        );
        for absent in expected["absent"]
            .as_array()
            .expect("words")
            .iter()
            .filter_map(Value::as_str)
        {
            assert!(!document.text.full().contains(absent), "{name}: {absent}");
        }
        assert_eq!(document.problems, [], "{name}");
        checked += 1;
    }
    assert!(checked >= 25, "{checked} rules");
}

#[test]
fn selectors_of_all_rules_can_be_read() {
    for site in Registry::bundled().sites() {
        for selector in site.selectors() {
            assert!(
                vankien::html::Selector::parse(selector).is_ok(),
                "{}: {selector}",
                site.name
            );
        }
        if let Some(pattern) = &site.address.article {
            assert!(
                regex::Regex::new(pattern).is_ok(),
                "{}: {pattern}",
                site.name
            );
        }
    }
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let registry = Registry::bundled();
    for entry in std::fs::read_dir(fixture("")).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        assert!(registry.by_name(&name).is_some(), "{name} is no rule");
    }
}

/// Pages with lists as they really are, where they are at hand: each gives its articles and nothing else.
#[test]
fn real_listings_announce_articles() {
    let pages = std::env::var_os("VANKIEN_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let pages = pages.join("data/pages");
    let registry = Registry::bundled();
    for (file, address, least) in [
        (
            "baochinhphu.vn__2",
            "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
            15,
        ),
        (
            "dantri.com.vn__2",
            "https://dantri.com.vn/kinh-doanh.htm",
            30,
        ),
        ("nld.com.vn__2", "https://nld.com.vn/kinh-te.htm", 25),
        (
            "thuvienphapluat.vn__1",
            "https://thuvienphapluat.vn/page/tim-van-ban.aspx",
            20,
        ),
        ("tuoitre.vn__2", "https://tuoitre.vn/kinh-doanh.htm", 15),
        ("vietnamnet.vn__2", "https://vietnamnet.vn/kinh-doanh", 25),
        ("vnexpress.net__2", "https://vnexpress.net/kinh-doanh", 25),
    ] {
        let Ok(bytes) = std::fs::read(pages.join(format!("{file}.html"))) else {
            continue;
        };
        let base = url::Url::parse(address).expect("an address");
        let site = registry.for_host(base.host_str().expect("a host"));
        let found = vankien::discover::read_listing(&bytes, None, &base, site);
        assert!(
            found.articles.len() >= least,
            "{file}: {}",
            found.articles.len()
        );
        let pattern = site.and_then(|site| site.address.article.as_deref());
        let pattern = regex::Regex::new(pattern.expect("a pattern")).expect("a pattern");
        for link in &found.articles {
            let path = url::Url::parse(&link.address).expect("an address");
            assert!(pattern.is_match(path.path()), "{file}: {}", link.address);
        }
    }
}
