//! Support access [S2.10]: people of the instance's own account look after another one, where it lets them.
//!
//! - `access`: an account switches it on, until a day, and off
//! - `agent`: somebody of the support goes in, and out

mod access;
mod agent;

pub(in crate::server) use access::end_run_out;
pub use access::{Form, Overview, allow, end, overview};
pub(super) use agent::tell_left;
pub use agent::{enter, leave, open_accounts};
