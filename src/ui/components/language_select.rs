use super::{Field, FieldFrame, Glyph, Icon};
use crate::domain::language::Language;
use leptos::prelude::*;

/// Chooses one of the seven languages, each named in itself.
#[component]
pub fn LanguageSelect(field: Field) -> impl IntoView {
    let (name, chosen) = (field.name, Language::from_code(&field.value));
    let (described_by, invalid) = (field.described_by(), field.invalid());
    let options = Language::ALL.into_iter().map(move |language| {
        view! {
            <option value=language.code() lang=language.code() selected=chosen == Some(language)>
                {language.own_name()}
            </option>
        }
    });
    view! {
        <FieldFrame field>
            <div class="select">
                <select id=name name=name aria-describedby=described_by aria-invalid=invalid>{options.collect_view()}</select>
                <Glyph icon=Icon::ChevronDown />
            </div>
        </FieldFrame>
    }
}
