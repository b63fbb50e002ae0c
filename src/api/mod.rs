//! The server functions: the wire's names and types, with bodies that only pass on. Each is a public endpoint: its
//! operation checks who asks.

mod invitations;
mod jobs;
mod roles;
mod users;

pub use invitations::{CheckedAddresses, Known, check_addresses};
pub use jobs::job_progress;
pub use roles::preview_role;
pub use users::list_users;

/// Whoever called, and what answers.
#[cfg(feature = "ssr")]
fn reader() -> Result<crate::server::http::Reader, crate::domain::error::AppError> {
    leptos::prelude::use_context().ok_or(crate::domain::error::AppError::Unavailable)
}

/// What the browser is told of an operation's error, with the status that says the same.
#[cfg(feature = "ssr")]
fn refuse(error: crate::server::operations::Error) -> crate::domain::error::AppError {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(error.status());
    }
    error.into_wire()
}
