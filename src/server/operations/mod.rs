//! The verbs: each checks the right, changes, writes the history, queues mail and commits, in one transaction.

mod error;
mod manager;
mod refusal;
mod taken;

pub mod accept_invitation;
pub mod accept_policy;
pub mod address_link;
pub mod ask_invitation;
pub mod ask_reset;
pub mod bulk;
pub mod change_address;
pub mod confirm_address;
pub mod create_account;
mod daily;
pub mod departments;
pub mod enter_code;
pub mod export_users;
pub mod history;
pub mod home;
pub mod import;
pub mod invite;
pub mod jobs;
pub mod join_link;
pub mod list_users;
pub mod mailbox;
pub mod make_administrator;
pub mod me;
pub mod notice;
pub mod open_reset;
pub mod policy;
pub mod requests;
pub mod reset_link;
pub mod roles;
pub mod services;
pub mod set_password;
pub mod set_seats;
pub mod setup_link;
pub mod sign_in;
pub mod sign_out;
pub mod throttle;
pub mod undo_address;
pub mod users;
pub mod who_can;

pub use error::Error;
pub use manager::Manager;
