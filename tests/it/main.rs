//! The integration tests: rules that hold for the whole tree, fixtures, and the program run whole.

mod architecture;
mod extract;
mod gold;
mod sites;
