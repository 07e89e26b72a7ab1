//! Feeds, sitemaps, listings and front pages -> addresses of articles.
//!
//! Pure: bytes come in, [`Link`]s go out; nothing is fetched here. Where to begin on a site is told by
//! its rule ([`starts`]); [`Walk`] keeps the order, the limits and what was seen already, so that loops
//! and floods end. Which address is an article in truth is for `extract`, once its page is there.

mod feed;
mod links;
mod listing;
mod sitemap;
mod starts;
mod walk;

pub use feed::read_feed;
pub use links::{Announced, Discovered, Link, Period, Source, translation_key};
pub use listing::read_listing;
pub use sitemap::read_sitemap;
pub use starts::{Start, StartKind, starts};
pub use walk::{Asked, Walk};

/// What cannot be read as what it was taken for.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// A feed that is none.
    #[error("cannot read a feed in {address}: {message}")]
    Feed {
        /// Where it came from.
        address: String,
        /// What is wrong.
        message: String,
    },
    /// A sitemap that is none.
    #[error("cannot read a sitemap in {address}: {message}")]
    Sitemap {
        /// Where it came from.
        address: String,
        /// What is wrong.
        message: String,
    },
}
