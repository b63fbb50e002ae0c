//! What the pages of departments and of services share.

use super::title;
use crate::{
    domain::{
        access::{Area, Level},
        form::FieldErrors,
    },
    server::{
        context::Actor,
        http::{
            reader::Reader,
            render::{self, Head},
        },
    },
    ui::{
        layout::Place,
        pages::named::{Kind, Named, NamedEditPage, NamedPage, Rights, Typed},
    },
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

const fn place(kind: Kind) -> Place {
    match kind {
        Kind::Departments => Place::Departments,
        Kind::Services => Place::Services,
    }
}

pub(super) fn rights(actor: &Actor, area: Area) -> Rights {
    if actor.may(area, Level::Approver) {
        Rights::Deletes
    } else if actor.may(area, Level::Editor) {
        Rights::Edits
    } else {
        Rights::Sees
    }
}

/// To the list, which says what was done.
pub(super) fn to_list(kind: Kind, done: &'static str) -> Response {
    Redirect::to(&format!("{}?done={done}", kind.path())).into_response()
}

/// What the list's URL says was done, as the key of its words.
pub(super) fn done(query: &str) -> Option<&'static str> {
    let (_, value) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done")?;
    match value.as_ref() {
        "add" => Some("named-done-add"),
        "rename" => Some("named-done-rename"),
        "delete" => Some("named-done-delete"),
        _ => None,
    }
}

/// All that the list's page shows.
pub(super) struct List {
    pub kind: Kind,
    pub rights: Rights,
    pub rows: Vec<Named>,
    /// The key of what was done.
    pub done: Option<&'static str>,
    pub typed: Typed,
    pub errors: FieldErrors,
}

pub(super) fn list(reader: &Reader, status: StatusCode, list: List) -> Response {
    let List { kind, rights, rows, done, typed, errors } = list;
    let wording = reader.wording.clone();
    let done = done.map(|key| wording.say(key));
    let head = Head::plain(title(reader, kind.key("departments-title", "services-title"), &errors));
    render::frame(reader, status, head, Some(place(kind)), move || {
        view! { <NamedPage wording kind rights rows done typed errors /> }.into_any()
    })
}

/// `typed` where the form was refused; else what there is.
pub(super) fn edit(
    reader: &Reader,
    status: StatusCode,
    kind: Kind,
    rights: Rights,
    row: Named,
    typed: Option<Typed>,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let typed = typed.unwrap_or_else(|| Typed { name: row.name.clone(), url: row.url.clone() });
    let head = Head::plain(title(reader, kind.key("departments-edit-title", "services-edit-title"), &errors));
    render::frame(reader, status, head, Some(place(kind)), move || {
        view! { <NamedEditPage wording kind rights row typed errors /> }.into_any()
    })
}
