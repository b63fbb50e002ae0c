use super::{Glyph, Icon};
use crate::wording::Wording;
use leptos::prelude::*;

/// A way that is shut for the reader [S2.9]: it leads to what is needed and who can give it, as a dialog where script
/// has loaded.
#[component]
pub fn Locked(wording: Wording, href: &'static str, label: String) -> impl IntoView {
    view! {
        <a class="button" href=href data-locked data-dialog>
            <Glyph icon=Icon::Lock />
            {label}
            <span class="visually-hidden">" ("{wording.say("locked")}")"</span>
        </a>
    }
}
