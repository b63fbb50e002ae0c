use super::{Glyph, Icon};
use leptos::prelude::*;

/// A box to tick, as a card.
#[component]
pub fn Tick(
    name: &'static str,
    value: String,
    /// What ticking it does.
    title: String,
    /// What is good to know about it.
    #[prop(optional_no_strip)]
    text: Option<String>,
    checked: bool,
    /// What is wrong, in words.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// The one that the error summary leads to.
    #[prop(default = true)]
    is_first: bool,
) -> impl IntoView {
    let invalid = error.as_ref().map(|_| "true");
    let described_by = error.as_ref().map(|_| format!("{name}-error"));
    view! {
        {error.map(|error| view! {
            <p class="field-error" id=format!("{name}-error")><Glyph icon=Icon::Alert /><span>{error}</span></p>
        })}
        <label class="choice">
            <input
                type="checkbox"
                id=is_first.then_some(name)
                name=name
                value=value
                checked=checked
                aria-invalid=invalid
                aria-describedby=described_by
            />
            <span class="choice-title">{title}</span>
            {text.map(|text| view! { <span class="choice-text">{text}</span> })}
        </label>
    }
}
