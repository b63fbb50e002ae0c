use crate::{
    domain::id::MessageId,
    server::{
        http::{
            reader::Reader,
            render::{self, Head, IsPage},
        },
        mail::words,
        operations::{Error, mailbox},
        store::messages::Message,
    },
    ui::{
        layout::Place,
        pages::mailbox::{Item, MailboxPage, Opened},
    },
};
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    before: String,
    view: String,
}

pub async fn list(reader: Reader, Query(typed): Query<Typed>) -> Result<Response, Error> {
    let messages = mailbox::list(&reader.app, reader.actor()?, typed.before.parse().ok()).await?;
    Ok(page(&reader, &messages, None))
}

pub async fn read(reader: Reader, Path(id): Path<String>, Query(typed): Query<Typed>) -> Result<Response, Error> {
    let id: MessageId = id.parse().map_err(|_| Error::NotFound)?;
    let message = mailbox::read(&reader.app, reader.actor()?, id).await?;
    let mail = words::write(&reader.app, &message);
    let opened = Opened {
        subject: mail.subject,
        from: reader.app.config.mail_from.clone(),
        to: message.address.clone(),
        time: reader.wording.date_time(message.created_at),
        html: format!("/mailbox/{id}/html"),
        text: mail.text,
        as_text: typed.view == "text",
        path: format!("/mailbox/{id}"),
    };
    let messages = mailbox::list(&reader.app, reader.actor()?, None).await?;
    Ok(page(&reader, &messages, Some((id, opened))))
}

fn page(reader: &Reader, messages: &[Message], opened: Option<(MessageId, Opened)>) -> Response {
    let wording = reader.wording.clone();
    let (current, opened) = opened.unzip();
    let items: Vec<Item> = messages
        .iter()
        .map(|message| Item {
            href: format!("/mailbox/{}", message.id),
            to: message.address.clone(),
            subject: words::write(&reader.app, message).subject,
            time: wording.date(message.created_at),
            current: current == Some(message.id),
        })
        .collect();
    let older =
        messages.last().filter(|_| mailbox::is_full(messages)).map(|last| format!("/mailbox?before={}", last.id));
    let head = Head::plain(wording.say("mailbox-title"));
    render::frame(reader, StatusCode::OK, head, Some(Place::Mailbox), move || {
        view! { <MailboxPage wording items opened older /> }.into_any()
    })
}

/// The HTML part alone, for a frame that can do nothing but open its links elsewhere.
pub async fn html(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id: MessageId = id.parse().map_err(|_| Error::NotFound)?;
    let message = mailbox::read(&reader.app, reader.actor()?, id).await?;
    let html = words::write(&reader.app, &message).html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; \
                  sandbox allow-popups allow-popups-to-escape-sandbox";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    let mut response = (headers, html).into_response();
    response.extensions_mut().insert(IsPage);
    Ok(response)
}
