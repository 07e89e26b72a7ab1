//! The integration tests: rules that hold for the whole tree, fixtures, and the program run whole.

mod architecture;
mod bad_input;
mod cli;
mod durability;
mod extract;
mod fuzz;
mod gold;
mod kills;
mod ledger;
mod readme;
mod sites;
