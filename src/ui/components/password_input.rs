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
) -> impl IntoView {
    let name = field.name;
    let (described_by, invalid) = (field.described_by(), field.invalid());
    view! {
        <FieldFrame field>
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
