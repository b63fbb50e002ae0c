use super::{Alert, Icon};
use leptos::prelude::*;

/// What was done just now: there when the page loads, so that it has the focus, or who can't see it would hear nothing.
#[component]
pub fn Done(
    /// In a sentence; nothing where nothing was.
    done: Option<String>,
) -> impl IntoView {
    done.map(|title| {
        view! {
            <div class="page-done" role="status" tabindex="-1" autofocus>
                <Alert tone="success" icon=Icon::Check title />
            </div>
        }
    })
}
