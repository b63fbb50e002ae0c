//! A verb on many users: said beforehand, then begun as a job [S4.12].
//!
//! - `order`: what the form asks for
//! - `target`: what some verbs are told first
//! - `preview`: what would happen to how many
//! - `start`

mod order;
mod preview;
mod start;
mod target;

pub use order::{Form, offered};
pub use preview::{LeftOut, Preview, preview};
pub use start::{refuse, start};
pub use target::{Choice, Offer, Target};
