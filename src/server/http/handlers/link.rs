use super::verb::{question, refused};
use crate::{
    domain::{id::UserId, verb::Verb},
    server::{
        http::{
            qr,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::{About, about, show_link},
        },
    },
    ui::{
        layout::Place,
        pages::link::{ExpiredPage, LinkPage},
    },
};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Says what showing it means, and asks.
pub async fn show(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    question(&reader, actor, id, Verb::ShowLink).await
}

/// The link of somebody's invitation. It is a POST: each showing is in the history, and no GET changes anything.
pub async fn reveal(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    let found = about(&reader.app, actor, id, Verb::ShowLink).await;
    let link = match (show_link(&reader.app, &reader.visit, actor, id).await, found) {
        (Ok(link), _) => link,
        (Err(Error::Refused(refusal)), Ok(About { person, .. })) => return refused(&reader, &person, refusal).await,
        (Err(error), _) => return Err(error),
    };
    let wording = reader.wording.clone();
    let details = format!("/users/{id}");
    let Some(link) = link else {
        let head = Head { title: wording.say("link-expired-title"), islands: true, passwords: false };
        let resend = Verb::Resend.path(id);
        return Ok(render::frame(&reader, StatusCode::CONFLICT, head, Some(Place::Users), move || {
            view! { <ExpiredPage wording details resend /> }.into_any()
        }));
    };
    let deadline = wording.date_time(link.expires_at);
    let (name, qr, url) =
        (link.person.name(), qr::draw(&link.url).map(|drawing| (drawing.side, drawing.path)), link.url);
    // Its script copies.
    let head = Head { title: wording.say("link-title"), islands: false, passwords: true };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <LinkPage wording details name url qr deadline /> }.into_any()
    }))
}
