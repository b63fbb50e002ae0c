use super::{Field, FieldFrame, Glyph, Icon};
use crate::{
    domain::language::Language,
    wording::{Wording, spoken},
};
use leptos::prelude::*;

/// Chooses one of the seven languages, each named in itself, and said of those that aren't written yet.
#[component]
pub fn LanguageSelect(wording: Wording, field: Field) -> impl IntoView {
    let (name, chosen) = (field.name, Language::from_code(&field.value));
    let (described_by, invalid) = (field.described_by(), field.invalid());
    let options = Language::ALL.into_iter().map(move |language| {
        let is_written = spoken(language) == language;
        let named = [("language", language.own_name().into())];
        let label = if is_written {
            language.own_name().to_owned()
        } else {
            wording.say_with("field-language-unwritten", &named)
        };
        view! {
            <option value=language.code() lang=is_written.then_some(language.code()) selected=chosen == Some(language)>
                {label}
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
