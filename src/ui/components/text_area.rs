use super::{Field, FieldFrame};
use leptos::prelude::*;

/// Several lines of plain text.
#[component]
pub fn TextArea(
    field: Field,
    /// In characters.
    most: usize,
) -> impl IntoView {
    let (name, described_by, invalid) = (field.name, field.described_by(), field.invalid());
    // As children, leptos 0.8 would write it unescaped.
    let value = html_escape::encode_text(&field.value).into_owned();
    view! {
        <FieldFrame field>
            <textarea
                class="input"
                id=name
                name=name
                rows="4"
                maxlength=most.to_string()
                aria-describedby=described_by
                aria-invalid=invalid
                inner_html=value
            ></textarea>
        </FieldFrame>
    }
}
