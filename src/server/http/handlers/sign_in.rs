use super::{field_errors, refused, signed_in, title};
use crate::{
    domain::form::FieldErrors,
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, sign_in},
    },
    ui::{layout::Scene, pages::sign_in::SignInPage},
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
pub struct Target {
    next: String,
    /// `password`, after one was set by a reset.
    done: String,
}

/// Only a path of ours: nothing that a browser would read as another site (`//evil`, `/\evil`) or as script, and
/// nothing that can't stand in a header (RFC 3986 has neither spaces nor letters beyond ASCII).
fn own_path(next: &str) -> &str {
    let mut start = next.chars();
    let is_own = start.next() == Some('/') && !matches!(start.next(), Some('/' | '\\'));
    if is_own && next.bytes().all(|byte| byte.is_ascii_graphic()) { next } else { "/" }
}

fn page(
    reader: &Reader,
    status: StatusCode,
    email: String,
    next: &str,
    password_set: bool,
    errors: FieldErrors,
) -> Response {
    let head = Head { title: title(reader, "sign-in-title", &errors), islands: false, passwords: true };
    let (wording, next) = (reader.wording.clone(), own_path(next).to_owned());
    render::gate(reader, status, head, Scene::Open, None, move || {
        view! { <SignInPage wording email next password_set errors /> }.into_any()
    })
}

pub async fn show(reader: Reader, Query(target): Query<Target>) -> Response {
    let password_set = target.done == "password";
    // Who has just set a password has to give it, though somebody else may be signed in here.
    if reader.caller.signed_in().is_some() && !password_set {
        return Redirect::to(own_path(&target.next)).into_response();
    }
    page(&reader, StatusCode::OK, String::new(), &target.next, password_set, FieldErrors::default())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    email: String,
    password: crate::domain::password::TypedPassword,
    next: String,
}

pub async fn sign_in(reader: Reader, Form(typed): Form<SignIn>) -> Result<Response, Error> {
    let form = sign_in::Form { email: typed.email.clone(), password: typed.password, device: reader.device.clone() };
    match sign_in::sign_in(&reader.app, &reader.visit, reader.token.clone(), form).await {
        Ok(token) => Ok(signed_in(&reader, &token, own_path(&typed.next))),
        Err(error) => Ok(refused(field_errors(error, "password")?, |status, errors| {
            page(&reader, status, typed.email, &typed.next, false, errors)
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_paths_of_ours_are_followed() {
        assert_eq!(own_path("/users?state=invited"), "/users?state=invited");
        for evil in [
            "//evil",
            "/\\evil",
            "https://evil",
            "javascript:alert(1)",
            "",
            "users",
            "/\n/evil",
            "\t//evil",
            "/é",
            "/ /evil",
        ] {
            assert_eq!(own_path(evil), "/", "{evil:?}");
        }
    }
}
