use super::setup;
use crate::{
    domain::form::FieldErrors,
    server::{
        config::SignUp,
        http::{form::Form, reader::Reader},
        operations::{
            Error,
            create_account::{self, Entitlement},
        },
    },
    ui::pages::setup::Typed,
};
use axum::{http::StatusCode, response::Response};

/// There is no such page unless `PARVIS_SIGNUP=open`.
fn check(reader: &Reader) -> Result<(), Error> {
    match reader.app.config.signup {
        SignUp::Open => Ok(()),
        SignUp::Closed => Err(Error::NotFound),
    }
}

pub async fn show(reader: Reader) -> Result<Response, Error> {
    check(&reader)?;
    let (typed, errors) = (Typed::default(), FieldErrors::default());
    Ok(setup::page(&reader, StatusCode::OK, "/sign-up".to_owned(), false, typed, errors))
}

pub async fn create(reader: Reader, Form(form): Form<create_account::Form>) -> Result<Response, Error> {
    check(&reader)?;
    setup::submit(&reader, "/sign-up".to_owned(), Entitlement::OpenSignUp, form).await
}
