use super::{Alert, Icon};
use leptos::prelude::*;

/// What was done just now: told to who can't see it appear, too.
#[component]
pub fn Done(
    /// In a sentence; nothing where nothing was.
    done: Option<String>,
) -> impl IntoView {
    done.map(|title| {
        view! { <div class="page-done" role="status"><Alert tone="success" icon=Icon::Check title /></div> }
    })
}
