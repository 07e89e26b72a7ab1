//! Provinces and cities at all times, districts and communes.

/// The authority file of localities.
#[derive(Debug)]
pub struct Localities;

/// The authority file of localities.
#[must_use]
pub fn localities() -> &'static Localities {
    static FILE: Localities = Localities;
    &FILE
}
