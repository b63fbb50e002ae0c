use super::{field_errors, title};
use crate::{
    domain::form::FieldErrors,
    server::{
        context::Caller,
        http::{
            form::Form,
            markdown,
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, accept_policy},
    },
    ui::{layout::Scene, pages::policy::PolicyPage},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// Anybody may read it; who has to accept it gets the box.
pub async fn show(reader: Reader) -> Response {
    page(&reader, StatusCode::OK, FieldErrors::default())
}

pub async fn accept(reader: Reader, Form(form): Form<accept_policy::Form>) -> Result<Response, Error> {
    let user = reader.caller.signed_in().ok_or(Error::SignedOut)?;
    match accept_policy::accept_policy(&reader.app, &reader.visit, user, &form).await {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(error) => Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, field_errors(error, "accepted")?)),
    }
}

fn page(reader: &Reader, status: StatusCode, errors: FieldErrors) -> Response {
    let text = reader.app.policy.text(reader.wording.language());
    let (html, language) = (markdown::to_html(&text.text), text.language.code());
    let digest = matches!(reader.caller, Caller::Pending(_)).then(|| text.digest.clone());
    let account = reader.caller.signed_in().map(|user| user.account_name.clone());
    let head = Head::plain(title(reader, "policy-title", &errors));
    let wording = reader.wording.clone();
    render::gate(reader, status, head, Scene::Reading, account, move || {
        view! { <PolicyPage wording html language digest errors /> }.into_any()
    })
}
