use super::{Target, after, tab};
use crate::{
    domain::id::SessionId,
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, me},
        store::sessions::Session,
    },
    ui::{
        components::Confirm,
        layout::Place,
        pages::me::{
            Done, Tab,
            sessions::{SessionsTab, SignedInOn},
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;

pub async fn show(reader: Reader, target: Query<Target>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let wording = reader.wording.clone();
    let sessions = me::own_sessions(&reader.app, actor).await?;
    let devices = sessions.iter().map(|session| device(&wording, session, actor.session())).collect();
    tab(&reader, Tab::Sessions, &target, move || view! { <SessionsTab wording devices /> }.into_any())
}

fn device(wording: &Wording, session: &Session, own: SessionId) -> SignedInOn {
    SignedInOn {
        id: session.id,
        device: wording.device(&session.agent),
        since: wording.date_time(session.created_at),
        seen: wording.date_time(session.seen_at),
        address: session.address.clone(),
        is_this: session.id == own,
    }
}

fn parse(id: &str) -> Result<SessionId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn ask(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let session = me::find_session(&reader.app, reader.actor()?, parse(&id)?).await?;
    let wording = &reader.wording;
    let device = wording.device(&session.agent);
    let title = wording.say_with("me-session-end-title", &[("device", device.into())]);
    let args = [("address", session.address.as_str().into()), ("since", wording.date_time(session.created_at).into())];
    let text = wording.say_with("me-session-end-text", &args);
    Ok(confirm(&reader, title, text, format!("/me/sessions/{}/end", session.id), "me-session-end"))
}

pub async fn end(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    me::end_session(&reader.app, &reader.visit, reader.actor()?, parse(&id)?).await?;
    Ok(after(Tab::Sessions, Done::Session))
}

pub async fn ask_others(reader: Reader) -> Result<Response, Error> {
    let wording = &reader.wording;
    let others = me::own_sessions(&reader.app, reader.actor()?).await?.len().saturating_sub(1);
    let text = wording.say_with("me-sessions-end-text", &[("count", others.into())]);
    let title = wording.say("me-sessions-end-title");
    Ok(confirm(&reader, title, text, "/me/sessions/end-others".to_owned(), "me-sessions-end"))
}

pub async fn end_others(reader: Reader) -> Result<Response, Error> {
    me::end_others(&reader.app, &reader.visit, reader.actor()?).await?;
    Ok(after(Tab::Sessions, Done::Sessions))
}

fn confirm(reader: &Reader, title: String, text: String, action: String, button: &'static str) -> Response {
    let wording = reader.wording.clone();
    let back = (Tab::Sessions.path().to_owned(), wording.say(Tab::Sessions.title()));
    let head = Head::plain(title.clone());
    render::frame(reader, StatusCode::OK, head, Some(Place::Me), move || {
        let button = wording.say(button);
        view! { <Confirm wording title texts=vec![text] action button variant="danger" back /> }.into_any()
    })
}
