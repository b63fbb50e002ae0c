use super::{field_errors, refused, signed_in, title, with_session};
use crate::{
    domain::form::FieldErrors,
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
            unsent::Unsent,
        },
        operations::{Error, sign_in},
    },
    ui::{
        layout::Scene,
        pages::{resume::ResumePage, sign_in::SignInPage},
    },
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

/// What the page has been told so far.
#[derive(Default)]
struct Shown<'a> {
    email: String,
    next: &'a str,
    unsent: Unsent,
    password_set: bool,
}

fn page(reader: &Reader, status: StatusCode, shown: Shown<'_>, errors: FieldErrors) -> Response {
    let head = Head { title: title(reader, "sign-in-title", &errors), islands: false, passwords: true };
    let (wording, next) = (reader.wording.clone(), own_path(shown.next).to_owned());
    let (email, unsent, password_set) = (shown.email, shown.unsent.encoded().to_owned(), shown.password_set);
    render::gate(reader, status, head, Scene::Open, None, move || {
        view! { <SignInPage wording email next unsent password_set errors /> }.into_any()
    })
}

/// The answer to what was sent to a path by who isn't signed in any more.
pub fn ended(reader: &Reader, next: &str, unsent: Unsent) -> Response {
    page(reader, StatusCode::UNAUTHORIZED, Shown { next, unsent, ..Shown::default() }, FieldErrors::default())
}

/// Offers to send it now.
fn resume(reader: &Reader, path: &str, unsent: &Unsent) -> Response {
    let (wording, action, fields) = (reader.wording.clone(), own_path(path).to_owned(), unsent.fields());
    let head = Head::plain(wording.say("resume-title"));
    render::gate(reader, StatusCode::OK, head, Scene::Open, None, move || {
        view! { <ResumePage wording action fields /> }.into_any()
    })
}

pub async fn show(reader: Reader, Query(target): Query<Target>) -> Response {
    let password_set = target.done == "password";
    // Who has just set a password has to give it, though somebody else may be signed in here.
    if reader.caller.signed_in().is_some() && !password_set {
        return Redirect::to(own_path(&target.next)).into_response();
    }
    let shown = Shown { next: &target.next, password_set, ..Shown::default() };
    page(&reader, StatusCode::OK, shown, FieldErrors::default())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    email: String,
    password: crate::domain::password::TypedPassword,
    next: String,
    unsent: String,
}

pub async fn sign_in(reader: Reader, Form(typed): Form<SignIn>) -> Result<Response, Error> {
    let form = sign_in::Form { email: typed.email.clone(), password: typed.password, device: reader.device.clone() };
    let unsent = Unsent::parse(typed.unsent.as_bytes());
    match sign_in::sign_in(&reader.app, &reader.visit, reader.token.clone(), form).await {
        Ok(opened) if unsent.is_empty() => Ok(signed_in(&reader, &opened, own_path(&typed.next))),
        Ok(opened) => Ok(with_session(&reader, &opened, resume(&reader, &typed.next, &unsent))),
        Err(error) => Ok(refused(field_errors(error, "password")?, |status, errors| {
            let shown = Shown { email: typed.email, next: &typed.next, unsent, password_set: false };
            page(&reader, status, shown, errors)
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
