//! What is true in Parvis, without input or output: both targets share it.

pub mod access;
pub mod address;
pub mod address_change;
pub mod address_list;
pub mod agent;
pub mod csv;
pub mod department;
pub mod error;
pub mod form;
pub mod history;
pub mod history_list;
pub mod id;
pub mod import;
pub mod invitation;
pub mod job;
pub mod language;
pub mod message;
pub mod password;
pub mod phone;
pub mod reset;
pub mod search;
pub mod text;
pub mod time;
pub mod user;
pub mod user_list;
pub mod verb;
