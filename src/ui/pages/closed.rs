use crate::{
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// Where the page leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    SignIn,
    /// To the form that asks for a new link.
    AskAgain,
}

/// What has become of a link, and what to do.
#[component]
pub fn ClosedPage(
    wording: Wording,
    title: String,
    text: String,
    /// Nothing where there is nothing to do here.
    onward: Option<Onward>,
) -> impl IntoView {
    let onward = onward.map(|onward| {
        let (href, icon, label) = match onward {
            Onward::SignIn => ("/sign-in", None, "sign-in-button"),
            Onward::AskAgain => ("/forgot", Some(Icon::Refresh), "reset-ask"),
        };
        view! {
            <div class="actions">
                <a class="button" data-variant="primary" data-size="large" href=href>
                    {icon.map(|icon| view! { <Glyph icon /> })} {wording.say(label)}
                </a>
            </div>
        }
    });
    view! {
        <div class="gate-intro">
            <h1 class="gate-title">{title}</h1>
            <p class="gate-lead">{text}</p>
        </div>
        {onward}
    }
}
