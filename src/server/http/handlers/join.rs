use super::{field_errors, refused, signed_in, signed_out, suggestion, title};
use crate::{
    domain::{form::FieldErrors, invitation::LinkStatus},
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            self, Error,
            accept_invitation::{self, Joined, accept_invitation},
            ask_invitation::ask_invitation,
            join_link,
            open_invitation::open_invitation,
        },
        store::invitations::Invitation,
    },
    ui::{
        layout::Scene,
        pages::join::{AskedPage, Dead, DeadLinkPage, JoinPage, OtherUserPage, Typed},
    },
};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Says what the link is worth; changes nothing, however often it is opened.
pub async fn show(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    let (invitation, status) = join_link::read(&reader.app, &token).await?;
    let reader = reader.in_language(invitation.language);
    Ok(page(&reader, &token, invitation, status))
}

fn page(reader: &Reader, token: &str, invitation: Invitation, status: LinkStatus) -> Response {
    let dead = match status {
        LinkStatus::Open => return open(reader, token, invitation),
        LinkStatus::Expired => Dead::Expired,
        LinkStatus::Ended(ending) => Dead::Ended(ending),
    };
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("join-dead-title"));
    let (ask, account) = (format!("/join/{token}/ask"), invitation.account_name.clone());
    render::gate(reader, StatusCode::GONE, head, Scene::Closed, Some(account), move || {
        view! { <DeadLinkPage wording invitation dead ask /> }.into_any()
    })
}

fn open(reader: &Reader, token: &str, invitation: Invitation) -> Response {
    let Some(user) = reader.caller.signed_in() else {
        let typed = Typed { first_name: invitation.first_name.clone(), last_name: invitation.last_name.clone() };
        return form(reader, StatusCode::OK, token, invitation, typed, FieldErrors::default());
    };
    let (name, switch) = (user.name.clone(), format!("/join/{token}/sign-out"));
    let (wording, account) = (reader.wording.clone(), invitation.account_name.clone());
    let head = Head::plain(wording.say("join-title"));
    render::gate(reader, StatusCode::OK, head, Scene::Open, Some(account), move || {
        view! { <OtherUserPage wording invitation name switch /> }.into_any()
    })
}

fn form(
    reader: &Reader,
    status: StatusCode,
    token: &str,
    invitation: Invitation,
    typed: Typed,
    errors: FieldErrors,
) -> Response {
    let head = Head { title: title(reader, "join-title", &errors), islands: false, passwords: true };
    let (wording, action, suggestion) = (reader.wording.clone(), format!("/join/{token}"), suggestion(reader));
    let (account, rules) = (invitation.account_name.clone(), invitation.rules);
    render::gate(reader, status, head, Scene::Open, Some(account), move || {
        view! { <JoinPage wording invitation action typed suggestion rules errors /> }.into_any()
    })
}

pub async fn accept(
    reader: Reader,
    Path(token): Path<String>,
    Form(typed): Form<accept_invitation::Form>,
) -> Result<Response, Error> {
    let (invitation, status) = join_link::read(&reader.app, &token).await?;
    let reader = reader.in_language(invitation.language);
    if reader.caller.signed_in().is_some() {
        return Ok(page(&reader, &token, invitation, status));
    }
    let shown = Typed { first_name: typed.first_name.clone(), last_name: typed.last_name.clone() };
    match accept_invitation(&reader.app, &reader.visit, &token, reader.token.clone(), typed).await {
        // The policy stands in between; home sends there.
        Ok(Joined::In(session)) => Ok(signed_in(&reader, &session, "/")),
        Ok(Joined::Closed) => {
            let (invitation, status) = join_link::read(&reader.app, &token).await?;
            Ok(page(&reader, &token, invitation, status))
        }
        Err(error) => Ok(refused(field_errors(error, "password")?, |status, errors| {
            form(&reader, status, &token, invitation, shown, errors)
        })),
    }
}

pub async fn ask(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    let (invitation, _) = join_link::read(&reader.app, &token).await?;
    ask_invitation(&reader.app, &reader.visit, &token).await?;
    let reader = reader.in_language(invitation.language);
    let wording = reader.wording.clone();
    let kept = !reader.app.outbox.has_server();
    let head = Head::plain(wording.say(if kept { "join-kept-title" } else { "join-asked-title" }));
    let (email, account) = (invitation.address, invitation.account_name);
    Ok(render::gate(&reader, StatusCode::OK, head, Scene::Open, Some(account), move || {
        view! { <AskedPage wording email kept /> }.into_any()
    }))
}

/// A script's word that a person is there; whose invitation it is, if it is one, isn't told.
pub async fn opened(reader: Reader, Path(token): Path<String>) -> Result<StatusCode, Error> {
    open_invitation(&reader.app, &token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves the session of who is signed in, and comes back to the invitation.
pub async fn sign_out(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    join_link::read(&reader.app, &token).await?;
    if let Some(user) = reader.caller.signed_in() {
        operations::sign_out::sign_out(&reader.app, &reader.visit, user).await?;
    }
    Ok(signed_out(&reader, &format!("/join/{token}")))
}
