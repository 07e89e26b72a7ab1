//! To be written.

use super::scan::Scan;
use crate::document::{Annotations, Document};

/// Adds what is found of this kind.
pub(super) fn recognise(_scan: &Scan<'_>, _document: &Document, _found: &mut Annotations) {}
