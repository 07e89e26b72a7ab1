//! Asks web servers for pages, as a guest: address -> what the server answered.
//!
//! A [`Session`] takes addresses in and gives [`Outcome`]s out. On the way it asks the host's
//! robots.txt, keeps the distance between two requests that the host or the user wants, waits when it
//! is told to, follows redirects, and stops whatever is too large, too slow or leads to an address that
//! is not public. No request can be made without a permit, a permit comes from robots.txt alone
//! (`robots`), and the HTTP client is locked up with the one function that takes permits (`wire`): there
//! is no switch to turn.
//!
//! Left out: what a page says (no markup is known here), what is worth asking for, and what is kept.
//! Bodies go out as received, with their content encodings. All that is asynchronous stays inside.

mod error;
mod exchange;
mod guard;
mod host;
mod patience;
mod resolve;
mod robots;
mod session;
mod settings;
mod wire;

pub use error::{Failure, FetchError};
pub use exchange::{Exchange, Role, Validators};
pub use guard::is_public;
pub use resolve::ResolveEntry;
pub use session::{Ask, End, Outcome, Purpose, Session};
pub use settings::{Agent, Clock, Limits, NamedHost, Patience, Proxies, Settings};
