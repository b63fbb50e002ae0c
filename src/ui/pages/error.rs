use crate::{domain::error::ErrorKind, wording::Wording};
use leptos::prelude::*;

/// What went wrong, and what to do now.
#[component]
pub fn ErrorPage(
    wording: Wording,
    kind: ErrorKind,
    status: u16,
    /// The request's id, where the operator can find more in the log.
    reference: Option<String>,
    /// Parvis's own, where everything goes on.
    address: String,
) -> impl IntoView {
    let kind = kind.as_str();
    view! {
        <div class="gate-intro">
            <p class="error-code">{wording.say_with("error-code", &[("code", status.to_string().into())])}</p>
            <h1 class="gate-title">{wording.say(&format!("error-{kind}-title"))}</h1>
            <p class="gate-lead">{wording.say_with(&format!("error-{kind}-text"), &[("address", address.as_str().into())])}</p>
        </div>
        {reference.map(|id| view! {
            <p class="error-reference">{wording.say("error-reference")}" "<code>{id}</code></p>
        })}
        <div class="actions"><a class="button" href=address>{wording.say("error-home")}</a></div>
    }
}
