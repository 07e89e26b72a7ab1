//! Addresses and their one frozen normal form.

use url::Url;

/// Query parameters that say how a reader came, not what is read.
const TRACKING: [&str; 12] = [
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "zalo", "gidzl", "zarsrc", "mc_cid", "mc_eid",
    "igshid", "_ga",
];

/// Brings an address into the normal form that ids are made of; nothing for what is no web address.
///
/// The form is frozen, since changing it would change ids: scheme `https` for `http` too, host in
/// lower case without `www.` and without a final dot, default port, user, fragment and tracking
/// parameters (`utm_*` and the like) removed, other parameters in the order given, no slash at the
/// end of a path.
#[must_use]
pub fn normalize_address(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.to_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let host = host.trim_start_matches("www.");
    // A name with an empty part is nobody's, and without its dots it could be read as another.
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let mut normal = format!("https://{host}");
    // `Url::port` is nothing for the scheme's own port; what was `http` becomes `https`, whose own is 443.
    if let Some(port) = url.port().filter(|port| *port != 443) {
        normal.push_str(&format!(":{port}"));
    }
    normal.push_str(url.path().trim_end_matches('/'));
    let kept: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| {
            let name = pair
                .split('=')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
        })
        .collect();
    if !kept.is_empty() {
        normal.push('?');
        normal.push_str(&kept.join("&"));
    }
    Some(normal)
}

/// The host of an address in normal form.
#[must_use]
pub fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let end = rest.find(['/', '?', ':']).unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(normalize_address(address).as_deref(), expected, "{address}");
    }

    #[test]
    fn one_page_has_one_address() {
        let normal = Some("https://vietnam.vn/en/a-b");
        check("http://www.vietnam.vn/en/a-b/", normal);
        check(
            "https://VIETNAM.vn.:443/en/a-b?utm_source=x&fbclid=1#top",
            normal,
        );
        check(" https://vietnam.vn/en/a-b ", normal);
        check(
            "https://x.vn/p?b=2&a=1&utm_medium=z",
            Some("https://x.vn/p?b=2&a=1"),
        );
        check("http://127.0.0.1:8080/", Some("https://127.0.0.1:8080"));
        check("https://x.vn1.1../a", None);
        check("https://x..vn/", None);
        check("https://www./", Some("https://www"));
        check("mailto:a@b.vn", None);
        check("not an address", None);
    }

    #[test]
    fn normal_form_is_a_fixed_point() {
        for address in [
            "http://www.x.vn/a//?a=b",
            "http://x.vn:443/a",
            "https://x.vn?x=1",
            "https://tiếng.vn/ớ",
        ] {
            let once = normalize_address(address).expect("an address");
            check(&once, Some(&once));
        }
    }

    #[test]
    fn the_host_is_cut_out() {
        assert_eq!(host_of("https://x.vn:80/a"), Some("x.vn"));
        assert_eq!(host_of("https://x.vn"), Some("x.vn"));
    }
}
