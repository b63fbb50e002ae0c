//! Somebody's departments, and the services assigned [S4.5, S4.18, S4.19, S4.27].

use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, Select, Tick},
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
    places: Vec<PlaceLine>,
    /// Departments that the person can be put into, and what one may be made there; both by value and words.
    others: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    editable: bool,
    /// What was done just now.
    done: Option<String>,
    /// The department and role chosen in the form.
    chosen: (String, String),
    errors: FieldErrors,
) -> impl IntoView {
    let action = format!("{details}/departments");
    let list = if places.is_empty() {
        view! { <p class="muted">{wording.say("places-none")}</p> }.into_any()
    } else {
        let lines = places.into_iter().map(|place| {
            let leave = editable.then(|| {
                let label = wording.say_with("places-leave-of", &[("name", place.name.as_str().into())]);
                view! {
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="department" value=place.department />
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
    let add = (editable && !roles.is_empty() && !others.is_empty()).then(|| {
        let department = Field::new("department", wording.say("create-department"), &chosen.0)
            .error(&wording, errors.get("department"));
        let role = Field::new("department_role", wording.say("create-department-role"), &chosen.1)
            .error(&wording, errors.get("department_role"));
        view! {
            <section class="form-section" aria-labelledby="add">
                <h2 id="add">{wording.say("places-add")}</h2>
                <form class="stack" method="post" action=action.clone()>
                    <div class="field-pair">
                        <Select field=department options=others none=wording.say("bulk-choose") />
                        <Select field=role options=roles none=wording.say("bulk-choose") />
                    </div>
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
            {done.map(|title| view! { <div class="page-done" role="status"><Alert tone="success" icon=Icon::Check title /></div> })}
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("places-title", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say("places-lead")}</p>
            </header>
            <div class="stack" data-gap="large">{list} {add}</div>
        </div>
    }
}

/// A service of the account, as somebody has it.
#[derive(Clone, Debug)]
pub struct AssignLine {
    pub id: String,
    pub name: String,
    /// Why the person has it anyway, in words.
    pub text: Option<String>,
    pub checked: bool,
}

#[component]
pub fn UserServicesPage(
    wording: Wording,
    name: String,
    /// The person's page.
    details: String,
    services: Vec<AssignLine>,
    done: Option<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let mut error = errors.get("services").map(|problem| wording.problem("services", problem));
    let content = if services.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Services size="large" /></div>
                <h2 class="empty-title">{wording.say("services-empty-title")}</h2>
                <p class="empty-text">{wording.say("services-empty-text")}</p>
            </div>
        }
        .into_any()
    } else {
        let ticks = services.into_iter().enumerate().map(|(n, line)| {
            let error = if n == 0 { error.take() } else { None };
            view! { <Tick name="services" value=line.id title=line.name text=line.text checked=line.checked error is_first=n == 0 /> }
        });
        let ticks = ticks.collect_view();
        view! {
            <form class="stack" method="post" action=format!("{details}/services")>
                <fieldset class="choices">
                    <legend class="field-label">{wording.say("services-title")}</legend>
                    {ticks}
                </fieldset>
                <div class="actions">
                    <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    <a class="button" data-variant="quiet" href=details.clone()>{wording.say("cancel")}</a>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors />
            {done.map(|title| view! { <div class="page-done" role="status"><Alert tone="success" icon=Icon::Check title /></div> })}
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("assigned-title", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say("assigned-lead")}</p>
            </header>
            {content}
        </div>
    }
}
