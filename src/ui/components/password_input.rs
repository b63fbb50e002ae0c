use super::{Field, FieldFrame, Glyph, Icon};
use crate::wording::Wording;
use leptos::prelude::*;

/// A password, never given back. The button that shows it is `assets/password.js`'s.
#[component]
pub fn PasswordInput(
    wording: Wording,
    field: Field,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// Of a new one, in characters.
    #[prop(optional)]
    least: Option<usize>,
    /// What is asked of a new one: before it, and with its id, `…-rules`.
    #[prop(optional)]
    rules: Option<AnyView>,
) -> impl IntoView {
    let name = field.name;
    let ids: Vec<String> =
        rules.as_ref().map(|_| format!("{name}-rules")).into_iter().chain(field.described_by()).collect();
    let (described_by, invalid) = ((!ids.is_empty()).then(|| ids.join(" ")), field.invalid());
    view! {
        <FieldFrame field>
            {rules}
            <div class="input-group">
                <input
                    class="input"
                    type="password"
                    id=name
                    name=name
                    autocomplete=autocomplete
                    minlength=least.map(|least| least.to_string())
                    maxlength="256"
                    aria-describedby=described_by
                    aria-invalid=invalid
                    required
                />
                <button
                    class="input-action"
                    data-needs="script"
                    data-action="show-password"
                    type="button"
                    aria-pressed="false"
                    aria-controls=name
                >
                    <Glyph icon=Icon::Eye />
                    <Glyph icon=Icon::EyeOff />
                    <span class="visually-hidden">{wording.say("password-show")}</span>
                </button>
            </div>
        </FieldFrame>
    }
}
