use crate::{domain::language::Language, server::store::users::Person, ui::components::breaking, wording::Wording};
use leptos::prelude::*;

/// A version of the privacy policy that one has accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub version: i64,
    pub language: Language,
    /// SHA-256 of the text.
    pub digest: String,
    /// In words.
    pub time: String,
}

/// Who one is here, how one signs in, and what one has agreed to [S3.8, S3.12].
#[component]
pub fn ProfileTab(wording: Wording, person: Person, role: String, accepted: Vec<Accepted>) -> impl IntoView {
    let fact = |key: &str, value: String| view! { <div><dt>{wording.say(key)}</dt><dd>{value}</dd></div> };
    let given = |value: String| if value.is_empty() { wording.say("me-none") } else { value };
    let notices = person.notification_email.clone().unwrap_or_else(|| wording.say("me-notices-to-email"));
    let signed_in = person.signed_in_at.map(|at| fact("details-signed-in", wording.date_time(at)));
    view! {
        <section class="me-section" aria-labelledby="profile">
            <div class="me-section-head">
                <h2 id="profile">{wording.say("me-profile-title")}</h2>
                <a class="button" data-size="small" href="/me/edit">{wording.say("me-edit")}</a>
            </div>
            <dl class="facts">
                {fact("field-first-name", given(person.first_name))}
                {fact("field-last-name", given(person.last_name))}
                {fact("field-phone", given(person.phone))}
                {fact("field-language", person.language.own_name().to_owned())}
                {fact("field-notification-email", notices)}
                {fact("users-role", role)}
            </dl>
        </section>
        <section class="me-section" aria-labelledby="access">
            <h2 id="access">{wording.say("me-access-title")}</h2>
            <dl class="facts">
                <div>
                    <dt>{wording.say("field-email")}</dt>
                    <dd class="me-fact"><span inner_html=breaking(&person.email).into_string()></span><a href="/me/address">{wording.say("me-address-change")}</a></dd>
                </div>
                <div>
                    <dt>{wording.say("field-password")}</dt>
                    <dd class="me-fact">"••••••••"<a href="/me/password">{wording.say("me-password-change")}</a></dd>
                </div>
                {signed_in}
            </dl>
        </section>
        <Acceptances wording accepted />
    }
}

#[component]
fn Acceptances(wording: Wording, accepted: Vec<Accepted>) -> impl IntoView {
    let lines = accepted.into_iter().map(|one| {
        let href = format!("/policy/{}?language={}", one.version, one.language.code());
        let version = wording.say_with("me-policy-version", &[("version", one.version.to_string().into())]);
        view! {
            <li class="me-line">
                <a href=href>{version}</a>
                <span class="muted">{one.language.own_name()}" · "{one.time}</span>
                <code class="me-digest" title=wording.say("me-policy-digest")>{one.digest}</code>
            </li>
        }
    });
    view! {
        <section class="me-section" aria-labelledby="policy">
            <h2 id="policy">{wording.say("me-policy-title")}</h2>
            <ul class="me-lines">{lines.collect_view()}</ul>
        </section>
    }
}
