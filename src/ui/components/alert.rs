use super::{Glyph, Icon};
use leptos::prelude::*;

/// A message about what has just happened or what stands in the way.
#[component]
pub fn Alert(
    /// `info`, `success`, `warning` or `danger`.
    tone: &'static str,
    icon: Icon,
    title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="alert" data-tone=tone>
            <Glyph icon />
            <p class="alert-title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
}
