//! Somebody's departments and services.

use super::{field_errors, title_of, verb};
use crate::{
    domain::{
        access::Area,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{DepartmentId, ServiceId, UserId},
        verb::{Refusal, Verb},
    },
    server::{
        http::{
            form::{Form, Pairs},
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::{
                Change, about,
                assigned::{self, Assigned},
                perform,
                places::{self, Places},
            },
        },
    },
    ui::{
        layout::Place,
        pages::user_places::{AssignLine, PlaceLine, UserDepartmentsPage, UserServicesPage},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// What was done just now, as the address says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Target {
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    department: String,
    department_role: String,
    /// The person is to be taken out.
    leave: String,
}

impl Sent {
    fn parse(&self) -> Result<Change, FieldErrors> {
        let mut errors = FieldErrors::default();
        let department =
            errors.take("department", self.department.parse::<DepartmentId>().map_err(|_| Problem::Choose));
        if !self.leave.is_empty() {
            return department.map(Change::LeaveDepartment).ok_or(errors);
        }
        let role = errors.take("department_role", self.department_role.parse().map_err(|_| Problem::Choose));
        department.zip(role).map(|(id, role): (_, DepartmentRole)| Change::AddToDepartment(id, role)).ok_or(errors)
    }
}

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// What stands in the way, in a sentence about the person.
async fn refused(reader: &Reader, id: UserId, refusal: Refusal) -> Result<Response, Error> {
    let person = about(&reader.app, reader.actor()?, id, Verb::Edit).await?.person;
    Ok(verb::refused(reader, &person, refusal))
}

pub async fn departments(
    reader: Reader,
    Path(id): Path<String>,
    Query(target): Query<Target>,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if id == reader.actor()?.id() {
        return Ok(Redirect::to("/me/rights").into_response());
    }
    let done = match target.done.as_str() {
        "place" => Some(reader.wording.say("places-done")),
        "leave" => Some(reader.wording.say("places-done-leave")),
        _ => None,
    };
    departments_page(&reader, StatusCode::OK, id, done, Sent::default(), FieldErrors::default()).await
}

pub async fn set_department(reader: Reader, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    let change = match sent.parse() {
        Ok(change) => change,
        Err(errors) => {
            actor.needs(Area::Users, Verb::AddToDepartment.level())?;
            return departments_page(&reader, REFUSED, id, None, sent, errors).await;
        }
    };
    let done = if sent.leave.is_empty() { "place" } else { "leave" };
    match perform(&reader.app, &reader.visit, actor, id, change).await {
        // Whoever leads a department's people doesn't see who has just left it.
        Ok(_) => match places::places(&reader.app, actor, id).await {
            Ok(_) => Ok(Redirect::to(&format!("/users/{id}/departments?done={done}")).into_response()),
            Err(Error::NotFound) => Ok(Redirect::to("/users").into_response()),
            Err(error) => Err(error),
        },
        // It is so already.
        Err(Error::Refused(Refusal::Unchanged)) => {
            Ok(Redirect::to(&format!("/users/{id}/departments")).into_response())
        }
        Err(Error::Refused(refusal)) => refused(&reader, id, refusal).await,
        Err(error) => Err(error),
    }
}

async fn departments_page(
    reader: &Reader,
    status: StatusCode,
    id: UserId,
    done: Option<String>,
    sent: Sent,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let Places { name, places, others, roles, editable } = places::places(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    // A role in a department where one is already is given by the same form.
    let options = places.iter().map(|place| &place.department).chain(&others);
    let mut options: Vec<(String, String)> =
        options.map(|department| (department.id.to_string(), department.name.clone())).collect();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    let places = places.iter().map(|place| PlaceLine {
        department: place.department.id.to_string(),
        name: place.department.name.clone(),
        role: (
            wording.department_role(place.role),
            wording.say(&format!("department-role-text-{}", place.role.as_str())),
        ),
    });
    let places = places.collect();
    let roles = roles.iter().map(|role| (role.as_str().to_owned(), wording.department_role(*role))).collect();
    let chosen = (sent.department, sent.department_role);
    let details = format!("/users/{id}");
    let title = wording.say_with("places-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! {
            <UserDepartmentsPage wording name details places others=options roles editable done chosen errors />
        }
        .into_any()
    }))
}

pub async fn services(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let id = parse(&id)?;
    if id == reader.actor()?.id() {
        return Ok(Redirect::to("/me/rights").into_response());
    }
    let done = (target.done == "assign").then(|| reader.wording.say("assigned-done"));
    match services_page(&reader, StatusCode::OK, id, done, None, FieldErrors::default()).await {
        Err(Error::Refused(refusal)) => refused(&reader, id, refusal).await,
        shown => shown,
    }
}

pub async fn assign(reader: Reader, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let id = parse(&id)?;
    let chosen: Result<BTreeSet<ServiceId>, _> = pairs.all("services").map(str::parse).collect();
    let assigned = match &chosen {
        Ok(chosen) => assigned::assign(&reader.app, &reader.visit, reader.actor()?, id, chosen).await,
        Err(_) => Err(FieldErrors::one("services", Problem::Choose).into()),
    };
    match assigned {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}/services?done=assign")).into_response()),
        Err(Error::Refused(refusal)) => refused(&reader, id, refusal).await,
        Err(error) => {
            let errors = field_errors(error, "form")?;
            services_page(&reader, REFUSED, id, None, Some(chosen.unwrap_or_default()), errors).await
        }
    }
}

/// `typed` where the form was refused; else what there is.
async fn services_page(
    reader: &Reader,
    status: StatusCode,
    id: UserId,
    done: Option<String>,
    typed: Option<BTreeSet<ServiceId>>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let found = assigned::assigned(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let line = |each: &Assigned| AssignLine {
        id: each.service.id.to_string(),
        name: each.service.name.clone(),
        text: each.anyway.then(|| wording.say("assigned-anyway")),
        checked: typed.as_ref().map_or(each.own, |typed| typed.contains(&each.service.id)),
    };
    let services = found.services.iter().map(line).collect();
    let (name, details) = (found.name, format!("/users/{id}"));
    let title = wording.say_with("assigned-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <UserServicesPage wording name details services done errors /> }.into_any()
    }))
}
