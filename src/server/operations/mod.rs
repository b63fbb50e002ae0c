//! The verbs: each checks the right, changes, writes the history, queues mail and commits, in one transaction.

mod error;
mod refusal;

pub mod accept_invitation;
pub mod accept_policy;
pub mod ask_invitation;
pub mod bulk;
pub mod create_account;
pub mod departments;
pub mod history;
pub mod invite;
pub mod jobs;
pub mod join_link;
pub mod list_users;
pub mod mailbox;
pub mod make_administrator;
pub mod policy;
pub mod services;
pub mod set_seats;
pub mod setup_link;
pub mod sign_in;
pub mod sign_out;
pub mod throttle;
pub mod users;

pub use error::Error;
