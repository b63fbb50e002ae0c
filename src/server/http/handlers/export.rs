//! The list as a CSV file, streamed.

use super::users::query_of;
use crate::{
    domain::import::Column,
    server::{
        http::{csv, reader::Reader},
        operations::{Error, export_users},
        store::users::ExportedUser,
    },
    wording::Wording,
};
use axum::{extract::RawQuery, response::Response};

/// What an import reads back, and after it what only a reader cares for.
const COLUMNS: [Column; 9] = [
    Column::Email,
    Column::FirstName,
    Column::LastName,
    Column::Role,
    Column::Department,
    Column::DepartmentRole,
    Column::Language,
    Column::Phone,
    Column::NotificationEmail,
];

pub async fn users(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query_of(&format!("/users?{}", query.unwrap_or_default()));
    let export = export_users::begin(&reader.app, &reader.visit, reader.actor()?, &query).await?;
    let wording = reader.wording.clone();
    let own = COLUMNS.iter().map(|column| wording.say(&format!("column-{}", column.as_str())));
    let more = ["export-state", "export-invited", "export-signed-in"].map(|key| wording.say(key));
    let header = own.chain(more).collect();
    let pages = futures::stream::try_unfold((wording, export), |(wording, mut export)| async move {
        let users = export.next().await?;
        let page = users.map(|users| users.iter().map(|user| cells(&wording, user).into()).collect());
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (wording, export))))
    });
    Ok(csv::file(&reader, &reader.wording.say("export-file"), header, pages))
}

fn cells(wording: &Wording, user: &ExportedUser) -> [String; 12] {
    let departments: Vec<&str> = user.departments.iter().map(|(name, _)| name.as_str()).collect();
    let role = user.departments.first().map(|(_, role)| wording.department_role(*role));
    let day = |at: Option<_>| at.map(|at| wording.iso_day(at)).unwrap_or_default();
    [
        user.email.clone(),
        user.first_name.clone(),
        user.last_name.clone(),
        wording.role(user.role.kind, &user.role.name),
        departments.join(" | "),
        role.unwrap_or_default(),
        user.language.code().to_owned(),
        user.phone.clone(),
        user.notification_email.clone().unwrap_or_default(),
        wording.state(user.state),
        day(user.invited_at),
        day(user.signed_in_at),
    ]
}
