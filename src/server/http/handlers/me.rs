//! One's own pages, for everybody past the policy.

pub mod data;
pub mod edit;
pub mod history;
pub mod password;
pub mod profile;
pub mod rights;
pub mod sessions;

use super::Target;
use crate::{
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::Error,
    },
    ui::{
        layout::Place,
        pages::me::{Done, MePage, Tab},
    },
};
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// One of the pages that one goes back and forth between.
fn tab(
    reader: &Reader,
    tab: Tab,
    Query(target): &Query<Target>,
    content: impl FnOnce() -> AnyView + Send + 'static,
) -> Result<Response, Error> {
    let name = reader.actor()?.name.clone();
    let (wording, done) = (reader.wording.clone(), target.done.parse::<Done>().ok());
    // Confirmations open as dialogs.
    let head = Head { title: wording.say(tab.title()), islands: tab == Tab::Sessions, passwords: false };
    Ok(render::frame(reader, StatusCode::OK, head, Some(Place::Me), move || {
        view! { <MePage wording tab name done>{content()}</MePage> }.into_any()
    }))
}

/// To a page that says what was done.
pub(super) fn after(tab: Tab, done: Done) -> Response {
    Redirect::to(&format!("{}?done={}", tab.path(), done.as_str())).into_response()
}
