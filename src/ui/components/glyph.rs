use super::icon::{Icon, MARK};
use leptos::prelude::*;

/// An icon of the set, for the eye alone: what it stands beside says the same in words.
#[component]
pub fn Glyph(
    icon: Icon,
    /// `small` or `large`; else as large as the text.
    #[prop(optional)]
    size: Option<&'static str>,
) -> impl IntoView {
    view! { <svg class="icon" data-size=size viewBox="0 0 24 24" aria-hidden="true" inner_html=icon.path()></svg> }
}

/// Parvis's own mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! { <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" inner_html=MARK></svg> }
}

/// What [`Glyph`] shows, as text: for what stands on a page so often that views would cost too much.
#[cfg(feature = "ssr")]
pub fn icon_markup(icon: Icon, size: Option<&str>) -> maud::Markup {
    maud::html! {
        svg class="icon" data-size=[size] viewBox="0 0 24 24" aria-hidden="true" { (maud::PreEscaped(icon.path())) }
    }
}
