//! Somebody's departments.

use super::{Target, places, title_of, verb};
use crate::{
    domain::{
        access::Area,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{DepartmentId, UserId},
        verb::{Refusal, Verb},
    },
    server::{
        context::Actor,
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::{Change, perform, places as operation},
        },
    },
    ui::{
        components::Places,
        layout::Place,
        pages::user_departments::{PlaceLine, UserDepartmentsPage},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    department: String,
    department_role: String,
    /// The person is to be taken out.
    leave: String,
    /// The places that the form was shown over, as [`shown`].
    shown: Option<String>,
}

/// The places as the forms send them back: `department:role`, with spaces between.
fn shown(found: &operation::Places) -> String {
    let places = found.places.iter().map(|place| format!("{}:{}", place.department.id, place.role.as_str()));
    places.collect::<Vec<_>>().join(" ")
}

impl Sent {
    fn parse(&self) -> Result<Change, FieldErrors> {
        let mut errors = FieldErrors::default();
        let department = self.department.parse::<DepartmentId>().map_err(|_| Problem::Choose);
        let department = errors.take("department", department);
        if !self.leave.is_empty() {
            return department.map(Change::LeaveDepartment).ok_or(errors);
        }
        let role = self.department_role.parse::<DepartmentRole>().map_err(|_| Problem::Choose);
        let role = errors.take("department_role", role);
        department.zip(role).map(|(id, role)| Change::AddToDepartment(id, role)).ok_or(errors)
    }

    /// The role that was shown for the department: empty for none there.
    fn shown(&self) -> Option<&str> {
        let mut places = self.shown.as_deref()?.split(' ').filter_map(|place| place.split_once(':'));
        Some(places.find(|(department, _)| *department == self.department).map_or("", |(_, role)| role))
    }
}

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let id = parse(&id)?;
    if id == reader.actor()?.id() {
        return Ok(Redirect::to("/me/rights").into_response());
    }
    let done = match target.done.as_str() {
        "place" => Some(reader.wording.say("places-done")),
        "leave" => Some(reader.wording.say("places-done-leave")),
        _ => None,
    };
    page(&reader, reader.actor()?, StatusCode::OK, id, done, Sent::default(), FieldErrors::default()).await
}

pub async fn set(reader: Reader, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    let change = match sent.parse() {
        Ok(change) => change,
        Err(errors) => {
            // Who may not is told that, before what is wrong with the form.
            let placer = actor.granted_somewhere(Area::Users, Verb::AddToDepartment.level())?;
            return page(&reader, placer.actor(), REFUSED, id, None, sent, errors).await;
        }
    };
    let done = if sent.leave.is_empty() { "place" } else { "leave" };
    match perform(&reader.app, &reader.visit, actor, id, change, sent.shown()).await {
        // Whoever leads a department's people doesn't see who has just left it.
        Ok(_) => match operation::places(&reader.app, actor, id).await {
            Ok(_) => Ok(Redirect::to(&format!("/users/{id}/departments?done={done}")).into_response()),
            Err(Error::NotFound) => Ok(Redirect::to("/users").into_response()),
            Err(error) => Err(error),
        },
        // It is so already.
        Err(Error::Refused(Refusal::Unchanged)) => {
            Ok(Redirect::to(&format!("/users/{id}/departments")).into_response())
        }
        Err(Error::Refused(Refusal::ChoiceGone)) if sent.leave.is_empty() => {
            let errors = FieldErrors::one("department", Problem::Gone);
            page(&reader, actor, StatusCode::CONFLICT, id, None, sent, errors).await
        }
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        Err(Error::Fields(errors)) => page(&reader, actor, StatusCode::CONFLICT, id, None, sent, errors).await,
        Err(error) => Err(error),
    }
}

async fn page(
    reader: &Reader,
    actor: &Actor,
    status: StatusCode,
    id: UserId,
    done: Option<String>,
    sent: Sent,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let found = operation::places(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let shown = shown(&found);
    let lines = found.places.iter().map(|place| PlaceLine {
        department: place.department.id.to_string(),
        name: place.department.name.clone(),
        role: (
            wording.department_role(place.role),
            wording.say(&format!("department-role-text-{}", place.role.as_str())),
        ),
    });
    let lines = lines.collect();
    let places = found.placements.map(|placements| Places { is_needed: true, ..places(&wording, &placements) });
    let name = found.name;
    let chosen = (sent.department, sent.department_role);
    let details = format!("/users/{id}");
    let title = wording.say_with("places-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! {
            <UserDepartmentsPage wording name details lines shown places done chosen errors />
        }
        .into_any()
    }))
}
