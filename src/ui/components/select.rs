use super::{Field, FieldFrame, Glyph, Icon};
use leptos::prelude::*;

/// Chooses one of a few values, each with its words.
#[component]
pub fn Select(
    field: Field,
    options: Vec<(String, String)>,
    /// What stands for no choice at all.
    none: String,
) -> impl IntoView {
    let (name, chosen) = (field.name, field.value.clone());
    let (described_by, invalid) = (field.described_by(), field.invalid());
    let options = options.into_iter().map(move |(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <FieldFrame field>
            <div class="select">
                <select id=name name=name autocomplete="off" aria-describedby=described_by aria-invalid=invalid>
                    <option value="">{none}</option>
                    {options.collect_view()}
                </select>
                <Glyph icon=Icon::ChevronDown />
            </div>
        </FieldFrame>
    }
}
