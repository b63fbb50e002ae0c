use super::{field_errors, status_of, title_of, verb};
use crate::{
    domain::{form::FieldErrors, id::UserId},
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, users::access_end},
    },
    ui::{layout::Place, pages::access_end::AccessEndPage},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn show(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    match page(&reader, StatusCode::OK, id, None, FieldErrors::default()).await {
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        shown => shown,
    }
}

pub async fn set(
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<access_end::Form>,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match access_end::set_access_end(&reader.app, &reader.visit, reader.actor()?, id, &sent).await {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}?done=access-end")).into_response()),
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        Err(error) => {
            let errors = field_errors(error, "form")?;
            page(&reader, status_of(&errors), id, Some(sent.ends_on), errors).await
        }
    }
}

/// `typed` where the form was refused; else what there is.
async fn page(
    reader: &Reader,
    status: StatusCode,
    id: UserId,
    typed: Option<String>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let person = access_end::find(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let end = person.access_ends_at;
    let present = end.map(|end| wording.date(end));
    let shown = end.map(|end| access_end::day(end, &reader.app.zone)).unwrap_or_default();
    let typed = typed.unwrap_or_else(|| shown.clone());
    let (name, details) = (person.name(), format!("/users/{id}"));
    let title = wording.say_with("access-end-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <AccessEndPage wording name details typed present shown errors /> }.into_any()
    }))
}
