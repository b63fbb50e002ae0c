use super::{Field, Select};
use crate::wording::Wording;
use leptos::prelude::*;

/// Departments on offer, and what one may make people there: value and words of each.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Without any, nothing is asked.
    pub departments: Vec<(String, String)>,
    pub roles: Vec<(String, String)>,
    /// Everybody goes into one.
    pub is_needed: bool,
}

/// Into which department people go, and what they are there.
#[component]
pub fn PlaceFields(wording: Wording, department: Field, place: Field, places: Places) -> impl IntoView {
    let none = wording.say(if places.is_needed { "bulk-choose" } else { "create-no-department" });
    (!places.departments.is_empty()).then(|| {
        view! {
            <div class="field-pair">
                <Select field=department options=places.departments none />
                <Select field=place options=places.roles none=wording.say("create-no-department-role") />
            </div>
        }
    })
}
