//! Site rules: one declarative file per site or per family of sites that share a CMS.
//!
//! A rule says where a site keeps title, lead, body, date, author and origin of an article, what to
//! leave out, and where new articles are announced. It holds selectors and address patterns as text;
//! `html` gives them meaning, `extract` and `discover` ask by them. What comes in are TOML files, the
//! bundled ones and those of a collection's `sites/` folder; a [`Registry`] goes out.

mod registry;
mod rule;

pub use registry::{Registry, SitesError};
pub use rule::{Address, Listing, Order, Reading, Site};
