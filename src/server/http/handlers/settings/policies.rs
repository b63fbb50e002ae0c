//! The versions of the privacy policy: who accepted which.

use crate::{
    domain::{
        access::{Area, Level},
        id::AcceptanceId,
        time::Timestamp,
    },
    server::{
        http::{
            csv,
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, settings},
        store::policies::{AcceptanceLine, AcceptancePlace},
    },
    ui::{
        layout::Place,
        pages::settings::{AcceptanceRow, PolicyVersionPage},
    },
    wording::{Wording, instant},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::ops::Range;

/// Where the list goes on, as its link says: the instant in microseconds, and the acceptance.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct After {
    at: String,
    id: String,
}

/// The instants that a link of ours can name: what both engines hold, until the year 9999.
const LINKED: Range<i64> = 0..253_402_300_800_000_000;

impl After {
    fn place(&self) -> Option<AcceptancePlace> {
        let (at, id) = (self.at.parse().ok()?, self.id.parse::<AcceptanceId>().ok()?);
        LINKED.contains(&at).then(|| AcceptancePlace { at: Timestamp::from_micros(at), id })
    }
}

/// Versions count from 1: what is no number is none, which is found out after the rights.
fn parse(version: &str) -> i64 {
    version.parse().unwrap_or(0)
}

pub async fn version(
    reader: Reader,
    Path(version): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Error> {
    let (version, actor) = (parse(&version), reader.actor()?);
    let found = settings::acceptances(&reader.app, actor, version, after.place()).await?;
    let wording = reader.wording.clone();
    let rows = found.lines.iter().map(|line| AcceptanceRow {
        href: line.person.as_ref().map(|(id, _)| format!("/users/{id}")),
        name: name(&wording, line),
        email: line.email.clone(),
        date: wording.date_time(line.place.at),
        language: line.language.own_name().to_owned(),
        digest: line.digest.clone(),
    });
    let rows = rows.collect();
    let path = format!("/settings/policies/{version}");
    let next = found.next.map(|place| format!("{path}?at={}&id={}", place.at.as_micros(), place.id));
    let export = actor.may_everywhere(Area::Exports, Level::Guest).then(|| format!("{path}/export.csv"));
    let title = wording.say_with("settings-policy-version", &[("version", version.to_string().into())]);
    let lead = wording.say_with(
        "settings-policy-facts",
        &[("date", wording.date(found.version.created_at).into()), ("count", found.version.accepted.into())],
    );
    let first = after.place().is_some().then_some(path);
    Ok(render::frame(&reader, StatusCode::OK, Head::plain(title.clone()), Some(Place::Settings), move || {
        view! { <PolicyVersionPage wording title lead version rows next first export /> }.into_any()
    }))
}

/// Who accepted; of somebody erased only the proof is left.
fn name(wording: &Wording, line: &AcceptanceLine) -> String {
    match &line.person {
        Some((_, name)) => name.clone(),
        None => wording.say("settings-policy-erased"),
    }
}

pub async fn csv(reader: Reader, Path(version): Path<String>) -> Result<Response, Error> {
    let version = parse(&version);
    let export = settings::export(&reader.app, &reader.visit, reader.actor()?, version).await?;
    let wording = reader.wording.clone();
    let columns = [
        "settings-policy-name",
        "column-email",
        "settings-policy-date",
        "settings-policy-language",
        "settings-policy-digest",
    ];
    let header = columns.map(|key| wording.say(key));
    let pages = futures::stream::try_unfold((wording, export), |(wording, mut export)| async move {
        let row = |line: &AcceptanceLine| {
            let (date, language) = (instant(line.place.at), line.language.own_name().to_owned());
            vec![name(&wording, line), line.email.clone(), date, language, line.digest.clone()]
        };
        let page = export.next().await?.map(|lines| lines.iter().map(row).collect());
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (wording, export))))
    });
    Ok(csv::file(&reader, &reader.wording.say("settings-policy-file"), header.into(), pages))
}
