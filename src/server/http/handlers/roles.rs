pub mod form;
pub mod preview;

use super::{Target, field_errors, invite::role_choice, requests, title_of};
use crate::{
    domain::{
        access::{Area, Areas, Level, Role, RoleKind, in_department},
        department::DepartmentRole,
        form::FieldErrors,
        id::RoleId,
        search::fold,
    },
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            roles::{self, Closed},
            who_can,
        },
    },
    ui::{
        layout::Place,
        pages::{
            refused::{RefusedPage, Why},
            roles::{DepartmentRoleLine, Given, RoleDeletePage, RoleLine, RolePage, RoleTable, RolesPage},
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn parse(id: &str) -> Result<RoleId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn path(id: RoleId) -> String {
    format!("/roles/{id}")
}

fn done(wording: &Wording, done: &str) -> Option<String> {
    match done {
        "save" => Some(wording.say("roles-done-save")),
        "delete" => Some(wording.say("roles-done-delete")),
        _ => None,
    }
}

/// As many roles are looked through by eye.
const FEW: usize = 20;

/// What the list's address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Listing {
    done: String,
    /// Any part of a name, in any case, with or without marks.
    q: String,
}

pub async fn list(reader: Reader, Query(listing): Query<Listing>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let wording = reader.wording.clone();
    let found = roles::list(&reader.app, actor).await?;
    let line = |listed: &roles::Listed| {
        let choice = role_choice(&wording, &listed.role);
        RoleLine {
            href: path(listed.role.id),
            name: choice.name,
            text: choice.text,
            people: wording.say_with("named-people", &[("count", listed.people.into())]),
            is_built_in: listed.role.kind != RoleKind::Custom,
        }
    };
    let all = found.len();
    let wanted = fold(listing.q.trim());
    let mut lines: Vec<RoleLine> = found.iter().map(line).collect();
    lines.retain(|role| fold(&role.name).contains(&wanted));
    let searches = (all > FEW || !wanted.is_empty()).then_some(listing.q);
    let of_departments = DepartmentRole::ALL.into_iter().map(|role| department_role(&wording, role)).collect();
    let (may_add, done) = (actor.may(Area::Roles, Level::Editor), done(&wording, &listing.done));
    let asks_who = who_can::is_offered(actor);
    let head = Head { title: wording.say("roles-title"), islands: !may_add, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Roles), move || {
        view! { <RolesPage wording roles=lines searches of_departments may_add asks_who done /> }.into_any()
    }))
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id = parse(&id)?;
    let open = roles::open(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let choice = role_choice(&wording, &open.role);
    let table = table(&wording, &open.role, &open.areas);
    let people = wording.say_with("roles-people", &[("count", open.people.into())]);
    let edit = open.editable.then(|| format!("{}/edit", path(id)));
    let duplicate = actor.may(Area::Roles, Level::Editor).then(|| format!("/roles/new?like={id}"));
    let delete = open.deletable.then(|| format!("{}/delete", path(id)));
    let list = (actor.may(Area::Users, Level::Guest) && open.people > 0).then(|| format!("/users?role={id}"));
    let done = done(&wording, &target.done);
    let head = Head { title: choice.name.clone(), islands: delete.is_some(), passwords: false };
    let (name, text) = (choice.name, choice.text);
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Roles), move || {
        view! { <RolePage wording name text people table edit duplicate delete list done /> }.into_any()
    }))
}

/// Why a role isn't the reader's to change.
async fn closed_page(reader: &Reader, role: &Role, closed: &Closed) -> Result<Response, Error> {
    let wording = reader.wording.clone();
    let (status, why) = match closed {
        Closed::BuiltIn => (StatusCode::CONFLICT, Why::State(wording.say("roles-closed-built-in"))),
        Closed::Beyond(lacked) => {
            let text = wording.say("roles-closed-beyond");
            (StatusCode::FORBIDDEN, Why::Rights(requests::beyond(reader, text, lacked).await?))
        }
    };
    let (href, name) = (path(role.id), role_choice(&wording, role).name);
    let leave = wording.say("roles-closed-back");
    let head = Head { title: wording.say("refused-title"), islands: matches!(why, Why::Rights(_)), passwords: false };
    Ok(render::frame(reader, status, head, Some(Place::Roles), move || {
        view! { <RefusedPage wording why href name leave typed=Vec::new() /> }.into_any()
    }))
}

/// What a role in a department gives there, in words.
fn department_role(wording: &Wording, role: DepartmentRole) -> DepartmentRoleLine {
    let gives = |area: String, level: Level| {
        let level = wording.level(level);
        wording.say_with("request-wish", &[("area", area.into()), ("level", level.into())])
    };
    let own = Area::OWN.into_iter().map(|area| (area, in_department(role, area, None)));
    let own = own.filter(|(_, level)| !level.is_none()).map(|(area, level)| gives(wording.area(area), level));
    let lines: Vec<String> = own.chain([gives(wording.say("roles-all-services"), role.level())]).collect();
    DepartmentRoleLine {
        name: wording.department_role(role),
        text: wording.say(&format!("department-role-text-{}", role.as_str())),
        gives: lines.join(&wording.say("list-separator")),
    }
}

/// What a role gives, in words.
fn table(wording: &Wording, role: &Role, areas: &Areas) -> RoleTable {
    let line =
        |area: String, level: Level| Given { area, level: wording.level(level), means: wording.level_means(level) };
    let own = areas.own().map(|area| line(wording.area(area), role.levels.get(area))).collect();
    let all = line(wording.say("roles-all-services"), role.levels.in_services());
    let named = areas.of_services().filter(|(id, _)| role.levels.names(Area::Service(*id)));
    let named = named.map(|(id, name)| {
        let area = Area::Service(id);
        line(wording.area_of(area, Some(name)), role.levels.get(area))
    });
    let services = std::iter::once(all).chain(named).collect();
    RoleTable {
        reach: wording.say_with(
            "roles-reaches",
            &[("reach", wording.say(&format!("role-reach-{}", role.reach.as_str())).into())],
        ),
        groups: vec![(wording.say("roles-own-areas"), own), (wording.say("services-title"), services)],
    }
}

pub async fn ask_delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    delete_page(&reader, StatusCode::OK, parse(&id)?, FieldErrors::default()).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Other {
    role: String,
}

pub async fn delete(reader: Reader, Path(id): Path<String>, Form(sent): Form<Other>) -> Result<Response, Error> {
    let id = parse(&id)?;
    match roles::delete(&reader.app, &reader.visit, reader.actor()?, id, sent.role.parse().ok()).await {
        Ok(()) => Ok(Redirect::to("/roles?done=delete").into_response()),
        // A built-in one's page says so.
        Err(Error::NotAllowed(None)) => delete_page(&reader, REFUSED, id, FieldErrors::default()).await,
        Err(error) => delete_page(&reader, REFUSED, id, field_errors(error, "role")?).await,
    }
}

async fn delete_page(reader: &Reader, status: StatusCode, id: RoleId, errors: FieldErrors) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let open = roles::open_to(&reader.app, actor, id, Level::Approver).await?;
    if let Some(closed) = &open.closed {
        return closed_page(reader, &open.role, closed).await;
    }
    let others = roles::replacements(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let (name, href) = (open.role.name.clone(), path(id));
    let people = (open.people > 0).then(|| wording.say_with("roles-delete-people", &[("count", open.people.into())]));
    let choices = others.iter().map(|role| role_choice(&wording, role)).collect();
    let title = wording.say_with("roles-delete-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Roles), move || {
        view! { <RoleDeletePage wording name href people roles=choices errors /> }.into_any()
    }))
}
