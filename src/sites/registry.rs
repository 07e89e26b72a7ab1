//! All site rules, by host.

use super::Site;
use super::rule::Reading;
use std::path::{Path, PathBuf};

/// The bundled files: name and content. Families stand first.
const FILES: &[(&str, &str)] = &[
    ("vccorp", include_str!("families/vccorp.toml")),
    ("epi", include_str!("families/epi.toml")),
    (
        "baochinhphu.vn",
        include_str!("bundled/baochinhphu.vn.toml"),
    ),
    ("baodautu.vn", include_str!("bundled/baodautu.vn.toml")),
    (
        "baophapluat.vn",
        include_str!("bundled/baophapluat.vn.toml"),
    ),
    (
        "baotainguyenmoitruong.vn",
        include_str!("bundled/baotainguyenmoitruong.vn.toml"),
    ),
    ("cafef.vn", include_str!("bundled/cafef.vn.toml")),
    (
        "daibieunhandan.vn",
        include_str!("bundled/daibieunhandan.vn.toml"),
    ),
    (
        "dangcongsan.vn",
        include_str!("bundled/dangcongsan.vn.toml"),
    ),
    ("dantri.com.vn", include_str!("bundled/dantri.com.vn.toml")),
    (
        "giaoducthoidai.vn",
        include_str!("bundled/giaoducthoidai.vn.toml"),
    ),
    ("nhandan.vn", include_str!("bundled/nhandan.vn.toml")),
    ("nld.com.vn", include_str!("bundled/nld.com.vn.toml")),
    ("plo.vn", include_str!("bundled/plo.vn.toml")),
    ("qdnd.vn", include_str!("bundled/qdnd.vn.toml")),
    ("sggp.org.vn", include_str!("bundled/sggp.org.vn.toml")),
    (
        "tapchicongsan.org.vn",
        include_str!("bundled/tapchicongsan.org.vn.toml"),
    ),
    ("thanhnien.vn", include_str!("bundled/thanhnien.vn.toml")),
    (
        "thuvienphapluat.vn",
        include_str!("bundled/thuvienphapluat.vn.toml"),
    ),
    ("tienphong.vn", include_str!("bundled/tienphong.vn.toml")),
    ("tuoitre.vn", include_str!("bundled/tuoitre.vn.toml")),
    ("vietnam.vn", include_str!("bundled/vietnam.vn.toml")),
    ("vietnamnet.vn", include_str!("bundled/vietnamnet.vn.toml")),
    (
        "vietnamplus.vn",
        include_str!("bundled/vietnamplus.vn.toml"),
    ),
    ("vnexpress.net", include_str!("bundled/vnexpress.net.toml")),
    ("vov.vn", include_str!("bundled/vov.vn.toml")),
    (
        "vpcp.chinhphu.vn",
        include_str!("bundled/vpcp.chinhphu.vn.toml"),
    ),
    ("vtv.vn", include_str!("bundled/vtv.vn.toml")),
    (
        "xaydungdang.org.vn",
        include_str!("bundled/xaydungdang.org.vn.toml"),
    ),
];

/// A site rule that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SitesError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read site rules in {path}")]
    Read {
        /// The path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what a rule looks like.
    #[error("cannot understand the site rule {file}: {message}")]
    Rule {
        /// Name of the rule or path of its file.
        file: String,
        /// What is wrong and where.
        message: String,
    },
}

/// The site rules, found by host.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// Later ones go before earlier ones.
    sites: Vec<Site>,
    families: Vec<Site>,
}

impl Registry {
    /// The rules that the program brings along.
    ///
    /// # Panics
    /// Never: a test reads them all.
    #[must_use]
    pub fn bundled() -> Self {
        let mut registry = Self::default();
        for (name, toml) in FILES {
            registry
                .add(name, toml)
                .expect("bundled rules are read by a test");
        }
        registry
    }

    /// Adds the rules of a folder (`*.toml`), which go before the bundled ones for their hosts.
    ///
    /// A folder that is missing adds nothing.
    ///
    /// # Errors
    /// If the folder or a file cannot be read or understood.
    pub fn with_dir(mut self, dir: &Path) -> Result<Self, SitesError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| SitesError::Read { path, source }
        };
        if !dir.exists() {
            return Ok(self);
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(failed(dir))? {
            let path = entry.map_err(failed(dir))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            let toml = std::fs::read_to_string(&path).map_err(failed(&path))?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            self.add(&name, &toml)?;
        }
        Ok(self)
    }

    /// Adds one rule.
    ///
    /// # Errors
    /// If the text is not a rule, or its family is not known.
    pub fn add(&mut self, name: &str, toml: &str) -> Result<(), SitesError> {
        let wrong = |message: String| SitesError::Rule {
            file: name.to_owned(),
            message,
        };
        let mut site: Site = toml::from_str(toml).map_err(|error| wrong(error.to_string()))?;
        if site.name.is_empty() {
            site.name = name.to_owned();
        }
        if let Some(family) = &site.family {
            let family = self
                .families
                .iter()
                .find(|known| known.name == *family)
                .ok_or_else(|| wrong(format!("no family {family}")))?;
            // What was seen on one site of a family is a guess about the others.
            let readings = family.readings.iter().cloned();
            site.readings.extend(readings.map(|reading| Reading {
                confirmed: reading.confirmed && site.confirmed,
                ..reading
            }));
            if site.address.article.is_none() {
                site.address.article.clone_from(&family.address.article);
            }
        }
        if site.readings.is_empty() && site.feeds.is_empty() && site.listings.is_empty() {
            return Err(wrong("it neither reads nor finds anything".to_owned()));
        }
        if site.hosts.is_empty() {
            self.families.push(site);
        } else {
            self.sites.push(site);
        }
        Ok(())
    }

    /// The rule for a host, or for the nearest of its parent domains that has one.
    #[must_use]
    pub fn for_host(&self, host: &str) -> Option<&Site> {
        let host = host.trim_end_matches('.');
        let mut host = host.strip_prefix("www.").unwrap_or(host);
        loop {
            let found = self
                .sites
                .iter()
                .rev()
                .find(|site| site.hosts.iter().any(|known| known == host));
            if found.is_some() {
                return found;
            }
            let (_, parent) = host.split_once('.')?;
            host = parent;
        }
    }

    /// The site that calls itself so, in any capitals.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Site> {
        self.sites
            .iter()
            .rev()
            .find(|site| site.name.eq_ignore_ascii_case(name))
    }

    /// All sites, in the order they were added.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, expected: Option<&str>) {
        let registry = Registry::bundled();
        assert_eq!(
            registry.for_host(host).map(|site| site.name.as_str()),
            expected,
            "{host}"
        );
    }

    #[test]
    fn a_host_finds_its_rule() {
        check("vietnam.vn", Some("vietnam.vn"));
        check("www.vietnam.vn.", Some("vietnam.vn"));
        check("en.nhandan.vn", Some("nhandan.vn"));
        check("vpcp.chinhphu.vn", Some("vpcp.chinhphu.vn"));
        check("hanoi.chinhphu.vn", None);
        check("vn", None);
        check("example.org", None);
    }

    #[test]
    fn a_family_confirms_nothing_of_its_sites() {
        let registry = Registry::bundled();
        for (name, confirmed) in [
            ("baochinhphu.vn", true),
            ("cafef.vn", true),
            ("vnexpress.net", true),
            ("thanhnien.vn", false),
            ("vtv.vn", false),
            ("nhandan.vn", false),
            ("vov.vn", false),
        ] {
            let site = registry.by_name(name).expect("a rule");
            assert_eq!(site.is_confirmed(), confirmed, "{name}");
        }
    }

    #[test]
    fn rules_of_a_folder_go_before() {
        let dir = tempfile::tempdir().expect("a folder");
        let toml =
            "hosts = ['vietnam.vn']\n[[reading]]\nbody = ['.mine']\nvalid_from = '2026-01-01'\n";
        std::fs::write(dir.path().join("own.toml"), toml).expect("written");
        let registry = Registry::bundled().with_dir(dir.path()).expect("read");
        let site = registry.for_host("vietnam.vn").expect("a rule");
        assert_eq!((site.name.as_str(), site.readings.len()), ("own", 1));
    }

    #[test]
    fn a_bad_rule_is_named() {
        let mut registry = Registry::default();
        for toml in [
            "hosts = 1",
            "hosts = ['a.vn']",
            "family = 'x'\nhosts = ['a.vn']",
            "unknown = 1",
        ] {
            let error = registry.add("mine", toml).expect_err("an error");
            assert!(error.to_string().contains("mine"), "{error}");
        }
    }
}
