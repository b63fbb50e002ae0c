//! Operations and HTTP on both engines, by actors: `visitor`, `admin`, `member`…

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod support;
mod support_access;

mod accept_invitation;
mod accept_policy;
mod access_end;
mod address_change;
mod analytics;
mod ask_invitation;
mod beyond;
mod billing;
mod bulk;
mod bulk_services;
mod cells;
mod connections;
mod create_account;
mod create_user;
mod departments;
mod exceptions;
mod export;
mod exports;
mod forgot;
mod forms;
mod gate;
mod headers;
mod history;
mod home;
mod housekeeping;
mod import;
mod invite;
mod jobs;
mod layers;
mod list_users;
mod live;
mod log;
mod mail;
mod mailbox;
mod make_administrator;
mod me;
mod migrations;
mod new_device;
mod offered;
mod policy;
mod requests;
mod reset;
mod robust;
mod roles;
mod scope;
mod services;
mod settings;
mod sign_in;
mod sign_out;
mod users;
mod who_can;
