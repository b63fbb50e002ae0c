//! Files of an account's people, rights and history, made in the background as jobs: as long as the account is big,
//! and never in a server's memory. Who asked for one has it for some days, as long as the rights last.
//!
//! - `order`: what is asked for, and who may
//! - `begin`
//! - `part`: the next lines of a file
//! - `kept`: one's own files
//! - `download`, `delete`

mod begin;
mod delete;
mod download;
mod kept;
mod order;
mod part;

pub use begin::{Form, begin};
pub use delete::delete;
pub use download::{File, download};
pub use kept::{Kept, Open, open};
pub use order::Order;
pub(super) use part::part;
