use super::{Target, tab};
use crate::{
    domain::history_list::{Cursor, HistoryQuery},
    server::{
        http::{handlers::history as shown, reader::Reader},
        operations::{
            Error,
            history::{self, PAGE},
        },
    },
    ui::pages::me::{Tab, history::HistoryTab},
};
use axum::{
    extract::{Query, RawQuery},
    response::Response,
};
use leptos::prelude::*;

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let cursor = shown::read(query).cursor;
    let page = history::own(&reader.app, reader.actor()?, cursor, PAGE).await?;
    let wording = reader.wording.clone();
    let beside = |cursor: Option<Cursor>| {
        cursor.map(|cursor| HistoryQuery { cursor, ..HistoryQuery::default() }.at("/me/history"))
    };
    let (newer, older) = (beside(page.newer), beside(page.older));
    let (days, links) = (shown::days(&wording, &page), shown::links(&reader)?);
    tab(&reader, Tab::History, &Query(Target::default()), move || {
        view! { <HistoryTab wording days links newer older /> }.into_any()
    })
}
