use crate::{
    domain::access::{Area, Level},
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::Error,
    },
    ui::{layout::Place, pages::home::HomePage},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let first_name = actor.first_name.clone();
    let may_invite = actor.may_everywhere(Area::Users, Level::Approver);
    let has_mailbox = actor.role().is_administrator() && !reader.app.outbox.has_server();
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("home-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Home), move || {
        view! { <HomePage wording first_name may_invite has_mailbox /> }.into_any()
    }))
}
