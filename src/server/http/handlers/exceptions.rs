use super::{Target, field_errors, status_of, title_of, verb};
use crate::{
    domain::{access::Area, form::FieldErrors, id::UserId},
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::{
                access_end,
                exceptions::{self, Right, Table},
            },
        },
    },
    ui::{
        components::RightLine,
        layout::Place,
        pages::exceptions::{ExceptionForm, ExceptionPage, UserRightsPage},
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

fn parse(id: &str) -> Result<UserId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn parse_area(area: &str) -> Result<Area, Error> {
    area.parse().map_err(|_| Error::NotFound)
}

pub async fn list(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let (actor, id) = (reader.actor()?, parse(&id)?);
    if id == actor.id() {
        return Ok(Redirect::to("/me/rights").into_response());
    }
    let table = exceptions::table(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let lines = lines(&wording, &table, table.editable.then_some(id));
    let (name, role, details) =
        (table.name.clone(), wording.role(table.role.kind, &table.role.name), format!("/users/{id}"));
    let done = (target.done == "exception").then(|| wording.say("rights-done"));
    let title = wording.say_with("rights-title", &[("name", name.as_str().into())]);
    let head = Head { title, islands: table.editable, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <UserRightsPage wording name details role lines done /> }.into_any()
    }))
}

/// Each area's line; with a link to where it is changed for somebody who can be given exceptions.
pub(super) fn lines(wording: &Wording, table: &Table, editable: Option<UserId>) -> Vec<RightLine> {
    let line = |right: &Right| {
        let area = wording.area_of(right.area, right.name.as_ref());
        let label = wording.say_with("rights-change-of", &[("area", area.as_str().into())]);
        RightLine {
            level: wording.level(right.effective.level),
            means: wording.level_means(right.effective.level),
            has_any: !right.effective.level.is_none(),
            why: wording.why(&table.role, &table.departments, &right.effective.reasons),
            exception: exception(wording, right),
            edit: editable.map(|id| (format!("/users/{id}/rights/{}", right.area), label)),
            area,
        }
    };
    table.rights.iter().map(line).collect()
}

/// Of an exception: which one, until when, by whom, and what it would be without.
fn exception(wording: &Wording, right: &Right) -> Option<String> {
    let held = right.exception.as_ref()?;
    let level = wording.level(held.level);
    let end = match held.ends_at {
        Some(end) => {
            wording.say_with("rights-exception-until", &[("level", level.into()), ("date", wording.date(end).into())])
        }
        None => wording.say_with("rights-exception-lasting", &[("level", level.into())]),
    };
    let by =
        held.set_by.as_ref().map(|name| wording.say_with("rights-exception-by", &[("name", name.as_str().into())]));
    let (key, level) = match held.afterwards {
        Some(level) => ("rights-exception-afterwards", level),
        None => ("rights-exception-without", right.inherited.level),
    };
    let without = wording.say_with(key, &[("level", wording.level(level).into())]);
    Some([Some(end), by, Some(without)].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

pub async fn show(reader: Reader, Path((id, area)): Path<(String, String)>) -> Result<Response, Error> {
    let (id, area) = (parse(&id)?, parse_area(&area)?);
    match page(&reader, StatusCode::OK, id, area, None, FieldErrors::default()).await {
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        shown => shown,
    }
}

pub async fn set(
    reader: Reader,
    Path((id, area)): Path<(String, String)>,
    Form(sent): Form<exceptions::Form>,
) -> Result<Response, Error> {
    let (id, area) = (parse(&id)?, parse_area(&area)?);
    match exceptions::set_exception(&reader.app, &reader.visit, reader.actor()?, id, area, &sent).await {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}/rights?done=exception")).into_response()),
        Err(Error::Refused(refusal)) => verb::refusal(&reader, id, refusal).await,
        Err(error) => {
            let errors = field_errors(error, "level")?;
            page(&reader, status_of(&errors), id, area, Some(sent), errors).await
        }
    }
}

/// `typed` where the form was refused; else what there is.
async fn page(
    reader: &Reader,
    status: StatusCode,
    id: UserId,
    area: Area,
    typed: Option<exceptions::Form>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let open = exceptions::open(&reader.app, reader.actor()?, id, area).await?;
    let wording = reader.wording.clone();
    let present = |held: &exceptions::Held| exceptions::Form {
        level: held.level.as_str().to_owned(),
        ends_on: held.ends_at.map(|end| access_end::day(end, &reader.app.zone)).unwrap_or_default(),
        shown: None,
    };
    let typed = typed.or_else(|| open.right.exception.as_ref().map(present)).unwrap_or_default();
    let named = [("name", open.name.as_str().into()), ("area", wording.area_of(area, open.right.name.as_ref()).into())];
    let inherited = [
        ("level", wording.level(open.right.inherited.level).into()),
        ("why", wording.why(&open.role, &open.departments, &open.right.inherited.reasons).into()),
    ];
    let title = wording.say_with("rights-exception-title", &named);
    let form = ExceptionForm {
        back: format!("/users/{id}/rights"),
        action: format!("/users/{id}/rights/{area}"),
        title: title.clone(),
        inherited: wording.say_with("rights-exception-inherited", &inherited),
        present: exception(&wording, &open.right).unwrap_or_else(|| wording.say("rights-exception-no")),
        shown: open.right.shown(),
        levels: open.levels.iter().map(|level| (level.as_str().to_owned(), wording.level(*level))).collect(),
        level: typed.level,
        ends_on: typed.ends_on,
    };
    let head = Head::plain(title_of(reader, title, &errors));
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <ExceptionPage wording form errors /> }.into_any()
    }))
}
