use crate::{
    ui::{
        components::{HistoryDay, HistoryList, Links},
        pages::history::Pages,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// What one did, and what was done about one [S3.10].
#[component]
pub fn HistoryTab(
    wording: Wording,
    days: Vec<HistoryDay>,
    links: Links,
    newer: Option<String>,
    older: Option<String>,
) -> impl IntoView {
    view! {
        <p class="muted">{wording.say("me-history-lead")}</p>
        <HistoryList wording=wording.clone() days links />
        <Pages wording newer older />
    }
}
