use crate::{domain::id::SessionId, wording::Wording};
use leptos::prelude::*;

/// A browser that one is signed in with, in words.
#[derive(Clone, Debug)]
pub struct SignedInOn {
    pub id: SessionId,
    pub device: String,
    pub since: String,
    pub seen: String,
    pub address: String,
    /// The one that reads the page.
    pub is_this: bool,
}

/// Where one is signed in: who shares a password would see it here [S3.9].
#[component]
pub fn SessionsTab(wording: Wording, devices: Vec<SignedInOn>) -> impl IntoView {
    let several = devices.len() > 1;
    let lines = devices.into_iter().map(|device| view! { <Line wording=wording.clone() device /> });
    view! {
        <section class="me-section" aria-labelledby="sessions">
            <div class="me-section-head">
                <h2 id="sessions">{wording.say("me-sessions-title")}</h2>
                {several.then(|| view! {
                    <a class="button" data-size="small" href="/me/sessions/end-others" data-dialog>{wording.say("me-sessions-end")}</a>
                })}
            </div>
            <p class="muted">{wording.say("me-sessions-lead")}</p>
            <ul class="me-lines">{lines.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Line(wording: Wording, device: SignedInOn) -> impl IntoView {
    let this = device.is_this.then(|| {
        view! { " "<span class="badge" data-tone="info" data-shape="plain">{wording.say("me-session-this")}</span> }
    });
    let label = wording.say_with("me-session-end-of", &[("device", device.device.as_str().into())]);
    let has_action = (!device.is_this).then_some("true");
    let end = (!device.is_this).then(|| {
        let href = format!("/me/sessions/{}/end", device.id);
        view! { <a class="button" data-size="small" href=href aria-label=label data-dialog>{wording.say("me-session-end")}</a> }
    });
    let seen = wording.say_with("me-session-seen", &[("time", device.seen.into()), ("address", device.address.into())]);
    view! {
        <li class="me-line" data-action=has_action>
            <span><b>{device.device}</b>{this}</span>
            <span class="muted">{seen}</span>
            <span class="muted">{wording.say_with("me-session-since", &[("time", device.since.into())])}</span>
            {end}
        </li>
    }
}
