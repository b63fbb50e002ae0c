use crate::{
    domain::form::FieldErrors,
    ui::components::{ErrorSummary, Field, PasswordInput, TextInput},
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
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let (email, password) = (field("email", "field-email", &email), field("password", "field-password", ""));
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("sign-in-title")}</h1>
            <p class="gate-lead">{wording.say("sign-in-lead")}</p>
        </div>
        <form class="stack" method="post" action="/sign-in">
            <input type="hidden" name="next" value=next />
            <TextInput field=email kind="email" autocomplete="username" />
            <PasswordInput wording=wording.clone() field=password autocomplete="current-password" />
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say("sign-in-button")}
            </button>
        </form>
    }
}
