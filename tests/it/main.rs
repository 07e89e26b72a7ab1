//! The integration tests: rules that hold for the whole tree, fixtures, and the program run whole.

mod architecture;
mod cli;
mod extract;
mod gold;
mod kills;
mod readme;
mod sites;
