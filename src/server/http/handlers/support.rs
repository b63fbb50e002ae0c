//! Support access: what an account lets in, and where somebody of the support goes.

use super::{Target, field_errors, refused, title};
use crate::{
    domain::{
        access::{Area, Level},
        form::FieldErrors,
        id::SupportAccessId,
    },
    server::{
        context::Caller,
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            support::{self, Overview},
            users::access_end,
        },
        store::{sessions::SignedIn, support::Access},
    },
    ui::{
        layout::{Place, Scene},
        pages::support::{AccountLine, AgentPage, Inside, PutOutPage, SupportPage, SupportView, Typed},
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::time::Duration;

/// What the form offers first.
const USUAL: Duration = Duration::from_hours(7 * 24);

pub async fn show(reader: Reader, Query(target): Query<Target>) -> Result<Response, Error> {
    let overview = support::overview(&reader.app, reader.actor()?).await?;
    let done = match target.done.as_str() {
        "allow" => Some(reader.wording.say("support-done-allow")),
        "end" => Some(reader.wording.say("support-done-end")),
        _ => None,
    };
    let usual = access_end::day(reader.app.clock.now() + USUAL, &reader.app.zone);
    let (level, ends_on) = match &overview.access {
        Some(access) => (access.level, access_end::day(access.ends_at, &reader.app.zone)),
        None => (Level::Guest, usual),
    };
    let typed = Typed { level: level.as_str().to_owned(), ends_on };
    page(&reader, StatusCode::OK, &overview, typed, FieldErrors::default(), done)
}

pub async fn allow(reader: Reader, Form(form): Form<support::Form>) -> Result<Response, Error> {
    let typed = Typed { level: form.level.clone(), ends_on: form.ends_on.clone() };
    match support::allow(&reader.app, &reader.visit, reader.actor()?, form).await {
        Ok(()) => Ok(Redirect::to("/settings/support?done=allow").into_response()),
        Err(error) => {
            let errors = field_errors(error, "password")?;
            let overview = support::overview(&reader.app, reader.actor()?).await?;
            // Its closure gives no error: what the page needs was read.
            let shown = |status, errors| page(&reader, status, &overview, typed, errors, None);
            Ok(refused(errors, |status, errors| shown(status, errors).unwrap_or_else(IntoResponse::into_response)))
        }
    }
}

pub async fn end(reader: Reader) -> Result<Response, Error> {
    support::end(&reader.app, &reader.visit, reader.actor()?).await?;
    Ok(Redirect::to("/settings/support?done=end").into_response())
}

fn page(
    reader: &Reader,
    status: StatusCode,
    overview: &Overview,
    typed: Typed,
    errors: FieldErrors,
    done: Option<String>,
) -> Result<Response, Error> {
    let wording = reader.wording.clone();
    let levels = overview.levels.iter().map(|&level| {
        (level.as_str().to_owned(), wording.level(level), wording.say(&format!("support-level-{}", level.as_str())))
    });
    let view = SupportView {
        state: overview.access.as_ref().map(|access| state(&wording, access)),
        agents: overview.agents.iter().map(|agent| (agent.name.clone(), wording.date_time(agent.seen_at))).collect(),
        people: wording.say_with("support-people", &[("count", overview.people.into())]),
        may_change: reader.actor()?.may_everywhere(Area::Settings, Level::Approver),
        levels: levels.collect(),
        typed,
        done,
    };
    let head = Head { title: title(reader, "support-title", &errors), islands: false, passwords: true };
    Ok(render::frame(reader, status, head, Some(Place::Settings), move || {
        view! { <SupportPage wording view errors /> }.into_any()
    }))
}

/// Until when, and up to which level.
pub(super) fn state(wording: &Wording, access: &Access) -> String {
    let facts = [("date", wording.date(access.ends_at).into()), ("level", wording.level(access.level).into())];
    wording.say_with("support-on", &facts)
}

/// Where somebody of the support may go, or is.
pub async fn accounts(reader: Reader) -> Result<Response, Error> {
    if let Caller::PutOut(user) = &reader.caller {
        return Ok(put_out(&reader, user));
    }
    let (actor, wording) = (reader.actor()?, reader.wording.clone());
    let inside = actor
        .support()
        .map(|support| Inside { account: actor.account_name.clone(), until: wording.date(support.ends_at) });
    let lines = if inside.is_some() {
        Vec::new()
    } else {
        let open = support::open_accounts(&reader.app, actor).await?;
        let line = |access: Access| AccountLine {
            action: format!("/support/{}/enter", access.id),
            facts: state(&wording, &access),
            name: access.account_name,
        };
        open.into_iter().map(line).collect()
    };
    let head = Head::plain(wording.say("agent-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Support), move || {
        view! { <AgentPage wording inside lines /> }.into_any()
    }))
}

/// In the place of every page, until one has seen it: the account where one was is another than the one to come.
fn put_out(reader: &Reader, user: &SignedIn) -> Response {
    let wording = reader.wording.clone();
    let was = user.put_out.as_ref().map(|was| was.account_name.clone()).unwrap_or_default();
    let head = Head::plain(wording.say("agent-out-title"));
    let home = user.account_name.clone();
    render::gate(reader, StatusCode::OK, head, Scene::Closed, Some(home.clone()), move || {
        view! { <PutOutPage wording was home /> }.into_any()
    })
}

pub async fn enter(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id: SupportAccessId = id.parse().map_err(|_| Error::NotFound)?;
    support::enter(&reader.app, &reader.visit, reader.actor()?, id).await?;
    Ok(Redirect::to("/users").into_response())
}

pub async fn leave(reader: Reader) -> Result<Response, Error> {
    // Whoever was put out comes back by this, too.
    match &reader.caller {
        Caller::PutOut(user) => support::leave(&reader.app, &reader.visit, user).await?,
        caller => support::leave(&reader.app, &reader.visit, caller.actor()?).await?,
    }
    Ok(Redirect::to("/support").into_response())
}
