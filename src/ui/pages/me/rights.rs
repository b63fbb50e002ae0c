use crate::{ui::pages::requests::RequestView, wording::Wording};
use leptos::prelude::*;

/// What one may do in an area, in words.
#[derive(Clone, Debug)]
pub struct Line {
    pub area: String,
    pub level: String,
    /// What the level lets one do.
    pub means: String,
    pub has_any: bool,
    /// Where it comes from.
    pub why: String,
    /// Whose things it applies to.
    pub reach: Option<String>,
}

/// One's rights, each with its reason; one's departments and services [S3.17–S3.20].
#[component]
pub fn RightsTab(
    wording: Wording,
    role: String,
    lines: Vec<Line>,
    /// Names, and what one is there.
    departments: Vec<(String, String)>,
    /// Names and addresses.
    services: Vec<(String, String)>,
    /// What one has asked for, and waits.
    waiting: Vec<RequestView>,
) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let tone = if line.has_any { "success" } else { "neutral" };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{line.area}</th>
                <td role="cell" data-column="level">
                    <span class="badge" data-tone=tone data-shape=(!line.has_any).then_some("ring")>{line.level}</span>
                    <span class="me-means">{line.means}</span>
                </td>
                <td role="cell" data-column="why">{line.why}{line.reach.map(|reach| format!(", {reach}"))}</td>
            </tr>
        }
    });
    let departments = departments
        .into_iter()
        .map(|(name, role)| view! { <li class="me-line"><b>{name}</b><span class="muted">{role}</span></li> });
    let departments = departments.collect::<Vec<_>>();
    let services = services
        .into_iter()
        .map(|(name, url)| view! { <li class="me-line"><a href=url rel="noreferrer">{name}</a></li> });
    let services = services.collect::<Vec<_>>();
    let waiting = waiting.into_iter().map(|request| {
        let label = wording.say_with("requests-withdraw-of", &[("wish", request.wish.as_str().into())]);
        view! {
            <li class="me-line">
                <span><b>{request.wish}</b>" "<span class="muted">{request.asked}</span></span>
                <form method="post" action=format!("/requests/{}/withdraw", request.id)>
                    <button class="button" type="submit" aria-label=label>{wording.say("requests-withdraw")}</button>
                </form>
            </li>
        }
    });
    let waiting = waiting.collect::<Vec<_>>();
    view! {
        {(!waiting.is_empty()).then(|| view! {
            <section class="me-section" aria-labelledby="waiting">
                <h2 id="waiting">{wording.say("requests-own")}</h2>
                <ul class="me-lines">{waiting}</ul>
            </section>
        })}
        <section class="me-section" aria-labelledby="rights">
            <h2 id="rights">{wording.say_with("me-rights-role", &[("role", role.into())])}</h2>
            <table class="table me-rights" role="table">
                <caption class="visually-hidden">{wording.say("me-rights-caption")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{wording.say("me-rights-area")}</th>
                        <th role="columnheader" scope="col">{wording.say("me-rights-level")}</th>
                        <th role="columnheader" scope="col">{wording.say("me-rights-why")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{lines.collect_view()}</tbody>
            </table>
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
