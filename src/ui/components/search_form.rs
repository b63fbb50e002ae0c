use super::{Glyph, Icon};
use leptos::prelude::*;

/// Looks for a text in a short list, on the server.
#[component]
pub fn SearchForm(action: &'static str, label: String, text: String, button: String) -> impl IntoView {
    view! {
        <form class="search-form" role="search" method="get" action=action>
            <label class="visually-hidden" for="q">{label.clone()}</label>
            <div class="input-group">
                <Glyph icon=Icon::Search />
                <input class="input" type="search" id="q" name="q" placeholder=label value=text maxlength="100" autocomplete="off" spellcheck="false" />
            </div>
            <button class="button" type="submit">{button}</button>
        </form>
    }
}
