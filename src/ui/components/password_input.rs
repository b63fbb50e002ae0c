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
    /// What is asked of a new one, said before it.
    #[prop(optional)]
    rules: Vec<String>,
) -> impl IntoView {
    let name = field.name;
    // Each by itself: the list's own name would be read in the place of what it says.
    let ids = (0..rules.len()).map(|number| format!("{name}-rule-{number}")).chain(field.described_by());
    let ids = ids.collect::<Vec<_>>().join(" ");
    let (described_by, invalid) = ((!ids.is_empty()).then_some(ids), field.invalid());
    let lines = rules.into_iter().enumerate();
    let lines = lines.map(|(number, rule)| view! { <li id=format!("{name}-rule-{number}")>{rule}</li> }).collect_view();
    let rules =
        (!lines.is_empty()).then(|| view! { <ul class="rules" aria-label=wording.say("password-rules")>{lines}</ul> });
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
