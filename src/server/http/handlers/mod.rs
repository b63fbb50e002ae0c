//! One file a page: reads the request, asks the operation, shows the page.

pub mod access_end;
pub mod address_link;
pub mod analytics;
pub mod billing;
pub mod bulk;
pub mod change_address;
pub mod departments;
pub mod details;
pub mod edit;
pub mod exceptions;
pub mod export;
pub mod exports;
pub mod forgot;
pub mod history;
pub mod home;
pub mod import;
pub mod invite;
pub mod jobs;
pub mod join;
pub mod link;
pub mod mailbox;
pub mod me;
pub mod new_user;
pub mod policy;
pub mod requests;
pub mod reset;
pub mod roles;
pub mod services;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod support;
pub mod user_departments;
pub mod user_services;
pub mod users;
pub mod verb;
pub mod who_can;

use super::{cookie, reader::Reader};
use crate::{
    domain::{
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::UserId,
        password,
    },
    server::{
        device::Device,
        operations::{Error, placements::Placements, sign_in::Opened},
    },
    ui::{components::Places, pages::review::ReviewLine},
    wording::Wording,
};
use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// What was done just now, as the address says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Target {
    done: String,
}

/// To `path`, with the cookies of a new session.
fn signed_in(reader: &Reader, opened: &Opened, path: &str) -> Response {
    with_session(reader, opened, Redirect::to(path).into_response())
}

/// An answer that opens a new session.
fn with_session(reader: &Reader, opened: &Opened, answer: Response) -> Response {
    let session = cookie::set(&reader.app.config, &opened.token, opened.life);
    let cookies = AppendHeaders([(SET_COOKIE, session), (SET_COOKIE, known_device(reader, opened.user))]);
    (cookies, answer).into_response()
}

/// The cookie by which a browser is one of this user's own.
fn known_device(reader: &Reader, user: UserId) -> HeaderValue {
    let app = &reader.app;
    cookie::set_device(&app.config, Device::remember(reader.device.as_deref().unwrap_or_default(), app, user))
}

/// To `path`, without the session's cookie.
fn signed_out(reader: &Reader, path: &str) -> Response {
    ([(SET_COOKIE, cookie::remove(&reader.app.config))], Redirect::to(path)).into_response()
}

/// Where people can be put, in words.
fn places(wording: &Wording, placements: &Placements) -> Places {
    let role = |role: &DepartmentRole| (role.as_str().to_owned(), wording.department_role(*role));
    let departments = placements.departments.iter();
    Places {
        departments: departments.map(|department| (department.id.to_string(), department.name.clone())).collect(),
        roles: placements.roles.iter().map(role).collect(),
        is_needed: placements.is_needed,
    }
}

/// The department chosen, or the only one that there is where one has to be.
fn chosen_place(placements: &Placements, chosen: String) -> String {
    match &placements.departments[..] {
        [only] if placements.is_needed => only.id.to_string(),
        _ => chosen,
    }
}

/// The first names of so many people; nothing where none may be said.
fn first_of(people: u64, names: &[String], most: usize) -> String {
    let said = &names[..names.len().min(most)];
    let more = if !said.is_empty() && people > said.len() as u64 { ", …" } else { "" };
    format!("{}{more}", said.join(", "))
}

/// Names that a line of a review says before it is opened.
const NAMES_IN_REVIEW: usize = 10;

/// One thing that would change, for that many people; the names past the first, as far as they are known, are a press away.
fn review_line(wording: &Wording, what: String, people: u64, names: &[String]) -> ReviewLine {
    let who = first_of(people, names, NAMES_IN_REVIEW);
    let others = names.get(NAMES_IN_REVIEW..).filter(|others| !others.is_empty()).map(|others| {
        let summary = wording.say_with("review-others", &[("count", others.len().into())]);
        (summary, first_of(people - NAMES_IN_REVIEW as u64, others, others.len()))
    });
    ReviewLine { what, who, others }
}

/// A strong password to offer.
fn suggestion(reader: &Reader) -> String {
    password::suggest(&reader.app.random.bytes())
}

/// What a refused form shows; any other error goes on.
fn field_errors(error: Error, throttled: &'static str) -> Result<FieldErrors, Error> {
    match error {
        Error::Fields(errors) => Ok(errors),
        Error::TooMany { seconds } => Ok(FieldErrors::one(throttled, Problem::TooMany { seconds })),
        other => Err(other),
    }
}

/// Of a refused form's page: somebody else was faster, or what was typed won't do.
fn status_of(errors: &FieldErrors) -> StatusCode {
    let is_overtaken = errors.iter().any(|(_, problem)| problem == Problem::Changed);
    if is_overtaken { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// The page of a refused form, with its status: where it came too often, it says when to come again.
fn refused(errors: FieldErrors, page: impl FnOnce(StatusCode, FieldErrors) -> Response) -> Response {
    let wait = errors.iter().find_map(|(_, problem)| match problem {
        Problem::TooMany { seconds } => Some(seconds),
        _ => None,
    });
    let status = if wait.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = page(status, errors);
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The title of a page, marked where its form was refused.
fn title(reader: &Reader, key: &str, errors: &FieldErrors) -> String {
    title_of(reader, reader.wording.say(key), errors)
}

fn title_of(reader: &Reader, title: String, errors: &FieldErrors) -> String {
    if errors.is_empty() { title } else { reader.wording.say_with("error-prefix", &[("title", title.into())]) }
}
