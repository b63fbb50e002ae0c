use crate::wording::Wording;
use leptos::prelude::*;

/// After signing in again: what was sent before and didn't arrive, to be sent now.
#[component]
pub fn ResumePage(
    wording: Wording,
    /// Where it was sent: a path of ours.
    action: String,
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let hidden = |(name, value): (String, String)| view! { <input type="hidden" name=name value=value /> };
    view! {
        <div class="gate-intro">
            <h1 class="gate-title">{wording.say("resume-title")}</h1>
            <p class="gate-lead">{wording.say("resume-text")}</p>
        </div>
        <form class="actions" method="post" action=action>
            {fields.into_iter().map(hidden).collect_view()}
            <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("resume-send")}</button>
            <a class="button" data-variant="quiet" data-size="large" href="/">{wording.say("resume-drop")}</a>
        </form>
    }
}
