//! Operations and HTTP on both engines, by actors: `visitor`, `admin`, `member`…

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod support;

mod accept_invitation;
mod accept_policy;
mod ask_invitation;
mod bulk;
mod create_account;
mod departments;
mod gate;
mod headers;
mod history;
mod invite;
mod jobs;
mod layers;
mod list_users;
mod live;
mod mail;
mod mailbox;
mod make_administrator;
mod migrations;
mod policy;
mod robust;
mod sign_in;
mod sign_out;
mod users;
