use leptos::prelude::*;

/// A text that may be an address: where a line is too short for one, it breaks before the @ rather than anywhere.
#[component]
pub fn Breaking(text: String) -> impl IntoView {
    let mut parts = text.split('@').map(str::to_owned);
    let first = parts.next();
    let rest = parts.map(|part| view! { <wbr />{format!("@{part}")} }).collect::<Vec<_>>();
    view! { {first}{rest} }
}
