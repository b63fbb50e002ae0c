use super::services::picture;
use crate::{
    domain::{
        access::{Area, Level},
        service::tint,
    },
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            home::{self, Launched},
        },
    },
    ui::{
        layout::{Place, initials},
        pages::home::{HomePage, Launch},
    },
    wording::Wording,
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let home = home::home(&reader.app, actor).await?;
    let first_name = actor.first_name.clone();
    let may_invite = actor.may(Area::Users, Level::Approver);
    let may_add_services = actor.may_everywhere(Area::Services, Level::Editor);
    let has_mailbox = actor.role().is_administrator() && !reader.app.outbox.has_server();
    let wording = reader.wording.clone();
    let cards = |services: Vec<Launched>| services.into_iter().map(|launched| launch(&wording, launched)).collect();
    let services: Option<Vec<Launch>> = home.services.map(cards);
    let holder = home.holder;
    let head = Head::plain(wording.say("home-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Home), move || {
        view! { <HomePage wording first_name services holder may_invite may_add_services has_mailbox /> }.into_any()
    }))
}

/// Areas that a service's card shows at once.
const AT_ONCE: usize = 6;

fn launch(wording: &Wording, Launched { service, areas }: Launched) -> Launch {
    let area = |(area, level): (String, Level)| {
        wording.say_with("request-wish", &[("area", area.into()), ("level", wording.level(level).into())])
    };
    let mut areas: Vec<String> = areas.into_iter().map(area).collect();
    // One more line would say that there is one more.
    let rest = if areas.len() > AT_ONCE + 1 { areas.split_off(AT_ONCE) } else { Vec::new() };
    let more = (!rest.is_empty()).then(|| wording.say_with("home-more-areas", &[("count", rest.len().into())]));
    Launch {
        initials: initials(&service.name),
        tint: tint(&service.name),
        picture: picture::href(&service),
        href: (!service.url.is_empty()).then_some(service.url),
        name: service.name,
        areas,
        more: more.map(|count| (count, rest)),
    }
}
