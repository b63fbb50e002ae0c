//! SQL and nothing else: one file an area, each statement written once for both engines.

#![expect(clippy::missing_errors_doc, reason = "all fail as the database does, and say so by their type")]

mod db;
mod statement;
mod types;

pub mod accounts;
pub mod address_changes;
pub mod analytics;
pub mod batches;
pub mod demo;
pub mod departments;
pub mod drafts;
pub mod exceptions;
pub mod exports;
pub mod held;
pub mod history;
pub mod holders;
pub mod imports;
pub mod instance;
pub mod invitations;
pub mod jobs;
pub mod messages;
pub mod policies;
pub mod requests;
pub mod resets;
pub mod rights;
pub mod roles;
pub mod seats;
pub mod service_areas;
pub mod service_pictures;
pub mod services;
pub mod sessions;
pub mod settings;
pub mod support;
pub mod throttles;
pub mod users;

pub use db::{Conn, Db, Reader, Result, Setting, Tx};
