pub mod form;
pub mod picture;

use super::{Target, title_of};
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        id::ServiceId,
        service::tint,
    },
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            services::{self, Listed, Open},
        },
        store::services::Service,
    },
    ui::{
        components::Confirm,
        layout::{Place, initials},
        pages::services::{Mark, ServiceLine, ServicePage, ServiceView, ServicesPage},
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

fn parse(id: &str) -> Result<ServiceId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn path(id: ServiceId) -> String {
    format!("/services/{id}")
}

fn mark(service: &Service) -> Mark {
    let (initials, tint) = (initials(&service.name), tint(&service.name));
    Mark { initials, tint, picture: picture::href(service) }
}

fn done(wording: &Wording, done: &str) -> Option<String> {
    match done {
        "save" => Some(wording.say("services-done-save")),
        "samples" => Some(wording.say("services-done-samples")),
        "delete" => Some(wording.say("services-done-delete")),
        _ => None,
    }
}

pub async fn list(reader: Reader, Query(target): Query<Target>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let wording = reader.wording.clone();
    let found = services::list(&reader.app, actor).await?;
    let line = |Listed { service, people }: &Listed| ServiceLine {
        href: path(service.id),
        mark: mark(service),
        name: service.name.clone(),
        url: service.url.clone(),
        people: match people {
            Some(count) => wording.say_with("named-people", &[("count", (*count).into())]),
            None => wording.say("services-who-all"),
        },
    };
    let lines = found.iter().map(line).collect();
    let (may_add, done) = (actor.may(Area::Services, Level::Editor), done(&wording, &target.done));
    let head = Head { title: wording.say("services-title"), islands: !may_add, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Services), move || {
        view! { <ServicesPage wording services=lines may_add done /> }.into_any()
    }))
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let done = done(&reader.wording, &target.done);
    show_page(&reader, StatusCode::OK, parse(&id)?, done, FieldErrors::default()).await
}

async fn show_page(
    reader: &Reader,
    status: StatusCode,
    id: ServiceId,
    done: Option<String>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let Open { settings, areas, people, departments } = services::open(&reader.app, actor, id, Level::Guest).await?;
    let wording = reader.wording.clone();
    let mut who = if settings.for_all {
        wording.say("services-who-all")
    } else {
        wording.say_with("services-who-some", &[("count", people.into())])
    };
    if !(settings.for_all || departments.is_empty()) {
        let names: Vec<String> = departments.into_iter().map(|department| department.name).collect();
        who.push_str(" · ");
        who.push_str(&wording.say_with("services-who-departments", &[("departments", names.join(", ").into())]));
    }
    let service = settings.service;
    let is_editor = actor.may(Area::Services, Level::Editor);
    let view = ServiceView {
        mark: mark(&service),
        who,
        cap: wording.say(if settings.caps_admins { "services-cap-yes" } else { "services-cap-no" }),
        areas: areas.into_iter().map(|(_, name)| name).collect(),
        list: (actor.may(Area::Users, Level::Guest) && people > 0).then(|| format!("/users?service={id}")),
        edit: is_editor.then(|| format!("{}/edit", path(id))),
        picture: is_editor.then(|| format!("{}/picture", path(id))),
        delete: actor.may(Area::Services, Level::Approver).then(|| format!("{}/delete", path(id))),
        name: service.name,
        url: service.url,
    };
    let title = title_of(reader, view.name.clone(), &errors);
    let head = Head { title, islands: view.delete.is_some(), passwords: false };
    Ok(render::frame(reader, status, head, Some(Place::Services), move || {
        view! { <ServicePage wording service=view done errors /> }.into_any()
    }))
}

/// Adds the sample catalogue, in the reader's words; what has its name already stays as it is.
pub async fn add_samples(reader: Reader) -> Result<Response, Error> {
    let actor = reader.actor()?;
    for mut form in services::samples(reader.wording.language()) {
        // What everybody gets somebody has to hold, which nobody else does of what isn't there yet.
        form.for_all &= actor.rights().role.is_administrator();
        match services::save(&reader.app, &reader.visit, actor, None, &form).await {
            Ok(_) => {}
            Err(Error::Fields(errors)) if errors.get("name") == Some(Problem::NameTaken) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Redirect::to("/services?done=samples").into_response())
}

pub async fn ask_delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let open = services::open(&reader.app, reader.actor()?, id, Level::Approver).await?;
    let wording = reader.wording.clone();
    let name = open.settings.service.name;
    let who = if open.settings.for_all {
        wording.say("services-delete-all")
    } else {
        wording.say_with("services-delete-people", &[("count", open.people.into())])
    };
    let texts = vec![who, wording.say("services-delete-for-good")];
    let (action, back) = (format!("{}/delete", path(id)), (path(id), name.clone()));
    let title = wording.say_with("services-delete-title", &[("name", name.into())]);
    let button = wording.say("named-delete");
    let head = Head::plain(title.clone());
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Services), move || {
        view! { <Confirm wording title texts action button variant="danger" back /> }.into_any()
    }))
}

pub async fn delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    services::delete(&reader.app, &reader.visit, reader.actor()?, id).await?;
    Ok(Redirect::to("/services?done=delete").into_response())
}
