//! What people see. Pages compose, islands react, components know nothing of the server.

pub mod components;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod pages;
