//! The way through feeds, sitemaps and listings of one site, with its limits.

use super::starts::next_page;
use super::{Discovered, Link, Period, Start, StartKind};
use crate::document::{DocId, normalize_address};
use crate::sites::Site;
use std::collections::{HashSet, VecDeque};

/// Most places that are asked on one walk.
const PLACES: usize = 10_000;

/// Most articles of one walk.
const ARTICLES: usize = 1_000_000;

/// Most pages of one listing.
const PAGES: u32 = 1_000;

/// Sitemaps may name sitemaps; how often in a row.
const DEPTH: u8 = 4;

/// Tells which place to ask next and gathers the articles; the caller fetches and reads.
#[derive(Debug)]
pub struct Walk<'s> {
    site: Option<&'s Site>,
    period: Period,
    places: VecDeque<Place>,
    asked: HashSet<String>,
    known: HashSet<DocId>,
    /// True if a limit cut the walk short.
    pub limited: bool,
}

#[derive(Debug, Clone)]
struct Place {
    start: Start,
    depth: u8,
    /// The first page, for a listing.
    first: Option<String>,
}

/// A place to ask; goes back into [`Walk::take`] with what was found there.
#[derive(Debug, Clone)]
pub struct Asked(Place);

impl Asked {
    /// The address to fetch and what to read it as.
    #[must_use]
    pub const fn start(&self) -> &Start {
        &self.0.start
    }
}

impl<'s> Walk<'s> {
    /// Begins a walk.
    #[must_use]
    pub fn new(site: Option<&'s Site>, period: Period, starts: Vec<Start>) -> Self {
        let mut walk = Self {
            site,
            period,
            places: VecDeque::new(),
            asked: HashSet::new(),
            known: HashSet::new(),
            limited: false,
        };
        for start in starts {
            let first = matches!(start.kind, StartKind::Listing(_)).then(|| start.address.clone());
            walk.add(Place {
                start,
                depth: 0,
                first,
            });
        }
        walk
    }

    /// The rule of the site that is walked through.
    #[must_use]
    pub const fn site(&self) -> Option<&'s Site> {
        self.site
    }

    /// The next place to ask; nothing when the walk is over.
    pub fn next_place(&mut self) -> Option<Asked> {
        self.places.pop_front().map(Asked)
    }

    /// Takes what was found at a place; gives the articles that are new and may lie in the period.
    pub fn take(&mut self, asked: &Asked, found: Discovered) -> Vec<Link> {
        let place = &asked.0;
        self.limited |= found.limited;
        for sitemap in found.sitemaps {
            if !self.period.may_hold(sitemap.announced) {
                continue;
            }
            if place.depth >= DEPTH {
                self.limited = true;
                break;
            }
            let start = Start {
                address: sitemap.address,
                kind: StartKind::Sitemap,
            };
            self.add(Place {
                start,
                depth: place.depth + 1,
                first: None,
            });
        }
        let mut fresh = Vec::new();
        for link in found.articles {
            let Some(address) = normalize_address(&link.address) else {
                continue;
            };
            let key = DocId::of_address(&address);
            if !self.period.may_hold(link.announced) || self.known.contains(&key) {
                continue;
            }
            if self.known.len() == ARTICLES {
                self.limited = true;
                break;
            }
            self.known.insert(key);
            fresh.push(link);
        }
        // A page of a listing that brings nothing new is the last one.
        if let (StartKind::Listing(number), Some(first), Some(site)) =
            (place.start.kind, &place.first, self.site)
            && !fresh.is_empty()
            && number < PAGES
            && let Some(start) = next_page(site, first, number)
        {
            self.add(Place {
                start,
                depth: 0,
                first: Some(first.clone()),
            });
        }
        fresh
    }

    fn add(&mut self, place: Place) {
        if self.asked.len() >= PLACES {
            self.limited = true;
        } else if self.asked.insert(place.start.address.clone()) {
            self.places.push_back(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::{Announced, Source};

    fn link(address: &str) -> Link {
        Link {
            address: address.to_owned(),
            title: None,
            announced: Announced::Unknown,
            source: Source::Sitemap,
        }
    }

    #[test]
    fn loops_end() {
        let start = Start {
            address: "https://x.vn/s.xml".to_owned(),
            kind: StartKind::Sitemap,
        };
        let mut walk = Walk::new(None, Period::default(), vec![start.clone(), start]);
        let mut asked = 0;
        while let Some(place) = walk.next_place() {
            asked += 1;
            // Every sitemap names itself, and one more.
            let own = link(&place.start().address);
            let other = link(&format!("{}x", place.start().address));
            let found = Discovered {
                sitemaps: vec![own, other],
                articles: vec![link("https://x.vn/a"), link("http://www.x.vn/a/")],
                limited: false,
            };
            let fresh = walk.take(&place, found);
            assert_eq!(fresh.len(), usize::from(asked == 1));
        }
        assert_eq!((asked, walk.limited), (usize::from(DEPTH) + 1, true));
    }

    #[test]
    fn a_listing_ends_with_a_page_that_brings_nothing_new() {
        let registry = crate::sites::Registry::bundled();
        let site = registry.for_host("vnexpress.net").expect("a rule");
        let start = Start {
            address: "https://vnexpress.net/thoi-su".to_owned(),
            kind: StartKind::Listing(1),
        };
        let mut walk = Walk::new(Some(site), Period::default(), vec![start]);
        let mut pages = Vec::new();
        while let Some(place) = walk.next_place() {
            let number = pages.len().min(2);
            let articles = vec![link(&format!("https://vnexpress.net/{number}.html"))];
            walk.take(
                &place,
                Discovered {
                    articles,
                    ..Discovered::default()
                },
            );
            pages.push(place.start().address.clone());
        }
        assert_eq!(pages.len(), 4);
        assert_eq!(pages[3], "https://vnexpress.net/thoi-su-p4");
    }
}
