use crate::{
    domain::access::{Area, Level},
    server::{
        http::{
            csv,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            who_can::{self, Holder},
        },
    },
    ui::{
        layout::Place,
        pages::who_can::{HolderLine, Question, WhoCanPage},
    },
    wording::Wording,
};
use axum::{extract::Query, http::StatusCode, response::Response};
use leptos::prelude::*;
use serde::Deserialize;

/// What is asked; without a question, who leads people.
#[derive(Deserialize)]
#[serde(default)]
pub struct Asked {
    area: String,
    level: String,
    page: String,
}

impl Default for Asked {
    fn default() -> Self {
        Self { area: Area::Users.to_string(), level: Level::Guest.as_str().to_owned(), page: String::new() }
    }
}

impl Asked {
    fn parse(&self) -> Result<(Area, Level), Error> {
        let area = self.area.parse().map_err(|_| Error::NotFound)?;
        let level: Level = self.level.parse().map_err(|_| Error::NotFound)?;
        // Everybody has none, at least.
        if level.is_none() { Err(Error::NotFound) } else { Ok((area, level)) }
    }
}

fn address(end: &str, area: Area, level: Level) -> String {
    format!("/rights{end}?area={area}&level={}", level.as_str())
}

pub async fn show(reader: Reader, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let (area, level) = asked.parse()?;
    let page: usize = asked.page.parse().unwrap_or(0).min(MOST_PAGES);
    let found = who_can::who_can(&reader.app, actor, area, level, page).await?;
    let wording = reader.wording.clone();
    let areas =
        found.areas.iter().map(|named| (named.area.to_string(), wording.area_of(named.area, named.name.as_ref())));
    let levels = Level::ALL.into_iter().filter(|level| !level.is_none());
    let question = Question {
        areas: areas.collect(),
        levels: levels.map(|level| (level.as_str().to_owned(), wording.level(level))).collect(),
        area: area.to_string(),
        level: level.as_str().to_owned(),
    };
    let holders = found.holders.iter().map(|holder| line(&wording, holder)).collect();
    let count = wording.say_with("who-can-count", &[("count", found.count.into())]);
    let at = |page: usize| format!("{}&page={page}", address("", area, level));
    let next = found.next.filter(|next| *next <= MOST_PAGES).map(at);
    let previous = page.checked_sub(1).map(at);
    let export = actor.may_everywhere(Area::Exports, Level::Guest).then(|| address("/export.csv", area, level));
    let head = Head::plain(wording.say("who-can-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Roles), move || {
        view! { <WhoCanPage wording question count holders next previous export /> }.into_any()
    }))
}

/// Further on, a file says it sooner.
const MOST_PAGES: usize = 100;

fn line(wording: &Wording, holder: &Holder) -> HolderLine {
    HolderLine {
        href: format!("/users/{}/rights", holder.id),
        name: holder.name.clone(),
        email: holder.email.clone(),
        level: wording.level(holder.effective.level),
        why: wording.why(&holder.role, &holder.departments, &holder.effective.reasons),
    }
}

pub async fn csv(reader: Reader, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (area, level) = asked.parse()?;
    let export = who_can::export(&reader.app, &reader.visit, reader.actor()?, area, level).await?;
    let wording = reader.wording.clone();
    let header = ["who-can-person", "column-email", "me-rights-level", "me-rights-why"].map(|key| wording.say(key));
    let pages = futures::stream::try_unfold((wording, export), |(wording, mut export)| async move {
        let row = |holder: &Holder| {
            let HolderLine { name, email, level, why, .. } = line(&wording, holder);
            vec![name, email, level, why]
        };
        let page = export.next().await?.map(|holders| holders.iter().map(row).collect());
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (wording, export))))
    });
    Ok(csv::file(&reader, &reader.wording.say("who-can-file"), header.into(), pages))
}
