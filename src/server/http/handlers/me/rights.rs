use super::{Target, tab};
use crate::{
    domain::access::Level,
    server::{
        http::reader::Reader,
        operations::{Error, me},
    },
    ui::pages::me::{
        Tab,
        rights::{Line, RightsTab},
    },
    wording::Wording,
};
use axum::{extract::Query, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader, target: Query<Target>) -> Result<Response, Error> {
    let rights = me::rights(&reader.app, reader.actor()?).await?;
    let wording = reader.wording.clone();
    let lines = lines(&wording, &rights);
    let departments = rights.departments.iter();
    let departments = departments
        .map(|membership| (membership.department.name.clone(), wording.department_role(membership.role)))
        .collect();
    let services = rights.services.into_iter().map(|service| (service.name, service.url)).collect();
    let role = wording.role(rights.role.kind, &rights.role.name);
    tab(&reader, Tab::Rights, &target, move || {
        view! { <RightsTab wording role lines departments services /> }.into_any()
    })
}

/// Each area with its level and where that comes from.
fn lines(wording: &Wording, rights: &me::Rights) -> Vec<Line> {
    let role = wording.role(rights.role.kind, &rights.role.name);
    let line = |right: &me::Right| Line {
        area: wording.area(right.area),
        level: wording.level(right.level),
        means: wording.level_means(right.level),
        has_any: right.level > Level::None,
        why: wording.say_with("me-rights-by-role", &[("role", role.as_str().into())]),
        reach: (right.level > Level::None).then(|| wording.reach(right.reach)),
    };
    rights.areas.iter().map(line).collect()
}
