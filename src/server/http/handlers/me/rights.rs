use super::{super::requests, Target, tab};
use crate::{
    server::{
        http::reader::Reader,
        operations::{Error, me},
    },
    ui::{
        components::RightLine,
        pages::me::{Tab, rights::RightsTab},
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
    let asked = rights.asked.iter().map(|each| requests::view_of(&wording, each)).collect();
    let role = wording.role(rights.role.kind, &rights.role.name);
    tab(&reader, Tab::Rights, &target, move || {
        view! { <RightsTab wording role lines departments services asked /> }.into_any()
    })
}

/// Each area with its level and where that comes from.
pub(super) fn lines(wording: &Wording, rights: &me::Rights) -> Vec<RightLine> {
    let departments = rights.departments.iter();
    let departments: Vec<_> =
        departments.map(|membership| (membership.department.id, membership.department.name.clone())).collect();
    let line = |right: &me::Right| RightLine {
        area: wording.area_of(right.area, right.name.as_ref()),
        level: wording.level(right.effective.level),
        means: wording.level_means(right.effective.level),
        has_any: !right.effective.level.is_none(),
        why: wording.why(&rights.role, &departments, &right.effective.reasons),
        exception: None,
        edit: None,
    };
    rights.areas.iter().map(line).collect()
}
