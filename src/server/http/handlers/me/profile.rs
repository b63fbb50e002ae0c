use super::{Target, tab};
use crate::{
    server::{
        http::reader::Reader,
        operations::{
            Error,
            me::{acceptances, own},
        },
    },
    ui::pages::me::{
        Tab,
        profile::{Accepted, ProfileTab},
    },
};
use axum::{extract::Query, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader, target: Query<Target>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let person = own(&reader.app, actor).await?;
    let wording = reader.wording.clone();
    let accepted = acceptances(&reader.app, actor).await?.into_iter().map(|acceptance| Accepted {
        version: acceptance.version,
        language: acceptance.language,
        digest: acceptance.digest,
        time: wording.date_time(acceptance.at),
    });
    let accepted = accepted.collect();
    let role = wording.role(person.role.kind, &person.role.name);
    tab(&reader, Tab::Profile, &target, move || view! { <ProfileTab wording person role accepted /> }.into_any())
}
