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
mod pairs;
mod person;
mod phrases;
mod said;
mod spelling;

#[cfg(test)]
mod score;

pub use fingerprint::{Shingles, key_hash, may_be_alike};

use crate::document::{Annotations, Document};
use scan::Scan;

/// Finds everything that the recognisers know in one document.
#[must_use]
pub fn annotate(document: &Document) -> Annotations {
    annotate_in_steps(document, &mut |_| {})
}

/// As [`annotate`], and names each step when it is done: what it costs can be told from the others.
#[must_use]
pub fn annotate_in_steps(
    document: &Document,
    after_step: &mut dyn FnMut(&'static str),
) -> Annotations {
    let scan = Scan::new(document.text.full());
    after_step("scan");
    let mut found = Annotations::default();
    for (name, recognise) in RECOGNISERS {
        recognise(&scan, document, &mut found);
        after_step(name);
    }
    found.fingerprint = fingerprint::fingerprint(&scan, document);
    after_step("fingerprint");
    found.mentions.sort_by_key(|mention| {
        (
            mention.span.start,
            std::cmp::Reverse(mention.span.end),
            mention.kind,
        )
    });
    found
}

type Recognise = fn(&Scan<'_>, &Document, &mut Annotations);

/// The recognisers with their names, in the order in which they work.
const RECOGNISERS: [(&str, Recognise); 7] = [
    ("bylines", byline::recognise),
    ("people", person::recognise),
    ("localities", locality::recognise),
    ("numbers", number::recognise),
    ("headings", heading::recognise),
    ("bodies", org::recognise),
    ("figures", figure::recognise),
];
