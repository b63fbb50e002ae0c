use super::after;
use crate::{
    domain::form::FieldErrors,
    server::{
        http::{
            form::Form,
            handlers::{field_errors, suggestion, title},
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            me::{PasswordForm, change_password},
            settings,
        },
    },
    ui::{
        layout::Place,
        pages::me::{Done, Tab, password::PasswordPage},
    },
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    page(&reader, StatusCode::OK, FieldErrors::default()).await
}

async fn page(reader: &Reader, status: StatusCode, errors: FieldErrors) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let rules = settings::password_rules(&reader.app, actor.account()).await?;
    let email = actor.email.clone();
    let (wording, suggestion) = (reader.wording.clone(), suggestion(reader));
    let head = Head { title: title(reader, "me-password-title", &errors), islands: false, passwords: true };
    Ok(render::frame(reader, status, head, Some(Place::Me), move || {
        view! { <PasswordPage wording email suggestion rules errors /> }.into_any()
    }))
}

pub async fn change(reader: Reader, Form(typed): Form<PasswordForm>) -> Result<Response, Error> {
    match change_password(&reader.app, &reader.visit, reader.actor()?, typed).await {
        Ok(()) => Ok(after(Tab::Profile, Done::Password)),
        Err(error) => {
            let status = match error {
                Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            page(&reader, status, field_errors(error, "present")?).await
        }
    }
}
