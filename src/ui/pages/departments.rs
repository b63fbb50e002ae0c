//! The account's departments [S4.6, S4.18].

use crate::{
    domain::form::FieldErrors,
    ui::components::{Confirm, Done, ErrorSummary, Field, Glyph, Icon, Select, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// A department of the list, in the reader's words.
#[derive(Clone, Debug)]
pub struct DepartmentLine {
    pub href: String,
    pub name: String,
    pub people: String,
}

#[component]
pub fn DepartmentsPage(
    wording: Wording,
    departments: Vec<DepartmentLine>,
    may_add: bool,
    done: Option<String>,
    /// The name typed.
    name: String,
    errors: FieldErrors,
) -> impl IntoView {
    let list = if departments.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Departments size="large" /></div>
                <h2 class="empty-title">{wording.say("departments-empty-title")}</h2>
                <p class="empty-text">{wording.say("departments-empty-text")}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = departments.into_iter().map(|line| {
            view! {
                <li class="rows-item">
                    <span class="rows-text"><a class="rows-name" href=line.href>{line.name}</a></span>
                    <span class="rows-count">{line.people}</span>
                </li>
            }
        });
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    let add = may_add.then(|| {
        let field = Field::new("name", wording.say("field-name"), &name).error(&wording, errors.get("name"));
        view! {
            <section class="form-section" aria-labelledby="add">
                <h2 id="add">{wording.say("departments-add")}</h2>
                <form class="stack" method="post" action="/departments">
                    <TextInput field autocomplete="off" />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">
                            <Glyph icon=Icon::Plus />
                            {wording.say("named-add")}
                        </button>
                    </div>
                </form>
            </section>
        }
    });
    view! {
        <div class="page" data-width="form">
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say("departments-title")}</h1>
                <p class="page-lead">{wording.say("departments-lead")}</p>
            </header>
            <div class="stack" data-gap="large">{list} {add}</div>
        </div>
    }
}

/// One department, in the reader's words.
#[derive(Clone, Debug)]
pub struct DepartmentView {
    pub path: String,
    pub name: String,
    /// Each role there, with how many people have it.
    pub people: Vec<(String, String)>,
    /// The services that come with it, by name.
    pub services: Vec<String>,
    /// Where its people are listed, for who sees them.
    pub list: Option<String>,
    /// Where people are invited into it, for who may.
    pub invite: Option<String>,
    /// Where it is merged into another, for who may and where there is one.
    pub merge: Option<String>,
    /// Where it is deleted, for who may.
    pub delete: Option<String>,
    /// The name typed, for who may rename it.
    pub typed: Option<String>,
    /// The name that the form is shown over.
    pub shown: String,
}

#[component]
pub fn DepartmentPage(
    wording: Wording,
    department: DepartmentView,
    done: Option<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let DepartmentView { path, name, people, services, list, invite, merge, delete, typed, shown } = department;
    let rename = typed.map(|typed| {
        let field = Field::new("name", wording.say("field-name"), &typed).error(&wording, errors.get("name"));
        view! {
            <section class="form-section" aria-labelledby="rename">
                <h2 id="rename">{wording.say("departments-rename")}</h2>
                <form class="stack" method="post" action=path>
                    <input type="hidden" name="shown" value=shown />
                    <TextInput field autocomplete="off" />
                    <div class="actions"><button class="button" type="submit">{wording.say("named-save")}</button></div>
                </form>
            </section>
        }
    });
    let people = people.into_iter().map(|(role, count)| view! { <div><dt>{role}</dt><dd>{count}</dd></div> });
    let people = people.collect_view();
    let services = if services.is_empty() { wording.say("departments-no-services") } else { services.join(", ") };
    let button = |href: Option<String>, key: &str, variant: Option<&'static str>| {
        href.map(|href| view! { <a class="button" data-variant=variant href=href>{wording.say(key)}</a> })
    };
    let asked = |href: Option<String>, key: &str| {
        href.map(|href| view! { <a class="button" href=href data-dialog>{wording.say(key)}</a> })
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/departments">
                <Glyph icon=Icon::ChevronLeft size="small" />
                {wording.say("departments-title")}
            </a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <Done done />
            <header class="page-header"><h1 class="page-title" id="shown" tabindex="-1">{name}</h1></header>
            <div class="stack" data-gap="large">
                <div class="cluster">
                    {button(list, "named-see-people", Some("primary"))}
                    {button(invite, "departments-invite", None)}
                    {asked(merge, "departments-merge")}
                    {asked(delete, "named-delete")}
                </div>
                <dl class="facts">
                    {people}
                    <div><dt>{wording.say("services-title")}</dt><dd>{services}</dd></div>
                </dl>
                {rename}
            </div>
        </div>
    }
}

/// Asks into which other one a department is merged.
#[component]
pub fn DepartmentMergePage(
    wording: Wording,
    path: String,
    name: String,
    /// What will happen, a paragraph each.
    texts: Vec<String>,
    /// The other departments, by id and name.
    others: Vec<(String, String)>,
    into: String,
    errors: FieldErrors,
) -> impl IntoView {
    let title = wording.say_with("departments-merge-title", &[("name", name.as_str().into())]);
    let field = Field::new("into", wording.say("departments-into"), &into).error(&wording, errors.get("into"));
    let summary = view! { <ErrorSummary wording=wording.clone() errors /> }.into_any();
    let (action, button, none) =
        (format!("{path}/merge"), wording.say("departments-merge"), wording.say("bulk-choose"));
    view! {
        <Confirm wording title texts action button variant="danger" back=(path, name) summary>
            <Select field options=others none />
        </Confirm>
    }
}

/// What happens to the people of a department that goes, as its form stands.
#[derive(Clone, Debug)]
pub struct Fates {
    /// The other departments, by id and name.
    pub others: Vec<(String, String)>,
    pub into: String,
    /// `into`, `out` or nothing yet.
    pub chosen: String,
}

/// Asks before a department is deleted, and where its people go.
#[component]
pub fn DepartmentDeletePage(
    wording: Wording,
    path: String,
    name: String,
    /// What will happen, a paragraph each.
    texts: Vec<String>,
    /// Nothing where nobody is in it.
    fates: Option<Fates>,
    errors: FieldErrors,
) -> impl IntoView {
    let title = wording.say_with("departments-delete-title", &[("name", name.as_str().into())]);
    let summary = view! { <ErrorSummary wording=wording.clone() errors=errors.clone() /> }.into_any();
    let action = format!("{path}/delete");
    let button = wording.say("named-delete");
    let fields = match fates {
        None => ().into_any(),
        Some(fates) => view! { <FateFields wording=wording.clone() fates errors /> }.into_any(),
    };
    view! {
        <Confirm wording title texts action button variant="danger" back=(path, name) summary>{fields}</Confirm>
    }
}

#[component]
fn FateFields(wording: Wording, fates: Fates, errors: FieldErrors) -> impl IntoView {
    let Fates { others, into, chosen } = fates;
    let error = errors.get("fate").map(|problem| wording.problem("fate", problem));
    let described_by = error.as_ref().map(|_| "fate-error");
    let field = Field::new("into", wording.say("departments-into"), &into).error(&wording, errors.get("into"));
    let choice = |n: usize, value: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="fate" id=(n == 0).then_some("fate") value=value checked=chosen == value
                    aria-describedby=described_by required />
                <span class="choice-title">{wording.say(&format!("departments-fate-{value}"))}</span>
                <span class="choice-text">{wording.say(&format!("departments-fate-{value}-text"))}</span>
            </label>
        }
    };
    let has_others = !others.is_empty();
    let out = choice(0, "out");
    let into = has_others.then(|| choice(1, "into"));
    let target = has_others.then(|| view! { <Select field options=others none=wording.say("bulk-choose") /> });
    view! {
        <fieldset class="choices">
            <legend class="field-label">{wording.say("departments-fate")}</legend>
            {error.map(|error| view! {
                <p class="field-error" id="fate-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {out}
            {into}
        </fieldset>
        {target}
    }
}
