//! robots.txt (RFC 9309), and the permits that only it can give.

use super::Failure;
use std::time::Duration;
use url::Url;

/// Most bytes of a robots.txt that are read: the 500 KiB of RFC 9309, and one to see that a line is cut.
pub(super) const MAX_BYTES: usize = robotxt::BYTE_LIMIT + 1;

/// The right to make one request. Nothing but [`Rules::permit`] and [`Permitted::robots_txt`] makes one,
/// and the function that sends takes it by value: asking twice takes two permits.
#[derive(Debug)]
pub(super) struct Permitted {
    url: Url,
    /// Whether it is for a robots.txt; only such a permit can be renewed or moved.
    robots_txt: bool,
}

impl Permitted {
    /// The permit for a host's robots.txt, which is always free to be read.
    pub(super) fn robots_txt(of: &Url) -> Self {
        let mut url = of.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        url.set_fragment(None);
        Self {
            url,
            robots_txt: true,
        }
    }

    /// The permit for the place that a robots.txt redirects to, or for asking it again; RFC 9309 asks
    /// to follow it, also to other hosts. Nothing for the permit of a page.
    pub(super) fn robots_txt_at(&self, url: Url) -> Option<Self> {
        self.robots_txt.then_some(Self {
            url,
            robots_txt: true,
        })
    }

    /// The address that may be asked.
    pub(super) const fn url(&self) -> &Url {
        &self.url
    }
}

/// Why a request is not permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Robots does not permit it, or answers so that nothing can be known.
    Refused(String),
    /// The host could not be reached, so that robots could not be asked.
    Unreachable(Failure),
}

/// What a host's robots.txt says to this program.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    robots: robotxt::Robots,
    /// Why the file could not be read, if so: then nothing is permitted.
    unreachable: Option<Refusal>,
}

impl Rules {
    /// Reads the file as it was received, for the bare product token.
    pub(super) fn read(text: &[u8], token: &str) -> Self {
        Self {
            robots: robotxt::Robots::parse(text, token),
            unreachable: None,
        }
    }

    /// There is no such file: everything is permitted.
    pub(super) fn none() -> Self {
        Self {
            robots: robotxt::Robots::allow_all(),
            unreachable: None,
        }
    }

    /// The server does not give the file: nothing is permitted.
    pub(super) fn withheld(reason: &str) -> Self {
        let reason = format!("robots.txt cannot be read, so nothing is asked: {reason}");
        Self {
            robots: robotxt::Robots::disallow_all(),
            unreachable: Some(Refusal::Refused(reason)),
        }
    }

    /// The server could not be reached: nothing is permitted.
    pub(super) fn unreachable(failure: Failure) -> Self {
        Self {
            robots: robotxt::Robots::disallow_all(),
            unreachable: Some(Refusal::Unreachable(failure)),
        }
    }

    /// Permits a request, or tells why not.
    pub(super) fn permit(&self, url: &Url) -> Result<Permitted, Refusal> {
        if let Some(refusal) = &self.unreachable {
            return Err(refusal.clone());
        }
        if self.robots.is_url_allowed(url) {
            return Ok(Permitted {
                url: url.clone(),
                robots_txt: false,
            });
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let rule = self.robots.matching_rule(path);
        let rule = rule.map_or("/", |rule| rule.pattern());
        Err(Refusal::Refused(format!("robots.txt disallows {rule}")))
    }

    /// The pause between two requests that the host asks for.
    pub(super) fn crawl_delay(&self) -> Duration {
        self.robots.crawl_delay().unwrap_or_default()
    }

    /// The sitemaps that the file names.
    pub(super) fn sitemaps(&self) -> Vec<String> {
        self.robots.sitemaps().iter().map(Url::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(robots: &str, path: &str, refusal: Option<&str>) {
        let rules = Rules::read(robots.as_bytes(), "vankien");
        let url = Url::parse("https://x.vn/").unwrap().join(path).unwrap();
        let refusal = refusal.map(|reason| Refusal::Refused(reason.to_owned()));
        assert_eq!(rules.permit(&url).err(), refusal, "{path}");
    }

    #[test]
    fn the_group_of_this_program_goes_before_the_rest() {
        let robots = "\u{feff}User-agent: *\nDisallow: /\n\nUser-Agent: VanKien\nAllow: /a\nDisallow: /a/b*c$\nCrawl-delay: 2.5";
        check(robots, "/x", None);
        check(robots, "/a/bxc", Some("robots.txt disallows /a/b*c$"));
        check(robots, "/a/bxcd", None);
        let delay = Rules::read(robots.as_bytes(), "vankien").crawl_delay();
        assert_eq!(delay, Duration::from_millis(2500));
        check(
            "User-agent: *\nDisallow: /",
            "/x",
            Some("robots.txt disallows /"),
        );
        check("User-agent: *\nDisallow: /", "/robots.txt", None);
        check("<html>no such page</html>", "/x", None);
    }

    #[test]
    fn the_permit_of_a_page_leads_nowhere_else() {
        let url = Url::parse("https://x.vn/a").unwrap();
        let page = Rules::none().permit(&url).unwrap();
        assert!(page.robots_txt_at(url.clone()).is_none());
        assert!(Permitted::robots_txt(&url).robots_txt_at(url).is_some());
    }

    #[test]
    fn a_file_that_cannot_be_had_permits_nothing() {
        let url = Url::parse("https://x.vn/a").unwrap();
        assert!(Rules::none().permit(&url).is_ok());
        assert!(Rules::withheld("503").permit(&url).is_err());
        let down = Rules::unreachable(Failure::NoWebAddress);
        let refusal = down.permit(&url).unwrap_err();
        assert_eq!(refusal, Refusal::Unreachable(Failure::NoWebAddress));
    }
}
