//! An account's departments: seen by a Guest of that area, in the whole account or in one's own; added and renamed by an
//! Editor, merged and deleted by an Approver [S4.6, S4.18].

mod delete;
mod read;
mod save;

pub use delete::{Fate, delete, merge};
pub use read::{Open, list, open, open_to_delete};
pub use save::{Rename, create, rename};
