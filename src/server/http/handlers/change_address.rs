use super::{field_errors, title, verb};
use crate::{
    domain::{
        form::FieldErrors,
        id::UserId,
        verb::{Refusal, Verb},
    },
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            change_address::{self, Present, change_other, change_own, of_oneself, of_other, withdraw},
            users::about,
        },
    },
    ui::{
        layout::Place,
        pages::address::{AddressPage, Waiting},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// `address` or `withdraw`, after a form.
    done: String,
}

/// The form, or the button that takes back what waits.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(flatten)]
    form: change_address::Form,
    withdraw: Option<String>,
}

/// Somebody else's.
pub async fn show(reader: Reader, Path(id): Path<String>, Query(shown): Query<Shown>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let subject = match of_other(&reader.app, reader.actor()?, id).await {
        Err(Error::Refused(Refusal::Own)) => return Ok(Redirect::to("/me/address").into_response()),
        Err(error) => return refused(&reader, id, error).await,
        Ok(subject) => subject,
    };
    Ok(page(&reader, StatusCode::OK, subject, String::new(), &shown.done, FieldErrors::default()))
}

pub async fn change(reader: Reader, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let (id, actor) = (parse(&id)?, reader.actor()?);
    if sent.withdraw.is_some() {
        return match withdraw(&reader.app, &reader.visit, actor, id).await {
            Ok(()) => Ok(Redirect::to(&format!("/users/{id}/address?done=withdraw")).into_response()),
            // It was confirmed, or withdrawn by another, meanwhile: the page shows which.
            Err(Error::NotFound) => Ok(Redirect::to(&format!("/users/{id}/address")).into_response()),
            Err(error) => refused(&reader, id, error).await,
        };
    }
    match change_other(&reader.app, &reader.visit, actor, id, &sent.form).await {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}/address?done=address")).into_response()),
        Err(Error::Refused(refusal)) if refusal != Refusal::Gone => {
            let person = about(&reader.app, actor, id, Verb::Edit).await?.person;
            let typed = vec![(reader.wording.say("details-email"), sent.form.email)];
            verb::refused_with(&reader, &person, refusal, typed).await
        }
        Err(error) => {
            let status = error.status();
            let errors = field_errors(error, "email")?;
            let subject = of_other(&reader.app, actor, id).await?;
            Ok(page(&reader, status, subject, sent.form.email, "", errors))
        }
    }
}

/// A page that says what stands in the way; any other error goes on.
async fn refused(reader: &Reader, id: UserId, error: Error) -> Result<Response, Error> {
    match error {
        Error::Refused(refusal) if refusal != Refusal::Gone => verb::refusal(reader, id, refusal).await,
        error => Err(error),
    }
}

/// One's own.
pub async fn show_own(reader: Reader, Query(shown): Query<Shown>) -> Result<Response, Error> {
    let subject = of_oneself(&reader.app, reader.actor()?).await?;
    Ok(page(&reader, StatusCode::OK, subject, String::new(), &shown.done, FieldErrors::default()))
}

pub async fn change_of_own(reader: Reader, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    if sent.withdraw.is_some() {
        return match withdraw(&reader.app, &reader.visit, actor, actor.id()).await {
            Ok(()) => Ok(Redirect::to("/me/address?done=withdraw").into_response()),
            Err(Error::NotFound) => Ok(Redirect::to("/me/address").into_response()),
            Err(error) => Err(error),
        };
    }
    let typed = sent.form.email.clone();
    match change_own(&reader.app, &reader.visit, actor, sent.form).await {
        Ok(()) => Ok(Redirect::to("/me/address?done=address").into_response()),
        Err(error) => {
            let status = error.status();
            let errors = field_errors(error, "password")?;
            let subject = of_oneself(&reader.app, actor).await?;
            Ok(page(&reader, status, subject, typed, "", errors))
        }
    }
}

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn page(
    reader: &Reader,
    status: StatusCode,
    Present { person, waiting }: Present,
    email: String,
    done: &str,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let own = reader.caller.signed_in().is_some_and(|user| user.user == person.id);
    let (action, back) = if own {
        ("/me/address".to_owned(), ("/me".to_owned(), wording.say("address-back-own")))
    } else {
        let details = format!("/users/{}", person.id);
        (format!("{details}/address"), (details, wording.say("address-back")))
    };
    let present = ("email", person.email.as_str().into());
    let lead = if own {
        wording.say_with("address-own-lead", &[present])
    } else {
        wording.say_with("address-lead", &[("name", person.name().into()), present])
    };
    let waiting =
        waiting.map(|change| Waiting { until: wording.date_time(change.expires_at), email: change.new_email });
    let done = match done {
        "address" => Some(wording.say("address-asked")),
        "withdraw" => Some(wording.say("address-withdrawn")),
        _ => None,
    };
    let head = Head { title: title(reader, "address-title", &errors), islands: false, passwords: own };
    let place = (!own).then_some(Place::Users);
    render::frame(reader, status, head, place, move || {
        view! { <AddressPage wording action back lead own waiting done email errors /> }.into_any()
    })
}
