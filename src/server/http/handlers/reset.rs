use super::{field_errors, known_device, signed_out, suggestion, title};
use crate::{
    domain::{
        form::FieldErrors,
        password::TypedPassword,
        reset::{Ending, Status},
    },
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            enter_code::{self, enter_code},
            reset_link,
            set_password::{Outcome, set_password},
        },
        store::resets::Reset,
    },
    ui::{
        layout::Scene,
        pages::{
            closed::{ClosedPage, Onward},
            reset::{CodePage, ResetPage},
        },
    },
};
use axum::{
    extract::Path,
    http::{StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The form for the code.
pub async fn show_code(reader: Reader) -> Response {
    code_page(&reader, StatusCode::OK, enter_code::Form::default(), FieldErrors::default())
}

pub async fn take_code(reader: Reader, Form(form): Form<enter_code::Form>) -> Result<Response, Error> {
    match enter_code(&reader.app, &reader.visit, &form).await {
        Ok(path) => Ok(Redirect::to(&path).into_response()),
        Err(error) => {
            let status = error.status();
            Ok(code_page(&reader, status, form, field_errors(error, "code")?))
        }
    }
}

fn code_page(reader: &Reader, status: StatusCode, typed: enter_code::Form, errors: FieldErrors) -> Response {
    let head = Head::plain(title(reader, "code-title", &errors));
    let wording = reader.wording.clone();
    render::gate(reader, status, head, Scene::Open, None, move || {
        view! { <CodePage wording email=typed.email code=typed.code errors /> }.into_any()
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    password: TypedPassword,
}

/// Says what the link is worth; changes nothing, however often it is opened.
pub async fn show(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    let (reset, status) = reset_link::read(&reader.app, &token).await?;
    Ok(page(&reader.in_language(reset.language), &token, reset, status))
}

pub async fn set(reader: Reader, Path(token): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let (reset, _) = reset_link::read(&reader.app, &token).await?;
    let reader = reader.in_language(reset.language);
    match set_password(&reader.app, &reader.visit, &token, sent.password).await {
        Ok(Outcome::Set) => {
            let own = reader.caller.signed_in().is_some_and(|user| user.user == reset.user);
            // One's own session has ended; somebody else's on this browser goes on.
            let to_sign_in = "/sign-in?done=password";
            let mut answer =
                if own { signed_out(&reader, to_sign_in) } else { Redirect::to(to_sign_in).into_response() };
            // Whoever goes on guessing at the address can't keep the person from signing in here.
            answer.headers_mut().append(SET_COOKIE, known_device(&reader, reset.user));
            Ok(answer)
        }
        Ok(Outcome::Closed) => {
            let (reset, status) = reset_link::read(&reader.app, &token).await?;
            Ok(page(&reader, &token, reset, status))
        }
        Err(error) => {
            let status = error.status();
            Ok(form(&reader, status, &token, reset, field_errors(error, "password")?))
        }
    }
}

fn page(reader: &Reader, token: &str, reset: Reset, status: Status) -> Response {
    let dead = match status {
        Status::Open => return form(reader, StatusCode::OK, token, reset, FieldErrors::default()),
        Status::Expired => "expired",
        Status::Ended(Ending::Used) => "used",
        Status::Ended(Ending::Replaced) => "replaced",
        Status::Ended(Ending::Withdrawn) => "withdrawn",
        Status::NoAccess => "no-access",
    };
    let wording = reader.wording.clone();
    let date = ("date", wording.date_time(reset.ended_at.unwrap_or(reset.expires_at)).into());
    let account = ("account", reset.account_name.as_str().into());
    let text = match status {
        Status::NoAccess => wording.say_with("reset-no-access-text", &[account]),
        _ => wording.say_with(&format!("reset-{dead}-text"), &[date]),
    };
    let title = wording.say(&format!("reset-{dead}-title"));
    let onward = match status {
        Status::NoAccess => None,
        Status::Ended(Ending::Used) => Some(Onward::SignIn),
        _ => Some(Onward::AskAgain),
    };
    let head = Head::plain(wording.say("reset-dead-title"));
    render::gate(reader, StatusCode::GONE, head, Scene::Closed, Some(reset.account_name), move || {
        view! { <ClosedPage wording title text onward /> }.into_any()
    })
}

fn form(reader: &Reader, status: StatusCode, token: &str, reset: Reset, errors: FieldErrors) -> Response {
    let head = Head { title: title(reader, "reset-title", &errors), islands: false, passwords: true };
    let (wording, action, suggestion) = (reader.wording.clone(), format!("/reset/{token}"), suggestion(reader));
    let other = reader.caller.signed_in().filter(|user| user.user != reset.user).map(|user| user.name.clone());
    let (email, account, rules) = (reset.email, reset.account_name, reset.rules);
    render::gate(reader, status, head, Scene::Open, Some(account), move || {
        view! { <ResetPage wording action email other suggestion rules errors /> }.into_any()
    })
}
