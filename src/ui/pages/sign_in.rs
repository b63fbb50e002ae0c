use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Icon, PasswordInput, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

#[component]
pub fn SignInPage(
    wording: Wording,
    /// As typed.
    email: String,
    /// Where to go afterwards: a path of ours.
    next: String,
    /// What was sent to it without a session, url-encoded; empty: nothing.
    unsent: String,
    /// A reset has just been used.
    password_set: bool,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let (email, password) = (field("email", "field-email", &email), field("password", "field-password", ""));
    let set = password_set.then(|| {
        let (title, text) = (wording.say("sign-in-password-set"), wording.say("sign-in-password-set-text"));
        view! {
            <div role="status" tabindex="-1" autofocus><Alert tone="success" icon=Icon::Check title><p>{text}</p></Alert></div>
        }
    });
    let holds = !unsent.is_empty();
    let ended = holds.then(|| {
        let (title, text) = (wording.say("sign-in-ended"), wording.say("sign-in-ended-text"));
        view! {
            <div role="status" tabindex="-1" autofocus><Alert tone="info" icon=Icon::Info title><p>{text}</p></Alert></div>
        }
    });
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("sign-in-title")}</h1>
            <p class="gate-lead">{wording.say("sign-in-lead")}</p>
        </div>
        {set}
        {ended}
        <form class="stack" method="post" action="/sign-in">
            <input type="hidden" name="next" value=next />
            {holds.then(|| view! { <input type="hidden" name="unsent" value=unsent /> })}
            <TextInput field=email kind="email" autocomplete="username" />
            <PasswordInput wording=wording.clone() field=password autocomplete="current-password" />
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say("sign-in-button")}
            </button>
        </form>
        <p class="gate-aside"><a href="/forgot">{wording.say("forgot-link")}</a></p>
    }
}
