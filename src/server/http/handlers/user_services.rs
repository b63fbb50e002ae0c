//! Somebody's services.

use super::{Target, field_errors, title_of, verb};
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        id::{ServiceId, UserId},
    },
    server::{
        http::{
            form::Pairs,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::assigned::{self, Assigned, Choice},
        },
    },
    ui::{
        layout::Place,
        pages::user_services::{AssignLine, UserServicesPage},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let id = parse(&id)?;
    if id == reader.actor()?.id() {
        return Ok(Redirect::to("/me/rights").into_response());
    }
    let done = (target.done == "assign").then(|| reader.wording.say("assigned-done"));
    match page(&reader, StatusCode::OK, id, done, None, FieldErrors::default()).await {
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        shown => shown,
    }
}

pub async fn assign(reader: Reader, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let id = parse(&id)?;
    let ids = |name: &str| pairs.all(name).map(str::parse).collect::<Result<BTreeSet<ServiceId>, _>>();
    let choice = ids("shown").and_then(|shown| Ok(Choice { shown, chosen: ids("services")? }));
    let assigned = match &choice {
        Ok(choice) => assigned::assign(&reader.app, &reader.visit, reader.actor()?, id, choice).await,
        Err(_) => Err(FieldErrors::one("services", Problem::Choose).into()),
    };
    match assigned {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}/services?done=assign")).into_response()),
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        Err(error) => {
            let errors = field_errors(error, "form")?;
            page(&reader, REFUSED, id, None, Some(choice.unwrap_or_default().chosen), errors).await
        }
    }
}

/// `typed` where the form was refused; else what there is.
async fn page(
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
        own: each.own,
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
