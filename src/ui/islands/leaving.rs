//! Where what is shown isn't the reader's to see any more.

use crate::domain::error::AppError;
use leptos::prelude::window;

/// Lets the server say what may still be seen here, where it refused an answer: why not, or how to sign in. Gives whether
/// it did refuse.
pub fn leaves<T>(answer: &Result<T, AppError>) -> bool {
    let is_out = matches!(
        answer,
        Err(AppError::SignedOut | AppError::PolicyPending | AppError::NotAllowed | AppError::NotFound)
    );
    if is_out {
        let _ = window().location().reload();
    }
    is_out
}
