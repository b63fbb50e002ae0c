//! What is done with one user, by a verb a file. Each verb is one step inside a transaction, so that one user and
//! many go the same way: `perform` for one, a job for many.

pub mod access_end;
pub mod assigned;
pub mod create;
pub mod exceptions;
pub mod places;

mod about;
mod activate;
mod add_to_department;
mod assign_service;
mod change_role;
mod deactivate;
mod delete;
mod details;
pub mod edit;
mod end_session;
mod end_sessions;
mod invitation;
mod leave_department;
mod link;
mod resend;
mod reset_password;
mod restore;
mod revoke;
mod step;

pub use about::{About, about, other_roles};
pub use details::{Details, Origin, details};
pub use edit::sets_address;
pub use end_session::end_session;
pub use link::{Link, show_link};
pub use reset_password::MOST_A_DAY as MOST_RESETS_A_DAY;
pub(super) use step::replaces_shown;
pub use step::{Change, Done, Step, perform, take};
