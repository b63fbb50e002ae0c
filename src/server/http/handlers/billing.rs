use crate::{
    domain::billing::BillingQuery,
    server::{
        http::{
            csv,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            billing::{self as operation, Line},
        },
    },
    ui::{layout::Place, pages::billing::BillingPage},
    wording::Wording,
};
use axum::{extract::RawQuery, http::StatusCode, response::Response};
use leptos::prelude::*;

fn read(query: Option<String>) -> BillingQuery {
    let query = query.unwrap_or_default();
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    BillingQuery::read(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
}

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let billing = operation::billing(&reader.app, reader.actor()?, read(query)).await?;
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("area-billing"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Billing), move || {
        view! { <BillingPage wording billing /> }.into_any()
    }))
}

const COLUMNS: [&str; 7] = [
    "billing-day",
    "users-department",
    "billing-active",
    "billing-invited",
    "billing-taken",
    "billing-limit",
    "billing-free",
];

pub async fn csv(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let export = operation::export(&reader.app, &reader.visit, reader.actor()?, read(query)).await?;
    let wording = reader.wording.clone();
    let header = COLUMNS.map(|key| wording.say(key)).into();
    let pages = futures::stream::try_unfold((wording, export), |(wording, mut export)| async move {
        let page =
            export.next().await?.map(|lines| lines.into_iter().map(|line| cells(&wording, line).into()).collect());
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (wording, export))))
    });
    Ok(csv::file(&reader, &reader.wording.say("billing-file"), header, pages))
}

/// A limit is the account's: what is free of it isn't told of a department.
fn cells(wording: &Wording, Line { day, department, seats }: Line) -> [String; 7] {
    let whole = |number: Option<u64>| {
        number.filter(|_| department.is_none()).map(|number| number.to_string()).unwrap_or_default()
    };
    let (limit, free) = (whole(seats.limit), whole(seats.free()));
    let department = department.unwrap_or_else(|| wording.say("billing-whole"));
    let [active, invited, taken] = [seats.active, seats.invited, seats.taken()].map(|count| count.to_string());
    [day, department, active, invited, taken, limit, free]
}
