use crate::{
    domain::{form::FieldErrors, password::Rules},
    ui::components::{ErrorSummary, Field, LanguageSelect, NewPassword, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// What was typed so far, without the password.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub account_name: String,
    pub language: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
}

/// Creates an account, from the console's link or at an open sign-up.
#[component]
pub fn SetupPage(
    wording: Wording,
    /// The form's own address.
    action: String,
    /// The link dies with its use.
    once: bool,
    typed: Typed,
    suggestion: String,
    rules: Rules,
    errors: FieldErrors,
) -> impl IntoView {
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let account = field("account_name", "field-account-name", &typed.account_name).hint(wording.say("setup-name-hint"));
    let language = field("language", "field-language", &typed.language).hint(wording.say("setup-language-hint"));
    let first = field("first_name", "field-first-name", &typed.first_name);
    let last = field("last_name", "field-last-name", &typed.last_name);
    let email = field("email", "field-email", &typed.email).hint(wording.say("setup-email-hint"));
    let password = field("password", "field-password", "");
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("setup-title")}</h1>
            <p class="gate-lead">{wording.say("setup-lead")}</p>
        </div>
        <form class="stack" method="post" action=action>
            <section class="form-section" aria-labelledby="organisation">
                <h2 id="organisation">{wording.say("setup-organisation")}</h2>
                <TextInput field=account autocomplete="organization" />
                <LanguageSelect wording=wording.clone() field=language />
            </section>
            <section class="form-section" aria-labelledby="you">
                <h2 id="you">{wording.say("setup-you")}</h2>
                <div class="field-pair">
                    <TextInput field=first autocomplete="given-name" />
                    <TextInput field=last autocomplete="family-name" />
                </div>
                <TextInput field=email kind="email" autocomplete="username" />
                <NewPassword wording=wording.clone() field=password suggestion rules />
            </section>
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say("setup-button")}
            </button>
        </form>
        {once.then(|| view! { <p class="gate-aside">{wording.say("setup-once")}</p> })}
    }
}
