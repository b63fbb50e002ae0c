//! One file a route: each page is a function of data that are there already.

pub mod access_end;
pub mod address;
pub mod bulk;
pub mod closed;
pub mod details;
pub mod edit;
pub mod error;
pub mod forgot;
pub mod history;
pub mod home;
pub mod import;
pub mod invite;
pub mod invite_results;
pub mod job;
pub mod join;
pub mod link;
pub mod mailbox;
pub mod me;
pub mod named;
pub mod new_user;
pub mod policy;
pub mod reset;
pub mod setup;
pub mod sign_in;
pub mod users;
pub mod verb;
