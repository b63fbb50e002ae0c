use super::{Target, field_errors, status_of, title, title_of};
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        id::DepartmentId,
    },
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            departments::{self, Fate, Open, Rename},
        },
        store::{departments::Department, services::Service},
    },
    ui::{
        layout::Place,
        pages::departments::{
            DepartmentDeletePage, DepartmentLine, DepartmentMergePage, DepartmentPage, DepartmentView, DepartmentsPage,
            Fates,
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    name: String,
    /// The name that a renaming is about.
    shown: Option<String>,
}

/// Where the people go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SentFate {
    fate: String,
    into: String,
}

impl SentFate {
    fn parse(&self) -> Result<Fate, FieldErrors> {
        match self.fate.as_str() {
            "" => Ok(Fate::Nobody),
            "out" => Ok(Fate::Out),
            "into" => self.into.parse().map(Fate::Into).map_err(|_| FieldErrors::one("into", Problem::Choose)),
            _ => Err(FieldErrors::one("fate", Problem::Choose)),
        }
    }
}

fn parse(id: &str) -> Result<DepartmentId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn path(id: DepartmentId) -> String {
    format!("/departments/{id}")
}

fn done(wording: &Wording, done: &str) -> Option<String> {
    let key = match done {
        "add" => "departments-done-add",
        "rename" => "departments-done-rename",
        "merge" => "departments-done-merge",
        "delete" => "departments-done-delete",
        _ => return None,
    };
    Some(wording.say(key))
}

pub async fn list(reader: Reader, Query(target): Query<Target>) -> Result<Response, Error> {
    list_page(&reader, StatusCode::OK, done(&reader.wording, &target.done), String::new(), FieldErrors::default()).await
}

pub async fn create(reader: Reader, Form(sent): Form<Sent>) -> Result<Response, Error> {
    match departments::create(&reader.app, &reader.visit, reader.actor()?, &sent.name).await {
        Ok(_) => Ok(Redirect::to("/departments?done=add").into_response()),
        Err(error) => list_page(&reader, REFUSED, None, sent.name, field_errors(error, "form")?).await,
    }
}

async fn list_page(
    reader: &Reader,
    status: StatusCode,
    done: Option<String>,
    name: String,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let found = departments::list(&reader.app, actor).await?;
    let wording = reader.wording.clone();
    let line = |(department, people): &(Department, u64)| DepartmentLine {
        href: path(department.id),
        name: department.name.clone(),
        people: wording.say_with("named-people", &[("count", (*people).into())]),
    };
    let lines = found.iter().map(line).collect();
    let may_add = actor.may_everywhere(Area::Departments, Level::Editor);
    let head = Head::plain(title(reader, "departments-title", &errors));
    Ok(render::frame(reader, status, head, Some(Place::Departments), move || {
        view! { <DepartmentsPage wording departments=lines may_add done name errors /> }.into_any()
    }))
}

pub async fn show(reader: Reader, Path(id): Path<String>, Query(target): Query<Target>) -> Result<Response, Error> {
    let done = done(&reader.wording, &target.done);
    page(&reader, StatusCode::OK, parse(&id)?, done, None, FieldErrors::default()).await
}

pub async fn rename(reader: Reader, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let name = Rename { name: &sent.name, shown: sent.shown.as_deref() };
    match departments::rename(&reader.app, &reader.visit, reader.actor()?, id, name).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=rename", path(id))).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            page(&reader, status_of(&errors), id, None, Some(sent.name), errors).await
        }
    }
}

/// `typed` where the form was refused; else the name that there is.
async fn page(
    reader: &Reader,
    status: StatusCode,
    id: DepartmentId,
    done: Option<String>,
    typed: Option<String>,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let Open { department, people, services, others, level, sees_people, invites } =
        departments::open(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let counted = |(role, count)| {
        (wording.department_role(role), wording.say_with("named-people", &[("count", u64::into(count))]))
    };
    let view = DepartmentView {
        path: path(id),
        people: people.into_iter().map(counted).collect(),
        services: services.into_iter().map(|service| service.name).collect(),
        list: sees_people.then(|| format!("/users?department={id}")),
        invite: invites.then(|| format!("/users/invite?department={id}")),
        merge: (level >= Level::Approver && !others.is_empty()).then(|| format!("{}/merge", path(id))),
        delete: (level >= Level::Approver).then(|| format!("{}/delete", path(id))),
        typed: (level >= Level::Editor).then(|| typed.unwrap_or_else(|| department.name.clone())),
        shown: department.name.clone(),
        name: department.name,
    };
    let title = title_of(reader, view.name.clone(), &errors);
    let head = Head { title, islands: view.delete.is_some(), passwords: false };
    Ok(render::frame(reader, status, head, Some(Place::Departments), move || {
        view! { <DepartmentPage wording department=view done errors /> }.into_any()
    }))
}

pub async fn ask_merge(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    merge_page(&reader, StatusCode::OK, parse(&id)?, String::new(), FieldErrors::default()).await
}

pub async fn merge(reader: Reader, Path(id): Path<String>, Form(sent): Form<SentFate>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let into = sent.into.parse().map_err(|_| Error::from(FieldErrors::one("into", Problem::Choose)));
    let merged = match into {
        Ok(into) => departments::merge(&reader.app, &reader.visit, reader.actor()?, id, into).await.map(|()| into),
        Err(error) => Err(error),
    };
    match merged {
        Ok(into) => Ok(Redirect::to(&format!("{}?done=merge", path(into))).into_response()),
        Err(error) => merge_page(&reader, REFUSED, id, sent.into, field_errors(error, "form")?).await,
    }
}

async fn merge_page(
    reader: &Reader,
    status: StatusCode,
    id: DepartmentId,
    into: String,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let open = departments::open_to_delete(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let mut texts = vec![wording.say_with("departments-merge-people", &[("count", open.count().into())])];
    if open.count() > 0 && !open.services.is_empty() {
        texts.push(wording.say_with("departments-merge-services", &[("services", names(&open.services).into())]));
    }
    texts.push(wording.say("departments-merge-for-good"));
    let others = choices(&open.others);
    let name = open.department.name;
    let title = wording.say_with("departments-merge-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    let path = path(id);
    Ok(render::frame(reader, status, head, Some(Place::Departments), move || {
        view! { <DepartmentMergePage wording path name texts others into errors /> }.into_any()
    }))
}

fn names(services: &[Service]) -> String {
    services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn choices(departments: &[Department]) -> Vec<(String, String)> {
    departments.iter().map(|department| (department.id.to_string(), department.name.clone())).collect()
}

pub async fn ask_delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    delete_page(&reader, StatusCode::OK, parse(&id)?, SentFate::default(), FieldErrors::default()).await
}

pub async fn delete(reader: Reader, Path(id): Path<String>, Form(sent): Form<SentFate>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let deleted = match sent.parse() {
        Ok(fate) => departments::delete(&reader.app, &reader.visit, reader.actor()?, id, fate).await,
        Err(errors) => Err(errors.into()),
    };
    match deleted {
        Ok(()) => Ok(Redirect::to("/departments?done=delete").into_response()),
        Err(error) => delete_page(&reader, REFUSED, id, sent, field_errors(error, "form")?).await,
    }
}

async fn delete_page(
    reader: &Reader,
    status: StatusCode,
    id: DepartmentId,
    sent: SentFate,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let open = departments::open_to_delete(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let count = open.count();
    let mut texts = vec![wording.say_with("departments-delete-people", &[("count", count.into())])];
    if count > 0 && !open.services.is_empty() {
        texts.push(wording.say_with("departments-delete-services", &[("services", names(&open.services).into())]));
    }
    texts.push(wording.say("departments-delete-for-good"));
    let fates = (count > 0).then(|| Fates { others: choices(&open.others), into: sent.into, chosen: sent.fate });
    let name = open.department.name;
    let title = wording.say_with("departments-delete-title", &[("name", name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    let path = path(id);
    Ok(render::frame(reader, status, head, Some(Place::Departments), move || {
        view! { <DepartmentDeletePage wording path name texts fates errors /> }.into_any()
    }))
}
