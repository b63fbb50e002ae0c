use crate::{
    domain::{form::FieldErrors, password::Rules},
    ui::components::{ErrorSummary, Field, Glyph, Icon, NewPassword, PasswordInput},
    wording::Wording,
};
use leptos::prelude::*;

/// Another password for oneself; the present one says that it is oneself [S5.18, S5.19].
#[component]
pub fn PasswordPage(
    wording: Wording,
    email: String,
    suggestion: String,
    rules: Rules,
    errors: FieldErrors,
) -> impl IntoView {
    let field = |name, key: &str| Field::new(name, wording.say(key), "").error(&wording, errors.get(name));
    let (present, password) = (field("present", "me-password-present"), field("password", "me-password-new"));
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/me"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("me-title")}</a>
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header">
                <h1 class="page-title">{wording.say("me-password-title")}</h1>
                <p class="page-lead">{wording.say("me-password-lead")}</p>
            </header>
            <form class="stack" method="post" action="/me/password">
                // For the browser's password manager: which account the password is of.
                <input type="email" value=email autocomplete="username" hidden readonly />
                <PasswordInput wording=wording.clone() field=present autocomplete="current-password" />
                <NewPassword wording=wording.clone() field=password suggestion rules />
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        {wording.say("me-password-button")}
                    </button>
                    <a class="button" data-variant="quiet" data-size="large" href="/me">{wording.say("cancel")}</a>
                </div>
            </form>
        </div>
    }
}
