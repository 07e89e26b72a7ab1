//! The integration tests: rules that hold for the whole tree, fixtures, and the program run whole.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod architecture;
mod campaign;
mod cli;
mod extract;
mod gold;
mod judged;
mod kills;
mod readme;
mod sites;
mod spelling;
