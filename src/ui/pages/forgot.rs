use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Icon, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// "Mot de passe oublié ?" [S4.11]: says the same whoever asks.
#[component]
pub fn ForgotPage(
    wording: Wording,
    /// As typed.
    email: String,
    /// It was asked for just now.
    sent: bool,
    errors: FieldErrors,
) -> impl IntoView {
    let email = Field::new("email", wording.say("field-email"), &email).error(&wording, errors.get("email"));
    let lead = (!sent).then(|| wording.say("forgot-lead"));
    let button = (!sent).then_some("primary");
    let done = sent.then(|| {
        let (title, text) = (wording.say("forgot-sent"), wording.say("forgot-sent-text"));
        view! {
            <div role="status" tabindex="-1" autofocus><Alert tone="success" icon=Icon::Mail title><p>{text}</p></Alert></div>
            <a class="button" data-variant="primary" data-size="large" data-shape="wide" href="/reset">
                {wording.say("forgot-to-code")}
            </a>
        }
    });
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("forgot-title")}</h1>
            {lead.map(|lead| view! { <p class="gate-lead">{lead}</p> })}
        </div>
        {done}
        <form class="stack" method="post" action="/forgot">
            <TextInput field=email kind="email" autocomplete="username" />
            <button class="button" data-variant=button data-size="large" data-shape="wide" type="submit">
                {wording.say("forgot-button")}
            </button>
        </form>
        <p class="gate-aside"><a href="/sign-in">{wording.say("forgot-to-sign-in")}</a></p>
    }
}
