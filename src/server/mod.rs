//! The server's side; `lib.rs` gates all of it.

pub mod app;
pub mod clock;
pub mod config;
pub mod context;
pub mod device;
pub mod events;
pub mod housekeeping;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod operations;
pub mod password;
pub mod random;
pub mod serve;
pub mod store;
pub mod telemetry;
pub mod token;
