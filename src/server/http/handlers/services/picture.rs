//! A service's picture: shown wherever its initials would stand.

use super::{parse, path, show_page};
use crate::{
    domain::{
        access::{Area, Level},
        form::FieldErrors,
        id::ServiceId,
        picture::PictureProblem,
    },
    server::{
        http::{
            handlers::field_errors,
            reader::{Inside, Reader},
        },
        operations::{Error, services},
        store::services::Service,
    },
};
use axum::{
    extract::{FromRequest, Multipart, Path, Query, Request},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// Nothing runs in it, or around it, even where somebody opens it by itself.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// What a version names never changes. Only for who may see it: no proxy keeps it.
const FOR_GOOD: &str = "private, max-age=31536000, immutable";
const ASK_AGAIN: &str = "private, no-cache";

/// Where a service's picture is, if it has one.
pub fn href(service: &Service) -> Option<String> {
    let version = service.picture.as_ref()?;
    Some(format!("{}/picture?v={version}", path(service.id)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Version {
    v: String,
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(asked): Query<Version>) -> Result<Response, Error> {
    let picture = services::picture(&reader.app, reader.actor()?, parse(&id)?).await?;
    let keep = if asked.v == picture.version { FOR_GOOD } else { ASK_AGAIN };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(picture.kind.as_str())),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    Ok((headers, picture.content).into_response())
}

pub async fn set(Inside(reader): Inside, Path(id): Path<String>, request: Request) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    if !actor.may_everywhere(Area::Services, Level::Editor) {
        // Refused there, and remembered, before the body is read: it may be long.
        services::set_picture(&reader.app, &reader.visit, actor, id, None).await?;
    }
    services::open(&reader.app, actor, id, Level::Editor).await?;
    let content = match read(request).await {
        Ok(content) => content,
        // More than the largest picture with all that is around it.
        Err(StatusCode::PAYLOAD_TOO_LARGE) => {
            return refused(&reader, id, FieldErrors::one("picture", PictureProblem::Large)).await;
        }
        Err(status) => return Ok(status.into_response()),
    };
    match services::set_picture(&reader.app, &reader.visit, actor, id, content).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=save", path(id))).into_response()),
        Err(error) => refused(&reader, id, field_errors(error, "picture")?).await,
    }
}

async fn refused(reader: &Reader, id: ServiceId, errors: FieldErrors) -> Result<Response, Error> {
    show_page(reader, StatusCode::UNPROCESSABLE_ENTITY, id, None, errors).await
}

/// The file; nothing where it is to be taken away.
async fn read(request: Request) -> Result<Option<Vec<u8>>, StatusCode> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|e| e.status())?;
    let mut content = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|e| e.status())? {
        match field.name().unwrap_or_default() {
            "picture" => content = field.bytes().await.map_err(|e| e.status())?.into(),
            "remove" => return Ok(None),
            _ => {}
        }
    }
    Ok(Some(content))
}
