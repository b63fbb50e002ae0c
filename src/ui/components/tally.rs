use super::{Glyph, Icon};
use leptos::prelude::*;

/// How many of each kind: lines of a tone (`success`, `info`, `warning`, `danger`) and a text.
#[component]
pub fn Tally(lines: Vec<(&'static str, String)>) -> impl IntoView {
    let icon = |tone: &str| match tone {
        "success" => Icon::Check,
        "info" => Icon::User,
        _ => Icon::Alert,
    };
    let lines = lines.into_iter().map(|(tone, text)| view! { <li data-tone=tone><Glyph icon=icon(tone) />{text}</li> });
    view! { <ul class="invite-summary">{lines.collect_view()}</ul> }
}
