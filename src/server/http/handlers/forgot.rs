use super::{field_errors, title};
use crate::{
    domain::form::FieldErrors,
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, ask_reset::ask_reset},
    },
    ui::{layout::Scene, pages::forgot::ForgotPage},
};
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// `asked`, after the form.
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    email: String,
}

pub async fn show(reader: Reader, Query(shown): Query<Shown>) -> Response {
    page(&reader, StatusCode::OK, String::new(), shown.done == "asked", FieldErrors::default())
}

pub async fn ask(reader: Reader, Form(sent): Form<Sent>) -> Result<Response, Error> {
    match ask_reset(&reader.app, &reader.visit, &sent.email).await {
        Ok(()) => Ok(Redirect::to("/forgot?done=asked").into_response()),
        Err(error) => {
            let status = error.status();
            Ok(page(&reader, status, sent.email, false, field_errors(error, "email")?))
        }
    }
}

fn page(reader: &Reader, status: StatusCode, email: String, sent: bool, errors: FieldErrors) -> Response {
    let head = Head::plain(title(reader, "forgot-title", &errors));
    let wording = reader.wording.clone();
    render::gate(reader, status, head, Scene::Open, None, move || {
        view! { <ForgotPage wording email sent errors /> }.into_any()
    })
}
