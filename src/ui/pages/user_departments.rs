//! Somebody's departments [S4.18, S4.19, S4.27].

use crate::{
    domain::form::FieldErrors,
    ui::components::{Done, ErrorSummary, Field, Glyph, Icon, PlaceFields, Places},
    wording::Wording,
};
use leptos::prelude::*;

/// A place in a department, in the reader's words.
#[derive(Clone, Debug)]
pub struct PlaceLine {
    pub department: String,
    pub name: String,
    /// What the person is there, and what that means.
    pub role: (String, String),
}

#[component]
pub fn UserDepartmentsPage(
    wording: Wording,
    name: String,
    /// The person's page.
    details: String,
    lines: Vec<PlaceLine>,
    /// The same as the forms send it back.
    shown: String,
    /// Where the person can be put; nothing for who may change nothing.
    places: Option<Places>,
    /// What was done just now.
    done: Option<String>,
    /// The department and role chosen in the form.
    chosen: (String, String),
    errors: FieldErrors,
) -> impl IntoView {
    let action = format!("{details}/departments");
    let editable = places.is_some();
    let list = if lines.is_empty() {
        view! { <p class="muted">{wording.say("places-none")}</p> }.into_any()
    } else {
        let lines = lines.into_iter().map(|place| {
            let leave = editable.then(|| {
                let label = wording.say_with("places-leave-of", &[("name", place.name.as_str().into())]);
                view! {
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="department" value=place.department />
                        <input type="hidden" name="shown" value=shown.clone() />
                        <button class="button" data-size="small" type="submit" name="leave" value="yes" aria-label=label>
                            {wording.say("places-leave")}
                        </button>
                    </form>
                }
            });
            let (role, means) = place.role;
            view! {
                <li class="rows-item">
                    <span class="rows-text">
                        <span class="rows-name">{place.name}</span>
                        <span class="rows-fact">{role}" · "{means}</span>
                    </span>
                    {leave}
                </li>
            }
        });
        view! { <ul class="rows" role="list">{lines.collect_view()}</ul> }.into_any()
    };
    let add = places.filter(|places| !places.departments.is_empty()).map(|places| {
        let department = Field::new("department", wording.say("create-department"), &chosen.0)
            .error(&wording, errors.get("department"));
        let place = Field::new("department_role", wording.say("create-department-role"), &chosen.1)
            .error(&wording, errors.get("department_role"));
        view! {
            <section class="form-section" aria-labelledby="add">
                <h2 id="add">{wording.say("places-add")}</h2>
                <form class="stack" method="post" action=action.clone()>
                    <input type="hidden" name="shown" value=shown.clone() />
                    <PlaceFields wording=wording.clone() department place places />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    </div>
                </form>
            </section>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("places-title", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say("places-lead")}</p>
            </header>
            <div class="stack" data-gap="large" id="shown" tabindex="-1">{list} {add}</div>
        </div>
    }
}
