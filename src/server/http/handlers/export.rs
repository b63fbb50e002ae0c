//! The list as a CSV file, streamed.

use super::users::query_of;
use crate::{
    server::{
        http::{csv, reader::Reader},
        operations::{Error, export_users},
        store::users::ExportedUser,
    },
    wording::files::Line,
};
use axum::{extract::RawQuery, response::Response};

pub async fn users(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query_of(&format!("/users?{}", query.unwrap_or_default()));
    let export = export_users::begin(&reader.app, &reader.visit, reader.actor()?, &query).await?;
    let wording = reader.wording.clone();
    let header = ExportedUser::header(&wording);
    let pages = futures::stream::try_unfold((wording, export), |(wording, mut export)| async move {
        let users = export.next().await?;
        let page = users.map(|users| users.iter().map(|user| user.cells(&wording)).collect());
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (wording, export))))
    });
    Ok(csv::file(&reader, &reader.wording.say("exports-file-people"), header, pages))
}
