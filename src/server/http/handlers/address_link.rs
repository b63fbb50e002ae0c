use crate::{
    domain::address_change::{Ending, Status},
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error, address_link,
            confirm_address::{self, confirm_address},
            undo_address::{self, undo_address},
        },
        store::address_changes::AddressChange,
    },
    ui::{
        layout::Scene,
        pages::{
            address::AddressLinkPage,
            closed::{ClosedPage, Onward},
        },
    },
    wording::Arg,
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
    /// `confirmed`, `undone`, after the button.
    done: String,
}

/// Words about a change: the message's key, and its arguments.
type Words = (&'static str, &'static [&'static str]);

/// To the new address: says what will happen; changes nothing, however often it is opened.
pub async fn show(reader: Reader, Path(token): Path<String>, Query(shown): Query<Shown>) -> Result<Response, Error> {
    let (change, status) = address_link::read_to_confirm(&reader.app, &token).await?;
    let reader = reader.in_language(change.language);
    Ok(to_confirm(&reader, &token, &change, status, shown.done == "confirmed"))
}

pub async fn confirm(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    let outcome = confirm_address(&reader.app, &reader.visit, &token).await?;
    if outcome == confirm_address::Outcome::Confirmed {
        return Ok(Redirect::to(&format!("/address/{token}?done=confirmed")).into_response());
    }
    let (change, status) = address_link::read_to_confirm(&reader.app, &token).await?;
    let reader = reader.in_language(change.language);
    Ok(match outcome {
        confirm_address::Outcome::Taken => closed(
            &reader,
            StatusCode::CONFLICT,
            &change,
            "address-taken-title",
            ("address-taken-text", &["email", "account"]),
            false,
        ),
        _ => to_confirm(&reader, &token, &change, status, false),
    })
}

/// To the old address: says what undoing will do; changes nothing, however often it is opened.
pub async fn show_undo(
    reader: Reader,
    Path(token): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    let (change, status) = address_link::read_to_undo(&reader.app, &token).await?;
    let reader = reader.in_language(change.language);
    Ok(to_undo(&reader, &token, &change, status, shown.done == "undone"))
}

pub async fn undo(reader: Reader, Path(token): Path<String>) -> Result<Response, Error> {
    let outcome = undo_address(&reader.app, &reader.visit, &token).await?;
    if outcome == undo_address::Outcome::Undone {
        return Ok(Redirect::to(&format!("/address/undo/{token}?done=undone")).into_response());
    }
    let (change, status) = address_link::read_to_undo(&reader.app, &token).await?;
    let reader = reader.in_language(change.language);
    Ok(match outcome {
        undo_address::Outcome::Taken => closed(
            &reader,
            StatusCode::CONFLICT,
            &change,
            "address-undo-taken-title",
            ("address-undo-taken-text", &["old"]),
            false,
        ),
        _ => to_undo(&reader, &token, &change, status, false),
    })
}

fn to_confirm(reader: &Reader, token: &str, change: &AddressChange, status: Status, just_now: bool) -> Response {
    let gone = |title, words, signs_in| closed(reader, StatusCode::GONE, change, title, words, signs_in);
    match status {
        Status::Waiting => {
            let title = reader.wording.say("address-confirm-title");
            let texts = vec![say(reader, change, ("address-confirm-text", &["email", "account"]))];
            let button = reader.wording.say("address-confirm-button");
            open(reader, change, title, texts, format!("/address/{token}"), button)
        }
        Status::Undoable | Status::Done if just_now => {
            let words: Words = ("address-confirmed-text", &["email", "account"]);
            closed(reader, StatusCode::OK, change, "address-confirmed-title", words, true)
        }
        Status::Undoable | Status::Done => {
            gone("address-used-title", ("address-used-text", &["email", "account"]), true)
        }
        Status::Expired => gone("address-expired-title", ("address-expired-text", &["date"]), false),
        Status::Ended(Ending::Replaced) => gone("address-replaced-title", ("address-replaced-text", &[]), false),
        Status::Ended(Ending::Withdrawn) => gone("address-gone-title", ("address-gone-text", &[]), false),
        Status::Ended(Ending::Undone) => gone("address-undone-title", ("address-reverted-text", &[]), false),
    }
}

fn to_undo(reader: &Reader, token: &str, change: &AddressChange, status: Status, just_now: bool) -> Response {
    let gone = |title, words| closed(reader, StatusCode::GONE, change, title, words, false);
    match status {
        Status::Undoable => {
            let title = reader.wording.say("address-undo-title");
            let texts = vec![
                say(reader, change, ("address-undo-text", &["confirmed", "new", "account", "old"])),
                say(reader, change, ("address-undo-after", &["old"])),
            ];
            let button = reader.wording.say("address-undo-button");
            open(reader, change, title, texts, format!("/address/undo/{token}"), button)
        }
        Status::Ended(Ending::Undone) => {
            let code = if just_now { StatusCode::OK } else { StatusCode::GONE };
            closed(reader, code, change, "address-undone-title", ("address-undone-text", &["old"]), false)
        }
        Status::Done => gone("address-undo-late-title", ("address-undo-late-text", &["undoable"])),
        Status::Waiting | Status::Expired => gone("address-undo-waiting-title", ("address-undo-waiting-text", &[])),
        Status::Ended(_) => gone("address-gone-title", ("address-gone-text", &[])),
    }
}

/// The sentence with its arguments, each a fact of the change.
fn say(reader: &Reader, change: &AddressChange, (key, names): Words) -> String {
    let wording = &reader.wording;
    let date = |at| Arg::from(wording.date_time(at));
    let args: Vec<(&'static str, Arg)> = names
        .iter()
        .map(|name| match *name {
            "account" => ("account", change.account_name.as_str().into()),
            "old" => ("old", change.old_email.as_str().into()),
            "new" => ("new", change.new_email.as_str().into()),
            "date" => ("date", date(change.expires_at)),
            "confirmed" => ("date", date(change.confirmed_at.unwrap_or(change.created_at))),
            "undoable" => ("date", date(change.undoable_until.unwrap_or(change.expires_at))),
            _ => ("email", change.new_email.as_str().into()),
        })
        .collect();
    wording.say_with(key, &args)
}

fn open(
    reader: &Reader,
    change: &AddressChange,
    title: String,
    texts: Vec<String>,
    action: String,
    button: String,
) -> Response {
    let head = Head::plain(title.clone());
    render::gate(reader, StatusCode::OK, head, Scene::Open, Some(change.account_name.clone()), move || {
        view! { <AddressLinkPage title texts action button /> }.into_any()
    })
}

fn closed(
    reader: &Reader,
    status: StatusCode,
    change: &AddressChange,
    title: &'static str,
    words: Words,
    signs_in: bool,
) -> Response {
    let (title, text) = (reader.wording.say(title), say(reader, change, words));
    let (wording, onward) = (reader.wording.clone(), signs_in.then_some(Onward::SignIn));
    let is_dead = status == StatusCode::GONE;
    let head = Head::plain(if is_dead { reader.wording.say("address-dead-title") } else { title.clone() });
    let scene = if status == StatusCode::OK { Scene::Open } else { Scene::Closed };
    render::gate(reader, status, head, scene, Some(change.account_name.clone()), move || {
        view! { <ClosedPage wording title text onward /> }.into_any()
    })
}
