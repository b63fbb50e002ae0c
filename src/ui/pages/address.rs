use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, Done, ErrorSummary, Field, Glyph, Icon, PasswordInput, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// A change that waits for the new address.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub email: String,
    /// Until when, in words.
    pub until: String,
}

/// Asks for another sign-in address, somebody else's or one's own [S3.12].
#[component]
pub fn AddressPage(
    wording: Wording,
    /// The form's own address.
    action: String,
    /// Where one comes from, and what stands there.
    back: (String, String),
    /// Who signs in with what at present, in words.
    lead: String,
    /// One's own: the present password is asked for.
    own: bool,
    waiting: Option<Waiting>,
    /// What was done just now, in words.
    done: Option<String>,
    /// As typed.
    email: String,
    errors: FieldErrors,
) -> impl IntoView {
    let (href, there) = back;
    let field =
        |name, key: &str, value: &str| Field::new(name, wording.say(key), value).error(&wording, errors.get(name));
    let email = field("email", "address-new", &email).hint(wording.say("address-how"));
    let password = own.then(|| field("password", "address-password", ""));
    let waiting = waiting.map(|Waiting { email, until }| {
        let title = wording.say_with("address-waiting-title", &[("email", email.into())]);
        let text = wording.say_with("address-waiting-text", &[("date", until.into())]);
        let (action, label) = (action.clone(), wording.say("address-withdraw"));
        view! {
            <Alert tone="info" icon=Icon::Clock title>
                <p>{text}</p>
                <form class="actions" method="post" action=action>
                    <input type="hidden" name="withdraw" value="yes" />
                    <button class="button" data-size="small" type="submit">{label}</button>
                </form>
            </Alert>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=href><Glyph icon=Icon::ChevronLeft size="small" />{there}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header"><h1 class="page-title">{wording.say("address-title")}</h1></header>
            <Done done />
            <p>{lead}</p>
            {waiting}
            <form class="stack" method="post" action=action>
                <TextInput field=email kind="email" autocomplete=if own { "email" } else { "off" } />
                {password.map(|field| view! {
                    <PasswordInput wording=wording.clone() field autocomplete="current-password" />
                })}
                <div class="actions">
                    <button class="button" data-variant="primary" type="submit">{wording.say("address-button")}</button>
                </div>
            </form>
        </div>
    }
}

/// Asks the new address, or the old one, for the click that a mail scanner doesn't make.
#[component]
pub fn AddressLinkPage(
    title: String,
    /// What will happen, a paragraph each.
    texts: Vec<String>,
    /// The form's own address.
    action: String,
    button: String,
) -> impl IntoView {
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    view! {
        <div class="gate-intro"><h1 class="gate-title">{title}</h1></div>
        <div class="stack" data-gap="small">{texts}</div>
        <form method="post" action=action>
            <button class="button" data-variant="primary" data-size="large" data-shape="wide" type="submit">{button}</button>
        </form>
    }
}
