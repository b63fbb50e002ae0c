use super::{Target, rights::lines, tab};
use crate::{
    domain::{answer::Answer, language::Language, message},
    server::{
        http::{handlers::history as shown, markdown, reader::Reader, render},
        operations::{
            Error,
            history::Page,
            jobs::Task,
            me::{self, Cell, Held, Section},
        },
    },
    ui::{
        layout::Scene,
        pages::me::{
            Tab,
            data::{DataTab, OldPolicyPage, Part},
        },
    },
    wording::{
        Wording,
        files::{HistoryLine, Line},
        instant,
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// All of it, readable; of the history the newest, the file has the rest.
pub async fn show(reader: Reader, target: Query<Target>) -> Result<Response, Error> {
    let mut held = me::held(&reader.app, reader.actor()?).await?;
    let wording = reader.wording.clone();
    let page = held.history.next().await?;
    let days = page.as_ref().map(|page| shown::days(&wording, page)).unwrap_or_default();
    let is_whole = page.is_none_or(|page| page.older.is_none());
    let links = shown::links(&reader)?;
    let parts = parts(&wording, &held);
    tab(&reader, Tab::Data, &target, move || view! { <DataTab wording parts days links is_whole /> }.into_any())
}

fn parts(wording: &Wording, held: &Held) -> Vec<Part> {
    let rights = &held.rights;
    let access = vec![
        Some((wording.say("users-role"), wording.role(rights.role.kind, &rights.role.name))),
        some("held-departments", wording, rights.departments.iter().map(|m| m.department.name.as_str())),
        some("held-services", wording, rights.services.iter().map(|service| service.name.as_str())),
    ];
    let access = Part { title: wording.say("held-access"), rows: vec![access.into_iter().flatten().collect()] };
    let sections = held.sections.iter().filter(|section| !section.rows.is_empty()).map(|section| Part {
        title: wording.say(&format!("held-{}", section.name.replace('_', "-"))),
        rows: section.rows.iter().map(|row| facts(wording, section.name, row)).collect(),
    });
    let held_rights = lines(wording, rights).into_iter().filter(|line| line.has_any);
    let held_rights = held_rights.map(|line| (line.area, format!("{} · {}", line.level, line.why))).collect();
    let held_rights = Part { title: wording.say("me-rights-caption"), rows: vec![held_rights] };
    let mut parts: Vec<Part> = sections.collect();
    let first = parts.len().min(1);
    parts.splice(first..first, [access, held_rights]);
    parts
}

fn some<'a>(key: &'static str, wording: &Wording, names: impl Iterator<Item = &'a str>) -> Option<(String, String)> {
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| (wording.say(key), names.join(", ")))
}

/// What is there, in words.
fn facts(wording: &Wording, section: &str, row: &[(&'static str, Cell)]) -> Vec<(String, String)> {
    let is_withdrawn = section == "messages" && is_withdrawn(row);
    let value = |name: &str, cell: &Cell| match cell {
        Cell::Nothing => None,
        Cell::Text(text) if text.is_empty() => None,
        Cell::Text(_) if is_withdrawn && name == "state" => Some(wording.say("mail-state-withdrawn")),
        Cell::Text(text) => Some(in_words(wording, section, name, text)),
        Cell::Number(number) => Some(wording.number(number.unsigned_abs())),
        Cell::At(at) => Some(wording.date_time(*at)),
    };
    let facts = row.iter().filter_map(|(name, cell)| {
        Some((wording.say(&format!("held-field-{}", name.replace('_', "-"))), value(name, cell)?))
    });
    facts.collect()
}

/// Of a message: whether it was taken back before anybody could refuse it.
fn is_withdrawn(row: &[(&'static str, Cell)]) -> bool {
    let find = |wanted: &str| row.iter().find(|(name, _)| *name == wanted).map(|(_, cell)| cell);
    match (find("state"), find("attempts"), find("answer")) {
        (Some(Cell::Text(state)), Some(Cell::Number(attempts)), Some(Cell::Text(answer))) => {
            let attempts = u32::try_from(*attempts).unwrap_or(u32::MAX);
            let is_withdrawn = |state| message::is_withdrawn(state, attempts, Answer::parse(answer).as_ref());
            state.parse().is_ok_and(is_withdrawn)
        }
        _ => false,
    }
}

/// What is kept as a code, as the reader says it; any other text as it is.
fn in_words(wording: &Wording, section: &str, name: &str, text: &str) -> String {
    match (section, name) {
        (_, "language") => Language::from_code(text).map(|language| language.own_name().to_owned()),
        (_, "agent") => Some(wording.device(text)),
        (_, "ending") => Some(wording.say(&format!("held-ending-{text}"))),
        ("users", "state") => text.parse().ok().map(|state| wording.state(state)),
        ("access_requests", "state") => Some(wording.say(&format!("request-is-{text}"))),
        (_, "level") => text.parse().ok().map(|level| wording.level(level)),
        (_, "area") => text.parse().ok().map(|area| wording.area(area)).filter(|name| !name.is_empty()),
        ("jobs", "task") => serde_json::from_str(text).ok().map(|task| task_in_words(wording, &task)),
        ("messages", "state") => Some(wording.say(&format!("mail-state-{text}"))),
        ("messages", "answer") => Answer::parse(text).map(|answer| wording.answer(&answer)),
        ("messages", "kind") => Some(wording.say(&format!("mail-kind-{text}"))),
        _ => None,
    }
    .unwrap_or_else(|| text.to_owned())
}

fn task_in_words(wording: &Wording, task: &Task) -> String {
    match task {
        Task::Change(change) => wording.say(&format!("bulk-verb-{}", change.verb().as_str())),
        Task::Import(_) => wording.say("held-task-import"),
        Task::Export(_) => wording.say("held-task-export"),
    }
}

/// The same for machines (GDPR, article 20), with the whole history.
pub async fn json(reader: Reader) -> Result<Response, Error> {
    let held = me::take_held(&reader.app, &reader.visit, reader.actor()?).await?;
    let wording = reader.wording.clone();
    let rights = &held.rights;
    let levels = rights.areas.iter().map(|right| (right.area.to_string(), right.effective.level.as_str().into()));
    let why =
        rights.areas.iter().zip(lines(&wording, rights)).map(|(right, line)| (right.area.to_string(), line.why.into()));
    let departments = rights.departments.iter();
    let departments = departments.map(|m| json!({ "name": m.department.name, "role": m.role.as_str() }));
    let services = rights.services.iter().map(|service| json!({ "name": service.name, "url": service.url }));
    let mut head = json!({
        "at": instant(held.at),
        "account": reader.actor()?.account_name,
        "role": wording.role(rights.role.kind, &rights.role.name),
        "rights": levels.collect::<Map<_, _>>(),
        "why": why.collect::<Map<_, _>>(),
        "departments": departments.collect::<Vec<_>>(),
        "services": services.collect::<Vec<_>>(),
    });
    for section in &held.sections {
        add(&mut head, section);
    }
    // The history is written page by page behind the rest.
    let mut head = head.to_string();
    head.pop();
    let lines = move |page: &Page, is_first: bool| {
        let mut text = if is_first { format!("{head},\"history\":[\n") } else { String::new() };
        for (n, line) in HistoryLine::all(&page.entries, &page.things).iter().enumerate() {
            if !(is_first && n == 0) {
                text.push_str(",\n");
            }
            text.push_str(&line.json(&wording).to_string());
        }
        text
    };
    Ok(shown::file(&reader, held.history, "application/json", "parvis-my-data.json", lines, "\n]}\n"))
}

/// Sections of one name are one, row by row.
fn add(all: &mut Value, section: &Section) {
    let row = |row: &Vec<(&'static str, Cell)>| -> Value {
        let value = |cell: &Cell| match cell {
            Cell::Nothing => Value::Null,
            Cell::Text(text) => text.as_str().into(),
            Cell::Number(number) => (*number).into(),
            Cell::At(at) => instant(*at).into(),
        };
        row.iter().map(|(name, cell)| ((*name).to_owned(), value(cell))).collect::<Map<_, _>>().into()
    };
    all[section.name] = section.rows.iter().map(row).collect();
}

/// A language, where another than the reader's was accepted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct InLanguage {
    language: String,
}

/// A version of the privacy policy, in force or not: what was accepted can always be read again.
pub async fn policy(
    reader: Reader,
    Path(version): Path<String>,
    Query(chosen): Query<InLanguage>,
) -> Result<Response, Error> {
    let version: i64 = version.parse().map_err(|_| Error::NotFound)?;
    let language = Language::from_code(&chosen.language).unwrap_or(reader.wording.language());
    let text = me::policy_text(&reader.app, version, language).await?;
    let (html, language) = (markdown::to_html(&text.text), text.language.code());
    let wording = reader.wording.clone();
    let head = render::Head::plain(wording.say("policy-title"));
    let account = reader.caller.signed_in().map(|user| user.account_name.clone());
    let is_inside = reader.actor().is_ok();
    Ok(render::gate(&reader, StatusCode::OK, head, Scene::Reading, account, move || {
        view! { <OldPolicyPage wording html language version digest=text.digest is_inside /> }.into_any()
    }))
}
