use super::{field_errors, refused, signed_in, suggestion, title};
use crate::{
    domain::{form::FieldErrors, password::Rules},
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            create_account::{self, Entitlement},
            setup_link,
        },
    },
    ui::{
        layout::Scene,
        pages::setup::{SetupPage, Typed},
    },
};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    setup_link::check(&reader.app, &token).await?;
    Ok(page(&reader, StatusCode::OK, format!("/setup/{token}"), true, Typed::default(), FieldErrors::default()))
}

pub async fn create(
    reader: Reader,
    Path(token): Path<String>,
    Form(form): Form<create_account::Form>,
) -> Result<Response, Error> {
    let link = setup_link::check(&reader.app, &token).await?;
    submit(&reader, format!("/setup/{token}"), Entitlement::SetupLink(link), form).await
}

/// The form of both ways to create an account.
pub(super) fn page(
    reader: &Reader,
    status: StatusCode,
    action: String,
    once: bool,
    mut typed: Typed,
    errors: FieldErrors,
) -> Response {
    if typed.language.is_empty() {
        reader.wording.language().code().clone_into(&mut typed.language);
    }
    let head = Head { title: title(reader, "setup-title", &errors), islands: false, passwords: true };
    let (wording, suggestion) = (reader.wording.clone(), suggestion(reader));
    // There is no account yet that could ask for more.
    let rules = Rules::default();
    render::gate(reader, status, head, Scene::Open, None, move || {
        view! { <SetupPage wording action once typed suggestion rules errors /> }.into_any()
    })
}

pub(super) async fn submit(
    reader: &Reader,
    action: String,
    entitlement: Entitlement,
    form: create_account::Form,
) -> Result<Response, Error> {
    let once = matches!(entitlement, Entitlement::SetupLink(_));
    let typed = Typed {
        account_name: form.account_name.clone(),
        language: form.language.clone(),
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        email: form.email.clone(),
    };
    match create_account::create_account(&reader.app, &reader.visit, entitlement, reader.token.clone(), form).await {
        Ok(token) => Ok(signed_in(reader, &token, "/")),
        Err(error) => Ok(refused(field_errors(error, "email")?, |status, errors| {
            page(reader, status, action, once, typed, errors)
        })),
    }
}
