use super::{leaving::leaves, patch};
use crate::api::job_progress;
use leptos::{html::Div, prelude::*, task::spawn_local};
use std::time::Duration;

/// What is renewed, each by itself: a button that has the focus keeps it.
const PARTS: [&str; 6] = ["status", "bar", "count", "foot", "tabs", "rows"];
/// Between two looks at a job.
const PAUSE: Duration = Duration::from_secs(1);

/// Shows how far a job is, second by second, for as long as it goes on. The page is whole without it.
#[island]
pub fn JobProgress(children: Children) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    Effect::new(move || look(region));
    view! { <div node_ref=region>{children()}</div> }
}

fn look(region: NodeRef<Div>) {
    let goes_on = region.get_untracked().is_some_and(|region| patch::find(&region, "[data-running]").is_some());
    if !goes_on {
        return;
    }
    set_timeout(
        move || {
            spawn_local(async move {
                // Which job it is stands in the address bar: an island without props needs no reader of JSON.
                let place = window().location();
                let id = place.pathname().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
                let query = place.search().unwrap_or_default();
                let answer = job_progress(id, query).await;
                if leaves(&answer) {
                    return;
                }
                // Where there is no answer, the next look may have one.
                if let Ok(html) = answer {
                    show(region, &html);
                }
                look(region);
            });
        },
        PAUSE,
    );
}

fn show(region: NodeRef<Div>, html: &str) {
    let (Some(region), Some(fresh)) = (region.get_untracked(), patch::detached(html)) else { return };
    for part in PARTS {
        let selector = format!("[data-part={part}]");
        if let (Some(old), Some(new)) = (patch::find(&region, &selector), patch::find(&fresh, &selector)) {
            // Who listens is told of what changes inside a status, not of another in its place.
            if part == "status" { patch::children(&old, &new) } else { patch::whole(&old, &new) }
        }
    }
}
