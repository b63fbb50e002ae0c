use crate::{
    domain::analytics::AnalyticsQuery,
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, analytics::analytics},
    },
    ui::{layout::Place, pages::analytics::AnalyticsPage},
};
use axum::{extract::RawQuery, http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query.unwrap_or_default();
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let query = AnalyticsQuery::read(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
    let analytics = analytics(&reader.app, reader.actor()?, query).await?;
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("area-analytics"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Analytics), move || {
        view! { <AnalyticsPage wording analytics /> }.into_any()
    }))
}
