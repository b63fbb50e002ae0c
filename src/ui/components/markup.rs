//! Small components as text, for what stands on a page so often that views would cost too much.

use super::Icon;
use maud::{Markup, PreEscaped, html};

/// What [`Glyph`](super::Glyph) shows.
pub fn icon_markup(icon: Icon, size: Option<&str>) -> Markup {
    html! {
        svg class="icon" data-size=[size] viewBox="0 0 24 24" aria-hidden="true" { (PreEscaped(icon.path())) }
    }
}

/// What [`Breaking`](super::Breaking) shows.
pub fn breaking_markup(text: &str) -> Markup {
    html! {
        @for (number, part) in text.split('@').enumerate() {
            @if number > 0 { wbr; "@" }
            (part)
        }
    }
}
