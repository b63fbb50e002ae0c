use crate::{domain::form::FieldErrors, wording::Wording};
use leptos::prelude::*;

/// What is wrong with a form, on top of the page: focused, with a link to each field.
#[component]
pub fn ErrorSummary(wording: Wording, errors: FieldErrors) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let lines = errors
            .iter()
            .map(|(field, problem)| {
                let text = wording.problem(field, problem);
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
