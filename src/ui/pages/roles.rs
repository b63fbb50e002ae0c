mod form;

pub use form::{Difference, RoleForm, RoleFormPage, RoleParts};

use crate::{
    domain::form::FieldErrors,
    ui::{
        components::{Done, ErrorSummary, Glyph, Icon, Locked, SearchForm},
        pages::invite::{RoleChoice, Roles},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// A role of the list, in the reader's words.
#[derive(Clone, Debug)]
pub struct RoleLine {
    pub href: String,
    pub name: String,
    pub text: String,
    pub people: String,
    pub is_built_in: bool,
}

/// A role that one has in a department, in the reader's words.
#[derive(Clone, Debug)]
pub struct DepartmentRoleLine {
    pub name: String,
    pub text: String,
    /// Each area with its level.
    pub gives: String,
}

/// Built-in roles to read, custom ones to write [S1.8, S3.6]; and those of departments to read [S4.18–S4.25].
#[component]
pub fn RolesPage(
    wording: Wording,
    roles: Vec<RoleLine>,
    /// What is looked for by name, where they are many.
    searches: Option<String>,
    of_departments: Vec<DepartmentRoleLine>,
    may_add: bool,
    /// The reader may ask who can do something.
    asks_who: bool,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    let is_empty = roles.is_empty();
    let rows = roles.into_iter().map(|role| {
        let kind = if role.is_built_in { "roles-built-in" } else { "roles-custom" };
        view! {
            <li class="rows-item">
                <span class="rows-text">
                    <a class="rows-name" href=role.href>{role.name}</a>
                    <span class="rows-fact">{role.text}</span>
                </span>
                <span class="badge" data-tone="neutral" data-shape="plain">{wording.say(kind)}</span>
                <span class="rows-count">{role.people}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let none = is_empty.then(|| view! { <p class="muted">{wording.say("roles-search-none")}</p> });
    let search = searches.map(|text| {
        view! { <SearchForm action="/roles" label=wording.say("roles-search") text button=wording.say("roles-search-button") /> }
    });
    let of_departments = of_departments.into_iter().map(|role| {
        view! {
            <li class="rows-item">
                <span class="rows-text">
                    <span class="rows-name">{role.name}</span>
                    <span class="rows-fact">{role.text}</span>
                    <span class="rows-fact">{role.gives}</span>
                </span>
                <span class="badge" data-tone="neutral" data-shape="plain">{wording.say("roles-built-in")}</span>
            </li>
        }
    });
    let of_departments = of_departments.collect_view();
    let shut = (!may_add).then(|| {
        view! { <Locked wording=wording.clone() href="/roles/new" label=wording.say("roles-add") /> }
    });
    view! {
        <div class="page">
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say("roles-title")}</h1>
                <div class="ways">
                    {asks_who.then(|| view! { <a class="button" href="/rights">{wording.say("who-can-link")}</a> })}
                    {may_add.then(|| view! {
                        <a class="button" data-variant="primary" href="/roles/new"><Glyph icon=Icon::Plus />{wording.say("roles-add")}</a>
                    })}
                    {shut}
                </div>
                <p class="page-lead">{wording.say("roles-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <div class="stack">
                    {search}
                    {none}
                    {(!is_empty).then(|| view! { <ul class="rows" role="list">{rows}</ul> })}
                </div>
                <section class="section" aria-labelledby="of-departments">
                    <h2 class="section-title" id="of-departments">{wording.say("roles-of-departments")}</h2>
                    <p class="muted">{wording.say("roles-of-departments-lead")}</p>
                    <ul class="rows" role="list">{of_departments}</ul>
                </section>
            </div>
        </div>
    }
}

/// What a role gives, to read.
#[derive(Clone, Debug)]
pub struct RoleTable {
    pub reach: String,
    /// Each under its title.
    pub groups: Vec<(String, Vec<Given>)>,
}

/// A level in an area.
#[derive(Clone, Debug)]
pub struct Given {
    pub area: String,
    pub level: String,
    /// What it lets one do.
    pub means: String,
}

#[component]
pub fn RolePage(
    wording: Wording,
    name: String,
    text: String,
    people: String,
    table: RoleTable,
    /// Where it is edited, for who may.
    edit: Option<String>,
    /// Where one like it is begun, for who may.
    duplicate: Option<String>,
    /// Where it is deleted, for who may.
    delete: Option<String>,
    /// Where those who have it are listed, for who sees people.
    list: Option<String>,
    done: Option<String>,
) -> impl IntoView {
    let groups = table.groups.into_iter().map(|(title, rows)| {
        let rows = rows.into_iter().map(|Given { area, level, means }| {
            view! { <div><dt>{area}</dt><dd>{level}<span class="facts-why">{means}</span></dd></div> }
        });
        view! { <section class="section"><h2 class="section-title">{title}</h2><dl class="facts" data-columns="even">{rows.collect_view()}</dl></section> }
    });
    let groups = groups.collect_view();
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/roles"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("roles-title")}</a>
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{name}</h1>
                <p class="page-lead">{text}" "{people}" "{table.reach}</p>
            </header>
            <div class="stack" data-gap="large">
                <div class="cluster">
                    {edit.map(|href| view! { <a class="button" data-variant="primary" href=href>{wording.say("named-edit")}</a> })}
                    {duplicate.map(|href| view! { <a class="button" href=href>{wording.say("roles-duplicate")}</a> })}
                    {list.map(|href| view! { <a class="button" href=href>{wording.say("named-see-people")}</a> })}
                    {delete.map(|href| view! { <a class="button" href=href data-dialog>{wording.say("named-delete")}</a> })}
                </div>
                {groups}
            </div>
        </div>
    }
}

/// Asks before a role is deleted, and for the one that takes its place.
#[component]
pub fn RoleDeletePage(
    wording: Wording,
    name: String,
    /// The role's page.
    href: String,
    /// How many people have it, in words; nothing where nobody has.
    people: Option<String>,
    roles: Vec<RoleChoice>,
    errors: FieldErrors,
) -> impl IntoView {
    let error = errors.get("role").map(|problem| wording.problem("role", problem));
    let needs_other = people.is_some() || error.is_some();
    let text = people.unwrap_or_else(|| wording.say("roles-delete-nobody"));
    let action = format!("{href}/delete");
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=href.clone()><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors />
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{wording.say_with("roles-delete-title", &[("name", name.into())])}</h1>
                <div class="stack" data-gap="small" id="confirm-text"><p>{text}</p></div>
                <form class="stack" method="post" action=action>
                    {needs_other.then(|| view! { <Roles wording=wording.clone() label=wording.say("roles-delete-other") roles chosen=String::new() error /> })}
                    <div class="actions">
                        <a class="button" href=href data-close>{wording.say("cancel")}</a>
                        <button class="button" data-variant="danger" type="submit">{wording.say("named-delete")}</button>
                    </div>
                </form>
            </section>
        </div>
    }
}
