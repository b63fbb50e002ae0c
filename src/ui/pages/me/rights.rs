use crate::{
    ui::{
        components::{RightLine, RightsTable},
        pages::requests::RequestView,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// One's rights, each with its reason; one's departments and services [S3.17–S3.20].
#[component]
pub fn RightsTab(
    wording: Wording,
    role: String,
    lines: Vec<RightLine>,
    /// Names, and what one is there.
    departments: Vec<(String, String)>,
    /// Names and addresses.
    services: Vec<(String, String)>,
    /// What one has asked for: what waits, and what was answered lately.
    asked: Vec<RequestView>,
) -> impl IntoView {
    let departments = departments
        .into_iter()
        .map(|(name, role)| view! { <li class="me-line"><b>{name}</b><span class="muted">{role}</span></li> });
    let departments = departments.collect::<Vec<_>>();
    let services = services.into_iter().map(|(name, url)| {
        // A service without an address has nowhere to lead.
        let name = if url.is_empty() {
            view! { <b>{name}</b> }.into_any()
        } else {
            view! { <a href=url rel="noreferrer">{name}</a> }.into_any()
        };
        view! { <li class="me-line">{name}</li> }
    });
    let services = services.collect::<Vec<_>>();
    let asked = asked.into_iter().map(|request| {
        let label = wording.say_with("requests-withdraw-of", &[("wish", request.wish.as_str().into())]);
        let waits = request.answered.is_none();
        let withdraw = waits.then(|| {
            view! {
                <form method="post" action=format!("/requests/{}/withdraw", request.id)>
                    <button class="button" type="submit" aria-label=label>{wording.say("requests-withdraw")}</button>
                </form>
            }
        });
        let answered = request.answered.map(|(state, words)| {
            let quoted = || wording.say_with("requests-words", &[("words", words.as_str().into())]);
            let words = (!words.is_empty()).then(quoted);
            view! { " "<span class="badge">{state}</span>" "{words} }
        });
        view! {
            <li class="me-line" data-action=waits.then_some("")>
                <span><b>{request.wish}</b>" "<span class="muted">{request.asked}</span>{answered}</span>
                {withdraw}
            </li>
        }
    });
    let asked = asked.collect::<Vec<_>>();
    view! {
        {(!asked.is_empty()).then(|| view! {
            <section class="me-section" aria-labelledby="asked">
                <h2 id="asked">{wording.say("requests-own")}</h2>
                <ul class="me-lines">{asked}</ul>
            </section>
        })}
        <section class="me-section" aria-labelledby="rights">
            <h2 id="rights">{wording.say_with("me-rights-role", &[("role", role.into())])}</h2>
            <RightsTable caption=wording.say("me-rights-caption") wording=wording.clone() lines />
        </section>
        <section class="me-section" aria-labelledby="departments">
            <h2 id="departments">{wording.say("held-departments")}</h2>
            {departments.is_empty().then(|| view! { <p class="muted">{wording.say("me-no-department")}</p> })}
            {(!departments.is_empty()).then(|| view! { <ul class="me-lines">{departments}</ul> })}
        </section>
        <section class="me-section" aria-labelledby="services">
            <h2 id="services">{wording.say("held-services")}</h2>
            {services.is_empty().then(|| view! { <p class="muted">{wording.say("me-no-service")}</p> })}
            {(!services.is_empty()).then(|| view! { <ul class="me-lines">{services}</ul> })}
        </section>
    }
}
