//! From a view to an answer: the document around it, its nonce and its headers.

use super::{headers::page_policy, reader::Reader};
use crate::{
    domain::access::{Area, Level},
    server::{context::Caller, operations::requests, store::sessions::SignedIn},
    ui::layout::{Document, DocumentProps, Frame, Gate, Notice, Place, Scene, Support, Viewer},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hydration_context::SsrSharedContext;
use leptos::{
    nonce::{provide_nonce, use_nonce},
    prelude::*,
};
use std::sync::Arc;

/// What a page says of itself.
pub struct Head {
    pub title: String,
    /// Something hydrates.
    pub islands: bool,
    /// There is a password field.
    pub passwords: bool,
}

impl Head {
    /// A page without script.
    pub fn plain(title: String) -> Self {
        Self { title, islands: false, passwords: false }
    }
}

/// Marks an answer as a page, so that none is put in its place.
#[derive(Clone, Copy)]
pub struct IsPage;

/// A page before one is in.
pub fn gate(
    reader: &Reader,
    status: StatusCode,
    head: Head,
    scene: Scene,
    account_name: Option<String>,
    content: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let wording = reader.wording.clone();
    let support = reader.caller.signed_in().and_then(|user| support(reader, user, false));
    let account_name = account_name.unwrap_or_else(|| "Parvis".to_owned());
    let notice = (!reader.app.outbox.has_server()).then_some(Notice::Unsent { readable: false });
    document(reader, status, head, move || {
        view! { <Gate wording scene account_name notice support>{content()}</Gate> }.into_any()
    })
}

/// A page for somebody who is signed in.
pub fn frame(
    reader: &Reader,
    status: StatusCode,
    head: Head,
    place: Option<Place>,
    content: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let Some(viewer) = viewer(reader) else {
        return gate(reader, status, head, Scene::Open, None, content);
    };
    let (wording, islands) = (reader.wording.clone(), head.islands);
    document(reader, status, head, move || view! { <Frame wording viewer place islands>{content()}</Frame> }.into_any())
}

fn viewer(reader: &Reader) -> Option<Viewer> {
    let Caller::Actor(actor) = &reader.caller else { return None };
    let is_administrator = actor.role().is_administrator();
    let outbox = &reader.app.outbox;
    let notice = if outbox.has_server() {
        // For who waits for invitations to arrive, and can have it mended.
        let alarm = outbox.alarm().filter(|_| actor.may(Area::Users, Level::Approver));
        alarm.map(|answer| Notice::Alarm(reader.wording.alarm(&answer)))
    } else {
        Some(Notice::Unsent { readable: is_administrator })
    };
    let seen = [
        (Area::Users, Place::Users),
        (Area::Roles, Place::Roles),
        (Area::Departments, Place::Departments),
        (Area::Services, Place::Services),
        (Area::History, Place::History),
        (Area::Analytics, Place::Analytics),
        (Area::Billing, Place::Billing),
        (Area::Settings, Place::Settings),
        (Area::Exports, Place::Exports),
    ];
    let answers = requests::answers(actor);
    // What can be had for departments alone is narrowed to those; all other pages are the whole account's.
    let is_open = |area: Area| match area {
        Area::Users | Area::Departments | Area::History => actor.may(area, Level::Guest),
        _ => actor.may_everywhere(area, Level::Guest),
    };
    let places = std::iter::once(Place::Home)
        .chain(seen.into_iter().filter(|(area, _)| is_open(*area)).map(|(_, place)| place))
        .chain(answers.then_some(Place::Requests))
        .chain(actor.supports.then_some(Place::Support))
        .chain((is_administrator && !outbox.has_server()).then_some(Place::Mailbox))
        .collect();
    let support = support(reader, actor, actor.may_everywhere(Area::Settings, Level::Approver));
    Some(Viewer {
        name: actor.name.clone(),
        email: actor.email.clone(),
        account_name: actor.account_name.clone(),
        places,
        requests: if answers { actor.requests } else { 0 },
        notice,
        support,
    })
}

/// That the reader is in as the support, or that somebody is in the reader's account.
fn support(reader: &Reader, user: &SignedIn, may_end: bool) -> Option<Support> {
    match (&user.support, &user.agent) {
        (Some(support), _) => {
            Some(Support::Agent { account: user.account_name.clone(), until: reader.wording.date(support.ends_at) })
        }
        (None, Some(agent)) => Some(Support::Inside { agent: agent.clone(), may_end }),
        (None, None) => None,
    }
}

/// A part of a page, without islands.
pub fn fragment(content: impl FnOnce() -> AnyView) -> String {
    Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()))).with(|| content().to_html())
}

/// Renders at once: a page's data are there before its view begins.
fn document(
    reader: &Reader,
    status: StatusCode,
    head: Head,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, nonce) = owner.with(|| {
        provide_nonce();
        let props = DocumentProps {
            wording: reader.wording.clone(),
            title: format!("{} — Parvis", head.title),
            islands: head.islands,
            passwords: head.passwords,
            children: Box::new(body),
        };
        (format!("<!DOCTYPE html>{}", Document(props).into_view().to_html()), use_nonce())
    });
    let nonce = nonce.map(|nonce| nonce.to_string()).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, page_policy(&nonce)),
    ];
    let mut response = (status, headers, html).into_response();
    response.extensions_mut().insert(IsPage);
    response
}
