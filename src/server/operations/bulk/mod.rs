//! A verb on many users: said beforehand, then begun as a job [S4.12].
//!
//! - `order`: what the form asks for
//! - `preview`: what would happen to how many
//! - `start`

mod order;
mod preview;
mod start;

pub use order::{Form, Order, offered};
pub use preview::{Preview, preview};
pub use start::start;
