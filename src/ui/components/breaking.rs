use maud::{Markup, html};

/// A text that may be an address: where a line is too short for one, it breaks before the @ rather than anywhere.
pub fn breaking(text: &str) -> Markup {
    html! {
        @for (number, part) in text.split('@').enumerate() {
            @if number > 0 { wbr; "@" }
            (part)
        }
    }
}
