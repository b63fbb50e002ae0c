//! A small SMTP client (RFC 5321) with STARTTLS (RFC 3207) and AUTH (RFC 4954).
//!
//! Our own, and not lettre's, for three reasons seen in its source (0.11.23): its pool sets no `TCP_NODELAY` (23 mails
//! a second a connection); a TLS stream can't be handed to it, so `smtps://` couldn't have it either; and what a
//! server, or somebody in between, writes after its answer to STARTTLS in the clear is read as if it were encrypted.

mod connection;
mod dialogue;
mod server;
mod tls;
mod trouble;

pub use server::Patience;

pub(super) use connection::Connection;
pub(super) use server::{Server, sender_address};
pub(super) use trouble::Trouble;
