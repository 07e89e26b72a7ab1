//! Recognisers: what a document names and says, found in its text.
//!
//! One file per kind of thing. Each reads the one `Scan` of the text and adds to the
//! [`Annotations`]; later recognisers see what earlier ones have found. Pure: a document comes in,
//! annotations go out, and neither a neighbour document nor the order of adding plays a part.

pub(crate) mod scan;

mod byline;
mod figure;
mod fingerprint;
mod heading;
mod lexicon;
mod locality;
mod number;
mod org;
mod person;
mod spelling;

#[cfg(test)]
mod score;

pub use fingerprint::{Shingles, key_hash, may_be_alike};

use crate::document::{Annotations, Document};
use scan::Scan;

/// Finds everything that the recognisers know in one document.
#[must_use]
pub fn annotate(document: &Document) -> Annotations {
    let scan = Scan::new(document.text.full());
    let mut found = Annotations::default();
    byline::recognise(&scan, document, &mut found);
    person::recognise(&scan, document, &mut found);
    locality::recognise(&scan, document, &mut found);
    number::recognise(&scan, document, &mut found);
    heading::recognise(&scan, document, &mut found);
    org::recognise(&scan, document, &mut found);
    figure::recognise(&scan, document, &mut found);
    found.fingerprint = fingerprint::fingerprint(&scan, document);
    found.mentions.sort_by_key(|mention| {
        (
            mention.span.start,
            std::cmp::Reverse(mention.span.end),
            mention.kind,
        )
    });
    found
}
