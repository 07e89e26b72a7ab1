//! The integration tests: rules that hold for the whole tree, fixtures, and the program run whole.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod architecture;
mod bad_input;
mod campaign;
mod cli;
mod durability;
mod extract;
mod fetch;
mod flips;
mod fuzz;
mod gold;
mod judged;
mod kills;
mod ledger;
mod readme;
mod sites;
mod spelling;
mod tables;
