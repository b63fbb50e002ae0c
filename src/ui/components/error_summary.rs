use crate::{domain::form::FieldErrors, wording::Wording};
use leptos::prelude::*;

/// What is wrong with a form, on top of the page: focused, with a link to each field.
#[component]
pub fn ErrorSummary(
    wording: Wording,
    errors: FieldErrors,
    /// What stands beside one of the fields, where that is more than its problem says.
    #[prop(optional_no_strip)]
    said: Option<(&'static str, String)>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .iter()
            .map(|(field, problem)| {
                let said = said.as_ref().filter(|(of, _)| *of == field);
                let text = said.map_or_else(|| wording.problem(field, problem), |(_, text)| text.clone());
                // What is wrong with the form as a whole has no field to go to.
                if field == "form" {
                    view! { <li>{text}</li> }.into_any()
                } else {
                    view! { <li><a href=format!("#{field}")>{text}</a></li> }.into_any()
                }
            })
            .collect_view();
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="errors-title" autofocus>
                <h2 class="error-summary-title" id="errors-title">{wording.say("errors-title")}</h2>
                <ul class="error-summary-list">{lines}</ul>
            </div>
        }
    })
}
