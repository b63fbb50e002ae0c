use super::{
    field_errors,
    named::{self, List},
};
use crate::{
    domain::{access::Area, form::FieldErrors, id::ServiceId},
    server::{
        http::{form::Form, reader::Reader},
        operations::{
            Error,
            services::{self, Form as Sent},
        },
        store::services::Service,
    },
    ui::pages::named::{Kind, Named, Typed},
};
use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::Response,
};

const KIND: Kind = Kind::Services;

impl From<Sent> for Typed {
    fn from(sent: Sent) -> Self {
        Self { name: sent.name, url: sent.url }
    }
}

pub async fn list(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let done = named::done(&query.unwrap_or_default());
    page(&reader, StatusCode::OK, done, Typed::default(), FieldErrors::default()).await
}

pub async fn create(reader: Reader, Form(sent): Form<Sent>) -> Result<Response, Error> {
    match services::create(&reader.app, &reader.visit, reader.actor()?, &sent).await {
        Ok(_) => Ok(named::to_list(KIND, "add")),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            page(&reader, StatusCode::UNPROCESSABLE_ENTITY, None, sent.into(), errors).await
        }
    }
}

async fn page(
    reader: &Reader,
    status: StatusCode,
    done: Option<&'static str>,
    typed: Typed,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let rows = services::list(&reader.app, actor).await?.into_iter().map(row).collect();
    let rights = named::rights(actor, Area::Services);
    Ok(named::list(reader, status, List { kind: KIND, rights, rows, done, typed, errors }))
}

pub async fn show(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id: ServiceId = id.parse().map_err(|_| Error::NotFound)?;
    edit_page(&reader, StatusCode::OK, id, None, FieldErrors::default()).await
}

pub async fn change(reader: Reader, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let id: ServiceId = id.parse().map_err(|_| Error::NotFound)?;
    match services::change(&reader.app, &reader.visit, reader.actor()?, id, &sent).await {
        Ok(()) => Ok(named::to_list(KIND, "rename")),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            edit_page(&reader, StatusCode::UNPROCESSABLE_ENTITY, id, Some(sent.into()), errors).await
        }
    }
}

pub async fn delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id: ServiceId = id.parse().map_err(|_| Error::NotFound)?;
    match services::delete(&reader.app, &reader.visit, reader.actor()?, id).await {
        Ok(()) => Ok(named::to_list(KIND, "delete")),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            edit_page(&reader, StatusCode::UNPROCESSABLE_ENTITY, id, None, errors).await
        }
    }
}

async fn edit_page(
    reader: &Reader,
    status: StatusCode,
    id: ServiceId,
    typed: Option<Typed>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let row = row(services::find(&reader.app, actor, id).await?);
    Ok(named::edit(reader, status, KIND, named::rights(actor, Area::Services), row, typed, errors))
}

fn row((service, people): (Service, u64)) -> Named {
    Named { id: service.id.to_string(), name: service.name, url: service.url, people }
}
