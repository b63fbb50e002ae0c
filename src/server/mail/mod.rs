//! Mails: what was queued in a transaction is worded, sent and marked here.
//!
//! `run` leases due messages and hands them to as many senders as there are connections; each tells `marks` what
//! became of its message, and `marks` writes that down in groups. Without an SMTP server the same way leads into the
//! built-in mailbox.

mod letter;
mod marks;
mod outbox;
mod sender;
mod smtp;
mod worker;

pub mod trial;

pub mod words;

pub use outbox::Outbox;
pub use smtp::Patience;
pub use worker::run;
