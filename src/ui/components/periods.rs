use crate::wording::Wording;
use leptos::prelude::*;

/// A choice of how far back one looks: where each leads, its words, and whether it is the one that is shown.
#[component]
pub fn Periods(wording: Wording, periods: Vec<(String, String, bool)>) -> impl IntoView {
    let periods = periods.into_iter().map(|(href, label, is_current)| {
        view! { <li><a class="segments-link" href=href aria-current=is_current.then_some("true")>{label}</a></li> }
    });
    view! {
        <nav class="segments" aria-label=wording.say("figures-period")>
            <ul class="segments-list" role="list">{periods.collect_view()}</ul>
        </nav>
    }
}
