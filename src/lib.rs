//! Parvis: the self-hosted forecourt of an organisation's applications.
//!
//! | Module | What it holds |
//! |---|---|
//! | [`domain`] | what is true, without I/O; both targets |
//! | [`api`] | the server functions: the wire's names and types |
//! | [`ui`] | what people see: `layout`, `pages` (one file a route), `islands` (what hydrates), `components` |
//! | `wording` | what Parvis says, by language; server |
//! | `server` | configuration, HTTP, operations (the verbs), store (SQL), mail; server |
//!
//! Gates on the target stand in the tables of contents: here, in `domain/mod.rs`, `ui/mod.rs` and `ui/components/mod.rs`.

#![recursion_limit = "256"]

pub mod api;
pub mod domain;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod wording;

/// Wakes the islands of a page; called by the script that leptos puts into pages with islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
