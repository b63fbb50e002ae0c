use crate::{
    domain::{form::FieldErrors, password::Rules},
    ui::components::{Alert, ErrorSummary, Field, FieldFrame, Icon, NewPassword, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// The recovery code, for who can't open the link [S4.16].
#[component]
pub fn CodePage(
    wording: Wording,
    /// As typed.
    email: String,
    /// As typed: what opens nothing is no secret.
    code: String,
    errors: FieldErrors,
) -> impl IntoView {
    let email = Field::new("email", wording.say("field-email"), &email).error(&wording, errors.get("email"));
    let code = Field::new("code", wording.say("field-code"), &code)
        .hint(wording.say("code-hint"))
        .error(&wording, errors.get("code"));
    let (value, described_by, invalid) = (code.value.clone(), code.described_by(), code.invalid());
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("code-title")}</h1>
            <p class="gate-lead">{wording.say("code-lead")}</p>
        </div>
        <form class="stack" method="post" action="/reset">
            <TextInput field=email kind="email" autocomplete="username" />
            <FieldFrame field=code>
                <input
                    class="input code-input"
                    id="code"
                    name="code"
                    value=value
                    autocomplete="one-time-code"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=invalid
                    required
                />
            </FieldFrame>
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say("code-button")}
            </button>
        </form>
        <p class="gate-aside"><a href="/forgot">{wording.say("code-to-forgot")}</a></p>
    }
}

/// Chooses a new password [S4.17].
#[component]
pub fn ResetPage(
    wording: Wording,
    /// The form's own address.
    action: String,
    /// Whose password it is.
    email: String,
    /// Somebody else who is signed in on this browser.
    other: Option<String>,
    suggestion: String,
    rules: Rules,
    errors: FieldErrors,
) -> impl IntoView {
    let password = Field::new("password", wording.say("reset-password"), "").error(&wording, errors.get("password"));
    let other = other.map(|name| {
        let title = wording.say_with("reset-other-title", &[("name", name.into())]);
        let text = wording.say_with("reset-other-text", &[("email", email.as_str().into())]);
        view! { <Alert tone="info" icon=Icon::User title><p>{text}</p></Alert> }
    });
    view! {
        <ErrorSummary wording=wording.clone() errors />
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("reset-title")}</h1>
            <p class="gate-lead">{wording.say_with("reset-lead", &[("email", email.as_str().into())])}</p>
        </div>
        {other}
        <form class="stack" method="post" action=action>
            // For the browser's password manager: which account the password is of.
            <input type="email" value=email autocomplete="username" hidden readonly />
            <NewPassword wording=wording.clone() field=password suggestion rules />
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">
                {wording.say("reset-button")}
            </button>
        </form>
        <p class="gate-aside">{wording.say("reset-after")}</p>
    }
}
