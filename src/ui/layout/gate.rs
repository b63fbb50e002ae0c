use super::frame::{Notice, NoticeBar, Support, SupportBar};
use crate::{ui::components::Mark, wording::Wording};
use leptos::prelude::*;

/// The drawing beside the content: the door stands open, or is closed where something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    Open,
    Closed,
    /// None: the page is for reading.
    Reading,
}

/// The body of pages before one is in: signing in, joining, the policy, errors.
#[component]
pub fn Gate(
    wording: Wording,
    scene: Scene,
    /// The organisation's name where it is known, else Parvis's.
    account_name: String,
    notice: Option<Notice>,
    /// Somebody of the support is in the account of who is signed in.
    support: Option<Support>,
    children: Children,
) -> impl IntoView {
    let state = if scene == Scene::Closed { "closed" } else { "open" };
    view! {
        <body class="gate" data-layout=(scene == Scene::Reading).then_some("reading")>
            <a class="skip-link" href="#main">{wording.say("skip-link")}</a>
            <header class="gate-header">
                <a class="brand" href="/"><Mark /><span class="brand-name">{account_name}</span></a>
            </header>
            <div class="scene" data-state=state aria-hidden="true" inner_html=include_str!("scene.svg")></div>
            <main class="gate-main" id="main" tabindex="-1">
                <div class="gate-content">
                    {notice.map(|notice| view! { <NoticeBar wording=wording.clone() notice /> })}
                    {support.map(|support| view! { <SupportBar wording=wording.clone() support /> })}
                    {children()}
                </div>
            </main>
            <footer class="gate-footer"><a href="/policy">{wording.say("policy-title")}</a></footer>
        </body>
    }
}
