use crate::{
    ui::{
        components::{Glyph, Icon},
        pages::users::UserRow,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// "Détails de l'utilisateur" [S1.16].
#[component]
pub fn DetailsPage(
    wording: Wording,
    row: UserRow,
    /// When the person was last signed in, in words.
    signed_in: Option<String>,
    /// Until when the open invitation lasts, in words.
    deadline: Option<String>,
) -> impl IntoView {
    let fact = |key: &str, value: String| view! { <div><dt>{wording.say(key)}</dt><dd>{value}</dd></div> };
    let state = match &row.fact {
        Some(fact) => format!("{} · {fact}", row.state_label),
        None => row.state_label.clone(),
    };
    let title = if row.name.is_empty() { row.email.clone() } else { row.name.clone() };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <header class="page-header"><h1 class="page-title">{title}</h1></header>
            <dl class="facts">
                {fact("field-email", row.email)}
                {fact("users-role", row.role)}
                {fact("users-state", state)}
                {deadline.map(|deadline| fact("join-deadline", deadline))}
                {signed_in.map(|at| fact("details-signed-in", at))}
            </dl>
        </div>
    }
}
